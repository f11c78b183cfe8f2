//! Staking 7: where what a coldkey's miners earn is staked.

use crate::{
	chain::{last_fee, send_ok},
	kit::{account, call, coldkey, error, events, hotkey, root, AdminCall, ProtocolCall},
	words::{refused, scene, FIRST, NOWHERE, OTHER, SUBNET},
};
use pallet_protocol::{AutoStakeDestination, Error, Event, Uids};
use pallet_staking::AutoStakersOfSubnet;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{AccountId, Runtime};
use taonet_types::NetUid;

fn choice(netuid: NetUid, hotkey: AccountId) -> ProtocolCall {
	ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey }
}

fn choose(who: Sr25519Keyring, netuid: NetUid, hotkey: AccountId) -> DispatchResult {
	call(&coldkey(who), choice(netuid, hotkey))
}

fn chosen(who: Sr25519Keyring, netuid: NetUid) -> Option<AccountId> {
	AutoStakeDestination::<Runtime>::get(coldkey(who), netuid)
}

/// Who has chosen a hotkey on a subnet, in the order of their accounts.
fn choosers(netuid: NetUid, hotkey: &AccountId) -> Vec<AccountId> {
	let mut all: Vec<_> = AutoStakersOfSubnet::<Runtime>::iter_key_prefix((netuid, hotkey)).collect();
	all.sort();
	all
}

fn sorted<const N: usize>(keys: [Sr25519Keyring; N]) -> Vec<AccountId> {
	let mut all = keys.map(coldkey).to_vec();
	all.sort();
	all
}

/// Registers `account(number)` for Alice.
fn register(netuid: NetUid, number: u32) -> AccountId {
	let hotkey = account(number);
	assert_eq!(call(&coldkey(Alice), ProtocolCall::burned_register { netuid, hotkey: hotkey.clone() }), Ok(()));
	hotkey
}

#[test]
fn choice_is_stored_and_told() {
	let mut chain = scene();
	chain.block(|| {
		send_ok(Dave, choice(SUBNET, hotkey(Bob)));
		let told = events().pop().unwrap();
		let expected = Event::AutoStakeDestinationSet { coldkey: coldkey(Dave), netuid: SUBNET, hotkey: hotkey(Bob) };
		assert_eq!(told, expected);
		assert_eq!(chosen(Dave, SUBNET), Some(hotkey(Bob)));
		assert_eq!(choosers(SUBNET, &hotkey(Bob)), sorted([Dave]));
		assert!(last_fee() > 0);
		// It says nothing about other coldkeys and subnets.
		assert_eq!((chosen(Alice, SUBNET), chosen(Dave, OTHER)), (None, None));
	});
}

#[test]
fn choice_is_refused_for_the_first_reason_that_applies() {
	let mut chain = scene();
	chain.block(|| {
		// Charlie's hotkey has a slot, but not there.
		for stranger in [account(1), hotkey(Charlie)] {
			assert_eq!(refused(|| choose(Dave, NOWHERE, stranger.clone())), error(Error::SubnetNotExists));
			let not_registered = error(Error::HotKeyNotRegisteredInSubNet);
			assert_eq!(refused(|| choose(Dave, SUBNET, stranger)), not_registered);
		}
		assert_eq!(choose(Dave, SUBNET, hotkey(Bob)), Ok(()));
		let same = error(Error::SameAutoStakeHotkeyAlreadySet);
		assert_eq!(refused(|| choose(Dave, SUBNET, hotkey(Bob))), same);
		assert_eq!(root(choice(SUBNET, hotkey(Bob))), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn choice_replaces_the_one_before() {
	let mut chain = scene();
	chain.block(|| {
		let (first, second) = (hotkey(Bob), register(SUBNET, 1));
		for who in [Alice, Dave] {
			assert_eq!(choose(who, SUBNET, first.clone()), Ok(()));
		}
		assert_eq!(choosers(SUBNET, &first), sorted([Alice, Dave]));
		assert_eq!(choose(Dave, SUBNET, second.clone()), Ok(()));
		assert_eq!((chosen(Alice, SUBNET), chosen(Dave, SUBNET)), (Some(first.clone()), Some(second.clone())));
		assert_eq!((choosers(SUBNET, &first), choosers(SUBNET, &second)), (sorted([Alice]), sorted([Dave])));
		// And back.
		assert_eq!(choose(Dave, SUBNET, first.clone()), Ok(()));
		assert_eq!((choosers(SUBNET, &first), choosers(SUBNET, &second)), (sorted([Alice, Dave]), vec![]));
	});
}

#[test]
fn choice_is_made_for_each_subnet_on_its_own() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(choose(Dave, SUBNET, hotkey(Bob)), Ok(()));
		assert_eq!(choose(Dave, OTHER, hotkey(Charlie)), Ok(()));
		assert_eq!((chosen(Dave, SUBNET), chosen(Dave, OTHER)), (Some(hotkey(Bob)), Some(hotkey(Charlie))));
		// Not only where it has started, and on root too.
		assert_eq!(choose(Dave, FIRST, register(FIRST, 1)), Ok(()));
		assert_eq!(refused(|| choose(Dave, NetUid::ROOT, account(1))), error(Error::HotKeyNotRegisteredInSubNet));
		assert_eq!(call(&coldkey(Alice), ProtocolCall::root_register { hotkey: account(1) }), Ok(()));
		assert_eq!(choose(Dave, NetUid::ROOT, account(1)), Ok(()));
	});
}

/// There is no way to take a choice back.
#[test]
fn choice_stays_when_the_hotkey_loses_its_slot() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 }), Ok(()));
		let leaving = register(SUBNET, 1);
		assert_eq!(choose(Dave, SUBNET, leaving.clone()), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_immunity_period { netuid: SUBNET, immunity_period: 0 }), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_min_non_immune_uids { netuid: SUBNET, min: 0 }), Ok(()));
	});
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 2 });
	chain.block(|| {
		register(SUBNET, 2);
		assert_eq!(Uids::<Runtime>::get(SUBNET, account(1)), None, "it was replaced");
		assert_eq!(chosen(Dave, SUBNET), Some(account(1)));
		assert_eq!(refused(|| choose(Dave, SUBNET, account(1))), error(Error::HotKeyNotRegisteredInSubNet));
		assert_eq!(choose(Dave, SUBNET, account(2)), Ok(()));
		assert_eq!(choosers(SUBNET, &account(1)), vec![]);
	});
}
