//! How a subnet's owner describes it. Spec: subnets 8.2.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{types::SubnetIdentityV3, SubnetIdentitiesV3};
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// # Errors
	///
	/// `InvalidIdentity` if a text is too long.
	pub(super) fn store_subnet_identity(netuid: NetUid, identity: SubnetIdentityV3) -> DispatchResult {
		ensure!(is_within_limits(&identity), Error::<T>::InvalidIdentity);
		SubnetIdentitiesV3::<T>::insert(netuid, identity);
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetIdentitySet(netuid));
		Ok(())
	}

	/// Forgets the description, if there is one.
	pub(crate) fn remove_subnet_identity(netuid: NetUid) {
		if SubnetIdentitiesV3::<T>::take(netuid).is_some() {
			Protocol::<T>::deposit_event(ProtocolEvent::SubnetIdentityRemoved(netuid));
		}
	}
}

/// Whether each text has at most the bytes it may have.
fn is_within_limits(identity: &SubnetIdentityV3) -> bool {
	let SubnetIdentityV3 {
		subnet_name,
		github_repo,
		subnet_contact,
		subnet_url,
		discord,
		description,
		logo_url,
		additional,
	} = identity;
	[
		(subnet_name, 256),
		(github_repo, 1024),
		(subnet_contact, 1024),
		(subnet_url, 1024),
		(discord, 256),
		(description, 1024),
		(logo_url, 1024),
		(additional, 1024),
	]
	.into_iter()
	.all(|(text, most)| text.len() <= most)
}
