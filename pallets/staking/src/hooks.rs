//! What domains above this one do when a key gives way to another.
//!
//! They are told through this trait, which the runtime fills in; this domain does not know their names.

use impl_trait_for_tuples::impl_for_tuples;
use pallet_subnets::hooks::Cleared;
use taonet_types::NetUid;

/// A domain that keeps something under hotkeys or coldkeys. Spec: staking 11 and 12.
pub trait OnKeysSwapped<AccountId> {
	/// Puts a hotkey in the place of another on one subnet. With `keep_stake`, what stake has earned stays where it is.
	fn hotkey_swapped(netuid: NetUid, old: &AccountId, new: &AccountId, keep_stake: bool);

	/// Moves at most `limit` entries of a coldkey to another. It is called again as long as something is left.
	fn coldkey_swapped(old: &AccountId, new: &AccountId, limit: u32) -> Cleared;
}

#[impl_for_tuples(8)]
impl<AccountId> OnKeysSwapped<AccountId> for Tuple {
	fn hotkey_swapped(netuid: NetUid, old: &AccountId, new: &AccountId, keep_stake: bool) {
		for_tuples!( #( Tuple::hotkey_swapped(netuid, old, new, keep_stake); )* );
	}

	fn coldkey_swapped(old: &AccountId, new: &AccountId, limit: u32) -> Cleared {
		let mut all = Cleared::default();
		for_tuples!( #(
			let step = Tuple::coldkey_swapped(old, new, limit.saturating_sub(all.visited));
			all.visited = all.visited.saturating_add(step.visited);
			all.unfinished |= step.unfinished;
		)* );
		all
	}
}
