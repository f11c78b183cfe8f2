//! What a rule reads and answers that says which part of a block's TAO a subnet gets.

use crate::flow::{Flow, FlowAverage, FlowParameters};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I96F32, U64F64, U96F32};

/// What share rules read of one eligible subnet, as it stands before the block's step. Spec: economics 6.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShareInputs {
	/// TAO that users staked and unstaked.
	pub user_flow: Flow,
	/// TAO that the protocol itself put in and took out.
	pub protocol_flow: Flow,
	/// The moving price as it is read ([`crate::price::moving_price_read`]).
	pub moving_price: I96F32,
	/// The part of the last epoch's incentive that was withheld; read by [`crate::price_average::PriceAverage`] only.
	pub miner_burned: U96F32,
}

/// The share of one subnet, and what changes in its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SubnetShare {
	/// The part of the block's TAO before the emission switch is looked at, rounded down.
	pub share: U64F64,
	/// When there is one: store it as the average of the users' flow and remove the counter.
	pub user_flow: Option<FlowAverage>,
	/// When there is one: store it as the average of the protocol's flow and remove the counter.
	pub protocol_flow: Option<FlowAverage>,
}

/// A rule that divides a block's TAO among the eligible subnets. Decision D1: [`crate::taoflow::Taoflow`] is in force,
/// [`crate::price_average::PriceAverage`] is what the reference of June 2026 did. Spec: economics 6.
pub trait ShareRule {
	/// The shares in the order of `subnets`, all eligible ones. They sum to at most 1.
	fn shares(block: u64, parameters: &FlowParameters, subnets: &[ShareInputs]) -> Vec<SubnetShare>;
}

/// Each value over the sum of all, rounded down; zeros where the sum is zero.
pub(crate) fn parts_of_sum(values: &[U64F64]) -> Vec<U64F64> {
	let sum = sum(values);
	values.iter().map(|value| value.safe_div(sum)).collect()
}

/// The sum. It stops at the limit of the type, which no share, weight or price comes near.
pub(crate) fn sum(values: &[U64F64]) -> U64F64 {
	values.iter().fold(U64F64::from_bits(0), |sum, value| sum.saturating_add(*value))
}
