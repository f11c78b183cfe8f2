//! A hotkey or a coldkey that gives way to another: what this domain keeps under it. Spec: staking 11 and 12.
//!
//! Whether it may, the caller has checked. Lists that may be long are neither read nor written here as a whole; what has to be
//! visited one by one is visited at most `limit` at a time.

use crate::{
	hooks::{Cleared, OnOwnerHotkeyChanged},
	Config, Error, HotkeysOfColdkey, Pallet, SlotsOfColdkey, StakedBefore,
};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	types::RateLimitKey, Axons, Delegates, IdentitiesV2, IsNetworkMember, Keys, LastRateLimitedBlock,
	NeuronCertificates, OwnedHotkeys, Owner, Prometheus, StakingHotkeys, SubnetOwner, SubnetOwnerHotkey, Uids,
};
use taonet_types::NetUid;

/// Most hotkeys that a coldkey may own when one of them gives way on all subnets: their list is read and written then.
pub const MOST_OWNED: usize = 10_000;

impl<T: Config> Pallet<T> {
	/// Names the hotkey whose slot on the subnet is never taken.
	pub fn change_owner_hotkey(netuid: NetUid, hotkey: &T::AccountId) {
		let old = SubnetOwnerHotkey::<T>::get(netuid);
		SubnetOwnerHotkey::<T>::insert(netuid, hotkey);
		if old != *hotkey {
			T::OnOwnerHotkeyChanged::changed(netuid, &old, hotkey);
		}
	}

	/// Gives a subnet to another coldkey, which may do at once what owners do only so often.
	pub fn give_subnet(netuid: NetUid, coldkey: &T::AccountId) {
		Self::forget_owner_limits(netuid, &SubnetOwner::<T>::get(netuid));
		SubnetOwner::<T>::insert(netuid, coldkey);
	}

	/// Puts a hotkey in the place of another on one subnet: slot, addresses, and how long it has to wait. The new one must not
	/// be registered there. Both must have the same owner.
	pub fn rename_hotkey_on(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		if let Some(uid) = Uids::<T>::take(netuid, old) {
			Uids::<T>::insert(netuid, new, uid);
			Keys::<T>::insert(netuid, uid, new);
			IsNetworkMember::<T>::remove(old, netuid);
			IsNetworkMember::<T>::insert(new, netuid, true);
		}
		if let Some(axon) = Axons::<T>::take(netuid, old) {
			Axons::<T>::insert(netuid, new, axon);
		}
		if let Some(certificate) = NeuronCertificates::<T>::take(netuid, old) {
			NeuronCertificates::<T>::insert(netuid, new, certificate);
		}
		if let Some(prometheus) = Prometheus::<T>::take(netuid, old) {
			Prometheus::<T>::insert(netuid, new, prometheus);
		}
		Self::rename_children_limits(netuid, old, new);
	}

	/// Gives the new hotkey what the old one was beside all subnets: the take that it has set.
	pub fn rename_delegate(old: &T::AccountId, new: &T::AccountId) {
		if Delegates::<T>::contains_key(old) {
			Delegates::<T>::insert(new, Delegates::<T>::take(old));
		}
		for key in [RateLimitKey::LastTxBlockDelegateTake, RateLimitKey::LastTxBlockChildKeyTake] {
			let last = LastRateLimitedBlock::<T>::take(key(old.clone()));
			if last > 0 {
				LastRateLimitedBlock::<T>::insert(key(new.clone()), last);
			}
		}
	}

	/// Whether the list of what a coldkey owns is short enough for [`Self::disown`].
	///
	/// # Errors
	///
	/// `InvalidValue`.
	pub fn ensure_can_disown(coldkey: &T::AccountId) -> DispatchResult {
		let owned = OwnedHotkeys::<T>::decode_len(coldkey).unwrap_or(0);
		ensure!(owned <= MOST_OWNED, Error::<T>::InvalidValue);
		Ok(())
	}

	/// Takes a hotkey, on which nothing may be left, from the coldkey that owns it. It can be claimed anew. It stays on the list
	/// of those staked to.
	pub fn disown(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		Owner::<T>::remove(hotkey);
		HotkeysOfColdkey::<T>::remove(coldkey, hotkey);
		OwnedHotkeys::<T>::mutate_exists(coldkey, |list| {
			let left: Vec<_> = list.take().unwrap_or_default().into_iter().filter(|owned| owned != hotkey).collect();
			*list = (!left.is_empty()).then_some(left);
		});
		StakedBefore::<T>::insert(coldkey, hotkey, ());
	}

	/// Puts another hotkey in the place of a subnet owner's, if it is that. Whoever treats it unlike others has renamed it
	/// already.
	pub fn rename_owner_hotkey(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		if SubnetOwnerHotkey::<T>::get(netuid) == *old {
			SubnetOwnerHotkey::<T>::insert(netuid, new);
		}
	}

	/// Gives the new coldkey what the old one was on subnets and beside them, but for its hotkeys: the subnets that it owns, and its
	/// identity if the new one has none.
	pub fn rename_coldkey(old: &T::AccountId, new: &T::AccountId) {
		for netuid in SubnetOwner::<T>::iter_keys().collect::<Vec<_>>() {
			if SubnetOwner::<T>::get(netuid) == *old {
				SubnetOwner::<T>::insert(netuid, new);
				Self::rename_owner_limits(netuid, old, new);
			}
		}
		if let Some(identity) = IdentitiesV2::<T>::take(old) {
			if !IdentitiesV2::<T>::contains_key(new) {
				IdentitiesV2::<T>::insert(new, identity);
			}
		}
	}

	/// Gives at most `limit` hotkeys of the old coldkey to the new one. When none is left the list of those that the old one owns
	/// is gone.
	pub fn rename_owner(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let hotkeys: Vec<T::AccountId> = HotkeysOfColdkey::<T>::iter_key_prefix(old).take(most(limit)).collect();
		for hotkey in &hotkeys {
			HotkeysOfColdkey::<T>::remove(old, hotkey);
			HotkeysOfColdkey::<T>::insert(new, hotkey, ());
			Owner::<T>::insert(hotkey, new);
			OwnedHotkeys::<T>::append(new, hotkey);
			Self::list_owned(new, hotkey);
			Self::move_slots(hotkey, old, new);
		}
		let cleared = Cleared::of(&hotkeys, limit);
		if !cleared.unfinished {
			OwnedHotkeys::<T>::remove(old);
		}
		cleared
	}

	/// Puts at most `limit` hotkeys that the old coldkey has ever staked to on the list of the new one. Runs before
	/// [`Self::rename_owner`]. When none is left the list of the old one is gone.
	pub fn rename_staker(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let hotkeys: Vec<T::AccountId> = StakedBefore::<T>::iter_key_prefix(old).take(most(limit)).collect();
		for hotkey in &hotkeys {
			StakedBefore::<T>::remove(old, hotkey);
			Self::note_staking_hotkey(new, hotkey);
		}
		let cleared = Cleared::of(&hotkeys, limit);
		if !cleared.unfinished {
			StakingHotkeys::<T>::remove(old);
		}
		cleared
	}

	/// Counts the slots of a hotkey for the coldkey that owns it now.
	fn move_slots(hotkey: &T::AccountId, old: &T::AccountId, new: &T::AccountId) {
		let count = IsNetworkMember::<T>::iter_prefix(hotkey).filter(|(_, is_member)| *is_member).count();
		// There are no more slots than 4096 subnets of 256 neurons.
		let count = u32::try_from(count).unwrap_or(u32::MAX);
		if count > 0 {
			SlotsOfColdkey::<T>::mutate_exists(old, |slots| {
				*slots = slots.and_then(|slots| slots.checked_sub(count)).filter(|slots| *slots > 0);
			});
			SlotsOfColdkey::<T>::mutate(new, |slots| *slots = slots.saturating_add(count));
		}
	}
}

/// So many entries, as iterators count.
fn most(limit: u32) -> usize {
	usize::try_from(limit).unwrap_or(usize::MAX)
}
