//! How dividends reach parents of child keys, those who stake alpha, and those who stake TAO on root.

use crate::{
	amounts::{fixed_alpha, fixed_tao, floor_alpha, ONE_U96F32},
	stake_weight::{HotkeyStake, Parent},
};
use alloc::vec::Vec;
use taonet_types::{
	fixed::{proportion_u16, proportion_u64, SafeDiv, U96F32},
	AlphaBalance,
};

/// A parent of a validator that receives a part of its dividend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DividendParent {
	/// What it lends.
	pub parent: Parent,
	/// Whether parent and validator belong to one coldkey: then no take is charged and nothing burned.
	pub same_owner: bool,
}

/// A validator whose dividend is split. Spec: economics 11.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DividendInputs<'a> {
	/// The dividend that consensus found: a weight, not an amount that is paid.
	pub dividend: AlphaBalance,
	/// All of its own stake.
	pub stake: HotkeyStake,
	/// The parts of it that its children borrow, in parts of 2^64 - 1.
	pub children: &'a [u64],
	/// Its parents in stored order.
	pub parents: &'a [DividendParent],
	/// What it charges parents of other owners, in parts of 65535 ([`childkey_take`]).
	pub childkey_take: u16,
}

/// One validator's dividend, split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DividendSplit {
	/// The credit of each parent, in stored order, rounded down.
	pub parents: Vec<AlphaBalance>,
	/// The validator's own credit, rounded down: what is left and its take.
	pub own: AlphaBalance,
	/// What `CKBurn` takes from the parents, each part rounded down. A [`ChildkeyBurnRule`] says what becomes of it.
	pub burned: AlphaBalance,
}

/// A validator's take in force: the stored one, and never less than the minima of chain and subnet.
/// All in parts of 65535. Spec: economics 11.2.
pub fn childkey_take(stored: u16, minimum: u16, subnet_minimum: u16) -> u16 {
	stored.max(minimum).max(subnet_minimum)
}

/// Splits a validator's dividend between itself and its parents by the stake that each contributes. The credits never
/// sum to more than the dividend. `ck_burn` is in parts of 2^64 - 1. Spec: economics 11.2.
pub fn split_dividend(inputs: &DividendInputs, tao_weight: U96F32, ck_burn: u64) -> DividendSplit {
	let contributions: Vec<_> = inputs
		.parents
		.iter()
		.map(|parent| contribution(parent.parent.stake, proportion_u64(parent.parent.proportion), tao_weight))
		.collect();
	let own = contribution(inputs.stake, kept_part(inputs.children), tao_weight).floor();
	// Sums and differences of fixed-point numbers stop at the limit and at zero by the rules.
	let total = contributions.iter().fold(own, |total, contribution| total.saturating_add(*contribution));
	let dividend = fixed_alpha(inputs.dividend);
	let mut remaining = dividend;
	let mut take = U96F32::from_bits(0);
	let mut burned = AlphaBalance::ZERO;
	let mut parents = Vec::with_capacity(inputs.parents.len());
	for (parent, contribution) in inputs.parents.iter().zip(contributions) {
		let gross = dividend.saturating_mul(contribution.safe_div(total));
		remaining = remaining.saturating_sub(gross);
		let part = if parent.same_owner {
			ParentPart { net: gross, ..ParentPart::default() }
		} else {
			ParentPart::of(gross, inputs.childkey_take, ck_burn)
		};
		take = take.saturating_add(part.take);
		burned = burned.saturating_add(floor_alpha(part.burned));
		parents.push(floor_alpha(part.net));
	}
	DividendSplit { parents, own: floor_alpha(remaining.saturating_add(take)), burned }
}

/// What is left to a hotkey of its stake after its children borrowed theirs, as a fraction.
fn kept_part(children: &[u64]) -> U96F32 {
	// Stops at zero: rounding may not make the children's parts exceed one, but a bad list might.
	children.iter().fold(ONE_U96F32, |kept, proportion| kept.saturating_sub(proportion_u64(*proportion)))
}

/// What a part of a stake contributes to the weight of a validator.
fn contribution(stake: HotkeyStake, part: U96F32, tao_weight: U96F32) -> U96F32 {
	let root = fixed_tao(stake.root).saturating_mul(part).saturating_mul(tao_weight);
	fixed_alpha(stake.alpha).saturating_mul(part).saturating_add(root)
}

/// A parent's part of a dividend.
#[derive(Default)]
struct ParentPart {
	net: U96F32,
	take: U96F32,
	burned: U96F32,
}

impl ParentPart {
	fn of(gross: U96F32, take: u16, ck_burn: u64) -> Self {
		let burned = proportion_u64(ck_burn).saturating_mul(gross);
		let take = proportion_u16(take).saturating_mul(gross);
		// Stops at zero where burn and take are more than the whole.
		Self { net: gross.saturating_sub(burned).saturating_sub(take), take, burned }
	}
}

/// What becomes of `CKBurn` after all dividends were split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildkeyBurn {
	/// Recycle this much alpha of the subnet, once.
	pub recycled: AlphaBalance,
	/// What is left to divide by dividends.
	pub validator_alpha: AlphaBalance,
}

/// A rule for who pays what `CKBurn` recycles. Spec: economics 11.2.
pub trait ChildkeyBurnRule {
	/// `burned` is the sum over all validators, `validator_alpha` what dividends divide.
	fn settle(burned: AlphaBalance, validator_alpha: AlphaBalance) -> ChildkeyBurn;
}

/// The rule in force (NEW of economics 11.2; keeps INV-8): the validators pay it, so alpha outside the pool always covers
/// what is staked. Spec: economics 11.2.
#[derive(Clone, Copy, Debug)]
pub struct ValidatorsPayBurn;

impl ChildkeyBurnRule for ValidatorsPayBurn {
	fn settle(burned: AlphaBalance, validator_alpha: AlphaBalance) -> ChildkeyBurn {
		let recycled = burned.min(validator_alpha);
		// Not below zero: at most all of it is recycled.
		ChildkeyBurn { recycled, validator_alpha: validator_alpha.saturating_sub(recycled) }
	}
}

/// The rule of the reference (REF of economics 11.2): all of it is recycled and nobody is paid less, so that more alpha is
/// staked than exists, which breaks INV-8. Spec: economics 11.2.
#[derive(Clone, Copy, Debug)]
pub struct NobodyPaysBurn;

impl ChildkeyBurnRule for NobodyPaysBurn {
	fn settle(burned: AlphaBalance, validator_alpha: AlphaBalance) -> ChildkeyBurn {
		ChildkeyBurn { recycled: burned, validator_alpha }
	}
}

/// A hotkey with a uid or with a credit, when the pots are divided. Spec: economics 11.3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DividendWeight {
	/// The sum of its credits from all splits.
	pub weight: AlphaBalance,
	/// All of its own stake.
	pub stake: HotkeyStake,
}

/// What a hotkey and its stakers get, with fraction, before the hotkey's take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DividendShare {
	/// For those who stake alpha (alpha-rao).
	pub alpha: U96F32,
	/// For those who stake TAO on root (alpha-rao).
	pub root: U96F32,
}

/// Divides the validators' alpha and root's alpha among hotkeys, in order: a hotkey's weight counts for root as far as its
/// stake is TAO on root. Each pot is given out at most once, rounded down. Spec: economics 11.3.
pub fn divide_dividends(
	validator_alpha: AlphaBalance,
	root_alpha: AlphaBalance,
	tao_weight: U96F32,
	hotkeys: &[DividendWeight],
) -> Vec<DividendShare> {
	let weights: Vec<_> = hotkeys.iter().map(|hotkey| alpha_and_root_weight(hotkey, tao_weight)).collect();
	let sum = weights.iter().fold(DividendShare::default(), |sum, weight| DividendShare {
		// Weights are amounts of 64 bits, and the type holds 2^32 of them.
		alpha: sum.alpha.saturating_add(weight.alpha),
		root: sum.root.saturating_add(weight.root),
	});
	let part = |pot, weight: U96F32, sum| fixed_alpha(pot).saturating_mul(weight.safe_div(sum));
	weights
		.into_iter()
		.map(|weight| DividendShare {
			alpha: part(validator_alpha, weight.alpha, sum.alpha),
			root: part(root_alpha, weight.root, sum.root),
		})
		.collect()
}

fn alpha_and_root_weight(hotkey: &DividendWeight, tao_weight: U96F32) -> DividendShare {
	let root_stake = fixed_tao(hotkey.stake.root).saturating_mul(tao_weight);
	let proportion = root_stake.safe_div(fixed_alpha(hotkey.stake.alpha).saturating_add(root_stake));
	let weight = fixed_alpha(hotkey.weight);
	let root = weight.saturating_mul(proportion);
	// Not below zero: the proportion is at most one.
	DividendShare { alpha: weight.saturating_sub(root), root }
}

/// A hotkey's share after its take, each part rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeSplit {
	/// For the owner of the hotkey.
	pub take: AlphaBalance,
	/// For everybody who stakes on the hotkey.
	pub stakers: AlphaBalance,
}

/// Splits what a hotkey is paid by its take, in parts of 65535. Spec: economics 11.4.
pub fn split_take(paid: U96F32, take: u16) -> TakeSplit {
	let take = proportion_u16(take).saturating_mul(paid);
	// Not below zero: the take is at most the whole.
	TakeSplit { take: floor_alpha(take), stakers: floor_alpha(paid.saturating_sub(take)) }
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;
	use crate::root::{tao_weight, DEFAULT_TAO_WEIGHT};
	use taonet_types::TaoBalance;

	fn stake(alpha: u64, root: u64) -> HotkeyStake {
		HotkeyStake { alpha: AlphaBalance::new(alpha * 1_000_000_000), root: TaoBalance::new(root * 1_000_000_000) }
	}

	fn example_parent(same_owner: bool) -> DividendParent {
		DividendParent { parent: Parent { stake: stake(3_000, 10_000), proportion: 1 << 63 }, same_owner }
	}

	fn example(parents: &[DividendParent]) -> DividendInputs<'_> {
		DividendInputs {
			dividend: AlphaBalance::new(100_000_000_000),
			stake: stake(1_000, 0),
			children: &[],
			parents,
			childkey_take: 11_796,
		}
	}

	fn split(inputs: &DividendInputs, ck_burn: u64) -> (Vec<u64>, u64, u64) {
		let split = split_dividend(inputs, tao_weight(DEFAULT_TAO_WEIGHT), ck_burn);
		(split.parents.into_iter().map(AlphaBalance::get).collect(), split.own.get(), split.burned.get())
	}

	#[test]
	fn child_and_parent_share_the_dividend_as_in_the_worked_example() {
		let split = split(&example(&[example_parent(false)]), 0);
		assert_eq!(split, (vec![52_326_539_162], 47_673_460_837, 0));
	}

	#[test]
	fn parent_of_the_same_owner_pays_neither_take_nor_burn() {
		let split = split(&example(&[example_parent(true)]), u64::MAX);
		assert_eq!(split, (vec![63_812_496_396], 36_187_503_603, 0));
	}

	#[test]
	fn parent_gets_nothing_when_all_is_burned() {
		let (parents, own, burned) = split(&example(&[example_parent(false)]), u64::MAX);
		assert_eq!((parents, own, burned), (vec![0], 47_673_460_837, 63_812_496_396));
	}

	#[test]
	fn validator_keeps_the_dividend_when_nobody_has_stake() {
		let parent = DividendParent::default();
		let inputs = DividendInputs { stake: stake(0, 0), ..example(&[]) };
		assert_eq!(split(&inputs, 0), (vec![], 100_000_000_000, 0));
		let parents = [parent];
		assert_eq!(split(&DividendInputs { parents: &parents, ..inputs }, 0), (vec![0], 100_000_000_000, 0));
	}

	#[test]
	fn stake_lent_to_children_does_not_count() {
		let parents = [example_parent(true)];
		let inputs = DividendInputs { children: &[u64::MAX], ..example(&parents) };
		assert_eq!(split(&inputs, 0), (vec![100_000_000_000], 0, 0));
	}

	#[test]
	fn childkey_take_is_never_below_the_minima() {
		assert_eq!([childkey_take(3, 1, 2), childkey_take(1, 3, 2), childkey_take(1, 2, 3)], [3; 3]);
	}

	#[test]
	fn validators_pay_the_burn_at_most_with_all_they_get() {
		let amount = AlphaBalance::new;
		let settle = |burned, alpha| ValidatorsPayBurn::settle(amount(burned), amount(alpha));
		assert_eq!(settle(3, 10), ChildkeyBurn { recycled: amount(3), validator_alpha: amount(7) });
		assert_eq!(settle(11, 10), ChildkeyBurn { recycled: amount(10), validator_alpha: amount(0) });
		let unpaid = NobodyPaysBurn::settle(amount(11), amount(10));
		assert_eq!(unpaid, ChildkeyBurn { recycled: amount(11), validator_alpha: amount(10) });
	}

	#[test]
	fn pots_are_divided_as_in_the_worked_example() {
		let weight = AlphaBalance::new(50_000_000_000);
		let hotkeys = [stake(1_000, 10_000), stake(2_000, 0)].map(|stake| DividendWeight { weight, stake });
		let shares = divide_dividends(
			AlphaBalance::new(143_813_006_640),
			AlphaBalance::new(3_787_816_680),
			tao_weight(DEFAULT_TAO_WEIGHT),
			&hotkeys,
		);
		let whole: Vec<_> =
			shares.iter().map(|share| (share.alpha.to_num(), share.root.to_num())).collect::<Vec<(u64, u64)>>();
		assert_eq!(whole, [(56_915_754_575, 3_787_816_680), (86_897_252_031, 0)]);

		let amounts = |split: TakeSplit| (split.take.get(), split.stakers.get());
		assert_eq!(amounts(split_take(shares[0].alpha, 11_796)), (10_244_575_277, 46_671_179_297));
		assert_eq!(amounts(split_take(shares[0].root, 11_796)), (681_789_662, 3_106_027_017));
	}

	#[test]
	fn nobody_is_paid_when_nobody_has_a_weight() {
		let shares = divide_dividends(
			AlphaBalance::new(10),
			AlphaBalance::new(10),
			tao_weight(DEFAULT_TAO_WEIGHT),
			&[DividendWeight::default()],
		);
		assert_eq!(shares, [DividendShare::default()]);
	}
}
