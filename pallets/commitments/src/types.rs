//! Fields and commitments as they are on the wire. Spec: satellites 1.
//!
//! The codec of a field is made by hand: the first byte tells how many bytes follow, where there are at most 128 of them. Clients
//! read the length out of the name of the variant, `Raw0` to `Raw128`.

use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error as CodecError, Input, MaxEncodedLen, Output};
use frame_support::{
	traits::{ConstU32, Get},
	BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use scale_info::{
	build::{Fields, Variants},
	Path, Type, TypeInfo,
};

/// Most bytes of a field whose first byte tells the length.
pub const MOST_RAW: u32 = 128;
/// Most bytes of a long field.
pub const MOST_BIG_RAW: u32 = 512;
/// Most bytes of a ciphertext.
pub const MOST_ENCRYPTED: u32 = 1_024;
/// Bytes as which a commitment counts at least.
pub const LEAST_SPACE: u64 = 100;

/// Bytes of a hash.
const HASH: usize = 32;

/// First bytes of the variants that follow `Raw0` (1) to `Raw128` (129).
const BLAKE_TWO_256: u8 = 130;
const SHA_256: u8 = 131;
const KECCAK_256: u8 = 132;
const SHA_THREE_256: u8 = 133;
const TIMELOCK_ENCRYPTED: u8 = 134;
const RESET_BONDS_FLAG: u8 = 135;
const BIG_RAW: u8 = 136;

/// One field of a commitment.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Data {
	/// Nothing.
	#[default]
	None,
	/// Up to 128 bytes.
	Raw(BoundedVec<u8, ConstU32<MOST_RAW>>),
	/// A BLAKE2b-256 hash.
	BlakeTwo256([u8; HASH]),
	/// A SHA-256 hash.
	Sha256([u8; HASH]),
	/// A Keccak-256 hash.
	Keccak256([u8; HASH]),
	/// A SHA3-256 hash.
	ShaThree256([u8; HASH]),
	/// Bytes that are encrypted for a round of drand.
	TimelockEncrypted {
		/// The ciphertext. Spec: consensus 9.2.
		encrypted: BoundedVec<u8, ConstU32<MOST_ENCRYPTED>>,
		/// The round whose signature opens it.
		reveal_round: u64,
	},
	/// Asks that the bonds on the neuron are forgotten.
	ResetBondsFlag,
	/// Up to 512 bytes.
	BigRaw(BoundedVec<u8, ConstU32<MOST_BIG_RAW>>),
}

impl Data {
	/// Bytes as which the field counts.
	pub fn space(&self) -> u64 {
		let bytes = match self {
			Self::None | Self::ResetBondsFlag => 0,
			Self::Raw(bytes) => bytes.len(),
			Self::BlakeTwo256(hash) | Self::Sha256(hash) | Self::Keccak256(hash) | Self::ShaThree256(hash) => {
				hash.len()
			},
			Self::TimelockEncrypted { encrypted, .. } => encrypted.len(),
			Self::BigRaw(bytes) => bytes.len(),
		};
		// There are at most 1024.
		u64::try_from(bytes).unwrap_or(u64::MAX)
	}

	/// The round that opens the field, if it is encrypted.
	pub fn reveal_round(&self) -> Option<u64> {
		match self {
			Self::TimelockEncrypted { reveal_round, .. } => Some(*reveal_round),
			_ => None,
		}
	}
}

impl Encode for Data {
	fn size_hint(&self) -> usize {
		// The first byte, a length and a round at most.
		usize::try_from(self.space()).unwrap_or(0).saturating_add(11)
	}

	fn encode_to<Out: Output + ?Sized>(&self, out: &mut Out) {
		match self {
			Self::None => out.push_byte(0),
			Self::Raw(bytes) => {
				// At most 128.
				out.push_byte(u8::try_from(bytes.len()).unwrap_or(0).saturating_add(1));
				out.write(bytes);
			},
			Self::BlakeTwo256(hash) => tagged(BLAKE_TWO_256, hash, out),
			Self::Sha256(hash) => tagged(SHA_256, hash, out),
			Self::Keccak256(hash) => tagged(KECCAK_256, hash, out),
			Self::ShaThree256(hash) => tagged(SHA_THREE_256, hash, out),
			Self::TimelockEncrypted { encrypted, reveal_round } => {
				tagged(TIMELOCK_ENCRYPTED, encrypted, out);
				reveal_round.encode_to(out);
			},
			Self::ResetBondsFlag => out.push_byte(RESET_BONDS_FLAG),
			Self::BigRaw(bytes) => tagged(BIG_RAW, bytes, out),
		}
	}
}

fn tagged<Out: Output + ?Sized>(tag: u8, value: &impl Encode, out: &mut Out) {
	out.push_byte(tag);
	value.encode_to(out);
}

impl EncodeLike for Data {}

impl Decode for Data {
	fn decode<In: Input>(input: &mut In) -> Result<Self, CodecError> {
		Ok(match input.read_byte()? {
			0 => Self::None,
			tag @ 1..=129 => {
				let mut buffer = [0; MOST_RAW as usize];
				let length = usize::from(tag).saturating_sub(1);
				let bytes = buffer.get_mut(..length).ok_or("a field is too long")?;
				input.read(bytes)?;
				Self::Raw(bytes.to_vec().try_into().map_err(|_| "a field is too long")?)
			},
			BLAKE_TWO_256 => Self::BlakeTwo256(Decode::decode(input)?),
			SHA_256 => Self::Sha256(Decode::decode(input)?),
			KECCAK_256 => Self::Keccak256(Decode::decode(input)?),
			SHA_THREE_256 => Self::ShaThree256(Decode::decode(input)?),
			TIMELOCK_ENCRYPTED => {
				let encrypted = Decode::decode(input)?;
				Self::TimelockEncrypted { encrypted, reveal_round: Decode::decode(input)? }
			},
			RESET_BONDS_FLAG => Self::ResetBondsFlag,
			BIG_RAW => Self::BigRaw(Decode::decode(input)?),
			_ => return Err("there is no such kind of field".into()),
		})
	}
}

impl DecodeWithMemTracking for Data {}

impl MaxEncodedLen for Data {
	fn max_encoded_len() -> usize {
		// The longest is an encrypted one: first byte, length and ciphertext, round.
		BoundedVec::<u8, ConstU32<MOST_ENCRYPTED>>::max_encoded_len()
			.saturating_add(u64::max_encoded_len())
			.saturating_add(1)
	}
}

/// A variant for each length that the first byte can tell, over an array of so many bytes.
macro_rules! raw_variants {
	($variants:expr; $($length:literal)*) => {
		$variants$(.variant(concat!("Raw", $length), |variant| {
			variant.index($length + 1).fields(Fields::unnamed().field(|field| field.ty::<[u8; $length]>()))
		}))*
	};
}

impl TypeInfo for Data {
	type Identity = Self;

	fn type_info() -> Type {
		let variants = Variants::new().variant("None", |variant| variant.index(0));
		let variants = raw_variants!(variants;
			0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
			32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63
			64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95
			96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119
			120 121 122 123 124 125 126 127 128
		);
		let hashes = [
			("BlakeTwo256", BLAKE_TWO_256),
			("Sha256", SHA_256),
			("Keccak256", KECCAK_256),
			("ShaThree256", SHA_THREE_256),
		];
		let variants = hashes.into_iter().fold(variants, |variants, (name, index)| {
			variants.variant(name, |variant| {
				variant.index(index).fields(Fields::unnamed().field(|field| field.ty::<[u8; HASH]>()))
			})
		});
		let variants = variants
			.variant("TimelockEncrypted", |variant| {
				variant.index(TIMELOCK_ENCRYPTED).fields(
					Fields::named()
						.field(|field| field.name("encrypted").ty::<BoundedVec<u8, ConstU32<MOST_ENCRYPTED>>>())
						.field(|field| field.name("reveal_round").ty::<u64>()),
				)
			})
			.variant("ResetBondsFlag", |variant| variant.index(RESET_BONDS_FLAG))
			.variant("BigRaw", |variant| {
				variant
					.index(BIG_RAW)
					.fields(Fields::unnamed().field(|field| field.ty::<BoundedVec<u8, ConstU32<MOST_BIG_RAW>>>()))
			});
		Type::builder().path(Path::new("Data", module_path!())).variant(variants)
	}
}

/// What a hotkey publishes on a subnet.
#[derive(
	CloneNoBound,
	DebugNoBound,
	Decode,
	DecodeWithMemTracking,
	Encode,
	EqNoBound,
	MaxEncodedLen,
	PartialEqNoBound,
	TypeInfo,
)]
#[codec(mel_bound())]
#[scale_info(skip_type_params(FieldLimit))]
pub struct CommitmentInfo<FieldLimit: Get<u32>> {
	/// Its parts, in the order in which they were sent.
	pub fields: BoundedVec<Data, FieldLimit>,
}

impl<FieldLimit: Get<u32>> CommitmentInfo<FieldLimit> {
	/// Bytes as which the commitment counts: those of all fields, and a hundred at least.
	pub fn space(&self) -> u64 {
		// Few fields, each of which is short.
		self.fields.iter().fold(0u64, |sum, field| sum.saturating_add(field.space())).max(LEAST_SPACE)
	}

	/// Whether the bonds on the neuron are to be forgotten.
	pub fn resets_bonds(&self) -> bool {
		self.fields.contains(&Data::ResetBondsFlag)
	}

	/// The round of the first encrypted field.
	pub fn first_encrypted(&self) -> Option<u64> {
		self.fields.iter().find_map(Data::reveal_round)
	}

	/// The earliest round that opens a field.
	pub fn next_round(&self) -> Option<u64> {
		self.fields.iter().filter_map(Data::reveal_round).min()
	}
}

/// What a hotkey has published on a subnet, as it is stored.
#[derive(CloneNoBound, DebugNoBound, Decode, Encode, EqNoBound, MaxEncodedLen, PartialEqNoBound, TypeInfo)]
#[codec(mel_bound(BlockNumber: MaxEncodedLen))]
#[scale_info(skip_type_params(MaxFields))]
pub struct Registration<BlockNumber, MaxFields>
where
	BlockNumber: Clone + core::fmt::Debug + Eq,
	MaxFields: Get<u32>,
{
	/// RAO that are held for it: none.
	pub deposit: u64,
	/// Block in which it was published.
	pub block: BlockNumber,
	/// What it is.
	pub info: CommitmentInfo<MaxFields>,
}

/// What a hotkey has used of the space that it has between two epochs of a subnet.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct UsageTracker {
	/// The epoch since which it is counted, by its number on the subnet.
	pub last_epoch: u64,
	/// Bytes used since then.
	pub used_space: u64,
}

/// A round as a key, so that keys lie in the order of the rounds.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, Ord, PartialEq, PartialOrd, TypeInfo)]
pub struct RoundKey([u8; 8]);

impl RoundKey {
	/// The round.
	pub fn round(self) -> u64 {
		u64::from_be_bytes(self.0)
	}
}

impl From<u64> for RoundKey {
	fn from(round: u64) -> Self {
		Self(round.to_be_bytes())
	}
}
