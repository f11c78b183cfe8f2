//! What validators earn for having found good miners early. Spec: consensus 5.

use crate::{
	consensus::WeightsForBonds,
	fixed::{self, Bits, ONE},
	input::{self, SparseRow},
	matrix::{add_to, at, Entry, Matrix, Wholes},
	BondRule, EpochInput, EpochParameters, LiquidAlpha,
};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// New bonds and what they earn.
#[derive(Default)]
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

/// Bonds and dividends of the epoch. Spec: consensus 5.
pub fn update(input: &EpochInput<'_>, weights: WeightsForBonds<'_>, standing: &Standing<'_>) -> Bonds {
	let old = OldBonds::new(input);
	let average = FixedAverage::new(input.parameters.bonds_moving_average);
	match input.parameters.bond_rule {
		BondRule::Yuma2 => yuma2(average, weights, &old, standing),
		BondRule::Yuma3 { liquid_alpha: Some(curve) } if standing.consensus.iter().any(|&agreed| agreed != 0) => {
			yuma3(LiquidAverage::new(curve, standing.consensus).average(weights, &old), standing)
		},
		BondRule::Yuma3 { .. } => {
			let new_value = |_, column, weight| weights.value(column, weight).unwrap_or(0);
			let old_value = |_, bond| fixed::from_u16_share(bond);
			yuma3(average.average(weights.weights, new_value, &old, old_value), standing)
		},
	}
}

/// Spec: consensus 5.1.
fn yuma3(Average { bonds, sums }: Average, standing: &Standing<'_>) -> Bonds {
	let wholes = Wholes::new(&sums);
	let mut dividends = alloc::vec![0; sums.len()];
	for (uid, row) in bonds.rows() {
		let stake = at(standing.active_stake, uid);
		if stake == 0 {
			continue;
		}
		let incentive = |column| at(standing.incentive, column);
		let earned =
			row.iter().map(|&(column, bond)| fixed::multiply(wholes.share_of(column, bond), incentive(column)));
		add_to(&mut dividends, uid, fixed::multiply(fixed::sum(earned), stake));
	}
	fixed::normalise(&mut dividends);
	let stored = store(&bonds, standing.validator_permit, |_, bond| bond);
	Bonds { stored, dividends }
}

/// Spec: consensus 5.2.
fn yuma2(average: FixedAverage, weights: WeightsForBonds<'_>, old: &OldBonds<'_>, standing: &Standing<'_>) -> Bonds {
	let neurons = standing.active_stake.len();
	let gain = |uid, column, weight| {
		fixed::multiply(weights.value(column, weight).unwrap_or(0), at(standing.active_stake, uid))
	};
	let gains = if weights.are_clipped() {
		// Ranks are the same sums.
		Wholes::new(standing.ranks)
	} else {
		let mut gains = alloc::vec![0; neurons];
		for (uid, row) in weights.weights.rows() {
			row.iter().for_each(|&(column, weight)| add_to(&mut gains, column, gain(uid, column, weight)));
		}
		Wholes::new(&gains)
	};
	// Of the old bonds only the proportions count, so the bare numbers do.
	let mut old_sums = alloc::vec![0; neurons];
	old.for_each(|column, bond| add_to(&mut old_sums, column, bond.into()));
	let old_sums = Wholes::new(&old_sums);
	let new_value = |uid, column, weight| gains.share_of(column, gain(uid, column, weight));
	let old_value = |column, bond: u16| old_sums.share_of(column, bond.into());
	let Average { mut bonds, sums } = average.average(weights.weights, new_value, old, old_value);

	let wholes = Wholes::new(&sums);
	let (mut dividends, mut largest) = (alloc::vec![0; neurons], alloc::vec![0; neurons]);
	for (uid, row) in bonds.rows_mut() {
		let mut earned: Bits = 0;
		for (column, bond) in row {
			*bond = wholes.share_of(*column, *bond);
			earned = earned.wrapping_add(fixed::multiply(at(standing.incentive, *column), *bond));
			if let Some(largest) = largest.get_mut(usize::from(*column)) {
				*largest = (*bond).max(*largest);
			}
		}
		add_to(&mut dividends, uid, earned);
	}
	fixed::normalise(&mut dividends);
	let largest = Wholes::new(&largest);
	let stored = store(&bonds, standing.validator_permit, |column, bond| largest.share_of(column, bond));
	Bonds { stored, dividends }
}

/// The rows of permit holders as they are stored. Spec: consensus 6.
fn store(bonds: &Matrix, validator_permit: &[bool], value: impl Fn(u16, Bits) -> Bits) -> Vec<SparseRow> {
	bonds
		.rows()
		.filter(|(uid, row)| !row.is_empty() && validator_permit.get(usize::from(*uid)).copied().unwrap_or_default())
		.map(|(uid, row)| SparseRow {
			uid,
			entries: row.iter().map(|&(column, bond)| (column, fixed::to_u16_share(value(column, bond)))).collect(),
		})
		.collect()
}

/// Bonds of the last epoch that still count: those on neurons that were registered before it ran.
struct OldBonds<'a> {
	rows: Vec<&'a SparseRow>,
	/// By column, whether bonds on it count.
	counts: Vec<bool>,
}

impl<'a> OldBonds<'a> {
	fn new(input: &EpochInput<'a>) -> Self {
		let EpochParameters { block, tempo, last_mechanism_step_block: last, .. } = *input.parameters;
		let cutoff = if last == 0 { block.saturating_sub(tempo.into()) } else { last.saturating_add(1) };
		Self {
			rows: input::by_uid(input.bonds),
			counts: input.neurons.iter().map(|neuron| neuron.block_at_registration < cutoff).collect(),
		}
	}

	/// Those of a row that count, in the row's order.
	fn row<'b>(&'b self, entries: &'b [(u16, u16)]) -> impl Iterator<Item = (u16, u16)> + 'b {
		entries.iter().copied().filter(|(column, _)| self.counts.get(usize::from(*column)).copied().unwrap_or_default())
	}

	fn for_each(&self, mut each: impl FnMut(u16, u16)) {
		for row in &self.rows {
			self.row(&row.entries).for_each(|(column, bond)| each(column, bond));
		}
	}

	fn entries(&self) -> usize {
		self.rows.iter().fold(0, |entries, row| entries.saturating_add(row.entries.len()))
	}
}

/// Walks over the rows of weights and old bonds side by side, by uid; a missing row is empty.
fn side_by_side<'a>(new: &'a Matrix, old: &'a OldBonds<'a>, mut each: impl FnMut(u16, &'a [Entry], &'a [(u16, u16)])) {
	let (mut new, mut old) = (new.rows().peekable(), old.rows.iter().peekable());
	loop {
		let uid = match (new.peek(), old.peek()) {
			(None, None) => return,
			(Some((uid, _)), None) => *uid,
			(None, Some(row)) => row.uid,
			(Some((uid, _)), Some(row)) => row.uid.min(*uid),
		};
		let new = new.next_if(|row| row.0 == uid).map_or(Default::default(), |row| row.1);
		let old = old.next_if(|row| row.uid == uid).map_or(Default::default(), |row| row.entries.as_slice());
		each(uid, new, old);
	}
}

/// Bonds after the moving average, and their sum for each column.
struct Average {
	bonds: Matrix,
	sums: Vec<Bits>,
}

/// The moving average with one share of the new bonds for all. Spec: consensus 5.
#[derive(Clone, Copy)]
struct FixedAverage {
	/// Share of the new bonds.
	new: Bits,
	/// Share of the old bonds.
	old: Bits,
}

impl FixedAverage {
	fn new(bonds_moving_average: u64) -> Self {
		let old = I64F64::saturating_from_num(bonds_moving_average).safe_div(I64F64::from_num(1_000_000));
		let new = I32F32::from_num(1).saturating_sub(old.saturating_to_num()).to_bits();
		Self { new, old: ONE.saturating_sub(new) }
	}

	/// The average over the entries of both; positive values, in ascending order. A missing entry is 0.
	fn average(
		self,
		new: &Matrix,
		new_value: impl Fn(u16, u16, Bits) -> Bits,
		old: &OldBonds<'_>,
		old_value: impl Fn(u16, u16) -> Bits,
	) -> Average {
		let (rows, entries) = new.size();
		let mut bonds = Matrix::with_capacity(rows.max(old.rows.len()), entries.max(old.entries()));
		let mut sums = alloc::vec![0; old.counts.len()];
		let (mut sorted_new, mut sorted_old) = (Vec::new(), Vec::new());
		side_by_side(new, old, |uid, new, old_row| {
			let (new, old_row) = (ascending(new, &mut sorted_new), ascending(old_row, &mut sorted_old));
			bonds.push_row(uid, |kept| {
				let mut keep = |column, new, old| {
					let bond = fixed::multiply(self.new, new).saturating_add(fixed::multiply(self.old, old));
					if bond > 0 {
						add_to(&mut sums, column, bond);
						kept.push((column, bond));
					}
				};
				let mut old = old.row(old_row).peekable();
				for &(column, weight) in new {
					while let Some((earlier, bond)) = old.next_if(|entry| entry.0 < column) {
						keep(earlier, 0, old_value(earlier, bond));
					}
					let bond = old.next_if(|entry| entry.0 == column).map_or(0, |entry| old_value(column, entry.1));
					keep(column, new_value(uid, column, weight), bond);
				}
				old.for_each(|(column, bond)| keep(column, 0, old_value(column, bond)));
			});
		});
		Average { bonds, sums }
	}
}

/// The entries in ascending order of their columns; most rows are.
fn ascending<'a, Value: Copy>(row: &'a [(u16, Value)], sorted: &'a mut Vec<(u16, Value)>) -> &'a [(u16, Value)] {
	if row.is_sorted_by_key(|entry| entry.0) {
		return row;
	}
	sorted.clear();
	sorted.extend_from_slice(row);
	sorted.sort_unstable_by_key(|entry| entry.0);
	sorted
}

/// The sigmoid that turns the distance between weight and consensus, or weight and bond, into the share of the new bond.
/// Spec: consensus 5.3.
#[derive(Clone, Copy, Debug)]
pub struct Sigmoid {
	low: Bits,
	high: Bits,
	/// Steepness / -100.
	slope: Bits,
}

impl Sigmoid {
	/// The sigmoid of a subnet's hyperparameters.
	pub fn new(curve: LiquidAlpha) -> Self {
		let slope = I32F32::from_num(curve.steepness).safe_div(I32F32::from_num(-100));
		Self { low: fixed::from_u16_share(curve.low), high: fixed::from_u16_share(curve.high), slope: slope.to_bits() }
	}

	/// The share of the new bond.
	pub fn alpha(&self, consensus: Bits, weight: Bits, bond: Bits) -> Bits {
		const HALF: Bits = 1 << 31;
		let distance = if weight >= bond { weight.saturating_sub(consensus) } else { bond.saturating_sub(weight) };
		let x = fixed::multiply_signed(self.slope, distance.clamp(0, ONE).saturating_sub(HALF));
		let share = fixed::divide(ONE, ONE.saturating_add(fixed::exp_safe(x)));
		let width = self.high.saturating_sub(self.low);
		let alpha = self.low.saturating_add(fixed::multiply_signed(share, width));
		// Not `clamp`, which panics when the bounds are the wrong way round.
		alpha.max(self.low).min(self.high)
	}
}

/// The moving average with a share of the new bond for every entry.
struct LiquidAverage<'a> {
	sigmoid: Sigmoid,
	consensus: &'a [Bits],
	/// By column, for the row at hand: the old bond, and what of it the sigmoid sees.
	old: Vec<(Bits, Bits)>,
}

impl<'a> LiquidAverage<'a> {
	fn new(curve: LiquidAlpha, consensus: &'a [Bits]) -> Self {
		Self { sigmoid: Sigmoid::new(curve), consensus, old: alloc::vec![(0, 0); consensus.len()] }
	}

	/// Only entries of the weights live on, in their order. Spec: consensus 5.3.
	fn average(mut self, weights: WeightsForBonds<'_>, old: &OldBonds<'_>) -> Average {
		let (rows, entries) = weights.weights.size();
		let mut bonds = Matrix::with_capacity(rows, entries);
		let mut sums = alloc::vec![0; old.counts.len()];
		side_by_side(weights.weights, old, |uid, row, old_row| {
			let mut walk = Walk::default();
			for (column, bond) in old.row(old_row) {
				let bond = fixed::from_u16_share(bond);
				self.note(column, (bond, walk.seen(column, bond)));
			}
			let mut walk = Walk::default();
			bonds.push_row(uid, |kept| {
				for &(column, weight) in row {
					let Some(weight) = weights.value(column, weight) else { continue };
					let bond = self.bond(column, weight, walk.seen(column, weight));
					if bond > 0 {
						add_to(&mut sums, column, bond);
						kept.push((column, bond));
					}
				}
			});
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
