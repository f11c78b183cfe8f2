//! The plain second implementation, by itself: what was measured, what the specification shows, and that it never
//! panics.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

mod generator;
#[path = "plain_model/measured.rs"]
mod measured;
mod plain;
#[path = "plain_model/rules.rs"]
mod rules;
#[path = "plain_model/worked_epoch.rs"]
mod worked_epoch;

use plain::{run, EngineEpoch};
use proptest::prelude::*;

proptest! {
	#[test]
	fn every_epoch_has_an_outcome(epoch in generator::epochs()) {
		let (outcome, _) = run(&epoch);
		prop_assert_eq!(outcome.emission.len(), epoch.n);
		prop_assert_eq!(outcome.bonds.len(), epoch.n);
	}

	#[test]
	fn no_more_than_the_emission_is_paid_when_the_stakes_can_exist(epoch in generator::possible_epochs()) {
		let (outcome, _) = run(&epoch);
		let paid = |rao: &[u64]| rao.iter().copied().map(u128::from).sum::<u128>();
		let emission = u128::from(epoch.emission);
		prop_assert!(paid(&outcome.server_emission) + paid(&outcome.validator_emission) <= emission);
		prop_assert!(paid(&outcome.emission) <= emission);
	}

	#[test]
	fn bonds_are_only_stored_for_permitted_validators(epoch in generator::epochs()) {
		let (outcome, _) = run(&epoch);
		for (row, permit) in outcome.bonds.iter().zip(&outcome.validator_permit) {
			prop_assert!(*permit || row.is_empty());
		}
	}

	/// The engine refuses uids that do not exist; the specification lets weights name them.
	#[test]
	fn engine_reads_only_existing_columns_of_a_generated_epoch(epoch in generator::epochs()) {
		let engine = EngineEpoch::from(&epoch);
		let input = engine.input();
		prop_assert_eq!(input.neurons.len(), epoch.n);
		for row in input.weights.iter().chain(input.bonds) {
			prop_assert!(row.entries.iter().all(|(j, _)| usize::from(*j) < epoch.n));
		}
	}
}
