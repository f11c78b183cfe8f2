//! What goes through everything step by step remembers a key, which a swap may take away or carry past it.

use super::scene::{new_hotkey, old_coldkey, old_hotkey, scene};
use crate::{
	chain::Chain,
	kit::{account, call, coldkey, root, AdminCall, ProtocolCall},
	rest::scene as two_subnets,
	words::{alpha, alpha_rao, set_balance, SUBNET},
};
use frame_support::BoundedVec;
use pallet_protocol::{
	AlphaV2, ChildKeys, HotkeyLock, NominatorMinRequiredStake, PendingChildKeys, SubnetOwner, SubnetOwnerHotkey,
};
use pallet_staking::{
	ChildrenInTurn, ColdkeyTransits, HoldersOfSubnet, HotkeyTransits, OwnershipCheck, OwnershipChecks, Sweep,
};
use sp_keyring::Sr25519Keyring::{Charlie, Dave};
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, Subnets, System, TAO};
use taonet_types::{fixed::U64F64, NetUid};

/// Blocks in which a subnet is safe from takeovers, and some more.
const YEAR: u32 = 2_629_900;
/// Who owns all hotkeys for which something is locked.
const RULER: u32 = 7;

/// Hotkeys in the order in which a search comes to them.
fn in_order_of_search(count: u32) -> Vec<AccountId> {
	let mut hotkeys: Vec<_> = (1_000..1_000 + count).map(account).collect();
	hotkeys.sort_by_key(|hotkey| HotkeyLock::<Runtime>::hashed_key_for(SUBNET, hotkey));
	hotkeys
}

/// For these hotkeys of one coldkey so much alpha each is locked for ever, on Bob's subnet, which is old enough.
fn believed_in(locked: &[(AccountId, u64)]) -> Chain {
	let mut chain = two_subnets();
	chain.block(|| {
		set_balance(&account(RULER), 10 * TAO);
		for (number, (hotkey, amount)) in (2_000..).zip(locked) {
			let (coldkey, hotkey) = (account(number), hotkey.clone());
			assert_eq!(Subnets::create_account(&account(RULER), &hotkey), Ok(()));
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(*amount)), Ok(()));
			assert_eq!(Staking::increase(&hotkey, &coldkey, SUBNET, alpha(*amount)), Ok(()));
			let for_ever = ProtocolCall::set_perpetual_lock { netuid: SUBNET, enabled: true };
			assert_eq!(call(&coldkey, for_ever), Ok(()));
			let amount = alpha(*amount);
			assert_eq!(call(&coldkey, ProtocolCall::lock_stake { hotkey, netuid: SUBNET, amount }), Ok(()));
		}
	});
	chain.skip_to(chain.height() + YEAR);
	chain
}

/// The ruler's hotkey gives way while the search has looked at all hotkeys up to one, and has found so much conviction.
fn swap_in_search(
	chain: &mut Chain,
	(old, new): (&AccountId, &AccountId),
	netuid: Option<NetUid>,
	(last, best): (&AccountId, Option<&AccountId>),
) {
	let (hotkey, new_hotkey) = (old.clone(), new.clone());
	chain.block(|| {
		let best = best.map(|hotkey| (Staking::conviction_of(hotkey, SUBNET), hotkey.clone()));
		let from = Some(BoundedVec::truncate_from(HotkeyLock::<Runtime>::hashed_key_for(SUBNET, last)));
		let block = System::block_number().into();
		OwnershipChecks::<Runtime>::insert(SUBNET, OwnershipCheck { block, is_among_decaying: false, from, best });
		assert_eq!(call(&account(RULER), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }), Ok(()));
	});
	chain.run(1);
	chain.look(|| assert!(!OwnershipChecks::<Runtime>::contains_key(SUBNET), "it is over"));
}

fn owner() -> (AccountId, AccountId) {
	(SubnetOwner::<Runtime>::get(SUBNET), SubnetOwnerHotkey::<Runtime>::get(SUBNET))
}

#[test]
fn hotkey_that_was_ahead_in_the_search_for_a_ruler_is_so_by_its_new_name() {
	let hotkeys = in_order_of_search(3);
	for netuid in [None, Some(SUBNET)] {
		let mut chain = believed_in(&[(hotkeys[0].clone(), 20), (hotkeys[1].clone(), 30), (hotkeys[2].clone(), 10)]);
		let king = &hotkeys[1];
		swap_in_search(&mut chain, (king, &new_hotkey()), netuid, (king, Some(king)));
		chain.look(|| assert_eq!(owner(), (account(RULER), new_hotkey())));
	}
}

#[test]
fn hotkey_that_gives_way_to_one_where_the_search_has_been_is_not_overlooked() {
	let hotkeys = in_order_of_search(3);
	let king = &hotkeys[2];
	let key = |hotkey: &AccountId| HotkeyLock::<Runtime>::hashed_key_for(SUBNET, hotkey);
	let behind = (5_000..).map(account).find(|hotkey| key(hotkey) < key(&hotkeys[0])).unwrap();
	let mut chain = believed_in(&[(hotkeys[0].clone(), 20), (hotkeys[1].clone(), 10), (king.clone(), 30)]);
	swap_in_search(&mut chain, (king, &behind), None, (&hotkeys[0], Some(&hotkeys[0])));
	chain.look(|| assert_eq!(owner(), (account(RULER), behind)));
}

#[test]
fn what_is_locked_for_two_hotkeys_that_become_one_in_a_search_counts_together() {
	let hotkeys = in_order_of_search(3);
	let [new, rival, old] = [&hotkeys[0], &hotkeys[1], &hotkeys[2]];
	let mut chain = believed_in(&[(new.clone(), 20), (rival.clone(), 30), (old.clone(), 20)]);
	swap_in_search(&mut chain, (old, new), Some(SUBNET), (rival, Some(rival)));
	chain.look(|| assert_eq!(owner(), (account(RULER), new.clone())));
}

#[test]
fn owner_whose_hotkey_is_swapped_in_a_search_stays_ahead_of_others() {
	let hotkeys = in_order_of_search(1);
	let mut chain = believed_in(&[(hotkeys[0].clone(), 20)]);
	chain.block(|| {
		assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(30)), Ok(()));
		assert_eq!(Staking::increase(&old_hotkey(), &coldkey(Dave), SUBNET, alpha(30)), Ok(()));
		let asked = ProtocolCall::lock_stake { hotkey: old_hotkey(), netuid: SUBNET, amount: alpha(30) };
		assert_eq!(call(&coldkey(Dave), asked), Ok(()));
		let best = Some((Staking::conviction_of(&old_hotkey(), SUBNET), old_hotkey()));
		let block = System::block_number().into();
		let check = OwnershipCheck { block, is_among_decaying: false, from: None, best };
		OwnershipChecks::<Runtime>::insert(SUBNET, check);
		let (hotkey, new_hotkey, netuid) = (old_hotkey(), new_hotkey(), None);
		assert_eq!(call(&old_coldkey(), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }), Ok(()));
		let (conviction, best) = OwnershipChecks::<Runtime>::get(SUBNET).unwrap().best.unwrap();
		assert!(best == self::new_hotkey() && conviction > U64F64::from_num(0));
	});
	chain.run(1);
	chain.look(|| assert_eq!(owner(), (old_coldkey(), new_hotkey())));
}

/// A choice that waits is carried to where the turn was already, or to where it has yet to come.
#[test]
fn choice_of_children_that_a_swap_carries_past_a_turn_takes_effect_in_the_next() {
	let key = |hotkey: &AccountId| PendingChildKeys::<Runtime>::hashed_key_for(SUBNET, hotkey);
	let old = key(&old_hotkey());
	let behind = (5_000..).map(account).find(|hotkey| key(hotkey) < old).unwrap();
	let ahead = (5_000..).map(account).find(|hotkey| key(hotkey) > old).unwrap();
	for (new, is_passed) in [(behind, true), (ahead, false)] {
		let mut chain = scene();
		let (chosen, _) = chain.look(|| PendingChildKeys::<Runtime>::get(SUBNET, old_hotkey()));
		assert!(!chosen.is_empty());
		chain.block(|| {
			let last = BoundedVec::truncate_from(key(&new).min(old.clone()));
			ChildrenInTurn::<Runtime>::insert(SUBNET, Some(last));
			let (hotkey, new_hotkey, netuid) = (old_hotkey(), new.clone(), Some(SUBNET));
			assert_eq!(call(&old_coldkey(), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }), Ok(()));
		});
		let lent = |chain: &mut Chain| chain.look(|| ChildKeys::<Runtime>::get(&new, SUBNET));
		let before = lent(&mut chain);
		assert!(!before.is_empty() && before != chosen);
		chain.run(1);
		chain.look(|| assert!(!ChildrenInTurn::<Runtime>::contains_key(SUBNET)));
		assert_eq!(lent(&mut chain), if is_passed { before } else { chosen.clone() });
		chain.block(|| Staking::apply_pending_children(SUBNET));
		chain.run(1);
		assert_eq!(lent(&mut chain), chosen);
		chain.look(|| assert!(!PendingChildKeys::<Runtime>::contains_key(SUBNET, &new)));
	}
}

/// Many have staked on Bob's hotkey, every other one too little, when nominations must be worth 0.1 TAO.
fn swept(swap: impl Fn()) -> Chain {
	let mut chain = two_subnets();
	chain.block(|| {
		for number in 0..600u32 {
			let amount = if number % 2 == 0 { alpha_rao(10_000_000) } else { alpha(10) };
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, amount), Ok(()));
			assert_eq!(Staking::increase(&old_hotkey(), &account(10_000 + number), SUBNET, amount), Ok(()));
		}
	});
	chain.block(|| {
		let asked = AdminCall::sudo_set_nominator_min_required_stake { min_stake: 200_000_000 };
		assert_eq!(root(asked), Ok(()));
		assert_eq!(NominatorMinRequiredStake::<Runtime>::get(), 200_000_000);
	});
	chain.run(3);
	chain.block(|| {
		assert!(Sweep::<Runtime>::get().flatten().is_some(), "it is in the middle");
		swap();
	});
	let is_busy = || {
		Sweep::<Runtime>::exists()
			|| HotkeyTransits::<Runtime>::iter_keys().next().is_some()
			|| ColdkeyTransits::<Runtime>::iter_keys().next().is_some()
	};
	while chain.look(is_busy) {
		chain.run(1);
	}
	chain
}

/// Nominations on a hotkey, of the small and of the others.
fn nominations_on(hotkey: &AccountId) -> (usize, usize) {
	let is_small = |coldkey: &AccountId| Staking::stake_of(hotkey, coldkey, SUBNET) < alpha(1);
	let holders = HoldersOfSubnet::<Runtime>::iter_key_prefix((SUBNET, hotkey));
	let (small, others): (Vec<_>, Vec<_>) = holders.filter(|coldkey| *coldkey != old_coldkey()).partition(is_small);
	(small.len(), others.len())
}

#[test]
fn small_nominations_are_swept_whether_their_hotkey_is_swapped_meanwhile_or_not() {
	let key = |hotkey: &AccountId| HoldersOfSubnet::<Runtime>::hashed_key_for((SUBNET, hotkey, &coldkey(Charlie)));
	let old = key(&old_hotkey());
	let ahead = (5_000..).map(account).find(|hotkey| key(hotkey) > old).unwrap();
	let mut chain = swept(|| ());
	chain.look(|| assert_eq!(nominations_on(&old_hotkey()), (0, 300)));
	let mut chain = swept(|| {
		let (hotkey, new_hotkey, netuid) = (old_hotkey(), ahead.clone(), None);
		assert_eq!(call(&old_coldkey(), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }), Ok(()));
	});
	chain.look(|| {
		assert_eq!(nominations_on(&ahead), (0, 300));
		assert_eq!(AlphaV2::<Runtime>::iter_key_prefix((old_hotkey(),)).next(), None);
	});
}
