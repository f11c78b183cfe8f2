//! Weights, and the epoch of a subnet: from what validators say of miners to who earned what.
//!
//! # Concepts
//!
//! A validator sets weights on miners. Where a subnet asks for it, it commits to them first, so that nobody copies them: by their
//! hash, and reveals them itself an epoch or more later; or encrypted for a round of drand, and the chain reveals them
//! when that round is signed.
//!
//! # State
//!
//! Commitments are declared in `pallet_protocol` (`storage/weights.rs`) and written here alone. Weights themselves are stored by
//! subnets, with the neurons.
//!
//! | file | about |
//! | --- | --- |
//! | `calls` | the calls, and what is checked first |
//! | `checks` | what is checked before a free call enters a block |
//! | `neurons` | who may say something, and when again |
//! | `setting` | checking and storing weights |
//! | `batches` | several subnets in one call |
//! | `commits`, `reveals` | committing by a hash, and revealing |
//! | `timelocked` | committing by encrypting |
//! | `queues` | which encrypted weights wait |
//! | `records` | who has what among them, and how much fits in |
//! | `opening` | the step of each block that opens them |
//! | `ciphertext` | reading them, and why they cannot be read |
//! | `renaming`, `forgetting` | hotkeys that give way to others; subnets and mechanisms that are no more |
//! | `loading` | what an epoch reads |
//! | `commit_blocks` | since when weights are on their way |
//! | `run` | running it, and storing what it says |
//! | `bounds` | how much it does |
//! | `weights` | what that costs |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod batches;
mod bounds;
mod calls;
mod checks;
mod ciphertext;
mod commit_blocks;
mod commits;
mod forgetting;
#[cfg(feature = "try-runtime")]
mod invariants;
mod loading;
mod neurons;
mod opening;
mod queues;
mod records;
mod renaming;
mod reveals;
mod run;
mod setting;
mod timelocked;
pub mod weights;

pub use ciphertext::DropReason;
pub use commits::MOST_COMMITS;
pub use opening::{LastTurns, RevealWait, MOST_BLOCKS_AWAITED};
pub use pallet::*;
pub use queues::{OpenedQueue, Queues};
pub use records::{
	Committer, QueueRecord, TimelockedCommit, MOST_BYTES_OF_HOTKEY, MOST_BYTES_OF_QUEUE, MOST_COMMITS_OF_HOTKEY,
	MOST_COMMITS_OF_QUEUE,
};
pub use reveals::{Revealed, MOST_SALT};
pub use run::EpochReport;
pub use weights::WeightInfo;

/// Storage, events and errors of the protocol.
pub(crate) use pallet_protocol::{Error, Event as ProtocolEvent, Pallet as Protocol};
/// What stands behind a hotkey.
pub(crate) use pallet_staking::Pallet as Staking;
/// Subnets and neurons.
pub(crate) use pallet_subnets::Pallet as Subnets;

/// Where the signatures of drand's rounds are found.
pub trait Pulses {
	/// The last round whose signature is known; 0 for none.
	fn last_round() -> u64;
	/// The signature of a round (48 bytes, a point of G1), if it is known.
	fn signature(round: u64) -> Option<alloc::vec::Vec<u8>>;
}

/// No round is known.
impl Pulses for () {
	fn last_round() -> u64 {
		0
	}

	fn signature(_: u64) -> Option<alloc::vec::Vec<u8>> {
		None
	}
}

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::BlockNumberFor;
	use pallet_subnets::hooks::Cursor;
	use taonet_types::{NetUid, NetUidStorageIndex};

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// What this domain builds on.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
		+ pallet_subnets::Config
		+ pallet_staking::Config
	{
		/// Where the signatures of drand's rounds are found.
		type Pulses: Pulses;
		/// Whether timelocked weights are set that do not say whose they are, as old clients encrypt them. Whoever copies the bytes of
		/// such commitments reveals the weights as its own. Spec: consensus 9.1.
		type AcceptUnboundPayloads: Get<bool>;
		/// What the work of this domain costs.
		type WeightInfo: WeightInfo;
	}

	/// Which queues of encrypted weights a mechanism has; absent: none.
	#[pallet::storage]
	pub type QueuesOf<T: Config> = StorageMap<_, Twox64Concat, NetUidStorageIndex, Queues, OptionQuery>;

	/// Who has what in the queue of an epoch; empty: there is no queue.
	#[pallet::storage]
	pub type QueueRecords<T: Config> =
		StorageDoubleMap<_, Twox64Concat, NetUidStorageIndex, Twox64Concat, u64, QueueRecord<T::AccountId>, ValueQuery>;

	/// To which entry of `WeightCommits` those of a mechanism have been looked at that may have expired; absent: none, or all.
	#[pallet::storage]
	pub type SweptTo<T: Config> = StorageMap<_, Twox64Concat, NetUidStorageIndex, Cursor, OptionQuery>;

	/// The subnets whose encrypted weights were opened last, where others had to wait then.
	#[pallet::storage]
	pub type LastServed<T: Config> = StorageValue<_, LastTurns, ValueQuery>;

	/// For how many blocks a subnet has last waited until its encrypted weights were opened.
	#[pallet::storage]
	pub type RevealWaits<T: Config> = StorageMap<_, Identity, NetUid, RevealWait, OptionQuery>;

	/// What happened here that the wire has no event for.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Encrypted weights were dropped when their round had come.
		TimelockedWeightsDropped {
			/// Netuid + 4096 * mecid.
			index: NetUidStorageIndex,
			/// Who had committed to them.
			hotkey: T::AccountId,
			/// Why they were not set.
			reason: DropReason,
		},
		/// What was committed to in an epoch and is still encrypted is too old, and was dropped: its rounds were signed too late, or
		/// never will be.
		TimelockedWeightsExpired {
			/// Netuid + 4096 * mecid.
			index: NetUidStorageIndex,
			/// The epoch of the commitments.
			epoch: u64,
		},
		/// There is more to open than a block can do. The subnet's weights are set in the next blocks, and its epoch waits for them for
		/// ten blocks at most. Told once for the commitments of an epoch.
		TimelockedWeightsWait {
			/// The subnet.
			netuid: NetUid,
		},
		/// The epoch of a subnet could not be run, since what is stored of one of its mechanisms cannot be an epoch's input. Nothing
		/// that an epoch stores was changed, and nobody earned anything by it.
		EpochFailed {
			/// Subnet and mechanism.
			index: NetUidStorageIndex,
			/// What is wrong, in words (UTF-8).
			reason: Vec<u8>,
		},
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_epochs()?;
			Self::check_commits()
		}
	}
}
