//! What a real client encrypted for a published round of quicknet.

use hex_literal::hex;
use serde::{Deserialize, Deserializer};
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_timelock::{decode_weights, decrypt, randomness, verify_pulse, WeightsPayload};

/// Quicknet's public key. Spec: satellites 2.
const QUICKNET: [u8; 96] = hex!(
	"83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc2"
	"2b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
);

#[derive(Deserialize)]
struct Vectors {
	pulse: Pulse,
	cases: Vec<Case>,
	malformed: Vec<Malformed>,
}

#[derive(Deserialize)]
struct Pulse {
	round: u64,
	randomness: Hex,
	signature: Hex,
}

#[derive(Deserialize)]
struct Case {
	kind: Kind,
	round: u64,
	hotkey: Option<Hex>,
	uids: Option<Vec<u16>>,
	values: Option<Vec<u16>>,
	version_key: Option<Wide<u64>>,
	text: Option<String>,
	payload: Hex,
	ciphertext: Hex,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Kind {
	Weights,
	WeightsWithoutHotkey,
	Commitment,
}

#[derive(Deserialize)]
struct Malformed {
	what: String,
	ciphertext: Hex,
}

/// Bytes, written as hexadecimal digits.
#[derive(Debug, PartialEq)]
struct Hex(Vec<u8>);

impl<'de> Deserialize<'de> for Hex {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		hex::deserialize(deserializer).map(Self)
	}
}

pub fn ciphertexts(file: &VectorFile) -> Result<(), String> {
	let Vectors { pulse, cases, malformed } = file.read()?;
	let mut differences = Differences::default();
	let signature = &pulse.signature.0;
	differences.compare("randomness", &pulse.randomness.0.as_slice(), &randomness(signature).as_slice());
	for round in [pulse.round, pulse.round.saturating_add(1), 0, u64::MAX] {
		let is_signed = verify_pulse(&QUICKNET, round, signature);
		differences.compare(format!("the pulse as one of round {round}"), &Ok(round == pulse.round), &is_signed);
	}
	for (number, case) in cases.iter().enumerate() {
		differences.compare(format!("case {number}, round"), &pulse.round, &case.round);
		let plaintext = decrypt(&case.ciphertext.0, signature);
		differences.compare(format!("case {number}, payload"), &Ok(case.payload.0.clone()), &plaintext);
		if case.kind == Kind::Commitment {
			let text = case.text.clone().map(String::into_bytes);
			differences.compare(format!("case {number}, text"), &text, &plaintext.ok());
		} else {
			let weights = decode_weights(&case.payload.0);
			differences.compare(format!("case {number}, weights"), &Ok(case.weights(number)?), &weights);
		}
	}
	for Malformed { what, ciphertext } in &malformed {
		differences.compare(what, &true, &decrypt(&ciphertext.0, signature).is_err());
	}
	differences.result()
}

impl Case {
	fn weights(&self, number: usize) -> Result<WeightsPayload, String> {
		let hotkey = match (&self.hotkey, self.kind) {
			(Some(Hex(hotkey)), Kind::Weights) => {
				Some(hotkey.as_slice().try_into().map_err(|_| "a hotkey that is not 32 bytes")?)
			},
			(None, Kind::WeightsWithoutHotkey) => None,
			_ => return Err(format!("case {number} has a hotkey and should not, or the other way round")),
		};
		let (Some(uids), Some(values), Some(Wide(version_key))) =
			(self.uids.clone(), self.values.clone(), self.version_key)
		else {
			return Err(format!("case {number} has no weights"));
		};
		Ok(WeightsPayload { hotkey, uids, values, version_key })
	}
}
