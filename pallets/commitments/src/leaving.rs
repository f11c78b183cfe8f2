//! Neurons that leave, hotkeys that are swapped, subnets that are no more.

use crate::{Config, LastCommitment, Pallet};
use alloc::vec::Vec;
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::{Cleared, OnNeuronLeft, OnSubnetDissolved};
use taonet_types::NetUid;

impl<T: Config> OnNeuronLeft<T::AccountId> for Pallet<T> {
	fn left(netuid: NetUid, hotkey: &T::AccountId) {
		Self::forget_place(netuid, hotkey);
	}
}

impl<T: Config> OnSubnetDissolved for Pallet<T> {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let most = usize::try_from(limit).unwrap_or(usize::MAX);
		let some: Vec<T::AccountId> = LastCommitment::<T>::iter_key_prefix(netuid).take(most).collect();
		for who in &some {
			Self::forget_place(netuid, who);
		}
		Cleared::of(&some, limit)
	}
}

impl<T: Config> OnKeysSwapped<T::AccountId> for Pallet<T> {
	fn hotkey_swapped(netuid: NetUid, old: &T::AccountId, new: &T::AccountId, _keep_stake: bool) {
		Self::rename_place(netuid, old, new);
	}

	/// Nothing is kept by coldkey.
	fn coldkey_swapped(_: &T::AccountId, _: &T::AccountId, _: u32) -> Cleared {
		Cleared::default()
	}
}
