//! The numbers of coldkeys with root stake: 0, 1, 2, ... without gaps. Spec: economics 12.5.

use crate::{Config, NextClaim, Pallet};
use pallet_protocol::{NumStakingColdkeys, StakingColdkeys, StakingColdkeysByIndex};

impl<T: Config> Pallet<T> {
	/// Gives the next number to a coldkey that has its first share on root.
	pub(crate) fn note_root_staker(coldkey: &T::AccountId) {
		if StakingColdkeys::<T>::contains_key(coldkey) {
			return;
		}
		let number = NumStakingColdkeys::<T>::get();
		Self::number_root_staker(coldkey, number);
		// 2^64 coldkeys do not fit into storage.
		NumStakingColdkeys::<T>::put(number.saturating_add(1));
	}

	/// Takes the number from a coldkey that has no share on root any more, and gives it to the one with the last number.
	pub(crate) fn forget_root_staker(coldkey: &T::AccountId) {
		NextClaim::<T>::remove(coldkey);
		let Some(number) = StakingColdkeys::<T>::take(coldkey) else { return };
		// There is one at least, the one that was just found.
		let last = NumStakingColdkeys::<T>::get().saturating_sub(1);
		NumStakingColdkeys::<T>::put(last);
		match StakingColdkeysByIndex::<T>::take(last) {
			Some(moved) if last != number => Self::number_root_staker(&moved, number),
			_ => {},
		}
	}

	/// Puts a coldkey on a number, which is nobody else's from now on.
	pub(super) fn number_root_staker(coldkey: &T::AccountId, number: u64) {
		StakingColdkeys::<T>::insert(coldkey, number);
		StakingColdkeysByIndex::<T>::insert(number, coldkey);
	}
}
