//! The shield: extrinsics that only the author of a coming block can read, before they are in it. Spec: satellites 5.
//!
//! # Concepts
//!
//! **Keys roll from block to block.** The author of each block says in an inherent with which key (ML-KEM-768) it will read what is
//! encrypted to it from now on. `NextKey` is the key of whoever authors the block after the next; users encrypt to it. A
//! block later it is `PendingKey`: it opens what goes into the next block. Then it is `CurrentKey`, and of no use any more.
//!
//! **A wrapper does nothing.** `submit_encrypted` says by an event that it was there. The author who holds the key puts what was
//! encrypted right behind it into the same block, an extrinsic as any other, which its signer pays for. No node checks that
//! an author does so: the shield hides extrinsics from everybody but one.
//!
//! **What is stored is never read.** `store_encrypted` and its settings are on the wire, but nothing decrypts on the chain:
//! what is stored leaves at the beginning of the next block, told as unreadable, or as too old where root allows no time.
//!
//! # State
//!
//! The keys with the blocks at which they end, and what is stored, numbered in the order in which it came.
//!
//! | file | about |
//! | --- | --- |
//! | `keys` | rolling, the inherent |
//! | `stored` | what `store_encrypted` keeps |
//! | `weights` | what calls cost |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "try-runtime")]
mod invariants;
mod keys;
mod stored;
pub mod weights;

pub use keys::{SlotAuthors, INHERENT_IDENTIFIER, NEXT_KEY_LASTS, PENDING_KEY_LASTS};
pub use pallet::*;
pub use stored::{ABSOLUTE_MAX_WEIGHT, TAKEN_AT_ONCE};
pub use weights::WeightInfo;

use frame_support::{traits::ConstU32, BoundedVec};

/// A public key of ML-KEM-768. The type has room for more; 1184 bytes are in use.
pub type ShieldEncKey = BoundedVec<u8, ConstU32<2048>>;

/// Most bytes of something that is encrypted.
pub type MaxEncryptedCallSize = ConstU32<8192>;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::ConstU64};
	use frame_system::pallet_prelude::*;
	use sp_inherents::{InherentData, InherentIdentifier};
	use sp_runtime::traits::Hash;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Bounds and surroundings.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who authors blocks.
		type AuthorityId: Parameter + MaxEncodedLen;
		/// Whose turn it is.
		type SlotAuthors: SlotAuthors<Self::AuthorityId>;
		/// What calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Something that is encrypted and waits on the chain.
	#[derive(CloneNoBound, DebugNoBound, Decode, Encode, EqNoBound, MaxEncodedLen, PartialEqNoBound, TypeInfo)]
	#[codec(mel_bound())]
	#[scale_info(skip_type_params(T))]
	pub struct PendingExtrinsic<T: Config> {
		/// Who has stored it.
		pub who: T::AccountId,
		/// As it was given.
		pub encrypted_call: BoundedVec<u8, MaxEncryptedCallSize>,
		/// In which block.
		pub submitted_at: BlockNumberFor<T>,
	}

	/// The key of the author of this block: `PendingKey` of the block before.
	#[pallet::storage]
	pub type CurrentKey<T: Config> = StorageValue<_, ShieldEncKey, OptionQuery>;

	/// The key that opens what goes into the next block.
	#[pallet::storage]
	pub type PendingKey<T: Config> = StorageValue<_, ShieldEncKey, OptionQuery>;

	/// The key to encrypt to now: that of the author of the block after the next.
	#[pallet::storage]
	pub type NextKey<T: Config> = StorageValue<_, ShieldEncKey, OptionQuery>;

	/// The last key that each author has announced.
	#[pallet::storage]
	pub type AuthorKeys<T: Config> = StorageMap<_, Twox64Concat, T::AuthorityId, ShieldEncKey, OptionQuery>;

	/// The first block in which `PendingKey` opens nothing any more.
	#[pallet::storage]
	pub type PendingKeyExpiresAt<T: Config> = StorageValue<_, BlockNumberFor<T>, OptionQuery>;

	/// The first block in which `NextKey` opens nothing any more.
	#[pallet::storage]
	pub type NextKeyExpiresAt<T: Config> = StorageValue<_, BlockNumberFor<T>, OptionQuery>;

	/// Migrations that have run, by name. None has; clients of the wire expect the map.
	#[pallet::storage]
	pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

	/// How many stored extrinsics may wait.
	#[pallet::storage]
	pub type MaxPendingExtrinsicsLimit<T: Config> = StorageValue<_, u32, ValueQuery, ConstU32<100>>;

	/// Blocks for which a stored extrinsic may wait.
	#[pallet::storage]
	pub type ExtrinsicLifetime<T: Config> = StorageValue<_, u32, ValueQuery, ConstU32<10>>;

	/// Weight that reading stored extrinsics may take at the beginning of a block, in picoseconds.
	#[pallet::storage]
	pub type OnInitializeWeight<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<500_000_000_000>>;

	/// Weight that a stored extrinsic may take, in picoseconds. None is ever read.
	#[pallet::storage]
	pub type MaxExtrinsicWeight<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<50_000_000_000>>;

	/// What is stored, by its number.
	#[pallet::storage]
	pub type PendingExtrinsics<T: Config> = CountedStorageMap<_, Identity, u32, PendingExtrinsic<T>, OptionQuery>;

	/// The number of what is stored next. Those before it, as many as there are, are stored.
	#[pallet::storage]
	pub type NextPendingExtrinsicIndex<T: Config> = StorageValue<_, u32, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An encrypted extrinsic was put into this block.
		EncryptedSubmitted {
			/// Hash of who and the ciphertext.
			id: T::Hash,
			/// Who has submitted it.
			who: T::AccountId,
		},
		/// Something encrypted was stored.
		ExtrinsicStored {
			/// Its number.
			index: u32,
			/// Who has stored it.
			who: T::AccountId,
		},
		/// What was stored could not be read, and is forgotten.
		ExtrinsicDecodeFailed {
			/// Its number.
			index: u32,
		},
		/// A stored extrinsic failed. Nothing says this, since none is read.
		ExtrinsicDispatchFailed {
			/// Its number.
			index: u32,
			/// Why.
			error: DispatchError,
		},
		/// A stored extrinsic was carried out. Nothing says this, since none is read.
		ExtrinsicDispatched {
			/// Its number.
			index: u32,
		},
		/// What was stored waited for too long, and is forgotten.
		ExtrinsicExpired {
			/// Its number.
			index: u32,
		},
		/// There is no weight left in this block for what is stored from this number on.
		ExtrinsicPostponed {
			/// The number.
			index: u32,
		},
		/// Root said how many stored extrinsics may wait.
		MaxPendingExtrinsicsNumberSet {
			/// So many.
			value: u32,
		},
		/// Root said what reading stored extrinsics may take at the beginning of a block.
		OnInitializeWeightSet {
			/// In picoseconds.
			value: u64,
		},
		/// Root said how long a stored extrinsic may wait.
		ExtrinsicLifetimeSet {
			/// In blocks.
			value: u32,
		},
		/// Root said what a stored extrinsic may take.
		MaxExtrinsicWeightSet {
			/// In picoseconds.
			value: u64,
		},
		/// A stored extrinsic would take more than it may. Nothing says this, since none is read.
		ExtrinsicWeightExceeded {
			/// Its number.
			index: u32,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The key is not 1184 bytes long, as those of ML-KEM-768 are; the author has to announce another one, or none.
		BadEncKeyLen,
		/// Nobody is known to author this block, so that nobody's key can be announced; set authorities first.
		Unreachable,
		/// As many stored extrinsics wait as may; try again in the next block.
		TooManyPendingExtrinsics,
		/// No block has room for that; choose at most 2 000 000 000 000 picoseconds.
		WeightExceedsAbsoluteMax,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(block: BlockNumberFor<T>) -> Weight {
			Self::take_stored(block)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_block: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Rolls the keys by a block, and keeps the author's new one (1184 bytes), or none. The author's node puts it into the block.
		///
		/// # Errors
		///
		/// `BadEncKeyLen`, `Unreachable`.
		#[pallet::call_index(0)]
		#[pallet::weight((T::WeightInfo::announce_next_key(), DispatchClass::Mandatory))]
		pub fn announce_next_key(origin: OriginFor<T>, enc_key: Option<ShieldEncKey>) -> DispatchResult {
			ensure_none(origin)?;
			Self::roll_keys(enc_key)
		}

		/// Carries an extrinsic that is encrypted to `NextKey`, laid out as `taonet_shield` says. The author that can read it puts it
		/// right behind this one. Both need a mortal era; of this one, of 8 blocks at most. The nonce of the one inside is
		/// one more than that of this one, if the same account signs it.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::submit_encrypted())]
		pub fn submit_encrypted(
			origin: OriginFor<T>,
			ciphertext: BoundedVec<u8, MaxEncryptedCallSize>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let id = T::Hashing::hash_of(&(&who, &ciphertext));
			Self::deposit_event(Event::EncryptedSubmitted { id, who });
			Ok(())
		}

		/// Stores something encrypted until the beginning of the next block. Nothing reads it then: use `submit_encrypted`.
		///
		/// # Errors
		///
		/// `TooManyPendingExtrinsics`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::store_encrypted())]
		pub fn store_encrypted(
			origin: OriginFor<T>,
			encrypted_call: BoundedVec<u8, MaxEncryptedCallSize>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let index = Self::store(who.clone(), encrypted_call)?;
			Self::deposit_event(Event::ExtrinsicStored { index, who });
			Ok(())
		}

		/// Says how many stored extrinsics may wait. Root only.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set())]
		pub fn set_max_pending_extrinsics_number(origin: OriginFor<T>, value: u32) -> DispatchResult {
			ensure_root(origin)?;
			MaxPendingExtrinsicsLimit::<T>::put(value);
			Self::deposit_event(Event::MaxPendingExtrinsicsNumberSet { value });
			Ok(())
		}

		/// Says what reading stored extrinsics may take at the beginning of a block, in picoseconds. Root only.
		///
		/// # Errors
		///
		/// `WeightExceedsAbsoluteMax`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set())]
		pub fn set_on_initialize_weight(origin: OriginFor<T>, value: u64) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(value <= ABSOLUTE_MAX_WEIGHT, Error::<T>::WeightExceedsAbsoluteMax);
			OnInitializeWeight::<T>::put(value);
			Self::deposit_event(Event::OnInitializeWeightSet { value });
			Ok(())
		}

		/// Says for how many blocks a stored extrinsic may wait. Root only.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::set())]
		pub fn set_stored_extrinsic_lifetime(origin: OriginFor<T>, value: u32) -> DispatchResult {
			ensure_root(origin)?;
			ExtrinsicLifetime::<T>::put(value);
			Self::deposit_event(Event::ExtrinsicLifetimeSet { value });
			Ok(())
		}

		/// Says what a stored extrinsic may take, in picoseconds. Root only. Nothing reads it.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set())]
		pub fn set_max_extrinsic_weight(origin: OriginFor<T>, value: u64) -> DispatchResult {
			ensure_root(origin)?;
			MaxExtrinsicWeight::<T>::put(value);
			Self::deposit_event(Event::MaxExtrinsicWeightSet { value });
			Ok(())
		}
	}

	#[pallet::inherent]
	impl<T: Config> ProvideInherent for Pallet<T> {
		type Call = Call<T>;
		type Error = sp_inherents::MakeFatalError<()>;
		const INHERENT_IDENTIFIER: InherentIdentifier = super::INHERENT_IDENTIFIER;

		/// In every block, so that keys go on rolling where an author has none.
		fn create_inherent(data: &InherentData) -> Option<Call<T>> {
			Some(Call::announce_next_key { enc_key: keys::announced(data) })
		}

		fn is_inherent(call: &Call<T>) -> bool {
			matches!(call, Call::announce_next_key { .. })
		}
	}
}
