//! A second implementation of the epoch, for tests and benchmarks only: as plain as the specification, dense matrices,
//! one function for each rule, no thought of speed. It shares no code with the engine, so that both can be compared.
//! Spec: consensus 1.1, 1.2, 4 to 7.
#![allow(dead_code, missing_docs, unused_imports, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

mod bonds;
mod convert;
mod emission;
mod epoch;
mod input;
mod matrix;
mod mechanisms;
mod median;
mod numbers;
mod stake;
mod weights;

pub use self::{
	bonds::{fixed_rate, liquid_rate},
	convert::EngineEpoch,
	epoch::{run, Outcome, Trace},
	input::{activity_cutoff, Epoch, LiquidAlpha, Row},
	matrix::Matrix,
	mechanisms::{aggregate, split_emission, SubnetOutcome},
	median::weighted_median,
	numbers::{exp_safe, max_upscale, share},
	stake::new_permits,
};
