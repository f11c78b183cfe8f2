//! Moving stake there and back, and around: nobody gets richer by it, and on one subnet nobody gets poorer.
//!
//! What rounding does, on one subnet: what somebody has is known to a fraction of an alpha-rao, but shown and moved rounded
//! down, and so are the shares that a deposit brings. Each leg takes at most one alpha-rao from what is shown of who moves;
//! one that arrives beside a fraction can make it one more. Those who take part have together at most one more than before.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, hotkey, ProtocolCall},
	moves::{move_stake, swap_stake, transfer_stake},
	words::{add_stake, allow_trade, alpha_rao, grant, rao, scene, stake, still_scene, tao, OTHER, SUBNET},
};
use pallet_protocol::AlphaV2;
use rand::{rngs::StdRng, seq::SliceRandom, Rng, SeedableRng};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, TAO};
use taonet_types::NetUid;

const ROOT: NetUid = NetUid::ROOT;
/// Trips of each kind.
const TRIPS: u64 = 80;

/// Any amount between two, small ones as often as large ones.
fn any(dice: &mut StdRng, least: u64, most: u64) -> u64 {
	let bits = 63 - (most / least).leading_zeros();
	(least << dice.random_range(0..=bits)).saturating_add(dice.random_range(0..=least)).min(most)
}

/// What everybody has on Bob's and Charlie's hotkeys on a subnet.
fn holdings(netuid: NetUid) -> Vec<((AccountId, AccountId), u64)> {
	let mut all: Vec<_> = AlphaV2::<Runtime>::iter_keys()
		.filter(|(_, _, of)| *of == netuid)
		.map(|(on, of, _)| {
			let worth = Staking::stake_of(&on, &of, netuid).get();
			((on, of), worth)
		})
		.collect();
	all.sort();
	all
}

/// Several coldkeys with stake on two hotkeys, whose shares have been worth more by dividends for a while.
fn old_pools(dice: &mut StdRng) {
	for number in 0..8 {
		for on in [Bob, Charlie] {
			let amount = alpha_rao(any(dice, 1, 1_000_000 * TAO));
			grant(on, &account(number), SUBNET, amount);
			let dividend = alpha_rao(any(dice, 1, 10_000 * TAO));
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, dividend), Ok(()));
			assert_eq!(Staking::add_dividend(&hotkey(on), SUBNET, dividend), Ok(()));
		}
	}
}

/// Dispatches for Alice.
fn alice(asked: ProtocolCall) {
	let shown = format!("{asked:?}");
	assert_eq!(call(&coldkey(Alice), asked), Ok(()), "{shown}");
}

/// That nobody but Alice and Dave has more or less than one alpha-rao more or less.
fn assert_others_are_not_touched(before: &[((AccountId, AccountId), u64)]) {
	let of_others = |((_, of), _): &&((AccountId, AccountId), u64)| ![Alice, Dave].map(coldkey).contains(of);
	let after = holdings(SUBNET);
	for (before, after) in before.iter().filter(of_others).zip(after.iter().filter(of_others)) {
		assert_eq!(before.0, after.0);
		assert!(before.1.abs_diff(after.1) <= 1, "{before:?} became {after:?}");
	}
}

/// At most one alpha-rao less for each of two legs, and together at most one more.
#[track_caller]
fn assert_there_and_back(before: (u64, u64), after: (u64, u64)) {
	assert!((before.0 - 2..=before.0 + 1).contains(&after.0), "{before:?} became {after:?}");
	assert!((before.1.saturating_sub(2)..=before.1 + 1).contains(&after.1), "{before:?} became {after:?}");
	let (before, after) = (before.0 + before.1, after.0 + after.1);
	assert!((before - 2..=before + 1).contains(&after), "{before} became {after}");
}

#[test]
fn move_to_another_hotkey_and_back_changes_no_more_than_one_alpha_rao_for_each_leg() {
	let dice = &mut StdRng::seed_from_u64(1);
	let mut chain = scene();
	chain.block(|| old_pools(dice));
	for _ in 0..TRIPS / 10 {
		chain.block(|| {
			for _ in 0..10 {
				grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(any(dice, 2_000_000, 1_000 * TAO)));
				let (here, there) = (stake(Bob, Alice, SUBNET), stake(Charlie, Alice, SUBNET));
				let before = holdings(SUBNET);
				let amount = any(dice, 2_000_000, here);
				alice(move_stake(Bob, Charlie, (SUBNET, SUBNET), alpha_rao(amount)));
				let arrived = stake(Charlie, Alice, SUBNET) - there;
				assert!((amount - 1..=amount + 1).contains(&arrived), "{amount} became {arrived}");
				if arrived < 2_000_000 {
					continue;
				}
				alice(move_stake(Charlie, Bob, (SUBNET, SUBNET), alpha_rao(arrived)));
				let back = (stake(Bob, Alice, SUBNET), stake(Charlie, Alice, SUBNET));
				assert_there_and_back((here, there), back);
				assert_others_are_not_touched(&before);
			}
		});
	}
}

#[test]
fn transfer_to_another_coldkey_and_back_changes_no_more_than_one_alpha_rao_for_each_leg() {
	let dice = &mut StdRng::seed_from_u64(2);
	let mut chain = scene();
	chain.block(|| old_pools(dice));
	for _ in 0..TRIPS / 10 {
		chain.block(|| {
			for _ in 0..10 {
				grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(any(dice, 4_000_000, 1_000 * TAO)));
				let (here, there) = (stake(Bob, Alice, SUBNET), stake(Bob, Dave, SUBNET));
				let (before, balances) = (holdings(SUBNET), [Alice, Dave].map(|key| free(&coldkey(key))));
				let amount = any(dice, 2_000_010, here);
				alice(transfer_stake(Dave, Bob, (SUBNET, SUBNET), alpha_rao(amount)));
				let arrived = stake(Bob, Dave, SUBNET) - there;
				assert!((amount - 1..=amount + 1).contains(&arrived), "{amount} became {arrived}");
				let back = transfer_stake(Alice, Bob, (SUBNET, SUBNET), alpha_rao(arrived));
				assert_eq!(call(&coldkey(Dave), back), Ok(()));
				assert_there_and_back((here, there), (stake(Bob, Alice, SUBNET), stake(Bob, Dave, SUBNET)));
				assert_others_are_not_touched(&before);
				assert_eq!([Alice, Dave].map(|key| free(&coldkey(key))), balances);
			}
		});
	}
}

/// Root has no dividends that change what a share is worth: not one RAO is lost.
#[test]
fn root_stake_that_goes_there_and_back_stays_what_it_was() {
	let dice = &mut StdRng::seed_from_u64(3);
	let mut chain = scene();
	chain.block(|| {
		for key in [Alice, Bob, Charlie] {
			for on in [Bob, Charlie] {
				assert_eq!(add_stake(key, on, ROOT, rao(any(dice, 1_000_000, 1_000 * TAO))), Ok(()));
			}
		}
		for _ in 0..TRIPS {
			let before = holdings(ROOT);
			let amount = alpha_rao(any(dice, 500_000, stake(Bob, Alice, ROOT)));
			alice(move_stake(Bob, Charlie, (ROOT, ROOT), amount));
			alice(move_stake(Charlie, Bob, (ROOT, ROOT), amount));
			alice(transfer_stake(Charlie, Bob, (ROOT, ROOT), amount));
			assert_eq!(call(&coldkey(Charlie), transfer_stake(Alice, Bob, (ROOT, ROOT), amount)), Ok(()));
			assert_eq!(holdings(ROOT), before);
		}
	});
}

/// Five subnets beside root, of any reserves, on which others have stake. Either blocks emit to all of them, or to none.
fn ring(dice: &mut StdRng, emits: bool) -> (Chain, Vec<NetUid>) {
	let mut chain = if emits { scene() } else { still_scene() };
	let mut netuids = vec![ROOT, SUBNET, OTHER];
	for owner in [Alice, Bob, Charlie] {
		let netuid = if emits { chain.start_subnet(owner) } else { chain.register_subnet(owner) };
		chain.block(|| allow_trade(netuid));
		netuids.push(netuid);
	}
	chain.block(|| {
		assert_eq!(add_stake(Bob, Bob, ROOT, tao(50)), Ok(()));
		for netuid in netuids.iter().copied().filter(|netuid| !netuid.is_root()) {
			let (more, outside) = (alpha_rao(any(dice, TAO, 10_000 * TAO)), alpha_rao(any(dice, TAO, 1_000 * TAO)));
			assert_eq!(AlphaAssets::inject(netuid, rao(0), more), Ok(()));
			grant(Bob, &coldkey(Charlie), netuid, outside);
		}
	});
	(chain, netuids)
}

/// Alice takes all that she has around the ring, alone, by swaps.
fn go_round(way: &[NetUid]) {
	for (from, to) in way.iter().zip(way.iter().cycle().skip(1)) {
		alice(swap_stake(Bob, (*from, *to), alpha_rao(u64::MAX)));
	}
}

/// Where an epoch has paid dividends a share is no whole number of alpha-rao: whoever takes all of it may leave one behind.
#[test]
fn way_around_a_ring_of_subnets_never_makes_richer() {
	for seed in 0..8 {
		let dice = &mut StdRng::seed_from_u64(seed);
		let emits = seed % 2 == 1;
		let (mut chain, mut netuids) = ring(dice, emits);
		for _ in 0..8 {
			netuids.shuffle(dice);
			let way = &netuids[..dice.random_range(2..=netuids.len())];
			let start = way[0];
			chain.block(|| {
				let amount = any(dice, 20_000_000, 500 * TAO);
				if start.is_root() {
					assert_eq!(add_stake(Alice, Bob, ROOT, rao(amount)), Ok(()));
				} else {
					grant(Bob, &coldkey(Alice), start, alpha_rao(amount));
				}
				let (before, balance) = (stake(Bob, Alice, start), free(&coldkey(Alice)));
				go_round(way);
				let after = stake(Bob, Alice, start);
				assert!(after < before, "{way:?}: {before} became {after}");
				assert_eq!(free(&coldkey(Alice)), balance);
				// Where it has been nothing is left but that.
				let left: Vec<_> = way[1..].iter().map(|netuid| stake(Bob, Alice, *netuid)).collect();
				assert!(left.iter().all(|left| *left <= u64::from(emits)), "{way:?}: {left:?}");
				// And home again, out of the next one's way.
				let all = ProtocolCall::unstake_all { hotkey: hotkey(Bob) };
				assert_eq!(call(&coldkey(Alice), all), Ok(()));
			});
		}
	}
}

/// What they put in is at most what they get out when all have left.
#[test]
fn several_who_move_around_together_gain_nothing_from_the_others() {
	let everybody = [Alice, Dave, Eve, Ferdie];
	for seed in 100..106 {
		let dice = &mut StdRng::seed_from_u64(seed);
		let (mut chain, netuids) = ring(dice, false);
		let total = |keys: &[Sr25519Keyring]| keys.iter().map(|key| free(&coldkey(*key))).sum::<u64>();
		let before = chain.look(|| total(&everybody));
		chain.block(|| {
			for key in everybody {
				let netuid = netuids[dice.random_range(0..netuids.len())];
				assert_eq!(add_stake(key, Bob, netuid, rao(any(dice, 10_000_000, 500 * TAO))), Ok(()));
			}
		});
		for _ in 0..10 {
			chain.block(|| {
				for _ in 0..6 {
					let key = everybody[dice.random_range(0..everybody.len())];
					let (from, to) = (dice.random_range(0..netuids.len()), dice.random_range(0..netuids.len()));
					let way = (netuids[from], netuids[to]);
					let most = stake(Bob, key, way.0);
					let amount = alpha_rao(any(dice, 1, most.max(1)));
					// Most have nothing there.
					let _ = call(&coldkey(key), swap_stake(Bob, way, amount));
				}
			});
		}
		chain.block(|| {
			for key in everybody {
				let all = ProtocolCall::unstake_all { hotkey: hotkey(Bob) };
				assert_eq!(call(&coldkey(key), all), Ok(()));
			}
			let after = total(&everybody);
			assert!(after < before, "{before} became {after}");
		});
	}
}
