//! To the words of the engine: the only file that knows both.

use super::input::{Epoch, Row};
use taonet_types::AlphaBalance;
use taonet_yuma::{BondRule, EpochInput, EpochParameters, LiquidAlpha, Neuron, SparseRow};

/// An epoch as the engine reads it.
#[derive(Clone, Debug)]
pub struct EngineEpoch {
	pub parameters: EpochParameters,
	pub neurons: Vec<Neuron>,
	pub weights: Vec<SparseRow>,
	pub bonds: Vec<SparseRow>,
}

impl EngineEpoch {
	pub fn input(&self) -> EpochInput<'_> {
		EpochInput { parameters: &self.parameters, neurons: &self.neurons, weights: &self.weights, bonds: &self.bonds }
	}
}

impl From<&Epoch> for EngineEpoch {
	fn from(epoch: &Epoch) -> Self {
		let epoch = &epoch.padded();
		let liquid_alpha = epoch.liquid_alpha.map(|alpha| LiquidAlpha {
			low: alpha.low,
			high: alpha.high,
			steepness: alpha.steepness,
		});
		let neuron = |uid: usize| Neuron {
			total_stake: epoch.total_stake[uid],
			last_update: epoch.last_update[uid],
			block_at_registration: epoch.block_at_registration[uid],
			validator_permit: epoch.validator_permit[uid],
			earliest_commit: epoch.first_commit_block.as_ref().and_then(|blocks| blocks[uid]),
		};
		Self {
			parameters: EpochParameters {
				block: epoch.block,
				tempo: epoch.tempo,
				activity_cutoff: epoch.activity_cutoff,
				last_mechanism_step_block: epoch.last_mechanism_step_block,
				owner_uid: epoch.owner_uid,
				kappa: epoch.kappa,
				bonds_penalty: epoch.bonds_penalty,
				bonds_moving_average: epoch.bonds_moving_average,
				bond_rule: if epoch.yuma3 { BondRule::Yuma3 { liquid_alpha } } else { BondRule::Yuma2 },
				max_allowed_validators: epoch.max_allowed_validators,
				stake_threshold: epoch.stake_threshold,
				emission: AlphaBalance::from(epoch.emission),
			},
			neurons: (0..epoch.n).map(neuron).collect(),
			weights: sparse_rows(&epoch.weights, epoch.n),
			bonds: sparse_rows(&epoch.bonds, epoch.n),
		}
	}
}

/// Rows without entries are left out, and entries on uids that do not exist.
fn sparse_rows(rows: &[Row], n: usize) -> Vec<SparseRow> {
	let rows = rows.iter().enumerate().filter_map(|(uid, row)| {
		let mut row = SparseRow { uid: u16::try_from(uid).ok()?, entries: row.clone() };
		row.retain_columns_below(n);
		Some(row).filter(|row| !row.entries.is_empty())
	});
	rows.collect()
}
