//! Values that differ from network to network.
//!
//! One binary and one runtime serve every chain: a production network with 12-second blocks and a local one with
//! 250-millisecond blocks differ in their genesis state alone. This pallet holds that difference. Its values are written
//! once, at genesis; there is no call to change them, because the node reads some of them only when it starts and
//! Aura's slot number cannot follow a change of the slot's length.
//!
//! It has no place on the Bittensor wire. Clients see its values where they expect them: in the metadata constants of the
//! pallets that use them (`Aura.SlotDuration`, `Timestamp.MinimumPeriod`, `SubtensorModule.InitialTempo`).
//!
//! The defaults are those of a production network; none is zero, since integrity tests and the tool that computes the
//! metadata hash run on empty state.

#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(test)]
mod tests;
mod waits;

use core::marker::PhantomData;
use frame_support::traits::Get;

pub use pallet::*;
pub use waits::KeyWaits;

/// Length of a slot where genesis does not say otherwise, in milliseconds.
pub const DEFAULT_SLOT_MILLIS: u64 = 12_000;
/// Blocks between two epochs of a new subnet where genesis does not say otherwise.
pub const DEFAULT_TEMPO: u16 = 360;
/// Most epochs in one block where genesis does not say otherwise.
pub const DEFAULT_EPOCHS_PER_BLOCK: u8 = 2;
/// Blocks between two trimmings of a subnet where genesis does not say otherwise: thirty days.
pub const DEFAULT_TRIMMING_INTERVAL: u64 = 216_000;
/// Blocks between two changes of a subnet's mechanisms where genesis does not say otherwise: a day.
pub const DEFAULT_MECHANISM_INTERVAL: u64 = 7_200;
/// Least number of blocks to the end of a crowdloan where genesis does not say otherwise: seven days.
pub const DEFAULT_MINIMUM_CROWDLOAN_DURATION: u32 = 50_400;
/// Largest number of blocks to the end of a crowdloan where genesis does not say otherwise: sixty days.
pub const DEFAULT_MAXIMUM_CROWDLOAN_DURATION: u32 = 432_000;

/// Length of a slot in milliseconds, for `pallet_aura::Config::SlotDuration`.
pub struct SlotDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for SlotDuration<T> {
	fn get() -> u64 {
		SlotMillis::<T>::get()
	}
}

/// Least time between two blocks in milliseconds, for `pallet_timestamp::Config::MinimumPeriod`: half a slot, rounded
/// down, as Aura asks for.
pub struct MinimumPeriod<T>(PhantomData<T>);

impl<T: Config> Get<u64> for MinimumPeriod<T> {
	fn get() -> u64 {
		SlotMillis::<T>::get() >> 1
	}
}

/// Blocks between two epochs of a new subnet, for `pallet_protocol::Config::InitialTempo`.
pub struct InitialTempo<T>(PhantomData<T>);

impl<T: Config> Get<u16> for InitialTempo<T> {
	fn get() -> u16 {
		NewSubnetTempo::<T>::get()
	}
}

/// Most epochs in one block where root has set nothing, for `pallet_protocol::Config::InitialMaxEpochsPerBlock`.
pub struct InitialMaxEpochsPerBlock<T>(PhantomData<T>);

impl<T: Config> Get<u8> for InitialMaxEpochsPerBlock<T> {
	fn get() -> u8 {
		EpochsPerBlock::<T>::get()
	}
}

/// Blocks between two trimmings of a subnet by its owner, for `pallet_subnets::Config::TrimmingInterval`.
pub struct TrimmingInterval<T>(PhantomData<T>);

impl<T: Config> Get<u64> for TrimmingInterval<T> {
	fn get() -> u64 {
		TrimmingBlocks::<T>::get()
	}
}

/// Blocks between two changes of a subnet's mechanisms by its owner, for `pallet_subnets::Config::MechanismInterval`.
pub struct MechanismInterval<T>(PhantomData<T>);

impl<T: Config> Get<u64> for MechanismInterval<T> {
	fn get() -> u64 {
		MechanismBlocks::<T>::get()
	}
}

/// Least number of blocks to the end of a crowdloan, for `pallet_crowdloan::Config::MinimumBlockDuration`.
pub struct MinimumCrowdloanDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for MinimumCrowdloanDuration<T> {
	fn get() -> u32 {
		CrowdloanMinimumBlocks::<T>::get()
	}
}

/// Largest number of blocks to the end of a crowdloan, for `pallet_crowdloan::Config::MaximumBlockDuration`.
pub struct MaximumCrowdloanDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for MaximumCrowdloanDuration<T> {
	fn get() -> u32 {
		CrowdloanMaximumBlocks::<T>::get()
	}
}

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::{
		KeyWaits, PhantomData, DEFAULT_EPOCHS_PER_BLOCK, DEFAULT_MAXIMUM_CROWDLOAN_DURATION,
		DEFAULT_MECHANISM_INTERVAL, DEFAULT_MINIMUM_CROWDLOAN_DURATION, DEFAULT_SLOT_MILLIS, DEFAULT_TEMPO,
		DEFAULT_TRIMMING_INTERVAL,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{ConstU16, ConstU32, ConstU64, ConstU8},
	};
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Nothing to configure: the values come from genesis.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// Length of a slot in milliseconds.
	#[pallet::storage]
	pub type SlotMillis<T> = StorageValue<_, u64, ValueQuery, ConstU64<DEFAULT_SLOT_MILLIS>>;

	/// Blocks between two epochs of a new subnet.
	#[pallet::storage]
	pub type NewSubnetTempo<T> = StorageValue<_, u16, ValueQuery, ConstU16<DEFAULT_TEMPO>>;

	/// Most epochs in one block where root has set nothing.
	#[pallet::storage]
	pub type EpochsPerBlock<T> = StorageValue<_, u8, ValueQuery, ConstU8<DEFAULT_EPOCHS_PER_BLOCK>>;

	/// Blocks between two trimmings of a subnet by its owner.
	#[pallet::storage]
	pub type TrimmingBlocks<T> = StorageValue<_, u64, ValueQuery, ConstU64<DEFAULT_TRIMMING_INTERVAL>>;

	/// Blocks between two changes of a subnet's mechanisms by its owner.
	#[pallet::storage]
	pub type MechanismBlocks<T> = StorageValue<_, u64, ValueQuery, ConstU64<DEFAULT_MECHANISM_INTERVAL>>;

	/// Least number of blocks to the end of a crowdloan.
	#[pallet::storage]
	pub type CrowdloanMinimumBlocks<T> = StorageValue<_, u32, ValueQuery, ConstU32<DEFAULT_MINIMUM_CROWDLOAN_DURATION>>;

	/// Largest number of blocks to the end of a crowdloan.
	#[pallet::storage]
	pub type CrowdloanMaximumBlocks<T> = StorageValue<_, u32, ValueQuery, ConstU32<DEFAULT_MAXIMUM_CROWDLOAN_DURATION>>;

	/// How long relations between keys take, or may not be changed.
	#[pallet::storage]
	pub type Waits<T> = StorageValue<_, KeyWaits, ValueQuery>;

	/// What a chain specification may say; 0 keeps the default, except in `key_waits`.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Length of a slot in milliseconds.
		pub slot_millis: u64,
		/// Blocks between two epochs of a new subnet.
		pub new_subnet_tempo: u16,
		/// Most epochs in one block where root has set nothing.
		pub epochs_per_block: u8,
		/// Blocks between two trimmings of a subnet by its owner.
		pub trimming_blocks: u64,
		/// Blocks between two changes of a subnet's mechanisms by its owner.
		pub mechanism_blocks: u64,
		/// Least number of blocks to the end of a crowdloan.
		pub crowdloan_minimum_blocks: u32,
		/// Largest number of blocks to the end of a crowdloan.
		pub crowdloan_maximum_blocks: u32,
		/// How long relations between keys take, or may not be changed.
		pub key_waits: KeyWaits,
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if self.slot_millis > 0 {
				SlotMillis::<T>::put(self.slot_millis);
			}
			if self.new_subnet_tempo > 0 {
				NewSubnetTempo::<T>::put(self.new_subnet_tempo);
			}
			if self.epochs_per_block > 0 {
				EpochsPerBlock::<T>::put(self.epochs_per_block);
			}
			if self.trimming_blocks > 0 {
				TrimmingBlocks::<T>::put(self.trimming_blocks);
			}
			if self.mechanism_blocks > 0 {
				MechanismBlocks::<T>::put(self.mechanism_blocks);
			}
			if self.crowdloan_minimum_blocks > 0 {
				CrowdloanMinimumBlocks::<T>::put(self.crowdloan_minimum_blocks);
			}
			if self.crowdloan_maximum_blocks > 0 {
				CrowdloanMaximumBlocks::<T>::put(self.crowdloan_maximum_blocks);
			}
			Waits::<T>::put(self.key_waits);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			// A slot of one millisecond would give a minimum period of zero.
			frame_support::ensure!(SlotMillis::<T>::get() > 1, "SlotMillis: a slot lasts at least 2 milliseconds");
			frame_support::ensure!(
				CrowdloanMinimumBlocks::<T>::get() <= CrowdloanMaximumBlocks::<T>::get(),
				"CrowdloanMinimumBlocks: no crowdloan can end"
			);
			Ok(())
		}
	}
}
