//! Commitments on subnets and mechanisms that are no more.

use crate::{Config, Pallet, QueuesOf, RevealWaits, SweptTo};
use alloc::vec::Vec;
use pallet_protocol::WeightCommits;
use pallet_subnets::hooks::{Cleared, OnMechanismRemoved, OnSubnetDissolved};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Most entries that are forgotten at once when a mechanism is removed: the queues of all epochs, and as many
/// hotkeys as four full subnets have.
/// Should there be more, those hotkeys left long ago, and what they committed to is worth nothing if the mechanism returns.
const MOST_FORGOTTEN: u32 = 1_024;

impl<T: Config> OnSubnetDissolved for Pallet<T> {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		Self::forget_commits(netuid, limit)
	}
}

impl<T: Config> OnMechanismRemoved for Pallet<T> {
	fn removed(index: NetUidStorageIndex) {
		Self::forget_commits_of(index, MOST_FORGOTTEN);
	}
}

impl<T: Config> Pallet<T> {
	/// Forgets what was committed to on a subnet, at most `limit` hotkeys and queues.
	pub fn forget_commits(netuid: NetUid, limit: u32) -> Cleared {
		let mut left = limit;
		// All that can exist, whatever has become of the number of mechanisms.
		for mecid in 0..NetUidStorageIndex::MAX_MECHANISMS {
			if let Some(index) = NetUidStorageIndex::of(netuid, MechId::new(mecid)) {
				left = Self::forget_commits_of(index, left);
			}
		}
		if left > 0 {
			RevealWaits::<T>::remove(netuid);
		}
		// Where the limit was reached it is not known whether anything is left.
		Cleared { visited: limit.saturating_sub(left), unfinished: left == 0 }
	}

	/// Forgets what was committed to on a mechanism, and answers what is left of the limit.
	fn forget_commits_of(index: NetUidStorageIndex, limit: u32) -> u32 {
		let mut left = limit;
		if let Some(mut queues) = QueuesOf::<T>::get(index) {
			let forgotten = queues.take_before(u64::MAX, most(left));
			for epoch in &forgotten {
				Self::store_queue(index, *epoch, Vec::new());
			}
			left = minus(left, forgotten.len());
			Self::store_queues(index, queues);
		}
		left = minus(left, WeightCommits::<T>::drain_prefix(index).take(most(left)).count());
		if left > 0 {
			SweptTo::<T>::remove(index);
		}
		left
	}
}

/// So many entries, as iterators count.
fn most(limit: u32) -> usize {
	usize::try_from(limit).unwrap_or(usize::MAX)
}

/// What is left of a limit after so many entries, which are no more.
fn minus(limit: u32, entries: usize) -> u32 {
	limit.saturating_sub(u32::try_from(entries).unwrap_or(u32::MAX))
}
