//! What domains above this one do when a subnet is dissolved.
//!
//! They are told through these traits, which the runtime fills in; this domain does not know their names.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use impl_trait_for_tuples::impl_for_tuples;
use scale_info::TypeInfo;
use taonet_types::NetUid;

/// Where a walk over a map goes on: the raw key it came to.
pub type Cursor = BoundedVec<u8, ConstU32<256>>;

/// Who holds the alpha of a subnet, and is paid when it is dissolved. Spec: subnets 3, economics 17.3.
///
/// Nothing else changes who holds what while a subnet is dissolved.
pub trait AlphaHolders<AccountId> {
	/// Adds up what the holders have, in alpha-rao: at most `limit` entries, beginning at `from` or at the first one.
	fn weigh(netuid: NetUid, from: Option<Cursor>, limit: u32) -> Weighed;

	/// Removes at most `limit` holders, always the first ones, and hands each coldkey with what it had in alpha-rao to `pay`.
	fn take(netuid: NetUid, limit: u32, pay: &mut dyn FnMut(&AccountId, u128)) -> Cleared;
}

/// One step of adding up.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Weighed {
	/// Sum of this step, in alpha-rao.
	pub alpha: u128,
	/// Entries looked at.
	pub visited: u32,
	/// Where the next step goes on; none when all is added up.
	pub next: Option<Cursor>,
}

/// One step of removing.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Cleared {
	/// Entries removed.
	pub visited: u32,
	/// Whether something is left.
	pub unfinished: bool,
}

/// Nobody holds any alpha.
impl<AccountId> AlphaHolders<AccountId> for () {
	fn weigh(_: NetUid, _: Option<Cursor>, _: u32) -> Weighed {
		Weighed::default()
	}

	fn take(_: NetUid, _: u32, _: &mut dyn FnMut(&AccountId, u128)) -> Cleared {
		Cleared::default()
	}
}

/// A domain that remembers something by subnet.
pub trait OnSubnetDissolved {
	/// Forgets what it remembers of the subnet, at most `limit` entries.
	fn forget(netuid: NetUid, limit: u32) -> Cleared;
}

#[impl_for_tuples(8)]
impl OnSubnetDissolved for Tuple {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let mut all = Cleared::default();
		for_tuples!( #(
			let step = Tuple::forget(netuid, limit.saturating_sub(all.visited));
			all.visited = all.visited.saturating_add(step.visited);
			all.unfinished |= step.unfinished;
		)* );
		all
	}
}
