//! Nobody claims anything twice, and nobody what was not earned, whatever is done with the stake.

use crate::{
	chain::{check_invariants, Chain},
	claims::{choose, claim, earn, grant_root, set_threshold, unclaimed, ROOT},
	kit::{account, call, coldkey, hotkey, root, undone, ProtocolCall},
	moves::{move_stake, transfer_stake},
	rest::scene,
	words::{add_stake, alpha, alpha_rao, rao, remove_stake, tao, OTHER, SUBNET},
};
use pallet_protocol::{types::RootClaimTypeEnum, RootClaimable, RootClaimed, TotalHotkeyAlpha};
use pallet_staking::{ColdkeyTransits, HotkeyTransits};
use rand::{rngs::StdRng, seq::IndexedRandom, Rng, SeedableRng};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, Runtime, Staking, TAO};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Where is earned.
const SUBNETS: [NetUid; 2] = [SUBNET, OTHER];

/// Alice and Dave have 100 TAO each on Bob's hotkey, which has earned 10 alpha on two subnets. Alice has claimed her half and
/// kept it; nothing is too small to be claimed.
fn claimed() -> Chain {
	let mut chain = scene();
	// Registrations must not be too near to swaps.
	chain.skip_to(10_000);
	chain.block(|| {
		for of in [Alice, Dave] {
			assert_eq!(add_stake(of, Bob, ROOT, tao(100)), Ok(()));
			assert_eq!(choose(&coldkey(of), RootClaimTypeEnum::Keep), Ok(()));
		}
		for netuid in SUBNETS {
			set_threshold(netuid, 0);
			earn(&hotkey(Bob), netuid, 10 * TAO);
		}
		assert_eq!(claim(&coldkey(Alice), SUBNETS), Ok(()));
		assert!(near_five(kept(&coldkey(Alice))));
	});
	chain
}

/// Alpha-rao of the dearer of two subnets that a coldkey has, on whatever hotkey.
fn kept(of: &AccountId) -> u64 {
	let on = |netuid| -> u64 {
		let hotkeys = TotalHotkeyAlpha::<Runtime>::iter_keys().filter(|(_, there)| *there == netuid);
		hotkeys.map(|(hotkey, _)| Staking::stake_of(&hotkey, of, netuid).get()).sum()
	};
	SUBNETS.map(on).into_iter().max().unwrap()
}

fn near_five(amount: u64) -> bool {
	(5 * TAO - 100..=5 * TAO).contains(&amount)
}

/// The coldkeys claim as often as they like, by call and in their turn, and have five alpha together on each subnet.
#[track_caller]
fn assert_claims_no_more(of: &[AccountId]) {
	for _ in 0..2 {
		for coldkey in of {
			assert_eq!(choose(coldkey, RootClaimTypeEnum::Keep), Ok(()));
			assert_eq!(claim(coldkey, SUBNETS), Ok(()));
		}
	}
	let all = of.iter().map(kept).sum();
	assert!(near_five(all), "{all}");
}

/// And Dave, who has not claimed, gets his.
#[track_caller]
fn assert_dave_gets_his() {
	assert_claims_no_more(&[coldkey(Dave)]);
}

#[test]
fn nothing_is_claimed_twice_in_a_row() {
	claimed().block(|| {
		assert_claims_no_more(&[coldkey(Alice)]);
		assert_dave_gets_his();
		for block in 0..20 {
			Staking::claim_automatically([block; 32]);
		}
		assert_claims_no_more(&[coldkey(Alice)]);
		assert_dave_gets_his();
	});
}

#[test]
fn nothing_is_claimed_twice_by_unstaking_and_staking_again() {
	claimed().block(|| {
		for part in [100, 50, 1] {
			assert_eq!(remove_stake(Alice, Bob, ROOT, alpha(part)), Ok(()));
			assert_eq!(add_stake(Alice, Bob, ROOT, tao(part)), Ok(()));
			assert_claims_no_more(&[coldkey(Alice)]);
		}
		// More than before earns no more of what was before.
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(500)), Ok(()));
		assert_claims_no_more(&[coldkey(Alice)]);
		assert_dave_gets_his();
	});
}

#[test]
fn nothing_is_claimed_twice_by_moving_to_another_hotkey_and_back() {
	claimed().block(|| {
		for (from, to) in [(Bob, Charlie), (Charlie, Bob)] {
			assert_eq!(call(&coldkey(Alice), move_stake(from, to, (ROOT, ROOT), alpha(100))), Ok(()));
			assert_claims_no_more(&[coldkey(Alice)]);
		}
		assert_dave_gets_his();
	});
}

#[test]
fn nothing_is_claimed_twice_by_giving_stake_to_another_coldkey() {
	claimed().block(|| {
		for (from, to, amount) in [(Alice, Eve, 40), (Alice, Ferdie, 60), (Ferdie, Eve, 60), (Eve, Alice, 100)] {
			assert_eq!(call(&coldkey(from), transfer_stake(to, Bob, (ROOT, ROOT), alpha(amount))), Ok(()));
			assert_claims_no_more(&[Alice, Eve, Ferdie].map(coldkey));
		}
		assert_dave_gets_his();
	});
}

fn swap_hotkey(owner: Sr25519Keyring, hotkey: AccountId, new_hotkey: AccountId, netuid: Option<NetUid>) {
	assert_eq!(call(&coldkey(owner), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }), Ok(()));
}

#[test]
fn nothing_is_claimed_twice_after_the_hotkey_was_swapped() {
	for netuid in [None, Some(ROOT)] {
		claimed().block(|| {
			let rates = RootClaimable::<Runtime>::get(hotkey(Bob));
			let left = SUBNETS.map(|netuid| unclaimed(&hotkey(Bob), netuid));
			swap_hotkey(Bob, hotkey(Bob), account(900), netuid);
			assert_eq!(RootClaimable::<Runtime>::get(account(900)), rates);
			assert!(!RootClaimable::<Runtime>::contains_key(hotkey(Bob)));
			assert_eq!(SUBNETS.map(|netuid| unclaimed(&account(900), netuid)), left);
			assert_claims_no_more(&[coldkey(Alice)]);
			assert_dave_gets_his();
		});
	}
}

#[test]
fn nothing_is_claimed_twice_after_the_coldkey_was_swapped() {
	claimed().block(|| {
		let swap = |old_coldkey, new_coldkey| {
			let swap_cost = TaoBalance::ZERO;
			assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }), Ok(()));
		};
		let before = RootClaimed::<Runtime>::get((SUBNET, hotkey(Bob), coldkey(Alice)));
		swap(coldkey(Alice), account(901));
		assert_eq!(RootClaimed::<Runtime>::get((SUBNET, hotkey(Bob), account(901))), before);
		assert_claims_no_more(&[coldkey(Alice), account(901)]);
		// What was not claimed goes along.
		swap(coldkey(Dave), account(902));
		assert_claims_no_more(&[account(902)]);
		assert_claims_no_more(&[coldkey(Alice), account(901)]);
	});
}

/// More stakers than follow a hotkey at once: every second has claimed before, and some claim while stake follows.
#[test]
fn everybody_claims_once_while_stake_follows_a_hotkey() {
	let stakers = || (1..=1_200).map(account);
	let mut chain = scene();
	chain.skip_to(10_000);
	let dividend = 1_200 * TAO;
	chain.block(|| {
		set_threshold(SUBNET, 0);
		for of in stakers() {
			grant_root(&hotkey(Bob), &of, 10 * TAO);
			assert_eq!(choose(&of, RootClaimTypeEnum::Keep), Ok(()));
		}
		earn(&hotkey(Bob), SUBNET, dividend);
		for of in stakers().step_by(2) {
			assert_eq!(claim(&of, [SUBNET]), Ok(()));
		}
		swap_hotkey(Bob, hotkey(Bob), account(5_000), Some(ROOT));
		assert!(HotkeyTransits::<Runtime>::contains_key((ROOT, hotkey(Bob))));
		stakers().take(300).for_each(|of| assert_eq!(claim(&of, [SUBNET]), Ok(())));
	});
	for _ in 0..50 {
		chain.block(|| stakers().skip(600).take(20).for_each(|of| assert_eq!(claim(&of, [SUBNET]), Ok(()))));
	}
	chain.block(|| {
		assert!(!HotkeyTransits::<Runtime>::contains_key((ROOT, hotkey(Bob))));
		for of in stakers() {
			assert_eq!(claim(&of, [SUBNET]), Ok(()));
			let kept = [hotkey(Bob), account(5_000)].map(|on| Staking::stake_of(&on, &of, SUBNET).get());
			let kept: u64 = kept.into_iter().sum();
			assert!((TAO - 10..=TAO + 1).contains(&kept), "{kept}");
		}
		assert!(unclaimed(&account(5_000), SUBNET) < 1_200 * 10);
	});
}

/// A coldkey with more hotkeys than follow it at once claims under both names while its stake follows.
#[test]
fn nothing_is_claimed_twice_while_stake_follows_a_coldkey() {
	let hotkeys = || (1..=700).map(account);
	let mut chain = scene();
	chain.block(|| {
		set_threshold(SUBNET, 0);
		for on in hotkeys() {
			grant_root(&on, &coldkey(Alice), 10 * TAO);
			earn(&on, SUBNET, TAO);
		}
		assert_eq!(choose(&coldkey(Alice), RootClaimTypeEnum::Keep), Ok(()));
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		let (old_coldkey, new_coldkey, swap_cost) = (coldkey(Alice), account(5_000), TaoBalance::ZERO);
		assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }), Ok(()));
	});
	let mut blocks = 0;
	while blocks < 20 || chain.look(|| ColdkeyTransits::<Runtime>::contains_key(coldkey(Alice))) {
		chain.block(|| {
			for of in [coldkey(Alice), account(5_000)] {
				Staking::claim_automatically([blocks; 32]);
				assert_eq!(choose(&of, RootClaimTypeEnum::Keep), Ok(()));
				assert_eq!(claim(&of, [SUBNET]), Ok(()));
			}
		});
		blocks += 1;
		assert!(blocks < 100);
	}
	chain.look(|| {
		for on in hotkeys() {
			let kept = [coldkey(Alice), account(5_000)].map(|of| Staking::stake_of(&on, &of, SUBNET).get());
			assert_eq!(kept[0], 0);
			assert!((TAO - 10..=TAO).contains(&kept[1]), "{kept:?}");
		}
	});
}

/// Those who do anything at all.
const PEOPLE: [Sr25519Keyring; 5] = [Alice, Charlie, Dave, Eve, Ferdie];
/// Those on whose hotkeys they stake.
const DELEGATES: [Sr25519Keyring; 2] = [Bob, Charlie];

/// What hotkeys were given for their stakers: (hotkey, subnet), alpha-rao.
type Earned = BTreeMap<(Sr25519Keyring, NetUid), u64>;

/// One thing that somebody does. What is refused is no matter.
fn step(dice: &mut StdRng, earned: &mut Earned) {
	let (who, other) = (*PEOPLE.choose(dice).unwrap(), *PEOPLE.choose(dice).unwrap());
	let on = *DELEGATES.choose(dice).unwrap();
	let netuid = *SUBNETS.choose(dice).unwrap();
	let stake = Staking::stake_of(&hotkey(on), &coldkey(who), ROOT).get();
	let part = alpha_rao(if dice.random_ratio(1, 3) { stake } else { dice.random_range(0..=stake) });
	let _ = match dice.random_range(0..10) {
		0..3 => add_stake(who, on, ROOT, rao(dice.random_range(500_000..100 * TAO))),
		3 => remove_stake(who, on, ROOT, part),
		4 => call(&coldkey(who), transfer_stake(other, on, (ROOT, ROOT), part)),
		5 => {
			let to = if on == Bob { Charlie } else { Bob };
			call(&coldkey(who), move_stake(on, to, (ROOT, ROOT), part))
		},
		6 => {
			let before = unclaimed(&hotkey(on), netuid);
			earn(&hotkey(on), netuid, dice.random_range(0..50 * TAO) >> dice.random_range(0..30));
			*earned.entry((on, netuid)).or_default() += unclaimed(&hotkey(on), netuid) - before;
			Ok(())
		},
		7 => {
			let keeps = dice.random_ratio(1, 2);
			choose(&coldkey(who), if keeps { RootClaimTypeEnum::Keep } else { RootClaimTypeEnum::Swap })
		},
		8 => claim(&coldkey(who), [netuid]),
		_ => {
			Staking::claim_automatically(dice.random());
			Ok(())
		},
	};
}

/// What the rates and watermarks owe all people together, in alpha-rao, counted apart from the code that is tested.
fn all_owed(on: Sr25519Keyring, netuid: NetUid) -> i128 {
	let rate = RootClaimable::<Runtime>::get(hotkey(on)).get(&netuid).map_or(0, |rate| rate.to_bits());
	let owed = PEOPLE.map(|of| {
		let stake = Staking::stake_of(&hotkey(on), &coldkey(of), ROOT).get();
		let claimed = RootClaimed::<Runtime>::get((netuid, hotkey(on), coldkey(of)));
		((rate * i128::from(stake)) >> 32) - i128::try_from(claimed).unwrap()
	});
	owed.into_iter().map(|owed| owed.max(0)).sum()
}

/// Each change of stake can round an alpha-rao in somebody's favour, and a unit of stake, which is worth the rate.
#[track_caller]
fn assert_owes_no_more_than_there_is(earned: &Earned, steps: i128) {
	for ((on, netuid), earned) in earned {
		let left = unclaimed(&hotkey(*on), *netuid);
		assert!(left <= *earned);
		let rate = RootClaimable::<Runtime>::get(hotkey(*on)).get(netuid).map_or(0, |rate| rate.to_num::<i128>());
		let owed = all_owed(*on, *netuid);
		assert!(owed <= i128::from(left) + steps * (2 + rate), "{owed} of {left} after {steps} steps");
	}
}

#[test]
fn nobody_is_owed_what_was_not_earned_over_random_histories() {
	let steps = 150;
	scene().look(|| {
		for netuid in SUBNETS {
			set_threshold(netuid, 0);
		}
		for seed in 0..4 {
			undone(|| {
				let (mut dice, mut earned) = (StdRng::seed_from_u64(seed), Earned::new());
				for number in 0..steps {
					step(&mut dice, &mut earned);
					assert_owes_no_more_than_there_is(&earned, number + 1);
				}
				check_invariants(1);
				assert!(!earned.is_empty());

				for of in PEOPLE {
					assert_eq!(choose(&coldkey(of), RootClaimTypeEnum::Keep), Ok(()));
					assert_eq!(claim(&coldkey(of), SUBNETS), Ok(()));
				}
				for (on, netuid) in earned.keys() {
					for of in PEOPLE {
						assert_eq!(Staking::owed(&hotkey(*on), &coldkey(of), *netuid), AlphaBalance::ZERO);
					}
				}
				check_invariants(1);
			});
		}
	});
}

/// Nobody leaves, so nothing is forfeited: all but roundings is claimed.
#[test]
fn everything_that_was_earned_can_be_claimed_by_those_who_stay() {
	let mut dice = StdRng::seed_from_u64(7);
	scene().block(|| {
		for netuid in SUBNETS {
			set_threshold(netuid, 0);
		}
		let mut earned = 0;
		for _ in 0..60 {
			let who = *PEOPLE.choose(&mut dice).unwrap();
			assert_eq!(add_stake(who, Bob, ROOT, rao(dice.random_range(TAO..30 * TAO))), Ok(()));
			let before = unclaimed(&hotkey(Bob), SUBNET);
			earn(&hotkey(Bob), SUBNET, dice.random_range(0..TAO));
			earned += unclaimed(&hotkey(Bob), SUBNET) - before;
			if dice.random_ratio(1, 2) {
				assert_eq!(claim(&coldkey(who), [SUBNET]), Ok(()));
			}
		}
		for who in PEOPLE {
			assert_eq!(claim(&coldkey(who), [SUBNET]), Ok(()));
		}
		// 2^-32 of the root stake for each dividend, and an alpha-rao for each change.
		let lost = unclaimed(&hotkey(Bob), SUBNET);
		assert!(earned > 20 * TAO && lost < 60 * 500 + 600, "{lost} of {earned}");
	});
}
