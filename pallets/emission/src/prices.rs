//! What follows from the prices and the alpha after a block's emission. Spec: economics 5, 7, 13.2.

use crate::{Config, Pallet, Swap};
use pallet_protocol::{RootProp, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, TaoWeight};
use taonet_tokenomics::{
	emission::alpha_issuance,
	root::{root_proportion, tao_weight},
};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Moves the moving prices of the eligible subnets, and stores for readers which part of their stake root has. [`Coinbase`](crate::Coinbase)
	/// says what it weighs.
	pub fn update_prices(eligible: &[NetUid]) {
		Swap::<T>::update_moving_prices(eligible);
		let root_tao = SubnetTAO::<T>::get(NetUid::ROOT);
		let tao_weight = tao_weight(TaoWeight::<T>::get());
		for netuid in eligible {
			let issuance = alpha_issuance(SubnetAlphaIn::<T>::get(netuid), SubnetAlphaOut::<T>::get(netuid));
			RootProp::<T>::insert(netuid, root_proportion(root_tao, issuance, tao_weight));
		}
	}
}
