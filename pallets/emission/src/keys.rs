//! What is remembered of the last epoch follows a hotkey that gives way to another. Spec: staking 12.

use crate::{Config, EarnersOfSubnet, Pallet};
use pallet_protocol::{
	AlphaDividendsPerSubnet, LastHotkeyEmissionOnNetuid, RootAlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch,
};
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::Cleared;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> OnKeysSwapped<T::AccountId> for Pallet<T> {
	fn hotkey_swapped(netuid: NetUid, old: &T::AccountId, new: &T::AccountId, keep_stake: bool) {
		if keep_stake {
			return;
		}
		// Figures for readers. The sum of what two hotkeys got, or had, is less than all alpha.
		let add = |sum: &mut AlphaBalance, earned: AlphaBalance| *sum = sum.saturating_add(earned);
		if AlphaDividendsPerSubnet::<T>::contains_key(netuid, old) {
			let earned = AlphaDividendsPerSubnet::<T>::take(netuid, old);
			AlphaDividendsPerSubnet::<T>::mutate(netuid, new, |sum| add(sum, earned));
		}
		if RootAlphaDividendsPerSubnet::<T>::contains_key(netuid, old) {
			let earned = RootAlphaDividendsPerSubnet::<T>::take(netuid, old);
			RootAlphaDividendsPerSubnet::<T>::mutate(netuid, new, |sum| add(sum, earned));
		}
		if LastHotkeyEmissionOnNetuid::<T>::contains_key(old, netuid) {
			let earned = LastHotkeyEmissionOnNetuid::<T>::take(old, netuid);
			LastHotkeyEmissionOnNetuid::<T>::mutate(new, netuid, |sum| add(sum, earned));
		}
		if TotalHotkeyAlphaLastEpoch::<T>::contains_key(old, netuid) {
			let stake = TotalHotkeyAlphaLastEpoch::<T>::take(old, netuid);
			TotalHotkeyAlphaLastEpoch::<T>::mutate(new, netuid, |sum| add(sum, stake));
		}
		if let Some(had_dividends) = EarnersOfSubnet::<T>::take(netuid, old) {
			let has_dividends = EarnersOfSubnet::<T>::get(netuid, new).unwrap_or(false);
			EarnersOfSubnet::<T>::insert(netuid, new, had_dividends || has_dividends);
		}
	}

	/// Nothing is remembered by coldkey.
	fn coldkey_swapped(_: &T::AccountId, _: &T::AccountId, _: u32) -> Cleared {
		Cleared::default()
	}
}
