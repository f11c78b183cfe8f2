//! A beacon whose key we hold, and encryption for any beacon.

use crate::{
	ciphertext::{commitment, pairing_mask, rho, NONCE_BYTES, SUITE},
	curve::{g2_point, round_point, scalar, sha256, xor, G1_BYTES, G2_BYTES},
};
use aes_gcm::{
	aead::{Aead, KeyInit},
	Aes256Gcm, Nonce,
};
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::PrimeField;
use ark_serialize::CanonicalSerialize;
use sp_crypto_ec_utils::bls12_381::{G2Affine, ScalarField};

/// A beacon with one key instead of drand's shared one. Its pulses verify as drand's do.
///
/// Not for secrets: its computations take a time that depends on the key.
pub struct Beacon {
	secret: ScalarField,
}

/// Why something cannot be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncryptError {
	/// The beacon's public key is not the 96 bytes of a point in G2 other than the identity.
	InvalidPublicKey,
	/// There are more bytes than the cipher allows: 64 GiB.
	TooLong,
}

impl Beacon {
	/// The beacon that belongs to a seed.
	pub fn from_seed(seed: [u8; 32]) -> Self {
		Self { secret: scalar(&sha256(&[b"taonet beacon", &seed])) }
	}

	/// Its public key, compressed.
	pub fn public_key(&self) -> [u8; G2_BYTES] {
		compressed(&G2Affine::generator().mul_bigint(self.secret.into_bigint()).into_affine())
	}

	/// Its signature of a round, compressed.
	pub fn signature(&self, round: u64) -> [u8; G1_BYTES] {
		compressed(&round_point(round).mul_bigint(self.secret.into_bigint()).into_affine())
	}
}

/// Encrypts for the holder of a beacon's signature of a round. The same seed gives the same ciphertext: use each only once.
///
/// # Errors
///
/// As the variants of [`EncryptError`] tell.
pub fn encrypt(public_key: &[u8], round: u64, plaintext: &[u8], seed: [u8; 32]) -> Result<Vec<u8>, EncryptError> {
	let public_key = g2_point(public_key).ok_or(EncryptError::InvalidPublicKey)?;
	let random = |purpose: &[u8]| sha256(&[&seed, &round.to_be_bytes(), plaintext, purpose]);
	let (sigma, key) = (random(b"sigma"), random(b"key"));
	// The key is used only once, so that any nonce will do.
	let nonce = [0; NONCE_BYTES];
	let sealed =
		Aes256Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), plaintext).map_err(|_| EncryptError::TooLong)?;
	let identity = round_point(round).mul_bigint(rho(&sigma, &key).into_bigint()).into_affine();
	let v = xor(sigma, pairing_mask(identity, public_key));
	let w = xor(key, sha256(&[&sigma]));
	let body = [with_length(&sealed), with_length(&nonce)].concat();
	let u = compressed::<G2_BYTES>(&commitment(&sigma, &key)).to_vec();
	Ok([u, with_length(&v), with_length(&w), with_length(&body), with_length(SUITE)].concat())
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
	[&(bytes.len() as u64).to_le_bytes(), bytes].concat()
}

fn compressed<const SIZE: usize>(point: &impl CanonicalSerialize) -> [u8; SIZE] {
	let mut bytes = [0; SIZE];
	// Fails only where a buffer is too small: a compressed point has exactly this size.
	let _ = point.serialize_compressed(bytes.as_mut_slice());
	bytes
}
