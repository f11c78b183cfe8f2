//! The lists with one value for each neuron, and what happens to all of them at once.
//!
//! The two functions that list them are the only place that knows which there are, so that none can be forgotten. A list
//! may be shorter than the subnet has neurons; what is missing is zero. Spec: consensus 2, 7.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use codec::{FullCodec, FullEncode};
use frame_support::StorageMap;
use pallet_protocol::{
	now, Active, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight, ValidatorPermit, ValidatorTrust,
};
use taonet_slots::Trimming;
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// What is done with a list that has one value for each neuron.
pub(crate) trait Visit {
	/// `Map` has the list under `key`. A neuron begins with `newcomer`; without it only an epoch makes the list longer, and
	/// a neuron begins with zero.
	fn visit<Key, Value, Map>(&mut self, key: Key, newcomer: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>;
}

/// A neuron is added behind the last one, under this uid.
pub(super) struct Append(pub u16);

/// Another neuron gets this uid.
pub(super) struct Replace(pub u16);

/// Neurons leave, and others get their uids.
pub(super) struct Renumber<'a>(pub &'a Trimming);

/// The subnet is dissolved, or the mechanism removed.
pub(super) struct Forget;

impl<T: Config> Pallet<T> {
	/// All lists of the subnet and of its mechanisms.
	pub(super) fn visit_vectors(netuid: NetUid, visitor: &mut impl Visit) {
		Self::visit_subnet_vectors(netuid, visitor);
		for index in Self::mechanisms(netuid) {
			Self::visit_mechanism_vectors(index, visitor);
		}
	}

	/// The lists that the mechanisms share.
	pub(crate) fn visit_subnet_vectors(netuid: NetUid, visitor: &mut impl Visit) {
		visitor.visit::<_, _, Active<T>>(netuid, Some(true));
		visitor.visit::<_, _, Emission<T>>(netuid, Some(AlphaBalance::ZERO));
		visitor.visit::<_, _, Consensus<T>>(netuid, Some(0));
		visitor.visit::<_, _, Dividends<T>>(netuid, Some(0));
		visitor.visit::<_, _, ValidatorTrust<T>>(netuid, Some(0));
		visitor.visit::<_, _, ValidatorPermit<T>>(netuid, Some(false));
		visitor.visit::<_, _, StakeWeight<T>>(netuid, None);
	}

	/// The lists of one mechanism.
	pub(crate) fn visit_mechanism_vectors(index: NetUidStorageIndex, visitor: &mut impl Visit) {
		visitor.visit::<_, _, Incentive<T>>(index, Some(0));
		visitor.visit::<_, _, LastUpdate<T>>(index, Some(now::<T>()));
	}
}

impl Visit for Append {
	fn visit<Key, Value, Map>(&mut self, key: Key, newcomer: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>,
	{
		let Some(newcomer) = newcomer else { return };
		Map::mutate(key, |values| {
			values.resize(self.0.into(), Value::default());
			values.push(newcomer);
		});
	}
}

impl Visit for Replace {
	fn visit<Key, Value, Map>(&mut self, key: Key, newcomer: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>,
	{
		let uid = usize::from(self.0);
		let newcomer = newcomer.unwrap_or_default();
		Map::mutate(key, |values| match values.get_mut(uid) {
			Some(value) => *value = newcomer,
			None => {
				values.resize(uid, Value::default());
				values.push(newcomer);
			},
		});
	}
}

impl Visit for Renumber<'_> {
	fn visit<Key, Value, Map>(&mut self, key: Key, _: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>,
	{
		if Map::contains_key(key) {
			Map::mutate(key, |values| self.0.pack(values));
		}
	}
}

impl Visit for Forget {
	fn visit<Key, Value, Map>(&mut self, key: Key, _: Option<Value>)
	where
		Key: FullEncode + Copy,
		Value: FullCodec + Clone + Default,
		Map: StorageMap<Key, Vec<Value>, Query = Vec<Value>>,
	{
		Map::remove(key);
	}
}
