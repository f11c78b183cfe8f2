//! Wrappers: what the pool takes, and what they do.

use crate::{
	chain::{send, signed, signed_for, Chain, Terms},
	kit::coldkey,
	words::{era, events, mortal, offered, sealed, submit, ShieldCall},
};
use pallet_shield::Event;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{
	generic::Era,
	traits::{BlakeTwo256, Hash as _},
	transaction_validity::InvalidTransaction,
};
use taonet_golden::files;
use taonet_runtime::{Executive, Runtime};

/// `FailedShieldedTxParsing`.
const CANNOT_BE_PARSED: InvalidTransaction = InvalidTransaction::Custom(23);

#[derive(serde::Deserialize)]
struct Vectors {
	cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
	blob: String,
}

#[test]
fn ciphertext_of_a_real_client_enters_the_pool_and_is_told_by_an_event() {
	let file = files(&taonet_golden::folder()).unwrap().into_iter().find(|file| file.name == "shield/vectors").unwrap();
	let Vectors { cases } = file.read().unwrap();
	assert!(cases.len() > 4);
	let mut chain = Chain::local();
	chain.run(1);
	chain.block(|| {
		for (nonce, case) in (0..).zip(cases) {
			let ciphertext = sp_core::bytes::from_hex(&case.blob).unwrap();
			let extrinsic = mortal(Alice, submit(ciphertext.clone()), nonce);
			assert_eq!(offered(extrinsic.clone()).map(|valid| valid.priority), Ok(1));
			assert_eq!(Executive::apply_extrinsic(extrinsic), Ok(Ok(())));
			let id = BlakeTwo256::hash_of(&(coldkey(Alice), ciphertext));
			let expected: Event<Runtime> = Event::EncryptedSubmitted { id, who: coldkey(Alice) };
			assert_eq!(events().last(), Some(&expected));
		}
	});
}

#[test]
fn garbage_is_kept_out_with_its_number() {
	let mut chain = Chain::local();
	chain.run(1);
	chain.block(|| {
		let whole = sealed(1, b"an extrinsic");
		let cut = 16 + 2 + 1_088 + 24;
		for garbage in [vec![], vec![0; 8_192], b"garbage".to_vec(), whole[..cut].to_vec(), whole[1..].to_vec()] {
			let extrinsic = mortal(Alice, submit(garbage), 0);
			assert_eq!(offered(extrinsic.clone()), Err(CANNOT_BE_PARSED.into()));
			assert_eq!(Executive::apply_extrinsic(extrinsic), Err(CANNOT_BE_PARSED.into()));
		}
		assert!(offered(mortal(Alice, submit(whole[..=cut].to_vec()), 0)).is_ok());
	});
}

#[test]
fn wrapper_is_stale_unless_it_lives_for_eight_blocks_at_most() {
	let mut chain = Chain::local();
	chain.run(1);
	chain.block(|| {
		let wrapper = |era| signed_for(Alice, submit(sealed(1, b"an extrinsic")), Terms { nonce: 0, tip: 0 }, era);
		for period in [4, 8] {
			assert!(offered(wrapper(era(period))).is_ok(), "{period} blocks");
		}
		for wrong in [Era::Immortal, era(16), era(64), era(2_400)] {
			assert_eq!(offered(wrapper(wrong)), Err(InvalidTransaction::Stale.into()), "{wrong:?}");
			assert_eq!(Executive::apply_extrinsic(wrapper(wrong)), Err(InvalidTransaction::Stale.into()));
		}
		// What is not encrypted lives as long as it likes.
		let stored = ShieldCall::store_encrypted { encrypted_call: vec![1].try_into().unwrap() };
		assert!(offered(signed(Alice, stored, Terms { nonce: 0, tip: 0 })).is_ok());
		assert!(offered(signed_for(Alice, remark(), Terms { nonce: 0, tip: 0 }, era(64))).is_ok());
	});
}

#[test]
fn wrapper_pays_for_its_length() {
	let mut chain = Chain::local();
	chain.run(1);
	chain.block(|| {
		let fee = |length: usize| crate::chain::announced_fee(&mortal(Alice, submit(sealed(1, &vec![1; length])), 0));
		assert!(fee(1) > 0);
		assert!(fee(5_000) > fee(1));
		// Without it nothing goes in.
		assert_eq!(
			offered(mortal(sp_keyring::Sr25519Keyring::AliceStash, submit(sealed(1, b"x")), 0)),
			Err(InvalidTransaction::Payment.into())
		);
		assert!(send(Alice, remark()).is_ok());
	});
}

fn remark() -> frame_system::Call<Runtime> {
	frame_system::Call::remark { remark: vec![1] }
}
