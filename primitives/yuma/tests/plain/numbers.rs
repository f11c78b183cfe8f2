//! Numbers. Every sum is named wrapping, every product is rounded down, every quotient cut towards zero.
//! Spec: consensus 1.1, 1.2, 1.3.

use taonet_types::fixed::{SafeDiv, I32F32};

pub const ZERO: I32F32 = I32F32::from_bits(0);
pub const ONE: I32F32 = I32F32::from_bits(1 << 32);

/// `parts / 65535`.
pub fn share(parts: u16) -> I32F32 {
	I32F32::from_num(parts).safe_div(I32F32::from_num(u16::MAX))
}

/// The parts of 65535 in `value`, cut, never rounded.
pub fn to_share(value: I32F32) -> u16 {
	value.saturating_mul(I32F32::from_num(u16::MAX)).saturating_to_num::<u16>()
}

pub fn sum(values: impl IntoIterator<Item = I32F32>) -> I32F32 {
	values.into_iter().fold(ZERO, I32F32::wrapping_add)
}

/// `vec_mul` of one element: 0 where the product does not exist.
pub fn checked_product(a: I32F32, b: I32F32) -> I32F32 {
	a.checked_mul(b).unwrap_or(ZERO)
}

/// Each element divided by the sum of all; unchanged when that is 0.
pub fn normalise(values: &[I32F32]) -> Vec<I32F32> {
	let total = sum(values.iter().copied());
	if total == ZERO {
		return values.to_vec();
	}
	values.iter().map(|value| value.safe_div(total)).collect()
}

/// e^x of an argument held within -20 and 20.
pub fn exp_safe(x: I32F32) -> I32F32 {
	let x = x.max(I32F32::from_num(-20)).min(I32F32::from_num(20));
	exp(x).unwrap_or(if x <= ZERO { ZERO } else { I32F32::max_value() })
}

/// `None` is an overflow.
fn exp(x: I32F32) -> Option<I32F32> {
	if x == ZERO {
		Some(ONE)
	} else if x == ONE {
		Some(I32F32::from_bits(11_674_931_200))
	} else if x < ZERO {
		ONE.checked_div(exp_series(x.checked_neg()?)?)
	} else {
		exp_series(x)
	}
}

fn exp_series(x: I32F32) -> Option<I32F32> {
	let mut result = ONE.checked_add(x)?;
	let mut term = x;
	for i in 2..=31 {
		term = term.checked_mul(x)?.checked_div(I32F32::from_num(i))?;
		result = result.checked_add(term)?;
	}
	Some(result)
}

/// The row scaled so that its greatest weight is 65535.
pub fn max_upscale(row: &[u16]) -> Vec<u16> {
	let all = I32F32::from_num(u16::MAX);
	let greatest = row.iter().copied().max().unwrap_or(0);
	let divisor = I32F32::from_num(greatest);
	let scale = |value: u16| {
		let value = I32F32::from_num(value);
		if greatest == 0 {
			value
		} else if greatest > 32_768 {
			value.saturating_mul(all.safe_div(divisor))
		} else {
			value.saturating_mul(all).safe_div(divisor)
		}
	};
	row.iter().map(|&value| scale(value).saturating_round().saturating_to_num()).collect()
}
