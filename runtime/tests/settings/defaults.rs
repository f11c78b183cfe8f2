//! What holds before anybody has set anything. Spec: subnets 4, consensus 2, economics 18.

use crate::{
	chain::Chain,
	scene::{FAST, MISSING, SLOW},
	wire::Item,
};
use codec::Encode;
use pallet_protocol::Tempo;
use taonet_runtime::Runtime;

const TAO: u64 = 1_000_000_000;

#[test]
fn values_of_the_chain_are_those_of_the_spec() {
	let defaults = vec![
		("AdminFreezeWindow", 10u16.encode()),
		("ColdkeySwapAnnouncementDelay", 36_000u32.encode()),
		("ColdkeySwapReannouncementDelay", 7_200u32.encode()),
		("CommitRevealWeightsVersion", 4u16.encode()),
		("DissolveNetworkScheduleDuration", 36_000u32.encode()),
		("MaxDelegateTake", 11_796u16.encode()),
		("MaxMechanismCount", 2u8.encode()),
		("MinActivityCutoff", 360u16.encode()),
		("MinDelegateTake", 0u16.encode()),
		("NetworkImmunityPeriod", 1_296_000u64.encode()),
		("NetworkLockReductionInterval", 100_800u64.encode()),
		("NetworkMinLockCost", (1_000 * TAO).encode()),
		("NominatorMinRequiredStake", 0u64.encode()),
		("OwnerHyperparamRateLimit", 2u16.encode()),
		("StakeThreshold", 0u64.encode()),
		("StartCallDelay", 0u64.encode()),
		("SubnetLimit", 128u16.encode()),
		("SubnetMovingAlpha", 12_885i128.encode()),
		("TxDelegateTakeRateLimit", 216_000u64.encode()),
		("TxRateLimit", 1_000u64.encode()),
		("WeightsVersionKeyRateLimit", 5u64.encode()),
	];
	Chain::from_preset(SLOW.preset).look(|| {
		for (item, value) in defaults {
			assert_eq!(Item::of(item).value(&[]), Some(value), "{item}");
		}
	});
}

/// Where nothing was stored for a subnet.
#[test]
fn values_of_a_subnet_are_those_of_the_spec() {
	let defaults = vec![
		("ActivityCutoff", 5_000u16.encode()),
		("ActivityCutoffFactorMilli", 13_889u32.encode()),
		("AdjustmentAlpha", 0u64.encode()),
		("AdjustmentInterval", 100u16.encode()),
		("AlphaSigmoidSteepness", 1_000i16.encode()),
		("AlphaValues", (45_875u16, 58_982u16).encode()),
		("BondsMovingAverage", 900_000u64.encode()),
		("BondsPenalty", 65_535u16.encode()),
		("BondsResetOn", false.encode()),
		("Burn", (TAO / 10).encode()),
		("BurnHalfLife", 360u16.encode()),
		("BurnIncreaseMult", 0x1428f5c28f5c29000u128.encode()),
		("CommitRevealWeightsEnabled", true.encode()),
		("Difficulty", 10_000_000u64.encode()),
		("EMAPriceHalvingBlocks", 201_600u64.encode()),
		("ImmuneOwnerUidsLimit", 1u16.encode()),
		("ImmunityPeriod", 4_096u16.encode()),
		("Kappa", 32_767u16.encode()),
		("LiquidAlphaOn", false.encode()),
		("MaxAllowedUids", 256u16.encode()),
		("MaxAllowedValidators", 128u16.encode()),
		("MaxBurn", (100 * TAO).encode()),
		("MaxDifficulty", (u64::MAX / 4).encode()),
		("MaxRegistrationsPerBlock", 1u16.encode()),
		("MaxWeightsLimit", 65_535u16.encode()),
		("MechanismCountCurrent", 1u8.encode()),
		("MinAllowedUids", 64u16.encode()),
		("MinAllowedWeights", 1_024u16.encode()),
		("MinBurn", 500_000u64.encode()),
		("MinChildkeyTakePerSubnet", 0u16.encode()),
		("MinDifficulty", 10_000_000u64.encode()),
		("MinNonImmuneUids", 10u16.encode()),
		("NetworkPowRegistrationAllowed", true.encode()),
		("NetworkRegistrationAllowed", true.encode()),
		("OwnerCutAutoLockEnabled", false.encode()),
		("OwnerCutEnabled", true.encode()),
		("RecycleOrBurn", 0u8.encode()),
		("RevealPeriodEpochs", 1u64.encode()),
		("Rho", 10u16.encode()),
		("ServingRateLimit", 50u64.encode()),
		("SubnetEmissionEnabled", true.encode()),
		("SubtokenEnabled", false.encode()),
		("TargetRegistrationsPerInterval", 2u16.encode()),
		("Tempo", 360u16.encode()),
		("TransferToggle", true.encode()),
		("WeightsSetRateLimit", 100u64.encode()),
		("WeightsVersionKey", 0u64.encode()),
		("Yuma3On", false.encode()),
	];
	Chain::from_preset(SLOW.preset).look(|| {
		for (item, value) in defaults {
			assert_eq!(Item::of(item).value(&[MISSING.encode()]), Some(value), "{item}");
		}
	});
}

/// What the chain computes with; the metadata shows it to clients as the default.
#[test]
fn tempo_is_short_on_a_fast_chain() {
	Chain::from_preset(FAST.preset).look(|| assert_eq!(Tempo::<Runtime>::get(MISSING), 10));
}
