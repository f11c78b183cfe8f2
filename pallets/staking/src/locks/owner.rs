//! The hotkey of a subnet's owner: locks in its favour are all conviction. Spec: staking 10.2, 10.7, 10.8.

use super::sums::{Favoured, KINDS};
use crate::{Config, FormerOwnerHotkeys, Pallet};
use frame_support::storage::with_storage_layer;
use pallet_protocol::{now, OwnerCutAutoLockEnabled, SubnetOwner, SubnetOwnerHotkey};
use pallet_subnets::hooks::OnOwnerHotkeyChanged;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> OnOwnerHotkeyChanged<T::AccountId> for Pallet<T> {
	fn changed(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let has_locks = KINDS.into_iter().any(|kind| Self::stored_sum(netuid, Favoured::Owner, kind).is_some());
		if has_locks {
			FormerOwnerHotkeys::<T>::insert(netuid, old, now::<T>());
			Self::pour_sums(netuid, Favoured::Owner, Favoured::Hotkey(old));
		}
		FormerOwnerHotkeys::<T>::remove(netuid, new);
		Self::pour_sums(netuid, Favoured::Hotkey(new), Favoured::Owner);
	}
}

impl<T: Config> Pallet<T> {
	/// Locks the owner's cut of a subnet, which was staked on the owner's hotkey, if the subnet wants it: for the hotkey of the
	/// lock that the owner has, or else for its own. Where that cannot be done the cut stays free.
	pub fn lock_owner_cut(netuid: NetUid, alpha: AlphaBalance) {
		if !OwnerCutAutoLockEnabled::<T>::get(netuid) {
			return;
		}
		let coldkey = SubnetOwner::<T>::get(netuid);
		let held = Self::held_lock(&coldkey, netuid);
		let hotkey = held.map_or_else(|| SubnetOwnerHotkey::<T>::get(netuid), |held| held.hotkey);
		let _ = with_storage_layer(|| Self::lock(coldkey, hotkey, netuid, alpha));
	}
}
