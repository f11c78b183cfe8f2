//! The settings of a subnet.

use super::subnets;
use crate::Runtime;
use alloc::{vec, vec::Vec};
use codec::Compact;
use pallet_protocol::{
	ActivityCutoffFactorMilli, AdjustmentAlpha, AdjustmentInterval, AlphaSigmoidSteepness, AlphaValues,
	BondsMovingAverage, BondsResetOn, BurnHalfLife, BurnIncreaseMult, CommitRevealWeightsEnabled, Difficulty,
	ImmunityPeriod, Kappa, LiquidAlphaOn, MaxAllowedValidators, MaxBurn, MaxDifficulty, MaxRegistrationsPerBlock,
	MaxWeightsLimit, MinAllowedWeights, MinBurn, MinChildkeyTake, MinChildkeyTakePerSubnet, MinDifficulty,
	NetworkRegistrationAllowed, OwnerCutAutoLockEnabled, OwnerCutEnabled, RevealPeriodEpochs, Rho, ServingRateLimit,
	SubtokenEnabled, TargetRegistrationsPerInterval, Tempo, TransferToggle, WeightsSetRateLimit, WeightsVersionKey,
	Yuma3On,
};
use taonet_runtime_api::hyperparameters::{HyperparamEntry, HyperparamValue, SubnetHyperparamsV2};
use taonet_types::{fixed::I32F32, NetUid};
use HyperparamValue::{Bool, TaoBalance, I32F32 as Fraction, U16, U32, U64, U64F64};

/// Blocks after which a validator that set no weights stops counting. Spec: consensus 4.3 step 1.
pub fn activity_cutoff(netuid: NetUid) -> u64 {
	taonet_yuma::activity_cutoff(ActivityCutoffFactorMilli::<Runtime>::get(netuid), Tempo::<Runtime>::get(netuid))
}

/// The settings, version 2 of the list.
pub fn settings(netuid: NetUid) -> Option<SubnetHyperparamsV2> {
	subnets::live(netuid)?;
	let (alpha_low, alpha_high) = AlphaValues::<Runtime>::get(netuid);
	Some(SubnetHyperparamsV2 {
		rho: Compact(Rho::<Runtime>::get(netuid)),
		kappa: Compact(Kappa::<Runtime>::get(netuid)),
		immunity_period: Compact(ImmunityPeriod::<Runtime>::get(netuid)),
		min_allowed_weights: Compact(MinAllowedWeights::<Runtime>::get(netuid)),
		max_weights_limit: Compact(MaxWeightsLimit::<Runtime>::get(netuid)),
		tempo: Compact(Tempo::<Runtime>::get(netuid)),
		min_difficulty: Compact(MinDifficulty::<Runtime>::get(netuid)),
		max_difficulty: Compact(MaxDifficulty::<Runtime>::get(netuid)),
		weights_version: Compact(WeightsVersionKey::<Runtime>::get(netuid)),
		weights_rate_limit: Compact(WeightsSetRateLimit::<Runtime>::get(netuid)),
		adjustment_interval: Compact(AdjustmentInterval::<Runtime>::get(netuid)),
		activity_cutoff: Compact(activity_cutoff(netuid)),
		registration_allowed: NetworkRegistrationAllowed::<Runtime>::get(netuid),
		target_regs_per_interval: Compact(TargetRegistrationsPerInterval::<Runtime>::get(netuid)),
		min_burn: Compact(MinBurn::<Runtime>::get(netuid)),
		max_burn: Compact(MaxBurn::<Runtime>::get(netuid)),
		bonds_moving_avg: Compact(BondsMovingAverage::<Runtime>::get(netuid)),
		max_regs_per_block: Compact(MaxRegistrationsPerBlock::<Runtime>::get(netuid)),
		serving_rate_limit: Compact(ServingRateLimit::<Runtime>::get(netuid)),
		max_validators: Compact(MaxAllowedValidators::<Runtime>::get(netuid)),
		adjustment_alpha: Compact(AdjustmentAlpha::<Runtime>::get(netuid)),
		difficulty: Compact(Difficulty::<Runtime>::get(netuid)),
		commit_reveal_period: Compact(RevealPeriodEpochs::<Runtime>::get(netuid)),
		commit_reveal_weights_enabled: CommitRevealWeightsEnabled::<Runtime>::get(netuid),
		alpha_high: Compact(alpha_high),
		alpha_low: Compact(alpha_low),
		liquid_alpha_enabled: LiquidAlphaOn::<Runtime>::get(netuid),
		alpha_sigmoid_steepness: I32F32::from_num(AlphaSigmoidSteepness::<Runtime>::get(netuid)),
		yuma_version: Compact(if Yuma3On::<Runtime>::get(netuid) { 3 } else { 2 }),
		subnet_is_active: SubtokenEnabled::<Runtime>::get(netuid),
		transfers_enabled: TransferToggle::<Runtime>::get(netuid),
		bonds_reset_enabled: BondsResetOn::<Runtime>::get(netuid),
		user_liquidity_enabled: false,
	})
}

/// The settings, version 3 of the list. Spec: subnets 4.
pub fn list(netuid: NetUid) -> Option<Vec<HyperparamEntry>> {
	let settings = settings(netuid)?;
	// What holds is the stricter one of the chain's and the subnet's own.
	let min_childkey_take = MinChildkeyTakePerSubnet::<Runtime>::get(netuid).max(MinChildkeyTake::<Runtime>::get());
	Some(vec![
		entry("kappa", U16(settings.kappa)),
		entry("immunity_period", U16(settings.immunity_period)),
		entry("min_allowed_weights", U16(settings.min_allowed_weights)),
		entry("max_weights_limit", U16(settings.max_weights_limit)),
		entry("tempo", U16(settings.tempo)),
		entry("weights_version", U64(settings.weights_version)),
		entry("weights_rate_limit", U64(settings.weights_rate_limit)),
		entry("activity_cutoff", U64(settings.activity_cutoff)),
		entry("activity_cutoff_factor", U32(Compact(ActivityCutoffFactorMilli::<Runtime>::get(netuid)))),
		entry("registration_allowed", Bool(settings.registration_allowed)),
		entry("target_regs_per_interval", U16(settings.target_regs_per_interval)),
		entry("min_burn", TaoBalance(settings.min_burn)),
		entry("max_burn", TaoBalance(settings.max_burn)),
		entry("burn_half_life", U16(Compact(BurnHalfLife::<Runtime>::get(netuid)))),
		entry("burn_increase_mult", U64F64(BurnIncreaseMult::<Runtime>::get(netuid))),
		entry("bonds_moving_avg", U64(settings.bonds_moving_avg)),
		entry("max_regs_per_block", U16(settings.max_regs_per_block)),
		entry("serving_rate_limit", U64(settings.serving_rate_limit)),
		entry("max_validators", U16(settings.max_validators)),
		entry("commit_reveal_period", U64(settings.commit_reveal_period)),
		entry("commit_reveal_weights_enabled", Bool(settings.commit_reveal_weights_enabled)),
		entry("alpha_high", U16(settings.alpha_high)),
		entry("alpha_low", U16(settings.alpha_low)),
		entry("liquid_alpha_enabled", Bool(settings.liquid_alpha_enabled)),
		entry("alpha_sigmoid_steepness", Fraction(settings.alpha_sigmoid_steepness)),
		entry("yuma_version", U16(settings.yuma_version)),
		entry("subnet_is_active", Bool(settings.subnet_is_active)),
		entry("transfers_enabled", Bool(settings.transfers_enabled)),
		entry("bonds_reset_enabled", Bool(settings.bonds_reset_enabled)),
		entry("user_liquidity_enabled", Bool(settings.user_liquidity_enabled)),
		entry("owner_cut_enabled", Bool(OwnerCutEnabled::<Runtime>::get(netuid))),
		entry("owner_cut_auto_lock_enabled", Bool(OwnerCutAutoLockEnabled::<Runtime>::get(netuid))),
		entry("min_childkey_take", U16(Compact(min_childkey_take))),
	])
}

fn entry(name: &str, value: HyperparamValue) -> HyperparamEntry {
	HyperparamEntry { name: name.as_bytes().to_vec(), value }
}
