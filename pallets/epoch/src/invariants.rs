//! What holds after every block, beside what `pallet_subnets` says of slots and rows. Spec: consensus 6.

mod commits;

use crate::{Config, Pallet, Subnets};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use pallet_protocol::{
	now, Active, Bonds, Consensus, Dividends, Emission, Incentive, LastMechansimStepBlock, MechanismCountCurrent,
	StakeWeight, SubnetworkN, ValidatorPermit, ValidatorTrust, Weights,
};
use sp_runtime::TryRuntimeError;
use taonet_types::{MechId, NetUidStorageIndex};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules of this file.
	pub(crate) fn check_epochs() -> Check {
		Self::only_permit_holders_have_bonds()?;
		Self::rows_name_each_neuron_once()
	}

	/// An epoch reads nobody else's.
	fn only_permit_holders_have_bonds() -> Check {
		for (index, uid) in Bonds::<T>::iter_keys() {
			let netuid = index.netuid();
			if Subnets::<T>::exists(netuid) {
				let holds_permit = ValidatorPermit::<T>::get(netuid).get(usize::from(uid)).copied();
				ensure!(holds_permit == Some(true), "a neuron without validator permit has bonds");
			}
		}
		Ok(())
	}

	fn rows_name_each_neuron_once() -> Check {
		for (_, _, row) in Weights::<T>::iter().chain(Bonds::<T>::iter()) {
			let named: BTreeSet<u16> = row.iter().map(|(uid, _)| *uid).collect();
			ensure!(named.len() == row.len(), "a row of weights or bonds names a neuron twice");
		}
		Ok(())
	}

	/// An epoch leaves vectors with a value for each neuron. It holds after the initialisation of its block; in the same block neurons
	/// may come, so that this is no rule about the end of a block.
	///
	/// # Errors
	///
	/// A text that says so.
	pub fn check_vectors_after_initialisation() -> Check {
		let block = now::<T>();
		let paid = |netuid: &_| LastMechansimStepBlock::<T>::get(netuid) == block;
		for netuid in Subnets::<T>::subnets().into_iter().filter(|netuid| !netuid.is_root()).filter(paid) {
			let mut lengths = alloc::vec![
				Active::<T>::get(netuid).len(),
				Consensus::<T>::get(netuid).len(),
				Dividends::<T>::get(netuid).len(),
				Emission::<T>::get(netuid).len(),
				StakeWeight::<T>::get(netuid).len(),
				ValidatorPermit::<T>::get(netuid).len(),
				ValidatorTrust::<T>::get(netuid).len(),
			];
			let mechanisms = (0..MechanismCountCurrent::<T>::get(netuid).get()).map(MechId::new);
			let indices: Vec<_> = mechanisms.filter_map(|mecid| NetUidStorageIndex::of(netuid, mecid)).collect();
			lengths.extend(indices.into_iter().map(|index| Incentive::<T>::get(index).len()));
			let n = usize::from(SubnetworkN::<T>::get(netuid));
			ensure!(lengths.into_iter().all(|length| length == n), "an epoch left a vector that misses a neuron");
		}
		Ok(())
	}
}
