//! The worked epoch of the specification. Spec: consensus 11.

use crate::plain::{run, Epoch, LiquidAlpha, Matrix, Outcome, Row, Trace};
use taonet_types::fixed::{I32F32, I64F64};

fn worked() -> Epoch {
	Epoch {
		n: 5,
		block: 360,
		tempo: 360,
		activity_cutoff: 5000,
		kappa: 32_767,
		bonds_penalty: u16::MAX,
		bonds_moving_average: 900_000,
		max_allowed_validators: 64,
		emission: 1_000_000_000,
		total_stake: [500, 300, 200, 0, 0].map(I64F64::from_num).to_vec(),
		last_update: vec![10; 5],
		validator_permit: vec![true, true, true],
		weights: vec![vec![(3, 65_535), (4, 65_535)], vec![(3, 65_535), (4, 21_845)], vec![(3, 0), (4, 65_535)]],
		..Default::default()
	}
}

fn yuma3() -> Epoch {
	Epoch { yuma3: true, ..worked() }
}

fn liquid() -> Epoch {
	Epoch { liquid_alpha: Some(LiquidAlpha { low: 45_875, high: 58_982, steepness: 1000 }), ..yuma3() }
}

/// The epoch and the one after it, which reads what the first stored.
fn two_epochs(first: &Epoch) -> [(Outcome, Trace); 2] {
	let outcome = run(first);
	let second = Epoch {
		block: first.block + u64::from(first.tempo),
		last_mechanism_step_block: first.block,
		bonds: outcome.0.bonds.clone(),
		validator_permit: outcome.0.validator_permit.clone(),
		..first.clone()
	};
	[outcome, run(&second)]
}

fn bits(values: &[I32F32]) -> Vec<i64> {
	values.iter().map(|value| value.to_bits()).collect()
}

fn column(matrix: &Matrix, j: usize) -> Vec<Option<i64>> {
	(0..3).map(|i| matrix.get(i, j).map(|value| value.to_bits())).collect()
}

/// Bonds of the three validators on uids 3 and 4; the last one has none on uid 3.
fn bonds(values: [u16; 5]) -> Vec<Row> {
	let [a3, a4, b3, b4, c4] = values;
	vec![vec![(3, a3), (4, a4)], vec![(3, b3), (4, b4)], vec![(4, c4)], vec![], vec![]]
}

#[test]
fn consensus_and_incentive_are_those_of_the_worked_epoch() {
	let (outcome, trace) = run(&worked());
	assert_eq!(bits(&trace.stake), [2_147_483_648, 1_288_490_188, 858_993_459, 0, 0]);
	assert_eq!(trace.active_stake, trace.stake);
	assert_eq!(column(&trace.weights, 3), [Some(2_147_483_648), Some(3_221_225_472), Some(0)]);
	assert_eq!(column(&trace.weights, 4), [Some(2_147_483_648), Some(1_073_741_824), Some(4_294_967_296)]);
	assert_eq!(bits(&trace.consensus), [0, 0, 0, 2_147_483_648, 2_147_483_648]);
	assert_eq!(bits(&trace.validator_trust), [4_294_967_296, 3_221_225_472, 2_147_483_648, 0, 0]);
	assert_eq!(bits(&trace.incentive), [0, 0, 0, 2_082_408_386, 2_212_558_909]);
	assert_eq!(outcome.server_emission, [0, 0, 0, 242_424_242, 257_575_757]);
	assert_eq!(outcome.stake_weight, [32_767, 19_660, 13_106, 0, 0]);
	assert_eq!(outcome.consensus, [0, 0, 0, 32_767, 32_767]);
	assert_eq!(outcome.incentive, [0, 0, 0, 31_774, 33_760]);
	assert_eq!(outcome.validator_trust, [65_535, 49_151, 32_767, 0, 0]);
}

#[test]
fn explicit_zero_weight_is_kept_and_gives_no_bond() {
	for epoch in [worked(), yuma3(), liquid()] {
		let (outcome, trace) = run(&epoch);
		assert_eq!(trace.clipped.get(2, 3), Some(I32F32::from_bits(0)));
		assert_eq!(outcome.bonds[2].len(), 1);
	}
}

#[test]
fn bonds_follow_the_worked_epoch_under_yuma3() {
	let [(first, trace), (second, next_trace)] = two_epochs(&yuma3());
	let average = trace.average_bonds.unwrap();
	assert_eq!(column(&average, 3), [Some(214_748_365), Some(214_748_365), None]);
	assert_eq!(column(&average, 4), [Some(214_748_365), Some(107_374_182), Some(214_748_365)]);
	assert_eq!(bits(&trace.dividends), [2_609_421_841, 1_205_976_036, 479_569_417, 0, 0]);
	assert_eq!(first.validator_emission, [303_776_683, 140_394_088, 55_829_227, 0, 0]);
	assert_eq!(first.dividends, [39_816, 18_401, 7_317, 0, 0]);
	assert_eq!(first.bonds, bonds([3_276, 3_276, 3_276, 1_638, 3_276]));
	let average = next_trace.average_bonds.unwrap();
	assert_eq!(column(&average, 3), [Some(407_977_655), Some(407_977_655), None]);
	assert_eq!(column(&average, 4), [Some(407_977_655), Some(203_988_827), Some(407_977_655)]);
	assert_eq!(second.bonds, bonds([6_225, 6_225, 6_225, 3_112, 6_225]));
}

#[test]
fn bonds_follow_the_worked_epoch_under_yuma2() {
	let [(first, trace), (second, next_trace)] = two_epochs(&worked());
	assert_eq!(bits(&trace.dividends), [2_603_010_489, 1_171_354_713, 520_602_092, 0, 0]);
	assert_eq!(first.validator_emission, [303_030_303, 136_363_635, 60_606_060, 0, 0]);
	assert_eq!(first.bonds, bonds([65_535, 65_535, 39_320, 19_660, 26_213]));
	assert_eq!(bits(&next_trace.dividends), [2_603_037_427, 1_171_339_339, 520_590_529, 0, 0]);
	assert_eq!(second.validator_emission, [303_033_439, 136_361_846, 60_604_713, 0, 0]);
}

#[test]
fn bonds_follow_the_worked_epoch_under_liquid_alpha() {
	let [(first, trace), (second, next_trace)] = two_epochs(&liquid());
	let average = trace.average_bonds.unwrap();
	assert_eq!(column(&average, 3), [Some(1_506_129_494), Some(1_506_129_494), None]);
	assert_eq!(column(&average, 4), [Some(1_506_129_494), Some(753_064_747), Some(1_506_129_494)]);
	assert_eq!(first.bonds, bonds([22_981, 22_981, 22_981, 11_490, 22_981]));
	let average = next_trace.average_bonds.unwrap();
	assert_eq!(column(&average, 3), [Some(1_955_933_714), Some(1_955_933_714), None]);
	assert_eq!(column(&average, 4), [Some(1_955_933_714), Some(977_957_070), Some(1_955_933_714)]);
	assert_eq!(bits(&next_trace.dividends), [2_609_423_947, 1_205_973_024, 479_570_323, 0, 0]);
	assert_eq!(second.validator_emission, [303_776_928, 140_393_737, 55_829_333, 0, 0]);
	assert_eq!(second.bonds, bonds([29_844, 29_844, 29_844, 14_922, 29_844]));
}

#[test]
fn validators_are_paid_by_stake_when_there_are_no_weights() {
	let (outcome, _) = run(&Epoch { weights: vec![], ..worked() });
	assert_eq!(outcome.validator_emission, [500_000_000, 299_999_999, 199_999_999, 0, 0]);
	assert_eq!(outcome.server_emission, [0; 5]);
	assert_eq!(outcome.emission, outcome.validator_emission);
}
