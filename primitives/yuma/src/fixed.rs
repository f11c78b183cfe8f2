//! Arithmetic on the raw bits of I32F32 values: a number stands for itself divided by 2^32.
//!
//! Results are those of `substrate-fixed`, but nearly all values of an epoch lie between 0 and 1, and those take a way of
//! their own through 64-bit operations alone. 128-bit products are what makes WASM slow, divisions what makes everything slow.
//! Spec: consensus 1.1, 1.2.
#![allow(clippy::arithmetic_side_effects)] // every operator below is shown not to overflow where it stands

use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// Bits of an I32F32 value.
pub type Bits = i64;

/// 1.
pub const ONE: Bits = 1 << 32;

/// Low half of the bits: the fraction.
const FRACTION: u64 = (1 << 32) - 1;

/// The product, rounded down (towards minus infinity); saturates.
#[inline]
pub fn multiply(a: Bits, b: Bits) -> Bits {
	if (a | b) as u64 <= FRACTION {
		// Both from 0 to below 1: the product of the bits is below 2^64.
		return ((a as u64 * b as u64) >> 32) as Bits;
	}
	multiply_any(a, b)
}

#[cold]
#[inline(never)]
fn multiply_any(a: Bits, b: Bits) -> Bits {
	if a == ONE || b == ONE {
		return if a == ONE { b } else { a };
	}
	I32F32::from_bits(a).saturating_mul(I32F32::from_bits(b)).to_bits()
}

/// The product of a value of either sign and absolute value below 2^15 with one from -1 to 1, rounded down; other values take
/// the long way.
#[inline]
pub fn multiply_signed(a: Bits, b: Bits) -> Bits {
	const LIMIT: u64 = 1 << (15 + 32);
	if a.unsigned_abs() >= LIMIT || b.unsigned_abs() > ONE as u64 {
		return multiply_any(a, b);
	}
	let (a_whole, a_fraction) = (a.unsigned_abs() >> 32, a.unsigned_abs() & FRACTION);
	let b_size = b.unsigned_abs();
	// Fractions times at most 1: below 2^64. Wholes times at most 1: below 2^47.
	let low = a_fraction * b_size;
	let size = (a_whole * b_size + (low >> 32)) as Bits;
	// Rounded down means away from zero for negative products.
	if (a < 0) == (b < 0) {
		size
	} else {
		-size - Bits::from(low & FRACTION != 0)
	}
}

/// The quotient, cut towards zero; 0 when there is none.
#[inline]
pub fn divide(a: Bits, b: Bits) -> Bits {
	if (0..ONE).contains(&a) && b > 0 {
		// Below 2^64 by the bound on `a`.
		let quotient = ((a as u64) << 32) / b as u64;
		// At least 2^63 only when `b` is 1 bit and `a` half of everything.
		return Bits::try_from(quotient).unwrap_or(0);
	}
	I32F32::from_bits(a).safe_div(I32F32::from_bits(b)).to_bits()
}

/// Division of many parts by the whole that they are parts of, without a division each.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
	whole: Bits,
	/// The largest part whose share can be found by multiplication; 0 where none but that of nothing can.
	limit: u64,
	/// Floor of (2^64 - 1) / divisor.
	reciprocal: u64,
	/// The whole, or what leaves a part of 0 at 0.
	divisor: u64,
}

impl Whole {
	/// Larger wholes would overflow the check below.
	const LIMIT: Bits = 1 << 62;

	pub fn new(whole: Bits) -> Self {
		if whole <= 0 || whole >= Self::LIMIT {
			return Self { whole, limit: 0, reciprocal: 0, divisor: u64::MAX };
		}
		let divisor = whole as u64;
		Self { whole, limit: whole.min(ONE) as u64, reciprocal: u64::MAX / divisor, divisor }
	}

	/// What [`divide`] answers.
	#[inline]
	pub fn share_of(self, part: Bits) -> Bits {
		if part as u64 <= self.limit {
			self.quick_share_of(part as u64)
		} else {
			self.slow_share_of(part)
		}
	}

	/// The same, but what is part of nothing stays what it is.
	#[inline]
	pub fn normalised(self, part: Bits) -> Bits {
		if part as u64 <= self.limit {
			self.quick_share_of(part as u64)
		} else {
			self.slow_normalised(part)
		}
	}

	/// The share by multiplication.
	#[inline]
	fn quick_share_of(self, part: u64) -> Bits {
		// The reciprocal lies less than 1 (for powers of two exactly 1) below 2^64 / divisor, so the estimate lies at most
		// part / 2^32 <= 1 and the cut of the shift below the quotient. As part <= divisor, the product is below 2^64.
		let estimate = (part * self.reciprocal) >> 32;
		// Below 2 × divisor < 2^63, so it is right though its terms may have wrapped.
		let rest = (part << 32).wrapping_sub(estimate.wrapping_mul(self.divisor));
		(estimate + u64::from(rest >= self.divisor)) as Bits
	}

	#[cold]
	#[inline(never)]
	fn slow_share_of(self, part: Bits) -> Bits {
		divide(part, self.whole)
	}

	#[cold]
	#[inline(never)]
	fn slow_normalised(self, part: Bits) -> Bits {
		if self.whole == 0 {
			part
		} else {
			divide(part, self.whole)
		}
	}
}

/// Each part divided by the sum of all; left alone when the sum is 0. The sum wraps. Spec: consensus 4.3.
pub fn normalise(parts: &mut [Bits]) {
	let sum = sum(parts.iter().copied());
	if sum == 0 {
		return;
	}
	let whole = Whole::new(sum);
	for part in parts {
		*part = whole.share_of(*part);
	}
}

/// The part of an amount that a share gives, rounded down, at least 0; saturates.
pub fn part_of(amount: u64, share: Bits) -> u64 {
	if share as u64 <= ONE as u64 {
		let share = share as u64;
		// Halves of 32 bits times at most 2^32, and the two together are at most the amount.
		return (amount >> 32) * share + (((amount & FRACTION) * share) >> 32);
	}
	// 63 times 64 bits.
	let part = (i128::from(share) * i128::from(amount)) >> 32;
	u64::try_from(part.max(0)).unwrap_or(u64::MAX)
}

/// The share of a stake in all stake, cut to 32 fraction bits: what the quotient in I64F64 is without its lower half.
pub fn share_of_stake(stake: I64F64, all: I64F64) -> Bits {
	/// Beyond this the rest below would not fit.
	const LIMIT: i128 = 1 << 123;
	let (part, whole) = (stake.to_bits(), all.to_bits());
	if part < 0 || part > whole || whole == 0 || whole >= LIMIT {
		return stake.safe_div(all).saturating_to_num::<I32F32>().to_bits();
	}
	// The quotient of the upper 32 bits of the whole and what is as high of the part is at most 2 too large or 3 too small.
	let shift = (i128::BITS - whole.leading_zeros()).saturating_sub(32);
	let (upper_part, upper_whole) = ((part >> shift) as u64, (whole >> shift) as u64);
	let mut share = ((upper_part << 32) / upper_whole) as Bits;
	// Within -2 and 4 wholes, so it is right though its terms may have wrapped.
	let mut rest = (part << 32).wrapping_sub(i128::from(share).wrapping_mul(whole));
	while rest < 0 {
		(share, rest) = (share - 1, rest + whole);
	}
	while rest >= whole {
		(share, rest) = (share + 1, rest - whole);
	}
	share
}

/// The sum, which wraps.
pub fn sum(parts: impl Iterator<Item = Bits>) -> Bits {
	parts.fold(0, Bits::wrapping_add)
}

/// `parts / 65535`, rounded down.
#[inline]
pub fn from_u16_share(parts: u16) -> Bits {
	((u64::from(parts) << 32) / u64::from(u16::MAX)) as Bits
}

/// Parts of 65535, rounded down, at least 0 and at most 65535. Spec: consensus 1.1.
#[inline]
pub fn to_u16_share(bits: Bits) -> u16 {
	match bits {
		..=0 => 0,
		ONE.. => u16::MAX,
		// Below 2^48.
		_ => ((bits * Bits::from(u16::MAX)) >> 32) as u16,
	}
}

/// e to the power of `x`, clamped to -20..=20, by the protocol's series of 31 terms, which for large `x` is lower than the
/// true value. Spec: consensus 1.2.
pub fn exp_safe(x: Bits) -> Bits {
	/// e to 23 fraction bits: what the protocol takes for exactly 1.
	const E: Bits = 11_674_931_200;
	const LIMIT: Bits = 20 * ONE;
	match x.clamp(-LIMIT, LIMIT) {
		0 => ONE,
		ONE => E,
		x if x < 0 => divide_one(exp_series(x.unsigned_abs())),
		x => exp_series(x.unsigned_abs()) as Bits,
	}
}

/// 1 / `b` for `b` of at least 1.
fn divide_one(b: u64) -> Bits {
	// Floor of 2^64 / b: one more than that of (2^64 - 1) / b exactly when b divides 2^64.
	let quotient = u64::MAX / b;
	(quotient + u64::from(u64::MAX % b == b - 1)) as Bits
}

/// The series of e^x for x from 0 to 20.
fn exp_series(x: u64) -> u64 {
	let (mut term, mut result) = (x, ONE as u64 + x);
	for i in 2..=31 {
		// Terms stay below 20^20 / 20! < 2^26 and the result below 2^31, so nothing overflows.
		term = multiply_unsigned(term, x) / i;
		if term == 0 {
			break;
		}
		result += term;
	}
	result
}

/// The product, rounded down, of two values whose product is below 2^31, in four 64-bit multiplications.
#[inline]
fn multiply_unsigned(a: u64, b: u64) -> u64 {
	let (a_whole, a_fraction) = (a >> 32, a & FRACTION);
	let (b_whole, b_fraction) = (b >> 32, b & FRACTION);
	((a_whole * b_whole) << 32) + a_whole * b_fraction + a_fraction * b_whole + ((a_fraction * b_fraction) >> 32)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn fixed(bits: Bits) -> I32F32 {
		I32F32::from_bits(bits)
	}

	/// Values from 0 to 1, their neighbours, and all others.
	fn any_bits() -> impl Strategy<Value = Bits> {
		prop_oneof![
			4 => 0..=ONE,
			2 => prop::sample::select(vec![0, 1, 2, ONE - 1, ONE, ONE + 1, -1, -ONE, Bits::MAX, Bits::MIN, 1 << 62]),
			2 => -(1i64 << 47)..1 << 47,
			1 => any::<Bits>(),
		]
	}

	/// Stakes from bits to more than all supply, of either sign.
	fn any_wide_bits() -> impl Strategy<Value = i128> {
		prop_oneof![
			6 => (any::<i128>(), 1u32..127).prop_map(|(bits, cut)| (bits >> cut).abs()),
			1 => prop::sample::select(vec![0, 1, 2, (1 << 32) - 1, 1 << 32, 1 << 64, (1 << 123) - 1, 1 << 123, i128::MAX]),
			1 => any::<i128>(),
		]
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(20_000))]

		#[test]
		fn products_are_those_of_the_fixed_point_type(a in any_bits(), b in any_bits()) {
			prop_assert_eq!(fixed(multiply(a, b)), fixed(a).saturating_mul(fixed(b)));
			prop_assert_eq!(fixed(multiply_signed(a, b)), fixed(a).saturating_mul(fixed(b)));
		}

		#[test]
		fn quotients_are_those_of_the_fixed_point_type(a in any_bits(), b in any_bits()) {
			let expected = fixed(a).checked_div(fixed(b)).unwrap_or_default().to_bits();
			prop_assert_eq!(divide(a, b), expected);
			prop_assert_eq!(Whole::new(b).share_of(a), expected);
			prop_assert_eq!(Whole::new(b).normalised(a), if b == 0 { a } else { expected });
		}

		#[test]
		fn shares_of_a_whole_are_exact_whatever_the_parts(parts in prop::collection::vec(0..=ONE, 1..50)) {
			let whole = sum(parts.iter().copied());
			for part in parts {
				// The exact quotient of integers, rounded down.
				let exact = (i128::from(part) << 32).checked_div(whole.into()).unwrap_or(0);
				prop_assert_eq!(i128::from(Whole::new(whole).share_of(part)), exact);
			}
		}

		#[test]
		fn share_of_stake_is_the_quotient_without_its_lower_half(
			(stake, all) in (any_wide_bits(), any_wide_bits()),
			within in any::<bool>(),
		) {
			let stake = if within { stake.checked_rem(all).unwrap_or(0) } else { stake };
			let (stake, all) = (I64F64::from_bits(stake), I64F64::from_bits(all));
			let expected = stake.checked_div(all).unwrap_or_default().saturating_to_num::<I32F32>();
			prop_assert_eq!(share_of_stake(stake, all), expected.to_bits());
			prop_assert_eq!(share_of_stake(all, all), if all == 0 { 0 } else { ONE });
		}

		#[test]
		fn part_of_an_amount_is_rounded_down_and_saturates(amount in any::<u64>(), share in any_bits()) {
			let exact = (i128::from(amount) * i128::from(share)) >> 32;
			prop_assert_eq!(i128::from(part_of(amount, share)), exact.clamp(0, u64::MAX.into()));
		}

		#[test]
		fn u16_share_comes_back_one_lower_at_most(parts in any::<u16>()) {
			let share = from_u16_share(parts);
			prop_assert_eq!(fixed(share), fixed(Bits::from(parts) << 32).saturating_div(fixed(65_535 << 32)));
			prop_assert!(to_u16_share(share) == parts || to_u16_share(share) + 1 == parts);
		}

		#[test]
		fn u16_share_of_any_value_is_cut_and_stops_at_the_ends(bits in any_bits()) {
			let expected = fixed(bits).saturating_mul(fixed(65_535 << 32)).saturating_to_num::<u16>();
			prop_assert_eq!(to_u16_share(bits), expected);
		}

		#[test]
		fn exponential_is_the_series_on_the_fixed_point_type(
			x in prop_oneof![-25 * ONE..25 * ONE, -ONE..ONE, -5_000_000i64..5_000_000, -50i64..50],
		) {
			let series = |x: I32F32| {
				let (mut term, mut result) = (x, fixed(ONE) + x);
				for i in 2..=31 {
					term = term.saturating_mul(x) / fixed(i << 32);
					result += term;
				}
				result
			};
			let clamped = fixed(x.clamp(-20 * ONE, 20 * ONE));
			let expected = if clamped < 0 { fixed(ONE) / series(-clamped) } else { series(clamped) };
			// 1 has a value of its own.
			prop_assert!(x == ONE || fixed(exp_safe(x)) == expected);
		}
	}

	#[test]
	fn exponential_has_the_values_of_the_table() {
		for (halves, bits) in [
			(-40, 8),
			(-10, 28_939_262),
			(-2, 1_580_030_169),
			(-1, 2_605_029_348),
			(0, 4_294_967_296),
			(1, 7_081_203_935),
			(2, 11_674_931_200),
			(4, 31_735_754_285),
			(10, 637_429_664_624),
			(20, 94_602_947_905_357),
			(40, 2_066_907_302_758_576_256),
			(50, 2_066_907_302_758_576_256),
		] {
			assert_eq!(exp_safe(halves * (ONE / 2)), bits, "{halves} / 2");
		}
	}

	#[test]
	fn parts_stay_what_they_are_when_their_sum_is_zero() {
		let mut parts = [5, -5, 0];
		normalise(&mut parts);
		assert_eq!(parts, [5, -5, 0]);
	}

	#[test]
	fn half_is_one_part_short_as_a_u16_share() {
		assert_eq!(to_u16_share(ONE / 2), 32_767);
		assert_eq!(to_u16_share(ONE), 65_535);
		assert_eq!(from_u16_share(32_767), 2_147_450_879);
	}
}
