//! Exact numbers.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use proptest::prelude::*;
use taonet_types::fixed::{I64F64, I96F32, U64F64, U96F32};

pub fn whole(number: impl Into<BigInt>) -> BigRational {
	BigRational::from_integer(number.into())
}

/// `bits / 2^fraction_bits`.
pub fn scaled(bits: impl Into<BigInt>, fraction_bits: usize) -> BigRational {
	BigRational::new(bits.into(), BigInt::from(1) << fraction_bits)
}

/// `2^-bits`.
pub fn unit(bits: usize) -> BigRational {
	scaled(1, bits)
}

/// The exact value of a fixed-point number.
pub trait Exact {
	fn exact(self) -> BigRational;
}

impl Exact for U96F32 {
	fn exact(self) -> BigRational {
		scaled(self.to_bits(), 32)
	}
}

impl Exact for I96F32 {
	fn exact(self) -> BigRational {
		scaled(self.to_bits(), 32)
	}
}

impl Exact for U64F64 {
	fn exact(self) -> BigRational {
		scaled(self.to_bits(), 64)
	}
}

impl Exact for I64F64 {
	fn exact(self) -> BigRational {
		scaled(self.to_bits(), 64)
	}
}

pub fn is_near(computed: &BigRational, exact: &BigRational, tolerance: &BigRational) -> bool {
	(computed - exact).abs() <= *tolerance
}

/// All numbers, with many small ones, ends of the range, and ties.
pub fn any_amount() -> impl Strategy<Value = u64> {
	prop_oneof![
		2 => any::<u64>(),
		2 => 0..1_000u64,
		2 => 0..21_000_000_000_000_000u64,
		1 => Just(0),
		1 => Just(u64::MAX),
		1 => Just(1 << 63),
	]
}

/// Amounts that exist: up to 21 million whole coins.
pub fn real_amount() -> impl Strategy<Value = u64> {
	prop_oneof![3 => 0..21_000_000_000_000_000u64, 1 => 0..1_000u64, 1 => Just(0)]
}
