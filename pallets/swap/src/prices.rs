//! Spot, moving and median price. Spec: economics 13.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_protocol::{
	now, EMAPriceHalvingBlocks, FirstEmissionBlockNumber, NetworksAdded, SubnetMovingAlpha, SubnetMovingPrice,
};
use taonet_tokenomics::price::{median_price, moving_price, moving_price_read, MovingPriceInputs};
use taonet_types::{
	fixed::{I96F32, U64F64},
	NetUid,
};

impl<T: Config> Pallet<T> {
	/// The price of the subnet's alpha, TAO for one alpha; zero where a reserve is empty, one where there is no pool.
	/// Spec: economics 13.1.
	pub fn price(netuid: NetUid) -> U64F64 {
		Self::market(netuid).price()
	}

	/// The moving price, TAO for one alpha; one where there is no pool. Spec: economics 13.2.
	pub fn moving_price(netuid: NetUid) -> I96F32 {
		moving_price_read(Self::is_dynamic(netuid), SubnetMovingPrice::<T>::get(netuid))
	}

	/// The median of the prices above zero of all live subnets but root; one if there is none. It sizes a new pool. As many
	/// reads as there are live subnets. Spec: economics 13.3.
	pub fn median_price() -> U64F64 {
		let subnets = NetworksAdded::<T>::iter_keys().filter(|netuid| !netuid.is_root());
		let prices: Vec<U64F64> = subnets.map(Self::price).collect();
		median_price(&prices)
	}

	/// The moving price of a subnet that is known to be live, as [`Self::moving_price`] answers. Spec: economics 13.2.
	pub fn moving_price_of_live(netuid: NetUid) -> I96F32 {
		moving_price_read(Self::is_dynamic_if_live(netuid), SubnetMovingPrice::<T>::get(netuid))
	}

	/// Moves the moving prices of these live subnets towards their prices of now: once a block, after emission. Spec: economics
	/// 13.2.
	pub fn update_moving_prices(netuids: &[NetUid]) {
		let (block, subnet_moving_alpha) = (now::<T>(), SubnetMovingAlpha::<T>::get());
		for netuid in netuids {
			let before = SubnetMovingPrice::<T>::get(netuid);
			let after = moving_price(&MovingPriceInputs {
				block,
				first_emission_block: FirstEmissionBlockNumber::<T>::get(netuid),
				halving_blocks: EMAPriceHalvingBlocks::<T>::get(netuid),
				subnet_moving_alpha,
				spot_price: Self::market_of_live(*netuid).price(),
				moving_price: before,
			});
			// So slow an average stays the same for many blocks.
			if after != before {
				SubnetMovingPrice::<T>::insert(netuid, after);
			}
		}
	}

	/// Sets the weight of a new price in the moving prices of all subnets. Who may is for the caller to decide.
	pub fn set_moving_alpha(alpha: I96F32) {
		SubnetMovingAlpha::<T>::put(alpha);
	}

	/// Sets the blocks after which a subnet's moving price reacts with half of its full weight. Who may is for the caller to
	/// decide.
	pub fn set_ema_price_halving_blocks(netuid: NetUid, blocks: u64) {
		EMAPriceHalvingBlocks::<T>::insert(netuid, blocks);
	}
}
