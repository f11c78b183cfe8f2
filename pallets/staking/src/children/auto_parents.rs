//! Validators of root lend to the owner of a new subnet. Spec: staking 8.4.

use crate::{Config, Pallet, Subnets};
use alloc::vec;
use frame_support::storage::with_storage_layer;
use pallet_protocol::{domains::ChildCalls, AutoParentDelegationEnabled, Keys, SubnetOwnerHotkey, SubnetworkN};
use pallet_subnets::hooks::OnSubnetCreated;
use taonet_types::NetUid;

/// All of a stake, in parts of itself.
const ALL: u64 = u64::MAX;

impl<T: Config> OnSubnetCreated for Pallet<T> {
	/// As if the owner of each hotkey with a seat on root had lent all its stake to the owner's hotkey, unless it has forbidden
	/// that. There are no more than root's seats.
	fn created(netuid: NetUid) {
		let owner_hotkey = SubnetOwnerHotkey::<T>::get(netuid);
		for uid in 0..SubnetworkN::<T>::get(NetUid::ROOT) {
			let hotkey = Keys::<T>::get(NetUid::ROOT, uid);
			if hotkey == owner_hotkey || !AutoParentDelegationEnabled::<T>::get(&hotkey) {
				continue;
			}
			let Some(coldkey) = Subnets::<T>::owner_of(&hotkey) else { continue };
			let children = vec![(ALL, owner_hotkey.clone())];
			// Who may not lend now does not lend; the subnet is created all the same.
			let _ = with_storage_layer(|| Self::set_children(coldkey, hotkey, netuid, children));
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Lets a hotkey that takes the place of another have chosen the same.
	pub(crate) fn rename_auto_parent(old: &T::AccountId, new: &T::AccountId) {
		if AutoParentDelegationEnabled::<T>::contains_key(old) {
			AutoParentDelegationEnabled::<T>::insert(new, AutoParentDelegationEnabled::<T>::take(old));
		}
	}
}
