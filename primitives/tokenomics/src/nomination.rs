//! The least that a nominator has on a hotkey of a subnet. Spec: staking 5 (D5).

use crate::price::worth;
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance, TaoBalance,
};

/// What `NominatorMinRequiredStake` counts in.
const MILLION: u128 = 1_000_000;
/// Hundredths of the least that are enough on entering: a slack for fee and slippage.
const ENOUGH_PERCENT: u128 = 99;

/// The least worth of a nomination in RAO: `factor` millionths of the least amount that can be staked, rounded down. What
/// cannot be written stops at the largest number.
pub fn least_nomination(min_stake: TaoBalance, factor: u64) -> TaoBalance {
	TaoBalance::new(parts(min_stake.get(), factor.into(), MILLION))
}

/// Whether stake is worth at least 99 % of the least at the price, both rounded down: whoever enters must have so much.
pub fn is_enough(stake: AlphaBalance, price: U64F64, least: TaoBalance) -> bool {
	worth(stake, price).get() >= parts(least.get(), ENOUGH_PERCENT, 100)
}

/// Whether stake is less than the alpha that is worth the least at the price, rounded down, but not nothing: so much does
/// not stay. Without a price everything stays.
pub fn is_too_small(stake: AlphaBalance, price: U64F64, least: TaoBalance) -> bool {
	let least: u64 = U64F64::from_num(least.get()).safe_div(price).to_num();
	!stake.is_zero() && stake.get() < least
}

/// `amount x parts / whole`, rounded down, at most the largest number.
fn parts(amount: u64, parts: u128, whole: u128) -> u64 {
	// Two numbers of 64 bits fit; a whole of zero is none of those above.
	let share = u128::from(amount).saturating_mul(parts).checked_div(whole).unwrap_or(0);
	u64::try_from(share).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn price(value: f64) -> U64F64 {
		U64F64::from_num(value)
	}

	#[test]
	fn least_nomination_is_a_tenth_of_a_tao_in_production() {
		let least = least_nomination(TaoBalance::new(500_000), 200_000_000);
		assert_eq!(least, TaoBalance::new(100_000_000));
		assert_eq!(least_nomination(TaoBalance::new(500_000), 0), TaoBalance::ZERO);
		assert_eq!(least_nomination(TaoBalance::new(3), 500_000), TaoBalance::new(1));
		assert_eq!(least_nomination(TaoBalance::MAX, u64::MAX), TaoBalance::MAX);
	}

	#[test]
	fn rest_is_too_small_when_it_is_worth_less_than_the_least() {
		let least = TaoBalance::new(100_000_000);
		assert!(is_too_small(AlphaBalance::new(399_999_999), price(0.25), least));
		assert!(!is_too_small(AlphaBalance::new(400_000_000), price(0.25), least));
		assert!(!is_too_small(AlphaBalance::ZERO, price(0.25), least));
		assert!(!is_too_small(AlphaBalance::new(1), price(0.0), least));
		assert!(!is_too_small(AlphaBalance::new(1), price(0.25), TaoBalance::ZERO));
	}

	#[test]
	fn stake_is_enough_from_99_percent_of_the_least_on() {
		let least = TaoBalance::new(100_000_000);
		assert!(is_enough(AlphaBalance::new(396_000_000), price(0.25), least));
		assert!(!is_enough(AlphaBalance::new(395_999_999), price(0.25), least));
		assert!(is_enough(AlphaBalance::ZERO, price(0.0), TaoBalance::ZERO));
	}
}
