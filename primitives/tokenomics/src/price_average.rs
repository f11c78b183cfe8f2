//! Shares by moving price: the rule of the reference of June 2026, and what Taoflow falls back to.

use crate::{
	amounts::ONE_U64F64,
	flow::FlowParameters,
	shares::{parts_of_sum, sum, ShareInputs, ShareRule, SubnetShare},
};
use alloc::vec::Vec;
use taonet_types::fixed::{I96F32, U64F64};

/// The rule of the reference (REF of D1): moving price, less the part of the incentive that the subnet's owner withheld.
/// The flows only add up. Spec: economics 6.4.
#[derive(Clone, Copy, Debug)]
pub struct PriceAverage;

impl ShareRule for PriceAverage {
	fn shares(_: u64, _: &FlowParameters, subnets: &[ShareInputs]) -> Vec<SubnetShare> {
		let shares = price_parts(subnets);
		let weights: Vec<_> = shares.iter().zip(subnets).map(|(share, subnet)| less_burned(*share, subnet)).collect();
		let shares = if sum(&weights) > U64F64::from_bits(0) { parts_of_sum(&weights) } else { shares };
		shares.into_iter().map(|share| SubnetShare { share, ..SubnetShare::default() }).collect()
	}
}

/// The moving price of each subnet over the sum of all, rounded down; zeros where all prices are zero.
/// Spec: economics 6.4.
pub fn price_parts(subnets: &[ShareInputs]) -> Vec<U64F64> {
	let prices: Vec<_> = subnets.iter().map(|subnet| unsigned_price(subnet.moving_price)).collect();
	parts_of_sum(&prices)
}

/// A moving price with 64 fraction bits; a negative one, which cannot come about, is zero.
pub(crate) fn unsigned_price(price: I96F32) -> U64F64 {
	U64F64::saturating_from_num(price)
}

fn less_burned(share: U64F64, subnet: &ShareInputs) -> U64F64 {
	let burned = U64F64::saturating_from_num(subnet.miner_burned).min(ONE_U64F64);
	share.saturating_mul(ONE_U64F64.saturating_sub(burned))
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_types::fixed::U96F32;

	fn shares(subnets: &[(&str, &str)]) -> Vec<U64F64> {
		let inputs: Vec<_> = subnets
			.iter()
			.map(|(price, burned)| ShareInputs {
				moving_price: price.parse().unwrap(),
				miner_burned: burned.parse::<U96F32>().unwrap(),
				..ShareInputs::default()
			})
			.collect();
		let shares = PriceAverage::shares(1, &FlowParameters::default(), &inputs);
		shares.into_iter().map(|subnet| subnet.share).collect()
	}

	#[test]
	fn shares_follow_price_less_burned_in_the_worked_example() {
		let parts: Vec<_> = shares(&[("0.06", "0"), ("0.03", "0.5"), ("0.01", "0")])
			.into_iter()
			.map(|share| (share.saturating_mul(U64F64::from_num(1_000_000))).to_num::<u64>())
			.collect();
		assert_eq!(parts, [705_882, 176_470, 117_647]);
	}

	#[test]
	fn burned_parts_do_not_count_when_everybody_withheld_everything() {
		assert_eq!(
			shares(&[("0.75", "1"), ("0.25", "2")]),
			["0.75".parse().unwrap(), "0.25".parse::<U64F64>().unwrap()]
		);
	}

	#[test]
	fn nobody_gets_a_share_while_all_prices_are_zero() {
		assert_eq!(shares(&[("0", "0"), ("0", "0")]), [U64F64::from_num(0); 2]);
		assert!(shares(&[]).is_empty());
	}
}
