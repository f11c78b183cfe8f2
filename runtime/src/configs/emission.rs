//! The block step.

use crate::{rules, Runtime};
use frame_support::{
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};

parameter_types! {
	/// What all epochs of a block may take together: a quarter of it. The rest wait for the next block.
	pub const EpochBudget: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
}

impl pallet_emission::Config for Runtime {
	type Shares = rules::Shares;
	type InjectionCap = rules::InjectionCap;
	type Incentives = rules::Incentives;
	type ChildkeyBurn = rules::ChildkeyBurn;
	type EpochBudget = EpochBudget;
	type WeightInfo = crate::weights::emission::Measured;
}
