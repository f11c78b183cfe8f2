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
//! | `passing_on` | stake that goes to another coldkey without a call |
//! | `minimums` | the least that a nominator may have, and the sweep when it is raised |
//! | `delegates` | what owners of hotkeys take |
//! | `children` | stake that is lent to child keys |
//! | `claims` | what stake on root earns on subnets |
//! | `locks` | locked stake, conviction, ownership by conviction |
//! | `voting` | voting power |
//! | `swaps` | a hotkey or coldkey that gives way to another |
//! | `hooks` | what other domains do then |
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
mod children;
mod claims;
mod delegates;
mod dissolution;
mod genesis;
mod giving_up;
pub mod hooks;
#[cfg(feature = "try-runtime")]
mod invariants;
mod limits;
mod locks;
mod minimums;
mod moving;
mod passing_on;
mod positions;
mod removing;
mod settings;
mod stake_weight;
mod swaps;
mod trades;
mod voting;

pub use alpha_fees::MOST_POSITIONS;
pub use children::{MOST_CHILDREN, MOST_PARENTS};
pub use claims::{BoundedClaims, ClaimRules};
pub use genesis::GenesisStake;
pub use locks::OwnershipCheck;
pub use pallet::*;
pub use stake_weight::{DividendSources, StakeWeight, StakeWeights};
pub use swaps::{HotkeyTransit, GUARD_READS};

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
	use crate::{hooks::OnKeysSwapped, locks::OwnershipCheck, swaps::HotkeyTransit, ClaimRules, GenesisStake};
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_protocol::types::LockState;
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
		/// In which order claims come to the hotkeys of a coldkey, and what is left of them. Spec: economics 12.3, 12.5.
		type ClaimRules: ClaimRules<Self>;
		/// Domains above this one that keep something under a hotkey or a coldkey.
		type OnKeysSwapped: OnKeysSwapped<Self::AccountId>;
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

	/// Whose earnings on a subnet are staked on a hotkey by choice: (netuid, hotkey, coldkey), one entry for each of
	/// `AutoStakeDestination`, which is not ordered by subnet.
	#[pallet::storage]
	pub type AutoStakersOfSubnet<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// On which hotkeys of a subnet a coldkey has a share: (coldkey, netuid, hotkey), one entry for each of `AlphaV2`, which is
	/// not ordered by coldkey.
	#[pallet::storage]
	pub type PositionsOfColdkey<T: Config> = StorageNMap<
		_,
		(NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// Hotkeys that gave way to another one, as long as stake, locks or other things that many people have on them follow:
	/// (netuid, old hotkey). Counted, since payouts ask for each neuron's, and there are hardly ever any.
	#[pallet::storage]
	pub type HotkeyTransits<T: Config> = CountedStorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>),
		HotkeyTransit<T::AccountId>,
		OptionQuery,
	>;

	/// The hotkey in whose place a hotkey stands while a transit goes on: (netuid, new hotkey).
	#[pallet::storage]
	pub type TransitsTo<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, T::AccountId, OptionQuery>;

	/// Hotkeys that gave way to another one everywhere and are nobody's when nothing is left on them, and on how many subnets
	/// something still follows.
	#[pallet::storage]
	pub type HotkeysToDisown<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, OptionQuery>;

	/// Coldkeys that gave way to another one, as long as what they had follows: the new coldkey. Counted as the hotkeys are.
	#[pallet::storage]
	pub type ColdkeyTransits<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId, OptionQuery>;

	/// The coldkey in whose place a coldkey stands while its transit goes on: (new coldkey, old coldkey).
	#[pallet::storage]
	pub type ColdkeyTransitsTo<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId, OptionQuery>;

	/// Where the next block goes on with what follows hotkeys: the last transit it came to.
	#[pallet::storage]
	pub type LastTransit<T: Config> = StorageValue<_, (NetUid, T::AccountId), OptionQuery>;

	/// Where the next block goes on with forgetting swaps of long ago: the last entry of `LastHotkeySwapOnNetuid` that was looked at.
	#[pallet::storage]
	pub type LastSwapLookedAt<T: Config> = StorageValue<_, Cursor, OptionQuery>;

	/// Who names a hotkey as a child in `PendingChildKeys`: (netuid, child, parent).
	#[pallet::storage]
	pub type PendingParents<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// Hotkeys of which a subnet remembers children, parents, a childkey take or a rate limit: (netuid, hotkey).
	#[pallet::storage]
	pub type RelatedHotkeys<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// While pending children of a subnet are applied: the last entry of `PendingChildKeys` that was visited, or none at the
	/// beginning.
	#[pallet::storage]
	pub type ChildrenInTurn<T: Config> = StorageMap<_, Identity, NetUid, Option<Cursor>, OptionQuery>;

	/// Alpha-rao that a hotkey's stakers on root were ever given on a subnet and have not claimed: (netuid, hotkey), one entry
	/// for each rate in `RootClaimable`, which is not ordered by subnet. They are outside the pool and nobody's. What stakers
	/// forfeited stays among them.
	#[pallet::storage]
	pub type UnclaimedOfSubnet<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, AlphaBalance, OptionQuery>;

	/// Where the next claim of a coldkey goes on that has root stake on more hotkeys than one claim looks at: the last hotkey.
	#[pallet::storage]
	pub type NextClaim<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId, OptionQuery>;

	/// Sum of all locks of a subnet that are not in favour of its owner's hotkey: (netuid, whether they decay). What is locked
	/// for the owner's is in `OwnerLock` and `DecayingOwnerLock`.
	#[pallet::storage]
	pub type LocksOfSubnet<T: Config> = StorageDoubleMap<_, Identity, NetUid, Identity, bool, LockState, OptionQuery>;

	/// Who locks perpetually on a subnet: (netuid, coldkey), one entry for each of `DecayingLock`, which is not ordered by
	/// subnet.
	#[pallet::storage]
	pub type PerpetualLockers<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// Hotkeys that were a subnet owner's while something was locked for them, and until which block: (netuid, hotkey). Locks
	/// that were not touched since are all conviction up to then.
	#[pallet::storage]
	pub type FormerOwnerHotkeys<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, OptionQuery>;

	/// Subnets whose most convicted hotkey is being looked for, since somebody may take them over.
	#[pallet::storage]
	pub type OwnershipChecks<T: Config> = StorageMap<_, Identity, NetUid, OwnershipCheck<T::AccountId>, OptionQuery>;

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
		/// A hotkey lends nothing to a child that it has chosen, be it that it did until now: the child has as many parents as it
		/// may have, and each of them has at least as much stake.
		ChildRefused {
			/// On which subnet.
			netuid: NetUid,
			/// Who would lend.
			parent: T::AccountId,
			/// Who would borrow.
			child: T::AccountId,
		},
		/// The children that a hotkey has chosen cannot take effect, since one of them lends to it by now. It lends to the same
		/// children as before.
		ChildrenDropped {
			/// On which subnet.
			netuid: NetUid,
			/// Who has chosen.
			parent: T::AccountId,
		},
		/// After `NominatorMinRequiredStake` was raised all nominations have been looked at.
		SweepFinished,
		/// What root stake has earned on a subnet could not be paid. It can still be claimed.
		RootClaimFailed {
			/// Whose it is.
			coldkey: T::AccountId,
			/// The hotkey on which its root stake lies.
			hotkey: T::AccountId,
			/// On which subnet; root where what was sold on all of them could not be staked there.
			netuid: NetUid,
			/// Why not.
			error: DispatchError,
		},
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
