//! What calls cost: cautious weights, not measured.

use crate::{Config, CrowdloanId, StoredCalls};
use codec::Encode;
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight};
use pallet_protocol::weights::cautious;

/// Picoseconds for each byte of a call that is encoded, hashed and written, or read and decoded: ten nanoseconds.
const PER_BYTE: u64 = 10 * WEIGHT_REF_TIME_PER_NANOS;

/// Storage items touched to move TAO between two accounts: both, and the two issuances where dust is recycled.
const TRANSFER: u64 = 4;

/// What it takes to carry so many bytes of a call.
pub(crate) fn carrying(bytes: usize) -> Weight {
	Weight::from_parts(PER_BYTE.saturating_mul(u64::try_from(bytes).unwrap_or(u64::MAX)), 0)
}

/// With this call, if any.
pub(crate) fn create<T: Config>(call: Option<&<T as Config>::RuntimeCall>) -> Weight {
	// Crowdloan, number, contribution, two entries of the index, the call with its preimage and its status.
	let own = 8;
	let bytes = call.map_or(0, Encode::encoded_size);
	cautious::<T>(TRANSFER.saturating_add(own), TRANSFER.saturating_add(own)).saturating_add(carrying(bytes))
}

pub(crate) fn contribute<T: Config>() -> Weight {
	cautious::<T>(TRANSFER.saturating_add(3), TRANSFER.saturating_add(3))
}

pub(crate) fn withdraw<T: Config>() -> Weight {
	cautious::<T>(TRANSFER.saturating_add(3), TRANSFER.saturating_add(3))
}

/// The most that finalizing costs, with the call.
pub(crate) fn finalize<T: Config>(crowdloan_id: CrowdloanId) -> Weight {
	let room = StoredCalls::<T>::get(crowdloan_id).map_or(Weight::zero(), |stored| stored.room);
	finalize_without_call::<T>().saturating_add(room)
}

/// What finalizing costs beside the call: the preimage and its status, and two transfers.
pub(crate) fn finalize_without_call<T: Config>() -> Weight {
	let own = 5;
	cautious::<T>(TRANSFER.saturating_mul(2).saturating_add(own), TRANSFER.saturating_mul(2).saturating_add(own))
}

/// Where so many contributors are paid back.
pub(crate) fn refund<T: Config>(contributors: u32) -> Weight {
	// Beside the crowdloan itself; of the index and the contributions each.
	let each = TRANSFER.saturating_add(2);
	let all = u64::from(contributors).saturating_add(1).saturating_mul(each);
	cautious::<T>(all, all)
}

pub(crate) fn dissolve<T: Config>() -> Weight {
	cautious::<T>(TRANSFER.saturating_add(8), TRANSFER.saturating_add(8))
}

/// A setting.
pub(crate) fn update<T: Config>() -> Weight {
	cautious::<T>(3, 2)
}
