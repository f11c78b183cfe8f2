//! The epoch of a subnet: Yuma Consensus on what is stored. Spec: consensus 4 to 7.

use crate::{
	bounds::Work,
	loading::{MechanismInput, SharedInput},
	Config, Event, Pallet, Protocol, ProtocolEvent, Staking, Subnets,
};
use alloc::{string::ToString, vec::Vec};
use frame_support::weights::Weight;
use pallet_protocol::{MechanismCountCurrent, MechanismEmissionSplit};
use pallet_subnets::EpochVectors;
use taonet_tokenomics::{incentives::EpochResult, mechanisms::split_between_mechanisms};
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};
use taonet_yuma::{EpochError, EpochInput, EpochOutcome, EpochParameters, SparseRow, SubnetOutcome};

/// What an epoch found, and what it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochReport<AccountId> {
	/// What each hotkey of the subnet earned, summed over mechanisms, in the order of the accounts. None at all where the epoch could
	/// not be run.
	pub results: Vec<(AccountId, EpochResult)>,
	/// What it weighed.
	pub weight: Weight,
}

/// What one mechanism's epoch says, before it is stored.
struct MechanismOutcome {
	index: NetUidStorageIndex,
	incentive: Vec<u16>,
	server_emission: Vec<AlphaBalance>,
	/// Rows that are other than before.
	bonds: Vec<SparseRow>,
}

/// What all mechanisms say.
struct EpochOutcomes {
	mechanisms: Vec<MechanismOutcome>,
	subnet: SubnetOutcome,
	work: Work,
}

/// A mechanism that could not be run, and why.
type Failure = (NetUidStorageIndex, EpochError);

impl<T: Config> Pallet<T> {
	/// Runs the subnet's epoch, which gives out `emission`, in alpha-rao, and stores what it says of the neurons. `hotkeys` are those
	/// that [`Self::hotkeys`] answers. Paying out, and remembering that it was done, are the caller's matter.
	///
	/// Where what is stored cannot be an epoch's input nothing is changed, and the event `EpochFailed` tells why.
	pub fn run_epoch(netuid: NetUid, hotkeys: Vec<T::AccountId>, emission: AlphaBalance) -> EpochReport<T::AccountId> {
		let shared = Self::shared_input(netuid, hotkeys);
		let EpochOutcomes { mechanisms, subnet, mut work } = match Self::run_mechanisms(netuid, &shared, emission) {
			Ok(outcomes) => outcomes,
			Err((index, error)) => {
				Self::deposit_event(Event::EpochFailed { index, reason: error.to_string().into_bytes() });
				return EpochReport { results: Vec::new(), weight: Self::epoch_weight(netuid) };
			},
		};
		let count = mechanisms.len();
		mechanisms.into_iter().for_each(Self::store_mechanism);
		work.add(Self::count_votes(netuid, &shared, &subnet, count));
		let results = results(shared.hotkeys, &subnet);
		Subnets::<T>::store_epoch_vectors(netuid, vectors(subnet));
		EpochReport { results, weight: Self::weight_of(work) }
	}

	/// Runs all mechanisms, all with the permits of before, and stores nothing.
	fn run_mechanisms(
		netuid: NetUid,
		shared: &SharedInput<T::AccountId>,
		emission: AlphaBalance,
	) -> Result<EpochOutcomes, Failure> {
		let split = MechanismEmissionSplit::<T>::get(netuid);
		let emissions =
			split_between_mechanisms(emission, MechanismCountCurrent::<T>::get(netuid).get(), split.as_deref());
		let (mut mechanisms, mut outcomes, mut work) = (Vec::new(), Vec::new(), shared.work);
		for (emission, mecid) in emissions.into_iter().zip(0u8..=u8::MAX) {
			// No subnet or mechanism has a number without an index.
			let Some(index) = NetUidStorageIndex::of(netuid, MechId::new(mecid)) else { continue };
			let input = Self::mechanism_input(index, shared);
			let mut outcome = run_mechanism(&shared.parameters, &input, emission).map_err(|error| (index, error))?;
			let bonds = changed_rows(&input.bonds, core::mem::take(&mut outcome.bonds));
			work.add(input.work);
			work.add(Work::of_bonds(bonds.len()));
			mechanisms.push(MechanismOutcome {
				index,
				incentive: core::mem::take(&mut outcome.incentive),
				server_emission: outcome.server_emission.clone(),
				bonds,
			});
			outcomes.push((emission, outcome));
		}
		// They are all of the same number of neurons.
		let subnet =
			taonet_yuma::aggregate(&outcomes).map_err(|error| (netuid.try_into().unwrap_or_default(), error))?;
		Ok(EpochOutcomes { mechanisms, subnet, work })
	}

	fn store_mechanism(outcome: MechanismOutcome) {
		let MechanismOutcome { index, incentive, server_emission, bonds } = outcome;
		Subnets::<T>::store_incentive(index, incentive);
		Protocol::<T>::deposit_event(ProtocolEvent::IncentiveAlphaEmittedToMiners {
			netuid: index,
			emissions: server_emission,
		});
		for SparseRow { uid, entries } in bonds {
			Subnets::<T>::store_bonds(index, uid, entries);
		}
	}

	/// Takes the stakes into the averages of voting power. Each mechanism counts them once more. Spec: consensus 7, 7.1.
	fn count_votes(
		netuid: NetUid,
		shared: &SharedInput<T::AccountId>,
		subnet: &SubnetOutcome,
		mechanisms: usize,
	) -> Work {
		let work = Self::work_of_voting(netuid, u16::try_from(shared.hotkeys.len()).unwrap_or(u16::MAX));
		let times = u64::try_from(mechanisms).unwrap_or(u64::MAX);
		let votes: Vec<_> = shared
			.hotkeys
			.iter()
			.zip(&shared.neurons)
			.zip(&subnet.validator_permit)
			.map(|((hotkey, neuron), has_permit)| {
				// A stake is far from the limit.
				let stake = neuron.total_stake.saturating_to_num::<u64>().saturating_mul(times);
				(hotkey.clone(), stake, *has_permit)
			})
			.collect();
		Staking::<T>::update_voting_power(netuid, &votes);
		work
	}
}

fn run_mechanism(
	shared: &EpochParameters,
	input: &MechanismInput,
	emission: AlphaBalance,
) -> Result<EpochOutcome, EpochError> {
	let MechanismInput { neurons, weights, bonds, .. } = input;
	let parameters = &EpochParameters { emission, ..shared.clone() };
	taonet_yuma::run(&EpochInput { parameters, neurons, weights, bonds })
}

/// The rows that have to be written so that `new` is what is stored instead of `old`: empty ones of those who have none any more.
/// Both are in the order of uids, and none of them is empty.
fn changed_rows(old: &[SparseRow], new: Vec<SparseRow>) -> Vec<SparseRow> {
	let entries_in = |rows: &[SparseRow], uid: u16| rows.binary_search_by_key(&uid, |row| row.uid);
	let gone: Vec<SparseRow> = old
		.iter()
		.filter(|row| entries_in(&new, row.uid).is_err())
		.map(|row| SparseRow { uid: row.uid, entries: Vec::new() })
		.collect();
	let is_other = |row: &SparseRow| entries_in(old, row.uid).ok().and_then(|place| old.get(place)) != Some(row);
	new.into_iter().filter(is_other).chain(gone).collect()
}

/// What each hotkey earned, in the order of the accounts.
fn results<AccountId: Ord>(hotkeys: Vec<AccountId>, subnet: &SubnetOutcome) -> Vec<(AccountId, EpochResult)> {
	let earned = subnet.server_emission.iter().zip(&subnet.validator_emission);
	let mut results: Vec<_> = hotkeys
		.into_iter()
		.zip(earned)
		.map(|(hotkey, (incentive, dividend))| (hotkey, EpochResult { incentive: *incentive, dividend: *dividend }))
		.collect();
	results.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
	results
}

fn vectors(subnet: SubnetOutcome) -> EpochVectors {
	let SubnetOutcome {
		active, validator_permit, stake_weight, consensus, dividends, validator_trust, emission, ..
	} = subnet;
	EpochVectors { active, validator_permit, consensus, dividends, validator_trust, stake_weight, emission }
}

#[cfg(test)]
mod tests {
	use super::*;

	fn row(uid: u16, entries: &[(u16, u16)]) -> SparseRow {
		SparseRow { uid, entries: entries.to_vec() }
	}

	#[test]
	fn only_bonds_that_changed_are_written() {
		let old = [row(0, &[(3, 7)]), row(2, &[(3, 8)]), row(4, &[(3, 9)])];
		let new = alloc::vec![row(0, &[(3, 7)]), row(1, &[(3, 1)]), row(4, &[(3, 9), (5, 0)])];
		let written = [row(1, &[(3, 1)]), row(4, &[(3, 9), (5, 0)]), row(2, &[])];
		assert_eq!(changed_rows(&old, new), written);
		assert_eq!(changed_rows(&old, old.to_vec()), []);
	}

	#[test]
	fn results_are_in_the_order_of_the_accounts() {
		let alpha = |amounts: [u64; 2]| amounts.map(AlphaBalance::new).to_vec();
		let subnet = SubnetOutcome {
			server_emission: alpha([1, 2]),
			validator_emission: alpha([3, 4]),
			..SubnetOutcome::default()
		};
		let result = |incentive, dividend| EpochResult {
			incentive: AlphaBalance::new(incentive),
			dividend: AlphaBalance::new(dividend),
		};
		assert_eq!(results(alloc::vec!["b", "a"], &subnet), [("a", result(2, 4)), ("b", result(1, 3))]);
	}
}
