//! Staking 13: voting power, an average of validators' stake.

use crate::{
	chain::Chain,
	kit::{at, call, coldkey, error, hotkey, root, ProtocolCall},
	words::{refused, scene, told, NOWHERE, SUBNET},
};
use pallet_protocol::{
	Error, Event, StakeThreshold, VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha,
	VotingPowerTrackingEnabled,
};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::traits::BadOrigin;
use taonet_runtime::{Runtime, Staking, System, TAO};

const ENABLE: ProtocolCall = ProtocolCall::enable_voting_power_tracking { netuid: SUBNET };
const DISABLE: ProtocolCall = ProtocolCall::disable_voting_power_tracking { netuid: SUBNET };
/// 10^18.
const ONE: u64 = 1_000_000_000_000_000_000;
/// Blocks from the wish to the end.
const NOTICE: u32 = 100_800;

fn power(of: Sr25519Keyring) -> Option<u64> {
	VotingPower::<Runtime>::try_get(SUBNET, hotkey(of)).ok()
}

fn epoch<const N: usize>(results: [(Sr25519Keyring, u64, bool); N]) {
	let results = results.map(|(key, stake, has_permit)| (hotkey(key), stake, has_permit));
	Staking::update_voting_power(SUBNET, &results);
}

/// Bob, Charlie and Dave have neurons on Bob's subnet, and voting power is tracked.
fn tracked() -> Chain {
	let mut chain = scene();
	for key in [Charlie, Dave] {
		chain.register_neuron(SUBNET, key);
	}
	chain.block(|| assert_eq!(call(&coldkey(Bob), ENABLE), Ok(())));
	chain
}

#[test]
fn owner_and_root_decide_whether_voting_power_is_tracked() {
	let mut chain = scene();
	chain.block(|| {
		for asked in [ENABLE, DISABLE] {
			assert_eq!(refused(|| call(&coldkey(Alice), asked)), Err(BadOrigin.into()));
		}
		let elsewhere = ProtocolCall::enable_voting_power_tracking { netuid: NOWHERE };
		assert_eq!(refused(|| call(&coldkey(Bob), elsewhere.clone())), Err(BadOrigin.into()));
		assert_eq!(refused(|| root(elsewhere)), error(Error::SubnetNotExists));
		assert_eq!(refused(|| call(&coldkey(Bob), DISABLE)), error(Error::VotingPowerTrackingNotEnabled));

		let events = told(|| assert_eq!(call(&coldkey(Bob), ENABLE), Ok(())));
		assert_eq!(events, [Event::VotingPowerTrackingEnabled { netuid: SUBNET }]);
		assert!(VotingPowerTrackingEnabled::<Runtime>::get(SUBNET));
		let events = told(|| assert_eq!(root(DISABLE), Ok(())));
		let disable_at_block = u64::from(System::block_number() + NOTICE);
		assert_eq!(events, [Event::VotingPowerTrackingDisableScheduled { netuid: SUBNET, disable_at_block }]);
		assert_eq!(VotingPowerDisableAtBlock::<Runtime>::get(SUBNET), disable_at_block);
		// He has thought better of it.
		assert_eq!(root(ENABLE), Ok(()));
		assert!(!VotingPowerDisableAtBlock::<Runtime>::contains_key(SUBNET));
	});
}

#[test]
fn root_sets_the_weight_of_new_values_up_to_one() {
	let mut chain = scene();
	chain.block(|| {
		let set = |netuid, alpha| ProtocolCall::sudo_set_voting_power_ema_alpha { netuid, alpha };
		assert_eq!(VotingPowerEmaAlpha::<Runtime>::get(SUBNET), 3_570_000_000_000_000);
		assert_eq!(refused(|| call(&coldkey(Bob), set(SUBNET, 1))), Err(BadOrigin.into()));
		assert_eq!(refused(|| root(set(NOWHERE, ONE + 1))), error(Error::SubnetNotExists));
		assert_eq!(refused(|| root(set(SUBNET, ONE + 1))), error(Error::InvalidVotingPowerEmaAlpha));
		for alpha in [ONE, 0, 5] {
			let events = told(|| assert_eq!(root(set(SUBNET, alpha)), Ok(())));
			assert_eq!(events, [Event::VotingPowerEmaAlphaSet { netuid: SUBNET, alpha }]);
			assert_eq!(VotingPowerEmaAlpha::<Runtime>::get(SUBNET), alpha);
		}
	});
}

/// The worked example.
#[test]
fn voting_power_averages_the_stake_of_validators() {
	let mut chain = tracked();
	chain.block(|| {
		epoch([(Bob, 1_000 * TAO, true), (Charlie, 1_000 * TAO, false), (Dave, 100, true)]);
		// 0.357 is nothing.
		assert_eq!([Bob, Charlie, Dave].map(power), [Some(3_570_000_000), None, None]);
		epoch([(Bob, 1_000 * TAO, true), (Charlie, 500 * TAO, true)]);
		assert_eq!([Bob, Charlie].map(power), [Some(7_127_255_100), Some(1_785_000_000)]);
		// Without a permit it is lost.
		epoch([(Bob, 1_000 * TAO, false)]);
		assert_eq!([Bob, Charlie].map(power), [None, Some(1_785_000_000)]);
	});
}

#[test]
fn voting_power_is_not_averaged_where_it_is_not_tracked() {
	let mut chain = scene();
	chain.block(|| {
		epoch([(Bob, 1_000 * TAO, true)]);
		assert_eq!(power(Bob), None);
	});
}

#[test]
fn voting_power_is_lost_when_it_falls_below_the_threshold() {
	let mut chain = tracked();
	chain.block(|| {
		VotingPower::<Runtime>::insert(SUBNET, hotkey(Bob), 1_000_000);
		VotingPower::<Runtime>::insert(SUBNET, hotkey(Charlie), 999_999);
		StakeThreshold::<Runtime>::put(1_000_000);
		epoch([(Bob, 0, true), (Charlie, 1_000_000, true), (Dave, 1_000_000, true)]);
		// Who was never above it may grow.
		assert_eq!([Bob, Charlie, Dave].map(power), [None, Some(999_999), Some(3_570)]);
	});
}

#[test]
fn voting_power_is_lost_with_the_slot() {
	let mut chain = tracked();
	chain.block(|| {
		VotingPower::<Runtime>::insert(SUBNET, hotkey(Alice), 5);
		epoch([(Bob, 1_000 * TAO, true)]);
		assert_eq!(power(Alice), None);
		assert!(power(Bob).is_some());
	});
}

#[test]
fn voting_power_is_cleared_when_the_notice_is_over() {
	let mut chain = tracked();
	chain.block(|| {
		epoch([(Bob, 1_000 * TAO, true), (Charlie, 1_000 * TAO, true)]);
		assert_eq!(call(&coldkey(Bob), DISABLE), Ok(()));
		let end = System::block_number() + NOTICE;
		let after = |block| {
			at(block, || {
				let events = told(|| epoch([(Bob, 1_000 * TAO, true)]));
				(events, power(Bob), power(Charlie), VotingPowerTrackingEnabled::<Runtime>::contains_key(SUBNET))
			})
		};
		assert_eq!(after(end - 1), (vec![], Some(7_127_255_100), Some(3_570_000_000), true));
		let disabled = vec![Event::VotingPowerTrackingDisabled { netuid: SUBNET }];
		assert_eq!(after(end), (disabled, None, None, false));
	});
}

#[test]
fn nothing_is_left_of_voting_power_when_the_subnet_is_dissolved() {
	let mut chain = tracked();
	chain.block(|| {
		epoch([(Bob, 1_000 * TAO, true), (Charlie, 1_000 * TAO, true)]);
		let set = ProtocolCall::sudo_set_voting_power_ema_alpha { netuid: SUBNET, alpha: 7 };
		assert_eq!(root(set), Ok(()));
		assert_eq!(root(DISABLE), Ok(()));
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
	});
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		chain.run(1);
	}
	chain.look(|| {
		assert_eq!(VotingPower::<Runtime>::iter_keys().count(), 0);
		assert!(!VotingPowerTrackingEnabled::<Runtime>::contains_key(SUBNET));
		assert!(!VotingPowerDisableAtBlock::<Runtime>::contains_key(SUBNET));
		assert!(!VotingPowerEmaAlpha::<Runtime>::contains_key(SUBNET));
	});
}
