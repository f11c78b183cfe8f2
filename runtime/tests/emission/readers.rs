//! What readers are told of an epoch. Spec: economics 11.4, consensus 6, 7.1.

use crate::{
	kit::{call, coldkey, events, hotkey, ProtocolCall},
	scene::{
		assert_near, index, mined, on_hotkey, rewarded, run_epoch, run_up_to_epoch, say, stake_on_root, Pots, PARTS,
	},
	words::{alpha, grant, stake, OTHER, SUBNET},
};
use pallet_emission::EarnersOfSubnet;
use pallet_protocol::{
	AlphaDividendsPerSubnet, Emission, Event, Incentive, LastHotkeyEmissionOnNetuid, RootAlphaDividendsPerSubnet,
	RootProp, SubnetTAO, TotalHotkeyAlphaLastEpoch, ValidatorPermit, VotingPower,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{Runtime, Staking, TAO};
use taonet_types::NetUid;

fn dividends(of: Sr25519Keyring) -> u64 {
	AlphaDividendsPerSubnet::<Runtime>::get(SUBNET, hotkey(of)).get()
}

fn earned(of: Sr25519Keyring) -> Option<u64> {
	LastHotkeyEmissionOnNetuid::<Runtime>::try_get(hotkey(of), SUBNET).ok().map(|alpha| alpha.get())
}

#[test]
fn readers_are_told_what_each_hotkey_earned() {
	let mut chain = rewarded();
	run_up_to_epoch(&mut chain, SUBNET);
	let pots = chain.look(|| Pots::of(SUBNET)).plus(PARTS);
	let before = chain.look(|| [Charlie, Dave, Eve].map(|key| on_hotkey(key, SUBNET)));
	chain.block(|| {
		let after = [Charlie, Dave, Eve].map(|key| on_hotkey(key, SUBNET));
		for (number, key) in [Charlie, Dave, Eve].into_iter().enumerate() {
			assert_eq!(earned(key), Some(after[number] - before[number]), "{key}");
			assert!(EarnersOfSubnet::<Runtime>::contains_key(SUBNET, hotkey(key)));
		}
		// The stakers' part, without what the validator takes.
		assert_near(dividends(Charlie), pots.validator - pots.validator * 11_796 / 65_535);
		assert_eq!((dividends(Dave), dividends(Eve)), (0, 0));
		assert_eq!(TotalHotkeyAlphaLastEpoch::<Runtime>::get(hotkey(Charlie), SUBNET).get(), after[0]);
		assert_eq!(RootAlphaDividendsPerSubnet::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn figures_of_who_earns_nothing_any_more_are_forgotten() {
	let mut chain = rewarded();
	run_epoch(&mut chain, SUBNET);
	chain.block(|| {
		assert!(earned(Eve).is_some() && earned(Dave).is_some());
		assert_eq!(say(Charlie, 0, &[(2, 1)]), Ok(()));
	});
	run_epoch(&mut chain, SUBNET);
	chain.block(|| {
		assert_eq!(earned(Eve), None);
		assert!(!EarnersOfSubnet::<Runtime>::contains_key(SUBNET, hotkey(Eve)));
		assert!(earned(Dave).is_some() && dividends(Charlie) > 0);
		// Nor does Charlie, when he has nothing there.
		let all = crate::words::alpha_rao(stake(Charlie, Charlie, SUBNET));
		assert_eq!(crate::words::remove_stake(Charlie, Charlie, SUBNET, all), Ok(()));
		grant(Dave, &coldkey(Dave), SUBNET, alpha(5_000));
	});
	run_epoch(&mut chain, SUBNET);
	run_epoch(&mut chain, SUBNET);
	chain.look(|| {
		assert_eq!((earned(Charlie), dividends(Charlie)), (None, 0));
		assert!(!TotalHotkeyAlphaLastEpoch::<Runtime>::contains_key(hotkey(Charlie), SUBNET));
	});
}

#[test]
fn vectors_and_event_tell_what_the_epoch_found() {
	let mut chain = rewarded();
	run_up_to_epoch(&mut chain, SUBNET);
	let pots = chain.look(|| Pots::of(SUBNET)).plus(PARTS);
	chain.block(|| {
		let incentive = Incentive::<Runtime>::get(index(SUBNET, 0));
		assert_eq!(incentive.len(), 4);
		assert!(incentive[2].abs_diff(49_151) <= 1 && incentive[3].abs_diff(16_383) <= 1, "{incentive:?}");
		let emission: Vec<u64> = Emission::<Runtime>::get(SUBNET).into_iter().map(|alpha| alpha.get()).collect();
		assert_near(emission.iter().sum(), pots.divided());
		assert_near(emission[1], pots.divided() / 2);
		assert!(ValidatorPermit::<Runtime>::get(SUBNET)[1]);
		let told = events().into_iter().find_map(|event| match event {
			Event::IncentiveAlphaEmittedToMiners { netuid, emissions } if netuid == index(SUBNET, 0) => Some(emissions),
			_ => None,
		});
		let told: Vec<u64> = told.expect("the event is told").into_iter().map(|alpha| alpha.get()).collect();
		assert_eq!(told.len(), 4);
		assert_near(told[2], pots.server / 4 * 3);
		assert_near(told[3], pots.server / 4);
	});
}

#[test]
fn voting_power_follows_the_stake_of_validators() {
	let mut chain = mined();
	chain.block(|| {
		let enable = ProtocolCall::enable_voting_power_tracking { netuid: SUBNET };
		assert_eq!(call(&coldkey(Bob), enable), Ok(()));
	});
	run_up_to_epoch(&mut chain, SUBNET);
	let stake = chain.look(|| Staking::stake_weight(&hotkey(Charlie), SUBNET).total);
	chain.block(|| {
		// 3570 parts in a million of what is there before the epoch pays.
		let expected = (u128::from(stake) * 3_570_000_000_000_000 / 1_000_000_000_000_000_000) as u64;
		assert_eq!(VotingPower::<Runtime>::get(SUBNET, hotkey(Charlie)), expected);
	});
	run_epoch(&mut chain, SUBNET);
	chain.look(|| assert!(VotingPower::<Runtime>::get(SUBNET, hotkey(Charlie)) > 7 * TAO));
}

#[test]
fn readers_are_told_the_weight_of_root() {
	let mut chain = mined();
	chain.block(|| stake_on_root(Charlie, 10_000));
	chain.block(|| {
		let weighted = SubnetTAO::<Runtime>::get(NetUid::ROOT).get() as f64 * 0.052_677_046;
		for netuid in [SUBNET, OTHER] {
			let expected = weighted / (weighted + crate::words::alpha_of(netuid) as f64);
			let found: f64 = RootProp::<Runtime>::get(netuid).to_num();
			assert!((found / expected - 1.0).abs() < 1e-5, "{found} {expected}");
		}
		assert!(!RootProp::<Runtime>::contains_key(NetUid::new(1)));
		assert_eq!(stake(Charlie, Alice, NetUid::ROOT), 10_000 * TAO);
	});
}
