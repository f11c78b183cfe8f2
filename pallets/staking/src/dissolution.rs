//! What becomes of stake when its subnet is dissolved. Spec: subnets 3, economics 17.3.

use crate::{AutoStakersOfSubnet, Config, HoldersOfSubnet, HotkeysOfSubnet, Pallet};
use alloc::vec::Vec;
use frame_support::BoundedVec;
use pallet_protocol::{AlphaV2, AutoStakeDestination, LastHotkeySwapOnNetuid, TotalHotkeyAlpha, TotalHotkeySharesV2};
use pallet_subnets::hooks::{AlphaHolders, Cleared, Cursor, OnSubnetDissolved, Weighed};
use taonet_share_pool::SafeFloat;
use taonet_types::NetUid;

/// So many entries, as iterators count.
pub(crate) fn most(limit: u32) -> usize {
	usize::try_from(limit).unwrap_or(usize::MAX)
}

/// So many entries, of which there are no more than some limit.
pub(crate) fn count<E>(entries: &[E]) -> u32 {
	u32::try_from(entries.len()).unwrap_or(u32::MAX)
}

impl<T: Config> AlphaHolders<T::AccountId> for Pallet<T> {
	fn weigh(netuid: NetUid, from: Option<Cursor>, limit: u32) -> Weighed {
		let holders = match from {
			Some(last) => HoldersOfSubnet::<T>::iter_key_prefix_from((netuid,), last.into_inner()),
			None => HoldersOfSubnet::<T>::iter_key_prefix((netuid,)),
		};
		let next: Vec<_> = holders.take(most(limit)).collect();
		let visited = count(&next);
		let last = next.last().filter(|_| visited == limit).map(|(hotkey, coldkey)| {
			BoundedVec::truncate_from(HoldersOfSubnet::<T>::hashed_key_for((netuid, hotkey, coldkey)))
		});
		let stakes = next.iter().map(|(hotkey, coldkey)| Self::stake_of(hotkey, coldkey, netuid));
		Weighed { alpha: stakes.map(|stake| u128::from(stake.get())).sum(), visited, next: last }
	}

	/// The hotkeys' pools stay as they are until all are paid, so that everybody's share is worth what it was when it was
	/// weighed.
	fn take(netuid: NetUid, limit: u32, pay: &mut dyn FnMut(&T::AccountId, u128)) -> Cleared {
		let next: Vec<_> = HoldersOfSubnet::<T>::iter_key_prefix((netuid,)).take(most(limit)).collect();
		let visited = count(&next);
		for (hotkey, coldkey) in next {
			pay(&coldkey, Self::stake_of(&hotkey, &coldkey, netuid).get().into());
			let position = (&hotkey, &coldkey, netuid);
			Self::store_share(position, AlphaV2::<T>::get(position), SafeFloat::ZERO);
		}
		Cleared { visited, unfinished: visited == limit }
	}
}

impl<T: Config> OnSubnetDissolved for Pallet<T> {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let steps: [fn(NetUid, u32) -> Cleared; 8] = [
			Self::forget_transits,
			Self::forget_pools,
			Self::forget_auto_stakers,
			Self::forget_swaps,
			Self::forget_claims,
			Self::forget_children,
			Self::forget_locks,
			Self::forget_voting_power,
		];
		let mut visited = 0u32;
		for step in steps {
			let done = step(netuid, limit.saturating_sub(visited));
			// Each at most what was left of the limit.
			visited = visited.saturating_add(done.visited);
			if done.unfinished {
				return Cleared { visited, unfinished: true };
			}
		}
		Cleared { visited, unfinished: false }
	}
}

impl<T: Config> Pallet<T> {
	/// Forgets what hotkeys hold, after all who have a share of it were paid.
	fn forget_pools(netuid: NetUid, limit: u32) -> Cleared {
		let hotkeys: Vec<_> = HotkeysOfSubnet::<T>::iter_key_prefix(netuid).take(most(limit)).collect();
		for hotkey in &hotkeys {
			TotalHotkeyAlpha::<T>::remove(hotkey, netuid);
			TotalHotkeySharesV2::<T>::remove(hotkey, netuid);
			HotkeysOfSubnet::<T>::remove(netuid, hotkey);
		}
		Cleared::of(&hotkeys, limit)
	}

	fn forget_auto_stakers(netuid: NetUid, limit: u32) -> Cleared {
		let stakers: Vec<_> = AutoStakersOfSubnet::<T>::iter_key_prefix((netuid,)).take(most(limit)).collect();
		for (hotkey, coldkey) in &stakers {
			AutoStakeDestination::<T>::remove(coldkey, netuid);
			AutoStakersOfSubnet::<T>::remove((netuid, hotkey, coldkey));
		}
		Cleared::of(&stakers, limit)
	}

	/// Forgets when coldkeys last swapped a hotkey there.
	fn forget_swaps(netuid: NetUid, limit: u32) -> Cleared {
		let coldkeys: Vec<_> = LastHotkeySwapOnNetuid::<T>::drain_prefix(netuid).take(most(limit)).collect();
		Cleared::of(&coldkeys, limit)
	}
}
