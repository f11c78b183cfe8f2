//! Subnets and their neurons.

use crate::{rules, Commitments, Emission, Epochs, Leasing, Runtime, Staking};

impl pallet_subnets::Config for Runtime {
	type AlphaHolders = Staking;
	type OnSubnetDissolved = (Commitments, Emission, Epochs, Leasing, Staking);
	type OnNeuronLeft = Commitments;
	type OnSubnetCreated = Staking;
	type OnMechanismRemoved = Epochs;
	type OnOwnerHotkeyChanged = Staking;
	type LockSplit = rules::LockSplit;
	type TrimmingInterval = pallet_chain_parameters::TrimmingInterval<Runtime>;
	type MechanismInterval = pallet_chain_parameters::MechanismInterval<Runtime>;
}
