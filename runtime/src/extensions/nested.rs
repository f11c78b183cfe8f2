//! Calls inside calls.

use crate::{AccountId, Runtime, RuntimeCall};
use pallet_protocol::Call;
use pallet_proxy::Call as ProxyCall;
use pallet_utility::{derivative_account_id, Call as UtilityCall};
use sp_runtime::traits::StaticLookup;

/// Most calls that are looked into, one inside another. What lies deeper answers for itself when it runs.
const DEPTH: usize = 8;

/// The first thing that a call does, where that is a call of the protocol, and whose it is then. Without it the rest does not
/// happen, so that what is known to refuse it refuses the whole; later calls of a batch may depend on earlier ones.
///
/// Looked into are `Proxy.proxy` (the real account calls), `Utility.batch` and `batch_all`, and `as_derivative`. `force_batch`
/// goes on after a failure. Sudo's are root's, whom no limit holds back.
pub fn first_call<'a>(signer: &AccountId, call: &'a RuntimeCall) -> Option<(AccountId, &'a Call<Runtime>)> {
	let (mut caller, mut call) = (signer.clone(), call);
	for _ in 0..=DEPTH {
		if let RuntimeCall::SubtensorModule(call) = call {
			return Some((caller, call));
		}
		(caller, call) = inside(caller, call)?;
	}
	None
}

/// The first call inside this one, and who makes it.
fn inside(caller: AccountId, call: &RuntimeCall) -> Option<(AccountId, &RuntimeCall)> {
	match call {
		RuntimeCall::Proxy(ProxyCall::proxy { real, call, .. }) => {
			let real = <Runtime as frame_system::Config>::Lookup::lookup(real.clone()).ok()?;
			Some((real, call))
		},
		RuntimeCall::Utility(UtilityCall::batch { calls } | UtilityCall::batch_all { calls }) => {
			Some((caller, calls.first()?))
		},
		RuntimeCall::Utility(UtilityCall::as_derivative { index, call }) => {
			Some((derivative_account_id(caller, *index), call))
		},
		_ => None,
	}
}
