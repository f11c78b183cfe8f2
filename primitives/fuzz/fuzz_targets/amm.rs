//! Trades, simulations and injections against any pool: nothing panics, nothing is made of nothing.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use taonet_amm::{Buy, FeeRate, LimitPrice, Market, Order, Pool, Rules, Sell, Side, SwapOutcome, Weights};
use taonet_types::{AlphaBalance, TaoBalance};

#[derive(Arbitrary, Debug)]
struct Case {
	tao: u64,
	alpha: u64,
	has_equal_weights: bool,
	quote_parts: u64,
	fee_rate: u16,
	drop_fee: bool,
	amount: u64,
	is_within_bounds: bool,
	input_multiple: u16,
	limit: u64,
	more_tao: u64,
	more_alpha: u64,
}

impl Case {
	fn weights(&self) -> Weights {
		if self.has_equal_weights {
			return Weights::EQUAL;
		}
		// Most of the numbers are no weights; brought into their range, all are.
		let range = Weights::MAX_PARTS - Weights::MIN_PARTS + 1;
		let Ok(weights) = Weights::new(Weights::MIN_PARTS + self.quote_parts % range) else {
			panic!("a weight in range is refused")
		};
		weights
	}

	/// Most amounts are more than a pool takes; in half of the cases it is one that it does.
	fn amount(&self, input: u64) -> u64 {
		if !self.is_within_bounds {
			return self.amount;
		}
		let multiple = 1 + u64::from(self.input_multiple) % Rules::DEFAULT.input_multiple;
		match input.saturating_mul(multiple).checked_add(1) {
			Some(bound) => self.amount % bound,
			None => self.amount,
		}
	}
}

/// What is paid in and what is paid out.
#[derive(Clone, Copy)]
struct Reserves {
	input: u64,
	output: u64,
}

fn is_buy<S: Side>() -> bool {
	S::OPEN_LIMIT == LimitPrice::MAX
}

fn reserves<S: Side>(pool: &Pool) -> Reserves {
	let (tao, alpha) = (pool.tao.get(), pool.alpha.get());
	if is_buy::<S>() {
		Reserves { input: tao, output: alpha }
	} else {
		Reserves { input: alpha, output: tao }
	}
}

fn trade<S: Side>(case: &Case, pool: &Pool, limit: LimitPrice) {
	let (fee_rate, rules) = (FeeRate::new(case.fee_rate), Rules::DEFAULT);
	let before = reserves::<S>(pool);
	let amount = case.amount(before.input);
	let order = Order::<S> { amount: amount.into(), limit, fee_rate, drop_fee: case.drop_fee };
	if let Ok(outcome) = pool.swap(&order, &rules) {
		check_reserves(before, &outcome, amount);
		check_price(pool, &outcome);
		if pool.weights == Weights::EQUAL {
			check_constant_product(before, reserves::<S>(&outcome.pool));
		}
	}

	let market = Market::Dynamic(*pool);
	let open = Order::<S> { limit: S::OPEN_LIMIT, drop_fee: false, ..order };
	let simulation = market.simulate::<S>(amount.into(), fee_rate, &rules);
	assert_eq!(
		simulation.map(|simulation| simulation.trade),
		pool.swap(&open, &rules).map(|outcome| outcome.trade),
		"the simulation is not the trade"
	);
	if let Ok(most) = market.max_amount_for_limit::<S>(limit, fee_rate, &rules) {
		let bound = before.input.saturating_mul(rules.input_multiple);
		assert!(most.into() <= bound, "the largest amount is above 1000 times the reserve");
	}
}

fn check_reserves<S: Side>(before: Reserves, outcome: &SwapOutcome<S>, amount: u64) {
	let trade = &outcome.trade;
	let (paid_in, paid_out, fee): (u64, u64, u64) = (trade.paid_in.into(), trade.paid_out.into(), trade.fee.into());
	assert!(paid_in.checked_add(fee).is_some_and(|paid| paid <= amount), "more is taken than was offered");
	assert!(paid_in == 0 || paid_out > 0, "a payment brings nothing");
	assert!(paid_in > 0 || paid_out == 0, "something is paid for nothing");
	let after = reserves::<S>(&outcome.pool);
	assert_eq!(before.input.checked_add(paid_in), Some(after.input), "what is paid in does not arrive");
	assert_eq!(before.output.checked_sub(paid_out), Some(after.output), "what is paid out does not leave");
}

/// A trade moves the price against the trader. Without alpha there is no price, and it counts as zero.
fn check_price<S: Side>(pool: &Pool, outcome: &SwapOutcome<S>) {
	let (before, after) = (outcome.price_before, outcome.price_after);
	assert_eq!((before, after), (pool.price(), outcome.pool.price()), "the prices are not those of the pools");
	if is_buy::<S>() {
		assert!(after >= before || outcome.pool.alpha == AlphaBalance::ZERO, "a purchase lowers the price");
	} else {
		assert!(after <= before, "a sale lifts the price");
	}
}

/// A payment is rounded up by less than `output × 1.06 × 10^-18` and then down. That is one unit at most, unless the
/// reserve is above 9 × 10^17.
fn check_constant_product(before: Reserves, after: Reserves) {
	let slack = 1 + u128::from(before.output / 900_000_000_000_000_000);
	let product = u128::from(before.input) * u128::from(before.output);
	// What does not fit is above every product of two reserves.
	let kept = u128::from(after.input).checked_mul(u128::from(after.output) + slack);
	assert!(kept.is_none_or(|kept| kept >= product), "the product of the reserves shrinks");
}

fuzz_target!(|case: Case| {
	let pool = Pool { tao: TaoBalance::new(case.tao), alpha: AlphaBalance::new(case.alpha), weights: case.weights() };
	for limit in [LimitPrice::new(case.limit), LimitPrice::MIN, LimitPrice::MAX] {
		trade::<Buy>(&case, &pool, limit);
		trade::<Sell>(&case, &pool, limit);
	}
	let _ = taonet_amm::sqrt_price(pool.price());
	let _ = Market::Dynamic(pool).alpha_for_tao(TaoBalance::new(case.amount));
	if let Ok(injected) = pool.with_liquidity(TaoBalance::new(case.more_tao), AlphaBalance::new(case.more_alpha)) {
		assert_eq!(injected.tao.get(), case.tao + case.more_tao);
		assert_eq!(injected.alpha.get(), case.alpha + case.more_alpha);
	}
});
