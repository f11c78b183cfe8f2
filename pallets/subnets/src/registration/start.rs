//! Starting a subnet. Spec: subnets 2.6.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{now, FirstEmissionBlockNumber, NetworkRegisteredAt, StartCallDelay, SubtokenEnabled};
use sp_runtime::traits::BadOrigin;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Lets a subnet's alpha be traded, and emission come from the next block on.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, `BadOrigin` for anybody but the owner, `FirstEmissionBlockNumberAlreadySet`,
	/// `NeedWaitingMoreBlocksToStarCall`.
	pub(super) fn start_subnet(coldkey: &T::AccountId, netuid: NetUid) -> DispatchResult {
		Self::ensure_exists(netuid)?;
		ensure!(Self::is_owner(netuid, coldkey), BadOrigin);
		ensure!(!FirstEmissionBlockNumber::<T>::contains_key(netuid), Error::<T>::FirstEmissionBlockNumberAlreadySet);
		let earliest = NetworkRegisteredAt::<T>::get(netuid).saturating_add(StartCallDelay::<T>::get());
		ensure!(now::<T>() >= earliest, Error::<T>::NeedWaitingMoreBlocksToStarCall);

		// Block numbers do not come near their limit.
		let first_emission_block = now::<T>().saturating_add(1);
		FirstEmissionBlockNumber::<T>::insert(netuid, first_emission_block);
		SubtokenEnabled::<T>::insert(netuid, true);
		Protocol::<T>::deposit_event(ProtocolEvent::FirstEmissionBlockNumberSet(netuid, first_emission_block));
		Ok(())
	}
}
