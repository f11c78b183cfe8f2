//! A dense matrix that remembers which cells hold an entry, and in which order each row was stored.

use super::numbers::{sum, ZERO};
use ndarray::Array2;
use taonet_types::fixed::{SafeDiv, I32F32};

/// An entry may be present and 0, which is not the same as a missing one.
#[derive(Clone, Debug)]
pub struct Matrix {
	cells: Array2<Option<I32F32>>,
	/// The columns of each row in stored order; some of them may have lost their entry since.
	order: Vec<Vec<usize>>,
}

impl Matrix {
	/// Without entries; rows in ascending order.
	pub fn empty(rows: usize, columns: usize) -> Self {
		Self { cells: Array2::from_elem((rows, columns), None), order: vec![(0..columns).collect(); rows] }
	}

	/// From stored rows, as plain numbers. Columns beyond the matrix are left out.
	pub fn from_rows(rows: &[Vec<(u16, u16)>], columns: usize) -> Self {
		let mut matrix = Self::empty(rows.len(), columns);
		for (i, row) in rows.iter().enumerate() {
			let inside: Vec<_> = row.iter().filter(|(j, _)| usize::from(*j) < columns).collect();
			matrix.order[i] = inside.iter().map(|(j, _)| usize::from(*j)).collect();
			for (j, value) in inside {
				matrix.cells[(i, usize::from(*j))] = Some(I32F32::from_num(*value));
			}
		}
		matrix
	}

	/// Bits of rows that have entries, as the traces of the vectors hold them.
	pub fn to_bits(&self) -> Vec<(u16, Vec<(u16, i64)>)> {
		let row = |i| self.row(i).into_iter().map(|(j, value)| (j as u16, value.to_bits())).collect::<Vec<_>>();
		(0..self.rows()).map(|i| (i as u16, row(i))).filter(|(_, row)| !row.is_empty()).collect()
	}

	pub fn rows(&self) -> usize {
		self.cells.nrows()
	}

	pub fn columns(&self) -> usize {
		self.cells.ncols()
	}

	/// The entries of a row in their order.
	pub fn row(&self, i: usize) -> Vec<(usize, I32F32)> {
		self.order[i].iter().filter_map(|&j| Some((j, self.cells[(i, j)]?))).collect()
	}

	/// The entry, if there is one.
	pub fn get(&self, i: usize, j: usize) -> Option<I32F32> {
		self.cells.get((i, j)).copied().flatten()
	}

	/// The entry, or 0.
	pub fn value(&self, i: usize, j: usize) -> I32F32 {
		self.get(i, j).unwrap_or(ZERO)
	}

	pub fn set(&mut self, i: usize, j: usize, value: Option<I32F32>) {
		self.cells[(i, j)] = value;
	}

	/// The columns of a row in the order in which its entries are to be listed.
	pub fn set_order(&mut self, i: usize, columns: Vec<usize>) {
		self.order[i] = columns;
	}

	/// Every entry replaced by what `change` makes of it; the order stays.
	pub fn map(&self, change: impl Fn(usize, usize, I32F32) -> Option<I32F32>) -> Self {
		let mut mapped = self.clone();
		for ((i, j), cell) in mapped.cells.indexed_iter_mut() {
			*cell = cell.and_then(|value| change(i, j, value));
		}
		mapped
	}

	/// Only the entries that `stays` names.
	pub fn retain(&self, stays: impl Fn(usize, usize) -> bool) -> Self {
		self.map(|i, j, value| stays(i, j).then_some(value))
	}

	pub fn row_sum(&self, i: usize) -> I32F32 {
		sum(self.cells.row(i).iter().copied().flatten())
	}

	pub fn column_sum(&self, j: usize) -> I32F32 {
		sum(self.cells.column(j).iter().copied().flatten())
	}

	/// Each column divided by its sum; unchanged where that is 0.
	pub fn normalised_columns(&self) -> Self {
		let sums: Vec<_> = (0..self.columns()).map(|j| self.column_sum(j)).collect();
		self.map(|_, j, value| Some(if sums[j] == ZERO { value } else { value.safe_div(sums[j]) }))
	}

	/// Each row divided by its sum, where that is above 0.
	pub fn normalised_rows(&self) -> Self {
		let sums: Vec<_> = (0..self.rows()).map(|i| self.row_sum(i)).collect();
		self.map(|i, _, value| Some(if sums[i] > ZERO { value.safe_div(sums[i]) } else { value }))
	}

	/// Each column divided by its greatest entry, where it has one other than 0.
	pub fn columns_by_maximum(&self) -> Self {
		let greatest = |j| self.cells.column(j).iter().copied().flatten().max().unwrap_or(ZERO);
		let greatest: Vec<_> = (0..self.columns()).map(greatest).collect();
		self.map(|_, j, value| Some(if greatest[j] == ZERO { value } else { value.safe_div(greatest[j]) }))
	}
}
