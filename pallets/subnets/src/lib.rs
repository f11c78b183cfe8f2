//! Subnets and their neurons.
//!
//! # Concepts
//!
//! A subnet is created by a coldkey against a lock cost, which becomes its pool; the coldkey owns it and sets its
//! hyperparameters. A neuron is a hotkey in one of the subnet's slots (uids), registered by its coldkey against a price that
//! falls with time and rises with demand. When all slots are taken a newcomer replaces the neuron that earned least.
//!
//! # State
//!
//! All of it is declared in `pallet_protocol`, in the files `registry`, `keys`, `limits`, `schedule`, `hyperparameters`,
//! `neurons` and `serving`; this pallet alone writes it. Its own storage is what no client knows: how far the dissolution of a
//! subnet has come, and indices.
//!
//! | file | about |
//! | --- | --- |
//! | `access` | does a subnet exist, who may change it |
//! | `keys` | who owns which hotkey, identities |
//! | `renaming` | a hotkey or coldkey that gives way to another |
//! | `limits` | rate limits and the freeze window |
//! | `schedule` | when epochs run |
//! | `hyperparameters` | the values themselves |
//! | `mechanisms` | how many a subnet has, and their shares |
//! | `registration` | creating and starting a subnet, pruning, its symbol and description |
//! | `dissolution` | removing a subnet, step by step |
//! | `neurons` | slots: registration, replacement, trimming |
//! | `serving` | axons, prometheus, certificates |
//! | `genesis` | the subnets that a chain begins with |
//! | `hooks` | what other domains do when something happens here |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod access;
mod dissolution;
mod genesis;
pub mod hooks;
mod hyperparameters;
#[cfg(feature = "try-runtime")]
mod invariants;
mod keys;
mod limits;
mod mechanisms;
mod neurons;
mod registration;
mod renaming;
mod schedule;
mod serving;

pub use access::Authority;
pub use dissolution::{Dissolution, Stage};
pub use genesis::{GenesisNeuron, GenesisPool, GenesisSubnet};
pub use limits::RateLimit;
pub use neurons::EpochVectors;
pub use pallet::*;

/// Storage, events and errors of the protocol.
pub(crate) use pallet_protocol::{Error, Event as ProtocolEvent, Pallet as Protocol};

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{hooks::*, Dissolution, GenesisSubnet};
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_protocol::defaults;
	use taonet_tokenomics::lock_cost::LockSplitRule;
	use taonet_types::{NetUid, TaoBalance};

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// Rules, and who is told what happens here.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
	{
		/// Who holds the alpha of a subnet, and is paid when it is dissolved.
		type AlphaHolders: AlphaHolders<Self::AccountId>;
		/// Domains that remember something by subnet, and forget it when the subnet is dissolved.
		type OnSubnetDissolved: OnSubnetDissolved;
		/// The domain that remembers something by mechanism, and forgets it when the mechanism is removed.
		type OnMechanismRemoved: OnMechanismRemoved;
		/// The domain that remembers something by neuron, and forgets it when the neuron leaves.
		type OnNeuronLeft: OnNeuronLeft<Self::AccountId>;
		/// Domains that do something when a subnet is created.
		type OnSubnetCreated: OnSubnetCreated;
		/// Domains to which it matters which hotkey is the owner's.
		type OnOwnerHotkeyChanged: OnOwnerHotkeyChanged<Self::AccountId>;
		/// How the cost of a new subnet is split between its pool and recycling. Economics D4.
		type LockSplit: LockSplitRule;
		/// Blocks between two trimmings of one subnet by its owner.
		type TrimmingInterval: Get<u64>;
		/// Blocks between two changes of the mechanisms of one subnet by its owner.
		type MechanismInterval: Get<u64>;
	}

	/// Subnets that are being dissolved, and how far that has come. Their netuids are not free yet.
	#[pallet::storage]
	pub type Dissolutions<T: Config> = StorageMap<_, Identity, NetUid, Dissolution, OptionQuery>;

	/// Slots that the hotkeys of a coldkey hold on all subnets together, those being dissolved among them; absent: none.
	///
	/// A coldkey may own any number of hotkeys, so that nothing may go through them.
	#[pallet::storage]
	pub type SlotsOfColdkey<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Which hotkeys a coldkey owns: one entry for each of `Owner`, which is not ordered by coldkey. The list on the wire,
	/// `OwnedHotkeys`, may be too long to be read.
	#[pallet::storage]
	pub type HotkeysOfColdkey<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// Which hotkeys are on a coldkey's list (`StakingHotkeys`) without being owned by it: (coldkey, hotkey). The list itself
	/// may be too long to be read.
	#[pallet::storage]
	pub type StakedBefore<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// What happened here that the wire has no event for.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Nothing is left of a dissolved subnet, and its netuid is free.
		SubnetDissolved {
			/// The subnet.
			netuid: NetUid,
			/// RAO paid to the holders of its alpha.
			paid: TaoBalance,
			/// RAO recycled.
			recycled: TaoBalance,
		},
		/// A step of the dissolution could not be done; it is tried again in the next block.
		DissolutionFailed {
			/// The subnet.
			netuid: NetUid,
			/// What went wrong.
			error: DispatchError,
		},
	}

	/// The subnets that a chain begins with. The balances must be built before them.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Each of them. Without root (netuid 0) nobody can stake on it.
		pub subnets: Vec<GenesisSubnet<T::AccountId>>,
		/// Least blocks between two creations of subnets, on the whole chain; 0 for no limit.
		pub network_rate_limit: u64,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { subnets: Vec::new(), network_rate_limit: defaults::NETWORK_RATE_LIMIT }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::store_network_rate_limit(self.network_rate_limit);
			for subnet in &self.subnets {
				let added = Pallet::<T>::add_genesis_subnet(subnet);
				assert!(added.is_ok(), "genesis subnet {}: {added:?}", subnet.netuid);
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
