//! From weights to ranks. Spec: consensus 4.3 steps 5 to 12.

use super::{
	input::Epoch,
	matrix::Matrix,
	numbers::{share, sum, ZERO},
};
use taonet_types::fixed::I32F32;

/// W: the weights that count, each row normalised. Spec: consensus 4.3 steps 5 to 7.
pub fn masked_weights(epoch: &Epoch, permits: &[bool]) -> Matrix {
	let current = |i: usize, j: usize| epoch.last_update[i] > epoch.block_at_registration[j];
	let committed = |i: usize, j: usize| match &epoch.first_commit_block {
		Some(blocks) => blocks[i].unwrap_or(u64::MAX) >= epoch.block_at_registration[j],
		None => true,
	};
	Matrix::from_rows(&epoch.weights, epoch.n)
		.retain(|i, _| permits[i])
		.retain(|i, j| i != j || epoch.is_owner(i))
		.retain(current)
		.retain(committed)
		.normalised_rows()
}

/// K: the weights without what exceeds the consensus. Spec: consensus 4.3 step 9.
pub fn clip(weights: &Matrix, consensus: &[I32F32]) -> Matrix {
	weights.map(
		|_, j, weight| {
			if consensus[j] >= weight {
				Some(weight)
			} else {
				Some(consensus[j]).filter(|limit| *limit > ZERO)
			}
		},
	)
}

/// Spec: consensus 4.3 step 10.
pub fn validator_trust(clipped: &Matrix) -> Vec<I32F32> {
	(0..clipped.rows()).map(|i| clipped.row_sum(i)).collect()
}

/// Before normalisation. Spec: consensus 4.3 step 11.
pub fn ranks(active_stake: &[I32F32], clipped: &Matrix) -> Vec<I32F32> {
	let rank = |j| sum((0..clipped.rows()).map(|i| active_stake[i].wrapping_mul(clipped.value(i, j))));
	(0..clipped.columns()).map(rank).collect()
}

/// Wb. Spec: consensus 4.3 step 12.
pub fn weights_for_bonds(weights: &Matrix, clipped: &Matrix, penalty: u16) -> Matrix {
	if penalty == 0 {
		return weights.clone();
	}
	if penalty == u16::MAX {
		return clipped.clone();
	}
	let penalty = share(penalty);
	let mut between = Matrix::empty(weights.rows(), weights.columns());
	for i in 0..weights.rows() {
		for j in 0..weights.columns() {
			let (weight, clipped) = (weights.value(i, j), clipped.value(i, j));
			let value = weight.wrapping_add(penalty.wrapping_mul(clipped.wrapping_sub(weight)));
			between.set(i, j, Some(value).filter(|value| *value > ZERO));
		}
	}
	between
}
