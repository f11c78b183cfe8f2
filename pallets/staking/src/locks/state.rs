//! One lock: finding, rolling and storing it. Spec: staking 10.1 to 10.3.

use super::sums::Favoured;
use crate::{Config, FormerOwnerHotkeys, Pallet};
use pallet_protocol::{
	now, types::LockState as StoredLock, DecayingLock, Lock, LockingColdkeys, MaturityRate, UnlockRate,
};
use taonet_tokenomics::locks::{roll, roll_aggregate, LockKind, LockRates, LockState};
use taonet_types::{fixed::U64F64, NetUid};

/// A lock as it is now.
pub(super) struct HeldLock<AccountId> {
	/// In whose favour.
	pub hotkey: AccountId,
	/// Whether it decays.
	pub kind: LockKind,
	/// What is locked.
	pub state: LockState,
}

/// A lock, or a sum of locks, as it is read from storage.
pub(super) fn from_stored(stored: StoredLock) -> LockState {
	let StoredLock { locked_mass, conviction, last_update } = stored;
	LockState { locked_mass, conviction, last_update }
}

/// The same as it is written.
pub(super) fn to_stored(state: LockState) -> StoredLock {
	let LockState { locked_mass, conviction, last_update } = state;
	StoredLock { locked_mass, conviction, last_update }
}

/// No lock, in this block.
pub(super) fn no_lock<T: Config>() -> LockState {
	LockState { last_update: now::<T>(), ..LockState::default() }
}

impl<T: Config> Pallet<T> {
	/// Rolls the lock of a coldkey on a subnet, if there is one, to this block. Spec: staking 10.3.
	pub(crate) fn roll_lock(coldkey: &T::AccountId, netuid: NetUid) {
		Self::touch_lock(coldkey, netuid);
	}

	/// What a coldkey has locked on a subnet now; none where nothing is left of it.
	pub fn lock_of(coldkey: &T::AccountId, netuid: NetUid) -> Option<StoredLock> {
		Self::held_lock(coldkey, netuid).map(|held| to_stored(held.state))
	}

	/// The same with its hotkey. Nothing is written.
	pub(super) fn held_lock(coldkey: &T::AccountId, netuid: NetUid) -> Option<HeldLock<T::AccountId>> {
		let (hotkey, stored) = Lock::<T>::iter_prefix((coldkey, netuid)).next()?;
		let hotkey = Self::stands_for(&hotkey, netuid);
		let kind = Self::lock_kind(coldkey, netuid);
		let state = Self::rolled(from_stored(stored), kind, netuid, &hotkey);
		(!state.is_nothing()).then_some(HeldLock { hotkey, kind, state })
	}

	/// Rolls the lock of a coldkey on a subnet to this block, removes it if nothing is left, and answers it otherwise. It is
	/// stored under the hotkey that stands for the one it was in favour of.
	pub(super) fn touch_lock(coldkey: &T::AccountId, netuid: NetUid) -> Option<HeldLock<T::AccountId>> {
		let (written_on, stored) = Lock::<T>::iter_prefix((coldkey, netuid)).next()?;
		let hotkey = Self::stands_for(&written_on, netuid);
		if hotkey != written_on {
			Self::rename_locked_hotkey(coldkey, netuid, &written_on, &hotkey);
		}
		let kind = Self::lock_kind(coldkey, netuid);
		let rolled = Self::rolled(from_stored(stored), kind, netuid, &hotkey);
		let state = Self::put_lock(coldkey, netuid, &hotkey, kind, rolled, rolled);
		(!state.is_nothing()).then_some(HeldLock { hotkey, kind, state })
	}

	/// Stores what is locked from now on in favour of a hotkey, and changes the hotkey's sums by it. Both states must be rolled
	/// to this block; `before` is what the sums count. A lock of next to nothing is not stored; answers what is.
	pub(super) fn put_lock(
		coldkey: &T::AccountId,
		netuid: NetUid,
		hotkey: &T::AccountId,
		kind: LockKind,
		before: LockState,
		after: LockState,
	) -> LockState {
		let favoured = Self::favoured(netuid, hotkey);
		let after = roll(after, kind, favoured.is_owner(), Self::lock_rates(), now::<T>());
		if after.is_nothing() {
			Lock::<T>::remove((coldkey, netuid, hotkey));
			LockingColdkeys::<T>::remove((netuid, hotkey, coldkey));
		} else {
			Lock::<T>::insert((coldkey, netuid, hotkey), to_stored(after));
			LockingColdkeys::<T>::insert((netuid, hotkey, coldkey), ());
		}
		Self::change_sum(netuid, favoured, kind, before, after);
		after
	}

	/// What a lock in favour of a hotkey is now, be it next to nothing.
	///
	/// On a hotkey that was the owner's, conviction was what was locked until it ceased to be: in its sums, hence in each
	/// lock, whether the lock was touched then or not.
	pub(super) fn rolled(state: LockState, kind: LockKind, netuid: NetUid, hotkey: &T::AccountId) -> LockState {
		let rates = Self::lock_rates();
		if Self::favoured(netuid, hotkey).is_owner() {
			return roll_aggregate(state, kind, true, rates, now::<T>());
		}
		let state = match FormerOwnerHotkeys::<T>::get(netuid, hotkey) {
			Some(until) if state.last_update < until => roll_aggregate(state, kind, true, rates, until),
			_ => state,
		};
		roll_aggregate(state, kind, false, rates, now::<T>())
	}

	/// Whether what a coldkey locks on a subnet decays: unless it has chosen otherwise.
	pub(super) fn lock_kind(coldkey: &T::AccountId, netuid: NetUid) -> LockKind {
		match DecayingLock::<T>::get(coldkey, netuid) {
			Some(false) => LockKind::Perpetual,
			_ => LockKind::Decaying,
		}
	}

	/// How fast locks change.
	pub(super) fn lock_rates() -> LockRates {
		LockRates { unlock: UnlockRate::<T>::get(), maturity: MaturityRate::<T>::get() }
	}

	/// Conviction that has built up for a hotkey on a subnet, in alpha-rao, both kinds of locks together.
	pub fn conviction_of(hotkey: &T::AccountId, netuid: NetUid) -> U64F64 {
		let hotkey = Self::stands_for(hotkey, netuid);
		Self::conviction_at(netuid, Self::favoured(netuid, &hotkey), now::<T>())
	}

	/// In whose favour a lock on this hotkey is.
	pub(super) fn favoured<'a>(netuid: NetUid, hotkey: &'a T::AccountId) -> Favoured<'a, T::AccountId> {
		// Root, and a subnet that does not exist, have no owner.
		let owners = pallet_protocol::SubnetOwnerHotkey::<T>::try_get(netuid).ok();
		if owners.as_ref() == Some(hotkey) {
			Favoured::Owner
		} else {
			Favoured::Hotkey(hotkey)
		}
	}
}
