//! What the work of `pallet_protocol` costs, measured.
//!
//! Written by `scripts/weights.sh` on 2026-11-21, on AMD EPYC; 8 repetitions each, in WASM. The time is that of the
//! computation, with a state in memory; reads and writes of the database are counted and priced apart.

use crate::configs::DatabaseWeight;
use frame_support::weights::Weight;
use pallet_protocol::weights::WeightInfo;

/// Weights of `pallet_protocol`.
pub struct Measured;

#[rustfmt::skip]
impl WeightInfo for Measured {
	fn register_network(s: u32) -> Weight {
		Weight::from_parts(188_589_080, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(37, 56))
			.saturating_add(Weight::from_parts(175_435_010, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((8_u64).saturating_mul(s.into())))
	}
	fn register_network_with_identity(s: u32) -> Weight {
		Weight::from_parts(1_598_989_892, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(37, 57))
			.saturating_add(Weight::from_parts(159_691_911, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((8_u64).saturating_mul(s.into())))
	}
	fn start_call() -> Weight {
		Weight::from_parts(165_275_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(5, 2))
	}
	fn set_subnet_identity() -> Weight {
		Weight::from_parts(126_548_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(2, 1))
	}
	fn update_symbol(s: u32) -> Weight {
		Weight::from_parts(570_711_852, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(5, 1))
			.saturating_add(Weight::from_parts(20_999_190, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((2_u64).saturating_mul(s.into())))
	}
	fn burned_register() -> Weight {
		Weight::from_parts(18_418_203_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(1071, 295))
	}
	fn burned_register_in_free_slot() -> Weight {
		Weight::from_parts(1_105_198_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(38, 32))
	}
	fn root_register() -> Weight {
		Weight::from_parts(8_790_481_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(539, 28))
	}
	fn serve_axon() -> Weight {
		Weight::from_parts(155_160_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 1))
	}
	fn serve_axon_tls() -> Weight {
		Weight::from_parts(221_008_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 2))
	}
	fn serve_prometheus() -> Weight {
		Weight::from_parts(227_948_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 1))
	}
	fn try_associate_hotkey() -> Weight {
		Weight::from_parts(319_564_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 3))
	}
	fn set_identity() -> Weight {
		Weight::from_parts(230_061_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(1, 1))
	}
	fn add_stake() -> Weight {
		Weight::from_parts(1_858_716_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(21, 17))
	}
	fn add_stake_limit() -> Weight {
		Weight::from_parts(1_363_822_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(22, 18))
	}
	fn remove_stake() -> Weight {
		Weight::from_parts(1_799_879_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(19, 14))
	}
	fn remove_stake_limit() -> Weight {
		Weight::from_parts(1_832_937_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(19, 14))
	}
	fn unstake_all(s: u32) -> Weight {
		Weight::from_parts(1_268_105_866, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(6, 4))
			.saturating_add(Weight::from_parts(1_076_034_309, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((10_u64).saturating_mul(s.into())))
	}
	fn unstake_all_alpha(s: u32) -> Weight {
		Weight::from_parts(2_033_126_994, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(17, 13))
			.saturating_add(Weight::from_parts(902_190_171, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((10_u64).saturating_mul(s.into())))
	}
	fn move_stake() -> Weight {
		Weight::from_parts(2_909_913_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(37, 29))
	}
	fn transfer_stake() -> Weight {
		Weight::from_parts(2_810_937_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(39, 30))
	}
	fn swap_stake() -> Weight {
		Weight::from_parts(2_439_636_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(35, 26))
	}
	fn swap_stake_limit() -> Weight {
		Weight::from_parts(2_453_868_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(35, 26))
	}
	fn recycle_alpha() -> Weight {
		Weight::from_parts(558_297_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(9, 6))
	}
	fn burn_alpha() -> Weight {
		Weight::from_parts(542_675_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(8, 4))
	}
	fn add_stake_burn() -> Weight {
		Weight::from_parts(1_616_116_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(22, 19))
	}
	fn increase_take() -> Weight {
		Weight::from_parts(162_721_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(6, 2))
	}
	fn decrease_take() -> Weight {
		Weight::from_parts(121_951_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(4, 2))
	}
	fn set_coldkey_auto_stake_hotkey() -> Weight {
		Weight::from_parts(200_487_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(3, 3))
	}
	fn set_children() -> Weight {
		Weight::from_parts(4_024_435_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(320, 25))
	}
	fn swap_hotkey(s: u32, ) -> Weight {
		Weight::from_parts(2_070_139_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(70, 29))
			.saturating_add(Weight::from_parts(1_767_138_426, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((189_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((161_u64).saturating_mul(s.into())))
	}
	fn swap_hotkey_on_subnet() -> Weight {
		Weight::from_parts(2_054_616_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(196, 167))
	}
	fn swap_coldkey_announced(s: u32) -> Weight {
		Weight::from_parts(936_809_170, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(28, 11))
			.saturating_add(Weight::from_parts(707_136_430, 0).saturating_mul(s.into()))
			.saturating_add(DatabaseWeight::get().reads((20_u64).saturating_mul(s.into())))
			.saturating_add(DatabaseWeight::get().writes((21_u64).saturating_mul(s.into())))
	}
	fn claim_root(r: u32) -> Weight {
		Weight::from_parts(1_576_341_468, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(69, 46))
			.saturating_add(Weight::from_parts(453_165_845, 0).saturating_mul(r.into()))
			.saturating_add(DatabaseWeight::get().reads((3_u64).saturating_mul(r.into())))
			.saturating_add(DatabaseWeight::get().writes((3_u64).saturating_mul(r.into())))
	}
	fn set_weights() -> Weight {
		Weight::from_parts(2_181_183_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(272, 2))
	}
	fn commit_weights() -> Weight {
		Weight::from_parts(1_603_998_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(277, 3))
	}
	fn reveal_weights() -> Weight {
		Weight::from_parts(1_851_415_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(278, 2))
	}
	fn commit_timelocked_weights() -> Weight {
		Weight::from_parts(2_519_334_000, 0)
			.saturating_add(DatabaseWeight::get().reads_writes(279, 4))
	}
}
