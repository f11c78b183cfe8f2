//! Questions to the runtime of a block, for methods that pass the answer on.

use codec::Encode;
use jsonrpsee::types::ErrorObjectOwned;
use sc_client_api::{CallExecutor, ExecutorProvider};
use sp_blockchain::HeaderBackend;
use sp_core::traits::CallContext;
use taonet_runtime::{opaque::Block, Hash};

/// The code of all errors here. `state_call` answers with the same one where it cannot answer.
pub const NO_ANSWER: i32 = 4003;

/// Answers questions to the runtime.
pub trait AskRuntime: Send + Sync + 'static {
	/// What a method of a runtime API answers about the state after the block, SCALE-encoded as the runtime left it; the newest
	/// block where none is named. `method` is the name of the API and the method with `_` between them; `arguments` are a tuple.
	///
	/// # Errors
	///
	/// Where the node has no such block, has forgotten the state after it, or where the runtime of that block fails or does not
	/// know the method.
	fn ask(&self, method: &str, arguments: impl Encode, at: Option<Hash>) -> Result<Vec<u8>, ErrorObjectOwned>;
}

impl<Client> AskRuntime for Client
where
	Client: ExecutorProvider<Block> + HeaderBackend<Block> + Send + Sync + 'static,
{
	fn ask(&self, method: &str, arguments: impl Encode, at: Option<Hash>) -> Result<Vec<u8>, ErrorObjectOwned> {
		let block = at.unwrap_or_else(|| self.info().best_hash);
		match self.number(block) {
			// The answer is not decoded: whatever the runtime of that block answers goes to the client.
			Ok(Some(_)) => self
				.executor()
				.call(block, method, &arguments.encode(), CallContext::Offchain)
				.map_err(|error| failed(method, error)),
			Ok(None) => Err(unknown(block)),
			Err(error) => Err(failed(method, error)),
		}
	}
}

/// The node does not know the block.
pub fn unknown(block: Hash) -> ErrorObjectOwned {
	let remedy = format!("This node has no block {block:?}. Leave the hash out to ask about the newest block.");
	ErrorObjectOwned::owned(NO_ANSWER, "Unknown block", Some(remedy))
}

/// The runtime of the block did not answer, or not what it should.
pub fn failed(method: &str, error: impl ToString) -> ErrorObjectOwned {
	let cause = format!("{method}: {}", error.to_string());
	ErrorObjectOwned::owned(NO_ANSWER, "The runtime gave no answer", Some(cause))
}
