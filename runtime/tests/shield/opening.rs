//! What an author finds in a wrapper, and how it goes into the block behind it.

use crate::{
	chain::{free, send_ok, signed_for, transfer, Chain, Terms},
	kit::{coldkey, undone},
	words::{announce, era, mortal, pair, public, sealed, submit, ShieldCall},
};
use codec::{Compact, Encode};
use pallet_utility::Call as UtilityCall;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use taonet_runtime::{Block, Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic, TAO};
use taonet_runtime_api::shield::runtime_decl_for_shield_api::ShieldApiV1;
use taonet_shield::{key_hash, ShieldedTransaction};

/// As an author asks it.
type Api = Runtime;

fn parts(extrinsic: &UncheckedExtrinsic) -> Option<ShieldedTransaction> {
	<Api as ShieldApiV1<Block>>::try_decode_shielded_tx(extrinsic.clone())
}

/// What the holder of the key of that number finds in these bytes, encrypted to it.
fn opened(number: u32, plaintext: &[u8]) -> Option<UncheckedExtrinsic> {
	let shielded = ShieldedTransaction::parse(&sealed(number, plaintext)).expect("is a ciphertext");
	<Api as ShieldApiV1<Block>>::try_unshield_tx(pair(number).secret_key, shielded)
}

/// A chain with keys, between two blocks.
fn chain() -> Chain {
	let mut chain = Chain::local();
	for number in 1..=3 {
		chain.block(|| assert_eq!(announce(Some(public(number))), Ok(Ok(()))));
	}
	chain
}

#[test]
fn author_of_the_next_block_opens_what_was_encrypted_to_its_key() {
	let mut chain = chain();
	let hash = |number| key_hash(&public(number));
	let is_current = |number| <Api as ShieldApiV1<Block>>::is_shielded_using_current_key(hash(number));
	chain.look(|| assert_eq!([1, 2, 3].map(is_current), [true, false, false]));
	let before = chain.look(|| free(&coldkey(Ferdie)));
	chain.block(|| {
		let inner = mortal(Alice, transfer(Ferdie, TAO), 1);
		let wrapper = mortal(Alice, submit(sealed(1, &inner.encode())), 0);
		let shielded = parts(&wrapper).expect("is a wrapper");
		assert_eq!(shielded.key_hash, hash(1));
		let found = <Api as ShieldApiV1<Block>>::try_unshield_tx(pair(1).secret_key, shielded.clone());
		assert_eq!(found.as_ref().map(Encode::encode), Some(inner.encode()));
		// Another's key, no key, and nothing.
		for wrong in [pair(2).secret_key, vec![1; 2_400], vec![]] {
			assert!(<Api as ShieldApiV1<Block>>::try_unshield_tx(wrong, shielded.clone()).is_none());
		}

		assert_eq!(Executive::apply_extrinsic(wrapper), Ok(Ok(())));
		assert_eq!(Executive::apply_extrinsic(found.unwrap()), Ok(Ok(())));
		assert_eq!(System::account_nonce(coldkey(Alice)), 2);
	});
	chain.look(|| assert_eq!(free(&coldkey(Ferdie)), before + TAO));
}

#[test]
fn only_a_whole_ciphertext_submitted_by_itself_is_taken_apart() {
	let mut chain = chain();
	chain.block(|| {
		let wrapper = || submit(sealed(1, b"an extrinsic"));
		assert!(parts(&mortal(Alice, wrapper(), 0)).is_some());
		let batch = UtilityCall::<Runtime>::batch { calls: vec![wrapper().into()] };
		assert_eq!(parts(&mortal(Alice, batch, 0)), None);
		assert_eq!(parts(&mortal(Alice, submit(b"garbage".to_vec()), 0)), None);
		let stored = ShieldCall::store_encrypted { encrypted_call: sealed(1, b"x").try_into().unwrap() };
		assert_eq!(parts(&mortal(Alice, stored, 0)), None);
	});
}

#[test]
fn garbage_inside_is_no_extrinsic() {
	let mut chain = chain();
	chain.block(|| {
		let inner = mortal(Alice, transfer(Ferdie, TAO), 1).encode();
		assert!(opened(1, &inner).is_some());
		let cut = &inner[..inner.len() - 1];
		let longer = [&inner[..], &[0]].concat();
		let huge = [Compact(u32::MAX).encode(), inner[2..].to_vec()].concat();
		for garbage in [&b""[..], &b"x"[..], &[0xff; 300][..], cut, &longer[..], &huge[..], &inner[1..]] {
			assert!(opened(1, garbage).is_none());
		}
	});
}

#[test]
fn unsigned_extrinsic_inside_is_left_closed() {
	let mut chain = chain();
	chain.block(|| {
		let announcement = ShieldCall::announce_next_key { enc_key: Some(public(9).try_into().unwrap()) };
		let time = pallet_timestamp::Call::<Runtime>::set { now: 1 };
		for call in [RuntimeCall::from(announcement), time.into(), transfer(Ferdie, TAO)] {
			assert!(opened(1, &UncheckedExtrinsic::new_bare(call.clone()).encode()).is_none());
			let signed = mortal(Alice, call.clone(), 1);
			let extension = match signed.preamble {
				sp_runtime::generic::Preamble::Signed(_, _, extension) => extension,
				_ => unreachable!("is signed"),
			};
			assert!(opened(1, &UncheckedExtrinsic::new_transaction(call, extension).encode()).is_none());
		}
	});
}

/// A remark inside so many calls.
fn nested(levels: u32) -> RuntimeCall {
	let remark = frame_system::Call::<Runtime>::remark { remark: vec![] };
	(0..levels)
		.fold(remark.into(), |call, _| UtilityCall::<Runtime>::as_derivative { index: 0, call: Box::new(call) }.into())
}

#[test]
fn extrinsic_inside_is_decoded_to_a_depth_of_eight() {
	let mut chain = chain();
	chain.block(|| {
		let found = |levels| opened(1, &mortal(Alice, nested(levels), 1).encode()).is_some();
		assert_eq!([0, 6, 9, 50].map(found), [true, true, false, false]);
	});
}

#[test]
fn extrinsic_inside_that_is_not_valid_leaves_the_block_as_it_was() {
	let mut chain = chain();
	chain.block(|| {
		let inner = mortal(Alice, transfer(Ferdie, TAO), 7);
		let mut forged = mortal(Bob, transfer(Ferdie, TAO), 0);
		forged.function = transfer(Alice, TAO);
		let mandatory = mortal(Bob, pallet_timestamp::Call::<Runtime>::set { now: 1 }, 0);
		let cases: [(UncheckedExtrinsic, TransactionValidityError); 3] = [
			(inner, InvalidTransaction::Future.into()),
			(UncheckedExtrinsic { encoded_call: None, ..forged }, InvalidTransaction::BadProof.into()),
			(mandatory, InvalidTransaction::BadMandatory.into()),
		];
		for (inner, expected) in cases {
			let found = opened(1, &inner.encode()).expect("can be read");
			// As whoever builds a block does with what fails.
			assert_eq!(undone(|| Executive::apply_extrinsic(found)), Err(expected));
		}
		send_ok(Bob, transfer(Ferdie, TAO));
	});
}

#[test]
fn wrapper_inside_a_wrapper_is_an_extrinsic_as_any_other() {
	let mut chain = chain();
	chain.block(|| {
		let inmost = mortal(Alice, transfer(Ferdie, TAO), 2);
		let inner = mortal(Alice, submit(sealed(1, &inmost.encode())), 1);
		let found = opened(1, &inner.encode()).expect("is an extrinsic");
		send_ok(Alice, frame_system::Call::<Runtime>::remark { remark: vec![] });
		assert_eq!(Executive::apply_extrinsic(found), Ok(Ok(())));
		// It may be as short-lived as it has to be, and no longer.
		let immortal = signed_for(Alice, submit(sealed(1, b"x")), Terms { nonce: 2, tip: 0 }, era(64));
		let found = opened(1, &immortal.encode()).expect("is an extrinsic");
		assert_eq!(Executive::apply_extrinsic(found), Err(InvalidTransaction::Stale.into()));
	});
}
