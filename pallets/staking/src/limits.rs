//! How much may be traded at once. Spec: staking 4.4. Up to which amount a price holds, the pools say.

use crate::{Config, Error, Pallet, Swap};
use frame_support::{dispatch::DispatchResult, ensure};
use taonet_amm::Market;
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
}
