//! Rules that the specification shows by an example, and rules that no measured epoch tells from their neighbours.

use crate::plain::{
	activity_cutoff, exp_safe, fixed_rate, liquid_rate, max_upscale, new_permits, run, share, split_emission,
	weighted_median, Epoch, LiquidAlpha, Matrix, Row,
};
use taonet_types::fixed::{I32F32, I64F64};

fn fixed(value: &str) -> I32F32 {
	value.parse().unwrap()
}

#[test]
fn exponential_is_that_of_the_table() {
	for (x, bits) in [
		("-25", 8),
		("-20", 8),
		("-5", 28_939_262),
		("-1", 1_580_030_169),
		("-0.5", 2_605_029_348),
		("0", 4_294_967_296),
		("0.5", 7_081_203_935),
		("1", 11_674_931_200),
		("2", 31_735_754_285),
		("5", 637_429_664_624),
		("10", 94_602_947_905_357),
		("20", 2_066_907_302_758_576_256),
		("25", 2_066_907_302_758_576_256),
	] {
		assert_eq!(exp_safe(fixed(x)).to_bits(), bits, "{x}");
	}
}

#[test]
fn weights_are_upscaled_as_in_the_examples() {
	for (submitted, stored) in [
		([1, 2, 3], [21_845, 43_690, 65_535]),
		([100, 32_768, 7], [200, 65_535, 14]),
		([100, 32_769, 7], [200, 65_535, 14]),
		([60_000, 40_000, 1], [65_535, 43_690, 1]),
		([65_535, 40_000, 1], [65_535, 40_000, 1]),
		([0, 0, 0], [0, 0, 0]),
	] {
		assert_eq!(max_upscale(&submitted), stored);
	}
}

#[test]
fn rates_and_cutoffs_are_those_of_the_examples() {
	assert_eq!(share(32_767).to_bits(), 2_147_450_879);
	assert_eq!(fixed_rate(900_000).to_bits(), 429_496_730);
	assert_eq!(activity_cutoff(13_889, 360), 5000);
	assert_eq!(activity_cutoff(1000, 0), 1);
	let usual = LiquidAlpha { low: 45_875, high: 58_982, steepness: 1000 };
	for (consensus, weight, bond, bits) in [
		("0.5", "0.5", "0", 3_012_258_989),
		("0", "0", "0", 3_012_258_989),
		("0.2", "0.7", "0.1", 3_436_006_604),
		("0.4", "0.1", "0.6", 3_436_006_604),
		("0", "1", "0", 3_859_754_218),
	] {
		assert_eq!(liquid_rate(usual, fixed(consensus), fixed(weight), fixed(bond)).to_bits(), bits);
	}
}

#[test]
fn emission_is_split_as_in_the_example() {
	assert_eq!(split_emission(1_000_001, 2, Some(&[40_000, 25_535])), [610_362, 389_639]);
	assert_eq!(split_emission(1_000_001, 2, None), [500_001, 500_000]);
	assert_eq!(split_emission(10, 3, Some(&[65_535])), [10, 0, 0]);
}

#[test]
fn lower_uid_loses_its_permit_first_among_equals() {
	let stakes = ["0.2", "0.2", "0.2", "0"].map(fixed);
	assert_eq!(new_permits(&stakes, 2), [false, true, true, false]);
	assert_eq!(new_permits(&stakes, 0), [false; 4]);
	assert_eq!(new_permits(&stakes[..3], 3), [true; 3]);
}

fn median(stakes: &[&str], scores: &[&str], kappa: u16) -> I32F32 {
	let mut column = Matrix::empty(scores.len(), 1);
	for (i, score) in scores.iter().enumerate() {
		column.set(i, 0, Some(fixed(score)));
	}
	let stakes: Vec<_> = stakes.iter().map(|stake| fixed(stake)).collect();
	weighted_median(&stakes, &column, share(kappa))[0]
}

#[test]
fn median_is_the_greatest_score_when_kappa_is_nothing_and_the_smallest_when_it_is_more_than_all() {
	let (stakes, scores) = (["0.3", "0.3", "0.3"], ["0.2", "0.1", "0.3"]);
	assert_eq!(median(&stakes, &scores, 0), fixed("0.3"));
	assert_eq!(median(&stakes, &scores, u16::MAX), fixed("0.1"));
	assert_eq!(median(&["0", "0", "0"], &scores, 32_767), 0);
}

#[test]
fn median_goes_up_when_the_stake_below_is_exactly_the_minority() {
	// Of three equal stakes the share is 1431655765 bits, and 65535 - 43690 parts leave exactly one of them.
	let third = "0.25";
	assert_eq!(share(43_690).to_bits(), 2 * 1_431_655_765);
	assert_eq!(median(&[third; 3], &["0.1", "0.2", "0.3"], 43_690), fixed("0.2"));
}

#[test]
fn median_counts_stakes_as_shares_of_those_who_vote() {
	// 0.1 is no majority of 0.4. Were it not divided, 0.4 would be less than kappa, and any stake enough.
	assert_eq!(median(&["0.1", "0.3"], &["0.1", "0.2"], 32_767), fixed("0.2"));
}

/// Two validators and two miners.
fn subnet() -> Epoch {
	Epoch {
		n: 4,
		block: 1000,
		tempo: 100,
		activity_cutoff: 5000,
		last_mechanism_step_block: 900,
		kappa: 32_767,
		bonds_penalty: u16::MAX,
		bonds_moving_average: 900_000,
		yuma3: true,
		max_allowed_validators: 64,
		emission: 1_000_000_000,
		total_stake: [60, 40, 0, 0].map(I64F64::from_num).to_vec(),
		last_update: vec![999; 4],
		validator_permit: vec![true, true],
		weights: vec![vec![(2, 65_535), (3, 65_535)], vec![(2, 65_535), (3, 21_845)]],
		bonds: vec![vec![(2, 6553), (3, 13_107)], vec![(2, 26_214)]],
		..Default::default()
	}
}

fn with_liquid_alpha(epoch: Epoch) -> Epoch {
	Epoch { liquid_alpha: Some(LiquidAlpha { low: 45_875, high: 58_982, steepness: 1000 }), ..epoch }
}

fn old_bonds_kept(last_mechanism_step_block: u64, block_at_registration: u64) -> bool {
	let registrations = vec![0, 0, block_at_registration, 0];
	let epoch = Epoch { last_mechanism_step_block, block_at_registration: registrations, ..subnet() };
	run(&epoch).1.old_bonds.get(0, 2).is_some()
}

#[test]
fn old_bonds_are_dropped_when_the_column_was_registered_after_the_last_epoch() {
	assert!(old_bonds_kept(900, 900));
	assert!(!old_bonds_kept(900, 901));
	// No epoch yet: as if the last were a tempo ago.
	assert!(old_bonds_kept(0, 899));
	assert!(!old_bonds_kept(0, 900));
}

#[test]
fn liquid_alpha_has_no_effect_when_there_is_no_consensus() {
	let apart = Epoch {
		weights: vec![vec![(2, 65_535)], vec![(3, 65_535)]],
		total_stake: [50, 50, 0, 0].map(I64F64::from_num).to_vec(),
		bonds_penalty: 0,
		kappa: u16::MAX,
		..subnet()
	};
	let (with, trace) = run(&with_liquid_alpha(apart.clone()));
	assert!(trace.consensus.iter().all(|value| *value == 0));
	assert_eq!(with, run(&apart).0);
	assert!(with.bonds[0].iter().any(|(j, _)| *j == 3), "a bond without a weight decays");
}

#[test]
fn liquid_bond_is_dropped_when_its_weight_is_gone_and_kept_when_it_is_0() {
	let bonds_on_3 = |weights: Row| {
		let weights = vec![weights, vec![(2, 65_535)]];
		let (outcome, _) = run(&with_liquid_alpha(Epoch { weights, ..subnet() }));
		outcome.bonds[0].iter().filter(|(j, _)| *j == 3).count()
	};
	assert_eq!(bonds_on_3(vec![(2, 65_535)]), 0);
	assert_eq!(bonds_on_3(vec![(2, 65_535), (3, 0)]), 1);
}

#[test]
fn liquid_rate_does_not_see_an_entry_behind_a_greater_uid() {
	let liquid = LiquidAlpha { low: 6553, high: 58_982, steepness: 1000 };
	let bond_on_2 = |weights: Row, bonds: Row| {
		let epoch = Epoch {
			weights: vec![weights, vec![(2, 65_535), (3, 21_845)]],
			bonds: vec![bonds],
			bonds_penalty: 0,
			liquid_alpha: Some(liquid),
			..subnet()
		};
		let (_, trace) = run(&epoch);
		let weight = trace.weights.value(0, 2);
		let old = trace.old_bonds.value(0, 2);
		let expected = |seen_weight: I32F32, seen_bond: I32F32| {
			let rate = liquid_rate(liquid, trace.consensus[2], seen_weight, seen_bond);
			I32F32::from_num(1).wrapping_sub(rate).wrapping_mul(old).wrapping_add(rate.wrapping_mul(weight))
		};
		let zero = I32F32::from_num(0);
		let seen = [expected(weight, old), expected(weight, zero), expected(zero, old), expected(zero, zero)];
		(trace.average_bonds.unwrap().value(0, 2), seen)
	};
	let (weights, bonds) = ([(2, 21_845), (3, 65_535)], [(2, 52_428), (3, 655)]);
	let reversed = |row: [(u16, u16); 2]| row.into_iter().rev().collect::<Row>();
	let cases = [
		(weights.to_vec(), bonds.to_vec(), 0),
		(weights.to_vec(), reversed(bonds), 1),
		(reversed(weights), bonds.to_vec(), 2),
		(reversed(weights), reversed(bonds), 3),
	];
	for (weights, bonds, seen) in cases {
		let (bond, expected) = bond_on_2(weights, bonds);
		assert_eq!(bond, expected[seen]);
		assert_ne!(expected[0], expected[2]);
	}
}

#[test]
fn unpenalised_weights_keep_their_order_and_penalised_ones_become_ascending() {
	let columns = |bonds_penalty| {
		let weights = vec![vec![(3, 65_535), (2, 65_535)], vec![(2, 65_535), (3, 65_535)]];
		let (outcome, _) = run(&with_liquid_alpha(Epoch { bonds_penalty, weights, bonds: vec![], ..subnet() }));
		outcome.bonds[0].iter().map(|(j, _)| *j).collect::<Vec<_>>()
	};
	assert_eq!(columns(0), [3, 2]);
	assert_eq!(columns(u16::MAX), [3, 2]);
	assert_eq!(columns(32_768), [2, 3]);
}
