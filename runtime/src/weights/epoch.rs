//! What the work of `pallet_epoch` costs, measured.
//!
//! Written by `scripts/weights.sh` on 2026-11-22, on AMD EPYC; 8 repetitions each, in WASM. The time is that of the
//! computation, with a state in memory; reads and writes of the database are counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_epoch::weights::WeightInfo;

/// Weights of `pallet_epoch`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn epoch(n: u32, e: u32, ) -> Weight {
		Weight::from_parts(683_422_842, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(20, 8))
			.saturating_add(Weight::from_parts(17_369_749, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(166_835, 0).saturating_mul(e.into()))
			.saturating_add(DatabaseWeight::get().reads((5_u64).saturating_mul(n.into())))
	}
	fn reveal() -> Weight {
		Weight::from_parts(8_013_429_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(284, 4))
	}
}
