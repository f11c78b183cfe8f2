//! What stands behind a hotkey in consensus. Spec: staking 9.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_protocol::{ChildKeys, ParentKeys, TaoWeight};
use taonet_tokenomics::{
	root::tao_weight,
	stake_weight::{inherited_stake, stake_weight, HotkeyStake, Parent},
};
use taonet_types::{NetUid, TaoBalance};

/// What stands behind a hotkey on a subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StakeWeight {
	/// Stake of everybody on the hotkey, less what it lends to children and with what parents lend to it. Everybody keeps
	/// what he has staked.
	pub inherited: HotkeyStake,
	/// Its alpha and weighted TAO, in alpha-rao, rounded down.
	pub total: u64,
}

impl<T: Config> Pallet<T> {
	/// What a hotkey weighs in the consensus of a subnet. It reads as many hotkeys more as lend to this one.
	/// Spec: staking 9, consensus 4.2.
	pub fn stake_weight(hotkey: &T::AccountId, netuid: NetUid) -> StakeWeight {
		let own = Self::own_stake(hotkey, netuid);
		// On root nothing is lent.
		let inherited = if netuid.is_root() { own } else { Self::lent_and_borrowed(own, hotkey, netuid) };
		let total = stake_weight(inherited, tao_weight(TaoWeight::<T>::get())).saturating_to_num();
		StakeWeight { inherited, total }
	}

	fn lent_and_borrowed(own: HotkeyStake, hotkey: &T::AccountId, netuid: NetUid) -> HotkeyStake {
		let children = ChildKeys::<T>::get(hotkey, netuid);
		let parents = ParentKeys::<T>::get(hotkey, netuid);
		inherited_stake(
			own,
			&children.into_iter().map(|(proportion, _)| proportion).collect::<Vec<_>>(),
			&parents
				.into_iter()
				.map(|(proportion, parent)| Parent { stake: Self::own_stake(&parent, netuid), proportion })
				.collect::<Vec<_>>(),
		)
	}

	fn own_stake(hotkey: &T::AccountId, netuid: NetUid) -> HotkeyStake {
		HotkeyStake {
			alpha: Self::total_stake_of(hotkey, netuid),
			// On root one alpha is one RAO.
			root: TaoBalance::new(Self::total_stake_of(hotkey, NetUid::ROOT).get()),
		}
	}
}
