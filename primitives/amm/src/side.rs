//! The two directions of a trade.

use crate::limit::LimitPrice;
use core::fmt::Debug;
use direction::Direction;
use taonet_types::{AlphaBalance, TaoBalance};

/// TAO in, alpha out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buy;

/// Alpha in, TAO out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sell;

/// A direction of a trade, [`Buy`] or [`Sell`]: what is paid in and what is paid out.
pub trait Side: Direction + Copy + Debug + Eq {
	/// The money that the trader pays.
	type Input: Copy + Debug + Eq + Ord + From<u64> + Into<u64>;
	/// The money that the trader gets.
	type Output: Copy + Debug + Eq + Ord + From<u64> + Into<u64>;
	/// The limit of a trade that names none. Spec: economics 14.4.
	const OPEN_LIMIT: LimitPrice;
}

impl Side for Buy {
	type Input = TaoBalance;
	type Output = AlphaBalance;
	const OPEN_LIMIT: LimitPrice = LimitPrice::MAX;
}

impl Side for Sell {
	type Input = AlphaBalance;
	type Output = TaoBalance;
	const OPEN_LIMIT: LimitPrice = LimitPrice::MIN;
}

/// What the formulas of the two directions differ in; bare numbers, which [`Side`] gives their types.
pub(crate) mod direction {
	use super::{Buy, Sell};
	use crate::{limit, pool::Pool, weights::Weights};
	use taonet_types::{
		fixed::{SafeDiv, U64F64},
		AlphaBalance, TaoBalance,
	};

	/// The reserve that grows and the one that shrinks.
	#[derive(Clone, Copy)]
	pub struct Reserves {
		pub input: u64,
		pub output: u64,
	}

	pub trait Direction {
		/// The reserves as this direction sees them.
		fn reserves(pool: &Pool) -> Reserves;

		/// The pool with such reserves.
		fn with_reserves(pool: &Pool, reserves: Reserves) -> Pool;

		/// The exponent of the input side as numerator and denominator: its weight over that of the output side.
		fn exponent(weights: Weights) -> (u64, u64);

		/// Whether `price` is better for the trader than `limit`.
		fn is_better(price: U64F64, limit: U64F64) -> bool;

		/// The input that moves the price to `limit`, rounded down.
		fn input_up_to(pool: &Pool, price: U64F64, limit: U64F64) -> u64;

		/// What `amount` of the input is worth at `price` in the output, rounded down.
		fn worth(amount: u64, price: U64F64) -> u64;

		/// Whether a trade 1:1 keeps `limit`.
		fn allows_one(limit: limit::LimitPrice) -> bool;
	}

	impl Direction for Buy {
		fn reserves(pool: &Pool) -> Reserves {
			Reserves { input: pool.tao.get(), output: pool.alpha.get() }
		}

		fn with_reserves(pool: &Pool, Reserves { input, output }: Reserves) -> Pool {
			Pool { tao: TaoBalance::new(input), alpha: AlphaBalance::new(output), weights: pool.weights }
		}

		fn exponent(weights: Weights) -> (u64, u64) {
			(weights.quote_parts(), weights.base_parts())
		}

		fn is_better(price: U64F64, limit: U64F64) -> bool {
			price < limit
		}

		fn input_up_to(pool: &Pool, price: U64F64, limit: U64F64) -> u64 {
			limit::tao_up_to(pool.tao.get(), pool.weights, price, limit)
		}

		fn worth(amount: u64, price: U64F64) -> u64 {
			U64F64::from_num(amount).safe_div(price).to_num()
		}

		fn allows_one(limit: limit::LimitPrice) -> bool {
			limit >= limit::LimitPrice::ONE
		}
	}

	impl Direction for Sell {
		fn reserves(pool: &Pool) -> Reserves {
			Reserves { input: pool.alpha.get(), output: pool.tao.get() }
		}

		fn with_reserves(pool: &Pool, Reserves { input, output }: Reserves) -> Pool {
			Pool { tao: TaoBalance::new(output), alpha: AlphaBalance::new(input), weights: pool.weights }
		}

		fn exponent(weights: Weights) -> (u64, u64) {
			(weights.base_parts(), weights.quote_parts())
		}

		fn is_better(price: U64F64, limit: U64F64) -> bool {
			price > limit
		}

		fn input_up_to(pool: &Pool, price: U64F64, limit: U64F64) -> u64 {
			limit::alpha_down_to(pool.alpha.get(), pool.weights, price, limit)
		}

		fn worth(amount: u64, price: U64F64) -> u64 {
			U64F64::from_num(amount).saturating_mul(price).to_num()
		}

		fn allows_one(limit: limit::LimitPrice) -> bool {
			limit <= limit::LimitPrice::ONE
		}
	}
}
