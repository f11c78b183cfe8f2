//! Forgetting all that was locked on a dissolved subnet. Spec: subnets 3.

use crate::{
	dissolution::{count, most},
	Config, FormerOwnerHotkeys, LocksOfSubnet, OwnershipChecks, Pallet, PerpetualLockers,
};
use alloc::vec::Vec;
use pallet_protocol::{
	DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys, OwnerLock,
};
use pallet_subnets::hooks::Cleared;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Forgets locks, sums and choices, at most `limit` of them; what there is but one of goes with the last of them.
	pub(crate) fn forget_locks(netuid: NetUid, limit: u32) -> Cleared {
		let mut left = limit;
		let locks: Vec<_> = LockingColdkeys::<T>::iter_key_prefix((netuid,)).take(most(left)).collect();
		for (hotkey, coldkey) in &locks {
			LockingColdkeys::<T>::remove((netuid, hotkey, coldkey));
			Lock::<T>::remove((coldkey, netuid, hotkey));
		}
		left = left.saturating_sub(count(&locks));

		let choices: Vec<_> = PerpetualLockers::<T>::iter_key_prefix(netuid).take(most(left)).collect();
		for coldkey in &choices {
			PerpetualLockers::<T>::remove(netuid, coldkey);
			DecayingLock::<T>::remove(coldkey, netuid);
		}
		left = left.saturating_sub(count(&choices));

		left = left.saturating_sub(count(&HotkeyLock::<T>::drain_prefix(netuid).take(most(left)).collect::<Vec<_>>()));
		let decaying: Vec<_> = DecayingHotkeyLock::<T>::drain_prefix(netuid).take(most(left)).collect();
		left = left.saturating_sub(count(&decaying));
		let former: Vec<_> = FormerOwnerHotkeys::<T>::drain_prefix(netuid).take(most(left)).collect();
		left = left.saturating_sub(count(&former));

		// Where the limit was reached it is not known whether anything is left.
		if left > 0 {
			OwnerLock::<T>::remove(netuid);
			DecayingOwnerLock::<T>::remove(netuid);
			LocksOfSubnet::<T>::remove(netuid, false);
			LocksOfSubnet::<T>::remove(netuid, true);
			OwnershipChecks::<T>::remove(netuid);
		}
		Cleared { visited: limit.saturating_sub(left), unfinished: left == 0 }
	}
}
