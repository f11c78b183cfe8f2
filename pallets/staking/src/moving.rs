//! Moving stake to another hotkey, coldkey or subnet. Spec: staking 4.3, 6.8.

use crate::{checks::Move, Config, Error, Issuance, Pallet, Protocol, ProtocolEvent, Swap};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchError;
use taonet_amm::{Buy, LimitPrice, Sell, Side};
use taonet_tokenomics::price::worth;
use taonet_types::{AlphaBalance, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Moves `alpha` alpha-rao, at most what is there, or as much of it as the limit allows, and tells what it is worth in RAO:
	/// on one subnet by its price, rounded down, between two by what the sale brought. Then what is left of a nomination that
	/// is too small is unstaked. `limit` is how many billionths of an alpha of the destination one alpha of the origin must
	/// bring, and whether a part will do; it bounds the amount, the trades themselves have no limit.
	///
	/// # Errors
	///
	/// As [`Call::swap_stake_limit`](pallet_protocol::Call::swap_stake_limit) answers them, and `TransferDisallowed`, `LockHotkeyMismatch`,
	/// `AccountRejectsLockedAlpha`.
	pub(crate) fn relocate(
		of: &Move<T::AccountId>,
		alpha: AlphaBalance,
		limit: Option<(LimitPrice, bool)>,
		told: impl FnOnce(TaoBalance) -> ProtocolEvent<T>,
	) -> Result<bool, DispatchError> {
		Self::gather_share(of.hotkey, of.coldkey, of.netuid);
		let alpha = alpha.min(Self::stake_of(of.hotkey, of.coldkey, of.netuid));
		let limit = match limit {
			Some((price, allow_partial)) if of.is_trade() => {
				Some((Swap::<T>::max_move(of.netuid, of.destination_netuid, price)?, allow_partial))
			},
			_ => None,
		};
		Self::ensure_can_move(of, alpha, limit)?;
		let alpha = limit.map_or(alpha, |(most, _)| alpha.min(most));
		let tao = if of.is_trade() { Self::trade_over(of, alpha)? } else { Self::shift(of, alpha)? };
		Protocol::<T>::deposit_event(told(tao));
		Ok(Self::clear_small_nomination(of.hotkey, of.coldkey, of.netuid))
	}

	/// Moves stake on one subnet, without a trade and without a fee. To another coldkey locked stake goes with its lock.
	fn shift(of: &Move<T::AccountId>, alpha: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		let netuid = of.netuid;
		Self::shift_locked_part(of.coldkey, of.destination_coldkey, of.hotkey, netuid, alpha)?;
		let tao = worth(alpha, Swap::<T>::price(netuid));
		ensure!(tao >= T::MinStake::get(), Error::<T>::AmountTooLow);
		Self::decrease(of.hotkey, of.coldkey, netuid, alpha)?;
		// It would go to those who have shares that are worth nothing.
		ensure!(Self::pool_meant_by(of.destination_hotkey, netuid).accepts(alpha), Error::<T>::InsufficientLiquidity);
		Self::increase(of.destination_hotkey, of.destination_coldkey, netuid, alpha)?;
		Self::ensure_nomination_is_enough(of.destination_hotkey, of.destination_coldkey, netuid)?;
		Self::note_stake_changed(of.destination_coldkey, of.destination_hotkey);
		let (coldkey, hotkey) = (of.coldkey.clone(), of.hotkey.clone());
		Protocol::<T>::deposit_event(ProtocolEvent::StakeRemoved(coldkey, hotkey, tao, alpha, netuid, 0));
		let (coldkey, hotkey) = (of.destination_coldkey.clone(), of.destination_hotkey.clone());
		Protocol::<T>::deposit_event(ProtocolEvent::StakeAdded(coldkey, hotkey, tao, alpha, netuid, 0));
		Ok(tao)
	}

	/// Sells stake on one subnet and stakes the TAO on another. One fee is charged: at the origin, or at the destination where
	/// the origin is root. Too little to be staked stays with the coldkey.
	fn trade_over(of: &Move<T::AccountId>, alpha: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		let is_from_root = of.netuid.is_root();
		let tao = Self::sell_stake(of.hotkey, of.coldkey, of.netuid, alpha, Sell::OPEN_LIMIT, is_from_root)?;
		if of.coldkey != of.destination_coldkey {
			Issuance::<T>::transfer(of.coldkey, of.destination_coldkey, tao)?;
		}
		if tao >= T::MinStake::get() {
			let (hotkey, coldkey, netuid) = (of.destination_hotkey, of.destination_coldkey, of.destination_netuid);
			Self::note_nominated(coldkey, hotkey);
			Self::buy_stake(hotkey, coldkey, netuid, tao, Buy::OPEN_LIMIT, !is_from_root)?;
			Self::ensure_nomination_is_enough(hotkey, coldkey, netuid)?;
		}
		Ok(tao)
	}
}
