//! What the work of `pallet_drand` costs, measured.
//!
//! Written by `scripts/weights.sh` on 2026-11-22, on AMD EPYC; 8 repetitions each, in WASM. The time is that of the
//! computation, with a state in memory; reads and writes of the database are counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_drand::weights::WeightInfo;

/// Weights of `pallet_drand`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn write_pulse(p: u32, d: u32, ) -> Weight {
		Weight::from_parts(90_759_958, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 2))
			.saturating_add(Weight::from_parts(7_021_925_656, 0).saturating_mul(p.into()))
			.saturating_add(Weight::from_parts(4_549_839, 0).saturating_mul(d.into()))
			.saturating_add(DatabaseWeight::get().writes((1_u64).saturating_mul(p.into())))
			.saturating_add(DatabaseWeight::get().writes((1_u64).saturating_mul(d.into())))
	}
	fn set_beacon_config() -> Weight {
		Weight::from_parts(995_897_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(0, 1))
	}
	fn set_oldest_stored_round() -> Weight {
		Weight::from_parts(13_720_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(1, 1))
	}
}
