//! Opening an encrypted field, and why that fails. Spec: consensus 9.2.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use taonet_timelock::{decrypt, TimelockError};

/// Why an encrypted field was dropped when its round had come.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum DropReason {
	/// The bytes are no ciphertext of the form that drand's clients make; check the software that encrypted them.
	MalformedCiphertext,
	/// The signature that was stored for the round cannot be used; this is no fault of the sender.
	MalformedSignature,
	/// It was encrypted for another round or another beacon than the field says.
	OtherRound,
	/// The ciphertext was altered after it was made.
	Altered,
	/// Nothing was encrypted.
	Empty,
	/// The signature of the round is not there, though that of a later one is: it never will be.
	SkippedRound,
}

impl From<TimelockError> for DropReason {
	fn from(error: TimelockError) -> Self {
		match error {
			TimelockError::Truncated
			| TimelockError::WrongLength
			| TimelockError::UnknownCipher
			| TimelockError::InvalidPoint
			// About what is in a ciphertext, which nobody looks at here.
			| TimelockError::InvalidPayload => Self::MalformedCiphertext,
			TimelockError::InvalidSignature => Self::MalformedSignature,
			TimelockError::WrongRound => Self::OtherRound,
			TimelockError::AlteredBody => Self::Altered,
		}
	}
}

/// What was encrypted, read with the signature of its round. Whatever the bytes are, it does not panic.
pub(crate) fn open(ciphertext: &[u8], signature: Option<Vec<u8>>) -> Result<Vec<u8>, DropReason> {
	let signature = signature.ok_or(DropReason::SkippedRound)?;
	let plaintext = decrypt(ciphertext, &signature)?;
	if plaintext.is_empty() {
		return Err(DropReason::Empty);
	}
	Ok(plaintext)
}
