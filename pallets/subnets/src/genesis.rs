//! The subnets that a chain begins with. Spec: subnets 11, economics 3.3.

use crate::{Config, Error, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{LargestLocked, SubnetLocked, SubnetOwner, SubnetOwnerHotkey};
use pallet_swap::{Pallet as Swap, DYNAMIC_MECHANISM};
use serde::{Deserialize, Serialize};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// A subnet that is there from the first block. What is not said here is storage's default.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GenesisSubnet<AccountId> {
	/// Its number; 0 is root.
	pub netuid: NetUid,
	/// Coldkey that owns the subnet.
	pub owner: AccountId,
	/// Hotkey whose slot is never taken. It is neither owned by anybody nor registered by being named here.
	pub owner_hotkey: AccountId,
	/// Blocks between two epochs.
	pub tempo: u16,
	/// Most neurons.
	pub max_allowed_uids: u16,
	/// Most neurons with a validator permit.
	pub max_allowed_validators: u16,
	/// Least number of weights.
	pub min_allowed_weights: u16,
	/// A third of the registrations on root between two of its epochs; dead elsewhere.
	pub target_registrations_per_interval: u16,
	/// Whether alpha can be bought and sold, and on root whether anybody can stake.
	pub subtoken_enabled: bool,
	/// What its creation is said to have cost, in RAO.
	pub locked: TaoBalance,
	/// Its pool. Root has none.
	pub pool: Option<GenesisPool>,
	/// Its neurons, uid 0 first.
	pub neurons: Vec<GenesisNeuron<AccountId>>,
}

/// The pool of a subnet that is there from the first block.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GenesisPool {
	/// RAO in the pool, which are made on the subnet's account.
	pub tao: TaoBalance,
	/// Alpha-rao in the pool.
	pub alpha: AlphaBalance,
	/// Alpha-rao outside the pool.
	pub alpha_outside: AlphaBalance,
}

/// A neuron that is there from the first block.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GenesisNeuron<AccountId> {
	/// Hotkey.
	pub hotkey: AccountId,
	/// Coldkey that owns it.
	pub coldkey: AccountId,
}

impl<T: Config> Pallet<T> {
	/// Adds a subnet to the first state. The balances must be there already, since the pool's TAO is added to them.
	///
	/// # Errors
	///
	/// `InvalidValue` if the netuid is taken, or root has a pool; and what making the pool and the neurons answers.
	pub(crate) fn add_genesis_subnet(subnet: &GenesisSubnet<T::AccountId>) -> DispatchResult {
		let netuid = subnet.netuid;
		ensure!(!Self::exists(netuid), Error::<T>::InvalidValue);
		ensure!(!netuid.is_root() || subnet.pool.is_none(), Error::<T>::InvalidValue);
		Self::add_subnet(netuid, if subnet.pool.is_some() { DYNAMIC_MECHANISM } else { 0 });
		SubnetOwner::<T>::insert(netuid, &subnet.owner);
		SubnetOwnerHotkey::<T>::insert(netuid, &subnet.owner_hotkey);
		SubnetLocked::<T>::insert(netuid, subnet.locked);
		LargestLocked::<T>::insert(netuid, subnet.locked);
		Self::store_network_registration_allowed(netuid, true);
		Self::store_max_allowed_uids(netuid, subnet.max_allowed_uids);
		Self::store_max_allowed_validators(netuid, subnet.max_allowed_validators);
		Self::store_min_allowed_weights(netuid, subnet.min_allowed_weights);
		Self::store_target_registrations_per_interval(netuid, subnet.target_registrations_per_interval);
		Self::store_subtoken_enabled(netuid, subnet.subtoken_enabled);
		Self::store_tempo(netuid, subnet.tempo);
		Self::start_schedule(netuid);
		if let Some(pool) = &subnet.pool {
			Self::open_genesis_pool(netuid, pool)?;
		}
		for GenesisNeuron { hotkey, coldkey } in &subnet.neurons {
			Self::create_account(coldkey, hotkey)?;
			Self::append_neuron(netuid, hotkey)?;
		}
		Ok(())
	}

	fn open_genesis_pool(netuid: NetUid, pool: &GenesisPool) -> DispatchResult {
		let mut made = Issuance::<T>::mint(pool.tao);
		Issuance::<T>::spend(&mut made, pool.tao, &Issuance::<T>::subnet_account(netuid))?;
		Swap::<T>::open_pool(netuid, pool.tao, pool.alpha)?;
		Issuance::<T>::emit_alpha(netuid, pool.alpha_outside)
	}
}
