//! Square root and power as the normalisation of flow scores has always computed them, errors included.

use crate::amounts::{LARGEST_I32F32, ONE_U64F64};
use substrate_fixed::transcendental::{exp, ln};
use taonet_types::fixed::{SafeDiv, I32F32, U64F64};

const ZERO: U64F64 = U64F64::from_bits(0);

/// More halvings of the interval than `U64F64` has bits change nothing.
const SQUARE_ROOT_ROUNDS: u32 = 129;

/// The square root by bisection, to about 1/1000. Spec: economics 6.2.
pub(crate) fn square_root(value: U64F64) -> U64F64 {
	let tolerance = ONE_U64F64.safe_div(U64F64::saturating_from_num(1_000));
	let (mut high, mut low) = if value > ONE_U64F64 { (value, U64F64::from_bits(0)) } else { (ONE_U64F64, value) };
	let mut middle = mean(high, low);
	for _ in 0..SQUARE_ROOT_ROUNDS {
		let quotient = value.safe_div(middle);
		let distance = quotient.max(middle).saturating_sub(quotient.min(middle));
		if distance <= tolerance {
			break;
		}
		if quotient < middle {
			high = middle;
		} else {
			low = middle;
		}
		middle = mean(high, low);
	}
	middle
}

fn mean(high: U64F64, low: U64F64) -> U64F64 {
	high.saturating_add(low).safe_div(U64F64::saturating_from_num(2))
}

/// A way to raise a score to a power, `I32F32` inside. Both ways agree wherever logarithm and exponential exist. The series
/// of the exponential has 31 terms, so that powers near the limit are up to 2 % too small; the recorded shares have that.
pub trait ScorePower {
	/// `value ^ exponent`; 0 for a value below 2^-32.
	fn power(value: U64F64, exponent: U64F64) -> U64F64;
}

/// The power as it was recorded: where the exponential cannot be computed the answer is 2^31 - 1. The library computes
/// `e^-x` as `1 / e^x`, so **this happens to very small results too**: with exponent 1 a score of 3 × 2^-32 becomes the
/// largest of all, with exponent 2 every score from there to 125 048 × 2^-32. See [`GuardedPower`].
/// Spec: economics 6.2, appendix A.
#[derive(Clone, Copy, Debug)]
pub struct RecordedPower;

/// Like [`RecordedPower`], but a result that is too small for the exponential is 0, so that a larger value never has a
/// smaller power. This departs from the rules of economics 6.2.
#[derive(Clone, Copy, Debug)]
pub struct GuardedPower;

impl ScorePower for RecordedPower {
	fn power(value: U64F64, exponent: U64F64) -> U64F64 {
		match logarithm_of_power(value, exponent) {
			Some(logarithm) => exponential(logarithm).unwrap_or(LARGEST_I32F32),
			None => ZERO,
		}
	}
}

impl ScorePower for GuardedPower {
	fn power(value: U64F64, exponent: U64F64) -> U64F64 {
		match logarithm_of_power(value, exponent) {
			Some(logarithm) => exponential(logarithm).unwrap_or(if logarithm < 0 { ZERO } else { LARGEST_I32F32 }),
			None => ZERO,
		}
	}
}

/// `exponent × ln(value)`; nothing for values whose logarithm the library cannot compute: 0, 2^-32 and 2^-31.
fn logarithm_of_power(value: U64F64, exponent: U64F64) -> Option<I32F32> {
	let logarithm = ln::<I32F32, I32F32>(I32F32::saturating_from_num(value)).ok()?;
	// An exponent above the limits of governance could overflow, and stops there.
	Some(I32F32::saturating_from_num(exponent).saturating_mul(logarithm))
}

fn exponential(logarithm: I32F32) -> Option<U64F64> {
	exp::<I32F32, I32F32>(logarithm).ok().map(U64F64::saturating_from_num)
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;

	#[test]
	fn logarithm_and_exponential_are_those_of_the_library() {
		let logarithm = ln::<I32F32, I32F32>(I32F32::from_bits(114_911_676_586_405)).unwrap();
		assert_eq!(logarithm.to_bits(), 43_784_937_917);
		assert_eq!(exp::<I32F32, I32F32>(logarithm).unwrap().to_bits(), 114_911_687_858_556);
	}

	#[test]
	fn power_of_one_is_off_by_the_error_of_the_logarithm() {
		let value = U64F64::saturating_from_num(I32F32::from_bits(114_911_676_586_405));
		let expected = U64F64::saturating_from_num(I32F32::from_bits(114_911_687_858_556));
		assert_eq!(RecordedPower::power(value, ONE_U64F64), expected);
		assert_eq!(GuardedPower::power(value, ONE_U64F64), expected);
	}

	#[test]
	fn power_of_a_tiny_value_is_the_largest_unless_guarded() {
		let tiny = |bits: u128| U64F64::from_bits(bits << 32);
		for (bits, recorded, guarded) in [(0, 0, 0), (1, 0, 0), (2, 0, 0), (3, ((1 << 31) - 1) << 32, 0), (4, 4, 4)] {
			assert_eq!(RecordedPower::power(tiny(bits), ONE_U64F64), tiny(recorded), "{bits} × 2^-32");
			assert_eq!(GuardedPower::power(tiny(bits), ONE_U64F64), tiny(guarded), "{bits} × 2^-32");
		}
	}

	/// With exponent 2 this happens not to one value but to a range of them, up to 0.000029.
	#[test]
	fn square_of_any_value_up_to_a_bound_is_the_largest_unless_guarded() {
		let two = U64F64::from_num(2);
		let tiny = |bits: u128| U64F64::from_bits(bits << 32);
		let last = 125_048;
		for bits in 3..=last {
			assert_eq!(RecordedPower::power(tiny(bits), two), LARGEST_I32F32, "{bits} × 2^-32");
			assert_eq!(GuardedPower::power(tiny(bits), two), 0, "{bits} × 2^-32");
		}
		// The exact square is 3.64 × 2^-32.
		assert_eq!(RecordedPower::power(tiny(last + 1), two), tiny(3));
		assert_eq!(GuardedPower::power(tiny(last + 1), two), tiny(3));
	}

	#[test]
	fn power_of_a_large_value_stops_at_the_largest() {
		let (value, exponent) = (U64F64::from_num(1 << 30), U64F64::from_num(2));
		assert_eq!(RecordedPower::power(value, exponent), LARGEST_I32F32);
		assert_eq!(GuardedPower::power(value, exponent), LARGEST_I32F32);
	}

	#[test]
	fn square_root_is_within_a_thousandth() {
		for value in [0u64, 1, 2, 3, 100, 12_345_678, (1 << 31) - 1] {
			let root = square_root(U64F64::from_num(value)).to_num::<f64>();
			assert!((root - (value as f64).sqrt()).abs() <= 1e-3, "{value}: {root}");
		}
	}
}
