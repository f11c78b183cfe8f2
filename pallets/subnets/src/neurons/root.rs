//! Seats on root, which those with the most stake there have. Spec: subnets 5.3.

use super::slots::Place;
use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	Keys, MaxAllowedUids, MaxRegistrationsPerBlock, RegistrationsThisBlock, RegistrationsThisInterval, SubnetworkN,
	TargetRegistrationsPerInterval, TotalHotkeyAlpha,
};
use sp_runtime::DispatchError;
use taonet_types::{AlphaBalance, NetUid};

const ROOT: NetUid = NetUid::ROOT;

impl<T: Config> Pallet<T> {
	/// Gives a hotkey a seat on root, in place of the one with the least stake when all are taken. Nothing is paid for it.
	pub(super) fn take_root_seat(coldkey: T::AccountId, hotkey: T::AccountId) -> DispatchResult {
		ensure!(Self::exists(ROOT), Error::<T>::RootNetworkDoesNotExist);
		let in_block = RegistrationsThisBlock::<T>::get(ROOT);
		ensure!(in_block < MaxRegistrationsPerBlock::<T>::get(ROOT), Error::<T>::TooManyRegistrationsThisBlock);
		let in_interval = RegistrationsThisInterval::<T>::get(ROOT);
		// A limit that cannot be written is none.
		let most = TargetRegistrationsPerInterval::<T>::get(ROOT).saturating_mul(3);
		ensure!(in_interval < most, Error::<T>::TooManyRegistrationsThisInterval);
		Self::ensure_not_registered(ROOT, &hotkey)?;
		Self::create_account(&coldkey, &hotkey)?;
		Self::ensure_owns(&coldkey, &hotkey)?;

		let uid = Self::seat(ROOT, Self::root_place(&hotkey)?, &hotkey)?;
		Self::make_delegate(&hotkey);
		Self::count_registration(ROOT);
		// Below another u16.
		RegistrationsThisInterval::<T>::insert(ROOT, in_interval.saturating_add(1));
		Protocol::<T>::deposit_event(ProtocolEvent::NeuronRegistered(ROOT, uid, hotkey));
		Ok(())
	}

	/// A free seat, or that of the member with the least stake on root, the lowest uid of several, if the candidate has more.
	fn root_place(candidate: &T::AccountId) -> Result<Place, DispatchError> {
		let members = SubnetworkN::<T>::get(ROOT);
		if members < MaxAllowedUids::<T>::get(ROOT) {
			return Ok(Place::Behind);
		}
		let (least, uid) = (0..members)
			.map(|uid| (Self::root_stake(&Keys::<T>::get(ROOT, uid)), uid))
			.min()
			.ok_or(Error::<T>::StakeTooLowForRoot)?;
		ensure!(least < Self::root_stake(candidate), Error::<T>::StakeTooLowForRoot);
		Ok(Place::InsteadOf(uid))
	}

	fn root_stake(hotkey: &T::AccountId) -> AlphaBalance {
		TotalHotkeyAlpha::<T>::get(hotkey, ROOT)
	}
}
