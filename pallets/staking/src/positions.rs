//! Shares of what a hotkey holds, and what they are worth. Spec: economics 15.
//!
//! Nothing here moves TAO or alpha between the books: alpha that is added to a position must be outside the pool already and
//! nobody's, and what is taken from one is nobody's until the caller says what becomes of it.

use crate::{
	swaps::HotkeyTransit, Config, Error, HoldersOfSubnet, HotkeysOfSubnet, Pallet, PositionsOfColdkey, Subnets,
};
use frame_support::dispatch::DispatchResult;
use frame_system::Pallet as System;
use pallet_protocol::{now, AlphaV2, LastColdkeyHotkeyStakeBlock, TotalHotkeyAlpha, TotalHotkeySharesV2};
use taonet_share_pool::{converted, Pool, PoolChange, SafeFloat};
use taonet_types::{AlphaBalance, NetUid};

/// Hotkey, coldkey and netuid.
pub(crate) type Position<'a, T> =
	(&'a <T as frame_system::Config>::AccountId, &'a <T as frame_system::Config>::AccountId, NetUid);

impl<T: Config> Pallet<T> {
	/// What a coldkey has on a hotkey on a subnet, in alpha-rao (on root in RAO), rounded down. Spec: economics 15.3.
	pub fn stake_of(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		let share = AlphaV2::<T>::get((hotkey, coldkey, netuid));
		match Self::transit_from(hotkey, netuid) {
			Some(HotkeyTransit { hotkey: new, factor: Some(factor) }) => {
				Self::pool(&new, netuid).value_of(converted(share, factor))
			},
			_ => Self::pool(hotkey, netuid).value_of(share),
		}
	}

	/// What everybody together has on a hotkey on a subnet, in alpha-rao (on root in RAO).
	pub fn total_stake_of(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		TotalHotkeyAlpha::<T>::get(hotkey, netuid)
	}

	/// Adds alpha-rao, which must be outside the pool and nobody's, to what a coldkey has on a hotkey. On root that earns nothing
	/// of the dividends so far.
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
		Self::increase_in_parts(hotkey, coldkey, netuid, &[alpha])
	}

	/// The same for alpha that comes in parts. On root each of them counts for itself, and roundings with it.
	///
	/// # Errors
	///
	/// `Overflow`.
	pub(crate) fn increase_in_parts(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		parts: &[AlphaBalance],
	) -> DispatchResult {
		let sum = parts.iter().try_fold(AlphaBalance::ZERO, |sum, part| sum.checked_add(*part));
		let alpha = sum.ok_or(Error::<T>::Overflow)?;
		if alpha.is_zero() {
			return Ok(());
		}
		let hotkey = &Self::staked_on(hotkey, netuid);
		Self::gather_share(hotkey, coldkey, netuid);
		let pool = Self::pool(hotkey, netuid);
		pool.shared_value.checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		let share = AlphaV2::<T>::get((hotkey, coldkey, netuid));
		Self::store((hotkey, coldkey, netuid), (pool, share), pool.deposit::<T::ShareSums>(share, alpha));
		if netuid.is_root() {
			Self::count_root_stake_in(hotkey, coldkey, parts);
		}
		Ok(())
	}

	/// Takes alpha-rao from what a coldkey has on a hotkey. They are nobody's then, and the caller's concern. On root, what they
	/// have earned and was not claimed is lost as far as [`Self::count_root_stake_out`] says.
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
		let transit = Self::transit_from(hotkey, netuid).filter(|transit| transit.factor.is_some());
		if let Some(transit) = &transit {
			Self::follow_share(netuid, hotkey, coldkey, transit);
		}
		let hotkey = transit.as_ref().map_or(hotkey, |transit| &transit.hotkey);
		Self::gather_share(hotkey, coldkey, netuid);
		let pool = Self::pool(hotkey, netuid);
		let share = AlphaV2::<T>::get((hotkey, coldkey, netuid));
		let change = pool.withdraw(share, alpha).map_err(|_| Error::<T>::NotEnoughStakeToWithdraw)?;
		Self::store((hotkey, coldkey, netuid), (pool, share), change);
		if netuid.is_root() {
			Self::count_root_stake_out(hotkey, coldkey, alpha);
		}
		Ok(())
	}

	/// Adds alpha-rao, which must be outside the pool and nobody's, for all who have a share of a hotkey's stake. Where nobody
	/// has one it is for whoever stakes first. Spec: economics 15.3 (`all`).
	///
	/// # Errors
	///
	/// `Overflow`.
	pub fn add_dividend(hotkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		let hotkey = &Self::staked_on(hotkey, netuid);
		let pool = Self::pool(hotkey, netuid);
		pool.shared_value.checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		Self::store_pool(hotkey, netuid, pool, pool.add_dividend(alpha));
		Ok(())
	}

	/// Counts this block as that in which a coldkey last changed its stake on a hotkey.
	pub(crate) fn note_stake_changed(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		LastColdkeyHotkeyStakeBlock::<T>::insert(coldkey, hotkey, now::<T>());
	}

	/// What stake that is meant for a hotkey is added to.
	pub(crate) fn pool_meant_by(hotkey: &T::AccountId, netuid: NetUid) -> Pool {
		Self::pool(&Self::staked_on(hotkey, netuid), netuid)
	}

	/// What a hotkey holds on a subnet, and into how many shares it is divided.
	pub(crate) fn pool(hotkey: &T::AccountId, netuid: NetUid) -> Pool {
		Pool {
			shared_value: TotalHotkeyAlpha::<T>::get(hotkey, netuid),
			denominator: TotalHotkeySharesV2::<T>::get(hotkey, netuid),
		}
	}

	fn store(position: Position<'_, T>, (pool, share): (Pool, SafeFloat), change: PoolChange) {
		let (hotkey, _, netuid) = position;
		Self::store_pool(hotkey, netuid, pool, change.pool);
		Self::store_share(position, share, change.share);
	}

	/// Gives a share to another hotkey, another coldkey, or both, beside what is there. On root what it has earned goes with it,
	/// and what was claimed of that too. What the pools are worth is the caller's concern; `share` is counted in those of the
	/// new hotkey.
	pub(crate) fn hand_over_share(
		(old_hotkey, old_coldkey): (&T::AccountId, &T::AccountId),
		(new_hotkey, new_coldkey): (&T::AccountId, &T::AccountId),
		netuid: NetUid,
		share: SafeFloat,
	) {
		let before = AlphaV2::<T>::get((new_hotkey, new_coldkey, netuid));
		Self::store_share((new_hotkey, new_coldkey, netuid), before, before.plus(share));
		if netuid.is_root() {
			Self::hand_over_claimed((old_hotkey, old_coldkey), (new_hotkey, new_coldkey));
		}
		// Last, so that who has root stake on a single hotkey keeps its number among the root stakers.
		let position = (old_hotkey, old_coldkey, netuid);
		Self::store_share(position, AlphaV2::<T>::get(position), SafeFloat::ZERO);
	}

	/// Writes a share in the place of another one and what is kept beside it: the only place where either is written. A share of
	/// nothing is not stored.
	pub(crate) fn store_share(position: Position<'_, T>, before: SafeFloat, share: SafeFloat) {
		let (hotkey, coldkey, netuid) = position;
		let had_one = !before.is_zero();
		if share.is_zero() {
			if had_one {
				AlphaV2::<T>::remove(position);
				HoldersOfSubnet::<T>::remove((netuid, hotkey, coldkey));
				PositionsOfColdkey::<T>::remove((coldkey, netuid, hotkey));
				Self::forget_root_staker_without_stake(coldkey, netuid);
			}
			return;
		}
		AlphaV2::<T>::insert(position, share);
		if !had_one {
			HoldersOfSubnet::<T>::insert((netuid, hotkey, coldkey), ());
			PositionsOfColdkey::<T>::insert((coldkey, netuid, hotkey), ());
			Subnets::<T>::note_staking_hotkey(coldkey, hotkey);
			Self::keep_account(coldkey);
			if netuid.is_root() {
				Self::note_root_staker(coldkey);
			}
		}
	}

	fn forget_root_staker_without_stake(coldkey: &T::AccountId, netuid: NetUid) {
		let is_last = || PositionsOfColdkey::<T>::iter_key_prefix((coldkey, NetUid::ROOT)).next().is_none();
		if netuid.is_root() && is_last() {
			Self::forget_root_staker(coldkey);
		}
	}

	pub(crate) fn store_pool(hotkey: &T::AccountId, netuid: NetUid, before: Pool, after: Pool) {
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
}
