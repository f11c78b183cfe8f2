//! The pool: trades and injected liquidity.
#![allow(clippy::arithmetic_side_effects)]

use serde::Deserialize;
use substrate_fixed::types::U64F64;
use taonet_amm::{
	pow_ratio::{PowRatio, Precision, SCALE},
	Buy, FeeRate, LimitPrice, LiquidityError, Market, Order, Pool, Rules, Sell, Side, SwapError, Weights,
};
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_types::{AlphaBalance, TaoBalance};

/// What was measured: a value, or the name of an error.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Measured<T> {
	Error { error: String },
	Value(T),
}

impl<T> From<Result<T, SwapError>> for Measured<T> {
	fn from(result: Result<T, SwapError>) -> Self {
		match result {
			Ok(value) => Self::Value(value),
			Err(error) => Self::Error { error: format!("{error:?}") },
		}
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Swaps {
	schema: String,
	min_price_rao: u64,
	max_price_rao: u64,
	min_reserve: u64,
	cases: Vec<SwapCase>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
	Buy,
	Sell,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SwapCase {
	i: u32,
	side: Direction,
	mechanism: u16,
	tao: u64,
	alpha_in: u64,
	alpha_out: u64,
	quote_weight: u64,
	weights_initialised: bool,
	fee_rate: u16,
	amount: u64,
	limit_price_rao: u64,
	drop_fees: bool,
	price_bits: Wide<u128>,
	approx_fee_of_amount: u64,
	exp_bits_of_amount: Wide<u128>,
	result: Measured<Swapped>,
	sim_swap: Measured<[u64; 3]>,
	max_amount_for_limit: Measured<u64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Swapped {
	paid_in: u64,
	paid_out: u64,
	fee: u64,
	fee_to_block_author: u64,
	after: After,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct After {
	tao: u64,
	alpha_in: u64,
	alpha_out: u64,
	price_bits: Wide<u128>,
	quote_weight: u64,
}

pub fn swaps(file: &VectorFile) -> Result<(), String> {
	let swaps: Swaps = file.read()?;
	require_cases(&swaps.cases)?;
	let mut differences = Differences::default();
	differences.compare("schema", &"swap-v1", &swaps.schema.as_str());
	differences.compare("lowest limit", &swaps.min_price_rao, &LimitPrice::MIN.rao_per_alpha());
	differences.compare("highest limit", &swaps.max_price_rao, &LimitPrice::MAX.rao_per_alpha());
	// The recorded run allowed smaller reserves than the protocol does.
	let rules = Rules { minimum_reserve: swaps.min_reserve, ..Rules::DEFAULT };
	for case in &swaps.cases {
		match case.side {
			Direction::Buy => case.check::<Buy>(&rules, &mut differences)?,
			Direction::Sell => case.check::<Sell>(&rules, &mut differences)?,
		}
	}
	differences.result()
}

/// A file whose header alone is compared would pass.
fn require_cases<T>(cases: &[T]) -> Result<(), String> {
	if cases.is_empty() {
		return Err("the file holds no case".into());
	}
	Ok(())
}

impl SwapCase {
	fn pool(&self) -> Result<Pool, String> {
		let weights = if self.weights_initialised { weights(self.i, self.quote_weight)? } else { Weights::EQUAL };
		Ok(Pool { tao: TaoBalance::new(self.tao), alpha: AlphaBalance::new(self.alpha_in), weights })
	}

	fn check<S: Side>(&self, rules: &Rules, differences: &mut Differences) -> Result<(), String> {
		let pool = self.pool()?;
		let market = if self.mechanism == 1 { Market::Dynamic(pool) } else { Market::Stable };
		let i = self.i;
		let fee_rate = FeeRate::new(self.fee_rate);
		let limit = LimitPrice::new(self.limit_price_rao);

		differences.compare(format!("{i}: price"), &self.price_bits.0, &market.price().to_bits());
		let fee = fee_rate.of_gross(TaoBalance::new(self.amount)).get();
		differences.compare(format!("{i}: approximate fee"), &self.approx_fee_of_amount, &fee);
		differences.compare(format!("{i}: power"), &self.exp_bits_of_amount.0, &self.power(&pool));
		let simulation = market.simulate::<S>(self.amount.into(), fee_rate, rules);
		let simulation =
			simulation.map(|s| [s.trade.paid_in.into(), s.trade.paid_out.into(), s.trade.fee.into()]).into();
		differences.compare(format!("{i}: simulation"), &self.sim_swap, &simulation);
		let most = market.max_amount_for_limit::<S>(limit, fee_rate, rules).map(Into::into).into();
		differences.compare(format!("{i}: largest amount"), &self.max_amount_for_limit, &most);

		let order = Order::<S> { amount: self.amount.into(), limit, fee_rate, drop_fee: self.drop_fees };
		let computed = pool.swap(&order, rules).map(|outcome| Swapped {
			paid_in: outcome.trade.paid_in.into(),
			paid_out: outcome.trade.paid_out.into(),
			fee: outcome.trade.fee.into(),
			// Where the fee goes is not the pool's business.
			fee_to_block_author: match &self.result {
				Measured::Value(swapped) => swapped.fee_to_block_author,
				Measured::Error { .. } => 0,
			},
			after: self.after(&outcome.pool, outcome.price_after),
		});
		differences.compare(format!("{i}: swap"), &self.result, &computed.into());
		Ok(())
	}

	/// The power term for the whole amount, as the README of the vectors gives it.
	fn power(&self, pool: &Pool) -> u128 {
		let (reserve, n, d) = match self.side {
			Direction::Buy => (self.tao, pool.weights.quote_parts(), pool.weights.base_parts()),
			Direction::Sell => (self.alpha_in, pool.weights.base_parts(), pool.weights.quote_parts()),
		};
		let power = PowRatio {
			base_numerator: reserve.into(),
			base_denominator: u128::from(reserve) + u128::from(self.amount),
			exponent_numerator: n,
			exponent_denominator: d,
		};
		let scaled = power.scaled(Precision::Swap).unwrap_or_default();
		(U64F64::from_num(scaled) / U64F64::from_num(SCALE)).to_bits()
	}

	/// Everything that leaves the pool is outstanding. The recorded run allowed to sell more than there was: the counter
	/// stopped at zero then.
	fn after(&self, pool: &Pool, price: U64F64) -> After {
		After {
			tao: pool.tao.get(),
			alpha_in: pool.alpha.get(),
			alpha_out: (self.alpha_in + self.alpha_out).saturating_sub(pool.alpha.get()),
			price_bits: Wide(price.to_bits()),
			quote_weight: pool.weights.quote_parts(),
		}
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Liquidity {
	schema: String,
	cases: Vec<LiquidityCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LiquidityCase {
	i: u32,
	tao: u64,
	alpha_in: u64,
	quote_weight: u64,
	tao_delta: u64,
	alpha_delta: u64,
	tao_amount: u64,
	added_tao: u64,
	added_alpha: u64,
	quote_weight_after: u64,
	price_bits_before: Wide<u128>,
	price_bits_after: Wide<u128>,
	alpha_for_tao_amount: u64,
}

pub fn liquidity(file: &VectorFile) -> Result<(), String> {
	let liquidity: Liquidity = file.read()?;
	require_cases(&liquidity.cases)?;
	let mut differences = Differences::default();
	differences.compare("schema", &"liquidity-v1", &liquidity.schema.as_str());
	for case in &liquidity.cases {
		case.check(&mut differences)?;
	}
	differences.result()
}

impl LiquidityCase {
	fn check(&self, differences: &mut Differences) -> Result<(), String> {
		let i = self.i;
		let before = Pool {
			tao: TaoBalance::new(self.tao),
			alpha: AlphaBalance::new(self.alpha_in),
			weights: weights(i, self.quote_weight)?,
		};
		let (tao_delta, alpha_delta) = (TaoBalance::new(self.tao_delta), AlphaBalance::new(self.alpha_delta));
		let (added, after) = match before.with_liquidity(tao_delta, alpha_delta) {
			Ok(after) => ((self.tao_delta, self.alpha_delta), after),
			Err(LiquidityError::WeightOutOfRange) => ((0, 0), before),
			Err(error) => return Err(format!("{i}: {error:?}")),
		};
		differences.compare(format!("{i}: added"), &(self.added_tao, self.added_alpha), &added);
		differences.compare(format!("{i}: weight"), &self.quote_weight_after, &after.weights.quote_parts());
		differences.compare(format!("{i}: price before"), &self.price_bits_before.0, &before.price().to_bits());
		differences.compare(format!("{i}: price after"), &self.price_bits_after.0, &after.price().to_bits());
		let alpha = Market::Dynamic(after).alpha_for_tao(TaoBalance::new(self.tao_amount)).get();
		differences.compare(format!("{i}: alpha for TAO"), &self.alpha_for_tao_amount, &alpha);
		Ok(())
	}
}

fn weights(i: u32, quote_weight: u64) -> Result<Weights, String> {
	Weights::new(quote_weight).map_err(|error| format!("{i}: {error:?}"))
}
