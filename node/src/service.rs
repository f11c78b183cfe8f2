//! A running node: Aura authors blocks, GRANDPA finalizes them.

use crate::{
	chain_spec, drand, genesis, genesis_check,
	rpc::giving_way,
	shield::{Keys, ShieldedPool},
};
use futures::FutureExt;
use sc_chain_spec::GenesisBlockBuilder;
use sc_client_api::Backend as _;
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf, SharedVoterState};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_network::{
	config::FullNetworkConfiguration,
	service::{traits::NetworkService, NotificationMetrics},
	NetworkBackend, NotificationService, ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_network_transactions::TransactionsHandlerController;
use sc_service::{
	config::ExecutorConfiguration, error::Error as ServiceError, Configuration, TFullBackend, TFullClient, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sc_utils::mpsc::TracingUnboundedSender;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{sr25519::AuthorityPair as AuraPair, SlotDuration};
use sp_keystore::KeystorePtr;
use sp_state_machine::BasicExternalities;
use std::{sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;
use taonet_runtime::{apis::RuntimeApi, genesis_presets, opaque::Block, Hash};

/// Pairings and multiplications on BLS12-381, with which the runtime verifies drand's pulses and opens what was encrypted for them.
pub type CurveFunctions = sp_crypto_ec_utils::bls12_381::host_calls::HostFunctions;

#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = (sp_io::SubstrateHostFunctions, CurveFunctions);
#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions =
	(sp_io::SubstrateHostFunctions, CurveFunctions, frame_benchmarking::benchmarking::HostFunctions);

type Executor = WasmExecutor<HostFunctions>;
/// Reads the chain and calls its runtime.
pub type FullClient = TFullClient<Block, RuntimeApi, Executor>;
/// Holds blocks and states.
pub type FullBackend = TFullBackend<Block>;
type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
type FullBlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type FullLinkHalf = LinkHalf<Block, FullClient, FullSelectChain>;
/// Checks blocks that others have made.
pub type ImportQueue = sc_consensus::DefaultImportQueue<Block>;
/// Extrinsics that wait.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;

/// Names a folder for compiled runtimes. A runtime is compiled in some seconds, at each start.
const COMPILED_RUNTIMES_VARIABLE: &str = "TAONET_COMPILED_RUNTIMES";
/// Blocks between two GRANDPA justifications that are kept at least.
const JUSTIFICATION_PERIOD: u32 = 512;

/// What the parts share beyond the usual.
pub struct Shared {
	block_import: FullBlockImport,
	grandpa_link: FullLinkHalf,
	slot_duration: SlotDuration,
	telemetry: Option<Telemetry>,
}

/// The parts of a node that sub-commands need too.
pub type Components =
	sc_service::PartialComponents<FullClient, FullBackend, FullSelectChain, ImportQueue, FullPool, Shared>;

type ClientParts = (FullClient, Arc<FullBackend>, sc_service::KeystoreContainer, TaskManager);

/// Runs the runtime as the SDK's nodes do, and where the environment names a folder keeps what was compiled there.
fn executor(config: &ExecutorConfiguration) -> Executor {
	let heap = config.default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |extra_pages| HeapAllocStrategy::Static {
		extra_pages: u32::try_from(extra_pages).unwrap_or(u32::MAX),
	});
	let builder = Executor::builder()
		.with_execution_method(config.wasm_method)
		.with_onchain_heap_alloc_strategy(heap)
		.with_offchain_heap_alloc_strategy(heap)
		.with_max_runtime_instances(config.max_runtime_instances)
		.with_runtime_cache_size(config.runtime_cache_size);
	match std::env::var_os(COMPILED_RUNTIMES_VARIABLE) {
		Some(folder) => builder.with_cache_path(folder).build(),
		None => builder.build(),
	}
}

/// Opens the database, after a look at the genesis: whether it can run, and whether the database belongs to it.
fn open_client(config: &Configuration, telemetry: Option<&Telemetry>) -> Result<ClientParts, ServiceError> {
	let chain = config.chain_spec.name();
	let mut genesis = genesis::build(&*config.chain_spec)
		.map_err(|error| ServiceError::Other(format!("the genesis of chain `{chain}` cannot be built: {error}")))?;
	if !BasicExternalities::execute_with_storage(&mut genesis, genesis_presets::has_authorities) {
		return Err(ServiceError::Other(chain_spec::unfinished(chain)));
	}
	let executor = executor(&config.executor);
	let database = config.database.path().map(|path| path.display().to_string()).unwrap_or_default();
	let backend = sc_service::new_db_backend(config.db_config()).map_err(|error| {
		ServiceError::Other(format!(
			"the database at {database} cannot be opened: {error}. If another node uses it, stop that node or choose another \
			 --base-path."
		))
	})?;
	genesis_check::ensure_same_chain(&backend, executor.clone(), genesis.clone(), chain, &database)?;
	let builder =
		GenesisBlockBuilder::new_with_storage(genesis, !config.no_genesis(), backend.clone(), executor.clone())?;
	let telemetry = telemetry.map(Telemetry::handle);
	sc_service::new_full_parts_with_genesis_builder(config, telemetry, executor, backend, builder, false)
}

fn start_telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>, ServiceError> {
	let endpoints = config.telemetry_endpoints.clone().filter(|endpoints| !endpoints.is_empty());
	endpoints
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()
		.map_err(Into::into)
}

/// Opens everything that does not need the network.
pub fn new_partial(config: &Configuration) -> Result<Components, ServiceError> {
	let telemetry = start_telemetry(config)?;
	let (client, backend, keystore_container, task_manager) =
		open_client(config, telemetry.as_ref().map(|(_, telemetry)| telemetry))?;
	let client = Arc::new(client);
	let slot_duration = sc_consensus_aura::slot_duration(&*client)?;

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);
	let (block_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;
	let import_queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
		block_import: block_import.clone(),
		justification_import: Some(Box::new(block_import.clone())),
		client: client.clone(),
		create_inherent_data_providers: move |_, ()| inherents(slot_duration),
		spawner: &task_manager.spawn_essential_handle(),
		registry: config.prometheus_registry(),
		check_for_equivocation: Default::default(),
		telemetry: telemetry.as_ref().map(Telemetry::handle),
		compatibility_mode: Default::default(),
	})?;

	Ok(Components {
		client,
		backend,
		task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Shared { block_import, grandpa_link, slot_duration, telemetry },
	})
}

type Inherents = (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider);

/// What every block says of itself: the time, and the slot that follows from it.
async fn inherents(slot_duration: SlotDuration) -> Result<Inherents, Box<dyn std::error::Error + Send + Sync>> {
	let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
	let slot =
		sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
	Ok((slot, timestamp))
}

type AuthorsInherents = (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider, Keys);

/// The same, and the author's next key.
async fn authors_inherents(
	slot_duration: SlotDuration,
	keys: Keys,
) -> Result<AuthorsInherents, Box<dyn std::error::Error + Send + Sync>> {
	let (slot, timestamp) = inherents(slot_duration).await?;
	Ok((slot, timestamp, keys))
}

/// Starts a node.
pub fn new_full<Network: NetworkBackend<Block, Hash>>(config: Configuration) -> Result<TaskManager, ServiceError> {
	let relays = drand::relays().map_err(ServiceError::Other)?;
	let Components {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other,
	} = new_partial(&config)?;
	let Shared { block_import, grandpa_link, slot_duration, mut telemetry } = other;

	let connections = connect::<Network>(
		&config,
		&task_manager,
		client.clone(),
		backend.clone(),
		transaction_pool.clone(),
		import_queue,
		&grandpa_link,
	)?;
	let Connections { network, sync_service, system_rpc_tx, tx_handler_controller, grandpa } = connections;
	if config.offchain_worker.enabled {
		drand::tell_worker(&backend, &relays);
		let keystore = keystore_container.keystore();
		spawn_offchain_workers(&config, &task_manager, &client, &backend, keystore, &transaction_pool, &network)?;
	}

	let registry = config.prometheus_registry().cloned();
	let keystore = config.role.is_authority().then(|| keystore_container.keystore());
	let grandpa_config = (!config.disable_grandpa)
		.then(|| grandpa_config(&config, slot_duration, grandpa.name, keystore.clone(), telemetry.as_ref()));
	let force_authoring = config.force_authoring;
	let (rpc_client, rpc_pool) = (client.clone(), transaction_pool.clone());
	// Who asks for a lot at once must not keep blocks from being made.
	giving_way(|| {
		sc_service::spawn_tasks(sc_service::SpawnTasksParams {
			network: network.clone(),
			client: client.clone(),
			keystore: keystore_container.keystore(),
			task_manager: &mut task_manager,
			transaction_pool: transaction_pool.clone(),
			rpc_builder: Box::new(move |_| {
				crate::rpc::create(rpc_client.clone(), rpc_pool.clone()).map_err(ServiceError::Application)
			}),
			backend,
			system_rpc_tx,
			tx_handler_controller,
			sync_service: sync_service.clone(),
			config,
			telemetry: telemetry.as_mut(),
			tracing_execute_block: None,
		})
	})?;

	let telemetry = telemetry.as_ref().map(Telemetry::handle);
	if let Some(keystore) = keystore {
		Author {
			client,
			select_chain,
			block_import,
			slot_duration,
			force_authoring,
			keystore,
			transaction_pool: transaction_pool.clone(),
			sync_service: sync_service.clone(),
			registry: registry.clone(),
			telemetry: telemetry.clone(),
		}
		.spawn(&task_manager)?;
	}
	if let Some(config) = grandpa_config {
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config,
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service: grandpa.notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: registry,
			shared_voter_state: SharedVoterState::empty(),
			telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}
	Ok(task_manager)
}

/// The node's ties to others.
struct Connections {
	network: Arc<dyn NetworkService>,
	sync_service: Arc<SyncingService<Block>>,
	system_rpc_tx: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
	tx_handler_controller: TransactionsHandlerController<Hash>,
	grandpa: GrandpaProtocol,
}

/// GRANDPA's protocol in this network: its name and its messages.
struct GrandpaProtocol {
	name: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

/// Starts the network and the synchronisation of blocks.
fn connect<Network: NetworkBackend<Block, Hash>>(
	config: &Configuration,
	task_manager: &TaskManager,
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	transaction_pool: Arc<FullPool>,
	import_queue: ImportQueue,
	grandpa_link: &FullLinkHalf,
) -> Result<Connections, ServiceError> {
	let registry = config.prometheus_registry();
	let metrics = Network::register_notification_metrics(registry);
	let mut net_config = FullNetworkConfiguration::<_, _, Network>::new(&config.network, registry.cloned());
	let grandpa = grandpa_protocol::<Network>(&client, config, &mut net_config, metrics.clone());
	let authorities = grandpa_link.shared_authority_set().clone();
	let warp_sync = sc_consensus_grandpa::warp_proof::NetworkProvider::new(backend, authorities, Vec::default());
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config,
			net_config,
			client,
			transaction_pool,
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(sc_service::WarpSyncConfig::WithProvider(Arc::new(warp_sync))),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	Ok(Connections { network, sync_service, system_rpc_tx, tx_handler_controller, grandpa })
}

/// What authoring blocks takes.
struct Author {
	client: Arc<FullClient>,
	select_chain: FullSelectChain,
	block_import: FullBlockImport,
	slot_duration: SlotDuration,
	force_authoring: bool,
	keystore: KeystorePtr,
	transaction_pool: Arc<FullPool>,
	sync_service: Arc<SyncingService<Block>>,
	registry: Option<Registry>,
	telemetry: Option<TelemetryHandle>,
}

/// Most bytes of extrinsics that an author puts into a block: what the runtime allows. The author's own limit is 4 MiB, which an
/// upgrade to a runtime that is not compressed would not fit into.
const BLOCK_BYTES: usize = 10 * 1024 * 1024;

impl Author {
	/// Starts authoring. Its end is the node's end: a validator that no longer authors is better stopped than kept running.
	fn spawn(self, task_manager: &TaskManager) -> Result<(), ServiceError> {
		let slot_duration = self.slot_duration;
		let keys = Keys::default();
		let pool = ShieldedPool::new(self.transaction_pool, self.client.clone(), keys.clone());
		let mut proposer_factory = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			self.client.clone(),
			Arc::new(pool),
			self.registry.as_ref(),
			self.telemetry.clone(),
		);
		proposer_factory.set_default_block_size_limit(BLOCK_BYTES);
		let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
			slot_duration,
			client: self.client,
			select_chain: self.select_chain,
			block_import: self.block_import,
			proposer_factory,
			create_inherent_data_providers: move |_, ()| authors_inherents(slot_duration, keys.clone()),
			force_authoring: self.force_authoring,
			backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
			keystore: self.keystore,
			sync_oracle: self.sync_service.clone(),
			justification_sync_link: self.sync_service,
			block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
			max_block_proposal_slot_portion: None,
			telemetry: self.telemetry,
			compatibility_mode: Default::default(),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("aura", Some("block-authoring"), aura);
		Ok(())
	}
}

/// Announces GRANDPA's protocol to the network.
fn grandpa_protocol<Network: NetworkBackend<Block, Hash>>(
	client: &FullClient,
	config: &Configuration,
	net_config: &mut FullNetworkConfiguration<Block, Hash, Network>,
	metrics: NotificationMetrics,
) -> GrandpaProtocol {
	let genesis = client.info().genesis_hash;
	let name = sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
	let peers = net_config.peer_store_handle();
	let (protocol, notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(name.clone(), metrics, peers);
	net_config.add_notification_protocol(protocol);
	GrandpaProtocol { name, notifications }
}

/// How this node takes part in GRANDPA: it votes if it has a keystore.
fn grandpa_config(
	config: &Configuration,
	slot_duration: SlotDuration,
	protocol_name: ProtocolName,
	keystore: Option<KeystorePtr>,
	telemetry: Option<&Telemetry>,
) -> sc_consensus_grandpa::Config {
	sc_consensus_grandpa::Config {
		gossip_duration: gossip_duration(slot_duration),
		justification_generation_period: JUSTIFICATION_PERIOD,
		name: Some(config.network.node_name.clone()),
		observer_enabled: false,
		keystore,
		local_role: config.role,
		telemetry: telemetry.map(Telemetry::handle),
		protocol_name,
	}
}

/// Time that GRANDPA allows a vote to reach everybody. A round takes a few of these: fast blocks need fast rounds, or
/// finality would fall behind by many blocks.
fn gossip_duration(slot_duration: SlotDuration) -> Duration {
	const LONGEST: Duration = Duration::from_millis(333);
	LONGEST.min(Duration::from_millis(slot_duration.as_millis() >> 2))
}

fn spawn_offchain_workers(
	config: &Configuration,
	task_manager: &TaskManager,
	client: &Arc<FullClient>,
	backend: &Arc<FullBackend>,
	keystore: KeystorePtr,
	transaction_pool: &Arc<FullPool>,
	network: &Arc<dyn NetworkService>,
) -> Result<(), ServiceError> {
	let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
		runtime_api_provider: client.clone(),
		is_validator: config.role.is_authority(),
		keystore: Some(keystore),
		offchain_db: backend.offchain_storage(),
		transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
		network_provider: Arc::new(network.clone()),
		enable_http_requests: true,
		custom_extensions: |_| vec![],
	})?;
	task_manager.spawn_handle().spawn(
		"offchain-workers-runner",
		"offchain-worker",
		workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
	);
	Ok(())
}
