//! Who makes and who finalizes blocks.

use frame_support::{dispatch::DispatchResult, traits::Get, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_consensus_grandpa::AuthorityList;

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
	/// have stopped finalizing, and the change cannot wait for them. The list is not empty.
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
