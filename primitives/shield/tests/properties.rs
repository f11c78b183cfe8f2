//! What holds for every key, every text and every heap of bytes.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use proptest::prelude::*;
use taonet_shield::{
	key_hash, key_pair, open, seal, SealError, ShieldedTransaction, KEM_CIPHERTEXT_BYTES, NONCE_BYTES,
	PUBLIC_KEY_BYTES, SECRET_KEY_BYTES,
};

fn seed() -> impl Strategy<Value = [u8; 64]> {
	any::<[[u8; 32]; 2]>().prop_map(|halves| halves.concat().try_into().unwrap())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn sealed_is_opened_by_the_key_it_was_sealed_to(
		seed in seed(), random: [u8; 32], nonce: [u8; NONCE_BYTES], text: Vec<u8>,
	) {
		let keys = key_pair(seed);
		prop_assert_eq!((keys.public_key.len(), keys.secret_key.len()), (PUBLIC_KEY_BYTES, SECRET_KEY_BYTES));
		let shielded = seal(&keys.public_key, random, nonce, &text).unwrap();
		prop_assert_eq!(shielded.key_hash, key_hash(&keys.public_key));
		prop_assert_eq!(ShieldedTransaction::parse(&shielded.ciphertext()), Some(shielded.clone()));
		prop_assert_eq!(open(&keys.secret_key, &shielded), Some(text));
	}

	#[test]
	fn changed_ciphertext_is_not_opened(seed in seed(), place: prop::sample::Index, bit in 0_u8..8) {
		let keys = key_pair(seed);
		let mut ciphertext = seal(&keys.public_key, [1; 32], [2; NONCE_BYTES], b"an extrinsic").unwrap().ciphertext();
		// The hash of the key and the length are no part of what is encrypted.
		let place = 18 + place.index(ciphertext.len() - 18);
		ciphertext[place] ^= 1 << bit;
		let shielded = ShieldedTransaction::parse(&ciphertext).unwrap();
		prop_assert_eq!(open(&keys.secret_key, &shielded), None);
	}

	#[test]
	fn any_bytes_are_parsed_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..3_000)) {
		if let Some(shielded) = ShieldedTransaction::parse(&bytes) {
			prop_assert_eq!(shielded.ciphertext(), bytes);
		}
	}

	#[test]
	fn any_bytes_are_a_key_that_opens_nothing(
		bytes in prop::collection::vec(any::<u8>(), SECRET_KEY_BYTES), kem_ct in prop::collection::vec(any::<u8>(), 0..1_200),
	) {
		let shielded = ShieldedTransaction { key_hash: [0; 16], kem_ct, aead_ct: vec![7; 40], nonce: [0; NONCE_BYTES] };
		prop_assert_eq!(open(&bytes, &shielded), None);
		// One whose public half is sound, and whose secret half is anything.
		let mut key = key_pair([9; 64]).secret_key;
		key[..1_152].copy_from_slice(&bytes[..1_152]);
		let sealed = ShieldedTransaction { kem_ct: bytes[..KEM_CIPHERTEXT_BYTES].to_vec(), ..shielded };
		prop_assert_eq!(open(&key, &sealed), None);
	}
}

#[test]
fn ciphertext_is_refused_when_it_is_cut_short_or_says_another_length() {
	let whole = seal(&key_pair([3; 64]).public_key, [4; 32], [5; NONCE_BYTES], b"x").unwrap().ciphertext();
	let shortest = 16 + 2 + KEM_CIPHERTEXT_BYTES + NONCE_BYTES + 1;
	for length in 0..shortest {
		assert_eq!(ShieldedTransaction::parse(&whole[..length]), None, "{length} bytes");
	}
	assert!(ShieldedTransaction::parse(&whole[..shortest]).is_some());
	for length in [0_u16, 1_087, 1_089, u16::MAX] {
		let mut other = whole.clone();
		other[16..18].copy_from_slice(&length.to_le_bytes());
		assert_eq!(ShieldedTransaction::parse(&other), None, "says {length} bytes");
	}
}

#[test]
fn nothing_is_sealed_to_bytes_that_are_no_key() {
	for key in [vec![], vec![0; PUBLIC_KEY_BYTES - 1], vec![0xff; PUBLIC_KEY_BYTES], vec![0; PUBLIC_KEY_BYTES + 1]] {
		assert_eq!(seal(&key, [0; 32], [0; NONCE_BYTES], b"x"), Err(SealError::InvalidPublicKey));
	}
}
