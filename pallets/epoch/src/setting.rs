//! Setting weights: what is checked, in which order, and what is stored. Spec: consensus 8.1.
//!
//! All ways by which weights reach the chain end here: they are set, revealed by who committed to them, or revealed by drand.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{now, CommitRevealWeightsEnabled, MinAllowedWeights, SubnetworkN, WeightsVersionKey};
use sp_runtime::DispatchError;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};
use taonet_yuma::max_upscale;

/// What a hotkey says of the neurons of a mechanism.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Submission {
	/// Of whom.
	pub uids: Vec<u16>,
	/// The weights, in the order of the uids, of any scale.
	pub values: Vec<u16>,
	/// The version that the validator runs.
	pub version_key: u64,
}

impl<T: Config> Pallet<T> {
	/// Sets weights of a subnet on which they are not committed to first.
	///
	/// # Errors
	///
	/// `CommitRevealEnabled`, and those of [`Self::submit`].
	pub(crate) fn set(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId, said: Submission) -> DispatchResult {
		ensure!(!CommitRevealWeightsEnabled::<T>::get(netuid), Error::<T>::CommitRevealEnabled);
		Self::submit(hotkey, netuid, mecid, said)
	}

	/// Checks weights and stores them, stretched so that the largest is 65535. Where weights are committed to first, it is the
	/// commitment that counts as the neuron's last update. Nothing is stored when it fails.
	///
	/// # Errors
	///
	/// In this order: `CanNotSetRootNetworkWeights`, `WeightVecNotEqualSize`, `MechanismDoesNotExist`,
	/// `UidsLengthExceedUidsInSubNet`, `HotKeyNotRegisteredInSubNet`, `NotEnoughStakeToSetWeights`, `IncorrectWeightVersionKey`,
	/// `SettingWeightsTooFast`, `NeuronNoValidatorPermit`, `DuplicateUids`, `UidVecContainInvalidOne`, `WeightVecLengthIsLow`.
	pub(crate) fn submit(hotkey: &T::AccountId, netuid: NetUid, mecid: MechId, said: Submission) -> DispatchResult {
		let commits_first = CommitRevealWeightsEnabled::<T>::get(netuid);
		let (index, uid) = Self::ensure_may_submit(hotkey, (netuid, mecid), &said, commits_first)?;
		Self::ensure_acceptable(hotkey, netuid, uid, &said.uids)?;

		let Submission { uids, mut values, .. } = said;
		max_upscale(&mut values);
		Subnets::<T>::store_weights(index, uid, uids.into_iter().zip(values).collect());
		if !commits_first {
			Subnets::<T>::set_last_update(index, uid, now::<T>());
		}
		Protocol::<T>::deposit_event(ProtocolEvent::WeightsSet(index, uid));
		Ok(())
	}

	/// Checks 1 to 8: whether this hotkey may set weights there now.
	fn ensure_may_submit(
		hotkey: &T::AccountId,
		(netuid, mecid): (NetUid, MechId),
		said: &Submission,
		commits_first: bool,
	) -> Result<(NetUidStorageIndex, u16), DispatchError> {
		ensure!(!netuid.is_root(), Error::<T>::CanNotSetRootNetworkWeights);
		ensure!(said.uids.len() == said.values.len(), Error::<T>::WeightVecNotEqualSize);
		let index = Self::ensure_mechanism(netuid, mecid)?;
		let n = SubnetworkN::<T>::get(netuid);
		ensure!(said.uids.len() <= usize::from(n), Error::<T>::UidsLengthExceedUidsInSubNet);
		let uid = Self::ensure_uid(hotkey, netuid)?;
		Self::check_stake(hotkey, netuid)?;
		// 0 lets all versions pass.
		ensure!(said.version_key >= WeightsVersionKey::<T>::get(netuid), Error::<T>::IncorrectWeightVersionKey);
		ensure!(commits_first || Self::has_waited(index, uid), Error::<T>::SettingWeightsTooFast);
		Ok((index, uid))
	}

	/// Checks 9 to 12: whether the neuron may say something of these uids.
	fn ensure_acceptable(hotkey: &T::AccountId, netuid: NetUid, uid: u16, uids: &[u16]) -> DispatchResult {
		let is_on_itself = uids == [uid];
		ensure!(is_on_itself || Self::may_say_of_others(hotkey, netuid, uid), Error::<T>::NeuronNoValidatorPermit);
		let distinct: BTreeSet<u16> = uids.iter().copied().collect();
		ensure!(distinct.len() == uids.len(), Error::<T>::DuplicateUids);
		// Neurons are numbered without gaps.
		let n = SubnetworkN::<T>::get(netuid);
		ensure!(distinct.last().is_none_or(|last| *last < n), Error::<T>::UidVecContainInvalidOne);
		let fewest = usize::from(n.min(MinAllowedWeights::<T>::get(netuid)));
		ensure!(is_on_itself || uids.len() >= fewest, Error::<T>::WeightVecLengthIsLow);
		Ok(())
	}
}
