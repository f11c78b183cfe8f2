//! The stake of a hotkey with what parents lend it and children borrow, and what it weighs in consensus.

use crate::amounts::{fixed_alpha, fixed_tao, floor_alpha, floor_tao, signed_fixed};
use taonet_types::{
	fixed::{proportion_u64, I64F64, U96F32},
	AlphaBalance, TaoBalance,
};

/// What is staked on a hotkey by everybody together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HotkeyStake {
	/// On the subnet.
	pub alpha: AlphaBalance,
	/// On root.
	pub root: TaoBalance,
}

/// A hotkey that lends a part of its stake to another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parent {
	/// All of its own stake.
	pub stake: HotkeyStake,
	/// The part that it lends, in parts of 2^64 - 1.
	pub proportion: u64,
}

/// The stake of a hotkey less what it lends to its children and with what its parents lend to it, each rounded down.
/// Stake is not moved: the stakers of a parent keep it.
///
/// `children` are the proportions of the hotkey's children on the subnet, in parts of 2^64 - 1. On root itself, alpha is
/// neither lent nor borrowed: pass no relations. Spec: staking 9, consensus 4.2.
pub fn inherited_stake(own: HotkeyStake, children: &[u64], parents: &[Parent]) -> HotkeyStake {
	let alpha = parents.iter().map(|parent| (fixed_alpha(parent.stake.alpha), parent.proportion));
	let root = parents.iter().map(|parent| (fixed_tao(parent.stake.root), parent.proportion));
	HotkeyStake {
		alpha: floor_alpha(inherited(fixed_alpha(own.alpha), children, alpha)),
		root: floor_tao(inherited(fixed_tao(own.root), children, root)),
	}
}

fn inherited(own: U96F32, children: &[u64], parents: impl Iterator<Item = (U96F32, u64)>) -> U96F32 {
	// The rules let these sums stop at the limit and at zero: proportions of children may round to more than the whole.
	let sum_of = |sum: U96F32, (stake, proportion)| sum.saturating_add(part(stake, proportion));
	let lent = children.iter().map(|proportion| (own, *proportion)).fold(U96F32::from_bits(0), sum_of);
	let borrowed = parents.fold(U96F32::from_bits(0), sum_of);
	own.saturating_sub(lent).saturating_add(borrowed)
}

fn part(stake: U96F32, proportion: u64) -> U96F32 {
	stake.saturating_mul(proportion_u64(proportion))
}

/// What a stake weighs in consensus, rounded down to 2^-64: its alpha and its weighted TAO. `inherited` comes from
/// [`inherited_stake`], `tao_weight` from [`crate::root::tao_weight`]. Spec: staking 9, consensus 4.2.
pub fn stake_weight(inherited: HotkeyStake, tao_weight: U96F32) -> I64F64 {
	let root = signed_fixed(inherited.root.get()).saturating_mul(I64F64::saturating_from_num(tao_weight));
	// The rules let the sum stop at the limit, which is above all that can be staked.
	signed_fixed(inherited.alpha.get()).saturating_add(root)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::root::{tao_weight, DEFAULT_TAO_WEIGHT};

	fn stake(alpha: u64, root: u64) -> HotkeyStake {
		HotkeyStake { alpha: AlphaBalance::new(alpha), root: TaoBalance::new(root) }
	}

	#[test]
	fn child_with_half_of_a_parent_weighs_as_in_the_worked_example() {
		let parent = Parent { stake: stake(3_000_000_000_000, 10_000_000_000_000), proportion: 1 << 63 };
		let inherited = inherited_stake(stake(1_000_000_000_000, 0), &[], &[parent]);
		assert_eq!(inherited, stake(2_500_000_000_000, 5_000_000_000_000));
		let weight = stake_weight(inherited, tao_weight(DEFAULT_TAO_WEIGHT));
		assert_eq!(weight.to_bits(), 50_975_453_504_497_254_400_000_000_000_000);
	}

	#[test]
	fn weight_is_that_of_the_example_in_the_consensus_rules() {
		let weight = stake_weight(stake(500_000_000_000, 1_000_000_000_000), tao_weight(DEFAULT_TAO_WEIGHT));
		assert_eq!(weight.floor(), I64F64::from_num(552_676_974_330u64));
	}

	#[test]
	fn nothing_is_left_when_children_borrow_everything() {
		assert_eq!(inherited_stake(stake(1_000, 2_000), &[u64::MAX], &[]), stake(0, 0));
		// A list that lends more than the whole does not touch what is borrowed.
		let parent = Parent { stake: stake(10, 20), proportion: u64::MAX };
		assert_eq!(inherited_stake(stake(1_000, 2_000), &[u64::MAX, u64::MAX], &[parent]), stake(10, 20));
	}
}
