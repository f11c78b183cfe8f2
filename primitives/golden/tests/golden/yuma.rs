//! The epoch: `yuma/`.

use serde::Deserialize;
use taonet_golden::{Differences, VectorFile, Wide};
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

type Rows = Vec<(u16, Vec<(u16, u16)>)>;

#[derive(Deserialize)]
struct Document {
	steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
	inputs: Inputs,
	outputs: Outputs,
}

#[derive(Deserialize)]
struct Inputs {
	n: usize,
	block: u64,
	tempo: u16,
	activity_cutoff_factor_milli: u32,
	activity_cutoff_blocks: u64,
	last_mechanism_step_block: u64,
	owner_uid: Option<u16>,
	kappa: u16,
	bonds_penalty: u16,
	alpha_low: u16,
	alpha_high: u16,
	bonds_moving_average: u64,
	alpha_sigmoid_steepness: i16,
	liquid_alpha_on: bool,
	yuma3_on: bool,
	max_allowed_validators: u16,
	stake_threshold: u64,
	tao_weight: u64,
	alpha_stake: Vec<u64>,
	root_stake: Vec<u64>,
	total_stake_bits: Vec<Wide<i128>>,
	block_at_registration: Vec<u64>,
	validator_permit: Vec<bool>,
	commit_reveal_enabled: bool,
	mechanism_emission_split: Option<Vec<u16>>,
	emission: u64,
	mechanisms: Vec<MechanismInputs>,
}

#[derive(Deserialize)]
struct MechanismInputs {
	mecid: u8,
	last_update: Vec<u64>,
	weights: Rows,
	bonds: Rows,
	commits: Vec<Commit>,
}

#[derive(Deserialize)]
struct Commit {
	kind: CommitKind,
	uid: u16,
	commit_block: u64,
	expired: bool,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum CommitKind {
	Hash,
	Timelock,
}

#[derive(Deserialize)]
struct Outputs {
	server_emission: Vec<u64>,
	validator_emission: Vec<u64>,
	active: Vec<bool>,
	validator_permit: Vec<bool>,
	emission: Vec<u64>,
	consensus: Vec<u16>,
	dividends: Vec<u16>,
	validator_trust: Vec<u16>,
	stake_weight: Vec<u16>,
	mechanisms: Vec<MechanismOutputs>,
}

#[derive(Deserialize)]
struct MechanismOutputs {
	incentive: Vec<u16>,
	bonds: Rows,
}

impl Inputs {
	fn parameters(&self, emission: AlphaBalance) -> EpochParameters {
		let liquid_alpha = self.liquid_alpha_on.then_some(LiquidAlpha {
			low: self.alpha_low,
			high: self.alpha_high,
			steepness: self.alpha_sigmoid_steepness,
		});
		EpochParameters {
			block: self.block,
			tempo: self.tempo,
			activity_cutoff: activity_cutoff(self.activity_cutoff_factor_milli, self.tempo),
			last_mechanism_step_block: self.last_mechanism_step_block,
			owner_uid: self.owner_uid,
			kappa: self.kappa,
			bonds_penalty: self.bonds_penalty,
			bonds_moving_average: self.bonds_moving_average,
			bond_rule: if self.yuma3_on { BondRule::Yuma3 { liquid_alpha } } else { BondRule::Yuma2 },
			max_allowed_validators: self.max_allowed_validators,
			stake_threshold: self.stake_threshold,
			emission,
		}
	}

	fn total_stake(&self) -> Vec<I64F64> {
		self.total_stake_bits.iter().map(|bits| I64F64::from_bits(bits.0)).collect()
	}

	/// The same, from alpha and root stake.
	fn weighed_stake(&self) -> Vec<I64F64> {
		let weigh = |(&alpha, &root)| {
			let stake = HotkeyStake { alpha: AlphaBalance::new(alpha), root: TaoBalance::new(root) };
			stake_weight(stake, tao_weight(self.tao_weight))
		};
		self.alpha_stake.iter().zip(&self.root_stake).map(weigh).collect()
	}

	fn neurons(&self, mechanism: &MechanismInputs) -> Vec<Neuron> {
		(0..self.n)
			.map(|uid| Neuron {
				total_stake: I64F64::from_bits(self.total_stake_bits[uid].0),
				last_update: mechanism.last_update[uid],
				block_at_registration: self.block_at_registration[uid],
				validator_permit: self.validator_permit[uid],
				earliest_commit: mechanism.earliest_commit(uid).filter(|_| self.commit_reveal_enabled),
			})
			.collect()
	}
}

impl MechanismInputs {
	/// Of the queue of hash commits only the first that is alive counts, of the timelocked ones every one.
	fn earliest_commit(&self, uid: usize) -> Option<u64> {
		let alive = |kind| {
			self.commits
				.iter()
				.filter(move |commit| usize::from(commit.uid) == uid && !commit.expired && commit.kind == kind)
		};
		let hash = alive(CommitKind::Hash).next();
		hash.into_iter().chain(alive(CommitKind::Timelock)).map(|commit| commit.commit_block).min()
	}
}

fn rows(rows: &Rows, neurons: usize) -> Vec<SparseRow> {
	let mut rows: Vec<_> =
		rows.iter().map(|(uid, entries)| SparseRow { uid: *uid, entries: entries.clone() }).collect();
	for row in &mut rows {
		row.retain_columns_below(neurons);
	}
	rows
}

/// Every row, also the empty ones, as they are stored.
fn stored_rows(bonds: &[SparseRow], neurons: usize) -> Rows {
	let mut rows: Rows = (0..neurons).map(|uid| (u16::try_from(uid).unwrap(), Vec::new())).collect();
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
			parameters: &inputs.parameters(part),
			neurons: &inputs.neurons(mechanism),
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
	let document: Document = file.read()?;
	let mut differences = Differences::default();
	for (number, step) in document.steps.iter().enumerate() {
		let inputs = &step.inputs;
		let cutoff = activity_cutoff(inputs.activity_cutoff_factor_milli, inputs.tempo);
		differences.compare(format!("step {number}, activity cutoff"), &inputs.activity_cutoff_blocks, &cutoff);
		differences.compare(format!("step {number}, total stake"), &inputs.total_stake(), &inputs.weighed_stake());
		let outcomes = run_mechanisms(inputs)?;
		for (mecid, ((_, computed), measured)) in outcomes.iter().zip(&step.outputs.mechanisms).enumerate() {
			let place = |what: &str| format!("step {number}, mechanism {mecid}, {what}");
			differences.compare(place("incentive"), &measured.incentive, &computed.incentive);
			differences.compare(place("bonds"), &measured.bonds, &stored_rows(&computed.bonds, inputs.n));
		}
		differences.compare(format!("step {number}, mechanisms"), &step.outputs.mechanisms.len(), &outcomes.len());
		compare_subnet(&mut differences, number, &step.outputs, &aggregate(&outcomes));
	}
	differences.result()
}

/// `exp_safe`: x, e^x.
type Exponential = (i64, i64);
/// `alpha_sigmoid`: consensus, weight, bond, low, high, steepness, alpha.
type AlphaSigmoid = (i64, i64, i64, u16, u16, i16, i64);
/// `topk_nonzero`: values, how many, which.
type Largest = (Vec<i64>, usize, Vec<bool>);

#[derive(Deserialize)]
struct Primitives {
	sets: Sets,
}

#[derive(Deserialize)]
struct Sets {
	exp_safe: Vec<Exponential>,
	alpha_sigmoid: Vec<AlphaSigmoid>,
	row_max_upscale: Vec<(Vec<u16>, Vec<u16>)>,
	weighted_median: Vec<Median>,
	topk_nonzero: Vec<Largest>,
}

#[derive(Deserialize)]
struct Median {
	stake: Vec<i64>,
	score: Vec<Vec<(u16, i64)>>,
	columns: usize,
	kappa: u16,
	median: Vec<i64>,
}

/// Single functions under the epoch.
pub fn primitives(file: &VectorFile) -> Result<(), String> {
	let Primitives { sets } = file.read()?;
	let mut differences = Differences::default();
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
