//! The shield while a coldkey swap is announced, and in safe mode.

use crate::{
	chain::{send_ok, transfer, Chain},
	kit::{call, coldkey, root, ProtocolCall},
	words::{announce, mortal, offered, public, sealed, submit},
};
use pallet_shield::AuthorKeys;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve};
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	transaction_validity::InvalidTransaction,
};
use taonet_runtime::{Executive, Runtime, SafeMode, TAO};

#[test]
fn coldkey_that_has_announced_a_swap_may_submit_what_is_encrypted_but_not_do_what_is_in_it() {
	let mut chain = Chain::local();
	chain.block(|| {
		let announce_swap =
			ProtocolCall::announce_coldkey_swap { new_coldkey_hash: BlakeTwo256::hash_of(&coldkey(Eve)) };
		assert_eq!(call(&coldkey(Bob), announce_swap), Ok(()));
	});
	chain.block(|| {
		let wrapper = || mortal(Bob, submit(sealed(1, b"an extrinsic")), 0);
		assert!(offered(wrapper()).is_ok());
		assert_eq!(Executive::apply_extrinsic(wrapper()), Ok(Ok(())));
		let inside = Executive::apply_extrinsic(mortal(Bob, transfer(Alice, TAO), 1));
		assert_eq!(inside, Err(InvalidTransaction::Custom(0).into()));
	});
	chain.block(|| assert_eq!(call(&coldkey(Bob), ProtocolCall::dispute_coldkey_swap {}), Ok(())));
	chain.block(|| {
		let wrapper = mortal(Bob, submit(sealed(1, b"an extrinsic")), 1);
		assert_eq!(offered(wrapper), Err(InvalidTransaction::Custom(21).into()));
	});
}

#[test]
fn blocks_are_made_and_keys_roll_in_safe_mode() {
	let mut chain = Chain::local();
	chain.block(|| assert_eq!(root(pallet_safe_mode::Call::<Runtime>::force_enter {}), Ok(())));
	chain.block(|| {
		assert!(SafeMode::is_entered());
		assert_eq!(announce(Some(public(1))), Ok(Ok(())));
		assert_eq!(AuthorKeys::<Runtime>::iter().count(), 1);
		let wrapper = Executive::apply_extrinsic(mortal(Bob, submit(sealed(1, b"an extrinsic")), 0));
		assert_eq!(wrapper, Ok(Err(frame_system::Error::<Runtime>::CallFiltered.into())));
		assert_eq!(root(pallet_safe_mode::Call::<Runtime>::force_exit {}), Ok(()));
		send_ok(Alice, transfer(Bob, TAO));
	});
}
