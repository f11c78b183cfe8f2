//! Measures what calls and the machine cost: `taonet benchmark`, in builds with the feature `runtime-benchmarks`.

use crate::{cli::Cli, service, service::Components};
use frame_benchmarking_cli::{BenchmarkCmd, SUBSTRATE_REFERENCE_HARDWARE};
use sc_cli::{Result, SubstrateCli};
use sp_runtime::traits::HashingFor;
use taonet_runtime::opaque::Block;

/// Runs one of the benchmarks.
pub fn run(cli: &Cli, command: &BenchmarkCmd) -> Result<()> {
	let runner = cli.create_runner(command)?;
	runner.sync_run(|config| match command {
		BenchmarkCmd::Pallet(command) => {
			command.run_with_spec::<HashingFor<Block>, service::HostFunctions>(Some(config.chain_spec))
		},
		BenchmarkCmd::Block(command) => {
			let Components { client, .. } = service::new_partial(&config)?;
			command.run(client)
		},
		BenchmarkCmd::Storage(command) => {
			let Components { client, backend, .. } = service::new_partial(&config)?;
			let database = backend.expose_db();
			let storage = backend.expose_storage();
			let shared_cache = backend.expose_shared_trie_cache();
			command.run(config, client, database, storage, shared_cache)
		},
		BenchmarkCmd::Machine(command) => command.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()),
		BenchmarkCmd::Overhead(_) | BenchmarkCmd::Extrinsic(_) => {
			Err("this benchmark is not offered: pallet, block, storage and machine are.".into())
		},
	})
}
