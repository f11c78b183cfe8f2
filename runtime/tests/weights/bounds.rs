//! What encrypted weights cannot do, whoever commits to how many: fill the memory of a block, cost others their turn, or put an
//! epoch off for long. Spec: consensus 8.4, 9.3.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, events, hotkey, AdminCall, ProtocolCall},
	scene::{
		commit_sealed, epoch_index, grant, now, own_events, publish, refused, replace_last, root_sets, run_epoch, said,
		scene, tempo, weights, Errors, Told, MAIN, SUBNET,
	},
};
use pallet_emission::COMMITS_REVEALED_PER_BLOCK;
use pallet_epoch::{
	Committer, DropReason, Event as OwnEvent, QueueRecord, QueueRecords, MOST_BLOCKS_AWAITED, MOST_BYTES_OF_QUEUE,
	MOST_COMMITS_OF_HOTKEY,
};
use pallet_protocol::{types::WeightCiphertext, TimelockedWeightCommits, Uids, ValidatorPermit};
use sp_keyring::Sr25519Keyring::{Charlie, Dave, Eve, Ferdie};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, Epochs, Runtime, Subnets};

/// So many are opened in a block where only subnets wait whose epoch is due.
const OPENED: u32 = COMMITS_REVEALED_PER_BLOCK / 4 * 3;

/// Bytes that are no ciphertext, but as long as one.
fn junk(bytes: usize) -> WeightCiphertext {
	vec![0xff; bytes].try_into().expect("is short")
}

fn commits(hotkey: &AccountId, ciphertext: WeightCiphertext, round: u64) -> DispatchResult {
	call(hotkey, commit_sealed(ciphertext, round))
}

/// So many more neurons, of which nobody has stake.
fn join_many(chain: &mut Chain, count: u32) -> Vec<AccountId> {
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 256 });
	let neurons: Vec<_> = (1_000..1_000 + count).map(account).collect();
	chain.block(|| {
		for hotkey in &neurons {
			let owned = ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() };
			assert_eq!(call(&coldkey(Charlie), owned), Ok(()));
			assert_eq!(Subnets::seat_without_payment(SUBNET, hotkey), Ok(()));
		}
	});
	neurons
}

/// The same, each with stake and a permit.
fn join_validators(chain: &mut Chain, count: u32) -> Vec<AccountId> {
	let validators = join_many(chain, count);
	chain.block(|| validators.iter().for_each(|hotkey| grant(hotkey, &coldkey(Charlie), 100)));
	run_epoch(chain);
	chain.look(|| {
		let holders = ValidatorPermit::<Runtime>::get(SUBNET).into_iter().filter(|holds_one| *holds_one).count();
		assert_eq!(holders, 3 + validators.len());
	});
	validators
}

fn waiting(epoch: u64) -> usize {
	TimelockedWeightCommits::<Runtime>::get(MAIN, epoch).len()
}

fn recorded(epoch: u64) -> BTreeMap<AccountId, Committer> {
	QueueRecords::<Runtime>::get(MAIN, epoch).committers
}

fn drops(reason: impl Fn(&DropReason) -> bool) -> usize {
	let is_one = |event: &OwnEvent<Runtime>| match event {
		OwnEvent::TimelockedWeightsDropped { reason: dropped, .. } => reason(dropped),
		_ => false,
	};
	own_events().iter().filter(|event| is_one(event)).count()
}

fn without_permit(reason: &DropReason) -> bool {
	*reason == DropReason::Refused(Errors::NeuronNoValidatorPermit.into())
}

fn revealed(hotkey: &AccountId) -> bool {
	events().contains(&Told::TimelockedWeightsRevealed(MAIN, hotkey.clone()))
}

#[test]
fn hotkey_has_room_for_ten_thousand_bytes_in_each_epoch() {
	let mut chain = scene();
	let dave = hotkey(Dave);
	chain.block(|| {
		for _ in 0..2 {
			assert_eq!(commits(&dave, junk(5_000), 99), Ok(()));
		}
		let full = commit_sealed(junk(1), 99);
		assert_eq!(refused(&dave, full), error(Errors::TooManyUnrevealedCommits));
		assert_eq!(commits(&hotkey(Eve), junk(5_000), 99), Ok(()));
	});
	run_epoch(&mut chain);
	chain.block(|| assert_eq!(commits(&dave, junk(5_000), 99), Ok(())));
}

/// Who has left keeps its place: turnover makes no room.
#[test]
fn queue_is_full_for_those_without_a_permit_when_half_of_it_is_taken() {
	let mut chain = scene();
	chain.block(|| {
		let epoch = epoch_index();
		let strangers = MOST_BYTES_OF_QUEUE / 2 / 5_000;
		(0..strangers)
			.for_each(|number| Epochs::enqueue(MAIN, epoch, (account(2_000 + number), now(), junk(5_000), 99)));
		assert_eq!(refused(&hotkey(Ferdie), commit_sealed(junk(1), 99)), error(Errors::TooManyUnrevealedCommits));
		// Dave has a permit.
		assert_eq!(commits(&hotkey(Dave), junk(5_000), 99), Ok(()));
	});
}

#[test]
fn queue_that_is_full_is_opened_and_written_anew() {
	let mut chain = scene();
	let dave = hotkey(Dave);
	let epoch = chain.block(|| {
		publish([5]);
		let epoch = epoch_index();
		// Dave's, and what others have left behind.
		assert_eq!(commits(&dave, said(&[(3, 1)]).sealed(&dave, 5), 5), Ok(()));
		assert_eq!(commits(&dave, said(&[(4, 1)]).sealed(&dave, 9), 9), Ok(()));
		for number in 0..MOST_BYTES_OF_QUEUE / 5_000 - 1 {
			Epochs::enqueue(MAIN, epoch, (account(2_000 + number), now(), junk(5_000), 5));
		}
		assert_eq!(refused(&dave, commit_sealed(junk(5_000), 5)), error(Errors::TooManyUnrevealedCommits));
		epoch
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!((weights(MAIN, 1), epoch_index()), (vec![(3, 65_535)], epoch + 1));
		assert_eq!((waiting(epoch), recorded(epoch).len()), (1, 1));
		root_sets(tempo(SUBNET, 0));
		publish([6, 7, 8, 9]);
	});
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(4, 65_535)]);
		assert!(!QueueRecords::<Runtime>::contains_key(MAIN, epoch));
	});
}

#[test]
fn epoch_waits_for_nobody_without_a_permit() {
	let mut chain = scene();
	let neurons = join_many(&mut chain, 250);
	let dave = hotkey(Dave);
	chain.block(|| {
		publish([5]);
		assert_eq!(commits(&dave, said(&[(3, 1)]).sealed(&dave, 5), 5), Ok(()));
		neurons.iter().for_each(|hotkey| assert_eq!(commits(hotkey, junk(1_000), 5), Ok(())));
	});
	let index = chain.look(epoch_index);
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!((epoch_index(), waiting(index)), (index + 1, 0));
		assert_eq!(drops(without_permit), neurons.len());
		// A block opens fewer than there are.
		assert!(revealed(&dave) && neurons.len() > COMMITS_REVEALED_PER_BLOCK as usize);
	});
}

#[test]
fn only_the_newest_of_a_hotkey_is_opened() {
	let mut chain = scene();
	let dave = hotkey(Dave);
	chain.block(|| {
		publish([5]);
		(2..5).for_each(|uid| assert_eq!(commits(&dave, said(&[(uid, 1)]).sealed(&dave, 5), 5), Ok(())));
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(4, 65_535)]);
		assert_eq!(drops(|reason| *reason == DropReason::Superseded), 2);
		assert_eq!(events().iter().filter(|event| matches!(event, Told::WeightsSet(..))).count(), 1);
	});
}

#[test]
fn older_one_is_opened_when_the_newest_fails() {
	let mut chain = scene();
	let dave = hotkey(Dave);
	chain.block(|| {
		publish([5, 7]);
		(2..5).for_each(|uid| assert_eq!(commits(&dave, said(&[(uid, 1)]).sealed(&dave, 7), 7), Ok(())));
		assert_eq!(commits(&dave, junk(300), 7), Ok(()));
		assert_eq!(commits(&dave, junk(3), 7), Ok(()));
		assert_eq!(commits(&dave, said(&[(1, 1)]).sealed(&dave, 99), 99), Ok(()));
	});
	let index = chain.look(epoch_index);
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!(weights(MAIN, 1), [(4, 65_535)]);
		assert_eq!(drops(|reason| *reason == DropReason::MalformedCiphertext), 2);
		assert_eq!(drops(|reason| *reason == DropReason::Superseded), 2);
		// Its round is still to come.
		assert_eq!(waiting(index), 1);
	});
}

/// More is committed, and can be opened, than is opened while an epoch waits; with the number of the present epoch.
fn flooded() -> (Chain, u64) {
	let mut chain = scene();
	let validators = join_validators(&mut chain, OPENED * (MOST_BLOCKS_AWAITED + 1) / MOST_COMMITS_OF_HOTKEY + 2);
	let index = chain.look(epoch_index);
	chain.block(|| {
		publish([5]);
		for hotkey in &validators {
			(0..MOST_COMMITS_OF_HOTKEY).for_each(|_| assert_eq!(commits(hotkey, junk(300), 5), Ok(())));
		}
	});
	(chain, index)
}

#[test]
fn epoch_waits_ten_blocks_and_then_runs_without_what_is_late() {
	let (mut chain, index) = flooded();
	chain.root(tempo(SUBNET, 10));
	chain.run(9);
	let mut told = 0;
	for _ in 0..MOST_BLOCKS_AWAITED {
		chain.block(|| {
			assert_eq!(drops(|_| true), OPENED as usize);
			assert_eq!(epoch_index(), index);
			told += own_events().iter().filter(|event| matches!(event, OwnEvent::TimelockedWeightsWait { .. })).count();
		});
	}
	// Whatever becomes of the tempo.
	chain.block(|| {
		assert_eq!(epoch_index(), index + 1);
		assert!(waiting(index) > 0);
		told += own_events().iter().filter(|event| matches!(event, OwnEvent::TimelockedWeightsWait { .. })).count();
	});
	assert_eq!(told, 1);
	// The rest is opened as others are, and is gone in the end.
	chain.run(2);
	chain.look(|| assert_eq!(waiting(index), 0));
}

#[test]
fn another_tempo_does_not_make_an_epoch_wait_again() {
	let (mut chain, index) = flooded();
	chain.root(tempo(SUBNET, 1));
	for _ in 0..MOST_BLOCKS_AWAITED {
		chain.block(|| {
			assert_eq!(epoch_index(), index);
			Subnets::change_tempo(SUBNET, 100);
		});
	}
	chain.block(|| assert_eq!(epoch_index(), index + 1));
}

#[test]
fn hotkey_that_takes_the_place_of_another_has_what_that_has_in_the_record_alone() {
	let mut chain = scene();
	let (dave, new) = (hotkey(Dave), account(60));
	let sealed = said(&[(3, 1)]).sealed(&dave, 5);
	let bytes = sealed.len() as u32;
	let epoch = chain.block(|| {
		publish([5]);
		assert_eq!(commits(&dave, sealed, 5), Ok(()));
		let committer = Committer { first_block: now(), commits: 1, bytes };
		assert_eq!(recorded(epoch_index()), [(dave.clone(), committer)].into());
		epoch_index()
	});
	let before = chain.look(|| TimelockedWeightCommits::<Runtime>::get(MAIN, epoch));
	chain.block(|| {
		let swap = ProtocolCall::swap_hotkey { hotkey: dave.clone(), new_hotkey: new.clone(), netuid: Some(SUBNET) };
		assert_eq!(call(&coldkey(Dave), swap), Ok(()));
		let committer = Committer { first_block: now() - 1, commits: 1, bytes };
		assert_eq!(recorded(epoch), [(new.clone(), committer)].into());
		assert_eq!(TimelockedWeightCommits::<Runtime>::get(MAIN, epoch), before);
		// What it adds is its own.
		assert_eq!(commits(&new, said(&[(4, 1)]).sealed(&new, 9), 9), Ok(()));
		assert_eq!(recorded(epoch)[&new].commits, 2);
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		assert_eq!(drops(|reason| *reason == DropReason::Refused(Errors::HotKeyNotRegisteredInSubNet.into())), 1);
		let queue = TimelockedWeightCommits::<Runtime>::get(MAIN, epoch);
		assert_eq!(QueueRecords::<Runtime>::get(MAIN, epoch), QueueRecord::of(&queue));
		assert_eq!(recorded(epoch)[&new].commits, 1);
	});
}

#[test]
fn record_is_that_of_the_queue_whoever_comes_and_goes() {
	let mut chain = scene();
	let neurons = join_many(&mut chain, 5);
	let epoch = chain.look(epoch_index);
	for round in [5, 6, 90] {
		chain.block(|| {
			for (number, hotkey) in (1..).zip(neurons.iter().chain([&hotkey(Dave), &hotkey(Eve)])) {
				assert_eq!(commits(hotkey, junk(40 * number), round), Ok(()));
			}
		});
	}
	let is_record_of_queue = || {
		let queue = TimelockedWeightCommits::<Runtime>::get(MAIN, epoch);
		assert_eq!(QueueRecords::<Runtime>::get(MAIN, epoch), QueueRecord::of(&queue));
		queue.len()
	};
	assert_eq!(chain.look(is_record_of_queue), 21);
	replace_last(&mut chain, 70);
	assert!(chain.look(|| !Uids::<Runtime>::contains_key(SUBNET, &neurons[4])));
	chain.block(|| publish([5]));
	run_epoch(&mut chain);
	// Round 5 of all, and all of who left.
	assert_eq!(chain.look(is_record_of_queue), 12);
	chain.block(|| publish([6]));
	chain.run(1);
	assert_eq!(chain.look(is_record_of_queue), 6);
	run_epoch(&mut chain);
	chain.look(|| assert_eq!((waiting(epoch), QueueRecords::<Runtime>::iter().count()), (0, 0)));
}
