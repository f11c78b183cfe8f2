//! The documents in `yuma/`: recorded epochs, and recorded results of the functions under them.
//!
//! Bits are those of signed 32.32 numbers, of total stakes those of signed 64.64 ones. The fields have the names that they
//! have in the files.
#![allow(missing_docs)] // fields, whose names say it

use crate::Wide;
use serde::Deserialize;

/// Uid and entries (column, value) of each row that is there, in stored order.
pub type Rows<T> = Vec<(u16, Vec<(u16, T)>)>;

/// Consecutive epochs of a subnet, each complete in itself.
#[derive(Deserialize)]
pub struct Epochs {
	pub steps: Vec<Step>,
}

/// One epoch of all mechanisms.
#[derive(Deserialize)]
pub struct Step {
	pub inputs: Inputs,
	pub outputs: Outputs,
	/// One for each mechanism.
	pub trace: Vec<Trace>,
}

/// What the epoch read.
#[derive(Deserialize)]
pub struct Inputs {
	pub n: usize,
	pub block: u64,
	pub tempo: u16,
	pub activity_cutoff_factor_milli: u32,
	pub activity_cutoff_blocks: u64,
	pub last_mechanism_step_block: u64,
	pub owner_uid: Option<u16>,
	pub kappa: u16,
	pub bonds_penalty: u16,
	pub alpha_low: u16,
	pub alpha_high: u16,
	pub bonds_moving_average: u64,
	pub alpha_sigmoid_steepness: i16,
	pub liquid_alpha_on: bool,
	pub yuma3_on: bool,
	pub max_allowed_validators: u16,
	pub stake_threshold: u64,
	pub tao_weight: u64,
	pub alpha_stake: Vec<u64>,
	pub root_stake: Vec<u64>,
	pub total_stake_bits: Vec<Wide<i128>>,
	pub block_at_registration: Vec<u64>,
	pub validator_permit: Vec<bool>,
	pub commit_reveal_enabled: bool,
	pub reveal_period: u64,
	pub current_epoch_with_lookahead: u64,
	pub immunity_period: u16,
	pub min_non_immune_uids: u16,
	pub mechanism_emission_split: Option<Vec<u16>>,
	pub emission: u64,
	pub mechanisms: Vec<MechanismInputs>,
}

/// What the epoch read of one mechanism.
#[derive(Deserialize)]
pub struct MechanismInputs {
	pub mecid: u8,
	pub last_update: Vec<u64>,
	pub weights: Rows<u16>,
	pub bonds: Rows<u16>,
	pub commits: Vec<Commit>,
}

impl MechanismInputs {
	/// The earliest live commit of a neuron: of the queue of hash commits only the first that is alive counts, of the
	/// timelocked ones every one. Spec: consensus 4.3 step 6.
	pub fn earliest_commit(&self, uid: usize) -> Option<u64> {
		let alive = |kind| {
			let is_alive =
				move |commit: &&Commit| usize::from(commit.uid) == uid && commit.kind == kind && !commit.expired;
			self.commits.iter().filter(is_alive)
		};
		let counted = alive(CommitKind::Hash).take(1).chain(alive(CommitKind::Timelock));
		counted.map(|commit| commit.commit_block).min()
	}
}

/// A weight commit.
#[derive(Deserialize)]
pub struct Commit {
	pub kind: CommitKind,
	pub uid: u16,
	pub commit_epoch: u64,
	pub commit_block: u64,
	pub expired: bool,
}

/// How weights were committed.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum CommitKind {
	Hash,
	Timelock,
}

/// State after the epoch, over all mechanisms.
#[derive(Deserialize)]
pub struct Outputs {
	pub server_emission: Vec<u64>,
	pub validator_emission: Vec<u64>,
	pub active: Vec<bool>,
	pub validator_permit: Vec<bool>,
	pub emission: Vec<u64>,
	pub consensus: Vec<u16>,
	pub dividends: Vec<u16>,
	pub validator_trust: Vec<u16>,
	pub stake_weight: Vec<u16>,
	pub mechanisms: Vec<MechanismOutputs>,
	/// Who leaves if a neuron is registered now and all slots are taken.
	pub neuron_to_prune: Option<u16>,
}

/// State of one mechanism after the epoch.
#[derive(Deserialize)]
pub struct MechanismOutputs {
	pub incentive: Vec<u16>,
	pub bonds: Rows<u16>,
}

/// Intermediate results. Matrices are left out where they are large, or have no meaning in the version of the epoch.
#[derive(Deserialize)]
pub struct Trace {
	pub active_stake: Vec<i64>,
	pub bonds_delta_norm: Option<Rows<i64>>,
	pub bonds_prev_masked: Option<Rows<i64>>,
	pub clipped_weights: Option<Rows<i64>>,
	pub consensus: Vec<i64>,
	pub dividends: Vec<i64>,
	pub ema_bonds: Option<Rows<i64>>,
	pub ema_bonds_norm: Option<Rows<i64>>,
	pub incentive: Vec<i64>,
	pub norm_combined_emission: Vec<i64>,
	pub norm_server_emission: Vec<i64>,
	pub norm_validator_emission: Vec<i64>,
	pub ranks_unnorm: Vec<i64>,
	pub stake_norm: Vec<i64>,
	pub validator_trust: Vec<i64>,
	pub weights_for_bonds: Option<Rows<i64>>,
	pub weights_masked_norm: Option<Rows<i64>>,
}

/// Single functions.
#[derive(Deserialize)]
pub struct Primitives {
	pub sets: Sets,
}

/// The cases of each function.
#[derive(Deserialize)]
pub struct Sets {
	/// x, e^x.
	pub exp_safe: Vec<(i64, i64)>,
	/// Consensus, weight, bond, low, high, steepness, alpha.
	pub alpha_sigmoid: Vec<(i64, i64, i64, u16, u16, i16, i64)>,
	/// As submitted, as stored.
	pub row_max_upscale: Vec<(Vec<u16>, Vec<u16>)>,
	pub weighted_median: Vec<Median>,
	/// Values, how many, which.
	pub topk_nonzero: Vec<(Vec<i64>, usize, Vec<bool>)>,
}

/// Medians of some columns.
#[derive(Debug, Deserialize)]
pub struct Median {
	pub stake: Vec<i64>,
	pub score: Vec<Vec<(u16, i64)>>,
	pub columns: usize,
	pub kappa: u16,
	pub median: Vec<i64>,
}
