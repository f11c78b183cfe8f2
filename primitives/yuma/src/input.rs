//! What an epoch reads.

use alloc::vec::Vec;
use core::fmt;
use taonet_types::{fixed::I64F64, AlphaBalance};

/// A row of a sparse matrix: what one neuron (`uid`) gave to others, in the order in which it is stored.
///
/// Entries are pairs of a column's uid and a u16 value (parts of 65535 of the row's largest for weights, parts of 65535 for
/// bonds). An entry of value 0 is an entry; a missing one is not the same everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SparseRow {
	/// Whose row it is.
	pub uid: u16,
	/// Column and value.
	pub entries: Vec<(u16, u16)>,
}

impl SparseRow {
	/// Drops the entries whose column is no neuron of a subnet of `neurons` neurons. An epoch does not count them, and refuses
	/// them so that none gets lost unseen: a caller whose rows may hold such entries drops them first. Trimming a subnet leaves
	/// none. Spec: consensus 4.1.
	pub fn retain_columns_below(&mut self, neurons: usize) {
		self.entries.retain(|&(column, _)| usize::from(column) < neurons);
	}
}

/// What an epoch must know of one neuron. Its uid is its position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neuron {
	/// Alpha it has on the subnet plus its root stake times the TAO weight, in alpha-rao, children and parents counted.
	/// Spec: consensus 4.2.
	pub total_stake: I64F64,
	/// Block in which it last set or committed weights of this mechanism.
	pub last_update: u64,
	/// Block in which its hotkey was registered; 0 where the uid has no hotkey.
	pub block_at_registration: u64,
	/// Whether it held a validator permit before this epoch.
	pub validator_permit: bool,
	/// Block of the earliest of its weight commits that are still alive; none when it has none or when commit-reveal is off.
	/// Spec: consensus 4.3 step 6.
	pub earliest_commit: Option<u64>,
}

/// The curve by which bonds of Yuma3 follow the weights (liquid alpha).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidAlpha {
	/// Smallest share of the new bond, parts of 65535.
	pub low: u16,
	/// Largest share of the new bond, parts of 65535. It counts alone where it is below the smallest.
	pub high: u16,
	/// Steepness of the sigmoid between them, in hundredths.
	pub steepness: i16,
}

/// Which bonds the subnet uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BondRule {
	/// Bonds are shares of a column's total; dividends follow them. Spec: consensus 5.2.
	Yuma2,
	/// Bonds are proportions of their own; with liquid alpha or without. Spec: consensus 5.1.
	Yuma3 {
		/// The curve, where liquid alpha is on.
		liquid_alpha: Option<LiquidAlpha>,
	},
}

/// Hyperparameters and circumstances of one epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochParameters {
	/// The block in which the epoch runs.
	pub block: u64,
	/// Blocks between two epochs.
	pub tempo: u16,
	/// Blocks after which a neuron that set no weights counts as inactive, as [`activity_cutoff`] gives them.
	pub activity_cutoff: u64,
	/// Block of the last epoch of this subnet that ran; 0 when there was none.
	pub last_mechanism_step_block: u64,
	/// The subnet owner's neuron, if its hotkey is registered.
	pub owner_uid: Option<u16>,
	/// Majority of stake that consensus needs, parts of 65535.
	pub kappa: u16,
	/// How far weights above consensus are cut before they become bonds, parts of 65535.
	pub bonds_penalty: u16,
	/// Share of the old bonds in the moving average, millionths.
	pub bonds_moving_average: u64,
	/// Which bonds the subnet uses.
	pub bond_rule: BondRule,
	/// Most validators that get a permit (the owner apart).
	pub max_allowed_validators: u16,
	/// Total stake in alpha-rao below which a neuron other than the owner counts as having none.
	pub stake_threshold: u64,
	/// Alpha that this epoch gives out.
	pub emission: AlphaBalance,
}

/// Blocks after which a neuron that set no weights is inactive: the factor (thousandths) times the tempo, rounded down, at
/// least 1. Spec: consensus 4.3 step 1.
pub fn activity_cutoff(factor_milli: u32, tempo: u16) -> u64 {
	// 32 and 16 bits: the product fits.
	(u64::from(factor_milli).saturating_mul(u64::from(tempo)) / 1000).max(1)
}

/// All that an epoch of one mechanism reads.
#[derive(Clone, Copy, Debug)]
pub struct EpochInput<'a> {
	/// Hyperparameters and circumstances.
	pub parameters: &'a EpochParameters,
	/// The neurons, by uid.
	pub neurons: &'a [Neuron],
	/// Weights; a neuron without a row gave none.
	pub weights: &'a [SparseRow],
	/// Bonds of the last epoch; a neuron without a row has none.
	pub bonds: &'a [SparseRow],
}

/// Which of the two matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matrix {
	/// The weights.
	Weights,
	/// The bonds.
	Bonds,
}

impl fmt::Display for Matrix {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Weights => "weights",
			Self::Bonds => "bonds",
		})
	}
}

/// Most neurons of an epoch: so many u16 values add up to less than 2^31, the largest number that I32F32 can write.
pub const MAX_NEURONS: usize = 1 << 15;

/// What is wrong with the input of an epoch, or with the mechanisms that are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EpochError {
	/// More neurons than an epoch takes: at most [`MAX_NEURONS`].
	TooManyNeurons {
		/// How many were given.
		neurons: usize,
	},
	/// The owner's uid is not that of a neuron.
	OwnerOutOfRange {
		/// The owner's uid.
		uid: u16,
		/// How many neurons there are.
		neurons: usize,
	},
	/// A matrix has more rows than there are neurons.
	TooManyRows {
		/// Which matrix.
		matrix: Matrix,
		/// How many rows it has.
		rows: usize,
		/// How many neurons there are.
		neurons: usize,
	},
	/// A row belongs to no neuron.
	RowOutOfRange {
		/// Which matrix.
		matrix: Matrix,
		/// The row's uid.
		uid: u16,
		/// How many neurons there are.
		neurons: usize,
	},
	/// Two rows of a matrix belong to the same neuron.
	DuplicateRow {
		/// Which matrix.
		matrix: Matrix,
		/// The uid of both rows.
		uid: u16,
	},
	/// An entry's column is no neuron.
	ColumnOutOfRange {
		/// Which matrix.
		matrix: Matrix,
		/// The row's uid.
		uid: u16,
		/// The entry's column.
		column: u16,
		/// How many neurons there are.
		neurons: usize,
	},
	/// A row names the same column twice.
	DuplicateColumn {
		/// Which matrix.
		matrix: Matrix,
		/// The row's uid.
		uid: u16,
		/// The column that is named twice.
		column: u16,
	},
	/// A mechanism's outcome is one of another number of neurons than that of mechanism 0.
	MechanismOfOtherLength {
		/// The mechanism.
		mecid: usize,
		/// How many neurons its outcome has.
		neurons: usize,
		/// How many that of mechanism 0 has.
		expected: usize,
	},
}

impl fmt::Display for EpochError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TooManyNeurons { neurons } => {
				write!(f, "{neurons} neurons, but an epoch takes at most {MAX_NEURONS}")
			},
			Self::OwnerOutOfRange { uid, neurons } => {
				write!(f, "the owner's uid is {uid}, but there are only {neurons} neurons")
			},
			Self::TooManyRows { matrix, rows, neurons } => {
				write!(f, "the {matrix} have {rows} rows, but there are only {neurons} neurons")
			},
			Self::RowOutOfRange { matrix, uid, neurons } => {
				write!(f, "the {matrix} have a row of uid {uid}, but there are only {neurons} neurons")
			},
			Self::DuplicateRow { matrix, uid } => write!(f, "the {matrix} have two rows of uid {uid}"),
			Self::ColumnOutOfRange { matrix, uid, column, neurons } => {
				write!(f, "the {matrix} of uid {uid} name uid {column}, but there are only {neurons} neurons")
			},
			Self::DuplicateColumn { matrix, uid, column } => {
				write!(f, "the {matrix} of uid {uid} name uid {column} twice")
			},
			Self::MechanismOfOtherLength { mecid, neurons, expected } => {
				write!(f, "the outcome of mechanism {mecid} has {neurons} neurons, that of mechanism 0 has {expected}")
			},
		}
	}
}

impl core::error::Error for EpochError {}

impl EpochInput<'_> {
	/// Refuses what cannot be an epoch's input.
	pub(crate) fn check(&self) -> Result<(), EpochError> {
		let neurons = self.neurons.len();
		if neurons > MAX_NEURONS {
			return Err(EpochError::TooManyNeurons { neurons });
		}
		match self.parameters.owner_uid {
			Some(uid) if usize::from(uid) >= neurons => return Err(EpochError::OwnerOutOfRange { uid, neurons }),
			_ => {},
		}
		check_matrix(Matrix::Weights, self.weights, neurons)?;
		check_matrix(Matrix::Bonds, self.bonds, neurons)
	}
}

/// The rows in the order of their uids.
pub(crate) fn by_uid(rows: &[SparseRow]) -> Vec<&SparseRow> {
	let mut rows: Vec<&SparseRow> = rows.iter().collect();
	// A list in order is left as it is, in one pass.
	rows.sort_by_key(|row| row.uid);
	rows
}

fn check_matrix(matrix: Matrix, rows: &[SparseRow], neurons: usize) -> Result<(), EpochError> {
	if rows.len() > neurons {
		return Err(EpochError::TooManyRows { matrix, rows: rows.len(), neurons });
	}
	// Mostly rows and columns are in ascending order, and neither list is needed. The second holds which row last named a
	// column, counted from one, so that it need not be cleared between rows.
	let (mut has_row, mut named_by) = (Vec::new(), Vec::new());
	let rows_ascend = rows.is_sorted_by(|a, b| a.uid < b.uid);
	for (row, number) in rows.iter().zip(1u32..) {
		let uid = row.uid;
		if usize::from(uid) >= neurons {
			return Err(EpochError::RowOutOfRange { matrix, uid, neurons });
		}
		if !rows_ascend {
			has_row.resize(neurons, false);
			if has_row.get_mut(usize::from(uid)).is_some_and(|seen| core::mem::replace(seen, true)) {
				return Err(EpochError::DuplicateRow { matrix, uid });
			}
		}
		let columns_ascend = row.entries.is_sorted_by(|a, b| a.0 < b.0);
		if columns_ascend && row.entries.last().is_none_or(|&(column, _)| usize::from(column) < neurons) {
			continue;
		}
		named_by.resize(neurons, 0u32);
		for &(column, _) in &row.entries {
			match named_by.get_mut(usize::from(column)) {
				None => return Err(EpochError::ColumnOutOfRange { matrix, uid, column, neurons }),
				Some(last) if *last == number => return Err(EpochError::DuplicateColumn { matrix, uid, column }),
				Some(last) => *last = number,
			}
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use alloc::string::ToString;

	fn row(uid: u16, columns: &[u16]) -> SparseRow {
		SparseRow { uid, entries: columns.iter().map(|column| (*column, 1)).collect() }
	}

	fn parameters() -> EpochParameters {
		EpochParameters {
			block: 1000,
			tempo: 360,
			activity_cutoff: 5000,
			last_mechanism_step_block: 640,
			owner_uid: None,
			kappa: 32_767,
			bonds_penalty: u16::MAX,
			bonds_moving_average: 900_000,
			bond_rule: BondRule::Yuma2,
			max_allowed_validators: 64,
			stake_threshold: 0,
			emission: AlphaBalance::new(1_000),
		}
	}

	/// What an epoch of three neurons says to these rows, as weights and as bonds.
	fn refusals(rows: &[SparseRow]) -> [Option<EpochError>; 2] {
		let neurons = alloc::vec![Neuron::default(); 3];
		let input = EpochInput { parameters: &parameters(), neurons: &neurons, weights: &[], bonds: &[] };
		let refusal = |input: EpochInput<'_>| crate::run(&input).err();
		[refusal(EpochInput { weights: rows, ..input }), refusal(EpochInput { bonds: rows, ..input })]
	}

	fn both(error: impl Fn(Matrix) -> EpochError) -> [Option<EpochError>; 2] {
		[Matrix::Weights, Matrix::Bonds].map(|matrix| Some(error(matrix)))
	}

	#[test]
	fn epoch_runs_when_rows_are_in_any_order() {
		assert_eq!(refusals(&[row(2, &[1, 0]), row(0, &[]), row(1, &[0, 1, 2])]), [None, None]);
	}

	#[test]
	fn epoch_is_refused_when_a_row_belongs_to_no_neuron() {
		let expected = both(|matrix| EpochError::RowOutOfRange { matrix, uid: 3, neurons: 3 });
		assert_eq!(refusals(&[row(3, &[0])]), expected);
	}

	#[test]
	fn epoch_is_refused_when_a_neuron_has_two_rows() {
		let expected = both(|matrix| EpochError::DuplicateRow { matrix, uid: 1 });
		assert_eq!(refusals(&[row(1, &[0]), row(0, &[]), row(1, &[])]), expected);
	}

	#[test]
	fn epoch_is_refused_when_there_are_more_rows_than_neurons() {
		let rows = [row(0, &[]), row(1, &[]), row(2, &[]), row(0, &[])];
		assert_eq!(refusals(&rows), both(|matrix| EpochError::TooManyRows { matrix, rows: 4, neurons: 3 }));
	}

	#[test]
	fn epoch_is_refused_when_a_column_is_no_neuron_in_sorted_and_unsorted_rows() {
		let expected = both(|matrix| EpochError::ColumnOutOfRange { matrix, uid: 1, column: 3, neurons: 3 });
		assert_eq!(refusals(&[row(1, &[0, 3])]), expected);
		assert_eq!(refusals(&[row(1, &[3, 0])]), expected);
	}

	#[test]
	fn epoch_is_refused_when_a_row_names_a_column_twice() {
		let expected = both(|matrix| EpochError::DuplicateColumn { matrix, uid: 1, column: 2 });
		assert_eq!(refusals(&[row(1, &[2, 2])]), expected);
		assert_eq!(refusals(&[row(1, &[2, 0, 2])]), expected);
	}

	#[test]
	fn epoch_is_refused_when_the_owner_is_no_neuron() {
		let owned = EpochParameters { owner_uid: Some(1), ..parameters() };
		let neurons = [Neuron::default()];
		let input = EpochInput { parameters: &owned, neurons: &neurons, weights: &[], bonds: &[] };
		assert_eq!(crate::run(&input), Err(EpochError::OwnerOutOfRange { uid: 1, neurons: 1 }));
	}

	#[test]
	fn epoch_is_refused_when_there_are_more_neurons_than_it_takes() {
		let neurons = alloc::vec![Neuron::default(); MAX_NEURONS + 1];
		let input = EpochInput { parameters: &parameters(), neurons: &neurons, weights: &[], bonds: &[] };
		assert_eq!(crate::run(&input), Err(EpochError::TooManyNeurons { neurons: MAX_NEURONS + 1 }));
	}

	#[test]
	fn refusal_names_what_was_wrong() {
		let error = EpochError::ColumnOutOfRange { matrix: Matrix::Weights, uid: 1, column: 300, neurons: 256 };
		assert_eq!(error.to_string(), "the weights of uid 1 name uid 300, but there are only 256 neurons");
	}

	#[test]
	fn columns_of_neurons_that_are_gone_can_be_dropped() {
		let mut weights = row(1, &[4, 0, 3, 2]);
		weights.retain_columns_below(3);
		assert_eq!(weights, row(1, &[0, 2]));
	}

	#[test]
	fn activity_cutoff_is_the_factor_of_the_tempo_but_never_nothing() {
		assert_eq!(activity_cutoff(13_889, 360), 5_000);
		assert_eq!(activity_cutoff(1_000, 0), 1);
		assert_eq!(activity_cutoff(u32::MAX, u16::MAX), u64::from(u32::MAX) * u64::from(u16::MAX) / 1000);
	}
}
