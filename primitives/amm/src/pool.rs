//! The pool and its price.

use crate::weights::Weights;
use num_bigint::BigUint;
use num_traits::ToPrimitive;
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance, TaoBalance,
};

/// The pool of a subnet. Spec: economics 14.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
	/// The TAO reserve, in RAO.
	pub tao: TaoBalance,
	/// The alpha reserve, in alpha-rao.
	pub alpha: AlphaBalance,
	/// The weights; [`Weights::EQUAL`] for a pool that was never used.
	pub weights: Weights,
}

impl Pool {
	/// The price of alpha in TAO: `(alpha weight / TAO weight) × (TAO / alpha)`. The two quotients and the product are
	/// rounded down; zero where a reserve is empty. Spec: economics 14.2.
	pub fn price(&self) -> U64F64 {
		let base = U64F64::from_num(self.weights.base_parts());
		let weights = base.safe_div(U64F64::from_num(self.weights.quote_parts()));
		let reserves = U64F64::from_num(self.tao.get()).safe_div(U64F64::from_num(self.alpha.get()));
		weights.saturating_mul(reserves)
	}
}

/// The square root of a price, rounded down: what clients read as `AlphaSqrtPrice`. Spec: economics 14.1.
// A number of any size is shifted.
#[allow(clippy::arithmetic_side_effects)]
pub fn sqrt_price(price: U64F64) -> U64F64 {
	let root = (BigUint::from(price.to_bits()) << 64u32).sqrt();
	// The root of 192 bits has 96.
	U64F64::from_bits(root.to_u128().unwrap_or(u128::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pool(tao: u64, alpha: u64) -> Pool {
		Pool { tao: TaoBalance::new(tao), alpha: AlphaBalance::new(alpha), weights: Weights::EQUAL }
	}

	#[test]
	fn price_is_the_ratio_of_reserves_and_weights() {
		assert_eq!(pool(1_000, 4_000).price(), U64F64::from_num(0.25));
		let weights = Weights::new(200_000_000_000_000_000).unwrap();
		assert_eq!(Pool { weights, ..pool(1_000, 4_000) }.price(), U64F64::from_num(1));
	}

	#[test]
	fn price_is_zero_when_a_reserve_is_empty() {
		assert_eq!(pool(1_000, 0).price(), 0);
		assert_eq!(pool(0, 1_000).price(), 0);
	}

	#[test]
	fn price_stops_at_the_largest_number_when_the_product_is_larger() {
		let weights = Weights::new(Weights::MIN_PARTS).unwrap();
		assert_eq!(Pool { weights, ..pool(u64::MAX, 1) }.price(), U64F64::max_value());
	}

	#[test]
	fn sqrt_price_is_that_of_the_specification() {
		assert_eq!(sqrt_price(U64F64::from_num(0.25)), U64F64::from_num(0.5));
		assert_eq!(sqrt_price(U64F64::from_bits(4_704_333_998_995_280_556)).to_bits(), 9_315_559_313_144_678_128);
		assert_eq!(sqrt_price(U64F64::from_num(0)), 0);
		assert_eq!(sqrt_price(U64F64::max_value()).to_bits(), (1 << 96) - 1);
	}
}
