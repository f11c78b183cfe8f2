//! What the work of `pallet_commitments` costs: estimates, until `scripts/weights.sh` has measured it.
//!
//! Reads and writes are counted by hand; opening a ciphertext takes as long as `pallet_epoch` has measured it.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_commitments::weights::WeightInfo;

/// Weights of `pallet_commitments`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn set_commitment() -> Weight {
		Weight::from_parts(200_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(10, 8))
	}
	fn reset_bonds(r: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(4, 1))
			.saturating_add(Weight::from_parts(20_000_000, 0).saturating_mul(r.into()))
			.saturating_add(DatabaseWeight::get().reads((1_u64).saturating_mul(r.into())))
			.saturating_add(DatabaseWeight::get().writes((1_u64).saturating_mul(r.into())))
	}
	fn set_max_space() -> Weight {
		Weight::from_parts(10_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(0, 1))
	}
	fn reveal() -> Weight {
		Weight::from_parts(8_100_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(6, 7))
	}
	fn update_index(t: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(2, 2))
			.saturating_add(Weight::from_parts(500_000, 0).saturating_mul(t.into()))
	}
}
