//! Staking 5 (D5) where stake is moved: what a nominator must have where it arrives, and what becomes of what is left where
//! it came from. Every nominator must have 0.1 TAO here: at a quarter of a TAO 0.4 alpha, at half a TAO 0.2.

use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, error, hotkey, root, undone, AdminCall, ProtocolCall},
	moves::{all_four, both_on, move_stake, swap_stake, swap_stake_limit, transfer_stake},
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, require_of_nominators, scene, stake, tao, told, Pool, OTHER,
		SUBNET,
	},
};
use pallet_protocol::{AlphaV2, Error, Event};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::DispatchResult;
use taonet_runtime::{Runtime, Staking, TAO};
use taonet_types::NetUid;

const ROOT: NetUid = NetUid::ROOT;
/// From Bob's subnet to Charlie's.
const OVER: (NetUid, NetUid) = (SUBNET, OTHER);
/// The least, in RAO.
const LEAST: u64 = 100_000_000;
/// 99 % of it are enough for who enters.
const ENOUGH: u64 = 99_000_000;

fn alice(asked: ProtocolCall) -> DispatchResult {
	call(&coldkey(Alice), asked)
}

/// 0.1 TAO is the least, and Alice has a hundred alpha on Bob's hotkey on his subnet.
fn strict() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		require_of_nominators(200_000_000);
		assert_eq!(Staking::least_nomination(), rao(LEAST));
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
	});
	chain
}

#[test]
fn nominator_enters_on_the_same_subnet_with_99_percent_of_the_least() {
	strict().block(|| {
		// 0.396 alpha at a quarter of a TAO.
		for amount in [2_000_000, 395_999_999] {
			for asked in both_on(SUBNET, amount) {
				assert_eq!(refused(|| alice(asked)), error(Error::AmountTooLow));
			}
		}
		for asked in both_on(SUBNET, 396_000_000) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
		// On root a RAO is a RAO.
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		for asked in both_on(ROOT, ENOUGH - 1) {
			assert_eq!(refused(|| alice(asked)), error(Error::AmountTooLow));
		}
		for asked in both_on(ROOT, ENOUGH) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
	});
}

/// What is moved there is then worth enough at the price that its purchase has made.
#[test]
fn nominator_enters_another_subnet_with_99_percent_of_the_least() {
	strict().block(|| {
		let (from, to) = (Pool::of(SUBNET), Pool::of(OTHER));
		let worth = |amount| {
			let (mut from, mut to) = (from, to);
			let bought = to.buy_free(from.sell(amount).tao);
			to.worth(bought)
		};
		let (mut too_few, mut enough) = (390_000_000, 400_000_000);
		while enough - too_few > 1 {
			let middle = (too_few + enough) / 2;
			*if worth(middle) < ENOUGH { &mut too_few } else { &mut enough } = middle;
		}
		for asked in all_four(Bob, OVER, too_few) {
			assert_eq!(refused(|| alice(asked)), error(Error::AmountTooLow));
		}
		for asked in all_four(Bob, OVER, enough) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
	});
}

#[test]
fn what_a_nominator_has_there_already_counts_where_it_enters() {
	strict().block(|| {
		assert_eq!(alice(transfer_stake(Dave, Bob, (SUBNET, SUBNET), alpha_rao(396_000_000))), Ok(()));
		assert_eq!(alice(transfer_stake(Dave, Bob, (SUBNET, SUBNET), alpha_rao(2_000_000))), Ok(()));
		assert_eq!(stake(Bob, Dave, SUBNET), 398_000_000);
		assert_eq!(alice(swap_stake(Bob, OVER, alpha(1))), Ok(()));
		assert_eq!(alice(swap_stake(Bob, OVER, alpha_rao(3_000_000))), Ok(()));
		// What it has on another hotkey, or what somebody else has on this one, does not.
		let elsewhere = move_stake(Bob, Charlie, OVER, alpha_rao(3_000_000));
		assert_eq!(refused(|| alice(elsewhere)), error(Error::AmountTooLow));
		let to_another = transfer_stake(Dave, Bob, OVER, alpha_rao(3_000_000));
		assert_eq!(refused(|| alice(to_another)), error(Error::AmountTooLow));
	});
}

#[test]
fn owner_of_the_hotkey_enters_with_the_least_that_can_be_staked() {
	strict().block(|| {
		assert_eq!(alice(ProtocolCall::try_associate_hotkey { hotkey: hotkey(Alice) }), Ok(()));
		for way in [(SUBNET, SUBNET), OVER] {
			let amount = alpha_rao(3_000_000);
			for asked in [move_stake(Bob, Alice, way, amount), transfer_stake(Bob, Bob, way, amount)] {
				assert_eq!(undone(|| alice(asked)), Ok(()));
			}
			// Who owns it is asked where the stake arrives.
			assert_eq!(call(&coldkey(Bob), transfer_stake(Alice, Bob, way, amount)), error(Error::AmountTooLow));
		}
	});
}

#[test]
fn proceeds_that_are_not_staked_need_not_be_the_least() {
	strict().block(|| {
		// 999 RAO come out, and stay with the coldkey: see `moving`.
		let before = free(&coldkey(Alice));
		assert_eq!(alice(swap_stake_limit(Bob, OVER, alpha(100), 499_999_999, true)), Ok(()));
		assert_eq!(free(&coldkey(Alice)), before + 999);
	});
}

/// The example of staking 5, by moving instead of unstaking.
#[test]
fn rest_of_a_nomination_is_unstaked_when_it_is_too_small() {
	let mut chain = strict();
	chain.block(|| {
		for (place, asked) in both_on(SUBNET, 700_000_000).into_iter().enumerate() {
			undone(|| {
				assert_eq!(alice(swap_stake(Bob, (SUBNET, ROOT), alpha(99))), Ok(()));
				assert_eq!(stake(Bob, Alice, SUBNET), TAO);
				let mut pool = Pool::of(SUBNET);
				let rest = pool.sell(300_000_000);
				let before = free(&coldkey(Alice));
				let events = told(|| assert_eq!(alice(asked), Ok(())));
				assert_eq!((stake(Bob, Alice, SUBNET), free(&coldkey(Alice))), (0, before + rest.tao));
				assert_eq!(Pool::of(SUBNET), pool);
				assert!(!AlphaV2::<Runtime>::contains_key((hotkey(Bob), coldkey(Alice), SUBNET)));
				// It is the last thing that happens.
				let net = alpha_rao(300_000_000 - rest.fee);
				let (who, on) = (coldkey(Alice), hotkey(Bob));
				let unstaked = Event::StakeRemoved(who, on, rao(rest.tao), net, SUBNET, rest.fee);
				let [.., moved, last] = events.as_slice() else { panic!("{events:?}") };
				assert_eq!(*last, unstaked);
				let is_end = match moved {
					Event::StakeMoved(..) => place == 0,
					Event::StakeTransferred(..) => place == 1,
					_ => false,
				};
				assert!(is_end, "{moved:?}");
			});
		}
	});
}

/// The least in alpha is that at the price after the move.
#[test]
fn rest_of_a_nomination_stays_when_it_is_worth_the_least() {
	strict().block(|| {
		let left_of = |asked: ProtocolCall| {
			assert_eq!(alice(asked), Ok(()));
			stake(Bob, Alice, SUBNET)
		};
		// On the same subnet the price stays: 0.4 alpha.
		for asked in both_on(SUBNET, 100 * TAO - 400_000_000) {
			assert_eq!(undone(|| left_of(asked)), 400_000_000);
		}
		for asked in both_on(SUBNET, 100 * TAO - 399_999_999) {
			assert_eq!(undone(|| left_of(asked)), 0);
		}
		// A sale lowers it.
		let least_after = |amount| {
			let mut pool = Pool::of(SUBNET);
			pool.sell(amount);
			pool.alpha_worth(LEAST)
		};
		let rest_of = |amount: u64| 100 * TAO - amount;
		let (mut stays, mut goes) = (99 * TAO, 100 * TAO - 1);
		while goes - stays > 1 {
			let middle = (stays + goes) / 2;
			*if rest_of(middle) >= least_after(middle) { &mut stays } else { &mut goes } = middle;
		}
		assert!((415_000_000..425_000_000).contains(&rest_of(stays)), "{}", rest_of(stays));
		for asked in all_four(Bob, OVER, stays).into_iter().chain(all_four(Bob, (SUBNET, ROOT), stays)) {
			assert_eq!(undone(|| left_of(asked)), rest_of(stays));
		}
		for asked in all_four(Bob, OVER, goes).into_iter().chain(all_four(Bob, (SUBNET, ROOT), goes)) {
			assert_eq!(undone(|| left_of(asked)), 0);
		}
	});
}

#[test]
fn owner_of_the_hotkey_may_leave_as_little_as_it_likes() {
	strict().block(|| {
		grant(Bob, &coldkey(Bob), SUBNET, alpha(1));
		for asked in [
			move_stake(Bob, Charlie, (SUBNET, SUBNET), alpha_rao(999_999_999)),
			swap_stake(Bob, OVER, alpha_rao(999_999_999)),
		] {
			undone(|| {
				assert_eq!(call(&coldkey(Bob), asked), Ok(()));
				assert_eq!(stake(Bob, Bob, SUBNET), 1);
			});
		}
	});
}

#[test]
fn minimums_do_nothing_where_the_factor_is_zero() {
	strict().block(|| {
		assert_eq!(root(AdminCall::sudo_set_nominator_min_required_stake { min_stake: 0 }), Ok(()));
		for asked in both_on(SUBNET, 2_000_000).into_iter().chain(all_four(Bob, OVER, 2_100_000)) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
		assert_eq!(alice(move_stake(Bob, Charlie, (SUBNET, SUBNET), alpha_rao(100 * TAO - 1))), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 1);
	});
}
