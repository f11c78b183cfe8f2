//! To the words of the engine and from them: the only file that knows both.

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

impl From<&EpochInput<'_>> for Epoch {
	fn from(input: &EpochInput<'_>) -> Self {
		let parameters = input.parameters;
		let liquid_alpha = match parameters.bond_rule {
			BondRule::Yuma3 { liquid_alpha: Some(LiquidAlpha { low, high, steepness }) } => {
				Some(super::input::LiquidAlpha { low, high, steepness })
			},
			_ => None,
		};
		let rows = |sparse: &[SparseRow]| {
			let mut rows = vec![Row::new(); input.neurons.len()];
			for row in sparse {
				rows[usize::from(row.uid)].clone_from(&row.entries);
			}
			rows
		};
		let neurons = || input.neurons.iter();
		Self {
			n: input.neurons.len(),
			block: parameters.block,
			tempo: parameters.tempo,
			activity_cutoff: parameters.activity_cutoff,
			last_mechanism_step_block: parameters.last_mechanism_step_block,
			owner_uid: parameters.owner_uid,
			kappa: parameters.kappa,
			bonds_penalty: parameters.bonds_penalty,
			bonds_moving_average: parameters.bonds_moving_average,
			liquid_alpha,
			yuma3: matches!(parameters.bond_rule, BondRule::Yuma3 { .. }),
			max_allowed_validators: parameters.max_allowed_validators,
			stake_threshold: parameters.stake_threshold,
			emission: parameters.emission.get(),
			total_stake: neurons().map(|neuron| neuron.total_stake).collect(),
			last_update: neurons().map(|neuron| neuron.last_update).collect(),
			block_at_registration: neurons().map(|neuron| neuron.block_at_registration).collect(),
			validator_permit: neurons().map(|neuron| neuron.validator_permit).collect(),
			first_commit_block: Some(neurons().map(|neuron| neuron.earliest_commit).collect()),
			weights: rows(input.weights),
			bonds: rows(input.bonds),
		}
	}
}
