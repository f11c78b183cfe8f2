//! What a real client encrypted to keys whose seeds are known.

use serde::{Deserialize, Deserializer};
use taonet_golden::{Differences, VectorFile};
use taonet_shield::{key_hash, key_pair, open, ShieldedTransaction};

#[derive(Deserialize)]
struct Vectors {
	cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
	seed_d_z: Hex,
	public_key: Hex,
	secret_key: Hex,
	plaintext: Hex,
	blob: Hex,
	key_hash: Hex,
	kem_ciphertext_len: usize,
	nonce: Hex,
}

/// Bytes, written as hexadecimal digits.
struct Hex(Vec<u8>);

impl<'de> Deserialize<'de> for Hex {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		hex::deserialize(deserializer).map(Self)
	}
}

pub fn ciphertexts(file: &VectorFile) -> Result<(), String> {
	let Vectors { cases } = file.read()?;
	let mut differences = Differences::default();
	for (number, case) in cases.iter().enumerate() {
		let place = |what: &str| format!("case {number}, {what}");
		let keys = key_pair(case.seed_d_z.0.as_slice().try_into().map_err(|_| place("seed is not 64 bytes"))?);
		differences.compare(place("public key"), &case.public_key.0, &keys.public_key);
		differences.compare(place("secret key"), &case.secret_key.0, &keys.secret_key);
		differences.compare(place("hash of the key"), &case.key_hash.0.as_slice(), &&key_hash(&keys.public_key)[..]);

		let shielded = ShieldedTransaction::parse(&case.blob.0).ok_or_else(|| place("the blob is no ciphertext"))?;
		differences.compare(place("hash in the blob"), &case.key_hash.0.as_slice(), &&shielded.key_hash[..]);
		differences.compare(place("length for the KEM"), &case.kem_ciphertext_len, &shielded.kem_ct.len());
		differences.compare(place("nonce"), &case.nonce.0.as_slice(), &&shielded.nonce[..]);
		differences.compare(place("blob"), &case.blob.0, &shielded.ciphertext());
		differences.compare(place("plaintext"), &Some(case.plaintext.0.clone()), &open(&keys.secret_key, &shielded));
		let others = key_pair([u8::try_from(number).unwrap_or(0); 64]);
		differences.compare(place("plaintext by another key"), &None, &open(&others.secret_key, &shielded));
	}
	differences.result()
}
