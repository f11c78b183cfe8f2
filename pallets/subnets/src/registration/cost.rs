//! What the next subnet costs. Spec: subnets 2.5, economics 17.2.

use crate::{Config, Pallet};
use pallet_protocol::{now, NetworkLastLockCost, NetworkLockReductionInterval, NetworkMinLockCost, TotalIssuance};
use taonet_tokenomics::{
	emission::tao_block_emission,
	lock_cost::{lock_cost, reduction_interval, LockCostInputs},
};
use taonet_types::TaoBalance;

impl<T: Config> Pallet<T> {
	/// What the creation of a subnet costs in this block, in RAO.
	pub fn lock_cost() -> TaoBalance {
		let emission = tao_block_emission(TotalIssuance::<T>::get());
		lock_cost(&LockCostInputs {
			min: NetworkMinLockCost::<T>::get(),
			last_paid: NetworkLastLockCost::<T>::get(),
			last_block: Self::network_last_registered(),
			block: now::<T>(),
			interval: reduction_interval(NetworkLockReductionInterval::<T>::get(), emission),
		})
	}
}
