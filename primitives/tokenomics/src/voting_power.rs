//! The voting power of validators, an average of their stake. Spec: staking 13.

/// A weight of one.
pub const ALPHA_ONE: u64 = 1_000_000_000_000_000_000;

/// The average after an epoch, in alpha-rao: the validator's stake with weight `alpha`, in parts of [`ALPHA_ONE`], and the
/// old average with the rest, rounded down once. A weight above one leaves nothing of the old average, and the result stops
/// at the largest number. Spec: staking 13.
pub fn averaged(old: u64, stake: u64, alpha: u64) -> u64 {
	let rest = ALPHA_ONE.saturating_sub(alpha);
	// Each product has at most 128 bits; their sum could be written too unless the weight is far above one.
	let weighted =
		u128::from(alpha).saturating_mul(stake.into()).saturating_add(u128::from(rest).saturating_mul(old.into()));
	// One is not zero.
	let average = weighted.checked_div(ALPHA_ONE.into()).unwrap_or(0);
	u64::try_from(average).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	const DEFAULT: u64 = 3_570_000_000_000_000;
	const STAKE: u64 = 1_000_000_000_000;

	#[test]
	fn average_follows_the_worked_example() {
		assert_eq!(averaged(0, STAKE, DEFAULT), 3_570_000_000);
		assert_eq!(averaged(3_570_000_000, STAKE, DEFAULT), 7_127_255_100);
		assert_eq!(averaged(STAKE, 0, DEFAULT), 996_430_000_000);
	}

	#[test]
	fn average_is_one_of_both_at_the_ends() {
		assert_eq!(averaged(7, u64::MAX, 0), 7);
		assert_eq!(averaged(u64::MAX, 7, ALPHA_ONE), 7);
		assert_eq!(averaged(u64::MAX, u64::MAX, DEFAULT), u64::MAX);
	}

	/// The sum is rounded, not each of its parts.
	#[test]
	fn average_is_rounded_down_once() {
		assert_eq!(averaged(3, 3, ALPHA_ONE / 2), 3);
		assert_eq!(averaged(4, 3, ALPHA_ONE / 2), 3);
	}

	#[test]
	fn weight_above_one_leaves_nothing_of_the_old_average() {
		assert_eq!(averaged(500, 10, 2 * ALPHA_ONE), 20);
		assert_eq!(averaged(500, u64::MAX, u64::MAX), u64::MAX);
	}
}
