//! The stake-weighted median. Spec: consensus 4.4.

use super::{
	matrix::Matrix,
	numbers::{normalise, sum, ZERO},
};
use taonet_types::fixed::I32F32;

/// The median of every column. `kappa` is a share.
pub fn weighted_median(stake: &[I32F32], scores: &Matrix, kappa: I32F32) -> Vec<I32F32> {
	let voters: Vec<_> = (0..stake.len()).filter(|i| stake[*i] > ZERO).collect();
	let stake = normalise(&voters.iter().map(|i| stake[*i]).collect::<Vec<_>>());
	let minority = sum(stake.iter().copied()).wrapping_sub(kappa);
	let median = |j| {
		let votes: Vec<_> = voters.iter().map(|i| scores.value(*i, j)).zip(stake.iter().copied()).collect();
		column_median(&votes, minority)
	};
	(0..scores.columns()).map(median).collect()
}

/// The smallest score such that the stake behind this score and lower ones is greater than `minority`; if there is none,
/// the greatest score; without votes 0.
fn column_median(votes: &[(I32F32, I32F32)], minority: I32F32) -> I32F32 {
	let stake_up_to = |score| sum(votes.iter().filter(|(other, _)| *other <= score).map(|(_, stake)| *stake));
	let scores = || votes.iter().map(|(score, _)| *score);
	scores().filter(|score| stake_up_to(*score) > minority).min().or_else(|| scores().max()).unwrap_or(ZERO)
}
