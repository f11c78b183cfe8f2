//! The weight of TAO staked on the root network against the alpha of a subnet.

use crate::{
	amounts::{fixed_alpha, fixed_tao, ONE_U64F64},
	price_average::unsigned_price,
	shares::sum,
};
use alloc::vec::Vec;
use taonet_types::{
	fixed::{proportion_u64, SafeDiv, I96F32, U96F32},
	AlphaBalance, TaoBalance,
};

/// The stored weight of TAO that a chain begins with, in parts of 2^64 - 1 (0.0526770). Spec: economics 7.
pub const DEFAULT_TAO_WEIGHT: u64 = 971_718_665_099_567_868;

/// The weight of one RAO against one alpha-rao, from its stored parts of 2^64 - 1, rounded down. Spec: economics 7.
pub fn tao_weight(stored: u64) -> U96F32 {
	proportion_u64(stored)
}

/// The part of weighted root stake in all stake of a subnet, rounded down: 0 to 1, and 0 where there is no stake at all.
///
/// `root_tao` is all TAO on root, `alpha_issuance` all alpha of the subnet. Spec: economics 7.
pub fn root_proportion(root_tao: TaoBalance, alpha_issuance: AlphaBalance, tao_weight: U96F32) -> U96F32 {
	let root = fixed_tao(root_tao).saturating_mul(tao_weight);
	// Far below the limit of the type: 2^64 each.
	root.safe_div(root.saturating_add(fixed_alpha(alpha_issuance)))
}

/// Whether root dividends are paid in this block rather than recycled: the moving prices of all eligible subnets sum to
/// more than 1. Spec: economics 7.
pub fn root_sell_flag(moving_prices: &[I96F32]) -> bool {
	let prices: Vec<_> = moving_prices.iter().map(|price| unsigned_price(*price)).collect();
	sum(&prices) > ONE_U64F64
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn root_proportion_is_that_of_the_worked_example() {
		let weight = tao_weight(DEFAULT_TAO_WEIGHT);
		assert_eq!(weight.to_bits(), 226_245_882);
		let million = 1_000_000_000_000_000;
		let proportion = root_proportion(TaoBalance::new(million), AlphaBalance::new(2 * million), weight);
		assert_eq!(proportion.to_bits(), 110_219_915);
	}

	#[test]
	fn root_proportion_is_zero_when_there_is_no_stake() {
		assert_eq!(root_proportion(TaoBalance::ZERO, AlphaBalance::ZERO, tao_weight(u64::MAX)), 0);
		assert_eq!(root_proportion(TaoBalance::new(1), AlphaBalance::ZERO, tao_weight(u64::MAX)), 1);
	}

	#[test]
	fn root_is_paid_only_when_prices_sum_to_more_than_one() {
		let half = I96F32::from_bits(1 << 31);
		assert!(!root_sell_flag(&[half, half]));
		assert!(root_sell_flag(&[half, half, I96F32::from_bits(1)]));
		assert!(root_sell_flag(&[I96F32::from_num(3_000_000_000u32)]));
		assert!(!root_sell_flag(&[]));
	}
}
