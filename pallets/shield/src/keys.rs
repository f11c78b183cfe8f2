//! Keys that roll from block to block. Spec: satellites 5.

use crate::{
	AuthorKeys, Config, CurrentKey, Error, NextKey, NextKeyExpiresAt, Pallet, PendingKey, PendingKeyExpiresAt,
	ShieldEncKey,
};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_inherents::{InherentData, InherentIdentifier};
use sp_runtime::traits::Saturating;
use taonet_shield::{key_hash, KeyHash, PUBLIC_KEY_BYTES};

/// Under which an author's node gives the bytes of its new key.
pub const INHERENT_IDENTIFIER: InherentIdentifier = *b"shieldpk";

/// Blocks after which `PendingKey` opens nothing any more.
pub const PENDING_KEY_LASTS: u32 = 2;
/// Blocks after which `NextKey` opens nothing any more.
pub const NEXT_KEY_LASTS: u32 = 3;

/// Slots between a block and the one whose author's key is handed out.
const SLOTS_AHEAD: u64 = 2;

/// Whose turn it is to author.
pub trait SlotAuthors<AuthorityId> {
	/// The author of so many slots after this block's; 0 for that of this block. None where nobody is an authority.
	fn after(slots: u64) -> Option<AuthorityId>;
}

/// The key that the author's node has given, if it is one.
pub(crate) fn announced(data: &InherentData) -> Option<ShieldEncKey> {
	let key = data.get_data::<Vec<u8>>(&INHERENT_IDENTIFIER).ok().flatten()?;
	ShieldEncKey::try_from(key).ok().filter(is_key)
}

fn is_key(key: &ShieldEncKey) -> bool {
	key.len() == PUBLIC_KEY_BYTES
}

impl<T: Config> Pallet<T> {
	/// Hands every key on, takes the next one from its author, and keeps this author's new one.
	///
	/// # Errors
	///
	/// `BadEncKeyLen` where it is no key, `Unreachable` where this block has no known author.
	pub(crate) fn roll_keys(new: Option<ShieldEncKey>) -> DispatchResult {
		ensure!(new.as_ref().is_none_or(is_key), Error::<T>::BadEncKeyLen);
		let author = T::SlotAuthors::after(0).ok_or(Error::<T>::Unreachable)?;
		CurrentKey::<T>::set(PendingKey::<T>::get());
		PendingKey::<T>::set(NextKey::<T>::get());
		// Before the author's own is replaced: it may be its turn again.
		NextKey::<T>::set(T::SlotAuthors::after(SLOTS_AHEAD).and_then(AuthorKeys::<T>::get));
		AuthorKeys::<T>::set(author, new);

		let now = frame_system::Pallet::<T>::block_number();
		let end = |exists: bool, lasts: u32| exists.then(|| now.saturating_add(BlockNumberFor::<T>::from(lasts)));
		PendingKeyExpiresAt::<T>::set(end(PendingKey::<T>::exists(), PENDING_KEY_LASTS));
		NextKeyExpiresAt::<T>::set(end(NextKey::<T>::exists(), NEXT_KEY_LASTS));
		Ok(())
	}

	/// Whether the author of the next block opens what is encrypted to this key: it is `PendingKey`.
	pub fn opens_in_next_block(hash: &KeyHash) -> bool {
		PendingKey::<T>::get().is_some_and(|key| key_hash(&key) == *hash)
	}
}
