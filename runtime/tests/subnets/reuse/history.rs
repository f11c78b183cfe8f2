//! Bob's subnet and everything that can be done on it, so that every map that is kept by subnet knows it; then it is removed.

use super::State;
use crate::{
	chain::{check_invariants, Chain},
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	words::{alpha, dissolve, is_about, is_dissolving, items, setters, stored, tao, SUBNET},
};
use codec::{Decode, Encode};
use pallet_commitments::{CommitmentInfo, Data, RevealedCommitments};
use pallet_emission::EarnersOfSubnet;
use pallet_epoch::{RevealWait, RevealWaits};
use pallet_protocol::{
	types::{Hyperparameter, RateLimitKey, RootClaimTypeEnum, SubnetIdentityV3, WeightCiphertext},
	AlphaDividendsPerSubnet, BlocksSinceLastStep, Bonds, Dividends, Emission, Incentive, LastAdjustmentBlock,
	LastHotkeyEmissionOnNetuid, LastMechansimStepBlock, LastRateLimitedBlock, LastUpdate, MaxWeightsLimit, MinerBurned,
	NetworkPowRegistrationAllowed, PendingEpochAt, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
	PendingValidatorEmission, RegistrationsThisBlock, RegistrationsThisInterval, RootAlphaDividendsPerSubnet,
	RootClaimable, RootProp, ScalingLawPower, StakeWeight, SubnetAlphaInEmission, SubnetAlphaOutEmission,
	SubnetEmaProtocolFlow, SubnetEmaTaoFlow, SubnetExcessTao, SubnetMovingPrice, SubnetProtocolAlpha,
	SubnetProtocolFlow, SubnetRootSellTao, SubnetTaoInEmission, TotalHotkeyAlphaLastEpoch, TransactionKeyLastBlock,
	ValidatorPermit, VotingPower, Weights,
};
use pallet_staking::{HotkeyTransit, HotkeyTransits, OwnershipCheck, OwnershipChecks, TransitsTo};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Bob, Eve, Ferdie, One};
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, System};
use taonet_types::{
	fixed::{I64F64, I96F32, U96F32},
	AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance,
};

/// Maps that are not about subnets, and those that nobody writes.
const NOT_KEPT_BY_SUBNET: [&str; 41] = [
	"SubtensorModule.Owner",
	"SubtensorModule.OwnedHotkeys",
	"SubtensorModule.StakingHotkeys",
	"SubtensorModule.Delegates",
	"SubtensorModule.IdentitiesV2",
	"Subnets.SlotsOfColdkey",
	"Subnets.HotkeysOfColdkey",
	// Its keys are looked at on their own.
	"SubtensorModule.LastRateLimitedBlock",
	"SubtensorModule.LastColdkeyHotkeyStakeBlock",
	"Subnets.StakedBefore",
	// Nothing is stored there, for clients of old.
	"SubtensorModule.Alpha",
	"SubtensorModule.TotalHotkeyShares",
	// Its values tell the subnets, and are looked at on their own.
	"SubtensorModule.RootClaimable",
	// What keys have chosen for all subnets, and who has root stake.
	"SubtensorModule.AutoParentDelegationEnabled",
	"SubtensorModule.AccountFlags",
	"SubtensorModule.RootClaimType",
	"SubtensorModule.StakingColdkeys",
	"SubtensorModule.StakingColdkeysByIndex",
	"Staking.NextClaim",
	// Keys that give way to others.
	"SubtensorModule.ColdkeySwapAnnouncements",
	"SubtensorModule.ColdkeySwapDisputes",
	"Staking.ColdkeyTransits",
	"Staking.ColdkeyTransitsTo",
	"Staking.HotkeysToDisown",
	// A lease ends with its subnet: `leases::dissolution` in the suite of relations.
	"SubtensorModule.SubnetLeases",
	"SubtensorModule.SubnetLeaseShares",
	"SubtensorModule.SubnetUidToLeaseId",
	"SubtensorModule.AccumulatedLeaseDividends",
	// Nothing is stored there, for clients of old.
	"SubtensorModule.CRV3WeightCommits",
	"SubtensorModule.CRV3WeightCommitsV2",
	"SubtensorModule.UsedWork",
	"SubtensorModule.POWRegistrationsThisInterval",
	"SubtensorModule.BurnRegistrationsThisInterval",
	"SubtensorModule.ValidatorPruneLen",
	"SubtensorModule.LoadedEmission",
	"SubtensorModule.LastTxBlock",
	"SubtensorModule.LastTxBlockChildKeyTake",
	"SubtensorModule.LastTxBlockDelegateTake",
	"SubtensorModule.HasMigrationRun",
	"Swap.HasMigrationRun",
	// How far a removal has come.
	"Subnets.Dissolutions",
];

/// Pallets that keep something by subnet.
pub const OF_SUBNETS: [&str; 8] =
	["SubtensorModule.", "AlphaAssets.", "Swap.", "Subnets.", "Staking.", "Epochs.", "Emission.", "Commitments."];

/// All of a stake, in the parts in which it is lent.
const ALL: u64 = u64::MAX;

/// The hotkeys of Eve that are registered, by number. None begins like the number of the subnet, nor do the other two.
pub const HOTKEYS: [u32; 5] = [101, 102, 103, 104, 105];
/// The hotkey that takes the place of 102.
pub const SWAPPED_TO: u32 = 106;
/// The hotkey of Bob that [`setters`] name as the owner's.
pub const OWNERS_NEXT_HOTKEY: u32 = 5;

/// Who locks stake for the second hotkey of the owner.
pub fn lockers() -> [AccountId; 2] {
	[Ferdie, One].map(coldkey)
}

fn ask(signer: &AccountId, asked: ProtocolCall) {
	let shown = format!("{asked:?}");
	assert_eq!(call(signer, asked), Ok(()), "{shown}");
}

/// Bob's subnet, Eve's neurons on it, and everything that they can do.
pub fn live_through_a_history(chain: &mut Chain) {
	chain.block(begin);
	chain.block(serve_everything);
	chain.block(stake_everywhere);
	chain.block(lend_and_borrow);
	chain.block(earn_on_root);
	chain.block(commit_to_weights);
	chain.block(publish);
	chain.block(lock_for_the_first_owner_hotkey);
	chain.block(set_everything);
	chain.block(lock_for_the_next_owner_hotkey);
	chain.block(swap_a_hotkey);
	chain.block(|| {
		// Some of it would go with the next block.
		write_what_no_call_writes();
		write_what_is_unfinished();
		check_invariants(System::block_number());
		assert_everything_was_touched(&stored());
		assert_eq!(dissolve(SUBNET), Ok(()));
	});
	while chain.look(|| is_dissolving(SUBNET)) {
		chain.run(1);
	}
	chain.block(leave_root);
}

/// Before the subnet is started whoever lends does so at once.
fn begin() {
	let netuid = SUBNET;
	let identity = Some(SubnetIdentityV3 { subnet_name: b"the first".to_vec(), ..Default::default() });
	ask(&coldkey(Bob), ProtocolCall::register_network_with_identity { hotkey: hotkey(Bob), identity });
	let children = vec![(ALL / 2, account(101)), (ALL / 4, account(105))];
	ask(&coldkey(Bob), ProtocolCall::set_children { hotkey: hotkey(Bob), netuid, children });
	ask(&coldkey(Bob), ProtocolCall::start_call { netuid });
	for hotkey in HOTKEYS.map(account) {
		ask(&coldkey(Eve), ProtocolCall::burned_register { netuid, hotkey });
	}
	ask(&coldkey(Bob), ProtocolCall::try_associate_hotkey { hotkey: account(OWNERS_NEXT_HOTKEY) });
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
		ask(&account(101), asked);
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
				ask(&coldkey, asked);
			}
		}
		assert_eq!(AlphaAssets::emit_alpha(netuid, AlphaBalance::new(1)), Ok(()));
		assert_eq!(Staking::add_dividend(&account(101), netuid, AlphaBalance::new(1)), Ok(()));
	}
}

/// A choice of children that waits, and a take.
fn lend_and_borrow() {
	let netuid = SUBNET;
	let children = vec![(ALL / 3, account(103)), (ALL / 3, account(104))];
	ask(&coldkey(Eve), ProtocolCall::set_children { hotkey: account(102), netuid, children });
	ask(&coldkey(Eve), ProtocolCall::set_childkey_take { hotkey: account(101), netuid, take: 5_000 });
}

/// Root stake on one of Eve's hotkeys earns on the subnet. Bob keeps what he is paid, Eve's is sold, and some is left.
fn earn_on_root() {
	let netuid = SUBNET;
	let earn = || {
		assert_eq!(AlphaAssets::emit_alpha(netuid, alpha(1)), Ok(()));
		assert_eq!(Staking::accrue_root_dividend(&account(101), netuid, alpha(1)), Ok(()));
	};
	for key in [Bob, Eve] {
		let staked = ProtocolCall::add_stake { hotkey: account(101), netuid: NetUid::ROOT, amount_staked: tao(5) };
		ask(&coldkey(key), staked);
	}
	assert_eq!(root(ProtocolCall::sudo_set_root_claim_threshold { netuid, new_value: 1 }), Ok(()));
	earn();
	for (key, new_root_claim_type) in [(Bob, RootClaimTypeEnum::Keep), (Eve, RootClaimTypeEnum::Swap)] {
		ask(&coldkey(key), ProtocolCall::set_root_claim_type { new_root_claim_type });
		ask(&coldkey(key), ProtocolCall::claim_root { subnets: [netuid].into() });
	}
	earn();
}

/// Two hotkeys commit to weights by a hash, and encrypted.
fn commit_to_weights() {
	let netuid = SUBNET;
	let no_limit = AdminCall::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 0 };
	assert_eq!(root(no_limit), Ok(()));
	let by_hash = ProtocolCall::commit_weights { netuid, commit_hash: H256::repeat_byte(7) };
	let (commit, reveal_round) = (WeightCiphertext::truncate_from(vec![7; 300]), 1_000_000);
	let encrypted = ProtocolCall::commit_timelocked_weights { netuid, commit, reveal_round, commit_reveal_version: 4 };
	for hotkey in [101, 105].map(account) {
		for asked in [by_hash.clone(), encrypted.clone()] {
			ask(&hotkey, asked);
		}
	}
}

/// Something that is encrypted for a round which never comes, by somebody of whom something was revealed before.
fn publish() {
	for hotkey in [101, 105].map(account) {
		let encrypted =
			Data::TimelockEncrypted { encrypted: vec![7; 300].try_into().unwrap(), reveal_round: 1_000_000 };
		let fields = vec![encrypted, Data::ResetBondsFlag].try_into().unwrap();
		let info = Box::new(CommitmentInfo { fields });
		let asked = pallet_commitments::Call::<Runtime>::set_commitment { netuid: SUBNET, info };
		assert_eq!(call(&hotkey, asked), Ok(()));
		RevealedCommitments::<Runtime>::insert(SUBNET, hotkey, vec![(vec![7], 1)]);
	}
}

/// Locks so much of what the coldkey has on the subnet.
fn lock(coldkey: &AccountId, hotkey: AccountId, is_perpetual: bool) {
	let (netuid, amount) = (SUBNET, AlphaBalance::new(1_000_000));
	ask(coldkey, ProtocolCall::lock_stake { hotkey, netuid, amount });
	if is_perpetual {
		ask(coldkey, ProtocolCall::set_perpetual_lock { netuid, enabled: true });
	}
}

fn lock_for_the_first_owner_hotkey() {
	lock(&coldkey(Bob), hotkey(Bob), true);
	lock(&coldkey(Eve), hotkey(Bob), false);
}

/// The first one was the owner's once.
fn lock_for_the_next_owner_hotkey() {
	let (netuid, amount_staked) = (SUBNET, tao(1));
	for (coldkey, is_perpetual) in lockers().into_iter().zip([true, false]) {
		let hotkey = account(OWNERS_NEXT_HOTKEY);
		ask(&coldkey, ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked });
		lock(&coldkey, hotkey, is_perpetual);
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
		ProtocolCall::enable_voting_power_tracking { netuid },
		ProtocolCall::disable_voting_power_tracking { netuid },
	];
	for asked in of_the_owner {
		ask(&coldkey(Bob), asked);
	}
	assert_eq!(root(ProtocolCall::sudo_set_voting_power_ema_alpha { netuid, alpha: 7 }), Ok(()));
	assert_eq!(root(pallet_swap::Call::<Runtime>::set_fee_rate { netuid, rate: 99 }), Ok(()));
}

/// Stake of both, and a choice that waits, go to another hotkey.
fn swap_a_hotkey() {
	let (hotkey, new_hotkey) = (account(102), account(SWAPPED_TO));
	let swap = ProtocolCall::swap_hotkey_v2 { hotkey, new_hotkey, netuid: Some(SUBNET), keep_stake: false };
	ask(&coldkey(Eve), swap);
}

/// What only epochs and emission write, and what nothing writes at all.
fn write_what_no_call_writes() {
	let netuid = SUBNET;
	write_what_emission_writes();
	ValidatorPermit::<Runtime>::insert(netuid, vec![true; 6]);
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
	VotingPower::<Runtime>::insert(netuid, account(101), 5);
}

/// As if the last block had given something of everything, and an epoch had paid one of the hotkeys.
fn write_what_emission_writes() {
	let (netuid, earner, some) = (SUBNET, account(101), AlphaBalance::new(10));
	for figure in [SubnetAlphaInEmission::<Runtime>::insert, SubnetAlphaOutEmission::<Runtime>::insert] {
		figure(netuid, some);
	}
	for figure in [SubnetTaoInEmission::<Runtime>::insert, SubnetExcessTao::<Runtime>::insert] {
		figure(netuid, TaoBalance::new(1));
	}
	assert_eq!(AlphaAssets::emit_alpha(netuid, AlphaBalance::new(40)), Ok(()));
	let add = |pot: &mut AlphaBalance| *pot = pot.checked_add(some).unwrap();
	PendingServerEmission::<Runtime>::mutate(netuid, add);
	PendingValidatorEmission::<Runtime>::mutate(netuid, add);
	PendingRootAlphaDivs::<Runtime>::mutate(netuid, add);
	PendingOwnerCut::<Runtime>::mutate(netuid, add);
	EarnersOfSubnet::<Runtime>::insert(netuid, &earner, true);
	LastHotkeyEmissionOnNetuid::<Runtime>::insert(&earner, netuid, some);
	AlphaDividendsPerSubnet::<Runtime>::insert(netuid, &earner, some);
	RootAlphaDividendsPerSubnet::<Runtime>::insert(netuid, &earner, some);
	TotalHotkeyAlphaLastEpoch::<Runtime>::insert(&earner, netuid, some);
	SubnetProtocolFlow::<Runtime>::insert(netuid, 7);
	SubnetRootSellTao::<Runtime>::insert(netuid, TaoBalance::new(7));
	SubnetEmaTaoFlow::<Runtime>::insert(netuid, (1, I64F64::from_num(7)));
	SubnetEmaProtocolFlow::<Runtime>::insert(netuid, (1, I64F64::from_num(7)));
	RootProp::<Runtime>::insert(netuid, U96F32::from_num(1) / 2);
	MinerBurned::<Runtime>::insert(netuid, U96F32::from_num(1) / 2);
}

/// What takes more than a block only where many people have something on the subnet.
fn write_what_is_unfinished() {
	let netuid = SUBNET;
	let (old, new) = (account(103), account(104));
	// Others have chosen it as a child.
	HotkeyTransits::<Runtime>::insert((netuid, &old), HotkeyTransit { hotkey: new.clone(), factor: None });
	TransitsTo::<Runtime>::insert(netuid, new, old);
	Staking::apply_pending_children(netuid);
	let block = System::block_number().into();
	let check = OwnershipCheck { block, is_among_decaying: false, from: None, best: None };
	OwnershipChecks::<Runtime>::insert(netuid, check);
	RevealWaits::<Runtime>::insert(netuid, RevealWait { epoch: 0, blocks: 1 });
}

/// What is staked on root stays there when a subnet is removed.
fn leave_root() {
	for coldkey in [Bob, Eve].map(coldkey) {
		let (hotkey, netuid) = (account(101), NetUid::ROOT);
		let amount_unstaked = Staking::stake_of(&hotkey, &coldkey, netuid);
		ask(&coldkey, ProtocolCall::remove_stake { hotkey, netuid, amount_unstaked });
	}
}

fn hyperparameters() -> Vec<Hyperparameter> {
	(0..32u8).map(|number| Hyperparameter::decode(&mut &[number][..]).expect("the wire has 32")).collect()
}

/// Otherwise the comparison would prove nothing. A new map of subnets fails here until the history knows it.
fn assert_everything_was_touched(state: &State) {
	let is_touched = |prefix: &[u8]| {
		let mut own = state.keys().filter_map(|key| key.strip_prefix(prefix));
		own.any(|key| is_about(SUBNET, key))
	};
	let maps = items().into_iter().filter(|item| item.is_map && !NOT_KEPT_BY_SUBNET.contains(&item.name.as_str()));
	let of_subnets = maps.filter(|item| OF_SUBNETS.iter().any(|pallet| item.name.starts_with(pallet)));
	let untouched: Vec<_> = of_subnets.filter(|item| !is_touched(&item.prefix)).map(|item| item.name).collect();
	assert!(untouched.is_empty(), "the history leaves {untouched:?} alone");
	let rates = RootClaimable::<Runtime>::get(account(101));
	assert!(rates.contains_key(&SUBNET), "root stake has earned nothing on the subnet");
	// The owner's five limits by account; who has lent, and set a take.
	let limits = [(coldkey(Bob), 5), (hotkey(Bob), 1), (account(SWAPPED_TO), 1), (account(101), 1)];
	for (account, count) in limits {
		assert_eq!(TransactionKeyLastBlock::<Runtime>::iter_prefix((&account, SUBNET)).count(), count, "{account}");
	}
	// The owner hotkey, a stake that is burned, and all hyperparameters.
	let limits: BTreeSet<_> = LastRateLimitedBlock::<Runtime>::iter_keys().map(|key| key.encode()).collect();
	let about_subnet = [RateLimitKey::SetSNOwnerHotkey(SUBNET), RateLimitKey::AddStakeBurn(SUBNET)]
		.into_iter()
		.chain(hyperparameters().into_iter().map(|parameter| RateLimitKey::OwnerHyperparamUpdate(SUBNET, parameter)));
	for key in about_subnet {
		let key: RateLimitKey<AccountId> = key;
		assert!(limits.contains(&key.encode()), "{key:?}");
	}
}
