//! Which drand beacon a chain listens to, and where this node fetches its pulses, by two variables of the environment.

use sc_client_api::Backend as _;
use serde_json::{json, Value};
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::env;

/// Names relays: one base address or several, separated by commas. Without it the usual ones of drand's quicknet are asked.
pub const URL_VARIABLE: &str = "DRAND_URL";
/// Names the public key of the beacon that local chains built while it is set listen to: 192 hexadecimal digits. Without it they
/// listen to drand's quicknet.
pub const PUBLIC_KEY_VARIABLE: &str = "DRAND_PUBLIC_KEY";

/// The variable, if it is set and not empty.
fn variable(name: &str) -> Option<String> {
	env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The relays that the environment names; none if it names none.
pub fn relays() -> Result<Vec<String>, String> {
	variable(URL_VARIABLE).map_or(Ok(vec![]), |list| parse_relays(&list))
}

fn parse_relays(list: &str) -> Result<Vec<String>, String> {
	let relays = list.split(',').map(|relay| relay.trim().trim_end_matches('/')).filter(|relay| !relay.is_empty());
	relays
		.map(|relay| {
			let is_web = relay.starts_with("http://") || relay.starts_with("https://");
			is_web.then(|| relay.to_owned()).ok_or_else(|| {
				format!("{URL_VARIABLE} holds `{relay}`, which begins neither with http:// nor with https://. Mend or unset it.")
			})
		})
		.collect()
}

/// Tells the offchain worker which relays to ask.
pub fn tell_worker(backend: &crate::service::FullBackend, relays: &[String]) {
	let Some(mut storage) = backend.offchain_storage() else { return };
	if relays.is_empty() {
		// Those of an earlier start.
		storage.remove(STORAGE_PREFIX, pallet_drand::RELAYS_KEY);
	} else {
		storage.set(STORAGE_PREFIX, pallet_drand::RELAYS_KEY, &pallet_drand::encode_relays(relays));
	}
}

/// Lets a chain listen to the beacon that the environment names, if it names one.
pub fn choose_beacon(genesis: &mut Value) -> Result<(), String> {
	variable(PUBLIC_KEY_VARIABLE).map_or(Ok(()), |key| set_beacon(genesis, &key))
}

fn set_beacon(genesis: &mut Value, public_key: &str) -> Result<(), String> {
	let digits = public_key.strip_prefix("0x").unwrap_or(public_key);
	let key = sp_core::bytes::from_hex(digits).ok().filter(|key| key.len() == 96 && pallet_drand::is_public_key(key));
	if digits.len() != 192 || key.is_none() {
		return Err(format!(
			"{PUBLIC_KEY_VARIABLE} holds `{public_key}`, which is not a beacon's public key (192 hexadecimal digits, a point of G2). \
			 Mend or unset it."
		));
	}
	let genesis = genesis.as_object_mut().ok_or("the genesis preset is not a JSON object")?;
	genesis.insert("drand".into(), json!({ "beacon": { "publicKey": format!("0x{digits}") } }));
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_runtime::genesis_presets as presets;

	// That of quicknet.
	const KEY: &str =
		"83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451\
		0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";

	#[test]
	fn relays_are_a_list_of_base_addresses() {
		assert_eq!(
			parse_relays("http://127.0.0.1:8080/, https://api.drand.sh,"),
			Ok(vec!["http://127.0.0.1:8080".into(), "https://api.drand.sh".into()])
		);
	}

	#[test]
	fn relay_is_refused_when_it_is_no_web_address() {
		let error = parse_relays("127.0.0.1:8080").expect_err("has no scheme");
		assert!(error.contains("DRAND_URL holds `127.0.0.1:8080`"), "{error}");
	}

	#[test]
	fn beacon_stands_in_genesis_when_its_key_is_named() {
		let mut genesis = presets::patch(presets::LOCAL).expect("exists");
		set_beacon(&mut genesis, KEY).expect("is a key");
		let named = genesis.pointer("/drand/beacon/publicKey").and_then(Value::as_str);
		assert_eq!(named, Some(format!("0x{KEY}").as_str()));
	}

	#[test]
	fn key_is_refused_when_it_is_no_point_of_g2() {
		for key in ["", "12", &KEY[2..], &KEY.replacen('8', "9", 1), &"0".repeat(192), &"z".repeat(192)] {
			let mut genesis = presets::patch(presets::LOCAL).expect("exists");
			let error = set_beacon(&mut genesis, key).expect_err("is no key");
			assert!(error.contains("DRAND_PUBLIC_KEY holds"), "{error}");
			assert_eq!(genesis, presets::patch(presets::LOCAL).expect("exists"));
		}
	}
}
