//! Does a subnet exist, and who may change it.

use crate::{Config, Error, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::{ensure_root, ensure_signed};
use pallet_protocol::{NetworksAdded, SubnetOwner, TotalNetworks};
use sp_runtime::{traits::BadOrigin, DispatchError};
use taonet_types::{NetUid, NetUidStorageIndex};

/// Who asks for a change of a subnet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Authority<AccountId> {
	/// Root: the sudo key.
	Root,
	/// The coldkey that owns the subnet.
	Owner(AccountId),
}

impl<T: Config> Pallet<T> {
	/// Whether the subnet is live. Root is one too.
	pub fn exists(netuid: NetUid) -> bool {
		NetworksAdded::<T>::get(netuid)
	}

	/// # Errors
	///
	/// `SubnetNotExists`.
	pub fn ensure_exists(netuid: NetUid) -> DispatchResult {
		ensure!(Self::exists(netuid), Error::<T>::SubnetNotExists);
		Ok(())
	}

	/// Live subnets by number, root first. As many as `SubnetLimit` and root, unless the limit was lowered.
	pub fn subnets() -> Vec<NetUid> {
		let number = usize::from(TotalNetworks::<T>::get());
		// Free numbers are given away from the lowest on. To ask for each takes a fraction of the time that going from key to key
		// takes.
		let all = (0..NetUidStorageIndex::MAX_SUBNETS).map(NetUid::new);
		all.filter(|netuid| Self::exists(*netuid)).take(number).collect()
	}

	/// Whether the coldkey owns the subnet, which must be live.
	pub fn is_owner(netuid: NetUid, coldkey: &T::AccountId) -> bool {
		Self::exists(netuid) && SubnetOwner::<T>::get(netuid) == *coldkey
	}

	/// Lets root and the owner of the subnet pass.
	///
	/// # Errors
	///
	/// `BadOrigin`, also for a subnet that does not exist.
	pub fn ensure_owner_or_root(
		origin: T::RuntimeOrigin,
		netuid: NetUid,
	) -> Result<Authority<T::AccountId>, DispatchError> {
		if ensure_root(origin.clone()).is_ok() {
			return Ok(Authority::Root);
		}
		let coldkey = ensure_signed(origin)?;
		ensure!(Self::is_owner(netuid, &coldkey), BadOrigin);
		Ok(Authority::Owner(coldkey))
	}
}
