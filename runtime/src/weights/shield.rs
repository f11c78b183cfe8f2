//! What the work of `pallet_shield` costs: estimates, until `scripts/weights.sh` measures it. Reads and writes of the database are
//! counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_shield::weights::WeightInfo;

/// Weights of `pallet_shield`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn announce_next_key() -> Weight {
		Weight::from_parts(60_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(7, 6))
	}
	fn submit_encrypted() -> Weight {
		Weight::from_parts(60_000_000, 0)
	}
	fn store_encrypted() -> Weight {
		Weight::from_parts(40_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(4, 3))
	}
	fn set() -> Weight {
		Weight::from_parts(15_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(0, 1))
	}
	fn take_stored(n: u32, ) -> Weight {
		Weight::from_parts(10_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(4, 1))
			.saturating_add(Weight::from_parts(20_000_000, 0).saturating_mul(n.into()))
			.saturating_add(DatabaseWeight::get().reads_writes(1, 1).saturating_mul(n.into()))
	}
}
