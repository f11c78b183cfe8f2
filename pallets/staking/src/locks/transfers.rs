//! Locked stake that goes to another coldkey, or is sold by force. Spec: staking 10.5, 10.6.

use super::state::no_lock;
use crate::{Config, Error, Pallet};
use frame_support::{dispatch::DispatchResult, ensure};
use taonet_tokenomics::locks::{locked_part, part_with, reduced};
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Hands over the locked part of stake that is about to go to another coldkey on the same subnet: what is free goes first.
	/// `hotkey` is the one on which the stake lies.
	///
	/// # Errors
	///
	/// `LockHotkeyMismatch`, `AccountRejectsLockedAlpha`.
	pub(crate) fn shift_locked_part(
		coldkey: &T::AccountId,
		destination_coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		if coldkey == destination_coldkey {
			return Ok(());
		}
		let Some(held) = Self::touch_lock(coldkey, netuid) else { return Ok(()) };
		let mass = held.state.locked_mass;
		// Where both together are there, nothing of the lock has to go.
		let total = Self::stake_up_to(coldkey, hotkey, netuid, mass.saturating_add(alpha));
		let part = locked_part(total, mass, alpha);
		if part.is_zero() {
			return Ok(());
		}
		let receivers = Self::touch_lock(destination_coldkey, netuid);
		let is_for_another = receivers.as_ref().is_some_and(|receivers| receivers.hotkey != held.hotkey);
		ensure!(!is_for_another, Error::<T>::LockHotkeyMismatch);
		ensure!(Self::accepts_locked_alpha(destination_coldkey), Error::<T>::AccountRejectsLockedAlpha);

		let moved = part_with(held.state, part);
		Self::put_lock(coldkey, netuid, &held.hotkey, held.kind, held.state, held.state.minus(moved));
		let before = receivers.map_or_else(no_lock::<T>, |receivers| receivers.state);
		let kind = Self::lock_kind(destination_coldkey, netuid);
		Self::put_lock(destination_coldkey, netuid, &held.hotkey, kind, before, before.plus(moved));
		Ok(())
	}

	/// Unlocks so many alpha-rao, which were taken away although they may have been locked.
	pub fn reduce_lock(coldkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) {
		// The lock of a coldkey that gives way is the new one's already.
		let coldkey = &Self::coldkey_standing_for(coldkey);
		if let Some(held) = Self::touch_lock(coldkey, netuid) {
			let left = reduced(held.state, alpha);
			Self::put_lock(coldkey, netuid, &held.hotkey, held.kind, held.state, left);
		}
	}
}
