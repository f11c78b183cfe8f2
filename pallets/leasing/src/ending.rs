//! How a lease ends: by its beneficiary, or with its subnet. Spec: subnets 3 and 10, staking 14.

use crate::{
	amounts::refund, most, Books, Config, Error, Issuance, LeaseLocks, LeaseProxies, Pallet, Payouts, Protocol,
	ProtocolEvent, Settlements, SmallParts, Staking, Subnets,
};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::Pallet as System;
use pallet_protocol::{
	types::{LeaseId, SubnetLeaseOf},
	AccumulatedLeaseDividends, SubnetLeaseShares, SubnetLeases, SubnetUidToLeaseId,
};
use pallet_subnets::hooks::{Cleared, OnSubnetDissolved};
use taonet_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Ends a lease whose time is over, or whose subnet has passed to another owner. Contributors get what was set aside for them, however little; all else is the
	/// beneficiary's.
	///
	/// # Errors
	///
	/// `LeaseDoesNotExist`, also while its subnet is dissolved, `ExpectedBeneficiaryOrigin`, `LeaseHasNoEndBlock`,
	/// `LeaseHasNotEnded`, `BeneficiaryDoesNotOwnHotkey`.
	pub(crate) fn terminate(coldkey: &T::AccountId, lease_id: LeaseId, hotkey: &T::AccountId) -> DispatchResult {
		let lease = Self::live_lease(lease_id).ok_or(Error::<T>::LeaseDoesNotExist)?;
		ensure!(lease.beneficiary == *coldkey, Error::<T>::ExpectedBeneficiaryOrigin);
		// Of a subnet that has passed to somebody else by conviction there is nothing left to lease.
		if Subnets::<T>::is_owner(lease.netuid, &lease.coldkey) {
			let end_block = lease.end_block.ok_or(Error::<T>::LeaseHasNoEndBlock)?;
			ensure!(System::<T>::block_number() >= end_block, Error::<T>::LeaseHasNotEnded);
		}
		ensure!(Subnets::<T>::owns(coldkey, hotkey), Error::<T>::BeneficiaryDoesNotOwnHotkey);

		let netuid = lease.netuid;
		T::Locks::unlock(&lease.coldkey, netuid);
		Self::pay_everything(lease_id);
		Staking::<T>::pass_on_all_stake(&lease.hotkey, (&lease.coldkey, coldkey), netuid);
		// It may have passed to somebody else by conviction.
		if Subnets::<T>::is_owner(netuid, &lease.coldkey) {
			Subnets::<T>::give_subnet(netuid, coldkey);
			Subnets::<T>::change_owner_hotkey(netuid, hotkey);
		}
		Self::remove_proxy(&lease);
		Issuance::<T>::transfer_all(&lease.coldkey, coldkey)?;
		// There are no more contributors than a crowdloan has.
		let contributors: Vec<_> = SubnetLeaseShares::<T>::iter_key_prefix(lease_id).collect();
		for contributor in contributors {
			Self::forget_contributor(lease_id, &contributor);
		}
		Self::forget_lease(lease_id, &lease);
		let beneficiary = lease.beneficiary;
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetLeaseTerminated { beneficiary, netuid });
		Ok(())
	}

	/// Completes the payout that is going on, and then pays what was set aside since, together with all that was kept.
	fn pay_everything(lease_id: LeaseId) {
		Self::continue_payout(lease_id, u32::MAX, TaoBalance::ZERO);
		Self::begin_payout(lease_id);
		Self::continue_payout(lease_id, u32::MAX, TaoBalance::ZERO);
	}

	/// Begins to divide the TAO of a lease whose subnet is dissolved: its coldkey was paid with the other holders.
	fn begin_settlement(lease_id: LeaseId, lease: &SubnetLeaseOf<T>) -> TaoBalance {
		Self::remove_proxy(lease);
		let divided = Issuance::<T>::spendable(&lease.coldkey, false);
		Settlements::<T>::insert(lease_id, divided);
		divided
	}

	/// What is left is the beneficiary's. What cannot be delivered is recycled, as it is for other holders.
	fn end_settlement(lease_id: LeaseId, lease: &SubnetLeaseOf<T>) {
		let beneficiary = Staking::<T>::coldkey_standing_for(&lease.beneficiary);
		if Issuance::<T>::transfer_all(&lease.coldkey, &beneficiary).is_err() {
			// It can fail only if nothing can be taken from the account, and then nobody can.
			let _ = Issuance::<T>::recycle_all(&lease.coldkey);
		}
		Self::forget_lease(lease_id, lease);
	}

	/// Takes the beneficiary's right to act for the lease, which brings the deposit back.
	fn remove_proxy(lease: &SubnetLeaseOf<T>) {
		// It fails if there is no such proxy, and then there is nothing to remove.
		let _ = T::Proxies::remove(&lease.coldkey, &lease.beneficiary);
	}

	fn forget_contributor(lease_id: LeaseId, contributor: &T::AccountId) {
		SubnetLeaseShares::<T>::remove(lease_id, contributor);
		SmallParts::<T>::remove(lease_id, contributor);
	}

	/// Forgets a lease without contributors, and lets its accounts go.
	fn forget_lease(lease_id: LeaseId, lease: &SubnetLeaseOf<T>) {
		SubnetLeases::<T>::remove(lease_id);
		SubnetUidToLeaseId::<T>::remove(lease.netuid);
		AccumulatedLeaseDividends::<T>::remove(lease_id);
		SmallParts::<T>::remove(lease_id, &lease.beneficiary);
		Books::<T>::remove(lease_id);
		Payouts::<T>::remove(lease_id);
		Settlements::<T>::remove(lease_id);
		for key in [&lease.coldkey, &lease.hotkey] {
			// It fails where something else depends on the account, which then remains.
			let _ = System::<T>::dec_providers(key);
		}
	}
}

impl<T: Config> OnSubnetDissolved for Pallet<T> {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let Some(lease_id) = SubnetUidToLeaseId::<T>::get(netuid) else { return Cleared::default() };
		let Some(lease) = SubnetLeases::<T>::get(lease_id) else { return Cleared::default() };
		let divided = Settlements::<T>::get(lease_id).unwrap_or_else(|| Self::begin_settlement(lease_id, &lease));
		let next: Vec<_> = SubnetLeaseShares::<T>::iter_prefix(lease_id).take(most(limit)).collect();
		let mut visited = 0u32;
		for (contributor, share) in next {
			Self::forget_contributor(lease_id, &contributor);
			// What cannot be delivered goes with the rest.
			let _ =
				Self::send(&lease.coldkey, &Staking::<T>::coldkey_standing_for(&contributor), refund(share, divided));
			// Not more than the limit.
			visited = visited.saturating_add(1);
		}
		if visited == limit {
			return Cleared { visited, unfinished: true };
		}
		Self::end_settlement(lease_id, &lease);
		Cleared { visited: visited.saturating_add(1), unfinished: false }
	}
}
