//! Subnets and their neurons.

use crate::{rules, Runtime};

impl pallet_subnets::Config for Runtime {
	// Nobody can hold alpha before there is a staking domain.
	type AlphaHolders = ();
	// Nor does another domain remember anything by subnet.
	type OnSubnetDissolved = ();
	type LockSplit = rules::LockSplit;
	type TrimmingInterval = pallet_chain_parameters::TrimmingInterval<Runtime>;
	type MechanismInterval = pallet_chain_parameters::MechanismInterval<Runtime>;
}
