//! Staking 12: relations of a hotkey that gives way to another, be it that the other has some of its own.

use super::{children, choose, claim_numbers, end_epoch, parents, scene, without_cooldown, ALL, HALF};
use crate::{
	chain::Chain,
	kit::{account, call, coldkey, ProtocolCall},
	words::{FIRST, SUBNET},
};
use pallet_protocol::{ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys};
use pallet_staking::{HotkeyTransit, HotkeyTransits, PendingParents, RelatedHotkeys};
use sp_keyring::Sr25519Keyring::Alice;
use taonet_runtime::{AccountId, Runtime, System};
use taonet_types::NetUid;

/// The hotkey that goes, the one in its place, and others, all of them Alice's.
const OLD: u32 = 1;
const NEW: u32 = 2;
const ONE: u32 = 3;
const ANOTHER: u32 = 4;

fn owned() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		claim_numbers(1..5);
	});
	chain
}

fn of(relations: &[(u64, u32)]) -> Vec<(u64, AccountId)> {
	relations.iter().map(|(proportion, number)| (*proportion, account(*number))).collect()
}

/// Lends at once on the first subnet.
fn lend(parent: u32, chosen: &[(u64, u32)]) {
	assert_eq!(choose(Alice, &account(parent), FIRST, &of(chosen)), Ok(()));
}

fn swap(netuid: NetUid) {
	let (hotkey, new_hotkey) = (account(OLD), account(NEW));
	assert_eq!(call(&coldkey(Alice), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: Some(netuid) }), Ok(()));
}

/// Makes blocks until everything has followed.
fn wait(chain: &mut Chain) {
	let begun = chain.height();
	while chain.look(|| HotkeyTransits::<Runtime>::iter_keys().next().is_some()) {
		assert!(chain.height() - begun < 100, "it goes on for ever");
		chain.run(1);
	}
}

#[test]
fn relations_and_take_are_those_of_the_new_hotkey() {
	let mut chain = owned();
	chain.block(|| {
		lend(ONE, &[(5, ANOTHER), (7, OLD)]);
		lend(OLD, &[(HALF, ANOTHER)]);
		let asked = ProtocolCall::set_childkey_take { hotkey: account(OLD), netuid: FIRST, take: 9 };
		assert_eq!(call(&coldkey(Alice), asked), Ok(()));
		let order = children(&account(ONE), FIRST);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(HALF, ANOTHER)]));
		assert_eq!(parents(&account(ANOTHER), FIRST), of(&[(5, ONE), (HALF, NEW)]));
		assert_eq!(parents(&account(NEW), FIRST), of(&[(7, ONE)]));
		// Each name stands where the other stood.
		let renamed =
			order.into_iter().map(|(part, child)| (part, if child == account(OLD) { account(NEW) } else { child }));
		assert_eq!(children(&account(ONE), FIRST), renamed.collect::<Vec<_>>());
		assert_eq!(ChildkeyTake::<Runtime>::get(account(NEW), FIRST), 9);
	});
	wait(&mut chain);
	chain.look(|| {
		let old = account(OLD);
		assert!(!ChildKeys::<Runtime>::contains_key(&old, FIRST) && !ParentKeys::<Runtime>::contains_key(&old, FIRST));
		assert!(!ChildkeyTake::<Runtime>::contains_key(&old, FIRST));
		assert!(!RelatedHotkeys::<Runtime>::contains_key(FIRST, &old));
	});
}

#[test]
fn what_a_parent_lends_to_both_is_added_up() {
	owned().block(|| {
		lend(ONE, &[(5, OLD), (7, NEW), (1, ANOTHER)]);
		lend(ANOTHER, &[(3, NEW)]);
		swap(FIRST);
		let mut of_one = children(&account(ONE), FIRST);
		of_one.sort();
		assert_eq!(of_one, of(&[(1, ANOTHER), (12, NEW)]));
		assert_eq!(parents(&account(NEW), FIRST), of(&[(12, ONE), (3, ANOTHER)]));
	});
}

#[test]
fn nothing_is_lent_between_the_two_any_more() {
	owned().block(|| {
		lend(OLD, &[(5, NEW), (6, ONE)]);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(6, ONE)]));
		assert_eq!(parents(&account(NEW), FIRST), []);
	});
	owned().block(|| {
		lend(NEW, &[(ALL, OLD)]);
		swap(FIRST);
		assert_eq!((children(&account(NEW), FIRST), parents(&account(NEW), FIRST)), (vec![], vec![]));
	});
}

#[test]
fn children_of_the_old_hotkey_take_the_place_of_the_new_ones() {
	owned().block(|| {
		lend(OLD, &[(5, ONE)]);
		lend(NEW, &[(ALL, ANOTHER)]);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(5, ONE)]));
		assert_eq!(parents(&account(ANOTHER), FIRST), []);
	});
	owned().block(|| {
		lend(NEW, &[(ALL, ANOTHER)]);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(ALL, ANOTHER)]), "the old one has none");
	});
}

/// A child of the one is a parent of the other.
#[test]
fn child_of_one_and_parent_of_the_other_remains_a_child() {
	owned().block(|| {
		lend(OLD, &[(5, ONE)]);
		lend(ONE, &[(6, NEW), (7, ANOTHER)]);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(5, ONE)]));
		assert_eq!(children(&account(ONE), FIRST), of(&[(7, ANOTHER)]));
		assert_eq!(parents(&account(NEW), FIRST), []);
	});
	owned().block(|| {
		lend(NEW, &[(5, ONE)]);
		lend(ONE, &[(6, OLD)]);
		swap(FIRST);
		assert_eq!(children(&account(NEW), FIRST), of(&[(5, ONE)]));
		assert_eq!(children(&account(ONE), FIRST), []);
	});
}

#[test]
fn choices_that_wait_name_the_new_hotkey() {
	let mut chain = owned();
	without_cooldown(&mut chain);
	chain.block(|| {
		let choose = |parent: u32, chosen: &[(u64, u32)]| {
			assert_eq!(choose(Alice, &account(parent), SUBNET, &of(chosen)), Ok(()))
		};
		choose(ONE, &[(5, OLD), (7, ANOTHER)]);
		choose(ANOTHER, &[(1, OLD), (2, NEW)]);
		choose(OLD, &[(9, ANOTHER)]);
		swap(SUBNET);
	});
	wait(&mut chain);
	chain.look(|| {
		let waiting = |parent| PendingChildKeys::<Runtime>::get(SUBNET, account(parent)).0;
		assert_eq!(waiting(ONE), of(&[(5, NEW), (7, ANOTHER)]));
		assert_eq!(waiting(ANOTHER), of(&[(3, NEW)]));
		assert_eq!(waiting(NEW), of(&[(9, ANOTHER)]));
		assert!(!PendingChildKeys::<Runtime>::contains_key(SUBNET, account(OLD)));
		assert!(
			PendingParents::<Runtime>::iter_keys().all(|(_, child, parent)| ![child, parent].contains(&account(OLD)))
		);
	});
}

/// As it is written while things follow: the old name means the new hotkey.
#[test]
fn old_name_means_the_new_hotkey_while_things_follow() {
	let mut chain = owned();
	without_cooldown(&mut chain);
	chain.block(|| assert_eq!(choose(Alice, &account(ONE), SUBNET, &of(&[(5, OLD)])), Ok(())));
	chain.look(|| {
		HotkeyTransits::<Runtime>::insert((SUBNET, account(OLD)), HotkeyTransit { hotkey: account(NEW), factor: None });
		assert_eq!(choose(Alice, &account(ANOTHER), SUBNET, &of(&[(6, OLD)])), Ok(()));
		assert_eq!(PendingChildKeys::<Runtime>::get(SUBNET, account(ANOTHER)).0, of(&[(6, NEW)]));
		System::set_block_number(System::block_number() + 1);
		end_epoch(SUBNET);
		let mut lent = parents(&account(NEW), SUBNET);
		lent.sort();
		assert_eq!(lent, of(&[(5, ONE), (6, ANOTHER)]));
		assert_eq!(parents(&account(OLD), SUBNET), []);
	});
}
