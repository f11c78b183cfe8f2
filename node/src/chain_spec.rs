//! Chain specifications: those built in, and those in files.

use crate::{drand, service::CurveFunctions};
use sc_chain_spec::{NoExtension, Properties};
use sc_service::ChainType;
use serde_json::{json, Value};
use sp_core::crypto::Ss58Codec;
use std::path::Path;
use taonet_runtime::{genesis_presets as presets, AccountId, SS58_PREFIX, TOKEN_DECIMALS};

/// A chain specification without extensions. Its runtime checks the key of drand's beacon when it builds the genesis.
pub type ChainSpec = sc_service::GenericChainSpec<NoExtension, CurveFunctions>;

/// Names an SS58 address that owns 1 000 000 TAO on the local chains built while it is set.
pub const EXTRA_WALLET_VARIABLE: &str = "BT_DEFAULT_TOKEN_WALLET";

/// The built-in chain of that name, or the one described in the file of that name.
pub fn load(chain: &str) -> Result<ChainSpec, String> {
	let extra_wallet = std::env::var(EXTRA_WALLET_VARIABLE).ok().filter(|address| !address.is_empty());
	let extra_wallet = extra_wallet.as_deref();
	match chain {
		presets::DEV => development("taonet development", presets::DEV, ChainType::Development, extra_wallet),
		presets::LOCAL => development("taonet local", presets::LOCAL, ChainType::Local, extra_wallet),
		presets::LOCAL_12S => development("taonet local 12s", presets::LOCAL_12S, ChainType::Local, extra_wallet),
		presets::PRODUCTION => production(),
		// What sub-commands ask for when no chain is named; a node must be told.
		"" => load(presets::LOCAL),
		path => from_file(Path::new(path)),
	}
}

/// Fails unless a chain was named or implied: nobody should run a network by mistake.
pub fn ensure_named(chain: Option<&str>, is_dev: bool) -> Result<(), String> {
	if chain.is_some() || is_dev {
		return Ok(());
	}
	Err(format!("no chain is named. {}", what_to_name()))
}

fn what_to_name() -> String {
	format!("Say --chain with one of {} or the path of a chain specification.", presets::NAMES.join(", "))
}

fn from_file(path: &Path) -> Result<ChainSpec, String> {
	if !path.exists() {
		return Err(format!("chain `{}` is neither built in nor a file. {}", path.display(), what_to_name()));
	}
	ChainSpec::from_json_file(path.to_owned()).map_err(|error| {
		format!(
			"the chain specification {} cannot be read: {error}. Mend it, or make a new one with `taonet export-chain-spec`.",
			path.display(),
		)
	})
}

fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	properties.insert("tokenDecimals".into(), TOKEN_DECIMALS.into());
	properties.insert("tokenSymbol".into(), "TAO".into());
	properties
}

fn with_genesis(name: &str, id: &str, chain_type: ChainType, genesis: Value) -> Result<ChainSpec, String> {
	let wasm = taonet_runtime::WASM_BINARY.ok_or(
		"this node was built without its WASM runtime (SKIP_WASM_BUILD was set). Build it again without that variable.",
	)?;
	Ok(ChainSpec::builder(wasm, None)
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_protocol_id("taonet")
		.with_properties(properties())
		.with_genesis_config_patch(genesis)
		.build())
}

fn preset(name: &str) -> Result<Value, String> {
	presets::patch(name).ok_or_else(|| format!("the runtime has no genesis preset `{name}`"))
}

fn development(name: &str, id: &str, chain_type: ChainType, extra_wallet: Option<&str>) -> Result<ChainSpec, String> {
	let mut genesis = preset(id)?;
	if let Some(address) = extra_wallet {
		endow(&mut genesis, address)?;
	}
	drand::choose_beacon(&mut genesis)?;
	with_genesis(name, &id.replace('-', "_"), chain_type, genesis)
}

fn production() -> Result<ChainSpec, String> {
	with_genesis("taonet", "taonet", ChainType::Live, preset(presets::PRODUCTION)?)
}

/// Gives the wallet at `address` 1 000 000 TAO, instead of what it has already if it is one of the development accounts.
fn endow(genesis: &mut Value, address: &str) -> Result<(), String> {
	let wallet =
		AccountId::from_ss58check(address).map_err(|error| {
			format!("{EXTRA_WALLET_VARIABLE} holds `{address}`, which is not an SS58 address ({error:?}). Mend or unset it.")
		})?;
	let wallet = json!(wallet);
	let balances = genesis
		.pointer_mut("/balances/balances")
		.and_then(Value::as_array_mut)
		.ok_or("the genesis preset holds no balances")?;
	balances.retain(|entry| entry.get(0) != Some(&wallet));
	balances.push(json!([wallet, presets::RICH]));
	Ok(())
}

/// What is missing in a specification that nobody has filled in yet.
pub fn unfinished(name: &str) -> String {
	format!(
		"chain `{name}` lacks authorities: nobody could make blocks or finalize them. Fill in `aura.authorities` and \
		 `grandpa.authorities` of its specification (see chain-specs/README.md)."
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
	const STRANGER: &str = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";

	fn balance_of(genesis: &Value, address: &str) -> Vec<u64> {
		let balances = genesis.pointer("/balances/balances").and_then(Value::as_array).expect("presets hold balances");
		balances.iter().filter(|entry| entry[0] == json!(address)).filter_map(|entry| entry[1].as_u64()).collect()
	}

	#[test]
	fn extra_wallet_gets_a_million_tao_when_it_is_new() {
		let mut genesis = preset(presets::LOCAL).expect("exists");
		endow(&mut genesis, STRANGER).expect("is an address");
		assert_eq!(balance_of(&genesis, STRANGER), [1_000_000_000_000_000]);
		assert_eq!(balance_of(&genesis, BOB), [1_000_000_000_000_000]);
	}

	#[test]
	fn extra_wallet_is_listed_once_when_it_is_a_development_account() {
		let dave = "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy";
		let mut genesis = preset(presets::LOCAL).expect("exists");
		assert_eq!(balance_of(&genesis, dave), [2_000_000_000_000]);
		endow(&mut genesis, dave).expect("is an address");
		assert_eq!(balance_of(&genesis, dave), [1_000_000_000_000_000]);
	}

	#[test]
	fn extra_wallet_is_refused_when_it_is_no_address() {
		let mut genesis = preset(presets::LOCAL).expect("exists");
		let error = endow(&mut genesis, "5Nonsense").expect_err("is no address");
		assert!(error.contains("BT_DEFAULT_TOKEN_WALLET holds `5Nonsense`"), "{error}");
	}

	#[test]
	fn chain_is_refused_with_the_known_names_when_it_is_unknown() {
		let error = load("no-such-chain").map(|spec| spec.name().to_owned()).expect_err("does not exist");
		assert_eq!(
			error,
			"chain `no-such-chain` is neither built in nor a file. Say --chain with one of dev, local, local-12s, production \
			 or the path of a chain specification."
		);
	}

	#[test]
	fn specification_is_refused_with_the_reason_when_it_does_not_parse() {
		let path = std::env::temp_dir().join(format!("taonet-broken-{}.json", std::process::id()));
		std::fs::write(&path, "{ \"name\": ").expect("the temporary folder can be written");
		let error = from_file(&path).map(|spec| spec.name().to_owned()).expect_err("is not JSON");
		std::fs::remove_file(&path).expect("was just written");
		assert!(error.contains("cannot be read") && error.contains("taonet export-chain-spec"), "{error}");
	}
}
