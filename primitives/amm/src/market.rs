//! What a subnet trades on: a pool, or nothing but 1:1.

use crate::{
	fee::FeeRate,
	limit::LimitPrice,
	pool::Pool,
	side::Side,
	swap::{Order, Rules, SwapError, Trade},
};
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance, TaoBalance,
};

/// What a subnet trades on. Spec: economics 13.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Market {
	/// Mechanism 1: the pool.
	Dynamic(Pool),
	/// Mechanism 0, the root network among them: one alpha is one TAO, without fee and without limits.
	Stable,
}

/// What a trade without a limit would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Simulation<S: Side> {
	/// What would change hands.
	pub trade: Trade<S>,
	/// How much more the amount would bring, fee included, if the price stayed; rounded down, at least zero.
	pub slippage: S::Output,
}

impl Market {
	/// The price of alpha in TAO: that of the pool, or exactly one. Spec: economics 13.1.
	pub fn price(&self) -> U64F64 {
		match self {
			Self::Dynamic(pool) => pool.price(),
			Self::Stable => U64F64::from_num(1),
		}
	}

	/// What a trade changes. Without a pool all of the amount is paid out, and limit and fee do not count.
	/// Spec: economics 14.4.
	///
	/// # Errors
	///
	/// Those of [`Pool::swap`].
	pub fn trade<S: Side>(&self, order: &Order<S>, rules: &Rules) -> Result<Trade<S>, SwapError> {
		match self {
			Self::Dynamic(pool) => Ok(pool.swap(order, rules)?.trade),
			Self::Stable => {
				let paid_out = S::Output::from(order.amount.into());
				Ok(Trade { paid_in: order.amount, paid_out, fee: S::Input::from(0) })
			},
		}
	}

	/// What a trade with fee and without a limit would bring. Spec: economics 14.6.
	///
	/// # Errors
	///
	/// Those of [`Pool::swap`]; the runtime API answers zeros then.
	pub fn simulate<S: Side>(
		&self,
		amount: S::Input,
		fee_rate: FeeRate,
		rules: &Rules,
	) -> Result<Simulation<S>, SwapError> {
		let trade = self.trade(&Order::<S> { amount, limit: S::OPEN_LIMIT, fee_rate, drop_fee: false }, rules)?;
		// The rules say that slippage stops at zero.
		let paid_out: u64 = trade.paid_out.into();
		let slippage = S::worth(amount.into(), self.price()).saturating_sub(paid_out);
		Ok(Simulation { trade, slippage: slippage.into() })
	}

	/// The largest amount, fee included, of which nothing is left when it is traded with this limit. Without a pool
	/// everything or nothing. Spec: staking 4.8 (`max_add`, `max_remove`).
	///
	/// It is what a trade of 1000 times the reserve would take, and so no statement about the limit where the limit does not
	/// stop that trade as it should (see [`Pool::swap`]): all of these 1000 times the reserve where so much buys the pool
	/// empty, and 17.4 times the reserve without the fee where the limit is far away.
	///
	/// # Errors
	///
	/// Those of [`Pool::swap`]: the price is already at the limit, or the reserves are too low.
	pub fn max_amount_for_limit<S: Side>(
		&self,
		limit: LimitPrice,
		fee_rate: FeeRate,
		rules: &Rules,
	) -> Result<S::Input, SwapError> {
		let Self::Dynamic(pool) = self else {
			return Ok(S::Input::from(if S::allows_one(limit) { u64::MAX } else { 0 }));
		};
		// The largest input that the rules allow; above u64 none can be written.
		let amount = S::reserves(pool).input.saturating_mul(rules.input_multiple).into();
		let trade = pool.swap(&Order::<S> { amount, limit, fee_rate, drop_fee: false }, rules)?.trade;
		// Never above the amount.
		Ok(trade.paid_in.into().saturating_add(trade.fee.into()).into())
	}

	/// The alpha that is worth as much as `tao`, at the price and without a trade; rounded down. Zero where there is no
	/// price, or one so small that the alpha could not be counted. Spec: economics 14.6.
	pub fn alpha_for_tao(&self, tao: TaoBalance) -> AlphaBalance {
		match self {
			Self::Dynamic(pool) => {
				AlphaBalance::new(U64F64::from_num(tao.get()).safe_div(pool.price()).to_num::<u64>())
			},
			Self::Stable => AlphaBalance::new(tao.get()),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		side::{Buy, Sell},
		weights::Weights,
	};
	use taonet_types::RAO_PER_TAO;

	const RULES: Rules = Rules::DEFAULT;
	const RATE: FeeRate = FeeRate::DEFAULT;

	fn market() -> Market {
		Market::Dynamic(Pool {
			tao: TaoBalance::new(1_000 * RAO_PER_TAO),
			alpha: AlphaBalance::new(4_000 * RAO_PER_TAO),
			weights: Weights::EQUAL,
		})
	}

	#[test]
	fn slippage_is_what_the_price_would_have_brought_more() {
		let buy = market().simulate::<Buy>(TaoBalance::new(10 * RAO_PER_TAO), RATE, &RULES).unwrap();
		assert_eq!(buy.trade.paid_out.get(), 39_584_215_264);
		assert_eq!(buy.slippage.get(), 40_000_000_000 - 39_584_215_264);
		let sell = market().simulate::<Sell>(AlphaBalance::new(40 * RAO_PER_TAO), RATE, &RULES).unwrap();
		assert_eq!(sell.slippage.get(), 10_000_000_000 - 9_896_053_816);
	}

	#[test]
	fn largest_amount_is_what_moves_the_price_to_the_limit_with_its_fee() {
		let most = market().max_amount_for_limit::<Buy>(LimitPrice::new(252_500_000), RATE, &RULES);
		assert_eq!(most, Ok(TaoBalance::new(4_990_074_852)));
		let passed = market().max_amount_for_limit::<Buy>(LimitPrice::new(250_000_000), RATE, &RULES);
		assert_eq!(passed, Err(SwapError::PriceLimitExceeded));
	}

	#[test]
	fn largest_amount_is_1000_times_the_reserve_when_so_much_empties_the_pool() {
		let Market::Dynamic(pool) = market() else { unreachable!() };
		let market = Market::Dynamic(Pool { weights: Weights::new(950_000_000_000_000_000).unwrap(), ..pool });
		// Just above the price, 0.01316.
		let most = market.max_amount_for_limit::<Buy>(LimitPrice::new(13_200_000), RATE, &RULES);
		assert_eq!(most, Ok(TaoBalance::new(1_000_000 * RAO_PER_TAO)));
	}

	#[test]
	fn market_trades_one_to_one_without_fee_when_it_has_no_pool() {
		let amount = TaoBalance::new(7);
		let order = Order::<Buy> { amount, limit: LimitPrice::new(0), fee_rate: RATE, drop_fee: false };
		let trade = Market::Stable.trade(&order, &RULES).unwrap();
		assert_eq!(trade, Trade { paid_in: amount, paid_out: AlphaBalance::new(7), fee: TaoBalance::ZERO });
		assert_eq!(Market::Stable.price(), 1);
		assert_eq!(Market::Stable.alpha_for_tao(amount), AlphaBalance::new(7));
		let simulation = Market::Stable.simulate::<Sell>(AlphaBalance::MAX, RATE, &RULES).unwrap();
		assert_eq!((simulation.trade.paid_out, simulation.slippage), (TaoBalance::MAX, TaoBalance::ZERO));
	}

	#[test]
	fn largest_amount_is_all_or_nothing_when_there_is_no_pool() {
		let buy = |limit| Market::Stable.max_amount_for_limit::<Buy>(LimitPrice::new(limit), RATE, &RULES).unwrap();
		assert_eq!((buy(1_000_000_000), buy(999_999_999)), (TaoBalance::MAX, TaoBalance::ZERO));
		let sell = |limit| Market::Stable.max_amount_for_limit::<Sell>(LimitPrice::new(limit), RATE, &RULES).unwrap();
		assert_eq!((sell(1_000_000_000), sell(1_000_000_001)), (AlphaBalance::MAX, AlphaBalance::ZERO));
	}

	#[test]
	fn alpha_for_tao_is_zero_when_there_is_no_price() {
		assert_eq!(market().alpha_for_tao(TaoBalance::new(5)), AlphaBalance::new(20));
		let Market::Dynamic(pool) = market() else { unreachable!() };
		let drained = Market::Dynamic(Pool { tao: TaoBalance::ZERO, ..pool });
		assert_eq!(drained.alpha_for_tao(TaoBalance::new(5)), AlphaBalance::ZERO);
	}
}
