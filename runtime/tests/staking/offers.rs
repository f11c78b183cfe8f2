//! What the pool of transactions and a block say to an extrinsic.

// Each suite uses what it needs.
#![allow(dead_code)]

use crate::{
	chain::{signed, Terms},
	kit::undone,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use taonet_runtime::{Executive, RuntimeCall, System, UncheckedExtrinsic};

/// The next extrinsic of the signer, without a tip.
pub fn next(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	signed(signer, call, Terms { nonce: System::account_nonce(signer.to_account_id()), tip: 0 })
}

/// What the pool says. It looks at the next block, on a state that nobody keeps.
pub fn offered(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
	let external = TransactionSource::External;
	undone(|| Executive::validate_transaction(external, extrinsic, System::parent_hash()))
}

/// The pool lets the signer's next extrinsic in.
#[track_caller]
pub fn assert_let_in(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	let offered = offered(next(signer, call));
	assert!(offered.is_ok(), "{offered:?}");
}

/// Pool and block refuse the signer's next extrinsic for this reason.
#[track_caller]
pub fn assert_kept_out(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, reason: InvalidTransaction) {
	let extrinsic = next(signer, call);
	let expected = TransactionValidityError::Invalid(reason);
	assert_eq!(offered(extrinsic.clone()), Err(expected));
	// A block builder rolls back what the refusal leaves behind.
	assert_eq!(undone(|| Executive::apply_extrinsic(extrinsic)), Err(expected));
}

/// Pool and block refuse it because nobody would pay.
#[track_caller]
pub fn assert_unpaid(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_kept_out(signer, call, InvalidTransaction::Payment);
}
