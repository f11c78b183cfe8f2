//! Economics 15: who owns which part of a hotkey's stake.

use crate::{
	kit::{coldkey, error, hotkey, undone},
	words::{add_stake, alpha_rao, grant, refused, remove_stake, scene, stake, tao, SUBNET},
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{AlphaV2, Error, TotalHotkeyAlpha, TotalHotkeySharesV2};
use pallet_staking::{HoldersOfSubnet, HotkeysOfSubnet};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use taonet_runtime::{Runtime, Staking};
use taonet_types::{AlphaBalance, NetUid};

/// A dividend for everybody on Bob's hotkey.
pub fn pay_dividend(amount: u64) {
	assert_eq!(Issuance::<Runtime>::emit_alpha(SUBNET, alpha_rao(amount)), Ok(()));
	assert_eq!(Staking::add_dividend(&hotkey(Bob), SUBNET, alpha_rao(amount)), Ok(()));
}

fn stakes<const N: usize>(of: [Sr25519Keyring; N]) -> [u64; N] {
	of.map(|of| stake(Bob, of, SUBNET))
}

fn is_held_by(of: Sr25519Keyring) -> bool {
	HoldersOfSubnet::<Runtime>::contains_key((SUBNET, hotkey(Bob), coldkey(of)))
}

/// Every number is that of economics 15.3, which has lost three digits of the speck.
#[test]
fn shares_follow_the_worked_example() {
	scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(1_000_000_000));
		let share = AlphaV2::<Runtime>::get((hotkey(Bob), coldkey(Alice), SUBNET));
		assert_eq!((share.mantissa(), share.exponent()), (1_000_000_000_000_000_000_000, -12));
		grant(Bob, &coldkey(Charlie), SUBNET, alpha_rao(500_000_000));
		let sum = TotalHotkeySharesV2::<Runtime>::get(hotkey(Bob), SUBNET);
		assert_eq!((sum.mantissa(), sum.exponent()), (150_000_000_000_000_000_000, -11));

		pay_dividend(100_000_001);
		assert_eq!(stakes([Alice, Charlie]), [1_066_666_667, 533_333_333]);
		assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(Alice), SUBNET, alpha_rao(1_066_666_667)), Ok(()));
		assert_eq!(TotalHotkeyAlpha::<Runtime>::get(hotkey(Bob), SUBNET), alpha_rao(533_333_334));
		assert_eq!(stakes([Alice, Charlie]), [0, 533_333_333]);
		let speck = AlphaV2::<Runtime>::get((hotkey(Bob), coldkey(Alice), SUBNET));
		assert_eq!((speck.mantissa(), speck.exponent()), (312_499_999_810_000_000_000, -21));
		assert!(is_held_by(Alice));

		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(333_333_333));
		assert_eq!(stakes([Alice, Charlie, Dave]), [0, 533_333_333, 333_333_332]);
	});
}

#[test]
fn dividend_reaches_everybody_in_proportion() {
	scene().block(|| {
		for (of, amount) in [(Alice, 600_000_000), (Charlie, 300_000_000), (Bob, 100_000_000)] {
			grant(Bob, &coldkey(of), SUBNET, alpha_rao(amount));
		}
		pay_dividend(50);
		assert_eq!(stakes([Alice, Charlie, Bob]), [600_000_030, 300_000_015, 100_000_005]);
		// Who comes later has no part in it.
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(1_000_000_050));
		assert!(stake(Bob, Dave, SUBNET) >= 1_000_000_049);
		pay_dividend(2_000);
		let [alices, charlies, bobs, daves] = stakes([Alice, Charlie, Bob, Dave]);
		assert_eq!((alices, charlies, bobs), (600_000_630, 300_000_315, 100_000_105));
		assert!((1_000_001_049..=1_000_001_050).contains(&daves), "{daves}");
	});
}

#[test]
fn position_is_forgotten_when_the_only_holder_leaves() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert!(is_held_by(Alice) && HotkeysOfSubnet::<Runtime>::contains_key(SUBNET, hotkey(Bob)));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		assert!(!is_held_by(Alice) && !HotkeysOfSubnet::<Runtime>::contains_key(SUBNET, hotkey(Bob)));
		assert!(!TotalHotkeyAlpha::<Runtime>::contains_key(hotkey(Bob), SUBNET));
		assert!(!TotalHotkeySharesV2::<Runtime>::contains_key(hotkey(Bob), SUBNET));
		assert!(!AlphaV2::<Runtime>::contains_key((hotkey(Bob), coldkey(Alice), SUBNET)));
	});
}

#[test]
fn no_more_is_taken_than_there_is_and_no_more_added_than_fits() {
	scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(1_000));
		grant(Bob, &coldkey(Charlie), SUBNET, alpha_rao(1_000));
		let take = |of, amount| Staking::decrease(&hotkey(Bob), &coldkey(of), SUBNET, alpha_rao(amount));
		assert_eq!(refused(|| take(Alice, 1_001)), error(Error::NotEnoughStakeToWithdraw));
		assert_eq!(refused(|| take(Dave, 1)), error(Error::NotEnoughStakeToWithdraw));
		assert_eq!(take(Dave, 0), Ok(()));
		assert_eq!(undone(|| take(Alice, 1_000)), Ok(()));
		let add = |amount| Staking::increase(&hotkey(Bob), &coldkey(Alice), SUBNET, AlphaBalance::new(amount));
		assert_eq!(refused(|| add(u64::MAX - 1_999)), error(Error::Overflow));
		assert_eq!(undone(|| add(u64::MAX - 2_000)), Ok(()));
		let dividend = |amount| Staking::add_dividend(&hotkey(Bob), SUBNET, AlphaBalance::new(amount));
		assert_eq!(refused(|| dividend(u64::MAX - 1_999)), error(Error::Overflow));
		assert_eq!(undone(|| dividend(u64::MAX - 2_000)), Ok(()));
	});
}

/// Nothing is added, nothing is listed.
#[test]
fn adding_nothing_makes_no_position() {
	scene().block(|| {
		assert_eq!(Staking::increase(&hotkey(Bob), &coldkey(Alice), SUBNET, AlphaBalance::ZERO), Ok(()));
		assert!(!is_held_by(Alice));
		assert_eq!(pallet_protocol::StakingHotkeys::<Runtime>::get(coldkey(Alice)), []);
		let nowhere = NetUid::new(77);
		assert_eq!(stakes([Alice]), [Staking::stake_of(&hotkey(Bob), &coldkey(Alice), nowhere).get()]);
	});
}

/// Many come and go on the same hotkey: what each one gets is what he brought, but for an alpha-rao for every change.
#[test]
fn holders_who_come_and_go_cost_the_others_an_alpha_rao_each_at_most() {
	scene().block(|| {
		grant(Bob, &coldkey(Bob), SUBNET, alpha_rao(123_456_789_123));
		pay_dividend(98_765_432_101);
		let before = stake(Bob, Bob, SUBNET);
		for round in 1..=50 {
			let [had] = stakes([Alice]);
			grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(round * 777_777_777));
			let [alices] = stakes([Alice]);
			assert!(alices.abs_diff(had + round * 777_777_777) <= 1);
			let took = Staking::decrease(&hotkey(Bob), &coldkey(Alice), SUBNET, alpha_rao(alices));
			assert_eq!(took, Ok(()));
			assert_eq!(Issuance::<Runtime>::recycle_alpha(SUBNET, alpha_rao(alices)), Ok(()));
			assert!(stake(Bob, Alice, SUBNET) <= 1);
		}
		assert!(stake(Bob, Bob, SUBNET).abs_diff(before) <= 100);
	});
}
