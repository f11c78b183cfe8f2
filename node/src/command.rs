//! From the command line to what it asks for.

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	ports,
	service::{self, Components, FullBackend, FullClient, ImportQueue},
};
use sc_cli::{CliConfiguration, Error, SubstrateCli};
use sc_network::config::NetworkBackendType;
use sc_service::{ChainSpec, Configuration};
use std::{future::Future, sync::Arc};
use taonet_runtime::{opaque::Block, Hash};

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"taonet".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the README.md beside the source".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, chain: &str) -> Result<Box<dyn ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(chain)?))
	}
}

/// Does what the command line says.
pub fn run() -> sc_cli::Result<()> {
	let mut cli = Cli::from_args();
	cli.run.expand_shortcuts();
	match &cli.subcommand {
		None => run_node(&cli),
		Some(Subcommand::Key(command)) => command.run(&cli),
		#[allow(deprecated)]
		Some(Subcommand::BuildSpec(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(config.chain_spec, config.network))
		},
		Some(Subcommand::ExportChainSpec(command)) => {
			let spec = cli.load_spec(&command.chain)?;
			command.run(spec)
		},
		Some(Subcommand::PurgeChain(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(config.database))
		},
		Some(Subcommand::ChainInfo(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run::<Block>(&config))
		},
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(command)) => crate::benchmark::run(&cli, command),
		Some(Subcommand::CheckBlock(command)) => {
			with_chain(&cli, command, |chain, _| command.run(chain.client, chain.import_queue))
		},
		Some(Subcommand::ExportBlocks(command)) => {
			with_chain(&cli, command, |chain, config| command.run(chain.client, config.database))
		},
		Some(Subcommand::ExportState(command)) => {
			with_chain(&cli, command, |chain, config| command.run(chain.client, config.chain_spec))
		},
		Some(Subcommand::ImportBlocks(command)) => {
			with_chain(&cli, command, |chain, _| command.run(chain.client, chain.import_queue))
		},
		Some(Subcommand::Revert(command)) => with_chain(&cli, command, |chain, _| {
			let revert_grandpa = |client, _, blocks| Ok(sc_consensus_grandpa::revert(client, blocks)?);
			command.run(chain.client, chain.backend, Some(Box::new(revert_grandpa)))
		}),
	}
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let chosen = &cli.run.base.shared_params;
	chain_spec::ensure_named(chosen.chain.as_deref(), chosen.dev).map_err(Error::Input)?;
	let mut runner = cli.create_runner(&cli.run.base)?;
	if let Some(seed) = cli.run.seed_of_three() {
		runner.config_mut().dev_key_seed = Some(seed);
	}
	ports::ensure_free(runner.config_mut()).map_err(Error::Input)?;
	runner.run_node_until_exit(|config| async move {
		match config.network.network_backend {
			NetworkBackendType::Libp2p => service::new_full::<sc_network::NetworkWorker<Block, Hash>>(config),
			NetworkBackendType::Litep2p => service::new_full::<sc_network::Litep2pNetworkBackend>(config),
		}
		.map_err(Error::from)
	})
}

/// A chain that does not run.
struct StandingChain {
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	import_queue: ImportQueue,
}

/// Opens the chain's database for a command that works on it.
fn with_chain<Command, Work, Start>(cli: &Cli, command: &Command, start: Start) -> sc_cli::Result<()>
where
	Command: CliConfiguration,
	Work: Future<Output = sc_cli::Result<()>>,
	Start: FnOnce(StandingChain, Configuration) -> Work,
{
	let runner = cli.create_runner(command)?;
	runner.async_run(|config| {
		let Components { client, backend, task_manager, import_queue, .. } = service::new_partial(&config)?;
		Ok((start(StandingChain { client, backend, import_queue }, config), task_manager))
	})
}
