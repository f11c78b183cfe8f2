//! Yuma Consensus: from validators' weights and stakes to incentives, dividends and bonds.
//!
//! [`run`] is the epoch of one mechanism of a subnet; [`aggregate`] puts the mechanisms of a subnet together. Both know uids and
//! numbers, not accounts. Matrices are sparse rows, and no step costs more than their entries are worth.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod aggregate;
mod bonds;
mod consensus;
mod epoch;
mod fixed;
mod input;
mod matrix;
mod stake;
pub mod steps;
mod submission;

pub use aggregate::{aggregate, SubnetOutcome};
pub use epoch::{run, EpochOutcome};
pub use input::{
	activity_cutoff, BondRule, EpochError, EpochInput, EpochParameters, LiquidAlpha, Matrix, Neuron, SparseRow,
	MAX_NEURONS,
};
pub use submission::max_upscale;
