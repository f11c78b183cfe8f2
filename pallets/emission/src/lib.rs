//! The block step: what the protocol does at the beginning of every block, before any extrinsic. Spec: economics 5.
//!
//! This is the only domain with an `on_initialize`. It calls down in the order of the specification; a domain below never
//! decides for itself when its turn comes:
//!
//! 1. swaps of hotkeys of long ago are forgotten, so many a block (staking 12);
//! 2. registration prices fall, and the counters of registrations are reset (subnets 5.2);
//! 3. dissolutions of subnets go on, so many entries a block (subnets 3);
//! 4. timelocked weights whose time has come are revealed, so many a block (consensus 9);
//! 5. new TAO is divided among the subnets and put into their pools, and new alpha is set aside (economics 6 to 9);
//! 6. epochs that are due run, and what had gathered for them is paid out (economics 10, 11);
//! 7. prices are averaged, and root's proportions written down (economics 13.2, 7);
//! 8. children that wait on a subnet whose period began take effect, so many a block (staking 8.2);
//! 9. root dividends are claimed for some coldkeys (economics 12.5);
//! 10. what takes more than a block goes on, so many entries of each: nominations that are too small since the least one was
//!     raised (staking 5); what many people have on a hotkey that gave way to another (staking 11, 12); locks, where it is asked
//!     who shall own a subnet (staking 10.8); contributors of leases (staking 14).
//!
//! | file | about |
//! | --- | --- |
//! | `coinbase` | making TAO, and whom it goes to |
//! | `shares` | each subnet's part of it |
//! | `injection` | putting it into the pools |
//! | `pending` | setting new alpha aside |
//! | `drain` | which epochs run in a block, and what they divide |
//! | `distribution` | who is paid how much of it |
//! | `payouts` | paying |
//! | `earnings` | what readers are told of the last epoch |
//! | `prices` | moving prices, root's proportions |
//! | `settings` | what root sets |
//! | `keys` | a hotkey that gives way to another |
//! | `forgetting` | a subnet is dissolved |
//! | `weights` | what the coinbase and payouts cost |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use coinbase::Coinbase;
pub use pallet::*;
pub use weights::WeightInfo;

/// Entries of storage that dissolutions may visit in one block. A block of 250 milliseconds must bear it beside its
/// extrinsics. Chosen, not measured.
pub const DISSOLUTION_ENTRIES_PER_BLOCK: u32 = 100;

/// Timelocked commits that are decrypted in one block. Where 64 validators of each of 128 subnets commit once in 360 blocks, 23 in
/// a block are to be opened; each takes 8 milliseconds in WASM on two cores of an AMD EPYC (`scripts/weights.sh`).
pub const COMMITS_REVEALED_PER_BLOCK: u32 = 32;

/// Nominations that are looked at in one block while small ones are swept. Each may have to be sold. Chosen, not measured.
pub const NOMINATIONS_SWEPT_PER_BLOCK: u32 = 20;

/// Choices of children that are looked at in one block after an epoch. Chosen, not measured.
pub const CHILDREN_LOOKED_AT_PER_BLOCK: u32 = 50;

/// Swaps of hotkeys that are looked at in one block, whether they are old enough to be forgotten. Chosen, not measured.
pub const SWAPS_LOOKED_AT_PER_BLOCK: u32 = 10;

/// Entries that follow swapped keys in one block. Chosen, not measured.
pub const ENTRIES_SWAPPED_PER_BLOCK: u32 = 100;

/// Sums of locks that are looked at in one block to find out who shall own a subnet. Chosen, not measured.
pub const LOCKS_LOOKED_AT_PER_BLOCK: u32 = 50;

/// Contributors of leases that are paid in one block. Chosen, not measured.
pub const CONTRIBUTORS_PAID_PER_BLOCK: u32 = 25;

mod coinbase;
mod distribution;
mod drain;
mod earnings;
mod forgetting;
mod injection;
#[cfg(feature = "try-runtime")]
mod invariants;
mod keys;
mod payouts;
mod pending;
mod prices;
mod settings;
mod shares;
pub mod weights;

/// Weights and epochs.
pub(crate) use pallet_epoch::Pallet as Epochs;
/// The books.
pub(crate) use pallet_issuance::Pallet as Issuance;
/// Subnets that a crowd leases.
pub(crate) use pallet_leasing::Pallet as Leasing;
/// Storage, events and errors of the protocol.
pub(crate) use pallet_protocol::{Event as ProtocolEvent, Pallet as Protocol};
/// Stake.
pub(crate) use pallet_staking::Pallet as Staking;
/// Subnets and hotkeys.
pub(crate) use pallet_subnets::Pallet as Subnets;
/// The pools.
pub(crate) use pallet_swap::Pallet as Swap;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use taonet_tokenomics::{
		dividends::ChildkeyBurnRule, incentives::IncentiveRule, injection::InjectionCap, shares::ShareRule,
	};
	use taonet_types::{NetUid, TaoBalance};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The domains whose turn comes, and rules.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
		+ pallet_subnets::Config
		+ pallet_staking::Config
		+ pallet_epoch::Config
		+ pallet_leasing::Config
	{
		/// How a block's TAO is divided among the subnets. Economics D1.
		type Shares: ShareRule;
		/// The most alpha that a block puts into a pool. Economics D3.
		type InjectionCap: InjectionCap;
		/// What miners get when their incentives are more than what there is for them. Spec: economics 11.1.
		type Incentives: IncentiveRule;
		/// Who pays what `CKBurn` recycles. Spec: economics 11.2.
		type ChildkeyBurn: ChildkeyBurnRule;
		/// How heavy the epochs of a block and their payouts may be together; one may always run.
		type EpochBudget: Get<Weight>;
		/// What payouts cost.
		type WeightInfo: WeightInfo;
	}

	/// Hotkeys that earned something in the last epoch of a subnet: (netuid, hotkey), one entry for each hotkey on that subnet in
	/// `LastHotkeyEmissionOnNetuid`, which is not ordered by subnet, and whether it stands in the maps of dividends too.
	#[pallet::storage]
	pub type EarnersOfSubnet<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, bool, OptionQuery>;

	/// What could not be done.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The protocol could not buy alpha on a subnet. The TAO was recycled.
		ChainBuyFailed {
			/// The subnet.
			netuid: NetUid,
			/// RAO for which alpha was to be bought.
			tao: TaoBalance,
			/// Why not.
			error: DispatchError,
		},
		/// What a block had for a subnet's pool could not be put there. The TAO was recycled, the alpha not made.
		InjectionRefused {
			/// The subnet.
			netuid: NetUid,
			/// Why not.
			error: DispatchError,
		},
		/// A subnet's new alpha could not be made, or root's part of it, which nobody gets, not be recycled.
		AlphaRefused {
			/// The subnet.
			netuid: NetUid,
			/// Why not.
			error: DispatchError,
		},
		/// The neurons of a subnet are not in order since somebody took it over, or what its epoch found could not be paid. Nobody was
		/// paid; all of it waits for the next epoch.
		DistributionFailed {
			/// The subnet.
			netuid: NetUid,
			/// Why not.
			error: DispatchError,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let mut weight = Staking::<T>::forget_old_swaps(SWAPS_LOOKED_AT_PER_BLOCK);
			// Nothing here makes one or begins to dissolve one. To look for them takes a read for each.
			let subnets = Subnets::<T>::subnets();
			weight.saturating_accrue(Subnets::<T>::decay_prices_and_reset_counters(&subnets));
			weight.saturating_accrue(Subnets::<T>::continue_dissolutions(DISSOLUTION_ENTRIES_PER_BLOCK));
			weight.saturating_accrue(Epochs::<T>::reveal_timelocked(&subnets, COMMITS_REVEALED_PER_BLOCK));
			let coinbase = Self::emit_block(&subnets);
			weight.saturating_accrue(coinbase.weight);
			let begun = Self::drain_and_distribute(&subnets);
			weight.saturating_accrue(begun.weight);
			Self::update_prices(&coinbase.eligible);
			for netuid in begun.netuids {
				weight.saturating_accrue(Staking::<T>::apply_pending_children(netuid));
			}
			weight.saturating_accrue(Staking::<T>::continue_children(CHILDREN_LOOKED_AT_PER_BLOCK));
			weight.saturating_accrue(Staking::<T>::claim_automatically(parent_hash::<T>()));
			weight.saturating_accrue(Staking::<T>::continue_sweep(NOMINATIONS_SWEPT_PER_BLOCK));
			weight.saturating_accrue(Staking::<T>::continue_swaps(ENTRIES_SWAPPED_PER_BLOCK));
			weight.saturating_accrue(Staking::<T>::continue_ownership_checks(LOCKS_LOOKED_AT_PER_BLOCK));
			weight.saturating_accrue(Leasing::<T>::continue_payouts(CONTRIBUTORS_PAID_PER_BLOCK));
			weight
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}

	/// A hash of another length than 32 bytes, which no chain here has, chooses as zeros do.
	fn parent_hash<T: Config>() -> [u8; 32] {
		frame_system::Pallet::<T>::parent_hash().as_ref().try_into().unwrap_or_default()
	}
}
