//! What the calls do. Spec: staking 10.5.

use super::state::no_lock;
use crate::{Config, Error, Pallet, PerpetualLockers, Protocol, ProtocolEvent, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{domains::LockCalls, AccountFlags, DecayingLock};
use taonet_tokenomics::locks::LockState;
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

/// The bit of [`AccountFlags`] that says that an account accepts locked alpha.
const ACCEPTS_LOCKED_ALPHA: u128 = 1;

impl<T: Config> LockCalls<T> for Pallet<T> {
	fn lock_stake(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		Self::lock(coldkey, hotkey, netuid, alpha)
	}

	fn move_lock(coldkey: T::AccountId, destination_hotkey: T::AccountId, netuid: NetUid) -> DispatchResult {
		Self::ensure_hotkey_exists(&destination_hotkey)?;
		// Of a subnet that is being dissolved locks remain for a while.
		ensure!(Subnets::<T>::exists(netuid), Error::<T>::NoExistingLock);
		let held = Self::touch_lock(&coldkey, netuid).ok_or(Error::<T>::NoExistingLock)?;
		let destination = Self::stands_for(&destination_hotkey, netuid);
		if destination != held.hotkey {
			let has_same_owner = Subnets::<T>::owner_of(&destination) == Subnets::<T>::owner_of(&held.hotkey);
			let conviction = if has_same_owner { held.state.conviction } else { U64F64::from_num(0) };
			let moved = LockState { conviction, ..held.state };
			Self::put_lock(&coldkey, netuid, &held.hotkey, held.kind, held.state, no_lock::<T>());
			Self::put_lock(&coldkey, netuid, &destination, held.kind, no_lock::<T>(), moved);
		}
		Protocol::<T>::deposit_event(ProtocolEvent::LockMoved {
			coldkey,
			origin_hotkey: held.hotkey,
			destination_hotkey: destination,
			netuid,
		});
		Ok(())
	}

	fn set_perpetual_lock(coldkey: T::AccountId, netuid: NetUid, enabled: bool) -> DispatchResult {
		Subnets::<T>::ensure_exists(netuid)?;
		let held = Self::touch_lock(&coldkey, netuid);
		Self::store_lock_kind(&coldkey, netuid, enabled);
		if let Some(held) = held {
			let favoured = Self::favoured(netuid, &held.hotkey);
			Self::change_sum(netuid, favoured, held.kind, held.state, no_lock::<T>());
			Self::change_sum(netuid, favoured, Self::lock_kind(&coldkey, netuid), no_lock::<T>(), held.state);
		}
		Protocol::<T>::deposit_event(ProtocolEvent::PerpetualLockUpdated { coldkey, netuid, enabled });
		Ok(())
	}

	fn set_reject_locked_alpha(coldkey: T::AccountId, enabled: bool) -> DispatchResult {
		AccountFlags::<T>::mutate_exists(&coldkey, |flags| {
			let before = flags.unwrap_or(0);
			let after = if enabled { before & !ACCEPTS_LOCKED_ALPHA } else { before | ACCEPTS_LOCKED_ALPHA };
			*flags = (after != 0).then_some(after);
		});
		Protocol::<T>::deposit_event(ProtocolEvent::RejectLockedAlphaUpdated { coldkey, enabled });
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Locks alpha-rao of a coldkey, on whichever hotkeys they are, in favour of one hotkey.
	///
	/// # Errors
	///
	/// As [`Call::lock_stake`](pallet_protocol::Call::lock_stake) answers them. `AmountTooLow` also where all that would be
	/// locked is less than 100 alpha-rao, which is nothing.
	pub(super) fn lock(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		ensure!(!alpha.is_zero(), Error::<T>::AmountTooLow);
		Self::ensure_hotkey_exists(&hotkey)?;
		Subnets::<T>::ensure_exists(netuid)?;
		let favoured = Self::stands_for(&hotkey, netuid);
		let held = Self::touch_lock(&coldkey, netuid);
		let is_for_another = held.as_ref().is_some_and(|held| held.hotkey != favoured);
		ensure!(!is_for_another, Error::<T>::LockHotkeyMismatch);

		let before = held.map_or_else(no_lock::<T>, |held| held.state);
		// More than can be written is more than there is.
		let mass = before.locked_mass.checked_add(alpha).ok_or(Error::<T>::InsufficientStakeForLock)?;
		let has_it = Self::stake_up_to(&coldkey, &hotkey, netuid, mass) >= mass;
		ensure!(has_it, Error::<T>::InsufficientStakeForLock);
		let kind = Self::lock_kind(&coldkey, netuid);
		let after = LockState { locked_mass: mass, ..before };
		let locked = Self::put_lock(&coldkey, netuid, &favoured, kind, before, after);
		ensure!(!locked.is_nothing(), Error::<T>::AmountTooLow);
		Protocol::<T>::deposit_event(ProtocolEvent::StakeLocked { coldkey, hotkey: favoured, netuid, amount: alpha });
		Ok(())
	}

	/// Writes whether what a coldkey locks on a subnet stays as it is, and the index beside it.
	pub(super) fn store_lock_kind(coldkey: &T::AccountId, netuid: NetUid, is_perpetual: bool) {
		if is_perpetual {
			DecayingLock::<T>::insert(coldkey, netuid, false);
			PerpetualLockers::<T>::insert(netuid, coldkey, ());
		} else {
			DecayingLock::<T>::remove(coldkey, netuid);
			PerpetualLockers::<T>::remove(netuid, coldkey);
		}
	}

	/// Whether a coldkey lets others transfer locked alpha to it.
	pub(super) fn accepts_locked_alpha(coldkey: &T::AccountId) -> bool {
		AccountFlags::<T>::get(coldkey) & ACCEPTS_LOCKED_ALPHA != 0
	}
}
