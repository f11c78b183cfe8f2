//! Trades, simulations and injections against any pool: nothing panics, nothing is made of nothing.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use taonet_amm::{Buy, FeeRate, LimitPrice, Market, Order, Pool, Rules, Sell, Side, Weights};
use taonet_types::{AlphaBalance, TaoBalance};

#[derive(Arbitrary, Debug)]
struct Case {
	tao: u64,
	alpha: u64,
	quote_parts: u64,
	fee_rate: u16,
	drop_fee: bool,
	amount: u64,
	limit: u64,
	more_tao: u64,
	more_alpha: u64,
}

fn trade<S: Side>(case: &Case, pool: &Pool, limit: LimitPrice) {
	let fee_rate = FeeRate::new(case.fee_rate);
	let order = Order::<S> { amount: case.amount.into(), limit, fee_rate, drop_fee: case.drop_fee };
	if let Ok(outcome) = pool.swap(&order, &Rules::DEFAULT) {
		let (paid_in, paid_out, fee): (u64, u64, u64) =
			(outcome.trade.paid_in.into(), outcome.trade.paid_out.into(), outcome.trade.fee.into());
		assert!(paid_in.checked_add(fee).is_some_and(|paid| paid <= case.amount), "more is taken than was offered");
		let sum = |pool: &Pool| u128::from(pool.tao.get()) + u128::from(pool.alpha.get());
		assert_eq!(
			sum(pool) + u128::from(paid_in),
			sum(&outcome.pool) + u128::from(paid_out),
			"reserves do not balance"
		);
	}
	let market = Market::Dynamic(*pool);
	let _ = market.simulate::<S>(case.amount.into(), fee_rate, &Rules::DEFAULT);
	let _ = market.max_amount_for_limit::<S>(limit, fee_rate, &Rules::DEFAULT);
}

fuzz_target!(|case: Case| {
	// Most of the numbers are no weights; brought into their range, all are.
	let range = Weights::MAX_PARTS - Weights::MIN_PARTS + 1;
	let Ok(weights) = Weights::new(Weights::MIN_PARTS + case.quote_parts % range) else {
		panic!("a weight in range is refused")
	};
	let pool = Pool { tao: TaoBalance::new(case.tao), alpha: AlphaBalance::new(case.alpha), weights };
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
