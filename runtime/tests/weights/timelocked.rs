//! Weights that are encrypted for a round of drand: committing to them, and when the chain opens them. Spec: consensus 8.4, 9.

use crate::{
	chain::Chain,
	kit::{account, call, error, events, hotkey, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commit_sealed, commits_first, epoch_index, epochs_every, incentive, last_update, now,
		own_events, publish, refused, reveal_period, root_sets, run_epoch, said, scene, tempo, told, weights, Errors,
		Told, FIRST, MAIN, SECOND, SUBNET, VALIDATORS, VERSION,
	},
};
use pallet_epoch::{DropReason, Event as OwnEvent, QueuesOf};
use pallet_protocol::{types::WeightCiphertext, TimelockedWeightCommits};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Dave, Eve, Ferdie};
use taonet_runtime::{BlockNumber, Runtime};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// What a hotkey commits to on the main mechanism for a round.
fn commits(key: Sr25519Keyring, row: &[(u16, u16)], round: u64) {
	let ciphertext = said(row).sealed(&hotkey(key), round);
	assert_eq!(call(&hotkey(key), commit_sealed(ciphertext, round)), Ok(()));
}

fn bytes(length: usize) -> WeightCiphertext {
	vec![7; length].try_into().unwrap()
}

fn revealed(key: Sr25519Keyring) -> Told {
	Told::TimelockedWeightsRevealed(MAIN, hotkey(key))
}

/// How many commitments wait that were made in an epoch.
fn waiting(index: NetUidStorageIndex, epoch: u64) -> usize {
	TimelockedWeightCommits::<Runtime>::get(index, epoch).len()
}

/// A chain on which an epoch runs every 20 blocks, since the block that is answered, and the number of the present one.
fn running() -> (Chain, BlockNumber, u64) {
	let mut chain = scene();
	let start = epochs_every(&mut chain, 20);
	let index = chain.look(epoch_index);
	(chain, start, index)
}

#[test]
fn encrypted_commitment_is_kept_unread_and_counts_as_an_update() {
	let mut chain = scene();
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), commit_sealed(bytes(5_000), 9)), Ok(())));
		let hash = H256(sp_io::hashing::blake2_256(&[7; 5_000]));
		assert_eq!(events, [Told::TimelockedWeightsCommitted(hotkey(Dave), MAIN, hash, 9)]);
		let kept = vec![(hotkey(Dave), now(), bytes(5_000), 9)];
		assert_eq!(TimelockedWeightCommits::<Runtime>::get(MAIN, epoch_index()), kept);
		assert_eq!(last_update(MAIN, 1), now());
		// Whoever has no permit may, and nothing at all may be in it.
		assert_eq!(call(&hotkey(Ferdie), commit_sealed(bytes(0), 0)), Ok(()));
	});
}

/// One fault after the other is mended. Spec: consensus 8.4.
#[test]
fn first_fault_of_an_encrypted_commitment_is_the_one_that_is_told() {
	let mut chain = scene();
	chain.block(|| {
		publish([5]);
		let commit = |netuid, mecid, reveal_round, commit_reveal_version| {
			let mecid = MechId::new(mecid);
			let commit = bytes(9);
			ProtocolCall::commit_timelocked_mechanism_weights {
				netuid,
				mecid,
				commit,
				reveal_round,
				commit_reveal_version,
			}
		};
		let stranger = account(1);
		// Checked before all others. Spec: satellites 10.3.
		assert_eq!(refused(&stranger, commit(NetUid::new(77), 9, 4, 3)), error(Errors::InvalidRevealRound));
		root_sets(commits_first(SUBNET, false));
		for netuid in [NetUid::new(77), SUBNET] {
			assert_eq!(refused(&stranger, commit(netuid, 9, 5, 3)), error(Errors::MechanismDoesNotExist));
		}
		assert_eq!(refused(&stranger, commit(SUBNET, 0, 5, 3)), error(Errors::CommitRevealDisabled));
		root_sets(commits_first(SUBNET, true));
		assert_eq!(refused(&stranger, commit(SUBNET, 0, 5, 3)), error(Errors::IncorrectCommitRevealVersion));
		assert_eq!(refused(&stranger, commit(SUBNET, 0, 5, 4)), error(Errors::HotKeyNotRegisteredInSubNet));
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 1_000 });
		assert_eq!(refused(&hotkey(Dave), commit(SUBNET, 0, 5, 4)), error(Errors::CommittingWeightsTooFast));
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 0 });
		(0..10).for_each(|_| assert_eq!(call(&hotkey(Dave), commit(SUBNET, 0, 5, 4)), Ok(())));
		assert_eq!(refused(&hotkey(Dave), commit(SUBNET, 0, 5, 4)), error(Errors::TooManyUnrevealedCommits));
		assert_eq!(call(&hotkey(Eve), commit(SUBNET, 0, 5, 4)), Ok(()));
	});
}

#[test]
fn encrypted_commitment_is_refused_on_root_and_when_stake_is_missing() {
	let mut chain = scene();
	chain.block(|| {
		let commit = |netuid| ProtocolCall::commit_timelocked_weights {
			netuid,
			commit: bytes(9),
			reveal_round: 5,
			commit_reveal_version: VERSION,
		};
		assert_eq!(refused(&hotkey(Dave), commit(NetUid::ROOT)), error(Errors::CanNotSetRootNetworkWeights));
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: 1 });
		assert_eq!(refused(&hotkey(Ferdie), commit(SUBNET)), error(Errors::NotEnoughStakeToSetWeights));
		assert_eq!(call(&hotkey(Dave), commit(SUBNET)), Ok(()));
	});
}

#[test]
fn ten_encrypted_commitments_are_allowed_in_each_epoch() {
	let mut chain = scene();
	let index = chain.look(epoch_index);
	for epoch in index..index + 2 {
		chain.block(|| {
			(0..10).for_each(|_| assert_eq!(call(&hotkey(Dave), commit_sealed(bytes(9), 100)), Ok(())));
			assert_eq!(refused(&hotkey(Dave), commit_sealed(bytes(9), 100)), error(Errors::TooManyUnrevealedCommits));
			assert_eq!(waiting(MAIN, epoch), 10);
		});
		run_epoch(&mut chain);
	}
}

#[test]
fn old_form_of_the_call_speaks_the_fourth_version() {
	let mut chain = scene();
	chain.block(|| {
		let commit = |mecid| ProtocolCall::commit_crv3_mechanism_weights {
			netuid: SUBNET,
			mecid: MechId::new(mecid),
			commit: bytes(9),
			reveal_round: 5,
		};
		assert_eq!(call(&hotkey(Dave), commit(0)), Ok(()));
		assert_eq!(refused(&hotkey(Dave), commit(1)), error(Errors::MechanismDoesNotExist));
		root_sets(AdminCall::sudo_set_commit_reveal_version { version: 5 });
		assert_eq!(refused(&hotkey(Dave), commit(0)), error(Errors::IncorrectCommitRevealVersion));
	});
}

#[test]
fn weights_are_opened_in_the_block_of_the_epoch_and_before_it() {
	let (mut chain, start, index) = running();
	let committed_at = chain.block(|| {
		VALIDATORS.into_iter().for_each(|key| commits(key, &[(3, 1), (4, 3)], 5));
		publish([5]);
		now()
	});
	chain.run_to(start + 19);
	chain.look(|| assert_eq!((waiting(MAIN, index), weights(MAIN, 1)), (2, vec![])));
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(3, 21_845), (4, 65_535)]);
		let place = |wanted: &dyn Fn(&Told) -> bool| events().iter().position(wanted).expect("it was told");
		let set = place(&|event| *event == Told::WeightsSet(MAIN, 1));
		let opened = place(&|event| *event == revealed(Dave));
		let paid = place(&|event| matches!(event, Told::IncentiveAlphaEmittedToMiners { .. }));
		assert!(set < opened && opened < paid);
		// They counted in this epoch.
		assert!(incentive(4) > incentive(3) && incentive(3) > 0);
		assert_eq!((epoch_index(), last_update(MAIN, 1)), (index + 1, committed_at));
		assert!(!TimelockedWeightCommits::<Runtime>::contains_key(MAIN, index));
		assert!(!QueuesOf::<Runtime>::contains_key(MAIN));
		assert_eq!(own_events(), []);
	});
}

#[test]
fn weights_are_opened_in_the_block_after_a_pulse_that_comes_late() {
	let (mut chain, start, index) = running();
	chain.block(|| VALIDATORS.into_iter().for_each(|key| commits(key, &[(3, 1)], 5)));
	chain.run_to(start + 24);
	chain.look(|| assert_eq!((epoch_index(), waiting(MAIN, index), incentive(3)), (index + 1, 2, 0)));
	// Another round does not open them.
	chain.block(|| publish([4]));
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), []);
		publish([5, 6]);
	});
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(3, 65_535)]);
		assert!(events().contains(&revealed(Dave)));
		assert_eq!((waiting(MAIN, index), incentive(3)), (0, 0));
	});
	// And count an epoch later.
	chain.run_to(start + 40);
	chain.look(|| assert_eq!((epoch_index(), incentive(3)), (index + 2, 65_535)));
}

#[test]
fn weights_expire_with_an_event_when_their_round_comes_never() {
	let (mut chain, start, index) = running();
	chain.block(|| {
		commits(Dave, &[(3, 1)], 5);
		commits(Eve, &[(3, 1)], 6);
	});
	chain.run_to(start + 39);
	chain.look(|| assert_eq!(waiting(MAIN, index), 2));
	chain.block(|| {
		assert_eq!(own_events(), [OwnEvent::TimelockedWeightsExpired { index: MAIN, epoch: index }]);
		assert_eq!((waiting(MAIN, index), epoch_index()), (0, index + 2));
		publish([5, 6]);
	});
	chain.run(3);
	chain.look(|| assert_eq!([1, 2].map(|uid| weights(MAIN, uid)), [vec![], vec![]]));
}

/// Once a later round is stored no earlier one comes.
#[test]
fn weights_of_a_skipped_round_are_dropped_and_stop_nobody() {
	let (mut chain, start, index) = running();
	chain.block(|| {
		commits(Dave, &[(3, 1)], 5);
		commits(Eve, &[(3, 1)], 6);
		publish([6]);
	});
	chain.run_to(start + 19);
	chain.block(|| {
		let reason = DropReason::SkippedRound;
		let drop = OwnEvent::TimelockedWeightsDropped { index: MAIN, hotkey: hotkey(Dave), reason };
		assert_eq!(own_events(), [drop]);
		assert_eq!((weights(MAIN, 1), weights(MAIN, 2)), (vec![], vec![(3, 65_535)]));
		assert_eq!((epoch_index(), waiting(MAIN, index)), (index + 1, 0));
	});
}

#[test]
fn last_of_several_commitments_counts() {
	let (mut chain, start, _) = running();
	chain.block(|| {
		commits(Dave, &[(3, 1)], 6);
		commits(Dave, &[(2, 1)], 5);
		commits(Eve, &[(2, 1)], 5);
		commits(Dave, &[(4, 1)], 5);
		publish([5, 6]);
	});
	chain.run_to(start + 19);
	chain.block(|| {
		// Not by their rounds.
		assert_eq!((weights(MAIN, 1), weights(MAIN, 2)), (vec![(4, 65_535)], vec![(2, 65_535)]));
		let opened: Vec<_> =
			events().into_iter().filter(|event| matches!(event, Told::TimelockedWeightsRevealed(..))).collect();
		assert_eq!(opened, [revealed(Dave), revealed(Eve)]);
		let reason = DropReason::Superseded;
		let drop = OwnEvent::TimelockedWeightsDropped { index: MAIN, hotkey: hotkey(Dave), reason };
		assert_eq!(own_events(), [drop.clone(), drop]);
	});
}

/// As they come: a newer round may be signed before an older one is known.
#[test]
fn older_commitment_counts_when_its_round_is_signed_later() {
	let (mut chain, start, _) = running();
	chain.block(|| {
		commits(Dave, &[(4, 1)], 6);
		commits(Dave, &[(3, 1)], 5);
		publish([5]);
	});
	chain.run_to(start + 20);
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(3, 65_535)]);
		publish([6]);
	});
	chain.run(1);
	chain.look(|| assert_eq!(weights(MAIN, 1), [(4, 65_535)]));
}

#[test]
fn commitments_of_this_epoch_are_not_opened_yet() {
	let (mut chain, start, index) = running();
	chain.block(|| publish([5]));
	chain.run_to(start + 20);
	chain.block(|| commits(Dave, &[(3, 1)], 5));
	chain.run_to(start + 39);
	chain.look(|| assert_eq!((waiting(MAIN, index + 1), weights(MAIN, 1)), (1, vec![])));
	chain.run(1);
	chain.look(|| assert_eq!((waiting(MAIN, index + 1), weights(MAIN, 1)), (0, vec![(3, 65_535)])));
}

#[test]
fn weights_are_opened_as_many_epochs_later_as_the_period_says() {
	let mut chain = scene();
	chain.root(reveal_period(3));
	chain.block(|| {
		VALIDATORS.into_iter().for_each(|key| commits(key, &[(3, 1)], 5));
		publish([5]);
	});
	for _ in 0..2 {
		run_epoch(&mut chain);
		chain.look(|| assert_eq!(weights(MAIN, 1), []));
	}
	run_epoch(&mut chain);
	chain.look(|| assert_eq!((weights(MAIN, 1), incentive(3)), (vec![(3, 65_535)], 65_535)));
}

#[test]
fn queues_that_a_shorter_period_leaves_behind_are_removed() {
	let mut chain = scene();
	chain.root(reveal_period(5));
	let index = chain.look(epoch_index);
	for _ in 0..4 {
		chain.block(|| commits(Dave, &[(3, 1)], 100));
		run_epoch(&mut chain);
	}
	chain.root(reveal_period(2));
	chain.block(|| {
		let expired = |epoch| OwnEvent::TimelockedWeightsExpired { index: MAIN, epoch };
		assert_eq!(own_events(), [expired(index), expired(index + 1)]);
		assert_eq!([0, 1, 2, 3].map(|epoch| waiting(MAIN, index + epoch)), [0, 0, 1, 1]);
	});
}

/// Two subnets are due and one epoch may run: that of the greater number is put off, and what belongs to it.
#[test]
fn weights_are_not_opened_before_the_block_in_which_the_epoch_runs() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_max_epochs_per_block { max_epochs_per_block: 1 });
	chain.block(|| [FIRST, SUBNET].into_iter().for_each(|netuid| root_sets(tempo(netuid, 5))));
	let index = chain.look(epoch_index);
	chain.block(|| {
		commits(Dave, &[(3, 1)], 5);
		publish([5]);
	});
	chain.run(3);
	chain.block(|| {
		assert_eq!((epoch_index(), weights(MAIN, 1)), (index, vec![]));
		// Belongs to the next one, whose turn has not come.
		commits(Dave, &[(4, 1)], 5);
	});
	chain.block(|| {
		assert_eq!((epoch_index(), weights(MAIN, 1)), (index + 1, vec![(3, 65_535)]));
		assert_eq!([waiting(MAIN, index), waiting(MAIN, index + 1)], [0, 1]);
	});
}

#[test]
fn weights_of_each_mechanism_are_opened() {
	let mut chain = scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		commits(Dave, &[(3, 1)], 5);
		let on_second = ProtocolCall::commit_timelocked_mechanism_weights {
			netuid: SUBNET,
			mecid: MechId::new(1),
			commit: said(&[(4, 1)]).sealed(&hotkey(Dave), 5),
			reveal_round: 5,
			commit_reveal_version: VERSION,
		};
		assert_eq!(call(&hotkey(Dave), on_second), Ok(()));
		publish([5]);
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!((weights(MAIN, 1), weights(SECOND, 1)), (vec![(3, 65_535)], vec![(4, 65_535)]));
		assert!(events().contains(&Told::TimelockedWeightsRevealed(SECOND, hotkey(Dave))));
		assert_eq!(last_update(SECOND, 1), now() - 2);
	});
}

#[test]
fn weights_are_opened_when_they_do_not_say_whose_they_are() {
	let mut chain = scene();
	chain.block(|| {
		let unbound = said(&[(3, 1), (4, 1)]).sealed_as(None, 5);
		assert_eq!(call(&hotkey(Dave), commit_sealed(unbound, 5)), Ok(()));
		publish([5]);
	});
	run_epoch(&mut chain);
	chain.look(|| assert_eq!(weights(MAIN, 1), [(3, 65_535), (4, 65_535)]));
}

/// What was committed stays what it is: only calls ask whether weights are committed to.
#[test]
fn weights_are_opened_when_they_are_set_at_once_by_now() {
	let mut chain = scene();
	chain.block(|| {
		VALIDATORS.into_iter().for_each(|key| commits(key, &[(3, 1)], 5));
		publish([5]);
	});
	chain.root(commits_first(SUBNET, false));
	run_epoch(&mut chain);
	chain.look(|| assert_eq!((weights(MAIN, 1), incentive(3)), (vec![(3, 65_535)], 65_535)));
}
