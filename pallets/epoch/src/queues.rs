//! Which encrypted weights of a mechanism wait, and when it is worth while to look at them. Spec: consensus 9.3.
//!
//! The weights committed to in one epoch lie in one storage item, which may hold megabytes. So a few numbers are kept beside
//! them: a queue is read when its epoch comes, and then only when a round is signed for which something in it was encrypted.
//!
//! How long commitments wait is the subnet's owner's to say. Where the owner makes it shorter, what was committed to before
//! expires at once.

use crate::{
	records::{QueueRecord, TimelockedCommit},
	Config, Pallet, QueueRecords, QueuesOf,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use pallet_protocol::TimelockedWeightCommits;
use scale_info::TypeInfo;
use taonet_types::NetUidStorageIndex;

/// The queues of one mechanism.
#[derive(Clone, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct Queues {
	/// Epochs of which there is a queue, in order. They reach as far back as the longest reveal period does: 100 epochs.
	pub epochs: Vec<u64>,
	/// The queue that was looked at last.
	pub opened: Option<OpenedQueue>,
}

/// How far a queue was opened.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct OpenedQueue {
	/// Its epoch.
	pub epoch: u64,
	/// The least round that opens something of what is left; the largest number where none ever will. A round that is not
	/// known although a later one is will never be.
	pub next_round: u64,
}

impl Queues {
	/// A commitment was added to the queue of an epoch.
	pub(crate) fn note_commit(&mut self, epoch: u64, round: u64) {
		if let Err(place) = self.epochs.binary_search(&epoch) {
			self.epochs.insert(place, epoch);
		}
		// That is so where an epoch was due, and then was not because of another tempo.
		if let Some(opened) = self.opened.as_mut().filter(|opened| opened.epoch == epoch) {
			opened.next_round = opened.next_round.min(round);
		}
	}

	/// Whether something in the queue of this epoch may be opened, given the last round that was signed.
	pub(crate) fn may_open(&self, epoch: u64, last_round: u64) -> bool {
		let has_nothing_yet = |opened: &OpenedQueue| opened.epoch == epoch && opened.next_round > last_round;
		self.epochs.binary_search(&epoch).is_ok() && !self.opened.as_ref().is_some_and(has_nothing_yet)
	}

	/// Takes out at most `limit` epochs before this one, the oldest first.
	pub(crate) fn take_before(&mut self, epoch: u64, limit: usize) -> Vec<u64> {
		let old = self.epochs.iter().take_while(|queued| **queued < epoch).take(limit).count();
		self.epochs.drain(..old).collect()
	}

	/// The queue of this epoch is gone.
	pub(crate) fn remove(&mut self, epoch: u64) {
		self.epochs.retain(|queued| *queued != epoch);
	}
}

impl<T: Config> Pallet<T> {
	/// Adds an encrypted commitment to the queue of an epoch, without asking whether there is room for it.
	pub fn enqueue(index: NetUidStorageIndex, epoch: u64, commit: TimelockedCommit<T::AccountId>) {
		let mut queues = QueuesOf::<T>::get(index).unwrap_or_default();
		queues.note_commit(epoch, commit.3);
		Self::store_queues(index, queues);
		Self::record_commit(index, epoch, &commit);
		// The queue may be long, and is not read.
		TimelockedWeightCommits::<T>::append(index, epoch, commit);
	}

	/// Stores what is left of a queue, and the record of it.
	pub(crate) fn store_queue(index: NetUidStorageIndex, epoch: u64, queue: Vec<TimelockedCommit<T::AccountId>>) {
		if queue.is_empty() {
			TimelockedWeightCommits::<T>::remove(index, epoch);
			QueueRecords::<T>::remove(index, epoch);
		} else {
			QueueRecords::<T>::insert(index, epoch, QueueRecord::of(&queue));
			TimelockedWeightCommits::<T>::insert(index, epoch, queue);
		}
	}

	/// Stores which queues there are; nothing where there are none.
	pub(crate) fn store_queues(index: NetUidStorageIndex, queues: Queues) {
		if queues.epochs.is_empty() {
			QueuesOf::<T>::remove(index);
		} else {
			QueuesOf::<T>::insert(index, queues);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn queues(epochs: &[u64], opened: Option<(u64, u64)>) -> Queues {
		Queues { epochs: epochs.to_vec(), opened: opened.map(|(epoch, next_round)| OpenedQueue { epoch, next_round }) }
	}

	#[test]
	fn queue_is_looked_at_when_its_epoch_comes() {
		assert!(queues(&[7, 8], None).may_open(7, 0));
		assert!(queues(&[7, 8], Some((6, 1_000))).may_open(7, 0));
	}

	#[test]
	fn queue_is_looked_at_again_when_a_round_opens_something() {
		assert!(!queues(&[7], Some((7, 1_000))).may_open(7, 999));
		assert!(queues(&[7], Some((7, 1_000))).may_open(7, 1_000));
	}

	#[test]
	fn queue_is_not_looked_at_when_it_is_not_there() {
		assert!(!queues(&[6, 8], None).may_open(7, 1_000));
	}

	#[test]
	fn commitment_to_a_queue_that_was_looked_at_is_not_overlooked() {
		let mut noted = queues(&[7], Some((7, u64::MAX)));
		noted.note_commit(7, 5);
		assert_eq!(noted, queues(&[7], Some((7, 5))));
		noted.note_commit(7, 6);
		assert_eq!(noted, queues(&[7], Some((7, 5))));
	}

	#[test]
	fn epochs_are_in_order_whatever_the_order_of_commitments() {
		let mut noted = Queues::default();
		[8, 7, 8, 9].into_iter().for_each(|epoch| noted.note_commit(epoch, 1));
		assert_eq!(noted, queues(&[7, 8, 9], None));
		noted.remove(8);
		assert_eq!(noted, queues(&[7, 9], None));
	}

	#[test]
	fn oldest_queues_are_taken_out_first_when_there_are_many() {
		let mut old = queues(&[1, 2, 3, 7], None);
		assert_eq!(old.take_before(7, 2), [1, 2]);
		assert_eq!(old.take_before(7, 2), [3]);
		assert_eq!(old, queues(&[7], None));
	}
}
