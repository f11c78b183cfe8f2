//! Subnets that a crowd leases, and what they need of crowdloans, proxies and locks.

use crate::{AccountId, Crowdloan, Proxy, ProxyType, Runtime, Staking};
use alloc::vec::Vec;
use pallet_crowdloan::Error as CrowdloanError;
use pallet_leasing::{CurrentCrowdloan, LeaseLocks, LeaseProxies, Loan};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl pallet_leasing::Config for Runtime {
	type Crowdloans = Crowdloans;
	type Proxies = Proxies;
	type Locks = Locks;
}

/// The crowdloan whose call is running.
pub struct Crowdloans;

impl CurrentCrowdloan<AccountId> for Crowdloans {
	fn current() -> Result<Loan<AccountId>, DispatchError> {
		let (_, info) = Crowdloan::current().ok_or(CrowdloanError::<Runtime>::InvalidCrowdloanId)?;
		Ok(Loan { creator: info.creator, raised: info.raised })
	}

	fn contributors() -> Vec<(AccountId, TaoBalance)> {
		let current = Crowdloan::current().into_iter();
		current.flat_map(|(crowdloan_id, _)| Crowdloan::contributors(crowdloan_id)).collect()
	}

	fn hand_over(to: &AccountId) -> Result<TaoBalance, DispatchError> {
		let (crowdloan_id, _) = Crowdloan::current().ok_or(CrowdloanError::<Runtime>::InvalidCrowdloanId)?;
		Crowdloan::take_raised(crowdloan_id, to)
	}
}

/// Proxies of their own type, without delay.
pub struct Proxies;

impl LeaseProxies<AccountId> for Proxies {
	fn add(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult {
		Proxy::add_proxy_delegate(lease_coldkey, beneficiary.clone(), ProxyType::SubnetLeaseBeneficiary, 0)
	}

	fn remove(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult {
		Proxy::remove_proxy_delegate(lease_coldkey, beneficiary.clone(), ProxyType::SubnetLeaseBeneficiary, 0)
	}
}

/// The locks of staking.
pub struct Locks;

impl LeaseLocks<AccountId> for Locks {
	fn locked(lease_coldkey: &AccountId, netuid: NetUid) -> AlphaBalance {
		Staking::lock_of(lease_coldkey, netuid).map_or(AlphaBalance::ZERO, |lock| lock.locked_mass)
	}

	fn unlock(lease_coldkey: &AccountId, netuid: NetUid) {
		Staking::reduce_lock(lease_coldkey, netuid, AlphaBalance::MAX);
	}
}
