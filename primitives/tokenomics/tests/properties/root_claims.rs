//! Claims of root stakers: nobody gets what nobody earned.

use crate::exact::{any_amount, is_near, unit, whole, Exact};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;
use taonet_tokenomics::root_claims::{
	accrued_rate, chosen_indices, claimable, claimed_by_change, owed, MAX_ROOT_CLAIMS,
};
use taonet_types::{fixed::I96F32, AlphaBalance};

/// Stakers on one hotkey.
const STAKERS: usize = 4;
/// RAO: 100 TAO.
const LARGE: u64 = 100_000_000_000;

const NONE: I96F32 = I96F32::from_bits(0);

#[derive(Clone, Copy, Debug)]
enum Step {
	StakeIn(usize, u64),
	StakeOut(usize, u64),
	Earn(u64),
	Claim(usize),
}

/// Steps with very small amounts, at which roundings count, and with large ones.
fn step() -> impl Strategy<Value = Step> {
	let amount = || prop_oneof![0..10u64, 0..LARGE, Just(1)];
	prop_oneof![
		(0..STAKERS, amount()).prop_map(|(staker, amount)| Step::StakeIn(staker, amount)),
		(0..STAKERS, amount()).prop_map(|(staker, amount)| Step::StakeOut(staker, amount)),
		amount().prop_map(Step::Earn),
		(0..STAKERS).prop_map(Step::Claim),
	]
}

#[derive(Clone, Copy, Debug, Default)]
struct Staker {
	stake: u64,
	/// What counts as claimed.
	watermark: u128,
	/// What was claimed.
	received: u128,
	/// How often stake came in while there was a rate.
	entries: u128,
}

/// A hotkey and its stakers on one subnet.
#[derive(Debug, Default)]
struct Hotkey {
	rate: I96F32,
	stakers: [Staker; STAKERS],
	/// What was earned for the stakers; the owner gets the rest.
	earned: u128,
	/// How often, weighted with the root stake of then.
	earning_stake: u128,
}

impl Hotkey {
	fn root_stake(&self) -> u64 {
		self.stakers.iter().map(|staker| staker.stake).sum()
	}

	fn owed(&self, staker: usize) -> I96F32 {
		let Staker { stake, watermark, .. } = self.stakers[staker];
		owed(self.rate, AlphaBalance::new(stake), watermark)
	}

	fn apply(&mut self, step: Step) {
		match step {
			Step::StakeIn(staker, amount) => {
				let staker = &mut self.stakers[staker];
				staker.stake += amount;
				staker.watermark += claimed_by_change(self.rate, AlphaBalance::new(amount));
				staker.entries += u128::from(self.rate > NONE);
			},
			Step::StakeOut(staker, amount) => {
				let staker = &mut self.stakers[staker];
				let amount = amount.min(staker.stake);
				staker.stake -= amount;
				let change = claimed_by_change(self.rate, AlphaBalance::new(amount));
				staker.watermark = staker.watermark.saturating_sub(change);
			},
			Step::Earn(amount) => {
				let root_stake = self.root_stake();
				let rate = accrued_rate(self.rate, AlphaBalance::new(amount), AlphaBalance::new(root_stake));
				assert_eq!(rate.is_none(), amount > root_stake);
				if let Some(rate) = rate {
					assert!(rate >= self.rate);
					self.rate = rate;
					self.earned += u128::from(amount);
					self.earning_stake += u128::from(root_stake);
				}
			},
			Step::Claim(staker) => {
				let claim = claimable(self.owed(staker), NONE).get();
				let staker = &mut self.stakers[staker];
				staker.watermark += u128::from(claim);
				staker.received += u128::from(claim);
			},
		}
	}

	fn after(stakes: [u64; STAKERS], steps: &[Step]) -> Self {
		let mut hotkey = Self::default();
		for (staker, stake) in stakes.into_iter().enumerate() {
			hotkey.apply(Step::StakeIn(staker, stake));
		}
		for step in steps {
			hotkey.apply(*step);
		}
		for staker in 0..STAKERS {
			hotkey.apply(Step::Claim(staker));
		}
		hotkey
	}

	fn received(&self) -> u128 {
		self.stakers.iter().map(|staker| staker.received).sum()
	}
}

fn stakes() -> impl Strategy<Value = [u64; STAKERS]> {
	[0..LARGE, 0..LARGE, 0..10u64, 0..1u64]
}

proptest! {
	/// What new stake counts as claimed is rounded down, so that each arrival of stake can be worth less than one alpha-rao
	/// (10^-9 alpha) too much; nothing else is ever paid that was not earned.
	#[test]
	fn claims_never_exceed_earnings_by_one_alpha_rao_for_each_arrival(stakes in stakes(), steps in vec(step(), 0..60)) {
		let hotkey = Hotkey::after(stakes, &steps);
		let entries: u128 = hotkey.stakers.iter().map(|staker| staker.entries).sum();
		prop_assert!(hotkey.received() <= hotkey.earned + entries, "{hotkey:?}");
	}

	#[test]
	fn claims_never_exceed_earnings_when_stake_only_leaves(stakes in stakes(), steps in vec(step(), 0..60)) {
		let steps: Vec<_> = steps.into_iter().filter(|step| !matches!(step, Step::StakeIn(..))).collect();
		let hotkey = Hotkey::after(stakes, &steps);
		prop_assert!(hotkey.received() <= hotkey.earned, "{hotkey:?}");
	}

	/// Everything is paid but for the resolution of the rate and one alpha-rao for each staker.
	#[test]
	fn claims_are_all_earnings_when_stake_stays(stakes in stakes(), steps in vec(step(), 0..60)) {
		let steps: Vec<_> =
			steps.into_iter().filter(|step| matches!(step, Step::Earn(_) | Step::Claim(_))).collect();
		let hotkey = Hotkey::after(stakes, &steps);
		let lost = whole(hotkey.earned) - whole(hotkey.received());
		let resolution = whole(hotkey.earning_stake) * unit(32);
		prop_assert!(lost >= whole(0) && lost <= resolution + whole(STAKERS), "{hotkey:?}");
	}

	/// Stake that comes in owes the staker nothing more, and what it earned before stays.
	#[test]
	fn new_stake_earns_nothing_of_the_past(
		rate in 0..1i128 << 40, stake in any_amount(), more in any_amount(), watermark in any::<u64>(),
	) {
		let (rate, more) = (I96F32::from_bits(rate), more.min(u64::MAX - stake));
		let before = owed(rate, stake.into(), watermark.into());
		let watermark = u128::from(watermark) + claimed_by_change(rate, more.into());
		let gained = owed(rate, (stake + more).into(), watermark).exact() - before.exact();
		prop_assert!(gained >= whole(0) && gained < whole(1) + unit(31));
		// And out again: as before, and never more.
		let watermark = watermark - claimed_by_change(rate, more.into());
		prop_assert_eq!(owed(rate, stake.into(), watermark), before);
	}

	/// Stake that leaves takes along what was owed on it, unless enough counts as claimed; it never leaves more owed.
	#[test]
	fn leaving_stake_never_raises_what_is_owed(
		rate in 0..1i128 << 40, stake in any_amount(), part in any_amount(), watermark in prop_oneof![any::<u64>(), 0..1_000u64],
	) {
		let (rate, part) = (I96F32::from_bits(rate), part.min(stake));
		let before = owed(rate, stake.into(), watermark.into());
		let change = claimed_by_change(rate, part.into());
		let after = owed(rate, (stake - part).into(), u128::from(watermark).saturating_sub(change));
		prop_assert!(after <= before);
		let forfeited = change.saturating_sub(u128::from(watermark));
		prop_assert!(is_near(&(before.exact() - after.exact()), &whole(forfeited), &(whole(1) + unit(31))));
		// Whoever leaves with everything is owed nothing.
		let left = owed(rate, AlphaBalance::ZERO, u128::from(watermark));
		prop_assert!(left <= NONE);
	}

	#[test]
	fn rate_rises_by_the_exact_quotient(rate in 0..1i128 << 60, earned in any_amount(), root_stake in any_amount()) {
		let rate = I96F32::from_bits(rate);
		let Some(risen) = accrued_rate(rate, earned.into(), root_stake.into()) else {
			prop_assert!(earned > root_stake);
			return Ok(());
		};
		let rise = risen.exact() - rate.exact();
		prop_assert!(earned <= root_stake && rise <= whole(1));
		if root_stake > 0 {
			let exact = BigRational::new(earned.into(), root_stake.into());
			prop_assert!(rise <= exact && rise + unit(32) > exact);
		}
	}

	#[test]
	fn claim_never_exceeds_what_is_owed_and_the_next_is_nothing(rate: i128, stake: u64, watermark: u128, threshold: i128) {
		let (rate, threshold) = (I96F32::from_bits(rate), I96F32::from_bits(threshold));
		let owed_now = owed(rate, stake.into(), watermark);
		let claim = claimable(owed_now, threshold).get();
		prop_assert!(whole(claim) <= owed_now.exact().max(whole(0)));
		prop_assert!(claim == 0 || owed_now >= threshold);
		if let Some(watermark) = watermark.checked_add(claim.into()).filter(|_| owed_now.exact() < whole(u64::MAX)) {
			prop_assert!(claim == 0 || claimable(owed(rate, stake.into(), watermark), NONE).is_zero());
		}
		prop_assert!(claimed_by_change(rate, stake.into()) < 1 << 95);
	}

	#[test]
	fn chosen_indices_are_those_of_the_rule(hash: [u8; 32], count in 0..=MAX_ROOT_CLAIMS, coldkeys in any_amount()) {
		let words: Vec<BigInt> =
			hash.chunks(8).map(|bytes| BigInt::from_bytes_be(num_bigint::Sign::Plus, bytes)).collect();
		let mut last = words[0].clone();
		let mut expected = BTreeSet::new();
		if coldkeys > 0 {
			for turn in 0..count as usize {
				last = (last + &words[turn % 4]).min(u64::MAX.into()) % coldkeys;
				expected.insert(last.to_u64().unwrap());
			}
		}
		let chosen = chosen_indices(hash, count, coldkeys);
		prop_assert!(chosen.iter().all(|index| *index < coldkeys));
		prop_assert_eq!(chosen, expected);
	}
}

/// Why arrivals are counted above: at a rate just below one, one RAO counts as nothing claimed and is owed almost one.
#[test]
fn arrivals_of_one_rao_gain_dust_together() {
	let mut hotkey = Hotkey::default();
	hotkey.apply(Step::StakeIn(0, 100));
	hotkey.apply(Step::Earn(99));
	hotkey.apply(Step::Claim(0));
	assert_eq!(hotkey.received(), 98);
	for _ in 0..100 {
		hotkey.apply(Step::StakeIn(1, 1));
	}
	hotkey.apply(Step::Claim(1));
	assert_eq!(hotkey.stakers[1].received, 98);
}
