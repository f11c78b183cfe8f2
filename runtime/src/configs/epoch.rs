//! Weights, and the epoch of a subnet.

use crate::{Drand, Runtime};
use alloc::vec::Vec;
use frame_support::traits::ConstBool;
use pallet_epoch::Pulses;

impl pallet_epoch::Config for Runtime {
	type Pulses = StoredPulses;
	type AcceptUnboundPayloads = ConstBool<true>;
	type WeightInfo = crate::weights::epoch::Measured;
}

/// The pulses that were verified and stored.
pub struct StoredPulses;

impl Pulses for StoredPulses {
	fn last_round() -> u64 {
		Drand::last_round()
	}

	fn signature(round: u64) -> Option<Vec<u8>> {
		Drand::signature(round)
	}
}
