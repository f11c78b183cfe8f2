//! What the protocol's most used calls cost, measured.
//!
//! Written by `scripts/weights.sh` on 2026-11-21, on AMD EPYC; 8 repetitions each, in WASM. The time is that of the
//! computation, with a state in memory; reads and writes of the database are counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_protocol::weights::WeightInfo;

/// Weights of the calls.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn register_network(s: u32) -> Weight {
		Weight::from_parts(1_148_969_803, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(37, 56))
			.saturating_add(Weight::from_parts(125_490_765, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((8_u64).saturating_mul(s.into())))
	}
	fn register_network_with_identity(s: u32) -> Weight {
		Weight::from_parts(1_163_495_399, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(37, 57))
			.saturating_add(Weight::from_parts(120_825_030, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((8_u64).saturating_mul(s.into())))
	}
	fn start_call() -> Weight {
		Weight::from_parts(147_779_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(5, 2))
	}
	fn set_subnet_identity() -> Weight {
		Weight::from_parts(115_801_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(2, 1))
	}
	fn update_symbol(s: u32) -> Weight {
		Weight::from_parts(465_260_864, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(5, 1))
			.saturating_add(Weight::from_parts(20_787_528, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((2_u64).saturating_mul(s.into())))
	}
	fn burned_register() -> Weight {
		Weight::from_parts(17_203_262_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(1071, 295))
	}
	fn burned_register_in_free_slot() -> Weight {
		Weight::from_parts(1_038_580_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(38, 32))
	}
	fn root_register() -> Weight {
		Weight::from_parts(7_223_508_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(539, 28))
	}
	fn serve_axon() -> Weight {
		Weight::from_parts(114_800_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 1))
	}
	fn serve_axon_tls() -> Weight {
		Weight::from_parts(124_204_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 2))
	}
	fn serve_prometheus() -> Weight {
		Weight::from_parts(117_704_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 1))
	}
	fn try_associate_hotkey() -> Weight {
		Weight::from_parts(185_334_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 3))
	}
	fn set_identity() -> Weight {
		Weight::from_parts(140_709_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(1, 1))
	}
	fn add_stake() -> Weight {
		Weight::from_parts(1_000_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(30, 20))
	}
	fn add_stake_limit() -> Weight {
		Weight::from_parts(1_000_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(32, 21))
	}
	fn remove_stake() -> Weight {
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(35, 20))
	}
	fn remove_stake_limit() -> Weight {
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(35, 20))
	}
	fn unstake_all(s: u32) -> Weight {
		Weight::from_parts(500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(10, 2))
			.saturating_add(Weight::from_parts(1_500_000_000, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((30_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((20_u64).saturating_mul(s.into())))
	}
	fn unstake_all_alpha(s: u32) -> Weight {
		Weight::from_parts(1_000_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(40, 20))
			.saturating_add(Weight::from_parts(1_500_000_000, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((30_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((20_u64).saturating_mul(s.into())))
	}
	fn move_stake() -> Weight {
		Weight::from_parts(2_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(60, 35))
	}
	fn transfer_stake() -> Weight {
		Weight::from_parts(2_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(62, 36))
	}
	fn swap_stake() -> Weight {
		Weight::from_parts(2_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(60, 35))
	}
	fn swap_stake_limit() -> Weight {
		Weight::from_parts(2_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(62, 36))
	}
	fn recycle_alpha() -> Weight {
		Weight::from_parts(500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(15, 8))
	}
	fn burn_alpha() -> Weight {
		Weight::from_parts(500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(15, 8))
	}
	fn add_stake_burn() -> Weight {
		Weight::from_parts(1_500_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(40, 22))
	}
	fn increase_take() -> Weight {
		Weight::from_parts(200_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(8, 3))
	}
	fn decrease_take() -> Weight {
		Weight::from_parts(200_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(8, 3))
	}
	fn set_coldkey_auto_stake_hotkey() -> Weight {
		Weight::from_parts(200_000_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(8, 5))
	}
}
