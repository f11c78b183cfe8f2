//! Weights as a validator submits them.

use taonet_types::fixed::{SafeDiv, I32F32};

/// Stretches weights so that the largest becomes 65535; all zero stay. Rounded to the nearest, halves up.
///
/// Where the largest is above 32768, the factor is computed first and cut to 32 fraction bits. Spec: consensus 1.3.
pub fn max_upscale(weights: &mut [u16]) {
	const FULL: I32F32 = I32F32::from_bits((u16::MAX as i64) << 32);
	let largest = match weights.iter().max() {
		None | Some(0) => return,
		Some(largest) => I32F32::from_num(*largest),
	};
	let factor = FULL.safe_div(largest);
	for weight in weights {
		let value = I32F32::from_num(*weight);
		let stretched = if largest > I32F32::from_num(32_768) {
			value.saturating_mul(factor)
		} else {
			value.saturating_mul(FULL).safe_div(largest)
		};
		*weight = stretched.saturating_round().saturating_to_num();
	}
}
