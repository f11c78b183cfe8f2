//! The price of a neuron slot: falls every block, jumps with every registration.

use crate::amounts::ONE_U64F64;
use taonet_types::{fixed::U64F64, TaoBalance};

/// 2^32: a factor of one.
const FACTOR_ONE: u64 = 1 << 32;
/// 2^31: a factor of one half.
const FACTOR_HALF: u64 = 1 << 31;

/// Blocks in which a price halves, unless a subnet says otherwise. Spec: economics 17.1.
pub const DEFAULT_BURN_HALF_LIFE: u16 = 360;

/// What a price is multiplied with at a registration, unless a subnet says otherwise: 1.26, as a 64-bit float has it.
/// Spec: economics 17.1.
pub const DEFAULT_BURN_INCREASE_MULT: U64F64 = U64F64::from_bits(23_242_897_532_874_035_200);

/// Between what a registration price of a subnet moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceLimits {
	/// The lowest price, in RAO.
	pub min: TaoBalance,
	/// The highest price, in RAO. It wins where it is below the lowest one, which no setter allows.
	pub max: TaoBalance,
}

impl PriceLimits {
	/// The price, moved to the nearest limit when it is outside. Spec: economics 17.1.
	pub fn clamp(&self, price: TaoBalance) -> TaoBalance {
		// Not `Ord::clamp`, which panics when the limits are crossed.
		price.max(self.min).min(self.max)
	}
}

/// What a price is multiplied with every block so that it halves in `half_life` blocks, in parts of 2^32: the largest
/// number whose power, by squaring and multiplying with every product rounded down, is at most one half. 2^32 (nothing changes) for 0.
///
/// About 900 multiplications; it depends on nothing else, so keep it for as long as the half-life stays.
/// Spec: economics 17.1.
pub fn decay_factor(half_life: u16) -> u64 {
	if half_life == 0 {
		return FACTOR_ONE;
	}
	let (mut low, mut high) = (0, FACTOR_ONE);
	while high.saturating_sub(low) > 1 {
		let middle = low.midpoint(high);
		if power(middle, half_life) > FACTOR_HALF {
			high = middle;
		} else {
			low = middle;
		}
	}
	low
}

/// `factor` to the power of `exponent` in parts of 2^32, by squaring, each product rounded down.
fn power(factor: u64, exponent: u16) -> u64 {
	let (mut result, mut square, mut exponent) = (FACTOR_ONE, factor, exponent);
	while exponent > 0 {
		if exponent & 1 == 1 {
			result = scaled(result, square);
		}
		square = scaled(square, square);
		exponent >>= 1;
	}
	result
}

/// `floor(number · factor / 2^32)`, at most `u64::MAX`, which a factor of at most 2^32 never reaches.
fn scaled(number: u64, factor: u64) -> u64 {
	// A product of two 64-bit numbers always fits.
	let product = u128::from(number).saturating_mul(factor.into());
	u64::try_from(product >> 32).unwrap_or(u64::MAX)
}

/// The price after a block: `floor(price · factor / 2^32)`, within the limits. `factor` is a [`decay_factor`].
///
/// Applied at the beginning of every block after block 1, to every subnet and to root; in block 1 there is no decay, only
/// the limits ([`PriceLimits::clamp`]). Spec: economics 17.1, subnets 5.2.
pub fn price_after_block(price: TaoBalance, factor: u64, limits: PriceLimits) -> TaoBalance {
	limits.clamp(TaoBalance::new(scaled(price.get(), factor)))
}

/// The price after a registration: `floor(price · max(1, increase))`, within the limits; effective for the next registration
/// in the same block. Root has no such jump. Spec: economics 17.1.
pub fn price_after_registration(price: TaoBalance, increase: U64F64, limits: PriceLimits) -> TaoBalance {
	// The rule: a price that cannot be written stops at the largest one, and then at the limit.
	let raised = U64F64::saturating_from_num(price.get()).saturating_mul(increase.max(ONE_U64F64));
	limits.clamp(TaoBalance::new(raised.saturating_to_num()))
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use num_bigint::BigUint;
	use num_traits::Pow;
	use proptest::prelude::*;

	const TAO: u64 = 1_000_000_000;

	fn limits(min: u64, max: u64) -> PriceLimits {
		PriceLimits { min: TaoBalance::new(min), max: TaoBalance::new(max) }
	}

	fn usual() -> PriceLimits {
		limits(500_000, 100 * TAO)
	}

	fn after_blocks(price: u64, half_life: u16, limits: PriceLimits, blocks: u32) -> u64 {
		let factor = decay_factor(half_life);
		(0..blocks).fold(TaoBalance::new(price), |price, _| price_after_block(price, factor, limits)).get()
	}

	fn after_registration(price: u64, increase: U64F64, limits: PriceLimits) -> u64 {
		price_after_registration(TaoBalance::new(price), increase, limits).get()
	}

	#[test]
	fn decay_factor_follows_the_table_of_the_specification() {
		for (half_life, factor) in [
			(1, 2_147_483_648),
			(10, 4_007_346_185),
			(360, 4_286_705_684),
			(7_200, 4_294_553_838),
			(36_100, 4_294_884_830),
		] {
			assert_eq!(decay_factor(half_life), factor, "half-life {half_life}");
		}
	}

	#[test]
	fn price_of_one_tao_follows_the_table_of_the_specification() {
		for (blocks, price) in [(1, 998_076_443), (2, 996_156_586), (3, 994_240_422), (360, 499_999_865)] {
			assert_eq!(after_blocks(TAO, DEFAULT_BURN_HALF_LIFE, usual(), blocks), price, "after {blocks} blocks");
		}
		assert!(after_blocks(TAO, DEFAULT_BURN_HALF_LIFE, usual(), 3_947) > 500_000);
		assert_eq!(after_blocks(TAO, DEFAULT_BURN_HALF_LIFE, usual(), 3_948), 500_000);
	}

	#[test]
	fn price_stays_when_the_half_life_is_zero() {
		assert_eq!(after_blocks(123_456_789, 0, usual(), 1), 123_456_789);
		assert_eq!(after_blocks(u64::MAX, 0, limits(0, u64::MAX), 1), u64::MAX);
	}

	#[test]
	fn price_after_a_registration_is_a_quarter_higher_by_default() {
		// 1.26 as a float is a little more than 1.26.
		assert_eq!(after_registration(TAO, DEFAULT_BURN_INCREASE_MULT, usual()), 1_260_000_000);
		assert_eq!(after_registration(500_001, DEFAULT_BURN_INCREASE_MULT, usual()), 630_001);
	}

	#[test]
	fn price_after_a_registration_never_falls_when_the_multiplier_is_below_one() {
		assert_eq!(after_registration(TAO, U64F64::from_num(0.5), usual()), TAO);
		assert_eq!(after_registration(TAO, U64F64::from_num(0), usual()), TAO);
	}

	#[test]
	fn price_after_a_registration_stops_at_the_highest() {
		assert_eq!(after_registration(90 * TAO, DEFAULT_BURN_INCREASE_MULT, usual()), 100 * TAO);
		assert_eq!(after_registration(u64::MAX, U64F64::max_value(), limits(0, u64::MAX)), u64::MAX);
	}

	#[test]
	fn highest_price_wins_when_limits_are_crossed() {
		assert_eq!(limits(10, 5).clamp(TaoBalance::new(7)), TaoBalance::new(5));
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(200))]

		#[test]
		fn price_stays_within_limits_and_never_rises_with_blocks(
			price in any::<u64>(), cut in 0u32..64, half_life in any::<u16>(), min in 0..=TAO, above in 0..=u64::MAX / 2,
		) {
			let limits = limits(min, min + above);
			let mut last = limits.clamp(TaoBalance::new(price >> cut));
			let factor = decay_factor(half_life);
			for _ in 0..50 {
				let next = price_after_block(last, factor, limits);
				prop_assert!(next <= last && next >= limits.min && next <= limits.max);
				last = next;
			}
		}

		#[test]
		fn price_keeps_the_order_of_prices(low in any::<u64>(), high in any::<u64>(), half_life in any::<u16>()) {
			let (low, high, factor) = (low.min(high), low.max(high), decay_factor(half_life));
			let next = |price| price_after_block(TaoBalance::new(price), factor, limits(0, u64::MAX));
			prop_assert!(next(low) <= next(high));
		}

		#[test]
		fn price_is_half_after_the_half_life_within_rounding(price in 1_000..=1_000 * TAO, half_life in 1u16..=2_000) {
			let (after, blocks) = (after_blocks(price, half_life, limits(0, u64::MAX), half_life.into()), u64::from(half_life));
			// The factor is right to about one part in 2^32, which each block repeats; besides, a block loses less than 1 RAO.
			let drift = ((u128::from(price) * u128::from(4 * blocks)) >> 32) as u64;
			prop_assert!(2 * after <= price + 2 * drift, "{after} of {price}");
			prop_assert!(2 * (after + drift + blocks) >= price, "{after} of {price}");
		}

		#[test]
		fn price_after_a_registration_is_the_exact_product_rounded_down(
			price in any::<u64>(), price_cut in 0u32..64, bits in 0..=u128::MAX, cut in 0u32..128,
		) {
			let (price, increase) = (price >> price_cut, U64F64::from_bits(bits >> cut));
			let product = (BigUint::from(price) * (bits >> cut).max(1 << 64)) >> 64u8;
			prop_assert_eq!(
				after_registration(price, increase, limits(0, u64::MAX)),
				u64::try_from(product).unwrap_or(u64::MAX)
			);
		}
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(20))]

		#[test]
		fn decay_factor_is_the_root_of_one_half_within_rounding(half_life in 1u16..=u16::MAX) {
			let (factor, exponent) = (decay_factor(half_life), u32::from(half_life));
			let above_half = |factor: u64| BigUint::from(factor).pow(exponent) > BigUint::from(1u8) << (32 * exponent - 1);
			// Less than one part below the exact root, and, because products are rounded down, less than one above.
			prop_assert!(above_half(factor + 1));
			prop_assert!(!above_half(factor - 1));
		}
	}
}
