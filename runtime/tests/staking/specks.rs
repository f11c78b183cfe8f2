//! Specks of shares that people leave behind.

use crate::{
	kit::{coldkey, hotkey},
	shares::pay_dividend,
	words::{alpha_rao, grant, scene, stake, SUBNET},
};
use pallet_protocol::{AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use taonet_runtime::{Runtime, Staking};
use taonet_share_pool::SafeFloat;

fn leave(of: Sr25519Keyring) {
	let all = alpha_rao(stake(Bob, of, SUBNET));
	assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(of), SUBNET, all), Ok(()));
	assert_eq!(stake(Bob, of, SUBNET), 0);
}

/// A sum of shares has 21 digits, and the speck lies below the last one: whoever leaves last takes all of the sum.
#[test]
fn speck_remains_without_a_sum_when_the_last_one_leaves_and_costs_newcomers_nothing() {
	let mut chain = scene();
	// Every block ends with the invariants.
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(1_000_000_000));
		pay_dividend(100_000_001);
		let third = alpha_rao(333_333_333);
		assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(Alice), SUBNET, third), Ok(()));
		grant(Bob, &coldkey(Charlie), SUBNET, alpha_rao(7_000_000_000));
		leave(Alice);
		leave(Charlie);
		let speck = AlphaV2::<Runtime>::get((hotkey(Bob), coldkey(Alice), SUBNET));
		assert_eq!(Some(speck), SafeFloat::new(200_000_000_000_000_000_000, -32));
		assert!(!TotalHotkeySharesV2::<Runtime>::contains_key(hotkey(Bob), SUBNET));
		assert!(!TotalHotkeyAlpha::<Runtime>::contains_key(hotkey(Bob), SUBNET));
	});
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(5_000));
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(5_000));
		pay_dividend(500);
		assert_eq!([Alice, Charlie, Dave].map(|of| stake(Bob, of, SUBNET)), [5_250, 0, 5_250]);
		leave(Dave);
		leave(Alice);
		assert_eq!(TotalHotkeyAlpha::<Runtime>::get(hotkey(Bob), SUBNET), alpha_rao(0));
	});
}
