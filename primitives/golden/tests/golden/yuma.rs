//! The epoch: `yuma/`.

use taonet_golden::{
	yuma::{Epochs, Inputs, MechanismInputs, Outputs, Primitives, Rows},
	Differences, VectorFile,
};
use taonet_tokenomics::{
	mechanisms::split_between_mechanisms,
	root::tao_weight,
	stake_weight::{stake_weight, HotkeyStake},
};
use taonet_types::{
	fixed::{I32F32, I64F64},
	AlphaBalance, TaoBalance,
};
use taonet_yuma::{
	activity_cutoff, aggregate, steps, BondRule, EpochInput, EpochOutcome, EpochParameters, LiquidAlpha, Neuron,
	SparseRow, SubnetOutcome,
};

fn parameters(inputs: &Inputs, emission: AlphaBalance) -> EpochParameters {
	let liquid_alpha = inputs.liquid_alpha_on.then_some(LiquidAlpha {
		low: inputs.alpha_low,
		high: inputs.alpha_high,
		steepness: inputs.alpha_sigmoid_steepness,
	});
	EpochParameters {
		block: inputs.block,
		tempo: inputs.tempo,
		activity_cutoff: activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo),
		last_mechanism_step_block: inputs.last_mechanism_step_block,
		owner_uid: inputs.owner_uid,
		kappa: inputs.kappa,
		bonds_penalty: inputs.bonds_penalty,
		bonds_moving_average: inputs.bonds_moving_average,
		bond_rule: if inputs.yuma3_on { BondRule::Yuma3 { liquid_alpha } } else { BondRule::Yuma2 },
		max_allowed_validators: inputs.max_allowed_validators,
		stake_threshold: inputs.stake_threshold,
		emission,
	}
}

fn total_stake(inputs: &Inputs) -> Vec<I64F64> {
	inputs.total_stake_bits.iter().map(|bits| I64F64::from_bits(bits.0)).collect()
}

/// The same, from alpha and root stake.
fn weighed_stake(inputs: &Inputs) -> Vec<I64F64> {
	let weigh = |(&alpha, &root)| {
		let stake = HotkeyStake { alpha: AlphaBalance::new(alpha), root: TaoBalance::new(root) };
		stake_weight(stake, tao_weight(inputs.tao_weight))
	};
	inputs.alpha_stake.iter().zip(&inputs.root_stake).map(weigh).collect()
}

fn neurons(inputs: &Inputs, mechanism: &MechanismInputs) -> Vec<Neuron> {
	let neuron = |(uid, total_stake): (usize, I64F64)| Neuron {
		total_stake,
		last_update: mechanism.last_update.get(uid).copied().unwrap_or_default(),
		block_at_registration: inputs.block_at_registration.get(uid).copied().unwrap_or_default(),
		validator_permit: inputs.validator_permit.get(uid).copied().unwrap_or_default(),
		earliest_commit: mechanism.earliest_commit(uid).filter(|_| inputs.commit_reveal_enabled),
	};
	total_stake(inputs).into_iter().enumerate().map(neuron).collect()
}

fn rows(rows: &Rows<u16>, neurons: usize) -> Vec<SparseRow> {
	let there = rows.iter().filter(|(uid, _)| usize::from(*uid) < neurons);
	let mut rows: Vec<_> = there.map(|(uid, entries)| SparseRow { uid: *uid, entries: entries.clone() }).collect();
	for row in &mut rows {
		row.retain_columns_below(neurons);
	}
	rows
}

/// Every row, also the empty ones, as they are stored.
fn stored_rows(bonds: &[SparseRow], neurons: usize) -> Rows<u16> {
	let mut rows: Rows<u16> = (0..neurons).map(|uid| (u16::try_from(uid).unwrap(), Vec::new())).collect();
	for row in bonds {
		rows[usize::from(row.uid)].1 = row.entries.clone();
	}
	rows
}

fn amounts(balances: &[AlphaBalance]) -> Vec<u64> {
	balances.iter().map(|balance| balance.get()).collect()
}

fn run_mechanisms(inputs: &Inputs) -> Result<Vec<(AlphaBalance, EpochOutcome)>, String> {
	let emission = AlphaBalance::new(inputs.emission);
	let count = u8::try_from(inputs.mechanisms.len()).unwrap();
	let parts = split_between_mechanisms(emission, count, inputs.mechanism_emission_split.as_deref());
	let mut outcomes = Vec::new();
	for (mechanism, part) in inputs.mechanisms.iter().zip(parts) {
		let outcome = taonet_yuma::run(&EpochInput {
			parameters: &parameters(inputs, part),
			neurons: &neurons(inputs, mechanism),
			weights: &rows(&mechanism.weights, inputs.n),
			bonds: &rows(&mechanism.bonds, inputs.n),
		});
		outcomes.push((part, outcome.map_err(|error| format!("mechanism {}: {error}", mechanism.mecid))?));
	}
	Ok(outcomes)
}

fn compare_subnet(differences: &mut Differences, step: usize, measured: &Outputs, computed: &SubnetOutcome) {
	let place = |what: &str| format!("step {step}, {what}");
	differences.compare(place("server emission"), &measured.server_emission, &amounts(&computed.server_emission));
	differences.compare(
		place("validator emission"),
		&measured.validator_emission,
		&amounts(&computed.validator_emission),
	);
	differences.compare(place("emission"), &measured.emission, &amounts(&computed.emission));
	differences.compare(place("active"), &measured.active, &computed.active);
	differences.compare(place("validator permit"), &measured.validator_permit, &computed.validator_permit);
	differences.compare(place("consensus"), &measured.consensus, &computed.consensus);
	differences.compare(place("dividends"), &measured.dividends, &computed.dividends);
	differences.compare(place("validator trust"), &measured.validator_trust, &computed.validator_trust);
	differences.compare(place("stake weight"), &measured.stake_weight, &computed.stake_weight);
}

/// Every epoch of a file, each from what was measured before it.
pub fn epochs(file: &VectorFile) -> Result<(), String> {
	let document: Epochs = file.read()?;
	let mut differences = Differences::default();
	for (number, step) in document.steps.iter().enumerate() {
		let inputs = &step.inputs;
		let cutoff = activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo);
		differences.compare(format!("step {number}, activity cutoff"), &inputs.activity_cutoff_blocks, &cutoff);
		differences.compare(format!("step {number}, total stake"), &total_stake(inputs), &weighed_stake(inputs));
		let outcomes = run_mechanisms(inputs)?;
		for (mecid, ((_, computed), measured)) in outcomes.iter().zip(&step.outputs.mechanisms).enumerate() {
			let place = |what: &str| format!("step {number}, mechanism {mecid}, {what}");
			differences.compare(place("incentive"), &measured.incentive, &computed.incentive);
			differences.compare(place("bonds"), &measured.bonds, &stored_rows(&computed.bonds, inputs.n));
		}
		differences.compare(format!("step {number}, mechanisms"), &step.outputs.mechanisms.len(), &outcomes.len());
		compare_subnet(
			&mut differences,
			number,
			&step.outputs,
			&aggregate(&outcomes).map_err(|error| error.to_string())?,
		);
	}
	differences.result()
}

/// Single functions under the epoch.
pub fn primitives(file: &VectorFile) -> Result<(), String> {
	let Primitives { sets } = file.read()?;
	let mut differences = Differences::default();
	let counts = [sets.exp_safe.len(), sets.alpha_sigmoid.len(), sets.row_max_upscale.len()];
	if counts.contains(&0) || sets.weighted_median.is_empty() || sets.topk_nonzero.is_empty() {
		return Err("a set holds no case".to_owned());
	}
	for (x, measured) in &sets.exp_safe {
		let computed = steps::exp_safe(I32F32::from_bits(*x)).to_bits();
		differences.compare(format!("exp_safe of {x}"), measured, &computed);
	}
	for case @ (consensus, weight, bond, low, high, steepness, measured) in &sets.alpha_sigmoid {
		let curve = LiquidAlpha { low: *low, high: *high, steepness: *steepness };
		let [consensus, weight, bond] = [consensus, weight, bond].map(|bits| I32F32::from_bits(*bits));
		let computed = steps::liquid_alpha(curve, consensus, weight, bond).to_bits();
		differences.compare(format!("alpha_sigmoid of {case:?}"), measured, &computed);
	}
	for (submitted, stored) in &sets.row_max_upscale {
		let mut computed = submitted.clone();
		taonet_yuma::max_upscale(&mut computed);
		differences.compare(format!("row_max_upscale of {submitted:?}"), stored, &computed);
	}
	for (number, case) in sets.weighted_median.iter().enumerate() {
		let stake: Vec<_> = case.stake.iter().map(|bits| I32F32::from_bits(*bits)).collect();
		let row =
			|row: &Vec<(u16, i64)>| row.iter().map(|(column, bits)| (*column, I32F32::from_bits(*bits))).collect();
		let scores: Vec<Vec<_>> = case.score.iter().map(row).collect();
		let computed = steps::weighted_median(&stake, &scores, case.columns, case.kappa);
		let computed: Vec<_> = computed.into_iter().map(I32F32::to_bits).collect();
		differences.compare(format!("weighted_median {number}"), &case.median, &computed);
	}
	for (values, count, measured) in &sets.topk_nonzero {
		let bits: Vec<_> = values.iter().map(|bits| I32F32::from_bits(*bits)).collect();
		let computed = steps::largest_nonzero(&bits, *count);
		differences.compare(format!("topk_nonzero of {values:?}, {count}"), measured, &computed);
	}
	differences.result()
}
