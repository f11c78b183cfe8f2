//! Choices of children that wait, and the stake that is needed to lend. Spec: staking 6.3, 8.1.

use super::Relation;
use crate::{Config, Pallet, PendingParents, Subnets, Swap};
use alloc::vec::Vec;
use pallet_protocol::{PendingChildKeys, StakeThreshold, TotalHotkeyAlpha};
use taonet_tokenomics::price::worth;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Lets a choice wait until its cooldown is over, in the place of an earlier one.
	pub(super) fn store_pending(netuid: NetUid, parent: &T::AccountId, children: Vec<Relation<T>>, cooldown_ends: u64) {
		Self::take_pending(netuid, parent);
		for (_, child) in &children {
			PendingParents::<T>::insert((netuid, child, parent), ());
		}
		PendingChildKeys::<T>::insert(netuid, parent, (children, cooldown_ends));
		Self::update_related(netuid, parent);
	}

	/// Removes the choice that waits, if there is one: the children, and the block in which the cooldown ends.
	pub(super) fn take_pending(netuid: NetUid, parent: &T::AccountId) -> Option<(Vec<Relation<T>>, u64)> {
		let pending = PendingChildKeys::<T>::try_get(netuid, parent).ok()?;
		PendingChildKeys::<T>::remove(netuid, parent);
		for (_, child) in &pending.0 {
			PendingParents::<T>::remove((netuid, child, parent));
		}
		Self::update_related(netuid, parent);
		Some(pending)
	}

	/// Drops what a hotkey has chosen on any subnet and waits, unless so much stake is left on it as one needs to choose. Whoever
	/// takes stake away by `remove_stake` and its like calls this. It looks at every live subnet, but not where no stake is needed.
	pub(crate) fn drop_pending_children_of(hotkey: &T::AccountId) {
		if StakeThreshold::<T>::get() == 0 {
			return;
		}
		let netuids = Subnets::<T>::subnets().into_iter();
		let waiting: Vec<_> = netuids.filter(|netuid| PendingChildKeys::<T>::contains_key(netuid, hotkey)).collect();
		// What it holds is worth more reads.
		if waiting.is_empty() || Self::has_stake_to_lend(hotkey) {
			return;
		}
		for netuid in waiting {
			Self::take_pending(netuid, hotkey);
		}
	}

	/// Whether what everybody together has on a hotkey is worth at least `StakeThreshold`.
	pub(super) fn has_stake_to_lend(hotkey: &T::AccountId) -> bool {
		let threshold = StakeThreshold::<T>::get();
		threshold == 0 || Self::stake_worth(hotkey) >= u128::from(threshold)
	}

	/// What everybody together has on a hotkey on all live subnets at the prices of now, in RAO: rounded down on each. No more
	/// than there are subnets are read.
	fn stake_worth(hotkey: &T::AccountId) -> u128 {
		let stakes = TotalHotkeyAlpha::<T>::iter_prefix(hotkey).filter(|(netuid, _)| Subnets::<T>::exists(*netuid));
		stakes.map(|(netuid, alpha)| u128::from(worth(alpha, Swap::<T>::price(netuid)).get())).sum()
	}
}
