//! What a beacon publishes each round.

use crate::curve::{g1_point, g2_point, round_point, sha256};
use ark_ec::{pairing::Pairing, AffineRepr};
use ark_ff::Zero;
use core::ops::Neg;
use sp_crypto_ec_utils::bls12_381::{Bls12_381, G1Affine, G2Affine};

/// Why a pulse cannot even be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PulseError {
	/// The beacon's public key is not the 96 bytes of a point in G2 other than the identity.
	InvalidPublicKey,
	/// The signature is not the 48 bytes of a point in G1 other than the identity.
	InvalidSignature,
}

/// Whether the beacon with this public key (96 bytes) signed the round with this signature (48 bytes), in the scheme
/// `bls-unchained-g1-rfc9380`.
///
/// # Errors
///
/// The key or the signature is not a point of its group. Spec: satellites 2.
pub fn verify_pulse(public_key: &[u8], round: u64, signature: &[u8]) -> Result<bool, PulseError> {
	let public_key: G2Affine = g2_point(public_key).ok_or(PulseError::InvalidPublicKey)?;
	let signature: G1Affine = g1_point(signature).ok_or(PulseError::InvalidSignature)?;
	// e(signature, generator) = e(round, public key), as one product: half the work of two pairings.
	let product = Bls12_381::multi_pairing([signature, round_point(round).neg()], [G2Affine::generator(), public_key]);
	Ok(product.is_zero())
}

/// The randomness of a round: SHA-256 of its signature.
pub fn randomness(signature: &[u8]) -> [u8; 32] {
	sha256(&[signature])
}
