//! The epoch itself, step by step.

use crate::{
	bonds, consensus,
	fixed::{self, Bits},
	stake, EpochError, EpochInput, SparseRow,
};
use alloc::vec::Vec;
use taonet_types::AlphaBalance;

/// What an epoch of one mechanism says. Vectors of one element a neuron go by uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochOutcome {
	/// Whether the neuron set weights lately.
	pub active: Vec<bool>,
	/// Whether the neuron may validate from now on.
	pub validator_permit: Vec<bool>,
	/// Its share of all stake, parts of 65535, rounded down.
	pub stake_weight: Vec<u16>,
	/// The weight that a majority of stake gives it, parts of 65535, rounded down.
	pub consensus: Vec<u16>,
	/// Its share of all incentive, parts of 65535, rounded down.
	pub incentive: Vec<u16>,
	/// Its share of all dividends, parts of 65535, rounded down.
	pub dividends: Vec<u16>,
	/// How much of the weights that it gave is within consensus, parts of 65535, rounded down.
	pub validator_trust: Vec<u16>,
	/// What it gets as a miner, rounded down.
	pub server_emission: Vec<AlphaBalance>,
	/// What it gets as a validator, rounded down.
	pub validator_emission: Vec<AlphaBalance>,
	/// What it gets as both, rounded down by itself.
	pub emission: Vec<AlphaBalance>,
	/// Bonds to store, in the order of uids: rows of those that may validate from now on and have bonds. Everybody else's is to
	/// be stored as empty. Values in parts of 65535, rounded down; those that became 0 are entries too.
	pub bonds: Vec<SparseRow>,
}

/// Runs Yuma Consensus for one mechanism. Takes time in proportion to the number of neurons (times its logarithm at most) and
/// of entries of the two matrices.
///
/// All arithmetic is I32F32 (for total stakes I64F64): products are rounded down, quotients cut towards zero. What gets lost by
/// it is given to nobody.
/// Spec: consensus 4.
///
/// # Errors
///
/// What is wrong with the input, see [`EpochError`].
pub fn run(input: &EpochInput<'_>) -> Result<EpochOutcome, EpochError> {
	input.check()?;
	let EpochInput { parameters, neurons, .. } = *input;
	let with_owner = |mut permits: Vec<bool>| {
		if let Some(permit) = parameters.owner_uid.and_then(|uid| permits.get_mut(usize::from(uid))) {
			*permit = true;
		}
		permits
	};
	let permits = with_owner(neurons.iter().map(|neuron| neuron.validator_permit).collect());
	let stake = stake::shares(parameters, neurons);
	let active = stake::activity(parameters, neurons);
	let active_stake = stake::active_shares(&stake, &active, &permits);

	let weights = consensus::weights(input, &permits);
	// One large list serves the medians and then the bonds.
	let mut list = Vec::new();
	let voters = consensus::Voters::new(&active_stake, parameters.kappa);
	let consensus = voters.medians(&weights, neurons.len(), &mut list);
	let consensus::Clipped { validator_trust, ranks } = consensus::clip(&weights, &consensus, &active_stake);
	let mut incentive = ranks.clone();
	fixed::normalise(&mut incentive);

	let validator_permit = with_owner(stake::largest(&stake, parameters.max_allowed_validators.into()));
	let weights = consensus::WeightsForBonds::new(&weights, parameters.bonds_penalty);
	let standing = bonds::Standing {
		active_stake: &active_stake,
		consensus: &consensus,
		ranks: &ranks,
		incentive: &incentive,
		validator_permit: &validator_permit,
	};
	let bonds = bonds::update(input, weights, &standing, list);
	let emission = Emission::new(&incentive, &bonds.dividends, &stake, &active_stake);
	Ok(EpochOutcome {
		stake_weight: to_u16_shares(&stake),
		consensus: to_u16_shares(&consensus),
		incentive: to_u16_shares(&incentive),
		dividends: to_u16_shares(&bonds.dividends),
		validator_trust: to_u16_shares(&validator_trust),
		server_emission: parts_of(parameters.emission, &emission.server),
		validator_emission: parts_of(parameters.emission, &emission.validator),
		emission: parts_of(parameters.emission, &emission.combined),
		bonds: bonds.stored,
		active,
		validator_permit,
	})
}

/// Shares of the emission. Spec: consensus 6 steps 1 to 3.
struct Emission {
	server: Vec<Bits>,
	validator: Vec<Bits>,
	combined: Vec<Bits>,
}

impl Emission {
	fn new(incentive: &[Bits], dividends: &[Bits], stake: &[Bits], active_stake: &[Bits]) -> Self {
		let combined: Vec<Bits> =
			incentive.iter().zip(dividends).map(|(incentive, dividend)| incentive.wrapping_add(*dividend)).collect();
		let total = fixed::sum(combined.iter().copied());
		if total == 0 {
			// Nobody earned anything: validators get it by stake.
			let by_stake = if active_stake.iter().all(|&stake| stake == 0) { stake } else { active_stake };
			return Self {
				server: alloc::vec![0; incentive.len()],
				validator: by_stake.to_vec(),
				combined: by_stake.to_vec(),
			};
		}
		let whole = fixed::Whole::new(total);
		let shares = |parts: &[Bits]| parts.iter().map(|&part| whole.share_of(part)).collect();
		Self { server: shares(incentive), validator: shares(dividends), combined: shares(&combined) }
	}
}

/// Parts of an amount by shares, each rounded down. Spec: consensus 6 step 4.
fn parts_of(amount: AlphaBalance, shares: &[Bits]) -> Vec<AlphaBalance> {
	shares.iter().map(|&share| AlphaBalance::new(fixed::part_of(amount.get(), share))).collect()
}

fn to_u16_shares(shares: &[Bits]) -> Vec<u16> {
	shares.iter().map(|&share| fixed::to_u16_share(share)).collect()
}
