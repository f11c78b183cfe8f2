//! Emission, injection and the split of new alpha.

use crate::exact::{any_amount, is_near, unit, whole, Exact};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::{collection::vec, prelude::*};
use taonet_tokenomics::{
	emission::{alpha_block_emission, tao_block_emission, INITIAL_BLOCK_EMISSION, MAX_ISSUANCE},
	incentives::{miner_burned, ClampedIncentives, EpochPot, EpochResult, IncentiveRule},
	injection::{EmissionCap, InjectionCap, InjectionInputs, InjectionTerms, RootProportionCap},
	mechanisms::split_between_mechanisms,
	pending::{PendingInputs, PendingSplit, RootPart},
	root::{root_proportion, tao_weight},
};
use taonet_types::{
	fixed::{U64F64, U96F32},
	AlphaBalance, TaoBalance,
};

/// Issuances, many of them around a halving.
fn issuance() -> impl Strategy<Value = u64> {
	let around =
		(1..40u32, -2..=2i64).prop_map(|(i, offset)| (MAX_ISSUANCE - (MAX_ISSUANCE >> i)).wrapping_add_signed(offset));
	prop_oneof![any_amount(), around]
}

fn injection_inputs() -> impl Strategy<Value = InjectionInputs> {
	let bits = || prop_oneof![any::<u128>(), any::<u64>().prop_map(u128::from), 0..1_000u128];
	(bits(), bits(), any_amount(), any_amount(), bits()).prop_map(|(tao, price, alpha, block, proportion)| {
		InjectionInputs {
			tao_emission: U96F32::from_bits(tao),
			spot_price: U64F64::from_bits(price),
			alpha_emission: AlphaBalance::new(alpha),
			tao_block_emission: TaoBalance::new(block),
			root_proportion: U96F32::from_bits(proportion),
		}
	})
}

fn check_terms<Cap: InjectionCap>(inputs: &InjectionInputs) -> Result<(), TestCaseError> {
	let terms = InjectionTerms::of::<Cap>(inputs);
	prop_assert_eq!(terms.tao_in.exact() + terms.excess_tao.exact(), inputs.tao_emission.exact());
	prop_assert!(terms.alpha_in <= Cap::cap(inputs));
	let spent = whole(terms.whole_tao_in().get()) + whole(terms.whole_excess_tao().get());
	// Above 2^64 RAO the whole amounts stop, below at most the two fractions are lost.
	prop_assert!(spent <= inputs.tao_emission.exact());
	if inputs.tao_emission <= u64::MAX {
		prop_assert!(spent > inputs.tao_emission.exact() - whole(2));
	}
	// Alpha never goes in above the price: what it is worth is at most the TAO that goes in with it.
	prop_assert!(
		terms.alpha_in.exact() * inputs.spot_price.exact().min(floor_price(inputs)) <= terms.tao_in.exact() + unit(32)
	);
	Ok(())
}

/// The price with 32 fraction bits.
fn floor_price(inputs: &InjectionInputs) -> BigRational {
	U96F32::from_bits(inputs.spot_price.to_bits() >> 32).exact()
}

/// A split of 65535 parts among at most as many mechanisms.
fn legal_split(count: u8) -> impl Strategy<Value = Vec<u16>> {
	vec(0..=u16::MAX, 0..usize::from(count)).prop_map(|mut cuts| {
		cuts.sort_unstable();
		let bounds = cuts.iter().copied().chain([u16::MAX]);
		let mut last = 0;
		bounds.map(|bound| bound - std::mem::replace(&mut last, bound)).collect()
	})
}

proptest! {
	#[test]
	fn emission_counts_the_thresholds_that_issuance_passed(issuance in issuance()) {
		let passed = (1..64).filter(|i| issuance >= MAX_ISSUANCE - (MAX_ISSUANCE >> i)).count();
		let expected = if issuance >= MAX_ISSUANCE { 0 } else { INITIAL_BLOCK_EMISSION >> passed };
		prop_assert_eq!(tao_block_emission(TaoBalance::new(issuance)).get(), expected);
		prop_assert_eq!(alpha_block_emission(AlphaBalance::new(issuance)).get(), expected);
	}

	#[test]
	fn emission_never_rises_with_issuance(a in issuance(), b in issuance()) {
		let emission = |issuance| tao_block_emission(TaoBalance::new(issuance));
		prop_assert!(emission(a.min(b)) >= emission(a.max(b)));
	}

	#[test]
	fn emission_never_leads_beyond_the_maximum(issuance in 0..MAX_ISSUANCE) {
		prop_assert!(issuance + tao_block_emission(TaoBalance::new(issuance)).get() < MAX_ISSUANCE);
	}

	#[test]
	fn injection_spends_the_emission_and_keeps_to_the_cap(inputs in injection_inputs()) {
		check_terms::<EmissionCap>(&inputs)?;
		check_terms::<RootProportionCap>(&inputs)?;
	}

	#[test]
	fn new_alpha_is_split_without_gain_and_with_little_dust(
		amount in any_amount(), cut in proptest::option::of(any::<u16>()), proportion in 0..=1u128 << 32, flag: bool,
	) {
		let proportion = U96F32::from_bits(proportion);
		let inputs = PendingInputs {
			alpha_emission: AlphaBalance::new(amount), owner_cut: cut, root_proportion: proportion, root_sell_flag: flag,
		};
		let split = PendingSplit::of(&inputs);
		let root = match split.root {
			RootPart::Pending(root) if flag => root,
			RootPart::Recycled(root) if !flag => root,
			other => return Err(TestCaseError::fail(format!("{other:?} with flag {flag}"))),
		};
		prop_assert_eq!(split.created.get(), amount);
		let sum = [split.owner, split.server, split.validator, root].map(|part| u128::from(part.get())).iter().sum::<u128>();
		prop_assert!(sum <= u128::from(amount) && u128::from(amount) < sum + 4, "parts {sum} of {amount}");

		// Every factor is a fraction of 32 bits that was rounded down.
		let tolerance = whole(2) + whole(amount) * unit(30);
		let owner = whole(amount) * BigRational::new(cut.unwrap_or(0).into(), u16::MAX.into());
		let half = (whole(amount) - &owner) / whole(2);
		let exact_root = &half * proportion.exact();
		for (part, exact) in [(split.owner, owner), (split.server, half.clone()), (root, exact_root.clone()), (split.validator, half - exact_root)] {
			prop_assert!(is_near(&whole(part.get()), &exact, &tolerance), "{part} instead of {exact}");
		}
	}

	#[test]
	fn split_of_alpha_never_panics_for_an_impossible_proportion(amount in any_amount(), cut: u16, proportion: u128) {
		let inputs = PendingInputs {
			alpha_emission: AlphaBalance::new(amount), owner_cut: Some(cut),
			root_proportion: U96F32::from_bits(proportion), root_sell_flag: true,
		};
		let split = PendingSplit::of(&inputs);
		let RootPart::Pending(root) = split.root else { return Err(TestCaseError::fail("root is recycled")) };
		prop_assert!(root <= split.server);
	}

	#[test]
	fn mechanisms_get_their_parts_and_all_of_the_total(
		total in any_amount(), (count, split) in (1..=16u8).prop_flat_map(|count| (Just(count), legal_split(count))),
	) {
		let parts = split_between_mechanisms(AlphaBalance::new(total), count, Some(&split));
		prop_assert_eq!(parts.len(), usize::from(count));
		prop_assert_eq!(parts.iter().map(|part| u128::from(part.get())).sum::<u128>(), u128::from(total));
		for (part, weight) in parts.iter().zip(split.iter().copied().chain(std::iter::repeat(0))).skip(1) {
			let exact = whole(total) * BigRational::new(weight.into(), u16::MAX.into());
			prop_assert_eq!(BigInt::from(part.get()), exact.floor().to_integer());
		}
	}

	#[test]
	fn mechanisms_never_get_more_than_the_total(total in any_amount(), count: u8, split in vec(any::<u16>(), 0..20)) {
		for split in [None, Some(split.as_slice())] {
			let parts = split_between_mechanisms(AlphaBalance::new(total), count, split);
			prop_assert_eq!(parts.iter().map(|part| u128::from(part.get())).sum::<u128>(), u128::from(total));
		}
	}

	#[test]
	fn incentives_never_exceed_their_part_of_the_pot(
		server in any_amount(), validator in any_amount(), root in any_amount(),
		results in vec((any_amount(), prop_oneof![Just(0), any_amount()]), 0..20),
	) {
		let pot = EpochPot { server: server.into(), validator: validator.into(), root: root.into() };
		let results: Vec<_> = results
			.into_iter()
			.map(|(incentive, dividend)| EpochResult { incentive: incentive.into(), dividend: dividend.into() })
			.collect();
		let payable = ClampedIncentives::payable(&pot, &results);
		let has_dividends = results.iter().any(|result| result.dividend.get() > 0);
		let rest = u128::from(validator) + u128::from(root);
		let budget = u128::from(server) + if has_dividends { 0 } else { rest };
		let sum = |amounts: &[AlphaBalance]| amounts.iter().map(|amount| u128::from(amount.get())).sum::<u128>();
		let wanted: Vec<_> = results.iter().map(|result| result.incentive).collect();
		prop_assert!(sum(&payable) <= budget);
		if sum(&wanted) <= budget {
			prop_assert_eq!(&payable, &wanted);
		}
		let factor = BigRational::new(budget.into(), sum(&wanted).max(1).into()).min(whole(1));
		for (paid, wanted) in payable.iter().zip(&wanted) {
			prop_assert_eq!(BigInt::from(paid.get()), (whole(wanted.get()) * &factor).floor().to_integer());
		}
	}

	#[test]
	fn withheld_part_is_at_most_one(all in any_amount(), withheld in any_amount()) {
		let withheld = withheld.min(all);
		let burned = miner_burned(AlphaBalance::new(withheld), AlphaBalance::new(all));
		prop_assert!(burned <= 1);
		if all > 0 {
			let exact = BigRational::new(withheld.into(), all.into());
			prop_assert!(burned.exact() <= exact && exact - burned.exact() < unit(32));
		}
	}

	#[test]
	fn root_proportion_is_exact_to_its_resolution_and_grows_with_root(
		root in any_amount(), more in any_amount(), issuance in any_amount(), weight in any_amount(),
	) {
		let weight = tao_weight(weight);
		let proportion = |root| root_proportion(TaoBalance::new(root), AlphaBalance::new(issuance), weight);
		let computed = proportion(root);
		prop_assert!(computed <= 1);
		prop_assert!(proportion(root.max(more)) >= proportion(root.min(more)));
		let weighted = whole(root) * weight.exact();
		let all = &weighted + whole(issuance);
		if all > whole(0) {
			let exact = weighted / all;
			prop_assert!(computed.exact() <= exact && exact - computed.exact() < unit(32));
		}
	}
}
