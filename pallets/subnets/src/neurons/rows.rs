//! Weights and bonds: a row of (uid, value) for each neuron that has any. Spec: subnets 6.2, 6.4.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use frame_support::IterableStorageDoubleMap;
use pallet_protocol::{Bonds, Weights};
use taonet_slots::Trimming;
use taonet_types::{NetUid, NetUidStorageIndex};

/// What a neuron says of others.
type Row = Vec<(u16, u16)>;

impl<T: Config> Pallet<T> {
	/// Takes away what the neuron in a slot said of others, and the weights that others gave it. Their entries stay, at zero.
	/// Bonds of others on it stay as they are: the epoch knows by the block of registration that they are not the new
	/// neuron's.
	pub(super) fn clear_rows_of(index: NetUidStorageIndex, uid: u16) {
		Weights::<T>::remove(index, uid);
		Bonds::<T>::remove(index, uid);
		// Few rows name any one neuron, and only those are written.
		let naming: Vec<(u16, Row)> =
			Weights::<T>::iter_prefix(index).filter(|(_, row)| row.iter().any(|entry| is_on(entry, uid))).collect();
		for (validator, mut row) in naming {
			row.iter_mut().filter(|entry| is_on(entry, uid)).for_each(|(_, weight)| *weight = 0);
			Weights::<T>::insert(index, validator, row);
		}
	}

	/// Takes away the bonds that others, and the neuron itself, have on the neuron in a slot, on all mechanisms. Answers how many
	/// rows of bonds were looked at.
	pub fn forget_bonds_on(netuid: NetUid, uid: u16) -> u32 {
		let mut visited = 0u32;
		for index in Self::mechanisms(netuid) {
			let rows: Vec<(u16, Row)> = Bonds::<T>::iter_prefix(index).collect();
			for (validator, mut row) in rows {
				// One for each neuron at most.
				visited = visited.saturating_add(1);
				let before = row.len();
				row.retain(|entry| entry.0 != uid);
				if row.is_empty() {
					Bonds::<T>::remove(index, validator);
				} else if row.len() != before {
					Bonds::<T>::insert(index, validator, row);
				}
			}
		}
		visited
	}

	/// Gives rows and the entries in them their new uids, and drops those of neurons that leave.
	pub(super) fn renumber_rows(index: NetUidStorageIndex, plan: &Trimming) {
		renumber::<Weights<T>>(index, plan);
		renumber::<Bonds<T>>(index, plan);
	}

	/// Removes at most `limit` rows of a mechanism, and says how many.
	pub(super) fn clear_rows(index: NetUidStorageIndex, limit: u32) -> u32 {
		let weights = Weights::<T>::drain_prefix(index).map(drop);
		let bonds = Bonds::<T>::drain_prefix(index).map(drop);
		// No more than `limit`, which is a u32.
		u32::try_from(weights.chain(bonds).take(limit as usize).count()).unwrap_or(limit)
	}
}

/// Whether an entry gives weight to a neuron.
fn is_on(entry: &(u16, u16), uid: u16) -> bool {
	entry.0 == uid && entry.1 != 0
}

fn renumber<Map>(index: NetUidStorageIndex, plan: &Trimming)
where
	Map: IterableStorageDoubleMap<NetUidStorageIndex, u16, Row, Query = Row>,
{
	// All rows are taken out first, so that none is overwritten before it was read.
	let rows: Vec<(u16, Row)> = Map::drain_prefix(index).collect();
	for (uid, mut row) in rows {
		let Some(uid) = plan.new_uid(uid) else { continue };
		plan.pack_row(&mut row);
		if !row.is_empty() {
			Map::insert(index, uid, row);
		}
	}
}
