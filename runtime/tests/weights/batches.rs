//! Several subnets in one call. Spec: consensus 8.1, 8.2.

use crate::{
	chain::Chain,
	kit::{account, call, error, hotkey, AdminCall, ProtocolCall},
	scene::{
		commits_first, last_update, now, open_scene, refused, root_sets, scene, told, weights, Errors, Told, MAIN,
		SUBNET,
	},
};
use codec::Compact;
use pallet_protocol::{TotalNetworks, WeightCommits};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Charlie, Dave};
use taonet_runtime::Runtime;
use taonet_types::{NetUid, NetUidStorageIndex};

/// Charlie's.
const OTHER: NetUid = NetUid::new(3);
const OTHER_MAIN: NetUidStorageIndex = NetUidStorageIndex::new(3);

fn set(items: &[(NetUid, &[(u16, u16)])]) -> ProtocolCall {
	let compact = |row: &[(u16, u16)]| row.iter().map(|(uid, value)| (Compact(*uid), Compact(*value))).collect();
	ProtocolCall::batch_set_weights {
		netuids: items.iter().map(|(netuid, _)| Compact(*netuid)).collect(),
		weights: items.iter().map(|(_, row)| compact(row)).collect(),
		version_keys: vec![Compact(0); items.len()],
	}
}

fn commit(netuids: &[NetUid]) -> ProtocolCall {
	let commit_hashes = (0..netuids.len()).map(|number| H256::repeat_byte(number as u8)).collect();
	ProtocolCall::batch_commit_weights { netuids: compact(netuids), commit_hashes }
}

fn compact(netuids: &[NetUid]) -> Vec<Compact<NetUid>> {
	netuids.iter().copied().map(Compact).collect()
}

fn completed(netuids: &[NetUid]) -> Told {
	Told::BatchWeightsCompleted(compact(netuids), hotkey(Dave))
}

/// Dave is a neuron of Charlie's subnet too, with uid 1 and no permit.
fn with_other_subnet(mut chain: Chain, commits: bool) -> Chain {
	assert_eq!(chain.start_subnet(Charlie), OTHER);
	assert_eq!(chain.register_neuron(OTHER, Dave), 1);
	chain.root(AdminCall::sudo_set_weights_set_rate_limit { netuid: OTHER, weights_set_rate_limit: 0 });
	chain.root(commits_first(OTHER, commits));
	chain
}

#[test]
fn weights_are_set_on_each_subnet_of_a_batch() {
	let mut chain = with_other_subnet(open_scene(), false);
	chain.block(|| {
		let events =
			told(|| assert_eq!(call(&hotkey(Dave), set(&[(OTHER, &[(1, 5)]), (SUBNET, &[(4, 1), (3, 2)])])), Ok(())));
		let expected = [Told::WeightsSet(OTHER_MAIN, 1), Told::WeightsSet(MAIN, 1), completed(&[OTHER, SUBNET])];
		assert_eq!(events, expected);
		assert_eq!((weights(OTHER_MAIN, 1), weights(MAIN, 1)), (vec![(1, 65_535)], vec![(4, 32_768), (3, 65_535)]));
		assert_eq!((last_update(OTHER_MAIN, 1), last_update(MAIN, 1)), (now(), now()));
	});
}

#[test]
fn what_fails_is_told_after_everything_is_done_and_stops_nothing() {
	let mut chain = with_other_subnet(open_scene(), false);
	chain.block(|| {
		// No permit; no such subnet, of which weights would have to be committed to.
		let nowhere = NetUid::new(77);
		let batch = set(&[(OTHER, &[(0, 5)]), (nowhere, &[(0, 1)]), (SUBNET, &[(4, 1)])]);
		let events = told(|| assert_eq!(call(&hotkey(Dave), batch), Ok(())));
		let expected = [
			Told::WeightsSet(MAIN, 1),
			Told::BatchCompletedWithErrors,
			Told::BatchWeightItemFailed(OTHER, Errors::NeuronNoValidatorPermit.into()),
			Told::BatchWeightItemFailed(nowhere, Errors::CommitRevealEnabled.into()),
			completed(&[OTHER, nowhere, SUBNET]),
		];
		assert_eq!(events, expected);
		assert_eq!(weights(OTHER_MAIN, 1), []);
	});
}

#[test]
fn item_fails_on_a_subnet_where_weights_are_committed_to() {
	let mut chain = with_other_subnet(scene(), false);
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), set(&[(SUBNET, &[(3, 1)]), (OTHER, &[(1, 1)])])), Ok(())));
		assert!(events.contains(&Told::BatchWeightItemFailed(SUBNET, Errors::CommitRevealEnabled.into())));
		assert!(events.contains(&Told::WeightsSet(OTHER_MAIN, 1)));
	});
}

#[test]
fn item_fails_within_the_limit_and_the_batch_does_not() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 10_000 });
		let events = told(|| assert_eq!(call(&hotkey(Dave), set(&[(SUBNET, &[(3, 1)])])), Ok(())));
		let too_fast = Told::BatchWeightItemFailed(SUBNET, Errors::SettingWeightsTooFast.into());
		assert_eq!(events, [Told::BatchCompletedWithErrors, too_fast, completed(&[SUBNET])]);
	});
}

#[test]
fn batch_fails_when_its_lists_are_not_of_one_length() {
	let mut chain = open_scene();
	chain.block(|| {
		for (netuids, rows, versions) in [(2, 1, 1), (1, 2, 1), (1, 1, 2), (0, 1, 1), (1, 0, 0)] {
			let batch = ProtocolCall::batch_set_weights {
				netuids: vec![Compact(SUBNET); netuids],
				weights: vec![vec![(Compact(3), Compact(1))]; rows],
				version_keys: vec![Compact(0); versions],
			};
			assert_eq!(refused(&hotkey(Dave), batch), error(Errors::InputLengthsUnequal));
		}
		for (netuids, hashes) in [(2, 1), (1, 2), (0, 1)] {
			let batch = ProtocolCall::batch_commit_weights {
				netuids: vec![Compact(SUBNET); netuids],
				commit_hashes: vec![H256::zero(); hashes],
			};
			assert_eq!(refused(&hotkey(Dave), batch), error(Errors::InputLengthsUnequal));
		}
	});
}

#[test]
fn batch_fails_when_it_has_more_items_than_there_are_subnets() {
	let mut chain = open_scene();
	chain.block(|| {
		// Root is one of them.
		let networks = usize::from(TotalNetworks::<Runtime>::get());
		let batch = |items| set(&vec![(SUBNET, &[(3u16, 1u16)][..]); items]);
		assert_eq!(call(&hotkey(Dave), batch(networks)), Ok(()));
		assert_eq!(refused(&hotkey(Dave), batch(networks + 1)), error(Errors::InputLengthsUnequal));
		assert_eq!(refused(&hotkey(Dave), commit(&vec![SUBNET; networks + 1])), error(Errors::InputLengthsUnequal));
	});
}

#[test]
fn batch_fails_as_a_whole_when_stake_is_missing_on_one_of_its_subnets() {
	let mut chain = with_other_subnet(open_scene(), false);
	chain.block(|| {
		// Dave has stake on one of the two.
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: 1 });
		assert_eq!(call(&hotkey(Dave), set(&[(SUBNET, &[(3, 1)])])), Ok(()));
		let both = set(&[(SUBNET, &[(3, 1)]), (OTHER, &[(1, 1)])]);
		assert_eq!(refused(&hotkey(Dave), both), error(Errors::NotEnoughStakeToSetWeights));
		assert_eq!(refused(&hotkey(Dave), commit(&[SUBNET, OTHER])), error(Errors::NotEnoughStakeToSetWeights));
	});
}

#[test]
fn empty_batch_does_nothing() {
	let mut chain = open_scene();
	chain.block(|| {
		let events = told(|| assert_eq!(call(&account(1), set(&[])), Ok(())));
		assert_eq!(events, [Told::BatchWeightsCompleted(vec![], account(1))]);
	});
}

#[test]
fn batch_commits_on_each_subnet_and_tells_where_it_cannot() {
	let mut chain = with_other_subnet(scene(), false);
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), commit(&[OTHER, SUBNET])), Ok(())));
		let hash = H256::repeat_byte(1);
		let expected = [
			Told::WeightsCommitted(hotkey(Dave), MAIN, hash),
			Told::BatchCompletedWithErrors,
			Told::BatchWeightItemFailed(OTHER, Errors::CommitRevealDisabled.into()),
			completed(&[OTHER, SUBNET]),
		];
		assert_eq!(events, expected);
		assert_eq!(WeightCommits::<Runtime>::get(MAIN, hotkey(Dave)).unwrap()[0].0, hash);
		assert!(!WeightCommits::<Runtime>::contains_key(OTHER_MAIN, hotkey(Dave)));
		assert_eq!(last_update(MAIN, 1), now());
	});
}

#[test]
fn later_item_for_the_same_subnet_counts_when_there_is_no_limit() {
	let mut chain = open_scene();
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), set(&[(SUBNET, &[(3, 1)]), (SUBNET, &[(4, 1)])])), Ok(()));
		assert_eq!(weights(MAIN, 1), [(4, 65_535)]);
		// With a limit the second one is too fast.
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 1 });
	});
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), set(&[(SUBNET, &[(2, 1)]), (SUBNET, &[(4, 1)])])), Ok(())));
		assert!(events.contains(&Told::BatchWeightItemFailed(SUBNET, Errors::SettingWeightsTooFast.into())));
		assert_eq!(weights(MAIN, 1), [(2, 65_535)]);
	});
}
