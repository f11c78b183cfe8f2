//! Creating a subnet with what a crowdloan has raised. Spec: subnets 10.

use crate::{
	amounts::{refund, share},
	Books, Config, CurrentCrowdloan, Error, Issuance, LeaseBooks, LeaseProxies, Loan, Pallet, Protocol, ProtocolEvent,
	Subnets,
};
use codec::{Decode, Encode};
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System};
use pallet_protocol::{
	domains::LeaseCalls,
	now,
	types::{LeaseId, SubnetLease},
	NextSubnetLeaseId, SubnetLeaseShares, SubnetLeases, SubnetUidToLeaseId,
};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::TrailingZeroInput, DispatchError, Percent, TokenError};
use taonet_types::TaoBalance;

/// Both accounts of a lease.
struct Keys<AccountId> {
	coldkey: AccountId,
	hotkey: AccountId,
}

impl<T: Config> LeaseCalls<T> for Pallet<T> {
	fn register_leased_network(
		coldkey: T::AccountId,
		emissions_share: Percent,
		end_block: Option<BlockNumberFor<T>>,
	) -> DispatchResult {
		let loan = T::Crowdloans::current()?;
		ensure!(loan.creator == coldkey, Error::<T>::InvalidLeaseBeneficiary);
		let is_ahead = end_block.is_none_or(|end_block| end_block > System::<T>::block_number());
		ensure!(is_ahead, Error::<T>::LeaseCannotEndInThePast);
		Self::lease(&loan, emissions_share, end_block)
	}

	fn terminate_lease(coldkey: T::AccountId, lease_id: LeaseId, hotkey: T::AccountId) -> DispatchResult {
		Self::terminate(&coldkey, lease_id, &hotkey)
	}
}

impl<T: Config> Pallet<T> {
	fn lease(
		loan: &Loan<T::AccountId>,
		emissions_share: Percent,
		end_block: Option<BlockNumberFor<T>>,
	) -> DispatchResult {
		let lease_id = NextSubnetLeaseId::<T>::get();
		NextSubnetLeaseId::<T>::put(lease_id.checked_add(1).ok_or(Error::<T>::Overflow)?);
		let Keys { coldkey, hotkey } = Self::new_keys(lease_id)?;
		let raised = T::Crowdloans::hand_over(&coldkey)?;
		let netuid = Subnets::<T>::create_subnet(&coldkey, &hotkey, None)?;
		let beneficiary = loan.creator.clone();
		T::Proxies::add(&coldkey, &beneficiary)?;
		let left_over = Issuance::<T>::spendable(&coldkey, false);
		// Nothing if others have sent more to the coldkey than the subnet cost.
		let cost = raised.saturating_sub(left_over);
		Subnets::<T>::store_take(&hotkey, 0);
		Self::enter_contributors(lease_id, loan, &coldkey, left_over)?;
		let lease =
			SubnetLease { beneficiary: beneficiary.clone(), coldkey, hotkey, emissions_share, end_block, netuid, cost };
		SubnetLeases::<T>::insert(lease_id, lease);
		SubnetUidToLeaseId::<T>::insert(netuid, lease_id);
		Books::<T>::insert(lease_id, LeaseBooks { last_payment: now::<T>(), ..Default::default() });
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetLeaseCreated { beneficiary, lease_id, netuid, end_block });
		Ok(())
	}

	/// Remembers everybody's share, and divides among them what the subnet has left over. The creator gets the rest of it.
	fn enter_contributors(
		lease_id: LeaseId,
		loan: &Loan<T::AccountId>,
		lease_coldkey: &T::AccountId,
		left_over: TaoBalance,
	) -> DispatchResult {
		for (contributor, amount) in T::Crowdloans::contributors() {
			if contributor != loan.creator {
				let share = share(amount, loan.raised);
				SubnetLeaseShares::<T>::insert(lease_id, &contributor, share);
				Self::send(lease_coldkey, &contributor, refund(share, left_over))?;
			}
		}
		Self::send(lease_coldkey, &loan.creator, Issuance::<T>::spendable(lease_coldkey, false))
	}

	/// Moves TAO of a lease. What is too little to open an account for somebody who has none any more stays where it is, and
	/// goes with the rest: it must hold up nobody else.
	pub(crate) fn send(lease_coldkey: &T::AccountId, to: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		match Issuance::<T>::transfer(lease_coldkey, to, amount) {
			Err(DispatchError::Token(TokenError::BelowMinimum)) => Ok(()),
			result => result,
		}
	}

	/// Whether the coldkey of the lease is still the account that nobody has the key of.
	#[cfg(feature = "try-runtime")]
	pub(crate) fn is_keyless(lease_id: LeaseId, lease: &pallet_protocol::types::SubnetLeaseOf<T>) -> bool {
		account(("leasing/coldkey", lease_id)).is_ok_and(|coldkey: T::AccountId| coldkey == lease.coldkey)
	}

	/// Opens both accounts of a lease. They remain, whatever becomes of their TAO, until the lease is over.
	///
	/// Everybody can foresee the hotkey, and claim it to be its own. The hash of the last block then gives another one, which
	/// nobody could foresee.
	fn new_keys(lease_id: LeaseId) -> Result<Keys<T::AccountId>, DispatchError> {
		let coldkey = account(("leasing/coldkey", lease_id))?;
		let foreseen = account(("leasing/hotkey", lease_id))?;
		let hotkey = match Subnets::<T>::owner_of(&foreseen) {
			None => foreseen,
			Some(_) => account(("leasing/hotkey", lease_id, System::<T>::parent_hash()))?,
		};
		System::<T>::inc_providers(&coldkey);
		System::<T>::inc_providers(&hotkey);
		Ok(Keys { coldkey, hotkey })
	}
}

/// The account without a key that belongs to what is named.
fn account<AccountId: Decode>(named: impl Encode) -> Result<AccountId, DispatchError> {
	let hash = named.using_encoded(blake2_256);
	// Any 32 bytes are an account.
	AccountId::decode(&mut TrailingZeroInput::new(&hash)).map_err(|_| DispatchError::Corruption)
}
