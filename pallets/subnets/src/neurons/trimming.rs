//! Fewer slots for a subnet. Spec: subnets 6.4.

use super::vectors::Renumber;
use crate::{Config, Error, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{defaults, BlockAtRegistration, Keys, MaxAllowedUids, MinAllowedUids, SubnetworkN, Uids};
use taonet_slots::{plan_trimming, Trimming};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Sets the most neurons of the subnet, and removes those with the smallest emission that are too many. Those who stay
	/// get new uids. Who may ask for it, and how often, is the caller's matter.
	///
	/// # Errors
	///
	/// `SubnetNotExists`; `InvalidValue` below `MinAllowedUids` or above `MaxAllowedUids`;
	/// `TrimmingWouldExceedMaxImmunePercentage` when four fifths of the slots or more would be those of immune neurons.
	pub fn trim_to(netuid: NetUid, max_n: u16) -> DispatchResult {
		Self::ensure_exists(netuid)?;
		let allowed = MinAllowedUids::<T>::get(netuid)..=MaxAllowedUids::<T>::get(netuid);
		ensure!(allowed.contains(&max_n), Error::<T>::InvalidValue);
		Self::store_max_allowed_uids(netuid, max_n);
		if SubnetworkN::<T>::get(netuid) <= max_n {
			return Ok(());
		}
		let most_immune = defaults::MAX_IMMUNE_UIDS_PERCENTAGE.deconstruct();
		let plan = plan_trimming(&Self::slots_of(netuid), max_n, most_immune)
			.map_err(|_| Error::<T>::TrimmingWouldExceedMaxImmunePercentage)?;
		Self::renumber_slots(netuid, &plan);
		Self::visit_vectors(netuid, &mut Renumber(&plan));
		for index in Self::mechanisms(netuid) {
			Self::renumber_rows(index, &plan);
		}
		SubnetworkN::<T>::insert(netuid, max_n);
		Ok(())
	}

	/// Gives neurons their new uids, and removes those who leave.
	fn renumber_slots(netuid: NetUid, plan: &Trimming) {
		// All are taken out first, so that none is overwritten before it was read.
		let neurons: Vec<_> = plan
			.moves()
			.map(|(old, new)| (new, Keys::<T>::take(netuid, old), BlockAtRegistration::<T>::take(netuid, old)))
			.collect();
		for (uid, hotkey, registered_at) in neurons {
			match uid {
				Some(uid) => {
					Keys::<T>::insert(netuid, uid, &hotkey);
					BlockAtRegistration::<T>::insert(netuid, uid, registered_at);
					Uids::<T>::insert(netuid, hotkey, uid);
				},
				None => Self::leave_subnet(netuid, &hotkey),
			}
		}
	}
}
