//! Builds the first state of a chain.
//!
//! The SDK lets the runtime in the specification do that, which it compiles for the occasion, and twice: ten seconds at each start
//! of a node. Most specifications hold the very runtime that this node was built with. Its native twin does the same at once.

use sc_chain_spec::{json_patch, ChainSpec};
use serde::Deserialize;
use serde_json::Value;
use sp_core::storage::{well_known_keys::CODE, Storage};
use sp_state_machine::BasicExternalities;
use std::panic::{self, AssertUnwindSafe};
use taonet_runtime::{genesis_presets, WASM_BINARY};

/// What is read of a specification. Everything else is passed over, be it as large as a raw state.
#[derive(Deserialize)]
struct Specification {
	genesis: Genesis,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Genesis {
	runtime_genesis: Option<RuntimeGenesis>,
}

#[derive(Deserialize)]
struct RuntimeGenesis {
	#[serde(with = "sp_core::bytes")]
	code: Vec<u8>,
	/// What differs from the runtime's default.
	patch: Option<Value>,
}

/// The first state of the chain.
///
/// # Errors
///
/// What the runtime has against the specification.
pub fn build(specification: &dyn ChainSpec) -> Result<Storage, String> {
	match own_patch(specification).and_then(build_natively) {
		Some(storage) => Ok(storage),
		// Tells what is wrong, too.
		None => specification.as_storage_builder().build_storage(),
	}
}

/// What a specification changes in the default genesis, if it holds the runtime that this node was built with.
fn own_patch(specification: &dyn ChainSpec) -> Option<Value> {
	let specification: Specification = serde_json::from_str(&specification.as_json(false).ok()?).ok()?;
	let genesis = specification.genesis.runtime_genesis?;
	if WASM_BINARY == Some(genesis.code.as_slice()) {
		genesis.patch
	} else {
		None
	}
}

/// None where the runtime refuses.
fn build_natively(patch: Value) -> Option<Storage> {
	let mut config = genesis_presets::default_config().ok()?;
	json_patch::merge(&mut config, patch);
	let mut state = BasicExternalities::new_empty();
	// A runtime refuses a genesis by a panic, which is to be told in the words of the SDK.
	let hook = panic::take_hook();
	panic::set_hook(Box::new(|_| ()));
	let built = panic::catch_unwind(AssertUnwindSafe(|| state.execute_with(|| genesis_presets::build(&config))));
	panic::set_hook(hook);
	built.ok()?.ok()?;
	let mut storage = state.into_storages();
	storage.top.insert(CODE.to_vec(), WASM_BINARY?.to_vec());
	Some(storage)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain_spec;
	use serde_json::json;

	fn local() -> chain_spec::ChainSpec {
		chain_spec::load(genesis_presets::LOCAL).expect("is built in")
	}

	#[test]
	fn genesis_is_the_same_when_the_native_runtime_builds_it() {
		let specification = local();
		let patch = own_patch(&specification).expect("holds the runtime of this node");
		let native = build_natively(patch).expect("is a genesis");
		let wasm = sp_runtime::BuildStorage::build_storage(&specification).expect("is a genesis");
		assert!(native.top == wasm.top, "the native runtime builds another genesis");
		assert!(native.children_default.is_empty() && wasm.children_default.is_empty());
	}

	#[test]
	fn genesis_is_left_to_wasm_when_the_runtime_is_another() {
		let other =
			chain_spec::ChainSpec::builder(b"another runtime", None).with_genesis_config_patch(json!({})).build();
		assert_eq!(own_patch(&other), None);
	}

	#[test]
	fn genesis_is_not_built_natively_when_the_runtime_refuses_it() {
		assert!(build_natively(json!({ "sudo": { "key": "nobody" } })).is_none());
		let pool_without_subnet = json!({ "staking": { "stakes": [{
			"hotkey": genesis_presets::NOBODY, "coldkey": genesis_presets::NOBODY, "netuid": 77, "alpha": 1,
		}] } });
		assert!(build_natively(pool_without_subnet).is_none());
	}
}
