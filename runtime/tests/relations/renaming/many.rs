//! Staking 11 and 12: what there is very much of follows a swapped key over blocks, and nobody notices.

use crate::{
	chain::{free, send, Chain},
	kit::{account, call, coldkey, hotkey, root, ProtocolCall},
	rest::scene,
	words::{alpha, alpha_rao, rao, tao, OTHER, SUBNET},
};
use codec::Encode;
use pallet_protocol::{
	weights::ENTRIES_SWAPPED_AT_ONCE, AlphaV2, ChildKeys, LastEpochBlock, Lock, OwnedHotkeys, Owner, ParentKeys,
	PendingChildKeys, StakingHotkeys,
};
use pallet_staking::{
	ChildrenInTurn, ColdkeyTransits, HotkeyTransits, HotkeysToDisown, PositionsOfColdkey, TransitsTo, MOST_PARENTS,
};
use pallet_subnets::{Dissolutions, Stage};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, Subnets, System};
use taonet_types::{AlphaBalance, NetUid};

/// More than one call moves.
const MANY: u32 = 800;
/// As many of them have locked something.
const LOCKERS: u32 = 400;
/// Most blocks until all has followed.
const PATIENCE: u32 = 60;

fn nominator(number: u32) -> AccountId {
	account(10_000 + number)
}

fn nominators() -> impl Iterator<Item = AccountId> {
	(0..MANY).map(nominator)
}

fn new_hotkey() -> AccountId {
	account(900)
}

/// What a nominator has on both hotkeys together, in alpha-rao.
fn stake_of(coldkey: &AccountId) -> u64 {
	[hotkey(Bob), new_hotkey()].map(|hotkey| Staking::stake_of(&hotkey, coldkey, SUBNET).get()).iter().sum()
}

fn stakes() -> Vec<u64> {
	nominators().map(|coldkey| stake_of(&coldkey)).collect()
}

/// Gives stake on a hotkey that is made for the purpose.
fn grant(on: &AccountId, of: &AccountId, netuid: NetUid, amount: AlphaBalance) {
	assert_eq!(AlphaAssets::emit_alpha(netuid, amount), Ok(()));
	assert_eq!(Staking::increase(on, of, netuid, amount), Ok(()));
}

/// Many have staked on Bob's hotkey, and half of them have locked something for it.
fn crowded() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		for (number, nominator) in (1..).zip(nominators()) {
			grant(&hotkey(Bob), &nominator, SUBNET, alpha_rao(1_000_000_007 * number));
		}
	});
	chain.block(|| {
		for nominator in nominators().take(LOCKERS as usize) {
			let asked = ProtocolCall::lock_stake { hotkey: hotkey(Bob), netuid: SUBNET, amount: alpha_rao(1_000_000) };
			assert_eq!(call(&nominator, asked), Ok(()));
		}
	});
	chain
}

fn swap(netuid: Option<NetUid>) {
	let asked = ProtocolCall::swap_hotkey { hotkey: hotkey(Bob), new_hotkey: new_hotkey(), netuid };
	assert_eq!(call(&coldkey(Bob), asked), Ok(()));
}

fn is_following() -> bool {
	HotkeyTransits::<Runtime>::iter_keys().next().is_some()
}

/// Shares of a hotkey's stake, and what is locked for it.
fn held_on(hotkey: &AccountId) -> BTreeSet<(AccountId, NetUid, Vec<u8>)> {
	let shares = AlphaV2::<Runtime>::iter().filter(|((on, ..), _)| on == hotkey);
	let shares = shares.map(|((_, coldkey, netuid), share)| (coldkey, netuid, share.encode()));
	let locks = Lock::<Runtime>::iter().filter(|((.., on), _)| on == hotkey);
	shares.chain(locks.map(|((coldkey, netuid, _), lock)| (coldkey, netuid, lock.encode()))).collect()
}

fn assert_follows_unnoticed(netuid: Option<NetUid>) {
	let mut chain = crowded();
	let (before, held, all) =
		chain.look(|| (stakes(), held_on(&hotkey(Bob)), Staking::total_stake_of(&hotkey(Bob), SUBNET)));
	chain.block(|| {
		swap(netuid);
		let followed = AlphaV2::<Runtime>::iter_key_prefix((new_hotkey(),)).count();
		assert_eq!(followed, ENTRIES_SWAPPED_AT_ONCE as usize, "so many follow at once");
	});
	let mut blocks = 0;
	while chain.look(is_following) {
		chain.look(|| {
			assert!(stakes() == before, "somebody has lost or won {blocks} blocks after the swap");
			assert_eq!(Staking::total_stake_of(&new_hotkey(), SUBNET), all, "the stake has moved as a whole");
			assert!(Staking::total_stake_of(&hotkey(Bob), SUBNET).is_zero());
			assert_eq!(Owner::<Runtime>::get(hotkey(Bob)), coldkey(Bob), "nobody else can claim it meanwhile");
		});
		chain.run(1);
		blocks += 1;
		assert!(blocks < PATIENCE, "it goes on for ever");
	}
	assert!(blocks > 5);
	chain.look(|| {
		assert_eq!(held_on(&new_hotkey()), held, "the bits of all shares and locks");
		assert_eq!(held_on(&hotkey(Bob)), BTreeSet::new());
		assert!(stakes() == before);
		assert_eq!(TransitsTo::<Runtime>::iter_keys().count(), 0);
		assert_eq!(HotkeysToDisown::<Runtime>::iter_keys().count(), 0);
		assert_eq!(Owner::<Runtime>::contains_key(hotkey(Bob)), netuid.is_some());
	});
}

#[test]
fn many_shares_and_locks_follow_on_all_subnets_and_nobody_notices() {
	assert_follows_unnoticed(None);
}

#[test]
fn many_shares_and_locks_follow_on_one_subnet_and_nobody_notices() {
	assert_follows_unnoticed(Some(SUBNET));
}

/// An epoch pays into the stake of a hotkey as a whole, whoever's share of it still follows.
#[test]
fn epochs_pay_everybody_the_same_while_stake_follows() {
	let stakes_in_the_end = |swapped: Option<Option<NetUid>>| {
		let mut chain = crowded();
		let before: u64 = chain.look(stakes).iter().sum();
		chain.block(|| {
			Subnets::change_tempo(SUBNET, 2);
			swapped.into_iter().for_each(swap);
		});
		let mut epochs_meanwhile = 0;
		for _ in 0..30 {
			chain.run(1);
			let had_epoch = || LastEpochBlock::<Runtime>::get(SUBNET) == u64::from(System::block_number());
			epochs_meanwhile += usize::from(chain.look(|| is_following() && had_epoch()));
		}
		assert!(swapped.is_none() || epochs_meanwhile > 2);
		chain.look(|| {
			assert!(!is_following() && stakes().iter().sum::<u64>() > before);
			stakes()
		})
	};
	let without = stakes_in_the_end(None);
	for netuid in [None, Some(SUBNET)] {
		assert!(stakes_in_the_end(Some(netuid)) == without, "somebody earns more or less for a swap");
	}
}

#[test]
fn people_stake_and_unstake_through_the_old_hotkey_while_their_stake_follows() {
	let mut chain = crowded();
	chain.block(|| swap(Some(SUBNET)));
	let mut traded = 0;
	while chain.look(is_following) {
		chain.block(|| {
			let waiting: Vec<_> =
				AlphaV2::<Runtime>::iter_key_prefix((hotkey(Bob),)).map(|(coldkey, _)| coldkey).collect();
			let is_free = |coldkey: &&AccountId| Lock::<Runtime>::iter_key_prefix((coldkey,)).next().is_none();
			let free_to_go: Vec<_> = waiting.iter().filter(is_free).take(3).cloned().collect();
			for coldkey in free_to_go {
				let (netuid, had) = (SUBNET, stake_of(&coldkey));
				let old = hotkey(Bob);
				let half = alpha_rao(had / 2);
				let unstaked = ProtocolCall::remove_stake { hotkey: old.clone(), netuid, amount_unstaked: half };
				assert_eq!(call(&coldkey, unstaked), Ok(()));
				assert!(had - had / 2 - stake_of(&coldkey) <= 1, "it has half of what it had");
				assert!(Staking::stake_of(&old, &coldkey, netuid).is_zero(), "what is touched has followed");
				let staked = ProtocolCall::add_stake { hotkey: old, netuid, amount_staked: rao(free(&coldkey) / 2) };
				let before = stake_of(&coldkey);
				assert_eq!(call(&coldkey, staked), Ok(()));
				assert!(stake_of(&coldkey) > before, "what is staked on the old one is on the new one");
				let rest = ProtocolCall::remove_stake_full_limit { hotkey: new_hotkey(), netuid, limit_price: None };
				assert_eq!(call(&coldkey, rest), Ok(()));
				assert_eq!(stake_of(&coldkey), 0);
				traded += 1;
			}
		});
	}
	assert!(traded > 5);
}

#[test]
fn hotkey_whose_stake_is_still_following_can_neither_be_swapped_on_nor_swapped_to() {
	let mut chain = crowded();
	chain.block(|| swap(Some(SUBNET)));
	chain.block(|| {
		assert!(is_following());
		// As if the wait of the coldkey were over.
		pallet_protocol::TxRateLimit::<Runtime>::put(0);
		pallet_protocol::LastHotkeySwapOnNetuid::<Runtime>::remove(SUBNET, coldkey(Bob));
		let [old, new, other] = [hotkey(Bob), new_hotkey(), account(902)];
		for (hotkey, new_hotkey) in [(&new, &other), (&old, &other), (&new, &old), (&other, &new)] {
			let (hotkey, new_hotkey) = (hotkey.clone(), new_hotkey.clone());
			let asked = ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: Some(SUBNET) };
			assert!(call(&coldkey(Bob), asked).is_err());
		}
	});
}

#[test]
fn holders_are_paid_the_same_if_the_subnet_is_dissolved_while_their_stake_follows() {
	let paid = |swaps: bool| {
		let mut chain = crowded();
		chain.block(|| {
			if swaps {
				swap(Some(SUBNET));
			}
		});
		chain.run(2);
		chain.block(|| assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(())));
		while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
			chain.run(1);
		}
		chain.look(|| {
			assert!(!is_following(), "nothing is left to follow");
			assert_eq!(TransitsTo::<Runtime>::iter_keys().count(), 0);
			nominators().map(|coldkey| free(&coldkey)).collect::<Vec<_>>()
		})
	};
	let (with_swap, without) = (paid(true), paid(false));
	assert!(without.iter().sum::<u64>() > 0);
	assert!(with_swap == without, "somebody is paid more or less for a swap");
}

#[test]
fn many_choices_of_children_follow_too() {
	let mut chain = scene();
	chain.block(|| {
		for number in 0..MANY {
			let (hotkey, netuid) = (nominator(number), SUBNET);
			assert_eq!(Subnets::create_account(&coldkey(Charlie), &hotkey), Ok(()));
			let children = vec![(u64::from(number), self::hotkey(Bob))];
			assert_eq!(call(&coldkey(Charlie), ProtocolCall::set_children { hotkey, netuid, children }), Ok(()));
		}
	});
	chain.block(|| swap(Some(SUBNET)));
	while chain.look(is_following) {
		chain.run(1);
	}
	chain.look(|| {
		for number in 0..MANY {
			let (children, _) = PendingChildKeys::<Runtime>::get(SUBNET, nominator(number));
			assert_eq!(children, [(u64::from(number), new_hotkey())]);
		}
	});
}

#[test]
fn choices_that_take_effect_while_a_child_gives_way_are_for_the_one_in_its_place() {
	let mut chain = scene();
	chain.block(|| {
		for number in 0..MANY {
			let (hotkey, netuid) = (nominator(number), SUBNET);
			assert_eq!(Subnets::create_account(&coldkey(Charlie), &hotkey), Ok(()));
			let children = vec![(u64::from(number) + 1, self::hotkey(Bob))];
			assert_eq!(call(&coldkey(Charlie), ProtocolCall::set_children { hotkey, netuid, children }), Ok(()));
		}
	});
	chain.skip_to(chain.height() + 10_000);
	chain.block(|| {
		swap(Some(SUBNET));
		Staking::apply_pending_children(SUBNET);
	});
	chain.run(1);
	chain.look(|| {
		assert!(is_following());
		assert!(!ParentKeys::<Runtime>::get(new_hotkey(), SUBNET).is_empty());
	});
	while chain.look(|| is_following() || ChildrenInTurn::<Runtime>::contains_key(SUBNET)) {
		chain.look(|| assert!(ParentKeys::<Runtime>::get(hotkey(Bob), SUBNET).is_empty()));
		chain.run(1);
	}
	chain.look(|| {
		assert_eq!(ParentKeys::<Runtime>::get(new_hotkey(), SUBNET).len(), MOST_PARENTS);
		assert_eq!(PendingChildKeys::<Runtime>::iter_key_prefix(SUBNET).next(), None);
		let mut children = ChildKeys::<Runtime>::iter_values().flatten();
		assert!(children.all(|(_, child)| child == new_hotkey()));
	});
}

/// Dave has stake on very many hotkeys.
fn with_many_positions() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		for number in 0..MANY {
			let hotkey = nominator(number);
			assert_eq!(Subnets::create_account(&coldkey(Charlie), &hotkey), Ok(()));
			grant(&hotkey, &coldkey(Dave), SUBNET, alpha_rao(1_000_000_007 * u64::from(number + 1)));
		}
	});
	chain
}

#[test]
fn many_positions_follow_a_coldkey_which_can_do_nothing_meanwhile() {
	let mut chain = with_many_positions();
	let (old, new) = (coldkey(Dave), account(901));
	let on = |hotkey: &AccountId, of: &AccountId| Staking::stake_of(hotkey, of, SUBNET).get();
	let both = |old: &AccountId, new: &AccountId| -> Vec<u64> {
		nominators().map(|hotkey| on(&hotkey, old) + on(&hotkey, new)).collect()
	};
	let (before, tao_before) = chain.look(|| (both(&old, &new), free(&old)));
	chain.block(|| {
		let (old_coldkey, new_coldkey) = (old.clone(), new.clone());
		assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) }), Ok(()));
	});
	let mut blocks = 0;
	while chain.look(|| ColdkeyTransits::<Runtime>::contains_key(&old)) {
		chain.block(|| {
			assert!(both(&old, &new) == before, "somebody has lost or won {blocks} blocks after the swap");
			let asked = ProtocolCall::add_stake { hotkey: hotkey(Bob), netuid: OTHER, amount_staked: tao(1) };
			assert!(send(Dave, asked).is_err(), "the old coldkey can sign nothing");
			// The new one can do what it likes with what it has already.
			let own =
				PositionsOfColdkey::<Runtime>::iter_key_prefix((&new, SUBNET)).next().expect("something has followed");
			let half = alpha_rao(on(&own, &new) / 2);
			let shifted = ProtocolCall::move_stake {
				origin_hotkey: own.clone(),
				destination_hotkey: hotkey(Bob),
				origin_netuid: SUBNET,
				destination_netuid: SUBNET,
				alpha_amount: half,
			};
			assert_eq!(call(&new, shifted), Ok(()));
			let back = ProtocolCall::move_stake {
				origin_hotkey: hotkey(Bob),
				destination_hotkey: own,
				origin_netuid: SUBNET,
				destination_netuid: SUBNET,
				alpha_amount: half,
			};
			assert_eq!(call(&new, back), Ok(()));
		});
		blocks += 1;
		assert!(blocks < PATIENCE, "it goes on for ever");
	}
	assert!(blocks > 5);
	chain.look(|| {
		assert!(both(&old, &new) == before);
		assert_eq!(PositionsOfColdkey::<Runtime>::iter_key_prefix((&old,)).count(), 0);
		assert!(!StakingHotkeys::<Runtime>::contains_key(&old) && !OwnedHotkeys::<Runtime>::contains_key(&old));
		assert_eq!(free(&new), tao_before);
		let listed: BTreeSet<_> = StakingHotkeys::<Runtime>::get(&new).into_iter().collect();
		assert!(nominators().all(|hotkey| listed.contains(&hotkey)));
	});
}

/// When a coldkey is swapped whose subnet is dissolved.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Moment {
	Never,
	Before,
	/// While the holders are being added up.
	Weighing,
	/// While they are paid.
	Paying,
}

/// RAO that Dave's coldkeys are paid for what he has on a subnet that is dissolved.
fn paid_to_dave(moment: Moment) -> u64 {
	let mut chain = with_many_positions();
	let (old, new) = (coldkey(Dave), account(901));
	let had = chain.look(|| free(&old));
	let swap = |chain: &mut Chain| {
		let (old_coldkey, new_coldkey) = (old.clone(), new.clone());
		let asked = ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) };
		chain.block(|| assert_eq!(root(asked), Ok(())));
	};
	if moment == Moment::Before {
		swap(&mut chain);
	}
	chain.run(2);
	chain.block(|| assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(())));
	let is_at = |stage: &Stage| match moment {
		Moment::Never | Moment::Before => true,
		Moment::Weighing => matches!(stage, Stage::Weighing { from: Some(_) }),
		Moment::Paying => matches!(stage, Stage::Paying),
	};
	while !chain.look(|| is_at(&Dissolutions::<Runtime>::get(SUBNET).expect("it goes on").stage)) {
		chain.run(1);
	}
	if matches!(moment, Moment::Weighing | Moment::Paying) {
		chain.run(2);
		swap(&mut chain);
	}
	let is_busy =
		|| Dissolutions::<Runtime>::contains_key(SUBNET) || ColdkeyTransits::<Runtime>::iter_keys().next().is_some();
	while chain.look(is_busy) {
		chain.run(1);
	}
	chain.look(|| free(&old) + free(&new) - had)
}

#[test]
fn holders_are_paid_the_same_if_the_subnet_is_dissolved_while_a_coldkey_is_swapped() {
	let without = paid_to_dave(Moment::Never);
	assert!(without > 0);
	for moment in [Moment::Before, Moment::Weighing, Moment::Paying] {
		let with_swap = paid_to_dave(moment);
		// Each of two coldkeys is paid rounded down.
		assert!(without.abs_diff(with_swap) <= u64::from(MANY), "{moment:?}: {with_swap} RAO instead of {without}");
	}
}

#[test]
fn stake_is_poured_into_that_of_a_hotkey_which_has_some() {
	let mut chain = crowded();
	let both: Vec<AccountId> = nominators().take(50).collect();
	let new = new_hotkey();
	chain.block(|| {
		assert_eq!(Subnets::create_account(&coldkey(Bob), &new), Ok(()));
		for (number, coldkey) in (1..).zip(&both) {
			grant(&new, coldkey, SUBNET, alpha_rao(3_000_000_019 * number));
		}
		// One share is worth something odd.
		assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(77)), Ok(()));
		assert_eq!(Staking::add_dividend(&new, SUBNET, alpha_rao(76_999_999_999)), Ok(()));
	});
	let total =
		|| [hotkey(Bob), new_hotkey()].map(|hotkey| Staking::total_stake_of(&hotkey, SUBNET).get()).iter().sum::<u64>();
	let (before, all) = chain.look(|| (stakes(), total()));
	chain.block(|| swap(Some(SUBNET)));
	while chain.look(is_following) {
		chain.look(|| assert_eq!(total(), all));
		chain.run(1);
	}
	chain.look(|| {
		assert_eq!(Staking::total_stake_of(&new, SUBNET).get(), all, "not an alpha-rao is lost");
		for (coldkey, (before, now)) in nominators().zip(before.into_iter().zip(stakes())) {
			// Of both positions at most one is lost by rounding down what they are worth together.
			assert!(before.abs_diff(now) <= 1, "{coldkey} has {now} instead of {before}");
		}
	});
}

#[test]
fn stake_that_has_not_followed_yet_can_be_unstaked_through_the_new_hotkey() {
	let mut chain = crowded();
	chain.block(|| swap(Some(SUBNET)));
	chain.block(|| {
		let waiting: Vec<_> = AlphaV2::<Runtime>::iter_key_prefix((hotkey(Bob),)).map(|(coldkey, _)| coldkey).collect();
		let is_free = |coldkey: &&AccountId| Lock::<Runtime>::iter_key_prefix((coldkey,)).next().is_none();
		let coldkey = waiting.iter().find(is_free).expect("some have not followed");
		let had = stake_of(coldkey);
		let unstaked =
			ProtocolCall::remove_stake { hotkey: new_hotkey(), netuid: SUBNET, amount_unstaked: alpha_rao(had / 2) };
		assert_eq!(call(coldkey, unstaked), Ok(()));
		assert!(had - had / 2 - stake_of(coldkey) <= 1, "half of all that it had, and not of what had followed");
	});
}

/// A lock would be where the stake is not.
#[test]
fn coldkey_that_something_still_follows_cannot_be_swapped_on() {
	let mut chain = with_many_positions();
	let swap_on = |old: &AccountId, new: &AccountId| {
		let (old_coldkey, new_coldkey) = (old.clone(), new.clone());
		root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) })
	};
	let [first, second, third] = [coldkey(Dave), account(901), account(902)];
	chain.block(|| assert_eq!(swap_on(&first, &second), Ok(())));
	chain.block(|| {
		assert!(ColdkeyTransits::<Runtime>::contains_key(&first));
		assert!(swap_on(&second, &third).is_err(), "what follows the second would not find it");
		assert!(swap_on(&third, &second).is_err());
		assert!(swap_on(&first, &third).is_err());
	});
	while chain.look(|| ColdkeyTransits::<Runtime>::contains_key(&first)) {
		chain.run(1);
	}
	chain.block(|| assert_eq!(swap_on(&second, &third), Ok(())));
}

/// 1200 shares follow two hotkeys of each of two coldkeys: neither pair waits for the other.
#[test]
fn what_follows_different_keys_follows_side_by_side() {
	let mut chain = crowded();
	chain.block(|| {
		for number in 0..MANY {
			grant(&hotkey(Charlie), &nominator(number), OTHER, alpha(1));
		}
		swap(Some(SUBNET));
		let (hotkey, new_hotkey) = (hotkey(Charlie), account(903));
		let asked = ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: Some(OTHER) };
		assert_eq!(call(&coldkey(Charlie), asked), Ok(()));
	});
	let waiting = || {
		[(SUBNET, hotkey(Bob)), (OTHER, hotkey(Charlie))].map(|(netuid, hotkey)| {
			pallet_staking::HoldersOfSubnet::<Runtime>::iter_key_prefix((netuid, hotkey)).count()
		})
	};
	let before = chain.look(waiting);
	chain.run(1);
	let after = chain.look(waiting);
	assert!(after[0] < before[0] && after[1] < before[1], "{before:?} {after:?}");
}
