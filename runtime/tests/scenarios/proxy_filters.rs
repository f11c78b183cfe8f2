//! What the runtime API says of proxies, against the filter that holds.

use crate::proxies::ALL;
use codec::{Decode, Encode};
use frame_support::traits::{GetCallMetadata, InstanceFilter};
use sp_runtime::traits::TrailingZeroInput;
use taonet_runtime::{
	proxy_type::SMALL_TRANSFER_LIMIT,
	ProxyType::{self, *},
	Runtime, RuntimeCall,
};
use taonet_runtime_api::proxy_filter::{
	runtime_decl_for_proxy_filter_runtime_api::ProxyFilterRuntimeApiV1 as _, CallCondition, CallInfo, FilterMode,
	ProxyFilterInfo,
};
use taonet_types::{AlphaBalance, NetUid};

type BalancesCall = pallet_balances::Call<Runtime>;
type ProtocolCall = pallet_protocol::Call<Runtime>;

fn text(bytes: &[u8]) -> &str {
	std::str::from_utf8(bytes).expect("is UTF-8")
}

fn shown(proxy_type: ProxyType) -> ProxyFilterInfo {
	let filters = Runtime::get_proxy_filter(Some(proxy_type as u8));
	let [filter] = filters.try_into().expect("is one");
	filter
}

/// The entry of a list that means the call: its own, or that of its pallet.
fn entry<'a>(list: &'a [CallInfo], pallet: &str, call: &str) -> Option<&'a CallInfo> {
	list.iter().find(|info| {
		text(&info.pallet_name) == pallet && info.call_name.as_deref().is_none_or(|name| text(name) == call)
	})
}

/// What a wallet makes of the lists: none where it depends on arguments.
fn is_allowed(filter: &ProxyFilterInfo, pallet: &str, call: &str) -> Option<bool> {
	let listed = entry(&filter.calls, pallet, call).filter(|_| entry(&filter.exceptions, pallet, call).is_none());
	match filter.filter_mode {
		FilterMode::AllowAll => Some(true),
		FilterMode::DenyAll => Some(false),
		FilterMode::Deny => Some(listed.is_none()),
		FilterMode::Allow if listed.is_some_and(|info| info.condition.is_some()) => None,
		FilterMode::Allow => Some(listed.is_some()),
	}
}

/// Every call, with arguments that are zero or empty.
fn samples() -> Vec<RuntimeCall> {
	let indices = (0..=u8::MAX).flat_map(|pallet| (0..=u8::MAX).map(move |call| [pallet, call]));
	indices.filter_map(|index| RuntimeCall::decode(&mut TrailingZeroInput::new(&index)).ok()).collect()
}

#[test]
fn every_call_that_can_be_sent_is_judged() {
	let judged: Vec<_> = samples().iter().map(|call| call.get_call_metadata()).collect();
	let is_judged =
		|module: &str, name: &str| judged.iter().any(|call| (call.pallet_name, call.function_name) == (module, name));
	let mut missing = vec![];
	for module in RuntimeCall::get_module_names() {
		let names = RuntimeCall::get_call_names(module).iter();
		missing.extend(names.filter(|name| !is_judged(module, name)).map(|name| format!("{module}.{name}")));
	}
	// Equivocations are not reported: nobody can make the proof.
	assert_eq!(missing, ["Grandpa.report_equivocation", "Grandpa.report_equivocation_unsigned"]);
}

#[test]
fn lists_say_of_every_call_what_the_filter_says() {
	for proxy_type in ALL {
		let filter = shown(proxy_type);
		let (mut allowed, mut conditional) = (0, 0);
		for call in samples() {
			let name = call.get_call_metadata();
			match is_allowed(&filter, name.pallet_name, name.function_name) {
				Some(said) => assert_eq!(said, proxy_type.filter(&call), "{proxy_type:?} {name:?}"),
				None => conditional += 1,
			}
			allowed += usize::from(proxy_type.filter(&call));
		}
		let conditions = match proxy_type {
			SmallTransfer => 3,
			SudoUncheckedSetCode => 1,
			_ => 0,
		};
		assert_eq!(conditional, conditions, "{proxy_type:?}");
		let is_dead = matches!(proxy_type, Senate | Triumvirate | Governance | RootWeights);
		assert_eq!((filter.deprecated, filter.filter_mode == FilterMode::DenyAll), (is_dead, is_dead));
		assert!(is_dead || allowed + conditional > 0, "{proxy_type:?} allows nothing");
	}
}

#[test]
fn lists_name_calls_by_the_index_by_which_they_are_sent() {
	for filter in Runtime::get_proxy_filter(None) {
		for info in filter.calls.iter().chain(&filter.exceptions) {
			let Some(call_index) = info.call_index else { continue };
			let call = RuntimeCall::decode(&mut TrailingZeroInput::new(&[info.pallet_index, call_index]));
			let name = call.expect("there is such a call").get_call_metadata();
			assert_eq!(name.pallet_name, text(&info.pallet_name));
			assert_eq!(Some(name.function_name.as_bytes()), info.call_name.as_deref());
		}
	}
}

/// The argument's name must be the one in the metadata, and what it says must hold.
#[test]
fn small_transfers_are_allowed_below_the_limit_that_is_shown() {
	let destination = || sp_runtime::MultiAddress::Id(taonet_runtime::genesis_presets::NOBODY);
	let account = taonet_runtime::genesis_presets::NOBODY;
	let balances = |value: u64| -> [RuntimeCall; 2] {
		[
			BalancesCall::transfer_allow_death { dest: destination(), value }.into(),
			BalancesCall::transfer_keep_alive { dest: destination(), value }.into(),
		]
	};
	let stake = |alpha_amount: u64| -> RuntimeCall {
		ProtocolCall::transfer_stake {
			destination_coldkey: account.clone(),
			hotkey: account.clone(),
			origin_netuid: NetUid::new(1),
			destination_netuid: NetUid::new(1),
			alpha_amount: AlphaBalance::new(alpha_amount),
		}
		.into()
	};
	let filter = shown(SmallTransfer);
	for (value, is_below) in [(SMALL_TRANSFER_LIMIT - 1, true), (SMALL_TRANSFER_LIMIT, false)] {
		let calls = balances(value).map(|call| (call, "value")).into_iter().chain([(stake(value), "alpha_amount")]);
		for (call, param_name) in calls {
			let name = call.get_call_metadata();
			let info = entry(&filter.calls, name.pallet_name, name.function_name).expect("is listed");
			let limit = u128::from(SMALL_TRANSFER_LIMIT);
			assert_eq!(info.condition, Some(CallCondition::ParamLessThan { param_name: param_name.into(), limit }));
			assert_eq!(SmallTransfer.filter(&call), is_below, "{name:?}");
		}
	}
	assert_eq!(is_allowed(&filter, "Balances", "transfer_all"), Some(false));
}

#[test]
fn upgrade_is_allowed_with_the_nested_call_that_is_shown() {
	let [info] = shown(SudoUncheckedSetCode).calls.try_into().expect("is one");
	assert_eq!((text(&info.pallet_name), info.call_name.as_deref()), ("Sudo", Some(&b"sudo_unchecked_weight"[..])));
	let Some(CallCondition::NestedCallMustBe { pallet_name, call_name }) = info.condition else {
		panic!("no call within is asked for");
	};
	let nested = samples().into_iter().map(|call| {
		let name = call.get_call_metadata();
		let is_shown = (name.pallet_name, name.function_name) == (text(&pallet_name), text(&call_name));
		let sudo =
			pallet_sudo::Call::<Runtime>::sudo_unchecked_weight { call: Box::new(call), weight: Default::default() };
		(is_shown, SudoUncheckedSetCode.filter(&sudo.into()))
	});
	assert_eq!(nested.clone().filter(|(is_shown, _)| *is_shown).count(), 1);
	for (is_shown, is_allowed) in nested {
		assert_eq!(is_allowed, is_shown);
	}
}

#[test]
fn kinds_have_the_names_and_numbers_of_the_wire() {
	let types = Runtime::get_proxy_types();
	let names: Vec<_> = types.iter().map(|info| (text(&info.name).to_owned(), info.index)).collect();
	assert_eq!(names, ALL.map(|proxy_type| (format!("{proxy_type:?}"), proxy_type.encode()[0])));
	let dead: Vec<_> = types.iter().filter(|info| info.deprecated).map(|info| text(&info.name)).collect();
	assert_eq!(dead, ["Senate", "Triumvirate", "Governance", "RootWeights"]);
	assert_eq!(Runtime::get_proxy_filter(None).len(), ALL.len());
	assert_eq!(Runtime::get_proxy_filter(Some(18)), []);
}

/// What a wallet shows of some kinds, as the table of the protocol has it.
#[test]
fn short_lists_are_those_of_the_protocol() {
	let calls = |proxy_type| -> Vec<String> {
		let filter = shown(proxy_type);
		assert_eq!((filter.filter_mode, filter.exceptions), (FilterMode::Allow, vec![]));
		let name = |info: &CallInfo| text(info.call_name.as_deref().expect("is a call")).to_owned();
		filter.calls.iter().map(name).collect()
	};
	assert_eq!(calls(Registration), ["register", "burned_register", "register_limit"]);
	assert_eq!(calls(ChildKeys), ["set_children", "set_childkey_take"]);
	assert_eq!(calls(SwapHotkey), ["swap_hotkey", "swap_hotkey_v2"]);
	assert_eq!(calls(RootClaim), ["claim_root"]);
	let owner = shown(Owner);
	let whole = owner.calls.iter().filter(|info| info.call_name.is_none()).map(|info| text(&info.pallet_name));
	assert_eq!(whole.collect::<Vec<_>>(), ["AdminUtils"]);
	assert_eq!(owner.exceptions.iter().map(|info| info.call_index).collect::<Vec<_>>(), [Some(64), Some(67)]);
}
