//! Shares of what a hotkey holds, and what they are worth. Spec: economics 15.
//!
//! Nothing here moves TAO or alpha between the books: alpha that is added to a position must be outside the pool already and
//! nobody's, and what is taken from one is nobody's until the caller says what becomes of it.

use crate::{Config, Error, HoldersOfSubnet, HotkeysOfSubnet, Pallet, StakedBefore, Subnets};
use frame_support::dispatch::DispatchResult;
use frame_system::Pallet as System;
use pallet_protocol::{now, AlphaV2, LastColdkeyHotkeyStakeBlock, TotalHotkeyAlpha, TotalHotkeySharesV2};
use taonet_share_pool::{Pool, PoolChange, SafeFloat};
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// What a coldkey has on a hotkey on a subnet, in alpha-rao (on root in RAO), rounded down. Spec: economics 15.3.
	pub fn stake_of(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		Self::pool(hotkey, netuid).value_of(AlphaV2::<T>::get((hotkey, coldkey, netuid)))
	}

	/// What everybody together has on a hotkey on a subnet, in alpha-rao (on root in RAO).
	pub fn total_stake_of(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		TotalHotkeyAlpha::<T>::get(hotkey, netuid)
	}

	/// Adds alpha-rao, which must be outside the pool and nobody's, to what a coldkey has on a hotkey.
	///
	/// # Errors
	///
	/// `Overflow`.
	pub fn increase(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		if alpha.is_zero() {
			return Ok(());
		}
		let pool = Self::pool(hotkey, netuid);
		pool.shared_value.checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		let share = AlphaV2::<T>::get((hotkey, coldkey, netuid));
		Self::store(hotkey, coldkey, netuid, (pool, share), pool.deposit::<T::ShareSums>(share, alpha));
		Self::note_staking_hotkey(coldkey, hotkey);
		Self::keep_account(coldkey);
		Ok(())
	}

	/// Takes alpha-rao from what a coldkey has on a hotkey. They are nobody's then, and the caller's concern.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToWithdraw`.
	pub fn decrease(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		if alpha.is_zero() {
			return Ok(());
		}
		let pool = Self::pool(hotkey, netuid);
		let share = AlphaV2::<T>::get((hotkey, coldkey, netuid));
		let change = pool.withdraw(share, alpha).map_err(|_| Error::<T>::NotEnoughStakeToWithdraw)?;
		Self::store(hotkey, coldkey, netuid, (pool, share), change);
		Ok(())
	}

	/// Adds alpha-rao, which must be outside the pool and nobody's, for all who have a share of a hotkey's stake. Where nobody
	/// has one it is for whoever stakes first. Spec: economics 15.3 (`all`).
	///
	/// # Errors
	///
	/// `Overflow`.
	pub fn add_dividend(hotkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		let pool = Self::pool(hotkey, netuid);
		pool.shared_value.checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		Self::store_pool(hotkey, netuid, pool, pool.add_dividend(alpha));
		Ok(())
	}

	/// Counts this block as that in which a coldkey last changed its stake on a hotkey.
	pub(crate) fn note_stake_changed(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		LastColdkeyHotkeyStakeBlock::<T>::insert(coldkey, hotkey, now::<T>());
	}

	/// What a hotkey holds on a subnet, and into how many shares it is divided.
	pub(crate) fn pool(hotkey: &T::AccountId, netuid: NetUid) -> Pool {
		Pool {
			shared_value: TotalHotkeyAlpha::<T>::get(hotkey, netuid),
			denominator: TotalHotkeySharesV2::<T>::get(hotkey, netuid),
		}
	}

	fn store(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		(pool, share): (Pool, SafeFloat),
		change: PoolChange,
	) {
		Self::store_pool(hotkey, netuid, pool, change.pool);
		let position = (hotkey, coldkey, netuid);
		if change.share.is_zero() {
			AlphaV2::<T>::remove(position);
			HoldersOfSubnet::<T>::remove((netuid, hotkey, coldkey));
		} else {
			AlphaV2::<T>::insert(position, change.share);
			if share.is_zero() {
				HoldersOfSubnet::<T>::insert((netuid, hotkey, coldkey), ());
			}
		}
	}

	fn store_pool(hotkey: &T::AccountId, netuid: NetUid, before: Pool, after: Pool) {
		if after.shared_value.is_zero() {
			TotalHotkeyAlpha::<T>::remove(hotkey, netuid);
		} else {
			TotalHotkeyAlpha::<T>::insert(hotkey, netuid, after.shared_value);
		}
		if after.denominator.is_zero() {
			TotalHotkeySharesV2::<T>::remove(hotkey, netuid);
		} else {
			TotalHotkeySharesV2::<T>::insert(hotkey, netuid, after.denominator);
		}
		let nothing = Pool::default();
		if after == nothing {
			HotkeysOfSubnet::<T>::remove(netuid, hotkey);
		} else if before == nothing {
			HotkeysOfSubnet::<T>::insert(netuid, hotkey, ());
		}
	}

	/// Lets the account of a coldkey exist for ever, be it without any TAO. Its stake can pay for extrinsics (economics 16.2):
	/// were the account forgotten with its last RAO, its nonce would begin anew, and everybody could send its extrinsics again.
	fn keep_account(coldkey: &T::AccountId) {
		if System::<T>::sufficients(coldkey) == 0 {
			System::<T>::inc_sufficients(coldkey);
		}
	}

	/// Puts a hotkey on the coldkey's list if it is not there yet. A hotkey that the coldkey owns has been on it since it was
	/// claimed.
	fn note_staking_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		let is_listed = StakedBefore::<T>::contains_key(coldkey, hotkey) || Subnets::<T>::owns(coldkey, hotkey);
		if !is_listed {
			StakedBefore::<T>::insert(coldkey, hotkey, ());
			Subnets::<T>::append_staking_hotkey(coldkey, hotkey);
		}
	}
}
