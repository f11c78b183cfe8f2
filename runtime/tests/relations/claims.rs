//! Economics 12: what root stake earns, what is owed, and what a claim pays.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, events, hotkey, root, ProtocolCall},
	rest::scene,
	words::{
		add_stake, alpha, alpha_of, alpha_rao, rao, refused, remove_stake, set_balance, stake, subnet_account, tao,
		told, Books, Pool, NOWHERE, OTHER, SUBNET,
	},
};
use pallet_protocol::{
	types::RootClaimTypeEnum::{self, Keep, KeepSubnets, Swap},
	Error, Event, NumRootClaim, RootClaimType, RootClaimable, RootClaimableThreshold, RootClaimed, SubnetRootSellTao,
	SubnetTAO,
};
use pallet_staking::UnclaimedOfSubnet;
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, Subnets, TAO};
use taonet_types::{fixed::I96F32, AlphaBalance, NetUid};

pub const ROOT: NetUid = NetUid::ROOT;

/// Gives a coldkey root stake on a hotkey, with TAO that is made for that. A hotkey of nobody is Bob's from then on.
pub fn grant_root(on: &AccountId, of: &AccountId, amount: u64) {
	assert_eq!(Subnets::create_account(&coldkey(Bob), on), Ok(()));
	let account = subnet_account(ROOT);
	set_balance(&account, free(&account) + amount);
	assert_eq!(AlphaAssets::book_buy(ROOT, rao(amount), alpha_rao(amount)), Ok(()));
	assert_eq!(Staking::increase(on, of, ROOT, alpha_rao(amount)), Ok(()));
}

/// A hotkey earns alpha-rao on a subnet for those who have staked on it on root.
pub fn earn(on: &AccountId, netuid: NetUid, amount: u64) {
	assert_eq!(AlphaAssets::emit_alpha(netuid, alpha_rao(amount)), Ok(()));
	assert_eq!(Staking::accrue_root_dividend(on, netuid, alpha_rao(amount)), Ok(()));
}

/// What is owed to one key for its root stake on the other's hotkey, in alpha-rao.
pub fn owed(on: Sr25519Keyring, of: Sr25519Keyring, netuid: NetUid) -> u64 {
	Staking::owed(&hotkey(on), &coldkey(of), netuid).get()
}

/// What counts as claimed.
pub fn claimed(on: Sr25519Keyring, of: Sr25519Keyring, netuid: NetUid) -> u128 {
	RootClaimed::<Runtime>::get((netuid, hotkey(on), coldkey(of)))
}

/// What nobody has claimed, of all that a hotkey's stakers were given.
pub fn unclaimed(on: &AccountId, netuid: NetUid) -> u64 {
	UnclaimedOfSubnet::<Runtime>::get(netuid, on).map_or(0, AlphaBalance::get)
}

pub fn claim<const N: usize>(of: &AccountId, netuids: [NetUid; N]) -> DispatchResult {
	call(of, ProtocolCall::claim_root { subnets: BTreeSet::from(netuids) })
}

pub fn choose(of: &AccountId, new_root_claim_type: RootClaimTypeEnum) -> DispatchResult {
	call(of, ProtocolCall::set_root_claim_type { new_root_claim_type })
}

pub fn set_threshold(netuid: NetUid, new_value: u64) {
	assert_eq!(root(ProtocolCall::sudo_set_root_claim_threshold { netuid, new_value }), Ok(()));
}

fn rate(on: Sr25519Keyring, netuid: NetUid) -> Option<I96F32> {
	RootClaimable::<Runtime>::get(hotkey(on)).get(&netuid).copied()
}

fn root_claimed(of: Sr25519Keyring) -> Event<Runtime> {
	Event::RootClaimed { coldkey: coldkey(of) }
}

/// Alice has 4000 TAO on Bob's hotkey, Dave 6000.
fn staked() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		grant_root(&hotkey(Bob), &coldkey(Alice), 4_000 * TAO);
		grant_root(&hotkey(Bob), &coldkey(Dave), 6_000 * TAO);
	});
	chain
}

/// Every number is that of economics 12.4.
#[test]
fn claims_follow_the_worked_example() {
	staked().block(|| {
		earn(&hotkey(Bob), SUBNET, 5 * TAO);
		assert_eq!(rate(Bob, SUBNET).map(I96F32::to_bits), Some(2_147_483));
		assert_eq!(owed(Bob, Alice, SUBNET), 1_999_999_396);

		grant_root(&hotkey(Bob), &coldkey(Eve), 1_000 * TAO);
		assert_eq!((claimed(Bob, Eve, SUBNET), owed(Bob, Eve, SUBNET)), (499_999_849, 0));
		earn(&hotkey(Bob), SUBNET, 3 * TAO);
		assert_eq!(rate(Bob, SUBNET).map(I96F32::to_bits), Some(3_318_837));
		assert_eq!((owed(Bob, Alice, SUBNET), owed(Bob, Eve, SUBNET)), (3_090_907_819, 272_727_105));

		for (of, amount) in [(Alice, 3_090_907_819), (Eve, 272_727_105)] {
			assert_eq!(choose(&coldkey(of), Keep), Ok(()));
			let before = claimed(Bob, of, SUBNET);
			let outside = alpha_of(SUBNET);
			assert_eq!(told(|| assert_eq!(claim(&coldkey(of), [SUBNET]), Ok(()))), [root_claimed(of)]);
			assert_eq!((stake(Bob, of, SUBNET), owed(Bob, of, SUBNET)), (amount, 0));
			assert_eq!(claimed(Bob, of, SUBNET), before + u128::from(amount));
			assert_eq!(alpha_of(SUBNET), outside);
		}
		assert_eq!(unclaimed(&hotkey(Bob), SUBNET), 8 * TAO - 3_090_907_819 - 272_727_105);
		// Nobody has claimed for Dave.
		assert_eq!((stake(Bob, Dave, SUBNET), claimed(Bob, Dave, SUBNET)), (0, 0));
	});
}

#[test]
fn sold_claim_is_paid_by_the_pool_without_a_fee_and_staked_on_root() {
	staked().block(|| {
		earn(&hotkey(Bob), SUBNET, 5 * TAO);
		let rate = u128::try_from(rate(Bob, SUBNET).unwrap().to_bits()).unwrap();
		let books = |netuid| Books::of(&hotkey(Bob), &coldkey(Alice), netuid);
		let [subnet, on_root] = [SUBNET, ROOT].map(books);
		let (mut pool, alpha) = (subnet.pool, owed(Bob, Alice, SUBNET));
		let tao = pool.sell_free(alpha);
		assert!(tao > TAO / 3);

		assert_eq!(told(|| assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()))), [root_claimed(Alice)]);
		let expected = Books {
			pool,
			outside: subnet.outside - alpha,
			account: subnet.account - tao,
			volume: subnet.volume + u128::from(tao),
			..subnet
		};
		assert_eq!(books(SUBNET), expected);
		let expected = Books {
			stake: on_root.stake + tao,
			on_hotkey: on_root.on_hotkey + tao,
			pool: Pool { tao: on_root.pool.tao + tao, ..on_root.pool },
			outside: on_root.outside + tao,
			account: on_root.account + tao,
			..on_root
		};
		assert_eq!(books(ROOT), expected);
		assert_eq!(SubnetRootSellTao::<Runtime>::get(SUBNET), rao(tao));
		assert_eq!(unclaimed(&hotkey(Bob), SUBNET), 5 * TAO - alpha);
		// What was paid, and what the new stake would have earned.
		let of_new_stake = (rate * u128::from(tao)) >> 32;
		assert_eq!(claimed(Bob, Alice, SUBNET), u128::from(alpha) + of_new_stake);
		assert!(owed(Bob, Alice, SUBNET) <= 1);
	});
}

#[test]
fn claim_is_kept_on_chosen_subnets_and_sold_on_the_others() {
	staked().block(|| {
		for netuid in [SUBNET, OTHER] {
			earn(&hotkey(Bob), netuid, 5 * TAO);
		}
		let kept = KeepSubnets { subnets: BTreeSet::from([OTHER]) };
		let root_claim_type = kept.clone();
		let chosen = Event::RootClaimTypeSet { coldkey: coldkey(Alice), root_claim_type };
		assert_eq!(told(|| assert_eq!(choose(&coldkey(Alice), kept.clone()), Ok(()))), [chosen]);
		assert_eq!(RootClaimType::<Runtime>::get(coldkey(Alice)), kept);
		let brings = Pool::of(SUBNET).sell_free(1_999_999_396);
		let other = Pool::of(OTHER);
		assert_eq!(claim(&coldkey(Alice), [SUBNET, OTHER]), Ok(()));
		// What was sold is staked before the next claim, and counts as if it had claimed, rounded down.
		let earned_by = |staked: u64| u64::try_from((2_147_483 * u128::from(staked)) >> 32).unwrap();
		let of_other = earned_by(4_000 * TAO + brings) - earned_by(brings);
		assert!((1_999_999_396..=1_999_999_397).contains(&of_other));
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (0, of_other));
		assert_eq!((stake(Bob, Alice, ROOT), Pool::of(OTHER)), (4_000 * TAO + brings, other));
		assert!(owed(Bob, Alice, SUBNET) <= 1 && owed(Bob, Alice, OTHER) <= 1);

		// All are sold again, and both at once.
		assert_eq!(choose(&coldkey(Dave), Swap), Ok(()));
		let brings = [SUBNET, OTHER].map(|netuid| Pool::of(netuid).sell_free(owed(Bob, Dave, netuid)));
		assert_eq!(claim(&coldkey(Dave), [SUBNET, OTHER]), Ok(()));
		assert_eq!(stake(Bob, Dave, ROOT), 6_000 * TAO + brings[0] + brings[1]);
		assert!([SUBNET, OTHER].iter().all(|netuid| owed(Bob, Dave, *netuid) <= 1));
	});
}

#[test]
fn claim_takes_only_what_was_asked_for_on_every_hotkey() {
	staked().block(|| {
		grant_root(&hotkey(Charlie), &coldkey(Alice), 10 * TAO);
		for (on, netuid) in [(Bob, SUBNET), (Bob, OTHER), (Charlie, SUBNET)] {
			earn(&hotkey(on), netuid, 5 * TAO);
		}
		assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
		assert_eq!(claim(&coldkey(Alice), [SUBNET, NOWHERE]), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 1_999_999_396);
		assert!((5 * TAO - 10..=5 * TAO).contains(&stake(Charlie, Alice, SUBNET)));
		assert_eq!((stake(Bob, Alice, OTHER), owed(Bob, Alice, OTHER)), (0, 1_999_999_396));
	});
}

/// 4 TAO on root, for which 500 000 alpha-rao are 499 999 by the rate, and 500 001 are 500 000.
#[test]
fn claim_below_the_threshold_changes_nothing() {
	scene().block(|| {
		grant_root(&hotkey(Bob), &coldkey(Alice), 4 * TAO);
		assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
		let claim_now = || assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		earn(&hotkey(Bob), SUBNET, 500_000);
		assert_eq!(owed(Bob, Alice, SUBNET), 499_999);
		// The call tells that it was called.
		assert_eq!(told(claim_now), [root_claimed(Alice)]);
		assert_eq!((claimed(Bob, Alice, SUBNET), stake(Bob, Alice, SUBNET)), (0, 0));

		earn(&hotkey(Bob), SUBNET, 1);
		set_threshold(SUBNET, 500_001);
		claim_now();
		assert_eq!(stake(Bob, Alice, SUBNET), 0);
		set_threshold(SUBNET, 500_000);
		claim_now();
		assert_eq!((claimed(Bob, Alice, SUBNET), stake(Bob, Alice, SUBNET)), (500_000, 500_000));

		earn(&hotkey(Bob), SUBNET, 3);
		set_threshold(SUBNET, 0);
		let before = stake(Bob, Alice, SUBNET);
		let rest = owed(Bob, Alice, SUBNET);
		assert!((1..=4).contains(&rest));
		claim_now();
		assert_eq!(claimed(Bob, Alice, SUBNET), 500_000 + u128::from(rest));
		assert!(stake(Bob, Alice, SUBNET) >= before + rest - 1);
	});
}

/// A pool with less TAO than it must have sells nothing.
#[test]
fn failing_pool_holds_up_no_other_claim() {
	staked().look(|| {
		for netuid in [SUBNET, OTHER] {
			earn(&hotkey(Bob), netuid, 5 * TAO);
		}
		SubnetTAO::<Runtime>::insert(SUBNET, rao(999_999));
		let (pool, brings) = (Pool::of(SUBNET), Pool::of(OTHER).sell_free(1_999_999_396));
		assert_eq!(told(|| assert_eq!(claim(&coldkey(Alice), [SUBNET, OTHER]), Ok(()))), [root_claimed(Alice)]);
		assert_eq!(stake(Bob, Alice, ROOT), 4_000 * TAO + brings);
		assert_eq!((Pool::of(SUBNET), unclaimed(&hotkey(Bob), SUBNET)), (pool, 5 * TAO));
		// Only the new stake moved the watermark.
		let rate = u128::try_from(rate(Bob, SUBNET).unwrap().to_bits()).unwrap();
		assert_eq!(claimed(Bob, Alice, SUBNET), (rate * u128::from(brings)) >> 32);
		assert!(owed(Bob, Alice, SUBNET) >= 1_999_999_396);

		SubnetTAO::<Runtime>::insert(SUBNET, tao(1_000));
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		assert!(owed(Bob, Alice, SUBNET) <= 1);
	});
}

#[test]
fn unstaking_what_was_never_claimed_forfeits_what_it_earned() {
	staked().block(|| {
		set_threshold(SUBNET, 0);
		earn(&hotkey(Bob), SUBNET, 5 * TAO);
		let all = owed(Bob, Alice, SUBNET);
		assert_eq!(remove_stake(Alice, Bob, ROOT, alpha(1_000)), Ok(()));
		assert_eq!((claimed(Bob, Alice, SUBNET), owed(Bob, Alice, SUBNET)), (0, all * 3 / 4));
		// Once it is claimed, the part that goes takes along what counts as claimed.
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		let before = claimed(Bob, Alice, SUBNET);
		assert_eq!(remove_stake(Alice, Bob, ROOT, alpha(1_000)), Ok(()));
		assert!(claimed(Bob, Alice, SUBNET) < before && owed(Bob, Alice, SUBNET) <= 1);
		// With the last of the stake nothing is left.
		assert_eq!(remove_stake(Alice, Bob, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!((stake(Bob, Alice, ROOT), owed(Bob, Alice, SUBNET)), (0, 0));
		// What was forfeited is nobody's.
		assert!(unclaimed(&hotkey(Bob), SUBNET) >= 3 * TAO);
		assert!((2_999_999_000..=3 * TAO).contains(&owed(Bob, Dave, SUBNET)));
	});
}

#[test]
fn earnings_are_the_owners_where_they_exceed_the_root_stake() {
	scene().block(|| {
		let alpha_before = alpha_of(SUBNET);
		// Nobody has staked on root.
		earn(&hotkey(Bob), SUBNET, 7);
		assert_eq!((stake(Bob, Bob, SUBNET), rate(Bob, SUBNET)), (7, None));
		assert_eq!(UnclaimedOfSubnet::<Runtime>::iter().count(), 0);
		grant_root(&hotkey(Bob), &coldkey(Alice), 1_000);
		earn(&hotkey(Bob), SUBNET, 1_001);
		assert_eq!((stake(Bob, Bob, SUBNET), rate(Bob, SUBNET)), (1_008, None));
		earn(&hotkey(Bob), SUBNET, 1_000);
		assert_eq!((stake(Bob, Bob, SUBNET), rate(Bob, SUBNET)), (1_008, Some(I96F32::from_num(1))));
		assert_eq!((owed(Bob, Alice, SUBNET), unclaimed(&hotkey(Bob), SUBNET)), (1_000, 1_000));
		// Of a hotkey that nobody owns it is nobody's.
		earn(&account(5), SUBNET, 9);
		assert_eq!(Staking::total_stake_of(&account(5), SUBNET), AlphaBalance::ZERO);
		assert_eq!(alpha_of(SUBNET), alpha_before + 7 + 1_001 + 1_000 + 9);
	});
}

#[test]
fn earning_nothing_leaves_a_rate_of_zero() {
	scene().block(|| {
		earn(&hotkey(Bob), SUBNET, 0);
		assert_eq!(rate(Bob, SUBNET), Some(I96F32::from_num(0)));
		assert_eq!(UnclaimedOfSubnet::<Runtime>::get(SUBNET, hotkey(Bob)), Some(AlphaBalance::ZERO));
		grant_root(&hotkey(Bob), &coldkey(Alice), TAO);
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		assert_eq!(RootClaimed::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn claims_and_choices_that_name_too_few_or_too_many_subnets_are_refused() {
	scene().block(|| {
		let netuids = |count| (0..count).map(NetUid::new).collect::<BTreeSet<_>>();
		let invalid = error(Error::InvalidSubnetNumber);
		let claim = |subnets| call(&coldkey(Alice), ProtocolCall::claim_root { subnets });
		for count in [0, 6, 100] {
			assert_eq!(refused(|| claim(netuids(count))), invalid, "{count}");
		}
		for count in [1, 5] {
			assert_eq!(claim(netuids(count)), Ok(()), "{count}");
		}
		let keep = |subnets| choose(&coldkey(Alice), KeepSubnets { subnets });
		for count in [0, 257] {
			assert_eq!(refused(|| keep(netuids(count))), invalid, "{count}");
		}
		for count in [1, 256] {
			assert_eq!(keep(netuids(count)), Ok(()), "{count}");
		}
		assert_eq!(RootClaimType::<Runtime>::get(coldkey(Alice)), KeepSubnets { subnets: netuids(256) });
		assert_eq!(RootClaimType::<Runtime>::get(coldkey(Dave)), Swap);
	});
}

#[test]
fn root_sets_how_many_claims_a_block_makes() {
	scene().block(|| {
		let setting = |new_value| ProtocolCall::sudo_set_num_root_claims { new_value };
		assert_eq!(NumRootClaim::<Runtime>::get(), 5);
		assert_eq!(refused(|| root(setting(51))), error(Error::InvalidNumRootClaim));
		assert_eq!(refused(|| call(&coldkey(Bob), setting(1))), Err(BadOrigin.into()));
		for count in [50, 0] {
			assert_eq!(root(setting(count)), Ok(()));
			assert_eq!(NumRootClaim::<Runtime>::get(), count);
		}
	});
}

#[test]
fn owner_and_root_set_the_threshold_of_a_subnet() {
	scene().block(|| {
		let setting = |new_value| ProtocolCall::sudo_set_root_claim_threshold { netuid: SUBNET, new_value };
		let threshold = || RootClaimableThreshold::<Runtime>::get(SUBNET);
		assert_eq!(threshold(), I96F32::from_num(500_000));
		assert_eq!(refused(|| call(&coldkey(Charlie), setting(1))), Err(BadOrigin.into()));
		assert_eq!(refused(|| call(&coldkey(Charlie), setting(10_000_001))), Err(BadOrigin.into()));
		for value in [10_000_001, u64::MAX] {
			assert_eq!(refused(|| call(&coldkey(Bob), setting(value))), error(Error::InvalidRootClaimThreshold));
			assert_eq!(refused(|| root(setting(value))), error(Error::InvalidRootClaimThreshold));
		}
		assert_eq!(call(&coldkey(Bob), setting(10_000_000)), Ok(()));
		assert_eq!(threshold(), I96F32::from_num(10_000_000));
		assert_eq!(root(setting(0)), Ok(()));
		assert_eq!(threshold(), I96F32::from_num(0));
		assert_eq!(RootClaimableThreshold::<Runtime>::get(OTHER), I96F32::from_num(500_000));
	});
}

fn dissolve(netuid: NetUid) {
	assert_eq!(root(ProtocolCall::root_dissolve_network { netuid }), Ok(()));
}

/// Rates, what nobody claimed of them, and watermarks of a subnet.
fn entries(netuid: NetUid) -> [usize; 3] {
	[
		RootClaimable::<Runtime>::iter_values().filter(|rates| rates.contains_key(&netuid)).count(),
		UnclaimedOfSubnet::<Runtime>::iter_key_prefix(netuid).count(),
		RootClaimed::<Runtime>::iter_key_prefix((netuid,)).count(),
	]
}

/// Two hundred and fifty stakers, who came when two subnets had earned something, and earned themselves on both.
#[test]
fn what_was_not_claimed_is_lost_with_the_subnet_and_nothing_else_is() {
	let mut chain = staked();
	chain.block(|| {
		// Nobody's turn comes.
		NumRootClaim::<Runtime>::put(0);
		for netuid in [SUBNET, OTHER] {
			earn(&hotkey(Bob), netuid, 5 * TAO);
		}
		for number in 1..=250 {
			grant_root(&hotkey(Bob), &account(number), 10 * TAO);
		}
		grant_root(&hotkey(Charlie), &coldkey(Eve), 10 * TAO);
		for (on, netuid) in [(Bob, SUBNET), (Bob, OTHER), (Charlie, SUBNET)] {
			earn(&hotkey(on), netuid, 5 * TAO);
		}
		assert_eq!(claim(&coldkey(Dave), [SUBNET, OTHER]), Ok(()));
		set_threshold(SUBNET, 1);
		set_threshold(OTHER, 1);
		assert_eq!((entries(SUBNET), entries(OTHER)), ([2, 2, 251], [1, 1, 251]));
		dissolve(SUBNET);
	});
	let owed_on_other = chain.look(|| [Alice, Dave].map(|of| owed(Bob, of, OTHER)));
	let mut blocks = 0;
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		let before = chain.look(|| entries(SUBNET));
		chain.block(|| {
			// Nothing of it is claimed any more.
			for of in [account(1), coldkey(Eve)] {
				assert_eq!(choose(&of, if blocks % 2 == 0 { Keep } else { Swap }), Ok(()));
				assert_eq!(claim(&of, [SUBNET]), Ok(()));
				for on in [Bob, Charlie] {
					assert_eq!(Staking::stake_of(&hotkey(on), &of, SUBNET), AlphaBalance::ZERO);
				}
			}
		});
		let after = chain.look(|| entries(SUBNET));
		assert!(before[0] - after[0] + before[2] - after[2] <= 100, "{before:?} {after:?}");
		blocks += 1;
		assert!(blocks < 50);
	}
	assert!(blocks >= 3);
	chain.look(|| {
		assert_eq!((entries(SUBNET), entries(OTHER)), ([0; 3], [1, 1, 251]));
		assert!(!RootClaimable::<Runtime>::contains_key(hotkey(Charlie)));
		assert!(!RootClaimableThreshold::<Runtime>::contains_key(SUBNET));
		assert!(!SubnetRootSellTao::<Runtime>::contains_key(SUBNET));
		assert_eq!(RootClaimableThreshold::<Runtime>::get(OTHER), I96F32::from_num(1));
		assert!(owed_on_other[0] > TAO);
		assert_eq!(owed(Bob, Dave, OTHER), owed_on_other[1]);
	});
	// The next subnet on the number knows nothing of it.
	assert_eq!(chain.start_subnet(Charlie), SUBNET);
	chain.block(|| {
		assert_eq!((owed(Bob, Alice, SUBNET), owed(Charlie, Eve, SUBNET)), (0, 0));
		earn(&hotkey(Charlie), SUBNET, TAO);
		assert!((TAO - 10..=TAO).contains(&owed(Charlie, Eve, SUBNET)));
	});
}

/// The least amounts of staking, and the least that a nominator must have, are not asked of a claim.
#[test]
fn claim_may_be_smaller_than_what_can_be_staked() {
	scene().block(|| {
		set_threshold(SUBNET, 0);
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(4)), Ok(()));
		crate::words::require_of_nominators(200_000_000);
		earn(&hotkey(Bob), SUBNET, 10_000);
		assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		assert!((9_998..=10_000).contains(&stake(Bob, Alice, SUBNET)));
		earn(&hotkey(Bob), SUBNET, 10_000);
		assert_eq!(choose(&coldkey(Alice), Swap), Ok(()));
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
		// 10 000 alpha-rao are 2500 RAO.
		assert!((2_490..=2_500).contains(&(stake(Bob, Alice, ROOT) - 4 * TAO)));
		assert!(events().contains(&root_claimed(Alice)));
	});
}
