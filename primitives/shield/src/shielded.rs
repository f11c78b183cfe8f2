//! The ciphertext: taken apart, opened, made.

use crate::keys::{key_hash, secret_key, KeyHash};
use alloc::vec::Vec;
use chacha20poly1305::{
	aead::{Aead, KeyInit},
	XChaCha20Poly1305,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use ml_kem::{ml_kem_768::EncapsulationKey, Decapsulate};
use scale_info::TypeInfo;

/// Bytes of what ML-KEM-768 makes for the holder of the secret key.
pub const KEM_CIPHERTEXT_BYTES: usize = 1088;
/// Bytes of the nonce.
pub const NONCE_BYTES: usize = 24;

/// The parts of a ciphertext.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct ShieldedTransaction {
	/// Which public key it was encrypted to: its twox-128 hash.
	pub key_hash: KeyHash,
	/// From which the holder of the secret key finds the shared secret.
	pub kem_ct: Vec<u8>,
	/// The extrinsic under the shared secret, with its tag of 16 bytes.
	pub aead_ct: Vec<u8>,
	/// Makes the use of the shared secret unique.
	pub nonce: [u8; NONCE_BYTES],
}

impl ShieldedTransaction {
	/// The parts of these bytes; none if they are not laid out as a ciphertext, or nothing is encrypted in them. Whether anybody can
	/// open it only opening tells.
	pub fn parse(ciphertext: &[u8]) -> Option<Self> {
		let (key_hash, rest) = ciphertext.split_first_chunk()?;
		let (length, rest) = rest.split_first_chunk()?;
		if usize::from(u16::from_le_bytes(*length)) != KEM_CIPHERTEXT_BYTES {
			return None;
		}
		let (kem_ct, rest) = rest.split_at_checked(KEM_CIPHERTEXT_BYTES)?;
		let (nonce, aead_ct) = rest.split_first_chunk()?;
		(!aead_ct.is_empty()).then(|| Self {
			key_hash: *key_hash,
			kem_ct: kem_ct.to_vec(),
			aead_ct: aead_ct.to_vec(),
			nonce: *nonce,
		})
	}

	/// The bytes that [`ShieldedTransaction::parse`] takes apart.
	pub fn ciphertext(&self) -> Vec<u8> {
		let length = u16::try_from(self.kem_ct.len()).unwrap_or(u16::MAX).to_le_bytes();
		[self.key_hash.as_slice(), &length, &self.kem_ct, &self.nonce, &self.aead_ct].concat()
	}
}

/// What was encrypted; none if it was not for this secret key ([`crate::SECRET_KEY_BYTES`] bytes), or somebody changed it.
pub fn open(dec_key: &[u8], shielded: &ShieldedTransaction) -> Option<Vec<u8>> {
	let key = secret_key(dec_key)?;
	let shared_secret = key.decapsulate(shielded.kem_ct.as_slice().try_into().ok()?);
	let cipher = XChaCha20Poly1305::new_from_slice(&shared_secret).ok()?;
	cipher.decrypt(&shielded.nonce.into(), shielded.aead_ct.as_slice()).ok()
}

/// Why something cannot be encrypted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SealError {
	/// These bytes are not a public key.
	InvalidPublicKey,
	/// It is too long for the cipher.
	TooLong,
}

/// Encrypts to the holder of a key. The 32 bytes and the nonce must be random, and used for nothing else.
///
/// # Errors
///
/// [`SealError`].
pub fn seal(
	public_key: &[u8],
	random: [u8; 32],
	nonce: [u8; NONCE_BYTES],
	plaintext: &[u8],
) -> Result<ShieldedTransaction, SealError> {
	let encoded = public_key.try_into().map_err(|_| SealError::InvalidPublicKey)?;
	let key = EncapsulationKey::new(encoded).map_err(|_| SealError::InvalidPublicKey)?;
	let (kem_ct, shared_secret) = key.encapsulate_deterministic(&random.into());
	let cipher = XChaCha20Poly1305::new_from_slice(&shared_secret).map_err(|_| SealError::TooLong)?;
	let aead_ct = cipher.encrypt(&nonce.into(), plaintext).map_err(|_| SealError::TooLong)?;
	Ok(ShieldedTransaction { key_hash: key_hash(public_key), kem_ct: kem_ct.to_vec(), aead_ct, nonce })
}
