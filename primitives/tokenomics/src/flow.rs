//! The net flow of TAO into a subnet's pool and its moving average.

use crate::amounts::{signed_fixed, ONE_I64F64, ONE_U64F64};
use taonet_types::fixed::{SafeDiv, I64F64, U64F64};

/// A smoothed flow and when it was last advanced. Spec: economics 6.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowAverage {
	/// The block whose step advanced it.
	pub block: u64,
	/// RAO a block; negative where more TAO left than came.
	pub value: I64F64,
}

/// One flow of a subnet as it is stored before the block's step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
	/// RAO that came in less RAO that left since the average was advanced.
	pub counter: i64,
	/// The average; nothing for a subnet that never had one.
	pub average: Option<FlowAverage>,
}

/// The parameters of Taoflow. Spec: economics 6.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowParameters {
	/// Weight of a block's flow in the average, in parts of 2^63 - 1.
	pub smoothing_factor: u64,
	/// RAO a block which a score must exceed to count.
	pub cutoff: I64F64,
	/// The power to which scores are raised; 1 ≤ p ≤ 2.
	pub norm_exponent: U64F64,
	/// Whether what the protocol itself put into pools is subtracted from the flow of the users.
	pub net_flow_enabled: bool,
}

impl FlowParameters {
	/// Half-life of 216 000 blocks (30 days), a window of 86.56 days.
	pub const DEFAULT_SMOOTHING_FACTOR: u64 = 29_597_889_189_277;
}

impl Default for FlowParameters {
	fn default() -> Self {
		Self {
			smoothing_factor: Self::DEFAULT_SMOOTHING_FACTOR,
			cutoff: I64F64::from_bits(0),
			norm_exponent: ONE_U64F64,
			net_flow_enabled: false,
		}
	}
}

/// The weight of a block's flow in the average, cut towards zero.
pub(crate) fn smoothing(factor: u64) -> I64F64 {
	signed_fixed(factor).safe_div(I64F64::saturating_from_num(i64::MAX))
}

impl Flow {
	/// The average after the step of `block`, which is `(1 - a) × old + a × counter` with each product rounded down.
	/// The stored one where it was advanced in this block already.
	///
	/// `smoothing_factor` is in parts of 2^63 - 1. Spec: economics 6.2.
	pub fn advanced(&self, block: u64, smoothing_factor: u64) -> FlowAverage {
		self.advanced_by(block, smoothing(smoothing_factor))
	}

	/// [`Self::advanced`], for many flows with one [`smoothing`] weight.
	pub(crate) fn advanced_by(&self, block: u64, weight: I64F64) -> FlowAverage {
		if let Some(average) = self.average.filter(|average| average.block == block) {
			return average;
		}
		let old = self.average.map_or(I64F64::from_bits(0), |average| average.value);
		// The rules let sums and products of fixed-point numbers stop at the limit.
		let kept = ONE_I64F64.saturating_sub(weight).saturating_mul(old);
		let added = weight.saturating_mul(I64F64::saturating_from_num(self.counter));
		FlowAverage { block, value: kept.saturating_add(added) }
	}

	/// Whether the step of `block` advances the average, so that it must be stored and the counter removed.
	pub fn is_due(&self, block: u64) -> bool {
		self.average.is_none_or(|average| average.block != block)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn default_factor_has_the_weight_that_the_rules_name() {
		assert_eq!(smoothing(FlowParameters::DEFAULT_SMOOTHING_FACTOR).to_bits(), 59_195_778_378_554);
		assert_eq!(smoothing(i64::MAX as u64), 1);
	}

	#[test]
	fn average_follows_the_worked_example() {
		let step = |average, counter, block| {
			Flow { counter, average }.advanced(block, FlowParameters::DEFAULT_SMOOTHING_FACTOR)
		};
		let first = step(None, 1_000_000_000_000, 1);
		assert_eq!(first.value.to_bits(), 59_195_778_378_554_000_000_000_000);
		let second = step(Some(first), 0, 2);
		assert_eq!(second.value.floor(), 3_208_999);
		let third = step(Some(second), -250_000_000_000, 3);
		assert_eq!((third.block, third.value.floor().to_num::<i64>()), (3, 2_406_736));
	}

	#[test]
	fn average_stays_when_it_was_advanced_in_this_block() {
		let average = FlowAverage { block: 7, value: I64F64::from_bits(12_345) };
		let flow = Flow { counter: 1_000_000, average: Some(average) };
		assert_eq!(flow.advanced(7, u64::MAX), average);
		assert!(!flow.is_due(7) && flow.is_due(8));
	}
}
