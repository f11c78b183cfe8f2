//! What the work of `pallet_emission` costs, measured.
//!
//! Written by `scripts/weights.sh` on 2026-11-22, on AMD EPYC; 8 repetitions each, in WASM. The time is that of the
//! computation, with a state in memory; reads and writes of the database are counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_emission::weights::WeightInfo;

/// Weights of `pallet_emission`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn coinbase(s: u32, ) -> Weight {
		Weight::from_parts(122_500_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(11, 3))
			.saturating_add(Weight::from_parts(177_492_828, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((28_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((18_u64).saturating_mul(s.into())))
	}
	fn distribution(h: u32, p: u32, ) -> Weight {
		Weight::from_parts(0, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(12, 3))
			.saturating_add(Weight::from_parts(534_200_000, 0).saturating_mul(h.into()))
			.saturating_add(Weight::from_parts(294_700_000, 0).saturating_mul(p.into()))
			.saturating_add(DatabaseWeight::get().reads((20_u64).saturating_mul(h.into())))
			.saturating_add(DatabaseWeight::get().reads((12_u64).saturating_mul(p.into())))
			.saturating_add(DatabaseWeight::get().writes((15_u64).saturating_mul(h.into())))
			.saturating_add(DatabaseWeight::get().writes((10_u64).saturating_mul(p.into())))
	}
}
