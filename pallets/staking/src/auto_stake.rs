//! Where what a coldkey's miners earn is staked. Spec: staking 7.

use crate::{AutoStakersOfSubnet, Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{AutoStakeDestination, Uids};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Names the hotkey on which what a coldkey's miners earn on a subnet is staked. It need not keep its slot.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, `HotKeyNotRegisteredInSubNet`, `SameAutoStakeHotkeyAlreadySet`.
	pub(crate) fn choose_auto_stake(coldkey: T::AccountId, netuid: NetUid, hotkey: T::AccountId) -> DispatchResult {
		Subnets::<T>::ensure_exists(netuid)?;
		ensure!(Uids::<T>::contains_key(netuid, &hotkey), Error::<T>::HotKeyNotRegisteredInSubNet);
		let before = AutoStakeDestination::<T>::get(&coldkey, netuid);
		ensure!(before.as_ref() != Some(&hotkey), Error::<T>::SameAutoStakeHotkeyAlreadySet);
		if let Some(before) = before {
			AutoStakersOfSubnet::<T>::remove((netuid, before, &coldkey));
		}
		AutoStakersOfSubnet::<T>::insert((netuid, &hotkey, &coldkey), ());
		AutoStakeDestination::<T>::insert(&coldkey, netuid, &hotkey);
		Protocol::<T>::deposit_event(ProtocolEvent::AutoStakeDestinationSet { coldkey, netuid, hotkey });
		Ok(())
	}
}
