//! The calls, each handed to the file that knows about it. Spec: staking 11 and 12.

use crate::{Config, Pallet};
use frame_support::dispatch::DispatchResult;
use pallet_protocol::domains::KeySwapCalls;
use taonet_types::{NetUid, TaoBalance};

impl<T: Config> KeySwapCalls<T> for Pallet<T> {
	fn swap_hotkey(
		coldkey: T::AccountId,
		(old, new): (T::AccountId, T::AccountId),
		netuid: Option<NetUid>,
		keep_stake: bool,
	) -> DispatchResult {
		Self::swap_hotkey_now(&coldkey, &old, &new, netuid, keep_stake)
	}

	fn swap_coldkey(coldkey: T::AccountId, new_coldkey: T::AccountId, cost: TaoBalance) -> DispatchResult {
		Self::pay_for_coldkey_swap(&coldkey, cost)?;
		Self::forget_announcement(&coldkey);
		Self::swap_coldkey_now(&coldkey, &new_coldkey)
	}

	fn announce_coldkey_swap(coldkey: T::AccountId, new_coldkey_hash: T::Hash) -> DispatchResult {
		Self::announce(&coldkey, new_coldkey_hash)
	}

	fn swap_coldkey_announced(coldkey: T::AccountId, new_coldkey: T::AccountId) -> DispatchResult {
		Self::ensure_due(&coldkey, &new_coldkey)?;
		Self::forget_announcement(&coldkey);
		Self::swap_coldkey_now(&coldkey, &new_coldkey)
	}

	fn dispute_coldkey_swap(coldkey: T::AccountId) -> DispatchResult {
		Self::dispute(&coldkey)
	}

	fn clear_coldkey_swap_announcement(coldkey: T::AccountId) -> DispatchResult {
		Self::clear(&coldkey)
	}

	fn reset_coldkey_swap(coldkey: T::AccountId) {
		Self::reset(&coldkey);
	}
}
