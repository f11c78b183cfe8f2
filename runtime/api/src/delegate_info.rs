//! Delegates.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::NetUid;

/// What somebody has staked on a delegate: the netuid, and alpha-rao of the subnet, on root RAO.
pub type Position = (Compact<NetUid>, Compact<u64>);

/// A delegate, who stakes on it and what it brings them.
///
/// Returns are those of the last epochs, at today's prices and with today's stake, as if it went on like that for a day. The
/// owner's take is left out.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct DelegateInfo {
	/// The delegate: a hotkey.
	pub delegate_ss58: AccountId32,
	/// What its owner takes of what the stakers get, u16 proportion.
	pub take: Compact<u16>,
	/// Everybody who has stake on it, its owner too, by coldkey, and where.
	pub nominators: Vec<(AccountId32, Vec<Position>)>,
	/// The coldkey that owns it.
	pub owner_ss58: AccountId32,
	/// Subnets on which it has a slot, root too.
	pub registrations: Vec<Compact<NetUid>>,
	/// Subnets on which its weights count.
	pub validator_permits: Vec<Compact<NetUid>>,
	/// RAO a day that 1000 TAO on root bring with it, rounded down; 0 while nobody stakes on it there.
	pub return_per_1000: Compact<u64>,
	/// RAO a day that it brings to all its stakers on all subnets, rounded down.
	pub total_daily_return: Compact<u64>,
}

sp_api::decl_runtime_apis! {
	/// Delegates: hotkeys that have a take. Subnets that are being dissolved are left out: clients know nothing of them.
	pub trait DelegateInfoRuntimeApi {
		/// All delegates, in no order.
		fn get_delegates() -> Vec<DelegateInfo>;

		/// One delegate; nothing when the hotkey is none.
		fn get_delegate(delegate_account: AccountId32) -> Option<DelegateInfo>;

		/// The delegates on which a coldkey has stake, once for each subnet, with its stake there.
		fn get_delegated(delegatee_account: AccountId32) -> Vec<(DelegateInfo, Position)>;
	}
}
