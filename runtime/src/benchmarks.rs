//! The benchmarks that `taonet benchmark pallet` can run.

use crate::{
	AllPalletsWithSystem, Balances, Multisig, Preimage, Proxy, Runtime, SafeMode, Scheduler, Sudo, Timestamp,
	TransactionPayment, Utility,
};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{baseline, define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};

define_benchmarks!(
	[frame_benchmarking, BaselineBench::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_balances, Balances]
	[pallet_commitments, CommitmentsBench::<Runtime>]
	[pallet_drand, DrandBench::<Runtime>]
	[pallet_emission, EmissionBench::<Runtime>]
	[pallet_epoch, EpochBench::<Runtime>]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_protocol, ProtocolBench::<Runtime>]
	[pallet_proxy, Proxy]
	[pallet_safe_mode, SafeMode]
	[pallet_scheduler, Scheduler]
	[pallet_shield, ShieldBench::<Runtime>]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
);

use baseline::Pallet as BaselineBench;
use frame_system_benchmarking::{extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench};
use pallet_protocol_benchmarking::{
	commitments::Pallet as CommitmentsBench, drand::Pallet as DrandBench, emission::Pallet as EmissionBench,
	epoch::Pallet as EpochBench, shield::Pallet as ShieldBench, Pallet as ProtocolBench,
};

impl frame_system_benchmarking::Config for Runtime {}
impl baseline::Config for Runtime {}
impl pallet_protocol_benchmarking::Config for Runtime {}
impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// What can be measured, and which storage it touches.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
