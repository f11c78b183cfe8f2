//! Weights as they are encrypted. Spec: consensus 9.1.

use crate::TimelockError;
use alloc::vec::Vec;
use codec::Decode;

/// The weights of one neuron on one mechanism, as its owner encrypted them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeightsPayload {
	/// The account whose weights these are. None in the older form, which anyone can copy and commit as their own.
	pub hotkey: Option<[u8; 32]>,
	/// Uids, in the order of `values`.
	pub uids: Vec<u16>,
	/// Weights as sent, not yet scaled so that the greatest is 65535. There may be more or fewer than uids.
	pub values: Vec<u16>,
	/// The subnet's version key that the sender knew.
	pub version_key: u64,
}

/// Reads decrypted weights: in the form with a hotkey or, where that does not fit, in the older one without. Trailing bytes
/// are ignored in both.
///
/// # Errors
///
/// [`TimelockError::InvalidPayload`] if it has neither form.
pub fn decode_weights(plaintext: &[u8]) -> Result<WeightsPayload, TimelockError> {
	with_hotkey(plaintext).or_else(|_| without_hotkey(plaintext)).map_err(|_| TimelockError::InvalidPayload)
}

fn with_hotkey(mut plaintext: &[u8]) -> Result<WeightsPayload, codec::Error> {
	let hotkey = Vec::<u8>::decode(&mut plaintext)?;
	// As an account is read: of more than 32 bytes the first count.
	let hotkey = Decode::decode(&mut hotkey.as_slice())?;
	Ok(WeightsPayload { hotkey: Some(hotkey), ..without_hotkey(plaintext)? })
}

fn without_hotkey(mut plaintext: &[u8]) -> Result<WeightsPayload, codec::Error> {
	let (uids, values, version_key) = Decode::decode(&mut plaintext)?;
	Ok(WeightsPayload { hotkey: None, uids, values, version_key })
}

/// Encodes weights: in the form with a hotkey if there is one, else in the older form.
#[cfg(feature = "beacon")]
pub fn encode_weights(weights: &WeightsPayload) -> Vec<u8> {
	use codec::Encode;
	let body = (&weights.uids, &weights.values, weights.version_key);
	match &weights.hotkey {
		Some(hotkey) => (hotkey.as_slice(), body).encode(),
		None => body.encode(),
	}
}
