//! A block opens so many ciphertexts and no more, and epochs wait for the rest, but not for long. Spec: consensus 9.3.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, events, hotkey, AdminCall, ProtocolCall},
	scene::{
		commit_sealed, epoch_index, grant, incentive, join, own_events, publish, root_sets, run_epoch, said, scene,
		tempo, weights, Errors, Told, MAIN, SUBNET, VERSION,
	},
};
use pallet_emission::COMMITS_REVEALED_PER_BLOCK;
use pallet_epoch::{DropReason, Event as OwnEvent};
use pallet_protocol::{
	types::WeightCiphertext, PendingEpochAt, SubnetEpochIndex, TimelockedWeightCommits, ValidatorPermit,
};
use sp_keyring::Sr25519Keyring::Charlie;
use sp_runtime::DispatchResult;
use taonet_runtime::{AccountId, Runtime};
use taonet_types::{NetUid, NetUidStorageIndex};

/// Charlie's.
const OTHER: NetUid = NetUid::new(3);
const OTHER_MAIN: NetUidStorageIndex = NetUidStorageIndex::new(3);
/// Opened in a block for subnets whose epoch is due.
const FOR_DUE: usize = 24;
/// And at least for others.
const FOR_OTHERS: usize = 8;
/// The round that all encrypt for. It is signed.
const ROUND: u64 = 5;

/// A chain with so many validators more, `account(100)` and on.
fn with_validators(count: u32) -> Chain {
	assert_eq!(COMMITS_REVEALED_PER_BLOCK as usize, FOR_DUE + FOR_OTHERS, "these tests are about these numbers");
	let mut chain = scene();
	chain.block(|| publish([ROUND]));
	for some in (0..count).collect::<Vec<_>>().chunks(10) {
		chain.block(|| {
			for number in some.iter().map(|number| 100 + number) {
				join(number);
				grant(&account(number), &coldkey(Charlie), 1_000);
			}
		});
	}
	run_epoch(&mut chain);
	let permits = chain.look(|| ValidatorPermit::<Runtime>::get(SUBNET).into_iter().filter(|has| *has).count());
	assert_eq!(permits, 3 + count as usize);
	chain
}

fn sealed(hotkey: &AccountId, uid: u16) -> WeightCiphertext {
	said(&[(uid, 1)]).sealed(hotkey, ROUND)
}

/// Looks like one, and is opened in vain.
fn of_another() -> WeightCiphertext {
	sealed(&account(1), 3)
}

fn commit(hotkey: &AccountId, ciphertext: WeightCiphertext) -> DispatchResult {
	call(hotkey, commit_sealed(ciphertext, ROUND))
}

/// The same where ten may be there already.
fn commit_if_there_is_room(hotkey: &AccountId, ciphertext: WeightCiphertext) {
	let answer = commit(hotkey, ciphertext);
	assert!(answer == Ok(()) || answer == error(Errors::TooManyUnrevealedCommits));
}

fn commit_on_other(ciphertext: WeightCiphertext) -> DispatchResult {
	let commit = ProtocolCall::commit_timelocked_weights {
		netuid: OTHER,
		commit: ciphertext,
		reveal_round: ROUND,
		commit_reveal_version: VERSION,
	};
	call(&hotkey(Charlie), commit)
}

/// Each of so many validators commits once.
fn all_commit(count: u32) {
	for hotkey in (100..100 + count).map(account) {
		assert_eq!(commit(&hotkey, sealed(&hotkey, 4)), Ok(()));
	}
}

/// How many weights were opened and set in this block.
fn opened() -> usize {
	events().iter().filter(|event| matches!(event, Told::TimelockedWeightsRevealed(..))).count()
}

fn dropped(reason: DropReason) -> usize {
	let is_it = |event: &OwnEvent<Runtime>| matches!(event, OwnEvent::TimelockedWeightsDropped { reason: told, .. } if *told == reason);
	own_events().iter().filter(|event| is_it(event)).count()
}

/// Subnets that begin to wait.
fn waiting() -> Vec<NetUid> {
	let wait = |event| match event {
		OwnEvent::TimelockedWeightsWait { netuid } => Some(netuid),
		_ => None,
	};
	own_events().into_iter().filter_map(wait).collect()
}

fn is_put_off() -> bool {
	events().iter().any(|event| matches!(event, Told::EpochDeferred { netuid: SUBNET, .. }))
}

fn left_in_queue(epoch: u64) -> usize {
	TimelockedWeightCommits::<Runtime>::get(MAIN, epoch).len()
}

#[test]
fn epoch_waits_for_exactly_as_many_blocks_as_opening_takes() {
	let mut chain = with_validators(50);
	let index = chain.block(|| {
		all_commit(50);
		epoch_index()
	});
	chain.root(tempo(SUBNET, 10));
	chain.run(9);
	chain.block(|| {
		// The wait is told once.
		assert_eq!((opened(), waiting(), is_put_off()), (FOR_DUE, vec![SUBNET], true));
		assert_eq!((epoch_index(), left_in_queue(index)), (index, 26));
	});
	chain.block(|| {
		assert_eq!((opened(), waiting(), is_put_off()), (FOR_DUE, vec![], true));
		assert_eq!((epoch_index(), left_in_queue(index)), (index, 2));
	});
	chain.block(|| {
		assert_eq!((opened(), own_events(), is_put_off()), (2, vec![], false));
		assert_eq!((epoch_index(), PendingEpochAt::<Runtime>::get(SUBNET)), (index + 1, 0));
		// The epoch knew all of them.
		assert_eq!(incentive(4), 65_535);
	});
}

#[test]
fn epoch_runs_in_its_block_when_that_opens_all() {
	let mut chain = with_validators(FOR_DUE as u32);
	let index = chain.block(|| {
		all_commit(FOR_DUE as u32);
		epoch_index()
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| assert_eq!((opened(), own_events(), epoch_index()), (FOR_DUE, vec![], index + 1)));
}

/// Only the newest of a hotkey would count after all.
#[test]
fn what_would_be_overwritten_is_dropped_unopened_and_delays_nobody() {
	let mut chain = with_validators(20);
	let index = chain.block(|| {
		for hotkey in (100..120).map(account) {
			let early = sealed(&hotkey, 3);
			(0..9).for_each(|_| assert_eq!(commit(&hotkey, early.clone()), Ok(())));
			assert_eq!(commit(&hotkey, sealed(&hotkey, 4)), Ok(()));
		}
		epoch_index()
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!((opened(), dropped(DropReason::Superseded), epoch_index()), (20, 180, index + 1));
		assert_eq!([3, 4].map(incentive), [0, 65_535]);
	});
}

/// A chain with Charlie's subnet, on which only he is: as its owner he needs no permit.
fn with_other_subnet(mut chain: Chain) -> Chain {
	assert_eq!(chain.start_subnet(Charlie), OTHER);
	chain.root(AdminCall::sudo_set_weights_set_rate_limit { netuid: OTHER, weights_set_rate_limit: 0 });
	chain.root(tempo(OTHER, 0));
	chain
}

#[test]
fn subnet_with_one_commitment_does_not_wait_for_one_with_many() {
	let mut chain = with_other_subnet(with_validators(50));
	let other_index = || SubnetEpochIndex::<Runtime>::get(OTHER);
	let before = chain.block(|| {
		all_commit(50);
		assert_eq!(commit_on_other(sealed(&hotkey(Charlie), 0)), Ok(()));
		other_index()
	});
	chain.block(|| [SUBNET, OTHER].into_iter().for_each(|netuid| root_sets(tempo(netuid, 5))));
	chain.run(4);
	chain.block(|| {
		// Each may open half.
		assert_eq!((opened(), waiting()), (FOR_DUE / 2 + 1, vec![SUBNET]));
		assert_eq!((other_index(), weights(OTHER_MAIN, 0)), (before + 1, vec![(0, 65_535)]));
	});
}

#[test]
fn subnet_whose_pulse_came_late_does_not_wait_for_those_whose_epoch_is_due() {
	let mut chain = with_other_subnet(with_validators(50));
	chain.block(|| {
		all_commit(50);
		let late = said(&[(0, 1)]).sealed(&hotkey(Charlie), ROUND + 1);
		let commit = ProtocolCall::commit_timelocked_weights {
			netuid: OTHER,
			commit: late,
			reveal_round: ROUND + 1,
			commit_reveal_version: VERSION,
		};
		assert_eq!(call(&hotkey(Charlie), commit), Ok(()));
	});
	// The epoch of the other one is over when the round is signed.
	chain.root(tempo(OTHER, 1));
	chain.root(tempo(OTHER, 0));
	chain.block(|| {
		root_sets(tempo(SUBNET, 1));
		publish([ROUND + 1]);
	});
	chain.block(|| {
		assert_eq!((opened(), waiting()), (FOR_DUE + 1, vec![SUBNET]));
		assert_eq!(weights(OTHER_MAIN, 0), [(0, 65_535)]);
	});
}

/// Due in one and the same block again and again.
#[test]
fn nobody_starves_when_a_subnet_always_has_more_than_a_block_opens() {
	let mut chain = with_other_subnet(with_validators(30));
	chain.block(|| [SUBNET, OTHER].into_iter().for_each(|netuid| root_sets(tempo(netuid, 5))));
	let of = SubnetEpochIndex::<Runtime>::get;
	let before = chain.look(|| [SUBNET, OTHER].map(of));
	let mut others_reveals = 0;
	for _ in 0..40 {
		others_reveals += chain.block(|| {
			for hotkey in (100..130).map(account) {
				(0..2).for_each(|_| commit_if_there_is_room(&hotkey, of_another()));
			}
			let answer = commit_on_other(sealed(&hotkey(Charlie), 0));
			assert!(answer == Ok(()) || answer == error(Errors::TooManyUnrevealedCommits));
			let is_others = |event: &Told| matches!(event, Told::TimelockedWeightsRevealed(OTHER_MAIN, _));
			events().into_iter().filter(is_others).count()
		});
	}
	let after = chain.look(|| [SUBNET, OTHER].map(of));
	// The one never waits; the other waits as long as epochs wait at most.
	assert_eq!(after[1] - before[1], 8);
	assert!(others_reveals >= 7, "{others_reveals}");
	assert!(after[0] - before[0] >= 2, "{before:?} {after:?}");
}

#[test]
fn nothing_waits_when_the_rounds_are_still_to_come() {
	let mut chain = with_validators(30);
	let index = chain.block(|| {
		for hotkey in (100..130).map(account) {
			let far = commit_sealed(said(&[(3, 1)]).sealed(&hotkey, 900), 900);
			assert_eq!(call(&hotkey, far), Ok(()));
		}
		epoch_index()
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!((opened(), own_events(), epoch_index()), (0, vec![], index + 1));
		assert_eq!(left_in_queue(index), 30);
	});
}

#[test]
fn weights_are_opened_when_epochs_stand_still() {
	let mut chain = with_validators(40);
	chain.block(|| {
		for hotkey in (100..140).map(account) {
			let later = commit_sealed(said(&[(3, 1)]).sealed(&hotkey, 6), 6);
			assert_eq!(call(&hotkey, later), Ok(()));
		}
	});
	run_epoch(&mut chain);
	chain.block(|| publish([6]));
	// No epoch is due: there is room for as many as a block opens.
	let counts: Vec<usize> = (0..3).map(|_| chain.block(opened)).collect();
	assert_eq!(counts, [32, 8, 0]);
}

/// What those have left behind who have gone is read once, and dropped, signed or not.
#[test]
fn commitments_of_who_has_left_are_dropped_when_their_epoch_comes() {
	let mut chain = scene();
	let uid = chain.block(|| join(50));
	for number in 51..60 {
		chain.block(|| {
			let hotkey = account(number - 1);
			(0..2).for_each(|_| assert_eq!(commit(&hotkey, vec![7; 5_000].try_into().unwrap()), Ok(())));
		});
		assert_eq!(crate::scene::replace_last(&mut chain, number), uid);
	}
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		let gone = DropReason::Refused(Errors::HotKeyNotRegisteredInSubNet.into());
		assert_eq!(dropped(gone), 18);
		assert_eq!(TimelockedWeightCommits::<Runtime>::iter().count(), 0);
	});
}
