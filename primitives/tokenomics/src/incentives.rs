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
	/// For those who stake TAO on root.
	pub root: AlphaBalance,
}

/// A rule for what the miners are paid when their incentives sum to more than the pot holds.
pub trait IncentiveRule {
	/// The amount for each result, in order. Spec: economics 11.1.
	fn payable(pot: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance>;
}

/// The rule in force (NEW; keeps INV-8): incentives never sum to more than what is there for them, which is the miners'
/// half, and all of the pot when no dividend competes for the rest. Each is cut in proportion and rounded down, so the
/// miners lose the excess; the units lost by rounding are nobody's. Spec: economics 11.1.
#[derive(Clone, Copy, Debug)]
pub struct ClampedIncentives;

impl IncentiveRule for ClampedIncentives {
	fn payable(pot: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance> {
		let budget = incentive_budget(pot, results);
		let incentives = results.iter().map(|result| result.incentive);
		let sum = sum(incentives.clone());
		if sum > self::sum(budget) {
			incentives.map(|incentive| part_of(incentive, budget, sum)).collect()
		} else {
			incentives.collect()
		}
	}
}

/// The rule of the reference (REF): incentives are paid as they are, though rounding, or a mechanism without dividends
/// beside one that has some, may make them exceed the pot, which breaks INV-8. Spec: economics 11.1.
#[derive(Clone, Copy, Debug)]
pub struct UnclampedIncentives;

impl IncentiveRule for UnclampedIncentives {
	fn payable(_: &EpochPot, results: &[EpochResult]) -> Vec<AlphaBalance> {
		results.iter().map(|result| result.incentive).collect()
	}
}

/// The amounts that incentives may use up together.
fn incentive_budget(pot: &EpochPot, results: &[EpochResult]) -> [AlphaBalance; 3] {
	if results.iter().any(|result| !result.dividend.is_zero()) {
		[pot.server, AlphaBalance::ZERO, AlphaBalance::ZERO]
	} else {
		[pot.server, pot.validator, pot.root]
	}
}

/// Never stops at the limit: there are fewer than 2^64 amounts, below 2^64 each.
fn sum(amounts: impl IntoIterator<Item = AlphaBalance>) -> u128 {
	amounts.into_iter().fold(0, |sum, amount| sum.saturating_add(amount.get().into()))
}

/// `incentive * budget / sum`, rounded down, where `sum` exceeds the budget. The amounts of the budget are multiplied one
/// by one, for the product with all of it may need more than 128 bits.
fn part_of(incentive: AlphaBalance, budget: [AlphaBalance; 3], sum: u128) -> AlphaBalance {
	let (mut quotient, mut remainder) = (0u128, 0u128);
	for amount in budget {
		// Nothing here stops at a limit: factors have 64 bits, quotients are below 2^64, and a sum has far fewer than 2^126
		// units. It is not zero.
		let product = u128::from(incentive.get()).saturating_mul(amount.get().into());
		quotient = quotient.saturating_add(product.checked_div(sum).unwrap_or(0));
		remainder = remainder.saturating_add(product.checked_rem(sum).unwrap_or(0));
	}
	let part = quotient.saturating_add(remainder.checked_div(sum).unwrap_or(0));
	// At most the incentive, for the budget is below the sum.
	AlphaBalance::new(part as u64)
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

	const POT: EpochPot =
		EpochPot { server: AlphaBalance::new(100), validator: AlphaBalance::new(90), root: AlphaBalance::new(10) };

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
		assert_eq!(payable::<ClampedIncentives>(&[result(120, 0), result(80, 0)]), [120, 80]);
		assert_eq!(payable::<ClampedIncentives>(&[result(101, 0), result(101, 0)]), [100, 100]);
		// One dividend suffices to leave the rest to validators and root.
		assert_eq!(payable::<ClampedIncentives>(&[result(120, 0), result(80, 1)]), [60, 40]);
	}

	#[test]
	fn incentives_are_paid_in_full_when_the_whole_pot_exceeds_one_amount() {
		let most = AlphaBalance::new(u64::MAX);
		let pot = EpochPot { server: most, validator: most, root: AlphaBalance::new(1) };
		let results = [result(u64::MAX, 0), result(u64::MAX, 0), result(1, 0)];
		assert_eq!(ClampedIncentives::payable(&pot, &results), [most, most, AlphaBalance::new(1)]);
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
