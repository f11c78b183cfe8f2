//! Buying and selling alpha. Spec: economics 14.4 to 14.6.

use crate::{AlphaSqrtPrice, Config, Error, Issuance, Pallet, SwapFeeRule};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use pallet_protocol::NetworksAdded;
use sp_runtime::DispatchError;
use taonet_amm::{sqrt_price, Buy, LimitPrice, Market, Order, Rules, Sell, Side, Simulation, SwapError, Trade};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// What a sale brought.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sale {
	/// What changed hands.
	pub trade: Trade<Sell>,
	/// RAO that the alpha of the fee was sold for; zero where nobody would pay a RAO for it. They left the subnet as
	/// `paid_out` did, and count as outflow where that does.
	pub fee_tao: TaoBalance,
}

/// A direction of trade, as the books see it.
pub(crate) trait Booked: Side {
	/// Writes a trade into the books.
	fn book<T: Config>(netuid: NetUid, trade: &Trade<Self>) -> DispatchResult;

	/// What a trade adds to the volume: of a purchase all that was offered, of a sale what it brought.
	fn volume(order: &Order<Self>, trade: &Trade<Self>) -> TaoBalance;
}

impl Booked for Buy {
	fn book<T: Config>(netuid: NetUid, trade: &Trade<Self>) -> DispatchResult {
		Issuance::<T>::book_buy(netuid, trade.paid_in, trade.paid_out)
	}

	fn volume(order: &Order<Self>, _: &Trade<Self>) -> TaoBalance {
		order.amount
	}
}

impl Booked for Sell {
	fn book<T: Config>(netuid: NetUid, trade: &Trade<Self>) -> DispatchResult {
		Issuance::<T>::book_sell(netuid, trade.paid_in, trade.paid_out)
	}

	fn volume(_: &Order<Self>, trade: &Trade<Self>) -> TaoBalance {
		trade.paid_out
	}
}

impl<T: Config> Pallet<T> {
	/// What pools refuse. Spec: economics 18.
	pub fn rules() -> Rules {
		Rules { minimum_reserve: T::MinimumReserve::get(), ..Rules::DEFAULT }
	}

	/// Buys alpha for `tao` RAO, fee included, which must lie on the subnet's account already. Where the limit stops the trade,
	/// the rest (`tao - paid_in - fee`) is still there, and the caller's. The fee is settled by [`Config::SwapFees`]. The alpha
	/// that comes out is outside the pool, and the caller says whose it is. Roundings favour the pool but for the least part
	/// of a unit, see [`taonet_amm::Pool::swap`]. Spec: economics 14.4, 14.7.
	///
	/// # Errors
	///
	/// `MechanismDoesNotExist` for a subnet that is not live, and what the pool refuses: `SwapInputTooLarge`,
	/// `ReservesTooLow`, `PriceLimitExceeded`, `InsufficientLiquidity`. Nothing has changed then, unless the books themselves
	/// failed: hooks call this in a storage layer.
	pub fn buy(
		netuid: NetUid,
		tao: TaoBalance,
		limit: LimitPrice,
		drop_fee: bool,
	) -> Result<Trade<Buy>, DispatchError> {
		let fee_rate = Self::fee_rate(netuid);
		let trade = Self::execute(netuid, &Order::<Buy> { amount: tao, limit, fee_rate, drop_fee })?;
		if !trade.fee.is_zero() {
			T::SwapFees::settle_purchase(netuid, trade.fee)?;
		}
		Ok(trade)
	}

	/// Sells `alpha` alpha-rao, fee included, which must be outside the pool and somebody's whom the caller has taken them
	/// from. Where the limit stops the trade, the caller gives the rest (`alpha - paid_in - fee`) back. The caller pays
	/// `paid_out` RAO from the subnet's account. The fee is settled by [`Config::SwapFees`]. Roundings as in
	/// [`buy`](Self::buy). Spec: economics 14.4, 14.7.
	///
	/// # Errors
	///
	/// As [`buy`](Self::buy).
	pub fn sell(netuid: NetUid, alpha: AlphaBalance, limit: LimitPrice, drop_fee: bool) -> Result<Sale, DispatchError> {
		let fee_rate = Self::fee_rate(netuid);
		let trade = Self::execute(netuid, &Order::<Sell> { amount: alpha, limit, fee_rate, drop_fee })?;
		let fee_tao = match trade.fee {
			AlphaBalance::ZERO => TaoBalance::ZERO,
			fee => T::SwapFees::settle_sale(netuid, fee)?,
		};
		Ok(Sale { trade, fee_tao })
	}

	/// What buying alpha for `tao` RAO would bring, with fee and without limit. Changes nothing. Spec: economics 14.6.
	///
	/// # Errors
	///
	/// As [`buy`](Self::buy).
	pub fn simulate_buy(netuid: NetUid, tao: TaoBalance) -> Result<Simulation<Buy>, Error<T>> {
		Ok(Self::live_market(netuid)?.simulate(tao, Self::fee_rate(netuid), &Self::rules())?)
	}

	/// What selling `alpha` alpha-rao would bring, with fee and without limit. Changes nothing. Spec: economics 14.6.
	///
	/// # Errors
	///
	/// As [`buy`](Self::buy).
	pub fn simulate_sell(netuid: NetUid, alpha: AlphaBalance) -> Result<Simulation<Sell>, Error<T>> {
		Ok(Self::live_market(netuid)?.simulate(alpha, Self::fee_rate(netuid), &Self::rules())?)
	}

	/// Trades, and writes the books, the volume, and the new price where it is another.
	pub(crate) fn execute<S: Booked>(netuid: NetUid, order: &Order<S>) -> Result<Trade<S>, DispatchError> {
		let market = Self::live_market(netuid)?;
		let trade = market.trade(order, &Self::rules()).map_err(Error::<T>::from)?;
		S::book::<T>(netuid, &trade)?;
		Self::add_volume(netuid, S::volume(order, &trade));
		let price = Self::price(netuid);
		if price != market.price() {
			AlphaSqrtPrice::<T>::insert(netuid, sqrt_price(price));
		}
		Ok(trade)
	}

	/// What a live subnet trades on.
	fn live_market(netuid: NetUid) -> Result<Market, Error<T>> {
		ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::MechanismDoesNotExist);
		Ok(Self::market(netuid))
	}
}

impl<T> From<SwapError> for Error<T> {
	fn from(error: SwapError) -> Self {
		match error {
			SwapError::SwapInputTooLarge => Self::SwapInputTooLarge,
			SwapError::ReservesTooLow => Self::ReservesTooLow,
			SwapError::PriceLimitExceeded => Self::PriceLimitExceeded,
			SwapError::InsufficientLiquidity => Self::InsufficientLiquidity,
		}
	}
}
