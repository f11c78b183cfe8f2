//! Which calls may run at all.

use crate::{RuntimeCall, SafeMode};
use frame_support::traits::{Contains, InsideBoth};

/// Every call by anyone but root passes here: what safe mode lets through, and no batch inside a batch.
pub type BaseCallFilter = InsideBoth<SafeMode, NoNestedBatches>;

/// Refuses a batch that directly contains a batch (satellites §9). Only one level is looked at: a batch inside a proxy
/// call inside a batch passes.
pub struct NoNestedBatches;

impl Contains<RuntimeCall> for NoNestedBatches {
	fn contains(call: &RuntimeCall) -> bool {
		batched_calls(call).is_none_or(|calls| calls.iter().all(|inner| batched_calls(inner).is_none()))
	}
}

/// The calls inside, if this is one of the three batch calls.
fn batched_calls(call: &RuntimeCall) -> Option<&[RuntimeCall]> {
	use pallet_utility::Call;
	match call {
		RuntimeCall::Utility(Call::batch { calls } | Call::batch_all { calls } | Call::force_batch { calls }) => {
			Some(calls)
		},
		_ => None,
	}
}

/// Calls that run in safe mode too (satellites §9).
pub struct SafeModeWhitelist;

impl Contains<RuntimeCall> for SafeModeWhitelist {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::System(_)
			| RuntimeCall::Timestamp(_)
			| RuntimeCall::Sudo(_)
			| RuntimeCall::Multisig(_)
			| RuntimeCall::SafeMode(_) => true,
			RuntimeCall::Grandpa(_)
			| RuntimeCall::Balances(_)
			| RuntimeCall::Utility(_)
			| RuntimeCall::Preimage(_)
			| RuntimeCall::Scheduler(_)
			| RuntimeCall::Proxy(_) => false,
		}
	}
}
