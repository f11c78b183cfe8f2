//! What holds for commitments after every block. Spec: consensus 8, 9.

use crate::{
	commits::MOST_COMMITS, Config, LastServed, Pallet, Pulses, QueueRecord, QueueRecords, QueuesOf, Subnets, SweptTo,
	MOST_BYTES_OF_QUEUE, MOST_COMMITS_OF_QUEUE,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use pallet_protocol::{
	now, CRV3WeightCommits, CRV3WeightCommitsV2, MechanismCountCurrent, SubnetEpochIndex, TimelockedWeightCommits,
	WeightCommits,
};
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_types::NetUidStorageIndex;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules of this file.
	pub(crate) fn check_commits() -> Check {
		Self::commits_belong_to_mechanisms()?;
		Self::commits_are_few_and_of_the_past()?;
		Self::timelocked_commits_are_of_the_past()?;
		Self::queues_are_listed()?;
		Self::nothing_that_opens_is_overlooked()?;
		Self::records_are_those_of_the_queues()?;
		let old = CRV3WeightCommits::<T>::iter_keys().chain(CRV3WeightCommitsV2::<T>::iter_keys()).next();
		ensure!(old.is_none(), "something is in the old maps of commitments");
		let served = LastServed::<T>::get();
		let is_root_served = served.due.into_iter().chain(served.others).any(|netuid| netuid.is_root());
		ensure!(!is_root_served, "root was served");
		Ok(())
	}

	fn commits_belong_to_mechanisms() -> Check {
		let hashes = WeightCommits::<T>::iter_keys().map(|(index, _)| index);
		let encrypted = TimelockedWeightCommits::<T>::iter_keys().map(|(index, _)| index);
		let kept = QueuesOf::<T>::iter_keys().chain(SweptTo::<T>::iter_keys());
		let known = hashes.chain(encrypted).chain(kept).all(Self::is_known_mechanism);
		ensure!(known, "commitments are left of a mechanism that is gone");
		Ok(())
	}

	fn commits_are_few_and_of_the_past() -> Check {
		for (index, _, commits) in WeightCommits::<T>::iter() {
			ensure!(!commits.is_empty(), "an empty list of commitments is stored");
			ensure!(commits.len() <= MOST_COMMITS, "a hotkey has too many commitments");
			ensure!(commits.is_sorted_by_key(|commit| commit.2), "commitments are not in the order of their blocks");
			let are_past = commits.iter().all(|(_, epoch, block, zero)| {
				*epoch <= Self::last_epoch_of_commits(index) && *block <= now::<T>() && *zero == 0
			});
			ensure!(are_past, "a commitment is yet to come");
		}
		Ok(())
	}

	fn timelocked_commits_are_of_the_past() -> Check {
		for (index, epoch, queue) in TimelockedWeightCommits::<T>::iter() {
			ensure!(!queue.is_empty(), "an empty queue of encrypted commitments is stored");
			ensure!(epoch <= Self::last_epoch_of_commits(index), "a queue of encrypted commitments is yet to come");
			ensure!(queue.is_sorted_by_key(|commit| commit.1), "a queue is not in the order of its blocks");
			ensure!(queue.iter().all(|commit| commit.1 <= now::<T>()), "an encrypted commitment is yet to come");
		}
		Ok(())
	}

	fn queues_are_listed() -> Check {
		let stored: BTreeSet<_> = TimelockedWeightCommits::<T>::iter_keys().collect();
		let mut listed = Vec::new();
		for (index, queues) in QueuesOf::<T>::iter() {
			ensure!(!queues.epochs.is_empty(), "QueuesOf lists nothing");
			ensure!(queues.epochs.is_sorted(), "QueuesOf is not in order");
			listed.extend(queues.epochs.into_iter().map(|epoch| (index, epoch)));
		}
		ensure!(listed.len() == stored.len(), "QueuesOf lists as many queues as there are not");
		ensure!(listed.into_iter().all(|queue| stored.contains(&queue)), "QueuesOf lists a queue that is not there");
		Ok(())
	}

	/// A queue is looked at only when a marker says so: nothing that could be opened may lie before its round.
	fn nothing_that_opens_is_overlooked() -> Check {
		for (index, queues) in QueuesOf::<T>::iter() {
			let Some(opened) = queues.opened else { continue };
			for (.., round) in TimelockedWeightCommits::<T>::get(index, opened.epoch) {
				let is_overlooked = round < opened.next_round && T::Pulses::signature(round).is_some();
				ensure!(!is_overlooked, "the round of an encrypted commitment is signed, and nobody would look at it");
			}
		}
		Ok(())
	}

	/// As far as one can tell: what a hotkey has that was swapped counts for another.
	fn records_are_those_of_the_queues() -> Check {
		let mut recorded = 0usize;
		for (index, epoch, record) in QueueRecords::<T>::iter() {
			let first = |record: &QueueRecord<T::AccountId>| record.committers.values().map(|c| c.first_block).min();
			let counted = QueueRecord::of(&TimelockedWeightCommits::<T>::get(index, epoch));
			ensure!(record.totals() == counted.totals(), "a record says otherwise than its queue what is in there");
			ensure!(first(&record) == first(&counted), "a record says otherwise than its queue since when");
			let (commits, bytes) = record.totals();
			let is_bounded = commits <= MOST_COMMITS_OF_QUEUE && bytes <= MOST_BYTES_OF_QUEUE;
			ensure!(is_bounded, "more lies in a queue than fits in");
			recorded = recorded.saturating_add(1);
		}
		ensure!(
			recorded == TimelockedWeightCommits::<T>::iter_keys().count(),
			"there are not as many records as queues"
		);
		Ok(())
	}

	/// An epoch that is due, or was when somebody committed, has not run yet.
	fn last_epoch_of_commits(index: NetUidStorageIndex) -> u64 {
		SubnetEpochIndex::<T>::get(index.netuid()).saturating_add(1)
	}

	fn is_known_mechanism(index: NetUidStorageIndex) -> bool {
		let netuid = index.netuid();
		if Subnets::<T>::exists(netuid) {
			index.mecid() < MechanismCountCurrent::<T>::get(netuid)
		} else {
			Dissolutions::<T>::contains_key(netuid)
		}
	}
}
