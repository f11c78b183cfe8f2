//! The steps of an epoch, one after the other. Spec: consensus 4.3.

use super::{
	bonds::{yuma2, yuma3, Bonds},
	emission::{rao, shares, Shares},
	input::{Epoch, Row},
	matrix::Matrix,
	median::weighted_median,
	numbers::{normalise, share, to_share},
	stake::{active_stake, inactive, new_permits, permits_now, stake_shares},
	weights::{clip, masked_weights, ranks, validator_trust, weights_for_bonds},
};
use taonet_types::fixed::I32F32;

/// What an epoch says, by uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
	/// Rao.
	pub server_emission: Vec<u64>,
	/// Rao.
	pub validator_emission: Vec<u64>,
	/// Rao.
	pub emission: Vec<u64>,
	pub stake_weight: Vec<u16>,
	pub consensus: Vec<u16>,
	pub incentive: Vec<u16>,
	pub dividends: Vec<u16>,
	pub validator_trust: Vec<u16>,
	pub active: Vec<bool>,
	pub validator_permit: Vec<bool>,
	pub bonds: Vec<Row>,
}

/// What it said on the way, to find where a difference starts.
#[derive(Clone, Debug)]
pub struct Trace {
	pub stake: Vec<I32F32>,
	pub active_stake: Vec<I32F32>,
	pub weights: Matrix,
	pub consensus: Vec<I32F32>,
	pub clipped: Matrix,
	pub validator_trust: Vec<I32F32>,
	pub ranks: Vec<I32F32>,
	pub incentive: Vec<I32F32>,
	pub weights_for_bonds: Matrix,
	pub old_bonds: Matrix,
	pub instant_bonds: Option<Matrix>,
	pub average_bonds: Option<Matrix>,
	pub normalised_bonds: Matrix,
	pub dividends: Vec<I32F32>,
	pub server: Vec<I32F32>,
	pub validator: Vec<I32F32>,
	pub combined: Vec<I32F32>,
}

/// Runs the epoch of one mechanism.
pub fn run(epoch: &Epoch) -> (Outcome, Trace) {
	let epoch = &epoch.padded();
	let stake = stake_shares(epoch);
	let inactive = inactive(epoch);
	let permits = permits_now(epoch);
	let mut next_permits = new_permits(&stake, usize::from(epoch.max_allowed_validators));
	if let Some(permit) = epoch.owner_uid.and_then(|owner| next_permits.get_mut(usize::from(owner))) {
		*permit = true;
	}
	let active_stake = active_stake(&stake, &inactive, &permits);
	let weights = masked_weights(epoch, &permits);
	let consensus = weighted_median(&active_stake, &weights, share(epoch.kappa));
	let clipped = clip(&weights, &consensus);
	let validator_trust = validator_trust(&clipped);
	let ranks = ranks(&active_stake, &clipped);
	let incentive = normalise(&ranks);
	let weights_for_bonds = weights_for_bonds(&weights, &clipped, epoch.bonds_penalty);
	let Bonds { old, instant, average, normalised, dividends, stored } = if epoch.yuma3 {
		yuma3(epoch, &weights_for_bonds, &consensus, &incentive, &active_stake)
	} else {
		yuma2(epoch, &weights_for_bonds, &incentive, &active_stake)
	};
	let Shares { server, validator, combined } = shares(&incentive, &dividends, &stake, &active_stake);

	let paid = |shares: &[I32F32]| shares.iter().map(|share| rao(*share, epoch.emission)).collect();
	let outcome = Outcome {
		server_emission: paid(&server),
		validator_emission: paid(&validator),
		emission: paid(&combined),
		stake_weight: to_shares(&stake),
		consensus: to_shares(&consensus),
		incentive: to_shares(&incentive),
		dividends: to_shares(&dividends),
		validator_trust: to_shares(&validator_trust),
		active: inactive.iter().map(|inactive| !inactive).collect(),
		bonds: stored_bonds(&stored, &next_permits),
		validator_permit: next_permits,
	};
	let trace = Trace {
		stake,
		active_stake,
		weights,
		consensus,
		clipped,
		validator_trust,
		ranks,
		incentive,
		weights_for_bonds,
		old_bonds: old,
		instant_bonds: instant,
		average_bonds: average,
		normalised_bonds: normalised,
		dividends,
		server,
		validator,
		combined,
	};
	(outcome, trace)
}

fn to_shares(values: &[I32F32]) -> Vec<u16> {
	values.iter().copied().map(to_share).collect()
}

/// Entries that become 0 stay entries; rows without the new permit become empty. Spec: consensus 6.
fn stored_bonds(bonds: &Matrix, permits: &[bool]) -> Vec<Row> {
	let entry = |(j, value)| Some((u16::try_from(j).ok()?, to_share(value)));
	let row = |i| if permits[i] { bonds.row(i).into_iter().filter_map(entry).collect() } else { Row::new() };
	(0..bonds.rows()).map(row).collect()
}
