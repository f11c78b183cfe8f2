//! The mechanisms of a subnet, put together.

use crate::{EpochError, EpochOutcome};
use alloc::vec::Vec;
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance,
};

/// What the epochs of all mechanisms of a subnet say together. All vectors go by uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubnetOutcome {
	/// Whether the neuron set weights lately, in any mechanism.
	pub active: Vec<bool>,
	/// Whether the neuron may validate from now on.
	pub validator_permit: Vec<bool>,
	/// Its share of all stake, parts of 65535.
	pub stake_weight: Vec<u16>,
	/// Its consensus over the mechanisms, parts of 65535.
	pub consensus: Vec<u16>,
	/// Its dividends over the mechanisms, parts of 65535.
	pub dividends: Vec<u16>,
	/// Its validator trust over the mechanisms, parts of 65535.
	pub validator_trust: Vec<u16>,
	/// What it gets as a miner.
	pub server_emission: Vec<AlphaBalance>,
	/// What it gets as a validator.
	pub validator_emission: Vec<AlphaBalance>,
	/// The stored emission, by which neurons are replaced. It weighs every mechanism twice, as the protocol does: it is **not**
	/// the sum of the two above when there are several.
	pub emission: Vec<AlphaBalance>,
}

/// Puts the mechanisms of a subnet together, in the order of their numbers: shares are weighted by each mechanism's part of the
/// emission and rounded down after each, payments are summed, activity and permits are joined.
///
/// `outcomes` holds each mechanism's emission beside what its epoch said. Without any emission mechanism 0 counts alone.
/// Spec: consensus 7.
///
/// # Errors
///
/// The outcomes are not of the same number of neurons.
pub fn aggregate(outcomes: &[(AlphaBalance, EpochOutcome)]) -> Result<SubnetOutcome, EpochError> {
	let expected = outcomes.first().map_or(0, |(_, outcome)| outcome.active.len());
	if let Some((mecid, (_, outcome))) =
		outcomes.iter().enumerate().find(|(_, (_, outcome))| outcome.active.len() != expected)
	{
		return Err(EpochError::MechanismOfOtherLength { mecid, neurons: outcome.active.len(), expected });
	}
	let total = outcomes.iter().fold(0u64, |total, (emission, _)| total.saturating_add(emission.get()));
	let mut subnet = SubnetOutcome::default();
	for (mecid, (emission, outcome)) in outcomes.iter().enumerate() {
		let weight = match (total, mecid) {
			(0, 0) => U64F64::from_num(1),
			(0, _) => U64F64::default(),
			_ => U64F64::from_num(emission.get()).safe_div(U64F64::from_num(total)),
		};
		add_weighted(&mut subnet.stake_weight, &outcome.stake_weight, weight);
		add_weighted(&mut subnet.consensus, &outcome.consensus, weight);
		add_weighted(&mut subnet.dividends, &outcome.dividends, weight);
		add_weighted(&mut subnet.validator_trust, &outcome.validator_trust, weight);
		let weighted_emission = |amount: &AlphaBalance| {
			AlphaBalance::new(U64F64::from_num(amount.get()).saturating_mul(weight).saturating_to_num())
		};
		add(&mut subnet.emission, outcome.emission.iter().map(weighted_emission), AlphaBalance::saturating_add);
		add(&mut subnet.server_emission, outcome.server_emission.iter().copied(), AlphaBalance::saturating_add);
		add(&mut subnet.validator_emission, outcome.validator_emission.iter().copied(), AlphaBalance::saturating_add);
		add(&mut subnet.active, outcome.active.iter().copied(), |a, b| a || b);
		add(&mut subnet.validator_permit, outcome.validator_permit.iter().copied(), |a, b| a || b);
	}
	Ok(subnet)
}

/// Adds `values`, each times `weight` and rounded down. As the sums are whole, so is what rounding down after each would give.
fn add_weighted(sums: &mut Vec<u16>, values: &[u16], weight: U64F64) {
	let weighted = |value: &u16| U64F64::from_num(*value).saturating_mul(weight).saturating_to_num::<u16>();
	add(sums, values.iter().map(weighted), u16::saturating_add);
}

/// Joins `values` to `sums`, element by element; what `sums` lacks is taken as it is.
fn add<T: Copy>(sums: &mut Vec<T>, values: impl Iterator<Item = T>, join: impl Fn(T, T) -> T) {
	for (uid, value) in values.enumerate() {
		match sums.get_mut(uid) {
			Some(sum) => *sum = join(*sum, value),
			None => sums.push(value),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	fn outcome(dividends: u16, emission: u64) -> EpochOutcome {
		EpochOutcome {
			active: vec![dividends > 0],
			dividends: vec![dividends],
			emission: vec![AlphaBalance::new(emission)],
			validator_emission: vec![AlphaBalance::new(emission)],
			..EpochOutcome::default()
		}
	}

	fn alpha(outcomes: [(u64, EpochOutcome); 2]) -> SubnetOutcome {
		aggregate(&outcomes.map(|(emission, outcome)| (AlphaBalance::new(emission), outcome))).unwrap()
	}

	#[test]
	fn shares_are_weighted_by_emission_and_payments_are_summed() {
		let subnet = alpha([(300, outcome(1_001, 300)), (100, outcome(0, 100))]);
		// Three quarters of 1001, rounded down. The stored emission weighs twice: 3/4 of 300 and 1/4 of 100.
		assert_eq!((subnet.dividends, subnet.emission), (vec![750], vec![AlphaBalance::new(250)]));
		assert_eq!(subnet.validator_emission, [AlphaBalance::new(400)]);
		assert_eq!(subnet.active, [true]);
	}

	#[test]
	fn first_mechanism_counts_alone_when_there_is_no_emission() {
		assert_eq!(alpha([(0, outcome(7, 0)), (0, outcome(9, 0))]).dividends, [7]);
	}

	#[test]
	fn mechanisms_are_refused_when_they_have_different_numbers_of_neurons() {
		let outcomes = [(AlphaBalance::ZERO, outcome(1, 0)), (AlphaBalance::ZERO, EpochOutcome::default())];
		let error = EpochError::MechanismOfOtherLength { mecid: 1, neurons: 0, expected: 1 };
		assert_eq!(aggregate(&outcomes), Err(error));
		assert_eq!(aggregate(&[]), Ok(SubnetOutcome::default()));
	}
}
