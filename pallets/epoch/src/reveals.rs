//! Revealing weights that were committed to by their hash. Spec: consensus 8.3.

use crate::{
	commits::{Commit, RevealTime, MOST_COMMITS},
	setting::Submission,
	Config, Error, Pallet, Protocol, ProtocolEvent,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{types::RevealedWeights, CommitRevealWeightsEnabled, WeightCommits};
use sp_core::H256;
use sp_runtime::DispatchError;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Most numbers in a salt, so that nobody lets the chain hash much for nothing. Clients use eight.
pub const MOST_SALT: usize = 256;

/// Revealed weights, with what made their hash hard to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revealed<'a> {
	/// Of whom.
	pub uids: &'a [u16],
	/// The weights, in the order of the uids, as they were submitted.
	pub values: &'a [u16],
	/// What made the hash hard to guess.
	pub salt: &'a [u16],
	/// The version that the validator runs.
	pub version_key: u64,
}

impl<'a> From<&'a RevealedWeights> for Revealed<'a> {
	fn from(weights: &'a RevealedWeights) -> Self {
		let RevealedWeights { uids, values, salt, version_key } = weights;
		Self { uids, values, salt, version_key: *version_key }
	}
}

/// What a hotkey commits to. Spec: consensus 8.2.
fn commit_hash(hotkey: &impl Encode, index: NetUidStorageIndex, revealed: Revealed<'_>) -> H256 {
	let Revealed { uids, values, salt, version_key } = revealed;
	sp_io::hashing::blake2_256(&(hotkey, index, uids, values, salt, version_key).encode()).into()
}

/// The commitments of a hotkey, apart by whether it is too late for them.
struct Commits {
	live: Vec<Commit>,
	expired: Vec<Commit>,
}

impl Commits {
	/// Where the commitment stands that has this hash.
	fn find<T: Config>(&self, hash: H256) -> Result<(usize, &Commit), Error<T>> {
		let is_hash = |commit: &&Commit| commit.0 == hash;
		if let Some(found) = self.live.iter().enumerate().find(|(_, commit)| is_hash(commit)) {
			return Ok(found);
		}
		Err(if self.expired.iter().any(|commit| is_hash(&commit)) {
			Error::<T>::ExpiredWeightCommit
		} else {
			Error::<T>::InvalidRevealCommitHashNotMatch
		})
	}

	/// Where the commitment stands that has this hash, if it can be revealed now.
	fn find_revealable<T: Config>(&self, hash: H256, time: RevealTime) -> Result<usize, Error<T>> {
		let (place, commit) = self.find::<T>(hash)?;
		ensure!(time.is_now(commit.1), Error::<T>::RevealTooEarly);
		Ok(place)
	}
}

impl<T: Config> Pallet<T> {
	/// The hash by which a hotkey must have committed to these weights.
	///
	/// # Errors
	///
	/// `UidsLengthExceedUidsInSubNet` and, for too long a salt, `InvalidValue`: nobody hashes at others' expense.
	/// `NoWeightsCommitFound` where no mechanism can have such a number.
	pub fn reveal_hash(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		revealed: Revealed<'_>,
	) -> Result<H256, DispatchError> {
		Self::check_lengths(&[revealed.uids.len(), revealed.values.len()])?;
		ensure!(revealed.salt.len() <= MOST_SALT, Error::<T>::InvalidValue);
		let index = NetUidStorageIndex::of(netuid, mecid).ok_or(Error::<T>::NoWeightsCommitFound)?;
		Ok(commit_hash(hotkey, index, revealed))
	}

	/// [`Self::reveal_hash`] for several weights on mechanism 0.
	///
	/// # Errors
	///
	/// `InputLengthsUnequal`, also for more items than a hotkey can have commitments; those of [`Self::reveal_hash`].
	pub fn reveal_hashes(
		hotkey: &T::AccountId,
		netuid: NetUid,
		uids_list: &[Vec<u16>],
		values_list: &[Vec<u16>],
		salts_list: &[Vec<u16>],
		version_keys: &[u64],
	) -> Result<Vec<H256>, DispatchError> {
		let count = uids_list.len();
		let all_equal = [values_list.len(), salts_list.len(), version_keys.len()].iter().all(|len| *len == count);
		ensure!(all_equal && count <= MOST_COMMITS, Error::<T>::InputLengthsUnequal);
		uids_list
			.iter()
			.zip(values_list)
			.zip(salts_list)
			.zip(version_keys)
			.map(|(((uids, values), salt), version_key)| {
				let revealed = Revealed { uids, values, salt, version_key: *version_key };
				Self::reveal_hash(hotkey, netuid, MechId::MAIN, revealed)
			})
			.collect()
	}

	/// What is checked before a reveal enters a block, and once more at its beginning. Spec: satellites 10.3.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToSetWeights`, `NoWeightsCommitFound`, and `RevealTooEarly`, also when it is too late.
	pub fn check_reveal(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId, hashes: &[H256]) -> DispatchResult {
		Self::check_stake(hotkey, netuid)?;
		let index = NetUidStorageIndex::of(netuid, mecid).ok_or(Error::<T>::NoWeightsCommitFound)?;
		let time = Self::reveal_time(netuid);
		let commits = WeightCommits::<T>::get(index, hotkey).unwrap_or_default();
		for hash in hashes {
			let mut found = commits.iter().filter(|commit| commit.0 == *hash).peekable();
			ensure!(found.peek().is_some(), Error::<T>::NoWeightsCommitFound);
			ensure!(found.any(|commit| time.is_now(commit.1)), Error::<T>::RevealTooEarly);
		}
		Ok(())
	}

	/// Sets weights to which the hotkey has committed by this hash. Older commitments are lost with it.
	///
	/// # Errors
	///
	/// In this order: `CommitRevealDisabled`, `NoWeightsCommitFound`, `ExpiredWeightCommit`, `InvalidRevealCommitHashNotMatch`,
	/// `RevealTooEarly`, and those of [`Self::submit`]. The caller must roll back then.
	pub(crate) fn reveal(
		hotkey: &T::AccountId,
		(netuid, mecid): (NetUid, MechId),
		hash: H256,
		said: Submission,
	) -> DispatchResult {
		let (index, mut commits) = Self::ensure_commits(hotkey, netuid, mecid)?;
		if commits.live.is_empty() {
			let is_late = commits.expired.iter().any(|commit| commit.0 == hash);
			return Err(if is_late { Error::<T>::ExpiredWeightCommit } else { Error::<T>::NoWeightsCommitFound }.into());
		}
		let place = commits.find_revealable::<T>(hash, Self::reveal_time(netuid))?;
		commits.live.drain(..=place);
		Self::store_commits(index, hotkey, commits.live);
		Self::submit(hotkey, netuid, mecid, said)?;
		Protocol::<T>::deposit_event(ProtocolEvent::WeightsRevealed(hotkey.clone(), index, hash));
		Ok(())
	}

	/// Sets weights of mechanism 0 to which the hotkey has committed by these hashes, in order, so that the last ones count. Other
	/// commitments stay. The lists are of one length.
	///
	/// # Errors
	///
	/// In this order: `CommitRevealDisabled`, `NoWeightsCommitFound`, `ExpiredWeightCommit`, `InvalidRevealCommitHashNotMatch` (also
	/// for a hash that stands there twice), `RevealTooEarly`, and those of [`Self::submit`]. The caller must roll back then.
	pub(crate) fn reveal_batch(
		hotkey: T::AccountId,
		netuid: NetUid,
		hashes: Vec<H256>,
		said: Vec<Submission>,
	) -> DispatchResult {
		let (index, mut commits) = Self::ensure_commits(&hotkey, netuid, MechId::MAIN)?;
		let time = Self::reveal_time(netuid);
		for hash in &hashes {
			commits.find_revealable::<T>(*hash, time)?;
		}
		for (hash, said) in hashes.iter().zip(said) {
			let place = commits.find_revealable::<T>(*hash, time)?;
			commits.live.remove(place);
			Self::submit(&hotkey, netuid, MechId::MAIN, said)?;
		}
		Self::store_commits(index, &hotkey, commits.live);
		Protocol::<T>::deposit_event(ProtocolEvent::WeightsBatchRevealed(hotkey, netuid, hashes));
		Ok(())
	}

	/// The commitments of a hotkey on a mechanism, and where they are stored.
	fn ensure_commits(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
	) -> Result<(NetUidStorageIndex, Commits), Error<T>> {
		ensure!(CommitRevealWeightsEnabled::<T>::get(netuid), Error::<T>::CommitRevealDisabled);
		let index = NetUidStorageIndex::of(netuid, mecid).ok_or(Error::<T>::NoWeightsCommitFound)?;
		let mut live = WeightCommits::<T>::get(index, hotkey).ok_or(Error::<T>::NoWeightsCommitFound)?;
		let expired = Self::reveal_time(netuid).take_expired(&mut live);
		Ok((index, Commits { live, expired }))
	}

	fn store_commits(index: NetUidStorageIndex, hotkey: &T::AccountId, commits: Vec<Commit>) {
		WeightCommits::<T>::set(index, hotkey, (!commits.is_empty()).then_some(commits));
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const REVEALED: Revealed<'static> = Revealed { uids: &[1, 2], values: &[3, 4], salt: &[5], version_key: 6 };

	#[test]
	fn hash_is_that_of_the_bytes_that_clients_hash() {
		let mut preimage = vec![9; 32];
		// Netuid 2 on mechanism 1, two uids, two values, one number of salt, and the version key.
		preimage.extend([2, 0x10, 8, 1, 0, 2, 0, 8, 3, 0, 4, 0, 4, 5, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
		let index = NetUidStorageIndex::new(2 + 4096);
		assert_eq!(commit_hash(&[9u8; 32], index, REVEALED).0, sp_io::hashing::blake2_256(&preimage));
	}

	#[test]
	fn hash_is_another_one_for_another_hotkey_or_mechanism() {
		let hash = |hotkey: u8, index| commit_hash(&[hotkey; 32], NetUidStorageIndex::new(index), REVEALED);
		assert_ne!(hash(1, 2), hash(2, 2));
		assert_ne!(hash(1, 2), hash(1, 2 + 4096));
	}
}
