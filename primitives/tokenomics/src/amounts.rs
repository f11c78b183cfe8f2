//! Amounts of money as fixed-point numbers and back, and the constants of these types.

use taonet_types::{
	fixed::{I64F64, U64F64, U96F32},
	AlphaBalance, TaoBalance,
};

/// One, which these types have no name for. Compare with it, not with a literal: the library takes a fixed-point number
/// from 2^31 to 2^32 for less than any literal of type `i32`.
pub(crate) const ONE_U96F32: U96F32 = U96F32::from_bits(1 << 32);
pub(crate) const ONE_U64F64: U64F64 = U64F64::from_bits(1 << 64);
pub(crate) const ONE_I64F64: I64F64 = I64F64::from_bits(1 << 64);

/// The largest whole number of `I32F32`, in which powers are computed: 2^31 - 1.
pub(crate) const LARGEST_I32F32: U64F64 = U64F64::from_bits(((1 << 31) - 1) << 64);

pub(crate) fn fixed_tao(amount: TaoBalance) -> U96F32 {
	U96F32::saturating_from_num(amount.get())
}

pub(crate) fn fixed_alpha(amount: AlphaBalance) -> U96F32 {
	U96F32::saturating_from_num(amount.get())
}

pub(crate) fn floor_tao(amount: U96F32) -> TaoBalance {
	TaoBalance::new(amount.saturating_to_num())
}

pub(crate) fn floor_alpha(amount: U96F32) -> AlphaBalance {
	AlphaBalance::new(amount.saturating_to_num())
}

/// As a signed number with 64 fraction bits; at most 2^63 - 2^-64.
pub(crate) fn signed_fixed(amount: u64) -> I64F64 {
	I64F64::saturating_from_num(amount)
}
