//! How much can be traded before a price is reached. Spec: staking 4.8.

use crate::{Config, Error, Pallet};
use taonet_amm::{max_move, Buy, LimitPrice, Market, Sell};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// The most RAO, fee included, with which alpha can be bought before the price reaches the limit; all or nothing where there
	/// is no pool. See [`Market::max_amount_for_limit`].
	///
	/// # Errors
	///
	/// `PriceLimitExceeded` (the price is there already), `ReservesTooLow`.
	pub fn max_buy(netuid: NetUid, limit: LimitPrice) -> Result<TaoBalance, Error<T>> {
		let fee_rate = Self::fee_rate(netuid);
		Ok(Self::market(netuid).max_amount_for_limit::<Buy>(limit, fee_rate, &Self::rules())?)
	}

	/// The most alpha-rao, fee included, that can be sold before the price reaches the limit; all or nothing where there is no
	/// pool.
	///
	/// # Errors
	///
	/// As [`Self::max_buy`].
	pub fn max_sell(netuid: NetUid, limit: LimitPrice) -> Result<AlphaBalance, Error<T>> {
		let fee_rate = Self::fee_rate(netuid);
		Ok(Self::market(netuid).max_amount_for_limit::<Sell>(limit, fee_rate, &Self::rules())?)
	}

	/// The most alpha-rao that can be sold on one subnet and bought for on another with one alpha bringing at least `limit`
	/// billionths of an alpha. See [`taonet_amm::max_move`].
	///
	/// # Errors
	///
	/// As [`Self::max_buy`].
	pub fn max_move(origin: NetUid, destination: NetUid, limit: LimitPrice) -> Result<AlphaBalance, Error<T>> {
		let (from, to) = (Self::market(origin), Self::market(destination));
		let fees = (Self::fee_rate(origin), Self::fee_rate(destination));
		Ok(max_move((&from, fees.0), (&to, fees.1), limit, &Self::rules())?)
	}

	/// The fee within `tao` RAO that are paid for alpha; none where there is no pool.
	pub fn buy_fee(netuid: NetUid, tao: TaoBalance) -> TaoBalance {
		match Self::market(netuid) {
			Market::Dynamic(_) => Self::fee_rate(netuid).of_gross(tao),
			Market::Stable => TaoBalance::ZERO,
		}
	}
}
