//! What children keep, of the dividends that borrowed stake earns, for their owners. Spec: staking 8.3.

use crate::{Config, Error, Pallet, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	now, ChildkeyTake, MaxChildkeyTake, MinChildkeyTake, MinChildkeyTakePerSubnet, TxChildkeyTakeRateLimit,
};
use taonet_tokenomics::dividends;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// The childkey take of a hotkey in force on a subnet, a u16 proportion: the one it has set, and never less than the minima of
	/// chain and subnet. Spec: economics 11.2.
	pub fn childkey_take(hotkey: &T::AccountId, netuid: NetUid) -> u16 {
		let (chain, subnet) = (MinChildkeyTake::<T>::get(), MinChildkeyTakePerSubnet::<T>::get(netuid));
		dividends::childkey_take(ChildkeyTake::<T>::get(hotkey, netuid), chain, subnet)
	}

	/// Stores the childkey take of a hotkey, if it is one that may be set, and lately was not changed where it rises.
	///
	/// # Errors
	///
	/// `InvalidChildkeyTake`, `TxChildkeyTakeRateLimitExceeded`.
	pub(super) fn change_childkey_take(hotkey: &T::AccountId, netuid: NetUid, take: u16) -> DispatchResult {
		let least = MinChildkeyTake::<T>::get().max(MinChildkeyTakePerSubnet::<T>::get(netuid));
		ensure!(take >= least && take <= MaxChildkeyTake::<T>::get(), Error::<T>::InvalidChildkeyTake);
		if take > Self::childkey_take(hotkey, netuid) {
			let last = Subnets::<T>::childkey_take_last_set(hotkey, netuid);
			let is_too_soon = last != 0 && now::<T>().saturating_sub(last) < TxChildkeyTakeRateLimit::<T>::get();
			ensure!(!is_too_soon, Error::<T>::TxChildkeyTakeRateLimitExceeded);
		}
		ChildkeyTake::<T>::insert(hotkey, netuid, take);
		Subnets::<T>::note_childkey_take_set(hotkey, netuid);
		Self::update_related(netuid, hotkey);
		Ok(())
	}
}
