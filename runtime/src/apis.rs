//! What the node and clients may ask of the runtime.

use crate::{
	fees::{quoted_call, Quoted},
	genesis_presets, hashing, metadata,
	opaque::SessionKeys,
	views, AccountId, Aura, Balance, Block, Executive, Grandpa, Hash, InherentDataExt as _, MevShield, Nonce, Runtime,
	RuntimeCall, RuntimeGenesisConfig, Staking, Subnets, Swap, System, TransactionPayment, VERSION,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
};
use pallet_transaction_payment_rpc_runtime_api::{FeeDetails, RuntimeDispatchInfo};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::{AuthorityList, EquivocationProof, OpaqueKeyOwnershipProof, SetId};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;
use taonet_runtime_api::{
	delegate_info::{DelegateInfo, Position},
	dynamic_info::DynamicInfo,
	hyperparameters::{HyperparamEntry, SubnetHyperparams, SubnetHyperparamsV2},
	metagraph::{Metagraph, SelectiveMetagraph},
	neuron_info::{NeuronInfo, NeuronInfoLite},
	proxy_filter::{ProxyFilterInfo, ProxyTypeInfo},
	stake_info::{StakeAvailability, StakeInfo},
	subnet_info::{SubnetInfo, SubnetInfov2},
	subnet_state::SubnetState,
	swap::{SimSwapResult, SubnetPrice},
};
use taonet_shield::{KeyHash, ShieldedTransaction};
use taonet_types::{AlphaBalance, MechId, NetUid, TaoBalance};

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			let _here = hashing::here();
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			let _here = hashing::here();
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			metadata::v14()
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			metadata::at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			metadata::VERSIONS.to_vec()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(id: ViewFunctionId, input: Vec<u8>) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			let _here = hashing::here();
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			let _here = hashing::here();
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(block: <Block as BlockT>::LazyBlock, data: InherentData) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_presets::get_preset)
		}

		fn preset_names() -> Vec<PresetId> {
			genesis_presets::preset_names()
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			extrinsic: <Block as BlockT>::Extrinsic,
			block_hash: Hash,
		) -> TransactionValidity {
			let _here = hashing::here();
			Executive::validate_transaction(source, extrinsic, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		// Equivocations are not reported: see `configs::grandpa`.
		fn submit_report_equivocation_unsigned_extrinsic(
			_proof: EquivocationProof<<Block as BlockT>::Hash, NumberFor<Block>>,
			_key_owner_proof: OpaqueKeyOwnershipProof,
		) -> Option<()> {
			None
		}

		fn generate_key_ownership_proof(
			_set_id: SetId,
			_authority_id: sp_consensus_grandpa::AuthorityId,
		) -> Option<OpaqueKeyOwnershipProof> {
			None
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(extrinsic: <Block as BlockT>::Extrinsic, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(Quoted(extrinsic), len)
		}

		fn query_fee_details(extrinsic: <Block as BlockT>::Extrinsic, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_fee_details(Quoted(extrinsic), len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall> for Runtime {
		fn query_call_info(call: RuntimeCall, len: u32) -> RuntimeDispatchInfo<Balance> {
			quoted_call(&call, len).0
		}

		fn query_call_fee_details(call: RuntimeCall, len: u32) -> FeeDetails<Balance> {
			quoted_call(&call, len).1
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl taonet_runtime_api::subnet_info::SubnetInfoRuntimeApi<Block> for Runtime {
		fn get_subnet_info(netuid: NetUid) -> Option<SubnetInfo> {
			views::subnets::info(netuid).map(SubnetInfo::from)
		}

		fn get_subnets_info() -> Vec<Option<SubnetInfo>> {
			let _here = hashing::here();
			views::subnets::all(|netuid| views::subnets::info(netuid).map(SubnetInfo::from))
		}

		fn get_subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2> {
			views::subnets::info(netuid)
		}

		fn get_subnets_info_v2() -> Vec<Option<SubnetInfov2>> {
			let _here = hashing::here();
			views::subnets::all(views::subnets::info)
		}

		fn get_subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams> {
			views::hyperparameters::settings(netuid).map(SubnetHyperparams::from)
		}

		fn get_subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2> {
			views::hyperparameters::settings(netuid)
		}

		fn get_all_dynamic_info() -> Vec<Option<DynamicInfo>> {
			let _here = hashing::here();
			views::subnets::all(views::dynamic::info)
		}

		fn get_all_metagraphs() -> Vec<Option<Metagraph>> {
			let _here = hashing::here();
			views::subnets::all(|netuid| views::metagraph::full(netuid, MechId::MAIN))
		}

		fn get_metagraph(netuid: NetUid) -> Option<Metagraph> {
			let _here = hashing::here();
			views::metagraph::full(netuid, MechId::MAIN)
		}

		fn get_all_mechagraphs() -> Vec<Option<Metagraph>> {
			let _here = hashing::here();
			views::subnets::all(views::metagraph::of_all_mechanisms).into_iter().flatten().collect()
		}

		fn get_mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph> {
			let _here = hashing::here();
			views::metagraph::full(netuid, mecid)
		}

		fn get_dynamic_info(netuid: NetUid) -> Option<DynamicInfo> {
			views::dynamic::info(netuid)
		}

		fn get_subnet_state(netuid: NetUid) -> Option<SubnetState> {
			let _here = hashing::here();
			views::metagraph::state(netuid)
		}

		fn get_selective_metagraph(netuid: NetUid, metagraph_indexes: Vec<u16>) -> Option<SelectiveMetagraph> {
			let _here = hashing::here();
			views::metagraph::selective(netuid, MechId::MAIN, &metagraph_indexes)
		}

		fn get_coldkey_auto_stake_hotkey(coldkey: AccountId, netuid: NetUid) -> Option<AccountId> {
			pallet_protocol::AutoStakeDestination::<Runtime>::get(coldkey, netuid)
		}

		fn get_selective_mechagraph(
			netuid: NetUid,
			subid: MechId,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph> {
			let _here = hashing::here();
			views::metagraph::selective(netuid, subid, &metagraph_indexes)
		}

		fn get_subnet_to_prune() -> Option<NetUid> {
			Subnets::subnet_to_prune()
		}

		fn get_subnet_account_id(netuid: NetUid) -> Option<AccountId> {
			views::subnets::account(netuid)
		}

		fn get_next_epoch_start_block(netuid: NetUid) -> Option<u64> {
			views::subnets::next_epoch_start_block(netuid)
		}

		fn get_subnet_hyperparams_v3(netuid: NetUid) -> Option<Vec<HyperparamEntry>> {
			views::hyperparameters::list(netuid)
		}
	}

	impl taonet_runtime_api::neuron_info::NeuronInfoRuntimeApi<Block> for Runtime {
		fn get_neurons(netuid: NetUid) -> Vec<NeuronInfo> {
			let _here = hashing::here();
			views::neurons::all(netuid)
		}

		fn get_neuron(netuid: NetUid, uid: u16) -> Option<NeuronInfo> {
			let _here = hashing::here();
			views::neurons::full(netuid, uid)
		}

		fn get_neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite> {
			let _here = hashing::here();
			views::neurons::all_lite(netuid)
		}

		fn get_neuron_lite(netuid: NetUid, uid: u16) -> Option<NeuronInfoLite> {
			let _here = hashing::here();
			views::neurons::lite(netuid, uid)
		}
	}

	impl taonet_runtime_api::stake_info::StakeInfoRuntimeApi<Block> for Runtime {
		fn get_stake_info_for_coldkey(coldkey_account: AccountId) -> Vec<StakeInfo> {
			let _here = hashing::here();
			views::stake::of_coldkey(&coldkey_account)
		}

		fn get_stake_info_for_coldkeys(coldkey_accounts: Vec<AccountId>) -> Vec<(AccountId, Vec<StakeInfo>)> {
			let _here = hashing::here();
			views::stake::of_coldkeys(coldkey_accounts)
		}

		fn get_stake_info_for_hotkey_coldkey_netuid(
			hotkey_account: AccountId,
			coldkey_account: AccountId,
			netuid: NetUid,
		) -> Option<StakeInfo> {
			Some(views::stake::on_hotkey(&hotkey_account, &coldkey_account, netuid))
		}

		fn get_stake_availability_for_coldkeys(
			coldkey_accounts: Vec<AccountId>,
			netuids: Option<Vec<NetUid>>,
		) -> BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>> {
			let _here = hashing::here();
			views::stake::availability(coldkey_accounts, netuids)
		}

		fn get_stake_fee(
			origin: Option<(AccountId, NetUid)>,
			_origin_coldkey_account: AccountId,
			destination: Option<(AccountId, NetUid)>,
			_destination_coldkey_account: AccountId,
			amount: u64,
		) -> u64 {
			let netuid = |side: Option<(AccountId, NetUid)>| side.map(|(_, netuid)| netuid);
			views::stake::fee(netuid(origin), netuid(destination), amount)
		}

		fn get_coldkey_lock(coldkey: AccountId, netuid: NetUid) -> Option<pallet_protocol::types::LockState> {
			views::subnets::live(netuid).and_then(|netuid| Staking::lock_of(&coldkey, netuid))
		}

		fn get_hotkey_conviction(hotkey: AccountId, netuid: NetUid) -> taonet_types::fixed::U64F64 {
			Staking::conviction_of(&hotkey, netuid)
		}

		fn get_most_convicted_hotkey_on_subnet(netuid: NetUid) -> Option<AccountId> {
			views::subnets::live(netuid).and_then(Staking::most_convicted)
		}
	}

	impl taonet_runtime_api::delegate_info::DelegateInfoRuntimeApi<Block> for Runtime {
		fn get_delegates() -> Vec<DelegateInfo> {
			let _here = hashing::here();
			views::delegates::all()
		}

		fn get_delegate(delegate_account: AccountId) -> Option<DelegateInfo> {
			let _here = hashing::here();
			views::delegates::of(&delegate_account)
		}

		fn get_delegated(delegatee_account: AccountId) -> Vec<(DelegateInfo, Position)> {
			let _here = hashing::here();
			views::delegates::with_stake_of(&delegatee_account)
		}
	}

	impl taonet_runtime_api::proxy_filter::ProxyFilterRuntimeApi<Block> for Runtime {
		fn get_proxy_types() -> Vec<ProxyTypeInfo> {
			views::proxies::types()
		}

		fn get_proxy_filter(proxy_type: Option<u8>) -> Vec<ProxyFilterInfo> {
			views::proxies::filters(proxy_type)
		}
	}

	impl taonet_runtime_api::registration::SubnetRegistrationRuntimeApi<Block> for Runtime {
		fn get_network_registration_cost() -> TaoBalance {
			Subnets::lock_cost()
		}
	}

	impl taonet_runtime_api::shield::ShieldApi<Block> for Runtime {
		fn try_decode_shielded_tx(uxt: <Block as BlockT>::Extrinsic) -> Option<ShieldedTransaction> {
			views::shielded::parse(&uxt)
		}

		fn is_shielded_using_current_key(key_hash: KeyHash) -> bool {
			MevShield::opens_in_next_block(&key_hash)
		}

		fn try_unshield_tx(
			dec_key_bytes: Vec<u8>,
			shielded_tx: ShieldedTransaction,
		) -> Option<<Block as BlockT>::Extrinsic> {
			views::shielded::open(&dec_key_bytes, &shielded_tx)
		}
	}

	impl taonet_runtime_api::swap::SwapRuntimeApi<Block> for Runtime {
		fn current_alpha_price(netuid: NetUid) -> u64 {
			Swap::rao_per_alpha(netuid)
		}

		fn current_alpha_price_all() -> Vec<SubnetPrice> {
			views::prices::all()
		}

		fn sim_swap_tao_for_alpha(netuid: NetUid, tao: TaoBalance) -> SimSwapResult {
			views::prices::tao_for_alpha(netuid, tao)
		}

		fn sim_swap_alpha_for_tao(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult {
			views::prices::alpha_for_tao(netuid, alpha)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			let _here = hashing::here();
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			// A tool for developers outside consensus, which is meant to stop at the first broken rule.
			#[allow(clippy::unwrap_used)]
			let weight = Executive::try_runtime_upgrade(checks).unwrap();
			(weight, crate::configs::BlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			#[allow(clippy::unwrap_used)]
			Executive::try_execute_block(block, state_root_check, signature_check, select).unwrap()
		}
	}
}
