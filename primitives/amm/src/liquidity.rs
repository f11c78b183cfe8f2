//! Liquidity that comes from outside and leaves the price where it is.

use crate::{
	pool::Pool,
	weights::{WeightOutOfRange, Weights},
};
use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};
use taonet_types::{AlphaBalance, TaoBalance};

/// Why reserves were not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiquidityError {
	/// The price could only be kept with a weight below 0.01 or above 0.99. Leave the pool as it is, or add amounts whose
	/// ratio is nearer to that of the reserves.
	WeightOutOfRange,
	/// A reserve would grow beyond u64. Add less.
	ReserveTooLarge,
}

impl From<WeightOutOfRange> for LiquidityError {
	fn from(WeightOutOfRange: WeightOutOfRange) -> Self {
		Self::WeightOutOfRange
	}
}

impl Pool {
	/// The pool with more reserves, and with weights that keep its price. The new TAO weight is rounded down, so the price
	/// may come out higher by the tiny ratio of one part of 10^18 to the smaller weight (10^-16 at the worst) and the
	/// roundings of the reserves' products, which are half a part each. An empty pool comes out with equal weights.
	/// Spec: economics 14.3.
	///
	/// # Errors
	///
	/// The weight would leave its range, or a reserve would not fit.
	pub fn with_liquidity(&self, tao: TaoBalance, alpha: AlphaBalance) -> Result<Self, LiquidityError> {
		let tao = self.tao.checked_add(tao).ok_or(LiquidityError::ReserveTooLarge)?;
		let alpha = self.alpha.checked_add(alpha).ok_or(LiquidityError::ReserveTooLarge)?;
		let base = weighted_product(self.weights.base_parts(), self.tao.get(), alpha.get());
		let quote = weighted_product(self.weights.quote_parts(), self.alpha.get(), tao.get());
		Ok(Self { tao, alpha, weights: share(quote, base)? })
	}
}

/// `weight × reserve × other reserve`, rounded half up to a whole number.
fn weighted_product(weight_parts: u64, reserve: u64, other: u64) -> u128 {
	let whole = u128::from(Weights::WHOLE);
	let product = u128::from(reserve).saturating_mul(u128::from(other)); // 128 bits: nothing is cut off.
	let weight = u128::from(weight_parts);
	// weight × (q × 10^18 + r) / 10^18 = weight × q + weight × r / 10^18, and a weight is less than 10^18.
	let (q, r) = (product.checked_div(whole).unwrap_or_default(), product.checked_rem(whole).unwrap_or_default());
	let rounded = weight.saturating_mul(r).saturating_add(whole >> 1).checked_div(whole).unwrap_or_default();
	weight.saturating_mul(q).saturating_add(rounded)
}

/// The weights whose TAO weight is `quote / (quote + base)`, rounded down.
// Numbers of any size, and a divisor that is not zero.
#[allow(clippy::arithmetic_side_effects)]
fn share(quote: u128, base: u128) -> Result<Weights, WeightOutOfRange> {
	let sum = BigUint::from(quote) + BigUint::from(base);
	if sum.is_zero() {
		return Ok(Weights::EQUAL);
	}
	let parts = BigUint::from(quote) * Weights::WHOLE / sum;
	Weights::new(parts.to_u64().ok_or(WeightOutOfRange)?)
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_types::RAO_PER_TAO;

	fn pool(tao: u64, alpha: u64) -> Pool {
		Pool { tao: TaoBalance::new(tao), alpha: AlphaBalance::new(alpha), weights: Weights::EQUAL }
	}

	#[test]
	fn price_stays_when_liquidity_is_added() {
		let before = pool(1_000 * RAO_PER_TAO, 4_000 * RAO_PER_TAO);
		let after = before.with_liquidity(TaoBalance::new(RAO_PER_TAO / 2), AlphaBalance::new(RAO_PER_TAO)).unwrap();
		assert_eq!(after.tao.get(), 1_000_500_000_000);
		assert_eq!(after.alpha.get(), 4_001_000_000_000);
		assert_eq!(after.weights.quote_parts(), 500_062_476_571_285_767);
		assert_eq!(after.price().to_bits(), 4_611_686_018_427_387_918);
	}

	#[test]
	fn liquidity_is_refused_when_a_weight_would_leave_its_range() {
		let pool = pool(1_000, 1_000);
		let tao = TaoBalance::new;
		assert!(pool.with_liquidity(tao(98_000), AlphaBalance::ZERO).is_ok());
		assert_eq!(pool.with_liquidity(tao(98_010), AlphaBalance::ZERO), Err(LiquidityError::WeightOutOfRange));
		assert_eq!(
			pool.with_liquidity(TaoBalance::ZERO, AlphaBalance::new(98_010)),
			Err(LiquidityError::WeightOutOfRange)
		);
		assert_eq!(pool.with_liquidity(TaoBalance::MAX, AlphaBalance::ZERO), Err(LiquidityError::ReserveTooLarge));
	}

	#[test]
	fn empty_pool_has_equal_weights_when_liquidity_is_added() {
		let weights = Weights::new(300_000_000_000_000_000).unwrap();
		let empty = Pool { weights, ..pool(0, 0) };
		let filled = empty.with_liquidity(TaoBalance::new(5), AlphaBalance::new(7)).unwrap();
		assert_eq!(filled, pool(5, 7));
	}

	#[test]
	fn weighted_product_is_rounded_half_up() {
		// 0.5 × 3 × 1 = 1.5
		assert_eq!(weighted_product(Weights::WHOLE / 2, 3, 1), 2);
		assert_eq!(weighted_product(Weights::WHOLE / 2 - 1, 3, 1), 1);
		// The largest product, exactly halved: (2^64 - 1)^2 / 2 = 2^127 - 2^64 + 0.5.
		assert_eq!(weighted_product(Weights::WHOLE / 2, u64::MAX, u64::MAX), (1 << 127) - (1 << 64) + 1);
	}
}
