//! Points of BLS12-381 and what drand computes with them.

use ark_bls12_381::{g1, G1Projective as PlainG1Projective};
use ark_ec::{
	hashing::{curve_maps::wb::WBMap, map_to_curve_hasher::MapToCurveBasedHasher, HashToCurve},
	AffineRepr,
};
use ark_ff::field_hashers::DefaultFieldHasher;
use ark_serialize::CanonicalDeserialize;
use sha2::{Digest, Sha256};
use sp_crypto_ec_utils::bls12_381::{G1Affine, G2Affine, ScalarField};

/// A point in G1, compressed.
pub const G1_BYTES: usize = 48;
/// A point in G2, compressed.
pub const G2_BYTES: usize = 96;

/// The tag under which drand hashes rounds to points of G1. Spec: consensus 9.2.
const TAG: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

type Hasher = MapToCurveBasedHasher<PlainG1Projective, DefaultFieldHasher<Sha256>, WBMap<g1::Config>>;

/// The point of G1 that these bytes stand for; none unless they are as many as needed and name a point of the subgroup
/// other than the identity.
pub fn g1_point(bytes: &[u8]) -> Option<G1Affine> {
	point(bytes, G1_BYTES)
}

/// As [`g1_point`], in G2.
pub fn g2_point(bytes: &[u8]) -> Option<G2Affine> {
	point(bytes, G2_BYTES)
}

/// Decompressing makes sure that the point lies on the curve, its validation that it lies in the subgroup. Pairings and
/// host functions rely on both.
fn point<P: AffineRepr + CanonicalDeserialize>(bytes: &[u8], length: usize) -> Option<P> {
	if bytes.len() != length {
		return None;
	}
	P::deserialize_compressed(bytes).ok().filter(|point| !point.is_zero())
}

/// The point of G1 that a round's signature is a multiple of.
pub fn round_point(round: u64) -> G1Affine {
	let message = Sha256::digest(round.to_be_bytes());
	// With the library's own curve, which has the map, and not the one with host functions, which lacks it.
	let point = Hasher::new(TAG).and_then(|hasher| hasher.hash(&message));
	// The map is defined for every message. If it were not, the identity would make every signature a wrong one.
	let coordinates = point.ok().and_then(|point| point.xy());
	coordinates.map_or_else(G1Affine::zero, |(x, y)| G1Affine::new_unchecked(x, y))
}

/// A number that a hash stands for, most significant byte first, modulo the order of the groups.
pub fn scalar(hash: &[u8]) -> ScalarField {
	<ScalarField as ark_ff::PrimeField>::from_be_bytes_mod_order(hash)
}

/// SHA-256.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
	parts.iter().fold(Sha256::new(), |hasher, part| hasher.chain_update(part)).finalize().into()
}

/// One block of 32 bytes hidden under another.
pub fn xor(mut one: [u8; 32], other: [u8; 32]) -> [u8; 32] {
	for (byte, mask) in one.iter_mut().zip(other) {
		*byte ^= mask;
	}
	one
}
