//! What is checked before a call about weights enters a block, and once more at its beginning. Spec: satellites 10.3.
//!
//! The calls are free, so nobody must be able to fill blocks with such as fail. What enters no block is told by the first error
//! here; that a hotkey is not registered, or says something of more neurons than there can be, a pool can find with
//! [`Pallet::check_registered`] and [`Pallet::check_lengths`] besides.

use crate::{Config, Error, Pallet, Pulses, Staking};
use codec::Compact;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{defaults, CommitRevealWeightsEnabled, StakeThreshold, TotalNetworks, Uids};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
	/// For `set_weights` and `set_mechanism_weights`.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToSetWeights`, `SettingWeightsTooFast`.
	pub fn check_set(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId) -> DispatchResult {
		Self::check_stake(hotkey, netuid)?;
		Self::check_set_rate(hotkey, netuid, mecid)
	}

	/// For `commit_weights` and `commit_mechanism_weights`.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToSetWeights`, `CommittingWeightsTooFast`.
	pub fn check_commit(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId) -> DispatchResult {
		Self::check_stake(hotkey, netuid)?;
		Self::check_commit_rate(hotkey, netuid, mecid)
	}

	/// For the three calls that commit to timelocked weights.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToSetWeights`, `InvalidRevealRound`.
	pub fn check_timelocked(hotkey: &T::AccountId, netuid: NetUid, reveal_round: u64) -> DispatchResult {
		Self::check_stake(hotkey, netuid)?;
		Self::check_round(reveal_round)
	}

	/// For `batch_set_weights` and `batch_commit_weights`, given how long their other lists are.
	///
	/// # Errors
	///
	/// `InputLengthsUnequal`, also where there are more items than live subnets: then one of them is named twice.
	/// `NotEnoughStakeToSetWeights` where one of the subnets asks for more stake.
	pub fn check_batch(hotkey: &T::AccountId, netuids: &[Compact<NetUid>], lengths: &[usize]) -> DispatchResult {
		ensure!(lengths.iter().all(|length| *length == netuids.len()), Error::<T>::InputLengthsUnequal);
		ensure!(netuids.len() <= usize::from(TotalNetworks::<T>::get()), Error::<T>::InputLengthsUnequal);
		netuids.iter().try_for_each(|netuid| Self::check_stake(hotkey, netuid.0))
	}

	/// Whether enough stands behind a hotkey. It reads as many hotkeys as lend to this one, but none where nothing is asked for.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToSetWeights` if less than `StakeThreshold`, which does not hold for the subnet owner's neuron.
	pub fn check_stake(hotkey: &T::AccountId, netuid: NetUid) -> DispatchResult {
		let threshold = StakeThreshold::<T>::get();
		ensure!(
			threshold == 0
				|| Self::is_owners_neuron(hotkey, netuid)
				|| Staking::<T>::stake_weight(hotkey, netuid).total >= threshold,
			Error::<T>::NotEnoughStakeToSetWeights
		);
		Ok(())
	}

	/// Whether a neuron may commit to weights again. Who is no neuron passes.
	///
	/// # Errors
	///
	/// `CommittingWeightsTooFast`.
	pub fn check_commit_rate(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId) -> DispatchResult {
		ensure!(Self::may_update(hotkey, netuid, mecid), Error::<T>::CommittingWeightsTooFast);
		Ok(())
	}

	/// Whether a neuron may set weights again, where they are not committed to first. Who is no neuron passes.
	///
	/// # Errors
	///
	/// `SettingWeightsTooFast`.
	pub fn check_set_rate(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId) -> DispatchResult {
		let passes = CommitRevealWeightsEnabled::<T>::get(netuid) || Self::may_update(hotkey, netuid, mecid);
		ensure!(passes, Error::<T>::SettingWeightsTooFast);
		Ok(())
	}

	/// Whether weights are committed to on this subnet where the call commits or reveals, and are not where it sets them. A pool
	/// asks it; the calls answer the same themselves.
	///
	/// # Errors
	///
	/// `CommitRevealDisabled`, `CommitRevealEnabled`.
	pub fn check_commits_first(netuid: NetUid, commits_first: bool) -> DispatchResult {
		let is_on = CommitRevealWeightsEnabled::<T>::get(netuid);
		ensure!(is_on || !commits_first, Error::<T>::CommitRevealDisabled);
		ensure!(!is_on || commits_first, Error::<T>::CommitRevealEnabled);
		Ok(())
	}

	/// Whether what is encrypted for the round may still be a secret.
	///
	/// # Errors
	///
	/// `InvalidRevealRound`.
	pub fn check_round(reveal_round: u64) -> DispatchResult {
		ensure!(reveal_round >= T::Pulses::last_round(), Error::<T>::InvalidRevealRound);
		Ok(())
	}

	/// Whether the hotkey has a uid on the subnet.
	///
	/// # Errors
	///
	/// `HotKeyNotRegisteredInSubNet`.
	pub fn check_registered(hotkey: &T::AccountId, netuid: NetUid) -> DispatchResult {
		Ok(Self::ensure_uid(hotkey, netuid).map(drop)?)
	}

	/// Whether lists with an entry for each neuron are no longer than any subnet's can be.
	///
	/// # Errors
	///
	/// `UidsLengthExceedUidsInSubNet`.
	pub fn check_lengths(lengths: &[usize]) -> DispatchResult {
		let most = usize::from(defaults::MAX_ALLOWED_UIDS);
		ensure!(lengths.iter().all(|length| *length <= most), Error::<T>::UidsLengthExceedUidsInSubNet);
		Ok(())
	}

	fn may_update(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId) -> bool {
		let neuron = NetUidStorageIndex::of(netuid, mecid).zip(Uids::<T>::get(netuid, hotkey));
		neuron.is_none_or(|(index, uid)| Self::has_waited(index, uid))
	}
}
