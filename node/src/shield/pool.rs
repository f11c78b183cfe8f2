//! The transaction pool as an author sees it.

use super::{
	opening::{Opened, Opener, Pooled, Ready},
	Keys,
};
use crate::service::{FullClient, FullPool};
use async_trait::async_trait;
use sc_transaction_pool_api::{
	ImportNotificationStream, PoolStatus, TransactionFor, TransactionPool, TransactionSource,
	TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};
use std::{collections::HashMap, pin::Pin, sync::Arc, time::Duration};
use taonet_runtime::{opaque::Block, Hash};

/// The pool, in which what was encrypted to this node stands open behind its wrapper, and what is not its to open yet is left
/// out. All else is the pool's.
pub struct ShieldedPool {
	pool: Arc<FullPool>,
	client: Arc<FullClient>,
	keys: Keys,
}

impl ShieldedPool {
	pub fn new(pool: Arc<FullPool>, client: Arc<FullClient>, keys: Keys) -> Self {
		Self { pool, client, keys }
	}

	/// These, for a block after `parent`.
	fn opened(&self, ready: Ready, parent: Hash) -> Ready {
		let opener = Opener::new(self.client.clone(), self.keys.clone(), parent);
		Box::new(Opened::new(ready, self.pool.clone(), opener))
	}
}

#[async_trait]
impl TransactionPool for ShieldedPool {
	type Block = Block;
	type Hash = TxHash<FullPool>;
	type InPoolTransaction = Pooled;
	type Error = <FullPool as TransactionPool>::Error;

	async fn submit_at(
		&self,
		at: Hash,
		source: TransactionSource,
		extrinsics: Vec<TransactionFor<Self>>,
	) -> Result<Vec<Result<TxHash<Self>, Self::Error>>, Self::Error> {
		self.pool.submit_at(at, source, extrinsics).await
	}

	async fn submit_one(
		&self,
		at: Hash,
		source: TransactionSource,
		extrinsic: TransactionFor<Self>,
	) -> Result<TxHash<Self>, Self::Error> {
		self.pool.submit_one(at, source, extrinsic).await
	}

	async fn submit_and_watch(
		&self,
		at: Hash,
		source: TransactionSource,
		extrinsic: TransactionFor<Self>,
	) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, Self::Error> {
		self.pool.submit_and_watch(at, source, extrinsic).await
	}

	async fn ready_at(&self, at: Hash) -> Ready {
		self.opened(self.pool.ready_at(at).await, at)
	}

	async fn ready_at_with_timeout(&self, at: Hash, timeout: Duration) -> Ready {
		self.opened(self.pool.ready_at_with_timeout(at, timeout).await, at)
	}

	/// Not for a block, and so as they are.
	fn ready(&self) -> Ready {
		self.pool.ready()
	}

	async fn report_invalid(&self, at: Option<Hash>, invalid: TxInvalidityReportMap<TxHash<Self>>) -> Vec<Arc<Pooled>> {
		self.pool.report_invalid(at, invalid).await
	}

	fn futures(&self) -> Vec<Pooled> {
		self.pool.futures()
	}

	fn status(&self) -> PoolStatus {
		self.pool.status()
	}

	fn import_notification_stream(&self) -> ImportNotificationStream<TxHash<Self>> {
		self.pool.import_notification_stream()
	}

	fn on_broadcasted(&self, propagations: HashMap<TxHash<Self>, Vec<String>>) {
		self.pool.on_broadcasted(propagations);
	}

	fn hash_of(&self, extrinsic: &TransactionFor<Self>) -> TxHash<Self> {
		self.pool.hash_of(extrinsic)
	}

	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Pooled>> {
		self.pool.ready_transaction(hash)
	}
}
