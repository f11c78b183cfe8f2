//! What the runtime API shows of stakes and delegates.
//!
//! Bob has created subnet 2, started it, and registered Dave's hotkey on it; nobody has staked anything yet. That is block 3.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, ProtocolCall},
};
use codec::{Compact, Encode};
use pallet_emission::EarnersOfSubnet;
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	AlphaDividendsPerSubnet, AlphaV2, ChildKeys, LastHotkeyEmissionOnNetuid, NetworksAdded, ParentKeys,
	RootAlphaDividendsPerSubnet, ValidatorPermit,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, Runtime, Staking, Swap, TAO};
use taonet_runtime_api::{
	delegate_info::{runtime_decl_for_delegate_info_runtime_api::DelegateInfoRuntimeApiV1 as _, DelegateInfo},
	stake_info::{
		runtime_decl_for_stake_info_runtime_api::StakeInfoRuntimeApiV1 as _, StakeAvailability, StakeInfo, MAX_COLDKEYS,
	},
};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const SUBNET: NetUid = NetUid::new(2);
const FIRST: NetUid = NetUid::new(1);
const MISSING: NetUid = NetUid::new(9);
/// 18 %.
const TAKE: Compact<u16> = Compact(11_796);
/// Epochs of ten blocks of a quarter of a second.
const EPOCHS_PER_DAY: u64 = 34_560;

fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

fn scene() -> Chain {
	let mut chain = Chain::local();
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	chain.register_neuron(SUBNET, Dave);
	chain
}

/// Stakes on the hotkey that goes with a coldkey, and answers what the stake has become.
fn stake(staker: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid, tao: u64) -> AlphaBalance {
	let amount_staked = TaoBalance::new(tao * TAO);
	let staked = call(&coldkey(staker), ProtocolCall::add_stake { hotkey: hotkey(on), netuid, amount_staked });
	assert_eq!(staked, Ok(()));
	Staking::stake_of(&hotkey(on), &coldkey(staker), netuid)
}

/// Makes a delegate of the hotkey.
fn seat_on_root(key: Sr25519Keyring) {
	assert_eq!(call(&coldkey(key), ProtocolCall::root_register { hotkey: hotkey(key) }), Ok(()));
}

fn shown(staker: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid) -> StakeInfo {
	Runtime::get_stake_info_for_hotkey_coldkey_netuid(hotkey(on), coldkey(staker), netuid).expect("is always answered")
}

/// A stake that has earned nothing yet.
fn entry(
	staker: Sr25519Keyring,
	on: Sr25519Keyring,
	netuid: NetUid,
	stake: AlphaBalance,
	registered: bool,
) -> StakeInfo {
	StakeInfo {
		hotkey: hotkey(on),
		coldkey: coldkey(staker),
		netuid: Compact(netuid),
		stake: Compact(stake),
		locked: Compact(0),
		emission: Compact(alpha(0)),
		tao_emission: Compact(TaoBalance::ZERO),
		drain: Compact(0),
		is_registered: registered,
	}
}

#[test]
fn stake_is_listed_while_there_is_any() {
	scene().block(|| {
		assert_eq!(Runtime::get_stake_info_for_coldkey(coldkey(Alice)), []);
		let bought = stake(Alice, Dave, SUBNET, 1);
		assert!(bought > alpha(990_000_000) && bought < alpha(TAO), "{bought}");
		let listed = Runtime::get_stake_info_for_coldkey(coldkey(Alice));
		assert_eq!(listed, [entry(Alice, Dave, SUBNET, bought, true)]);

		let everything = ProtocolCall::remove_stake { hotkey: hotkey(Dave), netuid: SUBNET, amount_unstaked: bought };
		assert_eq!(call(&coldkey(Alice), everything), Ok(()));
		assert_eq!(shown(Alice, Dave, SUBNET).stake, Compact(alpha(0)));
		assert_eq!(Runtime::get_stake_info_for_coldkey(coldkey(Alice)), []);
	});
}

/// As in the worked example of economics 15.3.
#[test]
fn speck_of_a_share_is_not_listed() {
	scene().block(|| {
		seat_on_root(Dave);
		let [alices, charlies] = [Alice, Charlie].map(|staker| stake(staker, Dave, SUBNET, 1));
		assert_eq!(Issuance::<Runtime>::emit_alpha(SUBNET, alpha(100_000_001)), Ok(()));
		assert_eq!(Staking::add_dividend(&hotkey(Dave), SUBNET, alpha(100_000_001)), Ok(()));
		let amount_unstaked = shown(Alice, Dave, SUBNET).stake.0;
		assert!(amount_unstaked > alices);
		let everything = ProtocolCall::remove_stake { hotkey: hotkey(Dave), netuid: SUBNET, amount_unstaked };
		assert_eq!(call(&coldkey(Alice), everything), Ok(()));

		assert!(AlphaV2::<Runtime>::contains_key((hotkey(Dave), coldkey(Alice), SUBNET)), "there is a speck");
		assert_eq!(Runtime::get_stake_info_for_coldkey(coldkey(Alice)), []);
		assert_eq!(Runtime::get_delegated(coldkey(Alice)), []);
		let nominators = Runtime::get_delegate(hotkey(Dave)).expect("is one").nominators;
		assert_eq!(nominators.into_iter().map(|(nominator, _)| nominator).collect::<Vec<_>>(), [coldkey(Charlie)]);
		assert!(shown(Charlie, Dave, SUBNET).stake.0 > charlies);
	});
}

/// Clients ask for one subnet after the other, and read each answer.
#[test]
fn stake_is_answered_for_every_subnet_with_or_without_stake() {
	scene().block(|| {
		let bought = stake(Alice, Bob, SUBNET, 1);
		assert_eq!(shown(Alice, Bob, SUBNET), entry(Alice, Bob, SUBNET, bought, true));
		for netuid in [NetUid::ROOT, FIRST, MISSING] {
			assert_eq!(shown(Alice, Bob, netuid), entry(Alice, Bob, netuid, alpha(0), false));
		}
		// Whose hotkey it is does not matter, nor whether it is anybody's.
		assert_eq!(shown(Bob, Bob, SUBNET), entry(Bob, Bob, SUBNET, alpha(0), true));
		assert_eq!(shown(Alice, Charlie, SUBNET), entry(Alice, Charlie, SUBNET, alpha(0), false));
	});
}

#[test]
fn stakes_are_listed_by_hotkey_and_netuid() {
	scene().block(|| {
		let on_dave = stake(Alice, Dave, SUBNET, 3);
		let on_bob = stake(Alice, Bob, SUBNET, 2);
		let on_root = stake(Alice, Dave, NetUid::ROOT, 1);
		assert_eq!(on_root, alpha(TAO));
		let alices = [
			entry(Alice, Dave, NetUid::ROOT, on_root, false),
			entry(Alice, Dave, SUBNET, on_dave, true),
			entry(Alice, Bob, SUBNET, on_bob, true),
		];
		assert_eq!(Runtime::get_stake_info_for_coldkey(coldkey(Alice)), alices);

		let daves = [entry(Dave, Dave, SUBNET, stake(Dave, Dave, SUBNET, 1), true)];
		assert_eq!(
			Runtime::get_stake_info_for_coldkeys(vec![coldkey(Dave), coldkey(Charlie), coldkey(Alice)]),
			[(coldkey(Dave), daves.to_vec()), (coldkey(Charlie), vec![]), (coldkey(Alice), alices.to_vec())]
		);
	});
}

#[test]
fn coldkeys_beyond_the_bound_are_not_answered_for() {
	scene().block(|| {
		stake(Alice, Dave, SUBNET, 1);
		let mut asked: Vec<AccountId> = (1..).map(account).take(MAX_COLDKEYS).collect();
		asked.push(coldkey(Alice));
		let answered = Runtime::get_stake_info_for_coldkeys(asked.clone());
		assert_eq!(answered.into_iter().map(|(coldkey, _)| coldkey).collect::<Vec<_>>(), asked[..MAX_COLDKEYS]);
		let available = Runtime::get_stake_availability_for_coldkeys(asked, Some(vec![SUBNET]));
		assert_eq!((available.len(), available.get(&coldkey(Alice))), (MAX_COLDKEYS, None));
	});
}

/// What the last epoch gave those who stake on a hotkey, in alpha-rao.
struct EarnedInEpoch {
	of: AccountId,
	for_alpha: u64,
	for_root_stake: u64,
}

impl EarnedInEpoch {
	/// Writes what the epoch would.
	fn write(self) {
		let Self { of, for_alpha, for_root_stake } = self;
		EarnersOfSubnet::<Runtime>::insert(SUBNET, &of, true);
		LastHotkeyEmissionOnNetuid::<Runtime>::insert(&of, SUBNET, alpha(for_alpha + for_root_stake));
		AlphaDividendsPerSubnet::<Runtime>::insert(SUBNET, &of, alpha(for_alpha));
		if for_root_stake > 0 {
			RootAlphaDividendsPerSubnet::<Runtime>::insert(SUBNET, &of, alpha(for_root_stake));
		}
	}
}

#[test]
fn dividends_are_shown_to_each_staker_in_part() {
	scene().block(|| {
		let [alices, charlies] = [(Alice, 10), (Charlie, 30)].map(|(staker, tao)| stake(staker, Dave, SUBNET, tao));
		stake(Alice, Dave, NetUid::ROOT, 1);
		stake(Charlie, Dave, NetUid::ROOT, 3);
		EarnedInEpoch { of: hotkey(Dave), for_alpha: 1_000_001, for_root_stake: 4_000_000 }.write();

		let total = u128::from(alices.get() + charlies.get());
		let part = |stake: AlphaBalance| u64::try_from(1_000_001 * u128::from(stake.get()) / total).unwrap();
		let worth = u64::try_from((4_000_000 * Swap::price(SUBNET).to_bits()) >> 64).unwrap();
		let shown_as_earned = |staker| {
			let shown = shown(staker, Dave, SUBNET);
			(shown.emission.0.get(), shown.tao_emission.0.get())
		};
		assert_eq!(shown_as_earned(Alice), (part(alices), worth / 4));
		assert_eq!(shown_as_earned(Charlie), (part(charlies), worth * 3 / 4));
		assert_eq!(shown_as_earned(Bob), (0, 0));
		// Root itself pays nothing.
		assert_eq!(shown(Alice, Dave, NetUid::ROOT), entry(Alice, Dave, NetUid::ROOT, alpha(TAO), false));
	});
}

#[test]
fn stake_grows_with_dividends() {
	scene().block(|| {
		let before = stake(Alice, Dave, SUBNET, 1);
		assert_eq!(Issuance::<Runtime>::emit_alpha(SUBNET, alpha(500)), Ok(()));
		assert_eq!(Staking::add_dividend(&hotkey(Dave), SUBNET, alpha(500)), Ok(()));
		assert_eq!(shown(Alice, Dave, SUBNET).stake, Compact(alpha(before.get() + 500)));
	});
}

#[test]
fn all_stake_of_a_coldkey_is_available() {
	scene().block(|| {
		let total = stake(Alice, Dave, SUBNET, 3).checked_add(stake(Alice, Bob, SUBNET, 2)).unwrap();
		let available =
			|netuids| Runtime::get_stake_availability_for_coldkeys(vec![coldkey(Charlie), coldkey(Alice)], netuids);
		let of =
			|total| StakeAvailability { total: Compact(total), locked: Compact(alpha(0)), available: Compact(total) };
		let on_all = |on_subnet| [(NetUid::ROOT, of(alpha(0))), (FIRST, of(alpha(0))), (SUBNET, of(on_subnet))].into();
		let expected = BTreeMap::from([(coldkey(Alice), on_all(total)), (coldkey(Charlie), on_all(alpha(0)))]);
		assert_eq!(available(None), expected);

		// In any order, and as often as one likes.
		let asked = available(Some(vec![MISSING, SUBNET, SUBNET]));
		assert_eq!(asked.get(&coldkey(Alice)), Some(&BTreeMap::from([(SUBNET, of(total))])));
		assert_eq!(available(Some(vec![])).get(&coldkey(Alice)), Some(&BTreeMap::new()));
	});
}

#[test]
fn swap_fee_is_paid_once_on_the_way() {
	scene().block(|| {
		let fee = |origin: Option<NetUid>, destination: Option<NetUid>, amount| {
			let on = |netuid: Option<NetUid>| netuid.map(|netuid| (hotkey(Dave), netuid));
			Runtime::get_stake_fee(on(origin), coldkey(Alice), on(destination), coldkey(Bob), amount)
		};
		let root = Some(NetUid::ROOT);
		// The worked example of economics 14.4: 33 parts of 65535.
		assert_eq!(fee(None, Some(SUBNET), 10 * TAO), 5_035_477);
		assert_eq!(fee(Some(SUBNET), None, 40 * TAO), 20_141_908);
		// What it takes from an origin is what the trade takes.
		let sale = Swap::simulate_sell(SUBNET, alpha(40 * TAO)).expect("is possible");
		assert_eq!(sale.trade.fee, alpha(20_141_908));

		// A move pays at its origin, or at its destination when it comes from root.
		assert_eq!(Swap::set_fee_rate(taonet_runtime::RuntimeOrigin::root(), FIRST, 66), Ok(()));
		assert_eq!(fee(Some(SUBNET), Some(FIRST), 10 * TAO), 5_035_477);
		assert_eq!(fee(Some(FIRST), Some(SUBNET), 10 * TAO), 10_070_954);
		assert_eq!(fee(root, Some(FIRST), 10 * TAO), 10_070_954);
		assert_eq!(fee(Some(FIRST), root, 10 * TAO), 10_070_954);

		for free in [(None, None), (Some(SUBNET), Some(SUBNET)), (None, root), (root, None), (Some(MISSING), None)] {
			assert_eq!(fee(free.0, free.1, 10 * TAO), 0, "{free:?}");
		}
		assert_eq!(fee(None, Some(MISSING), u64::MAX), 0);
		assert_eq!(fee(None, Some(SUBNET), u64::MAX), 9_288_815_967_535_136);
	});
}

fn netuids(netuids: &[Compact<NetUid>]) -> Vec<u16> {
	netuids.iter().map(|netuid| netuid.0.get()).collect()
}

#[test]
fn hotkey_is_shown_as_delegate_once_it_has_a_take() {
	scene().block(|| {
		// Staking alone makes no delegate.
		stake(Alice, Dave, SUBNET, 1);
		assert_eq!((Runtime::get_delegates(), Runtime::get_delegate(hotkey(Dave))), (vec![], None));
		assert_eq!(Runtime::get_delegated(coldkey(Alice)), []);

		seat_on_root(Charlie);
		let delegate = DelegateInfo {
			delegate_ss58: hotkey(Charlie),
			take: TAKE,
			nominators: vec![],
			owner_ss58: coldkey(Charlie),
			registrations: vec![Compact(NetUid::ROOT)],
			validator_permits: vec![],
			return_per_1000: Compact(0),
			total_daily_return: Compact(0),
		};
		assert_eq!(Runtime::get_delegate(hotkey(Charlie)), Some(delegate.clone()));
		assert_eq!(Runtime::get_delegates(), [delegate]);
	});
}

#[test]
fn delegate_is_shown_with_all_who_stake_on_it() {
	scene().block(|| {
		seat_on_root(Dave);
		let [alices, charlies] = [Alice, Charlie].map(|staker| stake(staker, Dave, SUBNET, 2).get());
		stake(Charlie, Dave, NetUid::ROOT, 5);
		let own = stake(Dave, Dave, SUBNET, 1).get();
		stake(Alice, Bob, SUBNET, 1);
		// Uid 0 is Bob's, who is no delegate.
		ValidatorPermit::<Runtime>::insert(SUBNET, vec![false, true]);

		let delegate = Runtime::get_delegate(hotkey(Dave)).expect("is one");
		let (root, subnet) = (Compact(NetUid::ROOT), Compact(SUBNET));
		let nominators = BTreeMap::from([
			(coldkey(Alice), vec![(subnet, Compact(alices))]),
			(coldkey(Charlie), vec![(root, Compact(5 * TAO)), (subnet, Compact(charlies))]),
			(coldkey(Dave), vec![(subnet, Compact(own))]),
		]);
		assert_eq!(delegate.nominators, nominators.into_iter().collect::<Vec<_>>());
		assert_eq!(netuids(&delegate.registrations), [0, 2]);
		assert_eq!(netuids(&delegate.validator_permits), [2]);

		let of_charlie =
			[(delegate.clone(), (root, Compact(5 * TAO))), (delegate.clone(), (subnet, Compact(charlies)))];
		assert_eq!(Runtime::get_delegated(coldkey(Charlie)), of_charlie);
		// What Alice has on Bob's hotkey is not delegated.
		assert_eq!(Runtime::get_delegated(coldkey(Alice)), [(delegate.clone(), (subnet, Compact(alices)))]);
		assert_eq!(Runtime::get_delegates(), [delegate]);
	});
}

#[test]
fn returns_of_a_delegate_are_those_of_a_day_like_the_last_epoch() {
	scene().block(|| {
		seat_on_root(Dave);
		stake(Alice, Dave, SUBNET, 100);
		EarnedInEpoch { of: hotkey(Dave), for_alpha: 1_000_000, for_root_stake: 0 }.write();
		let worth = |alpha: u64| u64::try_from((u128::from(alpha) * Swap::price(SUBNET).to_bits()) >> 64).unwrap();
		let returns = || {
			let delegate = Runtime::get_delegate(hotkey(Dave)).expect("is one");
			(delegate.return_per_1000.0, delegate.total_daily_return.0)
		};
		let for_alpha = worth(1_000_000) * EPOCHS_PER_DAY;
		assert!(for_alpha > 0);
		// TAO brings nothing where there is none.
		assert_eq!(returns(), (0, for_alpha));

		stake(Charlie, Dave, NetUid::ROOT, 50);
		EarnedInEpoch { of: hotkey(Dave), for_alpha: 1_000_000, for_root_stake: 3_000_000 }.write();
		let for_root = worth(3_000_000) * EPOCHS_PER_DAY;
		assert_eq!(returns(), (for_root * 1_000 / 50, for_alpha + for_root));

		// Without epochs nothing comes in.
		pallet_protocol::Tempo::<Runtime>::insert(SUBNET, 0);
		assert_eq!(returns(), (0, 0));
		pallet_protocol::Tempo::<Runtime>::insert(SUBNET, 10);
	});
}

#[test]
fn stake_on_a_dissolved_subnet_is_not_shown() {
	scene().block(|| {
		seat_on_root(Dave);
		stake(Alice, Dave, SUBNET, 1);
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		assert!(!NetworksAdded::<Runtime>::contains_key(SUBNET));
		assert!(Staking::stake_of(&hotkey(Dave), &coldkey(Alice), SUBNET) > alpha(0), "is not paid yet");
		assert_eq!(Runtime::get_stake_info_for_coldkey(coldkey(Alice)), []);
		assert_eq!(shown(Alice, Dave, SUBNET), entry(Alice, Dave, SUBNET, alpha(0), false));
		assert_eq!(Runtime::get_delegated(coldkey(Alice)), []);
		let delegate = Runtime::get_delegate(hotkey(Dave)).expect("is one");
		assert_eq!((delegate.nominators, netuids(&delegate.registrations)), (vec![], vec![0]));
		let available = Runtime::get_stake_availability_for_coldkeys(vec![coldkey(Alice)], None);
		assert_eq!(available[&coldkey(Alice)].keys().map(|netuid| netuid.get()).collect::<Vec<_>>(), [0, 1]);
	});
}

#[test]
fn answers_have_the_bytes_of_the_wire() {
	let stake = entry(Alice, Bob, SUBNET, alpha(64), true);
	let bytes = [hotkey(Bob).encode(), coldkey(Alice).encode(), vec![8, 1, 1, 0, 0, 0, 0, 1]].concat();
	assert_eq!(stake.encode(), bytes);
	let delegate = DelegateInfo {
		delegate_ss58: hotkey(Bob),
		take: Compact(1),
		nominators: vec![(coldkey(Alice), vec![(Compact(SUBNET), Compact(3))])],
		owner_ss58: coldkey(Bob),
		registrations: vec![Compact(SUBNET)],
		validator_permits: vec![],
		return_per_1000: Compact(4),
		total_daily_return: Compact(5),
	};
	let nominators = [vec![4], coldkey(Alice).encode(), vec![4, 8, 12]].concat();
	let rest = vec![4, 8, 0, 16, 20];
	assert_eq!(delegate.encode(), [hotkey(Bob).encode(), vec![4], nominators, coldkey(Bob).encode(), rest].concat());
}

#[test]
fn stake_weight_on_root_is_that_of_own_stake_alone() {
	scene().block(|| {
		let own = stake(Alice, Bob, NetUid::ROOT, 10);
		stake(Alice, Dave, NetUid::ROOT, 10);
		// Relations on root are made nowhere; they would not count.
		ChildKeys::<Runtime>::insert(hotkey(Bob), NetUid::ROOT, vec![(u64::MAX, hotkey(Dave))]);
		ParentKeys::<Runtime>::insert(hotkey(Dave), NetUid::ROOT, vec![(u64::MAX, hotkey(Bob))]);
		let weights = [Bob, Dave].map(|key| Staking::stake_weight(&hotkey(key), NetUid::ROOT));
		assert_eq!(weights.map(|weight| weight.inherited.alpha), [own; 2]);
		assert_eq!(weights.map(|weight| weight.inherited.root.get()), [own.get(); 2]);
		ChildKeys::<Runtime>::remove(hotkey(Bob), NetUid::ROOT);
		ParentKeys::<Runtime>::remove(hotkey(Dave), NetUid::ROOT);
	});
}
