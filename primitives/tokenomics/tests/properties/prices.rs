//! Moving price, median, and the flag for selling root's alpha.

use crate::exact::{is_near, scaled, unit, whole, Exact};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::{collection::vec, option, prelude::*};
use taonet_tokenomics::{
	price::{median_price, moving_price, MovingPriceInputs},
	root::root_sell_flag,
};
use taonet_types::fixed::{I96F32, U64F64};

fn inputs() -> impl Strategy<Value = MovingPriceInputs> {
	let spot = prop_oneof![0..1u128 << 65, any::<u128>(), Just(0)];
	(0..1u64 << 40, option::of(0..1u64 << 40), any::<u64>(), 0..=1i128 << 32, spot, 0..=1i128 << 32).prop_map(
		|(block, first_emission_block, halving_blocks, weight, spot, old)| MovingPriceInputs {
			block,
			first_emission_block,
			halving_blocks,
			subnet_moving_alpha: I96F32::from_bits(weight),
			spot_price: U64F64::from_bits(spot),
			moving_price: I96F32::from_bits(old),
		},
	)
}

proptest! {
	#[test]
	fn moving_price_is_exact_to_its_resolution(inputs in inputs()) {
		let before_first = inputs.first_emission_block.unwrap_or(0).saturating_sub(1);
		let age = whole(inputs.block.saturating_sub(before_first));
		let span = &age + whole(inputs.halving_blocks);
		let maturity = if span.is_zero() { whole(0) } else { age / span };
		let weight = inputs.subnet_moving_alpha.exact() * maturity;
		let spot = inputs.spot_price.exact().min(whole(1));
		let exact = &weight * spot + (whole(1) - &weight) * inputs.moving_price.exact();
		let computed = moving_price(&inputs).exact();
		prop_assert!(is_near(&computed, &exact, &(unit(32) + unit(60))), "{computed} instead of {exact}");
	}

	#[test]
	fn moving_price_lies_between_old_and_spot(inputs in inputs()) {
		let spot = inputs.spot_price.exact().min(whole(1));
		let old = inputs.moving_price.exact();
		let new = moving_price(&inputs).exact();
		prop_assert!(new <= spot.clone().max(old.clone()) && new + unit(31) > spot.min(old));
	}

	#[test]
	fn moving_price_never_falls_for_a_higher_spot_price(inputs in inputs(), other: u128) {
		let with = |spot| moving_price(&MovingPriceInputs { spot_price: U64F64::from_bits(spot), ..inputs });
		let spot = inputs.spot_price.to_bits();
		prop_assert!(with(spot.max(other)) >= with(spot.min(other)));
	}

	#[test]
	fn moving_price_never_panics_and_is_never_negative(
		block: u64, first: Option<u64>, halving: u64, weight: i128, spot: u128, old: i128,
	) {
		let inputs = MovingPriceInputs {
			block, first_emission_block: first, halving_blocks: halving,
			subnet_moving_alpha: I96F32::from_bits(weight), spot_price: U64F64::from_bits(spot),
			moving_price: I96F32::from_bits(old),
		};
		prop_assert!(moving_price(&inputs) >= 0);
	}

	#[test]
	fn median_has_as_many_prices_below_as_above(prices in vec(prop_oneof![any::<u128>(), 0..5u128, Just(u128::MAX)], 0..12)) {
		let fixed: Vec<_> = prices.iter().copied().map(U64F64::from_bits).collect();
		let mut exact: Vec<_> = prices.iter().filter(|bits| **bits > 0).map(|bits| scaled(*bits, 64)).collect();
		exact.sort();
		let expected = match exact.len() {
			0 => whole(1),
			odd if odd % 2 == 1 => exact[odd / 2].clone(),
			even => {
				let mean: BigRational = (&exact[even / 2 - 1] + &exact[even / 2]) / whole(2);
				(mean / unit(64)).floor() * unit(64)
			},
		};
		prop_assert_eq!(median_price(&fixed).exact(), expected);
	}

	#[test]
	fn root_sells_when_exact_prices_sum_to_more_than_one(prices in vec(0..1i128 << 31, 0..6)) {
		let sum: BigRational = prices.iter().map(|bits| scaled(*bits, 32)).sum();
		let fixed: Vec<_> = prices.into_iter().map(I96F32::from_bits).collect();
		prop_assert_eq!(root_sell_flag(&fixed), sum > whole(1));
	}

	#[test]
	fn root_sell_flag_never_panics(prices in vec(any::<i128>(), 0..6)) {
		let is_high = prices.iter().any(|bits| *bits > 1 << 32);
		let fixed: Vec<_> = prices.into_iter().map(I96F32::from_bits).collect();
		prop_assert!(root_sell_flag(&fixed) || !is_high);
	}
}
