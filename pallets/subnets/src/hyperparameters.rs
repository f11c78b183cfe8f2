//! The values that owners and root set. Spec: subnets 2.3 and 4.
//!
//! A `store_*` function writes one of them and tells so, where the protocol has an event for it. It checks nothing: who
//! may set what, when and within which bounds is the business of the calls.

use crate::{Config, Pallet, Protocol, ProtocolEvent, RateLimit};
use frame_support::{dispatch::DispatchResult, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_protocol::{types::RecycleOrBurnEnum, *};
use taonet_types::{fixed::U64F64, NetUid, TaoBalance, RAO_PER_TAO};

/// Emits an event about a value of one subnet.
macro_rules! tell {
	($netuid:ident, $value:ident, $event:ident) => {
		Protocol::<T>::deposit_event(ProtocolEvent::$event($netuid, $value))
	};
	($netuid:ident, $value:ident, $event:ident $field:ident) => {
		Protocol::<T>::deposit_event(ProtocolEvent::$event { netuid: $netuid, $field: $value })
	};
}

/// What a check says of a value of a subnet that is gone.
#[cfg(feature = "try-runtime")]
macro_rules! left_over {
	($item:ident) => {
		concat!(stringify!($item), " is left of a subnet that is gone")
	};
}

/// Functions that store a value of one subnet: `function: Item(type) => Event;`, or `=> Event { field };`, or no event.
macro_rules! values_of_a_subnet {
	($($store:ident: $item:ident($value:ty) $(=> $event:ident $({ $field:ident })?)?;)*) => {
		impl<T: Config> Pallet<T> {$(
			#[doc = concat!("Sets [`", stringify!($item), "`](pallet_protocol::", stringify!($item), ") of a subnet.")]
			pub fn $store(netuid: NetUid, value: $value) {
				$item::<T>::insert(netuid, &value);
				$(tell!(netuid, value, $event $($field)?);)?
			}
		)*}
	};
}

/// The same, with a function that removes all of them, and a check that nothing is left over. `without` are the items
/// that have no function to store them.
macro_rules! hyperparameters {
	(without { $($other:ident,)* } $($store:ident: $item:ident($value:ty) $(=> $event:ident $({ $field:ident })?)?;)*) => {
		values_of_a_subnet! { $($store: $item($value) $(=> $event $({ $field })?)?;)* }

		impl<T: Config> Pallet<T> {
			/// Forgets the hyperparameters of a dissolved subnet.
			pub(crate) fn clear_hyperparameters(netuid: NetUid) {
				$($item::<T>::remove(netuid);)*
				$($other::<T>::remove(netuid);)*
			}

			#[cfg(feature = "try-runtime")]
			pub(crate) fn hyperparameters_belong_to_subnets(
				known: impl Fn(NetUid) -> bool,
			) -> Result<(), sp_runtime::TryRuntimeError> {
				$(frame_support::ensure!($item::<T>::iter_keys().all(&known), left_over!($item));)*
				$(frame_support::ensure!($other::<T>::iter_keys().all(&known), left_over!($other));)*
				Ok(())
			}
		}
	};
}

/// Functions that store a value that all subnets share.
macro_rules! shared_values {
	($($store:ident: $item:ident($value:ty) $(=> $event:ident)?;)*) => {
		impl<T: Config> Pallet<T> {$(
			#[doc = concat!("Sets [`", stringify!($item), "`](pallet_protocol::", stringify!($item), ") of the chain.")]
			pub fn $store(value: $value) {
				$item::<T>::put(value);
				$(Protocol::<T>::deposit_event(ProtocolEvent::$event(value));)?
			}
		)*}
	};
}

hyperparameters! {
	without {
		MaxWeightsLimit,
		NetworkPowRegistrationAllowed,
		LastAdjustmentBlock,
		ScalingLawPower,
		MechanismCountCurrent,
		MechanismEmissionSplit,
	}

	// Epochs.
	store_activity_cutoff_factor_milli: ActivityCutoffFactorMilli(u32) => ActivityCutoffFactorMilliSet { factor_milli };
	store_activity_cutoff: ActivityCutoff(u16) => ActivityCutoffSet;
	store_kappa: Kappa(u16) => KappaSet;
	store_rho: Rho(u16) => RhoSet;
	store_max_allowed_validators: MaxAllowedValidators(u16) => MaxAllowedValidatorsSet;

	// Bonds.
	store_bonds_moving_average: BondsMovingAverage(u64) => BondsMovingAverageSet;
	store_bonds_penalty: BondsPenalty(u16) => BondsPenaltySet;
	store_bonds_reset_on: BondsResetOn(bool) => BondsResetOnSet;
	store_yuma3_on: Yuma3On(bool);
	store_liquid_alpha_on: LiquidAlphaOn(bool);
	store_alpha_values: AlphaValues((u16, u16));
	store_alpha_sigmoid_steepness: AlphaSigmoidSteepness(i16) => AlphaSigmoidSteepnessSet;

	// Weights.
	store_commit_reveal_weights_enabled: CommitRevealWeightsEnabled(bool) => CommitRevealEnabled;
	store_reveal_period_epochs: RevealPeriodEpochs(u64) => CommitRevealPeriodsSet;
	store_weights_set_rate_limit: WeightsSetRateLimit(u64) => WeightsSetRateLimitSet;
	store_weights_version_key: WeightsVersionKey(u64) => WeightsVersionKeySet;
	store_min_allowed_weights: MinAllowedWeights(u16) => MinAllowedWeightSet;

	// Neurons.
	store_max_allowed_uids: MaxAllowedUids(u16) => MaxAllowedUidsSet;
	store_min_allowed_uids: MinAllowedUids(u16) => MinAllowedUidsSet;
	store_min_non_immune_uids: MinNonImmuneUids(u16) => MinNonImmuneUidsSet;
	store_immunity_period: ImmunityPeriod(u16) => ImmunityPeriodSet;
	store_immune_owner_uids_limit: ImmuneOwnerUidsLimit(u16);
	store_serving_rate_limit: ServingRateLimit(u64) => ServingRateLimitSet;

	// Registration.
	store_network_registration_allowed: NetworkRegistrationAllowed(bool) => RegistrationAllowed;
	store_burn: Burn(TaoBalance) => BurnSet;
	store_min_burn: MinBurn(TaoBalance) => MinBurnSet;
	store_max_burn: MaxBurn(TaoBalance) => MaxBurnSet;
	store_burn_half_life: BurnHalfLife(u16) => BurnHalfLifeSet { burn_half_life };
	store_burn_increase_mult: BurnIncreaseMult(U64F64) => BurnIncreaseMultSet { burn_increase_mult };
	store_target_registrations_per_interval: TargetRegistrationsPerInterval(u16) => RegistrationPerIntervalSet;
	store_max_registrations_per_block: MaxRegistrationsPerBlock(u16) => MaxRegistrationsPerBlockSet;
	store_difficulty: Difficulty(u64) => DifficultySet;
	store_min_difficulty: MinDifficulty(u64) => MinDifficultySet;
	store_max_difficulty: MaxDifficulty(u64) => MaxDifficultySet;
	store_adjustment_interval: AdjustmentInterval(u16) => AdjustmentIntervalSet;
	store_adjustment_alpha: AdjustmentAlpha(u64) => AdjustmentAlphaSet;

	// Stake and the owner's part.
	store_transfer_toggle: TransferToggle(bool) => TransferToggle;
	store_min_childkey_take_per_subnet: MinChildkeyTakePerSubnet(u16) => MinChildKeyTakePerSubnetSet;
	store_recycle_or_burn: RecycleOrBurn(RecycleOrBurnEnum);
	store_owner_cut_enabled: OwnerCutEnabled(bool);
	store_owner_cut_auto_lock_enabled: OwnerCutAutoLockEnabled(bool);
}

// These stand beside the registry's and the schedule's storage, which forget a subnet on their own.
values_of_a_subnet! {
	store_tempo: Tempo(u16) => TempoSet;
	store_subtoken_enabled: SubtokenEnabled(bool);
	store_subnet_emission_enabled: SubnetEmissionEnabled(bool);
	store_rao_recycled_for_registration: RAORecycledForRegistration(TaoBalance) => RAORecycledForRegistrationSet;
}

shared_values! {
	store_tx_rate_limit: TxRateLimit(u64) => TxRateLimitSet;
	store_network_rate_limit: NetworkRateLimit(u64) => NetworkRateLimitSet;
	store_network_immunity_period: NetworkImmunityPeriod(u64) => NetworkImmunityPeriodSet;
	store_network_min_lock_cost: NetworkMinLockCost(TaoBalance) => NetworkMinLockCostSet;
	store_network_lock_reduction_interval: NetworkLockReductionInterval(u64) => NetworkLockCostReductionIntervalSet;
	store_subnet_limit: SubnetLimit(u16) => SubnetLimitSet;
	store_start_call_delay: StartCallDelay(u64) => StartCallDelaySet;
	store_dissolve_network_schedule_duration:
		DissolveNetworkScheduleDuration(BlockNumberFor<T>) => DissolveNetworkScheduleDurationSet;
	store_commit_reveal_weights_version: CommitRevealWeightsVersion(u16) => CommitRevealVersionSet;
	store_admin_freeze_window: AdminFreezeWindow(u16) => AdminFreezeWindowSet;
	store_owner_hyperparam_rate_limit: OwnerHyperparamRateLimit(u16) => OwnerHyperparamRateLimitSet;
}

/// What a new subnet gets where that differs from storage's default. Spec: subnets 4.
mod new_subnet {
	pub const MAX_ALLOWED_VALIDATORS: u16 = 64;
	pub const MIN_ALLOWED_WEIGHTS: u16 = 1;
	/// Blocks.
	pub const IMMUNITY_PERIOD: u16 = 5_000;
	/// RAO.
	pub const BURN: u64 = super::RAO_PER_TAO;
}

impl<T: Config> Pallet<T> {
	/// Writes what a new subnet does not leave to storage's defaults. Spec: subnets 2.3.
	pub(crate) fn write_new_subnet_defaults(netuid: NetUid) {
		SubnetworkN::<T>::insert(netuid, 0);
		RegistrationsThisInterval::<T>::insert(netuid, 0);
		Self::store_tempo(netuid, T::InitialTempo::get());
		Self::store_network_registration_allowed(netuid, true);
		Self::store_max_allowed_uids(netuid, defaults::MAX_ALLOWED_UIDS);
		Self::store_max_allowed_validators(netuid, new_subnet::MAX_ALLOWED_VALIDATORS);
		Self::store_min_allowed_weights(netuid, new_subnet::MIN_ALLOWED_WEIGHTS);
		Self::store_immunity_period(netuid, new_subnet::IMMUNITY_PERIOD);
		Self::store_yuma3_on(netuid, true);
		Self::store_burn(netuid, TaoBalance::new(new_subnet::BURN));
		Self::store_kappa(netuid, defaults::KAPPA);
		Self::store_activity_cutoff(netuid, defaults::ACTIVITY_CUTOFF);
	}

	/// Names the hotkey whose slot is never taken; it may be anybody's. Root too has to wait. Spec: subnets 8.4.
	///
	/// # Errors
	///
	/// `BadOrigin`, `SubnetNotExists`, `TxRateLimitExceeded`, `CannotUseSystemAccount`.
	pub fn set_owner_hotkey(origin: T::RuntimeOrigin, netuid: NetUid, hotkey: T::AccountId) -> DispatchResult {
		Self::ensure_owner_or_root(origin, netuid)?;
		Self::ensure_exists(netuid)?;
		Self::pass_rate_limit(RateLimit::OwnerHotkey(netuid))?;
		Self::ensure_no_subnet_account(&hotkey)?;
		Self::change_owner_hotkey(netuid, &hotkey);
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetOwnerHotkeySet(netuid, hotkey));
		Ok(())
	}
}
