//! What must hold before stake is added, removed or moved. The order of the checks is the order of the errors.
//! Spec: staking 4.5 to 4.7.

use crate::{Config, Error, Issuance, Pallet, Subnets, Swap};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use pallet_protocol::{SubtokenEnabled, TransferToggle};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// From where to where stake is moved.
pub(crate) struct Move<'a, AccountId> {
	/// Whose it is.
	pub coldkey: &'a AccountId,
	/// Whose it will be.
	pub destination_coldkey: &'a AccountId,
	/// The hotkey on which it is.
	pub hotkey: &'a AccountId,
	/// The hotkey on which it will be.
	pub destination_hotkey: &'a AccountId,
	/// The subnet on which it is.
	pub netuid: NetUid,
	/// The subnet on which it will be.
	pub destination_netuid: NetUid,
	/// Whether a subnet may forbid it: it is asked for as a transfer between coldkeys.
	pub is_transfer: bool,
}

impl<AccountId: PartialEq> Move<'_, AccountId> {
	/// Whether alpha of one subnet becomes that of another.
	pub fn is_trade(&self) -> bool {
		self.netuid != self.destination_netuid
	}

	/// Whether everything stays as it is.
	fn is_nothing(&self) -> bool {
		!self.is_trade() && self.coldkey == self.destination_coldkey && self.hotkey == self.destination_hotkey
	}
}

impl<T: Config> Pallet<T> {
	/// Whether `tao` RAO can be staked, which is checked against what would come out at whatever price. `most` is what a price
	/// limit allows.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, `SubtokenDisabled`, `AmountTooLow`, `SlippageTooHigh`, `NotEnoughBalanceToStake`,
	/// `HotKeyAccountNotExists`, `InsufficientLiquidity`.
	pub(crate) fn ensure_can_add(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		most: TaoBalance,
		allow_partial: bool,
	) -> DispatchResult {
		Subnets::<T>::ensure_exists(netuid)?;
		ensure!(SubtokenEnabled::<T>::get(netuid), Error::<T>::SubtokenDisabled);
		let least = T::MinStake::get();
		let least_with_fee = least.saturating_add(Swap::<T>::buy_fee(netuid, least));
		ensure!(tao >= least_with_fee, Error::<T>::AmountTooLow);
		ensure!(allow_partial || tao <= most, Error::<T>::SlippageTooHigh);
		let tao = tao.min(most);
		ensure!(tao <= Issuance::<T>::spendable(coldkey, false), Error::<T>::NotEnoughBalanceToStake);
		Self::ensure_hotkey_exists(hotkey)?;
		let trade = Swap::<T>::simulate_buy(netuid, tao).map_err(|_| Error::<T>::InsufficientLiquidity)?.trade;
		ensure!(trade.paid_in >= least, Error::<T>::AmountTooLow);
		let brings_a_share = !trade.paid_out.is_zero() && Self::pool_meant_by(hotkey, netuid).accepts(trade.paid_out);
		ensure!(brings_a_share, Error::<T>::InsufficientLiquidity);
		Ok(())
	}

	/// Whether `alpha` of `stake` alpha-rao can be unstaked. All that is there can always go, however little. `most` is what a
	/// price limit allows. That there is no less than `alpha`, which the caller has seen to, the positions check again.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, `AmountTooLow`, `InsufficientLiquidity`, `SlippageTooHigh`, `HotKeyAccountNotExists`,
	/// `StakeUnavailable`.
	pub(crate) fn ensure_can_remove(
		(hotkey, coldkey): (&T::AccountId, &T::AccountId),
		netuid: NetUid,
		(alpha, stake): (AlphaBalance, AlphaBalance),
		most: AlphaBalance,
		allow_partial: bool,
	) -> DispatchResult {
		Subnets::<T>::ensure_exists(netuid)?;
		ensure!(!alpha.is_zero(), Error::<T>::AmountTooLow);
		let trade = Swap::<T>::simulate_sell(netuid, alpha).map_err(|_| Error::<T>::InsufficientLiquidity)?.trade;
		ensure!(alpha == stake || trade.paid_out >= T::MinStake::get(), Error::<T>::AmountTooLow);
		ensure!(allow_partial || alpha <= most, Error::<T>::SlippageTooHigh);
		Self::ensure_hotkey_exists(hotkey)?;
		Self::ensure_unlocked(coldkey, hotkey, netuid, alpha)
	}

	/// Whether `alpha` alpha-rao can be moved. `limit` is, where a price is limited, what it allows and whether a part will do.
	/// That there is so much, which the caller has seen to, the positions check again.
	///
	/// # Errors
	///
	/// `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `InsufficientLiquidity`, `AmountTooLow`,
	/// `SlippageTooHigh`, `TransferDisallowed`, `StakeUnavailable`.
	pub(crate) fn ensure_can_move(
		of: &Move<T::AccountId>,
		alpha: AlphaBalance,
		limit: Option<(AlphaBalance, bool)>,
	) -> DispatchResult {
		ensure!(!of.is_nothing(), Error::<T>::SameNetuid);
		Subnets::<T>::ensure_exists(of.netuid)?;
		Subnets::<T>::ensure_exists(of.destination_netuid)?;
		for netuid in [of.netuid, of.destination_netuid] {
			ensure!(SubtokenEnabled::<T>::get(netuid), Error::<T>::SubtokenDisabled);
		}
		Self::ensure_hotkey_exists(of.hotkey)?;
		Self::ensure_hotkey_exists(of.destination_hotkey)?;
		if of.is_trade() {
			let sale = Swap::<T>::simulate_sell(of.netuid, alpha).map_err(|_| Error::<T>::InsufficientLiquidity)?;
			ensure!(sale.trade.paid_out > T::MinStake::get(), Error::<T>::AmountTooLow);
			if let Some((most, false)) = limit {
				ensure!(alpha <= most, Error::<T>::SlippageTooHigh);
			}
		}
		if of.is_transfer {
			for netuid in [of.netuid, of.destination_netuid] {
				ensure!(TransferToggle::<T>::get(netuid), Error::<T>::TransferDisallowed);
			}
		}
		if of.is_trade() {
			Self::ensure_unlocked(of.coldkey, of.hotkey, of.netuid, alpha)?;
		}
		Ok(())
	}

	/// # Errors
	///
	/// `SubtokenDisabled`, also where there is no such subnet.
	pub(crate) fn ensure_subtoken_enabled(netuid: NetUid) -> DispatchResult {
		ensure!(SubtokenEnabled::<T>::get(netuid) && Subnets::<T>::exists(netuid), Error::<T>::SubtokenDisabled);
		Ok(())
	}

	/// # Errors
	///
	/// `HotKeyAccountNotExists`.
	pub(crate) fn ensure_hotkey_exists(hotkey: &T::AccountId) -> DispatchResult {
		ensure!(Subnets::<T>::owner_of(hotkey).is_some(), Error::<T>::HotKeyAccountNotExists);
		Ok(())
	}
}
