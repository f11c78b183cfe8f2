//! Extrinsics that are encrypted to the author of a block. Spec: satellites 5.

use alloc::vec::Vec;
use sp_runtime::traits::Block as BlockT;
use taonet_shield::{KeyHash, ShieldedTransaction};

sp_api::decl_runtime_apis! {
	/// By which an author finds and opens what is encrypted to it.
	pub trait ShieldApi {
		/// The parts of what this extrinsic carries, if it is `MevShield.submit_encrypted` of a ciphertext.
		fn try_decode_shielded_tx(uxt: <Block as BlockT>::Extrinsic) -> Option<ShieldedTransaction>;

		/// Whether what is encrypted to this key (the twox-128 hash of `MevShield.PendingKey`) is opened by the author of the block
		/// after the one whose state is asked.
		fn is_shielded_using_current_key(key_hash: KeyHash) -> bool;

		/// What is encrypted, if it is a signed extrinsic: opened with the author's secret key (ML-KEM-768, 2400 bytes, the expanded
		/// form). Whether it is valid is not asked.
		fn try_unshield_tx(dec_key_bytes: Vec<u8>, shielded_tx: ShieldedTransaction) -> Option<<Block as BlockT>::Extrinsic>;
	}
}
