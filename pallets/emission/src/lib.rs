//! The block step: what the protocol does at the beginning of every block, before any extrinsic. Spec: economics 5.
//!
//! This is the only domain with an `on_initialize`. It calls down in the order of the specification; a domain below never
//! decides for itself when its turn comes:
//!
//! 1. registration prices fall, and the counters of registrations are reset (subnets 5.2);
//! 2. dissolutions of subnets go on, so many entries a block (subnets 3);
//! 3. after the least nomination was raised, the next nominations are looked at (staking 5);
//! 4. children whose time has come take effect, so many a block (staking 8.2);
//! 5. what many people have on a hotkey that gave way to another follows it (staking 11, 12);
//! 6. where it is asked who shall own a subnet, the next locks are looked at (staking 10.8);
//! 7. the next contributors of leases are paid (staking 14).

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

/// Entries of storage that dissolutions may visit in one block. A block of 250 milliseconds must bear it beside its
/// extrinsics. Chosen, not measured.
pub const DISSOLUTION_ENTRIES_PER_BLOCK: u32 = 100;

/// Nominations that are looked at in one block while small ones are swept. Each may have to be sold. Chosen, not measured.
pub const NOMINATIONS_SWEPT_PER_BLOCK: u32 = 20;

/// Choices of children that are looked at in one block after an epoch. Chosen, not measured.
pub const CHILDREN_LOOKED_AT_PER_BLOCK: u32 = 50;

/// Entries that follow swapped keys in one block. Chosen, not measured.
pub const ENTRIES_SWAPPED_PER_BLOCK: u32 = 100;

/// Sums of locks that are looked at in one block to find out who shall own a subnet. Chosen, not measured.
pub const LOCKS_LOOKED_AT_PER_BLOCK: u32 = 50;

/// Contributors of leases that are paid in one block. Chosen, not measured.
pub const CONTRIBUTORS_PAID_PER_BLOCK: u32 = 25;

mod keys;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::{
		CHILDREN_LOOKED_AT_PER_BLOCK, CONTRIBUTORS_PAID_PER_BLOCK, DISSOLUTION_ENTRIES_PER_BLOCK,
		ENTRIES_SWAPPED_PER_BLOCK, LOCKS_LOOKED_AT_PER_BLOCK, NOMINATIONS_SWEPT_PER_BLOCK,
	};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_leasing::Pallet as Leasing;
	use pallet_staking::Pallet as Staking;
	use pallet_subnets::Pallet as Subnets;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The domains whose turn comes.
	#[pallet::config]
	pub trait Config:
		frame_system::Config + pallet_subnets::Config + pallet_staking::Config + pallet_leasing::Config
	{
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let prices = Subnets::<T>::decay_prices_and_reset_counters();
			let dissolutions = Subnets::<T>::continue_dissolutions(DISSOLUTION_ENTRIES_PER_BLOCK);
			let sweep = Staking::<T>::continue_sweep(NOMINATIONS_SWEPT_PER_BLOCK);
			let children = Staking::<T>::continue_children(CHILDREN_LOOKED_AT_PER_BLOCK);
			let swaps = Staking::<T>::continue_swaps(ENTRIES_SWAPPED_PER_BLOCK);
			let ownership = Staking::<T>::continue_ownership_checks(LOCKS_LOOKED_AT_PER_BLOCK);
			let leases = Leasing::<T>::continue_payouts(CONTRIBUTORS_PAID_PER_BLOCK);
			[dissolutions, sweep, children, swaps, ownership, leases].into_iter().fold(prices, Weight::saturating_add)
		}
	}
}
