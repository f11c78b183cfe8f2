//! What is asked of calls about weights before they enter a block.
//!
//! They are free, also for accounts that hold nothing. So one of them enters only
//!
//! * by a neuron of every subnet that it names: the number of neurons is limited, and each has been paid for;
//! * once in a block for each neuron, mechanism and act (setting, committing, revealing), alone or in a batch;
//! * with no more in it than the call can make use of.
//!
//! Beside that they meet what the protocol checks (satellites 10.3), and what it does not check fails in the call, so that clients
//! read the reason by its name: once in a block, by a neuron.

use crate::{AccountId, Runtime, Subnets};
use alloc::{collections::BTreeSet, vec, vec::Vec};
use codec::{Compact, Encode};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_epoch::{Pallet as EpochsPallet, Revealed};
use pallet_protocol::{defaults, Call, Error, LastUpdate, MechanismCountCurrent, StakeThreshold, TotalNetworks, Uids};
use pallet_staking::MOST_PARENTS;
use sp_runtime::DispatchError;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Weights, and the rules for them.
type Epochs = EpochsPallet<Runtime>;

/// Storage items that are read for each subnet and mechanism, but for stake.
const READS_PER_PLACE: u64 = 20;
/// Storage items that are read to learn what stands behind a hotkey: what it and each of its parents have on the subnet and on
/// root, who lends to whom, and the weight of TAO.
const READS_OF_STAKE: u64 = 2 * (MOST_PARENTS as u64 + 1) + 10;

/// What a validator does with weights.
#[derive(Clone, Copy, Debug, Encode, Eq, PartialEq)]
enum Act {
	Set,
	Commit,
	Reveal,
}

/// Where: a mechanism of a subnet.
type Place = (NetUid, MechId);

/// What a call does, and where; none if it is not about weights.
fn acts(call: &Call<Runtime>) -> Option<(Act, Vec<Place>)> {
	let main = |netuid: NetUid| vec![(netuid, MechId::MAIN)];
	let batch = |netuids: &[Compact<NetUid>]| netuids.iter().map(|netuid| (netuid.0, MechId::MAIN)).collect::<Vec<_>>();
	Some(match call {
		Call::set_weights { netuid, .. } => (Act::Set, main(*netuid)),
		Call::set_mechanism_weights { netuid, mecid, .. } => (Act::Set, vec![(*netuid, *mecid)]),
		Call::batch_set_weights { netuids, .. } => (Act::Set, batch(netuids)),
		Call::commit_weights { netuid, .. } | Call::commit_timelocked_weights { netuid, .. } => {
			(Act::Commit, main(*netuid))
		},
		Call::commit_mechanism_weights { netuid, mecid, .. }
		| Call::commit_timelocked_mechanism_weights { netuid, mecid, .. }
		| Call::commit_crv3_mechanism_weights { netuid, mecid, .. } => (Act::Commit, vec![(*netuid, *mecid)]),
		Call::batch_commit_weights { netuids, .. } => (Act::Commit, batch(netuids)),
		Call::reveal_weights { netuid, .. } | Call::batch_reveal_weights { netuid, .. } => (Act::Reveal, main(*netuid)),
		Call::reveal_mechanism_weights { netuid, mecid, .. } => (Act::Reveal, vec![(*netuid, *mecid)]),
		_ => return None,
	})
}

/// Storage items that [`check`] may read; none if the call is not about weights.
pub fn reads(call: &Call<Runtime>) -> Option<u64> {
	let (_, places) = acts(call)?;
	let of_stake = if StakeThreshold::<Runtime>::get() > 0 { READS_OF_STAKE } else { 0 };
	// Longer lists are refused before anything is read for them.
	let places = places.len().min(TotalNetworks::<Runtime>::get().into()) as u64;
	Some(READS_PER_PLACE.saturating_add(of_stake).saturating_mul(places).saturating_add(2))
}

/// What a call says that is free, by subnet and mechanism: what it is about and for whom, the block in which the neuron was last
/// heard of, and what is answered to a second one in a block. Empty if it is not about weights.
///
/// What fails leaves no trace; that it is not repeated within a block either, the pool sees to, where there is one of a kind.
pub fn announced(hotkey: &AccountId, call: &Call<Runtime>) -> Vec<(Vec<u8>, u64, Error<Runtime>)> {
	let Some((act, places)) = acts(call) else { return vec![] };
	let in_place = |(netuid, mecid)| {
		let index = NetUidStorageIndex::of(netuid, mecid)?;
		let (last, repeated) = match act {
			Act::Set => (last_update(hotkey, netuid, index), Error::SettingWeightsTooFast),
			Act::Commit => (last_update(hotkey, netuid, index), Error::CommittingWeightsTooFast),
			// What was revealed cannot be revealed again.
			Act::Reveal => (0, Error::NoWeightsCommitFound),
		};
		Some((("weights", act, index, hotkey).encode(), last, repeated))
	};
	places.into_iter().filter_map(in_place).collect()
}

/// Block in which the neuron was last heard of on a mechanism; 0 where there is none.
fn last_update(hotkey: &AccountId, netuid: NetUid, index: NetUidStorageIndex) -> u64 {
	let Some(uid) = Uids::<Runtime>::get(netuid, hotkey) else { return 0 };
	LastUpdate::<Runtime>::get(index).get(usize::from(uid)).copied().unwrap_or(0)
}

/// Whether a call about weights may enter a block. Other calls may, as far as this is concerned.
///
/// # Errors
///
/// Those of the protocol: `InputLengthsUnequal`, `NotEnoughStakeToSetWeights`, `NoWeightsCommitFound`, `RevealTooEarly`,
/// `InvalidRevealRound`, `CommittingWeightsTooFast`, `SettingWeightsTooFast`; and for what is free, in this order,
/// `MechanismDoesNotExist`, `HotKeyNotRegisteredInSubNet`, and no error of the protocol for a batch of nothing, or one that names a
/// subnet twice; `CommitRevealEnabled`, `CommitRevealDisabled`, `IncorrectCommitRevealVersion` and `TooManyUnrevealedCommits` of
/// encrypted weights. `UidsLengthExceedUidsInSubNet` and `InvalidValue` for lists and salts that are longer than any call needs them.
pub fn check(hotkey: &AccountId, call: &Call<Runtime>) -> DispatchResult {
	let Some((_, places)) = acts(call) else { return Ok(()) };
	check_as_the_call(hotkey, call)?;
	for (netuid, mecid) in &places {
		let exists = Subnets::exists(*netuid) && *mecid < MechanismCountCurrent::<Runtime>::get(netuid);
		ensure!(exists, Error::<Runtime>::MechanismDoesNotExist);
		Epochs::check_registered(hotkey, *netuid)?;
	}
	check_as_a_pool(hotkey, call)?;
	let is_something = match call {
		Call::batch_reveal_weights { uids_list, .. } => !uids_list.is_empty(),
		_ => !places.is_empty(),
	};
	let are_different = places.iter().collect::<BTreeSet<_>>().len() == places.len();
	ensure!(is_something && are_different, DispatchError::Other("nothing, or the same subnet twice"));
	Ok(())
}

/// What the call answers by its name where it is wrapped, and pays for. Alone it would be free, and fail as often as one likes: a
/// failure is no update of the neuron. Of batches only the items fail.
fn check_as_a_pool(hotkey: &AccountId, call: &Call<Runtime>) -> DispatchResult {
	let check_timelocked = |netuid, mecid, version, ciphertext: &[u8]| {
		Epochs::check_may_commit_timelocked(hotkey, (netuid, mecid), version, ciphertext.len())
	};
	match call {
		Call::set_weights { netuid, .. } | Call::set_mechanism_weights { netuid, .. } => {
			Epochs::check_commits_first(*netuid, false)
		},
		Call::commit_weights { netuid, .. }
		| Call::commit_mechanism_weights { netuid, .. }
		| Call::reveal_weights { netuid, .. }
		| Call::reveal_mechanism_weights { netuid, .. }
		| Call::batch_reveal_weights { netuid, .. } => Epochs::check_commits_first(*netuid, true),
		Call::commit_timelocked_weights { netuid, commit, commit_reveal_version, .. } => {
			check_timelocked(*netuid, MechId::MAIN, *commit_reveal_version, commit)
		},
		Call::commit_timelocked_mechanism_weights { netuid, mecid, commit, commit_reveal_version, .. } => {
			check_timelocked(*netuid, *mecid, *commit_reveal_version, commit)
		},
		Call::commit_crv3_mechanism_weights { netuid, mecid, commit, .. } => {
			check_timelocked(*netuid, *mecid, defaults::COMMIT_REVEAL_WEIGHTS_VERSION, commit)
		},
		_ => Ok(()),
	}
}

/// What the call checks again at its beginning, and the lengths of lists.
fn check_as_the_call(hotkey: &AccountId, call: &Call<Runtime>) -> DispatchResult {
	let check_reveal = |netuid, mecid, revealed: Revealed<'_>| {
		let hash = Epochs::reveal_hash(hotkey, netuid, mecid, revealed)?;
		Epochs::check_reveal(hotkey, netuid, mecid, &[hash])
	};
	match call {
		Call::set_weights { netuid, dests, weights, .. } => {
			Epochs::check_lengths(&[dests.len(), weights.len()])?;
			Epochs::check_set(hotkey, *netuid, MechId::MAIN)
		},
		Call::set_mechanism_weights { netuid, mecid, dests, weights, .. } => {
			Epochs::check_lengths(&[dests.len(), weights.len()])?;
			Epochs::check_set(hotkey, *netuid, *mecid)
		},
		Call::batch_set_weights { netuids, weights, version_keys } => {
			Epochs::check_batch(hotkey, netuids, &[weights.len(), version_keys.len()])?;
			weights.iter().try_for_each(|pairs| Epochs::check_lengths(&[pairs.len()]))
		},
		Call::commit_weights { netuid, .. } => Epochs::check_commit(hotkey, *netuid, MechId::MAIN),
		Call::commit_mechanism_weights { netuid, mecid, .. } => Epochs::check_commit(hotkey, *netuid, *mecid),
		Call::batch_commit_weights { netuids, commit_hashes } => {
			Epochs::check_batch(hotkey, netuids, &[commit_hashes.len()])
		},
		Call::reveal_weights { netuid, uids, values, salt, version_key } => {
			check_reveal(*netuid, MechId::MAIN, Revealed { uids, values, salt, version_key: *version_key })
		},
		Call::reveal_mechanism_weights { netuid, mecid, uids, values, salt, version_key } => {
			check_reveal(*netuid, *mecid, Revealed { uids, values, salt, version_key: *version_key })
		},
		Call::batch_reveal_weights { netuid, uids_list, values_list, salts_list, version_keys } => {
			let hashes = Epochs::reveal_hashes(hotkey, *netuid, uids_list, values_list, salts_list, version_keys)?;
			Epochs::check_reveal(hotkey, *netuid, MechId::MAIN, &hashes)
		},
		Call::commit_timelocked_weights { netuid, reveal_round, .. }
		| Call::commit_timelocked_mechanism_weights { netuid, reveal_round, .. }
		| Call::commit_crv3_mechanism_weights { netuid, reveal_round, .. } => {
			Epochs::check_timelocked(hotkey, *netuid, *reveal_round)
		},
		_ => Ok(()),
	}
}
