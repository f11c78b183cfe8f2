//! Bounds of values that no constant of the metadata and no storage tells. Spec: subnets 4, consensus 5.3, economics 6.2.

use core::ops::RangeInclusive;
use taonet_types::fixed::U64F64;

/// Least alpha of liquid alpha, a u16 proportion (2.5 %).
pub const LEAST_ALPHA: u16 = 1_638;
/// Millionths.
pub const OWNERS_BONDS_MOVING_AVERAGE: u64 = 975_000;
/// Epochs.
pub const LEAST_REVEAL_PERIOD: u64 = 1;
/// Epochs.
pub const LARGEST_REVEAL_PERIOD: u64 = 100;
/// Neurons.
pub const IMMUNE_OWNER_UIDS: RangeInclusive<u16> = 1..=10;
/// Blocks.
pub const BURN_HALF_LIFE: RangeInclusive<u16> = 1..=36_100;
/// A factor.
pub const BURN_INCREASE_MULT: RangeInclusive<U64F64> = U64F64::from_bits(1 << 64)..=U64F64::from_bits(3 << 64);
/// A power.
pub const FLOW_NORM_EXPONENT: RangeInclusive<U64F64> = U64F64::from_bits(1 << 64)..=U64F64::from_bits(2 << 64);
