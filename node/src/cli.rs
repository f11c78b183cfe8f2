//! The command line.

use sc_cli::{
	BuildSpecCmd, ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd, ImportBlocksCmd,
	KeySubcommand, PurgeChainCmd, RevertCmd,
};

/// What the node reads of its environment.
const ENVIRONMENT: &str = "\
Environment:
  DRAND_URL                where pulses of the drand beacon are fetched: base addresses, separated by commas
                           [default: the relays of quicknet]
  DRAND_PUBLIC_KEY         the beacon that the chains dev, local and local-12s listen to: 192 hexadecimal digits
                           [default: quicknet's]
  BT_DEFAULT_TOKEN_WALLET  an SS58 address that owns 1 000 000 TAO on the chains dev, local and local-12s
  TAONET_COMPILED_RUNTIMES a folder, by its whole path, where compiled runtimes are kept, so that the next start is quicker";

/// A node of the Bittensor protocol.
#[derive(Debug, clap::Parser)]
#[command(after_help = ENVIRONMENT)]
pub struct Cli {
	/// What to do other than running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// How to run a node.
	#[clap(flatten)]
	pub run: NodeCmd,
}

/// What is said of reading the state ahead.
const WARM_UP_HELP: &str =
	"Reads the whole state into the cache at the start. What clients ask hardly fills the cache, so that \
	without it all metagraphs take longer";

/// Most requests in a batch over JSON-RPC. There is no limit otherwise, and a batch of 15 megabytes holds 300 000 requests.
const LONGEST_BATCH: &str = "100";

/// Options of a running node.
#[derive(Debug, clap::Parser)]
#[command(
	mut_arg("warm_up_trie_cache", |option| {
		option.default_value("non-blocking").help(WARM_UP_HELP).long_help(WARM_UP_HELP)
	}),
	mut_arg("rpc_max_batch_request_len", |option| option.default_value(LONGEST_BATCH)),
)]
pub struct NodeCmd {
	#[allow(missing_docs)]
	#[clap(flatten)]
	pub base: sc_cli::RunCmd,

	/// Shortcut for `--name Three --validator` with session keys for `Three` added to keystore.
	#[arg(long, conflicts_with_all = &["alice", "bob", "charlie", "dave", "eve", "ferdie", "one", "two"])]
	pub three: bool,
}

impl NodeCmd {
	/// Fills in what the shortcuts `--three` and `--dev` stand for; the latter is the author of the chain `dev`.
	pub fn expand_shortcuts(&mut self) {
		if self.three {
			self.base.validator = true;
			self.base.name.get_or_insert_with(|| "Three".into());
		} else if self.base.shared_params.dev && self.base.get_keyring().is_none() {
			self.base.one = true;
		}
	}

	/// Seed of the session keys that the shortcut `--three` stands for; the other shortcuts are known to `sc-cli`.
	pub fn seed_of_three(&self) -> Option<String> {
		self.three.then(|| "//Three".into())
	}
}

/// Everything but running a node.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Print a chain specification (older name and options of export-chain-spec).
	#[allow(deprecated)]
	BuildSpec(BuildSpecCmd),

	/// Print a chain specification.
	ExportChainSpec(ExportChainSpecCmd),

	/// Validate blocks again.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Write the state of a block into a chain specification.
	ExportState(ExportStateCmd),

	/// Read blocks from a file.
	ImportBlocks(ImportBlocksCmd),

	/// Delete the whole chain from this machine.
	PurgeChain(PurgeChainCmd),

	/// Go back some blocks.
	Revert(RevertCmd),

	/// Print what the database holds.
	ChainInfo(ChainInfoCmd),

	/// Measure the runtime and the machine.
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}
