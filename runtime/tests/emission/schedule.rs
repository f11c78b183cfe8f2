//! When epochs run. Spec: economics 10, consensus 3.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, events, hotkey, root, undone, AdminCall, ProtocolCall},
	scene::{now, Pots, PARTS},
	words::{scene, FIRST, OTHER, SUBNET},
};
use frame_support::traits::Hooks;
use pallet_protocol::{
	BlocksSinceLastStep, Error, Event, Keys, LastEpochBlock, LastMechansimStepBlock, ParentKeys, PendingEpochAt,
	SubnetEpochIndex, SubnetworkN, ValidatorPermit,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Dave, Eve};
use taonet_runtime::{Emission, Runtime, Subnets, System};
use taonet_types::NetUid;

/// Root closes the window in which nothing can be set, and gives these subnets a tempo, from which they all count anew.
fn with_tempo<const N: usize>(chain: &mut Chain, netuids: [NetUid; N], tempo: u16) {
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		for netuid in netuids {
			assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo }), Ok(()));
		}
	});
}

fn set_most_epochs(max_epochs_per_block: u8) {
	assert_eq!(root(AdminCall::sudo_set_max_epochs_per_block { max_epochs_per_block }), Ok(()));
}

fn epochs(netuid: NetUid) -> u64 {
	SubnetEpochIndex::<Runtime>::get(netuid)
}

/// Whether the subnet's epoch ran in this block.
fn has_run(netuid: NetUid) -> bool {
	LastMechansimStepBlock::<Runtime>::get(netuid) == now()
}

/// Which subnets were put off, in the order of the events.
fn deferred() -> Vec<NetUid> {
	let told = events().into_iter().filter_map(|event| match event {
		Event::EpochDeferred { netuid, from_block, to_block } => {
			assert_eq!((from_block, to_block), (now(), now() + 1));
			Some(netuid)
		},
		_ => None,
	});
	told.collect()
}

/// What the block step does once more in this block.
fn step() {
	Emission::on_initialize(System::block_number());
}

#[test]
fn epochs_are_exactly_a_tempo_apart() {
	let mut chain = scene();
	with_tempo(&mut chain, [SUBNET], 7);
	let set = u64::from(chain.height());
	let before = chain.look(|| epochs(SUBNET));
	for block in set + 1..=set + 30 {
		chain.block(|| {
			assert_eq!(has_run(SUBNET), (block - set) % 7 == 0, "{block}");
			assert_eq!(epochs(SUBNET), before + (block - set) / 7);
			let waited = BlocksSinceLastStep::<Runtime>::get(SUBNET);
			assert!(block < set + 7 || waited == (block - set) % 7);
			assert_eq!(deferred(), []);
		});
	}
}

#[test]
fn no_epoch_runs_without_a_tempo_and_alpha_gathers() {
	let mut chain = scene();
	with_tempo(&mut chain, [SUBNET], 0);
	let (index, pots) = chain.look(|| (epochs(SUBNET), Pots::of(SUBNET)));
	chain.run(25);
	chain.look(|| {
		assert_eq!(epochs(SUBNET), index);
		assert_eq!(Pots::of(SUBNET), pots.plus(PARTS.times(25)));
	});
}

#[test]
fn epoch_takes_what_gathered_and_the_next_period_begins() {
	let mut chain = scene();
	with_tempo(&mut chain, [SUBNET], 10);
	chain.run(9);
	chain.look(|| assert!(Pots::of(SUBNET).server >= 9 * PARTS.server));
	chain.block(|| {
		assert!(has_run(SUBNET));
		assert_eq!(Pots::of(SUBNET), Pots::default());
		assert_eq!(LastEpochBlock::<Runtime>::get(SUBNET), now());
		assert_eq!(PendingEpochAt::<Runtime>::get(SUBNET), 0);
		assert_eq!(BlocksSinceLastStep::<Runtime>::get(SUBNET), 0);
		assert_eq!(Subnets::next_epoch_block(SUBNET), Some(now() + 10));
		// What extrinsics commit to now belongs to the new one.
		assert_eq!(Subnets::current_epoch(SUBNET), epochs(SUBNET));
	});
	chain.block(|| assert_eq!(Pots::of(SUBNET), PARTS));
}

#[test]
fn epochs_run_where_nothing_was_started_and_never_on_root() {
	let mut chain = Chain::local();
	with_tempo(&mut chain, [FIRST], 10);
	chain.run(10);
	chain.look(|| {
		assert_eq!((epochs(FIRST), Pots::of(FIRST)), (1, Pots::default()));
		assert_eq!(LastMechansimStepBlock::<Runtime>::get(FIRST), u64::from(System::block_number()));
	});
	chain.run(100);
	chain.look(|| assert_eq!((epochs(FIRST), epochs(NetUid::ROOT)), (11, 0)));
}

#[test]
fn triggered_epoch_runs_exactly_when_it_was_announced() {
	let mut chain = scene();
	with_tempo(&mut chain, [SUBNET], 360);
	chain.block(|| {
		let openly = AdminCall::sudo_set_commit_reveal_weights_enabled { netuid: SUBNET, enabled: false };
		assert_eq!(root(openly), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 4 }), Ok(()));
	});
	let index = chain.look(|| epochs(SUBNET));
	let fires_at = chain.block(|| {
		assert_eq!(call(&coldkey(Bob), ProtocolCall::trigger_epoch { netuid: SUBNET }), Ok(()));
		let fires_at = now() + 4;
		assert_eq!(events().last(), Some(&Event::EpochTriggered { netuid: SUBNET, by: coldkey(Bob), fires_at }));
		fires_at
	});
	for _ in 0..3 {
		chain.block(|| assert_eq!(epochs(SUBNET), index));
	}
	chain.block(|| {
		assert_eq!((now(), epochs(SUBNET), has_run(SUBNET)), (fires_at, index + 1, true));
		assert_eq!(PendingEpochAt::<Runtime>::get(SUBNET), 0);
		assert_eq!(Subnets::next_epoch_block(SUBNET), Some(fires_at + 360));
	});
	chain.run(3);
	chain.look(|| assert_eq!(epochs(SUBNET), index + 1));
}

/// Three at once, of which one runs in each block: lower numbers first.
#[test]
fn epochs_are_put_off_in_the_order_of_their_numbers() {
	let mut chain = scene();
	chain.block(|| set_most_epochs(1));
	with_tempo(&mut chain, [FIRST, SUBNET, OTHER], 20);
	chain.run(19);
	let before = chain.look(|| [FIRST, SUBNET, OTHER].map(epochs));
	let pots = chain.look(|| Pots::of(OTHER));
	chain.block(|| {
		assert_eq!(deferred(), [SUBNET, OTHER]);
		assert_eq!([FIRST, SUBNET, OTHER].map(has_run), [true, false, false]);
		assert_eq!([FIRST, SUBNET, OTHER].map(epochs), [before[0] + 1, before[1], before[2]]);
		assert_eq!(PendingEpochAt::<Runtime>::get(OTHER), now() + 1);
		// What is committed to now already belongs to the epoch that comes after the one put off.
		assert_eq!(Subnets::current_epoch(OTHER), before[2] + 1);
		assert_eq!(Pots::of(OTHER), pots.plus(PARTS));
	});
	chain.block(|| {
		assert_eq!(deferred(), [OTHER]);
		assert_eq!([FIRST, SUBNET, OTHER].map(has_run), [false, true, false]);
		assert_eq!(LastEpochBlock::<Runtime>::get(SUBNET), now());
	});
	chain.block(|| {
		assert_eq!(deferred(), []);
		assert!(has_run(OTHER));
		assert_eq!([FIRST, SUBNET, OTHER].map(epochs), before.map(|index| index + 1));
		assert_eq!(Pots::of(OTHER), Pots::default());
	});
	// From now on they are apart, and nothing has to wait.
	for _ in 0..40 {
		chain.block(|| assert_eq!(deferred(), []));
	}
	chain.look(|| assert_eq!([FIRST, SUBNET, OTHER].map(epochs), before.map(|index| index + 3)));
}

#[test]
fn as_many_epochs_run_in_a_block_as_root_allows() {
	let mut chain = scene();
	chain.block(|| set_most_epochs(2));
	with_tempo(&mut chain, [FIRST, SUBNET, OTHER], 5);
	chain.run(4);
	chain.block(|| {
		assert_eq!(deferred(), [OTHER]);
		assert_eq!([FIRST, SUBNET, OTHER].map(has_run), [true, true, false]);
	});
	chain.block(|| {
		assert!(has_run(OTHER) && deferred().is_empty());
		set_most_epochs(3);
	});
	with_tempo(&mut chain, [FIRST, SUBNET, OTHER], 5);
	chain.run(4);
	chain.block(|| assert_eq!(([FIRST, SUBNET, OTHER].map(has_run), deferred()), ([true; 3], vec![])));
}

/// Consensus 3.5: 1360 is put off to 1361, and block 1360 is frozen too.
#[test]
fn hyperparameters_stand_still_around_an_epoch_that_is_put_off() {
	let mut chain = scene();
	chain.block(|| set_most_epochs(1));
	with_tempo(&mut chain, [SUBNET, OTHER], 30);
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 3 });
	let sets = |netuid| undone(|| root(AdminCall::sudo_set_difficulty { netuid, difficulty: 77 }));
	let frozen = || error(Error::AdminActionProhibitedDuringWeightsWindow);
	chain.run(25);
	// Three blocks before the epoch.
	chain.block(|| assert_eq!([SUBNET, OTHER].map(sets), [Ok(()), Ok(())]));
	for _ in 0..2 {
		chain.block(|| assert_eq!([SUBNET, OTHER].map(sets), [frozen(), frozen()]));
	}
	chain.block(|| assert_eq!((deferred(), [SUBNET, OTHER].map(sets)), (vec![OTHER], [Ok(()), frozen()])));
	chain.block(|| assert_eq!((has_run(OTHER), [SUBNET, OTHER].map(sets)), (true, [Ok(()), Ok(())])));
}

#[test]
fn epoch_is_due_when_there_was_none_for_a_week() {
	let mut chain = scene();
	with_tempo(&mut chain, [SUBNET], 50_400);
	chain.look(|| BlocksSinceLastStep::<Runtime>::insert(SUBNET, 50_399));
	let index = chain.look(|| epochs(SUBNET));
	chain.block(|| assert_eq!((epochs(SUBNET), BlocksSinceLastStep::<Runtime>::get(SUBNET)), (index, 50_400)));
	chain.block(|| assert_eq!((epochs(SUBNET), BlocksSinceLastStep::<Runtime>::get(SUBNET)), (index + 1, 0)));
}

/// A hotkey with two slots, which there never is.
#[test]
fn epoch_is_skipped_and_its_alpha_kept_when_a_hotkey_has_two_slots() {
	let mut chain = scene();
	chain.register_neuron(SUBNET, Dave);
	chain.block(|| {
		undone(|| {
			Keys::<Runtime>::insert(SUBNET, 1, hotkey(Bob));
			PendingEpochAt::<Runtime>::insert(SUBNET, now());
			let (index, waited, pots) = (epochs(SUBNET), BlocksSinceLastStep::<Runtime>::get(SUBNET), Pots::of(SUBNET));
			let paid = LastMechansimStepBlock::<Runtime>::get(SUBNET);
			step();
			let block = now();
			assert!(events().contains(&Event::EpochSkipped { netuid: SUBNET, block }));
			assert_eq!((epochs(SUBNET), LastEpochBlock::<Runtime>::get(SUBNET)), (index + 1, block));
			assert_eq!(PendingEpochAt::<Runtime>::get(SUBNET), 0);
			assert_eq!(BlocksSinceLastStep::<Runtime>::get(SUBNET), waited + 1);
			assert_eq!(LastMechansimStepBlock::<Runtime>::get(SUBNET), paid);
			assert_eq!(Pots::of(SUBNET), pots.plus(PARTS));
		});
	});
}

/// Each validator with 350 parents weighs a little more than a quarter of what epochs may take.
#[test]
fn only_the_first_epoch_of_a_block_may_be_heavier_than_what_epochs_may_take() {
	let mut chain = scene();
	for key in [Alice, Dave, Eve] {
		chain.register_neuron(SUBNET, key);
		chain.register_neuron(OTHER, key);
	}
	with_tempo(&mut chain, [FIRST, SUBNET, OTHER], 0);
	let crowd = |netuid, validators: u16| {
		let count = SubnetworkN::<Runtime>::get(netuid);
		ValidatorPermit::<Runtime>::insert(netuid, (0..count).map(|uid| uid < validators).collect::<Vec<_>>());
		let parents: Vec<_> = (0..350).map(|number| (1u64, account(number))).collect();
		for uid in 0..validators {
			ParentKeys::<Runtime>::insert(Keys::<Runtime>::get(netuid, uid), netuid, &parents);
		}
	};
	let which_run = |heavy: &[(NetUid, u16)], due: &[NetUid]| {
		undone(|| {
			heavy.iter().for_each(|(netuid, validators)| crowd(*netuid, *validators));
			for netuid in due {
				pallet_protocol::Tempo::<Runtime>::insert(netuid, 1_000);
				PendingEpochAt::<Runtime>::insert(netuid, now());
			}
			step();
			[FIRST, SUBNET, OTHER].map(has_run)
		})
	};
	chain.block(|| {
		let all = [FIRST, SUBNET, OTHER];
		assert_eq!(which_run(&[], &all), [true; 3]);
		assert_eq!(which_run(&[(SUBNET, 4)], &[SUBNET, OTHER]), [false, true, false]);
		assert_eq!(which_run(&[(SUBNET, 1), (OTHER, 1)], &all), [true; 3]);
		// Somebody else has begun, and nobody overtakes who did not fit.
		assert_eq!(which_run(&[(SUBNET, 4)], &all), [true, false, false]);
		assert_eq!(which_run(&[(SUBNET, 2), (OTHER, 3)], &all), [true, true, false]);
	});
}
