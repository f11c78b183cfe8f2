//! The interface of the protocol: what clients see under the name `SubtensorModule`.
//!
//! Storage, calls, events, errors and constants are declared here, and nothing else: this pallet is to the chain what a
//! schema is to a service. Behaviour lives in the domains above it. A call checks its origin and hands over to a domain
//! through a trait of [`domains`]; a domain writes the storage it owns (every item says whose it is), and emits the events
//! and answers with the errors that stand here.
//!
//! Names, indices, hashers, types and defaults are wire: a change here is a change for every client.

#![cfg_attr(not(feature = "std"), no_std)]
// As many storage items as the wire has are more than the macro can count to by default.
#![recursion_limit = "256"]

extern crate alloc;

mod calls;
mod constants;
pub mod defaults;
pub mod domains;
mod errors;
mod events;
mod storage;
pub mod types;
pub mod weights;

use frame_support::pallet_macros::import_section;

pub use pallet::*;

#[import_section(calls::calls)]
#[import_section(constants::constants)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(storage::children::storage_children)]
#[import_section(storage::claims::storage_claims)]
#[import_section(storage::emission::storage_emission)]
#[import_section(storage::flow::storage_flow)]
#[import_section(storage::former::storage_former)]
#[import_section(storage::hyperparameters::storage_hyperparameters)]
#[import_section(storage::issuance::storage_issuance)]
#[import_section(storage::keys::storage_keys)]
#[import_section(storage::leases::storage_leases)]
#[import_section(storage::limits::storage_limits)]
#[import_section(storage::locks::storage_locks)]
#[import_section(storage::market::storage_market)]
#[import_section(storage::neurons::storage_neurons)]
#[import_section(storage::registry::storage_registry)]
#[import_section(storage::schedule::storage_schedule)]
#[import_section(storage::serving::storage_serving)]
#[import_section(storage::stake::storage_stake)]
#[import_section(storage::swaps::storage_swaps)]
#[import_section(storage::voting::storage_voting)]
#[import_section(storage::weights::storage_weights)]
#[frame_support::pallet]
// All for what the macro writes.
#[allow(missing_docs, clippy::expect_used, clippy::too_many_arguments)]
pub mod pallet {
	use crate::{
		defaults::{self, ConstMechId, ConstTao},
		domains::*,
		types::*,
		weights::{self, WeightInfo},
	};
	use alloc::{
		collections::{BTreeMap, BTreeSet},
		vec::Vec,
	};
	use codec::Compact;
	use frame_support::{
		pallet_prelude::*,
		traits::{ConstBool, ConstI16, ConstU16, ConstU64},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_core::{H160, H256};
	use sp_runtime::{
		traits::{SaturatedConversion, TrailingZeroInput},
		Percent,
	};
	use taonet_share_pool::SafeFloat;
	use taonet_types::{
		fixed::{I64F64, I96F32, U64F64, U96F32},
		AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance,
	};

	/// A certificate as the calls carry it: a byte for the kind of key, and the key.
	pub const MAX_CERTIFICATE_BYTES: usize = 65;

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// Who does what the calls ask for, and what the metadata shows.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Subnets, their neurons, and hotkeys.
		type Subnets: SubnetCalls<Self> + ScheduleCalls<Self> + NeuronCalls<Self> + ServingCalls<Self> + KeyCalls<Self>;
		/// Stake.
		type Staking: StakeCalls<Self>
			+ StakeMoveCalls<Self>
			+ DelegateCalls<Self>
			+ ChildCalls<Self>
			+ ClaimCalls<Self>
			+ LockCalls<Self>
			+ VotingCalls<Self>
			+ KeySwapCalls<Self>;
		/// Leases of subnets.
		type Leasing: LeaseCalls<Self>;
		/// Weights.
		type Epochs: WeightCalls<Self>;
		/// Blocks between two epochs of a new subnet; it differs between fast and slow chains.
		type InitialTempo: Get<u16>;
		/// Most epochs in one block at first; it differs between fast and slow chains.
		type InitialMaxEpochsPerBlock: Get<u8>;
		/// How long some things take, or may not be repeated; it differs between fast and slow chains.
		type Waits: Waits;
		/// Weights of the calls that are measured.
		type WeightInfo: WeightInfo;
	}

	/// The all-zero account, which stands for "nobody".
	#[pallet::type_value]
	pub fn DefaultAccount<T: Config>() -> T::AccountId {
		T::AccountId::decode(&mut TrailingZeroInput::zeroes()).expect("an account is 32 bytes; qed")
	}

	/// Mathematical italic tau.
	#[pallet::type_value]
	pub fn DefaultSymbol() -> Vec<u8> {
		"\u{1D70F}".as_bytes().to_vec()
	}

	/// Five days of 12-second blocks; dead.
	#[pallet::type_value]
	pub fn DefaultDissolveNetworkScheduleDuration<T: Config>() -> BlockNumberFor<T> {
		defaults::DISSOLVE_NETWORK_SCHEDULE_DURATION.into()
	}

	/// 500 000 alpha-rao.
	#[pallet::type_value]
	pub fn DefaultRootClaimableThreshold() -> I96F32 {
		I96F32::from_num(defaults::ROOT_CLAIMABLE_THRESHOLD)
	}

	/// What the network was started with.
	#[pallet::type_value]
	pub fn DefaultColdkeySwapAnnouncementDelay<T: Config>() -> BlockNumberFor<T> {
		T::Waits::coldkey_swap_announcement().into()
	}

	/// What the network was started with.
	#[pallet::type_value]
	pub fn DefaultPendingChildKeyCooldown<T: Config>() -> u64 {
		T::Waits::pending_children()
	}

	/// What the network was started with.
	#[pallet::type_value]
	pub fn DefaultTxChildkeyTakeRateLimit<T: Config>() -> u64 {
		T::Waits::childkey_take()
	}

	/// What the network was started with.
	#[pallet::type_value]
	pub fn DefaultColdkeySwapReannouncementDelay<T: Config>() -> BlockNumberFor<T> {
		T::Waits::coldkey_swap_reannouncement().into()
	}

	/// Least and largest alpha of liquid alpha.
	#[pallet::type_value]
	pub fn DefaultAlphaValues() -> (u16, u16) {
		(defaults::ALPHA_LOW, defaults::ALPHA_HIGH)
	}

	/// 1.
	#[pallet::type_value]
	pub fn DefaultFlowNormExponent() -> U64F64 {
		U64F64::from_bits(1 << 64)
	}

	/// 1.26.
	#[pallet::type_value]
	pub fn DefaultBurnIncreaseMult() -> U64F64 {
		U64F64::from_bits(defaults::BURN_INCREASE_MULT_BITS)
	}

	/// 0.000003.
	#[pallet::type_value]
	pub fn DefaultMovingAlpha() -> I96F32 {
		I96F32::from_bits(defaults::MOVING_ALPHA_BITS)
	}

	/// The number of the current block, in the width in which the protocol stores block numbers.
	pub fn now<T: Config>() -> u64 {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}
}
