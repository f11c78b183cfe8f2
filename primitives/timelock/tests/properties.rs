//! A beacon of our own against what anyone may send.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use proptest::{collection::vec, prelude::*};
use std::sync::LazyLock;
use taonet_timelock::{
	decode_weights, decrypt, encode_weights, encrypt, randomness, verify_pulse, Beacon, EncryptError, PulseError,
	TimelockError, WeightsPayload,
};

const ROUND: u64 = 1000;
/// Where the parts of a ciphertext begin. Spec: consensus 9.2.
const V: usize = 96;
const W: usize = 136;
const SEALED: usize = 184;

/// The compressed identity of G1, or of G2.
fn identity<const SIZE: usize>() -> [u8; SIZE] {
	let mut bytes = [0; SIZE];
	bytes[0] = 0xc0;
	bytes
}

fn beacon() -> Beacon {
	Beacon::from_seed([7; 32])
}

static SIGNATURE: LazyLock<[u8; 48]> = LazyLock::new(|| beacon().signature(ROUND));
static CIPHERTEXT: LazyLock<Vec<u8>> = LazyLock::new(|| sealed(b"what the round opens"));

fn sealed(plaintext: &[u8]) -> Vec<u8> {
	encrypt(&beacon().public_key(), ROUND, plaintext, [1; 32]).unwrap()
}

/// The ciphertext with other bytes from a place on.
fn altered(place: usize, bytes: &[u8]) -> Vec<u8> {
	let mut ciphertext = CIPHERTEXT.clone();
	ciphertext[place..place + bytes.len()].copy_from_slice(bytes);
	ciphertext
}

/// The ciphertext with a field, which begins with its length, replaced by one of another length.
fn resized(place: usize, field: usize, length: usize) -> Vec<u8> {
	let (before, after) = (&CIPHERTEXT[..place], &CIPHERTEXT[place + 8 + field..]);
	[before, &(length as u64).to_le_bytes(), &vec![0; length], after].concat()
}

#[test]
fn pulse_verifies_only_with_its_round_its_key_and_its_signature() {
	let (key, other) = (beacon().public_key(), Beacon::from_seed([8; 32]));
	for round in [0, 1, ROUND, u64::MAX] {
		let signature = beacon().signature(round);
		assert_eq!(verify_pulse(&key, round, &signature), Ok(true));
		assert_eq!(verify_pulse(&key, round ^ 1, &signature), Ok(false));
		assert_eq!(verify_pulse(&other.public_key(), round, &signature), Ok(false));
		assert_eq!(verify_pulse(&key, round, &other.signature(round)), Ok(false));
	}
}

#[test]
fn identity_is_refused_wherever_a_point_is_expected() {
	let key = beacon().public_key();
	assert_eq!(verify_pulse(&identity::<96>(), ROUND, &*SIGNATURE), Err(PulseError::InvalidPublicKey));
	assert_eq!(verify_pulse(&key, ROUND, &identity::<48>()), Err(PulseError::InvalidSignature));
	assert_eq!(decrypt(&CIPHERTEXT, &identity::<48>()), Err(TimelockError::InvalidSignature));
	assert_eq!(decrypt(&altered(0, &identity::<96>()), &*SIGNATURE), Err(TimelockError::InvalidPoint));
	assert_eq!(encrypt(&identity::<96>(), ROUND, &[], [0; 32]), Err(EncryptError::InvalidPublicKey));
}

#[test]
fn points_are_refused_outside_the_subgroup() {
	// Most points of either curve lie outside; of 64 small coordinates about half are on the curve.
	let small = |last: u8, length: usize| {
		let mut bytes = vec![0; length];
		bytes[0] = 0x80;
		bytes[length - 1] = last;
		bytes
	};
	for last in 0..64 {
		assert_eq!(decrypt(&altered(0, &small(last, 96)), &*SIGNATURE), Err(TimelockError::InvalidPoint));
		assert_eq!(decrypt(&CIPHERTEXT, &small(last, 48)), Err(TimelockError::InvalidSignature));
	}
}

#[test]
fn points_are_refused_with_bytes_too_many_or_too_few() {
	let (key, signature) = (beacon().public_key(), *SIGNATURE);
	assert_eq!(verify_pulse(&key[..95], ROUND, &signature), Err(PulseError::InvalidPublicKey));
	assert_eq!(verify_pulse(&[&key[..], &[0]].concat(), ROUND, &signature), Err(PulseError::InvalidPublicKey));
	assert_eq!(verify_pulse(&key, ROUND, &signature[..47]), Err(PulseError::InvalidSignature));
	assert_eq!(verify_pulse(&key, ROUND, &[&signature[..], &[0]].concat()), Err(PulseError::InvalidSignature));
	assert_eq!(decrypt(&CIPHERTEXT, &[]), Err(TimelockError::InvalidSignature));
}

#[test]
fn decryption_ignores_a_prefix_of_the_signature_and_bytes_after_the_ciphertext() {
	let plaintext = decrypt(&CIPHERTEXT, &*SIGNATURE).unwrap();
	assert_eq!(plaintext, b"what the round opens");
	assert_eq!(decrypt(&CIPHERTEXT, &[b"0x", &SIGNATURE[..]].concat()), Ok(plaintext.clone()));
	assert_eq!(decrypt(&[&CIPHERTEXT[..], &[9; 100]].concat(), &*SIGNATURE), Ok(plaintext));
}

#[test]
fn decryption_fails_with_another_rounds_signature() {
	assert_eq!(decrypt(&CIPHERTEXT, &beacon().signature(ROUND + 1)), Err(TimelockError::WrongRound));
	assert_eq!(decrypt(&CIPHERTEXT, &Beacon::from_seed([8; 32]).signature(ROUND)), Err(TimelockError::WrongRound));
}

#[test]
fn decryption_tells_what_was_altered() {
	let end = CIPHERTEXT.len();
	for (ciphertext, error) in [
		(altered(V + 8, &[0; 32]), TimelockError::WrongRound),
		(altered(W + 8, &[0; 32]), TimelockError::WrongRound),
		(altered(SEALED + 8, &[0; 4]), TimelockError::AlteredBody),
		(altered(end - 1, b"-"), TimelockError::UnknownCipher),
		(CIPHERTEXT[..end - 1].to_vec(), TimelockError::Truncated),
		(altered(V, &[0xff; 8]), TimelockError::Truncated),
		(altered(SEALED, &[0xff; 8]), TimelockError::Truncated),
	] {
		assert_eq!(decrypt(&ciphertext, &*SIGNATURE), Err(error));
	}
	for length in [0, 1, 31, 33, 64] {
		assert_eq!(decrypt(&resized(V, 32, length), &*SIGNATURE), Err(TimelockError::WrongLength));
		assert_eq!(decrypt(&resized(W, 32, length), &*SIGNATURE), Err(TimelockError::WrongLength));
	}
	// The nonce stands before the 16 bytes of the cipher's name; its length is the first of the 8 bytes before it.
	for length in [0, 11, 4] {
		assert_eq!(decrypt(&altered(end - 36, &[length]), &*SIGNATURE), Err(TimelockError::WrongLength));
	}
	assert_eq!(decrypt(&altered(end - 36, &[13]), &*SIGNATURE), Err(TimelockError::Truncated));
}

#[test]
fn decryption_fails_when_cut_anywhere() {
	for length in 0..CIPHERTEXT.len() {
		assert_eq!(decrypt(&CIPHERTEXT[..length], &*SIGNATURE), Err(TimelockError::Truncated));
	}
}

#[test]
fn ciphertext_has_the_size_of_the_specification() {
	assert_eq!(sealed(&[]).len(), 244);
	let weights = WeightsPayload { hotkey: Some([1; 32]), uids: vec![0; 256], values: vec![0; 256], version_key: 0 };
	let plaintext = encode_weights(&weights);
	assert_eq!((plaintext.len(), sealed(&plaintext).len()), (1069, 1313));
}

#[test]
fn weights_are_refused_when_they_have_neither_form() {
	for plaintext in [&b""[..], b"hello", &[0xff; 40], &[4, 0, 0]] {
		assert_eq!(decode_weights(plaintext), Err(TimelockError::InvalidPayload));
	}
}

#[test]
fn weights_have_the_older_form_when_the_hotkey_is_too_short() {
	// A form with a hotkey of 31 bytes, which reads as 31 uids, no value, and a version key in the older one.
	let plaintext = [&[31 << 2][..], &[0; 31 * 2 + 1 + 8]].concat();
	let expected = WeightsPayload { hotkey: None, uids: vec![0; 31], values: vec![], version_key: 0 };
	assert_eq!(decode_weights(&plaintext), Ok(expected));
}

prop_compose! {
	fn weights()(
		hotkey in any::<Option<[u8; 32]>>(),
		uids in vec(any::<u16>(), 0..300),
		values in vec(any::<u16>(), 0..300),
		version_key in any::<u64>(),
	) -> WeightsPayload {
		WeightsPayload { hotkey, uids, values, version_key }
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn plaintext_comes_back_from_its_round(seed: [u8; 32], round: u64, plaintext in vec(any::<u8>(), 0..3000)) {
		let beacon = Beacon::from_seed(seed);
		let ciphertext = encrypt(&beacon.public_key(), round, &plaintext, seed).unwrap();
		prop_assert_eq!(ciphertext.len(), 244 + plaintext.len());
		prop_assert_eq!(decrypt(&ciphertext, &beacon.signature(round)), Ok(plaintext));
	}

	#[test]
	fn ciphertext_is_refused_when_any_bit_is_flipped(place in 0..CIPHERTEXT.len(), bit in 0..8u8) {
		let ciphertext = altered(place, &[CIPHERTEXT[place] ^ (1 << bit)]);
		prop_assert!(decrypt(&ciphertext, &*SIGNATURE).is_err());
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2048))]

	#[test]
	fn weights_come_back_when_they_name_a_hotkey(weights in weights(), trailing in vec(any::<u8>(), 0..8)) {
		let weights = WeightsPayload { hotkey: weights.hotkey.or(Some([3; 32])), ..weights };
		prop_assert_eq!(decode_weights(&[encode_weights(&weights), trailing].concat()), Ok(weights));
	}

	#[test]
	fn no_bytes_panic(key in vec(any::<u8>(), 0..100), round: u64, bytes in vec(any::<u8>(), 0..5000)) {
		let _ = verify_pulse(&key, round, &bytes);
		let _ = verify_pulse(&bytes, round, &key);
		let _ = decrypt(&bytes, &key);
		let _ = decrypt(&bytes, &*SIGNATURE);
		let _ = decode_weights(&bytes);
		let _ = randomness(&bytes);
	}

	#[test]
	fn no_bytes_panic_after_a_valid_start(length in 0..300usize, bytes in vec(any::<u8>(), 0..300)) {
		let start = &CIPHERTEXT[..length.min(CIPHERTEXT.len())];
		let _ = decrypt(&[start, &bytes].concat(), &*SIGNATURE);
	}
}
