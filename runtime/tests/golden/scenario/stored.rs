//! The state as the documents describe it, read out of storage.

use crate::{
	documents::Account,
	reference::{account, number, Balances, Reference, Staking, Swap, System, AUTHOR},
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::*;
use pallet_swap::SwapBalancer;
use serde_json::{json, Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// What the document tells of the initial state, without settings and hyperparameters.
pub fn initial(recorded: &Value) -> Value {
	let subnets = netuids().into_iter().map(|netuid| {
		let mut figures = subnet(netuid);
		figures.extend([("neurons".to_owned(), neurons(netuid)), ("relations".to_owned(), relations(netuid))]);
		Value::Object(figures)
	});
	json!({
		"global": global(),
		"subnets": subnets.collect::<Vec<_>>(),
		"balances": balances(recorded.get("balances")),
		"positions": positions(),
		"pools": pools(),
		"root_claims": root_claims(),
	})
}

/// What the document tells after calls.
pub fn after_calls(recorded: &Map<String, Value>) -> Value {
	let subnets = netuids().into_iter().filter(|netuid| !netuid.is_root()).map(|netuid| {
		let reserves = [SubnetAlphaIn::<Reference>::get(netuid), SubnetAlphaOut::<Reference>::get(netuid)];
		let [alpha_in, alpha_out] = reserves.map(AlphaBalance::get);
		json!([netuid.get(), SubnetTAO::<Reference>::get(netuid).get(), alpha_in, alpha_out])
	});
	json!({
		"subnets": subnets.collect::<Vec<_>>(),
		"balances": balances(recorded.get("balances")),
		"total_stake": TotalStake::<Reference>::get().get(),
	})
}

/// What the document tells after the initialisation of a block; some of it is told after some blocks only.
pub fn after_initialisation(recorded: &Map<String, Value>) -> Value {
	let subnets = || netuids().into_iter().filter(|netuid| !netuid.is_root());
	let of_each =
		|of: fn(NetUid) -> Value| subnets().map(|netuid| json!([netuid.get(), of(netuid)])).collect::<Value>();
	let figure = |name: &String| {
		let value = match name.as_str() {
			"global" => global(),
			"subnets" => subnets().map(|netuid| Value::Object(subnet(netuid))).collect(),
			"epochs" => subnets().filter(|netuid| has_run(*netuid)).map(NetUid::get).collect(),
			"root_tao" => SubnetTAO::<Reference>::get(NetUid::ROOT).get().into(),
			"root_alpha_out" => SubnetAlphaOut::<Reference>::get(NetUid::ROOT).get().into(),
			"tao_block_emission" => BlockEmission::<Reference>::get().into(),
			"balances" => balances(recorded.get(name)),
			"positions" => positions(),
			"pools" => pools(),
			"root_claims" => root_claims(),
			"neurons" => {
				let ran = subnets().filter(|netuid| has_run(*netuid));
				ran.map(|netuid| json!([netuid.get(), neurons(netuid)])).collect()
			},
			"relations" => of_each(relations),
			_ => return None,
		};
		Some((name.clone(), value))
	};
	Value::Object(recorded.keys().filter_map(figure).collect())
}

fn netuids() -> BTreeSet<NetUid> {
	NetworksAdded::<Reference>::iter_keys().collect()
}

/// Whether the subnet's epoch ran in this block.
fn has_run(netuid: NetUid) -> bool {
	LastEpochBlock::<Reference>::get(netuid) == System::block_number()
}

fn global() -> Value {
	json!({
		"block": System::block_number(),
		"balances_total_issuance": Balances::total_issuance(),
		"total_issuance": TotalIssuance::<Reference>::get().get(),
		"total_stake": TotalStake::<Reference>::get().get(),
		"block_emission": BlockEmission::<Reference>::get(),
		"block_author_balance": Balances::free_balance(account(AUTHOR)),
	})
}

fn subnet(netuid: NetUid) -> Map<String, Value> {
	let mut figures = Map::new();
	for part in [pool(netuid), emission(netuid), schedule(netuid)] {
		if let Value::Object(part) = part {
			figures.extend(part);
		}
	}
	figures
}

fn pool(netuid: NetUid) -> Value {
	json!({
		"netuid": netuid.get(),
		"tao": SubnetTAO::<Reference>::get(netuid).get(),
		"alpha_in": SubnetAlphaIn::<Reference>::get(netuid).get(),
		"alpha_out": SubnetAlphaOut::<Reference>::get(netuid).get(),
		"quote_weight": SwapBalancer::<Reference>::get(netuid).quote.deconstruct(),
		"price_bits": Swap::price(netuid).to_bits().to_string(),
		"moving_price_bits": SubnetMovingPrice::<Reference>::get(netuid).to_bits().to_string(),
		"protocol_alpha": SubnetProtocolAlpha::<Reference>::get(netuid).get(),
		"tao_flow": SubnetTaoFlow::<Reference>::get(netuid),
		"protocol_flow": SubnetProtocolFlow::<Reference>::get(netuid),
		"root_sell_tao": SubnetRootSellTao::<Reference>::get(netuid).get(),
		"volume": SubnetVolume::<Reference>::get(netuid).to_string(),
		"subnet_account_balance": Balances::free_balance(Issuance::<Reference>::subnet_account(netuid)),
	})
}

fn emission(netuid: NetUid) -> Value {
	json!({
		"emission_enabled": SubnetEmissionEnabled::<Reference>::get(netuid),
		"tao_in_emission": SubnetTaoInEmission::<Reference>::get(netuid).get(),
		"alpha_in_emission": SubnetAlphaInEmission::<Reference>::get(netuid).get(),
		"alpha_out_emission": SubnetAlphaOutEmission::<Reference>::get(netuid).get(),
		"excess_tao": SubnetExcessTao::<Reference>::get(netuid).get(),
		"pending_server": PendingServerEmission::<Reference>::get(netuid).get(),
		"pending_validator": PendingValidatorEmission::<Reference>::get(netuid).get(),
		"pending_root_alpha": PendingRootAlphaDivs::<Reference>::get(netuid).get(),
		"pending_owner_cut": PendingOwnerCut::<Reference>::get(netuid).get(),
		"root_prop_bits": RootProp::<Reference>::get(netuid).to_bits().to_string(),
		"miner_burned_bits": MinerBurned::<Reference>::get(netuid).to_bits().to_string(),
	})
}

fn schedule(netuid: NetUid) -> Value {
	json!({
		"burn": Burn::<Reference>::get(netuid).get(),
		"blocks_since_last_step": BlocksSinceLastStep::<Reference>::get(netuid),
		"last_epoch_block": LastEpochBlock::<Reference>::get(netuid),
		"last_mechanism_step_block": LastMechansimStepBlock::<Reference>::get(netuid),
		"epoch_index": SubnetEpochIndex::<Reference>::get(netuid),
	})
}

fn neurons(netuid: NetUid) -> Value {
	let index = NetUidStorageIndex::new(netuid.get());
	let uids = 0..SubnetworkN::<Reference>::get(netuid);
	let hotkeys = uids.clone().map(|uid| number(&Keys::<Reference>::get(netuid, uid)));
	let emission = pallet_protocol::Emission::<Reference>::get(netuid);
	json!({
		"hotkeys": hotkeys.collect::<Vec<_>>(),
		"active": Active::<Reference>::get(netuid),
		"block_at_registration":
			uids.map(|uid| BlockAtRegistration::<Reference>::get(netuid, uid)).collect::<Vec<_>>(),
		"consensus": Consensus::<Reference>::get(netuid),
		"dividends": Dividends::<Reference>::get(netuid),
		"emission": emission.into_iter().map(AlphaBalance::get).collect::<Vec<_>>(),
		"incentive": Incentive::<Reference>::get(index),
		"last_update": LastUpdate::<Reference>::get(index),
		"stake_weight": StakeWeight::<Reference>::get(netuid),
		"validator_permit": ValidatorPermit::<Reference>::get(netuid),
		"validator_trust": ValidatorTrust::<Reference>::get(netuid),
		"weights": Weights::<Reference>::iter_prefix(index).collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>(),
		"bonds": Bonds::<Reference>::iter_prefix(index).collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>(),
	})
}

fn relations(netuid: NetUid) -> Value {
	let all = ParentKeys::<Reference>::iter().filter(|(_, other, _)| *other == netuid);
	let numbered = |parents: Vec<(u64, _)>| {
		parents.iter().map(|(proportion, parent)| (*proportion, number(parent))).collect::<Vec<_>>()
	};
	let parents: BTreeMap<Account, _> = all.map(|(child, _, parents)| (number(&child), numbered(parents))).collect();
	json!({ "parents": parents.into_iter().collect::<Vec<_>>() })
}

/// The balances of the coldkeys that are named there.
fn balances(recorded: Option<&Value>) -> Value {
	let recorded = recorded.and_then(Value::as_array).into_iter().flatten();
	let coldkeys = recorded.filter_map(|balance| balance.get(0)?.as_u64());
	coldkeys.map(|coldkey| json!([coldkey, Balances::free_balance(account(coldkey))])).collect()
}

fn positions() -> Value {
	let positions = AlphaV2::<Reference>::iter().map(|((hotkey, coldkey, netuid), share)| {
		let value = Staking::stake_of(&hotkey, &coldkey, netuid).get();
		let share = json!([share.mantissa().to_string(), share.exponent()]);
		json!([number(&hotkey), number(&coldkey), netuid.get(), value, share])
	});
	positions.collect()
}

/// Where a hotkey holds something.
fn pools() -> Value {
	let pools = TotalHotkeyAlpha::<Reference>::iter().map(|(hotkey, netuid, value)| {
		let shares = TotalHotkeySharesV2::<Reference>::get(&hotkey, netuid);
		let shares = json!([shares.mantissa().to_string(), shares.exponent()]);
		json!([number(&hotkey), netuid.get(), value.get(), shares])
	});
	pools.collect()
}

fn root_claims() -> Value {
	let rates = RootClaimable::<Reference>::iter().map(|(hotkey, rates)| {
		let rates = rates.into_iter().map(|(netuid, rate)| json!([netuid.get(), rate.to_bits().to_string()]));
		json!([number(&hotkey), rates.collect::<Vec<_>>()])
	});
	let claimed = RootClaimed::<Reference>::iter().map(|((netuid, hotkey, coldkey), claimed)| {
		json!([netuid.get(), number(&hotkey), number(&coldkey), claimed.to_string()])
	});
	json!({ "claimable_rate_bits": rates.collect::<Vec<_>>(), "claimed": claimed.collect::<Vec<_>>() })
}
