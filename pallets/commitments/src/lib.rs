//! Commitments: what neurons publish of themselves on a subnet. Spec: satellites 1.
//!
//! # Concepts
//!
//! A neuron's hotkey publishes up to three *fields*: bytes, a hash, or bytes that are encrypted for a round of drand. What it
//! publishes takes the place of what it has published before. Publishing is free, so that there is a limit: so many bytes in the
//! time between two epochs of the subnet (`MaxSpace`), of which even a short commitment takes a hundred.
//!
//! **An encrypted field is opened when its round is signed.** The next block takes it out of the commitment and puts the plaintext
//! to what the hotkey has revealed, of which the last ten are kept. What cannot be opened is dropped with an event. A block opens
//! so many and no more; the rest is opened in the blocks that follow, the earliest round first.
//!
//! **A flag among the fields** asks that the bonds of all validators on the neuron are forgotten. They are where the subnet's
//! owner allows it.
//!
//! **A neuron that leaves is forgotten**, with all that it has revealed: no more is stored than there are neurons.
//!
//! # State
//!
//! What is on the wire, and a queue of what is to be opened: by round, each commitment once, under its earliest round. Nobody
//! reads the whole of it. `TimelockedIndex` of the wire, which is one value for the whole chain, tells the same without the rounds;
//! it is written once at the end of a block in which something has changed, whatever calls there were in it.
//!
//! | file | about |
//! | --- | --- |
//! | `types` | fields and commitments as they are on the wire |
//! | `setting` | what may be published, and its limits |
//! | `records` | the one place that stores and forgets commitments |
//! | `revealing` | the step of each block that opens what is encrypted |
//! | `ciphertext` | why something cannot be opened |
//! | `leaving` | neurons that leave, hotkeys that are swapped, subnets that are no more |
//! | `weights` | what all this costs |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod ciphertext;
#[cfg(feature = "try-runtime")]
mod invariants;
mod leaving;
mod records;
mod revealing;
mod setting;
pub mod types;
pub mod weights;

pub use ciphertext::DropReason;
pub use pallet::*;
pub use records::MOST_REVEALED;
pub use revealing::MOST_OPENED_PER_BLOCK;
pub use types::{CommitmentInfo, Data, Registration, RoundKey, UsageTracker};
pub use weights::WeightInfo;

/// Subnets and neurons.
pub(crate) use pallet_subnets::Pallet as Subnets;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, collections::BTreeSet, vec::Vec};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_epoch::Pulses;
	use taonet_types::NetUid;

	/// Bytes that a neuron may publish between two epochs, unless root says otherwise.
	pub const DEFAULT_MAX_SPACE: u32 = 3_100;

	/// What a hotkey has published, as it is stored.
	pub type RegistrationOf<T> = Registration<BlockNumberFor<T>, <T as Config>::MaxFields>;
	/// What a hotkey wants to publish.
	pub type InfoOf<T> = CommitmentInfo<<T as Config>::MaxFields>;
	/// A hotkey on a subnet.
	pub type Place<T> = (NetUid, <T as frame_system::Config>::AccountId);

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// Bounds and surroundings.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_protocol::Config + pallet_subnets::Config
	{
		/// Most fields of a commitment.
		#[pallet::constant]
		type MaxFields: Get<u32> + 'static;
		/// Where the signatures of drand's rounds are found.
		type Pulses: Pulses;
		/// What calls and the block step cost.
		type WeightInfo: WeightInfo;
	}

	/// Deposits of the wire. There are none.
	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// RAO that are held for a commitment: none.
		#[pallet::constant_name(InitialDeposit)]
		fn initial_deposit() -> u64 {
			0
		}

		/// RAO that are held for each field: none.
		#[pallet::constant_name(FieldDeposit)]
		fn field_deposit() -> u64 {
			0
		}
	}

	/// Whose commitments have an encrypted field: (netuid, hotkey).
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type TimelockedIndex<T: Config> = StorageValue<_, BTreeSet<Place<T>>, ValueQuery>;

	/// What a hotkey has published on a subnet; absent where it has published nothing, or all of it was revealed.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type CommitmentOf<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Twox64Concat, T::AccountId, RegistrationOf<T>, OptionQuery>;

	/// Block in which a hotkey has last published something on a subnet. Whoever is not here has nothing in any map of this pallet.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type LastCommitment<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Twox64Concat, T::AccountId, BlockNumberFor<T>, OptionQuery>;

	/// Block in which a hotkey has last asked that the bonds on it are forgotten, whether or not the subnet does so.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type LastBondsReset<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Twox64Concat, T::AccountId, BlockNumberFor<T>, OptionQuery>;

	/// What was revealed of a hotkey, and in which block: the last ten, the newest last.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type RevealedCommitments<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Twox64Concat, T::AccountId, Vec<(Vec<u8>, u64)>, OptionQuery>;

	/// What a hotkey has used of `MaxSpace`.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type UsedSpaceOf<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Twox64Concat, T::AccountId, UsageTracker, OptionQuery>;

	/// Bytes that a hotkey may publish on a subnet between two epochs.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type MaxSpace<T: Config> = StorageValue<_, u32, ValueQuery, DefaultMaxSpace>;

	/// Default of [`MaxSpace`].
	#[pallet::type_value]
	pub fn DefaultMaxSpace() -> u32 {
		DEFAULT_MAX_SPACE
	}

	/// Which commitments wait to be opened: (the earliest round of their encrypted fields, netuid, hotkey), in the order of the
	/// rounds.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type RevealQueue<T: Config> = CountedStorageNMap<
		_,
		(NMapKey<Identity, RoundKey>, NMapKey<Identity, NetUid>, NMapKey<Twox64Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// What has changed in this block as to who stands in `TimelockedIndex`: who, and whether from now on. Empty between blocks.
	///
	/// Owner: commitments.
	#[pallet::storage]
	pub type IndexChanges<T: Config> = StorageValue<_, Vec<(Place<T>, bool)>, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A hotkey has published something, none of it encrypted.
		Commitment {
			/// The subnet.
			netuid: NetUid,
			/// The hotkey.
			who: T::AccountId,
		},
		/// A hotkey has published something that is encrypted for a round of drand.
		TimelockCommitment {
			/// The subnet.
			netuid: NetUid,
			/// The hotkey.
			who: T::AccountId,
			/// The round of the first encrypted field.
			reveal_round: u64,
		},
		/// An encrypted field was opened.
		CommitmentRevealed {
			/// The subnet.
			netuid: NetUid,
			/// The hotkey.
			who: T::AccountId,
		},
		/// An encrypted field was dropped when its round had come: it could not be opened. The wire has no event for it.
		CommitmentDropped {
			/// The subnet.
			netuid: NetUid,
			/// The hotkey.
			who: T::AccountId,
			/// The round for which it was to be encrypted.
			reveal_round: u64,
			/// Why it could not be opened.
			reason: DropReason,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The commitment has more fields than there may be. Publish at most MaxFields at a time.
		TooManyFieldsInCommitmentInfo,
		/// The account is not the hotkey of a neuron on this subnet, or there is no such subnet. Register it there first, and sign
		/// with the hotkey.
		AccountNotAllowedCommit,
		/// The hotkey has published as much as it may on this subnet until its next epoch (MaxSpace bytes; a commitment counts as a
		/// hundred at least). Wait for the epoch, or publish less.
		SpaceLimitExceeded,
		/// A deposit could not be given back. Nothing returns this any more: there are no deposits.
		UnexpectedUnreserveLeftover,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Opens what is due. Counts what the end of the block will need too.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let listed = RevealQueue::<T>::count();
			Self::reveal_due().saturating_add(<T as Config>::WeightInfo::update_index(listed))
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::update_index();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publishes something of a neuron on a subnet, in place of what it has published before. Signed by the hotkey, and free.
		///
		/// # Errors
		///
		/// In this order: `AccountNotAllowedCommit`, `TooManyFieldsInCommitmentInfo`, `SpaceLimitExceeded`.
		#[pallet::call_index(0)]
		#[pallet::weight((Pallet::<T>::weight_of_setting(*netuid, info), DispatchClass::Normal, Pays::No))]
		pub fn set_commitment(
			origin: OriginFor<T>,
			netuid: NetUid,
			info: Box<CommitmentInfo<T::MaxFields>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let weight = Self::publish(netuid, who, *info)?;
			Ok((Some(weight), Pays::No).into())
		}

		/// Sets how many bytes a hotkey may publish on a subnet between two epochs. Root only. What was published stays.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::set_max_space())]
		pub fn set_max_space(origin: OriginFor<T>, new_limit: u32) -> DispatchResult {
			ensure_root(origin)?;
			MaxSpace::<T>::put(new_limit);
			Ok(())
		}
	}
}
