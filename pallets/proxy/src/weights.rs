//! What calls cost.

use frame_support::weights::Weight;

/// Weights of the calls, each with lists as long as they can be.
pub trait WeightInfo {
	/// Acting for another account, without what is done then. What is forgotten of it at the end of the block is a part of it.
	fn proxy() -> Weight;
	/// The same after an announcement.
	fn proxy_announced() -> Weight;
	/// Adding a proxy.
	fn add_proxy() -> Weight;
	/// Removing one.
	fn remove_proxy() -> Weight;
	/// Removing all.
	fn remove_proxies() -> Weight;
	/// Making a pure account.
	fn create_pure() -> Weight;
	/// Giving one up.
	fn kill_pure() -> Weight;
	/// Announcing a call.
	fn announce() -> Weight;
	/// Taking announcements back.
	fn remove_announcement() -> Weight;
	/// Forbidding announced calls.
	fn reject_announcement() -> Weight;
	/// Putting deposits right.
	fn poke_deposit() -> Weight;
	/// Saying who pays.
	fn set_real_pays_fee() -> Weight;
}
