//! Encrypted extrinsics on their way from the pool into a block.

use super::Keys;
use crate::service::{FullClient, FullPool};
use codec::{Decode, Encode};
use sc_client_api::{StorageKey, StorageProvider};
use sc_transaction_pool_api::{ReadyTransactions, TransactionPool};
use sp_api::ProvideRuntimeApi;
use sp_runtime::traits::Header as _;
use std::{cell::OnceCell, iter, sync::Arc};
use taonet_runtime::{opaque::UncheckedExtrinsic, Hash, Runtime};
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

/// What the author of a block knows of a key.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
	/// It has the secret one.
	is_own: bool,
	/// It is `MevShield.PendingKey`: that of the author of this block.
	is_pending: bool,
	/// It is `MevShield.NextKey`: that of the author of the next block.
	is_next: bool,
	/// It was `NextKey` a few blocks ago.
	is_recent: bool,
}

/// What to do with what is encrypted to a key. Whose turn has passed opens it at the next one: it came late, or a slot stayed empty.
/// What nobody opens any more goes in closed, or it could fill the pool without ever paying a fee.
fn turn(key: Standing) -> Turn {
	match key {
		Standing { is_own: true, is_pending: false, is_next: true, .. } => Turn::Wait,
		Standing { is_own: true, .. } => Turn::Open,
		Standing { is_pending: true, .. } | Standing { is_next: true, .. } | Standing { is_recent: true, .. } => {
			Turn::Wait
		},
		_ => Turn::Plain,
	}
}

/// Blocks for which authors wait for another one to open what was encrypted to its key, from the one that handed it out on: two
/// turns of three authors. An encrypted extrinsic lives for eight.
const WAITING: usize = 6;

/// What an author needs to open extrinsics for the block after `parent`.
pub struct Opener {
	client: Arc<FullClient>,
	keys: Keys,
	parent: Hash,
	/// Of `NextKey` in the last blocks, the last one first.
	handed_out: OnceCell<Vec<Option<KeyHash>>>,
}

impl Opener {
	pub fn new(client: Arc<FullClient>, keys: Keys, parent: Hash) -> Self {
		Self { client, keys, parent, handed_out: OnceCell::new() }
	}

	/// `NextKey` in the state of a block.
	fn next_key(&self, block: Hash) -> Option<KeyHash> {
		let item = StorageKey(pallet_shield::NextKey::<Runtime>::hashed_key().to_vec());
		let stored = self.client.storage(block, &item).ok().flatten()?;
		Some(key_hash(&Vec::<u8>::decode(&mut stored.0.as_slice()).ok()?))
	}

	fn handed_out(&self) -> &[Option<KeyHash>] {
		self.handed_out.get_or_init(|| {
			let before = |block: &Hash| Some(*self.client.header(*block).ok().flatten()?.parent_hash());
			let blocks = iter::successors(Some(self.parent), before);
			blocks.take(WAITING).map(|block| self.next_key(block)).collect()
		})
	}

	fn standing(&self, hash: KeyHash, is_own: bool) -> Standing {
		let is_pending = self.client.runtime_api().is_shielded_using_current_key(self.parent, hash).unwrap_or(false);
		let handed_out = self.handed_out();
		let is_next = handed_out.first() == Some(&Some(hash));
		Standing { is_own, is_pending, is_next, is_recent: handed_out.contains(&Some(hash)) }
	}

	/// What to do with the extrinsic, and what it holds if that is to be opened and is an extrinsic. The runtime takes it apart, which
	/// alone knows the numbers of its calls.
	fn look(&self, extrinsic: &UncheckedExtrinsic) -> (Turn, Option<UncheckedExtrinsic>) {
		// Nearly all others are shorter.
		if extrinsic.encoded_size() < KEM_CIPHERTEXT_BYTES {
			return (Turn::Plain, None);
		}
		let shielded = self.client.runtime_api().try_decode_shielded_tx(self.parent, extrinsic.clone());
		let Ok(Some(shielded)) = shielded else { return (Turn::Plain, None) };
		let secret = self.keys.secret(&shielded.key_hash);
		let turn = turn(self.standing(shielded.key_hash, secret.is_some()));
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

	const NOT_KNOWN: Standing = Standing { is_own: false, is_pending: false, is_next: false, is_recent: false };

	#[test]
	fn author_opens_what_is_its_own_when_its_turn_has_come_or_passed() {
		let own = Standing { is_own: true, ..NOT_KNOWN };
		assert_eq!(turn(Standing { is_pending: true, is_recent: true, ..own }), Turn::Open);
		assert_eq!(turn(Standing { is_recent: true, ..own }), Turn::Open);
		assert_eq!(turn(own), Turn::Open);
		assert_eq!(turn(Standing { is_next: true, is_recent: true, ..own }), Turn::Wait);
		// Its key stays the same for two blocks if it has authored none in between.
		assert_eq!(turn(Standing { is_pending: true, is_next: true, is_recent: true, ..own }), Turn::Open);
	}

	#[test]
	fn extrinsic_waits_for_another_author_but_not_for_ever() {
		assert_eq!(turn(Standing { is_pending: true, ..NOT_KNOWN }), Turn::Wait);
		assert_eq!(turn(Standing { is_next: true, is_recent: true, ..NOT_KNOWN }), Turn::Wait);
		assert_eq!(turn(Standing { is_recent: true, ..NOT_KNOWN }), Turn::Wait);
		assert_eq!(turn(NOT_KNOWN), Turn::Plain);
	}
}
