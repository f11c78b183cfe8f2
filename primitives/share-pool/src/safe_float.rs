//! A number of 21 significant decimal digits.

use crate::decimal::{digits, divide_by_power_of_ten, mul_div_floor, power_of_ten};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Ordering;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use taonet_types::{fixed::U64F64, AlphaBalance};

/// 10^20: a mantissa in normal form is above it.
const BELOW_MANTISSA: u128 = 100_000_000_000_000_000_000;
/// 10^21: the largest mantissa in normal form.
const MAX_MANTISSA: u128 = 1_000_000_000_000_000_000_000;
/// Digits of a mantissa in normal form, except for that of a power of ten, which is written 10^21.
const SIGNIFICANT_DIGITS: u32 = 21;
/// Farther apart than this, the digits of the smaller one of two numbers lie all below the last digit of the larger one.
const FARTHEST: i64 = 22;

/// `mantissa × 10^exponent`, never negative.
///
/// The normal form has 10^20 < mantissa ≤ 10^21; zero is (0, 0) and one is (10^21, −21). Every operation returns it. All
/// operations round down (cut digits off). Spec: economics 15.1.
///
/// A value that was decoded can be anything, since bytes are taken as they are: decoding and encoding again changes
/// nothing, and reading storage costs nothing. Nothing here panics on any of them:
///
/// * an operand that is not in normal form is brought into it first, digits below the 21st cut off (only
///   [`Self::compare`] and [`Self::to_u64`], which need no normal form, take it as it is, exactly);
/// * a mantissa of 0 is zero with any exponent;
/// * an exponent stops at the ends of `i64`. No amount of real operations gets there.
///
/// `==` compares the two fields, which for normal forms is the same as comparing values.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct SafeFloat {
	/// The digits.
	mantissa: u128,
	/// The power of ten that they are multiplied with.
	exponent: i64,
}

impl SafeFloat {
	/// Zero.
	pub const ZERO: Self = Self { mantissa: 0, exponent: 0 };
	/// One.
	pub const ONE: Self = Self { mantissa: MAX_MANTISSA, exponent: -21 };
	/// 2^64.
	const TWO_TO_64: Self = Self { mantissa: 184_467_440_737_095_516_160, exponent: -1 };

	/// `mantissa × 10^exponent` in normal form, exactly; nothing when the mantissa is above 10^21.
	/// Spec: economics 15.1 ("from a raw pair").
	pub fn new(mantissa: u128, exponent: i64) -> Option<Self> {
		(mantissa <= MAX_MANTISSA).then(|| normalise(mantissa, exponent))
	}

	/// The digits.
	pub const fn mantissa(self) -> u128 {
		self.mantissa
	}

	/// The power of ten that the mantissa is multiplied with.
	pub const fn exponent(self) -> i64 {
		self.exponent
	}

	/// Whether this is nothing. A share or a sum of shares that is nothing is not stored.
	pub const fn is_zero(self) -> bool {
		self.mantissa == 0
	}

	/// `self × factor ÷ divisor`, cut to 20 to 22 digits by the division and then to normal form: at most 10^-19 of the
	/// result too small, never too large. Nothing when the divisor is zero.
	pub fn mul_div(self, factor: Self, divisor: Self) -> Option<Self> {
		let (this, factor, divisor) = (self.normalised(), factor.normalised(), divisor.normalised());
		if divisor.is_zero() {
			return None;
		}
		let exponent = this.exponent.saturating_add(factor.exponent).saturating_sub(divisor.exponent);
		Some(normalise(mul_div_floor(this.mantissa, factor.mantissa, divisor.mantissa), exponent))
	}

	/// `self ÷ divisor`, at most 10^-19 of the result too small, never too large. Nothing when the divisor is zero.
	pub fn divided_by(self, divisor: Self) -> Option<Self> {
		// 10^21 · 10^-21
		self.mul_div(Self::ONE, divisor)
	}

	/// `self + other`: digits below the last one of the larger operand are dropped, so at most 2·10^-20 of the sum is
	/// missing, never too much.
	pub fn plus(self, other: Self) -> Self {
		let (this, other) = (self.normalised(), other.normalised());
		if this.is_zero() {
			return other;
		}
		if other.is_zero() {
			return this;
		}
		let (this, other, exponent) = aligned(this, other);
		// Both at most 10^21.
		normalise(this.saturating_add(other), exponent)
	}

	/// `self + other`, exactly or at most 2·10^-20 of the sum too much, never too little.
	pub fn plus_rounded_up(self, other: Self) -> Self {
		let sum = self.plus(other);
		if is_exact_sum(self.normalised(), other.normalised()) {
			return sum;
		}
		// What was dropped is less than one unit of the last digit.
		match sum.mantissa {
			// The next number has one digit less before the power of ten.
			MAX_MANTISSA => {
				Self { mantissa: BELOW_MANTISSA.saturating_add(1), exponent: sum.exponent.saturating_add(1) }
			},
			mantissa => Self { mantissa: mantissa.saturating_add(1), ..sum },
		}
	}

	/// `self − other`, at least zero: digits below the last one of the operand with the larger exponent are dropped before
	/// the difference is taken, so the result is off by less than one unit of that digit, in either direction. Nothing when
	/// `self` is zero and `other` is not.
	pub fn minus(self, other: Self) -> Option<Self> {
		let (this, other) = (self.normalised(), other.normalised());
		if other.is_zero() {
			return Some(this);
		}
		if this.is_zero() {
			return None;
		}
		let (this, other, exponent) = aligned(this, other);
		// The rule: a difference stops at zero.
		Some(normalise(this.saturating_sub(other), exponent))
	}

	/// Compares the values, exactly, of whatever form.
	pub fn compare(self, other: Self) -> Ordering {
		match (self.mantissa, other.mantissa) {
			(0, 0) => return Ordering::Equal,
			(0, _) => return Ordering::Less,
			(_, 0) => return Ordering::Greater,
			_ => {},
		}
		let (mine, others) = (digits(self.mantissa), digits(other.mantissa));
		let magnitude = |digits: u32, exponent: i64| i128::from(exponent).saturating_add(digits.into());
		// With the same magnitude, the mantissa of fewer digits gets zeros appended.
		magnitude(mine, self.exponent).cmp(&magnitude(others, other.exponent)).then_with(|| match mine.cmp(&others) {
			Ordering::Equal => self.mantissa.cmp(&other.mantissa),
			Ordering::Less => compare_lengthened(self.mantissa, others.saturating_sub(mine), other.mantissa),
			Ordering::Greater => {
				compare_lengthened(other.mantissa, mine.saturating_sub(others), self.mantissa).reverse()
			},
		})
	}

	/// The whole part, exactly, of whatever form; at most `u64::MAX`. Spec: economics 15.1.
	///
	/// The rule multiplies or divides by at most 10^22. This departs from it where a mantissa of 10^22 or more has an
	/// exponent below -22: the rule's answer is too large then. No normal form is such a number; only decoded bytes can be.
	pub fn to_u64(self) -> u64 {
		let power = u32::try_from(self.exponent.unsigned_abs()).unwrap_or(u32::MAX);
		let whole = if self.exponent < 0 {
			divide_by_power_of_ten(self.mantissa, power)
		} else if self.is_zero() {
			0
		} else {
			// The rule: an integer stops at its largest value.
			power_of_ten(power).map_or(u128::MAX, |factor| self.mantissa.saturating_mul(factor))
		};
		u64::try_from(whole).unwrap_or(u64::MAX)
	}

	fn normalised(self) -> Self {
		normalise(self.mantissa, self.exponent)
	}
}

impl From<u64> for SafeFloat {
	/// The number, exactly.
	fn from(number: u64) -> Self {
		normalise(number.into(), 0)
	}
}

impl From<AlphaBalance> for SafeFloat {
	/// As many shares as there are alpha-rao, exactly.
	fn from(amount: AlphaBalance) -> Self {
		amount.get().into()
	}
}

impl From<U64F64> for SafeFloat {
	/// A share as it was written before this type existed: whole part + fraction ÷ 2^64, cut to 21 digits. Spec: economics
	/// 15.2.
	fn from(share: U64F64) -> Self {
		let bits = share.to_bits();
		let whole = Self::from((bits >> 64) as u64);
		// The divisor is not zero.
		let fraction = Self::from(bits as u64).divided_by(Self::TWO_TO_64).unwrap_or(Self::ZERO);
		whole.plus(fraction)
	}
}

/// `mantissa × 10^exponent` in normal form.
///
/// The rule divides by ten with floor until the mantissa is at most 10^21, and multiplies with ten until it is above
/// 10^20. Floor divisions in a row equal one by the product, so this goes to 21 digits at once; 10^20 is the only mantissa
/// of 21 digits that the rule does not leave.
fn normalise(mantissa: u128, exponent: i64) -> SafeFloat {
	if mantissa > BELOW_MANTISSA && mantissa <= MAX_MANTISSA {
		return SafeFloat { mantissa, exponent };
	}
	if mantissa == 0 {
		return SafeFloat::ZERO;
	}
	let length = digits(mantissa);
	let (mantissa, exponent) = if length > SIGNIFICANT_DIGITS {
		let surplus = length.saturating_sub(SIGNIFICANT_DIGITS);
		(divide_by_power_of_ten(mantissa, surplus), exponent.saturating_add(surplus.into()))
	} else {
		let missing = SIGNIFICANT_DIGITS.saturating_sub(length);
		// 21 digits fit.
		(mantissa.saturating_mul(power_of_ten(missing).unwrap_or(1)), exponent.saturating_sub(missing.into()))
	};
	if mantissa == BELOW_MANTISSA {
		return SafeFloat { mantissa: MAX_MANTISSA, exponent: exponent.saturating_sub(1) };
	}
	SafeFloat { mantissa, exponent }
}

/// Whether [`SafeFloat::plus`] drops no digit of two normal forms.
fn is_exact_sum(a: SafeFloat, b: SafeFloat) -> bool {
	if a.is_zero() || b.is_zero() {
		return true;
	}
	let (small, distance) = if a.exponent < b.exponent {
		(a, b.exponent.saturating_sub(a.exponent))
	} else {
		(b, a.exponent.saturating_sub(b.exponent))
	};
	let is_multiple = |number: u128, power| power_of_ten(power).and_then(|ten| number.checked_rem(ten)) == Some(0);
	let (x, y, _) = aligned(a, b);
	let sum = x.saturating_add(y);
	distance <= FARTHEST
		&& is_multiple(small.mantissa, u32::try_from(distance).unwrap_or(u32::MAX))
		&& (sum <= MAX_MANTISSA || is_multiple(sum, 1))
}

/// The mantissas of two normal forms at the larger one of their exponents, the other one cut, and this exponent.
fn aligned(a: SafeFloat, b: SafeFloat) -> (u128, u128, i64) {
	let cut = |mantissa, distance: i64| divide_by_power_of_ten(mantissa, distance.min(FARTHEST) as u32);
	match a.exponent.cmp(&b.exponent) {
		Ordering::Equal => (a.mantissa, b.mantissa, a.exponent),
		Ordering::Less => (cut(a.mantissa, b.exponent.saturating_sub(a.exponent)), b.mantissa, b.exponent),
		Ordering::Greater => (a.mantissa, cut(b.mantissa, a.exponent.saturating_sub(b.exponent)), a.exponent),
	}
}

/// Compares `short × 10^zeros` with `long`.
fn compare_lengthened(short: u128, zeros: u32, long: u128) -> Ordering {
	// What does not fit is larger than anything that does.
	power_of_ten(zeros).and_then(|factor| short.checked_mul(factor)).map_or(Ordering::Greater, |short| short.cmp(&long))
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use scale_info::TypeDef;

	fn float(mantissa: u128, exponent: i64) -> SafeFloat {
		SafeFloat { mantissa, exponent }
	}

	#[test]
	fn normal_form_has_21_digits_and_writes_powers_of_ten_with_22() {
		let ten21 = 10u128.pow(21);
		for (mantissa, normal) in [
			(0, SafeFloat::ZERO),
			(1, float(ten21, -21)),
			(10, float(ten21, -20)),
			(15, float(15 * 10u128.pow(19), -19)),
			(BELOW_MANTISSA, float(ten21, -1)),
			(BELOW_MANTISSA + 1, float(BELOW_MANTISSA + 1, 0)),
			(ten21, float(ten21, 0)),
			// Divided once, this is 10^20, which goes back up.
			(ten21 + 9, float(ten21, 0)),
			(ten21 + 10, float(BELOW_MANTISSA + 1, 1)),
			(10 * ten21 + 99, float(ten21, 1)),
			(u128::MAX, float(340_282_366_920_938_463_463, 18)),
		] {
			assert_eq!(float(mantissa, 0).normalised(), normal, "{mantissa}");
		}
	}

	#[test]
	fn raw_pair_is_refused_when_its_mantissa_is_above_the_largest() {
		assert_eq!(SafeFloat::new(MAX_MANTISSA + 1, 0), None);
		assert_eq!(SafeFloat::new(MAX_MANTISSA, 5), Some(float(MAX_MANTISSA, 5)));
		assert_eq!(SafeFloat::new(14_470_870_059_950_699_880, -6), Some(float(144_708_700_599_506_998_800, -7)));
	}

	#[test]
	fn quotient_is_none_when_the_divisor_is_zero_in_any_form() {
		for zero in [SafeFloat::ZERO, float(0, 7), float(0, i64::MIN)] {
			assert_eq!(SafeFloat::ONE.divided_by(zero), None);
			assert_eq!(SafeFloat::ONE.mul_div(SafeFloat::ONE, zero), None);
			assert_eq!(zero.divided_by(SafeFloat::ONE), Some(SafeFloat::ZERO));
		}
	}

	#[test]
	fn difference_stops_at_zero_but_is_none_when_taken_from_zero() {
		let (one, two) = (SafeFloat::ONE, SafeFloat::from(2));
		assert_eq!(one.minus(two), Some(SafeFloat::ZERO));
		assert_eq!(two.minus(one), Some(one));
		assert_eq!(SafeFloat::ZERO.minus(one), None);
		assert_eq!(SafeFloat::ZERO.minus(float(0, 9)), Some(SafeFloat::ZERO));
	}

	#[test]
	fn sum_drops_digits_below_the_last_one_of_the_larger_operand() {
		let (large, small) = (SafeFloat::new(MAX_MANTISSA - 1, 0).unwrap(), SafeFloat::new(MAX_MANTISSA, -21).unwrap());
		assert_eq!(large.plus(small), float(MAX_MANTISSA, 0));
		assert_eq!(large.plus(SafeFloat::new(MAX_MANTISSA - 1, -21).unwrap()), large);
		assert_eq!(large.plus(SafeFloat::new(MAX_MANTISSA, i64::MIN).unwrap()), large);
	}

	#[test]
	fn integer_comes_back_as_it_went_in() {
		for number in [0, 1, 9, 10, 11, 1_000_000_007, 10u64.pow(19), u64::MAX - 1, u64::MAX] {
			assert_eq!(SafeFloat::from(number).to_u64(), number);
		}
		assert_eq!(SafeFloat::from(1), SafeFloat::ONE);
	}

	#[test]
	fn integer_value_is_cut_and_stops_at_its_largest() {
		assert_eq!(float(999_999_999_999_999_999_999, -20).to_u64(), 9);
		assert_eq!(float(MAX_MANTISSA, -22).to_u64(), 0);
		assert_eq!(float(MAX_MANTISSA, 0).to_u64(), u64::MAX);
		assert_eq!(float(u128::MAX, -38).to_u64(), 3);
		assert_eq!(float(u128::MAX, -39).to_u64(), 0);
		assert_eq!(float(1, 3).to_u64(), 1_000);
		assert_eq!(float(1, i64::MAX).to_u64(), u64::MAX);
		assert_eq!(float(0, i64::MAX).to_u64(), 0);
		assert_eq!(float(u128::MAX, i64::MIN).to_u64(), 0);
	}

	#[test]
	fn comparison_sees_values_not_forms() {
		assert_eq!(float(1, 21).compare(float(MAX_MANTISSA, 0)), Ordering::Equal);
		assert_eq!(float(1, i64::MIN).compare(float(0, i64::MAX)), Ordering::Greater);
		assert_eq!(float(10, 0).compare(float(9, 0)), Ordering::Greater);
		// 9·10^38 against 2^128 − 1, where the former does not fit.
		assert_eq!(float(9, 38).compare(float(u128::MAX, 0)), Ordering::Greater);
		assert_eq!(float(3, 38).compare(float(u128::MAX, 0)), Ordering::Less);
		assert_eq!(float(u128::MAX, 0).compare(float(9, 38)), Ordering::Less);
		assert_eq!(float(u128::MAX, i64::MAX).compare(float(u128::MAX, i64::MIN)), Ordering::Greater);
	}

	#[test]
	fn legacy_share_is_its_whole_part_and_its_fraction() {
		assert_eq!(SafeFloat::from(U64F64::from_num(1_000_000_000)), SafeFloat::from(1_000_000_000));
		assert_eq!(SafeFloat::from(U64F64::from_num(2.5)), float(25 * 10u128.pow(19), -20));
		assert_eq!(SafeFloat::from(U64F64::from_num(0)), SafeFloat::ZERO);
		// 2^-64 = 5.4210108624275221700…·10^-20
		assert_eq!(SafeFloat::from(U64F64::from_bits(1)), float(542_101_086_242_752_217_003, -40));
		// 2^64 − 2^-64: 20 digits before the point leave one behind it.
		assert_eq!(SafeFloat::from(U64F64::from_bits(u128::MAX)), float(184_467_440_737_095_516_159, -1));
	}

	#[test]
	fn wire_form_is_mantissa_then_exponent() {
		let value = float(150_000_000_000_000_000_000, -11);
		assert_eq!(value.encode(), (150_000_000_000_000_000_000u128, -11i64).encode());
		assert_eq!(SafeFloat::max_encoded_len(), 24);
		assert_eq!(SafeFloat::default().encode(), vec![0; 24]);
		let TypeDef::Composite(composite) = SafeFloat::type_info().type_def else { panic!("no struct") };
		assert_eq!(
			composite.fields.iter().map(|field| (field.name, field.type_name)).collect::<Vec<_>>(),
			[(Some("mantissa"), Some("u128")), (Some("exponent"), Some("i64"))]
		);
	}

	#[test]
	fn decoded_value_keeps_its_bytes_when_it_is_not_in_normal_form() {
		let bytes = (u128::MAX, i64::MIN).encode();
		let value = SafeFloat::decode(&mut &bytes[..]).unwrap();
		assert_eq!(value.encode(), bytes);
	}
}
