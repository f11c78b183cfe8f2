//! What an epoch leaves behind for each neuron. Spec: consensus 6, 7.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_protocol::{
	Active, Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust,
};
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// What an epoch says of each neuron of a subnet, by uid, over all mechanisms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochVectors {
	/// Whether it set weights lately.
	pub active: Vec<bool>,
	/// Whether it may validate from now on.
	pub validator_permit: Vec<bool>,
	/// The weight that a majority of stake gives it, u16 proportions.
	pub consensus: Vec<u16>,
	/// Its share of all dividends, u16 proportions.
	pub dividends: Vec<u16>,
	/// How much of the weights that it gave is within consensus, u16 proportions.
	pub validator_trust: Vec<u16>,
	/// Its share of all stake, u16 proportions.
	pub stake_weight: Vec<u16>,
	/// Alpha-rao by which neurons are replaced; where there are several mechanisms it is not what is paid.
	pub emission: Vec<AlphaBalance>,
}

impl<T: Config> Pallet<T> {
	/// Stores what an epoch says of the neurons of a subnet.
	pub fn store_epoch_vectors(netuid: NetUid, vectors: EpochVectors) {
		Active::<T>::insert(netuid, vectors.active);
		ValidatorPermit::<T>::insert(netuid, vectors.validator_permit);
		Consensus::<T>::insert(netuid, vectors.consensus);
		Dividends::<T>::insert(netuid, vectors.dividends);
		ValidatorTrust::<T>::insert(netuid, vectors.validator_trust);
		StakeWeight::<T>::insert(netuid, vectors.stake_weight);
		Emission::<T>::insert(netuid, vectors.emission);
	}

	/// Stores the incentive of each neuron on one mechanism, u16 proportions.
	pub fn store_incentive(index: NetUidStorageIndex, incentive: Vec<u16>) {
		Incentive::<T>::insert(index, incentive);
	}

	/// Stores the bonds of a neuron on one mechanism: (uid, u16 proportion). None at all are not stored. Whether they are other
	/// than before is for the caller to know.
	pub fn store_bonds(index: NetUidStorageIndex, uid: u16, bonds: Vec<(u16, u16)>) {
		if bonds.is_empty() {
			Bonds::<T>::remove(index, uid);
		} else {
			Bonds::<T>::insert(index, uid, bonds);
		}
	}
}
