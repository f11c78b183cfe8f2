//! Every measured epoch, its outputs and its traces, and the measured functions under it.

use crate::plain::{
	activity_cutoff, aggregate, exp_safe, liquid_rate, max_upscale, new_permits, run, share, split_emission,
	weighted_median, Epoch, LiquidAlpha, Matrix, Row, SubnetOutcome, Trace,
};
use taonet_golden::{
	files, folder,
	yuma::{self as golden, Inputs, MechanismInputs, Outputs, Primitives, Rows, Sets},
	Differences, VectorFile,
};
use taonet_types::fixed::{I32F32, I64F64};

fn by_uid(rows: &Rows<u16>, n: usize) -> Vec<Row> {
	let mut all = vec![Row::new(); n];
	for (uid, row) in rows {
		all[usize::from(*uid)].clone_from(row);
	}
	all
}

fn epoch(inputs: &Inputs, mechanism: &MechanismInputs, emission: u64) -> Epoch {
	let liquid_alpha =
		LiquidAlpha { low: inputs.alpha_low, high: inputs.alpha_high, steepness: inputs.alpha_sigmoid_steepness };
	let commits = || (0..inputs.n).map(|uid| mechanism.earliest_commit(uid)).collect();
	Epoch {
		n: inputs.n,
		block: inputs.block,
		tempo: inputs.tempo,
		activity_cutoff: activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo),
		last_mechanism_step_block: inputs.last_mechanism_step_block,
		owner_uid: inputs.owner_uid,
		kappa: inputs.kappa,
		bonds_penalty: inputs.bonds_penalty,
		bonds_moving_average: inputs.bonds_moving_average,
		liquid_alpha: inputs.liquid_alpha_on.then_some(liquid_alpha),
		yuma3: inputs.yuma3_on,
		max_allowed_validators: inputs.max_allowed_validators,
		stake_threshold: inputs.stake_threshold,
		emission,
		total_stake: inputs.total_stake_bits.iter().map(|bits| I64F64::from_bits(bits.0)).collect(),
		last_update: mechanism.last_update.clone(),
		block_at_registration: inputs.block_at_registration.clone(),
		validator_permit: inputs.validator_permit.clone(),
		first_commit_block: inputs.commit_reveal_enabled.then(commits),
		weights: by_uid(&mechanism.weights, inputs.n),
		bonds: by_uid(&mechanism.bonds, inputs.n),
	}
}

fn outcome(outputs: &Outputs, n: usize) -> SubnetOutcome {
	SubnetOutcome {
		server_emission: outputs.server_emission.clone(),
		validator_emission: outputs.validator_emission.clone(),
		emission: outputs.emission.clone(),
		stake_weight: outputs.stake_weight.clone(),
		consensus: outputs.consensus.clone(),
		dividends: outputs.dividends.clone(),
		validator_trust: outputs.validator_trust.clone(),
		active: outputs.active.clone(),
		validator_permit: outputs.validator_permit.clone(),
		incentive: outputs.mechanisms.iter().map(|mechanism| mechanism.incentive.clone()).collect(),
		bonds: outputs.mechanisms.iter().map(|mechanism| by_uid(&mechanism.bonds, n)).collect(),
	}
}

fn compare_outcomes(differences: &mut Differences, place: &str, measured: &SubnetOutcome, computed: &SubnetOutcome) {
	macro_rules! compare {
		($($field:ident),+) => {
			$(differences.compare(format_args!("{place} {}", stringify!($field)), &measured.$field, &computed.$field);)+
		};
	}
	compare!(active, validator_permit, stake_weight, consensus, validator_trust, incentive, dividends, bonds);
	compare!(server_emission, validator_emission, emission);
}

fn compare_traces(differences: &mut Differences, place: &str, measured: &golden::Trace, computed: &Trace) {
	let bits = |values: &[I32F32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
	for (name, measured, computed) in [
		("stake", &measured.stake_norm, &computed.stake),
		("active stake", &measured.active_stake, &computed.active_stake),
		("consensus", &measured.consensus, &computed.consensus),
		("validator trust", &measured.validator_trust, &computed.validator_trust),
		("ranks", &measured.ranks_unnorm, &computed.ranks),
		("incentive", &measured.incentive, &computed.incentive),
		("dividends", &measured.dividends, &computed.dividends),
		("server", &measured.norm_server_emission, &computed.server),
		("validator", &measured.norm_validator_emission, &computed.validator),
		("combined", &measured.norm_combined_emission, &computed.combined),
	] {
		differences.compare(format_args!("{place} {name}"), measured, &bits(computed));
	}
	for (name, measured, computed) in [
		("weights", &measured.weights_masked_norm, Some(&computed.weights)),
		("clipped weights", &measured.clipped_weights, Some(&computed.clipped)),
		("weights for bonds", &measured.weights_for_bonds, Some(&computed.weights_for_bonds)),
		("old bonds", &measured.bonds_prev_masked, Some(&computed.old_bonds)),
		("instant bonds", &measured.bonds_delta_norm, computed.instant_bonds.as_ref()),
		("average bonds", &measured.ema_bonds, computed.average_bonds.as_ref()),
		("normalised bonds", &measured.ema_bonds_norm, Some(&computed.normalised_bonds)),
	] {
		if let Some(measured) = measured {
			differences.compare(
				format_args!("{place} {name}"),
				&Some(measured.clone()),
				&computed.map(Matrix::to_bits),
			);
		}
	}
}

/// All that a document holds, compared.
fn replay(differences: &mut Differences, file: &VectorFile) {
	let sequence: golden::Epochs = file.read().unwrap();
	for (number, golden::Step { inputs, outputs, trace }) in sequence.steps.iter().enumerate() {
		let place = format!("{} step {number}", file.name);
		let cutoff = activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo);
		differences.compare(format_args!("{place} activity cutoff"), &inputs.activity_cutoff_blocks, &cutoff);

		let split = inputs.mechanism_emission_split.as_deref();
		let emissions = split_emission(inputs.emission, inputs.mechanisms.len(), split);
		let mut outcomes = Vec::new();
		differences.compare(format_args!("{place} traces"), &trace.len(), &emissions.len());
		for ((mechanism, emission), recorded) in inputs.mechanisms.iter().zip(emissions).zip(trace) {
			let (outcome, trace) = run(&epoch(inputs, mechanism, emission));
			compare_traces(differences, &format!("{place} mechanism {}", outcomes.len()), recorded, &trace);
			outcomes.push((emission, outcome));
		}
		compare_outcomes(differences, &place, &outcome(outputs, inputs.n), &aggregate(&outcomes));
	}
}

fn named(prefix: &str) -> Vec<VectorFile> {
	let found: Vec<_> = files(&folder()).unwrap().into_iter().filter(|file| file.name.starts_with(prefix)).collect();
	assert!(!found.is_empty(), "no vectors {prefix} in {}", folder().display());
	found
}

#[test]
fn outcome_and_trace_are_the_measured_ones_in_every_recorded_epoch() {
	let mut differences = Differences::default();
	for file in named("yuma/yuma_") {
		replay(&mut differences, &file);
	}
	differences.result().unwrap_or_else(|differences| panic!("{differences}"));
}

fn fixed(bits: &[i64]) -> Vec<I32F32> {
	bits.iter().copied().map(I32F32::from_bits).collect()
}

/// What `compute` makes of every case of a set.
fn check<T: std::fmt::Debug>(set: impl Fn(Sets) -> Vec<T>, compute: impl Fn(&T) -> Result<(), String>) {
	let primitives: Primitives = named("yuma/primitives")[0].read().unwrap();
	let cases = set(primitives.sets);
	assert!(!cases.is_empty());
	for case in &cases {
		compute(case).unwrap_or_else(|computed| panic!("{case:?}: computed {computed}"));
	}
}

fn same<T: PartialEq + std::fmt::Debug>(computed: &T, measured: &T) -> Result<(), String> {
	if computed == measured {
		Ok(())
	} else {
		Err(format!("{computed:?}"))
	}
}

#[test]
fn exponential_is_the_measured_one() {
	check(|sets| sets.exp_safe, |(x, measured)| same(&exp_safe(I32F32::from_bits(*x)).to_bits(), measured));
}

#[test]
fn liquid_rate_is_the_measured_one() {
	check(
		|sets| sets.alpha_sigmoid,
		|&(consensus, weight, bond, low, high, steepness, measured)| {
			let [consensus, weight, bond] = [consensus, weight, bond].map(I32F32::from_bits);
			same(&liquid_rate(LiquidAlpha { low, high, steepness }, consensus, weight, bond).to_bits(), &measured)
		},
	);
}

#[test]
fn upscaled_row_is_the_measured_one() {
	check(|sets| sets.row_max_upscale, |(submitted, stored)| same(&max_upscale(submitted), stored));
}

#[test]
fn permits_are_the_measured_ones() {
	check(|sets| sets.topk_nonzero, |(values, most, measured)| same(&new_permits(&fixed(values), *most), measured));
}

#[test]
fn median_is_the_measured_one() {
	check(
		|sets| sets.weighted_median,
		|case| {
			let mut scores = Matrix::empty(case.stake.len(), case.columns);
			for (i, row) in case.score.iter().enumerate() {
				for (j, score) in row {
					scores.set(i, usize::from(*j), Some(I32F32::from_bits(*score)));
				}
			}
			same(&weighted_median(&fixed(&case.stake), &scores, share(case.kappa)), &fixed(&case.median))
		},
	);
}
