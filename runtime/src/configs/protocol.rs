//! The protocol's interface, and who stands behind it.

use crate::{Runtime, Staking, Subnets};

impl pallet_protocol::Config for Runtime {
	type Subnets = Subnets;
	type Staking = Staking;
	type InitialTempo = pallet_chain_parameters::InitialTempo<Runtime>;
	type WeightInfo = crate::weights::Measured;
}
