//! The keys of this node, in memory alone: what was encrypted before a restart stays closed.

use async_trait::async_trait;
use pallet_shield::INHERENT_IDENTIFIER;
use rand::{rngs::OsRng, TryRngCore};
use sp_inherents::{Error, InherentData, InherentDataProvider, InherentIdentifier};
use std::{
	collections::VecDeque,
	sync::{Arc, Mutex, PoisonError},
};
use taonet_shield::{key_hash, key_pair, KeyHash, KeyPair, SEED_BYTES};

/// Keys that are kept. A key is handed out one to three blocks of its author's after it was announced, three where there is no
/// other author; what is encrypted to it may wait for eight.
const KEPT: usize = 12;

/// The last keys that this node has announced. Clones are the same keys.
#[derive(Clone, Default)]
pub struct Keys(Arc<Mutex<VecDeque<(KeyHash, KeyPair)>>>);

impl Keys {
	/// Makes a new key, forgets the oldest, and answers the public one.
	pub fn roll(&self) -> Result<Vec<u8>, String> {
		let mut seed = [0; SEED_BYTES];
		OsRng.try_fill_bytes(&mut seed).map_err(|error| format!("no random numbers for a key: {error}"))?;
		let pair = key_pair(seed);
		let public_key = pair.public_key.clone();
		let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		keys.truncate(KEPT.saturating_sub(1));
		keys.push_front((key_hash(&public_key), pair));
		Ok(public_key)
	}

	/// The secret key that belongs to a public one, if it is among the last of this node.
	pub fn secret(&self, hash: &KeyHash) -> Option<Vec<u8>> {
		let keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		keys.iter().find(|(known, _)| known == hash).map(|(_, pair)| pair.secret_key.clone())
	}
}

#[async_trait]
impl InherentDataProvider for Keys {
	/// A new key for every block that is begun.
	async fn provide_inherent_data(&self, data: &mut InherentData) -> Result<(), Error> {
		let public_key = self.roll().map_err(|error| Error::Application(error.into()))?;
		data.put_data(INHERENT_IDENTIFIER, &public_key)
	}

	/// Nobody checks the key of another.
	async fn try_handle_error(&self, _identifier: &InherentIdentifier, _error: &[u8]) -> Option<Result<(), Error>> {
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn last_keys_are_kept_and_older_ones_forgotten() {
		let keys = Keys::default();
		let hashes: Vec<_> = (0..=KEPT).map(|_| key_hash(&keys.roll().expect("is random"))).collect();
		assert!(hashes.iter().all(|hash| hashes.iter().filter(|other| *other == hash).count() == 1));
		let known: Vec<_> = hashes.iter().map(|hash| keys.secret(hash).is_some()).collect();
		assert_eq!(known, [vec![false], vec![true; KEPT]].concat());
	}

	#[test]
	fn announced_key_opens_what_is_sealed_to_it() {
		let keys = Keys::default();
		let data = futures::executor::block_on(keys.create_inherent_data()).expect("is provided");
		let public_key: Vec<u8> = data.get_data(&INHERENT_IDENTIFIER).expect("can be read").expect("is there");
		let sealed = taonet_shield::seal(&public_key, [1; 32], [2; 24], b"text").expect("is a key");
		let secret = keys.secret(&sealed.key_hash).expect("is kept");
		assert_eq!(taonet_shield::open(&secret, &sealed), Some(b"text".to_vec()));
	}
}
