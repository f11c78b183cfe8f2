//! A key that gives way to another. What belongs to a share follows with it. Spec: staking 11 and 12.

use crate::{Config, Error, NextClaim, Pallet, UnclaimedOfSubnet};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{RootClaimType, RootClaimable, StakingColdkeys};
use taonet_share_pool::Pool;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// A hotkey can take another's place on root when nobody has root stake on it, it earned nothing for any, and no share
	/// that was on it still follows to another one. Then nobody has a watermark on it either.
	///
	/// # Errors
	///
	/// `NewHotKeyNotCleanForRootSwap`.
	pub(crate) fn ensure_clean_for_root_swap(new: &T::AccountId) -> DispatchResult {
		let is_clean = !RootClaimable::<T>::contains_key(new)
			&& Self::pool(new, NetUid::ROOT) == Pool::default()
			&& Self::transit_from(new, NetUid::ROOT).is_none();
		ensure!(is_clean, Error::<T>::NewHotKeyNotCleanForRootSwap);
		Ok(())
	}

	/// Gives all rates of a hotkey, and what was not claimed of them, to another one that is clean.
	pub(crate) fn rename_rates(old: &T::AccountId, new: &T::AccountId) {
		let rates = RootClaimable::<T>::take(old);
		if rates.is_empty() {
			return;
		}
		for netuid in rates.keys() {
			if let Some(unclaimed) = UnclaimedOfSubnet::<T>::take(netuid, old) {
				UnclaimedOfSubnet::<T>::insert(netuid, new, unclaimed);
			}
		}
		RootClaimable::<T>::insert(new, rates);
	}

	/// Gives a coldkey's choices to another one, unless it has made its own, and its number and turn among the root stakers,
	/// unless it has one. The rules give the new one another number; so it is the same renaming as everywhere.
	pub(crate) fn rename_claim_settings(old: &T::AccountId, new: &T::AccountId) {
		if let Ok(claim_type) = RootClaimType::<T>::try_get(old) {
			RootClaimType::<T>::remove(old);
			if !RootClaimType::<T>::contains_key(new) {
				RootClaimType::<T>::insert(new, claim_type);
			}
		}
		if StakingColdkeys::<T>::contains_key(new) {
			return;
		}
		if let Some(number) = StakingColdkeys::<T>::take(old) {
			Self::number_root_staker(new, number);
		}
		if let Some(hotkey) = NextClaim::<T>::take(old) {
			NextClaim::<T>::insert(new, hotkey);
		}
	}
}
