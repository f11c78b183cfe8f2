//! What holds for neurons and their slots after every block. Spec: subnets 6.5.
//!
//! While a subnet is being dissolved its neurons leave one by one; until then the rules that bind a neuron to its hotkey hold
//! for it too.

use crate::{neurons::vectors::Visit, Config, Dissolutions, Pallet, SlotsOfColdkey};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::{FullCodec, FullEncode};
use frame_support::{ensure, StorageMap};
use pallet_protocol::{
	Axons, BlockAtRegistration, Bonds, Burn, Incentive, IsNetworkMember, Keys, LastUpdate, MaxAllowedUids, MaxBurn,
	MechanismCountCurrent, MinBurn, NeuronCertificates, Prometheus, SubnetworkN, Uids, Weights,
};
use sp_runtime::TryRuntimeError;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules of this file.
	pub(super) fn check_neurons() -> Check {
		Self::slots_are_numbered_without_gaps()?;
		Self::slots_are_within_their_limit()?;
		Self::slots_and_hotkeys_agree()?;
		Self::slots_of_coldkeys_are_counted()?;
		Self::members_are_the_registered_hotkeys()?;
		Self::blocks_of_registration_belong_to_slots()?;
		Self::vectors_have_a_value_for_each_neuron()?;
		Self::mechanisms_without_a_subnet_have_no_vectors()?;
		Self::rows_belong_to_slots()?;
		Self::only_registered_hotkeys_serve()?;
		Self::limits_of_prices_are_in_order()
	}

	fn slots_are_numbered_without_gaps() -> Check {
		for netuid in Self::subnets() {
			let n = SubnetworkN::<T>::get(netuid);
			// Ascending only below 256, since keys come by the low byte first.
			let uids: BTreeSet<u16> = Keys::<T>::iter_prefix(netuid).map(|(uid, _)| uid).collect();
			ensure!(uids.into_iter().eq(0..n), "Keys of a subnet are not numbered from 0 to SubnetworkN");
		}
		let known = |netuid| Self::is_known(netuid);
		ensure!(SubnetworkN::<T>::iter_keys().all(known), "SubnetworkN is left of a subnet that is gone");
		ensure!(Keys::<T>::iter_keys().all(|(netuid, _)| known(netuid)), "Keys are left of a subnet that is gone");
		Ok(())
	}

	fn slots_of_coldkeys_are_counted() -> Check {
		let mut counted: BTreeMap<T::AccountId, u32> = BTreeMap::new();
		for coldkey in Keys::<T>::iter_values().filter_map(|hotkey| Self::owner_of(&hotkey)) {
			let slots = counted.entry(coldkey).or_default();
			*slots = slots.saturating_add(1);
		}
		let stored: BTreeMap<T::AccountId, u32> = SlotsOfColdkey::<T>::iter().collect();
		ensure!(counted == stored, "SlotsOfColdkey is not what Keys and Owner say");
		Ok(())
	}

	fn slots_are_within_their_limit() -> Check {
		for netuid in Self::subnets() {
			let within = SubnetworkN::<T>::get(netuid) <= MaxAllowedUids::<T>::get(netuid);
			ensure!(within, "a subnet has more neurons than MaxAllowedUids");
		}
		Ok(())
	}

	fn slots_and_hotkeys_agree() -> Check {
		for (netuid, uid, hotkey) in Keys::<T>::iter() {
			ensure!(Uids::<T>::get(netuid, hotkey) == Some(uid), "Uids does not lead back to the slot in Keys");
		}
		ensure!(Uids::<T>::iter_keys().count() == Keys::<T>::iter_keys().count(), "Uids has a hotkey without slot");
		Ok(())
	}

	fn members_are_the_registered_hotkeys() -> Check {
		for (hotkey, netuid, member) in IsNetworkMember::<T>::iter() {
			let registered = Uids::<T>::contains_key(netuid, hotkey);
			ensure!(member && registered, "IsNetworkMember names a hotkey that is not registered");
		}
		let (members, registered) = (IsNetworkMember::<T>::iter_keys().count(), Uids::<T>::iter_keys().count());
		ensure!(members == registered, "IsNetworkMember misses a registered hotkey");
		Ok(())
	}

	fn blocks_of_registration_belong_to_slots() -> Check {
		for (netuid, uid) in Keys::<T>::iter_keys() {
			let known = BlockAtRegistration::<T>::contains_key(netuid, uid);
			ensure!(known, "BlockAtRegistration misses a neuron");
		}
		let blocks = BlockAtRegistration::<T>::iter_keys().count();
		ensure!(blocks == Keys::<T>::iter_keys().count(), "BlockAtRegistration has a slot without neuron");
		Ok(())
	}

	fn vectors_have_a_value_for_each_neuron() -> Check {
		for netuid in Self::subnets() {
			let n = usize::from(SubnetworkN::<T>::get(netuid));
			let mut full = Lengths { n, exact: true, wrong: false };
			Self::visit_subnet_vectors(netuid, &mut full);
			// Vectors of further mechanisms begin empty.
			let mut short = Lengths { n, exact: false, wrong: false };
			for index in Self::mechanisms(netuid) {
				let first = index.mecid() == MechId::MAIN;
				Self::visit_mechanism_vectors(index, if first { &mut full } else { &mut short });
			}
			ensure!(!full.wrong, "a vector of a subnet has not one value for each neuron");
			ensure!(!short.wrong, "a vector of a mechanism has more values than there are neurons");
		}
		Ok(())
	}

	fn mechanisms_without_a_subnet_have_no_vectors() -> Check {
		let known = Incentive::<T>::iter_keys().chain(LastUpdate::<T>::iter_keys()).all(Self::is_known_mechanism);
		ensure!(known, "a vector is left of a mechanism that is gone");
		Ok(())
	}

	fn rows_belong_to_slots() -> Check {
		for (index, uid, row) in Weights::<T>::iter().chain(Bonds::<T>::iter()) {
			ensure!(Self::is_known_mechanism(index), "a row of weights or bonds is left of a mechanism that is gone");
			let netuid = index.netuid();
			if Self::exists(netuid) {
				let n = SubnetworkN::<T>::get(netuid);
				ensure!(uid < n, "a row of weights or bonds belongs to no neuron");
				ensure!(row.iter().all(|(target, _)| *target < n), "a row of weights or bonds names no neuron");
			}
		}
		Ok(())
	}

	fn only_registered_hotkeys_serve() -> Check {
		let serving =
			Axons::<T>::iter_keys().chain(NeuronCertificates::<T>::iter_keys()).chain(Prometheus::<T>::iter_keys());
		for (netuid, hotkey) in serving {
			let registered = Uids::<T>::contains_key(netuid, hotkey);
			ensure!(registered, "an axon, certificate or prometheus belongs to a hotkey that is not registered");
		}
		Ok(())
	}

	fn limits_of_prices_are_in_order() -> Check {
		for netuid in Self::subnets() {
			ensure!(MinBurn::<T>::get(netuid) <= MaxBurn::<T>::get(netuid), "MinBurn is above MaxBurn");
		}
		Ok(())
	}

	/// `MinBurn <= Burn <= MaxBurn`. It holds after the initialisation of a block; in the same block a limit may be set anew,
	/// which the price follows in the next one, so that this is no rule about the end of a block.
	///
	/// # Errors
	///
	/// A text that says so.
	pub fn check_prices_after_initialisation() -> Check {
		for netuid in Self::subnets() {
			let price = Burn::<T>::get(netuid);
			ensure!(price == Self::price_limits(netuid).clamp(price), "Burn is not between MinBurn and MaxBurn");
		}
		Ok(())
	}

	fn is_known(netuid: NetUid) -> bool {
		Self::exists(netuid) || Dissolutions::<T>::contains_key(netuid)
	}

	fn is_known_mechanism(index: NetUidStorageIndex) -> bool {
		if Self::exists(index.netuid()) {
			index.mecid() < MechanismCountCurrent::<T>::get(index.netuid())
		} else {
			Self::is_known(index.netuid())
		}
	}
}

/// Looks whether vectors have as many values as there are neurons.
struct Lengths {
	n: usize,
	/// Whether they must not have fewer.
	exact: bool,
	wrong: bool,
}

impl Visit for Lengths {
	fn visit<Key, Value, Map>(&mut self, key: Key, newcomer: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>,
	{
		let length = Map::get(key).len();
		// A vector without newcomers is made longer only by an epoch.
		let must_have_all = self.exact && newcomer.is_some();
		self.wrong |= length > self.n || (must_have_all && length < self.n);
	}
}
