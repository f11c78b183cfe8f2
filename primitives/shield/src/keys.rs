//! Keys of ML-KEM-768.

use alloc::vec::Vec;
// A seed would be shorter, but the other form is what the wire's `dec_key_bytes` has been.
#[allow(deprecated)]
use ml_kem::ExpandedKeyEncoding;
use ml_kem::{ml_kem_768::DecapsulationKey, KeyExport};

/// Bytes of a public key.
pub const PUBLIC_KEY_BYTES: usize = 1184;
/// Bytes of a secret key in its expanded form.
pub const SECRET_KEY_BYTES: usize = 2400;
/// Bytes from which a key pair is made: d and z of FIPS 203.
pub const SEED_BYTES: usize = 64;

/// Names a public key: its twox-128 hash. It is no cryptographic hash, and nothing rests on it but which key is tried.
pub type KeyHash = [u8; 16];

/// Which key something was encrypted to.
pub fn key_hash(public_key: &[u8]) -> KeyHash {
	sp_crypto_hashing::twox_128(public_key)
}

/// A public key and what opens what was encrypted to it.
#[derive(Clone)]
pub struct KeyPair {
	/// Encrypts: [`PUBLIC_KEY_BYTES`] bytes.
	pub public_key: Vec<u8>,
	/// Decrypts: [`SECRET_KEY_BYTES`] bytes, the expanded form.
	pub secret_key: Vec<u8>,
}

/// The key pair that follows from so many random bytes, of which nobody else may know.
#[allow(deprecated)]
pub fn key_pair(seed: [u8; SEED_BYTES]) -> KeyPair {
	let key = DecapsulationKey::from_seed(seed.into());
	KeyPair { public_key: key.encapsulation_key().to_bytes().to_vec(), secret_key: key.to_expanded_bytes().to_vec() }
}

/// The key in its expanded form; none if these bytes are not one.
#[allow(deprecated)]
pub(crate) fn secret_key(expanded: &[u8]) -> Option<DecapsulationKey> {
	DecapsulationKey::from_expanded_bytes(expanded.try_into().ok()?).ok()
}
