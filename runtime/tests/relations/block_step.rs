//! The block step where keys give way to others, and where something of it fails. Spec: economics 5, 8, 11, 12; staking 10.8, 11.

use crate::{
	chain::Chain,
	claims::{choose, claim, earn, grant_root, ROOT},
	kit::{account, call, coldkey, events, hotkey, root, undone, AdminCall, ProtocolCall},
	leases::scene::{accumulated, small_lease, stake_of, the_lease, LEASE},
	locks::{lock, set_perpetual},
	words::{alpha, alpha_rao, grant, rao, scene, set_balance, tao, told, OTHER, SUBNET},
};
use pallet_emission::{Event as EmissionEvent, SWAPS_LOOKED_AT_PER_BLOCK};
use pallet_issuance::TotalAlphaIssuance;
use pallet_leasing::Payouts;
use pallet_protocol::{
	types::RootClaimTypeEnum::{Keep, KeepSubnets},
	AutoStakeDestination, Event, LastEpochBlock, LastHotkeySwapOnNetuid, MinerBurned, SubnetAlphaIn,
	SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetMovingPrice, SubnetOwner, SubnetOwnerHotkey, SubnetTAO,
	SubnetTaoInEmission, SubtokenEnabled, TotalHotkeyAlpha,
};
use pallet_staking::{ColdkeyTransits, Event as StakingEvent, LastSwapLookedAt};
use pallet_swap::{Balancer, SwapBalancer};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::Perquintill;
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, AlphaAssets, Emission, Runtime, RuntimeEvent, Staking, Subnets, System, TAO};
use taonet_tokenomics::incentives::{EpochPot, EpochResult};
use taonet_types::{
	fixed::{I96F32, U96F32},
	AlphaBalance, NetUid,
};

/// More positions than follow a coldkey at once.
const MANY: u32 = 700;
/// Blocks in which a subnet is safe.
const YEAR: u32 = 2_629_800;

fn new_coldkey() -> AccountId {
	account(901)
}

/// Gives the key a little stake on very many hotkeys of Alice's, so that it takes blocks to follow.
fn scatter(of: Sr25519Keyring) {
	for number in 0..MANY {
		let on = account(10_000 + number);
		assert_eq!(Subnets::create_account(&coldkey(Alice), &on), Ok(()));
		assert_eq!(AlphaAssets::emit_alpha(OTHER, alpha(1)), Ok(()));
		assert_eq!(Staking::increase(&on, &coldkey(of), OTHER, alpha(1)), Ok(()));
	}
}

/// Lets the new coldkey stand in the place of the key's. Its hotkeys have not followed yet.
fn give_way(of: Sr25519Keyring) {
	let (old_coldkey, new_coldkey) = (coldkey(of), new_coldkey());
	assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) }), Ok(()));
	assert!(ColdkeyTransits::<Runtime>::contains_key(coldkey(of)));
	assert_eq!(Subnets::owner_of(&hotkey(of)), Some(coldkey(of)));
}

/// On Bob's subnet one key has locked 200 alpha for the other's hotkey, whose coldkey is giving way. In the next block the subnet is
/// old enough, and has an epoch.
fn with_king(believer: Sr25519Keyring, king: Sr25519Keyring) -> Chain {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(believer), SUBNET, alpha(1_000));
		assert_eq!(set_perpetual(believer, SUBNET, true), Ok(()));
		assert_eq!(lock(believer, king, SUBNET, alpha(200)), Ok(()));
		scatter(king);
		give_way(king);
	});
	let height = chain.height();
	chain.skip_to(height + YEAR + 10);
	chain
}

fn changes_of_owners() -> Vec<Event<Runtime>> {
	events().into_iter().filter(|event| matches!(event, Event::SubnetOwnerChanged { .. })).collect()
}

#[test]
fn subnet_stays_with_the_new_coldkey_when_its_hotkeys_still_follow() {
	let mut chain = with_king(Bob, Bob);
	assert_eq!(chain.look(|| SubnetOwner::<Runtime>::get(SUBNET)), new_coldkey());
	chain.block(|| {
		assert_eq!(LastEpochBlock::<Runtime>::get(SUBNET), u64::from(System::block_number()));
		assert_eq!(changes_of_owners(), []);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), new_coldkey());
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Bob));
		assert_eq!(Subnets::owner_of(&hotkey(Bob)), Some(coldkey(Bob)));
	});
}

#[test]
fn subnet_is_given_to_the_new_coldkey_when_the_one_of_the_king_gives_way() {
	let mut chain = with_king(Alice, Charlie);
	chain.block(|| {
		let (netuid, old_coldkey, new_coldkey) = (SUBNET, coldkey(Bob), new_coldkey());
		assert_eq!(changes_of_owners(), [Event::SubnetOwnerChanged { netuid, old_coldkey, new_coldkey }]);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), self::new_coldkey());
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Charlie));
		assert_eq!(Subnets::owner_of(&hotkey(Charlie)), Some(coldkey(Charlie)));
	});
	// With all invariants after each block.
	chain.run(15);
	chain.look(|| {
		assert!(!ColdkeyTransits::<Runtime>::contains_key(coldkey(Charlie)));
		assert_eq!(Subnets::owner_of(&hotkey(Charlie)), Some(new_coldkey()));
	});
}

/// Pays the miners of Bob's subnet so many alpha each, as an epoch does that finds nothing else, and the owner his cut.
fn pay(netuid: NetUid, cut: AlphaBalance, incentives: &[(&AccountId, AlphaBalance)]) {
	let server = incentives.iter().fold(AlphaBalance::ZERO, |sum, (_, alpha)| sum.saturating_add(*alpha));
	assert_eq!(AlphaAssets::emit_alpha(netuid, server.saturating_add(cut)), Ok(()));
	let pot = EpochPot { server, validator: AlphaBalance::ZERO, root: AlphaBalance::ZERO };
	let mut results: Vec<_> = incentives
		.iter()
		.map(|(of, incentive)| ((*of).clone(), EpochResult { incentive: *incentive, dividend: AlphaBalance::ZERO }))
		.collect();
	results.sort_by(|one, other| one.0.cmp(&other.0));
	assert_eq!(Emission::pay_epoch(netuid, &pot, cut, &results).1, Ok(()));
}

#[test]
fn all_miners_of_the_owner_are_paid_nothing_while_its_coldkey_gives_way() {
	let mut chain = scene();
	let miner = account(950);
	chain.block(|| {
		assert_eq!(Subnets::create_account(&coldkey(Bob), &miner), Ok(()));
		scatter(Bob);
		give_way(Bob);
		assert_eq!(Subnets::owner_of(&miner), Some(coldkey(Bob)));
		pay(SUBNET, AlphaBalance::ZERO, &[(&miner, alpha(3)), (&hotkey(Charlie), alpha(1))]);
		assert_eq!(TotalHotkeyAlpha::<Runtime>::get(&miner, SUBNET), AlphaBalance::ZERO);
		assert_eq!(TotalHotkeyAlpha::<Runtime>::get(hotkey(Charlie), SUBNET), alpha(1));
		assert_eq!(MinerBurned::<Runtime>::get(SUBNET), U96F32::from_num(0.75));
	});
}

#[test]
fn incentives_are_staked_where_the_new_coldkey_wants_them_while_the_old_one_gives_way() {
	let mut chain = scene();
	chain.register_neuron(SUBNET, Dave);
	chain.block(|| {
		let chosen = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid: SUBNET, hotkey: hotkey(Dave) };
		assert_eq!(call(&coldkey(Charlie), chosen), Ok(()));
		scatter(Charlie);
		give_way(Charlie);
		assert_eq!(AutoStakeDestination::<Runtime>::get(new_coldkey(), SUBNET), Some(hotkey(Dave)));
		let events = told(|| pay(SUBNET, AlphaBalance::ZERO, &[(&hotkey(Charlie), alpha(1))]));
		let added = Event::AutoStakeAdded {
			netuid: SUBNET,
			destination: hotkey(Dave),
			hotkey: hotkey(Charlie),
			owner: new_coldkey(),
			incentive: alpha(1),
		};
		assert_eq!(events, [added]);
		assert_eq!(Staking::stake_of(&hotkey(Dave), &new_coldkey(), SUBNET), alpha(1));
	});
	chain.run(15);
	chain.look(|| assert!(!ColdkeyTransits::<Runtime>::contains_key(coldkey(Charlie))));
}

/// What staking told in this block that the wire has no event for.
fn failed_claims() -> Vec<NetUid> {
	let records = System::events().into_iter();
	records
		.filter_map(|record| match record.event {
			RuntimeEvent::Staking(StakingEvent::RootClaimFailed { coldkey: of, hotkey: on, netuid, .. }) => {
				assert_eq!((of, on), (coldkey(Alice), hotkey(Bob)));
				Some(netuid)
			},
			_ => None,
		})
		.collect()
}

/// Alice has 4000 TAO on Bob's hotkey, which has earned 5 alpha on both subnets.
fn earned() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		grant_root(&hotkey(Bob), &coldkey(Alice), 4_000 * TAO);
		for netuid in [SUBNET, OTHER] {
			earn(&hotkey(Bob), netuid, 5 * TAO);
		}
	});
	chain
}

#[test]
fn claim_that_fails_is_told_and_those_on_other_subnets_are_paid() {
	earned().look(|| {
		// A pool with less TAO than it must have sells nothing.
		SubnetTAO::<Runtime>::insert(SUBNET, rao(999_999));
		let before = Staking::stake_of(&hotkey(Bob), &coldkey(Alice), ROOT);
		assert_eq!(claim(&coldkey(Alice), [SUBNET, OTHER]), Ok(()));
		assert!(Staking::stake_of(&hotkey(Bob), &coldkey(Alice), ROOT) > before);
		assert_eq!(failed_claims(), [SUBNET]);
	});
}

#[test]
fn claims_that_succeed_tell_of_no_failure() {
	earned().look(|| {
		assert_eq!(choose(&coldkey(Alice), Keep), Ok(()));
		assert_eq!(claim(&coldkey(Alice), [SUBNET, OTHER]), Ok(()));
		assert_eq!(failed_claims(), []);
	});
}

/// All TAO on root are as many as can be counted.
#[test]
fn kept_claims_are_paid_when_sold_ones_cannot_be_staked() {
	earned().look(|| {
		let kept = KeepSubnets { subnets: BTreeSet::from([OTHER]) };
		assert_eq!(choose(&coldkey(Alice), kept), Ok(()));
		SubnetTAO::<Runtime>::insert(ROOT, rao(u64::MAX));
		let pool = SubnetAlphaIn::<Runtime>::get(SUBNET);
		assert_eq!(claim(&coldkey(Alice), [SUBNET, OTHER]), Ok(()));
		assert!(Staking::stake_of(&hotkey(Bob), &coldkey(Alice), OTHER) > alpha(4));
		assert_eq!(SubnetAlphaIn::<Runtime>::get(SUBNET), pool, "the sale is undone");
		assert_eq!(failed_claims(), [ROOT]);
	});
}

/// Two subnets, of which each gets half of a block's TAO. Weights of Charlie's are such that an injection moves them.
fn flowing() -> Chain {
	let mut chain = scene();
	chain.look(|| {
		[SUBNET, OTHER].iter().for_each(|netuid| SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(1)));
		SwapBalancer::<Runtime>::insert(OTHER, Balancer { quote: Perquintill::from_percent(60) });
	});
	chain
}

fn refused() -> usize {
	let is_refused =
		|event: &RuntimeEvent| matches!(event, RuntimeEvent::Emission(EmissionEvent::InjectionRefused { .. }));
	System::events().iter().filter(|record| is_refused(&record.event)).count()
}

#[test]
fn weights_are_as_before_when_an_injection_fails() {
	flowing().look(|| {
		let weights = || SwapBalancer::<Runtime>::get(OTHER);
		let before = weights();
		undone(|| {
			Emission::emit_block(&Subnets::subnets());
			assert!(weights() != before && refused() == 0, "an injection moves them");
		});
		// No more alpha can be counted.
		TotalAlphaIssuance::<Runtime>::insert(OTHER, AlphaBalance::MAX);
		Emission::emit_block(&Subnets::subnets());
		assert_eq!((refused(), weights()), (1, before));
	});
}

#[test]
fn figures_of_a_subnet_that_rests_are_forgotten_when_its_alpha_was_refused_before() {
	flowing().look(|| {
		SubnetAlphaOutEmission::<Runtime>::remove(OTHER);
		// The pool's can be counted, but not the rest: a block makes one alpha each at most.
		TotalAlphaIssuance::<Runtime>::insert(OTHER, AlphaBalance::MAX);
		let room = undone(|| {
			TotalAlphaIssuance::<Runtime>::insert(OTHER, alpha(0));
			Emission::emit_block(&Subnets::subnets());
			SubnetAlphaInEmission::<Runtime>::get(OTHER)
		});
		TotalAlphaIssuance::<Runtime>::mutate(OTHER, |all| *all = all.saturating_sub(room));
		Emission::emit_block(&Subnets::subnets());
		let figures = || (SubnetTaoInEmission::<Runtime>::get(OTHER), SubnetAlphaOutEmission::<Runtime>::get(OTHER));
		assert!(!figures().0.is_zero() && figures().1.is_zero());
		SubtokenEnabled::<Runtime>::insert(OTHER, false);
		Emission::emit_block(&Subnets::subnets());
		assert_eq!(figures(), (rao(0), alpha_rao(0)));
	});
}

#[test]
fn swaps_of_long_ago_are_forgotten_and_others_not() {
	let mut chain = scene();
	let swapped = |number: u32, block: u64| LastHotkeySwapOnNetuid::<Runtime>::insert(SUBNET, account(number), block);
	let old = 3 * SWAPS_LOOKED_AT_PER_BLOCK + 5;
	chain.skip_to(10_000);
	let next = u64::from(chain.height()) + 1;
	chain.look(|| {
		(0..old).for_each(|number| swapped(number, next - 7_201));
		(old..old + 20).for_each(|number| swapped(number, next - 7_190));
	});
	let count = || LastHotkeySwapOnNetuid::<Runtime>::iter_key_prefix(SUBNET).count();
	let mut blocks = 0;
	while chain.look(count) > 20 {
		let before = chain.look(count);
		chain.run(1);
		assert!(before - chain.look(count) <= SWAPS_LOOKED_AT_PER_BLOCK as usize);
		blocks += 1;
		assert!(blocks < 7);
	}
	chain.look(|| {
		assert!((old..old + 20).all(|number| LastHotkeySwapOnNetuid::<Runtime>::contains_key(SUBNET, account(number))))
	});
	chain.run(20);
	chain.look(|| {
		assert_eq!(count(), 0, "their time has come too");
		assert!(!LastSwapLookedAt::<Runtime>::exists());
	});
}

#[test]
fn swap_is_remembered_to_the_block() {
	let mut chain = scene();
	chain.look(|| LastHotkeySwapOnNetuid::<Runtime>::insert(SUBNET, coldkey(Dave), 100));
	let is_known = || LastHotkeySwapOnNetuid::<Runtime>::contains_key(SUBNET, coldkey(Dave));
	chain.skip_to(7_299);
	chain.run(1);
	assert!(chain.look(is_known));
	chain.run(1);
	assert!(!chain.look(is_known));
}

/// Root names another hotkey of the owner's; the lease pays out of what lies on its own.
#[test]
fn contributors_get_their_part_when_root_has_named_another_owner_hotkey() {
	let mut chain = small_lease(None);
	chain.block(|| {
		let lease = the_lease();
		let named = AdminCall::sudo_set_sn_owner_hotkey { netuid: lease.netuid, hotkey: hotkey(Dave) };
		assert_eq!(root(named), Ok(()));
		let before = (stake_of(&lease.coldkey), accumulated());
		set_balance(&coldkey(Dave), TAO);
		pay(lease.netuid, alpha(10), &[]);
		assert_eq!(stake_of(&lease.coldkey) - before.0, 10 * TAO);
		assert_eq!(Staking::stake_of(&hotkey(Dave), &lease.coldkey, lease.netuid), AlphaBalance::ZERO);
		let promised = accumulated() + Payouts::<Runtime>::get(LEASE).map_or(0, |payout| payout.left.get());
		assert_eq!(promised - before.1, 3 * TAO);
	});
}
