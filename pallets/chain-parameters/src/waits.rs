//! How long relations between keys take, or may not be changed.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Waits in blocks; 0 is no wait. What a chain specification does not say is as on a production network.
#[derive(Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, MaxEncodedLen, PartialEq, Serialize, TypeInfo)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct KeyWaits {
	/// Between two choices of children by a hotkey on a subnet.
	pub set_children: u64,
	/// From the choice of children to the end of its cooldown.
	pub pending_children: u64,
	/// After a change of a childkey take, until it can be raised.
	pub childkey_take: u64,
	/// Between two swaps of a hotkey on one subnet by the same coldkey.
	pub hotkey_swap_on_subnet: u64,
	/// From the announcement of a coldkey swap to the swap.
	pub coldkey_swap_announcement: u32,
	/// After a coldkey swap came due, until it can be announced anew or cleared.
	pub coldkey_swap_reannouncement: u32,
}

impl Default for KeyWaits {
	/// Those of a production network.
	fn default() -> Self {
		Self {
			set_children: 150,
			pending_children: 7_200,
			childkey_take: 216_000,
			hotkey_swap_on_subnet: 7_200,
			coldkey_swap_announcement: 36_000,
			coldkey_swap_reannouncement: 7_200,
		}
	}
}
