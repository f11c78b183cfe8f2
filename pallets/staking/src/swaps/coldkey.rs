//! Putting a coldkey in the place of another. Spec: staking 11.

use crate::{
	dissolution::most, hooks::OnKeysSwapped, AutoStakersOfSubnet, ColdkeyTransits, ColdkeyTransitsTo, Config, Error,
	Issuance, Pallet, PositionsOfColdkey, Protocol, ProtocolEvent, Subnets,
};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	weights::ENTRIES_SWAPPED_AT_ONCE, AlphaV2, AutoStakeDestination, LastColdkeyHotkeyStakeBlock,
	LastHotkeySwapOnNetuid, StakingHotkeys,
};
use pallet_subnets::{hooks::Cleared, Dissolutions, Stage};

/// Moves at most so many entries from the old coldkey to the new one.
type Step<AccountId> = fn(&AccountId, &AccountId, u32) -> Cleared;

impl<T: Config> Pallet<T> {
	/// The coldkey that stands for this one: itself, or the one in its place while what it had still follows. What is its in
	/// name, as an owner of hotkeys, is the other's in fact.
	pub fn coldkey_standing_for(coldkey: &T::AccountId) -> T::AccountId {
		let new = if ColdkeyTransits::<T>::count() == 0 { None } else { ColdkeyTransits::<T>::get(coldkey) };
		new.unwrap_or_else(|| coldkey.clone())
	}

	/// The coldkey that a hotkey earns for: its owner, or who stands for the owner; none if nobody has claimed it.
	pub fn owner_in_fact(hotkey: &T::AccountId) -> Option<T::AccountId> {
		Subnets::<T>::owner_of(hotkey).map(|owner| Self::coldkey_standing_for(&owner))
	}

	/// Puts a coldkey in the place of another, with everything that it has. What there may be very much of follows in the next
	/// blocks, in which the old coldkey can do nothing.
	///
	/// # Errors
	///
	/// `ColdKeyAlreadyAssociated` (the new coldkey has staked, or owns hotkeys, or something still follows one of both),
	/// `NewColdKeyIsHotkey`, `CannotUseSystemAccount`, `ActiveLockExists`.
	pub(crate) fn swap_coldkey_now(old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
		let is_new = old != new && StakingHotkeys::<T>::decode_len(new).unwrap_or(0) == 0;
		let is_swapping = [old, new].into_iter().any(Self::is_coldkey_in_transit);
		ensure!(is_new && !is_swapping, Error::<T>::ColdKeyAlreadyAssociated);
		ensure!(Subnets::<T>::owner_of(new).is_none(), Error::<T>::NewColdKeyIsHotkey);
		Subnets::<T>::ensure_no_subnet_account(new)?;
		Self::ensure_no_locks(new)?;
		ColdkeyTransits::<T>::insert(old, new);
		ColdkeyTransitsTo::<T>::insert(new, old);
		Subnets::<T>::rename_coldkey(old, new);
		Self::rename_locker(old, new);
		Self::rename_claim_settings(old, new);
		Self::rename_auto_staker(old, new);
		Self::rename_swapper(old, new);
		Issuance::<T>::transfer_all(old, new)?;
		Self::continue_coldkey_transit(old, new, ENTRIES_SWAPPED_AT_ONCE);
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapped {
			old_coldkey: old.clone(),
			new_coldkey: new.clone(),
		});
		Ok(())
	}

	/// Moves at most `limit` entries of what the old coldkey has to the new one. When nothing is left, the old one is an account
	/// like any other.
	pub(crate) fn continue_coldkey_transit(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		if Self::is_being_weighed(old) {
			return Cleared { visited: 1, unfinished: true };
		}
		let steps: [Step<T::AccountId>; 5] = [
			Self::rename_positions,
			Self::rename_stake_blocks,
			Subnets::<T>::rename_staker,
			Subnets::<T>::rename_owner,
			T::OnKeysSwapped::coldkey_swapped,
		];
		let mut visited = 0u32;
		for step in steps {
			let done = step(old, new, limit.saturating_sub(visited));
			visited = visited.saturating_add(done.visited);
			if done.unfinished {
				return Cleared { visited, unfinished: true };
			}
		}
		// What came in the meantime. Less than an account must have stays where it is if the new one does not exist.
		let _ = Issuance::<T>::transfer_all(old, new);
		ColdkeyTransits::<T>::remove(old);
		ColdkeyTransitsTo::<T>::remove(new);
		Cleared { visited, unfinished: false }
	}

	/// Whether something follows this coldkey, or follows another one to it. It could neither give way nor be given anything
	/// then: a lock would be where its stake is not.
	fn is_coldkey_in_transit(coldkey: &T::AccountId) -> bool {
		ColdkeyTransits::<T>::contains_key(coldkey) || ColdkeyTransitsTo::<T>::contains_key(coldkey)
	}

	/// Whether the coldkey has stake on a subnet whose holders are being added up: nobody may come or go there then.
	pub(super) fn is_being_weighed(coldkey: &T::AccountId) -> bool {
		Dissolutions::<T>::iter()
			.filter(|(_, dissolution)| matches!(dissolution.stage, Stage::Weighing { .. }))
			.any(|(netuid, _)| PositionsOfColdkey::<T>::iter_key_prefix((coldkey, netuid)).next().is_some())
	}

	fn rename_positions(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let positions: Vec<_> = PositionsOfColdkey::<T>::iter_key_prefix((old,)).take(most(limit)).collect();
		let mut visited = 0u32;
		for (netuid, hotkey) in &positions {
			if visited >= limit {
				return Cleared { visited, unfinished: true };
			}
			let share = AlphaV2::<T>::get((hotkey, old, netuid));
			Self::hand_over_share((hotkey, old), (hotkey, new), *netuid, share);
			visited = visited.saturating_add(Self::entries_of_a_share(hotkey, *netuid));
		}
		Cleared { visited, unfinished: visited >= limit }
	}

	fn rename_stake_blocks(old: &T::AccountId, new: &T::AccountId, limit: u32) -> Cleared {
		let blocks: Vec<_> = LastColdkeyHotkeyStakeBlock::<T>::iter_prefix(old).take(most(limit)).collect();
		for (hotkey, block) in &blocks {
			LastColdkeyHotkeyStakeBlock::<T>::remove(old, hotkey);
			LastColdkeyHotkeyStakeBlock::<T>::mutate(new, hotkey, |last| *last = Some(*block).max(*last));
		}
		Cleared::of(&blocks, limit)
	}

	/// Stakes what the coldkey's miners earn where the old coldkey wanted it. There is one entry for a subnet at most.
	fn rename_auto_staker(old: &T::AccountId, new: &T::AccountId) {
		let destinations: Vec<_> = AutoStakeDestination::<T>::drain_prefix(old).collect();
		for (netuid, hotkey) in destinations {
			AutoStakersOfSubnet::<T>::remove((netuid, &hotkey, old));
			if let Some(before) = AutoStakeDestination::<T>::get(new, netuid) {
				AutoStakersOfSubnet::<T>::remove((netuid, before, new));
			}
			AutoStakersOfSubnet::<T>::insert((netuid, &hotkey, new), ());
			AutoStakeDestination::<T>::insert(new, netuid, hotkey);
		}
	}

	/// Lets the new coldkey wait with the next swap of a hotkey on a subnet as long as the old one would have to.
	fn rename_swapper(old: &T::AccountId, new: &T::AccountId) {
		for netuid in Subnets::<T>::subnets() {
			let last = LastHotkeySwapOnNetuid::<T>::take(netuid, old);
			if last > 0 {
				LastHotkeySwapOnNetuid::<T>::mutate(netuid, new, |block| *block = last.max(*block));
			}
		}
		Subnets::<T>::note_key_swapped(new);
	}
}
