//! What is stored, and what the runtime adds.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::DispatchResult;

/// Number of a crowdloan. None is used twice.
pub type CrowdloanId = u32;

/// What is known of a crowdloan's call without reading it.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct StoredCall<BlockNumber> {
	/// Weight that `finalize` sets aside for it.
	pub room: Weight,
	/// Block in which it was stored.
	pub since: BlockNumber,
}

/// Rules beyond the runtime's filter that hold for whoever signs a call, also where it is inside another one.
pub trait CallGuard<AccountId, Call> {
	/// Refuses what `signer` may not do now.
	fn check(signer: &AccountId, call: &Call) -> DispatchResult;
}

/// There are none.
impl<AccountId, Call> CallGuard<AccountId, Call> for () {
	fn check(_: &AccountId, _: &Call) -> DispatchResult {
		Ok(())
	}
}
