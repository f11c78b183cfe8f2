//! The calls about weights: what is checked before everything else, and where the work is done. Spec: consensus 8, satellites
//! 10.3.

use crate::{reveals::Revealed, setting::Submission, Config, Pallet};
use alloc::vec::Vec;
use codec::Compact;
use frame_support::dispatch::DispatchResult;
use pallet_protocol::{
	domains::WeightCalls,
	types::{RevealedWeights, TimelockedWeights},
};
use sp_core::H256;
use taonet_types::{MechId, NetUid};

impl<T: Config> WeightCalls<T> for Pallet<T> {
	fn set_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		uids: Vec<u16>,
		values: Vec<u16>,
		version_key: u64,
	) -> DispatchResult {
		Self::check_set(&hotkey, netuid, mecid)?;
		Self::set(&hotkey, netuid, mecid, Submission { uids, values, version_key })
	}

	fn batch_set_weights(
		hotkey: T::AccountId,
		netuids: Vec<Compact<NetUid>>,
		weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
		version_keys: Vec<Compact<u64>>,
	) -> DispatchResult {
		Self::check_batch(&hotkey, &netuids, &[weights.len(), version_keys.len()])?;
		Self::set_batch(hotkey, netuids, weights, version_keys);
		Ok(())
	}

	fn commit_weights(hotkey: T::AccountId, netuid: NetUid, mecid: MechId, commit_hash: H256) -> DispatchResult {
		Self::check_commit(&hotkey, netuid, mecid)?;
		Self::commit(&hotkey, netuid, mecid, commit_hash)
	}

	fn batch_commit_weights(
		hotkey: T::AccountId,
		netuids: Vec<Compact<NetUid>>,
		commit_hashes: Vec<H256>,
	) -> DispatchResult {
		Self::check_batch(&hotkey, &netuids, &[commit_hashes.len()])?;
		Self::commit_batch(hotkey, netuids, commit_hashes);
		Ok(())
	}

	fn reveal_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		revealed: RevealedWeights,
	) -> DispatchResult {
		let hash = Self::reveal_hash(&hotkey, netuid, mecid, Revealed::from(&revealed))?;
		Self::check_reveal(&hotkey, netuid, mecid, &[hash])?;
		let RevealedWeights { uids, values, version_key, .. } = revealed;
		Self::reveal(&hotkey, (netuid, mecid), hash, Submission { uids, values, version_key })
	}

	fn batch_reveal_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		uids_list: Vec<Vec<u16>>,
		values_list: Vec<Vec<u16>>,
		salts_list: Vec<Vec<u16>>,
		version_keys: Vec<u64>,
	) -> DispatchResult {
		let hashes = Self::reveal_hashes(&hotkey, netuid, &uids_list, &values_list, &salts_list, &version_keys)?;
		Self::check_reveal(&hotkey, netuid, MechId::MAIN, &hashes)?;
		let all = uids_list.into_iter().zip(values_list).zip(version_keys);
		let said = all.map(|((uids, values), version_key)| Submission { uids, values, version_key });
		Self::reveal_batch(hotkey, netuid, hashes, said.collect())
	}

	fn commit_timelocked_weights(
		hotkey: T::AccountId,
		netuid: NetUid,
		mecid: MechId,
		timelocked: TimelockedWeights,
	) -> DispatchResult {
		Self::check_timelocked(&hotkey, netuid, timelocked.reveal_round)?;
		Self::commit_timelocked(&hotkey, netuid, mecid, timelocked)
	}
}
