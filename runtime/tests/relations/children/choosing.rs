//! Staking 8.1: what may be chosen, how often, and what waits.

use super::{children, choose, lend, of, parents, scene, set_threshold, sorted, ALL, HALF};
use crate::{
	kit::{account, at, call, coldkey, error, hotkey, undone, ProtocolCall},
	words::{refused, told, FIRST, NOWHERE, OTHER, SUBNET},
};
use pallet_protocol::{
	domains::Waits, types::TransactionType, ChildKeys, Error, Event, ParentKeys, PendingChildKeyCooldown,
	PendingChildKeys, TransactionKeyLastBlock,
};
use pallet_staking::PendingParents;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError};
use taonet_runtime::{AccountId, BlockNumber, Runtime, RuntimeCall, RuntimeOrigin, System};
use taonet_types::NetUid;

fn wait() -> BlockNumber {
	<Runtime as pallet_protocol::Config>::Waits::set_children().try_into().expect("is short")
}

fn timer() -> u16 {
	TransactionType::SetChildren.number()
}

/// Proportions of accounts that nobody owns.
fn strangers(proportions: &[u64]) -> Vec<(u64, AccountId)> {
	(0..).zip(proportions).map(|(number, proportion)| (*proportion, account(number))).collect()
}

#[test]
fn children_wait_when_the_subnet_has_started() {
	scene().block(|| {
		let chosen = [(HALF, Eve), (1, Charlie)];
		let events = told(|| assert_eq!(lend(Dave, SUBNET, &chosen), Ok(())));
		let now = u64::from(System::block_number());
		let cooldown_ends = now + PendingChildKeyCooldown::<Runtime>::get();
		assert_eq!(events, [Event::SetChildrenScheduled(hotkey(Dave), SUBNET, cooldown_ends, of(&chosen))]);
		assert_eq!(PendingChildKeys::<Runtime>::get(SUBNET, hotkey(Dave)), (of(&chosen), cooldown_ends));
		assert_eq!(children(&hotkey(Dave), SUBNET), []);
		assert_eq!(parents(&hotkey(Eve), SUBNET), []);
		assert_eq!(TransactionKeyLastBlock::<Runtime>::get((hotkey(Dave), SUBNET, timer())), now);
	});
}

#[test]
fn children_take_effect_at_once_when_the_subnet_has_not_started() {
	scene().block(|| {
		let chosen = [(HALF, Eve), (1, Charlie), (2, Alice)];
		let events = told(|| assert_eq!(lend(Dave, FIRST, &chosen), Ok(())));
		assert_eq!(events, [Event::SetChildren(hotkey(Dave), FIRST, sorted(of(&chosen)))]);
		assert_eq!(children(&hotkey(Dave), FIRST), sorted(of(&chosen)));
		for (proportion, child) in of(&chosen) {
			assert_eq!(parents(&child, FIRST), [(proportion, hotkey(Dave))]);
		}
		assert!(!PendingChildKeys::<Runtime>::contains_key(FIRST, hotkey(Dave)));
	});
}

#[test]
fn later_choice_takes_the_place_of_one_that_waits() {
	let mut chain = scene();
	chain.block(|| assert_eq!(lend(Dave, SUBNET, &[(1, Eve), (1, Ferdie)]), Ok(())));
	let later = chain.height() + chain.look(wait);
	chain.skip_to(later);
	chain.block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(7, Ferdie)]), Ok(()));
		let (waiting, cooldown_ends) = PendingChildKeys::<Runtime>::get(SUBNET, hotkey(Dave));
		assert_eq!(waiting, of(&[(7, Ferdie)]));
		assert_eq!(cooldown_ends, u64::from(System::block_number()) + PendingChildKeyCooldown::<Runtime>::get());
		let index: Vec<_> = PendingParents::<Runtime>::iter_keys().collect();
		assert_eq!(index, [(SUBNET, hotkey(Ferdie), hotkey(Dave))]);
	});
}

#[test]
fn revocation_waits_too() {
	let mut chain = scene();
	chain.block(|| {
		let events = told(|| assert_eq!(lend(Dave, SUBNET, &[]), Ok(())));
		assert!(matches!(&events[..], [Event::SetChildrenScheduled(_, SUBNET, _, none)] if none.is_empty()));
		assert!(PendingChildKeys::<Runtime>::contains_key(SUBNET, hotkey(Dave)));
	});
}

#[test]
fn hotkey_chooses_only_so_often_on_a_subnet() {
	let mut chain = scene();
	chain.block(|| assert_eq!(lend(Dave, FIRST, &[(1, Eve)]), Ok(())));
	let chosen = chain.height();
	chain.look(|| {
		let again = || lend(Dave, FIRST, &[(2, Eve)]);
		assert_eq!(at(chosen + wait() - 1, || refused(again)), error(Error::TxRateLimitExceeded));
		assert_eq!(at(chosen + wait(), again), Ok(()));
		// Others, and the same elsewhere, need not wait.
		assert_eq!(undone(|| lend(Eve, FIRST, &[(2, Alice)])), Ok(()));
		assert_eq!(undone(|| lend(Dave, OTHER, &[(2, Eve)])), Ok(()));
	});
}

#[test]
fn failed_choice_does_not_count() {
	scene().block(|| {
		assert_eq!(refused(|| lend(Dave, FIRST, &[(1, Dave)])), error(Error::InvalidChild));
		assert_eq!(lend(Dave, FIRST, &[(1, Eve)]), Ok(()));
	});
}

/// Each attempt is wrong in all that the ones after it are, and in one thing more.
#[test]
fn errors_come_in_the_order_of_the_checks() {
	scene().block(|| {
		set_threshold(u64::MAX);
		ParentKeys::<Runtime>::insert(hotkey(Dave), SUBNET, of(&[(1, Eve)]));
		let chooser = hotkey(Dave);
		let five = || [of(&[(ALL, Eve)]), strangers(&[ALL; 4])].concat();
		let six = || [five(), of(&[(1, Ferdie)])].concat();
		let with_itself = || [six(), vec![(1, chooser.clone())]].concat();
		let twice = || [with_itself(), of(&[(1, Eve)])].concat();
		TransactionKeyLastBlock::<Runtime>::insert(
			(&chooser, NetUid::ROOT, timer()),
			u64::from(System::block_number()),
		);

		let attempts = [
			(Eve, NetUid::ROOT, twice(), Error::TxRateLimitExceeded),
			(Eve, NOWHERE, twice(), Error::SubnetNotExists),
			(Eve, SUBNET, twice(), Error::NonAssociatedColdKey),
			(Dave, SUBNET, twice(), Error::DuplicateChild),
			(Dave, SUBNET, with_itself(), Error::InvalidChild),
			(Dave, SUBNET, six(), Error::TooManyChildren),
			(Dave, SUBNET, five(), Error::ProportionOverflow),
			(Dave, SUBNET, of(&[(ALL, Eve)]), Error::ChildParentInconsistency),
			(Dave, SUBNET, of(&[(ALL, Ferdie)]), Error::NotEnoughStakeToSetChildkeys),
		];
		for (signer, netuid, chosen, reason) in attempts {
			assert_eq!(refused(|| choose(signer, &chooser, netuid, &chosen)), error(reason));
		}
		let unlimited = refused(|| choose(Eve, &hotkey(Ferdie), NetUid::ROOT, &twice()));
		assert_eq!(unlimited, error(Error::RegistrationNotPermittedOnRootSubnet));
		ParentKeys::<Runtime>::remove(hotkey(Dave), SUBNET);
		TransactionKeyLastBlock::<Runtime>::remove((&chooser, NetUid::ROOT, timer()));
	});
}

#[test]
fn whole_stake_can_be_lent_to_five_but_not_a_part_more() {
	scene().block(|| {
		let fifth = ALL / 5;
		let whole = strangers(&[fifth, fifth, fifth, fifth, fifth + ALL % 5]);
		assert_eq!(undone(|| choose(Dave, &hotkey(Dave), FIRST, &whole)), Ok(()));
		let more = strangers(&[fifth, fifth, fifth, fifth, fifth + ALL % 5 + 1]);
		assert_eq!(refused(|| choose(Dave, &hotkey(Dave), FIRST, &more)), error(Error::ProportionOverflow));
	});
}

#[test]
fn child_of_a_child_can_be_chosen_but_not_a_parent() {
	scene().block(|| {
		assert_eq!(lend(Dave, FIRST, &[(HALF, Eve)]), Ok(()));
		assert_eq!(lend(Eve, FIRST, &[(HALF, Ferdie)]), Ok(()));
		assert_eq!(refused(|| lend(Ferdie, FIRST, &[(1, Eve)])), error(Error::ChildParentInconsistency));
		// A circle of three is allowed.
		assert_eq!(lend(Ferdie, FIRST, &[(1, Dave)]), Ok(()));
		// On another subnet they are strangers.
		assert_eq!(lend(Ferdie, SUBNET, &[(1, Eve)]), Ok(()));
	});
}

#[test]
fn only_somebody_who_signs_can_choose() {
	scene().block(|| {
		let asked = ProtocolCall::set_children { hotkey: hotkey(Bob), netuid: SUBNET, children: vec![] };
		let asked = RuntimeCall::SubtensorModule(asked);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let answer = asked.clone().dispatch(origin).map(drop).map_err(|failed| failed.error);
			assert_eq!(answer, Err(DispatchError::BadOrigin));
		}
	});
}

#[test]
fn cooldown_is_roots_to_set() {
	let mut chain = scene();
	let asked = || ProtocolCall::set_pending_childkey_cooldown { cooldown: 77 };
	chain.block(|| {
		assert_eq!(refused(|| call(&coldkey(Alice), asked())), Err(DispatchError::BadOrigin));
	});
	chain.root(asked());
	chain.block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
		let (_, cooldown_ends) = PendingChildKeys::<Runtime>::get(SUBNET, hotkey(Dave));
		assert_eq!(cooldown_ends, u64::from(System::block_number()) + 77);
	});
}

/// A list that is refused for its length is read as a whole, whatever its length.
#[test]
fn duplicate_is_found_in_a_long_list() {
	scene().block(|| {
		let mut many = strangers(&[0; 2_000]);
		assert_eq!(refused(|| choose(Dave, &hotkey(Dave), FIRST, &many)), error(Error::TooManyChildren));
		many.push((0, account(0)));
		assert_eq!(refused(|| choose(Dave, &hotkey(Dave), FIRST, &many)), error(Error::DuplicateChild));
	});
}

#[test]
fn nothing_is_stored_where_nothing_is_lent() {
	let mut chain = scene();
	chain.block(|| assert_eq!(lend(Dave, FIRST, &[(HALF, Eve)]), Ok(())));
	let later = chain.height() + chain.look(wait);
	chain.skip_to(later);
	chain.block(|| {
		let events = told(|| assert_eq!(lend(Dave, FIRST, &[]), Ok(())));
		assert_eq!(events, [Event::SetChildren(hotkey(Dave), FIRST, vec![])]);
		assert!(!ChildKeys::<Runtime>::contains_key(hotkey(Dave), FIRST));
		assert!(!ParentKeys::<Runtime>::contains_key(hotkey(Eve), FIRST));
	});
}
