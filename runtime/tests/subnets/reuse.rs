//! A subnet that gets the number of a removed one is like the first of that number. Spec: subnets 3.
//!
//! Two chains do the same, but on one of them the number has had a long history ([`history`]). Everything that is stored is
//! compared.

mod history;

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	words::{alpha, is_about, items, keep_cost_low, setters, stored, subnet_account, tao, SUBNET},
};
use codec::Encode;
use frame_support::StorageHasher;
use history::{live_through_a_history, lockers, HOTKEYS, OF_SUBNETS, OWNERS_NEXT_HOTKEY, SWAPPED_TO};
use pallet_protocol::{types::RateLimitKey, RegisteredSubnetCounter};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};
use std::collections::{BTreeMap, BTreeSet};
use taonet_runtime::{AccountId, Runtime, Subnets};
use taonet_types::NetUid;

type State = BTreeMap<Vec<u8>, Vec<u8>>;

/// A chain on which things happen fast.
fn fast() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		keep_cost_low();
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
	});
	chain
}

/// Keys, without what their item begins with, of everything in which two states differ, by item.
fn differences(one: &State, other: &State) -> BTreeMap<String, BTreeSet<Vec<u8>>> {
	let items = items();
	let mut all: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
	for key in one.keys().chain(other.keys()).filter(|key| one.get(*key) != other.get(*key)) {
		let item = items.iter().find(|item| key.starts_with(&item.prefix)).expect("every key belongs to an item");
		all.entry(item.name.clone()).or_default().insert(key[item.prefix.len()..].to_vec());
	}
	all
}

/// Keys of a map by account.
fn by_account(accounts: impl IntoIterator<Item = AccountId>) -> BTreeSet<Vec<u8>> {
	let key = |account: AccountId| account.using_encoded(frame_support::Blake2_128Concat::hash);
	accounts.into_iter().map(key).collect()
}

/// The history may have left nothing but this.
fn assert_only_history_differs(with_history: &State, without: &State) {
	let mut differences = differences(with_history, without);
	let mut differ_in = |item: &str| differences.remove(item).unwrap_or_else(|| panic!("{item} does not differ"));
	// What was paid was recycled, but for what there was back for stake.
	let stakers: Vec<_> = [Bob, Eve].map(coldkey).into_iter().chain(lockers()).collect();
	assert_eq!(differ_in("System.Account"), by_account(stakers.clone()));
	differ_in("Balances.TotalIssuance");
	differ_in("SubtensorModule.TotalIssuance");
	// Hotkeys stay their owners'.
	let claimed = HOTKEYS.into_iter().chain([SWAPPED_TO, OWNERS_NEXT_HOTKEY]).map(account).chain([hotkey(Bob)]);
	assert_eq!(differ_in("SubtensorModule.Owner"), by_account(claimed));
	assert_eq!(differ_in("SubtensorModule.OwnedHotkeys"), by_account([Bob, Eve].map(coldkey)));
	differ_in("Subnets.HotkeysOfColdkey");
	// Who staked on whom and when, and which hotkeys were nominated.
	assert_eq!(differ_in("SubtensorModule.StakingHotkeys"), by_account(stakers));
	for item in ["Subnets.StakedBefore", "SubtensorModule.LastColdkeyHotkeyStakeBlock", "SubtensorModule.Delegates"] {
		differ_in(item);
	}
	// Root has seen trades, and where there was stake a zero is left.
	for item in ["SubtensorModule.SubnetVolume", "SubtensorModule.SubnetTAO", "SubtensorModule.SubnetAlphaOut"] {
		assert_eq!(differ_in(item), BTreeSet::from([NetUid::ROOT.encode()]));
	}
	differ_in("SubtensorModule.NumStakingColdkeys");
	// How Bob and Eve are paid what root stake earns on any subnet, and when Eve swapped a hotkey on any.
	assert_eq!(differ_in("SubtensorModule.RootClaimType"), by_account([Bob, Eve].map(coldkey)));
	let swap = RateLimitKey::LastTxBlock(coldkey(Eve)).encode();
	assert_eq!(differ_in("SubtensorModule.LastRateLimitedBlock"), BTreeSet::from([swap]));
	// That nothing follows a hotkey any more, and no commitment is to be opened: counts of zero.
	differ_in("Staking.CounterForHotkeyTransits");
	differ_in("Commitments.CounterForRevealQueue");
	// And that the number was given out before.
	assert_eq!(differ_in("SubtensorModule.RegisteredSubnetCounter"), BTreeSet::from([SUBNET.encode()]));
	assert_eq!(differences, BTreeMap::new(), "something leaks into the next subnet");
}

#[test]
fn subnet_on_a_used_number_is_like_new() {
	let (mut old, mut new) = (fast(), fast());
	live_through_a_history(&mut old);
	new.run_to(old.height());

	let register = |chain: &mut Chain| {
		assert_eq!(chain.register_subnet(Charlie), SUBNET);
		chain.look(|| (stored(), RegisteredSubnetCounter::<Runtime>::get(SUBNET)))
	};
	let ((with_history, second), (without, first)) = (register(&mut old), register(&mut new));
	assert_eq!((first, second), (1, 2));
	assert_only_history_differs(&with_history, &without);

	// It goes on to be like new.
	let use_it = |chain: &mut Chain| {
		assert_eq!(chain.register_neuron(SUBNET, Dave), 1);
		chain.block(|| {
			let (netuid, hotkey, children) = (SUBNET, hotkey(Charlie), vec![(1, account(101))]);
			let by_the_owner = [
				ProtocolCall::set_children { hotkey: hotkey.clone(), netuid, children },
				ProtocolCall::start_call { netuid },
				ProtocolCall::set_childkey_take { hotkey: hotkey.clone(), netuid, take: 5_000 },
				ProtocolCall::enable_voting_power_tracking { netuid },
			];
			let by_a_staker = [
				ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked: tao(5) },
				ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey: hotkey.clone() },
				ProtocolCall::lock_stake { hotkey, netuid, amount: alpha(1) },
			];
			for asked in by_the_owner {
				assert_eq!(call(&coldkey(Charlie), asked), Ok(()));
			}
			for asked in by_a_staker {
				assert_eq!(call(&coldkey(Dave), asked), Ok(()));
			}
			for asked in setters(SUBNET) {
				// Nothing that was done on the old one has to be waited for.
				let shown = format!("{asked:?}");
				let done = call(&coldkey(Charlie), asked.clone()).is_ok() || root(asked).is_ok();
				let impossible = ["sn_owner_hotkey", "min_allowed_uids: 1"];
				assert!(done || impossible.iter().any(|text| shown.contains(text)), "{shown}");
			}
		});
		chain.run(3);
		chain.look(stored)
	};
	let (with_history, without) = (use_it(&mut old), use_it(&mut new));
	assert_only_history_differs(&with_history, &without);
}

#[test]
fn nothing_is_left_of_a_removed_subnet_but_how_often_its_number_was_given_out() {
	let (mut old, mut new) = (fast(), fast());
	live_through_a_history(&mut old);
	new.run_to(old.height());
	let (with_history, without) = (old.look(stored), new.look(stored));
	let about_subnet: Vec<_> = differences(&with_history, &without)
		.into_iter()
		.filter(|(item, _)| OF_SUBNETS.iter().any(|pallet| item.starts_with(pallet)))
		.filter(|(_, keys)| keys.iter().any(|key| is_about(SUBNET, key)))
		.map(|(item, _)| item)
		.collect();
	assert_eq!(about_subnet, ["SubtensorModule.RegisteredSubnetCounter"]);
	old.look(|| {
		assert!(!taonet_runtime::System::account_exists(&subnet_account(SUBNET)));
		assert!(!Subnets::exists(SUBNET));
		assert_eq!(pallet_protocol::TotalStake::<Runtime>::get(), tao(10));
	});
}
