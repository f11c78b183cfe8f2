//! What a subnet trades on: opening a pool, re-weighting it, closing and forgetting it. Spec: economics 14.1, 14.3, 17.

use crate::{AlphaSqrtPrice, Balancer, Config, Error, FeeRate, Issuance, PalSwapInitialized, Pallet, SwapBalancer};
use frame_support::dispatch::DispatchResult;
use pallet_protocol::{
	EMAPriceHalvingBlocks, NetworksAdded, SubnetAlphaIn, SubnetMechanism, SubnetMovingPrice, SubnetProtocolFlow,
	SubnetTAO, SubnetTaoFlow, SubnetVolume,
};
use taonet_amm::{FeeRate as Rate, Market, Pool, Weights};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The `SubnetMechanism` of a subnet with a pool.
pub const DYNAMIC_MECHANISM: u16 = 1;

impl<T: Config> Pallet<T> {
	/// What the subnet trades on: its pool, or 1:1 for root, for every other mechanism than [`DYNAMIC_MECHANISM`], and where
	/// there is no subnet (which no trade is made on). Spec: economics 13.1.
	pub fn market(netuid: NetUid) -> Market {
		if NetworksAdded::<T>::get(netuid) {
			Self::market_of_live(netuid)
		} else {
			Market::Stable
		}
	}

	/// What a subnet trades on that is known to be live, as [`Self::market`] answers. For who goes through the list of them.
	pub fn market_of_live(netuid: NetUid) -> Market {
		if !Self::is_dynamic_if_live(netuid) {
			return Market::Stable;
		}
		Market::Dynamic(Pool {
			tao: SubnetTAO::<T>::get(netuid),
			alpha: SubnetAlphaIn::<T>::get(netuid),
			// Only weights within their range are ever stored.
			weights: SwapBalancer::<T>::get(netuid).weights().unwrap_or(Weights::EQUAL),
		})
	}

	/// Whether the subnet is live and has a pool.
	pub(crate) fn is_dynamic(netuid: NetUid) -> bool {
		Self::is_dynamic_if_live(netuid) && NetworksAdded::<T>::get(netuid)
	}

	/// Whether the subnet has a pool, which only a live one trades on.
	pub(crate) fn is_dynamic_if_live(netuid: NetUid) -> bool {
		SubnetMechanism::<T>::get(netuid) == DYNAMIC_MECHANISM
	}

	/// The fee of the subnet's trades.
	pub fn fee_rate(netuid: NetUid) -> Rate {
		Rate::new(FeeRate::<T>::get(netuid))
	}

	/// Opens the pool of a new subnet: `tao` RAO, which must lie on the subnet's account, beside `alpha` alpha-rao, which are
	/// made, with equal weights. Spec: economics 14.1, 17.2.
	///
	/// # Errors
	///
	/// Those of the books; everything must be undone then.
	pub fn open_pool(netuid: NetUid, tao: TaoBalance, alpha: AlphaBalance) -> DispatchResult {
		Issuance::<T>::open_pool(netuid, tao, alpha)?;
		Self::store_weights(netuid, Weights::EQUAL);
		// From the start, not at the first trade, which would undo what injections have done to the weights.
		PalSwapInitialized::<T>::insert(netuid, true);
		Ok(())
	}

	/// Moves the weights of a pool so that its price stays when `tao` RAO and `alpha` alpha-rao are added to the reserves;
	/// the caller adds them afterwards. `market` is the subnet's, which the caller has read already. There is nothing to do where there
	/// is no pool. Spec: economics 14.3.
	///
	/// # Errors
	///
	/// `ReservesOutOfBalance` where that takes a weight outside 0.01 to 0.99, or a reserve that cannot be counted; the pool
	/// stays as it is then, and the reserves must too.
	pub fn reweight(netuid: NetUid, market: Market, tao: TaoBalance, alpha: AlphaBalance) -> DispatchResult {
		if let Market::Dynamic(pool) = market {
			let grown = pool.with_liquidity(tao, alpha).map_err(|_| Error::<T>::ReservesOutOfBalance)?;
			Self::store_weights(netuid, grown.weights);
		}
		Ok(())
	}

	/// Puts the weights of a pool back as they were before [`Self::reweight`], because the reserves stay as they are.
	pub fn restore_weights(netuid: NetUid, market: Market) {
		if let Market::Dynamic(pool) = market {
			Self::store_weights(netuid, pool.weights);
		}
	}

	fn store_weights(netuid: NetUid, weights: Weights) {
		SwapBalancer::<T>::insert(netuid, Balancer::from(weights));
	}

	/// Takes all TAO out of a pool, and says how much it was in RAO; it stays on the subnet's account. For a subnet that is
	/// no longer live. Spec: economics 17.3.
	pub fn close_pool(netuid: NetUid) -> TaoBalance {
		Issuance::<T>::close_pool(netuid)
	}

	/// Forgets all about the pool of a subnet, so that the next one of this netuid is like new. Spec: economics 17.3.
	pub fn forget_pool(netuid: NetUid) {
		FeeRate::<T>::remove(netuid);
		SwapBalancer::<T>::remove(netuid);
		PalSwapInitialized::<T>::remove(netuid);
		AlphaSqrtPrice::<T>::remove(netuid);
		SubnetVolume::<T>::remove(netuid);
		SubnetTaoFlow::<T>::remove(netuid);
		SubnetProtocolFlow::<T>::remove(netuid);
		SubnetMovingPrice::<T>::remove(netuid);
		EMAPriceHalvingBlocks::<T>::remove(netuid);
		Issuance::<T>::forget_pool(netuid);
	}
}
