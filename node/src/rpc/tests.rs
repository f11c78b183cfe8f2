//! The protocol's methods before the real runtime, which runs natively on the first state of a local chain.

use super::{
	of_protocol,
	runtime::{failed, unknown, AskRuntime, NO_ANSWER},
};
use crate::{chain_spec, genesis};
use codec::Encode;
use jsonrpsee::types::{error::INVALID_PARAMS_CODE, ErrorObjectOwned};
use serde_json::{json, Value};
use sp_core::storage::Storage;
use sp_state_machine::BasicExternalities;
use std::sync::{Arc, LazyLock};
use taonet_runtime::{apis::api, genesis_presets, AccountId, Hash};

/// Somebody.
const COLDKEY: AccountId = AccountId::new([1; 32]);
/// The only block that there is.
const GENESIS: Hash = Hash::repeat_byte(7);

/// The first state of a local chain.
struct Native(Storage);

impl Native {
	fn answer(&self, method: &str, arguments: &[u8]) -> Option<Vec<u8>> {
		BasicExternalities::new(self.0.clone()).execute_with(|| api::dispatch(method, arguments))
	}
}

impl AskRuntime for Native {
	fn ask(&self, method: &str, arguments: impl Encode, at: Option<Hash>) -> Result<Vec<u8>, ErrorObjectOwned> {
		match at.filter(|block| *block != GENESIS) {
			Some(other) => Err(unknown(other)),
			None => self.answer(method, &arguments.encode()).ok_or_else(|| failed(method, "no such method")),
		}
	}
}

static STATE: LazyLock<Storage> = LazyLock::new(|| {
	let specification = chain_spec::load(genesis_presets::LOCAL).expect("is built in");
	genesis::build(&specification).expect("is a genesis")
});

fn native() -> Native {
	Native(STATE.clone())
}

/// What JSON-RPC answers.
fn request(runtime: impl AskRuntime, method: &str, parameters: Value) -> Value {
	let module = of_protocol(Arc::new(runtime)).expect("names differ");
	let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters }).to_string();
	let executor = tokio::runtime::Builder::new_current_thread().build().expect("starts");
	let (answer, _) = executor.block_on(module.raw_json_request(&request, 1)).expect("is a request");
	serde_json::from_str(&answer).expect("is JSON")
}

fn result(method: &str, parameters: Value) -> Value {
	let answer = request(native(), method, parameters);
	answer.get("result").unwrap_or_else(|| panic!("{method}: {answer}")).clone()
}

fn error(method: &str, parameters: Value) -> (i64, String) {
	let answer = request(native(), method, parameters);
	let error = answer.get("error").unwrap_or_else(|| panic!("{method}: {answer}"));
	(error["code"].as_i64().expect("is a number"), format!("{}: {}", error["message"], error["data"]))
}

/// Each method with parameters, and the question to the runtime that it stands for.
fn methods() -> Vec<(&'static str, Value, &'static str, Vec<u8>)> {
	let (coldkey, hotkey) = (COLDKEY, genesis_presets::NOBODY);
	let bytes = |account: &AccountId| json!([account.encode()]);
	let [all, root, first] = [json!([]), json!([0]), json!([1])];
	let on_first = json!([coldkey, 1]);
	let fields = vec![1u16, 52, 70];
	vec![
		("delegateInfo_getDelegates", all.clone(), "DelegateInfoRuntimeApi_get_delegates", vec![]),
		("delegateInfo_getDelegate", bytes(&hotkey), "DelegateInfoRuntimeApi_get_delegate", hotkey.encode()),
		("delegateInfo_getDelegated", bytes(&coldkey), "DelegateInfoRuntimeApi_get_delegated", coldkey.encode()),
		("neuronInfo_getNeuronsLite", first.clone(), "NeuronInfoRuntimeApi_get_neurons_lite", 1u16.encode()),
		("neuronInfo_getNeuronLite", json!([1, 0]), "NeuronInfoRuntimeApi_get_neuron_lite", (1u16, 0u16).encode()),
		("neuronInfo_getNeurons", first.clone(), "NeuronInfoRuntimeApi_get_neurons", 1u16.encode()),
		("neuronInfo_getNeuron", json!([1, 0]), "NeuronInfoRuntimeApi_get_neuron", (1u16, 0u16).encode()),
		("subnetInfo_getSubnetInfo", first.clone(), "SubnetInfoRuntimeApi_get_subnet_info", 1u16.encode()),
		("subnetInfo_getSubnetsInfo", all.clone(), "SubnetInfoRuntimeApi_get_subnets_info", vec![]),
		("subnetInfo_getSubnetInfo_v2", first.clone(), "SubnetInfoRuntimeApi_get_subnet_info_v2", 1u16.encode()),
		("subnetInfo_getSubnetsInfo_v2", all.clone(), "SubnetInfoRuntimeApi_get_subnets_info_v2", vec![]),
		("subnetInfo_getSubnetHyperparams", root, "SubnetInfoRuntimeApi_get_subnet_hyperparams", 0u16.encode()),
		(
			"subnetInfo_getSubnetHyperparamsV2",
			first.clone(),
			"SubnetInfoRuntimeApi_get_subnet_hyperparams_v2",
			1u16.encode(),
		),
		("subnetInfo_getAllDynamicInfo", all.clone(), "SubnetInfoRuntimeApi_get_all_dynamic_info", vec![]),
		("subnetInfo_getDynamicInfo", first.clone(), "SubnetInfoRuntimeApi_get_dynamic_info", 1u16.encode()),
		("subnetInfo_getAllMetagraphs", all.clone(), "SubnetInfoRuntimeApi_get_all_metagraphs", vec![]),
		("subnetInfo_getMetagraph", first.clone(), "SubnetInfoRuntimeApi_get_metagraph", 1u16.encode()),
		("subnetInfo_getAllMechagraphs", all, "SubnetInfoRuntimeApi_get_all_mechagraphs", vec![]),
		("subnetInfo_getMechagraph", json!([1, 0]), "SubnetInfoRuntimeApi_get_mechagraph", (1u16, 0u8).encode()),
		("subnetInfo_getSubnetState", first.clone(), "SubnetInfoRuntimeApi_get_subnet_state", 1u16.encode()),
		(
			"subnetInfo_getSelectiveMetagraph",
			json!([1, fields]),
			"SubnetInfoRuntimeApi_get_selective_metagraph",
			(1u16, &fields).encode(),
		),
		(
			"subnetInfo_getSelectiveMechagraph",
			json!([1, 0, fields]),
			"SubnetInfoRuntimeApi_get_selective_mechagraph",
			(1u16, 0u8, &fields).encode(),
		),
		(
			"subnetInfo_getColdkeyAutoStakeHotkey",
			on_first.clone(),
			"SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey",
			(&coldkey, 1u16).encode(),
		),
		("subnetInfo_getSubnetAccountId", first, "SubnetInfoRuntimeApi_get_subnet_account_id", 1u16.encode()),
		("stakeInfo_getColdkeyLock", on_first, "StakeInfoRuntimeApi_get_coldkey_lock", (&coldkey, 1u16).encode()),
		(
			"swap_simSwapTaoForAlpha",
			json!([1, 1_000_000]),
			"SwapRuntimeApi_sim_swap_tao_for_alpha",
			(1u16, 1_000_000u64).encode(),
		),
		(
			"swap_simSwapAlphaForTao",
			json!([1, 1_000_000]),
			"SwapRuntimeApi_sim_swap_alpha_for_tao",
			(1u16, 1_000_000u64).encode(),
		),
	]
}

#[test]
fn method_answers_with_the_bytes_of_the_runtime() {
	for (method, parameters, asked, arguments) in methods() {
		let bytes = native().answer(asked, &arguments).unwrap_or_else(|| panic!("the runtime has no {asked}"));
		assert_eq!(result(method, parameters), json!(bytes), "{method}");
	}
}

#[test]
fn method_answers_the_same_when_the_block_is_named_and_when_it_is_null() {
	for (method, parameters, ..) in methods() {
		let newest = result(method, parameters.clone());
		for at in [json!(GENESIS), Value::Null] {
			let mut parameters = parameters.clone();
			parameters.as_array_mut().expect("is a list").push(at);
			assert_eq!(result(method, parameters), newest, "{method}");
		}
	}
}

#[test]
fn numbers_are_told_as_numbers() {
	// A new subnet costs 1000 TAO, root's alpha always one TAO, and no subnet has ever been pruned.
	assert_eq!(result("subnetInfo_getLockCost", json!([])), json!(1_000_000_000_000u64));
	assert_eq!(result("swap_currentAlphaPrice", json!([0])), json!(1_000_000_000));
	let prices = result("swap_currentAlphaPriceAll", json!([]));
	let of_first = result("swap_currentAlphaPrice", json!([1]));
	assert_eq!(prices, json!([{ "netuid": 0, "price": 1_000_000_000 }, { "netuid": 1, "price": of_first }]));
	assert_eq!(result("subnetInfo_getSubnetToPrune", json!([])), Value::Null);
}

#[test]
fn parameters_can_be_named() {
	let named = json!({ "netuid": 1, "metagraph_index": [52], "at": null });
	let listed = result("subnetInfo_getSelectiveMetagraph", json!([1, [52]]));
	assert_eq!(result("subnetInfo_getSelectiveMetagraph", named), listed);
}

#[test]
fn error_tells_of_a_block_that_the_node_does_not_have() {
	let unknown = Hash::repeat_byte(9);
	for (method, mut parameters, ..) in methods() {
		parameters.as_array_mut().expect("is a list").push(json!(unknown));
		let (code, text) = error(method, parameters);
		assert_eq!(code, i64::from(NO_ANSWER), "{method}");
		assert!(text.contains("Unknown block") && text.contains(&format!("{unknown:?}")), "{method}: {text}");
	}
}

#[test]
fn error_tells_of_an_account_of_the_wrong_length() {
	for (method, name) in
		[("delegateInfo_getDelegate", "delegate_account_vec"), ("delegateInfo_getDelegated", "delegatee_account_vec")]
	{
		let (code, text) = error(method, json!([[1, 2, 3]]));
		assert_eq!(code, i64::from(INVALID_PARAMS_CODE));
		assert!(text.contains(&format!("`{name}` must be the 32 bytes of an account, but has 3")), "{text}");
	}
}

#[test]
fn error_tells_of_parameters_that_are_missing_or_not_what_they_should_be() {
	for (method, parameters) in [
		("neuronInfo_getNeurons", json!([])),
		("neuronInfo_getNeuron", json!([1])),
		("subnetInfo_getSubnetInfo", json!([65_536])),
		("subnetInfo_getSubnetInfo", json!(["one"])),
		("stakeInfo_getColdkeyLock", json!(["5Grw", 1])),
		("stakeInfo_getColdkeyLock", json!([COLDKEY.encode(), 1])),
		("swap_simSwapTaoForAlpha", json!([1, -1])),
		("swap_currentAlphaPrice", json!([1, "0x00"])),
	] {
		assert_eq!(error(method, parameters.clone()).0, i64::from(INVALID_PARAMS_CODE), "{method} {parameters}");
	}
}

#[test]
fn error_tells_what_the_runtime_failed_in() {
	/// A runtime that is older than the methods.
	struct Old;

	impl AskRuntime for Old {
		fn ask(&self, method: &str, _: impl Encode, _: Option<Hash>) -> Result<Vec<u8>, ErrorObjectOwned> {
			// Not a u64.
			match method {
				"SwapRuntimeApi_current_alpha_price" => Ok(vec![1, 2, 3]),
				_ => Err(failed(method, "not exported")),
			}
		}
	}

	for (method, cause) in [
		("swap_currentAlphaPrice", "SwapRuntimeApi_current_alpha_price: "),
		("swap_simSwapTaoForAlpha", "SwapRuntimeApi_sim_swap_tao_for_alpha: not exported"),
	] {
		let error = request(Old, method, json!({ "netuid": 1, "tao": 1 }))["error"].clone();
		assert_eq!((&error["code"], &error["message"]), (&json!(NO_ANSWER), &json!("The runtime gave no answer")));
		assert!(error["data"].as_str().is_some_and(|data| data.contains(cause)), "{error}");
	}
}
