//! The moving price of a subnet's alpha, and the median over all subnets.

use crate::amounts::ONE_U64F64;
use alloc::vec::Vec;
use taonet_types::{
	fixed::{SafeDiv, I96F32, U64F64},
	AlphaBalance, TaoBalance,
};

/// The weight of the spot price that a chain begins with (0.000003). Spec: economics 13.2.
pub const DEFAULT_SUBNET_MOVING_ALPHA: I96F32 = I96F32::from_bits(12_885);

/// Blocks after which a subnet's moving price reacts with half of the full weight. Spec: economics 13.2.
pub const DEFAULT_EMA_PRICE_HALVING_BLOCKS: u64 = 201_600;

/// What one step of the moving price follows from. Spec: economics 13.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovingPriceInputs {
	/// The block of the step.
	pub block: u64,
	/// The first block in which the subnet was emitted to; nothing for a subnet that never started.
	pub first_emission_block: Option<u64>,
	/// Blocks until the average has half of its full weight.
	pub halving_blocks: u64,
	/// The full weight of the spot price.
	pub subnet_moving_alpha: I96F32,
	/// The spot price, after this block's emission.
	pub spot_price: U64F64,
	/// The stored moving price.
	pub moving_price: I96F32,
}

/// The moving price to store, each step rounded down. The spot price counts as at most 1, and the younger a subnet is, the
/// less weight it has. Spec: economics 13.2.
pub fn moving_price(inputs: &MovingPriceInputs) -> I96F32 {
	// A subnet that never started counts as having started in block 0; the differences stop at zero.
	let before_first = inputs.first_emission_block.unwrap_or(0).saturating_sub(1);
	let age = U64F64::saturating_from_num(inputs.block.saturating_sub(before_first));
	let halving = U64F64::saturating_from_num(inputs.halving_blocks);
	let maturity = age.safe_div(age.saturating_add(halving));
	let weight = U64F64::saturating_from_num(inputs.subnet_moving_alpha).saturating_mul(maturity);
	let new = weight.saturating_mul(inputs.spot_price.min(ONE_U64F64));
	let kept = ONE_U64F64.saturating_sub(weight).saturating_mul(U64F64::saturating_from_num(inputs.moving_price));
	I96F32::saturating_from_num(new.saturating_add(kept))
}

/// The moving price as everybody reads it: always 1 for root and for subnets whose pool is not dynamic (mechanism 0).
/// Spec: economics 13.2.
pub fn moving_price_read(is_dynamic: bool, stored: I96F32) -> I96F32 {
	if is_dynamic {
		stored
	} else {
		I96F32::saturating_from_num(1)
	}
}

/// The median of the spot prices above zero, of all added subnets except root; the mean of the two middle ones, rounded
/// down, for an even count; 1 when there is none. Spec: economics 13.3.
pub fn median_price(spot_prices: &[U64F64]) -> U64F64 {
	let mut prices: Vec<_> = spot_prices.iter().copied().filter(|price| *price > U64F64::from_bits(0)).collect();
	prices.sort_unstable();
	let upper = prices.len() >> 1;
	let lower = prices.len().saturating_sub(1) >> 1;
	let (Some(low), Some(high)) = (prices.get(lower), prices.get(upper)) else { return ONE_U64F64 };
	// The mean, written so that it cannot overflow.
	low.saturating_add(high.saturating_sub(*low).safe_div(U64F64::saturating_from_num(2)))
}

/// What an amount of alpha is worth at a price, in RAO, without a trade; rounded down, at most the largest amount.
pub fn worth(alpha: AlphaBalance, price: U64F64) -> TaoBalance {
	TaoBalance::new(price.saturating_mul(U64F64::from_num(alpha.get())).to_num())
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The worked example: price 0.2, spot 0.25, half of the full weight.
	fn example() -> MovingPriceInputs {
		MovingPriceInputs {
			block: 201_600,
			first_emission_block: Some(1),
			halving_blocks: DEFAULT_EMA_PRICE_HALVING_BLOCKS,
			subnet_moving_alpha: DEFAULT_SUBNET_MOVING_ALPHA,
			spot_price: U64F64::from_bits(1 << 62),
			moving_price: I96F32::from_bits(858_993_459),
		}
	}

	#[test]
	fn moving_price_is_that_of_the_worked_example() {
		assert_eq!(moving_price(&example()).to_bits(), 858_993_781);
	}

	#[test]
	fn moving_price_of_a_fresh_subnet_stays_zero_for_62_blocks() {
		let after = |block| {
			let inputs = MovingPriceInputs { block, moving_price: I96F32::from_bits(0), ..example() };
			moving_price(&inputs).to_bits()
		};
		assert_eq!((after(62), after(63)), (0, 1));
	}

	#[test]
	fn spot_price_counts_as_one_when_it_is_higher() {
		let with = |spot_price| moving_price(&MovingPriceInputs { spot_price, ..example() });
		assert_eq!(with(U64F64::from_num(1_000)), with(ONE_U64F64));
	}

	#[test]
	fn age_counts_from_block_zero_when_the_subnet_never_started() {
		let with = |first_emission_block| moving_price(&MovingPriceInputs { first_emission_block, ..example() });
		assert_eq!(with(None), with(Some(0)));
	}

	#[test]
	fn moving_price_is_one_when_the_pool_is_not_dynamic() {
		let stored = I96F32::from_bits(5);
		assert_eq!((moving_price_read(true, stored), moving_price_read(false, stored)), (stored, I96F32::from_num(1)));
	}

	#[test]
	fn median_ignores_order_and_zeros_and_is_one_for_nothing() {
		let median =
			|prices: &[u64]| median_price(&prices.iter().map(|price| U64F64::from_num(*price)).collect::<Vec<_>>());
		assert_eq!(median(&[]), 1);
		assert_eq!(median(&[0, 0]), 1);
		assert_eq!(median(&[9, 0, 1, 4]), 4);
		assert_eq!(median(&[9, 1, 4, 5]), U64F64::from_num(4.5));
		assert_eq!(median(&[1, 2, 3_000_000_000, 3_000_000_000]), U64F64::from_num(1_500_000_001));
		assert_eq!(median_price(&[U64F64::max_value(); 2]), U64F64::max_value());
	}
}
