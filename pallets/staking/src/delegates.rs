//! What owners of hotkeys take of the dividends. Spec: staking 3.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{now, Delegates, MaxDelegateTake, MinDelegateTake, TxDelegateTakeRateLimit};

impl<T: Config> Pallet<T> {
	/// Makes a delegate of a hotkey that the coldkey stakes on without owning it. Plain `add_stake` does not. Spec: staking 3.
	pub(crate) fn note_nominated(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		if !Subnets::<T>::owns(coldkey, hotkey) {
			Subnets::<T>::make_delegate(hotkey);
		}
	}

	/// Whether a coldkey may set the take of a hotkey, and to that value: what can be said before the call.
	///
	/// # Errors
	///
	/// `DelegateTakeTooLow`, `DelegateTakeTooHigh`, `HotKeyAccountNotExists`, `NonAssociatedColdKey`.
	pub fn check_take(coldkey: &T::AccountId, hotkey: &T::AccountId, take: u16) -> DispatchResult {
		ensure!(take >= MinDelegateTake::<T>::get(), Error::<T>::DelegateTakeTooLow);
		ensure!(take <= MaxDelegateTake::<T>::get(), Error::<T>::DelegateTakeTooHigh);
		Self::ensure_hotkey_exists(hotkey)?;
		Subnets::<T>::ensure_owns(coldkey, hotkey)
	}

	/// Raises the take of a hotkey, if it was not changed lately.
	///
	/// # Errors
	///
	/// Those of [`Self::check_take`], `DelegateTakeTooLow`, `DelegateTxRateLimitExceeded`.
	pub(crate) fn raise_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult {
		Self::check_take(&coldkey, &hotkey, take)?;
		ensure!(current_take::<T>(&hotkey).is_none_or(|current| take > current), Error::<T>::DelegateTakeTooLow);
		let limit = TxDelegateTakeRateLimit::<T>::get();
		let last = Subnets::<T>::delegate_take_last_changed(&hotkey);
		let is_too_soon = last != 0 && limit != 0 && now::<T>().saturating_sub(last) <= limit;
		ensure!(!is_too_soon, Error::<T>::DelegateTxRateLimitExceeded);
		Self::set_take(&hotkey, take);
		Protocol::<T>::deposit_event(ProtocolEvent::TakeIncreased(coldkey, hotkey, take));
		Ok(())
	}

	/// Lowers the take of a hotkey. It cannot be raised again for a while.
	///
	/// # Errors
	///
	/// Those of [`Self::check_take`], `DelegateTakeTooLow` (it is not lower than now).
	pub(crate) fn lower_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult {
		Self::check_take(&coldkey, &hotkey, take)?;
		ensure!(current_take::<T>(&hotkey).is_none_or(|current| take < current), Error::<T>::DelegateTakeTooLow);
		Self::set_take(&hotkey, take);
		Protocol::<T>::deposit_event(ProtocolEvent::TakeDecreased(coldkey, hotkey, take));
		Ok(())
	}

	fn set_take(hotkey: &T::AccountId, take: u16) {
		Subnets::<T>::store_take(hotkey, take);
		Subnets::<T>::note_delegate_take_changed(hotkey);
	}
}

/// The take that a delegate has set; none if it has set none.
fn current_take<T: Config>(hotkey: &T::AccountId) -> Option<u16> {
	Delegates::<T>::try_get(hotkey).ok()
}
