//! Putting a hotkey in the place of another. Spec: staking 12.

use crate::{
	hooks::OnKeysSwapped, Config, Error, HotkeysToDisown, Issuance, Pallet, Protocol, ProtocolEvent, Subnets,
	TransitsTo,
};
use alloc::vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	defaults::{KEY_SWAP_COST, KEY_SWAP_ON_SUBNET_COST},
	domains::Waits,
	now,
	weights::ENTRIES_SWAPPED_AT_ONCE,
	ChildKeys, DecayingHotkeyLock, HotkeyLock, IsNetworkMember, LastHotkeySwapOnNetuid, TotalHotkeyAlpha,
	TotalHotkeySharesV2, TxRateLimit, Uids,
};
use taonet_types::{NetUid, TaoBalance};

/// What is asked for.
struct HotkeySwap<'a, AccountId> {
	coldkey: &'a AccountId,
	old: &'a AccountId,
	new: &'a AccountId,
	/// Whether stake, and what it has earned, stays with the old hotkey.
	keep_stake: bool,
}

impl<T: Config> Pallet<T> {
	/// Puts a hotkey in the place of another one of the same coldkey, on one subnet or on all of them.
	///
	/// # Errors
	///
	/// As [`Call::swap_hotkey_v2`](pallet_protocol::Call::swap_hotkey_v2) answers them.
	pub(crate) fn swap_hotkey_now(
		coldkey: &T::AccountId,
		old: &T::AccountId,
		new: &T::AccountId,
		netuid: Option<NetUid>,
		keep_stake: bool,
	) -> DispatchResult {
		let swap = HotkeySwap { coldkey, old, new, keep_stake };
		let netuids = netuid.map_or_else(Subnets::<T>::subnets, |netuid| vec![netuid]);
		Self::ensure_can_swap(&swap, netuid, &netuids)?;
		let cost = TaoBalance::new(if netuid.is_some() { KEY_SWAP_ON_SUBNET_COST } else { KEY_SWAP_COST });
		Issuance::<T>::recycle(coldkey, cost).map_err(|_| Error::<T>::NotEnoughBalanceToPaySwapHotKey)?;
		Subnets::<T>::create_account(coldkey, new)?;
		Subnets::<T>::note_key_swapped(coldkey);
		let (coldkey, old_hotkey, new_hotkey) = (coldkey.clone(), old.clone(), new.clone());
		match netuid {
			Some(netuid) => {
				Self::swap_hotkeys_on(&swap, &netuids)?;
				Protocol::<T>::deposit_event(ProtocolEvent::HotkeySwappedOnSubnet {
					coldkey,
					old_hotkey,
					new_hotkey,
					netuid,
				});
			},
			None => {
				Subnets::<T>::rename_delegate(old, new);
				if !keep_stake {
					// Something may still follow it on a subnet that is being dissolved.
					HotkeysToDisown::<T>::mutate(old, |transits| *transits = transits.or(Some(0)));
				}
				Self::swap_hotkeys_on(&swap, &netuids)?;
				Self::disown_if_bare(old);
				Protocol::<T>::deposit_event(ProtocolEvent::HotkeySwapped { coldkey, old_hotkey, new_hotkey });
			},
		}
		Ok(())
	}

	/// Renames the hotkey on these subnets, and lets as much of what others have on it follow as a call may.
	fn swap_hotkeys_on(swap: &HotkeySwap<T::AccountId>, netuids: &[NetUid]) -> DispatchResult {
		for netuid in netuids {
			Self::rename_hotkey_on(*netuid, swap, netuids.len() == 1)?;
		}
		let mut left = ENTRIES_SWAPPED_AT_ONCE;
		for netuid in netuids {
			let step = Self::continue_transit(*netuid, swap.old, left);
			left = left.saturating_sub(step.visited);
		}
		Ok(())
	}

	/// Renames all there is but a few of, and begins what follows.
	fn rename_hotkey_on(netuid: NetUid, swap: &HotkeySwap<T::AccountId>, is_alone: bool) -> DispatchResult {
		let HotkeySwap { coldkey, old, new, keep_stake } = *swap;
		if is_alone || Self::is_in_use_on(netuid, old) {
			LastHotkeySwapOnNetuid::<T>::insert(netuid, coldkey, now::<T>());
		}
		Subnets::<T>::rename_hotkey_on(netuid, old, new);
		Self::rename_relations(netuid, old, new);
		Self::rename_lock_sums(netuid, old, new);
		Subnets::<T>::rename_owner_hotkey(netuid, old, new);
		if !keep_stake {
			Self::rename_voting_power(netuid, old, new);
			if netuid.is_root() {
				Self::rename_rates(old, new);
				Self::rename_auto_parent(old, new);
			}
		}
		T::OnKeysSwapped::hotkey_swapped(netuid, old, new, keep_stake);
		Self::begin_transit(netuid, old, new, keep_stake)
	}

	/// The checks, in the order of their errors.
	fn ensure_can_swap(swap: &HotkeySwap<T::AccountId>, netuid: Option<NetUid>, netuids: &[NetUid]) -> DispatchResult {
		let HotkeySwap { coldkey, old, new, keep_stake } = *swap;
		Subnets::<T>::ensure_owns(coldkey, old)?;
		let owner = Subnets::<T>::owner_of(new);
		ensure!(owner.is_none_or(|owner| owner == *coldkey), Error::<T>::NonAssociatedColdKey);
		ensure!(old != new, Error::<T>::NewHotKeyIsSameWithOld);
		Self::ensure_swapped_long_ago(coldkey)?;
		for netuid in netuids {
			Subnets::<T>::ensure_exists(*netuid)?;
			ensure!(!Uids::<T>::contains_key(netuid, new), Error::<T>::HotKeyAlreadyRegisteredInSubNet);
			Self::ensure_not_in_transit(*netuid, old)?;
			Self::ensure_not_in_transit(*netuid, new)?;
		}
		if netuids.contains(&NetUid::ROOT) {
			Self::ensure_clean_for_root_swap(new)?;
		}
		for asked in netuids {
			if netuid.is_some() || Self::is_in_use_on(*asked, old) {
				Self::ensure_swapped_long_ago_on(*asked, coldkey)?;
			}
		}
		Subnets::<T>::ensure_no_subnet_account(new)?;
		if netuid.is_none() && !keep_stake {
			Subnets::<T>::ensure_can_disown(coldkey)?;
		}
		Ok(())
	}

	/// Whether a swap has an effect on this subnet that others notice: the hotkey is a member, or lends stake.
	fn is_in_use_on(netuid: NetUid, hotkey: &T::AccountId) -> bool {
		Uids::<T>::contains_key(netuid, hotkey) || ChildKeys::<T>::contains_key(hotkey, netuid)
	}

	fn ensure_swapped_long_ago(coldkey: &T::AccountId) -> DispatchResult {
		let (last, limit) = (Subnets::<T>::key_last_swapped(coldkey), TxRateLimit::<T>::get());
		// No swap is later than this block.
		let passed = last == 0 || limit == 0 || now::<T>().saturating_sub(last) > limit;
		ensure!(passed, Error::<T>::HotKeySetTxRateLimitExceeded);
		Ok(())
	}

	fn ensure_swapped_long_ago_on(netuid: NetUid, coldkey: &T::AccountId) -> DispatchResult {
		let last = LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey);
		// A limit that cannot be written is one that nobody lives to see.
		let passed = last == 0 || last.saturating_add(T::Waits::hotkey_swap_on_subnet()) < now::<T>();
		ensure!(passed, Error::<T>::HotKeySwapOnSubnetIntervalNotPassed);
		Ok(())
	}

	/// Whether nothing follows this hotkey or is following to it.
	fn ensure_not_in_transit(netuid: NetUid, hotkey: &T::AccountId) -> DispatchResult {
		let is_in_transit =
			Self::transit_from(hotkey, netuid).is_some() || TransitsTo::<T>::contains_key(netuid, hotkey);
		ensure!(!is_in_transit, Error::<T>::HotKeySetTxRateLimitExceeded);
		Ok(())
	}

	/// Whether somebody has locked stake in favour of the hotkey since it gave way.
	fn is_locked_for_anywhere(hotkey: &T::AccountId) -> bool {
		Subnets::<T>::subnets().into_iter().any(|netuid| {
			HotkeyLock::<T>::contains_key(netuid, hotkey) || DecayingHotkeyLock::<T>::contains_key(netuid, hotkey)
		})
	}

	/// Takes a hotkey that gave way everywhere from its coldkey when nothing follows any more, so that no stake is ever on a
	/// hotkey without owner. Where it is used again, or on a subnet that is being dissolved, it stays the coldkey's.
	pub(super) fn disown_if_bare(hotkey: &T::AccountId) {
		if HotkeysToDisown::<T>::get(hotkey) != Some(0) {
			return;
		}
		HotkeysToDisown::<T>::remove(hotkey);
		let is_member = IsNetworkMember::<T>::iter_prefix(hotkey).next().is_some();
		let has_stake = TotalHotkeyAlpha::<T>::iter_key_prefix(hotkey).next().is_some()
			|| TotalHotkeySharesV2::<T>::iter_key_prefix(hotkey).next().is_some();
		let is_locked_for = Self::is_locked_for_anywhere(hotkey);
		let is_bare = !is_member && !has_stake && !is_locked_for;
		if let Some(coldkey) = Subnets::<T>::owner_of(hotkey).filter(|_| is_bare) {
			// The list may have grown since the swap.
			if Subnets::<T>::ensure_can_disown(&coldkey).is_ok() {
				Subnets::<T>::disown(&coldkey, hotkey);
			}
		}
	}
}
