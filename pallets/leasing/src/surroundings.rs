//! What the runtime fills in: domains that this one does not know.

use alloc::vec::Vec;
use frame_support::dispatch::DispatchResult;
use sp_runtime::DispatchError;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// A crowdloan whose call is running.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Loan<AccountId> {
	/// Who has opened it.
	pub creator: AccountId,
	/// RAO that were raised.
	pub raised: TaoBalance,
}

/// The crowdloan that is being finalized by the call that is running.
pub trait CurrentCrowdloan<AccountId> {
	/// What there is to know of it.
	///
	/// # Errors
	///
	/// None is being finalized: what the crowdloans answer to that.
	fn current() -> Result<Loan<AccountId>, DispatchError>;

	/// Who has contributed how many RAO to it, its creator among them. At most 500.
	fn contributors() -> Vec<(AccountId, TaoBalance)>;

	/// Moves all that was raised to `to`, and answers how many RAO that were.
	///
	/// # Errors
	///
	/// None is being finalized, or it was taken already.
	fn hand_over(to: &AccountId) -> Result<TaoBalance, DispatchError>;
}

/// Who acts for the coldkeys of leases.
pub trait LeaseProxies<AccountId> {
	/// Lets the beneficiary act for the coldkey. The coldkey pays the deposit.
	///
	/// # Errors
	///
	/// The coldkey cannot pay it, or it is so already.
	fn add(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult;

	/// Lets it act no more. The coldkey gets the deposit back.
	///
	/// # Errors
	///
	/// It is no proxy.
	fn remove(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult;
}

/// Which stake of the coldkeys of leases is locked: it is where owners' cuts are locked of their own accord.
pub trait LeaseLocks<AccountId> {
	/// Alpha-rao that the coldkey has locked on the subnet.
	fn locked(lease_coldkey: &AccountId, netuid: NetUid) -> AlphaBalance;

	/// Locks it no more.
	fn unlock(lease_coldkey: &AccountId, netuid: NetUid);
}

/// Nothing is ever locked.
impl<AccountId> LeaseLocks<AccountId> for () {
	fn locked(_: &AccountId, _: NetUid) -> AlphaBalance {
		AlphaBalance::ZERO
	}

	fn unlock(_: &AccountId, _: NetUid) {}
}
