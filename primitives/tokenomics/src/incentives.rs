//! What the miners of a subnet are paid of an epoch's result.

use crate::amounts::fixed_alpha;
use alloc::vec::Vec;
use taonet_types::{
	fixed::{SafeDiv, U96F32},
	AlphaBalance,
};

/// What consensus found for one hotkey, summed over all mechanisms. Spec: economics 11.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochResult {
	/// Paid for mining.
	pub incentive: AlphaBalance,
	/// A weight for the division of the validators' and root's alpha, not an amount that is paid.
	pub dividend: AlphaBalance,
}

/// What had gathered for an epoch. Spec: economics 9.2, 11.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochPot {
	/// For the miners.
	pub server: AlphaBalance,
	/// For those who stake alpha.
	pub validator: AlphaBalance,
}

/// A rule for what the miners are paid when their incentives sum to more than the pot holds.
pub trait IncentiveRule {
	/// The amount for each result, in order. Spec: economics 11.1.
	fn payable(pot: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance>;
}

/// The rule in force (INV-8): incentives never sum to more than what is there for them. Each is cut in proportion and
/// rounded down, so the miners lose the excess; the units lost by rounding are nobody's. Spec: economics 11.1.
#[derive(Clone, Copy, Debug)]
pub struct ClampedIncentives;

impl IncentiveRule for ClampedIncentives {
	fn payable(pot: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance> {
		let budget = u128::from(incentive_budget(pot, results).get());
		// Fewer than 2^64 amounts below 2^64 each.
		let sum = results.iter().fold(0u128, |sum, result| sum.saturating_add(u128::from(result.incentive.get())));
		let clamp = |incentive: AlphaBalance| {
			// Two amounts of 64 bits, and a quotient that is at most the budget.
			let part = u128::from(incentive.get()).checked_mul(budget).and_then(|product| product.checked_div(sum));
			AlphaBalance::new(part.unwrap_or_default() as u64)
		};
		let all = results.iter().map(|result| result.incentive);
		if sum > budget {
			all.map(clamp).collect()
		} else {
			all.collect()
		}
	}
}

/// The rule of the reference: incentives are paid as they are, though rounding may make them exceed the pot.
/// Spec: economics 11.1.
#[derive(Clone, Copy, Debug)]
pub struct UnclampedIncentives;

impl IncentiveRule for UnclampedIncentives {
	fn payable(_: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance> {
		results.iter().map(|result| result.incentive).collect()
	}
}

/// The most that incentives may sum to: the miners' half, and all when no dividend competes for the rest.
fn incentive_budget(pot: &EpochPot, results: &[EpochResult]) -> AlphaBalance {
	if results.iter().any(|result| !result.dividend.is_zero()) {
		pot.server
	} else {
		// Stops at the limit: then less is paid than is there, never more.
		pot.server.saturating_add(pot.validator)
	}
}

/// The alpha that is divided by dividends: the validators', and the miners' too when no incentive is paid.
/// `payable` is what an [`IncentiveRule`] answered. Spec: economics 11.1.
pub fn validator_alpha(pot: &EpochPot, payable: &[AlphaBalance]) -> AlphaBalance {
	if payable.iter().all(|incentive| incentive.is_zero()) {
		// Stops at the limit: then less is paid than is there, never more.
		pot.validator.saturating_add(pot.server)
	} else {
		pot.validator
	}
}

/// The part of the incentives that was withheld from hotkeys of the subnet's owner, rounded down: 0 to 1, and 0 without
/// any incentive. `withheld` is a part of `all`. Spec: economics 11.4.
pub fn miner_burned(withheld: AlphaBalance, all: AlphaBalance) -> U96F32 {
	fixed_alpha(withheld).safe_div(fixed_alpha(all))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn result(incentive: u64, dividend: u64) -> EpochResult {
		EpochResult { incentive: AlphaBalance::new(incentive), dividend: AlphaBalance::new(dividend) }
	}

	fn payable<Rule: IncentiveRule>(results: &[EpochResult]) -> Vec<u64> {
		Rule::payable(&POT, results).into_iter().map(AlphaBalance::get).collect()
	}

	const POT: EpochPot = EpochPot { server: AlphaBalance::new(100), validator: AlphaBalance::new(90) };

	#[test]
	fn incentives_are_paid_as_they_are_when_the_pot_holds_them() {
		assert_eq!(payable::<ClampedIncentives>(&[result(60, 1), result(40, 0)]), [60, 40]);
		assert_eq!(payable::<ClampedIncentives>(&[]), Vec::<u64>::new());
	}

	#[test]
	fn incentives_are_cut_in_proportion_when_they_exceed_the_miners_half() {
		let results = [result(61, 1), result(40, 0)];
		assert_eq!(payable::<ClampedIncentives>(&results), [60, 39]);
		assert_eq!(payable::<UnclampedIncentives>(&results), [61, 40]);
	}

	#[test]
	fn incentives_may_use_the_whole_pot_when_there_are_no_dividends() {
		assert_eq!(payable::<ClampedIncentives>(&[result(190, 0)]), [190]);
		assert_eq!(payable::<ClampedIncentives>(&[result(100, 0), result(100, 0)]), [95, 95]);
	}

	#[test]
	fn validators_share_the_miners_half_when_no_incentive_is_paid() {
		assert_eq!(validator_alpha(&POT, &[AlphaBalance::ZERO]), AlphaBalance::new(190));
		assert_eq!(validator_alpha(&POT, &[AlphaBalance::ZERO, AlphaBalance::new(1)]), AlphaBalance::new(90));
	}

	#[test]
	fn withheld_part_is_zero_when_there_is_no_incentive() {
		assert_eq!(miner_burned(AlphaBalance::ZERO, AlphaBalance::ZERO), 0);
		assert_eq!(miner_burned(AlphaBalance::new(1), AlphaBalance::new(4)).to_bits(), 1 << 30);
	}
}
