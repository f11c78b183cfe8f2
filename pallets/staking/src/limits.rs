//! How much may be traded: in all, and up to a price. Spec: staking 4.4, 4.8.

use crate::{Config, Error, Pallet, Swap};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::DispatchError;
use taonet_amm::{LimitPrice, Market};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// At most 1000 times the pool's TAO can be staked at once.
	///
	/// # Errors
	///
	/// `InsufficientLiquidity`.
	pub(crate) fn ensure_pool_takes_tao(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		match Swap::<T>::market(netuid) {
			Market::Dynamic(pool) => Self::ensure_within_reserve(tao.get(), pool.tao.get()),
			Market::Stable => Ok(()),
		}
	}

	/// At most 1000 times the pool's alpha can be unstaked at once.
	///
	/// # Errors
	///
	/// `InsufficientLiquidity`.
	pub(crate) fn ensure_pool_takes_alpha(netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		match Swap::<T>::market(netuid) {
			Market::Dynamic(pool) => Self::ensure_within_reserve(alpha.get(), pool.alpha.get()),
			Market::Stable => Ok(()),
		}
	}

	fn ensure_within_reserve(amount: u64, reserve: u64) -> DispatchResult {
		// A limit that cannot be written holds nobody back.
		let most = reserve.saturating_mul(Swap::<T>::rules().input_multiple);
		ensure!(amount <= most, Error::<T>::InsufficientLiquidity);
		Ok(())
	}

	/// The most RAO, fee included, that can be staked before the price reaches the limit, which is in RAO of TAO for one whole
	/// alpha.
	///
	/// # Errors
	///
	/// Those of the pool: the price is there already, or the reserves are too low.
	pub(crate) fn most_to_add(netuid: NetUid, limit: TaoBalance) -> Result<TaoBalance, DispatchError> {
		Ok(Swap::<T>::max_buy(netuid, LimitPrice::new(limit.get()))?)
	}

	/// The most alpha-rao, fee included, that can be unstaked before the price reaches the limit, which is in RAO of TAO for
	/// one whole alpha.
	///
	/// # Errors
	///
	/// As [`Self::most_to_add`].
	pub(crate) fn most_to_remove(netuid: NetUid, limit: TaoBalance) -> Result<AlphaBalance, DispatchError> {
		Ok(Swap::<T>::max_sell(netuid, LimitPrice::new(limit.get()))?)
	}

	/// The most alpha-rao that can be moved between subnets with one alpha of the origin bringing at least `limit` billionths of
	/// an alpha of the destination.
	///
	/// # Errors
	///
	/// As [`Self::most_to_add`].
	pub(crate) fn most_to_move(
		origin: NetUid,
		destination: NetUid,
		limit: TaoBalance,
	) -> Result<AlphaBalance, DispatchError> {
		Ok(Swap::<T>::max_move(origin, destination, LimitPrice::new(limit.get()))?)
	}
}
