//! Which subnet makes room for a new one. Spec: subnets 2.4.

use crate::{Config, Pallet};
use pallet_protocol::{now, NetworkImmunityPeriod, NetworkRegisteredAt};
use pallet_swap::Pallet as Swap;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// The subnet with the lowest moving price of those that are not immune any more, the oldest of several; none if all are
	/// immune.
	pub fn subnet_to_prune() -> Option<NetUid> {
		let immunity = NetworkImmunityPeriod::<T>::get();
		Self::subnets()
			.into_iter()
			.filter(|netuid| !netuid.is_root())
			.map(|netuid| (netuid, NetworkRegisteredAt::<T>::get(netuid)))
			.filter(|(_, registered_at)| now::<T>() >= registered_at.saturating_add(immunity))
			// The lowest netuid of those that were created in the same block.
			.min_by_key(|(netuid, registered_at)| (Swap::<T>::moving_price(*netuid), *registered_at))
			.map(|(netuid, _)| netuid)
	}
}
