//! Adding and removing proxies, and who pays for what they do.

use crate::{
	pallet::{BalanceOf, DefinitionOf},
	Config, Error, Event, Pallet, Proxies, ProxyDefinition, RealPaysFee,
};
use frame_support::{ensure, traits::ReservableCurrency};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Makes an account a proxy of another one, which pays the deposit.
	///
	/// # Errors
	///
	/// `NoSelfProxy`, `Duplicate`, `TooMany`, and those of the currency.
	pub fn add_proxy_delegate(
		real: &T::AccountId,
		delegate: T::AccountId,
		proxy_type: T::ProxyType,
		delay: BlockNumberFor<T>,
	) -> DispatchResult {
		ensure!(*real != delegate, Error::<T>::NoSelfProxy);
		let added = ProxyDefinition { delegate, proxy_type, delay };
		Proxies::<T>::try_mutate(real, |(proxies, deposit)| -> DispatchResult {
			let place = proxies.binary_search(&added).err().ok_or(Error::<T>::Duplicate)?;
			proxies.try_insert(place, added.clone()).map_err(|_| Error::<T>::TooMany)?;
			let cost = Self::deposit(proxies.len());
			Self::change_deposit(real, *deposit, cost)?;
			*deposit = cost;
			Ok(())
		})?;
		let ProxyDefinition { delegate: delegatee, proxy_type, delay } = added;
		Self::deposit_event(Event::ProxyAdded { delegator: real.clone(), delegatee, proxy_type, delay });
		Ok(())
	}

	/// Removes exactly this proxy, and gives back what it has cost.
	///
	/// # Errors
	///
	/// `NotFound`, and those of the currency, where a list costs more than when it was made.
	pub fn remove_proxy_delegate(
		real: &T::AccountId,
		delegate: T::AccountId,
		proxy_type: T::ProxyType,
		delay: BlockNumberFor<T>,
	) -> DispatchResult {
		let removed = ProxyDefinition { delegate, proxy_type, delay };
		let is_proxy_still = Proxies::<T>::try_mutate_exists(real, |stored| {
			let (mut proxies, deposit) = stored.take().ok_or(Error::<T>::NotFound)?;
			let place = proxies.binary_search(&removed).map_err(|_| Error::<T>::NotFound)?;
			proxies.remove(place);
			let cost = Self::deposit(proxies.len());
			Self::change_deposit(real, deposit, cost)?;
			let is_proxy_still = proxies.iter().any(|proxy| proxy.delegate == removed.delegate);
			if !proxies.is_empty() {
				*stored = Some((proxies, cost));
			}
			Ok::<_, sp_runtime::DispatchError>(is_proxy_still)
		})?;
		if !is_proxy_still {
			RealPaysFee::<T>::remove(real, &removed.delegate);
		}
		Self::tell_removed(real, removed);
		Ok(())
	}

	/// Removes all proxies of an account, and gives back what they have cost.
	pub fn remove_all_proxy_delegates(real: &T::AccountId) {
		let (removed, deposit) = Self::take_proxies(real);
		T::Currency::unreserve(real, deposit);
		for proxy in removed {
			Self::tell_removed(real, proxy);
		}
	}

	/// Takes the proxies from an account, and tells which those were and what is reserved for them.
	pub(crate) fn take_proxies(real: &T::AccountId) -> (impl Iterator<Item = DefinitionOf<T>>, BalanceOf<T>) {
		let (proxies, deposit) = Proxies::<T>::take(real);
		for proxy in &proxies {
			RealPaysFee::<T>::remove(real, &proxy.delegate);
		}
		(proxies.into_iter(), deposit)
	}

	fn tell_removed(real: &T::AccountId, removed: DefinitionOf<T>) {
		let ProxyDefinition { delegate: delegatee, proxy_type, delay } = removed;
		Self::deposit_event(Event::ProxyRemoved { delegator: real.clone(), delegatee, proxy_type, delay });
	}

	/// Keeps whether an account pays the fees of one of its proxies.
	pub(crate) fn pay_fees_of(real: T::AccountId, delegate: T::AccountId, pays_fee: bool) -> DispatchResult {
		let (proxies, _) = Proxies::<T>::get(&real);
		ensure!(proxies.iter().any(|proxy| proxy.delegate == delegate), Error::<T>::NotFound);
		if pays_fee {
			RealPaysFee::<T>::insert(&real, &delegate, ());
		} else {
			RealPaysFee::<T>::remove(&real, &delegate);
		}
		Self::deposit_event(Event::RealPaysFeeSet { real, delegate, pays_fee });
		Ok(())
	}
}
