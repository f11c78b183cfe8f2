//! How much new money a block makes: the halving curve.
//!
//! The same curve serves TAO, with the issuance of TAO, and the alpha of every subnet, with the issuance of that alpha.

use taonet_types::{AlphaBalance, TaoBalance};

/// The issuance at which emission would end, in the smallest unit: 21 million whole coins. It is never reached:
/// emission ends 19 557 774 units short of it. Spec: economics 4.
pub const MAX_ISSUANCE: u64 = 21_000_000_000_000_000;

/// What a block makes before the first halving, in the smallest unit: one whole coin. Spec: economics 4.
pub const INITIAL_BLOCK_EMISSION: u64 = 1_000_000_000;

/// New TAO (RAO) of a block that begins with `issuance`, rounded down. Spec: economics 4.
pub const fn tao_block_emission(issuance: TaoBalance) -> TaoBalance {
	TaoBalance::new(block_emission(issuance.get()))
}

/// New alpha (alpha-rao) of a subnet in a block that begins with `issuance` of its alpha, rounded down.
/// Spec: economics 4, 9.1.
pub const fn alpha_block_emission(issuance: AlphaBalance) -> AlphaBalance {
	AlphaBalance::new(block_emission(issuance.get()))
}

/// A subnet's alpha in existence: what its pool holds and what is outside. Stops at the largest amount.
/// Spec: economics 3.1.
pub const fn alpha_issuance(in_pool: AlphaBalance, outside: AlphaBalance) -> AlphaBalance {
	in_pool.saturating_add(outside)
}

/// How many halvings `issuance` has passed; nothing when nothing is left to emit. Spec: economics 4.
///
/// Halving i is passed when what is missing to [`MAX_ISSUANCE`] is at most `MAX_ISSUANCE / 2^i`. So the count is the
/// largest i for which `2^i × missing` is at most `MAX_ISSUANCE`.
pub const fn halvings(issuance: u64) -> Option<u32> {
	let Some(missing) = MAX_ISSUANCE.checked_sub(issuance) else { return None };
	match MAX_ISSUANCE.checked_div(missing) {
		Some(times) => times.checked_ilog2(),
		None => None,
	}
}

/// The curve itself, in the smallest unit.
const fn block_emission(issuance: u64) -> u64 {
	match halvings(issuance) {
		// At most 54 halvings: the quotient has no more bits.
		Some(count) => INITIAL_BLOCK_EMISSION >> count,
		None => 0,
	}
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use substrate_fixed::transcendental::log2;
	use taonet_types::fixed::I96F32;

	/// `MAX_ISSUANCE - floor(MAX_ISSUANCE / 2^i)`, where halving `i` happens.
	fn threshold(i: u32) -> u64 {
		MAX_ISSUANCE - (MAX_ISSUANCE >> i)
	}

	/// The rule in fixed-point arithmetic, as it was first written.
	fn by_logarithm(issuance: u64) -> Option<u64> {
		let ratio = I96F32::from_num(issuance) / (I96F32::from_num(2) * I96F32::from_num(MAX_ISSUANCE / 2));
		let inverse = I96F32::from_num(1).checked_div(I96F32::from_num(1) - ratio)?;
		let count: u32 = log2::<I96F32, I96F32>(inverse).ok()?.floor().to_num();
		let part = I96F32::from_num(1).checked_div(I96F32::from_num(2u64.pow(count)))?;
		Some((part * I96F32::from_num(INITIAL_BLOCK_EMISSION)).to_num())
	}

	#[test]
	fn emission_is_that_of_the_table_at_its_issuances() {
		let table = [
			(0, 1_000_000_000),
			(10_500_000_000_000_000, 500_000_000),
			(15_750_000_000_000_000, 250_000_000),
			(18_375_000_000_000_000, 125_000_000),
			(19_687_500_000_000_000, 62_500_000),
			(20_343_750_000_000_000, 31_250_000),
			(20_958_984_375_000_000, 1_953_125),
			(20_979_492_187_500_000, 976_562),
			(20_999_679_565_429_688, 15_258),
			(20_999_979_972_839_356, 953),
			(20_999_999_921_768_904, 3),
			(20_999_999_960_884_452, 1),
			(20_999_999_980_442_226, 0),
			(21_000_000_000_000_000, 0),
			(u64::MAX, 0),
		];
		for (issuance, emission) in table {
			assert_eq!(tao_block_emission(TaoBalance::new(issuance)).get(), emission, "at {issuance}");
			assert_eq!(alpha_block_emission(AlphaBalance::new(issuance)).get(), emission, "at {issuance}");
		}
	}

	#[test]
	fn emission_halves_at_the_threshold_and_not_one_unit_before() {
		assert_eq!(tao_block_emission(TaoBalance::new(10_499_999_999_999_999)).get(), 1_000_000_000);
		for i in 1..=29 {
			assert_eq!(block_emission(threshold(i) - 1), INITIAL_BLOCK_EMISSION >> (i - 1), "before halving {i}");
			assert_eq!(block_emission(threshold(i)), INITIAL_BLOCK_EMISSION >> i, "at halving {i}");
		}
	}

	#[test]
	fn emission_equals_the_logarithm_formula_around_all_thresholds() {
		for i in 1..=31 {
			for issuance in threshold(i) - 2..=threshold(i) + 2 {
				assert_eq!(Some(block_emission(issuance)), by_logarithm(issuance), "at {issuance}, halving {i}");
			}
		}
	}

	#[test]
	fn emission_never_exceeds_the_maximum_when_summed_over_the_curve() {
		let mut issuance = 0u64;
		for i in 1..=30 {
			let emission = INITIAL_BLOCK_EMISSION >> (i - 1);
			let blocks = (threshold(i) - issuance).div_ceil(emission);
			assert_eq!(block_emission(issuance + (blocks - 1) * emission), emission, "last block before halving {i}");
			issuance += blocks * emission;
			assert!(issuance < MAX_ISSUANCE);
		}
		assert_eq!(block_emission(issuance), 0);
		assert_eq!(MAX_ISSUANCE - threshold(30), 19_557_774);
	}

	#[test]
	fn alpha_in_existence_stops_at_the_largest_amount() {
		assert_eq!(alpha_issuance(AlphaBalance::new(2), AlphaBalance::new(3)), AlphaBalance::new(5));
		assert_eq!(alpha_issuance(AlphaBalance::MAX, AlphaBalance::new(1)), AlphaBalance::MAX);
	}
}
