//! Staking 9, economics 11.2: what stands behind a hotkey when stake is lent.

use super::{choose, claim_numbers, give_alpha, lend, let_choose_again, scene, ALL, HALF};
use crate::{
	kit::{account, call, coldkey, error, hotkey, ProtocolCall},
	words::{add_stake, alpha_rao, rao, tao, FIRST},
};
use pallet_protocol::{ChildkeyTake, Error, TaoWeight};
use rand::{rngs::StdRng, seq::SliceRandom, Rng, SeedableRng};
use sp_keyring::Sr25519Keyring::{Alice, Dave, Eve, Ferdie};
use taonet_runtime::{AccountId, Runtime, Staking, TAO};
use taonet_tokenomics::{dividends::split_dividend, root::tao_weight, stake_weight::HotkeyStake};
use taonet_types::{AlphaBalance, NetUid};

const ROOT: NetUid = NetUid::ROOT;
/// Hotkeys of the random graphs.
const HOTKEYS: u32 = 14;

fn stake(alpha: u64, root: u64) -> HotkeyStake {
	HotkeyStake { alpha: alpha_rao(alpha), root: rao(root) }
}

fn inherited(hotkey: &AccountId) -> HotkeyStake {
	Staking::stake_weight(hotkey, FIRST).inherited
}

/// The worked example of staking 9: Eve lends half to Dave.
#[test]
fn child_weighs_what_the_worked_example_says() {
	scene().block(|| {
		give_alpha(&hotkey(Dave), FIRST, 1_000 * TAO);
		give_alpha(&hotkey(Eve), FIRST, 3_000 * TAO);
		assert_eq!(add_stake(Alice, Eve, ROOT, tao(10_000)), Ok(()));
		assert_eq!(lend(Eve, FIRST, &[(HALF, Dave)]), Ok(()));
		let weight = Staking::stake_weight(&hotkey(Dave), FIRST);
		assert_eq!(weight.inherited, stake(2_500 * TAO, 5_000 * TAO));
		assert_eq!(weight.total, 2_763_384_871_650);
		assert_eq!(inherited(&hotkey(Eve)), stake(1_500 * TAO, 5_000 * TAO));
		// What is lent is not moved.
		assert_eq!(Staking::own_stake(&hotkey(Eve), FIRST), stake(3_000 * TAO, 10_000 * TAO));
	});
}

/// The worked example of economics 11.2, and the same where both are one coldkey's.
#[test]
fn dividend_is_split_as_the_worked_example_says() {
	scene().block(|| {
		let others = account(1);
		assert_eq!(call(&coldkey(Eve), ProtocolCall::try_associate_hotkey { hotkey: others.clone() }), Ok(()));
		give_alpha(&hotkey(Dave), FIRST, 1_000 * TAO);
		give_alpha(&hotkey(Eve), FIRST, 3_000 * TAO);
		assert_eq!(add_stake(Alice, Eve, ROOT, tao(10_000)), Ok(()));
		assert_eq!(lend(Eve, FIRST, &[(HALF, Dave)]), Ok(()));
		let asked = ProtocolCall::set_childkey_take { hotkey: hotkey(Dave), netuid: FIRST, take: 11_796 };
		assert_eq!(call(&coldkey(Dave), asked), Ok(()));

		let sources = Staking::dividend_sources(&hotkey(Dave), FIRST);
		assert_eq!((&sources.parents[..], sources.children.len()), (&[hotkey(Eve)][..], 0));
		let weight = tao_weight(TaoWeight::<Runtime>::get());
		let split = split_dividend(&sources.inputs(alpha_rao(100 * TAO)), weight, 0);
		assert_eq!(split.parents, [alpha_rao(52_326_539_162)]);
		assert_eq!(split.own, alpha_rao(47_673_460_837));
		assert!(!sources.lent[0].same_owner);

		// Eve's other hotkey borrows the other half.
		ChildkeyTake::<Runtime>::insert(&others, FIRST, 11_796);
		let_choose_again(&hotkey(Eve), FIRST);
		assert_eq!(choose(Eve, &hotkey(Eve), FIRST, &[(HALF - 1, others.clone())]), Ok(()));
		let sources = Staking::dividend_sources(&others, FIRST);
		assert!(sources.lent[0].same_owner);
		assert_eq!(split_dividend(&sources.inputs(alpha_rao(100)), weight, 0).own, AlphaBalance::ZERO);
	});
}

#[test]
fn parents_of_a_hotkey_without_owner_are_others() {
	scene().block(|| {
		let orphan = account(1);
		assert_eq!(choose(Ferdie, &hotkey(Ferdie), FIRST, &[(HALF, orphan.clone())]), Ok(()));
		assert!(!Staking::dividend_sources(&orphan, FIRST).lent[0].same_owner);
		let nobody = Staking::dividend_sources(&account(2), FIRST);
		assert_eq!((nobody.parents, nobody.stake, nobody.childkey_take), (vec![], stake(0, 0), 0));
	});
}

#[test]
fn only_own_stake_is_passed_on() {
	scene().block(|| {
		give_alpha(&hotkey(Dave), FIRST, 1_000);
		assert_eq!(lend(Dave, FIRST, &[(ALL, Eve)]), Ok(()));
		assert_eq!(lend(Eve, FIRST, &[(ALL, Ferdie)]), Ok(()));
		let weights = [Dave, Eve, Ferdie].map(|key| inherited(&hotkey(key)).alpha.get());
		assert_eq!(weights, [0, 1_000, 0]);
	});
}

#[test]
fn nothing_is_lent_on_root() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Dave, ROOT, tao(2)), Ok(()));
		assert_eq!(lend(Dave, FIRST, &[(ALL, Eve)]), Ok(()));
		assert_eq!(Staking::stake_weight(&hotkey(Dave), ROOT).inherited.root, tao(2));
		assert_eq!(inherited(&hotkey(Eve)).root, tao(2));
	});
}

/// Parts of a stake that are together at most the whole.
fn parts(dice: &mut StdRng, count: usize) -> Vec<u64> {
	let mut left = ALL;
	(0..count)
		.map(|_| {
			let part = match dice.random_range(0..5) {
				0 => left,
				1 => 0,
				_ => dice.random_range(0..=left),
			};
			left -= part;
			part
		})
		.collect()
}

/// S-5 is checked after every block.
#[test]
fn stake_of_a_random_graph_is_neither_made_nor_lost() {
	let mut chain = scene();
	let mut dice = StdRng::seed_from_u64(8);
	let hotkeys = chain.block(|| {
		let hotkeys = claim_numbers(1..=HOTKEYS);
		for hotkey in &hotkeys {
			give_alpha(hotkey, FIRST, dice.random_range(1..=1_000_000 * TAO) >> dice.random_range(0..40));
			let amount_staked = rao(dice.random_range(1_000_000..1_000 * TAO));
			let asked = ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid: ROOT, amount_staked };
			assert_eq!(call(&coldkey(Alice), asked), Ok(()));
		}
		hotkeys
	});
	let (mut made, mut refused) = (0, 0);
	for _ in 0..60 {
		chain.block(|| {
			for _ in 0..4 {
				let mut others = hotkeys.clone();
				others.shuffle(&mut dice);
				let parent = others.pop().expect("there are some");
				others.truncate(dice.random_range(0..=5));
				let chosen: Vec<_> = parts(&mut dice, others.len()).into_iter().zip(others).collect();
				let_choose_again(&parent, FIRST);
				match choose(Alice, &parent, FIRST, &chosen) {
					Ok(()) => made += 1,
					failed => {
						assert_eq!(failed, error(Error::ChildParentInconsistency));
						refused += 1;
					},
				}
			}
			assert_stake_is_kept(&hotkeys);
			assert_all_at_once_are_as_one_by_one(&hotkeys);
		});
	}
	assert!(made > 60 && refused > 20, "{made} choices, {refused} refused");
}

/// Only what is rounded down for each hotkey may be missing.
fn assert_stake_is_kept(hotkeys: &[AccountId]) {
	let sum = |stakes: &[HotkeyStake]| {
		let alpha: u128 = stakes.iter().map(|stake| u128::from(stake.alpha.get())).sum();
		let root: u128 = stakes.iter().map(|stake| u128::from(stake.root.get())).sum();
		[alpha, root]
	};
	let own = sum(&hotkeys.iter().map(|hotkey| Staking::own_stake(hotkey, FIRST)).collect::<Vec<_>>());
	let weighed = sum(&hotkeys.iter().map(inherited).collect::<Vec<_>>());
	for (own, weighed) in own.into_iter().zip(weighed) {
		let missing = own.checked_sub(weighed).expect("nothing is made");
		assert!(missing < u128::from(HOTKEYS), "{missing} are lost");
	}
}

/// With more related hotkeys than are asked about, with as many, and with fewer.
fn assert_all_at_once_are_as_one_by_one(hotkeys: &[AccountId]) {
	for asked in [hotkeys, hotkeys.split_at(3).0, &[hotkeys, &[account(77)]].concat()] {
		for netuid in [FIRST, ROOT] {
			let one_by_one: Vec<_> = asked.iter().map(|hotkey| Staking::stake_weight(hotkey, netuid)).collect();
			assert_eq!(Staking::stakes_behind(netuid, asked), one_by_one);
		}
	}
}
