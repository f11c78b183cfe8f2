//! Staking 12: what is stored after the swap of a hotkey is what was stored before, with the new hotkey for the old one.

use super::{
	scene::{new_hotkey, old_coldkey, old_hotkey, scene, NETUIDS, NOMINATORS},
	state::{around, items_with_bytes_of, places_of, renamed, Differences, Standing, State},
};
use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, events, hotkey, ProtocolCall},
	words::{OTHER, SUBNET},
};
use codec::{Decode, Encode};
use pallet_protocol::{
	types::RateLimitKey, AlphaV2, Event, LastColdkeyHotkeyStakeBlock, LastHotkeySwapOnNetuid, LastRateLimitedBlock,
	OwnedHotkeys, Owner, StakingHotkeys, SubnetOwnerHotkey,
};
use pallet_subnets::{HotkeysOfColdkey, StakedBefore};
use sp_keyring::Sr25519Keyring::Charlie;
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, Balance, Balances, Runtime, System};
use taonet_types::{NetUid, RAO_PER_TAO};

/// RAO that are recycled for a swap on one subnet, and on all.
const COST_ON_SUBNET: Balance = RAO_PER_TAO / 1_000;
const COST: Balance = RAO_PER_TAO / 10;

/// What root stake has earned goes where the root stake goes, though it is earned on other subnets.
const EARNED_ON_ROOT: [&str; 5] = [
	"SubtensorModule.RootClaimable",
	"SubtensorModule.RootClaimed",
	"Staking.UnclaimedOfSubnet",
	"Staking.NextClaim",
	"SubtensorModule.AutoParentDelegationEnabled",
];
/// What stays with the old hotkey if it keeps its stake.
const OF_STAKE: [&str; 13] = [
	"SubtensorModule.AlphaV2",
	"SubtensorModule.TotalHotkeyAlpha",
	"SubtensorModule.TotalHotkeySharesV2",
	"SubtensorModule.LastColdkeyHotkeyStakeBlock",
	"SubtensorModule.AlphaDividendsPerSubnet",
	"SubtensorModule.RootAlphaDividendsPerSubnet",
	"SubtensorModule.LastHotkeyEmissionOnNetuid",
	"SubtensorModule.TotalHotkeyAlphaLastEpoch",
	"Emission.EarnersOfSubnet",
	"SubtensorModule.VotingPower",
	"Staking.HoldersOfSubnet",
	"Staking.HotkeysOfSubnet",
	"Staking.PositionsOfColdkey",
];
/// Who is whose, beside all subnets.
const OWNERSHIP: [&str; 3] = ["SubtensorModule.Owner", "SubtensorModule.OwnedHotkeys", "Subnets.HotkeysOfColdkey"];

/// Encrypted weights say inside whose they are, and are set for nobody else: their queues need not be read for a swap.
const QUEUES: &str = "SubtensorModule.TimelockedWeightCommits";

/// One value for all subnets. Where the hotkey has published something that is encrypted: on one.
const INDEX: &str = "Commitments.TimelockedIndex";

/// The list of the hotkeys that somebody has ever staked to keeps the old one, which is true of it; so do queues.
fn is_memory(at: &Standing) -> bool {
	["SubtensorModule.StakingHotkeys", "Subnets.StakedBefore", QUEUES].contains(&at.item)
}

fn is_one_of(items: &[&str], at: &Standing) -> bool {
	items.contains(&at.item)
}

/// Swaps in the next block.
fn swap(chain: &mut Chain, netuid: Option<NetUid>, keep_stake: bool) -> (State, State) {
	let (hotkey, new_hotkey) = (old_hotkey(), new_hotkey());
	chain.block(|| {
		around(|| {
			let asked = ProtocolCall::swap_hotkey_v2 { hotkey, new_hotkey, netuid, keep_stake };
			assert_eq!(call(&old_coldkey(), asked), Ok(()));
		})
	})
}

/// What a coldkey pays and remembers, whatever it swaps.
fn take_price(differences: &mut Differences, before: &State, (cost, netuids): (Balance, &[NetUid]), chain: &mut Chain) {
	let owner = old_coldkey();
	let now = u64::from(chain.height()).encode();
	differences.take_keys("System.Account", [frame_system::Account::<Runtime>::hashed_key_for(&owner)]);
	let account = frame_system::Account::<Runtime>::hashed_key_for(&owner);
	let had =
		frame_system::AccountInfo::<u32, pallet_balances::AccountData<Balance>>::decode(&mut &before[&account][..]);
	let issued = Balance::decode(&mut &before[&pallet_balances::TotalIssuance::<Runtime>::hashed_key()[..]][..]);
	chain.look(|| {
		assert_eq!(free(&owner), had.unwrap().data.free - cost);
		assert_eq!(Balances::total_issuance(), issued.unwrap() - cost, "it is recycled");
	});
	differences.take_keys("Balances.TotalIssuance", [pallet_balances::TotalIssuance::<Runtime>::hashed_key().to_vec()]);
	differences
		.take_keys("SubtensorModule.TotalIssuance", [pallet_protocol::TotalIssuance::<Runtime>::hashed_key().to_vec()]);
	let timer = LastRateLimitedBlock::<Runtime>::hashed_key_for(RateLimitKey::LastTxBlock(owner.clone()));
	differences.take_values("SubtensorModule.LastRateLimitedBlock", [(timer, Some(now.clone()))]);
	let timer =
		|netuid: &NetUid| (LastHotkeySwapOnNetuid::<Runtime>::hashed_key_for(netuid, &owner), Some(now.clone()));
	differences.take_values("SubtensorModule.LastHotkeySwapOnNetuid", netuids.iter().map(timer));
}

/// These, and nobody else, have the new hotkey on their lists of hotkeys staked to, besides what was there.
fn take_lists(differences: &mut Differences, before: &State, stakers: &[AccountId]) {
	let longer = |coldkey: &AccountId| {
		let key = StakingHotkeys::<Runtime>::hashed_key_for(coldkey);
		let mut list = Vec::<AccountId>::decode(&mut &before[&key][..]).unwrap();
		list.push(new_hotkey());
		list.sort();
		(key, Some(list.encode()))
	};
	differences.take_values("SubtensorModule.StakingHotkeys", stakers.iter().map(longer));
}

/// The old hotkey stays the owner's, and the new one is too.
fn take_second_hotkey(differences: &mut Differences, before: &State) {
	let (owner, new) = (old_coldkey(), new_hotkey());
	differences.take_values("SubtensorModule.Owner", [(Owner::<Runtime>::hashed_key_for(&new), Some(owner.encode()))]);
	differences.take_values(
		"Subnets.HotkeysOfColdkey",
		[(HotkeysOfColdkey::<Runtime>::hashed_key_for(&owner, &new), Some(vec![]))],
	);
	let key = OwnedHotkeys::<Runtime>::hashed_key_for(&owner);
	let mut owned = Vec::<AccountId>::decode(&mut &before[&key][..]).unwrap();
	owned.push(new);
	owned.sort();
	differences.take_values("SubtensorModule.OwnedHotkeys", [(key, Some(owned.encode()))]);
}

fn stakers() -> Vec<AccountId> {
	NOMINATORS.map(coldkey).into_iter().chain([old_coldkey()]).collect()
}

fn staked_before(who: impl IntoIterator<Item = (AccountId, AccountId)>) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
	let entry = |(coldkey, hotkey)| (StakedBefore::<Runtime>::hashed_key_for(coldkey, hotkey), Some(vec![]));
	who.into_iter().map(entry).collect()
}

#[test]
fn swap_on_all_subnets_is_a_renaming() {
	let mut chain = scene();
	let (before, after) = swap(&mut chain, None, false);
	let (old, new, owner) = (old_hotkey(), new_hotkey(), old_coldkey());
	// Whoever has no stake on it any more keeps to what was.
	let of_charlie = LastColdkeyHotkeyStakeBlock::<Runtime>::hashed_key_for(coldkey(Charlie), &old);
	let follows = |at: &Standing| !is_memory(at) && at.key != of_charlie;
	let mut differences = Differences::between(&renamed(&before, &old, &new, &follows), &after);
	take_price(&mut differences, &before, (COST, &NETUIDS), &mut chain);
	take_lists(&mut differences, &before, &stakers());
	// It is not the owner's any more, who has once staked to it.
	let of_nominators = NOMINATORS.map(|key| (coldkey(key), new.clone()));
	let known = of_nominators.into_iter().chain([(owner.clone(), old.clone())]);
	differences.take_values("Subnets.StakedBefore", staked_before(known));
	differences.assert_none_left();

	// Whatever the metadata says, the old hotkey is nowhere else.
	let memories = [
		"Subnets.StakedBefore",
		"SubtensorModule.LastColdkeyHotkeyStakeBlock",
		"SubtensorModule.StakingHotkeys",
		QUEUES,
	];
	assert_eq!(items_with_bytes_of(&after, &old), memories.map(String::from).into());
	// And the new one is wherever the old one was.
	let mut were = places_of(&before, &old);
	were.retain(|place| !place.starts_with(QUEUES));
	assert_eq!(places_of(&after, &new), were);
}

#[test]
fn swap_on_all_subnets_can_leave_the_stake() {
	let mut chain = scene();
	let (before, after) = swap(&mut chain, None, true);
	let (old, new) = (old_hotkey(), new_hotkey());
	let stays = |at: &Standing| {
		let is_stake = is_one_of(&OF_STAKE, at) || is_one_of(&EARNED_ON_ROOT, at);
		is_stake || is_one_of(&OWNERSHIP, at) || is_memory(at)
	};
	let mut differences = Differences::between(&renamed(&before, &old, &new, &|at| !stays(at)), &after);
	take_price(&mut differences, &before, (COST, &NETUIDS), &mut chain);
	take_second_hotkey(&mut differences, &before);
	take_lists(&mut differences, &before, &[old_coldkey()]);
	differences.assert_none_left();
}

/// On one subnet everything that belongs to that subnet is renamed. Who staked when is not told by subnet: whoever's stake
/// moves has changed its stake on the new hotkey when it did on the old one.
fn assert_renamed_on(netuid: NetUid, keep_stake: bool) {
	let mut chain = scene();
	let (before, after) = swap(&mut chain, Some(netuid), keep_stake);
	let (old, new) = (old_hotkey(), new_hotkey());
	let follows = |at: &Standing| {
		let is_on_subnet = match at.item {
			INDEX => netuid == SUBNET,
			_ if is_one_of(&EARNED_ON_ROOT, at) => netuid.is_root(),
			_ => at.netuid == Some(netuid),
		};
		let is_stake = is_one_of(&OF_STAKE, at) || is_one_of(&EARNED_ON_ROOT, at);
		is_on_subnet && !(keep_stake && is_stake) && !is_memory(at)
	};
	let mut differences = Differences::between(&renamed(&before, &old, &new, &follows), &after);
	take_price(&mut differences, &before, (COST_ON_SUBNET, &[netuid]), &mut chain);
	take_second_hotkey(&mut differences, &before);
	if keep_stake {
		take_lists(&mut differences, &before, &[old_coldkey()]);
	} else {
		take_lists(&mut differences, &before, &stakers());
		differences
			.take_values("Subnets.StakedBefore", staked_before(NOMINATORS.map(|key| (coldkey(key), new.clone()))));
		let last = |coldkey: AccountId| {
			let [old, new] =
				[&old, &new].map(|hotkey| LastColdkeyHotkeyStakeBlock::<Runtime>::hashed_key_for(&coldkey, hotkey));
			(new, Some(before[&old].clone()))
		};
		differences.take_values("SubtensorModule.LastColdkeyHotkeyStakeBlock", stakers().into_iter().map(last));
	}
	differences.assert_none_left();
}

#[test]
fn swap_on_the_own_subnet_is_a_renaming_there() {
	assert_renamed_on(SUBNET, false);
}

#[test]
fn swap_on_the_subnet_of_another_is_a_renaming_there() {
	assert_renamed_on(OTHER, false);
}

#[test]
fn swap_on_root_is_a_renaming_of_all_that_root_stake_has_earned() {
	assert_renamed_on(NetUid::ROOT, false);
}

#[test]
fn swap_on_one_subnet_can_leave_the_stake() {
	for netuid in NETUIDS {
		assert_renamed_on(netuid, true);
	}
}

#[test]
fn swap_on_all_subnets_is_the_swap_on_each_and_the_ownership() {
	// The subnets one after the other, with the wait of the coldkey between them, then what is left.
	let mut one_by_one = scene();
	for netuid in NETUIDS {
		swap(&mut one_by_one, Some(netuid), false);
		one_by_one.skip_to(one_by_one.height() + 2_000);
	}
	let mut at_once = scene();
	swap(&mut at_once, None, false);
	let stake = |chain: &mut Chain| {
		chain.look(|| {
			let stakes: BTreeSet<_> =
				AlphaV2::<Runtime>::iter().map(|(position, share)| (position, share.encode())).collect();
			(stakes, SubnetOwnerHotkey::<Runtime>::get(SUBNET))
		})
	};
	assert_eq!(stake(&mut one_by_one), stake(&mut at_once));
	one_by_one.look(|| assert_eq!(Owner::<Runtime>::try_get(old_hotkey()), Ok(old_coldkey())));
	at_once.look(|| assert!(!Owner::<Runtime>::contains_key(old_hotkey())));
}

#[test]
fn swap_tells_what_it_has_done() {
	let mut chain = scene();
	chain.block(|| {
		let (hotkey, new_hotkey) = (old_hotkey(), new_hotkey());
		let before = events().len();
		assert_eq!(call(&old_coldkey(), ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: None }), Ok(()));
		let told =
			Event::HotkeySwapped { coldkey: old_coldkey(), old_hotkey: old_hotkey(), new_hotkey: self::new_hotkey() };
		assert_eq!(events().split_off(before), [told]);
		System::reset_events();
	});
	let mut chain = scene();
	chain.block(|| {
		let (hotkey, new_hotkey, netuid) = (old_hotkey(), new_hotkey(), OTHER);
		let before = events().len();
		let asked = ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: Some(netuid) };
		assert_eq!(call(&old_coldkey(), asked), Ok(()));
		let (coldkey, old_hotkey, new_hotkey) = (old_coldkey(), old_hotkey(), self::new_hotkey());
		let told = Event::HotkeySwappedOnSubnet { coldkey, old_hotkey, new_hotkey, netuid };
		assert_eq!(events().split_off(before), [told]);
	});
}

#[test]
fn hotkey_that_gave_way_everywhere_can_be_claimed_by_anybody_and_has_nothing() {
	let mut chain = scene();
	swap(&mut chain, None, false);
	chain.block(|| {
		let charlie = coldkey(Charlie);
		assert_ne!(hotkey(Charlie), old_hotkey());
		assert_eq!(call(&charlie, ProtocolCall::try_associate_hotkey { hotkey: old_hotkey() }), Ok(()));
		assert_eq!(Owner::<Runtime>::get(old_hotkey()), charlie);
		for netuid in NETUIDS {
			assert!(taonet_runtime::Staking::total_stake_of(&old_hotkey(), netuid).is_zero());
		}
	});
}
