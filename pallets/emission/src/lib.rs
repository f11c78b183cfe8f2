//! The block step: what the protocol does at the beginning of every block, before any extrinsic. Spec: economics 5.
//!
//! This is the only domain with an `on_initialize`. It calls down in the order of the specification; a domain below never
//! decides for itself when its turn comes:
//!
//! 1. registration prices fall, and the counters of registrations are reset (subnets 5.2);
//! 2. dissolutions of subnets go on, so many entries a block (subnets 3);
//! 3. after the least nomination was raised, the next nominations are looked at (staking 5).

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

/// Entries of storage that dissolutions may visit in one block. A block of 250 milliseconds must bear it beside its
/// extrinsics. Chosen, not measured.
pub const DISSOLUTION_ENTRIES_PER_BLOCK: u32 = 100;

/// Nominations that are looked at in one block while small ones are swept. Each may have to be sold. Chosen, not measured.
pub const NOMINATIONS_SWEPT_PER_BLOCK: u32 = 20;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::{DISSOLUTION_ENTRIES_PER_BLOCK, NOMINATIONS_SWEPT_PER_BLOCK};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_staking::Pallet as Staking;
	use pallet_subnets::Pallet as Subnets;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The domains whose turn comes.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_subnets::Config + pallet_staking::Config {}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let prices = Subnets::<T>::decay_prices_and_reset_counters();
			let dissolutions = Subnets::<T>::continue_dissolutions(DISSOLUTION_ENTRIES_PER_BLOCK);
			let sweep = Staking::<T>::continue_sweep(NOMINATIONS_SWEPT_PER_BLOCK);
			prices.saturating_add(dissolutions).saturating_add(sweep)
		}
	}
}
