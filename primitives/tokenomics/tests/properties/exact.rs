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

/// Fraction bits of [`exponential`].
const EXPONENTIAL_BITS: usize = 256;
/// Its argument is halved until it is below 2^-8, where 40 terms are enough.
const EXPONENTIAL_TERMS: u32 = 40;

/// `e^x` for `x` <= 0, within 2^-200.
pub fn exponential(x: &BigRational) -> BigRational {
	assert!(!x.is_positive(), "{x} is not below zero");
	// Less than 2^-200.
	if *x < whole(-150) {
		return whole(0);
	}
	let halvings = 16;
	let one = BigInt::from(1) << EXPONENTIAL_BITS;
	let small = (x * BigRational::from_integer(one.clone()) / whole(1 << halvings)).to_integer();
	let (mut term, mut sum) = (one.clone(), one.clone());
	for index in 1..EXPONENTIAL_TERMS {
		term = ((term * &small) >> EXPONENTIAL_BITS) / index;
		sum += &term;
	}
	for _ in 0..halvings {
		sum = (&sum * &sum) >> EXPONENTIAL_BITS;
	}
	scaled(sum, EXPONENTIAL_BITS)
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
