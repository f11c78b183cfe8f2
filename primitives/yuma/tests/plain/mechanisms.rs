//! Several mechanisms of one subnet. Spec: consensus 7.

use super::{epoch::Outcome, input::Row};
use taonet_types::fixed::{SafeDiv, U64F64};

/// What a subnet stores after the epochs of its mechanisms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubnetOutcome {
	/// Rao.
	pub server_emission: Vec<u64>,
	/// Rao.
	pub validator_emission: Vec<u64>,
	/// Rao.
	pub emission: Vec<u64>,
	pub stake_weight: Vec<u16>,
	pub consensus: Vec<u16>,
	pub dividends: Vec<u16>,
	pub validator_trust: Vec<u16>,
	pub active: Vec<bool>,
	pub validator_permit: Vec<bool>,
	/// By mechanism.
	pub incentive: Vec<Vec<u16>>,
	/// By mechanism.
	pub bonds: Vec<Vec<Row>>,
}

/// The part of the emission that each mechanism distributes.
pub fn split_emission(emission: u64, mechanisms: usize, split: Option<&[u16]>) -> Vec<u64> {
	let all = u128::from(emission);
	let part = |mechanism: usize| match split {
		Some(split) => all * u128::from(split.get(mechanism).copied().unwrap_or(0)) / u128::from(u16::MAX),
		None => all / (mechanisms as u128),
	};
	let mut parts: Vec<u64> = (0..mechanisms).map(|m| u64::try_from(part(m)).unwrap_or(u64::MAX)).collect();
	let rest = parts.iter().fold(emission, |rest, part| rest.saturating_sub(*part));
	if let Some(first) = parts.first_mut() {
		*first = first.saturating_add(rest);
	}
	parts
}

/// The outcomes in ascending order of the mechanisms, each with the emission that it distributed.
pub fn aggregate(outcomes: &[(u64, Outcome)]) -> SubnetOutcome {
	let all = outcomes.iter().fold(0u64, |all, (emission, _)| all.saturating_add(*emission));
	let mut subnet = SubnetOutcome::default();
	for (mechanism, (emission, outcome)) in outcomes.iter().enumerate() {
		let weight = match all {
			0 if mechanism == 0 => U64F64::from_num(1),
			_ => U64F64::from_num(*emission).safe_div(U64F64::from_num(all)),
		};
		add_weighted_shares(&mut subnet.stake_weight, &outcome.stake_weight, weight);
		add_weighted_shares(&mut subnet.consensus, &outcome.consensus, weight);
		add_weighted_shares(&mut subnet.dividends, &outcome.dividends, weight);
		add_weighted_shares(&mut subnet.validator_trust, &outcome.validator_trust, weight);
		combine(&mut subnet.emission, &outcome.emission, |sum, value| weighted(sum, value, weight).saturating_to_num());
		combine(&mut subnet.server_emission, &outcome.server_emission, u64::saturating_add);
		combine(&mut subnet.validator_emission, &outcome.validator_emission, u64::saturating_add);
		combine(&mut subnet.active, &outcome.active, |any, value| any || value);
		combine(&mut subnet.validator_permit, &outcome.validator_permit, |any, value| any || value);
		subnet.incentive.push(outcome.incentive.clone());
		subnet.bonds.push(outcome.bonds.clone());
	}
	subnet
}

fn weighted(sum: u64, value: u64, weight: U64F64) -> U64F64 {
	U64F64::from_num(sum).saturating_add(U64F64::from_num(value).saturating_mul(weight))
}

fn add_weighted_shares(sums: &mut Vec<u16>, values: &[u16], weight: U64F64) {
	combine(sums, values, |sum, value| weighted(u64::from(sum), u64::from(value), weight).saturating_to_num());
}

/// Element by element; what is missing so far counts as nothing.
fn combine<T: Copy + Default>(sums: &mut Vec<T>, values: &[T], with: impl Fn(T, T) -> T) {
	sums.resize(sums.len().max(values.len()), T::default());
	for (sum, value) in sums.iter_mut().zip(values) {
		*sum = with(*sum, *value);
	}
}
