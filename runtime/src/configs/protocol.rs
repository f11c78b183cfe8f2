//! The protocol's interface, and who stands behind it.

use crate::{Epochs, Leasing, Runtime, Staking, Subnets};
use pallet_chain_parameters::{KeyWaits, Waits as StoredWaits};
use pallet_protocol::domains::Waits;

impl pallet_protocol::Config for Runtime {
	type Subnets = Subnets;
	type Staking = Staking;
	type Leasing = Leasing;
	type Epochs = Epochs;
	type InitialTempo = pallet_chain_parameters::InitialTempo<Runtime>;
	type InitialMaxEpochsPerBlock = pallet_chain_parameters::InitialMaxEpochsPerBlock<Runtime>;
	type Waits = WaitsOfGenesis;
	type WeightInfo = crate::weights::protocol::Measured;
}

/// What the network was started with.
pub struct WaitsOfGenesis;

impl WaitsOfGenesis {
	fn all() -> KeyWaits {
		StoredWaits::<Runtime>::get()
	}
}

impl Waits for WaitsOfGenesis {
	fn set_children() -> u64 {
		Self::all().set_children
	}

	fn pending_children() -> u64 {
		Self::all().pending_children
	}

	fn childkey_take() -> u64 {
		Self::all().childkey_take
	}

	fn hotkey_swap_on_subnet() -> u64 {
		Self::all().hotkey_swap_on_subnet
	}

	fn coldkey_swap_announcement() -> u32 {
		Self::all().coldkey_swap_announcement
	}

	fn coldkey_swap_reannouncement() -> u32 {
		Self::all().coldkey_swap_reannouncement
	}
}
