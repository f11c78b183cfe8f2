//! Stake: who has put TAO to work on which hotkey.
//!
//! # Concepts
//!
//! To stake is to buy alpha of a subnet on its pool and to leave it with a hotkey. What a hotkey holds on a subnet is one
//! number, and everybody who staked has a share of it ([`taonet_share_pool`]), so that a dividend reaches all of them by one
//! addition. To unstake is to sell one's part. On root one alpha is one TAO, without a pool. A *nominator* is a coldkey with
//! stake on a hotkey that it does not own.
//!
//! Four building blocks stand behind all calls (spec: staking 4): stake, unstake, shift (on one subnet, without a trade), and
//! the checks that come before each of them.
//!
//! # State
//!
//! What clients see is declared in the file `stake` of `pallet_protocol`; this pallet alone writes it. Its own storage is
//! indices: who holds something on a subnet, so that it can be dissolved step by step, and which hotkeys are already on a
//! coldkey's list, so that no list is ever read.
//!
//! | file | about |
//! | --- | --- |
//! | `positions` | shares, and what they are worth |
//! | `trades` | staking and unstaking |
//! | `limits` | how much may be traded at once |
//! | `checks` | what must hold before stake is added, removed or moved |
//! | `adding`, `removing`, `moving`, `giving_up` | what the calls ask for |
//! | `calls` | which call asks for what |
//! | `minimums` | the least that a nominator may have, and the sweep when it is raised |
//! | `delegates` | what owners of hotkeys take |
//! | `auto_stake` | where earnings are staked |
//! | `alpha_fees` | fees of extrinsics paid in alpha |
//! | `stake_weight` | what a hotkey weighs in consensus |
//! | `settings` | what root sets |
//! | `dissolution` | paying holders and forgetting them when a subnet is dissolved |
//! | `genesis` | the stake that a chain begins with |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod adding;
mod alpha_fees;
mod auto_stake;
mod calls;
mod checks;
mod delegates;
mod dissolution;
mod genesis;
mod giving_up;
#[cfg(feature = "try-runtime")]
mod invariants;
mod limits;
mod minimums;
mod moving;
mod positions;
mod removing;
mod settings;
mod stake_weight;
mod trades;

pub use alpha_fees::MOST_POSITIONS;
pub use genesis::GenesisStake;
pub use pallet::*;
pub use stake_weight::StakeWeight;

/// The books.
pub(crate) use pallet_issuance::Pallet as Issuance;
/// Storage, events and errors of the protocol.
pub(crate) use pallet_protocol::{Error, Event as ProtocolEvent, Pallet as Protocol};
/// Subnets and hotkeys.
pub(crate) use pallet_subnets::Pallet as Subnets;
/// The pools.
pub(crate) use pallet_swap::Pallet as Swap;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::GenesisStake;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_subnets::hooks::Cursor;
	use taonet_share_pool::SumRule;
	use taonet_types::{AlphaBalance, NetUid, TaoBalance};

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// Rules.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
		+ pallet_subnets::Config
	{
		/// Least amount that can be staked, in RAO. Spec: staking 5 (`DefaultMinStake`), D5.
		#[pallet::constant]
		type MinStake: Get<TaoBalance>;
		/// How the sum of a hotkey's shares is rounded. Spec: economics 15.3.
		type ShareSums: SumRule;
	}

	/// Who has a share of a hotkey's stake on a subnet: (netuid, hotkey, coldkey), one entry for each of `AlphaV2`, which is
	/// not ordered by subnet.
	#[pallet::storage]
	pub type HoldersOfSubnet<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// Which hotkeys have any stake on a subnet, be it that nobody has a share of it: one entry for each of
	/// `TotalHotkeyAlpha` or `TotalHotkeySharesV2`, which are not ordered by subnet.
	#[pallet::storage]
	pub type HotkeysOfSubnet<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// Which hotkeys are on a coldkey's list (`StakingHotkeys`) without being owned by it: (coldkey, hotkey). The list itself
	/// may be too long to be read.
	#[pallet::storage]
	pub type StakedBefore<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// Whose earnings on a subnet are staked on a hotkey by choice: (netuid, hotkey, coldkey), one entry for each of
	/// `AutoStakeDestination`, which is not ordered by subnet.
	#[pallet::storage]
	pub type AutoStakersOfSubnet<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// While small nominations are swept: the last entry of [`HoldersOfSubnet`] that was visited, or none at the beginning.
	#[pallet::storage]
	pub type Sweep<T: Config> = StorageValue<_, Option<Cursor>, OptionQuery>;

	/// What happened here that the wire has no event for.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// What was left of a nomination was too small to stay and could not be sold either. It was burned.
		SmallNominationBurned {
			/// Whose it was.
			coldkey: T::AccountId,
			/// On which hotkey.
			hotkey: T::AccountId,
			/// On which subnet.
			netuid: NetUid,
			/// Alpha-rao that were burned.
			alpha: AlphaBalance,
			/// Why it could not be sold.
			error: DispatchError,
		},
		/// What is left of a nomination is too small to stay, but could neither be sold nor burned.
		SmallNominationKept {
			/// Whose it is.
			coldkey: T::AccountId,
			/// On which hotkey.
			hotkey: T::AccountId,
			/// On which subnet.
			netuid: NetUid,
			/// Why it could not be sold.
			error: DispatchError,
		},
		/// After `NominatorMinRequiredStake` was raised all nominations have been looked at.
		SweepFinished,
	}

	/// The stake that a chain begins with. The subnets must be built before it.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Least worth of a nomination, in millionths of `MinStake`; 0 for none. Spec: staking 5, D5.
		pub nominator_min_required_stake: u64,
		/// Who has stake.
		pub stakes: Vec<GenesisStake<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			pallet_protocol::NominatorMinRequiredStake::<T>::put(self.nominator_min_required_stake);
			for stake in &self.stakes {
				let added = Pallet::<T>::add_genesis_stake(stake);
				assert!(added.is_ok(), "genesis stake on {}: {added:?}", stake.netuid);
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}
}
