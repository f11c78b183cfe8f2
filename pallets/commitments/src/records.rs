//! The one place that stores and forgets commitments, so that the queue and the index cannot miss one.

use crate::{
	CommitmentOf, Config, IndexChanges, LastBondsReset, LastCommitment, Pallet, RegistrationOf, RevealQueue,
	RevealedCommitments, RoundKey, TimelockedIndex, UsedSpaceOf,
};
use alloc::vec::Vec;
use pallet_protocol::now;
use taonet_types::NetUid;

/// Most values that are kept of what was revealed of a hotkey on a subnet.
pub const MOST_REVEALED: usize = 10;

impl<T: Config> Pallet<T> {
	/// Stores a commitment, or that there is none, in place of what there was.
	pub(crate) fn store(netuid: NetUid, who: &T::AccountId, registration: Option<RegistrationOf<T>>) {
		let next_round = |registration: &RegistrationOf<T>| registration.info.next_round();
		let before = CommitmentOf::<T>::get(netuid, who).as_ref().and_then(next_round);
		let after = registration.as_ref().and_then(next_round);
		if before != after {
			if let Some(round) = before {
				RevealQueue::<T>::remove((RoundKey::from(round), netuid, who));
			}
			if let Some(round) = after {
				RevealQueue::<T>::insert((RoundKey::from(round), netuid, who), ());
			}
		}
		if before.is_some() != after.is_some() {
			IndexChanges::<T>::append(((netuid, who), after.is_some()));
		}
		CommitmentOf::<T>::set(netuid, who, registration);
	}

	/// Puts a plaintext to what was revealed of a hotkey. The oldest goes where there are too many.
	pub(crate) fn note_revealed(netuid: NetUid, who: &T::AccountId, plaintext: Vec<u8>) {
		let mut revealed = RevealedCommitments::<T>::get(netuid, who).unwrap_or_default();
		revealed.push((plaintext, now::<T>()));
		let excess = revealed.len().saturating_sub(MOST_REVEALED);
		revealed.drain(..excess);
		RevealedCommitments::<T>::insert(netuid, who, revealed);
	}

	/// Forgets all that is known of a hotkey on a subnet. Mostly that is nothing, which one read tells.
	pub(crate) fn forget_place(netuid: NetUid, who: &T::AccountId) {
		if LastCommitment::<T>::take(netuid, who).is_none() {
			return;
		}
		Self::store(netuid, who, None);
		LastBondsReset::<T>::remove(netuid, who);
		RevealedCommitments::<T>::remove(netuid, who);
		UsedSpaceOf::<T>::remove(netuid, who);
	}

	/// Gives all that is known of a hotkey on a subnet to another one, of which nothing is known there.
	pub(crate) fn rename_place(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let Some(block) = LastCommitment::<T>::take(netuid, old) else { return };
		LastCommitment::<T>::insert(netuid, new, block);
		let registration = CommitmentOf::<T>::get(netuid, old);
		Self::store(netuid, old, None);
		Self::store(netuid, new, registration);
		LastBondsReset::<T>::set(netuid, new, LastBondsReset::<T>::take(netuid, old));
		RevealedCommitments::<T>::set(netuid, new, RevealedCommitments::<T>::take(netuid, old));
		UsedSpaceOf::<T>::set(netuid, new, UsedSpaceOf::<T>::take(netuid, old));
	}

	/// Writes into the index what has changed in this block.
	pub(crate) fn update_index() {
		let changes = IndexChanges::<T>::take();
		if changes.is_empty() {
			return;
		}
		TimelockedIndex::<T>::mutate_exists(|stored| {
			let mut index = stored.take().unwrap_or_default();
			for (place, is_timelocked) in changes {
				if is_timelocked {
					index.insert(place);
				} else {
					index.remove(&place);
				}
			}
			*stored = (!index.is_empty()).then_some(index);
		});
	}

	/// What the hotkeys of a subnet have published, each as it is stored, SCALE-encoded.
	pub fn encoded_commitments(netuid: NetUid) -> Vec<(T::AccountId, Vec<u8>)> {
		use codec::Encode;
		CommitmentOf::<T>::iter_prefix(netuid).map(|(who, registration)| (who, registration.encode())).collect()
	}
}
