//! Subnets with several mechanisms. Spec: consensus 7, economics 11.1.

use crate::{
	chain::Chain,
	kit::{events, root, AdminCall},
	scene::{assert_near, index, lost, mined, on_hotkey, run_epoch, run_up_to_epoch, say, Pots, PARTS},
	words::{alpha, stake, SUBNET},
};
use pallet_protocol::{Bonds, Dividends, Event, Incentive, LastUpdate, MechanismEmissionSplit, Weights};
use sp_keyring::Sr25519Keyring::{Charlie, Dave, Eve};
use taonet_runtime::Runtime;
use taonet_types::{MechId, NetUidStorageIndex};

fn set_count(mechanism_count: u8) {
	let mechanism_count = MechId::new(mechanism_count);
	assert_eq!(root(AdminCall::sudo_set_mechanism_count { netuid: SUBNET, mechanism_count }), Ok(()));
}

fn set_split(shares: &[u16]) {
	let maybe_split = Some(shares.to_vec());
	assert_eq!(root(AdminCall::sudo_set_mechanism_emission_split { netuid: SUBNET, maybe_split }), Ok(()));
}

/// Two mechanisms on Bob's subnet: on the first the validator is for Dave, on the second for Eve.
fn doubled() -> Chain {
	let mut chain = mined();
	chain.block(|| {
		for setting in [
			AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 },
			AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 64 },
		] {
			assert_eq!(root(setting), Ok(()));
		}
		set_count(2);
		assert_eq!(say(Charlie, 0, &[(2, 1)]), Ok(()));
		assert_eq!(say(Charlie, 1, &[(3, 1)]), Ok(()));
	});
	chain
}

/// What the two miners and the validator earn by the next epoch, and what it divides.
fn earned(chain: &mut Chain) -> ([u64; 3], Pots) {
	run_up_to_epoch(chain, SUBNET);
	let figures = || [Dave, Eve, Charlie].map(|key| on_hotkey(key, SUBNET));
	let before = chain.look(figures);
	let pots = chain.look(|| Pots::of(SUBNET)).plus(PARTS);
	let after = chain.block(figures);
	(core::array::from_fn(|i| after[i] - before[i]), pots)
}

#[test]
fn mechanisms_share_evenly_where_nobody_has_split() {
	let mut chain = doubled();
	let ([daves, eves, charlies], pots) = earned(&mut chain);
	assert_near(daves, pots.server / 2);
	assert_near(eves, pots.server / 2);
	assert_near(charlies, pots.validator);
}

#[test]
fn mechanisms_share_by_the_split() {
	let mut chain = doubled();
	chain.block(|| set_split(&[40_000, 25_535]));
	let ([daves, eves, charlies], pots) = earned(&mut chain);
	let part = |parts: u64| (u128::from(pots.server) * u128::from(parts) / 65_535) as u64;
	assert_near(daves, part(40_000));
	assert_near(eves, part(25_535));
	assert_near(charlies, pots.validator);
	chain.look(|| {
		let told = events().into_iter().filter_map(|event| match event {
			Event::IncentiveAlphaEmittedToMiners { netuid, emissions } => {
				Some((netuid, emissions.into_iter().map(|alpha| alpha.get()).collect::<Vec<_>>()))
			},
			_ => None,
		});
		let told: Vec<_> = told.filter(|(of, _)| of.netuid() == SUBNET).collect();
		let names: Vec<_> = told.iter().map(|(of, _)| *of).collect();
		assert_eq!(names, [index(SUBNET, 0), NetUidStorageIndex::new(4_098)]);
		assert_near(told[0].1[2], part(40_000));
		assert_near(told[1].1[3], part(25_535));
	});
}

#[test]
fn each_mechanism_has_its_own_incentives_and_the_subnet_one_vector_of_dividends() {
	let mut chain = doubled();
	run_epoch(&mut chain, SUBNET);
	chain.look(|| {
		assert_eq!(Incentive::<Runtime>::get(index(SUBNET, 0)), [0, 0, u16::MAX, 0]);
		assert_eq!(Incentive::<Runtime>::get(index(SUBNET, 1)), [0, 0, 0, u16::MAX]);
		let dividends = Dividends::<Runtime>::get(SUBNET);
		assert!(dividends[1] >= u16::MAX - 2 && dividends[2..] == [0, 0], "{dividends:?}");
		assert!(!Bonds::<Runtime>::get(index(SUBNET, 1), 1).is_empty());
	});
}

#[test]
fn mechanism_without_a_share_gets_nothing() {
	let mut chain = doubled();
	chain.block(|| set_split(&[u16::MAX]));
	let ([daves, eves, charlies], pots) = earned(&mut chain);
	assert_near(daves, pots.server);
	assert_eq!(eves, 0);
	assert_near(charlies, pots.validator);
}

#[test]
fn mechanism_that_is_given_up_leaves_its_part_to_the_others() {
	let mut chain = doubled();
	chain.block(|| set_split(&[40_000, 25_535]));
	run_epoch(&mut chain, SUBNET);
	chain.block(|| {
		set_count(1);
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(SUBNET), None);
		assert!(Weights::<Runtime>::get(index(SUBNET, 1), 1).is_empty());
		assert!(Bonds::<Runtime>::get(index(SUBNET, 1), 1).is_empty());
		assert!(!LastUpdate::<Runtime>::contains_key(index(SUBNET, 1)));
	});
	let ([daves, eves, _], pots) = earned(&mut chain);
	assert_near(daves, pots.server);
	assert_eq!(eves, 0);
	chain.look(|| assert!(!Incentive::<Runtime>::contains_key(index(SUBNET, 1))));
}

/// Bonds grow no more, so that on the second mechanism nobody gets a dividend: all of its half is incentive. With the quarter of the
/// first that is half more than miners have, and each gets two thirds.
#[test]
fn miners_get_no_more_than_their_half_where_one_mechanism_has_no_dividends() {
	let mut chain = doubled();
	chain.block(|| {
		// Nothing yet on the second.
		set_count(1);
		assert_eq!(say(Charlie, 0, &[(2, 1)]), Ok(()));
	});
	run_epoch(&mut chain, SUBNET);
	chain.block(|| {
		let still = AdminCall::sudo_set_bonds_moving_average { netuid: SUBNET, bonds_moving_average: 1_000_000 };
		assert_eq!(root(still), Ok(()));
		set_count(2);
		assert_eq!(say(Charlie, 1, &[(3, 1)]), Ok(()));
	});
	let gone = chain.look(|| lost(SUBNET));
	let ([daves, eves, charlies], pots) = earned(&mut chain);
	let found = chain.look(|| {
		let told = events().into_iter().filter_map(|event| match event {
			Event::IncentiveAlphaEmittedToMiners { netuid, emissions } if netuid.netuid() == SUBNET => Some(emissions),
			_ => None,
		});
		told.map(|emissions| emissions.into_iter().map(|alpha| alpha.get()).sum::<u64>()).collect::<Vec<_>>()
	});
	// The event tells what the epoch found.
	assert_near(found[0], pots.divided() / 4);
	assert_near(found[1], pots.divided() / 2);
	assert_near(daves, pots.server / 3);
	assert_near(eves, pots.server / 3 * 2);
	assert_near(charlies, pots.validator);
	assert!(daves + eves <= pots.server);
	chain.look(|| {
		assert!(lost(SUBNET) - gone < 100);
		assert!(stake(Charlie, Charlie, SUBNET) > alpha(1_000).get());
	});
}
