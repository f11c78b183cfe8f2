//! What it costs to register a subnet, and what becomes of the payment.

use taonet_types::{
	fixed::{SafeDiv, I64F64, U64F64},
	AlphaBalance, TaoBalance, RAO_PER_TAO,
};

/// Blocks in which the cost falls back by what was last paid, while a block emits 1 TAO, unless root says otherwise.
/// Spec: economics 17.2.
pub const DEFAULT_NETWORK_LOCK_REDUCTION_INTERVAL: u64 = 100_800;

/// The lowest cost, unless root says otherwise: 1000 TAO. Spec: economics 17.2.
pub const DEFAULT_NETWORK_MIN_LOCK_COST: TaoBalance = TaoBalance::new(1_000_000_000_000);

/// What the cost of the next registration follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockCostInputs {
	/// The lowest cost, in RAO.
	pub min: TaoBalance,
	/// What was paid for the last registration, in RAO; the lowest cost before the first one.
	pub last_paid: TaoBalance,
	/// The block of the last registration, 0 before the first one.
	pub last_block: u64,
	/// The block of the next one.
	pub block: u64,
	/// Blocks in which the cost falls by `last_paid`: a [`reduction_interval`]. With 0 it never falls.
	pub interval: u64,
}

/// Blocks in which the cost falls by what was last paid: `setting` (for an emission of 1 TAO a block) · emission, in blocks,
/// rounded down. A halving of the emission therefore makes the cost fall twice as fast. Spec: economics 17.2.
pub fn reduction_interval(setting: u64, block_emission: TaoBalance) -> u64 {
	let tao = I64F64::saturating_from_num(block_emission.get()).safe_div(I64F64::saturating_from_num(RAO_PER_TAO));
	I64F64::saturating_from_num(setting).saturating_mul(tao).saturating_to_num()
}

/// The cost of registering a subnet, in RAO: twice what was last paid, falling with each block by `last_paid / interval`
/// (rounded down, in favour of the chain), never below the lowest cost. Before the first registration it is not doubled.
/// Spec: economics 17.2.
pub fn lock_cost(inputs: &LockCostInputs) -> TaoBalance {
	let last = inputs.last_paid.get();
	let multiplier = if inputs.last_block == 0 { 1 } else { 2 };
	// The rule: each of these stops at the limits of its type.
	let raised = last.saturating_mul(multiplier);
	let blocks = inputs.block.saturating_sub(inputs.last_block);
	let reduction = last.checked_div(inputs.interval).unwrap_or(0).saturating_mul(blocks);
	TaoBalance::new(raised.saturating_sub(reduction)).max(inputs.min)
}

/// What becomes of the payment for a subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockSplit {
	/// The TAO that the new pool begins with, in RAO.
	pub pool: TaoBalance,
	/// What is recycled, in RAO. The two together are what was paid, except by [`AllToPool`].
	pub recycled: TaoBalance,
}

/// A rule for how much of the payment for a subnet its pool gets (D4). Spec: economics 17.2.
pub trait LockSplitRule {
	/// `paid` is what the payer was charged and `min` the lowest cost, both in RAO.
	fn split(paid: TaoBalance, min: TaoBalance) -> LockSplit;
}

/// The rule in force (NEW of D4): the pool gets the lowest cost, or what was paid if that is less, and the surplus is
/// recycled. Spec: economics 17.2.
#[derive(Clone, Copy, Debug)]
pub struct RecycledSurplus;

impl LockSplitRule for RecycledSurplus {
	fn split(paid: TaoBalance, min: TaoBalance) -> LockSplit {
		let pool = paid.min(min);
		// Never more than was paid, so this stops at nothing.
		LockSplit { pool, recycled: paid.saturating_sub(pool) }
	}
}

/// The rule of the reference of June 2026 (REF of D4): the pool gets all and nothing is recycled. A payment that is short of
/// the lowest cost (by the existential deposit that its payer keeps) is booked as the lowest cost, which is more than
/// there is. Spec: economics 17.2.
#[derive(Clone, Copy, Debug)]
pub struct AllToPool;

impl LockSplitRule for AllToPool {
	fn split(paid: TaoBalance, min: TaoBalance) -> LockSplit {
		LockSplit { pool: paid.max(min), recycled: TaoBalance::ZERO }
	}
}

/// The alpha that a new pool begins with, in alpha-rao, so that its price is the median of all: `pool_tao / median_price`,
/// rounded down. 0 when the price is 0 or so low that the quotient cannot be written. Spec: economics 17.2, 13.3.
pub fn pool_alpha(pool_tao: TaoBalance, median_price: U64F64) -> AlphaBalance {
	AlphaBalance::new(U64F64::saturating_from_num(pool_tao.get()).safe_div(median_price).saturating_to_num())
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use num_bigint::BigUint;
	use proptest::prelude::*;

	const TAO: u64 = RAO_PER_TAO;

	fn tao(amount: u64) -> TaoBalance {
		TaoBalance::new(amount)
	}

	/// The cost, `blocks` after a registration for `last` RAO.
	fn cost(last: u64, interval: u64, blocks: u64) -> u64 {
		let (min, last_block) = (DEFAULT_NETWORK_MIN_LOCK_COST, 1_234);
		let inputs = LockCostInputs { min, last_paid: tao(last), last_block, block: last_block + blocks, interval };
		lock_cost(&inputs).get()
	}

	#[test]
	fn reduction_interval_halves_with_the_emission() {
		assert_eq!(reduction_interval(100_800, tao(TAO)), 100_800);
		assert_eq!(reduction_interval(100_800, tao(TAO / 2)), 50_400);
		assert_eq!(reduction_interval(57_600, tao(TAO / 2)), 28_800);
		assert_eq!(reduction_interval(100_800, tao(0)), 0);
		assert_eq!(reduction_interval(u64::MAX, tao(u64::MAX)), i64::MAX as u64);
		// 1 RAO is cut to 18_446_744_073 parts of 2^64, so 10^9 of them are not quite one.
		assert_eq!(reduction_interval(1_000_000_000, tao(1)), 0);
	}

	#[test]
	fn lock_cost_follows_the_examples_of_the_specification() {
		assert_eq!(cost(1_000 * TAO, 100_800, 0), 2_000_000_000_000);
		assert_eq!(cost(1_000 * TAO, 100_800, 50_400), 1_500_000_046_400);
		assert_eq!(cost(2_000 * TAO, 50_400, 50_400), 2_000_000_034_400);
	}

	/// Spec: subnets 2.5.
	#[test]
	fn lock_cost_follows_the_table_of_the_specification() {
		for (blocks, expected) in
			[(0, 2_000 * TAO), (7_200, 1_857_142_863_200), (28_800, 1_428_571_452_800), (50_400, 1_000_000_042_400)]
		{
			assert_eq!(cost(1_000 * TAO, 50_400, blocks), expected, "after {blocks} blocks");
		}
		for (blocks, expected) in
			[(0, 2_500 * TAO), (7_200, 2_187_500_005_600), (28_800, 1_250_000_022_400), (50_400, 1_000 * TAO)]
		{
			assert_eq!(cost(1_250 * TAO, 28_800, blocks), expected, "after {blocks} blocks");
		}
	}

	#[test]
	fn first_registration_is_not_doubled() {
		let min = DEFAULT_NETWORK_MIN_LOCK_COST;
		let inputs = LockCostInputs { min, last_paid: min, last_block: 0, block: 1, interval: 100_800 };
		assert_eq!(lock_cost(&inputs), min);
		let inputs = LockCostInputs { last_paid: tao(5_000 * TAO), block: 0, ..inputs };
		assert_eq!(lock_cost(&inputs), tao(5_000 * TAO));
	}

	#[test]
	fn lock_cost_never_falls_when_the_interval_is_zero() {
		assert_eq!(cost(1_000 * TAO, 0, u64::MAX - 1_234), 2_000 * TAO);
	}

	/// Spec: subnets 2.2.
	#[test]
	fn surplus_over_the_lowest_cost_is_recycled() {
		let split = RecycledSurplus::split(tao(2_500 * TAO), tao(1_000 * TAO));
		assert_eq!(split, LockSplit { pool: tao(1_000 * TAO), recycled: tao(1_500 * TAO) });
		// The 64.64 number nearest to 0.02 is a little below it.
		let median_price = U64F64::from_bits(368_934_881_474_191_032);
		assert_eq!(pool_alpha(split.pool, median_price), AlphaBalance::new(50_000 * TAO));
	}

	#[test]
	fn payment_short_of_the_lowest_cost_is_the_pool_itself_but_was_booked_higher() {
		let (paid, min) = (tao(1_000 * TAO - 500), tao(1_000 * TAO));
		assert_eq!(RecycledSurplus::split(paid, min), LockSplit { pool: paid, recycled: tao(0) });
		assert_eq!(AllToPool::split(paid, min), LockSplit { pool: min, recycled: tao(0) });
		let paid = tao(2_500 * TAO);
		assert_eq!(AllToPool::split(paid, min), LockSplit { pool: paid, recycled: tao(0) });
	}

	#[test]
	fn pool_alpha_is_zero_when_the_price_is_zero_or_the_quotient_cannot_be_written() {
		assert_eq!(pool_alpha(tao(TAO), U64F64::from_num(0)), AlphaBalance::ZERO);
		assert_eq!(pool_alpha(tao(TAO), U64F64::from_bits(1)), AlphaBalance::ZERO);
		assert_eq!(pool_alpha(tao(TAO), U64F64::from_num(1)), AlphaBalance::new(TAO));
	}

	fn inputs() -> impl Strategy<Value = LockCostInputs> {
		let amount = || (any::<u64>(), 0u32..64).prop_map(|(amount, cut)| tao(amount >> cut));
		let block = || (any::<u64>(), 0u32..64).prop_map(|(block, cut)| block >> cut);
		(amount(), amount(), block(), block(), block()).prop_map(|(min, last_paid, last_block, block, interval)| {
			LockCostInputs { min, last_paid, last_block, block, interval }
		})
	}

	proptest! {
		#[test]
		fn lock_cost_is_never_below_the_lowest_and_never_rises_with_time(inputs in inputs(), later in any::<u64>()) {
			let now = lock_cost(&inputs);
			let then = lock_cost(&LockCostInputs { block: inputs.block.saturating_add(later), ..inputs });
			prop_assert!(inputs.min <= then && then <= now);
		}

		#[test]
		fn lock_cost_is_back_at_the_last_one_after_the_interval_within_rounding(
			last in 1_000 * TAO..=1_000_000 * TAO, interval in 1u64..=1_000_000,
		) {
			let cost = cost(last, interval, interval);
			// The reduction of each block is rounded down by less than 1 RAO.
			prop_assert!(cost >= last && cost < last + interval, "{cost}");
		}

		#[test]
		fn reduction_interval_is_the_exact_product_but_for_one(setting in 0..=1_000_000_000u64, emission in 0..=TAO) {
			let exact = setting * emission / TAO;
			let interval = reduction_interval(setting, tao(emission));
			prop_assert!(interval == exact || interval + 1 == exact);
		}

		#[test]
		fn payment_is_split_without_loss(paid in any::<u64>(), min in any::<u64>()) {
			let split = RecycledSurplus::split(tao(paid), tao(min));
			prop_assert_eq!(split.pool.checked_add(split.recycled), Some(tao(paid)));
			prop_assert!(split.pool <= tao(min));
		}

		#[test]
		fn pool_alpha_is_the_exact_quotient_rounded_down(pool in any::<u64>(), bits in 1..=u128::MAX, cut in 0u32..100) {
			let price = (bits >> cut).max(1);
			let exact = (BigUint::from(pool) << 64u8) / price;
			// What cannot be written is zero.
			prop_assert_eq!(pool_alpha(tao(pool), U64F64::from_bits(price)).get(), u64::try_from(exact).unwrap_or(0));
		}
	}
}
