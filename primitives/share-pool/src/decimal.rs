//! The integer arithmetic below [`SafeFloat`](crate::SafeFloat): powers of ten, and products with a quotient.
//!
//! Mantissas in normal form lie in (10^20, 10^21], between 2^66 and 2^70. That is narrow enough to do without 256-bit
//! numbers, and almost without dividing 128-bit numbers, which is slow (in WASM above all: there it is a loop over bits).
//! None of these functions panics on any input; outside the ranges that they name, their results mean nothing.

/// 10^0, 10^1, …: all powers of ten that 128 bits hold.
const POWERS_OF_TEN: [u128; 39] = powers(10);

/// 5^0, 5^1, …, 5^27: all powers of five that 64 bits hold, as wide numbers.
const POWERS_OF_FIVE: [u128; 28] = powers(5);

/// Bits of a digit in [`mul_div_floor`].
const DIGIT: u32 = 25;
const DIGIT_MASK: u128 = (1 << DIGIT) - 1;
/// How far a dividend and a divisor are cut there so that they fit 64 bits.
const CUT: u32 = 31;

const fn powers<const N: usize>(base: u128) -> [u128; N] {
	let mut table = [1; N];
	let mut index = 1;
	// Evaluated by the compiler, which refuses an overflow.
	#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
	while index < N {
		table[index] = table[index - 1] * base;
		index += 1;
	}
	table
}

/// `10^power`, or nothing when 128 bits do not hold it.
pub fn power_of_ten(power: u32) -> Option<u128> {
	POWERS_OF_TEN.get(usize::try_from(power).ok()?).copied()
}

/// How many decimal digits `number` has: 0 for 0, 1 for 9, 2 for 10.
pub fn digits(number: u128) -> u32 {
	// At most 39.
	POWERS_OF_TEN.partition_point(|power| *power <= number) as u32
}

/// `floor(number / 10^power)`.
pub fn divide_by_power_of_ten(number: u128, power: u32) -> u128 {
	// 10^p = 2^p · 5^p, and two floor divisions in a row equal one by the product.
	let halved = number.checked_shr(power).unwrap_or(0);
	let five = usize::try_from(power).ok().and_then(|power| POWERS_OF_FIVE.get(power));
	match (u64::try_from(halved), five) {
		(Ok(halved), Some(five)) => halved.checked_div(*five as u64).unwrap_or(0).into(),
		_ => power_of_ten(power).and_then(|divisor| number.checked_div(divisor)).unwrap_or(0),
	}
}

/// `floor(x · y / divisor)` for `x` and `y` up to 10^21 and a divisor in (10^20, 10^21].
///
/// Long division of the 140-bit product with three digits of 25 bits. A digit is guessed by dividing 64-bit numbers: the
/// dividend and the divisor without their lowest 31 bits. The divisor keeps more than 35 bits, so a guess is never too
/// small and at most one too large.
pub fn mul_div_floor(x: u128, y: u128, divisor: u128) -> u128 {
	// The product as (rest, low digits). Nothing here can wrap: x < 2^70, a digit of y < 2^25, so a sum is below 2^96.
	let low = x.wrapping_mul(y & DIGIT_MASK);
	let middle = x.wrapping_mul((y >> DIGIT) & DIGIT_MASK).wrapping_add(low >> DIGIT);
	let high = x.wrapping_mul(y >> (2 * DIGIT)).wrapping_add(middle >> DIGIT);
	// At most 10^42 / 2^75, which is below 10^20 and so below the divisor.
	let mut rest = high >> DIGIT;
	let mut quotient = 0u128;
	for digit in [high, middle, low] {
		// rest < divisor < 2^70, so the dividend is below divisor · 2^25 < 2^95.
		let dividend = (rest << DIGIT) | (digit & DIGIT_MASK);
		let mut guess = u128::from(((dividend >> CUT) as u64).checked_div((divisor >> CUT) as u64).unwrap_or(0));
		let mut product = guess.wrapping_mul(divisor);
		if product > dividend {
			guess = guess.wrapping_sub(1);
			product = product.wrapping_sub(divisor);
		}
		rest = dividend.wrapping_sub(product);
		quotient = (quotient << DIGIT) | guess;
	}
	quotient
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;

	#[test]
	fn digits_are_counted_at_both_sides_of_every_power_of_ten() {
		assert_eq!(digits(0), 0);
		for power in 1..=38 {
			let ten = 10u128.pow(power);
			assert_eq!((digits(ten - 1), digits(ten)), (power, power + 1));
		}
		assert_eq!(digits(u128::MAX), 39);
	}

	#[test]
	fn division_by_a_power_of_ten_is_floor_division_for_all_widths() {
		for number in [0, 1, 9, 10u128.pow(21), 123_456_789_012_345_678_901, u64::MAX.into(), (1 << 70) - 1, u128::MAX]
		{
			for power in 0..=38 {
				assert_eq!(divide_by_power_of_ten(number, power), number / 10u128.pow(power), "{number} / 10^{power}");
			}
			assert_eq!(divide_by_power_of_ten(number, 39), 0);
			assert_eq!(divide_by_power_of_ten(number, u32::MAX), 0);
		}
	}

	#[test]
	fn quotient_of_a_product_is_exact_at_the_ends_of_the_ranges() {
		let (least, most) = (10u128.pow(20) + 1, 10u128.pow(21));
		assert_eq!(mul_div_floor(most, most, most), most);
		assert_eq!(mul_div_floor(least, least, most), 10u128.pow(19));
		assert_eq!(mul_div_floor(most, most, least), 9_999_999_999_999_999_999_900);
		assert_eq!(mul_div_floor(most, least, least), most);
		assert_eq!(mul_div_floor(0, most, least), 0);
		// One below an exact quotient.
		assert_eq!(mul_div_floor(most - 1, most, most), most - 1);
	}

	#[test]
	fn quotient_of_a_product_never_panics_outside_its_ranges() {
		for x in [0, 1, u128::MAX] {
			for y in [0, 1, u128::MAX] {
				for divisor in [0, 1, 1 << 31, u128::MAX] {
					mul_div_floor(x, y, divisor);
				}
			}
		}
	}
}
