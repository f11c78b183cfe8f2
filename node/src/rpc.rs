//! JSON-RPC methods beyond those that every Substrate node has (`sc-service` adds `author`, `chain`, `state`, `system`,
//! `chainHead`, `chainSpec`, `transaction` and, on a node that keeps everything, `archive`).

use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_block_builder::BlockBuilder;
use sp_blockchain::{Error as BlockChainError, HeaderBackend, HeaderMetadata};
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};
use taonet_runtime::{opaque::Block, AccountId, Balance, Nonce};

/// `system_accountNextIndex` with its alias `account_nextIndex`, `system_dryRun`, `payment_queryInfo` and
/// `payment_queryFeeDetails`.
pub fn create<Client, Pool>(client: Arc<Client>, pool: Arc<Pool>) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>>
where
	Client: ProvideRuntimeApi<Block>
		+ HeaderBackend<Block>
		+ HeaderMetadata<Block, Error = BlockChainError>
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
	module.merge(TransactionPayment::new(client).into_rpc())?;
	Ok(module)
}
