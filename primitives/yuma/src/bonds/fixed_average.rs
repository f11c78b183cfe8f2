//! The moving average of bonds where all move alike.

use super::{
	ascending,
	old::{side_by_side, OldBonds},
	Average,
};
use crate::{
	fixed::{self, Bits, Whole, ONE},
	matrix::{at, Entry, Matrix, Weights},
};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// What the average must know of a column: all of it side by side, since the walk goes through it row by row.
#[derive(Clone, Copy)]
pub struct Column {
	/// What a majority of stake agrees on.
	pub agreed: Bits,
	/// Yuma2: the sum of what all gain.
	pub gains: Whole,
	/// Yuma2: the sum of the old bonds.
	pub old_bonds: Whole,
	/// Whether old bonds on it count.
	old_counts: bool,
	/// The sum of the new bonds so far.
	sum: Bits,
}

impl Column {
	/// All columns; where a sum is not given it is 0.
	pub fn all(old: &OldBonds<'_>, consensus: &[Bits], gains: &[Bits], old_sums: &[Bits]) -> Vec<Self> {
		let sum = |sums: &[Bits], column: usize| Whole::new(sums.get(column).copied().unwrap_or_default());
		let column = |(column, (&agreed, &old_counts)): (usize, (&Bits, &bool))| Self {
			agreed,
			gains: sum(gains, column),
			old_bonds: sum(old_sums, column),
			old_counts,
			sum: 0,
		};
		consensus.iter().zip(&old.counts).enumerate().map(column).collect()
	}
}

/// The moving average with one share of the new bonds for all. Spec: consensus 5.
#[derive(Clone, Copy)]
pub struct FixedAverage {
	/// Share of the new bonds.
	new: Bits,
	/// Share of the old bonds.
	old: Bits,
}

impl FixedAverage {
	/// `bonds_moving_average` is in millionths.
	pub fn new(bonds_moving_average: u64) -> Self {
		let old = I64F64::saturating_from_num(bonds_moving_average).safe_div(I64F64::from_num(1_000_000));
		let new = I32F32::from_num(1).saturating_sub(old.saturating_to_num()).to_bits();
		Self { new, old: ONE.saturating_sub(new) }
	}

	/// The average over the entries of both; positive values, in ascending order. A missing entry is 0.
	///
	/// `values` says what a weight and an old bond are before they are averaged, from the column and the stake of the row.
	pub fn average(
		self,
		weights: &Weights<'_>,
		old: &OldBonds<'_>,
		active_stake: &[Bits],
		mut columns: Vec<Column>,
		values: impl Fn(&Column, Bits, Bits, u16) -> (Bits, Bits),
		list: Vec<Bits>,
	) -> Average {
		let (rows, entries) = weights.size();
		let mut bonds = Matrix::with_capacity(rows.max(old.rows.len()), entries.max(old.entries()), list);
		side_by_side(weights, old, |uid, row, old_row| {
			let stake = at(active_stake, uid);
			let mut keep = |uid, weight, bond| {
				let Some(column) = columns.get_mut(usize::from(uid)) else { return };
				let (new, old) = values(column, stake, weight, bond);
				let old = if column.old_counts { old } else { 0 };
				let bond = fixed::multiply(self.new, new).saturating_add(fixed::multiply(self.old, old));
				if bond > 0 {
					column.sum = column.sum.wrapping_add(bond);
					bonds.push(uid, bond);
				}
			};
			if row.is_ascending() && old_row.is_sorted_by_key(|entry| entry.0) {
				merge(row.entries_or_zero(), old_row, &mut keep);
			} else {
				merge(ascending(row.entries()), &ascending(old_row.iter().copied()), &mut keep);
			}
			bonds.end_row(uid);
		});
		Average { bonds, sums: columns.into_iter().map(|column| column.sum).collect() }
	}
}

/// Walks over the columns that either of two rows in ascending order has; what one of them lacks is 0.
fn merge(weights: impl IntoIterator<Item = Entry>, mut old: &[(u16, u16)], keep: &mut impl FnMut(u16, Bits, u16)) {
	for (column, weight) in weights {
		let mut bond = 0;
		while let Some((&(earlier, value), following)) = old.split_first() {
			if earlier > column {
				break;
			}
			old = following;
			if earlier == column {
				bond = value;
				break;
			}
			keep(earlier, 0, value);
		}
		keep(column, weight, bond);
	}
	old.iter().for_each(|&(column, bond)| keep(column, 0, bond));
}
