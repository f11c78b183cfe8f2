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
	/// The price at which the trade stops and leaves the rest of the amount. A purchase that empties the pool is not stopped
	/// by any limit, and a limit that is far away stops a trade early: see [`Pool::swap`].
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
	/// The reserve that pays out is below the minimum, or the amount is too small to buy anything (or, at weights beyond
	/// 0.05 and 0.95, so large that the power has no digits left: see [`Pool::swap`]). Wait until the pool has grown, or
	/// trade more (or less).
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
	/// An amount of zero trades nothing, and so does one that the fee eats up. Spec: economics 14.4.
	///
	/// # Rounding
	///
	/// The fee is rounded down. What is paid out is rounded up by at most `reserve × (10^-18 + 2^-64)` and then down to a
	/// whole unit: the trader never gains more than that over the exact formula, and loses less than one unit.
	///
	/// This holds as long as `exponent × ln(1 + paid in / reserve paid into)` is at most 137, where the exponent is the
	/// weight of the side that is paid in over that of the other. With weights of 0.05 to 0.95 it always is, since the input
	/// is at most 1000 times the reserve (19 × ln 1001 = 131). It also holds where the exponent in lowest terms has no
	/// number above 1024, because the power is a root without error then. Beyond that, the protocol's exponential series
	/// has no correct digit, and what is paid out means nothing: a larger trade can pay less, down to nothing
	/// ([`SwapError::ReservesTooLow`]), or the whole reserve.
	///
	/// # Limit
	///
	/// A limit stops the trade at the amount that moves the price there, rounded down; the rest of the amount stays with
	/// the trader. A trade never takes more than was offered, also where roundings (of reserves near u64 with extreme
	/// weights) put the amount up to the limit beyond it. In two cases a limit does not do what it says:
	///
	/// * **A purchase that empties the pool is not stopped by its limit**, not even by [`Side::OPEN_LIMIT`]. Once the power
	///   `(TAO / (TAO + paid in))^exponent` is below 10^-18 it counts as zero, and the whole alpha reserve is paid out. The
	///   price afterwards is zero, because there is no alpha, and zero is not above the limit. It takes 8 times the TAO
	///   reserve at a TAO weight of 0.95, 99 times at 0.9, and more than the allowed 1000 times at weights up to 0.85.
	///   (A sale that empties the pool is stopped: a price of zero is below every limit but zero.)
	/// * A limit that is farther away than 18.4^(1 / weight of what is paid out) times the price (340 times at equal
	///   weights; that far below it for a sale) stops a trade that would pass it early, at 17.4 times the reserve: the
	///   power behind that amount does not get above u64.
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

	/// At a TAO weight of 0.95, 5 times the reserve leave 6^-19 of the alpha, which is more than 10^-18, and 10 times leave
	/// 11^-19, which is less.
	#[test]
	fn buy_that_empties_the_pool_is_not_stopped_by_its_limit() {
		let pool = Pool { weights: Weights::new(950_000_000_000_000_000).unwrap(), ..pool() };
		// The price is 0.01316.
		for limit in [LimitPrice::new(14_000_000), Buy::OPEN_LIMIT] {
			let all = Order { limit, drop_fee: true, ..buy(10_000 * RAO_PER_TAO) };
			let outcome = pool.swap(&all, &Rules::DEFAULT).unwrap();
			assert_eq!((outcome.trade.paid_in, outcome.trade.paid_out), (all.amount, pool.alpha));
			assert_eq!((outcome.pool.alpha, outcome.price_after), (AlphaBalance::ZERO, U64F64::from_num(0)));
			let less = Order { amount: TaoBalance::new(5_000 * RAO_PER_TAO), ..all };
			let outcome = pool.swap(&less, &Rules::DEFAULT).unwrap();
			assert!(outcome.trade.paid_in < less.amount);
			assert!(outcome.price_after > 0 && outcome.price_after <= limit.price());
		}
	}

	#[test]
	fn sell_that_would_empty_the_pool_is_stopped_by_its_limit() {
		let pool = Pool { weights: Weights::new(50_000_000_000_000_000).unwrap(), ..pool() };
		let all = Order { drop_fee: true, ..sell(40_000 * RAO_PER_TAO) };
		assert_eq!(pool.paid_out::<Sell>(all.amount.get()), pool.tao.get());
		let outcome = pool.swap(&all, &Rules::DEFAULT).unwrap();
		assert!(outcome.trade.paid_in < all.amount);
		assert!(outcome.price_after >= Sell::OPEN_LIMIT.price());
	}

	/// The exponential series of the protocol has 408 terms, too few for logarithms below -137.
	#[test]
	fn larger_buy_pays_less_when_the_power_is_beyond_the_series_of_the_protocol() {
		let paid_out = |quote_parts, tenths: u64| {
			let pool = Pool { weights: Weights::new(quote_parts).unwrap(), ..pool() };
			pool.paid_out::<Buy>(tenths * 100 * RAO_PER_TAO)
		};
		let whole = pool().alpha.get();
		for (tenths, out) in [(500, whole), (931, 3_999_996_461_232), (1_042, 3_928_900_327_891)] {
			assert_eq!(paid_out(970_000_000_000_000_001, tenths), out, "{tenths}");
		}
		for (tenths, out) in [(150, whole), (190, 3_999_997_625_505), (213, 0), (239, whole)] {
			assert_eq!(paid_out(980_000_000_000_000_001, tenths), out, "{tenths}");
			// An exponent of 49 is small: the power is computed without the series.
			assert_eq!(paid_out(980_000_000_000_000_000, tenths), whole, "{tenths}");
		}
		let pool = Pool { weights: Weights::new(980_000_000_000_000_001).unwrap(), ..pool() };
		let nothing = Order { drop_fee: true, ..buy(21_300 * RAO_PER_TAO) };
		assert_eq!(pool.swap(&nothing, &Rules::DEFAULT), Err(SwapError::ReservesTooLow));
	}

	#[test]
	fn trade_stops_at_17_times_the_reserve_when_its_limit_is_more_than_340_times_the_price() {
		let stop = |limit| {
			let order = Order { limit: LimitPrice::new(limit), drop_fee: true, ..buy(900_000 * RAO_PER_TAO) };
			let outcome = pool().swap(&order, &Rules::DEFAULT).unwrap();
			(outcome.trade.paid_in.get(), outcome.price_after.to_num::<u64>())
		};
		assert_eq!(stop(84_000_000_000), (17_330_302_779_823, 83));
		assert_eq!(stop(86_000_000_000), (17_446_744_073_709, 85));
		assert_eq!(stop(10_000_000_000_000), (17_446_744_073_709, 85));
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
