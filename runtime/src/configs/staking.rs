//! Stake.

use crate::{rules, Runtime};
use frame_support::parameter_types;
use taonet_types::TaoBalance;

parameter_types! {
	/// Least amount that can be staked: 0.0005 TAO. Economics D5.
	pub const MinStake: TaoBalance = TaoBalance::new(500_000);
}

impl pallet_staking::Config for Runtime {
	type MinStake = MinStake;
	type ShareSums = rules::ShareSums;
}
