//! What was earned on a subnet and not claimed is lost with it. Spec: economics 12.5, 17.3.

use crate::{
	dissolution::{count, most},
	Config, Pallet, UnclaimedOfSubnet,
};
use alloc::vec::Vec;
use pallet_protocol::{RootClaimable, RootClaimableThreshold, RootClaimed, SubnetRootSellTao};
use pallet_subnets::hooks::Cleared;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Forgets at most `limit` rates and watermarks of a subnet. Rates go first: without a watermark, all that a rate has ever
	/// brought would be owed.
	pub(crate) fn forget_claims(netuid: NetUid, limit: u32) -> Cleared {
		RootClaimableThreshold::<T>::remove(netuid);
		SubnetRootSellTao::<T>::remove(netuid);
		let hotkeys: Vec<_> = UnclaimedOfSubnet::<T>::iter_key_prefix(netuid).take(most(limit)).collect();
		for hotkey in &hotkeys {
			UnclaimedOfSubnet::<T>::remove(netuid, hotkey);
			RootClaimable::<T>::mutate_exists(hotkey, |rates| {
				*rates = rates.take().and_then(|mut rates| {
					rates.remove(&netuid);
					Some(rates).filter(|rates| !rates.is_empty())
				});
			});
		}
		let left = limit.saturating_sub(count(&hotkeys));
		let stakers: Vec<_> = RootClaimed::<T>::iter_key_prefix((netuid,)).take(most(left)).collect();
		for (hotkey, coldkey) in &stakers {
			RootClaimed::<T>::remove((netuid, hotkey, coldkey));
		}
		Cleared {
			visited: count(&hotkeys).saturating_add(count(&stakers)),
			// Where the limit was reached it is not known.
			unfinished: count(&stakers) == left,
		}
	}
}
