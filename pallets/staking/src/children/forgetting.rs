//! What becomes of relations when their subnet is dissolved. Spec: subnets 3.

use crate::{
	dissolution::{count, most},
	ChildrenInTurn, Config, Pallet, RelatedHotkeys, Subnets,
};
use alloc::vec::Vec;
use pallet_protocol::{ChildKeys, ChildkeyTake, ParentKeys};
use pallet_subnets::hooks::Cleared;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Forgets what at most `limit` hotkeys have lent, borrowed, chosen or set on a dissolved subnet. As long as it is not done,
	/// relations are left of which one side alone is known; nothing reads them any more.
	pub(crate) fn forget_children(netuid: NetUid, limit: u32) -> Cleared {
		let hotkeys: Vec<_> = RelatedHotkeys::<T>::iter_key_prefix(netuid).take(most(limit)).collect();
		for hotkey in &hotkeys {
			Self::take_pending(netuid, hotkey);
			ChildKeys::<T>::remove(hotkey, netuid);
			ParentKeys::<T>::remove(hotkey, netuid);
			ChildkeyTake::<T>::remove(hotkey, netuid);
			Subnets::<T>::forget_children_limits(hotkey, netuid);
			RelatedHotkeys::<T>::remove(netuid, hotkey);
		}
		ChildrenInTurn::<T>::remove(netuid);
		let visited = count(&hotkeys);
		Cleared { visited, unfinished: visited == limit }
	}
}
