//! The epoch in exact rational numbers: what the rules mean before anything is rounded. It knows the ordinary case alone:
//! everybody is active and registered long ago, there is no owner, and no liquid alpha.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use proptest::prelude::*;
use taonet_types::{fixed::I64F64, AlphaBalance};
use taonet_yuma::{BondRule, EpochInput, EpochParameters, Neuron, SparseRow};

type Vector = Vec<BigRational>;
type Matrix = Vec<Vector>;

/// An ordinary epoch: stakes in alpha, weights and old bonds of all on all (0: none), in parts of 65535.
#[derive(Clone, Debug)]
struct Ordinary {
	stake: Vec<u64>,
	weights: Vec<Vec<u16>>,
	bonds: Vec<Vec<u16>>,
	kappa: u16,
	bonds_penalty: u16,
	bonds_moving_average: u64,
	bond_rule: BondRule,
}

const EMISSION: u64 = 1_000_000_000_000;

/// What rounding may change of a payment, as a part of the emission: some hundred roundings of 2^-32, of numbers that are
/// not below a thousandth.
const SLACK: f64 = 1e-6;

fn ordinary_epochs() -> impl Strategy<Value = Ordinary> {
	let value = || prop_oneof![1 => Just(0u16), 4 => 5_000..=u16::MAX];
	(2..8usize).prop_flat_map(move |neurons| {
		let matrix = || prop::collection::vec(prop::collection::vec(value(), neurons), neurons);
		let rule = prop_oneof![Just(BondRule::Yuma2), Just(BondRule::Yuma3 { liquid_alpha: None })];
		let penalty = prop_oneof![Just(0), Just(u16::MAX), any::<u16>()];
		let stake = prop::collection::vec(1_000..20_000u64, neurons);
		(stake, matrix(), matrix(), any::<u16>(), penalty, 0..=1_000_000u64, rule).prop_map(
			|(stake, weights, bonds, kappa, bonds_penalty, bonds_moving_average, bond_rule)| Ordinary {
				stake,
				weights,
				bonds,
				kappa,
				bonds_penalty,
				bonds_moving_average,
				bond_rule,
			},
		)
	})
}

fn ratio(numerator: u64, denominator: u64) -> BigRational {
	BigRational::new(numerator.into(), denominator.into())
}

fn normalise(parts: &[BigRational]) -> Vector {
	let sum: BigRational = parts.iter().sum();
	parts.iter().map(|part| if sum.is_zero() { part.clone() } else { part / &sum }).collect()
}

fn transpose(matrix: &Matrix) -> Matrix {
	(0..matrix.len()).map(|column| matrix.iter().map(|row| row[column].clone()).collect()).collect()
}

fn normalise_columns(matrix: &Matrix) -> Matrix {
	transpose(&transpose(matrix).iter().map(|column| normalise(column)).collect())
}

fn map(matrix: &Matrix, value: impl Fn(usize, usize, &BigRational) -> BigRational) -> Matrix {
	let row = |(i, row): (usize, &Vector)| row.iter().enumerate().map(|(j, entry)| value(i, j, entry)).collect();
	matrix.iter().enumerate().map(row).collect()
}

impl Ordinary {
	/// The smallest score that more than a minority of stake lies at or below, else the largest; nothing where rounding
	/// might decide.
	fn median(&self, stake: &[BigRational], scores: &[BigRational]) -> Option<BigRational> {
		let minority = BigRational::one() - ratio(self.kappa.into(), 65_535);
		let behind = |limit: &BigRational| -> BigRational {
			stake.iter().zip(scores).filter(|(_, score)| *score <= limit).map(|(stake, _)| stake).sum()
		};
		let close = |score: &BigRational| (behind(score) - &minority).to_f64().unwrap().abs() < 1e-6;
		if scores.iter().any(close) {
			return None;
		}
		scores.iter().filter(|score| behind(score) > minority).min().or(scores.iter().max()).cloned()
	}

	/// Shares of incentive and of dividends; nothing where rounding might decide or matter much.
	fn shares(&self) -> Option<(Vector, Vector)> {
		let whole: u64 = self.stake.iter().sum();
		let stake: Vector = self.stake.iter().map(|stake| ratio(*stake, whole)).collect();
		let given = |i: usize, j: usize| if i == j { BigRational::zero() } else { ratio(self.weights[i][j].into(), 1) };
		let all = 0..stake.len();
		let weights: Matrix =
			all.clone().map(|i| normalise(&all.clone().map(|j| given(i, j)).collect::<Vector>())).collect();
		let medians =
			transpose(&weights).iter().map(|column| self.median(&stake, column)).collect::<Option<Vector>>()?;
		let clipped = map(&weights, |_, j, weight| weight.min(&medians[j]).clone());
		let ranks: Vector =
			transpose(&clipped).iter().map(|column| column.iter().zip(&stake).map(|(k, a)| k * a).sum()).collect();
		if ranks.iter().sum::<BigRational>() < ratio(1, 1_000) {
			return None;
		}
		let incentive = normalise(&ranks);
		let penalty = ratio(self.bonds_penalty.into(), 65_535);
		let for_bonds = map(&weights, |i, j, weight| weight + &penalty * (&clipped[i][j] - weight));
		let dividends = self.dividends(&stake, &for_bonds, &incentive);
		Some((incentive, dividends))
	}

	fn dividends(&self, stake: &[BigRational], for_bonds: &Matrix, incentive: &[BigRational]) -> Vector {
		let keep = ratio(self.bonds_moving_average, 1_000_000);
		let old: Matrix =
			self.bonds.iter().map(|row| row.iter().map(|bond| ratio((*bond).into(), 65_535)).collect()).collect();
		let average =
			|new: &Matrix, old: &Matrix| map(new, |i, j, new| (BigRational::one() - &keep) * new + &keep * &old[i][j]);
		let earned = |bonds: &Matrix| -> Vector {
			bonds.iter().map(|row| row.iter().zip(incentive).map(|(bond, incentive)| bond * incentive).sum()).collect()
		};
		let dividends = match self.bond_rule {
			BondRule::Yuma2 => {
				let gains = normalise_columns(&map(for_bonds, |i, _, weight| weight * &stake[i]));
				earned(&normalise_columns(&average(&gains, &normalise_columns(&old))))
			},
			BondRule::Yuma3 { .. } => {
				let earned = earned(&normalise_columns(&average(for_bonds, &old)));
				earned.iter().zip(stake).map(|(earned, stake)| earned * stake).collect()
			},
		};
		normalise(&dividends)
	}

	/// What the engine pays to miners and to validators.
	fn paid(&self) -> (Vec<AlphaBalance>, Vec<AlphaBalance>) {
		let parameters = EpochParameters {
			block: 1_000,
			tempo: 360,
			activity_cutoff: 5_000,
			last_mechanism_step_block: 640,
			owner_uid: None,
			kappa: self.kappa,
			bonds_penalty: self.bonds_penalty,
			bonds_moving_average: self.bonds_moving_average,
			bond_rule: self.bond_rule,
			max_allowed_validators: 64,
			stake_threshold: 0,
			emission: AlphaBalance::new(EMISSION),
		};
		let neuron = |stake: &u64| Neuron {
			total_stake: I64F64::from_num(stake * 1_000_000_000),
			last_update: 900,
			block_at_registration: 1,
			validator_permit: true,
			earliest_commit: None,
		};
		let neurons: Vec<_> = self.stake.iter().map(neuron).collect();
		let rows = |matrix: &[Vec<u16>]| -> Vec<SparseRow> {
			let entries = |row: &[u16]| (0..).zip(row.iter().copied()).filter(|entry| entry.1 > 0).collect();
			(0..).zip(matrix).map(|(uid, row)| SparseRow { uid, entries: entries(row) }).collect()
		};
		let (weights, bonds) = (rows(&self.weights), rows(&self.bonds));
		let input = EpochInput { parameters: &parameters, neurons: &neurons, weights: &weights, bonds: &bonds };
		let outcome = taonet_yuma::run(&input).unwrap();
		(outcome.server_emission, outcome.validator_emission)
	}
}

proptest! {
	// Half of the epochs are refused: a tie or hardly any incentive.
	#![proptest_config(ProptestConfig { max_global_rejects: 5_000, ..ProptestConfig::with_cases(1000) })]

	#[test]
	fn payments_are_the_exact_ones_within_the_rounding(epoch in ordinary_epochs()) {
		let shares = epoch.shares();
		prop_assume!(shares.is_some());
		let (incentive, dividends) = shares.unwrap();
		let earned = [&incentive, &dividends].map(|shares| shares.iter().sum::<BigRational>());
		let whole = &earned[0] + &earned[1];
		let (server, validator) = epoch.paid();
		for (shares, paid) in [(incentive, server), (dividends, validator)] {
			for (share, paid) in shares.iter().zip(paid) {
				let exact = (share / &whole).to_f64().unwrap();
				let paid = paid.get() as f64 / EMISSION as f64;
				prop_assert!((exact - paid).abs() < SLACK, "exactly {}, paid {}", exact, paid);
			}
		}
	}
}
