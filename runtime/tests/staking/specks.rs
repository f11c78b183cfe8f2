//! Specks of shares that people leave behind.

use crate::{
	kit::{coldkey, hotkey},
	shares::pay_dividend,
	words::{alpha_rao, grant, scene, stake, SUBNET},
};
use pallet_protocol::{AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use taonet_runtime::{Runtime, Staking};

fn leave(of: Sr25519Keyring) {
	let all = alpha_rao(stake(Bob, of, SUBNET));
	assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(of), SUBNET, all), Ok(()));
	assert_eq!(stake(Bob, of, SUBNET), 0);
}

/// A sum of shares has 21 digits, and the first speck lies below the last one. It is covered all the same: were it not, the
/// last one to leave would take all of the sum, and specks would be worth something that nobody has.
#[test]
fn sum_covers_specks_when_the_last_one_leaves_and_newcomers_lose_one_alpha_rao_at_most() {
	let mut chain = scene();
	let all = || TotalHotkeyAlpha::<Runtime>::get(hotkey(Bob), SUBNET).get();
	// Every block ends with the invariants.
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(1_000_000_000));
		pay_dividend(100_000_001);
		let third = alpha_rao(333_333_333);
		assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(Alice), SUBNET, third), Ok(()));
		grant(Bob, &coldkey(Charlie), SUBNET, alpha_rao(7_000_000_000));
		leave(Alice);
		leave(Charlie);
		let specks = [Alice, Charlie].map(|of| AlphaV2::<Runtime>::get((hotkey(Bob), coldkey(of), SUBNET)));
		let sum = TotalHotkeySharesV2::<Runtime>::get(hotkey(Bob), SUBNET);
		assert_eq!(
			specks.map(|speck| (speck.mantissa(), speck.exponent())),
			[(1_000_000_000_000_000_000_000, -33), (909_090_908_260_000_000_000, -21)]
		);
		assert_eq!((sum.mantissa(), sum.exponent()), (909_090_908_270_000_000_000, -21));
		assert_eq!(all(), 1);
	});
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(5_000));
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(5_000));
		pay_dividend(500);
		assert_eq!([Alice, Charlie, Dave].map(|of| stake(Bob, of, SUBNET)), [5_249, 1, 5_249]);
		[Dave, Alice, Charlie].into_iter().for_each(leave);
		// Less than one for each of them.
		assert_eq!(all(), 2);
	});
}
