//! A choice of children takes effect. Spec: staking 8.2.

use super::Relation;
use crate::{Config, Event, Pallet, Protocol, ProtocolEvent};
use alloc::{collections::BTreeMap, vec::Vec};
use pallet_protocol::ParentKeys;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Lends to the children that a hotkey has chosen, no longer to others. A choice that is against the rules by now is dropped
	/// as a whole. Answers how many children have all the parents that they may have, so that stakes were compared.
	pub(super) fn apply_children(netuid: NetUid, parent: &T::AccountId, chosen: Vec<Relation<T>>) -> u32 {
		let Some(chosen) = Self::as_applied(netuid, parent, chosen) else {
			Self::deposit_event(Event::ChildrenDropped { netuid, parent: parent.clone() });
			return 0;
		};
		let (children, contested) = Self::replace_children(netuid, parent, chosen);
		Protocol::<T>::deposit_event(ProtocolEvent::SetChildren(parent.clone(), netuid, children));
		contested
	}

	/// The choice by account, each child once: the last time counts where one has come to be named twice. None if the parts are
	/// more than the whole, or one of them lends to the hotkey itself.
	fn as_applied(netuid: NetUid, parent: &T::AccountId, chosen: Vec<Relation<T>>) -> Option<Vec<Relation<T>>> {
		let meant = chosen.into_iter().map(|(proportion, child)| (Self::stands_for(&child, netuid), proportion));
		let children: BTreeMap<_, _> = meant.filter(|(child, _)| child != parent).collect();
		children.values().try_fold(0u64, |sum, proportion| sum.checked_add(*proportion))?;
		let parents = ParentKeys::<T>::get(parent, netuid);
		let is_one_sided = parents.iter().all(|(_, hotkey)| !children.contains_key(hotkey));
		is_one_sided.then(|| children.into_iter().map(|(child, proportion)| (proportion, child)).collect())
	}
}
