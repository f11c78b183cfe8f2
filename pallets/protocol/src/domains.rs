//! What the calls do: one trait for each group of them, implemented by the domain that owns the matter.
//!
//! The origin is checked by the call's shell where anybody may ask, and here where only some may. FRAME undoes all of a
//! call that fails.

use crate::types::{AxonInfo, ChainIdentityV2, PrometheusInfo, SubnetIdentityV3};
use alloc::vec::Vec;
use frame_support::dispatch::DispatchResult;
use frame_system::Config;
use taonet_types::{NetUid, TaoBalance};

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
