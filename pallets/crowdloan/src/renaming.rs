//! Accounts that change their name: a coldkey that was swapped created and contributed under the new one. Spec: staking 11.

use crate::{Config, Contributions, CrowdloanId, Crowdloans, CrowdloansOf, Pallet};
use alloc::vec::Vec;

impl<T: Config> Pallet<T> {
	/// Puts `new` where crowdloans name `old`, also those that were finalized, in at most `limit` of them. Answers in how many
	/// it did, and whether there are more.
	///
	/// What both have contributed is added; one contributor is left. That may be more than the personal limit.
	pub fn rename_account(old: &T::AccountId, new: &T::AccountId, limit: u32) -> (u32, bool) {
		if old == new {
			return (0, false);
		}
		let limit = usize::try_from(limit).unwrap_or(usize::MAX);
		let some: Vec<_> = CrowdloansOf::<T>::iter_key_prefix(old).take(limit).collect();
		let mut visited: u32 = 0;
		for crowdloan_id in some {
			Self::rename_in(crowdloan_id, old, new);
			// Counts to the limit.
			visited = visited.saturating_add(1);
		}
		(visited, CrowdloansOf::<T>::iter_key_prefix(old).next().is_some())
	}

	fn rename_in(crowdloan_id: CrowdloanId, old: &T::AccountId, new: &T::AccountId) {
		CrowdloansOf::<T>::remove(old, crowdloan_id);
		let Some(mut info) = Crowdloans::<T>::get(crowdloan_id) else { return };
		CrowdloansOf::<T>::insert(new, crowdloan_id, ());
		if info.creator == *old {
			info.creator = new.clone();
		}
		if info.target_address.as_ref() == Some(old) {
			info.target_address = Some(new.clone());
		}
		if let Some(moved) = Contributions::<T>::take(crowdloan_id, old) {
			let before = Contributions::<T>::get(crowdloan_id, new);
			if before.is_some() {
				// Both were counted.
				info.contributors_count = info.contributors_count.saturating_sub(1);
			}
			// Both are part of what was raised, which can be written.
			let contributed = before.map_or(moved, |before| before.saturating_add(moved));
			Contributions::<T>::insert(crowdloan_id, new, contributed);
		}
		Crowdloans::<T>::insert(crowdloan_id, info);
	}
}
