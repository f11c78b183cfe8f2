//! Who has what in a queue of encrypted weights, and how much fits into one. Spec: consensus 4.3 step 6, 8.4.
//!
//! A queue may hold megabytes, and is read only when its weights are opened. Whatever else asks about it is answered by a small
//! record beside it: how much a hotkey has in there already, and since when.
//!
//! A commitment is free. So a queue is bounded, whoever comes and goes: it is read as a whole, and the memory of a block is too.
//! Half of it is for those who may say something of others, which the rest cannot take from them.

use crate::{Config, Error, Pallet, QueueRecords, QueuesOf};
use alloc::collections::BTreeMap;
use codec::{Decode, Encode};
use frame_support::{dispatch::DispatchResult, ensure, DefaultNoBound};
use pallet_protocol::types::WeightCiphertext;
use scale_info::TypeInfo;
use taonet_types::NetUidStorageIndex;

/// Most commitments of a hotkey in a queue. Spec: consensus 8.4.
pub const MOST_COMMITS_OF_HOTKEY: u32 = 10;
/// Most bytes of ciphertext that a hotkey has in a queue: two of the longest, or seven of weights on 256 neurons. A rule that we
/// add; one of any length always fits.
pub const MOST_BYTES_OF_HOTKEY: u32 = 10_000;
/// Most commitments in a queue: those of 256 neurons.
pub const MOST_COMMITS_OF_QUEUE: u32 = 256 * MOST_COMMITS_OF_HOTKEY;
/// Most bytes of ciphertext in a queue: those of 256 neurons. Those who hold no permit have half of it, and half of the number.
pub const MOST_BYTES_OF_QUEUE: u32 = 256 * MOST_BYTES_OF_HOTKEY;

/// An encrypted commitment as it is stored: hotkey, block, ciphertext, and the round that opens it.
pub type TimelockedCommit<AccountId> = (AccountId, u64, WeightCiphertext, u64);

/// What a hotkey has in a queue.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Committer {
	/// Block of its first commitment there.
	pub first_block: u64,
	/// Its commitments.
	pub commits: u32,
	/// Bytes of its ciphertexts.
	pub bytes: u32,
}

/// Who has what in a queue.
#[derive(Clone, Debug, Decode, DefaultNoBound, Encode, Eq, PartialEq, TypeInfo)]
pub struct QueueRecord<AccountId: Ord> {
	/// Everybody who has something there, by hotkey. Where a hotkey was swapped, it is the one that took its place.
	pub committers: BTreeMap<AccountId, Committer>,
}

impl<AccountId: Clone + Ord> QueueRecord<AccountId> {
	/// The record of a queue in which nobody was swapped.
	pub fn of(queue: &[TimelockedCommit<AccountId>]) -> Self {
		let mut record = Self::default();
		for (hotkey, block, ciphertext, _) in queue {
			record.note(hotkey, Committer { first_block: *block, commits: 1, bytes: length(ciphertext) });
		}
		record
	}

	/// Commitments and bytes of all together.
	pub fn totals(&self) -> (u32, u32) {
		self.committers.values().fold((0, 0), |(commits, bytes), committer| {
			// Bounded by what fits into a queue.
			(commits.saturating_add(committer.commits), bytes.saturating_add(committer.bytes))
		})
	}

	/// Whether one more of so many bytes has room. Who cannot say anything of others shares half of the queue.
	fn has_room(&self, hotkey: &AccountId, bytes: u32, holds_permit: bool) -> bool {
		let (most_commits, most_bytes) = if holds_permit {
			(MOST_COMMITS_OF_QUEUE, MOST_BYTES_OF_QUEUE)
		} else {
			(MOST_COMMITS_OF_QUEUE / 2, MOST_BYTES_OF_QUEUE / 2)
		};
		let (commits, total) = self.totals();
		let (own_commits, own_bytes) =
			self.committers.get(hotkey).map_or((0, 0), |committer| (committer.commits, committer.bytes));
		own_commits < MOST_COMMITS_OF_HOTKEY
			&& own_bytes.saturating_add(bytes) <= MOST_BYTES_OF_HOTKEY
			&& commits < most_commits
			&& total.saturating_add(bytes) <= most_bytes
	}

	/// A hotkey has more there than before.
	fn note(&mut self, hotkey: &AccountId, more: Committer) {
		let add = |has: &mut Committer| {
			*has = Committer {
				first_block: has.first_block.min(more.first_block),
				// Bounded by what fits into a queue.
				commits: has.commits.saturating_add(more.commits),
				bytes: has.bytes.saturating_add(more.bytes),
			};
		};
		self.committers.entry(hotkey.clone()).and_modify(add).or_insert(more);
	}

	/// What the old hotkey has counts for the new one. Answers whether it has anything.
	fn rename(&mut self, old: &AccountId, new: &AccountId) -> bool {
		let had = self.committers.remove(old);
		if let Some(had) = had {
			self.note(new, had);
		}
		had.is_some()
	}
}

/// Bytes of a ciphertext, which has a bound.
fn length(ciphertext: &WeightCiphertext) -> u32 {
	u32::try_from(ciphertext.len()).unwrap_or(u32::MAX)
}

impl<T: Config> Pallet<T> {
	/// Whether an encrypted commitment of so many bytes fits into the queue of an epoch.
	///
	/// # Errors
	///
	/// `TooManyUnrevealedCommits`: the hotkey has ten there, or too long ones, or the queue is full.
	pub(crate) fn ensure_room(
		hotkey: &T::AccountId,
		(index, uid): (NetUidStorageIndex, u16),
		epoch: u64,
		bytes: usize,
	) -> DispatchResult {
		let may_say = Self::may_say_of_others(hotkey, index.netuid(), uid);
		let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
		let has_room = QueueRecords::<T>::get(index, epoch).has_room(hotkey, bytes, may_say);
		ensure!(has_room, Error::<T>::TooManyUnrevealedCommits);
		Ok(())
	}

	/// Counts a commitment that is added to the queue of an epoch.
	pub(crate) fn record_commit(index: NetUidStorageIndex, epoch: u64, commit: &TimelockedCommit<T::AccountId>) {
		let (hotkey, block, ciphertext, _) = commit;
		let more = Committer { first_block: *block, commits: 1, bytes: length(ciphertext) };
		QueueRecords::<T>::mutate(index, epoch, |record| record.note(hotkey, more));
	}

	/// The new hotkey stands in the records of a mechanism for the old one. Queues keep the old one's name: what it encrypted
	/// cannot be set any more, for it has no uid.
	pub(crate) fn rename_in_records(index: NetUidStorageIndex, old: &T::AccountId, new: &T::AccountId) {
		for epoch in QueuesOf::<T>::get(index).unwrap_or_default().epochs {
			let mut record = QueueRecords::<T>::get(index, epoch);
			if record.rename(old, new) {
				QueueRecords::<T>::insert(index, epoch, record);
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn record(committers: &[(u16, u64, u32, u32)]) -> QueueRecord<u16> {
		let committer = |(hotkey, first_block, commits, bytes): &(u16, u64, u32, u32)| {
			(*hotkey, Committer { first_block: *first_block, commits: *commits, bytes: *bytes })
		};
		QueueRecord { committers: committers.iter().map(committer).collect() }
	}

	#[test]
	fn record_knows_number_bytes_and_first_block_of_each_hotkey() {
		let commit = |hotkey, block, bytes| (hotkey, block, vec![0; bytes].try_into().unwrap(), 1);
		let queue = [commit(1u16, 5, 10), commit(2, 6, 0), commit(1, 7, 30)];
		assert_eq!(QueueRecord::of(&queue), record(&[(1, 5, 2, 40), (2, 6, 1, 0)]));
		assert_eq!(QueueRecord::of(&queue).totals(), (3, 40));
	}

	#[test]
	fn hotkey_has_room_for_ten_commitments_of_ten_thousand_bytes_together() {
		let has_room = |commits, had, bytes| record(&[(1, 0, commits, had)]).has_room(&1, bytes, true);
		assert!(has_room(9, 0, 0) && !has_room(10, 0, 0));
		assert!(has_room(1, 5_000, 5_000) && !has_room(1, 5_001, 5_000));
		assert!(record(&[]).has_room(&1, 5_000, false), "the longest one fits");
	}

	#[test]
	fn full_queue_has_no_room_for_anybody() {
		let full = record(&(0..256).map(|hotkey| (hotkey, 0, 2, MOST_BYTES_OF_HOTKEY)).collect::<Vec<_>>());
		assert!(!full.has_room(&300, 1, true) && full.has_room(&300, 0, true));
		let full = record(&(0..256).map(|hotkey| (hotkey, 0, MOST_COMMITS_OF_HOTKEY, 0)).collect::<Vec<_>>());
		assert!(!full.has_room(&300, 0, true));
	}

	#[test]
	fn half_of_a_queue_is_kept_for_those_with_a_permit() {
		let half = record(&(0..128).map(|hotkey| (hotkey, 0, 2, MOST_BYTES_OF_HOTKEY)).collect::<Vec<_>>());
		assert!(!half.has_room(&300, 1, false) && half.has_room(&300, 5_000, true));
	}

	#[test]
	fn what_a_swapped_hotkey_has_counts_for_the_new_one_from_the_earliest_block() {
		let mut both = record(&[(1, 5, 2, 40), (2, 7, 1, 3)]);
		assert!(both.rename(&1, &2) && !both.rename(&1, &2));
		assert_eq!(both, record(&[(2, 5, 3, 43)]));
	}
}
