//! What stakers on root can claim of the alpha that their hotkeys earned on a subnet. Spec: economics 12.
//!
//! A hotkey has one rate for each subnet, which only rises: the alpha that every RAO on root ever earned. What a staker
//! has claimed is one number too, and a change of stake moves it so that stake earns nothing for the time it was not there.

use alloc::collections::BTreeSet;
use taonet_types::{
	fixed::{SafeDiv, I96F32},
	AlphaBalance,
};

/// The most coldkeys for which a block claims. Spec: economics 12.1.
pub const MAX_ROOT_CLAIMS: u64 = 50;

/// Bytes of a number in a hash, and how many of them it has.
const WORD: usize = 8;

/// The rate of a hotkey on a subnet, in alpha-rao for each RAO, after it earned `earned` there with `root_stake` of
/// everybody on root: more by `earned / root_stake`, rounded down, by nothing for nothing. `None` when that is more than
/// one, and when there is no stake to divide by: then it is to be staked for the hotkey's owner instead.
///
/// Less than 2^-32 of the root stake changes nothing. Spec: economics 12.2.
pub fn accrued_rate(rate: I96F32, earned: AlphaBalance, root_stake: AlphaBalance) -> Option<I96F32> {
	if earned > root_stake {
		return None;
	}
	// The rule lets fixed-point numbers stop at the limit.
	Some(rate.saturating_add(fixed(earned).safe_div(fixed(root_stake))))
}

/// By how much the alpha-rao that count as claimed rise when `root_stake_change` comes in, and fall (not below 0) when it
/// goes out: what this stake would have earned since the beginning, rounded down. Spec: economics 12.3.
pub fn claimed_by_change(rate: I96F32, root_stake_change: AlphaBalance) -> u128 {
	rate.saturating_mul(fixed(root_stake_change)).saturating_to_num()
}

/// What a staker has earned and not claimed, in alpha-rao; negative when more counts as claimed than was earned.
/// Spec: economics 12.3.
pub fn owed(rate: I96F32, root_stake: AlphaBalance, claimed: u128) -> I96F32 {
	rate.saturating_mul(fixed(root_stake)).saturating_sub(I96F32::saturating_from_num(claimed))
}

/// What of that can be claimed, rounded down to whole alpha-rao: nothing below the threshold of the subnet, and nothing
/// when it is negative. Spec: economics 12.4.
pub fn claimable(owed: I96F32, threshold: I96F32) -> AlphaBalance {
	if owed < threshold {
		return AlphaBalance::ZERO;
	}
	AlphaBalance::new(owed.saturating_to_num())
}

/// The numbers of the coldkeys whose turn it is in a block, of `coldkeys` that are numbered from 0: up to `count` of them
/// (and up to [`MAX_ROOT_CLAIMS`]), less where the same one comes up twice. Spec: economics 12.5.
pub fn chosen_indices(parent_hash: [u8; 32], count: u64, coldkeys: u64) -> BTreeSet<u64> {
	let (words, _) = parent_hash.as_chunks::<WORD>();
	let mut last = words.first().map_or(0, |word| u64::from_be_bytes(*word));
	let mut chosen = BTreeSet::new();
	for (_, word) in (0..count.min(MAX_ROOT_CLAIMS)).zip(words.iter().cycle()) {
		// The rule: the sum stops at the largest number.
		let sum = last.saturating_add(u64::from_be_bytes(*word));
		let Some(index) = sum.checked_rem(coldkeys) else { break };
		chosen.insert(index);
		last = index;
	}
	chosen
}

fn fixed(amount: AlphaBalance) -> I96F32 {
	I96F32::saturating_from_num(amount.get())
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;

	const TAO: u64 = 1_000_000_000;

	fn alpha(amount: u64) -> AlphaBalance {
		AlphaBalance::new(amount)
	}

	fn accrue(rate: I96F32, earned: u64, root_stake: u64) -> Option<I96F32> {
		accrued_rate(rate, alpha(earned), alpha(root_stake))
	}

	#[test]
	fn claims_follow_the_worked_example() {
		let no_claim = I96F32::from_num(0);
		let first = accrue(no_claim, 5 * TAO, 10_000 * TAO).unwrap();
		assert_eq!(first.to_bits(), 2_147_483);
		let stake = alpha(4_000 * TAO);
		assert_eq!(claimable(owed(first, stake, 0), no_claim), alpha(1_999_999_396));
		let new = alpha(1_000 * TAO);
		let claimed = claimed_by_change(first, new);
		assert_eq!(claimed, 499_999_849);
		// The new one has earned nothing yet.
		assert!(owed(first, new, claimed) < 1);
		let second = accrue(first, 3 * TAO, 11_000 * TAO).unwrap();
		assert_eq!(second.to_bits(), 3_318_837);
		assert_eq!(claimable(owed(second, stake, 0), no_claim), alpha(3_090_907_819));
		assert_eq!(claimable(owed(second, new, claimed), no_claim), alpha(272_727_105));
	}

	#[test]
	fn earnings_go_to_the_owner_when_they_are_more_than_the_root_stake() {
		let rate = I96F32::from_num(3);
		assert_eq!(accrue(rate, 1, 0), None);
		assert_eq!(accrue(rate, 11, 10), None);
		assert_eq!(accrue(rate, 10, 10), Some(I96F32::from_num(4)));
		// Nothing is earned by nobody: the rate is as it was.
		assert_eq!(accrue(rate, 0, 0), Some(rate));
		assert_eq!(accrue(I96F32::max_value(), 10, 10), Some(I96F32::max_value()));
	}

	#[test]
	fn earnings_below_the_resolution_are_lost() {
		let million = 1_000_000 * TAO;
		let rate = I96F32::from_num(0);
		assert_eq!(accrue(rate, 232_830, million), Some(rate));
		assert_eq!(accrue(rate, 232_831, million), Some(I96F32::from_bits(1)));
	}

	#[test]
	fn claim_is_refused_below_the_threshold() {
		let claim = |owed: f64, threshold: u64| claimable(I96F32::from_num(owed), I96F32::from_num(threshold)).get();
		assert_eq!(claim(499_999.99, 500_000), 0);
		assert_eq!(claim(500_000.0, 500_000), 500_000);
		assert_eq!(claim(500_000.99, 500_000), 500_000);
		assert_eq!(claim(0.99, 0), 0);
		assert_eq!(claim(-0.5, 0), 0);
		assert_eq!(claimable(I96F32::from_num(-7), I96F32::from_num(-9)), AlphaBalance::ZERO);
		assert_eq!(claimable(I96F32::max_value(), I96F32::from_num(0)), AlphaBalance::MAX);
	}

	#[test]
	fn owed_is_negative_when_more_counts_as_claimed_than_was_earned() {
		assert_eq!(owed(I96F32::from_num(0.5), alpha(10), 7), I96F32::from_num(-2));
		assert_eq!(owed(I96F32::from_num(0.5), alpha(10), u128::MAX), I96F32::from_num(5) - I96F32::max_value());
		assert_eq!(owed(I96F32::max_value(), AlphaBalance::MAX, 0), I96F32::max_value());
	}

	#[test]
	fn change_of_stake_counts_only_whole_alpha_rao() {
		assert_eq!(claimed_by_change(I96F32::from_num(0.75), alpha(1)), 0);
		assert_eq!(claimed_by_change(I96F32::from_num(0.75), alpha(3)), 2);
		assert_eq!(claimed_by_change(I96F32::max_value(), AlphaBalance::MAX), (1 << 95) - 1);
		// No rate is negative; a negative one would count nothing.
		assert_eq!(claimed_by_change(I96F32::from_num(-1), alpha(3)), 0);
	}

	fn hash() -> [u8; 32] {
		core::array::from_fn(|index| index as u8)
	}

	#[test]
	fn chosen_coldkeys_follow_the_worked_example() {
		assert_eq!(chosen_indices(hash(), 5, 1_000), BTreeSet::from([219, 366, 402, 884, 933]));
	}

	#[test]
	fn nobody_is_chosen_when_there_is_nobody_or_claims_are_off() {
		assert_eq!(chosen_indices(hash(), 0, 1_000), BTreeSet::new());
		assert_eq!(chosen_indices(hash(), 5, 0), BTreeSet::new());
		assert_eq!(chosen_indices(hash(), 5, 1), BTreeSet::from([0]));
	}

	#[test]
	fn choice_ends_at_the_most_that_are_allowed_and_stops_at_the_largest_number() {
		assert_eq!(chosen_indices(hash(), u64::MAX, u64::MAX), chosen_indices(hash(), 50, u64::MAX));
		// The largest number is the sum each time, and 2^64 - 1 = 5 mod 10.
		assert_eq!(chosen_indices([u8::MAX; 32], 50, 10), BTreeSet::from([5]));
	}
}
