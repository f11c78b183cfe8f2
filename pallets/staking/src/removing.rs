//! Removing stake. Spec: staking 6.3 to 6.7.

use crate::{Config, Pallet, Swap};
use alloc::vec::Vec;
use frame_support::storage::with_storage_layer;
use pallet_protocol::{AlphaV2, SubtokenEnabled};
use sp_runtime::DispatchError;
use taonet_amm::{Buy, LimitPrice, Sell, Side};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Unstakes `alpha` alpha-rao, at most what is there, or as much of it as the limit allows, and then what is left of a
	/// nomination that is too small; answers whether there was such a rest. `limit` is a price, and whether a
	/// part will do. Children that the hotkey has chosen are dropped if too little stake is left for that.
	///
	/// # Errors
	///
	/// As [`Call::remove_stake_limit`](pallet_protocol::Call::remove_stake_limit) answers them.
	pub(crate) fn remove(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: Option<(LimitPrice, bool)>,
	) -> Result<bool, DispatchError> {
		Self::ensure_subtoken_enabled(netuid)?;
		Self::gather_share(hotkey, coldkey, netuid);
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		let alpha = alpha.min(stake);
		Self::ensure_pool_takes_alpha(netuid, alpha)?;
		let (most, price, allow_partial) = match limit {
			None => (alpha, Sell::OPEN_LIMIT, false),
			Some((price, allow_partial)) => (Swap::<T>::max_sell(netuid, price)?, price, allow_partial),
		};
		Self::ensure_can_remove((hotkey, coldkey), netuid, (alpha, stake), most, allow_partial)?;
		Self::sell_stake(hotkey, coldkey, netuid, alpha.min(most), price, false)?;
		let had_rest = Self::clear_small_nomination(hotkey, coldkey, netuid);
		Self::drop_pending_children_of(&Self::staked_on(hotkey, netuid));
		Ok(had_rest)
	}

	/// Unstakes from each of these subnets all that can be unstaked, and answers how many RAO that brought, and on how many
	/// subnets a rest was sold too. Where it fails, be it that so little cannot be paid to a coldkey without an account, the
	/// stake stays as it is, as it does where it is not even tried.
	///
	/// # Errors
	///
	/// `HotKeyAccountNotExists`.
	pub(crate) fn remove_all(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuids: &[NetUid],
	) -> Result<(TaoBalance, u32), DispatchError> {
		Self::ensure_hotkey_exists(hotkey)?;
		let (mut all, mut rests) = (TaoBalance::ZERO, 0u32);
		for netuid in netuids.iter().copied().filter(|netuid| SubtokenEnabled::<T>::get(netuid)) {
			let alpha = Self::stake_of(hotkey, coldkey, netuid);
			if Self::ensure_can_remove((hotkey, coldkey), netuid, (alpha, alpha), alpha, false).is_err() {
				continue;
			}
			let sold = with_storage_layer(|| Self::sell_stake(hotkey, coldkey, netuid, alpha, Sell::OPEN_LIMIT, false));
			if let Ok(tao) = sold {
				// All TAO there is fits many times, and there are few subnets.
				all = all.saturating_add(tao);
				rests = rests.saturating_add(Self::clear_small_nomination(hotkey, coldkey, netuid).into());
			}
		}
		Ok((all, rests))
	}

	/// The same for every subnet but root, and stakes what it brought on root.
	///
	/// # Errors
	///
	/// Also `AmountTooLow`: nothing was unstaked, or less than a nominator must have.
	pub(crate) fn remove_all_to_root(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuids: &[NetUid],
	) -> Result<u32, DispatchError> {
		let (tao, rests) = Self::remove_all(coldkey, hotkey, netuids)?;
		Self::buy_stake(hotkey, coldkey, NetUid::ROOT, tao, Buy::OPEN_LIMIT, false)?;
		Self::ensure_nomination_is_enough(hotkey, coldkey, NetUid::ROOT)?;
		Ok(rests)
	}

	/// Where a coldkey has a share of a hotkey's stake, root first. No more than there are subnets, those being dissolved among
	/// them.
	pub fn positions_of(hotkey: &T::AccountId, coldkey: &T::AccountId) -> Vec<NetUid> {
		let mut netuids: Vec<NetUid> = AlphaV2::<T>::iter_key_prefix((hotkey, coldkey)).collect();
		// Keys come by the low byte first.
		netuids.sort_unstable();
		netuids
	}
}
