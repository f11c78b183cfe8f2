//! Child keys, dividends, and that an epoch never pays more than had gathered for it.

use crate::exact::{any_amount, is_near, real_amount, unit, whole, Exact};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::{collection::vec, prelude::*};
use taonet_tokenomics::{
	dividends::{
		divide_dividends, split_dividend, split_take, ChildkeyBurnRule, DividendInputs, DividendParent, DividendWeight,
		ValidatorsPayBurn,
	},
	incentives::{validator_alpha, ClampedIncentives, EpochPot, EpochResult, IncentiveRule},
	root::tao_weight,
	stake_weight::{inherited_stake, stake_weight, HotkeyStake, Parent},
};
use taonet_types::{
	fixed::{proportion_u64, U96F32},
	AlphaBalance, TaoBalance,
};

fn stake<S: Strategy<Value = u64>>(amount: impl Fn() -> S) -> impl Strategy<Value = HotkeyStake> {
	(amount(), amount()).prop_map(|(alpha, root)| HotkeyStake { alpha: alpha.into(), root: root.into() })
}

fn any_stake() -> impl Strategy<Value = HotkeyStake> {
	stake(any_amount)
}

fn real_stake() -> impl Strategy<Value = HotkeyStake> {
	stake(real_amount)
}

/// Stake of more than one alpha, against which fractions of 32 bits are fine.
fn large_stake() -> impl Strategy<Value = HotkeyStake> {
	stake(|| 1_000_000_001..21_000_000_000_000_000u64)
}

/// Proportions of children: parts of a whole.
fn proportions() -> impl Strategy<Value = Vec<u64>> {
	vec(any::<u64>(), 0..5).prop_map(|mut cuts| {
		cuts.sort_unstable();
		let mut last = 0;
		cuts.iter().map(|cut| cut - std::mem::replace(&mut last, *cut)).collect()
	})
}

fn parent(stake: impl Strategy<Value = HotkeyStake>) -> impl Strategy<Value = DividendParent> {
	(stake, any_amount(), any::<bool>())
		.prop_map(|(stake, proportion, same_owner)| DividendParent { parent: Parent { stake, proportion }, same_owner })
}

fn parents(stake: impl Strategy<Value = HotkeyStake>) -> impl Strategy<Value = Vec<DividendParent>> {
	vec(parent(stake), 0..5)
}

fn sum<'a>(amounts: impl IntoIterator<Item = &'a AlphaBalance>) -> u128 {
	amounts.into_iter().map(|amount| u128::from(amount.get())).sum()
}

fn exact_contribution(stake: HotkeyStake, part: &BigRational, weight: U96F32) -> BigRational {
	(whole(stake.alpha.get()) + whole(stake.root.get()) * weight.exact()) * part
}

proptest! {
	#[test]
	fn split_never_credits_more_than_the_dividend(
		dividend in any_amount(), own in any_stake(), children in vec(any_amount(), 0..5), parents in parents(any_stake()),
		take: u16, weight in any_amount(), burn in any_amount(),
	) {
		let inputs = DividendInputs {
			dividend: AlphaBalance::new(dividend), stake: own, children: &children, parents: &parents, childkey_take: take,
		};
		let split = split_dividend(&inputs, tao_weight(weight), burn);
		prop_assert_eq!(split.parents.len(), parents.len());
		prop_assert!(sum(&split.parents) + u128::from(split.own.get()) <= u128::from(dividend));
		prop_assert!(split.burned.get() <= dividend);
	}

	#[test]
	fn split_is_near_the_exact_parts_of_the_stake(
		dividend in real_amount(), own in large_stake(), children in proportions(), parents in parents(large_stake()),
		take: u16, weight in (1u64 << 50).., burn in any_amount(),
	) {
		let weight = tao_weight(weight);
		let inputs = DividendInputs {
			dividend: AlphaBalance::new(dividend), stake: own, children: &children, parents: &parents, childkey_take: take,
		};
		let split = split_dividend(&inputs, weight, burn);
		let part = |proportion: &u64| BigRational::new((*proportion).into(), u64::MAX.into());
		let kept = children.iter().fold(whole(1), |kept, proportion| kept - part(proportion));
		let own = exact_contribution(inputs.stake, &kept, weight);
		let lent = |parent: &DividendParent| exact_contribution(parent.parent.stake, &part(&parent.parent.proportion), weight);
		let total = parents.iter().map(lent).fold(own, |total, lent| total + lent);
		// Below that, fractions of 32 bits are too coarse for a bound that says something.
		prop_assume!(total >= whole(1_000_000_000_000u64));
		let largest = 21_000_000_000_000_000u64;
		let tolerance = whole(4)
			+ whole(dividend) * unit(28) * (whole(1) + whole(largest) / &total);
		let (take, burn) = (BigRational::new(take.into(), u16::MAX.into()), part(&burn));
		for (parent, credit) in parents.iter().zip(&split.parents) {
			let gross = whole(dividend) * lent(parent) / &total;
			let left = if parent.same_owner { whole(1) } else { (whole(1) - &take - &burn).max(whole(0)) };
			let exact = gross * left;
			prop_assert!(is_near(&whole(credit.get()), &exact, &tolerance), "{credit} instead of {exact}");
		}
	}

	#[test]
	fn parent_with_more_stake_never_gets_a_smaller_credit(
		dividend in any_amount(), own in real_stake(), parents in vec(parent(real_stake()), 1..5),
		more in real_amount(), take: u16, weight in any_amount(),
	) {
		let credit = |parents: &[DividendParent]| {
			let inputs = DividendInputs {
				dividend: AlphaBalance::new(dividend), stake: own, children: &[], parents, childkey_take: take,
			};
			split_dividend(&inputs, tao_weight(weight), 0).parents[0].get()
		};
		let mut raised = parents.clone();
		let stake = &mut raised[0].parent.stake;
		stake.alpha = AlphaBalance::new(stake.alpha.get() + more);
		prop_assert!(credit(&raised) >= credit(&parents));
	}

	#[test]
	fn more_stake_never_weighs_less(own in real_stake(), children in proportions(), parents in parents(real_stake()), more in real_amount()) {
		let parents: Vec<_> = parents.into_iter().map(|parent| parent.parent).collect();
		let weight = tao_weight(971_718_665_099_567_868);
		let weigh = |own: HotkeyStake| stake_weight(inherited_stake(own, &children, &parents), weight);
		let alpha = HotkeyStake { alpha: AlphaBalance::new(own.alpha.get() + more), ..own };
		let root = HotkeyStake { root: TaoBalance::new(own.root.get() + more), ..own };
		prop_assert!(weigh(alpha) >= weigh(own) && weigh(root) >= weigh(own));
	}

	#[test]
	fn inherited_stake_is_near_the_exact_sum(own in real_stake(), children in proportions(), parents in parents(real_stake())) {
		let parents: Vec<_> = parents.into_iter().map(|parent| parent.parent).collect();
		let inherited = inherited_stake(own, &children, &parents);
		let part = |proportion: u64| BigRational::new(proportion.into(), u64::MAX.into());
		let kept = children.iter().fold(whole(1), |kept, proportion| kept - part(*proportion));
		let tolerance = whole(1) + whole(21_000_000_000_000_000u64) * unit(32) * whole(children.len() + parents.len());
		for (computed, own, lent) in [
			(inherited.alpha.get(), own.alpha.get(), parents.iter().map(|p| p.stake.alpha.get()).collect::<Vec<_>>()),
			(inherited.root.get(), own.root.get(), parents.iter().map(|p| p.stake.root.get()).collect()),
		] {
			let borrowed: BigRational = lent.iter().zip(&parents).map(|(lent, p)| whole(*lent) * part(p.proportion)).sum();
			prop_assert!(is_near(&whole(computed), &(whole(own) * &kept + borrowed), &tolerance));
		}
	}

	#[test]
	fn stake_weight_never_panics(own in any_stake(), children in vec(any_amount(), 0..5), parents in parents(any_stake()), weight in any_amount()) {
		let parents: Vec<_> = parents.into_iter().map(|parent| parent.parent).collect();
		prop_assert!(stake_weight(inherited_stake(own, &children, &parents), tao_weight(weight)) >= 0);
	}

	#[test]
	fn dividends_never_exceed_the_pots(
		validator in any_amount(), root in any_amount(), weight in any_amount(), hotkeys in vec((any_amount(), any_stake()), 0..20),
	) {
		let hotkeys: Vec<_> = hotkeys.into_iter().map(|(weight, stake)| DividendWeight { weight: weight.into(), stake }).collect();
		let shares = divide_dividends(validator.into(), root.into(), tao_weight(weight), &hotkeys);
		prop_assert!(shares.iter().map(|share| share.alpha.exact()).sum::<BigRational>() <= whole(validator));
		prop_assert!(shares.iter().map(|share| share.root.exact()).sum::<BigRational>() <= whole(root));
	}

	#[test]
	fn dividends_are_near_the_exact_parts(
		validator in real_amount(), root in real_amount(), hotkeys in vec((1_000_000_000..1_000_000_000_000u64, large_stake()), 1..8),
	) {
		let weight = tao_weight(971_718_665_099_567_868);
		let hotkeys: Vec<_> = hotkeys.into_iter().map(|(weight, stake)| DividendWeight { weight: weight.into(), stake }).collect();
		let shares = divide_dividends(validator.into(), root.into(), weight, &hotkeys);
		let weights: Vec<_> = hotkeys.iter().map(|hotkey| {
			let stake = whole(hotkey.stake.root.get()) * weight.exact();
			let root = whole(hotkey.weight.get()) * &stake / (stake + whole(hotkey.stake.alpha.get()));
			(whole(hotkey.weight.get()) - &root, root)
		}).collect();
		let all: BigRational = weights.iter().map(|(alpha, _)| alpha).sum();
		// A weight is off by 2^-32 of the hotkey's, a quotient by 2^-32.
		let tolerance = whole(validator) * (unit(31) + whole(20_000_000_000_000u64) * unit(31) / &all) + unit(31);
		for (share, (alpha, _)) in shares.iter().zip(&weights) {
			prop_assert!(is_near(&share.alpha.exact(), &(whole(validator) * alpha / &all), &tolerance));
		}
		let all: BigRational = weights.iter().map(|(_, root)| root).sum();
		if !all.is_zero() && all > whole(1_000_000) {
			let tolerance = whole(root) * (unit(31) + whole(20_000_000_000_000u64) * unit(31) / &all) + unit(31);
			for (share, (_, part)) in shares.iter().zip(&weights) {
				prop_assert!(is_near(&share.root.exact(), &(whole(root) * part / &all), &tolerance));
			}
		}
	}

	#[test]
	fn larger_weight_never_gets_a_smaller_dividend(
		validator in any_amount(), root in any_amount(), more in any_amount(), hotkeys in vec((any_amount(), any_stake()), 1..20),
	) {
		let weight = tao_weight(971_718_665_099_567_868);
		let hotkeys: Vec<_> = hotkeys.into_iter().map(|(weight, stake)| DividendWeight { weight: weight.into(), stake }).collect();
		let mut raised = hotkeys.clone();
		raised[0].weight = raised[0].weight.saturating_add(more.into());
		let first = |hotkeys: &[DividendWeight]| divide_dividends(validator.into(), root.into(), weight, hotkeys)[0];
		let (before, after) = (first(&hotkeys), first(&raised));
		prop_assert!(after.alpha >= before.alpha && after.root >= before.root);
	}

	#[test]
	fn take_and_rest_are_all_that_was_paid(bits: u128, take: u16) {
		// Up to the largest amount: above it, whole amounts stop.
		let paid = U96F32::from_bits(bits >> 32);
		let split = split_take(paid, take);
		let sum = whole(split.take.get()) + whole(split.stakers.get());
		prop_assert!(sum <= paid.exact() && paid.exact() - sum < whole(2));
		let exact = paid.exact() * BigRational::new(take.into(), u16::MAX.into());
		prop_assert!(is_near(&whole(split.take.get()), &exact, &(whole(1) + paid.exact() * unit(32))));
		prop_assert!(split_take(U96F32::from_bits(bits), take).take.get() >= split.take.get());
	}

	/// INV-8 for one epoch: miners, stakers, root and the burn of child keys together get at most what had gathered.
	#[test]
	fn epoch_never_pays_more_than_had_gathered(
		server in real_amount(), validator in real_amount(), root in real_amount(), burn in any_amount(), take: u16,
		miners in vec((real_amount(), prop_oneof![Just(0), real_amount()], real_stake(), parents(real_stake())), 0..8),
	) {
		let weight = tao_weight(971_718_665_099_567_868);
		let pot = EpochPot { server: server.into(), validator: validator.into(), root: root.into() };
		let results: Vec<_> = miners
			.iter()
			.map(|(incentive, dividend, ..)| EpochResult { incentive: (*incentive).into(), dividend: (*dividend).into() })
			.collect();
		let incentives = ClampedIncentives::payable(&pot, &results);
		let (mut hotkeys, mut burned) = (Vec::new(), AlphaBalance::ZERO);
		for (_, dividend, stake, parents) in &miners {
			let inputs = DividendInputs {
				dividend: (*dividend).into(), stake: *stake, children: &[], parents, childkey_take: take,
			};
			let split = split_dividend(&inputs, weight, burn);
			burned = burned.saturating_add(split.burned);
			hotkeys.push(DividendWeight { weight: split.own, stake: *stake });
			hotkeys.extend(parents.iter().zip(split.parents).map(|(parent, weight)| DividendWeight {
				weight, stake: parent.parent.stake,
			}));
		}
		let burn = ValidatorsPayBurn::settle(burned, validator_alpha(&pot, &incentives));
		let shares = divide_dividends(burn.validator_alpha, pot.root, weight, &hotkeys);
		let paid: BigRational = shares.iter().map(|share| share.alpha.exact() + share.root.exact()).sum();
		let all = paid + whole(BigInt::from(sum(&incentives))) + whole(burn.recycled.get());
		prop_assert!(all <= whole(server) + whole(validator) + whole(root));
	}

	#[test]
	fn proportion_of_children_never_rounds_to_more_than_the_whole(children in proportions()) {
		let sum: BigRational = children.iter().map(|proportion| proportion_u64(*proportion).exact()).sum();
		prop_assert!(sum <= whole(1));
	}
}
