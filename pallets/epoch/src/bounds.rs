//! How much an epoch does, before and after.

use crate::{commit_blocks::LiveCommits, Config, Pallet, WeightInfo};
use frame_support::{traits::Get, weights::Weight};
use pallet_protocol::{
	MaxAllowedValidators, MechanismCountCurrent, SubnetworkN, ValidatorPermit, VotingPowerTrackingEnabled,
};
use taonet_types::NetUid;
use taonet_yuma::SparseRow;

/// Reads for each hotkey that lends to a neuron: its stake on the subnet and on root.
const READS_OF_A_LENDER: u64 = 2;
/// Reads for each neuron where voting power is tracked: finding its own and reading it, and whether somebody who has some is still a
/// member.
const READS_OF_A_VOTER: u64 = 3;
/// Matrices of a mechanism.
const MATRICES: u64 = 2;

/// What an epoch does, as far as that differs from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
	/// Neurons, each counted once for every mechanism.
	pub neurons: u64,
	/// Entries of weights and of bonds.
	pub entries: u64,
	/// Reads of rows, commits, lenders and votes.
	pub reads: u64,
	/// Writes of bonds and votes.
	pub writes: u64,
}

impl Work {
	/// Counts more work.
	pub fn add(&mut self, more: Self) {
		// All of it is counted in memory.
		self.neurons = self.neurons.saturating_add(more.neurons);
		self.entries = self.entries.saturating_add(more.entries);
		self.reads = self.reads.saturating_add(more.reads);
		self.writes = self.writes.saturating_add(more.writes);
	}

	/// Other hotkeys that lend to neurons.
	pub fn of_lenders(lenders: u32) -> Self {
		Self { reads: u64::from(lenders).saturating_mul(READS_OF_A_LENDER), ..Self::default() }
	}

	/// Reading one mechanism with the rows of both its matrices that are not empty.
	pub fn of_mechanism(
		neurons: usize,
		validators: &[u16],
		matrices: [&[SparseRow]; 2],
		commits: Option<LiveCommits>,
	) -> Self {
		let entries = matrices.into_iter().flatten().map(|row| count(row.entries.len()));
		Self {
			entries: entries.fold(0, u64::saturating_add),
			writes: 0,
			..Self::most_of_mechanism(count(neurons), count(validators.len()), 0, commits)
		}
	}

	/// Storing so many rows of bonds.
	pub fn of_bonds(rows: usize) -> Self {
		Self { writes: count(rows), ..Self::default() }
	}

	/// One mechanism before it is read: as many entries as the rows of `validators` can have, and bonds stored for them and for
	/// those `newcomers` that may take their place.
	fn most_of_mechanism(neurons: u64, validators: u64, newcomers: u64, commits: Option<LiveCommits>) -> Self {
		let rows = validators.saturating_mul(MATRICES);
		Self {
			neurons,
			entries: rows.saturating_mul(neurons),
			reads: rows.saturating_add(commits.map_or(0, |commits| commits.reads(validators))),
			writes: validators.saturating_add(newcomers),
		}
	}

	fn times(self, count: u64) -> Self {
		Self {
			neurons: self.neurons.saturating_mul(count),
			entries: self.entries.saturating_mul(count),
			reads: self.reads.saturating_mul(count),
			writes: self.writes.saturating_mul(count),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// What the subnet's epoch weighs if it is run in this block: at most, as long as no more hotkeys lend to its neurons than it
	/// has neurons. Who lends is not known before it is read; [`EpochReport`](crate::EpochReport) says what the epoch did weigh.
	pub fn epoch_weight(netuid: NetUid) -> Weight {
		let n = SubnetworkN::<T>::get(netuid);
		let neurons = u64::from(n);
		let permits = ValidatorPermit::<T>::get(netuid).into_iter().filter(|holds_one| *holds_one).count();
		// The owner's neuron counts as one.
		let with_owner = |validators: u64| validators.saturating_add(1).min(neurons);
		let validators = with_owner(count(permits));
		let newcomers = with_owner(MaxAllowedValidators::<T>::get(netuid).into());
		let mechanism = Work::most_of_mechanism(neurons, validators, newcomers, Self::live_commits(netuid));
		let mut work = mechanism.times(MechanismCountCurrent::<T>::get(netuid).get().max(1).into());
		work.add(Work::of_lenders(n.into()));
		work.add(Self::work_of_voting(netuid, n));
		Self::weight_of(work)
	}

	/// What it takes to count the votes of so many neurons.
	pub(crate) fn work_of_voting(netuid: NetUid, neurons: u16) -> Work {
		let neurons = u64::from(neurons);
		if !VotingPowerTrackingEnabled::<T>::get(netuid) {
			return Work::default();
		}
		Work { reads: neurons.saturating_mul(READS_OF_A_VOTER), writes: neurons, ..Work::default() }
	}

	pub(crate) fn weight_of(work: Work) -> Weight {
		let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
		<T as Config>::WeightInfo::epoch(narrow(work.neurons), narrow(work.entries))
			.saturating_add(T::DbWeight::get().reads_writes(work.reads, work.writes))
	}
}

fn count(length: usize) -> u64 {
	u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn work_of_a_mechanism_counts_the_entries_that_there_are() {
		let row = |entries: u16| SparseRow { uid: 0, entries: (0..entries).map(|column| (column, 1)).collect() };
		let work = Work::of_mechanism(256, &[0, 1], [&[row(3)], &[row(1), row(2)]], None);
		assert_eq!(work, Work { neurons: 256, entries: 6, reads: 4, writes: 0 });
	}

	#[test]
	fn most_work_of_a_mechanism_is_full_rows_of_all_who_may_validate() {
		let most = Work::most_of_mechanism(256, 64, 65, None);
		assert_eq!(most, Work { neurons: 256, entries: 2 * 64 * 256, reads: 128, writes: 129 });
		let commits = Some(LiveCommits::new(8, 1));
		assert_eq!(
			Work::most_of_mechanism(256, 64, 65, commits),
			Work { reads: 128 + LiveCommits::new(8, 1).reads(64), ..most }
		);
		assert_eq!(most.times(3), Work { neurons: 768, entries: 98_304, reads: 384, writes: 387 });
	}
}
