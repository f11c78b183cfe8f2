//! Committing to weights by encrypting them for a round of drand. Spec: consensus 8.4.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{now, types::TimelockedWeights, CommitRevealWeightsVersion};
use taonet_types::{MechId, NetUid};

impl<T: Config> Pallet<T> {
	/// Keeps encrypted weights until their round. The bytes are not looked at.
	///
	/// # Errors
	///
	/// In this order: those of [`Self::ensure_commits_there`], `IncorrectCommitRevealVersion`, those of
	/// [`Self::ensure_may_commit`], `TooManyUnrevealedCommits`. Nothing is stored then.
	pub(crate) fn commit_timelocked(
		hotkey: &T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		timelocked: TimelockedWeights,
	) -> DispatchResult {
		let index = Self::ensure_commits_there(netuid, mecid)?;
		Self::ensure_version(timelocked.version)?;
		let uid = Self::ensure_may_commit(hotkey, index)?;
		let epoch = Subnets::<T>::current_epoch(netuid);
		let TimelockedWeights { ciphertext, reveal_round, .. } = timelocked;
		Self::ensure_room(hotkey, (index, uid), epoch, ciphertext.len())?;

		let hash = sp_io::hashing::blake2_256(&ciphertext).into();
		Self::enqueue(index, epoch, (hotkey.clone(), now::<T>(), ciphertext, reveal_round));
		Subnets::<T>::set_last_update(index, uid, now::<T>());
		let event = ProtocolEvent::TimelockedWeightsCommitted(hotkey.clone(), index, hash, reveal_round);
		Protocol::<T>::deposit_event(event);
		Ok(())
	}

	/// What a pool looks at beside [`Self::check_timelocked`], so that nobody fills blocks with commitments that fail.
	///
	/// # Errors
	///
	/// As the call would answer: those of [`Self::ensure_commits_there`], `IncorrectCommitRevealVersion`, those of
	/// [`Self::ensure_may_commit`], `TooManyUnrevealedCommits`.
	pub fn check_may_commit_timelocked(
		hotkey: &T::AccountId,
		(netuid, mecid): (NetUid, MechId),
		version: u16,
		bytes: usize,
	) -> DispatchResult {
		let index = Self::ensure_commits_there(netuid, mecid)?;
		Self::ensure_version(version)?;
		let uid = Self::ensure_may_commit(hotkey, index)?;
		Self::ensure_room(hotkey, (index, uid), Subnets::<T>::current_epoch(netuid), bytes)
	}

	fn ensure_version(version: u16) -> DispatchResult {
		ensure!(version == CommitRevealWeightsVersion::<T>::get(), Error::<T>::IncorrectCommitRevealVersion);
		Ok(())
	}
}
