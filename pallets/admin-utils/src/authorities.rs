//! Who makes and who finalizes blocks.

use crate::{Config, Pallet};
use alloc::collections::BTreeSet;
use frame_support::{dispatch::DispatchResult, traits::Get, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_consensus_grandpa::AuthorityList;
use sp_runtime::traits::CheckedAdd;

/// Keeps the list of those who make blocks in turn.
pub trait Authors<AuthorityId, Most: Get<u32>> {
	/// Replaces it from the next block on. The list is not empty.
	fn replace(authorities: BoundedVec<AuthorityId, Most>);
}

impl<T: pallet_aura::Config> Authors<T::AuthorityId, T::MaxAuthorities> for pallet_aura::Pallet<T> {
	fn replace(authorities: BoundedVec<T::AuthorityId, T::MaxAuthorities>) {
		Self::change_authorities(authorities);
	}
}

/// Keeps the list of those who finalize blocks.
pub trait Finality<BlockNumber> {
	/// Replaces it `in_blocks` blocks after this one; `forced` is the last block that is final when the present ones
	/// have stopped finalizing, and the change cannot wait for them. The list is not empty, and each of them has a weight.
	///
	/// # Errors
	///
	/// `ChangePending`, `TooSoon`, of the pallet that keeps it.
	fn schedule(authorities: AuthorityList, in_blocks: BlockNumber, forced: Option<BlockNumber>) -> DispatchResult;
}

impl<T: pallet_grandpa::Config> Finality<BlockNumberFor<T>> for pallet_grandpa::Pallet<T> {
	fn schedule(
		authorities: AuthorityList,
		in_blocks: BlockNumberFor<T>,
		forced: Option<BlockNumberFor<T>>,
	) -> DispatchResult {
		Self::schedule_change(authorities, in_blocks, forced)
	}
}

impl<T: Config> Pallet<T> {
	/// Whether these can finalize blocks: somebody, not too many, each once and with a weight, and a sum of weights that can be
	/// written. No node takes a block that announces others.
	pub(crate) fn can_finalize(authorities: &AuthorityList) -> bool {
		let most = usize::try_from(T::MaxAuthorities::get()).unwrap_or(usize::MAX);
		let total = authorities.iter().try_fold(0u64, |sum, (_, weight)| sum.checked_add(*weight));
		let keys: BTreeSet<_> = authorities.iter().map(|(key, _)| key).collect();
		(1..=most).contains(&authorities.len())
			&& authorities.iter().all(|(_, weight)| *weight > 0)
			&& total.is_some()
			&& keys.len() == authorities.len()
	}

	/// Whether the block can be numbered that comes so many blocks after this one, and as many again, which is how long a
	/// forced change keeps the next one waiting.
	pub(crate) fn can_be_numbered(in_blocks: BlockNumberFor<T>) -> bool {
		let twice = in_blocks.checked_add(&in_blocks);
		twice.is_some_and(|twice| frame_system::Pallet::<T>::block_number().checked_add(&twice).is_some())
	}
}
