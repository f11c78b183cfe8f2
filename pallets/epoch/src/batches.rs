//! Calls that set or commit weights on mechanism 0 of several subnets. What fails on one subnet does not stop the others.
//! Spec: consensus 8.1, 8.2.

use crate::{setting::Submission, Config, Pallet, Protocol, ProtocolEvent};
use alloc::vec::Vec;
use codec::Compact;
use frame_support::dispatch::DispatchResult;
use sp_core::H256;
use taonet_types::{MechId, NetUid};

/// The subnets of a batch, as the call names them.
type Netuids = Vec<Compact<NetUid>>;

impl<T: Config> Pallet<T> {
	/// Sets weights, for each subnet those at the same place. The lists are of one length.
	pub(crate) fn set_batch(
		hotkey: T::AccountId,
		netuids: Netuids,
		weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
		version_keys: Vec<Compact<u64>>,
	) {
		let items = netuids.iter().zip(weights).zip(version_keys);
		let results = items
			.map(|((netuid, row), version_key)| {
				let (uids, values) = row.into_iter().map(|(uid, value)| (uid.0, value.0)).unzip();
				Self::set(&hotkey, netuid.0, MechId::MAIN, Submission { uids, values, version_key: version_key.0 })
			})
			.collect();
		Self::tell_batch(hotkey, netuids, results);
	}

	/// Commits to weights, for each subnet by the hash at the same place. The lists are of one length.
	pub(crate) fn commit_batch(hotkey: T::AccountId, netuids: Netuids, hashes: Vec<H256>) {
		let items = netuids.iter().zip(hashes);
		let results = items.map(|(netuid, hash)| Self::commit(&hotkey, netuid.0, MechId::MAIN, hash)).collect();
		Self::tell_batch(hotkey, netuids, results);
	}

	/// Tells what became of each item. An item that failed has written nothing.
	fn tell_batch(hotkey: T::AccountId, netuids: Netuids, results: Vec<DispatchResult>) {
		let failed: Vec<_> =
			netuids.iter().zip(results).filter_map(|(netuid, result)| Some((netuid.0, result.err()?))).collect();
		if !failed.is_empty() {
			Protocol::<T>::deposit_event(ProtocolEvent::BatchCompletedWithErrors);
		}
		for (netuid, error) in failed {
			Protocol::<T>::deposit_event(ProtocolEvent::BatchWeightItemFailed(netuid, error));
		}
		Protocol::<T>::deposit_event(ProtocolEvent::BatchWeightsCompleted(netuids, hotkey));
	}
}
