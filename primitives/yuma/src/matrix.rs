//! Sparse matrices: the values of all rows in one flat list.

use crate::{
	fixed::{Bits, Whole},
	SparseRow,
};
use alloc::vec::Vec;
use core::ops::Range;

/// Column and value.
pub type Entry = (u16, Bits);

/// Normalised weights. They stand beside the rows that were submitted, which hold the columns.
#[derive(Default)]
pub struct Weights<'a> {
	rows: Vec<&'a SparseRow>,
	/// A value for each entry of each row; [`Self::DROPPED`] for those that do not count.
	values: Vec<Bits>,
}

/// One row of weights.
#[derive(Clone, Copy, Debug, Default)]
pub struct WeightRow<'a> {
	/// Column and weight as submitted.
	submitted: &'a [(u16, u16)],
	values: &'a [Bits],
}

impl<'a> Weights<'a> {
	/// No weight is negative.
	const DROPPED: Bits = -1;

	/// Room for that many rows and entries.
	pub fn with_capacity(rows: usize, entries: usize) -> Self {
		Self { rows: Vec::with_capacity(rows), values: Vec::with_capacity(entries) }
	}

	/// Appends a row, whose uid must be above those before, with a value for each of its entries or none where it does not
	/// count. The entry at `dropped` does not count either.
	#[inline]
	pub fn push_row(&mut self, row: &'a SparseRow, dropped: Option<usize>, value: impl Fn(u16, u16) -> Option<Bits>) {
		let start = self.values.len();
		let value = |&(column, weight): &(u16, u16)| value(column, weight).unwrap_or(Self::DROPPED);
		self.values.extend(row.entries.iter().map(value));
		self.rows.push(row);
		if let Some(value) = dropped.and_then(|place| self.values.get_mut(start.saturating_add(place))) {
			*value = Self::DROPPED;
		}
	}

	/// Number of rows and of entries.
	pub fn size(&self) -> (usize, usize) {
		(self.rows.len(), self.values.len())
	}

	/// Uid and row.
	pub fn rows(&self) -> impl Iterator<Item = (u16, WeightRow<'_>)> {
		let mut rest = self.values.as_slice();
		self.rows.iter().map(move |row| {
			let (values, following) = rest.split_at_checked(row.entries.len()).unwrap_or_default();
			rest = following;
			(row.uid, WeightRow { submitted: &row.entries, values })
		})
	}
}

impl<'a> WeightRow<'a> {
	/// The entries that count, in the order in which they were submitted.
	#[inline]
	pub fn entries(self) -> impl Iterator<Item = Entry> + 'a {
		let entries = self.submitted.iter().zip(self.values);
		entries.map(|(submitted, value)| (submitted.0, *value)).filter(|entry| entry.1 != Weights::DROPPED)
	}

	/// All entries in the order in which they were submitted, those that do not count with the value 0.
	#[inline]
	pub fn entries_or_zero(self) -> impl Iterator<Item = Entry> + 'a {
		self.submitted.iter().zip(self.values).map(|(submitted, value)| (submitted.0, (*value).max(0)))
	}

	/// Whether the entries are in ascending order of their columns.
	pub fn is_ascending(self) -> bool {
		self.submitted.is_sorted_by_key(|entry| entry.0)
	}
}

/// Bonds by rows, in ascending order of their uids. Every column is below the number of neurons.
pub struct Matrix {
	rows: Vec<(u16, Range<usize>)>,
	columns: Vec<u16>,
	values: Vec<Bits>,
}

impl Matrix {
	/// An empty matrix with room for that many rows and entries; the values go into a list that served before.
	pub fn with_capacity(rows: usize, entries: usize, mut values: Vec<Bits>) -> Self {
		values.clear();
		values.reserve(entries);
		Self { rows: Vec::with_capacity(rows), columns: Vec::with_capacity(entries), values }
	}

	/// Appends an entry to the row that [`Self::end_row`] will end.
	#[inline]
	pub fn push(&mut self, column: u16, value: Bits) {
		self.columns.push(column);
		self.values.push(value);
	}

	/// Makes a row of all entries since the last one. Its uid must be above those before.
	pub fn end_row(&mut self, uid: u16) {
		let start = self.rows.last().map_or(0, |(_, range)| range.end);
		self.rows.push((uid, start..self.values.len()));
	}

	/// Uid, columns and values of each row.
	pub fn rows(&self) -> impl Iterator<Item = (u16, &[u16], &[Bits])> {
		self.rows.iter().map(|(uid, range)| {
			let columns = self.columns.get(range.clone()).unwrap_or_default();
			(*uid, columns, self.values.get(range.clone()).unwrap_or_default())
		})
	}

	/// Uid, columns and values of each row.
	pub fn rows_mut(&mut self) -> impl Iterator<Item = (u16, &[u16], &mut [Bits])> {
		let Self { rows, columns, values } = self;
		let columns = columns.as_slice();
		let mut rest = values.as_mut_slice();
		rows.iter().map(move |(uid, range)| {
			// Rows follow one another without gaps.
			let (row, following) = core::mem::take(&mut rest).split_at_mut(range.len());
			rest = following;
			(*uid, columns.get(range.clone()).unwrap_or_default(), row)
		})
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
	pub fn normalised(&self, column: u16, value: Bits) -> Bits {
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
