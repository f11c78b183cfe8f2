//! Creating and starting a subnet, pruning, its symbol and description. Spec: subnets 2, 8.2, 9.

mod cost;
mod identity;
mod prune;
mod start;
mod symbols;

use crate::{hooks::OnSubnetCreated, Config, Dissolutions, Error, Pallet, Protocol, ProtocolEvent};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	domains::SubnetCalls, now, types::SubnetIdentityV3, LargestLocked, NetworkLastLockCost, NetworkMinLockCost,
	NetworkRegisteredAt, NetworkRegistrationStartBlock, NetworksAdded, RegisteredSubnetCounter, SubnetLimit,
	SubnetLocked, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, TokenSymbol, TotalNetworks,
};
use pallet_swap::{Pallet as Swap, DYNAMIC_MECHANISM};
use sp_runtime::DispatchError;
use taonet_tokenomics::lock_cost::{pool_alpha, LockSplitRule};
use taonet_types::{fixed::U64F64, NetUid, NetUidStorageIndex, TaoBalance};

/// Whether TAO is emitted to a new subnet; root can switch it off. Economics D6: the reference of June 2026 begins with
/// `false`.
const NEW_SUBNET_EMISSION_ENABLED: bool = true;

/// What a registration costs and for whom it makes room.
struct Admission {
	/// RAO.
	cost: TaoBalance,
	/// The subnet that has to go.
	pruned: Option<NetUid>,
}

impl<T: Config> Pallet<T> {
	/// Creates a subnet for the coldkey with the hotkey as its first neuron, and tells its number. Spec: subnets 2.1, 2.2.
	///
	/// # Errors
	///
	/// In this order: `NonAssociatedColdKey`, `CannotUseSystemAccount`, `SubNetRegistrationDisabled`,
	/// `NetworkTxRateLimitExceeded`, `SubnetLimitReached`, `CannotAffordLockCost`, `InvalidIdentity`. The caller undoes what
	/// was written.
	pub fn create_subnet(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		identity: Option<SubnetIdentityV3>,
	) -> Result<NetUid, DispatchError> {
		let Admission { cost, pruned } = Self::admit(coldkey, hotkey)?;
		if let Some(netuid) = pruned {
			Self::begin_dissolution(netuid)?;
		}
		let netuid = Self::clean_netuid().ok_or(Error::<T>::SubnetLimitReached)?;
		// Before the new subnet exists, which has no price yet.
		let median_price = Swap::<T>::median_price();
		Self::add_subnet(netuid, DYNAMIC_MECHANISM);
		Self::write_new_subnet_defaults(netuid);
		Self::start_schedule(netuid);

		let paid = Issuance::<T>::pay_into_subnet(netuid, coldkey, cost)?;
		NetworkLastLockCost::<T>::put(paid);
		Self::note_network_registered();

		Self::create_account(coldkey, hotkey)?;
		Self::append_neuron(netuid, hotkey)?;
		SubnetOwner::<T>::insert(netuid, coldkey);
		SubnetOwnerHotkey::<T>::insert(netuid, hotkey);
		Self::split_payment(netuid, paid, median_price)?;
		Self::store_subnet_emission_enabled(netuid, NEW_SUBNET_EMISSION_ENABLED);
		if let Some(identity) = identity {
			Self::store_subnet_identity(netuid, identity)?;
		}
		Protocol::<T>::deposit_event(ProtocolEvent::NetworkAdded(netuid, DYNAMIC_MECHANISM));
		T::OnSubnetCreated::created(netuid);
		Ok(netuid)
	}

	/// Whether the coldkey may create a subnet now, and on what terms. Spec: subnets 2.1.
	fn admit(coldkey: &T::AccountId, hotkey: &T::AccountId) -> Result<Admission, DispatchError> {
		let owner = Self::owner_of(hotkey);
		ensure!(owner.is_none_or(|owner| owner == *coldkey), Error::<T>::NonAssociatedColdKey);
		Self::ensure_no_subnet_account(hotkey)?;
		ensure!(now::<T>() >= NetworkRegistrationStartBlock::<T>::get(), Error::<T>::SubNetRegistrationDisabled);
		Self::ensure_may_register_network()?;
		let pruned =
			if Self::has_room() { None } else { Some(Self::subnet_to_prune().ok_or(Error::<T>::SubnetLimitReached)?) };
		let cost = Self::lock_cost();
		ensure!(Issuance::<T>::spendable(coldkey, false) >= cost, Error::<T>::CannotAffordLockCost);
		Ok(Admission { cost, pruned })
	}

	/// Whether there are fewer live subnets than `SubnetLimit`. Root does not count.
	fn has_room() -> bool {
		let root = u16::from(Self::exists(NetUid::ROOT));
		// Root is among them if it exists.
		TotalNetworks::<T>::get().saturating_sub(root) < SubnetLimit::<T>::get()
	}

	/// The lowest number of which nothing is left: neither a live subnet nor one that is being dissolved. None when all that a
	/// storage index can tell apart are taken.
	fn clean_netuid() -> Option<NetUid> {
		(1..NetUidStorageIndex::MAX_SUBNETS)
			.map(NetUid::new)
			.find(|netuid| !Self::exists(*netuid) && !Dissolutions::<T>::contains_key(netuid))
	}

	/// Enters a subnet in the register, with its symbol.
	pub(crate) fn add_subnet(netuid: NetUid, mechanism: u16) {
		// Chosen among the symbols of the others.
		let symbol = Self::symbol_for(netuid);
		NetworksAdded::<T>::insert(netuid, true);
		// Netuids, and so live subnets, are fewer than 4096, and no netuid is given out 2^64 times.
		TotalNetworks::<T>::mutate(|count| *count = count.saturating_add(1));
		RegisteredSubnetCounter::<T>::mutate(netuid, |times| *times = times.saturating_add(1));
		NetworkRegisteredAt::<T>::insert(netuid, now::<T>());
		SubnetMechanism::<T>::insert(netuid, mechanism);
		TokenSymbol::<T>::insert(netuid, symbol);
	}

	/// Opens the pool with the part of the payment that is the pool's, at the median price, and recycles the rest.
	/// Spec: economics 17.2.
	fn split_payment(netuid: NetUid, paid: TaoBalance, median_price: U64F64) -> DispatchResult {
		let split = T::LockSplit::split(paid, NetworkMinLockCost::<T>::get());
		Swap::<T>::open_pool(netuid, split.pool, pool_alpha(split.pool, median_price))?;
		let account = Issuance::<T>::subnet_account(netuid);
		// The account itself must remain, which matters only when root has set the least cost to next to nothing.
		let recycled = split.recycled.min(Issuance::<T>::spendable(&account, true));
		Issuance::<T>::recycle(&account, recycled)?;
		Self::store_rao_recycled_for_registration(netuid, recycled);
		SubnetLocked::<T>::insert(netuid, paid);
		// Nothing is left of an earlier subnet of this number, so this is the largest there was.
		LargestLocked::<T>::insert(netuid, paid);
		Ok(())
	}
}

impl<T: Config> SubnetCalls<T> for Pallet<T> {
	fn register_network(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		identity: Option<SubnetIdentityV3>,
	) -> DispatchResult {
		Self::create_subnet(&coldkey, &hotkey, identity).map(|_| ())
	}

	fn start_call(coldkey: T::AccountId, netuid: NetUid) -> DispatchResult {
		Self::start_subnet(&coldkey, netuid)
	}

	fn dissolve_network(netuid: NetUid) -> DispatchResult {
		Self::begin_dissolution(netuid)
	}

	fn set_subnet_identity(coldkey: T::AccountId, netuid: NetUid, identity: SubnetIdentityV3) -> DispatchResult {
		ensure!(Self::is_owner(netuid, &coldkey), Error::<T>::NotSubnetOwner);
		Self::store_subnet_identity(netuid, identity)
	}

	fn update_symbol(origin: T::RuntimeOrigin, netuid: NetUid, symbol: Vec<u8>) -> DispatchResult {
		Self::ensure_exists(netuid)?;
		Self::ensure_owner_or_root(origin, netuid)?;
		Self::change_symbol(netuid, symbol)
	}
}
