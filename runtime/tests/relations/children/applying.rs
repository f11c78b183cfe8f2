//! Staking 8.2: when a choice takes effect, and what becomes of the relations before it.

use super::{
	children, choose, claim_numbers, end_epoch, lend, let_choose_again, of, own_events, parents, scene, sorted,
	without_cooldown, ALL, HALF,
};
use crate::{
	kit::{account, hotkey, ProtocolCall},
	words::{told, FIRST, OTHER, SUBNET},
};
use pallet_protocol::{Event, PendingChildKeys, SubtokenEnabled};
use pallet_staking::{ChildrenInTurn, PendingParents, RelatedHotkeys};
use sp_keyring::Sr25519Keyring::{Alice, Charlie, Dave, Eve, Ferdie};
use taonet_runtime::{Runtime, Staking, Subnets};
use taonet_types::NetUid;

/// How many choices wait on a subnet.
fn waiting(netuid: NetUid) -> usize {
	PendingChildKeys::<Runtime>::iter_prefix(netuid).count()
}

#[test]
fn choice_takes_effect_in_the_first_epoch_after_its_cooldown() {
	let mut chain = scene();
	chain.root(ProtocolCall::set_pending_childkey_cooldown { cooldown: 5 });
	let chosen = [(HALF, Eve), (1, Charlie)];
	chain.block(|| assert_eq!(lend(Dave, SUBNET, &chosen), Ok(())));
	let made = chain.height();
	chain.run_to(made + 4);
	// In the block in which the cooldown ends it is not over.
	chain.block(|| assert_eq!(told(|| end_epoch(SUBNET)), []));
	chain.block(|| {
		assert_eq!(told(|| end_epoch(OTHER)), [], "the epoch of another subnet changes nothing");
		let events = told(|| end_epoch(SUBNET));
		assert_eq!(events, [Event::SetChildren(hotkey(Dave), SUBNET, sorted(of(&chosen)))]);
		assert_eq!(children(&hotkey(Dave), SUBNET), sorted(of(&chosen)));
		assert_eq!(parents(&hotkey(Eve), SUBNET), [(HALF, hotkey(Dave))]);
		assert_eq!((waiting(SUBNET), PendingParents::<Runtime>::iter().count()), (0, 0));
		assert_eq!(told(|| end_epoch(SUBNET)), []);
	});
}

#[test]
fn choice_takes_effect_in_the_block_of_an_epoch_of_its_subnet() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	chain.block(|| {
		[SUBNET, OTHER].iter().for_each(|netuid| assert_eq!(lend(Dave, *netuid, &[(ALL, Eve)]), Ok(())));
		Subnets::change_tempo(SUBNET, 5);
	});
	let lent = || [SUBNET, OTHER].map(|netuid| children(&hotkey(Dave), netuid).len());
	chain.run(4);
	assert_eq!(chain.look(lent), [0, 0]);
	chain.run(1);
	assert_eq!(chain.look(lent), [1, 0]);
}

#[test]
fn choice_takes_effect_before_its_cooldown_is_over_when_the_subnet_is_stopped() {
	let mut chain = scene();
	chain.block(|| assert_eq!(lend(Dave, SUBNET, &[(ALL, Eve)]), Ok(())));
	chain.block(|| {
		SubtokenEnabled::<Runtime>::insert(SUBNET, false);
		end_epoch(SUBNET);
		assert_eq!(children(&hotkey(Dave), SUBNET), [(ALL, hotkey(Eve))]);
		SubtokenEnabled::<Runtime>::insert(SUBNET, true);
	});
}

#[test]
fn new_choice_ends_keeps_and_begins_relations() {
	scene().block(|| {
		assert_eq!(lend(Alice, FIRST, &[(3, Eve)]), Ok(()));
		assert_eq!(lend(Dave, FIRST, &[(1, Eve), (2, Ferdie)]), Ok(()));
		assert_eq!(parents(&hotkey(Eve), FIRST), of(&[(3, Alice), (1, Dave)]));
		let_choose_again(&hotkey(Dave), FIRST);
		let_choose_again(&hotkey(Alice), FIRST);
		assert_eq!(lend(Dave, FIRST, &[(7, Eve), (8, Charlie)]), Ok(()));
		assert_eq!(children(&hotkey(Dave), FIRST), sorted(of(&[(7, Eve), (8, Charlie)])));
		// Where a parent stands stays as it was.
		assert_eq!(parents(&hotkey(Eve), FIRST), of(&[(3, Alice), (7, Dave)]));
		assert_eq!(parents(&hotkey(Charlie), FIRST), of(&[(8, Dave)]));
		assert_eq!(parents(&hotkey(Ferdie), FIRST), []);
		assert!(!RelatedHotkeys::<Runtime>::contains_key(FIRST, hotkey(Ferdie)), "nothing is left of it");

		assert_eq!(lend(Alice, FIRST, &[]), Ok(()));
		assert_eq!(parents(&hotkey(Eve), FIRST), of(&[(7, Dave)]));
	});
}

/// Both were allowed when they were made.
#[test]
fn of_two_hotkeys_that_choose_each_other_one_lends() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	chain.block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve), (2, Ferdie)]), Ok(()));
		assert_eq!(lend(Eve, SUBNET, &[(3, Dave), (4, Charlie)]), Ok(()));
	});
	chain.block(|| {
		end_epoch(SUBNET);
		assert_eq!(waiting(SUBNET), 0);
		let lent = [Dave, Eve].map(|key| children(&hotkey(key), SUBNET));
		let daves = sorted(of(&[(1, Eve), (2, Ferdie)]));
		let eves = sorted(of(&[(3, Dave), (4, Charlie)]));
		assert!(lent == [daves, vec![]] || lent == [vec![], eves], "{lent:?}");
		let dropped = if lent[0].is_empty() { Dave } else { Eve };
		let told = pallet_staking::Event::ChildrenDropped { netuid: SUBNET, parent: hotkey(dropped) };
		assert_eq!(own_events(), [told]);
	});
}

#[test]
fn choice_against_the_rules_leaves_the_relations_before_it() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	chain.block(|| assert_eq!(lend(Dave, SUBNET, &[(1, Ferdie)]), Ok(())));
	chain.block(|| {
		end_epoch(SUBNET);
		let_choose_again(&hotkey(Dave), SUBNET);
		assert_eq!(lend(Eve, SUBNET, &[(3, Dave)]), Ok(()));
	});
	chain.block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(2, Eve)]), Ok(()));
		end_epoch(SUBNET);
		assert_eq!(parents(&hotkey(Dave), SUBNET), of(&[(3, Eve)]));
	});
	chain.block(|| {
		end_epoch(SUBNET);
		assert_eq!(waiting(SUBNET), 0);
		assert_eq!(children(&hotkey(Dave), SUBNET), of(&[(1, Ferdie)]));
	});
}

#[test]
fn many_choices_take_effect_step_by_step() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	chain.block(|| {
		for parent in claim_numbers(100..110) {
			assert_eq!(choose(Alice, &parent, SUBNET, &of(&[(ALL, Eve)])), Ok(()));
		}
	});
	chain.block(|| {
		Staking::apply_pending_children(SUBNET);
		assert_eq!(waiting(SUBNET), 10, "the epoch itself does not look at them");
		assert!(Staking::continue_children(3).ref_time() > 0);
		assert_eq!(waiting(SUBNET), 7);
		// An epoch in between does not begin anew.
		Staking::apply_pending_children(SUBNET);
		assert!(ChildrenInTurn::<Runtime>::get(SUBNET).flatten().is_some());
		for left in [4, 1, 0] {
			Staking::continue_children(3);
			assert_eq!(waiting(SUBNET), left);
		}
		assert!(!ChildrenInTurn::<Runtime>::contains_key(SUBNET));
		assert_eq!(parents(&hotkey(Eve), SUBNET).len(), 10);
	});
}

#[test]
fn those_that_are_not_due_are_passed_over() {
	let mut chain = scene();
	chain.block(|| {
		for parent in claim_numbers(100..104) {
			assert_eq!(choose(Alice, &parent, SUBNET, &of(&[(ALL, Eve)])), Ok(()));
		}
	});
	without_cooldown(&mut chain);
	chain.block(|| assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(())));
	chain.block(|| {
		Staking::apply_pending_children(SUBNET);
		for _ in 0..3 {
			Staking::continue_children(2);
		}
		assert!(!ChildrenInTurn::<Runtime>::contains_key(SUBNET));
		assert_eq!(parents(&hotkey(Eve), SUBNET), of(&[(1, Dave)]));
		assert_eq!(waiting(SUBNET), 4);
	});
}

#[test]
fn subnets_share_what_a_block_can_do() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	chain.block(|| {
		for parent in claim_numbers(100..106) {
			for netuid in [SUBNET, OTHER] {
				assert_eq!(choose(Alice, &parent, netuid, &[(ALL, account(1))]), Ok(()));
			}
		}
	});
	chain.block(|| {
		Staking::apply_pending_children(SUBNET);
		Staking::apply_pending_children(OTHER);
		Staking::continue_children(4);
		assert_eq!([SUBNET, OTHER].map(waiting), [4, 4]);
		Staking::continue_children(1);
		assert_eq!(waiting(SUBNET) + waiting(OTHER), 7, "no more than the limit");
		Staking::continue_children(0);
		assert_eq!(waiting(SUBNET) + waiting(OTHER), 7);
	});
}
