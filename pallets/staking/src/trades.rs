//! Staking and unstaking: the blocks that all calls are built of. Spec: staking 4.1, 4.2.

use crate::{Config, Error, Issuance, Pallet, Protocol, ProtocolEvent, Swap};
use frame_support::ensure;
use pallet_swap::Sale;
use sp_runtime::DispatchError;
use taonet_amm::LimitPrice;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Buys alpha for `tao` RAO of a coldkey, fee included, leaves it with a hotkey, and answers how many alpha-rao came out.
	///
	/// A coldkey that owns no more than that keeps the existential deposit, and so much less is staked. What a limit leaves
	/// unfilled goes back to it. Spec: staking 4.1.
	///
	/// # Errors
	///
	/// `InsufficientBalance`, `AmountTooLow` (nothing comes out), `InsufficientLiquidity` (the amount would bring no share),
	/// and those of the pool.
	pub fn buy_stake(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: LimitPrice,
		drop_fee: bool,
	) -> Result<AlphaBalance, DispatchError> {
		let offered = Issuance::<T>::pay_into_subnet(netuid, coldkey, tao)?;
		let trade = Swap::<T>::buy(netuid, offered, limit, drop_fee)?;
		ensure!(!trade.paid_out.is_zero(), Error::<T>::AmountTooLow);
		ensure!(Self::pool_meant_by(hotkey, netuid).accepts(trade.paid_out), Error::<T>::InsufficientLiquidity);
		Self::increase(hotkey, coldkey, netuid, trade.paid_out)?;
		// Together they are never more than was offered.
		let unfilled = offered.saturating_sub(trade.paid_in).saturating_sub(trade.fee);
		let returned = Issuance::<T>::pay_from_subnet(netuid, coldkey, unfilled)?;
		Swap::<T>::record_inflow(netuid, trade.paid_in);
		Self::roll_lock(coldkey, netuid);
		Self::note_stake_changed(coldkey, hotkey);
		Protocol::<T>::deposit_event(ProtocolEvent::StakeAdded(
			coldkey.clone(),
			hotkey.clone(),
			offered.saturating_sub(returned),
			trade.paid_out,
			netuid,
			trade.fee.get(),
		));
		Ok(trade.paid_out)
	}

	/// Sells `alpha` alpha-rao, fee included, of what a coldkey has on a hotkey, pays the coldkey, and answers how many RAO it
	/// got. What a limit leaves unsold stays staked. Spec: staking 4.2.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToWithdraw`, `Token::BelowMinimum` (the coldkey has no account, and less than the existential deposit
	/// comes out), and those of the pool.
	pub fn sell_stake(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: LimitPrice,
		drop_fee: bool,
	) -> Result<TaoBalance, DispatchError> {
		let sale = Self::sell_position(hotkey, coldkey, netuid, alpha, limit, drop_fee)?;
		let paid = Issuance::<T>::pay_from_subnet(netuid, coldkey, sale.trade.paid_out)?;
		Self::note_unstaked(hotkey, coldkey, netuid, &sale, paid);
		Ok(paid)
	}

	/// Takes alpha from a coldkey and sells it. The TAO lies on the subnet's account.
	pub(crate) fn sell_position(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		limit: LimitPrice,
		drop_fee: bool,
	) -> Result<Sale, DispatchError> {
		Self::decrease(hotkey, coldkey, netuid, alpha)?;
		let sale = Swap::<T>::sell(netuid, alpha, limit, drop_fee)?;
		// Together they are never more than was offered.
		let unsold = alpha.saturating_sub(sale.trade.paid_in).saturating_sub(sale.trade.fee);
		Self::increase(hotkey, coldkey, netuid, unsold)?;
		Ok(sale)
	}

	/// Counts and tells that alpha was unstaked, for which `paid` RAO have left the subnet's account.
	pub(crate) fn note_unstaked(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		sale: &Sale,
		paid: TaoBalance,
	) {
		// All TAO there is fits many times.
		Swap::<T>::record_outflow(netuid, sale.trade.paid_out.saturating_add(sale.fee_tao));
		Self::roll_lock(coldkey, netuid);
		Self::note_stake_changed(coldkey, hotkey);
		Protocol::<T>::deposit_event(ProtocolEvent::StakeRemoved(
			coldkey.clone(),
			hotkey.clone(),
			paid,
			sale.trade.paid_in,
			netuid,
			sale.trade.fee.get(),
		));
	}
}
