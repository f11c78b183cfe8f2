//! Subnets and their neurons.

use crate::{rules, Runtime, Staking};

impl pallet_subnets::Config for Runtime {
	type AlphaHolders = Staking;
	type OnSubnetDissolved = Staking;
	type LockSplit = rules::LockSplit;
	type TrimmingInterval = pallet_chain_parameters::TrimmingInterval<Runtime>;
	type MechanismInterval = pallet_chain_parameters::MechanismInterval<Runtime>;
}
