//! What holds for every trade.
//!
//! A trade is computed in numbers of finite length, so most laws hold up to a rounding. `c` below is 10^-18 + 2^-64: by so
//! much of the reserve a payment may be rounded up before it is cut to a whole unit.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, missing_docs)]

#[path = "../plain/mod.rs"]
mod plain;

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use plain::{PlainOrder, PlainPool};
use proptest::prelude::*;
use taonet_amm::{
	pow_ratio::{PowRatio, Precision, SCALE},
	sqrt_price, Buy, FeeRate, LimitPrice, Market, Order, Pool, Rules, Sell, Side, SwapOutcome, Weights,
};
use taonet_types::{fixed::U64F64, AlphaBalance, TaoBalance};

const FREE: FeeRate = FeeRate::new(0);
/// More than there will ever be of TAO or of an alpha.
const SUPPLY: u64 = 21_000_000_000_000_000;

/// Numbers of every magnitude.
fn magnitudes() -> impl Strategy<Value = u64> {
	(0..64u32, any::<u64>()).prop_map(|(shift, number)| number >> shift)
}

/// Reserves of every magnitude between these bounds.
fn reserve(least: u64) -> impl Strategy<Value = u64> {
	magnitudes().prop_map(move |number| least + number % (SUPPLY - least))
}

fn any_weights() -> impl Strategy<Value = Weights> {
	let parts = prop_oneof![
		1 => Just(Weights::EQUAL.quote_parts()),
		1 => Just(Weights::MIN_PARTS),
		1 => Just(Weights::MAX_PARTS),
		7 => Weights::MIN_PARTS..=Weights::MAX_PARTS
	];
	parts.prop_map(|parts| Weights::new(parts).unwrap())
}

fn weights_within(least_percent: u64) -> impl Strategy<Value = Weights> {
	let least = least_percent * (Weights::WHOLE / 100);
	(least..=Weights::WHOLE - least).prop_map(|parts| Weights::new(parts).unwrap())
}

/// Weights whose ratio is that of small whole numbers, with these numbers (TAO, alpha). The last two kinds have numbers
/// above 1024, for which the power function uses logarithms.
fn rational_weights() -> impl Strategy<Value = (Weights, u32, u32)> {
	let kind = prop_oneof![Just(2u32), Just(5), Just(16), Just(100), Just(3125), Just(4096)];
	(kind, 1..100u32).prop_map(|(whole, percent)| {
		let quote =
			(whole * percent / 100).clamp(whole.div_ceil(100), whole - whole.div_ceil(100)) | (whole > 3000) as u32;
		let parts = Weights::WHOLE / u64::from(whole) * u64::from(quote);
		(Weights::new(parts).unwrap(), quote, whole - quote)
	})
}

fn pool(tao: u64, alpha: u64, weights: Weights) -> Pool {
	Pool { tao: TaoBalance::new(tao), alpha: AlphaBalance::new(alpha), weights }
}

fn power(a: u128, b: u128, n: u64, d: u64) -> PowRatio {
	PowRatio { base_numerator: a, base_denominator: b, exponent_numerator: n, exponent_denominator: d }
}

/// No limit at all: wider than the limits that count as none.
fn unlimited<S: Side>() -> LimitPrice {
	LimitPrice::new(if S::OPEN_LIMIT == LimitPrice::MAX { u64::MAX } else { 0 })
}

/// A trade of all of the amount. The widest limit is one too, at 1.8 × 10^10 TAO for an alpha; what it stops is no trade
/// here.
fn trade<S: Side>(pool: &Pool, amount: u64, fee_rate: FeeRate) -> Option<SwapOutcome<S>> {
	let order = Order::<S> { amount: amount.into(), limit: unlimited::<S>(), fee_rate, drop_fee: false };
	let outcome = pool.swap(&order, &Rules::DEFAULT).ok()?;
	let (paid_in, fee): (u64, u64) = (outcome.trade.paid_in.into(), outcome.trade.fee.into());
	(paid_in + fee == amount).then_some(outcome)
}

/// The reserves that a trade pays into and out of.
fn reserves<S: Side>(pool: &Pool) -> (u64, u64) {
	if S::OPEN_LIMIT == LimitPrice::MAX {
		(pool.tao.get(), pool.alpha.get())
	} else {
		(pool.alpha.get(), pool.tao.get())
	}
}

/// `reserve × c`, rounded up.
fn rounding(reserve: u64) -> u64 {
	let c = ratio(1, SCALE) + BigRational::new(1.into(), BigInt::from(1) << 64);
	u64::try_from((c * BigInt::from(reserve)).ceil().to_integer()).unwrap()
}

fn ratio(numerator: u64, denominator: u64) -> BigRational {
	BigRational::new(numerator.into(), denominator.into())
}

/// Whether the invariant is no lower with the reserves after than with those before.
fn invariant_kept(before: (u64, u64), after: (u64, u64), (n, d): (u32, u32)) -> bool {
	let value = |(input, output): (u64, u64)| BigUint::from(input).pow(n) * BigUint::from(output).pow(d);
	value(after) >= value(before)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1000))]

	#[test]
	fn power_of_a_swap_is_that_of_safe_bigmath(base in magnitudes(), paid in magnitudes(), weights in any_weights()) {
		let (a, b) = (u128::from(base), u128::from(base) + u128::from(paid));
		let power = power(a, b, weights.quote_parts(), weights.base_parts());
		let expected = plain::power(a, b, weights.quote_parts(), weights.base_parts(), 256);
		prop_assert_eq!(power.scaled(Precision::Swap), expected);
		prop_assert_eq!(power.scaled_exactly(Precision::Swap), expected);
	}

	/// As most trades are: a small part of the reserve.
	#[test]
	fn power_of_a_small_swap_is_that_of_safe_bigmath(base in reserve(1_000_000), part in 1..1000u64, weights in any_weights()) {
		let (a, b) = (u128::from(base), u128::from(base) + u128::from(base / part / 100));
		let power = power(a, b, weights.quote_parts(), weights.base_parts());
		let expected = plain::power(a, b, weights.quote_parts(), weights.base_parts(), 256);
		prop_assert_eq!(power.scaled(Precision::Swap), expected);
		prop_assert_eq!(power.scaled_exactly(Precision::Swap), expected);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn power_of_a_limit_is_that_of_safe_bigmath(
		one in any::<u128>(), shift in 0..128u32, other in any::<u128>(), near in any::<bool>(), weights in any_weights(),
	) {
		let low = (one >> shift).max(1);
		// Far above, or up to twice as much.
		let high = low.saturating_add(if near { other % low } else { other >> shift });
		let expected = plain::power(high, low, weights.base_parts(), Weights::WHOLE, 1024);
		let power = power(high, low, weights.base_parts(), Weights::WHOLE);
		prop_assert_eq!(power.scaled(Precision::Limit), expected);
		prop_assert_eq!(power.scaled_exactly(Precision::Limit), expected);
	}

	/// Exponents on both sides of 1024, so roots as well as logarithms.
	#[test]
	fn power_is_the_largest_whole_number_below_the_true_power(
		a in magnitudes(), paid in magnitudes(), n in 1..2200u32, d in 1..2200u32,
	) {
		let (a, n) = (a.max(1), n.min(d * 3));
		let b = u128::from(a) + u128::from(paid.min(a));
		let root = power(a.into(), b, n.into(), d.into()).scaled(Precision::Swap).unwrap();
		let is_reached = |root: u64| {
			BigUint::from(root).pow(d) * BigUint::from(b).pow(n) <= BigUint::from(a).pow(n) * BigUint::from(SCALE).pow(d)
		};
		prop_assert!(is_reached(root));
		prop_assert!(!is_reached(root + 1));
	}

	/// Neighbours of a base of one, whose powers are next to whole numbers: the shortcut has to step aside.
	#[test]
	fn power_next_to_a_whole_number_is_that_of_safe_bigmath(zeros in 1..19u32, paid in 0..3u64, weights in any_weights()) {
		let a = 10u128.pow(zeros);
		let b = a + u128::from(paid);
		for (n, d) in [(weights.quote_parts(), weights.base_parts()), (1, 3), (3, 1), (99, 1), (1, 2)] {
			let expected = plain::power(a, b, n, d, 256);
			prop_assert_eq!(power(a, b, n, d).scaled(Precision::Swap), expected);
			prop_assert_eq!(power(a, b, n, d).scaled_exactly(Precision::Swap), expected);
		}
	}

	#[test]
	fn swap_is_that_of_the_plain_formulas(
		tao in magnitudes(), alpha in magnitudes(), weights in any_weights(), part in magnitudes(), limit in 0..200u64,
		rate in 0..=10_000u16, is_buy in any::<bool>(),
	) {
		let pool = pool(tao, alpha, weights);
		// Around the price, where limits matter.
		let price: u64 = pool.price().saturating_mul(U64F64::from_num(1_000_000_000)).saturating_to_num();
		let limit = u64::try_from(u128::from(price) * u128::from(limit) / 100).unwrap_or(u64::MAX);
		let input = if is_buy { tao } else { alpha };
		let amount = part % input.saturating_mul(3).max(1);
		let plain = PlainPool { tao, alpha, quote_parts: weights.quote_parts() };
		let expected = plain.swap(PlainOrder { is_buy, amount, limit, rate });
		let (limit, fee_rate) = (LimitPrice::new(limit), FeeRate::new(rate));
		let computed = if is_buy {
			let order = Order::<Buy> { amount: amount.into(), limit, fee_rate, drop_fee: false };
			let outcome = pool.swap(&order, &Rules::DEFAULT).ok();
			outcome.map(|o| (o.trade.paid_in.get(), o.trade.paid_out.get(), o.trade.fee.get()))
		} else {
			let order = Order::<Sell> { amount: amount.into(), limit, fee_rate, drop_fee: false };
			let outcome = pool.swap(&order, &Rules::DEFAULT).ok();
			outcome.map(|o| (o.trade.paid_in.get(), o.trade.paid_out.get(), o.trade.fee.get()))
		};
		prop_assert_eq!(computed, expected);
	}
}

/// Everything a trade may do with any numbers at all.
fn check_any_trade<S: Side>(pool: &Pool, order: &Order<S>, rules: &Rules) -> Result<(), TestCaseError> {
	let market = Market::Dynamic(*pool);
	let _ = market.simulate::<S>(order.amount, order.fee_rate, rules);
	if let Ok(most) = market.max_amount_for_limit::<S>(order.limit, order.fee_rate, rules) {
		prop_assert!(most.into() <= reserves::<S>(pool).0.saturating_mul(rules.input_multiple));
	}
	let Ok(outcome) = pool.swap(order, rules) else { return Ok(()) };
	let (paid_in, paid_out): (u64, u64) = (outcome.trade.paid_in.into(), outcome.trade.paid_out.into());
	let fee: u64 = outcome.trade.fee.into();
	let (input, output) = reserves::<S>(pool);
	prop_assert_eq!(reserves::<S>(&outcome.pool), (input + paid_in, output - paid_out));
	prop_assert!(u128::from(paid_in) + u128::from(fee) <= u128::from(order.amount.into()));
	prop_assert!(fee == 0 || !order.drop_fee);
	prop_assert_eq!(outcome.pool.weights, pool.weights);
	prop_assert_eq!((outcome.price_before, outcome.price_after), (pool.price(), outcome.pool.price()));
	prop_assert!(paid_in == 0 || paid_out > 0);
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(3000))]

	#[test]
	fn trade_moves_what_is_paid_and_never_panics(
		tao in magnitudes(), alpha in magnitudes(), weights in any_weights(), amount in magnitudes(), limit in magnitudes(),
		rate in any::<u16>(), drop_fee in any::<bool>(),
	) {
		let pool = pool(tao, alpha, weights);
		let rules = Rules { minimum_reserve: 0, ..Rules::DEFAULT };
		let (limit, fee_rate) = (LimitPrice::new(limit), FeeRate::new(rate));
		check_any_trade(&pool, &Order::<Buy> { amount: amount.into(), limit, fee_rate, drop_fee }, &rules)?;
		check_any_trade(&pool, &Order::<Sell> { amount: amount.into(), limit, fee_rate, drop_fee }, &rules)?;
		let _ = Market::Dynamic(pool).alpha_for_tao(TaoBalance::new(amount));
	}

	#[test]
	fn square_root_of_a_price_is_the_largest_that_is_not_above(bits in any::<u128>(), shift in 0..128u32) {
		let bits = bits >> shift;
		let root = sqrt_price(U64F64::from_bits(bits)).to_bits();
		let square = |number: u128| BigUint::from(number) * number;
		let price = BigUint::from(bits) << 64u32;
		prop_assert!(square(root) <= price && price < square(root + 1));
	}

	#[test]
	fn injected_liquidity_keeps_the_price(
		tao in reserve(1_000_000), alpha in reserve(1_000_000), weights in any_weights(),
		more_tao in reserve(0), more_alpha in reserve(0),
	) {
		let before = pool(tao, alpha, weights);
		let Ok(after) = before.with_liquidity(TaoBalance::new(more_tao), AlphaBalance::new(more_alpha)) else {
			return Ok(());
		};
		let (quote, base) = (after.weights.quote_parts(), after.weights.base_parts());
		prop_assert!(quote >= Weights::MIN_PARTS && base >= Weights::MIN_PARTS);
		prop_assert_eq!((after.tao.get(), after.alpha.get()), (tao + more_tao, alpha + more_alpha));
		let price = |pool: &Pool| {
			ratio(pool.weights.base_parts(), pool.weights.quote_parts()) * ratio(pool.tao.get(), pool.alpha.get())
		};
		// The weight is cut by one part, and the two products before it are rounded to half a unit. Each is above
		// 0.01 × 10^6 × 10^6.
		let bound = ratio(1, quote) + ratio(1, base) + ratio(1, 10_000_000_000);
		let change = price(&after) / price(&before) - ratio(1, 1);
		prop_assert!(change <= bound && -change.clone() <= ratio(1, 9_999_999_999), "{}", change);
	}
}

/// `x^w1 y^w2` is not lowered when `1 + reserve × c` units are given back (the one unit is there because the payment and
/// its rounding are whole), and the trader does not lose a whole unit.
fn check_invariant<S: Side>(pool: &Pool, amount: u64, weights: (u32, u32)) -> Result<(), TestCaseError> {
	let Some(outcome) = trade::<S>(pool, amount, FREE) else { return Ok(()) };
	let before = reserves::<S>(pool);
	let (input, output) = reserves::<S>(&outcome.pool);
	prop_assert!(invariant_kept(before, (input, output + rounding(before.1)), weights));
	// Nothing has no invariant.
	if before.0 > 0 && output > 0 {
		prop_assert!(!invariant_kept(before, (input, output - 1), weights), "a whole unit is withheld");
	}
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(150))]

	#[test]
	fn invariant_is_lowered_by_at_most_the_stated_rounding(
		tao in magnitudes(), alpha in magnitudes(), (weights, quote, base) in rational_weights(), part in any::<u64>(),
	) {
		let pool = pool(tao, alpha, weights);
		check_invariant::<Buy>(&pool, part % tao.saturating_mul(3).max(1), (quote, base))?;
		check_invariant::<Sell>(&pool, part % alpha.saturating_mul(3).max(1), (base, quote))?;
	}

	#[test]
	fn constant_product_is_lowered_by_at_most_one_unit_of_output(
		tao in reserve(1_000_000), alpha in reserve(1_000_000), part in any::<u64>(),
	) {
		let pool = pool(tao, alpha, Weights::EQUAL);
		check_constant_product::<Buy>(&pool, part % (tao * 800))?;
		check_constant_product::<Sell>(&pool, part % (alpha * 800))?;
	}
}

fn check_constant_product<S: Side>(pool: &Pool, amount: u64) -> Result<(), TestCaseError> {
	let Some(outcome) = trade::<S>(pool, amount, FREE) else { return Ok(()) };
	let ((x, y), (input, output)) = (reserves::<S>(pool), reserves::<S>(&outcome.pool));
	let product = |x: u64, y: u64| u128::from(x) * u128::from(y);
	prop_assert!(product(input, output + 1) >= product(x, y));
	Ok(())
}

/// A payment is at most the exact one plus `reserve × c` and more than the exact one minus 1; the exact price never gets
/// better with the amount. With reserves below the supply `reserve × c` is below 1.
fn check_larger_trade<S: Side>(pool: &Pool, small: u64, large: u64) -> Result<(), TestCaseError> {
	let (Some(less), Some(more)) = (trade::<S>(pool, small, FREE), trade::<S>(pool, large, FREE)) else {
		return Ok(());
	};
	let (less, more): (u64, u64) = (less.trade.paid_out.into(), more.trade.paid_out.into());
	prop_assert!(less <= more);
	let (less, more) = (u128::from(less) + 1, u128::from(more.saturating_sub(1)));
	prop_assert!(more * u128::from(small) <= less * u128::from(large));
	Ok(())
}

/// Exactly, two trades pay what one pays. Let the output reserve be x and the parts' exact remainders e1 and e2. The first
/// part leaves x1 >= x (e1 - c), the second leaves x2 >= x1 (e2 - c) >= x (e1 e2 - 2c), and one trade leaves less than
/// x e1 e2 + 1. So n parts bring less than 1 + n × x × c more than one trade: below the supply, for up to 40 parts, at
/// most 1 unit more.
fn check_split<S: Side>(pool: &Pool, amount: u64, parts: u64) -> Result<(), TestCaseError> {
	let part = amount / parts;
	let (mut current, mut paid) = (*pool, 0);
	for _ in 0..parts {
		let Some(outcome) = trade::<S>(&current, part, FREE) else { return Ok(()) };
		let out: u64 = outcome.trade.paid_out.into();
		(current, paid) = (outcome.pool, paid + out);
	}
	let Some(whole) = trade::<S>(pool, part * parts, FREE) else { return Ok(()) };
	let whole: u64 = whole.trade.paid_out.into();
	prop_assert!(paid <= whole + 1, "{paid} in parts, {whole} at once");
	Ok(())
}

/// With a fee each part may have its fee cut by up to one unit: n parts pay what one trade of n - 1 units more would.
fn check_split_with_fee<S: Side>(pool: &Pool, amount: u64, parts: u64) -> Result<(), TestCaseError> {
	let part = amount / parts;
	let (mut current, mut paid, mut paid_in) = (*pool, 0, 0);
	for _ in 0..parts {
		let Some(outcome) = trade::<S>(&current, part, FeeRate::DEFAULT) else { return Ok(()) };
		let (input, out): (u64, u64) = (outcome.trade.paid_in.into(), outcome.trade.paid_out.into());
		(current, paid, paid_in) = (outcome.pool, paid + out, paid_in + input);
	}
	let Some(whole) = trade::<S>(pool, part * parts, FeeRate::DEFAULT) else { return Ok(()) };
	prop_assert!(paid_in < whole.trade.paid_in.into() + parts);
	let Some(bound) = trade::<S>(pool, whole.trade.paid_in.into() + parts - 1, FREE) else { return Ok(()) };
	prop_assert!(paid <= bound.trade.paid_out.into() + 1);
	Ok(())
}

/// Amount, what comes back when all of what was bought is sold at once.
fn round_trip<There: Side, Back: Side<Input = There::Output, Output = There::Input>>(
	pool: &Pool,
	amount: u64,
	fee_rate: FeeRate,
) -> Option<u64> {
	let there = trade::<There>(pool, amount, fee_rate)?;
	let back = trade::<Back>(&there.pool, there.trade.paid_out.into(), fee_rate)?;
	Some(back.trade.paid_out.into())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1500))]

	#[test]
	fn larger_trade_pays_more_at_no_better_price(
		tao in reserve(1_000_000), alpha in reserve(1_000_000), weights in weights_within(5),
		(one, other) in (magnitudes(), magnitudes()),
	) {
		let pool = pool(tao, alpha, weights);
		let sorted = |one: u64, other: u64| (one.min(other), one.max(other));
		let (small, large) = sorted(one % (10 * tao), other % (10 * tao));
		check_larger_trade::<Buy>(&pool, small, large)?;
		let (small, large) = sorted(one % (10 * alpha), other % (10 * alpha));
		check_larger_trade::<Sell>(&pool, small, large)?;
	}

	/// Let the trade there leave x1 >= x (e - c) of the reserve x, where e >= 1/16 for weights of 0.2 or more and amounts up
	/// to the reserve y. The way back pays at most (y + d) (1 - (x1/x)^(w1/w2) + c) <= d + y (4 × 16 c) + 2 y c, which is
	/// less than d + 1.5 below the supply.
	#[test]
	fn round_trip_brings_at_most_one_unit_more_without_fee(
		tao in reserve(1_000_000), alpha in reserve(1_000_000), weights in weights_within(20), part in magnitudes(),
	) {
		let pool = pool(tao, alpha, weights);
		let back = round_trip::<Buy, Sell>(&pool, part % tao, FREE);
		prop_assert!(back.is_none_or(|back| back <= part % tao + 1));
		let back = round_trip::<Sell, Buy>(&pool, part % alpha, FREE);
		prop_assert!(back.is_none_or(|back| back <= part % alpha + 1));
	}

	#[test]
	fn round_trip_loses_when_there_is_a_fee(
		tao in reserve(10_000_000), alpha in reserve(10_000_000), weights in weights_within(20), part in magnitudes(),
	) {
		let pool = pool(tao, alpha, weights);
		// Two fees of 0.05 % on amounts of 10_000 are more than any rounding.
		let (buy, sell) = (10_000 + part % (tao - 10_000), 10_000 + part % (alpha - 10_000));
		prop_assert!(round_trip::<Buy, Sell>(&pool, buy, FeeRate::DEFAULT).is_none_or(|back| back < buy));
		prop_assert!(round_trip::<Sell, Buy>(&pool, sell, FeeRate::DEFAULT).is_none_or(|back| back < sell));
	}

	#[test]
	fn split_trade_brings_at_most_one_unit_more(
		tao in reserve(1_000_000), alpha in reserve(1_000_000), weights in weights_within(5), part in magnitudes(),
		parts in 2..8u64,
	) {
		let pool = pool(tao, alpha, weights);
		check_split::<Buy>(&pool, part % (2 * tao), parts)?;
		check_split::<Sell>(&pool, part % (2 * alpha), parts)?;
		check_split_with_fee::<Buy>(&pool, part % (2 * tao), parts)?;
		check_split_with_fee::<Sell>(&pool, part % (2 * alpha), parts)?;
	}
}

/// The limit is `percent` of the price. Past it the price goes by the roundings of prices alone (the reserves' quotient,
/// up to 99 times, and two more) and by `c` of what remains of the reserve, here less than 10^-16; short of it it stays by
/// one unit of both reserves besides, and a unit moves the price by up to 100 parts of its reserve. The exceptions are a
/// purchase that empties the pool and a limit that is too far away.
fn check_limit<S: Side>(pool: &Pool, percent: u64) -> Result<(), TestCaseError> {
	let (price, limit) = (pool.price(), LimitPrice::new(limit_near(pool.price(), percent)));
	if limit.price() == 0 {
		return Ok(());
	}
	let amount = reserves::<S>(pool).0.saturating_mul(900);
	let order = Order::<S> { amount: amount.into(), limit, fee_rate: FeeRate::DEFAULT, drop_fee: false };
	let Ok(outcome) = pool.swap(&order, &Rules::DEFAULT) else { return Ok(()) };
	let is_stopped = outcome.trade.paid_in.into() + outcome.trade.fee.into() < amount;
	let bits = |price: U64F64| BigRational::from(BigInt::from(price.to_bits()));
	let is_buy = S::OPEN_LIMIT == LimitPrice::MAX;
	if outcome.price_after == 0 {
		prop_assert!(is_buy && !is_stopped);
		return check_emptied(pool, &outcome.pool);
	}
	let past = bits(outcome.price_after) / bits(limit.price()) - ratio(1, 1);
	let past = if is_buy { past } else { -past };
	let smaller = bits(price.min(limit.price()));
	let bound = BigRational::from(BigInt::from(102)) / &smaller + ratio(1, 10_000_000_000_000_000);
	prop_assert!(past <= bound, "{past} past the limit");
	if is_stopped && is_too_far::<S>(pool, limit) {
		let (before, paid_in): (u64, u64) = (reserves::<S>(pool).0, outcome.trade.paid_in.into());
		// 2^64 - 1 parts of 10^18, without the reserve itself, and rounded down twice.
		let growth = ratio(u64::MAX, SCALE) - ratio(1, 1);
		let exact = growth * BigRational::from(BigInt::from(before));
		let missing = exact - BigRational::from(BigInt::from(paid_in));
		prop_assert!(missing >= ratio(0, 1) && missing < ratio(2, 1), "{missing} of 17.4 times the reserve");
	} else if is_stopped {
		let (input, output) = reserves::<S>(&outcome.pool);
		let units = ratio(200, input.min(output)) + bound;
		prop_assert!(-past.clone() <= units, "{past} short of the limit");
	}
	Ok(())
}

/// Whether the power that moves the price to the limit is above u64. The price may be more than ten times a limit of ten
/// percent of it, because limits are rounded down to a RAO.
fn is_too_far<S: Side>(pool: &Pool, limit: LimitPrice) -> bool {
	let (price, limit) = (pool.price().to_bits(), limit.price().to_bits());
	let (high, low, weight) = if S::OPEN_LIMIT == LimitPrice::MAX {
		(limit, price, pool.weights.base_parts())
	} else {
		(price, limit, pool.weights.quote_parts())
	};
	// No power of a weight is above its base.
	high / low >= 18 && plain::power(high, low, weight, Weights::WHOLE, 1024).is_none()
}

/// A purchase that empties the pool passes every limit. It does so only when less than 10^-18 of the alpha would be left.
fn check_emptied(before: &Pool, after: &Pool) -> Result<(), TestCaseError> {
	prop_assert_eq!(after.alpha, AlphaBalance::ZERO);
	let (tao_before, tao_after) = (before.tao.get().into(), after.tao.get().into());
	let (quote, base) = (before.weights.quote_parts(), before.weights.base_parts());
	let left = plain::power(tao_before, tao_after, quote, base, 256);
	prop_assert!(left.is_none_or(|left| left == 0), "{left:?} parts of 10^18 would be left");
	Ok(())
}

fn limit_near(price: U64F64, percent: u64) -> u64 {
	let scaled: u64 = price.saturating_mul(U64F64::from_num(1_000_000_000)).saturating_to_num();
	u64::try_from(u128::from(scaled) * u128::from(percent) / 100).unwrap_or(u64::MAX)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1000))]

	#[test]
	fn limit_is_reached_and_not_passed_by_more_than_rounding(
		tao in reserve(1_000_000_000), alpha in reserve(1_000_000_000), weights in any_weights(), percent in 1..100u64,
	) {
		let pool = pool(tao, alpha, weights);
		check_limit::<Buy>(&pool, 100 + percent)?;
		check_limit::<Sell>(&pool, percent.max(10))?;
	}
}

/// Found by chance: a tenth of the price is rounded down to a twentieth of it, for which the sale would need 18.4 times
/// the reserve.
#[test]
fn sell_stops_at_17_times_the_reserve_when_its_limit_is_too_far() {
	let pool = pool(1_000_000_000, 505_050_505_049_384, Weights::new(Weights::MAX_PARTS).unwrap());
	assert!(is_too_far::<Sell>(&pool, LimitPrice::new(limit_near(pool.price(), 10))));
	check_limit::<Sell>(&pool, 10).unwrap();
}

/// Found by chance: the price is so high that the trade reaches the widest limit there is.
#[test]
fn trade_is_stopped_by_the_widest_limit_when_the_price_is_near_it() {
	let pool = pool(18_908_244_950_164_371, 4_409_004, Weights::new(439_613_880_298_873_065).unwrap());
	let amount = 2 * pool.tao.get();
	assert!(trade::<Buy>(&pool, amount, FeeRate::DEFAULT).is_none());
	let order =
		Order::<Buy> { amount: amount.into(), limit: unlimited::<Buy>(), fee_rate: FeeRate::DEFAULT, drop_fee: false };
	assert!(pool.swap(&order, &Rules::DEFAULT).unwrap().trade.paid_in < order.amount);
	check_split_with_fee::<Buy>(&pool, amount, 4).unwrap();
}
