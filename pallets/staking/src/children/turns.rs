//! Choices of children that are due take effect after an epoch, so many in each block. Spec: staking 8.2, economics 5.
//!
//! The reference looks at all of them in the block of the epoch; anybody with many hotkeys could make that block as long as
//! he likes.

use crate::{
	dissolution::{count, most},
	ChildrenInTurn, Config, Pallet, Subnets,
};
use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use pallet_protocol::{now, PendingChildKeys, SubtokenEnabled};
use pallet_subnets::hooks::Cursor;
use taonet_types::NetUid;

/// Reads to find the subnets whose turn it is, and writes to say how far it has come, for each.
const ACCESSES_OF_A_TURN: u64 = 4;
/// Reads of the database to apply one choice: five children leave, five come. Chosen too high rather than too low.
const READS_TO_APPLY: u64 = 100;
/// Writes for the same.
const WRITES_TO_APPLY: u64 = 40;
/// Reads to find out who of a child's parents has the least stake: two for each of them and for the newcomer, and some for
/// who goes.
const READS_TO_COMPARE: u64 = 2 * (super::MOST_PARENTS as u64 + 1) + 10;

/// One step of a turn.
#[derive(Default)]
struct Step {
	/// Choices looked at.
	visited: u32,
	/// Those that took effect or were dropped.
	applied: u32,
	/// Children whose parents' stakes were compared.
	contested: u32,
}

impl<T: Config> Pallet<T> {
	/// Begins to look at all choices of children that wait on a subnet; [`Self::continue_children`] goes on. Called when the
	/// subnet's epoch has run. Where the last turn is not over yet, it goes on instead.
	pub fn apply_pending_children(netuid: NetUid) -> Weight {
		if !ChildrenInTurn::<T>::contains_key(netuid) {
			ChildrenInTurn::<T>::insert(netuid, None::<Cursor>);
		}
		T::DbWeight::get().reads_writes(1, 1)
	}

	/// Looks at the next choices, at most `limit` of them over all subnets whose turn it is, and lets those take effect whose
	/// cooldown is over. Each of these subnets has an equal part of the limit, but one at least.
	pub fn continue_children(limit: u32) -> Weight {
		let netuids: Vec<NetUid> = ChildrenInTurn::<T>::iter_keys().collect();
		let share = limit.checked_div(count(&netuids)).unwrap_or(0).max(1);
		let weight = T::DbWeight::get();
		let mut spent = weight.reads(1);
		let mut left = limit;
		for netuid in netuids {
			if left == 0 {
				break;
			}
			let step = Self::continue_turn(netuid, share.min(left));
			left = left.saturating_sub(step.visited);
			spent = spent.saturating_add(step.weight::<T>());
		}
		spent
	}

	fn continue_turn(netuid: NetUid, limit: u32) -> Step {
		let from = ChildrenInTurn::<T>::get(netuid).flatten();
		if !Subnets::<T>::exists(netuid) {
			ChildrenInTurn::<T>::remove(netuid);
			return Step::default();
		}
		let waiting = match from {
			Some(last) => PendingChildKeys::<T>::iter_prefix_from(netuid, last.into_inner()),
			None => PendingChildKeys::<T>::iter_prefix(netuid),
		};
		let next: Vec<_> = waiting.take(most(limit)).collect();
		let last = next.last().map(|(parent, _)| PendingChildKeys::<T>::hashed_key_for(netuid, parent));
		let mut step = Step { visited: count(&next), ..Step::default() };
		let (now, has_started) = (now::<T>(), SubtokenEnabled::<T>::get(netuid));
		for (parent, (children, cooldown_ends)) in next {
			if cooldown_ends < now || !has_started {
				Self::take_pending(netuid, &parent);
				// Neither is more than a few for each that was looked at.
				step.applied = step.applied.saturating_add(1);
				let contested = Self::apply_children(netuid, &parent, children);
				step.contested = step.contested.saturating_add(contested);
			}
		}
		match last {
			Some(last) if step.visited == limit => {
				ChildrenInTurn::<T>::insert(netuid, Some(BoundedVec::truncate_from(last)))
			},
			_ => ChildrenInTurn::<T>::remove(netuid),
		}
		step
	}
}

impl Step {
	fn weight<T: Config>(&self) -> Weight {
		let times = |count: u32, accesses: u64| u64::from(count).saturating_mul(accesses);
		let reads = times(self.visited, 1)
			.saturating_add(times(self.applied, READS_TO_APPLY))
			.saturating_add(times(self.contested, READS_TO_COMPARE))
			.saturating_add(ACCESSES_OF_A_TURN);
		T::DbWeight::get().reads_writes(reads, times(self.applied, WRITES_TO_APPLY).saturating_add(1))
	}
}
