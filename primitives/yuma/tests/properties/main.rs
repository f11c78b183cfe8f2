//! What must hold in every epoch.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

mod exact;
#[path = "../generator/mod.rs"]
mod generator;
#[path = "../plain/mod.rs"]
mod plain;

use plain::EngineEpoch;
use proptest::{prelude::*, sample::Index};
use taonet_types::{
	fixed::{I32F32, I64F64},
	AlphaBalance,
};
use taonet_yuma::{aggregate, steps, EpochOutcome};

fn amounts(balances: &[AlphaBalance]) -> Vec<u64> {
	balances.iter().map(|balance| balance.get()).collect()
}

fn total(balances: &[AlphaBalance]) -> u128 {
	balances.iter().map(|balance| u128::from(balance.get())).sum()
}

fn run(epoch: &plain::Epoch) -> EpochOutcome {
	taonet_yuma::run(&EngineEpoch::from(epoch).input()).unwrap()
}

/// In one column, the median of scores by stake, where only stakes move.
fn median(stake: &[u32], scores: &[u32], kappa: u16) -> I32F32 {
	// All stake together is a power of two, so that shares of it are exact.
	let stake: Vec<_> = stake.iter().map(|stake| I32F32::from_bits(i64::from(*stake) << 8)).collect();
	let scores: Vec<_> = scores.iter().map(|score| vec![(0, I32F32::from_bits((*score).into()))]).collect();
	steps::weighted_median(&stake, &scores, 1, kappa)[0]
}

const ALL_STAKE: u32 = 1 << 24;

/// Stakes of 2 to 12 validators, [`ALL_STAKE`] together.
fn stakes() -> impl Strategy<Value = Vec<u32>> {
	prop::collection::vec(0..ALL_STAKE / 12, 1..12).prop_map(|mut stakes| {
		let rest = ALL_STAKE - stakes.iter().sum::<u32>();
		stakes.push(rest);
		stakes
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2000))]

	#[test]
	fn engine_agrees_with_the_plain_model(epoch in generator::epochs()) {
		let (expected, _) = plain::run(&epoch);
		let outcome = run(&epoch);
		prop_assert_eq!(&outcome.active, &expected.active);
		prop_assert_eq!(&outcome.validator_permit, &expected.validator_permit);
		prop_assert_eq!(&outcome.stake_weight, &expected.stake_weight);
		prop_assert_eq!(&outcome.consensus, &expected.consensus);
		prop_assert_eq!(&outcome.incentive, &expected.incentive);
		prop_assert_eq!(&outcome.dividends, &expected.dividends);
		prop_assert_eq!(&outcome.validator_trust, &expected.validator_trust);
		prop_assert_eq!(amounts(&outcome.server_emission), expected.server_emission);
		prop_assert_eq!(amounts(&outcome.validator_emission), expected.validator_emission);
		prop_assert_eq!(amounts(&outcome.emission), expected.emission);
		let mut bonds = vec![Vec::new(); epoch.n];
		for row in outcome.bonds {
			bonds[usize::from(row.uid)] = row.entries;
		}
		prop_assert_eq!(bonds, expected.bonds);
	}

	#[test]
	fn mechanisms_agree_with_the_plain_model(
		epochs in (0..3usize, 0..8usize).prop_flat_map(|(count, neurons)| {
			// Mechanisms of one subnet have the same neurons.
			prop::collection::vec(generator::possible_epochs_of(neurons), count)
		}),
		parts in prop::collection::vec(prop_oneof![1 => Just(0), 2 => 0u64..1 << 62], 3),
	) {
		let engine: Vec<_> = epochs.iter().zip(&parts).map(|(epoch, part)| (AlphaBalance::new(*part), run(epoch))).collect();
		let plain: Vec<_> = epochs.iter().zip(&parts).map(|(epoch, part)| (*part, plain::run(epoch).0)).collect();
		let (engine, plain) = (aggregate(&engine).unwrap(), plain::aggregate(&plain));
		prop_assert_eq!(engine.active, plain.active);
		prop_assert_eq!(engine.validator_permit, plain.validator_permit);
		prop_assert_eq!(engine.stake_weight, plain.stake_weight);
		prop_assert_eq!(engine.consensus, plain.consensus);
		prop_assert_eq!(engine.dividends, plain.dividends);
		prop_assert_eq!(engine.validator_trust, plain.validator_trust);
		prop_assert_eq!(amounts(&engine.server_emission), plain.server_emission);
		prop_assert_eq!(amounts(&engine.validator_emission), plain.validator_emission);
		prop_assert_eq!(amounts(&engine.emission), plain.emission);
	}

	#[test]
	fn no_more_is_paid_than_there_is(epoch in generator::possible_epochs()) {
		let outcome = run(&epoch);
		prop_assert!(total(&outcome.server_emission) + total(&outcome.validator_emission) <= u128::from(epoch.emission));
		prop_assert!(total(&outcome.emission) <= u128::from(epoch.emission));
	}

	#[test]
	fn shares_sum_to_one_within_the_rounding(epoch in generator::possible_epochs()) {
		let outcome = run(&epoch);
		for shares in [&outcome.stake_weight, &outcome.incentive, &outcome.dividends] {
			let sum: u64 = shares.iter().map(|share| u64::from(*share)).sum();
			let nobody = sum == 0;
			// Each share may have lost a part of 65535, and a little more by its own rounding.
			prop_assert!(sum <= 65_535 && (nobody || sum + 2 * shares.len() as u64 >= 65_535), "{:?}", shares);
		}
	}

	#[test]
	fn order_of_rows_makes_no_difference(epoch in generator::epochs(), rotation in 0..24usize) {
		let engine = EngineEpoch::from(&epoch);
		let mut turned = engine.clone();
		for rows in [&mut turned.weights, &mut turned.bonds] {
			let length = rows.len().max(1);
			rows.rotate_left(rotation % length);
			rows.reverse();
		}
		prop_assert_eq!(taonet_yuma::run(&turned.input()), taonet_yuma::run(&engine.input()));
	}

	#[test]
	fn larger_stake_never_means_a_smaller_share_of_stake(
		epoch in generator::possible_epochs(),
		who in any::<Index>(),
		more in 1u64..1 << 50,
	) {
		if epoch.n == 0 {
			return Ok(());
		}
		let who = who.index(epoch.n);
		let mut richer = epoch.clone();
		richer.total_stake[who] = richer.total_stake[who].saturating_add(I64F64::from_num(more));
		prop_assert!(run(&richer).stake_weight[who] >= run(&epoch).stake_weight[who]);
	}

	#[test]
	fn stake_that_moves_to_whoever_rates_a_miner_best_never_lowers_the_consensus_on_it(
		stakes in stakes(),
		seed in prop::collection::vec(0u32..1000, 13),
		kappa in any::<u16>(),
		from in any::<Index>(),
		part in 0.0..1.0f64,
	) {
		let scores = &seed[..stakes.len()];
		let best = (0..scores.len()).max_by_key(|row| scores[*row]).unwrap();
		let from = from.index(stakes.len());
		let mut moved = stakes.clone();
		// Somebody without stake has no voice, so a little stays.
		let amount = (f64::from(stakes[from].saturating_sub(1)) * part) as u32;
		moved[from] -= amount;
		moved[best] += amount;
		prop_assert!(median(&moved, scores, kappa) >= median(&stakes, scores, kappa));
	}

	#[test]
	fn consensus_has_a_majority_behind_it(stakes in stakes(), seed in prop::collection::vec(0u32..50, 13), kappa in any::<u16>()) {
		let scores = &seed[..stakes.len()];
		let consensus = median(&stakes, scores, kappa);
		// The oracle is exact: stake in parts of the whole, against 65535 × (whole - kappa).
		let at_most = |limit: u32| -> u64 {
			let rated = stakes.iter().zip(scores).filter(|(_, score)| **score <= limit);
			rated.map(|(stake, _)| u64::from(*stake)).sum::<u64>() * 65_535
		};
		let minority = u64::from(ALL_STAKE) * u64::from(65_535 - kappa);
		let voting = || stakes.iter().zip(scores).filter(|(stake, _)| **stake > 0).map(|(_, score)| *score);
		let expected = voting().filter(|score| at_most(*score) > minority).min().or(voting().max()).unwrap();
		// kappa / 65535 is rounded down, by less than one unit of stake; only then a tie may fall otherwise.
		prop_assume!(scores.iter().all(|score| at_most(*score).abs_diff(minority) > 65_535));
		prop_assert_eq!(consensus, I32F32::from_bits(expected.into()));
	}
}
