//! What the calls do: one trait for each group of them, implemented by the domain that owns the matter.
//!
//! The origin is checked by the call's shell where anybody may ask, and here where only some may. FRAME undoes all of a
//! call that fails.

use crate::types::{AxonInfo, ChainIdentityV2, PrometheusInfo, SubnetIdentityV3};
use alloc::vec::Vec;
use frame_support::dispatch::DispatchResult;
use frame_system::Config;
use sp_runtime::DispatchError;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

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
