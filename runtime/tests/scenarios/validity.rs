//! What is refused before it enters a block, and changes nothing.

use crate::chain::{free, send_ok, signed, transfer, Chain, Terms};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Dave};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	MultiSignature,
};
use taonet_runtime::{AccountId, Balance, Executive, Nonce, Runtime, RuntimeCall, System, UncheckedExtrinsic, TAO};

type AccountInfo = frame_system::AccountInfo<Nonce, pallet_balances::AccountData<Balance>>;

/// Every account's nonce and balances. (A block builder rolls back the rest of what a refused extrinsic touches.)
fn accounts() -> Vec<(AccountId, AccountInfo)> {
	frame_system::Account::<Runtime>::iter().collect()
}

/// Offers an extrinsic to the pool and to a block; both must refuse it for the same reason and move nothing.
fn assert_refused(extrinsic: UncheckedExtrinsic, reason: InvalidTransaction) {
	let expected = TransactionValidityError::Invalid(reason);
	let offered =
		Executive::validate_transaction(TransactionSource::External, extrinsic.clone(), System::parent_hash());
	assert_eq!(offered.expect_err("the pool refuses"), expected);
	let before = accounts();
	assert_eq!(Executive::apply_extrinsic(extrinsic).expect_err("the block refuses"), expected);
	assert_eq!(accounts(), before);
}

#[test]
fn extrinsic_is_refused_when_the_signature_is_not_the_senders() {
	Chain::local().block(|| {
		let mut extrinsic = signed(Alice, transfer(Bob, TAO), Terms { nonce: 0, tip: 0 });
		if let sp_runtime::generic::Preamble::Signed(_, signature, _) = &mut extrinsic.preamble {
			*signature = MultiSignature::Sr25519(Bob.sign(b"something else"));
		}
		assert_refused(extrinsic, InvalidTransaction::BadProof);
	});
}

#[test]
fn extrinsic_is_refused_when_its_nonce_is_used_up() {
	Chain::local().block(|| {
		let extrinsic = signed(Alice, transfer(Bob, TAO), Terms { nonce: 0, tip: 0 });
		Executive::apply_extrinsic(extrinsic.clone()).unwrap().unwrap();
		assert_refused(extrinsic, InvalidTransaction::Stale);
	});
}

#[test]
fn extrinsic_is_refused_by_the_block_when_its_nonce_leaves_a_gap() {
	Chain::local().block(|| {
		let extrinsic = signed(Alice, transfer(Bob, TAO), Terms { nonce: 1, tip: 0 });
		assert_eq!(
			Executive::apply_extrinsic(extrinsic).expect_err("the block refuses"),
			TransactionValidityError::Invalid(InvalidTransaction::Future)
		);
	});
}

#[test]
fn extrinsic_is_refused_when_the_sender_cannot_pay_the_fee() {
	Chain::local().block(|| {
		send_ok(Alice, transfer(AliceStash, 500));
		assert_refused(signed(AliceStash, transfer(Bob, 1), Terms { nonce: 0, tip: 0 }), InvalidTransaction::Payment);
		assert_eq!(free(&AliceStash.to_account_id()), 500);
	});
}

fn sudo_remark(signer: Sr25519Keyring) -> UncheckedExtrinsic {
	let remark: RuntimeCall = frame_system::Call::<Runtime>::remark_with_event { remark: vec![1] }.into();
	signed(signer, pallet_sudo::Call::<Runtime>::sudo { call: Box::new(remark) }, Terms { nonce: 0, tip: 0 })
}

#[test]
fn sudo_call_is_refused_when_the_signer_is_not_the_sudo_key() {
	Chain::local().block(|| assert_refused(sudo_remark(Dave), InvalidTransaction::BadSigner));
}

#[test]
fn sudo_call_acts_as_root_when_the_sudo_key_signs() {
	Chain::local().block(|| {
		let before = free(&Dave.to_account_id());
		let endow = pallet_balances::Call::<Runtime>::force_set_balance {
			who: crate::chain::address(Dave),
			new_free: before - TAO,
		};
		let endow: RuntimeCall = endow.into();
		send_ok(Alice, pallet_sudo::Call::<Runtime>::sudo { call: Box::new(endow) });
		assert_eq!(free(&Dave.to_account_id()), before - TAO);
	});
}
