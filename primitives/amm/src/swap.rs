//! Trades against the pool.

use crate::{
	fee::FeeRate,
	limit::LimitPrice,
	pool::Pool,
	pow_ratio::{PowRatio, Precision, SCALE},
	side::{direction::Reserves, Side},
};
use taonet_types::fixed::{SafeDiv, U64F64};

/// What a trader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order<S: Side> {
	/// What the trader gives, fee included.
	pub amount: S::Input,
	/// The price that the trade may not pass: the trade stops there and leaves the rest of the amount.
	pub limit: LimitPrice,
	/// The fee of the pool.
	pub fee_rate: FeeRate,
	/// Whether the trade is free of the fee.
	pub drop_fee: bool,
}

/// What a pool refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
	/// The smallest reserve that may be traded out of, in RAO or alpha-rao.
	pub minimum_reserve: u64,
	/// How many times the reserve may be paid in at once.
	pub input_multiple: u64,
}

impl Rules {
	/// The rules of the protocol. Spec: economics 18.
	pub const DEFAULT: Self = Self { minimum_reserve: 1_000_000, input_multiple: 1_000 };
}

/// Why a pool does not trade. The names are those of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapError {
	/// The amount without fee is more than 1000 times the reserve that it is paid into. Trade less.
	SwapInputTooLarge,
	/// The reserve that pays out is below the minimum, or the amount is too small to buy anything. Wait until the pool has
	/// grown, or trade more.
	ReservesTooLow,
	/// The price is already at the limit or past it. Accept a worse price, or wait.
	PriceLimitExceeded,
	/// The pool cannot pay what the trade is worth, or cannot hold what is paid in. Trade less.
	InsufficientLiquidity,
}

/// What changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade<S: Side> {
	/// What enters the pool, without the fee. Less than was offered when the limit stopped the trade.
	pub paid_in: S::Input,
	/// What the trader gets.
	pub paid_out: S::Output,
	/// The fee, which the trader pays besides and which does not enter the pool. `paid_in + fee` is never more than the
	/// amount of the order.
	pub fee: S::Input,
}

/// A trade and the pool after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapOutcome<S: Side> {
	/// What changes hands.
	pub trade: Trade<S>,
	/// The reserves after the trade. The weights do not change.
	pub pool: Pool,
	/// The price before the trade.
	pub price_before: U64F64,
	/// The price after the trade.
	pub price_after: U64F64,
}

/// Input and fee that are settled on.
struct Payment {
	net: u64,
	fee: u64,
	out: u64,
}

impl Pool {
	/// What a trade would pay, and the pool after it. Nothing changes until the caller says so.
	///
	/// What is paid out is rounded up by at most `reserve × (10^-18 + 2^-64)` and then down to a whole unit: the trader
	/// never gains more than that over the exact formula, and loses less than one unit. The fee is rounded down. An amount
	/// of zero trades nothing, and so does one that the fee eats up.
	///
	/// A limit stops the trade at the amount that moves the price there, rounded down; the rest of the amount stays with
	/// the trader. A trade never takes more than was offered, also where roundings (of reserves near u64 with extreme
	/// weights) put the amount up to the limit beyond it.
	/// Spec: economics 14.4.
	///
	/// # Errors
	///
	/// Those of [`SwapError`], checked in the order: input too large, reserve too low, limit already passed, nothing to be
	/// had for the amount, pool overrun.
	pub fn swap<S: Side>(&self, order: &Order<S>, rules: &Rules) -> Result<SwapOutcome<S>, SwapError> {
		let reserves = S::reserves(self);
		let gross: u64 = order.amount.into();
		let fee = if order.drop_fee { 0 } else { order.fee_rate.of_gross(gross) };
		// The fee is a part of the amount, so nothing is cut off here.
		let net = gross.saturating_sub(fee);
		// A largest input above u64 cannot be reached.
		if net > reserves.input.saturating_mul(rules.input_multiple) {
			return Err(SwapError::SwapInputTooLarge);
		}
		if reserves.output < rules.minimum_reserve {
			return Err(SwapError::ReservesTooLow);
		}
		let (price_before, limit) = (self.price(), order.limit.price());
		if !S::is_better(price_before, limit) {
			return Err(SwapError::PriceLimitExceeded);
		}
		let filled = Payment { net, fee, out: self.paid_out::<S>(net) };
		let payment = self.up_to_limit(order, price_before, limit, filled);
		if payment.net > 0 && payment.out == 0 {
			return Err(SwapError::ReservesTooLow);
		}
		let input = reserves.input.checked_add(payment.net).ok_or(SwapError::InsufficientLiquidity)?;
		let output = reserves.output.checked_sub(payment.out).ok_or(SwapError::InsufficientLiquidity)?;
		let pool = S::with_reserves(self, Reserves { input, output });
		Ok(SwapOutcome {
			trade: Trade { paid_in: payment.net.into(), paid_out: payment.out.into(), fee: payment.fee.into() },
			pool,
			price_before,
			price_after: pool.price(),
		})
	}

	/// The payment that was asked for, or what of it moves the price up to the limit.
	fn up_to_limit<S: Side>(&self, order: &Order<S>, price: U64F64, limit: U64F64, filled: Payment) -> Payment {
		let Reserves { input, output } = S::reserves(self);
		// Only a price is asked here: a reserve that does not fit is refused when the trade is made.
		let reserves = Reserves { input: input.saturating_add(filled.net), output: output.saturating_sub(filled.out) };
		let target = S::with_reserves(self, reserves).price();
		if target == limit || S::is_better(target, limit) {
			return filled;
		}
		let net = S::input_up_to(self, price, limit);
		if net > filled.net {
			return filled;
		}
		let fee: u64 = if order.drop_fee { 0 } else { order.fee_rate.on_net(net) };
		// Roundings of the two rates differ: what is left of the amount bounds the fee.
		let left = order.amount.into().saturating_sub(net);
		Payment { net, fee: fee.min(left), out: self.paid_out::<S>(net) }
	}

	/// What the pool pays for an input without fee: `output × (1 - (input / (input + paid))^exponent)`. The power is rounded
	/// down to parts of 10^18 and then of 2^64, the whole down to a unit. Nothing is paid for nothing.
	/// Spec: economics 14.4.
	fn paid_out<S: Side>(&self, net: u64) -> u64 {
		if net == 0 {
			return 0;
		}
		let Reserves { input, output } = S::reserves(self);
		let (exponent_numerator, exponent_denominator) = S::exponent(self.weights);
		let power = PowRatio {
			base_numerator: u128::from(input),
			// Two u64 in a u128: nothing is cut off.
			base_denominator: u128::from(input).saturating_add(u128::from(net)),
			exponent_numerator,
			exponent_denominator,
		};
		let one = U64F64::from_num(1);
		// The rules take a power that does not fit for zero.
		let scaled = power.scaled(Precision::Swap).unwrap_or_default();
		let kept = U64F64::from_num(scaled).safe_div(U64F64::from_num(SCALE)).min(one);
		U64F64::from_num(output).saturating_mul(one.saturating_sub(kept)).to_num()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		side::{Buy, Sell},
		weights::Weights,
	};
	use taonet_types::{AlphaBalance, TaoBalance, RAO_PER_TAO};

	fn pool() -> Pool {
		Pool {
			tao: TaoBalance::new(1_000 * RAO_PER_TAO),
			alpha: AlphaBalance::new(4_000 * RAO_PER_TAO),
			weights: Weights::EQUAL,
		}
	}

	fn buy(amount: u64) -> Order<Buy> {
		let amount = TaoBalance::new(amount);
		Order { amount, limit: LimitPrice::MAX, fee_rate: FeeRate::DEFAULT, drop_fee: false }
	}

	fn sell(amount: u64) -> Order<Sell> {
		let amount = AlphaBalance::new(amount);
		Order { amount, limit: LimitPrice::MIN, fee_rate: FeeRate::DEFAULT, drop_fee: false }
	}

	fn trade<S: Side>(order: &Order<S>) -> Result<(u64, u64, u64), SwapError> {
		let Trade { paid_in, paid_out, fee } = pool().swap(order, &Rules::DEFAULT)?.trade;
		Ok((paid_in.into(), paid_out.into(), fee.into()))
	}

	#[test]
	fn buy_pays_out_alpha_and_lifts_the_price() {
		let outcome = pool().swap(&buy(10 * RAO_PER_TAO), &Rules::DEFAULT).unwrap();
		assert_eq!(outcome.trade.fee.get(), 5_035_477);
		assert_eq!(outcome.trade.paid_in.get(), 9_994_964_523);
		assert_eq!(outcome.trade.paid_out.get(), 39_584_215_264);
		assert_eq!(outcome.pool.tao.get(), 1_009_994_964_523);
		assert_eq!(outcome.pool.alpha.get(), 4_000_000_000_000 - 39_584_215_264);
		assert_eq!(outcome.price_before, U64F64::from_num(0.25));
		assert_eq!(outcome.price_after.to_bits(), 4_704_333_998_995_280_556);
	}

	#[test]
	fn sell_pays_out_tao() {
		assert_eq!(trade(&sell(40 * RAO_PER_TAO)), Ok((39_979_858_092, 9_896_053_816, 20_141_908)));
	}

	#[test]
	fn buy_follows_the_weights_when_they_are_unequal() {
		let pool = Pool {
			tao: TaoBalance::new(1_000_500_000_000),
			alpha: AlphaBalance::new(4_001_000_000_000),
			weights: Weights::new(500_062_476_571_285_767).unwrap(),
		};
		assert_eq!(pool.paid_out::<Buy>(9_994_964_522), 39_584_361_935);
	}

	#[test]
	fn trade_stops_at_the_limit_when_the_amount_would_pass_it() {
		let up = Order { limit: LimitPrice::new(252_500_000), ..buy(10 * RAO_PER_TAO) };
		assert_eq!(trade(&up).map(|(paid_in, _, fee)| (paid_in, fee)), Ok((4_987_562_112, 2_512_740)));
		let down = Order { limit: LimitPrice::new(247_500_000), ..sell(40 * RAO_PER_TAO) };
		assert_eq!(trade(&down).map(|(paid_in, _, fee)| (paid_in, fee)), Ok((20_151_261_036, 10_152_233)));
		let free = Order { drop_fee: true, ..up };
		assert_eq!(trade(&free).map(|(paid_in, _, fee)| (paid_in, fee)), Ok((4_987_562_112, 0)));
	}

	#[test]
	fn trade_is_refused_when_the_price_is_at_the_limit() {
		assert_eq!(trade(&Order { limit: LimitPrice::new(250_000_000), ..buy(1) }), Err(SwapError::PriceLimitExceeded));
		assert_eq!(
			trade(&Order { limit: LimitPrice::new(250_000_000), ..sell(1) }),
			Err(SwapError::PriceLimitExceeded)
		);
	}

	#[test]
	fn trade_is_refused_when_it_is_more_than_1000_times_the_reserve() {
		let most = 1_000_000 * RAO_PER_TAO;
		assert!(trade(&Order { drop_fee: true, ..buy(most) }).is_ok());
		assert_eq!(trade(&Order { drop_fee: true, ..buy(most + 1) }), Err(SwapError::SwapInputTooLarge));
		// The fee does not count.
		assert!(trade(&buy(most + 1)).is_ok());
	}

	#[test]
	fn trade_is_refused_when_the_reserve_that_pays_is_below_the_minimum() {
		let low = Pool { alpha: AlphaBalance::new(999_999), ..pool() };
		let open = Order { limit: LimitPrice::new(u64::MAX), ..buy(1_000_000_000) };
		assert_eq!(low.swap(&open, &Rules::DEFAULT), Err(SwapError::ReservesTooLow));
		let enough = Pool { alpha: AlphaBalance::new(1_000_000), ..pool() };
		assert_eq!(enough.swap(&open, &Rules::DEFAULT).unwrap().trade.paid_out, AlphaBalance::new(998));
	}

	#[test]
	fn trade_is_refused_when_the_amount_buys_nothing() {
		// Three alpha-rao are worth less than one RAO.
		assert_eq!(trade(&sell(3)), Err(SwapError::ReservesTooLow));
		assert_eq!(trade(&sell(5)), Ok((5, 1, 0)));
		assert_eq!(trade(&sell(0)), Ok((0, 0, 0)));
	}

	#[test]
	fn fee_takes_everything_when_its_rate_is_one() {
		let all = Order { fee_rate: FeeRate::new(65_535), ..buy(RAO_PER_TAO) };
		assert_eq!(trade(&all), Ok((0, 0, RAO_PER_TAO)));
	}

	#[test]
	fn nothing_is_paid_for_nothing_when_the_reserve_is_empty() {
		let drained = Pool { tao: TaoBalance::ZERO, ..pool() };
		let outcome = drained.swap(&buy(0), &Rules::DEFAULT).unwrap();
		assert_eq!(outcome.pool, drained);
		assert_eq!(drained.swap(&buy(1), &Rules::DEFAULT), Err(SwapError::SwapInputTooLarge));
	}

	/// Found by search: the amount up to the limit would be 2 RAO more than what was offered.
	#[test]
	fn trade_takes_what_was_offered_when_the_amount_up_to_the_limit_is_rounded_beyond_it() {
		let weights = Weights::new(10_656_246_772_833_852).unwrap();
		let (tao, alpha) = (TaoBalance::new(77_192_000_350), AlphaBalance::new(3_824_739_337_479_606_272));
		let limit = LimitPrice::new(29_022);
		let order = Order { limit, drop_fee: true, ..buy(1_084_002_984_232) };
		let outcome = Pool { tao, alpha, weights }.swap(&order, &Rules::DEFAULT).unwrap();
		assert!(outcome.price_after > limit.price());
		assert_eq!(outcome.trade.paid_in, order.amount);
	}
}
