//! Who lends to whom. Both sides of a relation are written here, or where a hotkey gives way to another. Spec: staking 8.2.

use super::{Relation, MOST_PARENTS};
use crate::{Config, Event, Pallet, RelatedHotkeys};
use alloc::vec::Vec;
use core::cmp::Reverse;
use pallet_protocol::{
	types::TransactionType, ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys, TransactionKeyLastBlock,
};
use taonet_types::NetUid;

/// What became of the wish to lend.
pub(super) struct Lending {
	/// Whether it is done.
	pub is_done: bool,
	/// Whether the child had all the parents that it may have, so that their stakes were compared.
	pub is_contested: bool,
}

impl<T: Config> Pallet<T> {
	/// Lends to these children, no longer to others. Answers those that there was room for, and how many of them have all the
	/// parents that they may have.
	pub(super) fn replace_children(
		netuid: NetUid,
		parent: &T::AccountId,
		chosen: Vec<Relation<T>>,
	) -> (Vec<Relation<T>>, u32) {
		for (_, child) in ChildKeys::<T>::get(parent, netuid) {
			if !names::<T>(&chosen, &child) {
				Self::forget_parent(netuid, parent, &child);
			}
		}
		let (mut children, mut contested) = (Vec::new(), 0u32);
		for (proportion, child) in chosen {
			let Lending { is_done, is_contested } = Self::lend(netuid, parent, &child, proportion);
			// Not more than there are children.
			contested = contested.saturating_add(is_contested.into());
			if is_done {
				children.push((proportion, child));
			}
		}
		Self::store_children(netuid, parent, children.clone());
		(children, contested)
	}

	/// Writes on the child's side that a hotkey lends to it, where there is room.
	fn lend(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId, proportion: u64) -> Lending {
		let mut parents = ParentKeys::<T>::get(child, netuid);
		let mut is_contested = false;
		if let Some((lent, _)) = parents.iter_mut().find(|(_, hotkey)| hotkey == parent) {
			*lent = proportion;
		} else {
			is_contested = parents.len() >= MOST_PARENTS;
			if is_contested && !Self::displace_weakest(netuid, parent, child, &mut parents) {
				Self::tell_refused(netuid, parent, child);
				return Lending { is_done: false, is_contested };
			}
			parents.push((proportion, parent.clone()));
		}
		Self::store_parents(netuid, child, parents);
		Lending { is_done: true, is_contested }
	}

	/// Ends the relation to the parent with the least stake if the newcomer has more; answers whether it has. Of several with as
	/// little, the last goes.
	fn displace_weakest(
		netuid: NetUid,
		newcomer: &T::AccountId,
		child: &T::AccountId,
		parents: &mut Vec<Relation<T>>,
	) -> bool {
		let weights = parents.iter().enumerate().map(|(place, (_, parent))| (Self::own_weight(parent, netuid), place));
		let Some((least, place)) = weights.min_by_key(|(weight, place)| (*weight, Reverse(*place))) else {
			return true;
		};
		if Self::own_weight(newcomer, netuid) <= least {
			return false;
		}
		let (_, displaced) = parents.remove(place);
		Self::forget_child(netuid, &displaced, child);
		Self::tell_refused(netuid, &displaced, child);
		true
	}

	/// Ends the relation between two hotkeys, if there is one.
	pub(super) fn end_relation(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId) {
		Self::forget_child(netuid, parent, child);
		Self::forget_parent(netuid, parent, child);
	}

	/// Removes the child on the parent's side.
	pub(super) fn forget_child(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId) {
		let mut children = ChildKeys::<T>::get(parent, netuid);
		if names::<T>(&children, child) {
			children.retain(|(_, hotkey)| hotkey != child);
			Self::store_children(netuid, parent, children);
		}
	}

	/// Removes the parent on the child's side.
	fn forget_parent(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId) {
		let mut parents = ParentKeys::<T>::get(child, netuid);
		if names::<T>(&parents, parent) {
			parents.retain(|(_, hotkey)| hotkey != parent);
			Self::store_parents(netuid, child, parents);
		}
	}

	pub(super) fn store_children(netuid: NetUid, parent: &T::AccountId, children: Vec<Relation<T>>) {
		if children.is_empty() {
			ChildKeys::<T>::remove(parent, netuid);
		} else {
			ChildKeys::<T>::insert(parent, netuid, children);
		}
		Self::update_related(netuid, parent);
	}

	pub(super) fn store_parents(netuid: NetUid, child: &T::AccountId, parents: Vec<Relation<T>>) {
		if parents.is_empty() {
			ParentKeys::<T>::remove(child, netuid);
		} else {
			ParentKeys::<T>::insert(child, netuid, parents);
		}
		Self::update_related(netuid, child);
	}

	/// Enters the hotkey in the list of those that are forgotten with the subnet, or strikes it out when nothing is left.
	pub(super) fn update_related(netuid: NetUid, hotkey: &T::AccountId) {
		let is_limited =
			|kind: TransactionType| TransactionKeyLastBlock::<T>::contains_key((hotkey, netuid, kind.number()));
		let is_related = ChildKeys::<T>::contains_key(hotkey, netuid)
			|| ParentKeys::<T>::contains_key(hotkey, netuid)
			|| PendingChildKeys::<T>::contains_key(netuid, hotkey)
			|| ChildkeyTake::<T>::contains_key(hotkey, netuid)
			|| is_limited(TransactionType::SetChildren)
			|| is_limited(TransactionType::SetChildkeyTake);
		if is_related {
			RelatedHotkeys::<T>::insert(netuid, hotkey, ());
		} else {
			RelatedHotkeys::<T>::remove(netuid, hotkey);
		}
	}

	pub(super) fn tell_refused(netuid: NetUid, parent: &T::AccountId, child: &T::AccountId) {
		Self::deposit_event(Event::ChildRefused { netuid, parent: parent.clone(), child: child.clone() });
	}
}

/// Whether the hotkey is among these.
pub(super) fn names<T: Config>(relations: &[Relation<T>], hotkey: &T::AccountId) -> bool {
	relations.iter().any(|(_, other)| other == hotkey)
}
