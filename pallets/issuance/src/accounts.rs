//! Accounts without a key: those of subnets, and that of burned TAO. Spec: economics 2.4.

use crate::{Config, Pallet};
use frame_support::PalletId;
use pallet_protocol::{
	defaults::{BURN_PALLET_ID, SUBTENSOR_PALLET_ID},
	NetworksAdded,
};
use sp_runtime::traits::AccountIdConversion;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// The account on which the TAO of a subnet lies, whether or not the subnet exists.
	pub fn subnet_account(netuid: NetUid) -> T::AccountId {
		SUBTENSOR_PALLET_ID.into_sub_account_truncating(netuid)
	}

	/// The account on which burned TAO lies.
	pub fn burn_account() -> T::AccountId {
		BURN_PALLET_ID.into_account_truncating()
	}

	/// Whether the account belongs to a subnet, be it that it exists now, did once, or may exist one day. Nobody can use such
	/// an account as a hotkey.
	///
	/// Economics 2.4 knows only accounts of live subnets. Those of all others are refused too: the account of a subnet that
	/// is being dissolved still holds money, and a hotkey must not become a subnet's account later.
	pub fn is_subnet_account(account: &T::AccountId) -> bool {
		PalletId::try_from_sub_account::<NetUid>(account).is_some_and(|(kind, _)| kind == SUBTENSOR_PALLET_ID)
	}

	/// Whether TAO can be paid into the subnet. Root is always there.
	pub(crate) fn is_live(netuid: NetUid) -> bool {
		netuid.is_root() || NetworksAdded::<T>::get(netuid)
	}
}
