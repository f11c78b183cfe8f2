//! Committing to weights by their hash. Spec: consensus 8.2, 3.6.

use crate::{
	kit::{account, call, error, hotkey, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commits_first, epoch_index, epochs_every, join, last_update, now, refused, replace_last,
		reveal_period, root_sets, run_epoch, scene, tempo, told, Errors, Told, FIRST, MAIN, SECOND, SUBNET,
	},
};
use pallet_protocol::{LastUpdate, PendingEpochAt, WeightCommits};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Dave, Eve, Ferdie};
use taonet_runtime::Runtime;
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

fn commit(number: u8) -> ProtocolCall {
	ProtocolCall::commit_weights { netuid: SUBNET, commit_hash: H256::repeat_byte(number) }
}

fn commit_on(netuid: NetUid, mecid: u8) -> ProtocolCall {
	ProtocolCall::commit_mechanism_weights { netuid, mecid: MechId::new(mecid), commit_hash: H256::repeat_byte(1) }
}

fn limit(blocks: u64) -> AdminCall {
	AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: blocks }
}

/// What a hotkey has committed to, oldest first: the first byte of the hash, and the epoch.
fn commits_of(index: NetUidStorageIndex, key: Sr25519Keyring) -> Vec<(u8, u64)> {
	let commits = WeightCommits::<Runtime>::get(index, hotkey(key)).unwrap_or_default();
	commits.into_iter().map(|(hash, epoch, ..)| (hash.0[0], epoch)).collect()
}

#[test]
fn commitment_is_kept_with_its_epoch_and_block_and_counts_as_an_update() {
	let mut chain = scene();
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), commit(9)), Ok(())));
		assert_eq!(events, [Told::WeightsCommitted(hotkey(Dave), MAIN, H256::repeat_byte(9))]);
		let kept = vec![(H256::repeat_byte(9), epoch_index(), now(), 0)];
		assert_eq!(WeightCommits::<Runtime>::get(MAIN, hotkey(Dave)), Some(kept));
		assert_eq!(last_update(MAIN, 1), now());
	});
}

#[test]
fn commitment_is_refused_where_weights_are_set_at_once() {
	let mut chain = scene();
	chain.block(|| {
		root_sets(commits_first(SUBNET, false));
		assert_eq!(refused(&hotkey(Dave), commit(1)), error(Errors::CommitRevealDisabled));
		assert_eq!(refused(&hotkey(Dave), commit_on(SUBNET, 0)), error(Errors::CommitRevealDisabled));
	});
}

#[test]
fn commitment_is_refused_when_there_is_no_such_mechanism() {
	let mut chain = scene();
	chain.block(|| {
		for (netuid, mecid) in [(SUBNET, 1), (SUBNET, 16), (SUBNET, 255), (NetUid::new(77), 0)] {
			assert_eq!(refused(&hotkey(Dave), commit_on(netuid, mecid)), error(Errors::MechanismDoesNotExist));
		}
	});
}

#[test]
fn commitment_is_refused_on_root() {
	let mut chain = scene();
	chain.block(|| {
		let refused = refused(&hotkey(Dave), commit_on(NetUid::ROOT, 0));
		assert_eq!(refused, error(Errors::CanNotSetRootNetworkWeights));
	});
}

#[test]
fn commitment_is_refused_when_the_hotkey_is_no_neuron() {
	let mut chain = scene();
	chain.block(|| assert_eq!(refused(&account(1), commit(1)), error(Errors::HotKeyNotRegisteredInSubNet)));
}

#[test]
fn neuron_without_a_permit_commits() {
	let mut chain = scene();
	chain.block(|| assert_eq!(call(&hotkey(Ferdie), commit(1)), Ok(())));
}

#[test]
fn commitment_is_refused_when_stake_is_missing() {
	let mut chain = scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: 1 });
		assert_eq!(call(&hotkey(Dave), commit(1)), Ok(()));
		assert_eq!(refused(&hotkey(Ferdie), commit(1)), error(Errors::NotEnoughStakeToSetWeights));
	});
}

#[test]
fn next_commitment_comes_after_as_many_blocks_as_the_limit_says() {
	let mut chain = scene();
	chain.root(limit(4));
	chain.block(|| assert_eq!(call(&hotkey(Dave), commit(1)), Ok(())));
	chain.run(2);
	chain.block(|| assert_eq!(refused(&hotkey(Dave), commit(2)), error(Errors::CommittingWeightsTooFast)));
	chain.block(|| assert_eq!(call(&hotkey(Dave), commit(2)), Ok(())));
}

#[test]
fn eleventh_commitment_is_refused_until_the_first_have_expired() {
	let mut chain = scene();
	chain.block(|| (0..4).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(()))));
	run_epoch(&mut chain);
	let first = chain.block(|| {
		(4..10).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(())));
		assert_eq!(refused(&hotkey(Dave), commit(10)), error(Errors::TooManyUnrevealedCommits));
		assert_eq!(call(&hotkey(Eve), commit(10)), Ok(()));
		epoch_index() - 1
	});
	run_epoch(&mut chain);
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), commit(10)), Ok(()));
		let kept: Vec<_> = (4..10).map(|number| (number, first + 1)).chain([(10, first + 2)]).collect();
		assert_eq!(commits_of(MAIN, Dave), kept);
	});
}

#[test]
fn commitments_of_a_longer_period_expire_later() {
	let mut chain = scene();
	chain.root(reveal_period(3));
	chain.block(|| (0..10).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(()))));
	for _ in 0..3 {
		run_epoch(&mut chain);
		chain.block(|| assert_eq!(refused(&hotkey(Dave), commit(10)), error(Errors::TooManyUnrevealedCommits)));
	}
	run_epoch(&mut chain);
	chain.block(|| assert_eq!(call(&hotkey(Dave), commit(10)), Ok(())));
}

#[test]
fn mechanisms_keep_commitments_apart() {
	let mut chain = scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		(0..10).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(())));
		let events = told(|| assert_eq!(call(&hotkey(Dave), commit_on(SUBNET, 1)), Ok(())));
		assert_eq!(events, [Told::WeightsCommitted(hotkey(Dave), SECOND, H256::repeat_byte(1))]);
		assert_eq!((commits_of(MAIN, Dave).len(), commits_of(SECOND, Dave).len()), (10, 1));
		assert_eq!(LastUpdate::<Runtime>::get(SECOND), [0, now()]);
	});
}

/// Two subnets are due and one epoch may run: that of the greater number is put off.
#[test]
fn commitment_belongs_to_the_next_epoch_while_this_one_is_put_off() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_max_epochs_per_block { max_epochs_per_block: 1 });
	chain.block(|| [FIRST, SUBNET].into_iter().for_each(|netuid| root_sets(tempo(netuid, 5))));
	let index = chain.look(epoch_index);
	chain.run(4);
	chain.block(|| {
		assert_eq!((epoch_index(), PendingEpochAt::<Runtime>::get(SUBNET)), (index, now() + 1));
		assert_eq!(call(&hotkey(Dave), commit(1)), Ok(()));
		assert_eq!(commits_of(MAIN, Dave), [(1, index + 1)]);
	});
	chain.block(|| {
		assert_eq!(epoch_index(), index + 1);
		assert_eq!(call(&hotkey(Dave), commit(2)), Ok(()));
		assert_eq!(commits_of(MAIN, Dave), [(1, index + 1), (2, index + 1)]);
	});
}

#[test]
fn commitment_in_the_block_of_an_epoch_belongs_to_the_next_one() {
	let mut chain = scene();
	let index = chain.look(epoch_index);
	epochs_every(&mut chain, 3);
	chain.run(1);
	chain.block(|| assert_eq!(call(&hotkey(Dave), commit(1)), Ok(())));
	chain.block(|| assert_eq!(call(&hotkey(Dave), commit(2)), Ok(())));
	chain.look(|| assert_eq!(commits_of(MAIN, Dave), [(1, index), (2, index + 1)]));
}

/// Nobody reveals them, and nobody else would remove them.
#[test]
fn expired_commitments_of_who_has_left_are_forgotten_as_others_commit() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(join(50), 5);
		assert_eq!(call(&account(50), commit(1)), Ok(()));
		assert_eq!(call(&hotkey(Ferdie), commit(2)), Ok(()));
	});
	replace_last(&mut chain, 51);
	let is_kept = |hotkey| WeightCommits::<Runtime>::contains_key(MAIN, hotkey);
	let others_commit = || (3..8).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(())));
	chain.block(|| {
		others_commit();
		assert!(is_kept(account(50)), "it has not expired");
	});
	run_epoch(&mut chain);
	run_epoch(&mut chain);
	chain.block(|| {
		others_commit();
		assert!(!is_kept(account(50)));
		// Who is still there may be told that it is too late.
		assert!(is_kept(hotkey(Ferdie)));
	});
}
