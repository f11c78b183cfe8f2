//! Since when weights are on their way: commits that are still alive. Spec: consensus 4.3 step 6.
//!
//! Of encrypted ones only the records are read, never the queues. What was opened counts no more in either.

use crate::{Config, Pallet, QueueRecords, QueuesOf, Subnets};
use alloc::collections::BTreeMap;
use pallet_protocol::{CommitRevealWeightsEnabled, RevealPeriodEpochs, WeightCommits};
use sp_core::H256;
use taonet_types::{NetUid, NetUidStorageIndex};

/// Longest time, in epochs, that a commit can wait for its reveal; no call accepts more. Spec: consensus 8.2.
const LONGEST_REVEAL_PERIOD: u64 = 100;

/// As many reads count for one record: it may hold as many hotkeys as commitments fit into a queue, 123 KB, and a read counts for
/// 4 KB. Most have 256.
const READS_PER_RECORD: u64 = 31;

/// Which commits of a subnet are alive: those of epochs that are not too long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LiveCommits {
	oldest: u64,
	current: u64,
}

impl LiveCommits {
	/// `current` is the epoch to which weights belong that are committed now, `reveal_period` the epochs that a commit waits. A commit
	/// is dead when `current` is more than that past its epoch.
	pub fn new(current: u64, reveal_period: u64) -> Self {
		// Epochs are counted from 0.
		Self { oldest: current.saturating_sub(reveal_period.min(LONGEST_REVEAL_PERIOD)), current }
	}

	/// Whether a commit of that epoch is alive.
	fn contains(self, epoch: u64) -> bool {
		epoch >= self.oldest
	}

	/// Reads of one mechanism where so many validators have their commits looked at.
	pub fn reads(self, validators: u64) -> u64 {
		// At most 102 epochs: one more than the current one where an epoch was due and then was not.
		let epochs = self.current.saturating_sub(self.oldest).saturating_add(2);
		// Which queues there are is one more.
		validators.saturating_add(epochs.saturating_mul(READS_PER_RECORD)).saturating_add(1)
	}

	/// Block of the first commit in a hotkey's queue that is alive.
	fn first_in(self, queue: &[(H256, u64, u64, u64)]) -> Option<u64> {
		queue.iter().find(|(_, epoch, _, _)| self.contains(*epoch)).map(|(_, _, block, _)| *block)
	}
}

impl<T: Config> Pallet<T> {
	/// Which commits of the subnet are alive in this block; none where weights are set without commits.
	pub(crate) fn live_commits(netuid: NetUid) -> Option<LiveCommits> {
		CommitRevealWeightsEnabled::<T>::get(netuid)
			.then(|| LiveCommits::new(Subnets::<T>::current_epoch(netuid), RevealPeriodEpochs::<T>::get(netuid)))
	}

	/// Block of the earliest live commit of a mechanism by hotkey: of these hotkeys all commits count, of others only those that are
	/// locked by time.
	pub(crate) fn earliest_commits<'a>(
		index: NetUidStorageIndex,
		live: LiveCommits,
		hotkeys: impl Iterator<Item = &'a T::AccountId>,
	) -> BTreeMap<T::AccountId, u64>
	where
		T::AccountId: 'a,
	{
		let first = |hotkey: &T::AccountId| {
			let block = live.first_in(&WeightCommits::<T>::get(index, hotkey)?)?;
			Some((hotkey.clone(), block))
		};
		let mut earliest: BTreeMap<T::AccountId, u64> = hotkeys.filter_map(first).collect();
		let epochs = QueuesOf::<T>::get(index).unwrap_or_default().epochs;
		for epoch in epochs.into_iter().filter(|epoch| live.contains(*epoch)) {
			for (hotkey, committer) in QueueRecords::<T>::get(index, epoch).committers {
				let block = committer.first_block;
				earliest.entry(hotkey).and_modify(|first| *first = block.min(*first)).or_insert(block);
			}
		}
		earliest
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn commit_dies_when_more_than_the_reveal_period_has_passed() {
		let live = LiveCommits::new(8, 1);
		assert!(!live.contains(6));
		assert!(live.contains(7) && live.contains(8));
		assert_eq!(live.reads(64), 64 + 3 * READS_PER_RECORD + 1);
	}

	#[test]
	fn no_commit_is_dead_before_the_first_reveal_period_has_passed() {
		assert!(LiveCommits::new(1, 3).contains(0));
		// Not a walk over all epochs that can be written.
		assert_eq!(LiveCommits::new(u64::MAX, u64::MAX).reads(0), 102 * READS_PER_RECORD + 1);
	}

	#[test]
	fn first_live_commit_of_a_queue_counts() {
		let commit = |epoch, block| (H256::zero(), epoch, block, 0);
		let live = LiveCommits::new(8, 1);
		// Not the earliest block: the queue is in order.
		assert_eq!(live.first_in(&[commit(6, 1_000), commit(7, 1_400), commit(8, 1_300)]), Some(1_400));
		assert_eq!(live.first_in(&[commit(6, 1_000)]), None);
		assert_eq!(live.first_in(&[]), None);
	}
}
