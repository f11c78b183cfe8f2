//! What becomes of figures and pots when a subnet is dissolved. Spec: subnets 3.

use crate::{earnings::forget, Config, EarnersOfSubnet, Pallet};
use alloc::vec::Vec;
use pallet_protocol::{
	MinerBurned, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission, RootProp,
	SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetEmaProtocolFlow, SubnetEmaTaoFlow, SubnetExcessTao,
	SubnetTaoInEmission,
};
use pallet_subnets::hooks::{Cleared, OnSubnetDissolved};
use taonet_types::NetUid;

/// The alpha that had gathered for the next epoch is nobody's, and goes with all alpha of the subnet.
impl<T: Config> OnSubnetDissolved for Pallet<T> {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let most = usize::try_from(limit).unwrap_or(usize::MAX);
		let earners: Vec<T::AccountId> = EarnersOfSubnet::<T>::iter_key_prefix(netuid).take(most).collect();
		for hotkey in &earners {
			forget::<T>(netuid, hotkey);
		}
		let cleared = Cleared::of(&earners, limit);
		if !cleared.unfinished {
			PendingServerEmission::<T>::remove(netuid);
			PendingValidatorEmission::<T>::remove(netuid);
			PendingRootAlphaDivs::<T>::remove(netuid);
			PendingOwnerCut::<T>::remove(netuid);
			SubnetAlphaInEmission::<T>::remove(netuid);
			SubnetAlphaOutEmission::<T>::remove(netuid);
			SubnetTaoInEmission::<T>::remove(netuid);
			SubnetExcessTao::<T>::remove(netuid);
			SubnetEmaTaoFlow::<T>::remove(netuid);
			SubnetEmaProtocolFlow::<T>::remove(netuid);
			RootProp::<T>::remove(netuid);
			MinerBurned::<T>::remove(netuid);
		}
		cleared
	}
}
