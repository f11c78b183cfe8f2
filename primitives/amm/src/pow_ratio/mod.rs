//! `(a / b)^(n / d) × 10^18` in whole numbers, bit for bit as the protocol defines it.
//!
//! The protocol's computation ([`PowRatio::scaled_exactly`]) uses numbers of 280 or 1048 fraction bits to get 60 bits of
//! result. [`PowRatio::scaled`] computes bounds of the true power in 128 bits first, and whenever both bounds round down to
//! the same whole number, that number is the answer of the long computation as well: `approximate` proves that the long
//! computation stays within the bounds. Only where they differ (about once in 10^12 for numbers that nobody chose) or do
//! not exist the long computation runs.
//!
//! # Cost
//!
//! Bases are u128 and exponents u64, so the work is bounded. The long computation takes at most 408 rounds of each of its
//! three series at [`Precision::Swap`] and 1176 at [`Precision::Limit`]; with exponents up to 99, which the weights of a
//! pool cannot exceed, its numbers stay below 3000 and 7500 bits. A power with small exponents (at most 1024) needs one
//! comparison of numbers of up to 200_000 bits where there are bounds, and at most 15 where there are none because the
//! power is below e^-32. Exponents of 128 or more have no bounds either, and need up to 65 comparisons: [`PowRatio`] takes
//! them, the weights of a pool do not have them. Measured natively: 0.3 µs with the shortcut, 35 µs (70 µs at 1024 bits) without it, 140 µs at the
//! worst (powers of e^-684 and e^-33). A trader can choose amounts that need the long computation, so the weight of a call
//! has to count the worst.
//!
//! Spec: economics appendix B.

mod approximate;
mod exact;

use num_integer::Integer;

/// What powers are multiplied with: 10^18.
pub const SCALE: u64 = 1_000_000_000_000_000_000;

/// How many bits the protocol asks of a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
	/// 256 bits: what a trade pays out.
	Swap,
	/// 1024 bits: what moves the price to a limit.
	Limit,
}

/// The power `(base_numerator / base_denominator)^(exponent_numerator / exponent_denominator)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowRatio {
	/// a
	pub base_numerator: u128,
	/// b
	pub base_denominator: u128,
	/// n
	pub exponent_numerator: u64,
	/// d
	pub exponent_denominator: u64,
}

/// Exponents up to this are computed by whole powers and roots.
const LARGEST_SMALL_EXPONENT: u64 = 1024;

impl PowRatio {
	/// The power times 10^18, rounded down (up to the errors of the protocol's computation, which are its definition).
	/// Nothing where a denominator is zero or the result does not fit u64. Spec: economics appendix B.
	pub fn scaled(&self, precision: Precision) -> Option<u64> {
		let power = self.reduced()?;
		if let Some(simple) = power.scaled_simply() {
			return Some(simple);
		}
		let bounds = approximate::bounds(&power);
		match bounds {
			Some((low, high)) if low == high => u64::try_from(low).ok(),
			Some((low, _)) if low > u128::from(u64::MAX) => None,
			_ => power.scaled_at_length(precision, bounds),
		}
	}

	/// [`Self::scaled`] without its shortcut: the protocol's computation itself, and the same result.
	pub fn scaled_exactly(&self, precision: Precision) -> Option<u64> {
		let power = self.reduced()?;
		if power.base_numerator == 0 {
			return Some(0);
		}
		if power.exponent_numerator == 0 {
			return Some(SCALE);
		}
		power.scaled_at_length(precision, None)
	}

	fn scaled_at_length(&self, precision: Precision, bounds: Option<(u128, u128)>) -> Option<u64> {
		if self.exponent_numerator.max(self.exponent_denominator) <= LARGEST_SMALL_EXPONENT {
			exact::root(self, bounds)
		} else {
			exact::series(self, precision)
		}
	}

	/// The same power with its exponent in lowest terms; nothing where a denominator is zero.
	fn reduced(&self) -> Option<Self> {
		if self.base_denominator == 0 || self.exponent_denominator == 0 {
			return None;
		}
		// The divisor is not zero, because the denominator is not.
		let divisor = self.exponent_numerator.gcd(&self.exponent_denominator);
		Some(Self {
			exponent_numerator: self.exponent_numerator.checked_div(divisor)?,
			exponent_denominator: self.exponent_denominator.checked_div(divisor)?,
			..*self
		})
	}

	/// The powers that need no work: of 0 and 1, to 0 and to 1. The long computation finds the logarithms of a base of
	/// one to be equal, and so exactly one.
	fn scaled_simply(&self) -> Option<u64> {
		if self.base_numerator == 0 {
			return Some(0);
		}
		if self.base_numerator == self.base_denominator || self.exponent_numerator == 0 {
			return Some(SCALE);
		}
		if self.exponent_numerator != self.exponent_denominator {
			return None;
		}
		let scaled = self.base_numerator.checked_mul(u128::from(SCALE))?.checked_div(self.base_denominator)?;
		u64::try_from(scaled).ok()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn power(a: u128, b: u128, n: u64, d: u64) -> PowRatio {
		PowRatio { base_numerator: a, base_denominator: b, exponent_numerator: n, exponent_denominator: d }
	}

	fn both_ways(power: PowRatio, precision: Precision) -> Option<u64> {
		let exact = power.scaled_exactly(precision);
		assert_eq!(power.scaled(precision), exact, "{power:?} {precision:?}");
		exact
	}

	#[test]
	fn power_is_that_of_the_specification() {
		for (power, expected) in [
			(power(1_000_000_000_000, 1_009_994_964_523, 1, 1), 990_103_946_183_810_512),
			(
				power(1_000_500_000_000, 1_010_494_964_522, 500_062_476_571_285_767, 499_937_523_428_714_233),
				990_106_382_920_300_707,
			),
			(
				power(1_000_000_000_000, 1_009_994_964_523, 600_000_000_000_000_001, 399_999_999_999_999_999),
				985_192_704_528_238_110,
			),
		] {
			assert_eq!(both_ways(power, Precision::Swap), Some(expected));
		}
	}

	#[test]
	fn power_does_not_exist_when_a_denominator_is_zero() {
		assert_eq!(both_ways(power(1, 0, 1, 1), Precision::Swap), None);
		assert_eq!(both_ways(power(1, 1, 1, 0), Precision::Swap), None);
		assert_eq!(both_ways(power(0, 0, 1, 1), Precision::Swap), None);
	}

	#[test]
	fn power_is_the_root_when_the_exponents_are_small() {
		for precision in [Precision::Swap, Precision::Limit] {
			assert_eq!(both_ways(power(1, 4, 1, 2), precision), Some(SCALE / 2));
			assert_eq!(both_ways(power(1, 2, 1, 2), precision), Some(707_106_781_186_547_524));
			assert_eq!(both_ways(power(27, 8, 1, 3), precision), Some(SCALE * 3 / 2));
			assert_eq!(both_ways(power(4, 9, 2000, 4000), precision), Some(666_666_666_666_666_666));
			assert_eq!(both_ways(power(1, 2, 1024, 1), precision), Some(0));
			assert_eq!(both_ways(power(0, 9, 3, 4), precision), Some(0));
			assert_eq!(both_ways(power(5, 9, 0, 4), precision), Some(SCALE));
		}
	}

	#[test]
	fn power_does_not_fit_when_it_is_above_u64() {
		assert_eq!(both_ways(power(18, 1, 1, 1), Precision::Limit), Some(18 * SCALE));
		assert_eq!(both_ways(power(19, 1, 1, 1), Precision::Limit), None);
		assert_eq!(both_ways(power(400, 1, 500_000_000_000_000_001, SCALE), Precision::Limit), None);
		assert_eq!(both_ways(power(u128::MAX, 1, 1024, 1), Precision::Limit), None);
		assert_eq!(both_ways(power(u128::MAX, 1, u64::MAX, 1), Precision::Limit), None);
	}
}
