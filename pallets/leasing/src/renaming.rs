//! Beneficiaries and contributors whose coldkey was swapped. Spec: staking 11.

use crate::{Config, Issuance, LeaseProxies, Pallet, SmallParts};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, storage::with_storage_layer, traits::Get};
use frame_system::Pallet as System;
use pallet_protocol::{
	types::{LeaseId, SubnetLeaseOf},
	SubnetLeaseShares, SubnetLeases,
};
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::Cleared;
use taonet_types::NetUid;

impl<T: Config> OnKeysSwapped<T::AccountId> for Pallet<T> {
	/// Nobody can sign for the coldkey that owns a lease's hotkey, and no other hotkey is known here.
	fn hotkey_swapped(_: NetUid, _: &T::AccountId, _: &T::AccountId, _: bool) {}

	fn coldkey_swapped(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let mut all = Cleared::default();
		// Not more than there are subnets.
		let leases: Vec<LeaseId> = SubnetLeases::<T>::iter_keys().collect();
		for lease_id in leases {
			// Each visits at most what is left.
			let step = Self::rename_in(lease_id, old, new, limit.saturating_sub(all.visited));
			all.visited = all.visited.saturating_add(step.visited);
			all.unfinished |= step.unfinished;
		}
		all
	}
}

impl<T: Config> Pallet<T> {
	/// Puts `new` where a lease names `old`. A payout goes by the order of the contributors, so that it is completed first:
	/// somebody might be paid twice otherwise, or not at all.
	fn rename_in(lease_id: LeaseId, old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let Some(mut lease) = SubnetLeases::<T>::get(lease_id) else { return Cleared::default() };
		let has_share = SubnetLeaseShares::<T>::contains_key(lease_id, old);
		if !has_share && lease.beneficiary != *old && lease.coldkey != *old {
			return Cleared::default();
		}
		let paid = Self::continue_payout(lease_id, limit, T::MinStake::get());
		if paid >= limit {
			return Cleared { visited: paid, unfinished: true };
		}
		if has_share {
			Self::rename_contributor(lease_id, old, new);
		}
		Self::rename_small_part(lease_id, old, new);
		if lease.beneficiary == *old {
			Self::rename_proxy(&lease, new);
			lease.beneficiary = new.clone();
		}
		if lease.coldkey == *old {
			Self::move_proxy(&lease, new);
			System::<T>::inc_providers(new);
			// It fails where something else depends on the account, which then remains.
			let _ = System::<T>::dec_providers(old);
			lease.coldkey = new.clone();
		}
		SubnetLeases::<T>::insert(lease_id, lease);
		Cleared { visited: paid.saturating_add(1), unfinished: false }
	}

	fn rename_contributor(lease_id: LeaseId, old: &T::AccountId, new: &T::AccountId) {
		let share = SubnetLeaseShares::<T>::take(lease_id, old);
		// All shares of a lease together are less than 1.
		SubnetLeaseShares::<T>::mutate(lease_id, new, |before| *before = before.saturating_add(share));
	}

	fn rename_small_part(lease_id: LeaseId, old: &T::AccountId, new: &T::AccountId) {
		if let Some(part) = SmallParts::<T>::take(lease_id, old) {
			let before = SmallParts::<T>::get(lease_id, new).unwrap_or_default();
			// Both are parts of the same stake.
			SmallParts::<T>::insert(lease_id, new, before.saturating_add(part));
		}
	}

	/// Lets the new beneficiary act for the lease. Where that fails it stays as it is: the swap goes on.
	fn rename_proxy(lease: &SubnetLeaseOf<T>, new: &T::AccountId) {
		let _ = with_storage_layer(|| -> DispatchResult {
			T::Proxies::remove(&lease.coldkey, &lease.beneficiary)?;
			T::Proxies::add(&lease.coldkey, new)
		});
	}

	/// Lets the beneficiary act for the lease's new coldkey, which takes over the deposit. Where that fails it stays as it is:
	/// the swap goes on.
	fn move_proxy(lease: &SubnetLeaseOf<T>, new: &T::AccountId) {
		let _ = with_storage_layer(|| -> DispatchResult {
			T::Proxies::remove(&lease.coldkey, &lease.beneficiary)?;
			Issuance::<T>::transfer_all(&lease.coldkey, new)?;
			T::Proxies::add(new, &lease.beneficiary)
		});
	}
}
