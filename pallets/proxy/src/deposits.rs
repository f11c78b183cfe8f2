//! What lists cost.

use crate::{pallet::BalanceOf, Announcements, Config, DepositKind, Event, Pallet, Proxies};
use frame_support::traits::{Get, ReservableCurrency};
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult,
};

/// What a list of so many costs: nothing if there is none.
fn cost<Balance: Zero + Saturating + From<u32>>(base: Balance, factor: Balance, length: usize) -> Balance {
	if length == 0 {
		return Balance::zero();
	}
	let length = u32::try_from(length).unwrap_or(u32::MAX);
	base.saturating_add(factor.saturating_mul(length.into()))
}

impl<T: Config> Pallet<T> {
	/// What a list of so many proxies costs.
	pub(crate) fn deposit(length: usize) -> BalanceOf<T> {
		cost(T::ProxyDepositBase::get(), T::ProxyDepositFactor::get(), length)
	}

	/// What a list of so many announcements costs.
	pub(crate) fn announcement_deposit(length: usize) -> BalanceOf<T> {
		cost(T::AnnouncementDepositBase::get(), T::AnnouncementDepositFactor::get(), length)
	}

	/// Reserves what is missing of a deposit, or gives back what is too much. For a pure account there may be less to be given
	/// back: the first of its deposit is its spawner's.
	pub(crate) fn change_deposit(who: &T::AccountId, old: BalanceOf<T>, new: BalanceOf<T>) -> DispatchResult {
		if new > old {
			return T::Currency::reserve(who, new.saturating_sub(old));
		}
		T::Currency::unreserve(who, old.saturating_sub(new));
		Ok(())
	}

	/// Puts the deposit for an account's proxies right, and answers whether it has changed.
	pub(crate) fn poke_proxies(who: &T::AccountId) -> Result<bool, DispatchError> {
		Proxies::<T>::try_mutate_exists(who, |stored| match stored {
			Some((proxies, deposit)) => Self::poke(who, DepositKind::Proxies, deposit, Self::deposit(proxies.len())),
			None => Ok(false),
		})
	}

	/// Puts the deposit for a delegate's announcements right, and answers whether it has changed.
	pub(crate) fn poke_announcements(who: &T::AccountId) -> Result<bool, DispatchError> {
		Announcements::<T>::try_mutate_exists(who, |stored| match stored {
			Some((pending, deposit)) => {
				Self::poke(who, DepositKind::Announcements, deposit, Self::announcement_deposit(pending.len()))
			},
			None => Ok(false),
		})
	}

	fn poke(
		who: &T::AccountId,
		kind: DepositKind,
		deposit: &mut BalanceOf<T>,
		new_deposit: BalanceOf<T>,
	) -> Result<bool, DispatchError> {
		let old_deposit = core::mem::replace(deposit, new_deposit);
		if new_deposit == old_deposit {
			return Ok(false);
		}
		Self::change_deposit(who, old_deposit, new_deposit)?;
		Self::deposit_event(Event::DepositPoked { who: who.clone(), kind, old_deposit, new_deposit });
		Ok(true)
	}
}
