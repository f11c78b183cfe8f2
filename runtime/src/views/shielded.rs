//! What is encrypted to an author, found and opened. Spec: satellites 5.

use crate::{Runtime, RuntimeCall, UncheckedExtrinsic};
use codec::{Compact, Decode, DecodeLimit};
use pallet_shield::Call;
use sp_runtime::generic::Preamble;
use taonet_shield::ShieldedTransaction;

/// Calls inside calls that are decoded of what was encrypted.
const DEPTH: u32 = 8;

/// The parts of what the extrinsic carries, if it carries anything encrypted.
pub fn parse(extrinsic: &UncheckedExtrinsic) -> Option<ShieldedTransaction> {
	match &extrinsic.function {
		RuntimeCall::MevShield(Call::<Runtime>::submit_encrypted { ciphertext }) => {
			ShieldedTransaction::parse(ciphertext)
		},
		_ => None,
	}
}

/// The signed extrinsic that is encrypted, if the key opens it and it is one. An inherent is none: in the middle of a block it would
/// spoil the block for everybody else.
pub fn open(dec_key: &[u8], shielded: &ShieldedTransaction) -> Option<UncheckedExtrinsic> {
	let plaintext = taonet_shield::open(dec_key, shielded)?;
	// It begins with its length, for which decoding makes room before it reads on.
	let mut rest = plaintext.as_slice();
	let Compact(length) = Compact::<u32>::decode(&mut rest).ok()?;
	if usize::try_from(length) != Ok(rest.len()) {
		return None;
	}
	let extrinsic = UncheckedExtrinsic::decode_all_with_depth_limit(DEPTH, &mut plaintext.as_slice()).ok()?;
	matches!(extrinsic.preamble, Preamble::Signed(..)).then_some(extrinsic)
}
