//! Encrypted extrinsics on their way from the pool into a block.

use super::Keys;
use crate::service::{FullClient, FullPool};
use codec::{Decode, Encode};
use sc_client_api::{StorageKey, StorageProvider};
use sc_transaction_pool_api::{ReadyTransactions, TransactionPool};
use sp_api::ProvideRuntimeApi;
use std::sync::Arc;
use taonet_runtime::{
	opaque::{Block, UncheckedExtrinsic},
	Hash, Runtime,
};
use taonet_runtime_api::shield::ShieldApi;
use taonet_shield::{key_hash, KeyHash, KEM_CIPHERTEXT_BYTES};

/// An extrinsic in the pool.
pub type Pooled = <FullPool as TransactionPool>::InPoolTransaction;
/// Extrinsics in the order in which they should go into a block.
pub type Ready = Box<dyn ReadyTransactions<Item = Arc<Pooled>> + Send>;

/// What to do with an extrinsic.
#[derive(Debug, Eq, PartialEq)]
enum Turn {
	/// It goes in as it is.
	Plain,
	/// It waits for the author who can open it.
	Wait,
	/// It goes in, and behind it what it holds.
	Open,
}

/// What to do with what is encrypted to a key: `is_pending` if it is that of the author of this block, `is_next` of the
/// next one, `is_own` if this node has it.
///
/// Whose turn has passed opens it still, if it is not too old. It is late then because it came late or a slot stayed empty.
/// What is to be opened by nobody any more goes in closed, or it could fill the pool without ever paying a fee.
fn turn(is_pending: bool, is_next: bool, is_own: bool) -> Turn {
	match (is_pending, is_next, is_own) {
		(true, _, true) | (false, false, true) => Turn::Open,
		(true, _, false) | (false, true, _) => Turn::Wait,
		(false, false, false) => Turn::Plain,
	}
}

/// What an author needs to open extrinsics for the block after `parent`.
pub struct Opener {
	client: Arc<FullClient>,
	keys: Keys,
	parent: Hash,
	/// Of `MevShield.NextKey`.
	next: Option<KeyHash>,
}

impl Opener {
	pub fn new(client: Arc<FullClient>, keys: Keys, parent: Hash) -> Self {
		let item = StorageKey(pallet_shield::NextKey::<Runtime>::hashed_key().to_vec());
		let key = client.storage(parent, &item).ok().flatten();
		let next = key.and_then(|key| Vec::<u8>::decode(&mut key.0.as_slice()).ok()).map(|key| key_hash(&key));
		Self { client, keys, parent, next }
	}

	/// What to do with the extrinsic, and what it holds if that is to be opened and is an extrinsic. The runtime takes it apart, as one
	/// in which numbers of calls have changed would know.
	fn look(&self, extrinsic: &UncheckedExtrinsic) -> (Turn, Option<UncheckedExtrinsic>) {
		// Nearly all others are shorter.
		if extrinsic.encoded_size() < KEM_CIPHERTEXT_BYTES {
			return (Turn::Plain, None);
		}
		let shielded = self.client.runtime_api().try_decode_shielded_tx(self.parent, extrinsic.clone());
		let Ok(Some(shielded)) = shielded else { return (Turn::Plain, None) };
		let hash = shielded.key_hash;
		let is_pending = self.client.runtime_api().is_shielded_using_current_key(self.parent, hash).unwrap_or(false);
		let secret = self.keys.secret(&hash);
		let turn = turn(is_pending, self.next == Some(hash), secret.is_some());
		let opened = secret.filter(|_| turn == Turn::Open).and_then(|secret| {
			// An error is that of a runtime that did not survive the bytes.
			self.client.runtime_api().try_unshield_tx(self.parent, secret, shielded).ok().flatten()
		});
		(turn, opened)
	}
}

/// The extrinsics that are ready, each encrypted one followed by what it holds, without those whose turn it is not. What was
/// opened was never checked: whoever builds the block leaves it out where it is not valid.
pub struct Opened {
	ready: Ready,
	pool: Arc<FullPool>,
	opener: Opener,
	/// What the last one holds.
	inside: Option<Arc<Pooled>>,
}

impl Opened {
	pub fn new(ready: Ready, pool: Arc<FullPool>, opener: Opener) -> Self {
		Self { ready, pool, opener, inside: None }
	}

	/// In place of the one that it was in.
	fn pooled(&self, wrapper: &Pooled, extrinsic: UncheckedExtrinsic) -> Arc<Pooled> {
		let mut pooled = wrapper.clone();
		pooled.hash = self.pool.hash_of(&extrinsic);
		pooled.bytes = extrinsic.encoded_size();
		pooled.data = Arc::new(extrinsic);
		Arc::new(pooled)
	}
}

impl Iterator for Opened {
	type Item = Arc<Pooled>;

	fn next(&mut self) -> Option<Self::Item> {
		if let Some(inside) = self.inside.take() {
			return Some(inside);
		}
		loop {
			let wrapper = self.ready.next()?;
			let (turn, opened) = self.opener.look(&wrapper.data);
			if turn == Turn::Wait {
				// And so does what its signer has sent after it.
				self.ready.report_invalid(&wrapper);
				continue;
			}
			self.inside = opened.map(|extrinsic| self.pooled(&wrapper, extrinsic));
			return Some(wrapper);
		}
	}
}

impl ReadyTransactions for Opened {
	/// What was in one that did not go into the block does not go in either.
	fn report_invalid(&mut self, reported: &Self::Item) {
		self.inside = None;
		self.ready.report_invalid(reported);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn extrinsic_is_opened_by_whose_key_it_is_not_before_its_turn() {
		let cases = [
			((true, false, true), Turn::Open),
			((true, false, false), Turn::Wait),
			((false, true, true), Turn::Wait),
			((false, true, false), Turn::Wait),
			((false, false, true), Turn::Open),
			((false, false, false), Turn::Plain),
			// An author whose key has been announced for two blocks in a row.
			((true, true, true), Turn::Open),
			((true, true, false), Turn::Wait),
		];
		for ((is_pending, is_next, is_own), expected) in cases {
			assert_eq!(turn(is_pending, is_next, is_own), expected, "{is_pending} {is_next} {is_own}");
		}
	}
}
