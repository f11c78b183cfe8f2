//! What validators earn for having found good miners early. Spec: consensus 5.

mod fixed_average;
mod liquid_average;
mod old;

pub use liquid_average::Sigmoid;

use crate::{
	consensus::WeightsForBonds,
	fixed::{self, Bits},
	input::SparseRow,
	matrix::{add_to, at, Matrix, Wholes},
	BondRule, EpochInput,
};
use alloc::vec::Vec;
use fixed_average::{Column, FixedAverage};
use liquid_average::LiquidAverage;
use old::OldBonds;

/// New bonds and what they earn.
pub struct Bonds {
	/// What is stored of them: rows of those that may validate from now on, values that became 0 included.
	pub stored: Vec<SparseRow>,
	/// By uid: its share of all dividends.
	pub dividends: Vec<Bits>,
}

/// Where the neurons stand when bonds move, by uid.
pub struct Standing<'a> {
	/// Shares of the stake of active permit holders.
	pub active_stake: &'a [Bits],
	/// What a majority of stake agrees on.
	pub consensus: &'a [Bits],
	/// What each was given within consensus, by stake.
	pub ranks: &'a [Bits],
	/// Shares of all incentive.
	pub incentive: &'a [Bits],
	/// Who may validate from now on.
	pub validator_permit: &'a [bool],
}

/// Bonds and dividends of the epoch. `list` is one to work on. Spec: consensus 5.
pub fn update(input: &EpochInput<'_>, weights: WeightsForBonds<'_>, standing: &Standing<'_>, list: Vec<Bits>) -> Bonds {
	let old = OldBonds::new(input);
	let average = FixedAverage::new(input.parameters.bonds_moving_average);
	match input.parameters.bond_rule {
		BondRule::Yuma2 => yuma2(average, weights, &old, standing, list),
		BondRule::Yuma3 { liquid_alpha: Some(curve) } if standing.consensus.iter().any(|&agreed| agreed != 0) => {
			yuma3(LiquidAverage::new(curve, standing.consensus).average(weights, &old, list), standing)
		},
		BondRule::Yuma3 { .. } => {
			let columns = Column::all(&old, standing.consensus, &[], &[]);
			let values = |column: &Column, _, weight, bond| {
				(weights.value_or_zero(column.agreed, weight), fixed::from_u16_share(bond))
			};
			let average = average.average(weights.weights, &old, standing.active_stake, columns, values, list);
			yuma3(average, standing)
		},
	}
}

/// Spec: consensus 5.1.
fn yuma3(Average { bonds, sums }: Average, standing: &Standing<'_>) -> Bonds {
	let wholes = Wholes::new(&sums);
	let mut dividends = alloc::vec![0; sums.len()];
	for (uid, columns, bonds) in bonds.rows() {
		let stake = at(standing.active_stake, uid);
		if stake == 0 {
			continue;
		}
		let incentive = |column| at(standing.incentive, column);
		let earned =
			|(column, bond): (&u16, &Bits)| fixed::multiply(wholes.normalised(*column, *bond), incentive(*column));
		let earned = columns.iter().zip(bonds).map(earned);
		// Parts of a column are at most 1 and incentives together at most 1, so the product is no larger than the stake.
		add_to(&mut dividends, uid, fixed::multiply(fixed::sum(earned), stake));
	}
	fixed::normalise(&mut dividends);
	let stored = store(&bonds, standing.validator_permit, |_, bond| bond);
	Bonds { stored, dividends }
}

/// Spec: consensus 5.2.
fn yuma2(
	average: FixedAverage,
	weights: WeightsForBonds<'_>,
	old: &OldBonds<'_>,
	standing: &Standing<'_>,
	list: Vec<Bits>,
) -> Bonds {
	// Of the old bonds only the proportions count, so the bare numbers do.
	let columns = Column::all(old, standing.consensus, &gains(weights, standing), &old.sums());
	let values = |column: &Column, stake, weight, bond: u16| {
		let gain = fixed::multiply(weights.value_or_zero(column.agreed, weight), stake);
		(column.gains.normalised(gain), column.old_bonds.normalised(bond.into()))
	};
	let Average { mut bonds, sums } =
		average.average(weights.weights, old, standing.active_stake, columns, values, list);

	let neurons = sums.len();
	let wholes = Wholes::new(&sums);
	let (mut dividends, mut largest) = (alloc::vec![0; neurons], alloc::vec![0; neurons]);
	for (uid, columns, row) in bonds.rows_mut() {
		let mut earned: Bits = 0;
		for (column, bond) in columns.iter().zip(row) {
			*bond = wholes.normalised(*column, *bond);
			earned = earned.wrapping_add(fixed::multiply(at(standing.incentive, *column), *bond));
			if let Some(largest) = largest.get_mut(usize::from(*column)) {
				*largest = (*bond).max(*largest);
			}
		}
		add_to(&mut dividends, uid, earned);
	}
	fixed::normalise(&mut dividends);
	let largest = Wholes::new(&largest);
	let stored = store(&bonds, standing.validator_permit, |column, bond| largest.normalised(column, bond));
	Bonds { stored, dividends }
}

/// The sum of what all gain from each column: weights for bonds times stake. Spec: consensus 5.2.
fn gains(weights: WeightsForBonds<'_>, standing: &Standing<'_>) -> Vec<Bits> {
	if weights.are_clipped() {
		// Ranks are the same sums.
		return standing.ranks.to_vec();
	}
	let mut gains = alloc::vec![0; standing.ranks.len()];
	for (uid, row) in weights.weights.rows() {
		let stake = at(standing.active_stake, uid);
		for (column, weight) in row.entries() {
			let weight = weights.value_or_zero(at(standing.consensus, column), weight);
			add_to(&mut gains, column, fixed::multiply(weight, stake));
		}
	}
	gains
}

/// The rows of permit holders as they are stored. Spec: consensus 6.
fn store(bonds: &Matrix, validator_permit: &[bool], value: impl Fn(u16, Bits) -> Bits) -> Vec<SparseRow> {
	let holds_permit = |uid: u16| validator_permit.get(usize::from(uid)).copied().unwrap_or_default();
	let stored = |(column, bond): (&u16, &Bits)| (*column, fixed::to_u16_share(value(*column, *bond)));
	bonds
		.rows()
		.filter(|(uid, columns, _)| !columns.is_empty() && holds_permit(*uid))
		.map(|(uid, columns, bonds)| SparseRow { uid, entries: columns.iter().zip(bonds).map(stored).collect() })
		.collect()
}

/// Bonds after the moving average, and their sum for each column.
struct Average {
	bonds: Matrix,
	sums: Vec<Bits>,
}

/// The entries in ascending order of their columns.
fn ascending<Value>(entries: impl Iterator<Item = (u16, Value)>) -> Vec<(u16, Value)> {
	let mut entries: Vec<_> = entries.collect();
	entries.sort_unstable_by_key(|entry| entry.0);
	entries
}
