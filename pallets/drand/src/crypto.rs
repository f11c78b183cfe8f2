//! The key that a node signs its submissions with.
//!
//! Any key will do: what counts is the beacon's signature.

use frame_system::offchain::AppCrypto;
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::{MultiSignature, MultiSigner};

/// The type of these keys in the keystore.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"drnd");

mod app {
	// The macro writes undocumented items.
	#![allow(missing_docs)]
	use sp_runtime::app_crypto::{app_crypto, sr25519};
	app_crypto!(sr25519, super::KEY_TYPE);
}

/// An sr25519 key of type `drnd`, for `Config::AuthorityId`.
#[derive(Debug)]
pub struct NodeKey;

impl AppCrypto<MultiSigner, MultiSignature> for NodeKey {
	type RuntimeAppPublic = app::Public;
	type GenericPublic = sr25519::Public;
	type GenericSignature = sr25519::Signature;
}
