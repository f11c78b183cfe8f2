//! All about a subnet and its neurons.

use super::{compact, dynamic, hyperparameters, neurons::Neurons, prices, subnets};
use crate::{AccountId, Commitments, Runtime, Swap};
use alloc::vec::Vec;
use codec::Compact;
use pallet_protocol::{
	AdjustmentAlpha, AdjustmentInterval, AlphaDividendsPerSubnet, AlphaValues, BlocksSinceLastStep, BondsMovingAverage,
	Burn, CommitRevealWeightsEnabled, Difficulty, ImmunityPeriod, Kappa, LastHotkeyEmissionOnNetuid,
	LastMechansimStepBlock, LiquidAlphaOn, MaxAllowedUids, MaxAllowedValidators, MaxBurn, MaxDifficulty,
	MaxRegistrationsPerBlock, MaxWeightsLimit, MechanismCountCurrent, MinAllowedWeights, MinBurn, MinDifficulty,
	NetworkPowRegistrationAllowed, NetworkRegisteredAt, NetworkRegistrationAllowed, RevealPeriodEpochs, Rho,
	RootAlphaDividendsPerSubnet, ServingRateLimit, SubnetAlphaIn, SubnetAlphaInEmission, SubnetAlphaOut,
	SubnetAlphaOutEmission, SubnetIdentitiesV3, SubnetOwner, SubnetOwnerHotkey, SubnetTAO, SubnetTaoInEmission,
	SubnetVolume, SubnetworkN, TargetRegistrationsPerInterval, Tempo, WeightsSetRateLimit, WeightsVersionKey,
};
use taonet_runtime_api::{
	metagraph::{Metagraph, SelectiveMetagraph},
	subnet_state::SubnetState,
};
use taonet_types::{AlphaBalance, MechId, NetUid, TaoBalance};

/// Writes the two functions that answer with a metagraph out of one list of answers. A field that is not asked for is not
/// read.
macro_rules! answers {
	(|$netuid:ident, $neurons:ident| $($field:ident: $answer:expr,)*) => {
		/// All about a subnet and its neurons, as one mechanism sees them.
		pub fn full($netuid: NetUid, mecid: MechId) -> Option<Metagraph> {
			let $neurons = Neurons::of($netuid, mecid)?;
			Some(Metagraph { netuid: Compact($neurons.index()), $($field: $answer,)* })
		}

		/// The fields whose numbers are in `indexes`; numbers that no field has are ignored.
		pub fn selective($netuid: NetUid, mecid: MechId, indexes: &[u16]) -> Option<SelectiveMetagraph> {
			let $neurons = Neurons::of($netuid, mecid)?;
			// Field 0 is the netuid, and fields are built in the order in which they stand.
			let mut numbers = 1u16..;
			let mut asked = || numbers.next().is_some_and(|number| indexes.contains(&number));
			Some(SelectiveMetagraph {
				netuid: Compact($neurons.index()),
				$($field: asked().then(|| $answer),)*
				validators: asked().then(|| compact($neurons.validators())),
				commitments: asked().then(|| commitments($netuid)),
			})
		}
	};
}

/// What hotkeys have published on the subnet, each with the bytes of it as they are stored: a deposit of 8 bytes, a block of 4, and
/// the fields.
fn commitments(netuid: NetUid) -> Vec<(AccountId, Vec<Compact<u8>>)> {
	Commitments::encoded_commitments(netuid).into_iter().map(|(hotkey, bytes)| (hotkey, compact(bytes))).collect()
}

answers! {
	|netuid, neurons|
	name: subnets::name(netuid),
	symbol: subnets::symbol(netuid),
	identity: SubnetIdentitiesV3::<Runtime>::get(netuid),
	network_registered_at: Compact(NetworkRegisteredAt::<Runtime>::get(netuid)),
	owner_hotkey: SubnetOwnerHotkey::<Runtime>::get(netuid),
	owner_coldkey: SubnetOwner::<Runtime>::get(netuid),
	block: Compact(pallet_protocol::now::<Runtime>()),
	tempo: Compact(Tempo::<Runtime>::get(netuid)),
	last_step: Compact(LastMechansimStepBlock::<Runtime>::get(netuid)),
	blocks_since_last_step: Compact(BlocksSinceLastStep::<Runtime>::get(netuid)),
	subnet_emission: Compact(dynamic::emission(netuid).get()),
	alpha_in: Compact(SubnetAlphaIn::<Runtime>::get(netuid)),
	alpha_out: Compact(SubnetAlphaOut::<Runtime>::get(netuid)),
	tao_in: Compact(SubnetTAO::<Runtime>::get(netuid)),
	alpha_out_emission: Compact(SubnetAlphaOutEmission::<Runtime>::get(netuid)),
	alpha_in_emission: Compact(SubnetAlphaInEmission::<Runtime>::get(netuid)),
	tao_in_emission: Compact(SubnetTaoInEmission::<Runtime>::get(netuid)),
	pending_alpha_emission: Compact(dynamic::pending_alpha(netuid)),
	pending_root_emission: Compact(dynamic::pending_root(netuid)),
	subnet_volume: Compact(SubnetVolume::<Runtime>::get(netuid)),
	moving_price: Swap::moving_price(netuid),
	rho: Compact(Rho::<Runtime>::get(netuid)),
	kappa: Compact(Kappa::<Runtime>::get(netuid)),
	min_allowed_weights: Compact(MinAllowedWeights::<Runtime>::get(netuid)),
	max_weights_limit: Compact(MaxWeightsLimit::<Runtime>::get(netuid)),
	weights_version: Compact(WeightsVersionKey::<Runtime>::get(netuid)),
	weights_rate_limit: Compact(WeightsSetRateLimit::<Runtime>::get(netuid)),
	activity_cutoff: Compact(hyperparameters::activity_cutoff(netuid)),
	max_validators: Compact(MaxAllowedValidators::<Runtime>::get(netuid)),
	num_uids: Compact(SubnetworkN::<Runtime>::get(netuid)),
	max_uids: Compact(MaxAllowedUids::<Runtime>::get(netuid)),
	burn: Compact(Burn::<Runtime>::get(netuid)),
	difficulty: Compact(Difficulty::<Runtime>::get(netuid)),
	registration_allowed: NetworkRegistrationAllowed::<Runtime>::get(netuid),
	pow_registration_allowed: NetworkPowRegistrationAllowed::<Runtime>::get(netuid),
	immunity_period: Compact(ImmunityPeriod::<Runtime>::get(netuid)),
	min_difficulty: Compact(MinDifficulty::<Runtime>::get(netuid)),
	max_difficulty: Compact(MaxDifficulty::<Runtime>::get(netuid)),
	min_burn: Compact(MinBurn::<Runtime>::get(netuid)),
	max_burn: Compact(MaxBurn::<Runtime>::get(netuid)),
	adjustment_alpha: Compact(AdjustmentAlpha::<Runtime>::get(netuid)),
	adjustment_interval: Compact(AdjustmentInterval::<Runtime>::get(netuid)),
	target_regs_per_interval: Compact(TargetRegistrationsPerInterval::<Runtime>::get(netuid)),
	max_regs_per_block: Compact(MaxRegistrationsPerBlock::<Runtime>::get(netuid)),
	serving_rate_limit: Compact(ServingRateLimit::<Runtime>::get(netuid)),
	commit_reveal_weights_enabled: CommitRevealWeightsEnabled::<Runtime>::get(netuid),
	commit_reveal_period: Compact(RevealPeriodEpochs::<Runtime>::get(netuid)),
	liquid_alpha_enabled: LiquidAlphaOn::<Runtime>::get(netuid),
	alpha_high: Compact(AlphaValues::<Runtime>::get(netuid).1),
	alpha_low: Compact(AlphaValues::<Runtime>::get(netuid).0),
	bonds_moving_avg: Compact(BondsMovingAverage::<Runtime>::get(netuid)),
	hotkeys: neurons.hotkeys().to_vec(),
	coldkeys: neurons.coldkeys().to_vec(),
	identities: neurons.identities(),
	axons: neurons.axons(),
	active: neurons.active(),
	validator_permit: neurons.validator_permits(),
	pruning_score: neurons.pruning_scores(),
	last_update: compact(neurons.last_updates()),
	emission: compact(neurons.emission()),
	dividends: compact(neurons.dividends()),
	incentives: compact(neurons.incentives()),
	consensus: compact(neurons.consensus()),
	trust: Vec::new(),
	rank: Vec::new(),
	block_at_registration: compact(neurons.blocks_at_registration()),
	alpha_stake: alpha_stakes(&neurons),
	tao_stake: tao_stakes(&neurons),
	total_stake: total_stakes(&neurons),
	tao_dividends_per_hotkey: tao_dividends(netuid, &neurons),
	alpha_dividends_per_hotkey: neurons.per_hotkey(|hotkey| AlphaDividendsPerSubnet::<Runtime>::get(netuid, hotkey)),
}

/// The metagraphs of all mechanisms of a subnet.
pub fn of_all_mechanisms(netuid: NetUid) -> Vec<Option<Metagraph>> {
	(0..MechanismCountCurrent::<Runtime>::get(netuid).get()).map(|mecid| full(netuid, MechId::new(mecid))).collect()
}

/// The neurons of a subnet with the history of what they earned.
pub fn state(netuid: NetUid) -> Option<SubnetState> {
	let neurons = Neurons::of(netuid, MechId::MAIN)?;
	let earned =
		|earned_on| compact(neurons.each(|hotkey| LastHotkeyEmissionOnNetuid::<Runtime>::get(hotkey, earned_on)));
	Some(SubnetState {
		netuid: Compact(netuid),
		hotkeys: neurons.hotkeys().to_vec(),
		coldkeys: neurons.coldkeys().to_vec(),
		active: neurons.active(),
		validator_permit: neurons.validator_permits(),
		pruning_score: neurons.pruning_scores(),
		last_update: compact(neurons.last_updates()),
		emission: compact(neurons.emission()),
		dividends: compact(neurons.dividends()),
		incentives: compact(neurons.incentives()),
		consensus: compact(neurons.consensus()),
		trust: Vec::new(),
		rank: Vec::new(),
		block_at_registration: compact(neurons.blocks_at_registration()),
		alpha_stake: alpha_stakes(&neurons),
		tao_stake: tao_stakes(&neurons),
		total_stake: total_stakes(&neurons),
		emission_history: subnets::all(earned),
	})
}

fn alpha_stakes(neurons: &Neurons) -> Vec<Compact<AlphaBalance>> {
	compact(neurons.stakes().iter().map(|stake| stake.inherited.alpha))
}

fn tao_stakes(neurons: &Neurons) -> Vec<Compact<TaoBalance>> {
	compact(neurons.stakes().iter().map(|stake| stake.inherited.root))
}

/// The wire counts what a stake weighs in RAO.
fn total_stakes(neurons: &Neurons) -> Vec<Compact<TaoBalance>> {
	compact(neurons.stakes().iter().map(|stake| TaoBalance::new(stake.total)))
}

/// What the alpha is worth that stakers on root got through each hotkey in the last epoch.
fn tao_dividends(netuid: NetUid, neurons: &Neurons) -> Vec<(AccountId, Compact<TaoBalance>)> {
	let price = Swap::price(netuid);
	neurons.per_hotkey(|hotkey| prices::worth(RootAlphaDividendsPerSubnet::<Runtime>::get(netuid, hotkey), price))
}
