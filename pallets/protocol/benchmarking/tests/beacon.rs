//! What the benchmarks know of a beacon is what that beacon says.

#![cfg(feature = "runtime-benchmarks")]

use codec::Encode;
use pallet_protocol_benchmarking::{
	commitments,
	drand::{FIRST_ROUND, PUBLIC_KEY, SIGNATURES},
	epoch::CIPHERTEXT,
};
use taonet_timelock::{encode_weights, encrypt, Beacon, WeightsPayload};

fn beacon() -> Beacon {
	Beacon::from_seed([1; 32])
}

/// As `frame_benchmarking::account` makes it.
fn account(name: &str, index: u32) -> [u8; 32] {
	sp_io::hashing::blake2_256(&(name, index, 0u32).encode())
}

#[test]
fn pulses_are_those_of_the_beacon() {
	assert_eq!(PUBLIC_KEY, beacon().public_key());
	let signatures: Vec<_> = (FIRST_ROUND..).take(SIGNATURES.len()).map(|round| beacon().signature(round)).collect();
	assert_eq!(signatures, SIGNATURES);
}

#[test]
fn ciphertext_holds_weights_on_all_neurons() {
	let uids: Vec<u16> = (0..256).collect();
	let values = uids.iter().map(|uid| uid + 1).collect();
	let payload = WeightsPayload { hotkey: Some(account("neuron", 1)), uids, values, version_key: 0 };
	let encrypted = encrypt(&PUBLIC_KEY, FIRST_ROUND, &encode_weights(&payload), [2; 32]);
	assert_eq!(encrypted.as_deref(), Ok(CIPHERTEXT));
}

#[test]
fn longest_commitment_can_be_read_in_its_round() {
	let encrypted = encrypt(&PUBLIC_KEY, FIRST_ROUND, &commitments::PLAINTEXT, [3; 32]);
	assert_eq!(encrypted.as_deref(), Ok(commitments::CIPHERTEXT));
	assert_eq!(commitments::CIPHERTEXT.len(), 1_024);
}
