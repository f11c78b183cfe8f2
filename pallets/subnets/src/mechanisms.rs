//! How many mechanisms a subnet has, and how they share its emission. Spec: consensus 7.

use crate::{Config, Error, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{defaults, MaxAllowedUids, MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// What all shares together are.
const WHOLE: u32 = u16::MAX as u32;

impl<T: Config> Pallet<T> {
	/// Gives a subnet so many mechanisms. Another number than before makes them share evenly; a smaller one forgets
	/// what was kept for those that go.
	///
	/// # Errors
	///
	/// `InvalidValue`: none, or more than `MaxMechanismCount` or 16. `TooManyUIDsPerMechanism`.
	pub fn set_mechanism_count(netuid: NetUid, count: MechId) -> DispatchResult {
		let most = MaxMechanismCount::<T>::get().min(MechId::new(NetUidStorageIndex::MAX_MECHANISMS));
		ensure!(count > MechId::new(0) && count <= most, Error::<T>::InvalidValue);
		Self::ensure_uids_fit(MaxAllowedUids::<T>::get(netuid), count)?;
		let before = MechanismCountCurrent::<T>::get(netuid);
		if count == before {
			return Ok(());
		}
		MechanismEmissionSplit::<T>::remove(netuid);
		MechanismCountCurrent::<T>::insert(netuid, count);
		for mecid in count.get()..before.get() {
			Self::clear_mechanism(netuid, MechId::new(mecid));
		}
		Ok(())
	}

	/// Sets which part of the emission each mechanism gets, in u16 proportions; the missing last ones get nothing.
	/// Without shares all get the same.
	///
	/// # Errors
	///
	/// `InvalidValue`: no share at all, more shares than mechanisms, or a sum other than 65535.
	pub fn set_mechanism_split(netuid: NetUid, split: Option<Vec<u16>>) -> DispatchResult {
		if let Some(split) = &split {
			let count = usize::from(MechanismCountCurrent::<T>::get(netuid).get());
			ensure!(!split.is_empty() && split.len() <= count, Error::<T>::InvalidValue);
			// At most 16 of them.
			let sum = split.iter().fold(0u32, |sum, share| sum.saturating_add((*share).into()));
			ensure!(sum == WHOLE, Error::<T>::InvalidValue);
		}
		MechanismEmissionSplit::<T>::set(netuid, split);
		Ok(())
	}

	/// Sets the most mechanisms that a subnet can be given; subnets that have more keep them.
	///
	/// # Errors
	///
	/// `InvalidValue`: none, or more than 16.
	pub fn set_max_mechanism_count(count: MechId) -> DispatchResult {
		ensure!((1..=NetUidStorageIndex::MAX_MECHANISMS).contains(&count.get()), Error::<T>::InvalidValue);
		MaxMechanismCount::<T>::put(count);
		Ok(())
	}

	/// Whether a subnet can have so many neurons with so many mechanisms: 256 rows of weights in all.
	///
	/// # Errors
	///
	/// `TooManyUIDsPerMechanism`.
	pub fn ensure_uids_fit(max_uids: u16, mechanisms: MechId) -> DispatchResult {
		// A u16 times a u8 fits.
		let rows = u32::from(max_uids).saturating_mul(mechanisms.get().into());
		ensure!(rows <= u32::from(defaults::MAX_ALLOWED_UIDS), Error::<T>::TooManyUIDsPerMechanism);
		Ok(())
	}
}
