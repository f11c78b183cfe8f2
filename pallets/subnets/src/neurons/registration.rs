//! Registering a hotkey on a subnet. Spec: subnets 5.1, economics 17.1.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	domains::NeuronCalls, Burn, NetworkRegistrationAllowed, RAORecycledForRegistration, RegistrationsThisBlock,
};
use taonet_amm::LimitPrice;
use taonet_types::{NetUid, TaoBalance};

impl<T: Config> NeuronCalls<T> for Pallet<T> {
	fn register_neuron(
		coldkey: T::AccountId,
		netuid: NetUid,
		hotkey: T::AccountId,
		limit_price: Option<TaoBalance>,
	) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::RegistrationNotPermittedOnRootSubnet);
		Self::ensure_exists(netuid)?;
		let price = Burn::<T>::get(netuid);
		ensure!(limit_price.is_none_or(|limit| price <= limit), Error::<T>::RegistrationPriceLimitExceeded);
		ensure!(NetworkRegistrationAllowed::<T>::get(netuid), Error::<T>::SubNetRegistrationDisabled);
		Self::ensure_not_registered(netuid, &hotkey)?;
		let balance = pallet_issuance::Pallet::<T>::spendable(&coldkey, false);
		ensure!(balance >= price, Error::<T>::NotEnoughBalanceToStake);
		Self::create_account(&coldkey, &hotkey)?;
		Self::ensure_owns(&coldkey, &hotkey)?;
		let place = Self::place_for_newcomer(netuid)?;

		Self::pay_registration(&coldkey, netuid, price)?;
		let uid = Self::seat(netuid, place, &hotkey)?;
		Self::raise_price(netuid);
		Self::count_registration(netuid);
		Protocol::<T>::deposit_event(ProtocolEvent::NeuronRegistered(netuid, uid, hotkey));
		Ok(())
	}

	fn root_register(coldkey: T::AccountId, hotkey: T::AccountId) -> DispatchResult {
		Self::take_root_seat(coldkey, hotkey)
	}
}

impl<T: Config> Pallet<T> {
	/// Buys alpha for the price and recycles it, so that the TAO stays in the pool and the alpha is gone. The coldkey is kept
	/// alive, for which it may pay less than the price, by the existential deposit at most.
	fn pay_registration(coldkey: &T::AccountId, netuid: NetUid, price: TaoBalance) -> DispatchResult {
		let paid = pallet_issuance::Pallet::<T>::pay_into_subnet(netuid, coldkey, price)?;
		let bought = pallet_swap::Pallet::<T>::buy(netuid, paid, LimitPrice::MAX, false)?;
		pallet_issuance::Pallet::<T>::recycle_alpha(netuid, bought.paid_out)?;
		pallet_swap::Pallet::<T>::record_inflow(netuid, paid);
		// A figure for readers, which root can set as it likes: it must not stop anybody from registering.
		RAORecycledForRegistration::<T>::mutate(netuid, |recycled| *recycled = recycled.saturating_add(price));
		Ok(())
	}

	/// Gives a hotkey that somebody owns a slot for which nothing is paid, unless it has one: for who takes the subnet over.
	/// Spec: staking 10.8.
	///
	/// # Errors
	///
	/// `NoNeuronIdAvailable`: all slots are taken and nobody may be replaced.
	pub fn seat_without_payment(netuid: NetUid, hotkey: &T::AccountId) -> DispatchResult {
		if Self::ensure_not_registered(netuid, hotkey).is_ok() {
			let uid = Self::seat(netuid, Self::place_for_newcomer(netuid)?, hotkey)?;
			Protocol::<T>::deposit_event(ProtocolEvent::NeuronRegistered(netuid, uid, hotkey.clone()));
		}
		Ok(())
	}

	/// Counts a registration in this block.
	pub(super) fn count_registration(netuid: NetUid) {
		// A subnet has no limit of them that more of them could pass.
		RegistrationsThisBlock::<T>::mutate(netuid, |count| *count = count.saturating_add(1));
	}
}
