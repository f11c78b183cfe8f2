//! Bounds of a power in 128 bits, which mostly settle its whole part.
//!
//! Numbers are multiples of the unit 2^-120, called u below. With `|s| <= 1/5`, `ln(a/b) = h ln 2 + 2 atanh(s)`; then
//! `y = ln(a/b) × n/d = k ln 2 + r` with `|r| <= ln 2 / 2`, and the power is `2^k e^r`.
//!
//! # Error
//!
//! Every step is cut to whole units, so that it errs by at most 1 u, besides what it inherits:
//!
//! * s: cut by 1 u; bases above 125 bits were cut before, which moves the logarithm by less than 0.2 u. Through
//!   `2 atanh`, whose slope is at most 2.1: 2.3 u.
//! * The odd powers of s inherit 4 % of their predecessor's error, 20 % of that of s², and 1 u: at most 1.3 u each, and
//!   with the cut of the division by k less than 2 u a term. s^k falls below a unit after 26 terms, and what is left out
//!   is below 3 u. Doubled: 110 u.
//! * h ln 2, with |h| <= 128: 128 u. The logarithm in all: 256 u.
//! * y, with n/d <= 128: 128 × 256 u + 1 u.
//! * r, with |k| <= 47: 47 u more, so less than 32_900 u.
//! * e^r, at most 1.4143: the error of r becomes at most 46_600 u. Its terms inherit at most 36 % and err by 2 u: less than
//!   4 u each. They fall below a unit after 30 terms, and what is left out is below 4 u: 124 u.
//!
//! That is below 47_000 u. [`ERROR`] is 65_536 u; the difference, 2^-106, is far above the errors of the protocol's own
//! computation for |y| <= 33. Those are, at 280 fraction bits: each logarithm errs by less than 2^-247 (2^-255 for each of
//! its two series, that of ln 2 up to 128 times), y by less than 2^-238 after the multiplication with n/d, and relative to
//! the power the exponential series by 408² roundings of 2^-280, times its largest term (e^33 < 2^48), over the power (at
//! least 2^-48): 2^-166. Both series end by themselves, within 256 and 250 terms. At 1048 bits the errors are smaller, and
//! the series have the terms they need there too. Where the protocol takes whole roots it has no error at all. So the
//! protocol's result is within the bounds too.

use super::{PowRatio, SCALE};

const FRACTION_BITS: u32 = 120;

const MANTISSA_BITS: u32 = 125;

const ONE: u128 = 1 << FRACTION_BITS;

/// ln 2, rounded down.
const LN2: u128 = 0x00b1_7217_f7d1_cf79_abc9_e3b3_9803_f2f6;

/// How far `2^k e^r` is from the truth at most, as a multiple of `2^k` units.
const ERROR: u128 = 1 << 16;

/// Largest n/d and largest |y| for which the bounds hold.
const LARGEST_EXPONENT: u64 = 128;
const LARGEST_LOGARITHM: u128 = 32 << FRACTION_BITS;

/// The whole parts of a lower and an upper bound of the power times 10^18; nothing where these bounds do not hold.
/// The parts of the base and the exponent's denominator are not zero.
pub(super) fn bounds(power: &PowRatio) -> Option<(u128, u128)> {
	if power.exponent_numerator.checked_div(power.exponent_denominator)? >= LARGEST_EXPONENT {
		return None;
	}
	let (is_negative, logarithm) = logarithm(power.base_numerator, power.base_denominator)?;
	let y = multiply_divide(logarithm, power.exponent_numerator, power.exponent_denominator)?;
	if y > LARGEST_LOGARITHM {
		return None;
	}
	let doublings = y.checked_add(LN2 >> 1)?.checked_div(LN2)?;
	let rest = Signed::difference(y, doublings.checked_mul(LN2)?);
	let power = exponential(if is_negative { rest.negated() } else { rest })?;
	let doublings = u32::try_from(doublings).ok()?;
	let shift =
		if is_negative { FRACTION_BITS.checked_add(doublings)? } else { FRACTION_BITS.checked_sub(doublings)? };
	let whole = |bound: u128| shift_right(widening_mul(bound, u128::from(SCALE)), shift);
	Some((whole(power.checked_sub(ERROR)?)?, whole(power.checked_add(ERROR)?)?))
}

/// A number as its sign and its size.
#[derive(Clone, Copy)]
struct Signed {
	is_negative: bool,
	size: u128,
}

impl Signed {
	fn difference(left: u128, right: u128) -> Self {
		Self { is_negative: left < right, size: left.abs_diff(right) }
	}

	fn negated(self) -> Self {
		Self { is_negative: !self.is_negative, ..self }
	}
}

/// ln(a / b): whether it is negative, and its size.
fn logarithm(a: u128, b: u128) -> Option<(bool, u128)> {
	let (mut a_mantissa, mut a_bits) = normalised(a)?;
	let (mut b_mantissa, mut b_bits) = normalised(b)?;
	// Brings their ratio between 2/3 and 3/2. Mantissas have 125 bits, so that their sum has at most 127.
	if a_mantissa > b_mantissa.checked_add(b_mantissa >> 1)? {
		b_mantissa = b_mantissa.checked_mul(2)?;
		b_bits = b_bits.checked_sub(1)?;
	} else if b_mantissa > a_mantissa.checked_add(a_mantissa >> 1)? {
		a_mantissa = a_mantissa.checked_mul(2)?;
		a_bits = a_bits.checked_sub(1)?;
	}
	let difference = Signed::difference(a_mantissa, b_mantissa);
	let s = fraction(difference.size, a_mantissa.checked_add(b_mantissa)?)?;
	let small = double_atanh(s)?;
	let large = u128::from(a_bits.abs_diff(b_bits)).checked_mul(LN2)?;
	if a_bits == b_bits {
		return Some((difference.is_negative, small));
	}
	let is_negative = a_bits < b_bits;
	// |h| ln 2 is larger than what belongs to the mantissas (ln 1.5), so it gives the sign.
	let size = if is_negative == difference.is_negative { large.checked_add(small) } else { large.checked_sub(small) };
	Some((is_negative, size?))
}

/// The number shifted so that it has 125 bits, and how many it had. Cuts off what was beyond.
fn normalised(value: u128) -> Option<(u128, i32)> {
	let bits = u128::BITS.checked_sub(value.leading_zeros())?;
	let mantissa = match bits.checked_sub(MANTISSA_BITS) {
		Some(beyond) => value.checked_shr(beyond)?,
		None => value.checked_shl(MANTISSA_BITS.checked_sub(bits)?)?,
	};
	Some((mantissa, i32::try_from(bits).ok()?))
}

/// `numerator / denominator` below 1, cut to units; nothing for a denominator of 128 bits, which leaves no room to shift.
fn fraction(numerator: u128, denominator: u128) -> Option<u128> {
	// The mantissas of small numbers end in zeros; without them many bits of the quotient come at once.
	let zeros = (numerator | denominator).trailing_zeros();
	let (mut rest, denominator) = (numerator.checked_shr(zeros)?, denominator.checked_shr(zeros)?);
	let at_once = denominator.leading_zeros();
	if at_once == 0 {
		return None;
	}
	let (mut quotient, mut missing) = (0u128, FRACTION_BITS);
	while missing > 0 {
		let bits = at_once.min(missing);
		rest = rest.checked_shl(bits)?;
		quotient = quotient.checked_shl(bits)? | rest.checked_div(denominator)?;
		rest = rest.checked_rem(denominator)?;
		missing = missing.checked_sub(bits)?;
	}
	Some(quotient)
}

/// 2 atanh(s) = 2 (s + s³/3 + s⁵/5 + …), for s up to 1/5.
fn double_atanh(s: u128) -> Option<u128> {
	let square = multiply(s, s)?;
	let (mut power, mut sum, mut k) = (s, s, 1u128);
	while power > 0 {
		power = multiply(power, square)?;
		k = k.checked_add(2)?;
		sum = sum.checked_add(power.checked_div(k)?)?;
	}
	sum.checked_mul(2)
}

/// e^r = 1 + r + r²/2 + r³/6 + …, for |r| up to ln 2 / 2.
fn exponential(r: Signed) -> Option<u128> {
	let (mut term, mut sum, mut k) = (ONE, ONE, 0u128);
	while term > 0 {
		k = k.checked_add(1)?;
		term = multiply(term, r.size)?.checked_div(k)?;
		sum = if r.is_negative && k & 1 == 1 { sum.checked_sub(term)? } else { sum.checked_add(term)? };
	}
	Some(sum)
}

/// The product, cut to units.
fn multiply(left: u128, right: u128) -> Option<u128> {
	shift_right(widening_mul(left, right), FRACTION_BITS)
}

/// `value × numerator / denominator`, rounded down.
fn multiply_divide(value: u128, numerator: u64, denominator: u64) -> Option<u128> {
	let (high, low) = widening_mul(value, u128::from(numerator));
	let denominator = u128::from(denominator);
	if high >= denominator {
		return None;
	}
	// Long division by digits of 64 bits: each rest is below the denominator, so each quotient is a digit.
	let upper = (high << 64) | (low >> 64);
	let rest = upper.checked_rem(denominator)?;
	let lower = (rest << 64) | (low & u128::from(u64::MAX));
	Some((upper.checked_div(denominator)? << 64) | lower.checked_div(denominator)?)
}

/// The product as its upper and lower 128 bits.
fn widening_mul(left: u128, right: u128) -> (u128, u128) {
	const DIGIT: u128 = u64::MAX as u128;
	let (left_high, left_low) = (left >> 64, left & DIGIT);
	let (right_high, right_low) = (right >> 64, right & DIGIT);
	// Products of two digits, and such a product plus two digits, fit: nothing wraps.
	let lowest = left_low.wrapping_mul(right_low);
	let middle = left_high.wrapping_mul(right_low).wrapping_add(lowest >> 64);
	let other = left_low.wrapping_mul(right_high).wrapping_add(middle & DIGIT);
	let highest = left_high.wrapping_mul(right_high).wrapping_add(middle >> 64).wrapping_add(other >> 64);
	(highest, (other << 64) | (lowest & DIGIT))
}

/// The product shifted right by up to 255 bits; nothing when it does not fit.
fn shift_right((high, low): (u128, u128), bits: u32) -> Option<u128> {
	if let Some(beyond) = bits.checked_sub(u128::BITS) {
		return high.checked_shr(beyond);
	}
	if high.checked_shr(bits)? > 0 {
		return None;
	}
	let carried = u128::BITS.checked_sub(bits).and_then(|left| high.checked_shl(left)).unwrap_or_default();
	Some(carried | low.checked_shr(bits)?)
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]

	use super::{
		super::{exact::Series, Precision},
		*,
	};
	use num_bigint::{BigInt, BigUint};
	use proptest::prelude::*;

	#[test]
	fn ln2_is_rounded_down() {
		// Numbers whose ratio is two: nothing but ln 2.
		assert_eq!(logarithm(2, 1), Some((false, LN2)));
		assert_eq!(logarithm(1 << 10, 1 << 127), Some((true, LN2 * 117)));
	}

	#[test]
	fn wide_product_and_its_shift_are_those_of_large_numbers() {
		for left in [0, 1, 0xdead_beef, u128::from(u64::MAX), 1 << 64, u128::MAX / 3, u128::MAX] {
			for right in [0, 7, u128::from(u64::MAX) << 3, u128::MAX - 1, u128::MAX] {
				let product = BigUint::from(left) * right;
				let (high, low) = widening_mul(left, right);
				assert_eq!((BigUint::from(high) << 128u32) + low, product);
				for bits in [0, 1, 74, 120, 127, 128, 166, 255] {
					let shifted = u128::try_from(&product >> bits).ok();
					assert_eq!(shift_right((high, low), bits), shifted, "{left} {right} {bits}");
				}
			}
		}
	}

	#[test]
	fn quotients_are_rounded_down() {
		assert_eq!(fraction(1, 3), Some(ONE / 3));
		assert_eq!(fraction((1 << 126) - 1, 1 << 126), Some(ONE - 1));
		assert_eq!(fraction((1 << 127) - 2, (1 << 127) - 1), Some(ONE - 1));
		assert_eq!(fraction(1, (1 << 127) + 1), None);
		assert_eq!(multiply_divide(u128::MAX, u64::MAX, u64::MAX), Some(u128::MAX));
		assert_eq!(multiply_divide(u128::MAX, 2, 1), None);
		assert_eq!(multiply_divide(10, 2, 3), Some(6));
	}

	#[test]
	fn bounds_are_refused_when_they_would_not_hold() {
		let power = |a, b, n, d| PowRatio {
			base_numerator: a,
			base_denominator: b,
			exponent_numerator: n,
			exponent_denominator: d,
		};
		assert_eq!(bounds(&power(1, 2, 128, 1)), None);
		assert_eq!(bounds(&power(1, 2, 47, 1)), None);
		assert!(bounds(&power(1, 2, 46, 1)).is_some());
		assert!(bounds(&power(u128::MAX, 1, 36, 100)).is_some());
	}

	#[test]
	fn bounds_settle_the_trades_of_the_specification() {
		let (a, b) = (1_000_500_000_000, 1_010_494_964_522);
		let power = PowRatio {
			base_numerator: a,
			base_denominator: b,
			exponent_numerator: 500_062_476_571_285_767,
			exponent_denominator: 499_937_523_428_714_233,
		};
		assert_eq!(bounds(&power), Some((990_106_382_920_300_707, 990_106_382_920_300_707)));
	}

	/// How far a number of units is from one with the fraction bits of the long series.
	fn distance(is_negative: bool, size: u128, truth: &BigInt, fraction_bits: u64) -> BigUint {
		let number = if is_negative { -BigInt::from(size) } else { BigInt::from(size) };
		let difference = (number << (fraction_bits - u64::from(FRACTION_BITS))) - truth;
		difference.magnitude() >> (fraction_bits - u64::from(FRACTION_BITS))
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(100))]

		#[test]
		fn logarithm_errs_by_less_than_stated(a in 1u128.., b in 1u128.., cut in 0..127u32, other_cut in 0..127u32) {
			let (a, b) = ((a >> cut).max(1), (b >> other_cut).max(1));
			let series = Series::of(Precision::Limit);
			let (is_negative, size) = logarithm(a, b).unwrap();
			let truth = series.ln(a) - series.ln(b);
			prop_assert!(distance(is_negative, size, &truth, series.fraction_bits) < BigUint::from(256u32));
		}

		#[test]
		fn exponential_errs_by_less_than_stated(size in 0..=LN2 / 2 + 1, cut in 0..119u32, is_negative: bool) {
			let r = Signed { is_negative, size: size >> cut };
			let series = Series::of(Precision::Limit);
			let exact = BigInt::from(r.size) << (series.fraction_bits - u64::from(FRACTION_BITS));
			let truth = series.exp(&if is_negative { -exact } else { exact });
			let computed = exponential(r).unwrap();
			prop_assert!(distance(false, computed, &truth, series.fraction_bits) < BigUint::from(124u32));
		}
	}
}
