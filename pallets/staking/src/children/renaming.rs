//! A hotkey that gives way to another takes its relations with it. Spec: staking 12.
//!
//! Mostly the new hotkey has none, and the old one's name is replaced wherever it stands. Where it has some, those of both
//! become one hotkey's: nothing is lent between the two any more; the children are those of the old hotkey, or, where it has
//! none, those of the new one; what a parent has lent to both is added up; whoever is a child of the one and a parent of the other
//! remains a child. Where there would be too many parents, some of the new hotkey's own go.

use super::{relations::names, Relation, MOST_PARENTS};
use crate::{Config, Pallet, PendingParents, RelatedHotkeys};
use alloc::vec::Vec;
use pallet_protocol::{ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Puts a hotkey in the place of another on a subnet: children, parents, childkey take, and the choice that waits. That the
	/// old one is named in choices of others that wait, [`Self::rename_pending_child`] changes one by one; how long both have to
	/// wait, [`Subnets::rename_hotkey_on`](crate::Subnets::rename_hotkey_on). Visits no more hotkeys than both have relations.
	pub(crate) fn rename_relations(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let is_related = RelatedHotkeys::<T>::contains_key(netuid, old);
		Self::end_relation(netuid, old, new);
		Self::end_relation(netuid, new, old);
		Self::rename_parent(netuid, old, new);
		Self::rename_child(netuid, old, new);
		if ChildkeyTake::<T>::contains_key(old, netuid) {
			ChildkeyTake::<T>::insert(new, netuid, ChildkeyTake::<T>::take(old, netuid));
		}
		if let Some((children, cooldown_ends)) = Self::take_pending(netuid, old) {
			Self::store_pending(netuid, new, children, cooldown_ends);
		}
		if is_related {
			// The rate limits of the old hotkey may be the new one's only later.
			RelatedHotkeys::<T>::remove(netuid, old);
			RelatedHotkeys::<T>::insert(netuid, new, ());
		}
	}

	/// Names another hotkey in the place of a child that a parent has chosen and that has not taken effect yet. What was chosen for
	/// both is added up.
	pub(crate) fn rename_pending_child(netuid: NetUid, parent: &T::AccountId, old: &T::AccountId, new: &T::AccountId) {
		PendingParents::<T>::remove((netuid, old, parent));
		let Ok((mut children, cooldown_ends)) = PendingChildKeys::<T>::try_get(netuid, parent) else { return };
		if rename::<T>(&mut children, old, new).is_some() {
			PendingParents::<T>::insert((netuid, new, parent), ());
			PendingChildKeys::<T>::insert(netuid, parent, (children, cooldown_ends));
		}
	}

	fn rename_parent(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		if ChildKeys::<T>::contains_key(old, netuid) {
			Self::replace_children(netuid, new, Vec::new());
		}
		let children = ChildKeys::<T>::take(old, netuid);
		for (_, child) in &children {
			Self::end_relation(netuid, child, new);
			let mut parents = ParentKeys::<T>::get(child, netuid);
			rename::<T>(&mut parents, old, new);
			Self::store_parents(netuid, child, parents);
		}
		if children.is_empty() {
			for (_, child) in ChildKeys::<T>::get(new, netuid) {
				Self::end_relation(netuid, &child, old);
			}
		} else {
			Self::store_children(netuid, new, children);
		}
	}

	fn rename_child(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let mut parents = ParentKeys::<T>::take(old, netuid);
		if parents.is_empty() {
			return;
		}
		for (proportion, parent) in &mut parents {
			let mut children = ChildKeys::<T>::get(&*parent, netuid);
			if let Some(lent) = rename::<T>(&mut children, old, new) {
				*proportion = lent;
				ChildKeys::<T>::insert(&*parent, netuid, children);
			}
		}
		let mut others = ParentKeys::<T>::get(new, netuid);
		others.retain(|(_, parent)| !names::<T>(&parents, parent));
		// Those of the old hotkey come first; to compare the stakes of all would take too long.
		let room = MOST_PARENTS.saturating_sub(parents.len());
		for (_, displaced) in others.iter().skip(room) {
			Self::forget_child(netuid, displaced, new);
			Self::tell_refused(netuid, displaced, new);
		}
		others.truncate(room);
		parents.append(&mut others);
		Self::store_parents(netuid, new, parents);
	}
}

/// Names another hotkey in the place of one; what is lent to both, or by both, is added up. Answers how much that is now; none if
/// the hotkey was not there.
fn rename<T: Config>(relations: &mut Vec<Relation<T>>, old: &T::AccountId, new: &T::AccountId) -> Option<u64> {
	let lent = relations.iter().find(|(_, hotkey)| hotkey == old)?.0;
	if names::<T>(relations, new) {
		relations.retain(|(_, hotkey)| hotkey != old);
		let (sum, _) = relations.iter_mut().find(|(_, hotkey)| hotkey == new)?;
		// All that one hotkey lends is no more than the whole.
		*sum = sum.saturating_add(lent);
		return Some(*sum);
	}
	let (_, hotkey) = relations.iter_mut().find(|(_, hotkey)| hotkey == old)?;
	*hotkey = new.clone();
	Some(lent)
}
