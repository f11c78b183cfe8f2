//! How much each neuron's voice counts, and who may validate.

use crate::{
	fixed::{self, Bits},
	EpochParameters, Neuron,
};
use alloc::vec::Vec;
use taonet_types::fixed::{I32F32, I64F64};

/// The neurons' shares of all stake, by uid, rounded down. Stakes below the threshold count as nothing, the owner's excepted.
/// Spec: consensus 4.2.
pub fn shares(parameters: &EpochParameters, neurons: &[Neuron]) -> Vec<Bits> {
	let counted: Vec<I64F64> = neurons
		.iter()
		.zip(0u16..=u16::MAX)
		.map(|(neuron, uid)| {
			// Whole alpha-rao, at least 0.
			let whole = (neuron.total_stake.to_bits() >> 64).max(0);
			let below = whole < i128::from(parameters.stake_threshold);
			if below && parameters.owner_uid != Some(uid) {
				I64F64::default()
			} else {
				neuron.total_stake
			}
		})
		.collect();
	let sum = counted.iter().fold(I64F64::default(), |sum, stake| sum.wrapping_add(*stake));
	let share = |stake: I64F64| match (stake.to_bits(), sum.to_bits()) {
		(0, _) => 0,
		(_, 0) => stake.saturating_to_num::<I32F32>().to_bits(),
		_ => fixed::share_of_stake(stake, sum),
	};
	counted.into_iter().map(share).collect()
}

/// Which neurons get a validator permit: the `count` with the largest stake, if it is not 0; of equal ones the higher uids.
/// Spec: consensus 4.3 step 3.
pub fn largest(stake: &[Bits], count: usize) -> Vec<bool> {
	let mut permits: Vec<bool> = stake.iter().map(|&stake| stake != 0).collect();
	let losers = stake.len().saturating_sub(count);
	if losers == 0 {
		return permits;
	}
	let mut order: Vec<(Bits, usize)> = stake.iter().copied().zip(0..).collect();
	if losers < order.len() {
		order.select_nth_unstable(losers);
	}
	for (_, uid) in order.into_iter().take(losers) {
		if let Some(permit) = permits.get_mut(uid) {
			*permit = false;
		}
	}
	permits
}

/// Whether each neuron set weights lately. Spec: consensus 4.3 step 1.
pub fn activity(parameters: &EpochParameters, neurons: &[Neuron]) -> Vec<bool> {
	neurons
		.iter()
		// A sum beyond all blocks is later than any.
		.map(|neuron| neuron.last_update.saturating_add(parameters.activity_cutoff) >= parameters.block)
		.collect()
}

/// Shares of the stake of those neurons that are active and hold a permit; 0 for the others. Spec: consensus 4.3 step 4.
pub fn active_shares(stake: &[Bits], active: &[bool], permits: &[bool]) -> Vec<Bits> {
	let mut shares: Vec<Bits> = stake
		.iter()
		.zip(active.iter().zip(permits))
		.map(|(&stake, (&active, &permit))| if active && permit { stake } else { 0 })
		.collect();
	fixed::normalise(&mut shares);
	shares
}
