//! Moving stake between two subnets.

use crate::{
	fee::FeeRate,
	limit::LimitPrice,
	market::Market,
	pool::Pool,
	side::{Buy, Sell},
	swap::{Rules, SwapError},
};
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance,
};

/// The largest amount of alpha that can be sold on `origin`, and the TAO spent on `destination`, with one alpha of the
/// origin bringing at least `limit` billionths of an alpha of the destination; rounded down. Each market comes with its fee.
///
/// Between two pools it is exact only for equal weights and without fees; that is the protocol's rule. Where the price is
/// worse than the limit from the start, it is zero. Spec: staking 4.8 (`max_move`).
///
/// # Errors
///
/// Those of [`Pool::swap`], where one of the two has a pool: the price is already at the limit, or the reserves are too low.
pub fn max_move(
	origin: (&Market, FeeRate),
	destination: (&Market, FeeRate),
	limit: LimitPrice,
	rules: &Rules,
) -> Result<AlphaBalance, SwapError> {
	let is_open = limit.rao_per_alpha() == 0;
	match (origin.0, destination.0) {
		(Market::Stable, Market::Stable) => {
			Ok(if limit > LimitPrice::ONE { AlphaBalance::ZERO } else { AlphaBalance::MAX })
		},
		(Market::Stable, Market::Dynamic(_)) if is_open => Ok(AlphaBalance::MAX),
		(Market::Stable, Market::Dynamic(_)) => {
			let most = destination.0.max_amount_for_limit::<Buy>(inverse(limit), destination.1, rules)?;
			// On root one alpha is one RAO.
			Ok(AlphaBalance::new(most.get()))
		},
		(Market::Dynamic(_), Market::Stable) => origin.0.max_amount_for_limit::<Sell>(limit, origin.1, rules),
		(Market::Dynamic(from), Market::Dynamic(to)) => Ok(between_pools(from, to, limit)),
	}
}

/// The limit seen from the other side: billionths of a TAO for one alpha become billionths of an alpha for one TAO. Rounded
/// down.
fn inverse(limit: LimitPrice) -> LimitPrice {
	let billion = U64F64::from_num(LimitPrice::ONE.rao_per_alpha());
	let inverse = billion.safe_div(U64F64::from_num(limit.rao_per_alpha())).saturating_mul(billion);
	LimitPrice::new(inverse.saturating_to_num())
}

fn between_pools(from: &Pool, to: &Pool, limit: LimitPrice) -> AlphaBalance {
	let reserves = [from.tao.get(), from.alpha.get(), to.tao.get(), to.alpha.get()];
	let least = limit.price();
	if reserves.contains(&0) || least > from.price().safe_div(to.price()) {
		return AlphaBalance::ZERO;
	}
	if limit.rao_per_alpha() == 0 {
		return AlphaBalance::MAX;
	}
	let [from_tao, from_alpha, to_tao, to_alpha] = reserves.map(U64F64::from_num);
	let all_tao = from_tao.saturating_add(to_tao);
	let reached = to_alpha.saturating_mul(from_tao.safe_div(all_tao)).saturating_div(least);
	let most = reached.saturating_sub(from_alpha.saturating_mul(to_tao.safe_div(all_tao)));
	AlphaBalance::new(most.to_num())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::weights::Weights;
	use taonet_types::{TaoBalance, RAO_PER_TAO};

	fn pool(tao: u64, alpha: u64) -> Market {
		Market::Dynamic(Pool {
			tao: TaoBalance::new(tao.saturating_mul(RAO_PER_TAO)),
			alpha: AlphaBalance::new(alpha.saturating_mul(RAO_PER_TAO)),
			weights: Weights::EQUAL,
		})
	}

	fn most(origin: Market, destination: Market, limit: u64) -> Result<u64, SwapError> {
		let fee = FeeRate::DEFAULT;
		max_move((&origin, fee), (&destination, fee), LimitPrice::new(limit), &Rules::DEFAULT).map(AlphaBalance::get)
	}

	#[test]
	fn move_without_pools_is_all_or_nothing() {
		assert_eq!(most(Market::Stable, Market::Stable, 1_000_000_000), Ok(u64::MAX));
		assert_eq!(most(Market::Stable, Market::Stable, 1_000_000_001), Ok(0));
	}

	#[test]
	fn move_from_root_buys_up_to_the_inverse_of_the_limit() {
		// At least 3.96 alpha for a TAO: at most 0.252525… TAO for an alpha.
		let to = pool(1_000, 4_000);
		let limit = LimitPrice::new(252_525_252);
		let expected = to.max_amount_for_limit::<Buy>(limit, FeeRate::DEFAULT, &Rules::DEFAULT).unwrap();
		assert_eq!(most(Market::Stable, to, 3_960_000_000), Ok(expected.get()));
		assert_eq!(most(Market::Stable, to, 0), Ok(u64::MAX));
		assert_eq!(most(Market::Stable, to, 4_000_000_000), Err(SwapError::PriceLimitExceeded));
	}

	#[test]
	fn move_to_root_sells_down_to_the_limit() {
		let from = pool(1_000, 4_000);
		let expected =
			from.max_amount_for_limit::<Sell>(LimitPrice::new(247_500_000), FeeRate::DEFAULT, &Rules::DEFAULT);
		assert_eq!(most(from, Market::Stable, 247_500_000), expected.map(AlphaBalance::get));
	}

	/// A sale of the largest amount for TAO, all of which is spent on the destination, brings what the limit asks for on
	/// average: 39.47 alpha are 37.97 TAO, and those 75 alpha.
	#[test]
	fn move_between_pools_brings_the_limit_on_average() {
		let (from, to) = (pool(1_000, 1_000), pool(3_000, 6_000));
		// Two to one now; at least 1.9.
		let amount = most(from, to, 1_900_000_000).unwrap();
		// (6000 x 1/4 / 1.9 - 1000 x 3/4) alpha.
		assert_eq!(amount, 39_473_684_210);
		assert_eq!(most(from, to, 2_000_000_001), Ok(0));
		assert_eq!(most(from, to, 2_000_000_000), Ok(0));
		assert_eq!(most(from, to, 0), Ok(u64::MAX));
		assert_eq!(most(pool(0, 1_000), to, 0), Ok(0));
	}

	/// What the destination could take stops at the largest number; what the origin holds is then subtracted.
	#[test]
	fn move_is_almost_the_largest_number_when_the_limit_is_tiny() {
		assert_eq!(most(pool(1_000, 1), pool(1, 15_000_000), 1), Ok(u64::MAX - 999_000));
	}
}
