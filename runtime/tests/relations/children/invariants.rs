//! What holds for relations after every block, broken by hand: each rule is found and named. Spec: staking 16 (S-5).

use super::{children, lend, of, scene, ALL, HALF};
use crate::{
	kit::{account, hotkey, undone},
	words::{FIRST, NOWHERE, SUBNET},
};
use frame_support::traits::Hooks;
use pallet_protocol::{
	types::TransactionType, AutoParentDelegationEnabled, ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys,
	TransactionKeyLastBlock,
};
use pallet_staking::{ChildrenInTurn, PendingParents, RelatedHotkeys, MOST_PARENTS};
use sp_keyring::Sr25519Keyring::{Alice, Charlie, Dave, Eve, Ferdie};
use sp_runtime::DispatchError;
use taonet_runtime::{AccountId, BlockNumber, Runtime, Staking};
use taonet_types::NetUid;

/// A rule, and what breaks it.
type Breach = (&'static str, fn());

const TWO_SIDES: &str = "S-5: ChildKeys and ParentKeys are not two sides of the same relations";
const MISSING: &str = "a hotkey is missing in RelatedHotkeys";
const GONE: &str = "relations are left of a subnet that is gone";
const NOT_INDEXED: &str = "PendingParents are not those who have chosen children";

/// Breaks each rule and looks whether the pallet says so, and nothing else. Dave lends to Eve and Ferdie on the first subnet, and
/// has chosen Charlie on Bob's.
fn assert_named(breaches: &[Breach]) {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(lend(Dave, FIRST, &[(HALF, Eve), (1, Ferdie)]), Ok(()));
		assert_eq!(lend(Dave, SUBNET, &[(1, Charlie)]), Ok(()));
	});
	let check = <Staking as Hooks<BlockNumber>>::try_state;
	chain.look(|| {
		for (rule, break_it) in breaches.iter().copied() {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			assert_eq!(found, Err(DispatchError::Other(rule)));
		}
	});
}

fn lends(parent: AccountId, netuid: NetUid, chosen: Vec<(u64, AccountId)>) {
	RelatedHotkeys::<Runtime>::insert(netuid, &parent, ());
	for (proportion, child) in &chosen {
		RelatedHotkeys::<Runtime>::insert(netuid, child, ());
		let mut parents = ParentKeys::<Runtime>::get(child, netuid);
		if !parents.iter().any(|(_, hotkey)| *hotkey == parent) {
			parents.push((*proportion, parent.clone()));
		}
		ParentKeys::<Runtime>::insert(child, netuid, parents);
	}
	ChildKeys::<Runtime>::insert(parent, netuid, chosen);
}

#[test]
fn relation_with_one_side_is_named() {
	assert_named(&[
		(TWO_SIDES, || ChildKeys::<Runtime>::remove(hotkey(Dave), FIRST)),
		(TWO_SIDES, || ParentKeys::<Runtime>::remove(hotkey(Eve), FIRST)),
		(TWO_SIDES, || ParentKeys::<Runtime>::insert(hotkey(Eve), FIRST, of(&[(HALF + 1, Dave)]))),
	]);
}

#[test]
fn list_against_the_rules_is_named() {
	assert_named(&[
		("an empty list of children is stored", || lends(hotkey(Alice), FIRST, vec![])),
		("an empty list of parents is stored", || {
			RelatedHotkeys::<Runtime>::insert(FIRST, hotkey(Alice), ());
			ParentKeys::<Runtime>::insert(hotkey(Alice), FIRST, of(&[]));
		}),
		("a hotkey has too many children", || {
			lends(hotkey(Alice), FIRST, (1..=6).map(|number| (1, account(number))).collect())
		}),
		("a hotkey has too many parents", || {
			for number in 0..u32::try_from(MOST_PARENTS).unwrap() {
				lends(account(number), FIRST, of(&[(1, Eve)]));
			}
		}),
		("S-5: a hotkey is its own child", || lends(hotkey(Alice), FIRST, of(&[(1, Alice)]))),
		("S-5: a hotkey lends more than the whole", || lends(hotkey(Alice), FIRST, of(&[(ALL, Eve), (1, Ferdie)]))),
		("S-5: two hotkeys lend to each other", || lends(hotkey(Eve), FIRST, of(&[(1, Dave)]))),
		("stake is lent on root", || lends(hotkey(Alice), NetUid::ROOT, of(&[(1, Eve)]))),
		("AutoParentDelegationEnabled stores what holds anyway", || {
			AutoParentDelegationEnabled::<Runtime>::insert(hotkey(Alice), true)
		}),
	]);
	assert_named(&[("S-5: a child is listed twice", || {
		let twice = [children(&hotkey(Dave), FIRST), of(&[(1, Ferdie)])].concat();
		ChildKeys::<Runtime>::insert(hotkey(Dave), FIRST, twice);
	})]);
}

#[test]
fn choice_that_is_not_indexed_is_named() {
	assert_named(&[
		(NOT_INDEXED, || PendingParents::<Runtime>::remove((SUBNET, hotkey(Charlie), hotkey(Dave)))),
		(NOT_INDEXED, || PendingParents::<Runtime>::insert((SUBNET, hotkey(Eve), hotkey(Dave)), ())),
		(NOT_INDEXED, || PendingChildKeys::<Runtime>::remove(SUBNET, hotkey(Dave))),
		("a hotkey has chosen too many children", || {
			let many: Vec<_> = (1..=6).map(|number| (1, account(number))).collect();
			PendingChildKeys::<Runtime>::insert(SUBNET, hotkey(Dave), (many, 1));
		}),
	]);
}

#[test]
fn hotkey_that_would_not_be_forgotten_is_named() {
	assert_named(&[
		(MISSING, || RelatedHotkeys::<Runtime>::remove(FIRST, hotkey(Dave))),
		(MISSING, || RelatedHotkeys::<Runtime>::remove(FIRST, hotkey(Eve))),
		(MISSING, || RelatedHotkeys::<Runtime>::remove(SUBNET, hotkey(Dave))),
		(MISSING, || ChildkeyTake::<Runtime>::insert(hotkey(Alice), FIRST, 1)),
		(MISSING, || {
			let timer = TransactionType::SetChildkeyTake.number();
			TransactionKeyLastBlock::<Runtime>::insert((hotkey(Alice), FIRST, timer), 1);
		}),
		(GONE, || RelatedHotkeys::<Runtime>::insert(NOWHERE, hotkey(Alice), ())),
		(GONE, || ChildrenInTurn::<Runtime>::insert(NOWHERE, None::<pallet_subnets::hooks::Cursor>)),
	]);
}
