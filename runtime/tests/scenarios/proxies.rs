//! Satellites §4: what proxies may do.

use crate::chain::{address, free, send_ok, transfer, Chain};
use codec::{Decode, Encode};
use frame_support::traits::{GetCallIndex, GetCallMetadata, InstanceFilter, PalletInfoAccess};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie};
use sp_runtime::DispatchError;
use taonet_runtime::{
	proxy_type::SMALL_TRANSFER_LIMIT,
	AdminUtils, Balances,
	ProxyType::{self, *},
	Runtime, RuntimeCall, RuntimeEvent, SubtensorModule, Swap, System, TAO,
};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

type ProxyCall = pallet_proxy::Call<Runtime>;
type BalancesCall = pallet_balances::Call<Runtime>;
type ProtocolCall = pallet_protocol::Call<Runtime>;
type AdminCall = pallet_admin_utils::Call<Runtime>;

/// In the order of their encoding on the wire.
pub const ALL: [ProxyType; 18] = [
	Any,
	Owner,
	NonCritical,
	NonTransfer,
	Senate,
	NonFungible,
	Triumvirate,
	Governance,
	Staking,
	Registration,
	Transfer,
	SmallTransfer,
	RootWeights,
	ChildKeys,
	SudoUncheckedSetCode,
	SwapHotkey,
	SubnetLeaseBeneficiary,
	RootClaim,
];

fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![] }.into()
}

fn sudo(call: RuntimeCall) -> RuntimeCall {
	pallet_sudo::Call::<Runtime>::sudo { call: Box::new(call) }.into()
}

fn unchecked_sudo(call: RuntimeCall) -> RuntimeCall {
	pallet_sudo::Call::<Runtime>::sudo_unchecked_weight { call: Box::new(call), weight: Default::default() }.into()
}

/// The types whose proxies may make this call.
fn allowed(call: &RuntimeCall) -> Vec<ProxyType> {
	ALL.into_iter().filter(|proxy_type| proxy_type.filter(call)).collect()
}

#[test]
fn proxy_types_keep_their_wire_encoding() {
	for (index, proxy_type) in ALL.into_iter().enumerate() {
		assert_eq!(proxy_type.encode(), [index as u8]);
	}
}

#[test]
fn transfers_are_allowed_to_transfer_proxies_alone() {
	let transfer_all: RuntimeCall = BalancesCall::transfer_all { dest: address(Bob), keep_alive: true }.into();
	let allow_death = |value| BalancesCall::transfer_allow_death { dest: address(Bob), value }.into();
	assert_eq!(allowed(&transfer(Bob, SMALL_TRANSFER_LIMIT)), [Any, NonCritical, Transfer]);
	assert_eq!(allowed(&transfer(Bob, SMALL_TRANSFER_LIMIT - 1)), [Any, NonCritical, Transfer, SmallTransfer]);
	assert_eq!(allowed(&allow_death(SMALL_TRANSFER_LIMIT)), [Any, NonCritical, Transfer]);
	assert_eq!(allowed(&allow_death(1)), [Any, NonCritical, Transfer, SmallTransfer]);
	assert_eq!(allowed(&transfer_all), [Any, NonCritical, Transfer]);
}

#[test]
fn other_balance_calls_are_allowed_to_broad_types_alone() {
	let burn: RuntimeCall = BalancesCall::burn { value: 1, keep_alive: true }.into();
	assert_eq!(allowed(&burn), [Any, NonCritical]);
}

#[test]
fn harmless_calls_are_allowed_to_broad_types() {
	assert_eq!(allowed(&remark()), [Any, NonCritical, NonTransfer, NonFungible]);
}

#[test]
fn sudo_is_allowed_to_proxies_for_everything_alone() {
	// Root could move money, so that proxies who may not are no sudo key either.
	assert_eq!(allowed(&sudo(remark())), [Any]);
}

#[test]
fn runtime_upgrade_is_allowed_to_its_own_type() {
	let set_code: RuntimeCall = frame_system::Call::<Runtime>::set_code { code: vec![] }.into();
	assert_eq!(allowed(&unchecked_sudo(set_code.clone())), [Any, SudoUncheckedSetCode]);
	assert!(!SudoUncheckedSetCode.filter(&unchecked_sudo(remark())));
	assert!(!SudoUncheckedSetCode.filter(&sudo(set_code.clone())));
	assert!(!SudoUncheckedSetCode.filter(&set_code));
}

#[test]
fn dead_types_allow_nothing() {
	for dead in [Senate, Triumvirate, Governance, RootWeights] {
		for call in [remark(), transfer(Bob, 1), sudo(remark()), ProxyCall::remove_proxies {}.into()] {
			assert!(!dead.filter(&call), "{dead:?} allows {call:?}");
		}
	}
}

#[test]
fn superset_rule_is_that_of_the_protocol() {
	for upper in ALL {
		for lower in ALL {
			let expected = upper == lower
				|| upper == Any
				// The specification lets it manage `NonCritical` too, which may transfer.
				|| (upper == NonTransfer && ![Any, NonCritical, Transfer, SmallTransfer].contains(&lower))
				|| (upper == Transfer && lower == SmallTransfer);
			assert_eq!(upper.is_superset(&lower), expected, "{upper:?} over {lower:?}");
		}
	}
}

/// Every call of a pallet with arguments of zeros, and its name.
fn calls_of<Call: GetCallIndex, Pallet: PalletInfoAccess>() -> Vec<(&'static str, RuntimeCall)> {
	let decoded = |index: &u8| {
		let mut bytes = vec![Pallet::index() as u8, *index];
		bytes.resize(500, 0);
		let call = RuntimeCall::decode(&mut bytes.as_slice()).expect("arguments of zeros are arguments");
		(call.get_call_metadata().function_name, call)
	};
	Call::get_call_indices().iter().map(decoded).collect()
}

/// Types on the right of whose name the condition holds, in the order of their encoding.
fn types<const COUNT: usize>(conditions: [(ProxyType, bool); COUNT]) -> Vec<ProxyType> {
	conditions.into_iter().filter(|(_, allowed)| *allowed).map(|(proxy_type, _)| proxy_type).collect()
}

/// What staking proxies may, as the specification lists it.
const STAKING: [&str; 10] = [
	"add_stake",
	"remove_stake",
	"add_stake_limit",
	"remove_stake_limit",
	"remove_stake_full_limit",
	"unstake_all",
	"unstake_all_alpha",
	"swap_stake",
	"swap_stake_limit",
	"move_stake",
];

/// How a coldkey gives way to another, as the specification lists it.
const SWAPS_OF_COLDKEYS: [&str; 4] =
	["announce_coldkey_swap", "swap_coldkey_announced", "dispute_coldkey_swap", "clear_coldkey_swap_announcement"];

#[test]
fn calls_of_the_protocol_are_allowed_by_the_table_of_the_specification() {
	for (name, call) in calls_of::<ProtocolCall, SubtensorModule>() {
		let registers = ["burned_register", "register", "register_limit"].contains(&name);
		let takes_seat = name == "root_register";
		let creates = ["register_network", "register_network_with_identity", "register_leased_network"].contains(&name);
		let dissolves = ["dissolve_network", "root_dissolve_network"].contains(&name);
		let stakes = STAKING.contains(&name);
		let transfers = name == "transfer_stake";
		// The list does not know these: they part with value for nothing.
		let destroys = ["recycle_alpha", "burn_alpha", "add_stake_burn"].contains(&name);
		// Nor these: they bind stake for months.
		let locks = ["lock_stake", "move_lock", "set_perpetual_lock", "set_reject_locked_alpha"].contains(&name);
		let swaps_hotkey = ["swap_hotkey", "swap_hotkey_v2"].contains(&name);
		let swaps_coldkey = SWAPS_OF_COLDKEYS.contains(&name);
		let swaps_at_once = ["swap_coldkey", "schedule_swap_coldkey"].contains(&name);
		let keeps_value = !transfers && !destroys && !swaps_coldkey && !swaps_at_once;
		let expected = types([
			(Any, true),
			(Owner, ["set_subnet_identity", "update_symbol"].contains(&name)),
			(NonCritical, !registers && !takes_seat && !dissolves && !destroys && !swaps_coldkey && !locks),
			(NonTransfer, keeps_value),
			(NonFungible, keeps_value && !registers && !takes_seat && !creates && !stakes && !swaps_hotkey && !locks),
			(Staking, stakes || name == "set_root_claim_type"),
			(Registration, registers),
			(Transfer, transfers),
			// Of zero alpha.
			(SmallTransfer, transfers),
			(ChildKeys, ["set_children", "set_childkey_take"].contains(&name)),
			(SwapHotkey, swaps_hotkey),
			(SubnetLeaseBeneficiary, name == "start_call"),
			(RootClaim, name == "claim_root"),
		]);
		assert_eq!(allowed(&call), expected, "{name}");
	}
}

fn transfer_of_stake(amount: u64) -> RuntimeCall {
	let (destination_coldkey, hotkey) = (Charlie.to_account_id(), AliceStash.to_account_id());
	let (origin_netuid, destination_netuid, alpha_amount) = (NetUid::ROOT, NetUid::ROOT, AlphaBalance::new(amount));
	ProtocolCall::transfer_stake { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount }.into()
}

#[test]
fn transfers_of_stake_are_allowed_to_small_transfer_proxies_below_half_an_alpha() {
	let any_amount = [Any, NonCritical, Transfer];
	assert_eq!(allowed(&transfer_of_stake(SMALL_TRANSFER_LIMIT)), any_amount);
	assert_eq!(allowed(&transfer_of_stake(u64::MAX)), any_amount);
	let small = [Any, NonCritical, Transfer, SmallTransfer];
	assert_eq!(allowed(&transfer_of_stake(SMALL_TRANSFER_LIMIT - 1)), small);
}

/// What the beneficiary of a lease may set, as the specification lists it.
const SET_BY_BENEFICIARIES: [&str; 22] = [
	"serving_rate_limit",
	"min_difficulty",
	"max_difficulty",
	"weights_version_key",
	"adjustment_alpha",
	"immunity_period",
	"min_allowed_weights",
	"kappa",
	"rho",
	"activity_cutoff",
	"network_registration_allowed",
	"network_pow_registration_allowed",
	"max_burn",
	"bonds_moving_average",
	"bonds_penalty",
	"commit_reveal_weights_enabled",
	"liquid_alpha_enabled",
	"alpha_values",
	"commit_reveal_weights_interval",
	"toggle_transfer",
	"subnet_emission_enabled",
	"min_childkey_take_per_subnet",
];

#[test]
fn calls_of_admin_utils_are_allowed_by_the_table_of_the_specification() {
	let calls = calls_of::<AdminCall, AdminUtils>();
	let is_set_by_beneficiaries =
		|name: &str| name.strip_prefix("sudo_set_").is_some_and(|parameter| SET_BY_BENEFICIARIES.contains(&parameter));
	let listed = calls.iter().filter(|(name, _)| is_set_by_beneficiaries(name)).count();
	assert_eq!(listed, SET_BY_BENEFICIARIES.len());
	for (name, call) in calls {
		let expected = types([
			(Any, true),
			(Owner, !["sudo_set_subnet_owner_hotkey", "sudo_set_sn_owner_hotkey"].contains(&name)),
			(NonCritical, true),
			(NonTransfer, true),
			(NonFungible, true),
			(Registration, false),
			(SubnetLeaseBeneficiary, is_set_by_beneficiaries(name)),
		]);
		assert_eq!(allowed(&call), expected, "{name}");
	}
}

#[test]
fn calls_of_swap_are_allowed_to_broad_types_alone() {
	for (name, call) in calls_of::<pallet_swap::Call<Runtime>, Swap>() {
		assert_eq!(allowed(&call), [Any, NonCritical, NonTransfer, NonFungible], "{name}");
	}
}

fn add_proxy(proxy_type: ProxyType) -> ProxyCall {
	ProxyCall::add_proxy { delegate: address(Bob), proxy_type, delay: 0 }
}

fn through_proxy(call: RuntimeCall) -> ProxyCall {
	ProxyCall::proxy { real: address(Alice), force_proxy_type: None, call: Box::new(call) }
}

/// The result of the last call made by a proxy.
fn last_proxied() -> Result<(), DispatchError> {
	let mut results = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	results.next_back().expect("a proxy has made a call")
}

#[test]
fn proxy_costs_a_deposit_for_the_list_and_for_itself() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(NonTransfer));
		assert_eq!(Balances::reserved_balance(Alice.to_account_id()), 60_000_000 + 33_000_000);
	});
}

#[test]
fn transfer_proxy_moves_the_real_accounts_money() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(Transfer));
		let (alice, charlie) = (free(&Alice.to_account_id()), free(&Charlie.to_account_id()));
		send_ok(Bob, through_proxy(transfer(Charlie, TAO)));
		assert_eq!(last_proxied(), Ok(()));
		assert_eq!(free(&Alice.to_account_id()), alice - TAO);
		assert_eq!(free(&Charlie.to_account_id()), charlie + TAO);
	});
}

#[test]
fn non_transfer_proxy_is_stopped_when_the_transfer_hides_in_a_batch() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(NonTransfer));
		let alice = free(&Alice.to_account_id());
		let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![transfer(Charlie, TAO)] };
		for call in [transfer(Charlie, TAO), batch.into()] {
			send_ok(Bob, through_proxy(call));
			assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		}
		assert_eq!(free(&Alice.to_account_id()), alice);
	});
}

#[test]
fn non_transfer_proxy_cannot_make_itself_one_that_transfers() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(NonTransfer));
		for proxy_type in [Any, NonCritical, Transfer, SmallTransfer] {
			send_ok(Bob, through_proxy(add_proxy(proxy_type).into()));
			assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		}
		let owner = ProxyCall::add_proxy { delegate: address(Charlie), proxy_type: Owner, delay: 0 };
		send_ok(Bob, through_proxy(owner.into()));
		assert_eq!(last_proxied(), Ok(()));
	});
}

/// The subnet that a local chain begins with.
const FIRST: NetUid = NetUid::new(1);

fn registration(hotkey: Sr25519Keyring) -> RuntimeCall {
	ProtocolCall::burned_register { netuid: FIRST, hotkey: hotkey.to_account_id() }.into()
}

#[test]
fn registration_proxy_registers_with_the_real_accounts_money() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(Registration));
		let alice = free(&Alice.to_account_id());
		send_ok(Bob, through_proxy(registration(AliceStash)));
		assert_eq!(last_proxied(), Ok(()));
		assert_eq!(free(&Alice.to_account_id()), alice - TAO / 10);
		assert_eq!(pallet_protocol::Owner::<Runtime>::get(AliceStash.to_account_id()), Alice.to_account_id());
		// A seat on root is another matter.
		let seat = ProtocolCall::root_register { hotkey: AliceStash.to_account_id() };
		send_ok(Bob, through_proxy(seat.into()));
		assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
	});
}

#[test]
fn non_critical_proxy_is_stopped_when_it_registers() {
	for proxy_type in [NonCritical, NonFungible] {
		Chain::local().block(|| {
			send_ok(Alice, add_proxy(proxy_type));
			let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![registration(AliceStash)] };
			for call in [registration(AliceStash), batch.into()] {
				send_ok(Bob, through_proxy(call));
				assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
			}
			assert!(!pallet_protocol::Uids::<Runtime>::contains_key(FIRST, AliceStash.to_account_id()));
		});
	}
}

#[test]
fn owner_proxy_describes_the_subnet_but_does_not_start_it() {
	let netuid = NetUid::new(2);
	Chain::local().block(|| {
		send_ok(Alice, ProtocolCall::register_network { hotkey: AliceStash.to_account_id() });
		send_ok(Alice, add_proxy(Owner));
		let symbol = "\u{03b6}".as_bytes().to_vec();
		send_ok(Bob, through_proxy(ProtocolCall::update_symbol { netuid, symbol: symbol.clone() }.into()));
		assert_eq!(last_proxied(), Ok(()));
		assert_eq!(pallet_protocol::TokenSymbol::<Runtime>::get(netuid), symbol);
		for forbidden in [
			ProtocolCall::start_call { netuid }.into(),
			AdminCall::sudo_set_sn_owner_hotkey { netuid, hotkey: Bob.to_account_id() }.into(),
			AdminCall::sudo_set_subnet_owner_hotkey { netuid, hotkey: Bob.to_account_id() }.into(),
		] {
			send_ok(Bob, through_proxy(forbidden));
			assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		}
	});
}

#[test]
fn staking_proxy_stakes_and_unstakes_but_neither_gives_nor_burns() {
	let (netuid, hotkey) = (NetUid::ROOT, AliceStash.to_account_id());
	let stake_of = |coldkey: Sr25519Keyring| {
		taonet_runtime::Staking::stake_of(&AliceStash.to_account_id(), &coldkey.to_account_id(), netuid).get()
	};
	Chain::local().block(|| {
		send_ok(Alice, ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() });
		send_ok(Alice, add_proxy(Staking));
		let alice = free(&Alice.to_account_id());
		let stake = ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked: TaoBalance::new(TAO) };
		send_ok(Bob, through_proxy(stake.into()));
		assert_eq!(last_proxied(), Ok(()));
		assert_eq!((stake_of(Alice), free(&Alice.to_account_id())), (TAO, alice - TAO));

		let amount = TaoBalance::new(TAO);
		let burn = ProtocolCall::add_stake_burn { hotkey: hotkey.clone(), netuid: FIRST, amount, limit: None };
		for forbidden in [transfer_of_stake(TAO), transfer(Bob, 1), burn.into()] {
			send_ok(Bob, through_proxy(forbidden));
			assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		}
		send_ok(Bob, through_proxy(ProtocolCall::unstake_all { hotkey: hotkey.clone() }.into()));
		assert_eq!(last_proxied(), Ok(()));
		// A local chain's root account may keep the existential deposit, but Bob got nothing.
		assert_eq!((stake_of(Alice), stake_of(Bob), stake_of(Charlie)), (0, 0, 0));
	});
}

#[test]
fn broad_proxies_do_not_swap_the_real_accounts_coldkey() {
	for proxy_type in [NonCritical, NonTransfer, NonFungible] {
		Chain::local().block(|| {
			send_ok(Alice, add_proxy(proxy_type));
			let announce = ProtocolCall::announce_coldkey_swap { new_coldkey_hash: Default::default() };
			let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![announce.clone().into()] };
			for call in [announce.into(), batch.into()] {
				send_ok(Bob, through_proxy(call));
				assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
			}
			let alice = Alice.to_account_id();
			assert!(!pallet_protocol::ColdkeySwapAnnouncements::<Runtime>::contains_key(alice));
		});
	}
}

#[test]
fn proxy_for_root_claims_chooses_no_form() {
	Chain::local().block(|| {
		send_ok(Alice, add_proxy(RootClaim));
		let claim = ProtocolCall::claim_root { subnets: [FIRST].into() };
		send_ok(Bob, through_proxy(claim.into()));
		assert_eq!(last_proxied(), Ok(()));
		let new_root_claim_type = pallet_protocol::types::RootClaimTypeEnum::Keep;
		send_ok(Bob, through_proxy(ProtocolCall::set_root_claim_type { new_root_claim_type }.into()));
		assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
	});
}

#[test]
fn transfer_proxy_gives_stake_away() {
	Chain::local().block(|| {
		let (netuid, hotkey) = (NetUid::ROOT, AliceStash.to_account_id());
		send_ok(Alice, ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() });
		let amount_staked = TaoBalance::new(TAO);
		send_ok(Alice, ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked });
		send_ok(Alice, add_proxy(SmallTransfer));
		send_ok(Bob, through_proxy(transfer_of_stake(TAO / 2)));
		assert_eq!(last_proxied(), Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		send_ok(Bob, through_proxy(transfer_of_stake(TAO / 4)));
		assert_eq!(last_proxied(), Ok(()));
		let charlies = taonet_runtime::Staking::stake_of(&hotkey, &Charlie.to_account_id(), netuid);
		assert_eq!(charlies, AlphaBalance::new(TAO / 4));
	});
}
