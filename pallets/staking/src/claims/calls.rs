//! What the calls ask for. Spec: economics 12.5.

use super::turns::Allowance;
use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use alloc::collections::BTreeSet;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	domains::ClaimCalls, types::RootClaimTypeEnum, weights::MOST_RATES_CLAIMED, NumRootClaim, RootClaimType,
	RootClaimableThreshold,
};
use sp_runtime::DispatchError;
use taonet_tokenomics::root_claims::MAX_ROOT_CLAIMS;
use taonet_types::{fixed::I96F32, NetUid};

/// Most subnets for which one call claims.
const MOST_SUBNETS_CLAIMED: usize = 5;
/// Most subnets that a coldkey can choose for alpha. The rules know no limit; who has more subnets in mind can keep all alpha.
const MOST_SUBNETS_KEPT: usize = 256;
/// The highest threshold, in alpha-rao.
const MOST_THRESHOLD: u64 = 10_000_000;

impl<T: Config> ClaimCalls<T> for Pallet<T> {
	/// The rules let this call number its caller among the root stakers. Only those who have root stake are: the turn of
	/// anybody else would be wasted.
	fn claim_root(coldkey: T::AccountId, netuids: BTreeSet<NetUid>) -> Result<u32, DispatchError> {
		ensure!((1..=MOST_SUBNETS_CLAIMED).contains(&netuids.len()), Error::<T>::InvalidSubnetNumber);
		let mut allowance = Allowance::new(MOST_RATES_CLAIMED, u32::MAX);
		Self::claim_for(&coldkey, Some(&netuids), &mut allowance);
		Protocol::<T>::deposit_event(ProtocolEvent::RootClaimed { coldkey });
		Ok(allowance.rates())
	}

	fn set_root_claim_type(coldkey: T::AccountId, root_claim_type: RootClaimTypeEnum) -> DispatchResult {
		if let RootClaimTypeEnum::KeepSubnets { subnets } = &root_claim_type {
			ensure!((1..=MOST_SUBNETS_KEPT).contains(&subnets.len()), Error::<T>::InvalidSubnetNumber);
		}
		RootClaimType::<T>::insert(&coldkey, &root_claim_type);
		Protocol::<T>::deposit_event(ProtocolEvent::RootClaimTypeSet { coldkey, root_claim_type });
		Ok(())
	}

	fn set_num_root_claims(count: u64) -> DispatchResult {
		ensure!(count <= MAX_ROOT_CLAIMS, Error::<T>::InvalidNumRootClaim);
		NumRootClaim::<T>::put(count);
		Ok(())
	}

	fn set_root_claim_threshold(origin: T::RuntimeOrigin, netuid: NetUid, alpha: u64) -> DispatchResult {
		Subnets::<T>::ensure_owner_or_root(origin, netuid)?;
		ensure!(alpha <= MOST_THRESHOLD, Error::<T>::InvalidRootClaimThreshold);
		RootClaimableThreshold::<T>::insert(netuid, I96F32::saturating_from_num(alpha));
		Ok(())
	}
}
