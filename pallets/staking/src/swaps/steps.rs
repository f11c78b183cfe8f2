//! What follows swapped keys, block by block. Spec: staking 11 and 12.

use crate::{
	dissolution::{count, most},
	ColdkeyTransits, Config, HotkeyTransits, LastSwapLookedAt, LastTransit, Pallet, Subnets,
};
use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use pallet_protocol::{domains::Waits, now, weights::ACCESSES_PER_SWAPPED_ENTRY, LastHotkeySwapOnNetuid};
use taonet_types::NetUid;

/// Hotkeys, and coldkeys, that one block goes on with. Each gets its part of the limit, so that nobody has to wait for the end
/// of a long one.
const MOST_TRANSITS: usize = 8;
/// Transits, on subnets that are being dissolved, that are passed over in a block.
const MOST_PASSED_OVER: usize = 32;
/// Entries that the end of a transit counts as, beside those that it visits: a hotkey may have to be disowned, for which all subnets are looked at.
const ENTRIES_OF_AN_END: u32 = 20;
/// Blocks in which a swap of a hotkey on a subnet is remembered at least. Spec: economics 5.
const SWAP_REMEMBERED: u64 = 7_200;

impl<T: Config> Pallet<T> {
	/// Looks at the next `limit` swaps of hotkeys on subnets, and forgets those that nobody has to wait for any more. The rules look
	/// at all swaps on a subnet once in 7200 blocks; how many these are nothing limits. Spec: economics 5.
	pub fn forget_old_swaps(limit: u32) -> Weight {
		let swaps = match LastSwapLookedAt::<T>::get() {
			Some(last) => LastHotkeySwapOnNetuid::<T>::iter_from(last.into_inner()),
			None => LastHotkeySwapOnNetuid::<T>::iter(),
		};
		let next: Vec<_> = swaps.take(most(limit)).collect();
		let kept = SWAP_REMEMBERED.max(T::Waits::hotkey_swap_on_subnet());
		let mut forgotten = 0u64;
		for (netuid, coldkey, block) in &next {
			// A wait that cannot be counted is one whose end nobody lives to see.
			if block.saturating_add(kept) < now::<T>() {
				LastHotkeySwapOnNetuid::<T>::remove(netuid, coldkey);
				forgotten = forgotten.saturating_add(1);
			}
		}
		match next.last().filter(|_| count(&next) == limit) {
			Some((netuid, coldkey, _)) => {
				let last = LastHotkeySwapOnNetuid::<T>::hashed_key_for(netuid, coldkey);
				LastSwapLookedAt::<T>::put(BoundedVec::truncate_from(last));
			},
			None => LastSwapLookedAt::<T>::kill(),
		}
		let reads = u64::from(count(&next)).saturating_add(2);
		T::DbWeight::get().reads_writes(reads, forgotten.saturating_add(1))
	}

	/// Moves at most about `limit` entries of what follows swapped hotkeys and coldkeys. What follows on a subnet that is being
	/// dissolved stays where it is, since its holders are being added up and paid.
	pub fn continue_swaps(limit: u32) -> Weight {
		let hotkeys = Self::next_transits();
		let coldkeys: Vec<_> = ColdkeyTransits::<T>::iter().take(MOST_PASSED_OVER).collect();
		let coldkeys: Vec<_> =
			coldkeys.into_iter().filter(|(old, _)| !Self::is_being_weighed(old)).take(MOST_TRANSITS).collect();
		let transits = u32::try_from(hotkeys.len().saturating_add(coldkeys.len())).unwrap_or(u32::MAX);
		let share = limit.div_ceil(transits.max(1));
		let mut visited = 0u32;
		for (netuid, old) in hotkeys {
			let step = Self::continue_transit(netuid, &old, share);
			visited = visited.saturating_add(step.visited).saturating_add(ENTRIES_OF_AN_END);
		}
		for (old, new) in coldkeys {
			let step = Self::continue_coldkey_transit(&old, &new, share);
			visited = visited.saturating_add(step.visited).saturating_add(ENTRIES_OF_AN_END);
		}
		let passed_over =
			u64::try_from(MOST_PASSED_OVER).unwrap_or(u64::MAX).saturating_mul(u64::from(transits.min(1)));
		let accesses = u64::from(visited).saturating_mul(ACCESSES_PER_SWAPPED_ENTRY).saturating_add(2);
		T::DbWeight::get().reads_writes(accesses.saturating_add(passed_over), accesses)
	}

	/// The next transits of hotkeys on live subnets, behind the last one that a block came to, and round to the first.
	fn next_transits() -> Vec<(NetUid, T::AccountId)> {
		let behind: Vec<_> = match LastTransit::<T>::get() {
			Some((netuid, hotkey)) => {
				let last = HotkeyTransits::<T>::hashed_key_for((netuid, hotkey));
				HotkeyTransits::<T>::iter_keys_from(last).take(MOST_PASSED_OVER).collect()
			},
			None => Vec::new(),
		};
		let from_the_first = HotkeyTransits::<T>::iter_keys().take(MOST_PASSED_OVER);
		let mut next: Vec<(NetUid, T::AccountId)> = Vec::new();
		for transit in behind.into_iter().chain(from_the_first).take(MOST_PASSED_OVER) {
			if next.len() < MOST_TRANSITS && Subnets::<T>::exists(transit.0) && !next.contains(&transit) {
				next.push(transit);
			}
		}
		match next.last() {
			Some(last) => LastTransit::<T>::put(last),
			None => LastTransit::<T>::kill(),
		}
		next
	}
}
