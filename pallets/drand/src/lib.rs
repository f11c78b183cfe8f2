//! drand's randomness: the signature of each round, which opens what was encrypted for it. Spec: satellites 2.
//!
//! # Concepts
//!
//! A *beacon* signs the number of a *round* every few seconds with a key that nobody holds alone. What it publishes of a round
//! is a *pulse*: the signature, and its hash as randomness. *Relays* hand pulses out over HTTP. Default is drand's quicknet.
//!
//! **Nodes bring pulses in.** After each block an authority's offchain worker asks several relays at the same time for what is
//! new, verifies it, and submits one bare extrinsic for each round, in their order and without a gap. Whoever submits signs
//! with any key: what counts is the beacon's signature, which the pool verifies and the call verifies again. Relays that
//! cannot be reached disturb nobody; the worker waits and tries again.
//!
//! **A round that was left out never comes.** After a round no earlier one is stored, so that what was encrypted for it could
//! never be read. The pool therefore holds a round back until the one before it is in a block. A block itself is not held to it:
//! an authority that wants to can leave rounds out, and so censor what was encrypted for them. The first pulse ever must be recent.
//!
//! # State
//!
//! The beacon, the pulses of the last 216 000 rounds, and between which rounds they lie. A node's own notes (which relays, when to
//! look again) lie in its local storage, not in the chain's state.
//!
//! | file | about |
//! | --- | --- |
//! | `pulses` | verifying, storing, dropping |
//! | `validity` | what the pool takes |
//! | `worker` | fetching and submitting |
//! | `types`, `genesis` | the beacon, pulses |
//! | `crypto` | the key that submissions are signed with |
//! | `weights` | what calls cost |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod crypto;
mod genesis;
#[cfg(feature = "try-runtime")]
mod invariants;
mod pulses;
mod types;
mod validity;
pub mod weights;
mod worker;

pub use crypto::{NodeKey, KEY_TYPE};
pub use genesis::GenesisBeacon;
pub use pallet::*;
pub use pulses::{is_public_key, DROPPED_AT_ONCE, KEPT_PULSES, MOST_ROUNDS_AHEAD, MOST_ROUNDS_BEHIND};
pub use types::{
	BeaconConfiguration, BeaconConfigurationPayload, BoundedHash, Metadata, OpaquePublicKey, Pulse, PulsesPayload,
	RoundNumber,
};
pub use weights::WeightInfo;
pub use worker::relays::{encode_relays, DEFAULT_RELAYS, RELAYS_KEY};

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use codec::DecodeWithMemTracking;
	// Bare extrinsics, as every codec reads them: authorised calls, which take their place, are misread by Bittensor's clients.
	#[allow(deprecated)]
	use frame_support::pallet_prelude::ValidateUnsigned;
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::{
		offchain::{AppCrypto, CreateBare, SigningTypes},
		pallet_prelude::*,
	};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Bounds and surroundings.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ CreateBare<Call<Self>>
		+ SigningTypes<Public: DecodeWithMemTracking, Signature: DecodeWithMemTracking>
	{
		/// What nodes sign their submissions with.
		type AuthorityId: AppCrypto<Self::Public, Self::Signature>;
		/// Least priority of a submission in the pool.
		#[pallet::constant]
		type UnsignedPriority: Get<TransactionPriority>;
		/// The time of the last block.
		type UnixTime: UnixTime;
		/// Time that relays have to answer, in milliseconds.
		#[pallet::constant]
		type HttpFetchTimeout: Get<u64>;
		/// What calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The beacon that the chain listens to.
	#[pallet::storage]
	pub type BeaconConfig<T: Config> = StorageValue<_, BeaconConfiguration, ValueQuery>;

	/// Migrations that have run, by name. None has; clients of the wire expect the map.
	#[pallet::storage]
	pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

	/// Pulses by round.
	#[pallet::storage]
	pub type Pulses<T: Config> = StorageMap<_, Blake2_128Concat, RoundNumber, Pulse, OptionQuery>;

	/// The last round whose pulse was stored; 0 for none. It only grows.
	#[pallet::storage]
	pub type LastStoredRound<T: Config> = StorageValue<_, RoundNumber, ValueQuery>;

	/// No round before this is stored.
	#[pallet::storage]
	pub type OldestStoredRound<T: Config> = StorageValue<_, RoundNumber, ValueQuery>;

	/// Before this block no pulse is accepted: that in which the last came.
	#[pallet::storage]
	pub type NextUnsignedAt<T: Config> = StorageValue<_, BlockNumberFor<T>, ValueQuery>;

	/// The beacon, where it is not quicknet.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Another beacon than quicknet.
		pub beacon: Option<GenesisBeacon>,
		#[serde(skip)]
		pub _marker: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some(beacon) = &self.beacon {
				BeaconConfig::<T>::put(beacon.configuration().expect("drand.beacon.publicKey is a point of G2"));
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The chain listens to another beacon.
		BeaconConfigChanged,
		/// Pulses were stored.
		NewPulse {
			/// Their rounds.
			rounds: Vec<RoundNumber>,
		},
		/// Root said which stored round is the oldest.
		SetOldestStoredRound(u64),
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A value that is needed is missing. Nothing returns this any more.
		NoneValue,
		/// A number would grow beyond what its type holds. Nothing returns this any more.
		StorageOverflow,
		/// No drand relay answers. Only nodes meet with this; no call returns it.
		DrandConnectionFailure,
		/// The pulse is not the beacon's. Such pulses are skipped; no call returns this.
		UnverifiedPulse,
		/// The round is not above the last stored one. Submit rounds in their order, and each only once.
		InvalidRoundNumber,
		/// The beacon's key or the pulse's signature is not a point of its group. Check the bytes, and the beacon that is set.
		PulseVerificationError,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn offchain_worker(block: BlockNumberFor<T>) {
			worker::run::<T>(block);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_block: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stores pulses of the beacon. Nobody signs this: it comes from the offchain workers of authorities. Pulses that the beacon
		/// has not published are skipped.
		///
		/// # Errors
		///
		/// `PulseVerificationError`, `InvalidRoundNumber`.
		// As a bare extrinsic it pays nothing, whatever is declared; a signed one fails and shall pay for its room.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::write_pulse(count(pulses_payload), DROPPED_AT_ONCE))]
		pub fn write_pulse(
			origin: OriginFor<T>,
			pulses_payload: PulsesPayload<T::Public, BlockNumberFor<T>>,
			_signature: Option<T::Signature>,
		) -> DispatchResultWithPostInfo {
			ensure_none(origin)?;
			let verified = count(&pulses_payload);
			let rounds = Self::store(pulses_payload.pulses)?;
			let dropped = Self::drop_old();
			NextUnsignedAt::<T>::put(frame_system::Pallet::<T>::block_number());
			if !rounds.is_empty() {
				Self::deposit_event(Event::NewPulse { rounds });
			}
			Ok(Some(T::WeightInfo::write_pulse(verified, dropped)).into())
		}

		/// Listens to another beacon. Root only. Rounds only grow: one whose rounds have lower numbers than the last stored one is not
		/// heard before they pass it. The signature is not looked at: it belongs to a form without root that the wire
		/// knows and no chain accepts.
		///
		/// # Errors
		///
		/// `PulseVerificationError` if its key is not a point of G2.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_beacon_config())]
		pub fn set_beacon_config(
			origin: OriginFor<T>,
			config_payload: BeaconConfigurationPayload<T::Public, BlockNumberFor<T>>,
			_signature: Option<T::Signature>,
		) -> DispatchResult {
			ensure_root(origin)?;
			let config = config_payload.config;
			ensure!(is_public_key(&config.public_key), Error::<T>::PulseVerificationError);
			BeaconConfig::<T>::put(config);
			Self::deposit_event(Event::BeaconConfigChanged);
			Ok(())
		}

		/// Says which stored round is the oldest: dropping goes on from there. Root only.
		///
		/// # Errors
		///
		/// `InvalidRoundNumber` if it is above the last stored round.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_oldest_stored_round())]
		pub fn set_oldest_stored_round(origin: OriginFor<T>, oldest_round: u64) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(oldest_round <= LastStoredRound::<T>::get(), Error::<T>::InvalidRoundNumber);
			OldestStoredRound::<T>::put(oldest_round);
			Self::deposit_event(Event::SetOldestStoredRound(oldest_round));
			Ok(())
		}
	}

	#[pallet::validate_unsigned]
	#[allow(deprecated)]
	impl<T: Config> ValidateUnsigned for Pallet<T> {
		type Call = Call<T>;

		fn validate_unsigned(source: TransactionSource, call: &Self::Call) -> TransactionValidity {
			Self::validate_bare(source, call)
		}

		/// The pulse itself is verified by the call, which skips what is not the beacon's: once is enough in a block.
		fn pre_dispatch(call: &Self::Call) -> Result<(), TransactionValidityError> {
			Self::acceptable_pulse(call).map(|_| ())
		}
	}

	/// How many pulses there are.
	fn count<Public, BlockNumber>(payload: &PulsesPayload<Public, BlockNumber>) -> u32 {
		u32::try_from(payload.pulses.len()).unwrap_or(u32::MAX)
	}
}
