//! Subnets and their neurons.

use crate::{rules, Leasing, Runtime, Staking};

impl pallet_subnets::Config for Runtime {
	type AlphaHolders = Staking;
	type OnSubnetDissolved = (Leasing, Staking);
	type OnSubnetCreated = Staking;
	type OnOwnerHotkeyChanged = Staking;
	type LockSplit = rules::LockSplit;
	type TrimmingInterval = pallet_chain_parameters::TrimmingInterval<Runtime>;
	type MechanismInterval = pallet_chain_parameters::MechanismInterval<Runtime>;
}
