//! What a majority of stake agrees on. Spec: consensus 4.3 steps 5 to 12, 4.4.

use crate::{
	fixed::{self, Bits, Whole, ONE},
	input,
	matrix::{add_to, at, Weights},
	EpochInput, Neuron, SparseRow,
};
use alloc::vec::Vec;

/// Room for a row's place in the low bits of a packed score.
const PLACE_BITS: u32 = 16;

/// The weights that count, each row normalised: rows of permit holders alone, without weights on oneself (the owner's excepted)
/// and without weights older than the neuron that they are on. Spec: consensus 4.3 steps 5 to 7.
pub fn weights<'a>(input: &EpochInput<'a>, permits: &[bool]) -> Weights<'a> {
	let mut permitted = input::by_uid(input.weights);
	permitted.retain(|row| permits.get(usize::from(row.uid)).copied().unwrap_or_default());
	let entries = permitted.iter().fold(0usize, |entries, row| entries.saturating_add(row.entries.len()));
	let mut weights = Weights::with_capacity(permitted.len(), entries);
	let newest = input.neurons.iter().map(|neuron| neuron.block_at_registration).max().unwrap_or_default();
	for row in permitted {
		let Some(neuron) = input.neurons.get(usize::from(row.uid)) else { continue };
		let own = (input.parameters.owner_uid != Some(row.uid)).then_some(row.uid);
		let own = own.and_then(|uid| row.entries.iter().position(|entry| entry.0 == uid));
		if is_outdated(neuron, newest) {
			let outdated = |to: &Neuron| is_outdated(neuron, to.block_at_registration);
			let counts = |column| !input.neurons.get(usize::from(column)).is_none_or(outdated);
			push_normalised(&mut weights, row, own, counts);
		} else {
			// Most rows are younger than every neuron.
			push_normalised(&mut weights, row, own, |_| true);
		}
	}
	weights
}

/// Appends a row without its entry at `own`.
fn push_normalised<'a>(
	weights: &mut Weights<'a>,
	row: &'a SparseRow,
	own: Option<usize>,
	counts: impl Fn(u16) -> bool,
) {
	let counted = |&(column, weight): &(u16, u16)| if counts(column) { Bits::from(weight) } else { 0 };
	let own_weight = own.and_then(|place| row.entries.get(place)).map_or(0, counted);
	let sum = fixed::sum(row.entries.iter().map(counted)).wrapping_sub(own_weight);
	// The quotient of the bare numbers is that of the fixed-point values. All are 0 where the sum is.
	let whole = Whole::new(sum.max(1));
	weights.push_row(row, own, |column, weight| counts(column).then(|| whole.share_of(weight.into())));
}

/// Whether what a neuron last set or committed is older than a neuron that was registered in this block. Spec: consensus 4.3
/// steps 5 and 6.
fn is_outdated(neuron: &Neuron, registration: u64) -> bool {
	neuron.last_update <= registration || neuron.earliest_commit.is_some_and(|commit| commit < registration)
}

/// Stake of the rows that take part in a median.
pub struct Voters {
	/// Shares of the stake of all voters.
	shares: Vec<Bits>,
	/// Sum of the shares.
	total: Bits,
	/// More than this much stake must rank a score at most as high as the median.
	minority: Bits,
	/// Place of each uid among the voters, for those that have one.
	places: Vec<Option<u16>>,
	/// Whether more voters always have more stake: no share is negative and no sum wraps. Only stakes beyond all supply are
	/// otherwise.
	accumulates: bool,
}

impl Voters {
	/// The neurons with a positive share of the active stake. Spec: consensus 4.4.
	pub fn new(active_stake: &[Bits], kappa: u16) -> Self {
		let mut shares = Vec::with_capacity(active_stake.len());
		let places = active_stake
			.iter()
			.map(|&stake| {
				let place = (stake > 0).then(|| u16::try_from(shares.len()).ok()).flatten();
				shares.extend((stake > 0).then_some(stake));
				place
			})
			.collect();
		fixed::normalise(&mut shares);
		let total = fixed::sum(shares.iter().copied());
		let minority = total.wrapping_sub(fixed::from_u16_share(kappa));
		let checked_sum = shares.iter().try_fold(0, |sum: Bits, &share| sum.checked_add(share).filter(|_| share >= 0));
		Self { shares, total, minority, places, accumulates: checked_sum.is_some() }
	}

	/// Where every positive score stands that a voter gave: all of a column side by side, packed with the voter's place. Says
	/// where each column ends.
	fn gather(&self, scores: &Weights<'_>, neurons: usize, packed: &mut Vec<Bits>) -> Vec<usize> {
		let voted = || scores.rows().filter_map(|(uid, row)| Some((self.place(uid)?, row)));
		let mut ends = alloc::vec![0usize; neurons];
		for (_, row) in voted() {
			for (column, score) in row.entries() {
				if let Some(count) = ends.get_mut(usize::from(column)) {
					*count = count.saturating_add(usize::from(score > 0));
				}
			}
		}
		let mut entries = 0usize;
		for end in &mut ends {
			entries = entries.saturating_add(core::mem::replace(end, entries));
		}
		packed.clear();
		packed.resize(entries, 0);
		for (place, row) in voted() {
			for (column, score) in row.entries() {
				let (Some(end), true) = (ends.get_mut(usize::from(column)), score > 0) else { continue };
				if let Some(slot) = packed.get_mut(*end) {
					// A weight is at most 1: 33 bits.
					*slot = score << PLACE_BITS | Bits::from(place);
				}
				*end = end.saturating_add(1);
			}
		}
		ends
	}

	fn place(&self, uid: u16) -> Option<u16> {
		self.places.get(usize::from(uid)).copied().flatten()
	}

	fn share(&self, packed: Bits) -> Bits {
		at(&self.shares, packed as u16)
	}

	/// The stake-weighted median of every column: the smallest score that together with all smaller ones has more than a
	/// minority of stake behind it; the largest if there is none. A voter without an entry scores 0. `packed` is a list to
	/// work on. Spec: consensus 4.4.
	pub fn medians(&self, scores: &Weights<'_>, neurons: usize, packed: &mut Vec<Bits>) -> Vec<Bits> {
		let ends = self.gather(scores, neurons, packed);
		let mut rest = packed.as_mut_slice();
		let mut start = 0usize;
		ends.into_iter()
			.map(|end| {
				let (column, following) = core::mem::take(&mut rest).split_at_mut(end.saturating_sub(start));
				(rest, start) = (following, end);
				self.median(column)
			})
			.collect()
	}

	/// The median of the packed positive scores of a column.
	fn median(&self, scores: &mut [Bits]) -> Bits {
		let everybody = scores.len() == self.shares.len();
		// What is behind a score of 0.
		let below = if everybody {
			0
		} else {
			self.total.wrapping_sub(fixed::sum(scores.iter().map(|&packed| self.share(packed))))
		};
		if scores.is_empty() || (!everybody && below > self.minority) {
			return 0;
		}
		let median = if self.accumulates { self.select(scores, below) } else { self.search(scores, below) };
		let median = median.or_else(|| scores.iter().max().copied());
		median.unwrap_or_default() >> PLACE_BITS
	}

	/// The first of sorted scores with more than a minority behind it.
	fn scan(&self, sorted: &[Bits], mut below: Bits) -> Option<Bits> {
		sorted.iter().copied().find(|&packed| {
			below = below.wrapping_add(self.share(packed));
			below > self.minority
		})
	}

	/// The first score with more than a minority behind it and all lower ones, where more voters may have less stake.
	fn search(&self, scores: &mut [Bits], mut below: Bits) -> Option<Bits> {
		scores.sort_unstable();
		scores
			.chunk_by(|a, b| a >> PLACE_BITS == b >> PLACE_BITS)
			.find(|same| {
				below = below.wrapping_add(fixed::sum(same.iter().map(|&packed| self.share(packed))));
				below > self.minority
			})
			.and_then(|same| same.first().copied())
	}

	/// The same where it accumulates: halves the scores instead of sorting them all.
	fn select(&self, mut scores: &mut [Bits], mut below: Bits) -> Option<Bits> {
		/// A list that is sorted faster than halved.
		const SHORT: usize = 8;
		while scores.len() > SHORT {
			let middle = scores.len() / 2;
			let (lower, &mut packed, upper) = scores.select_nth_unstable(middle);
			let lower_stake = below.wrapping_add(fixed::sum(lower.iter().map(|&packed| self.share(packed))));
			if lower_stake > self.minority {
				scores = lower;
				continue;
			}
			below = lower_stake.wrapping_add(self.share(packed));
			if below > self.minority {
				return Some(packed);
			}
			scores = upper;
		}
		scores.sort_unstable();
		self.scan(scores, below)
	}
}

/// What comes of the weights where they meet the consensus.
pub struct Clipped {
	/// By uid: how much of what it gave is within consensus.
	pub validator_trust: Vec<Bits>,
	/// By uid: what it was given within consensus, by stake.
	pub ranks: Vec<Bits>,
}

/// Cuts weights above consensus, and adds up the rest. Spec: consensus 4.3 steps 9 to 11.
pub fn clip(weights: &Weights<'_>, consensus: &[Bits], active_stake: &[Bits]) -> Clipped {
	let mut validator_trust = alloc::vec![0; active_stake.len()];
	let mut ranks = alloc::vec![0; active_stake.len()];
	for (uid, row) in weights.rows() {
		let stake = at(active_stake, uid);
		let mut trust: Bits = 0;
		for (column, weight) in row.entries() {
			let clipped = weight.min(at(consensus, column));
			trust = trust.wrapping_add(clipped);
			add_to(&mut ranks, column, fixed::multiply(stake, clipped));
		}
		add_to(&mut validator_trust, uid, trust);
	}
	Clipped { validator_trust, ranks }
}

/// The weights that bonds follow: cut towards the consensus as far as the penalty says. Spec: consensus 4.3 step 12.
#[derive(Clone, Copy)]
pub struct WeightsForBonds<'a> {
	/// The weights as they were given, normalised.
	pub weights: &'a Weights<'a>,
	penalty: Bits,
}

impl<'a> WeightsForBonds<'a> {
	/// `bonds_penalty` is in parts of 65535.
	pub fn new(weights: &'a Weights<'a>, bonds_penalty: u16) -> Self {
		Self { weights, penalty: fixed::from_u16_share(bonds_penalty) }
	}

	/// Whether they are what the clip leaves.
	pub fn are_clipped(self) -> bool {
		self.penalty == ONE
	}

	/// Whether rows are put together anew, in ascending order.
	pub fn are_mixed(self) -> bool {
		self.penalty != 0 && self.penalty != ONE
	}

	/// The weight of an entry, from the consensus on its column; none where the clip or the penalty drops it.
	#[inline]
	pub fn value(self, agreed: Bits, weight: Bits) -> Option<Bits> {
		let value = self.value_or_zero(agreed, weight);
		let is_kept = match self.penalty {
			// A weight of 0 is kept, one that the clip drops is not.
			ONE => agreed > 0 || weight == 0,
			0 => true,
			_ => value > 0,
		};
		is_kept.then_some(value)
	}

	/// The same, with 0 for none.
	#[inline]
	pub fn value_or_zero(self, agreed: Bits, weight: Bits) -> Bits {
		match self.penalty {
			ONE => weight.min(agreed),
			0 => weight,
			penalty => {
				let beyond = weight.min(agreed).saturating_sub(weight);
				weight.saturating_add(fixed::multiply_signed(beyond, penalty))
			},
		}
	}
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use crate::steps::weighted_median;
	use alloc::{vec, vec::Vec};
	use taonet_types::fixed::I32F32;

	/// The median of one column; scores and stakes as fractions.
	fn median(stake: &[f64], scores: &[f64], kappa: u16) -> f64 {
		let stake: Vec<_> = stake.iter().map(|stake| I32F32::from_num(*stake)).collect();
		let scores: Vec<_> = scores.iter().map(|score| vec![(0, I32F32::from_num(*score))]).collect();
		weighted_median(&stake, &scores, 1, kappa)[0].to_num()
	}

	#[test]
	fn median_goes_up_when_stake_ties_with_the_minority() {
		// 13107 / 65535 is a fifth, rounded down as the stakes are: four of them are exactly the minority.
		assert_eq!(median(&[0.2; 5], &[0.125, 0.25, 0.375, 0.5, 0.625], 13_107), 0.625);
		assert_eq!(median(&[0.2; 5], &[0.125, 0.25, 0.375, 0.5, 0.625], 13_108), 0.5);
		assert_eq!(median(&[0.25; 4], &[0.125, 0.25, 0.375, 0.5], 32_767), 0.375);
		assert_eq!(median(&[0.5, 0.5], &[0.125, 0.25], 32_767), 0.25);
		assert_eq!(median(&[0.5, 0.5], &[0.125, 0.25], 32_768), 0.125);
		assert_eq!(median(&[0.5, 0.5], &[0.125, 0.25], 0), 0.25);
		assert_eq!(median(&[0.5, 0.5], &[0.125, 0.25], u16::MAX), 0.125);
	}

	/// The medians of three columns where each voter has a quarter of the stake.
	fn medians(scores: &[Vec<(u16, I32F32)>], kappa: u16) -> Vec<f64> {
		let stake = [0.25; 4].map(I32F32::from_num);
		weighted_median(&stake, scores, 3, kappa).into_iter().map(I32F32::to_num).collect()
	}

	#[test]
	fn median_is_zero_when_a_majority_gives_nothing() {
		let score = |score: f64| vec![(1, I32F32::from_num(score))];
		let scores = [score(0.5), score(0.75), vec![], vec![(0, I32F32::from_num(1))]];
		// Half of the stake scores column 1 with 0: at kappa a little below a half that is no majority.
		assert_eq!(medians(&scores, 32_767), [0.0, 0.5, 0.0]);
		assert_eq!(medians(&scores, 32_768), [0.0, 0.0, 0.0]);
		assert_eq!(medians(&[], 32_767), [0.0, 0.0, 0.0]);
	}

	#[test]
	fn median_counts_all_equal_scores_when_stakes_wrap() {
		let stake = [i64::MAX, 1, 1 << 61].map(I32F32::from_bits);
		let scores = [5, 9, 5].map(|score| vec![(0, I32F32::from_bits(score))]);
		// The sum wraps to a negative one, and so do the shares: only after both voters of 5 is it clear that they are no
		// majority.
		assert_eq!(weighted_median(&stake, &scores, 1, 0)[0].to_bits(), 9);
	}

	#[test]
	fn median_is_the_first_with_a_majority_in_long_columns() {
		for voters in [1usize, 8, 9, 64, 300] {
			// Scores in an order of their own; stake is equal.
			let place = |voter: usize| (voter * 7 + 3) % voters;
			let scores: Vec<f64> = (0..voters).map(|voter| (place(voter) + 1) as f64 / 1024.0).collect();
			let stake = vec![1.0 / voters as f64; voters];
			// With kappa of a quarter, the median is the score that three quarters lie at or below.
			let expected = (voters * 3 / 4 + 1).min(voters) as f64 / 1024.0;
			assert_eq!(median(&stake, &scores, 16_383), expected, "{voters} voters");
		}
	}
}
