//! From incentive and dividends to rao. Spec: consensus 6.

use super::numbers::{normalise, sum, ZERO};
use taonet_types::fixed::{SafeDiv, I32F32};

/// Shares of the emission by uid.
pub struct Shares {
	pub server: Vec<I32F32>,
	pub validator: Vec<I32F32>,
	pub combined: Vec<I32F32>,
}

/// Spec: consensus 6 steps 1 to 3.
pub fn shares(incentive: &[I32F32], dividends: &[I32F32], stake: &[I32F32], active_stake: &[I32F32]) -> Shares {
	let both: Vec<_> = incentive.iter().zip(dividends).map(|(a, b)| a.wrapping_add(*b)).collect();
	let total = sum(both.iter().copied());
	if total == ZERO {
		let idle = active_stake.iter().all(|value| *value == ZERO);
		let paid = if idle { stake } else { active_stake }.to_vec();
		return Shares { server: vec![ZERO; incentive.len()], validator: paid.clone(), combined: paid };
	}
	let of_total = |values: &[I32F32]| values.iter().map(|value| value.safe_div(total)).collect();
	Shares { server: of_total(incentive), validator: of_total(dividends), combined: normalise(&both) }
}

/// Rounded down; nothing where the share is negative. Spec: consensus 6 step 4.
pub fn rao(share: I32F32, emission: u64) -> u64 {
	// At most 2^63 times 2^64, so the product exists.
	let rao = i128::from(share.to_bits()).saturating_mul(i128::from(emission)) >> 32;
	u64::try_from(rao.max(0)).unwrap_or(u64::MAX)
}
