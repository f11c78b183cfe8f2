//! Who may say something of the neurons of a subnet, and when again.

use crate::{Config, Error, Pallet, Subnets};
use frame_support::ensure;
use pallet_protocol::{
	now, LastUpdate, MechanismCountCurrent, SubnetOwnerHotkey, Uids, ValidatorPermit, WeightsSetRateLimit,
};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
	/// Where the weights of a mechanism are stored.
	///
	/// # Errors
	///
	/// `MechanismDoesNotExist`: the subnet is not live or has no such mechanism.
	pub(crate) fn ensure_mechanism(netuid: NetUid, mecid: MechId) -> Result<NetUidStorageIndex, Error<T>> {
		let exists = Subnets::<T>::exists(netuid) && mecid < MechanismCountCurrent::<T>::get(netuid);
		ensure!(exists, Error::<T>::MechanismDoesNotExist);
		NetUidStorageIndex::of(netuid, mecid).ok_or(Error::<T>::MechanismDoesNotExist)
	}

	/// The hotkey's uid.
	///
	/// # Errors
	///
	/// `HotKeyNotRegisteredInSubNet`.
	pub(crate) fn ensure_uid(hotkey: &T::AccountId, netuid: NetUid) -> Result<u16, Error<T>> {
		Uids::<T>::get(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)
	}

	/// Whether the hotkey is that of the subnet's owner, and is registered. What stands behind it does not matter then, and it
	/// needs no permit. Spec: consensus 4.1.
	pub(crate) fn is_owners_neuron(hotkey: &T::AccountId, netuid: NetUid) -> bool {
		SubnetOwnerHotkey::<T>::try_get(netuid).as_ref() == Ok(hotkey) && Uids::<T>::contains_key(netuid, hotkey)
	}

	/// Whether the neuron may say something of others than itself, and an epoch listens to it: it holds a validator permit, or is
	/// the owner's. Spec: consensus 8.1.
	pub(crate) fn may_say_of_others(hotkey: &T::AccountId, netuid: NetUid, uid: u16) -> bool {
		let holds_permit = || ValidatorPermit::<T>::get(netuid).get(usize::from(uid)).copied().unwrap_or(false);
		Self::is_owners_neuron(hotkey, netuid) || holds_permit()
	}

	/// Whether the neuron may set or commit weights again: it never did, or `WeightsSetRateLimit` blocks ago.
	pub(crate) fn has_waited(index: NetUidStorageIndex, uid: u16) -> bool {
		let last = LastUpdate::<T>::get(index).get(usize::from(uid)).copied().unwrap_or(0);
		// No update is later than this block.
		last == 0 || now::<T>().saturating_sub(last) >= WeightsSetRateLimit::<T>::get(index.netuid())
	}
}
