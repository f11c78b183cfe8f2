//! Sparse matrices: the rows one after the other in one flat list.

use crate::fixed::{Bits, Whole};
use alloc::vec::Vec;
use core::ops::Range;

/// Column and value.
pub type Entry = (u16, Bits);

/// A matrix by rows, in ascending order of their uids. Every column is below the number of neurons.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
	rows: Vec<(u16, Range<usize>)>,
	entries: Vec<Entry>,
}

impl Matrix {
	/// An empty matrix with room for that many rows and entries.
	pub fn with_capacity(rows: usize, entries: usize) -> Self {
		Self { rows: Vec::with_capacity(rows), entries: Vec::with_capacity(entries) }
	}

	/// Appends a row, whose uid must be above those before; its entries are pushed by the function that is handed over.
	pub fn push_row(&mut self, uid: u16, push: impl FnOnce(&mut Vec<Entry>)) {
		let start = self.entries.len();
		push(&mut self.entries);
		self.rows.push((uid, start..self.entries.len()));
	}

	/// Number of rows and of entries.
	pub fn size(&self) -> (usize, usize) {
		(self.rows.len(), self.entries.len())
	}

	/// Uid and entries of each row.
	pub fn rows(&self) -> impl Iterator<Item = (u16, &[Entry])> {
		self.rows.iter().map(|(uid, range)| (*uid, self.entries.get(range.clone()).unwrap_or_default()))
	}

	/// Uid and entries of each row.
	pub fn rows_mut(&mut self) -> impl Iterator<Item = (u16, &mut [Entry])> {
		let mut rest = self.entries.as_mut_slice();
		self.rows.iter().map(move |(uid, range)| {
			// Rows follow one another without gaps.
			let (row, following) = core::mem::take(&mut rest).split_at_mut(range.len());
			rest = following;
			(*uid, row)
		})
	}

	/// Brings the entries of every row into ascending order of their columns.
	pub fn sort_rows(&mut self) {
		for (_, row) in self.rows_mut() {
			if !row.is_sorted_by_key(|entry| entry.0) {
				row.sort_unstable_by_key(|entry| entry.0);
			}
		}
	}
}

/// The wholes of which the entries of each column are parts. Where the whole is 0, an entry stays what it is.
pub struct Wholes(Vec<Whole>);

impl Wholes {
	/// One whole a column.
	pub fn new(wholes: &[Bits]) -> Self {
		Self(wholes.iter().map(|&whole| Whole::new(whole)).collect())
	}

	/// The entry's share of its column's whole.
	#[inline]
	pub fn share_of(&self, column: u16, value: Bits) -> Bits {
		self.0.get(usize::from(column)).map_or(value, |whole| whole.normalised(value))
	}
}

/// The value of a column; 0 beyond the end.
#[inline]
pub fn at(vector: &[Bits], column: u16) -> Bits {
	vector.get(usize::from(column)).copied().unwrap_or_default()
}

/// Adds to the value of a column; wraps.
#[inline]
pub fn add_to(vector: &mut [Bits], column: u16, value: Bits) {
	if let Some(sum) = vector.get_mut(usize::from(column)) {
		*sum = sum.wrapping_add(value);
	}
}
