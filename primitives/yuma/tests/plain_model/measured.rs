//! Every measured epoch, its outputs and its traces, and the measured functions under it.

use crate::plain::{
	activity_cutoff, aggregate, exp_safe, liquid_rate, max_upscale, new_permits, run, share, split_emission,
	weighted_median, Epoch, LiquidAlpha, Matrix, Row, SubnetOutcome, Trace,
};
use serde::Deserialize;
use taonet_golden::{files, folder, Differences, VectorFile, Wide};
use taonet_types::fixed::{I32F32, I64F64};

type Rows<T> = Vec<(usize, Vec<(usize, T)>)>;

#[derive(Deserialize)]
struct Sequence {
	steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
	inputs: Inputs,
	outputs: Outputs,
	trace: Vec<Recorded>,
}

#[derive(Deserialize)]
struct Inputs {
	activity_cutoff_blocks: u64,
	activity_cutoff_factor_milli: u32,
	alpha_high: u16,
	alpha_low: u16,
	alpha_sigmoid_steepness: i16,
	block: u64,
	block_at_registration: Vec<u64>,
	bonds_moving_average: u64,
	bonds_penalty: u16,
	commit_reveal_enabled: bool,
	emission: u64,
	kappa: u16,
	last_mechanism_step_block: u64,
	liquid_alpha_on: bool,
	max_allowed_validators: u16,
	mechanism_emission_split: Option<Vec<u16>>,
	mechanisms: Vec<MechanismInputs>,
	n: usize,
	owner_uid: Option<u16>,
	stake_threshold: u64,
	tempo: u16,
	total_stake_bits: Vec<Wide<i128>>,
	validator_permit: Vec<bool>,
	yuma3_on: bool,
}

#[derive(Deserialize)]
struct MechanismInputs {
	bonds: Vec<(usize, Row)>,
	commits: Vec<Commit>,
	last_update: Vec<u64>,
	weights: Vec<(usize, Row)>,
}

#[derive(Deserialize)]
struct Commit {
	commit_block: u64,
	expired: bool,
	kind: CommitKind,
	uid: usize,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum CommitKind {
	Hash,
	Timelock,
}

#[derive(Deserialize)]
struct Outputs {
	active: Vec<bool>,
	consensus: Vec<u16>,
	dividends: Vec<u16>,
	emission: Vec<u64>,
	mechanisms: Vec<MechanismOutputs>,
	server_emission: Vec<u64>,
	stake_weight: Vec<u16>,
	validator_emission: Vec<u64>,
	validator_permit: Vec<bool>,
	validator_trust: Vec<u16>,
}

#[derive(Deserialize)]
struct MechanismOutputs {
	incentive: Vec<u16>,
	bonds: Vec<(usize, Row)>,
}

/// Of a trace. Matrices are left out where they are large, or have no meaning in the version of the epoch.
#[derive(Deserialize)]
struct Recorded {
	active_stake: Vec<i64>,
	bonds_delta_norm: Option<Rows<i64>>,
	bonds_prev_masked: Option<Rows<i64>>,
	clipped_weights: Option<Rows<i64>>,
	consensus: Vec<i64>,
	dividends: Vec<i64>,
	ema_bonds: Option<Rows<i64>>,
	ema_bonds_norm: Option<Rows<i64>>,
	incentive: Vec<i64>,
	norm_combined_emission: Vec<i64>,
	norm_server_emission: Vec<i64>,
	norm_validator_emission: Vec<i64>,
	ranks_unnorm: Vec<i64>,
	stake_norm: Vec<i64>,
	validator_trust: Vec<i64>,
	weights_for_bonds: Option<Rows<i64>>,
	weights_masked_norm: Option<Rows<i64>>,
}

fn by_uid(rows: &[(usize, Row)], n: usize) -> Vec<Row> {
	let mut all = vec![Row::new(); n];
	for (uid, row) in rows {
		all[*uid].clone_from(row);
	}
	all
}

/// The first live hash commit, and every live timelocked one. Spec: consensus 4.3 step 6.
fn first_commit(commits: &[Commit], uid: usize) -> Option<u64> {
	let live = |kind| commits.iter().filter(move |commit| commit.uid == uid && commit.kind == kind && !commit.expired);
	live(CommitKind::Hash).take(1).chain(live(CommitKind::Timelock)).map(|commit| commit.commit_block).min()
}

impl Inputs {
	fn epoch(&self, mechanism: &MechanismInputs, emission: u64) -> Epoch {
		let liquid_alpha =
			LiquidAlpha { low: self.alpha_low, high: self.alpha_high, steepness: self.alpha_sigmoid_steepness };
		let commits = || (0..self.n).map(|uid| first_commit(&mechanism.commits, uid)).collect();
		Epoch {
			n: self.n,
			block: self.block,
			tempo: self.tempo,
			activity_cutoff: activity_cutoff(self.activity_cutoff_factor_milli, self.tempo),
			last_mechanism_step_block: self.last_mechanism_step_block,
			owner_uid: self.owner_uid,
			kappa: self.kappa,
			bonds_penalty: self.bonds_penalty,
			bonds_moving_average: self.bonds_moving_average,
			liquid_alpha: self.liquid_alpha_on.then_some(liquid_alpha),
			yuma3: self.yuma3_on,
			max_allowed_validators: self.max_allowed_validators,
			stake_threshold: self.stake_threshold,
			emission,
			total_stake: self.total_stake_bits.iter().map(|bits| I64F64::from_bits(bits.0)).collect(),
			last_update: mechanism.last_update.clone(),
			block_at_registration: self.block_at_registration.clone(),
			validator_permit: self.validator_permit.clone(),
			first_commit_block: self.commit_reveal_enabled.then(commits),
			weights: by_uid(&mechanism.weights, self.n),
			bonds: by_uid(&mechanism.bonds, self.n),
		}
	}
}

impl Outputs {
	fn outcome(&self, n: usize) -> SubnetOutcome {
		SubnetOutcome {
			server_emission: self.server_emission.clone(),
			validator_emission: self.validator_emission.clone(),
			emission: self.emission.clone(),
			stake_weight: self.stake_weight.clone(),
			consensus: self.consensus.clone(),
			dividends: self.dividends.clone(),
			validator_trust: self.validator_trust.clone(),
			active: self.active.clone(),
			validator_permit: self.validator_permit.clone(),
			incentive: self.mechanisms.iter().map(|mechanism| mechanism.incentive.clone()).collect(),
			bonds: self.mechanisms.iter().map(|mechanism| by_uid(&mechanism.bonds, n)).collect(),
		}
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

fn compare_traces(differences: &mut Differences, place: &str, measured: &Recorded, computed: &Trace) {
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
	let sequence: Sequence = file.read().unwrap();
	for (number, Step { inputs, outputs, trace }) in sequence.steps.iter().enumerate() {
		let place = format!("{} step {number}", file.name);
		let cutoff = activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo);
		differences.compare(format_args!("{place} activity cutoff"), &inputs.activity_cutoff_blocks, &cutoff);

		let split = inputs.mechanism_emission_split.as_deref();
		let emissions = split_emission(inputs.emission, inputs.mechanisms.len(), split);
		let mut outcomes = Vec::new();
		differences.compare(format_args!("{place} traces"), &trace.len(), &emissions.len());
		for ((mechanism, emission), recorded) in inputs.mechanisms.iter().zip(emissions).zip(trace) {
			let (outcome, trace) = run(&inputs.epoch(mechanism, emission));
			compare_traces(differences, &format!("{place} mechanism {}", outcomes.len()), recorded, &trace);
			outcomes.push((emission, outcome));
		}
		compare_outcomes(differences, &place, &outputs.outcome(inputs.n), &aggregate(&outcomes));
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

#[derive(Deserialize)]
struct Primitives {
	sets: Sets,
}

#[derive(Deserialize)]
struct Sets {
	alpha_sigmoid: Vec<(i64, i64, i64, u16, u16, i16, i64)>,
	exp_safe: Vec<(i64, i64)>,
	row_max_upscale: Vec<(Vec<u16>, Vec<u16>)>,
	topk_nonzero: Vec<(Vec<i64>, usize, Vec<bool>)>,
	weighted_median: Vec<MedianCase>,
}

#[derive(Deserialize, Debug)]
struct MedianCase {
	columns: usize,
	kappa: u16,
	median: Vec<i64>,
	score: Vec<Vec<(usize, i64)>>,
	stake: Vec<i64>,
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
					scores.set(i, *j, Some(I32F32::from_bits(*score)));
				}
			}
			same(&weighted_median(&fixed(&case.stake), &scores, share(case.kappa)), &fixed(&case.median))
		},
	);
}
