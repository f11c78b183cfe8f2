//! JSON-RPC methods beyond those that every Substrate node has (`sc-service` adds `author`, `chain`, `state`, `system`,
//! `chainHead`, `chainSpec`, `transaction` and, on a node that keeps everything, `archive`).

mod protocol;
mod runtime;
#[cfg(test)]
mod tests;
mod threads;

use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use protocol::{DelegatesServer, NeuronsServer, Protocol, StakesServer, SubnetsServer, SwapsServer};
use runtime::AskRuntime;
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::{Error as BlockChainError, HeaderBackend, HeaderMetadata};
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};
use taonet_runtime::{opaque::Block, AccountId, Balance, Nonce};

pub use threads::giving_way;

/// `system_accountNextIndex` with its alias `account_nextIndex`, `system_dryRun`, `payment_queryInfo`,
/// `payment_queryFeeDetails`, and the methods of the protocol.
pub fn create<Client, Pool>(client: Arc<Client>, pool: Arc<Pool>) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>>
where
	Client: ProvideRuntimeApi<Block>
		+ HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = BlockChainError>
		+ AskRuntime
		+ Send
		+ Sync
		+ 'static,
	Client::Api: substrate_frame_rpc_system::AccountNonceApi<Block, AccountId, Nonce>,
	Client::Api: pallet_transaction_payment_rpc::TransactionPaymentRuntimeApi<Block, Balance>,
	Client::Api: BlockBuilder<Block>,
	Pool: TransactionPool<Block = Block> + 'static,
{
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(of_protocol(client)?)?;
	Ok(module)
}

/// The methods `delegateInfo_*`, `neuronInfo_*`, `subnetInfo_*`, `stakeInfo_*` and `swap_*`.
fn of_protocol<Client: AskRuntime>(client: Arc<Client>) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
	let protocol = Protocol::new(client);
	let mut module = RpcModule::new(());
	module.merge(DelegatesServer::into_rpc(protocol.clone()))?;
	module.merge(NeuronsServer::into_rpc(protocol.clone()))?;
	module.merge(SubnetsServer::into_rpc(protocol.clone()))?;
	module.merge(StakesServer::into_rpc(protocol.clone()))?;
	module.merge(SwapsServer::into_rpc(protocol))?;
	Ok(module)
}
