//! What is asked of commitments before they enter a block.
//!
//! They are free, also for accounts that hold nothing. One that will succeed, since it is a neuron's and has room in what the hotkey
//! may publish until the next epoch, enters a block; each hotkey has one in a block for each subnet. One that will be refused enters,
//! too, since clients know the reasons by their names and not by numbers; but of all these there is one in the pool, whoever sent it.

use crate::{AccountId, Commitments, Runtime};
use alloc::{vec, vec::Vec};
use codec::{Decode, Encode};
use frame_support::{dispatch::DispatchResult, traits::PalletInfoAccess};
use pallet_commitments::{Call, Error, LastCommitment};
use sp_runtime::{
	transaction_validity::{TransactionLongevity, ValidTransaction},
	ModuleError,
};

/// Storage items that [`check`] and [`announced`] read.
pub const READS: u64 = 6;
/// Blocks that a commitment may wait that will be refused.
const REFUSED_LONGEVITY: TransactionLongevity = 8;

/// Whether a call about commitments will succeed.
///
/// # Errors
///
/// `AccountNotAllowedCommit`, `TooManyFieldsInCommitmentInfo`, `SpaceLimitExceeded` of a commitment. Other calls are root's, and
/// nobody's who signs.
pub fn check(signer: &AccountId, call: &Call<Runtime>) -> DispatchResult {
	let Call::set_commitment { netuid, info } = call else { return Ok(()) };
	Commitments::check_commitment(signer, *netuid, info).map(|_| ())
}

/// How a commitment waits that will be refused: alone.
pub fn alone() -> ValidTransaction {
	ValidTransaction {
		provides: vec!["commitment that will be refused".encode()],
		longevity: REFUSED_LONGEVITY,
		..Default::default()
	}
}

/// What a free call says: what it is about and for whom, the block in which the hotkey has last published something there, and what
/// is answered to a second one in a block. None if it is another call.
pub fn announced(hotkey: &AccountId, call: &Call<Runtime>) -> Option<(Vec<u8>, u64, Error<Runtime>)> {
	let Call::set_commitment { netuid, .. } = call else { return None };
	let last = LastCommitment::<Runtime>::get(netuid, hotkey).map_or(0, u64::from);
	Some((("commitment", netuid, hotkey).encode(), last, Error::SpaceLimitExceeded))
}

/// The number under which clients know the reason, if it is one of commitments: that of a limit that is exceeded.
pub fn code(error: &ModuleError) -> Option<u8> {
	if usize::from(error.index) != Commitments::index() {
		return None;
	}
	match Error::<Runtime>::decode(&mut error.error.as_slice()) {
		Ok(Error::SpaceLimitExceeded) => Some(6),
		_ => None,
	}
}
