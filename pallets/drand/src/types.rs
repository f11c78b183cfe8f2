//! What is known of the beacon, and what comes from it.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use frame_system::offchain::{SignedPayload, SigningTypes};
use hex_literal::hex;
use scale_info::TypeInfo;

/// Number of a round. The first is 1.
pub type RoundNumber = u64;
/// A public key: a point of G2, compressed.
pub type OpaquePublicKey = BoundedVec<u8, ConstU32<96>>;
/// A hash or a short name.
pub type BoundedHash = BoundedVec<u8, ConstU32<32>>;

/// Which beacon the chain listens to. The default is drand's quicknet.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct BeaconConfiguration {
	/// The key that its pulses are verified with.
	pub public_key: OpaquePublicKey,
	/// Seconds between two rounds.
	pub period: u32,
	/// When round 1 was due, in seconds since 1970.
	pub genesis_time: u32,
	/// The chain's hash, by which relays know it.
	pub hash: BoundedHash,
	/// Hash of the group that signs.
	pub group_hash: BoundedHash,
	/// How it signs.
	pub scheme_id: BoundedHash,
	/// More about it.
	pub metadata: Metadata,
}

impl Default for BeaconConfiguration {
	fn default() -> Self {
		let public_key = hex!(
			"83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
			"0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
		);
		Self {
			public_key: OpaquePublicKey::truncate_from(public_key.to_vec()),
			period: 3,
			genesis_time: 1_692_803_367,
			hash: bounded(&hex!("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971")),
			group_hash: bounded(&hex!("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e")),
			scheme_id: bounded(b"bls-unchained-g1-rfc9380"),
			metadata: Metadata { beacon_id: bounded(b"quicknet") },
		}
	}
}

/// None of what is passed here is longer than 32 bytes.
fn bounded(bytes: &[u8]) -> BoundedHash {
	BoundedHash::truncate_from(bytes.to_vec())
}

/// More about a beacon.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Metadata {
	/// Its name.
	pub beacon_id: BoundedHash,
}

/// What the beacon has published in a round.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Pulse {
	/// The round.
	pub round: RoundNumber,
	/// SHA-256 of the signature.
	pub randomness: BoundedVec<u8, ConstU32<32>>,
	/// The beacon's signature of the round: a point of G1, compressed (48 bytes).
	pub signature: BoundedVec<u8, ConstU32<144>>,
}

/// Pulses, as a node submits them.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct PulsesPayload<Public, BlockNumber> {
	/// The block at which the node has fetched them.
	pub block_number: BlockNumber,
	/// The pulses.
	pub pulses: Vec<Pulse>,
	/// The key that signs this.
	pub public: Public,
}

impl<T: SigningTypes> SignedPayload<T> for PulsesPayload<T::Public, frame_system::pallet_prelude::BlockNumberFor<T>> {
	fn public(&self) -> T::Public {
		self.public.clone()
	}
}

/// Another beacon, as the wire wraps it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct BeaconConfigurationPayload<Public, BlockNumber> {
	/// The block at which it was proposed.
	pub block_number: BlockNumber,
	/// The beacon.
	pub config: BeaconConfiguration,
	/// The key that would sign this.
	pub public: Public,
}
