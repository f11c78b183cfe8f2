//! Ciphertexts for a round. Spec: consensus 9.2.

use crate::curve::{g1_point, g2_point, scalar, sha256, xor, G2_BYTES};
use aes_gcm::{
	aead::{Aead, KeyInit},
	Aes256Gcm, Nonce,
};
use alloc::vec::Vec;
use ark_ec::{pairing::Pairing, AffineRepr, CurveGroup};
use ark_ff::PrimeField;
use ark_serialize::CanonicalSerialize;
use sp_crypto_ec_utils::bls12_381::{Bls12_381, G1Affine, G2Affine, ScalarField, TargetField};

/// The nonce of the cipher.
pub const NONCE_BYTES: usize = 12;

/// What a ciphertext names as its cipher: AES-256-GCM.
pub const SUITE: &[u8] = b"AES_GCM_";

/// An element of the pairing's target field: twelve coefficients of 48 bytes.
const TARGET_BYTES: usize = 576;

/// Why a ciphertext cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelockError {
	/// The ciphertext ends too early, or one of its lengths points beyond its end.
	Truncated,
	/// A field whose size is fixed has another one: V and W have 32 bytes, the nonce 12.
	WrongLength,
	/// The ciphertext names another cipher than "AES_GCM_".
	UnknownCipher,
	/// The ciphertext does not begin with a point of G2 other than the identity.
	InvalidPoint,
	/// The signature is not the 48 bytes of a point in G1 other than the identity.
	InvalidSignature,
	/// It was encrypted for another round or another beacon, or was altered.
	WrongRound,
	/// It was encrypted for this round, but its body was altered.
	AlteredBody,
	/// What was encrypted are not weights.
	InvalidPayload,
}

/// The parts of a ciphertext, with the names that the specification gives them.
struct Parts<'a> {
	u: G2Affine,
	v: [u8; 32],
	w: [u8; 32],
	sealed: &'a [u8],
	nonce: [u8; NONCE_BYTES],
}

/// Decrypts what was encrypted for a round with the round's signature (48 bytes; an ASCII "0x" before them is ignored).
/// Bytes after the ciphertext are ignored too.
///
/// Costs one pairing, one multiplication in G2 and two checks of a point, and little more for each byte; callers limit the
/// size and the number.
///
/// # Errors
///
/// As the variants of [`TimelockError`] tell, except `InvalidPayload`.
pub fn decrypt(ciphertext: &[u8], signature: &[u8]) -> Result<Vec<u8>, TimelockError> {
	let parts = Parts::read(ciphertext)?;
	// No compressed point begins with "0": its first bit is set.
	let signature = signature.strip_prefix(b"0x").unwrap_or(signature);
	let signature = g1_point(signature).ok_or(TimelockError::InvalidSignature)?;
	let sigma = xor(parts.v, pairing_mask(signature, parts.u));
	let key = xor(parts.w, sha256(&[&sigma]));
	if commitment(&sigma, &key) != parts.u {
		return Err(TimelockError::WrongRound);
	}
	Aes256Gcm::new(&key.into()).decrypt(&Nonce::from(parts.nonce), parts.sealed).map_err(|_| TimelockError::AlteredBody)
}

/// The hash of a pairing that hides sigma: e(signature, U) for who reads, e(rho * round, public key) for who writes.
pub fn pairing_mask(left: G1Affine, right: G2Affine) -> [u8; 32] {
	let element: TargetField = Bls12_381::pairing(left, right).0;
	let mut bytes = Vec::with_capacity(TARGET_BYTES);
	// Writing to a vector does not fail. If it did, nobody could read the ciphertext: an error of its reader, no panic.
	let _ = element.serialize_uncompressed(&mut bytes);
	sha256(&[&bytes])
}

/// U as it must be for sigma and the key, so that a ciphertext cannot be altered unnoticed.
pub fn commitment(sigma: &[u8; 32], key: &[u8; 32]) -> G2Affine {
	G2Affine::generator().mul_bigint(rho(sigma, key).into_bigint()).into_affine()
}

/// The sender's one-time secret, which follows from what is encrypted.
pub fn rho(sigma: &[u8; 32], key: &[u8; 32]) -> ScalarField {
	scalar(&sha256(&[sigma, key]))
}

impl<'a> Parts<'a> {
	fn read(ciphertext: &'a [u8]) -> Result<Self, TimelockError> {
		let (u, mut rest) = ciphertext.split_at_checked(G2_BYTES).ok_or(TimelockError::Truncated)?;
		let v = read_fixed(&mut rest)?;
		let w = read_fixed(&mut rest)?;
		let mut body = read_bytes(&mut rest)?;
		// Nothing authenticates this name. The reference reads it and does not look at it; no client writes another.
		if read_bytes(&mut rest)? != SUITE {
			return Err(TimelockError::UnknownCipher);
		}
		let sealed = read_bytes(&mut body)?;
		let nonce = read_fixed(&mut body)?;
		// Last, because it costs most.
		let u = g2_point(u).ok_or(TimelockError::InvalidPoint)?;
		Ok(Self { u, v, w, sealed, nonce })
	}
}

/// Takes a length and as many bytes from the front.
fn read_bytes<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], TimelockError> {
	let (length, after) = rest.split_first_chunk().ok_or(TimelockError::Truncated)?;
	let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| TimelockError::Truncated)?;
	let (bytes, after) = after.split_at_checked(length).ok_or(TimelockError::Truncated)?;
	*rest = after;
	Ok(bytes)
}

/// As [`read_bytes`], for a field whose size is fixed.
fn read_fixed<const SIZE: usize>(rest: &mut &[u8]) -> Result<[u8; SIZE], TimelockError> {
	read_bytes(rest)?.try_into().map_err(|_| TimelockError::WrongLength)
}
