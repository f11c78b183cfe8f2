//! Limits of a block, and the types the whole runtime is built on.

use crate::{
	filters::BaseCallFilter, AccountId, Balance, Block, BlockNumber, Hash, Nonce, PalletInfo, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, RuntimeTask, SS58_PREFIX, VERSION,
};
use frame_support::{
	derive_impl, parameter_types,
	weights::{
		constants::{WEIGHT_REF_TIME_PER_NANOS, WEIGHT_REF_TIME_PER_SECOND},
		RuntimeDbWeight, Weight,
	},
};
use frame_system::limits;
use sp_runtime::Perbill;
use sp_version::RuntimeVersion;

/// Share of a block that calls of class Normal may fill.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
/// Computation in a block: 4 seconds of the reference machine.
const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(4), u64::MAX);
/// Nanoseconds to read an item of ParityDB: the average of `scripts/weights.sh` on two cores of an AMD EPYC, 18.2
/// microseconds with 100 000 accounts and without a cache, rounded up.
const READ_NANOS: u64 = 19_000;
/// Nanoseconds to write one, 28.6 microseconds, rounded up.
const WRITE_NANOS: u64 = 29_000;
/// Bytes in a block: 10 MiB.
const MAXIMUM_BLOCK_LENGTH: u32 = 10 * 1024 * 1024;

parameter_types! {
	/// Blocks whose hashes can be asked for; also the longest a mortal transaction can live.
	pub const BlockHashCount: BlockNumber = 2400;
	/// Name and version, for the metadata.
	pub const Version: RuntimeVersion = VERSION;
	/// Computation in a block, by class.
	pub BlockWeights: limits::BlockWeights =
		limits::BlockWeights::with_sensible_defaults(MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO);
	/// Bytes in a block, by class.
	pub BlockLength: limits::BlockLength = limits::BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(frame_support::dispatch::DispatchClass::Normal, |length| {
			*length = NORMAL_DISPATCH_RATIO.mul_floor(MAXIMUM_BLOCK_LENGTH);
		})
		.build();
	/// Reading and writing an item of ParityDB, measured; see `scripts/weights.sh`.
	pub const DatabaseWeight: RuntimeDbWeight = RuntimeDbWeight {
		read: READ_NANOS.saturating_mul(WEIGHT_REF_TIME_PER_NANOS),
		write: WRITE_NANOS.saturating_mul(WEIGHT_REF_TIME_PER_NANOS),
	};
	/// Prefix of addresses.
	pub const SS58Prefix: u16 = SS58_PREFIX;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = BaseCallFilter;
	type Block = Block;
	type BlockWeights = BlockWeights;
	type BlockLength = BlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type BlockHashCount = BlockHashCount;
	type DbWeight = DatabaseWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SS58Prefix = SS58Prefix;
	type MaxConsumers = frame_support::traits::ConstU32<16>;
}
