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

	/// Whether this is the account of root or of a live subnet. Nobody can use such an account as a hotkey.
	pub fn is_subnet_account(account: &T::AccountId) -> bool {
		PalletId::try_from_sub_account::<NetUid>(account)
			.is_some_and(|(kind, netuid)| kind == SUBTENSOR_PALLET_ID && Self::is_live(netuid))
	}

	/// Whether TAO can be paid into the subnet. Root is always there.
	pub(crate) fn is_live(netuid: NetUid) -> bool {
		netuid.is_root() || NetworksAdded::<T>::get(netuid)
	}
}
