//! The locks in favour of a hotkey together, and those of a subnet. Spec: staking 10.1, 10.3 (NEW).

use super::state::{from_stored, to_stored};
use crate::{Config, HotkeyTransits, LocksOfSubnet, Pallet};
use pallet_protocol::{
	now, types::LockState as StoredLock, DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, LockingColdkeys, OwnerLock,
};
use taonet_tokenomics::locks::{roll_aggregate, LockKind, LockState};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

/// Both kinds of locks, which are summed apart.
pub(super) const KINDS: [LockKind; 2] = [LockKind::Perpetual, LockKind::Decaying];

/// Below so many alpha-rao a sum may be what rounding has left.
const LEAST_SUM: AlphaBalance = AlphaBalance::new(100);

/// In whose favour locks are.
pub(super) enum Favoured<'a, AccountId> {
	/// The hotkey of the subnet's owner.
	Owner,
	/// Another hotkey.
	Hotkey(&'a AccountId),
}

impl<AccountId> Copy for Favoured<'_, AccountId> {}

impl<AccountId> Clone for Favoured<'_, AccountId> {
	fn clone(&self) -> Self {
		*self
	}
}

impl<AccountId> Favoured<'_, AccountId> {
	/// Whether conviction is what is locked.
	pub fn is_owner(&self) -> bool {
		matches!(self, Self::Owner)
	}
}

impl<T: Config> Pallet<T> {
	/// Conviction of both sums in some block, in alpha-rao; of a sum that changed later, in the block of the change.
	pub(super) fn conviction_at(netuid: NetUid, favoured: Favoured<T::AccountId>, block: u64) -> U64F64 {
		let of_kind = |kind| Self::sum_at(netuid, favoured, kind, block).conviction;
		KINDS.into_iter().map(of_kind).fold(U64F64::from_num(0), U64F64::saturating_add)
	}

	/// Conviction of all locks of a subnet together, in alpha-rao.
	pub(super) fn conviction_on(netuid: NetUid) -> U64F64 {
		let of_others = KINDS.into_iter().map(|kind| Self::sum_of_hotkeys(netuid, kind).conviction);
		of_others.fold(Self::conviction_at(netuid, Favoured::Owner, now::<T>()), U64F64::saturating_add)
	}

	/// The sum in this block.
	pub(super) fn sum_now(netuid: NetUid, favoured: Favoured<T::AccountId>, kind: LockKind) -> LockState {
		Self::sum_at(netuid, favoured, kind, now::<T>())
	}

	fn sum_at(netuid: NetUid, favoured: Favoured<T::AccountId>, kind: LockKind, block: u64) -> LockState {
		let stored = Self::stored_sum(netuid, favoured, kind).map(from_stored).unwrap_or_default();
		roll_aggregate(stored, kind, favoured.is_owner(), Self::lock_rates(), block)
	}

	/// The sum of all locks of a kind on a subnet that are not in favour of the owner's hotkey, in this block.
	pub(super) fn sum_of_hotkeys(netuid: NetUid, kind: LockKind) -> LockState {
		let stored = LocksOfSubnet::<T>::get(netuid, kind == LockKind::Decaying).map(from_stored).unwrap_or_default();
		roll_aggregate(stored, kind, false, Self::lock_rates(), now::<T>())
	}

	/// Puts one lock in the place of another in the sum. Both must be rolled to this block.
	pub(super) fn change_sum(
		netuid: NetUid,
		favoured: Favoured<T::AccountId>,
		kind: LockKind,
		before: LockState,
		after: LockState,
	) {
		let sum = Self::sum_now(netuid, favoured, kind);
		Self::put_sum(netuid, favoured, kind, sum, sum.minus(before).plus(after));
	}

	/// Adds what was summed for one to what is summed for another.
	pub(super) fn pour_sums(netuid: NetUid, from: Favoured<T::AccountId>, to: Favoured<T::AccountId>) {
		for kind in KINDS {
			let Some(stored) = Self::stored_sum(netuid, from, kind) else { continue };
			let is_renamed = !from.is_owner() && !to.is_owner() && Self::stored_sum(netuid, to, kind).is_none();
			if is_renamed {
				Self::store_sum(netuid, from, kind, None);
				Self::store_sum(netuid, to, kind, Some(stored));
				continue;
			}
			let poured = Self::sum_now(netuid, from, kind);
			let before = Self::sum_now(netuid, to, kind);
			Self::store_sum(netuid, from, kind, None);
			Self::count_in_subnet(netuid, from, kind, poured, LockState::default());
			Self::put_sum(netuid, to, kind, before, before.plus(poured));
		}
	}

	/// Stores a sum that was `before`; both are rolled to this block. It goes with its last lock: what rounding has left of
	/// mass, and conviction that no lock knows of, belong to nobody.
	fn put_sum(netuid: NetUid, favoured: Favoured<T::AccountId>, kind: LockKind, before: LockState, after: LockState) {
		let after = roll_aggregate(after, kind, favoured.is_owner(), Self::lock_rates(), now::<T>());
		let is_over = (after.is_nothing() && after.locked_mass.is_zero())
			|| (after.locked_mass < LEAST_SUM && !Self::has_locks(netuid, favoured));
		let after = if is_over { LockState::default() } else { after };
		Self::store_sum(netuid, favoured, kind, (!is_over).then(|| to_stored(after)));
		Self::count_in_subnet(netuid, favoured, kind, before, after);
	}

	/// Counts the change of a sum in that of its subnet.
	fn count_in_subnet(
		netuid: NetUid,
		favoured: Favoured<T::AccountId>,
		kind: LockKind,
		before: LockState,
		after: LockState,
	) {
		if favoured.is_owner() {
			return;
		}
		let sum = Self::sum_of_hotkeys(netuid, kind).minus(before).plus(after);
		let is_over = sum.is_nothing() && sum.locked_mass.is_zero();
		LocksOfSubnet::<T>::set(netuid, kind == LockKind::Decaying, (!is_over).then(|| to_stored(sum)));
	}

	fn has_locks(netuid: NetUid, favoured: Favoured<T::AccountId>) -> bool {
		match favoured {
			// There is but one for a subnet, and it is hardly ever that small.
			Favoured::Owner => true,
			// While hotkeys give way to others, locks may still be written under the old one.
			Favoured::Hotkey(hotkey) => {
				LockingColdkeys::<T>::iter_key_prefix((netuid, hotkey)).next().is_some()
					|| HotkeyTransits::<T>::iter_key_prefix((netuid,)).next().is_some()
			},
		}
	}

	pub(super) fn stored_sum(netuid: NetUid, favoured: Favoured<T::AccountId>, kind: LockKind) -> Option<StoredLock> {
		match (favoured, kind) {
			(Favoured::Owner, LockKind::Perpetual) => OwnerLock::<T>::get(netuid),
			(Favoured::Owner, LockKind::Decaying) => DecayingOwnerLock::<T>::get(netuid),
			(Favoured::Hotkey(hotkey), LockKind::Perpetual) => HotkeyLock::<T>::get(netuid, hotkey),
			(Favoured::Hotkey(hotkey), LockKind::Decaying) => DecayingHotkeyLock::<T>::get(netuid, hotkey),
		}
	}

	fn store_sum(netuid: NetUid, favoured: Favoured<T::AccountId>, kind: LockKind, sum: Option<StoredLock>) {
		match (favoured, kind) {
			(Favoured::Owner, LockKind::Perpetual) => OwnerLock::<T>::set(netuid, sum),
			(Favoured::Owner, LockKind::Decaying) => DecayingOwnerLock::<T>::set(netuid, sum),
			(Favoured::Hotkey(hotkey), LockKind::Perpetual) => HotkeyLock::<T>::set(netuid, hotkey, sum),
			(Favoured::Hotkey(hotkey), LockKind::Decaying) => DecayingHotkeyLock::<T>::set(netuid, hotkey, sum),
		}
	}
}
