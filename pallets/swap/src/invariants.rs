//! What is true of the pools after every block. Spec: economics 19.
//!
//! That a swap never lowers a pool's value (the second half of INV-11) is a statement about two states, which the property
//! tests of `taonet_amm` make. The sums (INV-1 to 7) are checked by `pallet_issuance`.

use crate::{AlphaSqrtPrice, Config, FeeRate, PalSwapInitialized, Pallet, SwapBalancer};
use frame_support::ensure;
use pallet_protocol::{NetworksAdded, SubnetMovingPrice, SubnetProtocolFlow, SubnetTaoFlow};
use sp_runtime::TryRuntimeError;
use taonet_amm::FeeRate as Rate;
use taonet_types::{fixed::I96F32, NetUid};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::weights_are_within_their_range()?;
		Self::root_has_no_pool()?;
		Self::live_pools_are_open()?;
		Self::fees_are_below_the_largest()?;
		Self::only_open_pools_are_traded_on()?;
		Self::moving_prices_are_not_negative()
	}

	fn weights_are_within_their_range() -> Check {
		for balancer in SwapBalancer::<T>::iter_values() {
			ensure!(balancer.weights().is_some(), "INV-11: a weight in SwapBalancer is below 0.01 or above 0.99");
		}
		Ok(())
	}

	fn root_has_no_pool() -> Check {
		let root = NetUid::ROOT;
		ensure!(!Self::is_dynamic(root), "SubnetMechanism: root has a pool");
		ensure!(
			!SwapBalancer::<T>::contains_key(root) && !PalSwapInitialized::<T>::contains_key(root),
			"PalSwapInitialized, SwapBalancer: root has a pool"
		);
		ensure!(
			!SubnetTaoFlow::<T>::contains_key(root) && !SubnetProtocolFlow::<T>::contains_key(root),
			"SubnetTaoFlow, SubnetProtocolFlow: root has a flow"
		);
		Ok(())
	}

	fn live_pools_are_open() -> Check {
		for netuid in NetworksAdded::<T>::iter_keys().filter(|netuid| Self::is_dynamic(*netuid)) {
			ensure!(
				PalSwapInitialized::<T>::get(netuid) && SwapBalancer::<T>::contains_key(netuid),
				"PalSwapInitialized, SwapBalancer: the pool of a live subnet was not opened"
			);
		}
		Ok(())
	}

	fn fees_are_below_the_largest() -> Check {
		for rate in FeeRate::<T>::iter_values() {
			ensure!(rate <= Rate::MAX_SETTABLE.parts(), "FeeRate: a fee is above MaxFeeRate");
		}
		Ok(())
	}

	fn only_open_pools_are_traded_on() -> Check {
		for netuid in AlphaSqrtPrice::<T>::iter_keys() {
			ensure!(PalSwapInitialized::<T>::get(netuid), "AlphaSqrtPrice: a price stands where no pool was opened");
		}
		Ok(())
	}

	fn moving_prices_are_not_negative() -> Check {
		for price in SubnetMovingPrice::<T>::iter_values() {
			ensure!(price >= I96F32::from_bits(0), "SubnetMovingPrice: a price is below zero");
		}
		Ok(())
	}
}
