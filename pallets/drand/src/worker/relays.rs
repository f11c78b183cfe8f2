//! Where pulses are fetched, and what comes from there.

use crate::{Pulse, RoundNumber};
use alloc::{borrow::ToOwned, format, string::String, vec::Vec};
use codec::Encode;
use serde::Deserialize;
use sp_core::bytes::{from_hex, to_hex};
use sp_runtime::{offchain::storage::StorageValueRef, BoundedVec};

/// Under this key the node keeps its relays in its persistent local storage.
pub const RELAYS_KEY: &[u8] = b"taonet/drand/relays";

/// Relays of quicknet, for nodes that are not told others.
pub const DEFAULT_RELAYS: [&str; 5] = [
	"https://api.drand.sh",
	"https://api2.drand.sh",
	"https://api3.drand.sh",
	"https://drand.cloudflare.com",
	"https://api.drand.secureweb3.com:6875",
];

/// What a node puts under [`RELAYS_KEY`]: the base addresses of relays, such as `http://127.0.0.1:8080`.
pub fn encode_relays(relays: &[String]) -> Vec<u8> {
	relays.encode()
}

/// The relays of this node.
pub(super) fn relays() -> Vec<String> {
	let told: Option<Vec<String>> = StorageValueRef::persistent(RELAYS_KEY).get().ok().flatten();
	told.filter(|relays| !relays.is_empty()).unwrap_or_else(|| DEFAULT_RELAYS.map(ToOwned::to_owned).to_vec())
}

/// Where a relay has a round of the chain with this hash, or its latest.
pub(super) fn url(relay: &str, chain_hash: &[u8], round: Option<RoundNumber>) -> String {
	let hash = to_hex(chain_hash, false);
	let hash = hash.trim_start_matches("0x");
	let relay = relay.trim_end_matches('/');
	match round {
		Some(round) => format!("{relay}/{hash}/public/{round}"),
		None => format!("{relay}/{hash}/public/latest"),
	}
}

/// A pulse as relays write it.
#[derive(Deserialize)]
struct RelayedPulse {
	round: RoundNumber,
	randomness: String,
	signature: String,
}

/// The pulse in a relay's answer; none unless it is JSON with a round, 32 bytes of randomness and 48 of a signature, both
/// hexadecimal. Whether the beacon has published it is not looked at.
pub(super) fn read_pulse(answer: &[u8]) -> Option<Pulse> {
	let pulse: RelayedPulse = serde_json::from_slice(answer).ok()?;
	let randomness: [u8; 32] = from_hex(&pulse.randomness).ok()?.try_into().ok()?;
	let signature: [u8; 48] = from_hex(&pulse.signature).ok()?.try_into().ok()?;
	Some(Pulse {
		round: pulse.round,
		randomness: BoundedVec::truncate_from(randomness.to_vec()),
		signature: BoundedVec::truncate_from(signature.to_vec()),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::BeaconConfiguration;
	use codec::Decode;

	// Round 1000 of quicknet, as its relays give it.
	const ROUND_1000: &str = r#"{"round":1000,
		"randomness":"fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
		"signature":"b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"}"#;

	#[test]
	fn url_names_chain_and_round_when_a_round_is_asked_for() {
		let hash = BeaconConfiguration::default().hash;
		assert_eq!(
			url("https://api.drand.sh", &hash, Some(7)),
			"https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/7"
		);
	}

	#[test]
	fn url_names_the_latest_round_when_none_is_asked_for() {
		assert_eq!(url("http://127.0.0.1:8080/", &[0x00, 0xab], None), "http://127.0.0.1:8080/00ab/public/latest");
	}

	#[test]
	fn pulse_is_read_when_a_relay_answers() {
		let pulse = read_pulse(ROUND_1000.as_bytes()).expect("is well-formed");
		assert_eq!(pulse.round, 1000);
		assert_eq!(pulse.randomness.as_slice(), taonet_timelock::randomness(&pulse.signature));
		assert_eq!(BeaconConfiguration::default().published(&pulse), Ok(true));
	}

	#[test]
	fn pulse_is_not_the_beacons_when_round_or_randomness_differ() {
		let beacon = BeaconConfiguration::default();
		let pulse = read_pulse(ROUND_1000.as_bytes()).expect("is well-formed");
		assert_eq!(beacon.published(&Pulse { round: 1001, ..pulse.clone() }), Ok(false));
		let randomness = BoundedVec::truncate_from(vec![0; 32]);
		assert_eq!(beacon.published(&Pulse { randomness, ..pulse }), Ok(false));
	}

	#[test]
	fn pulse_is_refused_when_the_answer_is_malformed() {
		let with = |from: &str, to: &str| ROUND_1000.replacen(from, to, 1).into_bytes();
		for answer in [
			Vec::new(),
			b"null".to_vec(),
			b"<html>busy</html>".to_vec(),
			b"{\"round\":1000}".to_vec(),
			ROUND_1000.as_bytes().split_last().expect("is not empty").1.to_vec(),
			with("1000", "-1"),
			with("1000", "\"1000\""),
			with("1000", "18446744073709551616"),
			with("fe29", "fe"),
			with("fe29", "zz29"),
			with("b446", "b44600"),
			with("b446", "\\u0000446"),
			[ROUND_1000.as_bytes(), b"x"].concat(),
			vec![0xff; 64],
		] {
			assert_eq!(read_pulse(&answer), None, "{}", String::from_utf8_lossy(&answer));
		}
	}

	#[test]
	fn further_fields_are_passed_over() {
		let answer = ROUND_1000.replacen('{', r#"{"previous_signature":"","more":[1],"#, 1);
		assert!(read_pulse(answer.as_bytes()).is_some());
	}

	#[test]
	fn relays_are_read_as_the_node_has_written_them() {
		let relays = vec!["http://one".to_owned(), "http://two".to_owned()];
		assert_eq!(Vec::<String>::decode(&mut encode_relays(&relays).as_slice()), Ok(relays));
	}
}
