//! Slots: who is in them, who comes in, and who has to leave. Spec: subnets 6.1 to 6.3.

use super::vectors::{Append, Forget, Replace};
use crate::{
	hooks::{Cleared, OnNeuronLeft},
	Config, Error, Pallet,
};
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_protocol::{
	now, BlockAtRegistration, Emission, ImmuneOwnerUidsLimit, ImmunityPeriod, IsNetworkMember, Keys, MaxAllowedUids,
	MinNonImmuneUids, RegistrationsThisBlock, RegistrationsThisInterval, SubnetOwner, SubnetOwnerHotkey, SubnetworkN,
	Uids,
};
use sp_runtime::DispatchError;
use taonet_slots::{protected_uids, slot_to_replace, slots, Slot};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Where a newcomer goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
	/// Behind the last neuron.
	Behind,
	/// In the slot of the neuron with this uid, which leaves.
	InsteadOf(u16),
}

impl<T: Config> Pallet<T> {
	/// Gives a hotkey a new slot behind the others.
	///
	/// # Errors
	///
	/// `HotKeyAlreadyRegisteredInSubNet`, and `NoNeuronIdAvailable` when all slots are taken.
	pub fn append_neuron(netuid: NetUid, hotkey: &T::AccountId) -> Result<u16, DispatchError> {
		Self::ensure_not_registered(netuid, hotkey)?;
		let uid = SubnetworkN::<T>::get(netuid);
		ensure!(uid < MaxAllowedUids::<T>::get(netuid), Error::<T>::NoNeuronIdAvailable);
		// Below another u16.
		SubnetworkN::<T>::insert(netuid, uid.saturating_add(1));
		Self::enter_slot(netuid, uid, hotkey);
		Self::visit_vectors(netuid, &mut Append(uid));
		Ok(uid)
	}

	/// Gives the slot `uid` to another hotkey, with nothing left of the one that was in it but its stake.
	pub(super) fn replace_neuron(netuid: NetUid, uid: u16, hotkey: &T::AccountId) {
		Self::leave_subnet(netuid, &Keys::<T>::get(netuid, uid));
		Self::enter_slot(netuid, uid, hotkey);
		Self::visit_vectors(netuid, &mut Replace(uid));
		for index in Self::mechanisms(netuid) {
			Self::clear_rows_of(index, uid);
		}
	}

	/// Gives a hotkey that is not registered the place found for it, and answers its uid. Payment, account and event are the
	/// caller's matter.
	pub(super) fn seat(netuid: NetUid, place: Place, hotkey: &T::AccountId) -> Result<u16, DispatchError> {
		match place {
			Place::Behind => Self::append_neuron(netuid, hotkey),
			Place::InsteadOf(uid) => {
				Self::replace_neuron(netuid, uid, hotkey);
				Ok(uid)
			},
		}
	}

	/// Where a newcomer goes: into a new slot as long as there is room, else where the neuron is whose turn it is to leave.
	///
	/// # Errors
	///
	/// `NoNeuronIdAvailable`: all slots are taken and nobody may be replaced.
	pub(super) fn place_for_newcomer(netuid: NetUid) -> Result<Place, DispatchError> {
		if SubnetworkN::<T>::get(netuid) < MaxAllowedUids::<T>::get(netuid) {
			return Ok(Place::Behind);
		}
		let uid = slot_to_replace(&Self::slots_of(netuid), MinNonImmuneUids::<T>::get(netuid));
		Ok(Place::InsteadOf(uid.ok_or(Error::<T>::NoNeuronIdAvailable)?))
	}

	/// The slots of the subnet with what protects each neuron.
	pub(super) fn slots_of(netuid: NetUid) -> Vec<Slot> {
		let registered_at: Vec<u64> =
			(0..SubnetworkN::<T>::get(netuid)).map(|uid| BlockAtRegistration::<T>::get(netuid, uid)).collect();
		let owner = Some(SubnetOwner::<T>::get(netuid));
		let protected = protected_uids(
			&registered_at,
			Uids::<T>::get(netuid, SubnetOwnerHotkey::<T>::get(netuid)),
			ImmuneOwnerUidsLimit::<T>::get(netuid),
			|uid| Self::owner_of(&Keys::<T>::get(netuid, uid)) == owner,
		);
		let emission = Emission::<T>::get(netuid);
		slots(&registered_at, &emission, &protected, now::<T>(), ImmunityPeriod::<T>::get(netuid))
	}

	/// # Errors
	///
	/// `HotKeyAlreadyRegisteredInSubNet`.
	pub(super) fn ensure_not_registered(netuid: NetUid, hotkey: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(!Uids::<T>::contains_key(netuid, hotkey), Error::<T>::HotKeyAlreadyRegisteredInSubNet);
		Ok(())
	}

	/// Writes who is in a slot, and since when.
	fn enter_slot(netuid: NetUid, uid: u16, hotkey: &T::AccountId) {
		Keys::<T>::insert(netuid, uid, hotkey);
		Uids::<T>::insert(netuid, hotkey, uid);
		IsNetworkMember::<T>::insert(hotkey, netuid, true);
		BlockAtRegistration::<T>::insert(netuid, uid, now::<T>());
		Self::count_slot(hotkey);
	}

	/// Forgets all that is stored by the hotkey of a neuron that leaves.
	pub(super) fn leave_subnet(netuid: NetUid, hotkey: &T::AccountId) {
		Uids::<T>::remove(netuid, hotkey);
		IsNetworkMember::<T>::remove(hotkey, netuid);
		Self::uncount_slot(hotkey);
		Self::forget_serving(netuid, hotkey);
		T::OnNeuronLeft::left(netuid, hotkey);
	}

	/// Forgets the neurons of a dissolved subnet, at most `limit` neurons and rows of weights and bonds; the few values that
	/// are stored once for a subnet or mechanism go with the last of them.
	pub(crate) fn clear_neurons(netuid: NetUid, limit: u32) -> Cleared {
		let mut visited = 0u32;
		for (uid, hotkey) in Keys::<T>::drain_prefix(netuid).take(limit as usize) {
			Self::leave_subnet(netuid, &hotkey);
			BlockAtRegistration::<T>::remove(netuid, uid);
			visited = visited.saturating_add(1);
		}
		// All that can exist, whatever has become of the number of mechanisms.
		let mechanisms = || {
			(0..NetUidStorageIndex::MAX_MECHANISMS)
				.filter_map(|mecid| NetUidStorageIndex::of(netuid, MechId::new(mecid)))
		};
		for index in mechanisms() {
			// Never more than `limit` in all.
			visited = visited.saturating_add(Self::clear_rows(index, limit.saturating_sub(visited)));
		}
		if visited >= limit {
			return Cleared { visited, unfinished: true };
		}
		Self::visit_subnet_vectors(netuid, &mut Forget);
		for index in mechanisms() {
			Self::visit_mechanism_vectors(index, &mut Forget);
		}
		SubnetworkN::<T>::remove(netuid);
		RegistrationsThisBlock::<T>::remove(netuid);
		RegistrationsThisInterval::<T>::remove(netuid);
		Cleared { visited, unfinished: false }
	}
}
