//! The protocol's own computation of a power.
//!
//! Whole numbers of any size cannot overflow, and nothing here divides by zero; so the operators are allowed.
#![allow(clippy::arithmetic_side_effects)]

use super::{PowRatio, Precision, SCALE};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Signed, ToPrimitive};

/// The largest whole `R` with `(R / 10^18)^d <= (a / b)^n`, known to lie within `bounds`; nothing when it does not fit.
/// Exponents are small and none is zero, nor is a part of the base.
pub(super) fn root(power: &PowRatio, bounds: Option<(u128, u128)>) -> Option<u64> {
	let (n, d) = (power.exponent_numerator.to_u32()?, power.exponent_denominator.to_u32()?);
	let numerator = BigUint::from(power.base_numerator).pow(n) * BigUint::from(SCALE).pow(d);
	let denominator = BigUint::from(power.base_denominator).pow(n);
	let is_reached = |root: u128| BigUint::from(root).pow(d) * &denominator <= numerator;
	let (mut low, mut beyond) = bounds.map_or_else(
		|| {
			// numerator / denominator < 2^(bits + 1), so its root is below 2^(bits / d + 1).
			let bits = numerator.bits().saturating_sub(denominator.bits()) / u64::from(d);
			(0, 1u128 << bits.saturating_add(1).min(65))
		},
		|(low, high)| (low, high.saturating_add(1)),
	);
	if beyond > TOO_LARGE && is_reached(TOO_LARGE) {
		return None;
	}
	beyond = beyond.min(TOO_LARGE);
	// `low` is reached, `beyond` is not.
	while beyond - low > 1 {
		let middle = low + (beyond - low) / 2;
		if is_reached(middle) {
			low = middle;
		} else {
			beyond = middle;
		}
	}
	low.to_u64()
}

/// The power by logarithm and exponential series; nothing when it is negative or does not fit. No part of the power is zero.
///
/// At [`Precision::Swap`] the 408 terms of the exponential series reach logarithms down to -137. Below, what they leave out
/// is more than 10^-18 and soon more than one, so the result has no correct digit: it can be any number, one above 10^18 or
/// a negative one too. That is the protocol's definition all the same.
pub(super) fn series(power: &PowRatio, precision: Precision) -> Option<u64> {
	let series = Series::of(precision);
	let logarithm = series.ln(power.base_numerator) - series.ln(power.base_denominator);
	let exponent = floor_div(logarithm * power.exponent_numerator, power.exponent_denominator);
	let rounded = series.rounded(&series.exp(&exponent));
	((rounded * SCALE) >> series.precision).to_u64()
}

/// The first number that does not fit u64.
const TOO_LARGE: u128 = 1 << 64;

/// Bits that are computed beyond the precision.
const GUARD_BITS: u64 = 24;

/// -ln1p(-1/2) as the logarithm series gives it with 280 fraction bits, from the lowest 32 bits up.
const LN2_SWAP: [u32; 9] = [
	0x2b65_2aba,
	0x5b8b_aafa,
	0x2d8a_0d17,
	0x2672_98b6,
	0xaf40_f343,
	0x9803_f2f6,
	0xabc9_e3b3,
	0xf7d1_cf79,
	0x00b1_7217,
];

/// The same with 1048 fraction bits.
const LN2_LIMIT: [u32; 33] = [
	0xc587_135d,
	0xc50f_3fd5,
	0xa2da_2d97,
	0x872f_20e3,
	0x4865_5fa1,
	0xbd38_3032,
	0xcaf5_dfa6,
	0xb19d_6548,
	0x4b72_ce87,
	0xec76_57f7,
	0x3b25_6fa0,
	0xc3b1_3660,
	0x7eb9_ea9b,
	0x1131_7c38,
	0xc51a_cbda,
	0x1622_4ae8,
	0x253e_96ca,
	0x2911_69b8,
	0x4427_573b,
	0x35c1_3821,
	0x10ed_2eae,
	0xfb4a_fa1b,
	0x9855_9552,
	0x206d_ebac,
	0x2be7_b876,
	0x5b8b_aafa,
	0x2d8a_0d17,
	0x2672_98b6,
	0xaf40_f343,
	0x9803_f2f6,
	0xabc9_e3b3,
	0xf7d1_cf79,
	0x00b1_7217,
];

/// Series on numbers with `precision + 24` fraction bits.
///
/// The protocol stops a series at a term whose size is below 2^24 units, and also where the term leaves the rounded sum
/// as it was. The second says nothing new: a term of 2^24 units or more moves the rounded sum. Nor do its stops at zero:
/// a zero changes no sum and is below 2^24.
pub(super) struct Series {
	precision: u64,
	pub(super) fraction_bits: u64,
	/// How many terms a series has at most.
	terms: u32,
	ln2: BigInt,
}

impl Series {
	pub(super) fn of(precision: Precision) -> Self {
		let (precision, terms, ln2): (_, _, &[u32]) = match precision {
			Precision::Swap => (256, 408, &LN2_SWAP),
			Precision::Limit => (1024, 1176, &LN2_LIMIT),
		};
		let ln2 = BigInt::from_slice(Sign::Plus, ln2);
		Self { precision, fraction_bits: precision + GUARD_BITS, terms, ln2 }
	}

	/// ln(1 + x)
	fn ln1p(&self, x: BigInt) -> BigInt {
		let (mut power, mut sum) = (x.clone(), x.clone());
		for k in 2..=self.terms {
			power = (power * &x) >> self.fraction_bits;
			let term = floor_div(power.clone(), k.into());
			let is_last = is_negligible(&term);
			if k % 2 == 0 {
				sum -= term;
			} else {
				sum += term;
			}
			if is_last {
				break;
			}
		}
		sum
	}

	/// ln(value)
	pub(super) fn ln(&self, value: u128) -> BigInt {
		let one = BigInt::one() << self.fraction_bits;
		let mut exponent = u128::BITS - 1 - value.leading_zeros();
		// A u128 has fewer bits than there are fraction bits.
		let mut mantissa = BigInt::from(value) << (self.fraction_bits - u64::from(exponent));
		if &mantissa << 1u32 >= &one * 3u32 {
			mantissa >>= 1u32;
			exponent += 1;
		}
		self.ln1p(mantissa - one) + &self.ln2 * exponent
	}

	/// e^x
	pub(super) fn exp(&self, x: &BigInt) -> BigInt {
		let mut term = BigInt::one() << self.fraction_bits;
		let mut sum = term.clone();
		for k in 1..=self.terms {
			// The floor of a floor: dividing twice is dividing by the product.
			term = floor_div((term * x) >> self.fraction_bits, k.into());
			sum += &term;
			if is_negligible(&term) {
				break;
			}
		}
		sum
	}

	/// Without the guard bits, rounded half away from zero.
	fn rounded(&self, value: &BigInt) -> BigInt {
		let half = BigUint::one() << (GUARD_BITS - 1);
		let size = (value.magnitude() + half) >> GUARD_BITS;
		BigInt::from_biguint(value.sign(), size)
	}
}

fn is_negligible(term: &BigInt) -> bool {
	term.bits() <= GUARD_BITS
}

/// The quotient rounded down, towards minus infinity.
fn floor_div(value: BigInt, divisor: u64) -> BigInt {
	if value.is_negative() {
		// -ceil(size / divisor)
		let ceiling = (value.magnitude() + (divisor - 1)) / divisor;
		-BigInt::from(ceiling)
	} else {
		value / divisor
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn constant_of_ln2_is_what_the_series_gives() {
		for precision in [Precision::Swap, Precision::Limit] {
			let series = Series::of(precision);
			let half = BigInt::one() << (series.fraction_bits - 1);
			assert_eq!(-series.ln1p(-half), series.ln2, "{precision:?}");
		}
	}

	#[test]
	fn quotient_is_rounded_down_on_both_sides_of_zero() {
		for (value, divisor, quotient) in [(7, 2, 3), (-7, 2, -4), (-8, 2, -4), (-1, 1_000, -1), (0, 3, 0)] {
			assert_eq!(floor_div(BigInt::from(value), divisor), BigInt::from(quotient));
		}
		assert_eq!(BigInt::from(-1) >> 5u32, BigInt::from(-1));
	}

	#[test]
	fn exponential_series_loses_its_digits_when_the_logarithm_is_large() {
		let series = Series::of(Precision::Swap);
		// 1/1001 to the power of 99 is 10^-297, but 408 terms do not get there.
		let logarithm = (series.ln(1) - series.ln(1001)) * 99;
		assert!(series.exp(&logarithm).bits() > 1000);
		// They do for a logarithm of -33, with an error far below the bounds that shortcuts rely on.
		let small = series.exp(&-(BigInt::from(33) << series.fraction_bits));
		let inverse =
			(BigInt::one() << (2 * series.fraction_bits)) / series.exp(&(BigInt::from(33) << series.fraction_bits));
		assert!((small - inverse).bits() < series.fraction_bits - 166 - 48);
	}
}
