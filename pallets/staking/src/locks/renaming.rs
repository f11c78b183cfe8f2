//! A hotkey or a coldkey that gives way to another: what is locked for it or by it. Spec: staking 11 and 12.

use super::sums::Favoured;
use crate::{Config, Error, FormerOwnerHotkeys, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{AccountFlags, DecayingLock, Lock, LockingColdkeys, SubnetOwnerHotkey};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Writes one lock under the hotkey that stands for the old one. The sums do not change: what is locked for the old one is
	/// summed with what is locked for the new one already ([`Self::rename_lock_sums`]).
	pub(crate) fn rename_locked_hotkey(coldkey: &T::AccountId, netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		LockingColdkeys::<T>::remove((netuid, old, coldkey));
		if let Some(lock) = Lock::<T>::take((coldkey, netuid, old)) {
			Lock::<T>::insert((coldkey, netuid, new), lock);
			LockingColdkeys::<T>::insert((netuid, new, coldkey), ());
		}
	}

	/// Sums what is locked for a hotkey under the new one. The sums of a subnet owner's hotkey are stored without its name, and
	/// stay: the caller names the new one as the owner's afterwards. A search for who rules the subnet knows the new one too.
	pub(crate) fn rename_lock_sums(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let favoured = Self::pour_renamed_sums(netuid, old, new);
		Self::rename_in_search(netuid, old, (new, favoured));
	}

	/// Answers as what the new hotkey is summed then.
	fn pour_renamed_sums<'a>(netuid: NetUid, old: &T::AccountId, new: &'a T::AccountId) -> Favoured<'a, T::AccountId> {
		let owners = SubnetOwnerHotkey::<T>::try_get(netuid).ok();
		if owners.as_ref() == Some(old) {
			FormerOwnerHotkeys::<T>::remove(netuid, new);
			Self::pour_sums(netuid, Favoured::Hotkey(new), Favoured::Owner);
			return Favoured::Owner;
		}
		let until = FormerOwnerHotkeys::<T>::take(netuid, old);
		if owners.as_ref() == Some(new) {
			Self::pour_sums(netuid, Favoured::Hotkey(old), Favoured::Owner);
			return Favoured::Owner;
		}
		Self::pour_sums(netuid, Favoured::Hotkey(old), Favoured::Hotkey(new));
		if until.is_some() {
			FormerOwnerHotkeys::<T>::mutate(netuid, new, |last| *last = until.max(*last));
		}
		Favoured::Hotkey(new)
	}

	/// Whether a coldkey has no locks, so that it can take over those of another. Locks of which nothing is left are removed.
	/// There is one for each subnet at most.
	///
	/// # Errors
	///
	/// `ActiveLockExists`.
	pub(crate) fn ensure_no_locks(coldkey: &T::AccountId) -> DispatchResult {
		let netuids: Vec<NetUid> = Lock::<T>::iter_key_prefix((coldkey,)).map(|(netuid, _)| netuid).collect();
		for netuid in netuids {
			ensure!(Self::touch_lock(coldkey, netuid).is_none(), Error::<T>::ActiveLockExists);
		}
		Ok(())
	}

	/// Gives what a coldkey has locked to another one without locks, and what it has chosen about locks. There is one entry of
	/// each for a subnet at most.
	pub(crate) fn rename_locker(old: &T::AccountId, new: &T::AccountId) {
		let locks: Vec<_> = Lock::<T>::drain_prefix((old,)).collect();
		for ((netuid, hotkey), lock) in locks {
			LockingColdkeys::<T>::remove((netuid, &hotkey, old));
			LockingColdkeys::<T>::insert((netuid, &hotkey, new), ());
			Lock::<T>::insert((new, netuid, &hotkey), lock);
			// A lock decays or not as it did, whatever the new coldkey had chosen for its own.
			Self::store_lock_kind(new, netuid, DecayingLock::<T>::get(old, netuid) == Some(false));
		}
		let choices: Vec<_> = DecayingLock::<T>::iter_prefix(old).collect();
		for (netuid, decays) in choices {
			Self::store_lock_kind(old, netuid, false);
			Self::store_lock_kind(new, netuid, !decays);
		}
		if AccountFlags::<T>::contains_key(old) {
			AccountFlags::<T>::insert(new, AccountFlags::<T>::take(old));
		}
	}
}
