//! A subnet that gets the number of a removed one is like the first of that number. Spec: subnets 3.
//!
//! Two chains do the same, but on one of them the number has had a long history. Everything that is stored is compared.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	words::{dissolve, is_about, is_dissolving, items, keep_cost_low, setters, stored, subnet_account, tao, SUBNET},
};
use codec::{Decode, Encode};
use frame_support::StorageHasher;
use pallet_protocol::{
	types::{Hyperparameter, RateLimitKey, SubnetIdentityV3},
	BlocksSinceLastStep, Bonds, Dividends, Emission, Incentive, LastAdjustmentBlock, LastMechansimStepBlock,
	LastRateLimitedBlock, LastUpdate, MaxWeightsLimit, NetworkPowRegistrationAllowed, PendingEpochAt,
	RegisteredSubnetCounter, RegistrationsThisBlock, RegistrationsThisInterval, ScalingLawPower, StakeWeight,
	SubnetMovingPrice, SubnetProtocolAlpha, TransactionKeyLastBlock, Weights,
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};
use std::collections::{BTreeMap, BTreeSet};
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, Subnets};
use taonet_types::{fixed::I96F32, AlphaBalance, MechId, NetUidStorageIndex};

type State = BTreeMap<Vec<u8>, Vec<u8>>;

/// Maps that are not about subnets, and those whose domain does not exist yet, so that nobody writes them.
const NOT_KEPT_BY_SUBNET: [&str; 24] = [
	"SubtensorModule.Owner",
	"SubtensorModule.OwnedHotkeys",
	"SubtensorModule.StakingHotkeys",
	"SubtensorModule.Delegates",
	"SubtensorModule.IdentitiesV2",
	"Subnets.SlotsOfColdkey",
	// Its keys are looked at on their own.
	"SubtensorModule.LastRateLimitedBlock",
	"SubtensorModule.LastColdkeyHotkeyStakeBlock",
	"Staking.StakedBefore",
	// Child keys.
	"SubtensorModule.ChildKeys",
	"SubtensorModule.ParentKeys",
	// Nothing is stored there, for clients of old.
	"SubtensorModule.Alpha",
	"SubtensorModule.TotalHotkeyShares",
	// Emission.
	"SubtensorModule.SubnetAlphaInEmission",
	"SubtensorModule.SubnetAlphaOutEmission",
	"SubtensorModule.SubnetTaoInEmission",
	"SubtensorModule.SubnetExcessTao",
	"SubtensorModule.PendingServerEmission",
	"SubtensorModule.PendingValidatorEmission",
	"SubtensorModule.PendingRootAlphaDivs",
	"SubtensorModule.AlphaDividendsPerSubnet",
	"SubtensorModule.RootAlphaDividendsPerSubnet",
	"SubtensorModule.LastHotkeyEmissionOnNetuid",
	// How far a removal has come.
	"Subnets.Dissolutions",
];

/// Pallets that keep something by subnet.
const OF_SUBNETS: [&str; 5] = ["SubtensorModule.", "AlphaAssets.", "Swap.", "Subnets.", "Staking."];

/// The hotkeys of Eve. None begins like a netuid.
fn hotkeys() -> impl Iterator<Item = AccountId> {
	(101..=105).map(account)
}

/// Bob's subnet, Eve's neurons on it, and everything that they can do.
fn live_through_a_history(chain: &mut Chain) {
	let netuid = SUBNET;
	let identity = Some(SubnetIdentityV3 { subnet_name: b"the first".to_vec(), ..Default::default() });
	chain.block(|| {
		let asked = ProtocolCall::register_network_with_identity { hotkey: hotkey(Bob), identity };
		assert_eq!(call(&coldkey(Bob), asked), Ok(()));
		assert_eq!(call(&coldkey(Bob), ProtocolCall::start_call { netuid }), Ok(()));
		for hotkey in hotkeys() {
			let asked = ProtocolCall::burned_register { netuid, hotkey };
			assert_eq!(call(&coldkey(Eve), asked), Ok(()));
		}
	});
	chain.block(serve_everything);
	chain.block(stake_everywhere);
	chain.block(set_everything);
	chain.block(write_what_no_call_writes);
	chain.look(|| assert_everything_was_touched(&stored()));
	chain.block(|| assert_eq!(dissolve(netuid), Ok(())));
	while chain.look(|| is_dissolving(netuid)) {
		chain.run(1);
	}
}

fn serve_everything() {
	let netuid = SUBNET;
	let axon = ProtocolCall::serve_axon_tls {
		netuid,
		version: 1,
		ip: 1,
		port: 1,
		ip_type: 4,
		protocol: 0,
		placeholder1: 0,
		placeholder2: 0,
		certificate: vec![1; 33],
	};
	let prometheus = ProtocolCall::serve_prometheus { netuid, version: 1, ip: 1, port: 1, ip_type: 4 };
	for asked in [axon, prometheus] {
		assert_eq!(call(&account(101), asked), Ok(()));
	}
}

/// Bob and Eve stake on their own hotkeys and nominate each other, and name where their earnings are staked.
fn stake_everywhere() {
	let netuid = SUBNET;
	for coldkey in [Bob, Eve].map(coldkey) {
		for (amount, hotkey) in (1..).zip([hotkey(Bob), account(101), account(102)]) {
			let (amount_staked, limit_price, allow_partial) = (tao(amount), tao(1_000), false);
			let chosen = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey: hotkey.clone() };
			let staked = ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial };
			for asked in [chosen, staked] {
				assert_eq!(call(&coldkey, asked), Ok(()));
			}
		}
		assert_eq!(AlphaAssets::emit_alpha(netuid, AlphaBalance::new(1)), Ok(()));
		assert_eq!(Staking::add_dividend(&account(101), netuid, AlphaBalance::new(1)), Ok(()));
	}
}

/// The owner sets what he may, and root the rest.
fn set_everything() {
	let netuid = SUBNET;
	for asked in setters(netuid) {
		let shown = format!("{asked:?}");
		let by_owner = call(&coldkey(Bob), asked.clone());
		// The two calls that name the owner hotkey have one limit.
		let done = by_owner.is_ok() || shown.contains("sn_owner_hotkey") || root(asked).is_ok();
		assert!(done, "{shown}");
	}
	let of_the_owner = [
		ProtocolCall::set_tempo { netuid, tempo: 400 },
		ProtocolCall::set_activity_cutoff_factor { netuid, factor_milli: 2_000 },
		ProtocolCall::trigger_epoch { netuid },
		ProtocolCall::update_symbol { netuid, symbol: "ω".into() },
	];
	for asked in of_the_owner {
		assert_eq!(call(&coldkey(Bob), asked), Ok(()));
	}
	assert_eq!(root(pallet_swap::Call::<Runtime>::set_fee_rate { netuid, rate: 99 }), Ok(()));
}

/// What only epochs and emission will write, and what nothing writes at all.
fn write_what_no_call_writes() {
	let netuid = SUBNET;
	for mecid in 0..2 {
		let index = NetUidStorageIndex::of(netuid, MechId::new(mecid)).unwrap();
		for uid in 0..6 {
			Weights::<Runtime>::insert(index, uid, vec![(0, 1), (5, 2)]);
			Bonds::<Runtime>::insert(index, uid, vec![(1, 3)]);
		}
		Incentive::<Runtime>::insert(index, vec![9; 6]);
		LastUpdate::<Runtime>::insert(index, vec![1; 6]);
	}
	Emission::<Runtime>::insert(netuid, vec![AlphaBalance::new(7); 6]);
	Dividends::<Runtime>::insert(netuid, vec![8; 6]);
	StakeWeight::<Runtime>::insert(netuid, vec![9; 6]);
	SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(1));
	BlocksSinceLastStep::<Runtime>::insert(netuid, 5);
	LastMechansimStepBlock::<Runtime>::insert(netuid, 1);
	PendingEpochAt::<Runtime>::insert(netuid, 1);
	MaxWeightsLimit::<Runtime>::insert(netuid, 1);
	NetworkPowRegistrationAllowed::<Runtime>::insert(netuid, false);
	LastAdjustmentBlock::<Runtime>::insert(netuid, 1);
	ScalingLawPower::<Runtime>::insert(netuid, 1);
	RegistrationsThisInterval::<Runtime>::insert(netuid, 3);
	RegistrationsThisBlock::<Runtime>::insert(netuid, 3);
	assert_eq!(AlphaAssets::emit_alpha(netuid, AlphaBalance::new(100)), Ok(()));
	assert_eq!(AlphaAssets::burn_alpha(netuid, AlphaBalance::new(30)), Ok(()));
	SubnetProtocolAlpha::<Runtime>::insert(netuid, AlphaBalance::new(20));
	LastRateLimitedBlock::<Runtime>::insert(RateLimitKey::AddStakeBurn(netuid), 1);
	for parameter in hyperparameters() {
		LastRateLimitedBlock::<Runtime>::insert(RateLimitKey::OwnerHyperparamUpdate(netuid, parameter), 1);
	}
}

fn hyperparameters() -> Vec<Hyperparameter> {
	(0..32u8).map(|number| Hyperparameter::decode(&mut &[number][..]).expect("the wire has 32")).collect()
}

/// Otherwise the comparison would prove nothing. A new map of subnets fails here until the history knows it.
fn assert_everything_was_touched(state: &State) {
	for item in items() {
		let known = OF_SUBNETS.iter().any(|pallet| item.name.starts_with(pallet));
		if known && item.is_map && !NOT_KEPT_BY_SUBNET.contains(&item.name.as_str()) {
			let own = state.keys().filter_map(|key| key.strip_prefix(&item.prefix[..]));
			assert!(own.into_iter().any(|key| is_about(SUBNET, key)), "the history leaves {} alone", item.name);
		}
	}
	// The owner's five limits by account; the owner hotkey, a stake that is burned, and all hyperparameters.
	let by_account = TransactionKeyLastBlock::<Runtime>::iter_prefix((coldkey(Bob), SUBNET)).count();
	assert_eq!(by_account, 5);
	let limits: BTreeSet<_> = LastRateLimitedBlock::<Runtime>::iter_keys().map(|key| key.encode()).collect();
	let about_subnet = [RateLimitKey::SetSNOwnerHotkey(SUBNET), RateLimitKey::AddStakeBurn(SUBNET)]
		.into_iter()
		.chain(hyperparameters().into_iter().map(|parameter| RateLimitKey::OwnerHyperparamUpdate(SUBNET, parameter)));
	for key in about_subnet {
		let key: RateLimitKey<AccountId> = key;
		assert!(limits.contains(&key.encode()), "{key:?}");
	}
}

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
	// Each state has another root, and so each block another hash.
	for item in ["System.ParentHash", "System.BlockHash", "RandomnessCollectiveFlip.RandomMaterial"] {
		differ_in(item);
	}
	// What Bob and Eve paid was recycled, but for what they got back for their stake.
	assert_eq!(differ_in("System.Account"), by_account([Bob, Eve].map(coldkey)));
	differ_in("Balances.TotalIssuance");
	differ_in("SubtensorModule.TotalIssuance");
	// Hotkeys stay their owners'.
	assert_eq!(
		differ_in("SubtensorModule.Owner"),
		by_account(hotkeys().chain([hotkey(Bob)])),
		"hotkeys that were claimed"
	);
	for item in ["SubtensorModule.OwnedHotkeys", "SubtensorModule.StakingHotkeys"] {
		assert_eq!(differ_in(item), by_account([Bob, Eve].map(coldkey)));
	}
	// Who staked on whom and when, and which hotkeys were nominated.
	for item in ["Staking.StakedBefore", "SubtensorModule.LastColdkeyHotkeyStakeBlock", "SubtensorModule.Delegates"] {
		differ_in(item);
	}
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
			let (netuid, hotkey, amount_staked) = (SUBNET, hotkey(Charlie), tao(5));
			assert_eq!(call(&coldkey(Charlie), ProtocolCall::start_call { netuid }), Ok(()));
			let staked = ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked };
			let chosen = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey };
			for asked in [staked, chosen] {
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
