//! The neurons of a subnet: who is in which slot (uid), and everything that is stored for each slot. Spec: subnets 5 and 6.
//!
//! | file | about |
//! | --- | --- |
//! | `registration` | registering a hotkey against the price of the moment |
//! | `root` | seats on root |
//! | `prices` | how that price falls, block by block |
//! | `slots` | adding a neuron, putting one in the place of another, forgetting all of them |
//! | `trimming` | fewer slots, and new uids for those who stay |
//! | `vectors` | the lists with a value for each neuron |
//! | `rows` | weights and bonds |
//! | `weights` | storing weights |
//! | `consensus` | what an epoch leaves behind |

mod consensus;
mod prices;
mod registration;
mod root;
mod rows;
mod slots;
mod trimming;
pub(crate) mod vectors;
mod weights;

pub use consensus::EpochVectors;

use crate::{hooks::OnMechanismRemoved, Config, Pallet};
use pallet_protocol::{defaults, MechanismCountCurrent};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};
use vectors::Forget;

/// Most rows of a mechanism: one of weights and one of bonds for each neuron.
const MOST_ROWS: u32 = 2 * defaults::MAX_ALLOWED_UIDS as u32;

impl<T: Config> Pallet<T> {
	/// Where the vectors and rows of the subnet's mechanisms are stored, mechanism 0 first.
	pub fn mechanisms(netuid: NetUid) -> impl Iterator<Item = NetUidStorageIndex> {
		let count = MechanismCountCurrent::<T>::get(netuid).get();
		(0..count).filter_map(move |mecid| NetUidStorageIndex::of(netuid, MechId::new(mecid)))
	}

	/// Forgets all that neurons did on a mechanism that the subnet has no more.
	pub(crate) fn clear_mechanism(netuid: NetUid, mecid: MechId) {
		// No subnet or mechanism has a number without an index.
		let Some(index) = NetUidStorageIndex::of(netuid, mecid) else { return };
		Self::visit_mechanism_vectors(index, &mut Forget);
		Self::clear_rows(index, MOST_ROWS);
		T::OnMechanismRemoved::removed(index);
	}
}
