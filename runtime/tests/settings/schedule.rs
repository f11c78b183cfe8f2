//! When epochs run, what owners can change about it, and when hyperparameters stand still. Spec: consensus 3.2 to 3.5.
//!
//! Nothing runs an epoch yet: where one would have run, a test says so by [`epoch_runs`].

use crate::{
	chain::Chain,
	kit::{at, call, coldkey, error, events, hotkey, root, undone, AdminCall, ProtocolCall},
	scene::{chain_with_subnets, freeze, with_subnets, FAST, MISSING, SLOW},
	table::Protocol,
};
use pallet_protocol::{
	types::{Hyperparameter, RateLimitKey},
	ActivityCutoffFactorMilli, BlocksSinceLastStep, CommitRevealWeightsEnabled, Event, LastEpochBlock,
	LastRateLimitedBlock, PendingEpochAt, Tempo, TransactionKeyLastBlock,
};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::{
	traits::{BadOrigin, Dispatchable},
	DispatchError, DispatchResult,
};
use taonet_runtime::{BlockNumber, Runtime, RuntimeCall, RuntimeOrigin, Subnets, System};
use taonet_types::{NetUid, TaoBalance, RAO_PER_TAO};

fn bad_origin() -> DispatchResult {
	Err(DispatchError::from(BadOrigin))
}

fn frozen() -> DispatchResult {
	error(Protocol::AdminActionProhibitedDuringWeightsWindow)
}

fn limited() -> DispatchResult {
	error(Protocol::TxRateLimitExceeded)
}

fn now() -> BlockNumber {
	System::block_number()
}

fn set_tempo(netuid: NetUid, tempo: u16) -> ProtocolCall {
	ProtocolCall::set_tempo { netuid, tempo }
}

fn set_factor(netuid: NetUid, factor_milli: u32) -> ProtocolCall {
	ProtocolCall::set_activity_cutoff_factor { netuid, factor_milli }
}

fn trigger(netuid: NetUid) -> ProtocolCall {
	ProtocolCall::trigger_epoch { netuid }
}

/// Epochs are not triggered while weights are committed first.
fn let_weights_be_set_openly(netuid: NetUid) {
	assert_eq!(root(AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled: false }), Ok(()));
}

fn set_window(window: u16) {
	assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window }), Ok(()));
}

/// What an epoch in this block leaves of the schedule. Spec: consensus 3.3.
fn epoch_runs(netuid: NetUid) {
	LastEpochBlock::<Runtime>::insert(netuid, u64::from(now()));
	PendingEpochAt::<Runtime>::remove(netuid);
	BlocksSinceLastStep::<Runtime>::remove(netuid);
}

/// Blocks from `first` to `last` in which hyperparameters of the subnet stand still.
fn frozen_blocks(netuid: NetUid, first: BlockNumber, last: BlockNumber) -> Vec<BlockNumber> {
	let stands_still = |block: &BlockNumber| {
		at(*block, || {
			let by_root = root(AdminCall::sudo_set_difficulty { netuid, difficulty: 77 });
			assert!(by_root == Ok(()) || by_root == frozen());
			by_root == frozen()
		})
	};
	(first..=last).filter(stands_still).collect()
}

#[test]
fn window_is_that_of_the_worked_example() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		set_window(10);
		assert_eq!(Tempo::<Runtime>::get(netuid), 360);
		LastEpochBlock::<Runtime>::insert(netuid, 1_000);
		at(1_000, || assert_eq!(frozen_blocks(netuid, 1_000, 1_359), (1_351..=1_359).collect::<Vec<_>>()));

		// The epoch runs before the extrinsics of its block.
		at(1_360, || {
			epoch_runs(netuid);
			assert_eq!(frozen_blocks(netuid, 1_360, 1_719), (1_711..=1_719).collect::<Vec<_>>());
		});
		// Or it is put off by a block.
		at(1_360, || {
			PendingEpochAt::<Runtime>::insert(netuid, 1_361);
			assert_eq!(frozen_blocks(netuid, 1_360, 1_360), [1_360]);
			System::set_block_number(1_361);
			epoch_runs(netuid);
			assert_eq!(frozen_blocks(netuid, 1_361, 1_720), (1_712..=1_720).collect::<Vec<_>>());
		});
		epoch_runs(netuid);
	});
}

#[test]
fn triggered_epoch_is_that_of_the_worked_example() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		let_weights_be_set_openly(netuid);
		set_window(10);
		undone(|| {
			LastEpochBlock::<Runtime>::insert(netuid, 1_000);
			System::set_block_number(1_100);
			assert!(frozen_blocks(netuid, 1_100, 1_100).is_empty());
			assert_eq!(call(&scene.owner, trigger(netuid)), Ok(()));
			assert_eq!(PendingEpochAt::<Runtime>::get(netuid), 1_110);
			assert_eq!(Subnets::next_epoch_block(netuid), Some(1_110));
			assert_eq!(frozen_blocks(netuid, 1_100, 1_109), (1_100..=1_109).collect::<Vec<_>>());
			assert_eq!([1_109, 1_110].map(|block| Subnets::is_due(netuid, block)), [false, true]);

			System::set_block_number(1_110);
			epoch_runs(netuid);
			assert_eq!(frozen_blocks(netuid, 1_110, 1_469), (1_461..=1_469).collect::<Vec<_>>());
			assert_eq!(Subnets::next_epoch_block(netuid), Some(1_470));
			assert_eq!([1_469, 1_470].map(|block| Subnets::is_due(netuid, block)), [false, true]);
		});
	});
}

#[test]
fn subnet_without_epochs_never_stands_still() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo: 0 }), Ok(()));
		set_window(u16::MAX);
		undone(|| {
			PendingEpochAt::<Runtime>::insert(netuid, 1_000);
			assert!(frozen_blocks(netuid, 26, 50).is_empty());
		});
		assert_eq!(Subnets::next_epoch_block(netuid), None);
		assert!(!Subnets::is_due(netuid, 1_000_000));
	});
}

#[test]
fn nothing_stands_still_when_there_is_no_window() {
	with_subnets(&FAST, |scene| {
		LastEpochBlock::<Runtime>::insert(scene.netuid, 20);
		assert!(frozen_blocks(scene.netuid, 26, 60).is_empty());
	});
}

/// Block 1: netuid 2 with tempo 10 counts from block 0, since netuids set epochs apart.
#[test]
fn new_subnet_on_a_fast_chain_stands_still_until_root_closes_the_window() {
	let mut chain = Chain::local();
	let netuid = chain.register_subnet(Bob);
	let owner_sets = || call(&coldkey(Bob), AdminCall::sudo_set_rho { netuid, rho: 11 });
	chain.block(|| assert_eq!(owner_sets(), frozen()));
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	chain.block(|| assert_eq!(owner_sets(), Ok(())));
}

/// Subnet 17 made at block 5000 with tempo 360 first fires at 5343.
#[test]
fn first_epoch_is_set_apart_by_netuid() {
	let mut chain = Chain::from_preset(SLOW.preset);
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::new(RAO_PER_TAO) });
	chain.root(AdminCall::sudo_set_lock_reduction_interval { interval: 1 });
	let first = chain.register_subnet(Bob);
	assert_eq!((first.get(), chain.height()), (2, 3));
	chain.look(|| assert_eq!(LastEpochBlock::<Runtime>::get(first), 1));
	for _ in 3..17 {
		chain.register_subnet(Bob);
	}
	chain.block(|| {
		at(5_000, || {
			let made = call(&coldkey(Bob), ProtocolCall::register_network { hotkey: hotkey(Bob) });
			assert_eq!(made, Ok(()));
			let netuid = NetUid::new(17);
			assert!(Subnets::exists(netuid));
			assert_eq!(LastEpochBlock::<Runtime>::get(netuid), 4_983);
			assert_eq!(Subnets::next_epoch_block(netuid), Some(5_343));
		});
	});
}

#[test]
fn first_epoch_is_counted_from_block_zero_when_the_chain_is_younger_than_the_offset() {
	let mut chain = Chain::from_preset(SLOW.preset);
	let netuid = chain.register_subnet(Bob);
	assert_eq!((netuid.get(), chain.height()), (2, 1));
	chain.look(|| assert_eq!(Subnets::next_epoch_block(netuid), Some(360)));
}

#[test]
fn epoch_is_due_by_the_first_rule_that_applies() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		let due = |tempo: u16, pending: u64, waited: u64, last: u64, now: u64| {
			undone(|| {
				Tempo::<Runtime>::insert(netuid, tempo);
				PendingEpochAt::<Runtime>::insert(netuid, pending);
				BlocksSinceLastStep::<Runtime>::insert(netuid, waited);
				LastEpochBlock::<Runtime>::insert(netuid, last);
				Subnets::is_due(netuid, now)
			})
		};
		// Without a tempo never.
		assert!(!due(0, 5, 99_999, 0, 100));
		// When it was asked for.
		assert!(due(360, 100, 0, 99, 100) && due(360, 99, 0, 99, 100));
		assert!(!due(360, 101, 0, 99, 100));
		// When there was none for too long.
		assert!(due(360, 0, 50_401, 99, 100));
		assert!(!due(360, 0, 50_400, 99, 100));
		// After a tempo, even when one is asked for later.
		assert!(due(360, 0, 0, 100, 460) && due(360, 1_000, 0, 100, 460));
		assert!(!due(360, 0, 0, 100, 459));
		// A last epoch that is yet to come was 0 blocks ago.
		assert!(!due(1, 0, 0, 101, 100));
	});
}

#[test]
fn clients_are_told_the_sooner_of_two_epochs() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		undone(|| {
			LastEpochBlock::<Runtime>::insert(netuid, 1_000);
			let next = |pending: u64| {
				PendingEpochAt::<Runtime>::insert(netuid, pending);
				Subnets::next_epoch_block(netuid)
			};
			assert_eq!([0, 1_110, 1_359, 1_361].map(next), [1_360, 1_110, 1_359, 1_360].map(Some));
		});
	});
}

#[test]
fn owner_sets_a_tempo_within_bounds_and_the_period_starts_anew() {
	with_subnets(&SLOW, |scene| {
		for tempo in [360, 361, 50_400] {
			undone(|| {
				assert_eq!(call(&scene.owner, set_tempo(scene.netuid, tempo)), Ok(()));
				assert_eq!(events().last(), Some(&Event::TempoSet(scene.netuid, tempo)));
				assert_eq!(Tempo::<Runtime>::get(scene.netuid), tempo);
				assert_eq!(LastEpochBlock::<Runtime>::get(scene.netuid), u64::from(now()));
				assert_eq!(Subnets::next_epoch_block(scene.netuid), Some(u64::from(now()) + u64::from(tempo)));
			});
		}
		for tempo in [0, 359, 50_401, u16::MAX] {
			assert_eq!(call(&scene.owner, set_tempo(scene.netuid, tempo)), error(Protocol::TempoOutOfBounds));
		}
	});
}

#[test]
fn tempo_set_by_root_starts_the_period_anew() {
	with_subnets(&FAST, |scene| {
		for tempo in [0, 1, u16::MAX] {
			undone(|| {
				LastEpochBlock::<Runtime>::insert(scene.netuid, 5);
				assert_eq!(root(AdminCall::sudo_set_tempo { netuid: scene.netuid, tempo }), Ok(()));
				assert_eq!(LastEpochBlock::<Runtime>::get(scene.netuid), u64::from(now()));
			});
		}
	});
}

#[test]
fn tempo_is_refused_in_the_order_owner_bounds_window_limit() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		assert_eq!(call(&scene.owner, set_tempo(netuid, 400)), Ok(()));
		assert_eq!(call(&scene.owner, set_tempo(netuid, 400)), limited());
		freeze(netuid);
		assert_eq!(call(&scene.owner, set_tempo(netuid, 400)), frozen());
		assert_eq!(call(&scene.owner, set_tempo(netuid, 359)), error(Protocol::TempoOutOfBounds));
		for somebody in [&scene.other_owner, &scene.stranger] {
			assert_eq!(call(somebody, set_tempo(netuid, 359)), bad_origin());
		}
		assert_eq!(call(&scene.owner, set_tempo(MISSING, 359)), bad_origin());
		// Root has a call of its own.
		assert_eq!(root(set_tempo(netuid, 400)), bad_origin());
	});
}

#[test]
fn owner_sets_the_tempo_once_in_360_blocks() {
	with_subnets(&SLOW, |scene| {
		let set = |netuid| call(&scene.owner, set_tempo(netuid, 500));
		assert_eq!(call(&scene.owner, set_tempo(scene.netuid, 359)), error(Protocol::TempoOutOfBounds));
		assert_eq!(set(scene.netuid), Ok(()));
		assert_eq!(set(scene.second), Ok(()));
		at(now() + 359, || assert_eq!(set(scene.netuid), limited()));
		at(now() + 360, || assert_eq!(set(scene.netuid), Ok(())));
	});
}

#[test]
fn activity_cutoff_factor_is_set_by_owner_and_root_within_bounds() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert_eq!(ActivityCutoffFactorMilli::<Runtime>::get(netuid), 13_889);
		for factor_milli in [1_000, 1_001, 50_000] {
			for by_root in [false, true] {
				undone(|| {
					let asked = set_factor(netuid, factor_milli);
					assert_eq!(if by_root { root(asked) } else { call(&scene.owner, asked) }, Ok(()));
					assert_eq!(ActivityCutoffFactorMilli::<Runtime>::get(netuid), factor_milli);
					assert_eq!(events().last(), Some(&Event::ActivityCutoffFactorMilliSet { netuid, factor_milli }));
				});
			}
		}
		for factor_milli in [0, 999, 50_001, u32::MAX] {
			let out_of_bounds = error(Protocol::ActivityCutoffFactorMilliOutOfBounds);
			assert_eq!(call(&scene.owner, set_factor(netuid, factor_milli)), out_of_bounds);
			assert_eq!(root(set_factor(netuid, factor_milli)), out_of_bounds);
		}
	});
}

#[test]
fn activity_cutoff_factor_is_refused_in_the_order_owner_bounds_window_limit() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), Ok(()));
		assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), limited());
		at(now() + 19, || assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), limited()));
		at(now() + 20, || assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), Ok(())));
		freeze(netuid);
		assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), frozen());
		let out_of_bounds = error(Protocol::ActivityCutoffFactorMilliOutOfBounds);
		assert_eq!(call(&scene.owner, set_factor(netuid, 999)), out_of_bounds);
		for somebody in [&scene.other_owner, &scene.stranger] {
			assert_eq!(call(somebody, set_factor(netuid, 999)), bad_origin());
		}
		assert_eq!(call(&scene.owner, set_factor(MISSING, 999)), bad_origin());
		assert_eq!(root(set_factor(MISSING, 2_000)), error(Protocol::SubnetNotExists));
		// Neither holds root back.
		assert_eq!([root(set_factor(netuid, 2_000)), root(set_factor(netuid, 3_000))], [Ok(()), Ok(())]);
	});
}

#[test]
fn epoch_is_triggered_after_the_window() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		let_weights_be_set_openly(netuid);
		for window in [0, 1, 10, 300] {
			undone(|| {
				set_window(window);
				let fires_at = u64::from(now()) + u64::from(window);
				assert_eq!(call(&scene.owner, trigger(netuid)), Ok(()));
				assert_eq!(PendingEpochAt::<Runtime>::get(netuid), fires_at);
				let by = scene.owner.clone();
				assert_eq!(events().last(), Some(&Event::EpochTriggered { netuid, by, fires_at }));
				assert!(Subnets::is_due(netuid, fires_at) && (window == 0 || !Subnets::is_due(netuid, fires_at - 1)));
				// It fires before the window is over, hence the subnet stands still from now on.
				assert_eq!(frozen_blocks(netuid, now(), now()).len(), usize::from(window > 0));
			});
		}
	});
}

#[test]
fn epoch_cannot_be_triggered_in_the_order_of_the_spec() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		let ask = || call(&scene.owner, trigger(netuid));
		// Everything is wrong at once, and then one thing less each time.
		undone(|| {
			LastEpochBlock::<Runtime>::insert(netuid, u64::from(now()));
			PendingEpochAt::<Runtime>::insert(netuid, 1_000);
			set_window(361);
			let limit = RateLimitKey::OwnerHyperparamUpdate(netuid, Hyperparameter::TriggerEpoch);
			LastRateLimitedBlock::<Runtime>::insert(&limit, u64::from(now()));
			assert_eq!(call(&scene.stranger, trigger(netuid)), bad_origin());
			assert_eq!(call(&scene.owner, trigger(MISSING)), bad_origin());
			assert_eq!(root(trigger(netuid)), bad_origin());
			assert_eq!(ask(), error(Protocol::DynamicTempoBlockedByCommitReveal));
			// By root it would stand still.
			CommitRevealWeightsEnabled::<Runtime>::insert(netuid, false);
			assert_eq!(ask(), error(Protocol::EpochTriggerAlreadyPending));
			PendingEpochAt::<Runtime>::remove(netuid);
			assert_eq!(ask(), error(Protocol::AutoEpochAlreadyImminent));
			// As many blocks as the window are enough.
			set_window(360);
			assert_eq!(ask(), limited());
			LastRateLimitedBlock::<Runtime>::remove(&limit);
			assert_eq!(ask(), Ok(()));
			assert_eq!(ask(), error(Protocol::EpochTriggerAlreadyPending));
		});
	});
}

#[test]
fn epoch_is_triggered_once_in_two_tempos() {
	with_subnets(&SLOW, |scene| {
		let netuid = scene.netuid;
		let_weights_be_set_openly(netuid);
		let ask = || call(&scene.owner, trigger(netuid));
		let start = now();
		undone(|| {
			assert_eq!(ask(), Ok(()));
			epoch_runs(netuid);
			at(start + 719, || assert_eq!(ask(), limited()));
			at(start + 720, || assert_eq!(ask(), Ok(())));
		});
	});
}

/// An epoch that never comes is never imminent. It is asked for all the same, and comes when there is a tempo.
#[test]
fn epoch_is_triggered_on_a_subnet_without_epochs_and_waits_for_a_tempo() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		let_weights_be_set_openly(netuid);
		assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo: 0 }), Ok(()));
		set_window(10);
		assert_eq!(call(&scene.owner, trigger(netuid)), Ok(()));
		let fires_at = PendingEpochAt::<Runtime>::get(netuid);
		assert_eq!(fires_at, u64::from(now()) + 10);
		assert!(!Subnets::is_due(netuid, fires_at));
		assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo: 360 }), Ok(()));
		assert!(Subnets::is_due(netuid, fires_at));
	});
}

#[test]
fn schedule_calls_are_refused_when_nobody_has_signed_them() {
	with_subnets(&FAST, |scene| {
		for asked in [set_tempo(scene.netuid, 360), set_factor(scene.netuid, 2_000), trigger(scene.netuid)] {
			let failure = RuntimeCall::from(asked).dispatch(RuntimeOrigin::none()).expect_err("nobody asks");
			assert_eq!(failure.error, DispatchError::from(BadOrigin));
		}
	});
}

#[test]
fn nothing_is_left_of_the_schedule_of_a_dissolved_subnet() {
	let (mut chain, scene) = chain_with_subnets(&SLOW);
	let netuid = scene.netuid;
	let kept = || {
		[
			Tempo::<Runtime>::contains_key(netuid),
			LastEpochBlock::<Runtime>::contains_key(netuid),
			PendingEpochAt::<Runtime>::contains_key(netuid),
			ActivityCutoffFactorMilli::<Runtime>::contains_key(netuid),
		]
	};
	chain.block(|| {
		let_weights_be_set_openly(netuid);
		assert_eq!(call(&scene.owner, set_tempo(netuid, 400)), Ok(()));
		assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), Ok(()));
		assert_eq!(call(&scene.owner, trigger(netuid)), Ok(()));
		assert_eq!(kept(), [true; 4]);
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid }), Ok(()));
		// Its owner is refused at once.
		assert_eq!(call(&scene.owner, set_factor(netuid, 2_000)), bad_origin());
	});
	chain.run(3);
	chain.look(|| {
		assert_eq!(kept(), [false; 4]);
		let limits = TransactionKeyLastBlock::<Runtime>::iter_keys();
		assert_eq!(limits.filter(|(_, on, _)| *on == netuid).count(), 0);
	});
}
