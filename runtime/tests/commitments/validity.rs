//! What is asked of commitments before they enter a block: they are free. Spec: satellites 10.3, 10.5.

use crate::{
	chain::{free, send, send_ok, signed, Chain, Terms},
	kit::undone,
	words::{fields_of, join, limit_space, raw, scene, set, CommitmentsCall, MISSING, SUBNET},
};
use codec::Encode;
use pallet_commitments::Error;
use sp_keyring::Sr25519Keyring::{self, AliceStash, Bob, BobStash, Charlie};
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use taonet_runtime::{Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic};

/// A hotkey that holds no TAO: uid 3.
const HOTKEY: Sr25519Keyring = AliceStash;
/// One that is registered nowhere.
const STRANGER: Sr25519Keyring = BobStash;

fn set_up() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		join(Charlie, HOTKEY.to_account_id());
		assert_eq!(System::account(HOTKEY.to_account_id()).providers, 0);
	});
	chain
}

fn hello() -> CommitmentsCall {
	set(SUBNET, &[raw(b"hello")])
}

fn extrinsic(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	signed(signer, call, Terms { nonce: System::account_nonce(signer.to_account_id()), tip: 0 })
}

/// What the pool says. It looks at the next block, on a state that nobody keeps.
fn offered(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
	undone(|| Executive::validate_transaction(TransactionSource::External, extrinsic, System::parent_hash()))
}

fn refused(code: u8) -> TransactionValidityError {
	TransactionValidityError::Invalid(InvalidTransaction::Custom(code))
}

/// The signer's next extrinsic enters the block, is refused there by name, and costs nothing; one such waits at a time.
#[track_caller]
fn assert_refused_alone(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, error: Error<Runtime>) {
	let before = free(&signer.to_account_id());
	let extrinsic = extrinsic(signer, call);
	let tags = offered(extrinsic.clone()).expect("enters").provides;
	assert!(tags.contains(&"commitment that will be refused".encode()));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Ok(Err(error.into())));
	assert_eq!(free(&signer.to_account_id()), before);
}

#[test]
fn hotkey_without_tao_publishes_for_nothing() {
	let mut chain = set_up();
	chain.block(|| {
		assert!(offered(extrinsic(HOTKEY, hello())).is_ok());
		send_ok(HOTKEY, hello());
		assert_eq!(fields_of(&HOTKEY.to_account_id()), Some(vec![raw(b"hello")]));
		assert_eq!(free(&HOTKEY.to_account_id()), 0);
	});
}

#[test]
fn commitment_of_somebody_who_is_no_neuron_is_refused_by_name() {
	set_up().block(|| {
		assert_refused_alone(STRANGER, hello(), Error::AccountNotAllowedCommit);
		assert_refused_alone(HOTKEY, set(MISSING, &[]), Error::AccountNotAllowedCommit);
		// However much TAO it holds.
		assert_refused_alone(Bob, hello(), Error::AccountNotAllowedCommit);
	});
}

#[test]
fn commitment_beyond_the_space_is_refused_by_name() {
	let mut chain = set_up();
	chain.block(|| {
		limit_space(150);
		send_ok(HOTKEY, hello());
	});
	chain.block(|| assert_refused_alone(HOTKEY, hello(), Error::SpaceLimitExceeded));
}

#[test]
fn hotkey_has_one_commitment_in_a_block() {
	let mut chain = set_up();
	chain.block(|| {
		send_ok(HOTKEY, hello());
		let again = extrinsic(HOTKEY, set(SUBNET, &[raw(b"again")]));
		assert!(offered(again.clone()).is_ok(), "the pool keeps it for the next block");
		assert_eq!(Executive::apply_extrinsic(again), Err(refused(6)));
	});
	chain.block(|| send_ok(HOTKEY, set(SUBNET, &[raw(b"again")])));
}

#[test]
fn pool_keeps_one_commitment_of_a_hotkey_for_each_subnet() {
	let mut chain = set_up();
	chain.block(|| {
		let tags = |call: CommitmentsCall| {
			let mut tags = offered(extrinsic(HOTKEY, call)).expect("is let in").provides;
			// The nonce.
			tags.remove(0);
			tags
		};
		let hellos = tags(hello());
		assert_eq!((hellos.len(), &hellos), (1, &tags(set(SUBNET, &[]))));
		join(Charlie, Charlie.to_account_id());
		let other = offered(extrinsic(Charlie, hello())).expect("is let in").provides;
		assert!(!other.contains(&hellos[0]));
	});
}

#[test]
fn limit_of_space_is_no_free_call() {
	set_up().block(|| {
		let payment = TransactionValidityError::Invalid(InvalidTransaction::Payment);
		assert_eq!(send(HOTKEY, CommitmentsCall::set_max_space { new_limit: 1 }), Err(payment));
		let before = free(&Charlie.to_account_id());
		assert!(send(Charlie, CommitmentsCall::set_max_space { new_limit: 1 }).expect("is valid").is_err());
		assert!(free(&Charlie.to_account_id()) < before);
	});
}
