//! Accounts without a key.

use crate::{pallet::ProxiesOf, Config, Error, Event, Pallet, Proxies, ProxyDefinition};
use alloc::vec;
use codec::{Decode, Encode};
use frame_support::{
	ensure,
	traits::{Get, ReservableCurrency},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_io::hashing::blake2_256;
use sp_runtime::{
	traits::{Saturating, TrailingZeroInput},
	DispatchError, DispatchResult,
};

/// Before everything else from which a pure account follows.
const PREFIX: &[u8; 16] = b"modlpy/proxy____";

impl<T: Config> Pallet<T> {
	/// The pure account that the spawner makes with these arguments, in the extrinsic of that block and index: the first bytes
	/// of the hash of all this.
	///
	/// # Errors
	///
	/// `InvalidDerivedAccountId` if these bytes are no account. All are, where an account is but bytes.
	pub fn pure_account(
		spawner: &T::AccountId,
		proxy_type: &T::ProxyType,
		index: u16,
		(height, extrinsic): (BlockNumberFor<T>, u32),
	) -> Result<T::AccountId, DispatchError> {
		let hash = (PREFIX, spawner, height, extrinsic, proxy_type, index).using_encoded(blake2_256);
		let account = T::AccountId::decode(&mut TrailingZeroInput::new(&hash));
		Ok(account.map_err(|_| Error::<T>::InvalidDerivedAccountId)?)
	}

	/// Makes a pure account for this spawner, which pays the deposit.
	pub(crate) fn spawn(
		spawner: T::AccountId,
		proxy_type: T::ProxyType,
		delay: BlockNumberFor<T>,
		index: u16,
	) -> DispatchResult {
		let at = frame_system::Pallet::<T>::block_number();
		let extrinsic_index = frame_system::Pallet::<T>::extrinsic_index().unwrap_or_default();
		let pure = Self::pure_account(&spawner, &proxy_type, index, (at, extrinsic_index))?;
		ensure!(!Proxies::<T>::contains_key(&pure), Error::<T>::Duplicate);

		let first = ProxyDefinition { delegate: spawner.clone(), proxy_type: proxy_type.clone(), delay };
		let proxies = ProxiesOf::<T>::try_from(vec![first]).map_err(|_| Error::<T>::TooMany)?;
		let deposit = T::ProxyDepositBase::get().saturating_add(T::ProxyDepositFactor::get());
		T::Currency::reserve(&spawner, deposit)?;
		Proxies::<T>::insert(&pure, (proxies, deposit));
		let (who, disambiguation_index) = (spawner, index);
		Self::deposit_event(Event::PureCreated { pure, who, proxy_type, disambiguation_index, at, extrinsic_index });
		Ok(())
	}

	/// Takes the proxies from a pure account, if this spawner has made it so.
	pub(crate) fn kill(
		pure: T::AccountId,
		spawner: T::AccountId,
		proxy_type: T::ProxyType,
		index: u16,
		when: (BlockNumberFor<T>, u32),
	) -> DispatchResult {
		ensure!(Self::pure_account(&spawner, &proxy_type, index, when)? == pure, Error::<T>::NoPermission);
		let (_, deposit) = Self::take_proxies(&pure);
		T::Currency::unreserve(&spawner, deposit);
		Self::deposit_event(Event::PureKilled { pure, spawner, proxy_type, disambiguation_index: index });
		Ok(())
	}
}
