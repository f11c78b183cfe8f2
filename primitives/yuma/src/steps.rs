//! Single steps of the epoch, for readers and tests: what [`crate::run`] does inside.

use crate::{bonds::Sigmoid, consensus::Voters, fixed, matrix::Weights, stake, LiquidAlpha, SparseRow};
use alloc::vec::Vec;
use taonet_types::fixed::I32F32;

/// e to the power of `x`, which is clamped to -20..=20, by the protocol's series of 31 terms; for large `x` it is lower than
/// the true value. Spec: consensus 1.2.
pub fn exp_safe(x: I32F32) -> I32F32 {
	I32F32::from_bits(fixed::exp_safe(x.to_bits()))
}

/// The share of the new bond in liquid alpha's moving average, from the consensus on a miner, the weight that a validator gave
/// it and the bond that it had. Rounded down in each step. Spec: consensus 5.3.
pub fn liquid_alpha(curve: LiquidAlpha, consensus: I32F32, weight: I32F32, bond: I32F32) -> I32F32 {
	I32F32::from_bits(Sigmoid::new(curve).alpha(consensus.to_bits(), weight.to_bits(), bond.to_bits()))
}

/// The stake-weighted median of the scores in each of `columns` columns: the smallest score that together with all smaller ones
/// has more stake behind it than the minority that `kappa` (parts of 65535) leaves; the largest if there is none.
///
/// `stake` has one element for each row of `scores`; rows without a positive stake do not count, and a row without an entry
/// scores 0. Scores lie between 0 and 1; columns beyond `columns`, and rows and entries beyond 65536, are passed over.
/// Spec: consensus 4.4.
pub fn weighted_median(stake: &[I32F32], scores: &[Vec<(u16, I32F32)>], columns: usize, kappa: u16) -> Vec<I32F32> {
	// Each entry holds where its score stands in the row.
	let columns_of =
		|row: &Vec<(u16, I32F32)>| row.iter().zip(0..).map(|((column, _), place)| (*column, place)).collect();
	let rows: Vec<SparseRow> =
		scores.iter().zip(0..=u16::MAX).map(|(row, uid)| SparseRow { uid, entries: columns_of(row) }).collect();
	let mut weights = Weights::default();
	for (row, scores) in rows.iter().zip(scores) {
		weights.push_row(row, None, |_, place| scores.get(usize::from(place)).map(|entry| entry.1.to_bits()));
	}
	let stake: Vec<_> = stake.iter().map(|stake| stake.to_bits()).collect();
	let medians = Voters::new(&stake, kappa).medians(&weights, columns, &mut Vec::new());
	medians.into_iter().map(I32F32::from_bits).collect()
}

/// Which elements are among the `count` largest and not 0; of equal ones the later. Spec: consensus 4.3 step 3.
pub fn largest_nonzero(values: &[I32F32], count: usize) -> Vec<bool> {
	let values: Vec<_> = values.iter().map(|value| value.to_bits()).collect();
	stake::largest(&values, count)
}
