//! Refuses to run a chain on the database of another.
//!
//! A database remembers its own genesis. Opened with another specification of the same id it would go on with the old
//! chain in silence.

use sc_chain_spec::{BuildGenesisBlock, GenesisBlockBuilder};
use sc_client_api::Backend as _;
use sc_executor::RuntimeVersionOf;
use sc_service::{error::Error, TFullBackend};
use sp_blockchain::HeaderBackend;
use sp_core::storage::Storage;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;
use taonet_runtime::{opaque::Block, Hash};

/// Fails if `backend` holds a chain whose first block is not the one that `genesis` makes.
pub fn ensure_same_chain(
	backend: &Arc<TFullBackend<Block>>,
	executor: impl RuntimeVersionOf,
	genesis: Storage,
	chain: &str,
	database: &str,
) -> Result<(), Error> {
	let stored = backend.blockchain().info().genesis_hash;
	if stored == Hash::zero() {
		return Ok(());
	}
	let builder = GenesisBlockBuilder::<Block, _, _>::new_with_storage(genesis, false, backend.clone(), executor)?;
	let (block, _) = builder.build_genesis_block()?;
	let specified = block.header().hash();
	if stored == specified {
		return Ok(());
	}
	Err(Error::Other(format!(
		"the database at {database} belongs to another chain: its first block is {stored:?}, that of `{chain}` is {specified:?}. \
		 Choose another --base-path, or delete the old chain with `taonet purge-chain`."
	)))
}
