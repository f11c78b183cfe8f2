//! Recorded epochs, run on a subnet in storage: what they find, what they store, and who would have to leave then.
//!
//! The stakes, weights and settings of every step are written; bonds and permits are what the step before has stored.

use crate::reference::{account, Epochs, Reference, Subnets, System};
use frame_support::storage::with_transaction;
use pallet_protocol::*;
use sp_core::H256;
use sp_runtime::{AccountId32, DispatchError, TransactionOutcome};
use std::collections::BTreeMap;
use taonet_golden::{
	yuma::{self, Commit, CommitKind, Inputs, MechanismInputs, Rows, Step},
	Differences, VectorFile,
};
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

const SUBNET: NetUid = NetUid::new(1);

/// Runs the epochs one after the other.
pub fn epochs(file: &VectorFile) -> Result<(), String> {
	let sequence: yuma::Epochs = file.read()?;
	let mut differences = Differences::default();
	let run = || -> Result<(), String> {
		for (number, step) in sequence.steps.iter().enumerate() {
			if number == 0 {
				register(&step.inputs).map_err(|error| format!("no neuron can be registered: {error:?}"))?;
				write_what_epochs_keep(&step.inputs)?;
			}
			write(&step.inputs)?;
			run(number, step, &mut differences)?;
		}
		Ok(())
	};
	sp_io::TestExternalities::new_empty().execute_with(run)?;
	differences.result()
}

/// The hotkey of a neuron. Their order is that of the uids.
fn hotkey(uid: usize) -> AccountId32 {
	let mut bytes = [1; 32];
	let (first, _) = bytes.split_at_mut(8);
	first.copy_from_slice(&uid.to_be_bytes());
	bytes.into()
}

fn index(mecid: u8) -> Result<NetUidStorageIndex, String> {
	NetUidStorageIndex::of(SUBNET, MechId::new(mecid)).ok_or_else(|| format!("there is no mechanism {mecid}"))
}

/// A subnet with so many neurons and mechanisms.
fn register(inputs: &Inputs) -> Result<(), DispatchError> {
	NetworksAdded::<Reference>::insert(SUBNET, true);
	NetworksAdded::<Reference>::insert(NetUid::ROOT, true);
	let mechanisms = u8::try_from(inputs.mechanisms.len()).unwrap_or(u8::MAX);
	MechanismCountCurrent::<Reference>::insert(SUBNET, MechId::new(mechanisms));
	let slots = u16::try_from(inputs.n).unwrap_or(u16::MAX);
	MaxAllowedUids::<Reference>::insert(SUBNET, slots);
	(0..inputs.n).try_for_each(|uid| Subnets::append_neuron(SUBNET, &hotkey(uid)).map(drop))
}

/// What an epoch reads and stores.
fn write_what_epochs_keep(inputs: &Inputs) -> Result<(), String> {
	ValidatorPermit::<Reference>::insert(SUBNET, &inputs.validator_permit);
	for mechanism in &inputs.mechanisms {
		for (uid, row) in without_empty(&mechanism.bonds) {
			Bonds::<Reference>::insert(index(mechanism.mecid)?, uid, row);
		}
	}
	Ok(())
}

fn write(inputs: &Inputs) -> Result<(), String> {
	System::set_block_number(inputs.block);
	System::reset_events();
	write_settings(inputs);
	write_schedule(inputs);
	Epochs::forget_commits(SUBNET, u32::MAX);
	for (uid, (alpha, root)) in inputs.alpha_stake.iter().zip(&inputs.root_stake).enumerate() {
		TotalHotkeyAlpha::<Reference>::insert(hotkey(uid), SUBNET, AlphaBalance::new(*alpha));
		TotalHotkeyAlpha::<Reference>::insert(hotkey(uid), NetUid::ROOT, AlphaBalance::new(*root));
	}
	for (uid, block) in (0..).zip(&inputs.block_at_registration) {
		BlockAtRegistration::<Reference>::insert(SUBNET, uid, block);
	}
	inputs.mechanisms.iter().try_for_each(write_mechanism)
}

fn write_settings(inputs: &Inputs) {
	let owner_hotkey = inputs.owner_uid.map_or_else(|| account(0), |uid| hotkey(uid.into()));
	SubnetOwnerHotkey::<Reference>::insert(SUBNET, owner_hotkey);
	Kappa::<Reference>::insert(SUBNET, inputs.kappa);
	BondsPenalty::<Reference>::insert(SUBNET, inputs.bonds_penalty);
	BondsMovingAverage::<Reference>::insert(SUBNET, inputs.bonds_moving_average);
	AlphaValues::<Reference>::insert(SUBNET, (inputs.alpha_low, inputs.alpha_high));
	AlphaSigmoidSteepness::<Reference>::insert(SUBNET, inputs.alpha_sigmoid_steepness);
	LiquidAlphaOn::<Reference>::insert(SUBNET, inputs.liquid_alpha_on);
	Yuma3On::<Reference>::insert(SUBNET, inputs.yuma3_on);
	MaxAllowedValidators::<Reference>::insert(SUBNET, inputs.max_allowed_validators);
	ImmunityPeriod::<Reference>::insert(SUBNET, inputs.immunity_period);
	MinNonImmuneUids::<Reference>::insert(SUBNET, inputs.min_non_immune_uids);
	MechanismEmissionSplit::<Reference>::set(SUBNET, inputs.mechanism_emission_split.clone());
	CommitRevealWeightsEnabled::<Reference>::insert(SUBNET, inputs.commit_reveal_enabled);
	RevealPeriodEpochs::<Reference>::insert(SUBNET, inputs.reveal_period);
	StakeThreshold::<Reference>::put(inputs.stake_threshold);
	TaoWeight::<Reference>::put(inputs.tao_weight);
}

/// As it is when the epoch's turn has come: its period has begun.
fn write_schedule(inputs: &Inputs) {
	Tempo::<Reference>::insert(SUBNET, inputs.tempo);
	ActivityCutoffFactorMilli::<Reference>::insert(SUBNET, inputs.activity_cutoff_factor_milli);
	LastMechansimStepBlock::<Reference>::insert(SUBNET, inputs.last_mechanism_step_block);
	LastEpochBlock::<Reference>::insert(SUBNET, inputs.block);
	SubnetEpochIndex::<Reference>::insert(SUBNET, inputs.current_epoch_with_lookahead);
}

fn write_mechanism(mechanism: &MechanismInputs) -> Result<(), String> {
	let index = index(mechanism.mecid)?;
	LastUpdate::<Reference>::insert(index, &mechanism.last_update);
	let _ = Weights::<Reference>::clear_prefix(index, u32::MAX, None);
	for (uid, row) in &mechanism.weights {
		Weights::<Reference>::insert(index, uid, row);
	}
	mechanism.commits.iter().for_each(|commit| write_commit(index, commit));
	Ok(())
}

/// Adds a commitment to those of its hotkey. What was committed does not matter, since nothing is revealed.
fn write_commit(index: NetUidStorageIndex, commit: &Commit) {
	let hotkey = hotkey(commit.uid.into());
	let (epoch, block) = (commit.commit_epoch, commit.commit_block);
	match commit.kind {
		CommitKind::Hash => WeightCommits::<Reference>::mutate(index, hotkey, |commits| {
			commits.get_or_insert_default().push((H256::zero(), epoch, block, 0));
		}),
		CommitKind::Timelock => {
			let reveal_round = u64::MAX;
			let ciphertext = types::WeightCiphertext::default();
			Epochs::enqueue(index, epoch, (hotkey, block, ciphertext, reveal_round));
		},
	}
}

fn run(number: usize, step: &Step, differences: &mut Differences) -> Result<(), String> {
	let hotkeys = Epochs::hotkeys(SUBNET).ok_or("a hotkey has two slots")?;
	let report = Epochs::run_epoch(SUBNET, hotkeys, AlphaBalance::new(step.inputs.emission));
	let found: BTreeMap<_, _> = report.results.into_iter().collect();
	let uids = 0..step.inputs.n;
	let of = |uid| found.get(&hotkey(uid)).copied().unwrap_or_default();
	let incentives: Vec<_> = uids.clone().map(|uid| of(uid).incentive.get()).collect();
	let dividends: Vec<_> = uids.map(|uid| of(uid).dividend.get()).collect();

	let mut compare = Named { number, differences };
	let outputs = &step.outputs;
	compare.that("server_emission", &outputs.server_emission, &incentives);
	compare.that("validator_emission", &outputs.validator_emission, &dividends);
	compare.that("active", &outputs.active, &Active::<Reference>::get(SUBNET));
	compare.that("validator_permit", &outputs.validator_permit, &ValidatorPermit::<Reference>::get(SUBNET));
	let emission: Vec<_> = Emission::<Reference>::get(SUBNET).into_iter().map(AlphaBalance::get).collect();
	compare.that("emission", &outputs.emission, &emission);
	compare.that("consensus", &outputs.consensus, &Consensus::<Reference>::get(SUBNET));
	compare.that("dividends", &outputs.dividends, &Dividends::<Reference>::get(SUBNET));
	compare.that("validator_trust", &outputs.validator_trust, &ValidatorTrust::<Reference>::get(SUBNET));
	compare.that("stake_weight", &outputs.stake_weight, &StakeWeight::<Reference>::get(SUBNET));
	for (mecid, mechanism) in (0..).zip(&outputs.mechanisms) {
		let index = index(mecid)?;
		let incentive = Incentive::<Reference>::get(index);
		compare.that(&format!("incentive of mechanism {mecid}"), &mechanism.incentive, &incentive);
		let bonds: BTreeMap<_, _> = Bonds::<Reference>::iter_prefix(index).collect();
		let bonds: Rows<u16> = bonds.into_iter().collect();
		compare.that(&format!("bonds of mechanism {mecid}"), &without_empty(&mechanism.bonds), &bonds);
	}
	compare.that("neuron_to_prune", &outputs.neuron_to_prune, &neuron_to_prune());
	Ok(())
}

/// Whose slot the next neuron takes, since all are taken.
fn neuron_to_prune() -> Option<u16> {
	let newcomer = account(u64::MAX);
	let registered = with_transaction(|| {
		let seated = Subnets::seat_without_payment(SUBNET, &newcomer);
		TransactionOutcome::Rollback(seated.map(|()| Uids::<Reference>::get(SUBNET, &newcomer)))
	});
	registered.ok().flatten()
}

/// Rows without entries are not stored on this chain.
fn without_empty(rows: &Rows<u16>) -> Rows<u16> {
	rows.iter().filter(|(_, row)| !row.is_empty()).cloned().collect()
}

/// Comparisons that say which step they belong to.
struct Named<'a> {
	number: usize,
	differences: &'a mut Differences,
}

impl Named<'_> {
	fn that<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, measured: &T, computed: &T) {
		self.differences.compare(format!("step {}, {what}", self.number), measured, computed);
	}
}
