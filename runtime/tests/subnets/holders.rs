//! Paying who holds alpha of a subnet that is removed. Spec: subnets 3, economics 17.3.

use crate::small_runtime::{
	check_all, genesis, hold, person, subnet, told, AlphaAssets, Balances, Held, Remembered, Small, Subnets, System,
};
use frame_support::assert_ok;
use pallet_protocol::{Error, SubnetProtocolAlpha};
use pallet_subnets::{Dissolutions, Event};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The subnet that is removed.
const SUBNET: NetUid = NetUid::new(5);
/// Another one.
const OTHER: NetUid = NetUid::new(9);

/// Runs a test on a chain with [`SUBNET`] that has this pool and so much alpha outside, whose removal is about to begin.
fn with_pool(tao: u64, alpha: u64, alpha_outside: u64, test: impl FnOnce()) {
	genesis(vec![subnet(SUBNET, tao, alpha, alpha_outside)]).execute_with(|| {
		check_all();
		test();
		check_all();
	});
}

/// Goes on with this limit until nothing is being removed.
fn finish(limit: u32) {
	while Dissolutions::<Small>::iter_keys().next().is_some() {
		Subnets::continue_dissolutions(limit);
		check_all();
	}
}

fn free(number: u8) -> u64 {
	Balances::free_balance(person(number))
}

fn account(netuid: NetUid) -> sp_runtime::AccountId32 {
	AlphaAssets::subnet_account(netuid)
}

/// That the removal of [`SUBNET`] is complete.
fn dissolved(paid: u64, recycled: u64) -> Event<Small> {
	let (paid, recycled) = (TaoBalance::new(paid), TaoBalance::new(recycled));
	Event::SubnetDissolved { netuid: SUBNET, paid, recycled }
}

#[test]
fn holders_are_paid_their_part_of_the_pot_rounded_down_and_the_rest_is_recycled() {
	let pot = 1_000_003;
	with_pool(pot, 70, 60, || {
		SubnetProtocolAlpha::<Small>::insert(SUBNET, AlphaBalance::new(6));
		for (place, alpha) in [11, 13, 17].into_iter().enumerate() {
			hold(SUBNET, place as u32, place as u8, alpha);
		}
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		finish(100);
		// Of 70 in the pool, 6 of the protocol and 41 of holders.
		let expected = [11, 13, 17].map(|alpha| pot * alpha / 117);
		assert_eq!(expected, [94_017, 111_111, 145_299]);
		assert_eq!([0, 1, 2].map(free), expected);
		let paid = 350_427;
		assert_eq!(told(), [dissolved(paid, pot - paid)]);
		assert_eq!(Balances::total_issuance(), paid);
		assert_eq!(Balances::free_balance(account(SUBNET)), 0);
		assert_eq!(Held::iter().count(), 0);
	});
}

/// The example of subnets 3: a pot of 100, stakes of 1, 1 and 1. The one unit that is left is recycled.
#[test]
fn what_cannot_be_divided_is_recycled() {
	with_pool(100_000, 0, 3, || {
		(0..3).for_each(|place| hold(SUBNET, place.into(), place, 1));
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		finish(100);
		assert_eq!([0, 1, 2].map(free), [33_333; 3]);
		assert_eq!(Balances::total_issuance(), 99_999);
	});
}

#[test]
fn coldkey_with_several_holdings_is_paid_for_each() {
	with_pool(10_000, 0, 4, || {
		for (place, coldkey, alpha) in [(0, 1, 1), (1, 2, 1), (2, 1, 2)] {
			hold(SUBNET, place, coldkey, alpha);
		}
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		finish(1);
		assert_eq!([1, 2].map(free), [7_500, 2_500]);
	});
}

#[test]
fn payment_is_the_same_however_many_holders_are_paid_in_a_block() {
	let holders = 0..20u8;
	let pay_with = |limit| {
		let mut paid = vec![];
		with_pool(1_000_000_007, 1_000, 5_000, || {
			holders.clone().for_each(|number| hold(SUBNET, number.into(), number, 3 * u128::from(number) + 1));
			assert_ok!(Subnets::begin_dissolution(SUBNET));
			finish(limit);
			paid = holders.clone().map(free).collect();
			paid.push(Balances::total_issuance());
		});
		paid
	};
	let at_once = pay_with(1_000);
	// 590 of 1590 is held.
	assert_eq!(at_once[19], 1_000_000_007 * 58 / 1_590);
	for limit in [1, 2, 3, 7, 19, 20, 21, 40] {
		assert_eq!(pay_with(limit), at_once, "{limit} at a time");
	}
}

#[test]
fn no_step_visits_more_holders_than_it_may() {
	with_pool(1_000_000, 0, 200, || {
		(0..50).for_each(|place| hold(SUBNET, place, 1, 1));
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		let (mut paid_in, mut steps) = (vec![], 0);
		while Dissolutions::<Small>::contains_key(SUBNET) {
			let before = Held::iter().count();
			Subnets::continue_dissolutions(8);
			let taken = before - Held::iter().count();
			assert!(taken <= 8);
			steps += 1;
			if taken > 0 {
				paid_in.push(steps);
			}
		}
		// Everything is added up (50 entries in steps of 8) before anybody is paid.
		assert_eq!(paid_in.first(), Some(&7));
		assert_eq!(paid_in.len(), 7);
	});
}

#[test]
fn holder_who_cannot_be_paid_gets_nothing_and_stops_nobody() {
	with_pool(10_000, 0, 1_000, || {
		// 490 RAO cannot open an account; 510 can.
		for (place, coldkey, alpha) in [(0, 1, 49), (1, 2, 51), (2, 3, 900)] {
			hold(SUBNET, place, coldkey, alpha);
		}
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		finish(1);
		assert_eq!([1, 2, 3].map(free), [0, 510, 9_000]);
		// The 490 that were left on the account are too few for it as well.
		assert_eq!(Balances::total_issuance(), 9_510);
	});
}

#[test]
fn tao_beside_the_pot_is_not_shared() {
	with_pool(10_000, 0, 1, || {
		hold(SUBNET, 0, 1, 1);
		let mut extra = AlphaAssets::mint(TaoBalance::new(5_000));
		assert_ok!(AlphaAssets::spend(&mut extra, TaoBalance::new(5_000), &account(SUBNET)));
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		finish(100);
		assert_eq!(free(1), 10_000);
		assert_eq!(told(), [dissolved(10_000, 5_000)]);
		assert_eq!(Balances::total_issuance(), 10_000);
	});
}

#[test]
fn no_more_than_the_pot_is_paid_whatever_is_claimed() {
	with_pool(10_000, 0, 2, || {
		hold(SUBNET, 0, 1, 1);
		hold(SUBNET, 1, 2, 1);
		let mut extra = AlphaAssets::mint(TaoBalance::new(5_000));
		assert_ok!(AlphaAssets::spend(&mut extra, TaoBalance::new(5_000), &account(SUBNET)));
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		// Both are added up.
		Subnets::continue_dissolutions(2);
		// A staking domain that breaks its word.
		hold(SUBNET, 0, 1, 7);
		finish(100);
		assert_eq!([1, 2].map(free), [10_000, 0]);
	});
}

#[test]
fn failing_removal_is_told_and_tried_again_and_holds_up_no_other() {
	let subnets = vec![subnet(SUBNET, 10_000, 7, 1), subnet(OTHER, 20_000, 7, 1)];
	genesis(subnets).execute_with(|| {
		hold(SUBNET, 0, 1, u128::MAX);
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		assert_ok!(Subnets::begin_dissolution(OTHER));
		let before = Dissolutions::<Small>::get(SUBNET);
		for _ in 0..2 {
			System::reset_events();
			Subnets::continue_dissolutions(100);
			let failed = Event::DissolutionFailed { netuid: SUBNET, error: Error::<Small>::Overflow.into() };
			assert_eq!(told().first(), Some(&failed));
			assert_eq!(Dissolutions::<Small>::get(SUBNET), before);
		}
		assert!(!Dissolutions::<Small>::contains_key(OTHER));
		assert_eq!(Balances::total_issuance(), 10_000);
		check_all();
		// When what was wrong is mended, it goes on.
		hold(SUBNET, 0, 1, 7);
		finish(100);
		assert_eq!(free(1), 5_000);
	});
}

#[test]
fn domains_above_forget_before_the_neurons_do() {
	with_pool(10_000, 7, 1, || {
		assert_ok!(Subnets::append_neuron(SUBNET, &person(50)));
		for number in 0..30 {
			Remembered::insert(SUBNET, number, ());
			Remembered::insert(OTHER, number, ());
		}
		assert_ok!(Subnets::begin_dissolution(SUBNET));
		while Remembered::iter_prefix(SUBNET).next().is_some() {
			assert!(pallet_protocol::Uids::<Small>::contains_key(SUBNET, person(50)));
			let before = Remembered::iter().count();
			Subnets::continue_dissolutions(4);
			assert!(before - Remembered::iter().count() <= 4);
		}
		finish(4);
		assert_eq!(Remembered::iter_prefix(OTHER).count(), 30);
	});
}
