//! Satellites §4: what proxies may do.

use crate::chain::{address, free, send_ok, transfer, Chain};
use codec::Encode;
use frame_support::traits::InstanceFilter;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::DispatchError;
use taonet_runtime::{
	proxy_type::SMALL_TRANSFER_LIMIT,
	Balances,
	ProxyType::{self, *},
	Runtime, RuntimeCall, RuntimeEvent, System, TAO,
};

type ProxyCall = pallet_proxy::Call<Runtime>;
type BalancesCall = pallet_balances::Call<Runtime>;

/// In the order of their encoding on the wire.
const ALL: [ProxyType; 18] = [
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
fn sudo_is_forbidden_to_non_critical_proxies() {
	assert_eq!(allowed(&sudo(remark())), [Any, NonTransfer, NonFungible]);
}

#[test]
fn runtime_upgrade_is_allowed_to_its_own_type() {
	let set_code: RuntimeCall = frame_system::Call::<Runtime>::set_code { code: vec![] }.into();
	assert_eq!(allowed(&unchecked_sudo(set_code.clone())), [Any, NonTransfer, NonFungible, SudoUncheckedSetCode]);
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
				|| (upper == NonTransfer && ![Any, Transfer, SmallTransfer].contains(&lower))
				|| (upper == Transfer && lower == SmallTransfer);
			assert_eq!(upper.is_superset(&lower), expected, "{upper:?} over {lower:?}");
		}
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
