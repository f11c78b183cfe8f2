//! What is true of relations after every block. Spec: staking 8.2, 16 (S-5).

use super::{relations::names, MOST_CHILDREN, MOST_PARENTS};
use crate::{ChildrenInTurn, Config, Pallet, PendingParents, RelatedHotkeys, Subnets};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pallet_protocol::{
	types::TransactionType, AutoParentDelegationEnabled, ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys,
	TransactionKeyLastBlock,
};
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_types::NetUid;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules of this folder.
	pub(crate) fn check_children() -> Check {
		Self::relations_have_two_sides()?;
		Self::children_are_few_and_not_more_than_the_whole()?;
		Self::parents_are_few_and_not_children()?;
		Self::pending_children_are_indexed()?;
		Self::related_hotkeys_are_known()?;
		Self::relations_belong_to_subnets()?;
		let is_refusal = AutoParentDelegationEnabled::<T>::iter_values().all(|enabled| !enabled);
		ensure!(is_refusal, "AutoParentDelegationEnabled stores what holds anyway");
		Ok(())
	}

	/// While a subnet is dissolved its hotkeys are forgotten one by one.
	fn relations_have_two_sides() -> Check {
		let (mut lent, mut borrowed) = (BTreeSet::new(), BTreeSet::new());
		for (parent, netuid, children) in ChildKeys::<T>::iter().filter(|(_, netuid, _)| Subnets::<T>::exists(*netuid))
		{
			for (proportion, child) in children {
				ensure!(lent.insert((netuid, parent.clone(), child, proportion)), "S-5: a child is listed twice");
			}
		}
		for (child, netuid, parents) in ParentKeys::<T>::iter().filter(|(_, netuid, _)| Subnets::<T>::exists(*netuid)) {
			for (proportion, parent) in parents {
				ensure!(borrowed.insert((netuid, parent, child.clone(), proportion)), "S-5: a parent is listed twice");
			}
		}
		ensure!(lent == borrowed, "S-5: ChildKeys and ParentKeys are not two sides of the same relations");
		Ok(())
	}

	fn children_are_few_and_not_more_than_the_whole() -> Check {
		for (parent, _, children) in ChildKeys::<T>::iter() {
			ensure!(!children.is_empty(), "an empty list of children is stored");
			ensure!(children.len() <= MOST_CHILDREN, "a hotkey has too many children");
			ensure!(!names::<T>(&children, &parent), "S-5: a hotkey is its own child");
			let named: BTreeSet<_> = children.iter().map(|(_, child)| child).collect();
			ensure!(named.len() == children.len(), "S-5: a child is listed twice");
			let sum = children.iter().try_fold(0u64, |sum, (proportion, _)| sum.checked_add(*proportion));
			ensure!(sum.is_some(), "S-5: a hotkey lends more than the whole");
		}
		Ok(())
	}

	fn parents_are_few_and_not_children() -> Check {
		for (child, netuid, parents) in ParentKeys::<T>::iter() {
			ensure!(!parents.is_empty(), "an empty list of parents is stored");
			ensure!(parents.len() <= MOST_PARENTS, "a hotkey has too many parents");
			let children = ChildKeys::<T>::get(&child, netuid);
			let is_one_sided = children.iter().all(|(_, hotkey)| !names::<T>(&parents, hotkey));
			ensure!(is_one_sided, "S-5: two hotkeys lend to each other");
		}
		Ok(())
	}

	fn pending_children_are_indexed() -> Check {
		let mut named = BTreeSet::new();
		for (netuid, parent, (children, _)) in PendingChildKeys::<T>::iter() {
			ensure!(children.len() <= MOST_CHILDREN, "a hotkey has chosen too many children");
			named.extend(children.into_iter().map(|(_, child)| (netuid, child, parent.clone())));
		}
		let indexed: BTreeSet<_> = PendingParents::<T>::iter_keys().collect();
		ensure!(named == indexed, "PendingParents are not those who have chosen children");
		Ok(())
	}

	/// What forgetting a subnet relies on.
	fn related_hotkeys_are_known() -> Check {
		let of_hotkeys = [TransactionType::SetChildren.number(), TransactionType::SetChildkeyTake.number()];
		let limited = TransactionKeyLastBlock::<T>::iter_keys().filter(|(_, _, kind)| of_hotkeys.contains(kind));
		let related = ChildKeys::<T>::iter_keys()
			.chain(ParentKeys::<T>::iter_keys())
			.chain(ChildkeyTake::<T>::iter_keys())
			.chain(PendingChildKeys::<T>::iter_keys().map(|(netuid, hotkey)| (hotkey, netuid)))
			.chain(limited.map(|(hotkey, netuid, _)| (hotkey, netuid)));
		for (hotkey, netuid) in related {
			ensure!(RelatedHotkeys::<T>::contains_key(netuid, hotkey), "a hotkey is missing in RelatedHotkeys");
		}
		Ok(())
	}

	fn relations_belong_to_subnets() -> Check {
		let netuids: BTreeSet<NetUid> = RelatedHotkeys::<T>::iter_keys().map(|(netuid, _)| netuid).collect();
		let known = |netuid: NetUid| Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
		let is_known = netuids.into_iter().chain(ChildrenInTurn::<T>::iter_keys()).all(known);
		ensure!(is_known, "relations are left of a subnet that is gone");
		let on_root = RelatedHotkeys::<T>::iter_key_prefix(NetUid::ROOT);
		for hotkey in on_root {
			let has_none = !ChildKeys::<T>::contains_key(&hotkey, NetUid::ROOT)
				&& !ParentKeys::<T>::contains_key(&hotkey, NetUid::ROOT);
			ensure!(has_none, "stake is lent on root");
		}
		Ok(())
	}
}
