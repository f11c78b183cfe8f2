//! What the calls do: one trait for each group of them, implemented by the domain that owns the matter.
//!
//! The origin is checked by the call's shell where anybody may ask, and here where only some may. FRAME undoes all of a
//! call that fails.

use crate::types::{
	AxonInfo, ChainIdentityV2, LeaseId, PrometheusInfo, RevealedWeights, RootClaimTypeEnum, SubnetIdentityV3,
	TimelockedWeights,
};
use alloc::{collections::BTreeSet, vec::Vec};
use codec::Compact;
use frame_support::dispatch::DispatchResult;
use frame_system::{pallet_prelude::BlockNumberFor, Config};
use sp_core::H256;
use sp_runtime::{DispatchError, Percent};
use taonet_types::{AlphaBalance, MechId, NetUid, TaoBalance};

/// Registers subnets, starts, describes and removes them. Spec: subnets 2, 3, 8, 9.
pub trait SubnetCalls<T: Config> {
	/// See [`Call::register_network`](crate::Call::register_network) and
	/// [`Call::register_network_with_identity`](crate::Call::register_network_with_identity).
	fn register_network(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		identity: Option<SubnetIdentityV3>,
	) -> DispatchResult;
	/// See [`Call::start_call`](crate::Call::start_call).
	fn start_call(coldkey: T::AccountId, netuid: NetUid) -> DispatchResult;
	/// See [`Call::root_dissolve_network`](crate::Call::root_dissolve_network).
	fn dissolve_network(netuid: NetUid) -> DispatchResult;
	/// See [`Call::set_subnet_identity`](crate::Call::set_subnet_identity).
	fn set_subnet_identity(coldkey: T::AccountId, netuid: NetUid, identity: SubnetIdentityV3) -> DispatchResult;
	/// See [`Call::update_symbol`](crate::Call::update_symbol).
	fn update_symbol(origin: T::RuntimeOrigin, netuid: NetUid, symbol: Vec<u8>) -> DispatchResult;
}

/// Decides when epochs run. Spec: consensus 3.4.
pub trait ScheduleCalls<T: Config> {
	/// See [`Call::set_tempo`](crate::Call::set_tempo).
	fn set_tempo(coldkey: T::AccountId, netuid: NetUid, tempo: u16) -> DispatchResult;
	/// See [`Call::set_activity_cutoff_factor`](crate::Call::set_activity_cutoff_factor).
	fn set_activity_cutoff_factor(origin: T::RuntimeOrigin, netuid: NetUid, factor_milli: u32) -> DispatchResult;
	/// See [`Call::trigger_epoch`](crate::Call::trigger_epoch).
	fn trigger_epoch(coldkey: T::AccountId, netuid: NetUid) -> DispatchResult;
}

/// Registers neurons. Spec: subnets 5.
pub trait NeuronCalls<T: Config> {
	/// See [`Call::burned_register`](crate::Call::burned_register) and
	/// [`Call::register_limit`](crate::Call::register_limit).
	fn register_neuron(
		coldkey: T::AccountId,
		netuid: NetUid,
		hotkey: T::AccountId,
		limit_price: Option<TaoBalance>,
	) -> DispatchResult;
	/// See [`Call::root_register`](crate::Call::root_register).
	fn root_register(coldkey: T::AccountId, hotkey: T::AccountId) -> DispatchResult;
}

/// Tells where neurons can be reached. Spec: subnets 7.
pub trait ServingCalls<T: Config> {
	/// See [`Call::serve_axon`](crate::Call::serve_axon) and [`Call::serve_axon_tls`](crate::Call::serve_axon_tls).
	fn serve_axon(hotkey: T::AccountId, netuid: NetUid, axon: AxonInfo, certificate: Option<Vec<u8>>)
		-> DispatchResult;
	/// See [`Call::serve_prometheus`](crate::Call::serve_prometheus).
	fn serve_prometheus(hotkey: T::AccountId, netuid: NetUid, prometheus: PrometheusInfo) -> DispatchResult;
}

/// Hotkeys and who owns them. Spec: staking 2, subnets 8.2.
pub trait KeyCalls<T: Config> {
	/// See [`Call::try_associate_hotkey`](crate::Call::try_associate_hotkey).
	fn try_associate_hotkey(coldkey: T::AccountId, hotkey: T::AccountId) -> DispatchResult;
	/// See [`Call::set_identity`](crate::Call::set_identity).
	fn set_identity(coldkey: T::AccountId, identity: ChainIdentityV2) -> DispatchResult;
}

/// Stakes TAO and takes it out again. Spec: staking 6.1 to 6.7, 6.9, 6.10.
///
/// A limit is the worst price that is accepted, in RAO of TAO for one whole alpha. What takes stake away answers whether a rest
/// too small to stay was sold too.
pub trait StakeCalls<T: Config> {
	/// See [`Call::add_stake`](crate::Call::add_stake).
	fn add_stake(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, tao: TaoBalance) -> DispatchResult;
	/// See [`Call::add_stake_limit`](crate::Call::add_stake_limit).
	fn add_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> DispatchResult;
	/// See [`Call::remove_stake`](crate::Call::remove_stake).
	fn remove_stake(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError>;
	/// See [`Call::remove_stake_limit`](crate::Call::remove_stake_limit).
	fn remove_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> Result<bool, DispatchError>;
	/// See [`Call::remove_stake_full_limit`](crate::Call::remove_stake_full_limit).
	fn remove_stake_full_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		limit: Option<TaoBalance>,
	) -> Result<bool, DispatchError>;
	/// See [`Call::unstake_all`](crate::Call::unstake_all). Answers on how many subnets there was stake,
	/// and on how many of them a rest was sold too.
	fn unstake_all(coldkey: T::AccountId, hotkey: T::AccountId) -> Result<(u32, u32), DispatchError>;
	/// See [`Call::unstake_all_alpha`](crate::Call::unstake_all_alpha). Answers on how many subnets there was stake,
	/// and on how many of them a rest was sold too.
	fn unstake_all_alpha(coldkey: T::AccountId, hotkey: T::AccountId) -> Result<(u32, u32), DispatchError>;
	/// See [`Call::recycle_alpha`](crate::Call::recycle_alpha).
	fn recycle_alpha(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult;
	/// See [`Call::burn_alpha`](crate::Call::burn_alpha).
	fn burn_alpha(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult;
	/// See [`Call::add_stake_burn`](crate::Call::add_stake_burn).
	fn add_stake_burn(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<TaoBalance>,
	) -> DispatchResult;
}

/// Moves stake to another hotkey, coldkey or subnet, and answers whether a rest too small to stay was sold. Spec: staking 6.8.
pub trait StakeMoveCalls<T: Config> {
	/// See [`Call::move_stake`](crate::Call::move_stake).
	fn move_stake(
		coldkey: T::AccountId,
		hotkeys: (T::AccountId, T::AccountId),
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError>;
	/// See [`Call::transfer_stake`](crate::Call::transfer_stake).
	fn transfer_stake(
		coldkeys: (T::AccountId, T::AccountId),
		hotkey: T::AccountId,
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError>;
	/// See [`Call::swap_stake`](crate::Call::swap_stake).
	fn swap_stake(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError>;
	/// See [`Call::swap_stake_limit`](crate::Call::swap_stake_limit).
	fn swap_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> Result<bool, DispatchError>;
}

/// What delegates take, and where earnings are staked. Spec: staking 3 and 7.
pub trait DelegateCalls<T: Config> {
	/// See [`Call::increase_take`](crate::Call::increase_take).
	fn increase_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult;
	/// See [`Call::decrease_take`](crate::Call::decrease_take).
	fn decrease_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult;
	/// See [`Call::set_coldkey_auto_stake_hotkey`](crate::Call::set_coldkey_auto_stake_hotkey).
	fn set_auto_stake_hotkey(coldkey: T::AccountId, netuid: NetUid, hotkey: T::AccountId) -> DispatchResult;
}

/// Lends stake to other hotkeys. Spec: staking 8.
pub trait ChildCalls<T: Config> {
	/// See [`Call::set_children`](crate::Call::set_children).
	fn set_children(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		children: Vec<(u64, T::AccountId)>,
	) -> DispatchResult;
	/// See [`Call::set_childkey_take`](crate::Call::set_childkey_take).
	fn set_childkey_take(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, take: u16) -> DispatchResult;
	/// See [`Call::set_auto_parent_delegation_enabled`](crate::Call::set_auto_parent_delegation_enabled).
	fn set_auto_parent_delegation(coldkey: T::AccountId, hotkey: T::AccountId, enabled: bool) -> DispatchResult;
	/// See [`Call::set_pending_childkey_cooldown`](crate::Call::set_pending_childkey_cooldown).
	fn set_pending_childkey_cooldown(blocks: u64);
	/// See [`Call::sudo_set_tx_childkey_take_rate_limit`](crate::Call::sudo_set_tx_childkey_take_rate_limit).
	fn set_childkey_take_rate_limit(blocks: u64);
	/// See [`Call::sudo_set_min_childkey_take`](crate::Call::sudo_set_min_childkey_take).
	fn set_min_childkey_take(take: u16);
	/// See [`Call::sudo_set_max_childkey_take`](crate::Call::sudo_set_max_childkey_take).
	fn set_max_childkey_take(take: u16);
}

/// Pays root dividends out. Spec: economics 12.
pub trait ClaimCalls<T: Config> {
	/// See [`Call::claim_root`](crate::Call::claim_root). Answers how many rates were looked at.
	fn claim_root(coldkey: T::AccountId, netuids: BTreeSet<NetUid>) -> Result<u32, DispatchError>;
	/// See [`Call::set_root_claim_type`](crate::Call::set_root_claim_type).
	fn set_root_claim_type(coldkey: T::AccountId, claim_type: RootClaimTypeEnum) -> DispatchResult;
	/// See [`Call::sudo_set_num_root_claims`](crate::Call::sudo_set_num_root_claims).
	fn set_num_root_claims(count: u64) -> DispatchResult;
	/// See [`Call::sudo_set_root_claim_threshold`](crate::Call::sudo_set_root_claim_threshold).
	fn set_root_claim_threshold(origin: T::RuntimeOrigin, netuid: NetUid, alpha: u64) -> DispatchResult;
}

/// Locks stake. Spec: staking 10.
pub trait LockCalls<T: Config> {
	/// See [`Call::lock_stake`](crate::Call::lock_stake).
	fn lock_stake(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult;
	/// See [`Call::move_lock`](crate::Call::move_lock).
	fn move_lock(coldkey: T::AccountId, destination_hotkey: T::AccountId, netuid: NetUid) -> DispatchResult;
	/// See [`Call::set_perpetual_lock`](crate::Call::set_perpetual_lock).
	fn set_perpetual_lock(coldkey: T::AccountId, netuid: NetUid, enabled: bool) -> DispatchResult;
	/// See [`Call::set_reject_locked_alpha`](crate::Call::set_reject_locked_alpha).
	fn set_reject_locked_alpha(coldkey: T::AccountId, enabled: bool) -> DispatchResult;
}

/// Decides where voting power is tracked. Spec: staking 13.
pub trait VotingCalls<T: Config> {
	/// See [`Call::enable_voting_power_tracking`](crate::Call::enable_voting_power_tracking).
	fn enable_voting_power_tracking(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult;
	/// See [`Call::disable_voting_power_tracking`](crate::Call::disable_voting_power_tracking).
	fn disable_voting_power_tracking(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult;
	/// See [`Call::sudo_set_voting_power_ema_alpha`](crate::Call::sudo_set_voting_power_ema_alpha).
	fn set_voting_power_ema_alpha(netuid: NetUid, alpha: u64) -> DispatchResult;
}

/// Puts one key in the place of another. Spec: staking 11 and 12.
pub trait KeySwapCalls<T: Config> {
	/// See [`Call::swap_hotkey_v2`](crate::Call::swap_hotkey_v2).
	fn swap_hotkey(
		coldkey: T::AccountId,
		hotkeys: (T::AccountId, T::AccountId),
		netuid: Option<NetUid>,
		keep_stake: bool,
	) -> DispatchResult;
	/// See [`Call::swap_coldkey`](crate::Call::swap_coldkey).
	fn swap_coldkey(coldkey: T::AccountId, new_coldkey: T::AccountId, cost: TaoBalance) -> DispatchResult;
	/// See [`Call::announce_coldkey_swap`](crate::Call::announce_coldkey_swap).
	fn announce_coldkey_swap(coldkey: T::AccountId, new_coldkey_hash: T::Hash) -> DispatchResult;
	/// See [`Call::swap_coldkey_announced`](crate::Call::swap_coldkey_announced).
	fn swap_coldkey_announced(coldkey: T::AccountId, new_coldkey: T::AccountId) -> DispatchResult;
	/// See [`Call::dispute_coldkey_swap`](crate::Call::dispute_coldkey_swap).
	fn dispute_coldkey_swap(coldkey: T::AccountId) -> DispatchResult;
	/// See [`Call::clear_coldkey_swap_announcement`](crate::Call::clear_coldkey_swap_announcement).
	fn clear_coldkey_swap_announcement(coldkey: T::AccountId) -> DispatchResult;
	/// See [`Call::reset_coldkey_swap`](crate::Call::reset_coldkey_swap).
	fn reset_coldkey_swap(coldkey: T::AccountId);
}

/// Leases subnets. Spec: staking 14, subnets 10.
pub trait LeaseCalls<T: Config> {
	/// See [`Call::register_leased_network`](crate::Call::register_leased_network).
	fn register_leased_network(
		coldkey: T::AccountId,
		emissions_share: Percent,
		end_block: Option<BlockNumberFor<T>>,
	) -> DispatchResult;
	/// See [`Call::terminate_lease`](crate::Call::terminate_lease).
	fn terminate_lease(coldkey: T::AccountId, lease_id: LeaseId, hotkey: T::AccountId) -> DispatchResult;
}

/// Sets weights, at once or by commitment. Spec: consensus 8.
pub trait WeightCalls<T: Config> {
	/// See [`Call::set_weights`](crate::Call::set_weights) and
	/// [`Call::set_mechanism_weights`](crate::Call::set_mechanism_weights).
	fn set_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: Vec<u16>,
		values: Vec<u16>,
		version_key: u64,
	) -> DispatchResult;
	/// See [`Call::batch_set_weights`](crate::Call::batch_set_weights).
	fn batch_set_weights(
		hotkey: T::AccountId,
		netuids: Vec<Compact<NetUid>>,
		weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
		version_keys: Vec<Compact<u64>>,
	) -> DispatchResult;
	/// See [`Call::commit_weights`](crate::Call::commit_weights) and
	/// [`Call::commit_mechanism_weights`](crate::Call::commit_mechanism_weights).
	fn commit_weights(hotkey: T::AccountId, netuid: NetUid, mecid: MechId, commit_hash: H256) -> DispatchResult;
	/// See [`Call::batch_commit_weights`](crate::Call::batch_commit_weights).
	fn batch_commit_weights(
		hotkey: T::AccountId,
		netuids: Vec<Compact<NetUid>>,
		commit_hashes: Vec<H256>,
	) -> DispatchResult;
	/// See [`Call::reveal_weights`](crate::Call::reveal_weights) and
	/// [`Call::reveal_mechanism_weights`](crate::Call::reveal_mechanism_weights).
	fn reveal_weights(hotkey: T::AccountId, netuid: NetUid, mecid: MechId, revealed: RevealedWeights)
		-> DispatchResult;
	/// See [`Call::batch_reveal_weights`](crate::Call::batch_reveal_weights).
	fn batch_reveal_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		uids_list: Vec<Vec<u16>>,
		values_list: Vec<Vec<u16>>,
		salts_list: Vec<Vec<u16>>,
		version_keys: Vec<u64>,
	) -> DispatchResult;
	/// See [`Call::commit_timelocked_weights`](crate::Call::commit_timelocked_weights),
	/// [`Call::commit_timelocked_mechanism_weights`](crate::Call::commit_timelocked_mechanism_weights) and
	/// [`Call::commit_crv3_mechanism_weights`](crate::Call::commit_crv3_mechanism_weights).
	fn commit_timelocked_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		timelocked: TimelockedWeights,
	) -> DispatchResult;
}

/// How long some things take, or may not be repeated. It differs between fast and slow chains.
pub trait Waits {
	/// Blocks between two choices of children by a hotkey on a subnet. Spec: staking 8.1.
	fn set_children() -> u64;
	/// Blocks from the choice of children to the end of its cooldown, where root has set nothing else.
	fn pending_children() -> u64;
	/// Blocks after a change of a childkey take in which it cannot be raised, where root has set nothing else.
	fn childkey_take() -> u64;
	/// Blocks between two swaps of a hotkey on one subnet by the same coldkey. Spec: staking 12.
	fn hotkey_swap_on_subnet() -> u64;
	/// Blocks from the announcement of a coldkey swap to the swap, where root has set nothing else.
	fn coldkey_swap_announcement() -> u32;
	/// Blocks after which a coldkey swap that came due can be announced anew, or cleared, where root has set nothing else.
	fn coldkey_swap_reannouncement() -> u32;
}

/// Refuses everything: for tests of a domain alone, in which nobody stands behind the calls.
#[cfg(feature = "std")]
pub struct Nobody;

#[cfg(feature = "std")]
const REFUSED: DispatchResult = Err(sp_runtime::DispatchError::Other("nobody stands behind this call"));

#[cfg(feature = "std")]
impl<T: Config> SubnetCalls<T> for Nobody {
	fn register_network(_: T::AccountId, _: T::AccountId, _: Option<SubnetIdentityV3>) -> DispatchResult {
		REFUSED
	}
	fn start_call(_: T::AccountId, _: NetUid) -> DispatchResult {
		REFUSED
	}
	fn dissolve_network(_: NetUid) -> DispatchResult {
		REFUSED
	}
	fn set_subnet_identity(_: T::AccountId, _: NetUid, _: SubnetIdentityV3) -> DispatchResult {
		REFUSED
	}
	fn update_symbol(_: T::RuntimeOrigin, _: NetUid, _: Vec<u8>) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> ScheduleCalls<T> for Nobody {
	fn set_tempo(_: T::AccountId, _: NetUid, _: u16) -> DispatchResult {
		REFUSED
	}
	fn set_activity_cutoff_factor(_: T::RuntimeOrigin, _: NetUid, _: u32) -> DispatchResult {
		REFUSED
	}
	fn trigger_epoch(_: T::AccountId, _: NetUid) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> NeuronCalls<T> for Nobody {
	fn register_neuron(_: T::AccountId, _: NetUid, _: T::AccountId, _: Option<TaoBalance>) -> DispatchResult {
		REFUSED
	}
	fn root_register(_: T::AccountId, _: T::AccountId) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> ServingCalls<T> for Nobody {
	fn serve_axon(_: T::AccountId, _: NetUid, _: AxonInfo, _: Option<Vec<u8>>) -> DispatchResult {
		REFUSED
	}
	fn serve_prometheus(_: T::AccountId, _: NetUid, _: PrometheusInfo) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> KeyCalls<T> for Nobody {
	fn try_associate_hotkey(_: T::AccountId, _: T::AccountId) -> DispatchResult {
		REFUSED
	}
	fn set_identity(_: T::AccountId, _: ChainIdentityV2) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> StakeCalls<T> for Nobody {
	fn add_stake(_: T::AccountId, _: T::AccountId, _: NetUid, _: TaoBalance) -> DispatchResult {
		REFUSED
	}
	fn add_stake_limit(
		_: T::AccountId,
		_: T::AccountId,
		_: NetUid,
		_: TaoBalance,
		_: TaoBalance,
		_: bool,
	) -> DispatchResult {
		REFUSED
	}
	fn remove_stake(_: T::AccountId, _: T::AccountId, _: NetUid, _: AlphaBalance) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn remove_stake_limit(
		_: T::AccountId,
		_: T::AccountId,
		_: NetUid,
		_: AlphaBalance,
		_: TaoBalance,
		_: bool,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn remove_stake_full_limit(
		_: T::AccountId,
		_: T::AccountId,
		_: NetUid,
		_: Option<TaoBalance>,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn unstake_all(_: T::AccountId, _: T::AccountId) -> Result<(u32, u32), DispatchError> {
		REFUSED.map(|()| (0, 0))
	}
	fn unstake_all_alpha(_: T::AccountId, _: T::AccountId) -> Result<(u32, u32), DispatchError> {
		REFUSED.map(|()| (0, 0))
	}
	fn recycle_alpha(_: T::AccountId, _: T::AccountId, _: NetUid, _: AlphaBalance) -> DispatchResult {
		REFUSED
	}
	fn burn_alpha(_: T::AccountId, _: T::AccountId, _: NetUid, _: AlphaBalance) -> DispatchResult {
		REFUSED
	}
	fn add_stake_burn(
		_: T::AccountId,
		_: T::AccountId,
		_: NetUid,
		_: TaoBalance,
		_: Option<TaoBalance>,
	) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> StakeMoveCalls<T> for Nobody {
	fn move_stake(
		_: T::AccountId,
		_: (T::AccountId, T::AccountId),
		_: (NetUid, NetUid),
		_: AlphaBalance,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn transfer_stake(
		_: (T::AccountId, T::AccountId),
		_: T::AccountId,
		_: (NetUid, NetUid),
		_: AlphaBalance,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn swap_stake(
		_: T::AccountId,
		_: T::AccountId,
		_: (NetUid, NetUid),
		_: AlphaBalance,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
	fn swap_stake_limit(
		_: T::AccountId,
		_: T::AccountId,
		_: (NetUid, NetUid),
		_: AlphaBalance,
		_: TaoBalance,
		_: bool,
	) -> Result<bool, DispatchError> {
		REFUSED.map(|()| false)
	}
}

#[cfg(feature = "std")]
impl<T: Config> DelegateCalls<T> for Nobody {
	fn increase_take(_: T::AccountId, _: T::AccountId, _: u16) -> DispatchResult {
		REFUSED
	}
	fn decrease_take(_: T::AccountId, _: T::AccountId, _: u16) -> DispatchResult {
		REFUSED
	}
	fn set_auto_stake_hotkey(_: T::AccountId, _: NetUid, _: T::AccountId) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> ChildCalls<T> for Nobody {
	fn set_children(_: T::AccountId, _: T::AccountId, _: NetUid, _: Vec<(u64, T::AccountId)>) -> DispatchResult {
		REFUSED
	}
	fn set_childkey_take(_: T::AccountId, _: T::AccountId, _: NetUid, _: u16) -> DispatchResult {
		REFUSED
	}
	fn set_auto_parent_delegation(_: T::AccountId, _: T::AccountId, _: bool) -> DispatchResult {
		REFUSED
	}
	fn set_pending_childkey_cooldown(_: u64) {}
	fn set_childkey_take_rate_limit(_: u64) {}
	fn set_min_childkey_take(_: u16) {}
	fn set_max_childkey_take(_: u16) {}
}

#[cfg(feature = "std")]
impl<T: Config> ClaimCalls<T> for Nobody {
	fn claim_root(_: T::AccountId, _: BTreeSet<NetUid>) -> Result<u32, DispatchError> {
		REFUSED.map(|()| 0)
	}
	fn set_root_claim_type(_: T::AccountId, _: RootClaimTypeEnum) -> DispatchResult {
		REFUSED
	}
	fn set_num_root_claims(_: u64) -> DispatchResult {
		REFUSED
	}
	fn set_root_claim_threshold(_: T::RuntimeOrigin, _: NetUid, _: u64) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> LockCalls<T> for Nobody {
	fn lock_stake(_: T::AccountId, _: T::AccountId, _: NetUid, _: AlphaBalance) -> DispatchResult {
		REFUSED
	}
	fn move_lock(_: T::AccountId, _: T::AccountId, _: NetUid) -> DispatchResult {
		REFUSED
	}
	fn set_perpetual_lock(_: T::AccountId, _: NetUid, _: bool) -> DispatchResult {
		REFUSED
	}
	fn set_reject_locked_alpha(_: T::AccountId, _: bool) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> VotingCalls<T> for Nobody {
	fn enable_voting_power_tracking(_: T::RuntimeOrigin, _: NetUid) -> DispatchResult {
		REFUSED
	}
	fn disable_voting_power_tracking(_: T::RuntimeOrigin, _: NetUid) -> DispatchResult {
		REFUSED
	}
	fn set_voting_power_ema_alpha(_: NetUid, _: u64) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> KeySwapCalls<T> for Nobody {
	fn swap_hotkey(_: T::AccountId, _: (T::AccountId, T::AccountId), _: Option<NetUid>, _: bool) -> DispatchResult {
		REFUSED
	}
	fn swap_coldkey(_: T::AccountId, _: T::AccountId, _: TaoBalance) -> DispatchResult {
		REFUSED
	}
	fn announce_coldkey_swap(_: T::AccountId, _: T::Hash) -> DispatchResult {
		REFUSED
	}
	fn swap_coldkey_announced(_: T::AccountId, _: T::AccountId) -> DispatchResult {
		REFUSED
	}
	fn dispute_coldkey_swap(_: T::AccountId) -> DispatchResult {
		REFUSED
	}
	fn clear_coldkey_swap_announcement(_: T::AccountId) -> DispatchResult {
		REFUSED
	}
	fn reset_coldkey_swap(_: T::AccountId) {}
}

#[cfg(feature = "std")]
impl<T: Config> LeaseCalls<T> for Nobody {
	fn register_leased_network(_: T::AccountId, _: Percent, _: Option<BlockNumberFor<T>>) -> DispatchResult {
		REFUSED
	}
	fn terminate_lease(_: T::AccountId, _: LeaseId, _: T::AccountId) -> DispatchResult {
		REFUSED
	}
}

#[cfg(feature = "std")]
impl<T: Config> WeightCalls<T> for Nobody {
	fn set_weights(_: T::AccountId, _: NetUid, _: MechId, _: Vec<u16>, _: Vec<u16>, _: u64) -> DispatchResult {
		REFUSED
	}
	fn batch_set_weights(
		_: T::AccountId,
		_: Vec<Compact<NetUid>>,
		_: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
		_: Vec<Compact<u64>>,
	) -> DispatchResult {
		REFUSED
	}
	fn commit_weights(_: T::AccountId, _: NetUid, _: MechId, _: H256) -> DispatchResult {
		REFUSED
	}
	fn batch_commit_weights(_: T::AccountId, _: Vec<Compact<NetUid>>, _: Vec<H256>) -> DispatchResult {
		REFUSED
	}
	fn reveal_weights(_: T::AccountId, _: NetUid, _: MechId, _: RevealedWeights) -> DispatchResult {
		REFUSED
	}
	fn batch_reveal_weights(
		_: T::AccountId,
		_: NetUid,
		_: Vec<Vec<u16>>,
		_: Vec<Vec<u16>>,
		_: Vec<Vec<u16>>,
		_: Vec<u64>,
	) -> DispatchResult {
		REFUSED
	}
	fn commit_timelocked_weights(_: T::AccountId, _: NetUid, _: MechId, _: TimelockedWeights) -> DispatchResult {
		REFUSED
	}
}

/// No waits at all.
#[cfg(feature = "std")]
impl Waits for () {
	fn set_children() -> u64 {
		0
	}
	fn pending_children() -> u64 {
		0
	}
	fn childkey_take() -> u64 {
		0
	}
	fn hotkey_swap_on_subnet() -> u64 {
		0
	}
	fn coldkey_swap_announcement() -> u32 {
		0
	}
	fn coldkey_swap_reannouncement() -> u32 {
		0
	}
}
