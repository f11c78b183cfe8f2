//! The taonet runtime: which pallets there are, with which parameters, and what the node may ask of them.
//!
//! Nothing is computed here. `configs` holds one file for each pallet, `apis` what the node calls, `metadata` how clients
//! see it all, `genesis_presets` the first block of each network.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]
// `#[frame_support::runtime]` writes undocumented items into the crate root; the modules are documented throughout.
#![allow(missing_docs)]

extern crate alloc;

/// The WASM binary and its uncompressed twin, made by build.rs; none when built with SKIP_WASM_BUILD.
#[cfg(feature = "std")]
mod wasm {
	#![allow(dead_code)]
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}
#[cfg(feature = "std")]
pub use wasm::{WASM_BINARY, WASM_BINARY_BLOATY};

#[warn(missing_docs)]
mod alpha_payable;
pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
#[warn(missing_docs)]
mod benchmarks;
#[warn(missing_docs)]
pub mod configs;
#[warn(missing_docs)]
pub mod extensions;
#[warn(missing_docs)]
pub mod fees;
#[warn(missing_docs)]
pub mod filters;
#[warn(missing_docs)]
pub mod genesis_presets;
mod hashing;
#[warn(missing_docs)]
pub mod metadata;
#[warn(missing_docs)]
pub mod proxy_type;
#[warn(missing_docs)]
pub mod rules;
#[warn(missing_docs)]
pub mod views;
#[warn(missing_docs)]
pub mod weights;

// `Vec` is for the macros below.
use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::{runtime_version, RuntimeVersion};

pub use apis::RUNTIME_API_VERSIONS;
pub use proxy_type::ProxyType;

/// Signature of an extrinsic: sr25519, ed25519 or ECDSA.
pub type Signature = MultiSignature;
/// An account: 32 bytes, shown as SS58 text with prefix 42.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of TAO in RAO (10⁻⁹ TAO).
pub type Balance = u64;
/// Number of extrinsics an account has sent.
pub type Nonce = u32;
/// Hash of a block, an extrinsic or anything else: BLAKE2b-256.
pub type Hash = sp_core::H256;
/// Height of a block.
pub type BlockNumber = u32;
/// How an extrinsic names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block as the runtime sees it.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What an extrinsic carries and checks beside its call, in the order of the wire. Only era, nonce, tip and the mode of the
/// metadata hash add bytes. It is nested since a tuple holds twelve at most; on the wire it is one list.
pub type TxExtension = (
	(
		frame_system::CheckNonZeroSender<Runtime>,
		frame_system::CheckSpecVersion<Runtime>,
		frame_system::CheckTxVersion<Runtime>,
		frame_system::CheckGenesis<Runtime>,
		extensions::CheckMortality,
		extensions::CheckNonce,
		frame_system::CheckWeight<Runtime>,
	),
	(
		extensions::ChargeTransactionPayment,
		extensions::SudoTransactionExtension,
		extensions::CheckShieldedTxValidity,
		extensions::SubtensorTransactionExtension,
		extensions::DrandPriority,
	),
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);

/// An extrinsic as it arrives, signature not yet checked.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What a wallet signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Runs blocks: all pallets' hooks in the order of their declaration below.
pub type Executive =
	frame_executive::Executive<Runtime, Block, frame_system::ChainContext<Runtime>, Runtime, AllPalletsWithSystem>;

/// Types for the node, which needs not know what an extrinsic holds.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block as the node sees it.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;

	impl_opaque_keys! {
		/// The keys of a validating node.
		pub struct SessionKeys {
			/// Authors blocks (sr25519).
			pub aura: crate::Aura,
			/// Votes on finality (ed25519).
			pub grandpa: crate::Grandpa,
		}
	}
}

/// Name and version of this runtime. Clients look for the name, so it can never change.
#[runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("node-subtensor"),
	impl_name: Cow::Borrowed("node-subtensor"),
	authoring_version: 1,
	spec_version: 425,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// Decimal places of the token TAO: 1 TAO = 10⁹ RAO.
pub const TOKEN_DECIMALS: u8 = 9;
/// One TAO in RAO.
pub const TAO: Balance = 1_000_000_000;
/// SS58 prefix of addresses: the generic Substrate one.
pub const SS58_PREFIX: u16 = 42;

// The composition. It stays at the crate root, so that `RuntimeCall` and `RuntimeEvent` have the two-segment paths by which
// clients recognise nested calls and events. Indices are those of the Bittensor wire; pallets that are not on it
// stand at 40 and above. `legacy_ordering` runs hooks in the order of these lines: the domains of the protocol where the
// protocol itself has its place.
#[frame_support::runtime(legacy_ordering)]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type RandomnessCollectiveFlip = pallet_insecure_randomness_collective_flip;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(4)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(6)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(40)]
	pub type ChainParameters = pallet_chain_parameters;
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_protocol;
	#[runtime::pallet_index(31)]
	pub type AlphaAssets = pallet_issuance;
	#[runtime::pallet_index(28)]
	pub type Swap = pallet_swap;
	#[runtime::pallet_index(41)]
	pub type Subnets = pallet_subnets;
	#[runtime::pallet_index(42)]
	pub type Staking = pallet_staking;
	#[runtime::pallet_index(43)]
	pub type Epochs = pallet_epoch;
	#[runtime::pallet_index(45)]
	pub type Leasing = pallet_leasing;
	#[runtime::pallet_index(44)]
	pub type Emission = pallet_emission;
	#[runtime::pallet_index(11)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(12)]
	pub type Sudo = pallet_sudo;
	#[runtime::pallet_index(13)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(14)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(15)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(16)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(18)]
	pub type Commitments = pallet_commitments;
	#[runtime::pallet_index(19)]
	pub type AdminUtils = pallet_admin_utils;
	#[runtime::pallet_index(20)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(26)]
	pub type Drand = pallet_drand;
	#[runtime::pallet_index(27)]
	pub type Crowdloan = pallet_crowdloan;
	#[runtime::pallet_index(30)]
	pub type MevShield = pallet_shield;
}
