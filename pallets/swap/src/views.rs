//! What clients ask about prices. What a trade would bring, [`Pallet::simulate_buy`] and [`Pallet::simulate_sell`] say.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_protocol::NetworksAdded;
use taonet_types::{fixed::U64F64, NetUid, RAO_PER_TAO};

impl<T: Config> Pallet<T> {
	/// RAO for one whole alpha, rounded down; what cannot be written stops at the largest number. 10^9 for root and for a
	/// subnet that does not exist. Spec: economics 13.1.
	pub fn rao_per_alpha(netuid: NetUid) -> u64 {
		Self::price(netuid).saturating_mul(U64F64::from_num(RAO_PER_TAO)).saturating_to_num()
	}

	/// RAO for one whole alpha of each live subnet, root first, by netuid.
	pub fn rao_per_alpha_of_all() -> Vec<(NetUid, u64)> {
		let mut netuids: Vec<NetUid> = NetworksAdded::<T>::iter_keys().collect();
		// Keys come by the low byte first.
		netuids.sort_unstable();
		netuids.into_iter().map(|netuid| (netuid, Self::rao_per_alpha(netuid))).collect()
	}
}
