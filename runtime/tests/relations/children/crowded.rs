//! A hotkey has so many parents and no more: those with the most stake.

use super::{children, choose, claim_numbers, give_alpha, let_choose_again, own_events, parents, scene};
use crate::{
	chain::Chain,
	kit::{account, call, coldkey, ProtocolCall},
	words::{rao, tao, told, FIRST},
};
use pallet_protocol::{Event as ProtocolEvent, TaoWeight};
use pallet_staking::{Event, RelatedHotkeys, MOST_PARENTS};
use sp_keyring::Sr25519Keyring::Alice;
use taonet_runtime::{AccountId, Runtime};
use taonet_types::NetUid;

/// The parents have numbers from here on, and as many alpha-rao as their number.
const FIRST_PARENT: u32 = 1_000;
/// Everybody's child.
const CHILD: u32 = 7;

fn child() -> AccountId {
	account(CHILD)
}

fn parent(number: u32) -> AccountId {
	account(FIRST_PARENT + number)
}

/// A hotkey with so much stake on the first subnet chooses the child.
fn join(hotkey: &AccountId, stake: u64, proportion: u64) {
	give_alpha(hotkey, FIRST, stake);
	assert_eq!(choose(Alice, hotkey, FIRST, &[(proportion, child())]), Ok(()));
}

fn full() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		let most = u32::try_from(MOST_PARENTS).unwrap();
		for (hotkey, stake) in claim_numbers(FIRST_PARENT..FIRST_PARENT + most).iter().zip(1_000..) {
			join(hotkey, stake, 5);
		}
		assert_eq!(parents(&child(), FIRST).len(), MOST_PARENTS);
		assert_eq!(own_events(), []);
		claim_numbers(1..3);
	});
	chain
}

fn refused(hotkey: &AccountId) -> Event<Runtime> {
	Event::ChildRefused { netuid: FIRST, parent: hotkey.clone(), child: child() }
}

#[test]
fn newcomer_stays_out_when_all_others_have_as_much_stake() {
	full().block(|| {
		let before = parents(&child(), FIRST);
		let events = told(|| join(&account(1), 1_000, 5));
		assert_eq!(events, [ProtocolEvent::SetChildren(account(1), FIRST, vec![])]);
		assert_eq!(own_events(), [refused(&account(1))]);
		assert_eq!(children(&account(1), FIRST), []);
		assert_eq!(parents(&child(), FIRST), before);
	});
}

#[test]
fn newcomer_takes_the_place_of_the_parent_with_the_least_stake_when_it_has_more() {
	full().block(|| {
		join(&account(1), 1_001, 9);
		assert_eq!(own_events(), [refused(&parent(0))]);
		assert_eq!(children(&account(1), FIRST), [(9, child())]);
		assert_eq!(children(&parent(0), FIRST), []);
		let now = parents(&child(), FIRST);
		assert_eq!((now.len(), now.last()), (MOST_PARENTS, Some(&(9, account(1)))));
		// Two have 1001 now. The one that came later goes.
		join(&account(2), 1_002, 9);
		assert_eq!(own_events().last(), Some(&refused(&account(1))));
		assert!(RelatedHotkeys::<Runtime>::contains_key(FIRST, account(1)), "it still has to wait");
	});
}

#[test]
fn other_children_of_one_that_stays_out_are_served() {
	full().block(|| {
		give_alpha(&account(1), FIRST, 1);
		let chosen = [(5, child()), (6, account(8))];
		assert_eq!(choose(Alice, &account(1), FIRST, &chosen), Ok(()));
		assert_eq!(children(&account(1), FIRST), [(6, account(8))]);
	});
}

#[test]
fn parent_changes_its_part_when_the_child_is_full() {
	full().block(|| {
		let_choose_again(&parent(0), FIRST);
		assert_eq!(choose(Alice, &parent(0), FIRST, &[(77, child())]), Ok(()));
		assert_eq!(parents(&child(), FIRST)[0], (77, parent(0)));
		assert_eq!(own_events(), []);
	});
}

#[test]
fn stake_on_root_counts_by_its_weight() {
	full().block(|| {
		let ask = |hotkey: AccountId, amount_staked| {
			let netuid = NetUid::ROOT;
			assert_eq!(call(&coldkey(Alice), ProtocolCall::add_stake { hotkey, netuid, amount_staked }), Ok(()));
		};
		TaoWeight::<Runtime>::put(0);
		ask(account(1), tao(1_000));
		join(&account(1), 1, 5);
		assert_eq!(children(&account(1), FIRST), []);
		// A hundredth: a million RAO weigh ten thousand alpha-rao.
		TaoWeight::<Runtime>::put(u64::MAX / 100);
		ask(account(2), rao(1_000_000));
		join(&account(2), 1, 5);
		assert_eq!(children(&account(2), FIRST), [(5, child())]);
		assert_eq!(own_events().last(), Some(&refused(&parent(0))));
	});
}

/// The place that somebody leaves is free.
#[test]
fn newcomer_finds_room_when_a_parent_has_left() {
	full().block(|| {
		let_choose_again(&parent(9), FIRST);
		assert_eq!(choose(Alice, &parent(9), FIRST, &[]), Ok(()));
		join(&account(1), 1, 5);
		assert_eq!(parents(&child(), FIRST).len(), MOST_PARENTS);
		assert_eq!(own_events(), []);
	});
}
