//! A hotkey that gives way to another takes what it has committed to with it. Spec: staking 12.
//!
//! Encrypted weights say inside whose they are, and nobody can change that: those of a hotkey that was swapped are dropped when their
//! queue is opened, as are those of a hotkey that is not registered. So the queues, which may hold megabytes, keep the old name.
//! Until then they count for the new one, which stands in their records.

use crate::{commits::MOST_COMMITS, Config, Pallet, Subnets};
use pallet_protocol::{Uids, WeightCommits};
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::Cleared;
use taonet_types::{NetUid, NetUidStorageIndex};

impl<T: Config> OnKeysSwapped<T::AccountId> for Pallet<T> {
	/// The new hotkey has the old one's uid already. Records are read only where it had one: what others have in queues cannot be set.
	fn hotkey_swapped(netuid: NetUid, old: &T::AccountId, new: &T::AccountId, _keep_stake: bool) {
		for index in Subnets::<T>::mechanisms(netuid) {
			Self::rename_commits(index, old, new);
			if Uids::<T>::contains_key(netuid, new) {
				Self::rename_in_records(index, old, new);
			}
		}
	}

	/// Nothing is kept by coldkey.
	fn coldkey_swapped(_: &T::AccountId, _: &T::AccountId, _: u32) -> Cleared {
		Cleared::default()
	}
}

impl<T: Config> Pallet<T> {
	/// Commitments by hash. Where the new hotkey has some too, the newest of both stay.
	fn rename_commits(index: NetUidStorageIndex, old: &T::AccountId, new: &T::AccountId) {
		let Some(mut commits) = WeightCommits::<T>::take(index, old) else { return };
		if let Some(others) = WeightCommits::<T>::get(index, new) {
			commits.extend(others);
			commits.sort_by_key(|(_, _, block, _)| *block);
			let excess = commits.len().saturating_sub(MOST_COMMITS);
			commits.drain(..excess);
		}
		WeightCommits::<T>::insert(index, new, commits);
	}
}
