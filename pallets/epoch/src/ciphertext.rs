//! Reading encrypted weights, and why they cannot be read. Spec: consensus 9.1, 9.2.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;
use taonet_timelock::{decode_weights, decrypt, TimelockError, WeightsPayload};

/// Why encrypted weights were dropped when their round had come.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum DropReason {
	/// The bytes are no ciphertext of the form that drand's clients make; check the software that encrypted them.
	MalformedCiphertext,
	/// The signature that was stored for the round cannot be used; this is no fault of the validator.
	MalformedSignature,
	/// They were encrypted for another round or another beacon than the commitment says.
	OtherRound,
	/// The ciphertext was altered after it was made.
	Altered,
	/// What was encrypted are no weights.
	NotWeights,
	/// They are those of another hotkey: they were copied, or the hotkey was swapped since.
	OtherHotkey,
	/// They do not say whose they are, which this chain does not accept; update the client.
	Unbound,
	/// They were read, but cannot be set now.
	Refused(DispatchError),
	/// The hotkey has set newer weights in their place, which are those that count.
	Superseded,
	/// The signature of the round is not there, though that of a later one is: it never will be.
	SkippedRound,
}

impl From<TimelockError> for DropReason {
	fn from(error: TimelockError) -> Self {
		match error {
			TimelockError::Truncated
			| TimelockError::WrongLength
			| TimelockError::UnknownCipher
			| TimelockError::InvalidPoint => Self::MalformedCiphertext,
			TimelockError::InvalidSignature => Self::MalformedSignature,
			TimelockError::WrongRound => Self::OtherRound,
			TimelockError::AlteredBody => Self::Altered,
			TimelockError::InvalidPayload => Self::NotWeights,
		}
	}
}

/// Bytes of a ciphertext of nothing. Spec: consensus 9.2.
const SHORTEST: usize = 244;

/// Whether bytes are too few to be a ciphertext, which is known without any arithmetic.
pub(crate) fn is_too_short(ciphertext: &[u8]) -> bool {
	ciphertext.len() < SHORTEST
}

/// What was encrypted, read with the signature of its round. Whatever the bytes are, it does not panic.
pub(crate) fn open(ciphertext: &[u8], signature: &[u8]) -> Result<WeightsPayload, DropReason> {
	Ok(decode_weights(&decrypt(ciphertext, signature)?)?)
}
