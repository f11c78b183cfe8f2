//! What the tests of this suite share.

use crate::{
	chain::{signed_for, Terms},
	kit::undone,
};
use frame_support::inherent::{InherentData, ProvideInherent};
use pallet_shield::{Call, Error, Event, INHERENT_IDENTIFIER};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use taonet_runtime::{Executive, MevShield, Nonce, Runtime, RuntimeCall, RuntimeEvent, System, UncheckedExtrinsic};
use taonet_shield::{key_pair, seal, KeyPair};

/// Calls of the pallet.
pub type ShieldCall = Call<Runtime>;
/// Its errors.
pub type ShieldError = Error<Runtime>;

/// One of many key pairs.
pub fn pair(number: u32) -> KeyPair {
	let mut seed = [0x5e; 64];
	seed[..4].copy_from_slice(&number.to_le_bytes());
	key_pair(seed)
}

/// Its public key.
pub fn public(number: u32) -> Vec<u8> {
	pair(number).public_key
}

/// What an author's node does that gives this as its key, or nothing.
pub fn announce(key: Option<Vec<u8>>) -> ApplyExtrinsicResult {
	let mut data = InherentData::new();
	if let Some(key) = key {
		data.put_data(INHERENT_IDENTIFIER, &key).expect("is new");
	}
	let call = MevShield::create_inherent(&data).expect("is in every block");
	assert!(MevShield::is_inherent(&call));
	assert!(MevShield::check_inherent(&call, &InherentData::new()).is_ok());
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(call.into()))
}

/// The pallet's events in this block, oldest first.
pub fn events() -> Vec<Event<Runtime>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::MevShield(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// An era of so many blocks that begins with the last block.
pub fn era(period: u64) -> Era {
	Era::mortal(period, u64::from(System::block_number()) - 1)
}

/// A call, signed for so many blocks.
pub fn mortal(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, nonce: Nonce) -> UncheckedExtrinsic {
	signed_for(signer, call, Terms { nonce, tip: 0 }, era(8))
}

/// What a client makes of some bytes for the holder of the key of that number.
pub fn sealed(number: u32, plaintext: &[u8]) -> Vec<u8> {
	seal(&public(number), [7; 32], [9; 24], plaintext).expect("is a key").ciphertext()
}

/// The call that carries a ciphertext.
pub fn submit(ciphertext: Vec<u8>) -> ShieldCall {
	ShieldCall::submit_encrypted { ciphertext: ciphertext.try_into().expect("is not too long") }
}

/// What the pool answers.
pub fn offered(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
	undone(|| Executive::validate_transaction(TransactionSource::External, extrinsic, System::parent_hash()))
}
