//! What proxies may do. Asked of the filter itself, call by call, so that what is shown cannot differ from what holds.

use crate::{
	proxy_type::{ProxyType, SMALL_TRANSFER_LIMIT},
	AllPalletsWithSystem, RuntimeCall,
};
use alloc::{format, vec::Vec};
use codec::{Decode, Encode};
use frame_support::traits::{GetCallMetadata, InstanceFilter, PalletsInfoAccess};
use pallet_balances::Call as BalancesCall;
use pallet_sudo::Call as SudoCall;
use sp_runtime::traits::TrailingZeroInput;
use taonet_runtime_api::proxy_filter::{CallCondition, CallInfo, FilterMode, ProxyFilterInfo, ProxyTypeInfo};

/// All kinds of proxies.
pub fn types() -> Vec<ProxyTypeInfo> {
	let info = |proxy_type: ProxyType| ProxyTypeInfo {
		name: name(proxy_type),
		index: number(proxy_type),
		deprecated: mode(proxy_type) == FilterMode::DenyAll,
	};
	all().map(info).collect()
}

/// What one kind of proxy may do, or each of them.
pub fn filters(asked: Option<u8>) -> Vec<ProxyFilterInfo> {
	let pallets = pallets();
	all()
		.filter(|proxy_type| asked.is_none_or(|asked| asked == number(*proxy_type)))
		.map(|it| filter(it, &pallets))
		.collect()
}

/// A pallet with a sample of each of its calls.
struct Pallet {
	name: Vec<u8>,
	index: u8,
	calls: Vec<RuntimeCall>,
}

fn all() -> impl Iterator<Item = ProxyType> {
	(0..=u8::MAX).map_while(|number| ProxyType::decode(&mut [number].as_slice()).ok())
}

fn number(proxy_type: ProxyType) -> u8 {
	proxy_type.encode().first().copied().unwrap_or_default()
}

fn name(proxy_type: ProxyType) -> Vec<u8> {
	format!("{proxy_type:?}").into_bytes()
}

/// What a list of calls is for the kind of proxy.
fn mode(proxy_type: ProxyType) -> FilterMode {
	match proxy_type {
		ProxyType::Any => FilterMode::AllowAll,
		ProxyType::Senate | ProxyType::Triumvirate | ProxyType::Governance | ProxyType::RootWeights => {
			FilterMode::DenyAll
		},
		// Their lists are shorter by what is forbidden.
		ProxyType::NonCritical | ProxyType::NonTransfer | ProxyType::NonFungible => FilterMode::Deny,
		ProxyType::Owner
		| ProxyType::Staking
		| ProxyType::Registration
		| ProxyType::Transfer
		| ProxyType::SmallTransfer
		| ProxyType::ChildKeys
		| ProxyType::SudoUncheckedSetCode
		| ProxyType::SwapHotkey
		| ProxyType::SubnetLeaseBeneficiary
		| ProxyType::RootClaim => FilterMode::Allow,
	}
}

/// Under what condition the call is allowed, where arguments matter.
fn condition(proxy_type: ProxyType, call: &RuntimeCall) -> Option<CallCondition> {
	let below_limit = |name: &str| CallCondition::ParamLessThan {
		param_name: name.as_bytes().to_vec(),
		limit: SMALL_TRANSFER_LIMIT.into(),
	};
	match (proxy_type, call) {
		(
			ProxyType::SmallTransfer,
			RuntimeCall::Balances(BalancesCall::transfer_allow_death { .. } | BalancesCall::transfer_keep_alive { .. }),
		) => Some(below_limit("value")),
		(ProxyType::SmallTransfer, RuntimeCall::SubtensorModule(pallet_protocol::Call::transfer_stake { .. })) => {
			Some(below_limit("alpha_amount"))
		},
		(ProxyType::SudoUncheckedSetCode, RuntimeCall::Sudo(SudoCall::sudo_unchecked_weight { .. })) => {
			Some(CallCondition::NestedCallMustBe { pallet_name: b"System".to_vec(), call_name: b"set_code".to_vec() })
		},
		_ => None,
	}
}

/// Every call of every pallet, with arguments that are zero or empty. A call that cannot be decoded cannot be sent either.
fn pallets() -> Vec<Pallet> {
	let with_calls = |pallet: frame_support::traits::PalletInfoData| {
		let index = u8::try_from(pallet.index).ok()?;
		let sample = |call| RuntimeCall::decode(&mut TrailingZeroInput::new(&[index, call])).ok();
		let calls: Vec<_> = (0..=u8::MAX).filter_map(sample).collect();
		Some(Pallet { name: pallet.name.as_bytes().to_vec(), index, calls })
	};
	AllPalletsWithSystem::infos().into_iter().filter_map(with_calls).collect()
}

fn filter(proxy_type: ProxyType, pallets: &[Pallet]) -> ProxyFilterInfo {
	let mode = mode(proxy_type);
	let (mut calls, mut exceptions) = (Vec::new(), Vec::new());
	if matches!(mode, FilterMode::Allow | FilterMode::Deny) {
		for pallet in pallets {
			let is_listed = |call: &&RuntimeCall| match mode {
				FilterMode::Deny => !proxy_type.filter(*call),
				_ => proxy_type.filter(*call) || condition(proxy_type, call).is_some(),
			};
			let (listed, others): (Vec<_>, Vec<_>) = pallet.calls.iter().partition(is_listed);
			let info = |call: &RuntimeCall| pallet.call(call, condition(proxy_type, call));
			if listed.len() > others.len() {
				calls.push(pallet.whole());
				exceptions.extend(others.into_iter().map(info));
			} else {
				calls.extend(listed.into_iter().map(info));
			}
		}
	}
	let (index, name) = (number(proxy_type), name(proxy_type));
	let deprecated = mode == FilterMode::DenyAll;
	ProxyFilterInfo { proxy_type: index, name, deprecated, filter_mode: mode, calls, exceptions }
}

impl Pallet {
	fn whole(&self) -> CallInfo {
		CallInfo {
			pallet_name: self.name.clone(),
			pallet_index: self.index,
			call_name: None,
			call_index: None,
			condition: None,
		}
	}

	fn call(&self, call: &RuntimeCall, condition: Option<CallCondition>) -> CallInfo {
		CallInfo {
			call_name: Some(call.get_call_metadata().function_name.as_bytes().to_vec()),
			call_index: call.encode().get(1).copied(),
			condition,
			..self.whole()
		}
	}
}
