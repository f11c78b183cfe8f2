//! Values that differ from network to network.
//!
//! One binary and one runtime serve every chain: a production network with 12-second blocks and a local one with
//! 250-millisecond blocks differ in their genesis state alone. This pallet holds that difference. Its values are written
//! once, at genesis; there is no call to change them, because the node reads some of them only when it starts and
//! Aura's slot number cannot follow a change of the slot's length.
//!
//! It has no place on the Bittensor wire. Clients see its values where they expect them: in the metadata constants of the
//! pallets that use them (`Aura.SlotDuration`, `Timestamp.MinimumPeriod`).

#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(test)]
mod tests;

use core::marker::PhantomData;
use frame_support::traits::Get;

pub use pallet::*;

/// Length of a slot where genesis does not say otherwise, in milliseconds.
pub const DEFAULT_SLOT_MILLIS: u64 = 12_000;

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

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::{PhantomData, DEFAULT_SLOT_MILLIS};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Nothing to configure: the values come from genesis.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::type_value]
	pub fn DefaultSlotMillis() -> u64 {
		DEFAULT_SLOT_MILLIS
	}

	/// Length of a slot in milliseconds.
	///
	/// The default is not zero: integrity tests and the tool that computes the metadata hash run on empty state.
	#[pallet::storage]
	pub type SlotMillis<T> = StorageValue<_, u64, ValueQuery, DefaultSlotMillis>;

	/// What a chain specification may say.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Length of a slot in milliseconds; 0 keeps the default of 12 seconds.
		pub slot_millis: u64,
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if self.slot_millis > 0 {
				SlotMillis::<T>::put(self.slot_millis);
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			// A slot of one millisecond would give a minimum period of zero.
			frame_support::ensure!(SlotMillis::<T>::get() > 1, "SlotMillis: a slot lasts at least 2 milliseconds");
			Ok(())
		}
	}
}
