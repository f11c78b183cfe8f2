//! How much each neuron's voice counts, and who may validate.

use crate::{
	fixed::{self, Bits},
	EpochParameters, Neuron,
};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// The neurons' shares of all stake, by uid, rounded down. Stakes below the threshold count as nothing, the owner's excepted.
/// Spec: consensus 4.2.
pub fn shares(parameters: &EpochParameters, neurons: &[Neuron]) -> Vec<Bits> {
	let counted: Vec<I64F64> = neurons
		.iter()
		.zip(0u16..=u16::MAX)
		.map(|(neuron, uid)| {
			let below = neuron.total_stake.saturating_to_num::<u64>() < parameters.stake_threshold;
			if below && parameters.owner_uid != Some(uid) {
				I64F64::default()
			} else {
				neuron.total_stake
			}
		})
		.collect();
	let sum = counted.iter().fold(I64F64::default(), |sum, stake| sum.wrapping_add(*stake));
	counted
		.into_iter()
		.map(|stake| {
			let share = match (stake.to_bits(), sum.to_bits()) {
				(0, _) => I64F64::default(),
				(_, 0) => stake,
				_ => stake.safe_div(sum),
			};
			share.saturating_to_num::<I32F32>().to_bits()
		})
		.collect()
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
