//! Economics 12.5: who has a number, for whom a block claims, and how much is done at once.

use crate::{
	claims::{choose, claim, earn, grant_root, ROOT},
	kit::{account, call, coldkey, hotkey, root, undone, ProtocolCall},
	moves::{move_stake, transfer_stake},
	rest::scene,
	words::{add_stake, alpha, remove_stake, tao, told, SUBNET},
};
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight};
use pallet_protocol::{
	types::RootClaimTypeEnum::Keep,
	weights::{self, MOST_RATES_CLAIMED},
	Event, NumStakingColdkeys, RootClaimed, StakingColdkeys, StakingColdkeysByIndex,
};
use pallet_staking::NextClaim;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin, Staking, TAO};
use taonet_types::{AlphaBalance, TaoBalance};

/// All who have root stake, by their numbers.
fn root_stakers() -> Vec<AccountId> {
	let all: Vec<_> = (0..NumStakingColdkeys::<Runtime>::get())
		.map(|number| StakingColdkeysByIndex::<Runtime>::get(number).expect("there are no gaps"))
		.collect();
	for (number, coldkey) in (0..).zip(&all) {
		assert_eq!(StakingColdkeys::<Runtime>::get(coldkey), Some(number));
	}
	assert_eq!(StakingColdkeys::<Runtime>::iter().count(), all.len());
	all
}

/// A hash of four numbers.
fn hash(words: [u64; 4]) -> [u8; 32] {
	let bytes = words.map(u64::to_be_bytes).concat();
	bytes.try_into().unwrap()
}

/// For whom a block claims when its parent has that hash, as the events tell.
fn claimed_for(hash: [u8; 32]) -> Vec<AccountId> {
	let events = told(|| {
		Staking::claim_automatically(hash);
	});
	let coldkeys = events.into_iter().map(|event| match event {
		Event::RootClaimed { coldkey } => coldkey,
		other => panic!("{other:?}"),
	});
	coldkeys.collect()
}

#[test]
fn root_stakers_are_numbered_in_the_order_in_which_they_come() {
	scene().block(|| {
		assert!(root_stakers().is_empty());
		for (of, on) in [(Alice, Bob), (Dave, Bob), (Eve, Charlie), (Alice, Charlie), (Ferdie, Bob)] {
			assert_eq!(add_stake(of, on, ROOT, tao(10)), Ok(()));
		}
		assert_eq!(root_stakers(), [Alice, Dave, Eve, Ferdie].map(coldkey));
		// Stake elsewhere does not count, and what is left on another hotkey does.
		assert_eq!(add_stake(Charlie, Bob, SUBNET, tao(10)), Ok(()));
		assert_eq!(remove_stake(Alice, Bob, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!(root_stakers(), [Alice, Dave, Eve, Ferdie].map(coldkey));
		// The last one fills the hole.
		assert_eq!(remove_stake(Alice, Charlie, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!(root_stakers(), [Ferdie, Dave, Eve].map(coldkey));
		assert_eq!(remove_stake(Eve, Charlie, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!(root_stakers(), [Ferdie, Dave].map(coldkey));
	});
}

#[test]
fn numbers_follow_stake_that_moves_on_root() {
	scene().block(|| {
		for of in [Alice, Dave] {
			assert_eq!(add_stake(of, Bob, ROOT, tao(10)), Ok(()));
		}
		let moved = move_stake(Bob, Charlie, (ROOT, ROOT), alpha(10));
		assert_eq!(call(&coldkey(Alice), moved), Ok(()));
		assert_eq!(root_stakers().into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([Alice, Dave].map(coldkey)));
		let part = transfer_stake(Eve, Charlie, (ROOT, ROOT), alpha(4));
		assert_eq!(call(&coldkey(Alice), part), Ok(()));
		assert_eq!(root_stakers().len(), 3);
		assert_eq!(StakingColdkeys::<Runtime>::get(coldkey(Eve)), Some(2));
		let rest = transfer_stake(Eve, Charlie, (ROOT, ROOT), alpha(6));
		assert_eq!(call(&coldkey(Alice), rest), Ok(()));
		assert_eq!(root_stakers().into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([Eve, Dave].map(coldkey)));
	});
}

/// The rules number whoever calls; here nobody's turn is wasted.
#[test]
fn who_has_no_root_stake_gets_no_number_by_calling() {
	scene().block(|| {
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
		assert!(root_stakers().is_empty());
		assert!(claimed_for([7; 32]).is_empty());
	});
}

#[test]
fn new_coldkey_takes_the_number_of_the_old_one() {
	let mut chain = scene();
	chain.block(|| {
		for of in [Alice, Dave, Eve] {
			assert_eq!(add_stake(of, Bob, ROOT, tao(10)), Ok(()));
		}
		assert_eq!(choose(&coldkey(Dave), Keep), Ok(()));
		let (old_coldkey, new_coldkey, swap_cost) = (coldkey(Dave), account(1), TaoBalance::ZERO);
		assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }), Ok(()));
		assert_eq!(root_stakers(), [coldkey(Alice), account(1), coldkey(Eve)]);
		assert_eq!(pallet_protocol::RootClaimType::<Runtime>::get(account(1)), Keep);
		assert!(!pallet_protocol::RootClaimType::<Runtime>::contains_key(coldkey(Dave)));
	});
}

/// The set is that of economics 12.5.
#[test]
fn block_claims_for_those_whom_the_hash_chooses() {
	scene().block(|| {
		for number in 0..1_000 {
			grant_root(&hotkey(Bob), &account(number), TAO);
		}
		earn(&hotkey(Bob), SUBNET, TAO);
		let hash = core::array::from_fn(|index| u8::try_from(index).unwrap());
		assert_eq!(claimed_for(hash), [219, 366, 402, 884, 933].map(account));
		let paid: BTreeSet<_> = RootClaimed::<Runtime>::iter_keys().map(|(_, _, coldkey)| coldkey).collect();
		assert_eq!(paid, BTreeSet::from([219, 366, 402, 884, 933].map(account)));
		// They have nothing more to claim.
		assert!(claimed_for(hash).is_empty());
	});
}

#[test]
fn block_claims_for_as_many_as_root_has_set() {
	scene().block(|| {
		for number in 0..4 {
			grant_root(&hotkey(Bob), &account(number), TAO);
		}
		earn(&hotkey(Bob), SUBNET, TAO);
		let set = |new_value| assert_eq!(root(ProtocolCall::sudo_set_num_root_claims { new_value }), Ok(()));
		set(0);
		assert!(claimed_for([1; 32]).is_empty());
		set(1);
		// 1 + 1, of 4.
		assert_eq!(claimed_for(hash([1, 0, 0, 0])), [account(2)]);
		set(2);
		// 0, and 0 + 3.
		assert_eq!(claimed_for(hash([0, 3, 0, 0])), [account(0), account(3)]);
		set(50);
		// 2, 3, 0, 1, 2, ..., of which all others have nothing more to claim.
		assert_eq!(claimed_for(hash([1, 1, 1, 1])), [account(1)]);
	});
}

fn paid() -> usize {
	RootClaimed::<Runtime>::iter().count()
}

/// Alice has 10 TAO on each of so many hotkeys, of which so many have earned an alpha, which she keeps.
fn alice_stakes_on(hotkeys: u32, have_earned: u32) {
	for number in 1..=hotkeys {
		grant_root(&account(number), &coldkey(Alice), 10 * TAO);
	}
	for number in 1..=have_earned {
		earn(&account(number), SUBNET, TAO);
	}
	assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
}

#[test]
fn block_pays_a_limited_number_of_claims_and_the_next_one_goes_on() {
	let mut chain = scene();
	chain.block(|| {
		alice_stakes_on(70, 70);
		let weight = undone(|| Staking::claim_automatically([0; 32]));
		assert!(weight.any_gt(Weight::zero()) && weight.ref_time() < WEIGHT_REF_TIME_PER_SECOND / 2);
	});
	for (pays, goes_on) in [(32, true), (64, true), (70, false), (70, false)] {
		chain.run(1);
		chain.look(|| assert_eq!((paid(), NextClaim::<Runtime>::contains_key(coldkey(Alice))), (pays, goes_on)));
	}
}

/// Hotkeys that have earned nothing take time too.
#[test]
fn block_looks_at_a_limited_number_of_hotkeys_and_comes_round_to_all() {
	let mut chain = scene();
	chain.block(|| {
		alice_stakes_on(400, 20);
		assert!(Staking::claim_automatically([0; 32]).ref_time() < WEIGHT_REF_TIME_PER_SECOND / 2);
		assert!(NextClaim::<Runtime>::contains_key(coldkey(Alice)));
	});
	chain.run(1);
	assert_eq!(chain.look(paid), 20);
}

/// Alice's claims fill the block; Dave, who is chosen too, must wait for his next turn, as she must for the rest.
#[test]
fn coldkeys_for_whom_a_block_has_no_room_have_to_wait_for_their_next_turn() {
	scene().block(|| {
		alice_stakes_on(40, 40);
		grant_root(&account(1), &coldkey(Dave), 10 * TAO);
		earn(&account(1), SUBNET, TAO);
		assert_eq!(root_stakers(), [Alice, Dave].map(coldkey));
		// 0, and then 1.
		assert_eq!(claimed_for(hash([0, 1, 0, 0])), [coldkey(Alice)]);
		assert_eq!(claimed_for(hash([0, 1, 0, 0])), [Alice, Dave].map(coldkey));
		assert!(!NextClaim::<Runtime>::contains_key(coldkey(Alice)));
	});
}

#[test]
fn call_looks_at_a_limited_number_of_rates_tells_how_many_and_the_next_one_goes_on() {
	scene().block(|| {
		let limit = MOST_RATES_CLAIMED;
		alice_stakes_on(limit + 20, limit + 20);
		let ask = || {
			let asked = RuntimeCall::from(ProtocolCall::claim_root { subnets: BTreeSet::from([SUBNET]) });
			let answer = asked.dispatch(RuntimeOrigin::signed(coldkey(Alice))).expect("is allowed");
			answer.actual_weight.expect("it tells")
		};
		assert_eq!(ask(), weights::claim_root::<Runtime>(limit));
		let all = usize::try_from(limit).unwrap() + 20;
		assert_eq!((paid(), NextClaim::<Runtime>::contains_key(coldkey(Alice))), (all - 20, true));
		// The rest, and then from the beginning.
		ask();
		assert_eq!(paid(), all);
		// One who has nothing costs nothing.
		let asked = RuntimeCall::from(ProtocolCall::claim_root { subnets: BTreeSet::from([SUBNET]) });
		let answer = asked.dispatch(RuntimeOrigin::signed(coldkey(Dave))).expect("is allowed");
		assert_eq!(answer.actual_weight, Some(weights::claim_root::<Runtime>(0)));
	});
}

/// A block has stopped at some hotkey of Alice's; her call reaches those before it too.
#[test]
fn call_comes_round_to_all_hotkeys_wherever_the_last_claim_stopped() {
	scene().block(|| {
		alice_stakes_on(40, 40);
		Staking::claim_automatically([0; 32]);
		assert_eq!(paid(), 32);
		for number in 1..=40 {
			earn(&account(number), SUBNET, TAO);
		}
		let owed = || (1..=40).map(|number| Staking::owed(&account(number), &coldkey(Alice), SUBNET).get()).max();
		assert!(owed() > Some(TAO));
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		assert_eq!((owed(), NextClaim::<Runtime>::contains_key(coldkey(Alice))), (Some(0), false));
	});
}

#[test]
fn turn_is_forgotten_with_the_stake() {
	scene().block(|| {
		alice_stakes_on(40, 40);
		Staking::claim_automatically([0; 32]);
		let next = NextClaim::<Runtime>::get(coldkey(Alice)).expect("it has stopped");
		let leave = |on: &AccountId| assert_eq!(Staking::decrease(on, &coldkey(Alice), ROOT, alpha(10)), Ok(()));
		undone(|| {
			leave(&next);
			assert!(!NextClaim::<Runtime>::contains_key(coldkey(Alice)));
		});
		undone(|| {
			(1..=40).map(account).for_each(|on| leave(&on));
			assert!(!NextClaim::<Runtime>::contains_key(coldkey(Alice)));
			assert_eq!((root_stakers(), paid()), (vec![], 0));
		});
	});
}
