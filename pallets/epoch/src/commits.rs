//! Committing to weights by their hash. Spec: consensus 8.2.
//!
//! A commitment is worth something in one epoch only, `RevealPeriodEpochs` after its own; afterwards it has expired. A hotkey has at
//! most ten on a mechanism, and expired ones make room for the next. Who has no uid any more makes no next one: whoever commits
//! looks at a few others of the mechanism, one after the other, and removes those of hotkeys that have left and of which all
//! has expired. So entries are left only as long as nobody commits, and grow no more then.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets, SweptTo};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure, BoundedVec};
use pallet_protocol::{now, CommitRevealWeightsEnabled, RevealPeriodEpochs, Uids, WeightCommits};
use sp_core::H256;
use sp_runtime::DispatchError;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Most commitments that a hotkey has on a mechanism: by hash, and encrypted ones of one epoch.
pub const MOST_COMMITS: usize = 10;

/// Other hotkeys' commitments that are looked at with each new one. More than one, so that they get fewer.
const LOOKED_AT: usize = 2;

/// A commitment as it is stored: hash, epoch, block, and a zero.
pub(crate) type Commit = (H256, u64, u64, u64);

/// The epochs in which commitments are worth something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RevealTime {
	/// The epoch to which weights belong that are revealed now.
	pub current: u64,
	/// Epochs from commitment to reveal.
	pub period: u64,
}

impl RevealTime {
	/// Whether it is too late to reveal what was committed in this epoch.
	pub fn is_expired(&self, epoch: u64) -> bool {
		// No chain lives to the last epoch.
		self.current > epoch.saturating_add(self.period)
	}

	/// Whether what was committed in this epoch can be revealed now.
	pub fn is_now(&self, epoch: u64) -> bool {
		self.current == epoch.saturating_add(self.period)
	}

	/// The epoch of which commitments can be revealed now; none at the beginning of a subnet.
	pub fn revealed_epoch(&self) -> Option<u64> {
		self.current.checked_sub(self.period)
	}

	/// Takes the expired ones from the front, where the oldest are.
	pub fn take_expired(&self, commits: &mut Vec<Commit>) -> Vec<Commit> {
		let live = commits.iter().position(|commit| !self.is_expired(commit.1)).unwrap_or(commits.len());
		commits.drain(..live).collect()
	}
}

impl<T: Config> Pallet<T> {
	/// Which commitments of the subnet can be revealed now.
	pub(crate) fn reveal_time(netuid: NetUid) -> RevealTime {
		RevealTime { current: Subnets::<T>::current_epoch(netuid), period: RevealPeriodEpochs::<T>::get(netuid) }
	}

	/// Commits a hotkey to the weights that have this hash.
	///
	/// # Errors
	///
	/// Those of [`Self::ensure_commits_there`] and [`Self::ensure_may_commit`], and `TooManyUnrevealedCommits`. Nothing is stored
	/// then.
	pub(crate) fn commit(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId, hash: H256) -> DispatchResult {
		let index = Self::ensure_commits_there(netuid, mecid)?;
		let uid = Self::ensure_may_commit(hotkey, index)?;
		let time = Self::reveal_time(netuid);
		let mut commits = WeightCommits::<T>::get(index, hotkey).unwrap_or_default();
		time.take_expired(&mut commits);
		ensure!(commits.len() < MOST_COMMITS, Error::<T>::TooManyUnrevealedCommits);
		commits.push((hash, time.current, now::<T>(), 0));
		WeightCommits::<T>::insert(index, hotkey, commits);
		Subnets::<T>::set_last_update(index, uid, now::<T>());
		Self::sweep_commits(index, time);
		Protocol::<T>::deposit_event(ProtocolEvent::WeightsCommitted(hotkey.clone(), index, hash));
		Ok(())
	}

	/// Where commitments to weights of a mechanism are stored.
	///
	/// # Errors
	///
	/// In this order: `CanNotSetRootNetworkWeights`, for nobody could reveal what was committed there, and it would not expire;
	/// `MechanismDoesNotExist`; `CommitRevealDisabled`.
	pub(crate) fn ensure_commits_there(netuid: NetUid, mecid: MechId) -> Result<NetUidStorageIndex, DispatchError> {
		ensure!(!netuid.is_root(), Error::<T>::CanNotSetRootNetworkWeights);
		let index = Self::ensure_mechanism(netuid, mecid)?;
		ensure!(CommitRevealWeightsEnabled::<T>::get(netuid), Error::<T>::CommitRevealDisabled);
		Ok(index)
	}

	/// The uid of a hotkey that may commit now.
	///
	/// # Errors
	///
	/// In this order: `HotKeyNotRegisteredInSubNet`, `CommittingWeightsTooFast`.
	pub(crate) fn ensure_may_commit(hotkey: &T::AccountId, index: NetUidStorageIndex) -> Result<u16, DispatchError> {
		let uid = Self::ensure_uid(hotkey, index.netuid())?;
		ensure!(Self::has_waited(index, uid), Error::<T>::CommittingWeightsTooFast);
		Ok(uid)
	}

	/// Looks at the next few hotkeys, and forgets what those who have left let expire.
	fn sweep_commits(index: NetUidStorageIndex, time: RevealTime) {
		let hotkeys = match SweptTo::<T>::get(index) {
			Some(last) => WeightCommits::<T>::iter_key_prefix_from(index, last.into_inner()),
			None => WeightCommits::<T>::iter_key_prefix(index),
		};
		let hotkeys: Vec<T::AccountId> = hotkeys.take(LOOKED_AT).collect();
		let last = hotkeys.last().filter(|_| hotkeys.len() == LOOKED_AT);
		SweptTo::<T>::set(
			index,
			last.map(|hotkey| BoundedVec::truncate_from(WeightCommits::<T>::hashed_key_for(index, hotkey))),
		);
		for hotkey in &hotkeys {
			let has_left = !Uids::<T>::contains_key(index.netuid(), hotkey);
			let commits = || WeightCommits::<T>::get(index, hotkey).unwrap_or_default();
			if has_left && commits().iter().all(|commit| time.is_expired(commit.1)) {
				WeightCommits::<T>::remove(index, hotkey);
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const TIME: RevealTime = RevealTime { current: 8, period: 1 };

	fn commit_of(epoch: u64) -> Commit {
		(H256::zero(), epoch, epoch, 0)
	}

	#[test]
	fn commitment_can_be_revealed_in_one_epoch_only() {
		assert_eq!([6, 7, 8].map(|epoch| TIME.is_now(epoch)), [false, true, false]);
		assert_eq!([6, 7, 8].map(|epoch| TIME.is_expired(epoch)), [true, false, false]);
		assert_eq!(TIME.revealed_epoch(), Some(7));
	}

	#[test]
	fn nothing_can_be_revealed_when_the_subnet_is_younger_than_the_period() {
		assert_eq!(RevealTime { current: 1, period: 2 }.revealed_epoch(), None);
		assert_eq!(RevealTime { current: 2, period: 2 }.revealed_epoch(), Some(0));
	}

	#[test]
	fn expired_commitments_are_taken_from_the_front_alone() {
		// The period became shorter and longer again: an expired one can stand behind one that is not.
		let mut commits = [5, 6, 7, 6, 8].map(commit_of).to_vec();
		assert_eq!(TIME.take_expired(&mut commits), [5, 6].map(commit_of));
		assert_eq!(commits, [7, 6, 8].map(commit_of));
		assert_eq!(TIME.take_expired(&mut commits), []);
	}

	#[test]
	fn all_commitments_are_taken_when_all_have_expired() {
		let mut commits = [5, 6].map(commit_of).to_vec();
		assert_eq!(TIME.take_expired(&mut commits).len(), 2);
		assert!(commits.is_empty());
	}
}
