//! The moving average of bonds where each moves at its own pace.

use super::{
	ascending,
	old::{side_by_side, OldBonds},
	Average,
};
use crate::{
	consensus::WeightsForBonds,
	fixed::{self, Bits, ONE},
	matrix::{add_to, at, Matrix},
	LiquidAlpha,
};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I32F32};

/// The sigmoid that turns the distance between weight and consensus, or weight and bond, into the share of the new bond.
/// Spec: consensus 5.3.
#[derive(Clone, Copy, Debug)]
pub struct Sigmoid {
	low: Bits,
	high: Bits,
	/// Steepness / -100.
	slope: Bits,
	/// The share at distance 0, where most entries are: weights are cut to the consensus.
	at_zero: Bits,
}

impl Sigmoid {
	/// The sigmoid of a subnet's hyperparameters.
	pub fn new(curve: LiquidAlpha) -> Self {
		let slope = I32F32::from_num(curve.steepness).safe_div(I32F32::from_num(-100));
		let (low, high) = (fixed::from_u16_share(curve.low), fixed::from_u16_share(curve.high));
		let sigmoid = Self { low, high, slope: slope.to_bits(), at_zero: 0 };
		Self { at_zero: sigmoid.at(0), ..sigmoid }
	}

	/// The share of the new bond.
	pub fn alpha(&self, consensus: Bits, weight: Bits, bond: Bits) -> Bits {
		let distance = if weight >= bond { weight.saturating_sub(consensus) } else { bond.saturating_sub(weight) };
		match distance.clamp(0, ONE) {
			0 => self.at_zero,
			distance => self.at(distance),
		}
	}

	/// The share at a distance from 0 to 1.
	fn at(&self, distance: Bits) -> Bits {
		const HALF: Bits = 1 << 31;
		let x = fixed::multiply_signed(self.slope, distance.saturating_sub(HALF));
		let share = fixed::divide(ONE, ONE.saturating_add(fixed::exp_safe(x)));
		let width = self.high.saturating_sub(self.low);
		let alpha = self.low.saturating_add(fixed::multiply_signed(share, width));
		// Not `clamp`, which panics when the bounds are the wrong way round.
		alpha.max(self.low).min(self.high)
	}
}

/// The moving average with a share of the new bond for every entry.
pub struct LiquidAverage<'a> {
	sigmoid: Sigmoid,
	consensus: &'a [Bits],
	/// By column, for the row at hand: the old bond, and what of it the sigmoid sees.
	old: Vec<(Bits, Bits)>,
}

impl<'a> LiquidAverage<'a> {
	/// The average by a curve, around the consensus.
	pub fn new(curve: LiquidAlpha, consensus: &'a [Bits]) -> Self {
		Self { sigmoid: Sigmoid::new(curve), consensus, old: alloc::vec![(0, 0); consensus.len()] }
	}

	/// Only entries of the weights live on, in their order. Spec: consensus 5.3.
	pub fn average(mut self, weights: WeightsForBonds<'_>, old: &OldBonds<'_>, list: Vec<Bits>) -> Average {
		let (rows, entries) = weights.weights.size();
		let mut bonds = Matrix::with_capacity(rows, entries, list);
		let mut sums = alloc::vec![0; old.counts.len()];
		side_by_side(weights.weights, old, |uid, row, old_row| {
			let mut walk = Walk::default();
			for (column, bond) in old.row(old_row) {
				let bond = fixed::from_u16_share(bond);
				self.note(column, (bond, walk.seen(column, bond)));
			}
			let mut walk = Walk::default();
			let mut each = |(column, weight)| {
				let Some(weight) = weights.value(at(self.consensus, column), weight) else { return };
				let bond = self.bond(column, weight, walk.seen(column, weight));
				if bond > 0 {
					add_to(&mut sums, column, bond);
					bonds.push(column, bond);
				}
			};
			if weights.are_mixed() && !row.is_ascending() {
				ascending(row.entries()).into_iter().for_each(&mut each);
			} else {
				row.entries().for_each(&mut each);
			}
			bonds.end_row(uid);
			old_row.iter().for_each(|entry| self.note(entry.0, (0, 0)));
		});
		Average { bonds, sums }
	}

	fn note(&mut self, column: u16, old: (Bits, Bits)) {
		if let Some(noted) = self.old.get_mut(usize::from(column)) {
			*noted = old;
		}
	}

	/// The new bond from the weight and what the sigmoid sees of it.
	fn bond(&self, column: u16, weight: Bits, seen: Bits) -> Bits {
		let (old, old_seen) = self.old.get(usize::from(column)).copied().unwrap_or_default();
		let alpha = self.sigmoid.alpha(at(self.consensus, column), seen, old_seen);
		let kept = fixed::multiply(ONE.saturating_sub(alpha), old);
		kept.saturating_add(fixed::multiply(alpha, weight).max(0)).min(ONE)
	}
}

/// The sigmoid's view of a row. It comes from a walk that expects ascending columns and passes over an entry whose column is
/// not above all before it in its row; there it sees 0. Spec: consensus 5.3, oddity 2.
#[derive(Default)]
struct Walk(u32);

impl Walk {
	fn seen(&mut self, column: u16, value: Bits) -> Bits {
		// One above the largest column so far.
		if u32::from(column) < self.0 {
			return 0;
		}
		self.0 = u32::from(column).saturating_add(1);
		value
	}
}
