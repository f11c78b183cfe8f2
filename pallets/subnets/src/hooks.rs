//! What domains above this one do when something happens to a subnet.
//!
//! They are told through these traits, which the runtime fills in; this domain does not know their names.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use impl_trait_for_tuples::impl_for_tuples;
use scale_info::TypeInfo;
use taonet_types::{NetUid, NetUidStorageIndex};

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

impl Cleared {
	/// A step that visited these entries, of which there were at most `limit`. Where there were so many it is not known whether
	/// something is left.
	pub fn of<E>(entries: &[E], limit: u32) -> Self {
		let visited = u32::try_from(entries.len()).unwrap_or(u32::MAX);
		Self { visited, unfinished: visited >= limit }
	}
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

/// A domain that remembers something by mechanism.
pub trait OnMechanismRemoved {
	/// The subnet, which stays, has this mechanism no more: forgets what it remembers of it. What is remembered must be so
	/// little that one call can do it.
	fn removed(index: NetUidStorageIndex);
}

impl OnMechanismRemoved for () {
	fn removed(_: NetUidStorageIndex) {}
}

/// A domain that does something on a subnet of its own accord when it begins.
pub trait OnSubnetCreated {
	/// The subnet has an owner, its hotkey and a pool, and was not started yet. What fails here does not fail the creation.
	fn created(netuid: NetUid);
}

impl OnSubnetCreated for () {
	fn created(_: NetUid) {}
}

/// A domain that treats the hotkey of a subnet's owner unlike others.
pub trait OnOwnerHotkeyChanged<AccountId> {
	/// The hotkey was `old`, and is `new` from now on; they differ.
	fn changed(netuid: NetUid, old: &AccountId, new: &AccountId);
}

impl<AccountId> OnOwnerHotkeyChanged<AccountId> for () {
	fn changed(_: NetUid, _: &AccountId, _: &AccountId) {}
}

/// A domain that remembers something by neuron.
pub trait OnNeuronLeft<AccountId> {
	/// The hotkey has no slot on the subnet any more: forgets what it remembers of it there. What is remembered must be so little
	/// that one call can do it for all neurons of a subnet.
	fn left(netuid: NetUid, hotkey: &AccountId);
}

impl<AccountId> OnNeuronLeft<AccountId> for () {
	fn left(_: NetUid, _: &AccountId) {}
}
