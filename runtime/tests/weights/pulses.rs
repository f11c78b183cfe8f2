//! Which pulses enter a block: a node's own, and as the first one none of long ago. Spec: satellites 2.

use crate::{
	chain::Chain,
	kit::undone,
	scene::{pulse, BEACON},
};
use codec::Encode;
use pallet_drand::{LastStoredRound, PulsesPayload, MOST_ROUNDS_AHEAD, MOST_ROUNDS_BEHIND};
use serde_json::json;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use taonet_runtime::{genesis_presets as presets, Executive, Runtime, System, Timestamp, UncheckedExtrinsic};

/// Seconds between two rounds.
const PERIOD: u64 = 3;

/// A chain whose beacon has signed since 1970.
fn chain() -> Chain {
	let mut patch = presets::patch(presets::LOCAL).expect("the preset exists");
	let public_key = sp_core::bytes::to_hex(&BEACON.public_key(), false);
	patch["drand"] = json!({ "beacon": { "publicKey": public_key, "genesisTime": 0, "period": PERIOD } });
	let mut chain = Chain::from_patch(patch);
	chain.run(1);
	chain
}

/// The round that is signed when the last block was made.
fn present() -> u64 {
	Timestamp::get() / 1_000 / PERIOD + 1
}

/// As a node submits it.
fn submission(round: u64) -> UncheckedExtrinsic {
	let pulses = vec![pulse(round, BEACON.signature(round).to_vec())];
	let pulses_payload = PulsesPayload { block_number: System::block_number(), pulses, public: Alice.public().into() };
	let signature = Some(pulses_payload.using_encoded(|bytes| Alice.sign(bytes)).into());
	let call = pallet_drand::Call::<Runtime>::write_pulse { pulses_payload, signature };
	UncheckedExtrinsic::new_bare(call.into())
}

fn offered(source: TransactionSource, round: u64) -> TransactionValidity {
	undone(|| Executive::validate_transaction(source, submission(round), System::parent_hash()))
}

fn refused(reason: InvalidTransaction) -> TransactionValidityError {
	TransactionValidityError::Invalid(reason)
}

#[test]
fn pulse_is_taken_from_the_own_node_alone() {
	let mut chain = chain();
	chain.block(|| {
		for source in [TransactionSource::Local, TransactionSource::InBlock] {
			assert!(offered(source, present()).is_ok());
		}
		let from_elsewhere = offered(TransactionSource::External, present());
		assert_eq!(from_elsewhere, Err(refused(InvalidTransaction::Call)));
	});
}

#[test]
fn first_pulse_is_a_recent_one() {
	let mut chain = chain();
	chain.block(|| {
		let present = present();
		assert!(present > 2 * MOST_ROUNDS_BEHIND, "the beacon is older than that");
		for round in [1, present - MOST_ROUNDS_BEHIND - 1, present + MOST_ROUNDS_AHEAD + 1] {
			assert_eq!(offered(TransactionSource::Local, round), Err(refused(InvalidTransaction::Stale)));
			// A block is held to it too.
			assert_eq!(Executive::apply_extrinsic(submission(round)), Err(refused(InvalidTransaction::Stale)));
		}
		for round in [present - MOST_ROUNDS_BEHIND, present + MOST_ROUNDS_AHEAD] {
			assert!(offered(TransactionSource::Local, round).is_ok());
		}
		assert_eq!(Executive::apply_extrinsic(submission(present - 100)), Ok(Ok(())));
		assert_eq!(LastStoredRound::<Runtime>::get(), present - 100);
	});
}

#[test]
fn later_pulses_follow_the_last_one_however_old_that_is() {
	let mut chain = chain();
	chain.block(|| {
		LastStoredRound::<Runtime>::put(7);
		pallet_drand::Pulses::<Runtime>::insert(7, pulse(7, BEACON.signature(7).to_vec()));
		assert_eq!(Executive::apply_extrinsic(submission(8)), Ok(Ok(())));
	});
}
