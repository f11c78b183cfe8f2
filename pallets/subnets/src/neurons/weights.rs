//! Weights as they are stored, and since when a neuron is up to date. Spec: consensus 7, 8.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_protocol::{LastUpdate, Weights};
use taonet_types::NetUidStorageIndex;

impl<T: Config> Pallet<T> {
	/// Stores what the neuron `uid` says of others, (uid, u16 proportion) in the order given; zeros are kept. That there is such
	/// a neuron, and that its weights are valid, is for the caller to see to.
	pub fn store_weights(index: NetUidStorageIndex, uid: u16, row: Vec<(u16, u16)>) {
		if row.is_empty() {
			Weights::<T>::remove(index, uid);
		} else {
			Weights::<T>::insert(index, uid, row);
		}
	}

	/// Notes the block in which the neuron `uid`, which must be there, last set or committed weights. A mechanism that was added
	/// later begins with an empty list: whoever is missing there is at block 0. Spec: consensus 7.
	pub fn set_last_update(index: NetUidStorageIndex, uid: u16, block: u64) {
		LastUpdate::<T>::mutate(index, |blocks| put(blocks, uid, block));
	}
}

/// Puts the value at a place, after as many zeros as are missing before it.
fn put(values: &mut Vec<u64>, uid: u16, value: u64) {
	let place = usize::from(uid);
	match values.get_mut(place) {
		Some(old) => *old = value,
		None => {
			values.resize(place, 0);
			values.push(value);
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn after(mut values: Vec<u64>, uid: u16) -> Vec<u64> {
		put(&mut values, uid, 7);
		values
	}

	#[test]
	fn list_is_filled_up_with_zeros_when_it_is_too_short() {
		assert_eq!(after(vec![], 2), [0, 0, 7]);
		assert_eq!(after(vec![5, 5], 2), [5, 5, 7]);
		assert_eq!(after(vec![], 0), [7]);
	}

	#[test]
	fn list_keeps_the_values_of_others_when_it_is_long_enough() {
		assert_eq!(after(vec![5, 6, 8], 1), [5, 7, 8]);
	}
}
