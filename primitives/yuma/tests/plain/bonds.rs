//! Bonds and dividends. Spec: consensus 5.

use super::{
	input::{Epoch, LiquidAlpha},
	matrix::Matrix,
	numbers::{checked_product, exp_safe, normalise, share, sum, ONE, ZERO},
};
use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// What the bonds of an epoch become.
pub struct Bonds {
	/// The old bonds that count: shares (Yuma3), or normalised columns (Yuma2).
	pub old: Matrix,
	/// Yuma2 only: the instant bonds.
	pub instant: Option<Matrix>,
	/// Yuma3 only: the moving average before its columns are normalised.
	pub average: Option<Matrix>,
	/// B in Yuma2, N in Yuma3.
	pub normalised: Matrix,
	/// D.
	pub dividends: Vec<I32F32>,
	/// What is stored, before it is written as parts of 65535.
	pub stored: Matrix,
}

/// The old bonds, as plain numbers, without those on columns registered since. Spec: consensus 5.
fn old_bonds(epoch: &Epoch) -> Matrix {
	let last = epoch.last_mechanism_step_block;
	let cutoff = match last {
		0 => epoch.block.saturating_sub(u64::from(epoch.tempo)),
		_ => last.saturating_add(1),
	};
	// All columns are read, also those of uids that do not exist (any more).
	let columns = epoch.bonds.iter().flatten().map(|(j, _)| usize::from(*j) + 1).max().unwrap_or(0).max(epoch.n);
	let registered = |j: usize| epoch.block_at_registration.get(j).copied().unwrap_or(0);
	Matrix::from_rows(&epoch.bonds, columns).retain(|_, j| cutoff > registered(j))
}

/// Spec: consensus 5.
pub fn fixed_rate(bonds_moving_average: u64) -> I32F32 {
	let kept = I64F64::saturating_from_num(bonds_moving_average).safe_div(I64F64::from_num(1_000_000));
	ONE.wrapping_sub(kept.saturating_to_num::<I32F32>())
}

/// Spec: consensus 5.
fn fixed_average(new: &Matrix, old: &Matrix, rate: I32F32) -> Matrix {
	let rest = ONE.wrapping_sub(rate);
	let mut average = Matrix::empty(new.rows(), new.columns());
	for i in 0..new.rows() {
		for j in 0..new.columns() {
			let value = rate.wrapping_mul(new.value(i, j)).wrapping_add(rest.wrapping_mul(old.value(i, j)));
			average.set(i, j, Some(value).filter(|value| *value > ZERO));
		}
	}
	average
}

/// a: how fast a bond follows its weight. Spec: consensus 5.3.
pub fn liquid_rate(parameters: LiquidAlpha, consensus: I32F32, weight: I32F32, bond: I32F32) -> I32F32 {
	let clamp = |value: I32F32, low, high| value.max(low).min(high);
	let (low, high) = (share(parameters.low), share(parameters.high));
	let buy = clamp(weight.saturating_sub(consensus), ZERO, ONE);
	let sell = clamp(bond.saturating_sub(weight), ZERO, ONE);
	let difference = if weight >= bond { buy } else { sell };
	let steepness = I32F32::from_num(parameters.steepness).safe_div(I32F32::from_num(-100));
	let half = ONE.safe_div(I32F32::from_num(2));
	let x = steepness.saturating_mul(difference.saturating_sub(half));
	let sigmoid = ONE.safe_div(ONE.saturating_add(exp_safe(x)));
	clamp(low.saturating_add(sigmoid.saturating_mul(high.saturating_sub(low))), low, high)
}

/// The row's values by column as a walk sees them that expects ascending columns: an entry behind a greater column is
/// not seen. Spec: consensus 5.3, oddity 2.
fn walked(row: &[(usize, I32F32)], column: usize) -> I32F32 {
	match row.iter().position(|(j, _)| *j == column) {
		Some(place) if row[..place].iter().all(|(j, _)| *j < column) => row[place].1,
		_ => ZERO,
	}
}

/// Spec: consensus 5.3. Only entries of `new` have a result: an old bond without one is gone (oddity 1).
fn liquid_average(new: &Matrix, old: &Matrix, consensus: &[I32F32], parameters: LiquidAlpha) -> Matrix {
	let mut average = new.clone();
	for i in 0..new.rows() {
		let (new_row, old_row) = (new.row(i), old.row(i));
		for &(j, value) in &new_row {
			let rate = liquid_rate(parameters, consensus[j], walked(&new_row, j), walked(&old_row, j));
			let kept = ONE.saturating_sub(rate).saturating_mul(old.value(i, j));
			let gained = rate.saturating_mul(value).max(ZERO);
			let value = kept.saturating_add(gained).min(ONE);
			average.set(i, j, Some(value).filter(|value| *value > ZERO));
		}
	}
	average
}

/// What every row of bonds earns of the incentive of its columns.
fn earned(bonds: &Matrix, incentive: &[I32F32]) -> Vec<I32F32> {
	let row = |i| sum((0..bonds.columns()).map(|j| bonds.value(i, j).wrapping_mul(incentive[j])));
	(0..bonds.rows()).map(row).collect()
}

/// Spec: consensus 5.1.
pub fn yuma3(
	epoch: &Epoch,
	weights: &Matrix,
	consensus: &[I32F32],
	incentive: &[I32F32],
	active_stake: &[I32F32],
) -> Bonds {
	let one = I32F32::from_num(u16::MAX);
	let old = old_bonds(epoch).map(|_, _, parts| Some(parts.safe_div(one)));
	let average = match epoch.liquid_alpha {
		Some(parameters) if consensus.iter().any(|value| *value != ZERO) => {
			liquid_average(weights, &old, consensus, parameters)
		},
		_ => fixed_average(weights, &old, fixed_rate(epoch.bonds_moving_average)),
	};
	let normalised = average.normalised_columns();
	let earned = earned(&normalised, incentive);
	let weighted: Vec<_> = earned.iter().zip(active_stake).map(|(a, b)| checked_product(*a, *b)).collect();
	let dividends = normalise(&weighted);
	Bonds { old, instant: None, average: Some(average.clone()), normalised, dividends, stored: average }
}

/// Spec: consensus 5.2.
pub fn yuma2(epoch: &Epoch, weights: &Matrix, incentive: &[I32F32], active_stake: &[I32F32]) -> Bonds {
	let old = old_bonds(epoch).normalised_columns();
	let instant = weights.map(|i, _, weight| Some(weight.wrapping_mul(active_stake[i]))).normalised_columns();
	let rate = fixed_rate(epoch.bonds_moving_average);
	let normalised = fixed_average(&instant, &old, rate).normalised_columns();
	let dividends = normalise(&earned(&normalised, incentive));
	let stored = normalised.columns_by_maximum();
	Bonds { old, instant: Some(instant), average: None, normalised, dividends, stored }
}
