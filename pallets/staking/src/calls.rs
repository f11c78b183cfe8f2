//! The calls, each handed to the file that knows about it. Spec: staking 6.

use crate::{checks::Move, dissolution::count, Config, Pallet, ProtocolEvent};
use alloc::vec::Vec;
use frame_support::dispatch::DispatchResult;
use pallet_protocol::domains::{DelegateCalls, StakeCalls, StakeMoveCalls};
use sp_runtime::DispatchError;
use taonet_amm::LimitPrice;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> StakeCalls<T> for Pallet<T> {
	fn add_stake(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		Self::add(&coldkey, &hotkey, netuid, tao, None)?;
		Self::ensure_nomination_is_enough(&hotkey, &coldkey, netuid)
	}

	fn add_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> DispatchResult {
		Self::add(&coldkey, &hotkey, netuid, tao, Some((price(limit), allow_partial)))?;
		Self::ensure_nomination_is_enough(&hotkey, &coldkey, netuid)
	}

	fn remove_stake(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError> {
		Self::remove(&coldkey, &hotkey, netuid, alpha, None)
	}

	fn remove_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> Result<bool, DispatchError> {
		Self::remove(&coldkey, &hotkey, netuid, alpha, Some((price(limit), allow_partial)))
	}

	fn remove_stake_full_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		limit: Option<TaoBalance>,
	) -> Result<bool, DispatchError> {
		Self::remove(&coldkey, &hotkey, netuid, AlphaBalance::MAX, limit.map(|limit| (price(limit), false)))
	}

	fn unstake_all(coldkey: T::AccountId, hotkey: T::AccountId) -> Result<(u32, u32), DispatchError> {
		let netuids = Self::positions_of(&hotkey, &coldkey);
		let (_, rests) = Self::remove_all(&coldkey, &hotkey, &netuids)?;
		Ok((count(&netuids), rests))
	}

	fn unstake_all_alpha(coldkey: T::AccountId, hotkey: T::AccountId) -> Result<(u32, u32), DispatchError> {
		let netuids: Vec<NetUid> =
			Self::positions_of(&hotkey, &coldkey).into_iter().filter(|netuid| !netuid.is_root()).collect();
		let rests = Self::remove_all_to_root(&coldkey, &hotkey, &netuids)?;
		Ok((count(&netuids), rests))
	}

	fn recycle_alpha(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		Self::recycle(coldkey, hotkey, netuid, alpha)
	}

	fn burn_alpha(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		Self::burn(coldkey, hotkey, netuid, alpha)
	}

	fn add_stake_burn(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<TaoBalance>,
	) -> DispatchResult {
		Self::add_and_burn(coldkey, hotkey, netuid, tao, limit)
	}
}

impl<T: Config> StakeMoveCalls<T> for Pallet<T> {
	fn move_stake(
		coldkey: T::AccountId,
		(hotkey, destination_hotkey): (T::AccountId, T::AccountId),
		(netuid, destination_netuid): (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError> {
		let of = Move {
			coldkey: &coldkey,
			destination_coldkey: &coldkey,
			hotkey: &hotkey,
			destination_hotkey: &destination_hotkey,
			netuid,
			destination_netuid,
			is_transfer: false,
		};
		Self::relocate(&of, alpha, None, |tao| {
			let (from, to) = (hotkey.clone(), destination_hotkey.clone());
			ProtocolEvent::StakeMoved(coldkey.clone(), from, netuid, to, destination_netuid, tao)
		})
	}

	fn transfer_stake(
		(coldkey, destination_coldkey): (T::AccountId, T::AccountId),
		hotkey: T::AccountId,
		(netuid, destination_netuid): (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError> {
		let of = Move {
			coldkey: &coldkey,
			destination_coldkey: &destination_coldkey,
			hotkey: &hotkey,
			destination_hotkey: &hotkey,
			netuid,
			destination_netuid,
			is_transfer: true,
		};
		Self::relocate(&of, alpha, None, |tao| {
			let (from, to) = (coldkey.clone(), destination_coldkey.clone());
			ProtocolEvent::StakeTransferred(from, to, hotkey.clone(), netuid, destination_netuid, tao)
		})
	}

	fn swap_stake(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
	) -> Result<bool, DispatchError> {
		swap::<T>(coldkey, hotkey, netuids, alpha, None)
	}

	fn swap_stake_limit(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuids: (NetUid, NetUid),
		alpha: AlphaBalance,
		limit: TaoBalance,
		allow_partial: bool,
	) -> Result<bool, DispatchError> {
		swap::<T>(coldkey, hotkey, netuids, alpha, Some((price(limit), allow_partial)))
	}
}

impl<T: Config> DelegateCalls<T> for Pallet<T> {
	fn increase_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult {
		Self::raise_take(coldkey, hotkey, take)
	}

	fn decrease_take(coldkey: T::AccountId, hotkey: T::AccountId, take: u16) -> DispatchResult {
		Self::lower_take(coldkey, hotkey, take)
	}

	fn set_auto_stake_hotkey(coldkey: T::AccountId, netuid: NetUid, hotkey: T::AccountId) -> DispatchResult {
		Self::choose_auto_stake(coldkey, netuid, hotkey)
	}
}

fn swap<T: Config>(
	coldkey: T::AccountId,
	hotkey: T::AccountId,
	(netuid, destination_netuid): (NetUid, NetUid),
	alpha: AlphaBalance,
	limit: Option<(LimitPrice, bool)>,
) -> Result<bool, DispatchError> {
	let of = Move {
		coldkey: &coldkey,
		destination_coldkey: &coldkey,
		hotkey: &hotkey,
		destination_hotkey: &hotkey,
		netuid,
		destination_netuid,
		is_transfer: false,
	};
	Pallet::<T>::relocate(&of, alpha, limit, |tao| {
		ProtocolEvent::StakeSwapped(coldkey.clone(), hotkey.clone(), netuid, destination_netuid, tao)
	})
}

/// A limit as the calls carry it: RAO of TAO for one whole alpha, or billionths of an alpha for another.
fn price(limit: TaoBalance) -> LimitPrice {
	LimitPrice::new(limit.get())
}
