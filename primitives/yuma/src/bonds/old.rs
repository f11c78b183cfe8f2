//! The bonds of the last epoch.

use crate::{
	fixed::Bits,
	input,
	matrix::{add_to, WeightRow, Weights},
	EpochInput, EpochParameters, SparseRow,
};
use alloc::vec::Vec;

/// Bonds of the last epoch that still count: those on neurons that were registered before it ran.
pub struct OldBonds<'a> {
	/// The rows, by uid, with all their entries.
	pub rows: Vec<&'a SparseRow>,
	/// By column, whether bonds on it count.
	pub counts: Vec<bool>,
}

impl<'a> OldBonds<'a> {
	/// Bonds as the last epoch stored them.
	pub fn new(input: &EpochInput<'a>) -> Self {
		let EpochParameters { block, tempo, last_mechanism_step_block: last, .. } = *input.parameters;
		let cutoff = if last == 0 { block.saturating_sub(tempo.into()) } else { last.saturating_add(1) };
		Self {
			rows: input::by_uid(input.bonds),
			counts: input.neurons.iter().map(|neuron| neuron.block_at_registration < cutoff).collect(),
		}
	}

	/// Whether bonds on that column count.
	#[inline]
	pub fn counts(&self, column: u16) -> bool {
		self.counts.get(usize::from(column)).copied().unwrap_or_default()
	}

	/// Those of a row that count, in the row's order.
	pub fn row<'b>(&'b self, entries: &'b [(u16, u16)]) -> impl Iterator<Item = (u16, u16)> + 'b {
		entries.iter().copied().filter(|(column, _)| self.counts(*column))
	}

	/// The sum of the bonds on each column.
	pub fn sums(&self) -> Vec<Bits> {
		let mut sums = alloc::vec![0; self.counts.len()];
		for row in &self.rows {
			self.row(&row.entries).for_each(|(column, bond)| add_to(&mut sums, column, bond.into()));
		}
		sums
	}

	/// Number of entries.
	pub fn entries(&self) -> usize {
		self.rows.iter().fold(0, |entries, row| entries.saturating_add(row.entries.len()))
	}
}

/// Walks over the rows of weights and old bonds side by side, by uid; a missing row is empty.
pub fn side_by_side<'a>(
	new: &'a Weights<'a>,
	old: &'a OldBonds<'a>,
	mut each: impl FnMut(u16, WeightRow<'a>, &'a [(u16, u16)]),
) {
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
