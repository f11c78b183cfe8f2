//! Which calls may run at all.

use crate::{proxy_type, RuntimeCall, SafeMode};
use frame_support::traits::{Contains, InsideBoth};

/// Every call by anyone but root passes here: what safe mode lets through, no batch inside a batch, and nothing that makes
/// the two issuances differ.
pub type BaseCallFilter = InsideBoth<SafeMode, InsideBoth<NoNestedBatches, NoAdjustedIssuance>>;

/// Refuses a batch that directly contains a batch (satellites §9). Only one level is looked at: a batch inside a proxy
/// call inside a batch passes.
pub struct NoNestedBatches;

impl Contains<RuntimeCall> for NoNestedBatches {
	fn contains(call: &RuntimeCall) -> bool {
		batched_calls(call).is_none_or(|calls| calls.iter().all(|inner| batched_calls(inner).is_none()))
	}
}

/// Refuses that root adjusts the issuance of `Balances` by hand: it would no longer be what the accounts hold (economics
/// 19, INV-1), and there is no drift to be mended.
///
/// This is looked for where a call becomes root's, in sudo and the batches in it; root passes no filter. A call that root
/// has scheduled, or wrapped in yet another way, is not found.
pub struct NoAdjustedIssuance;

impl Contains<RuntimeCall> for NoAdjustedIssuance {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_sudo::Call;
		match call {
			RuntimeCall::Sudo(Call::sudo { call } | Call::sudo_unchecked_weight { call, .. }) => {
				!adjusts_issuance(call)
			},
			_ => true,
		}
	}
}

/// Whether this is the call that does so, or a batch that holds it.
fn adjusts_issuance(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::Balances(pallet_balances::Call::force_adjust_total_issuance { .. }))
		|| batched_calls(call).is_some_and(|calls| calls.iter().any(adjusts_issuance))
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

/// Whether validators and miners need the call so that epochs go on: weights in all ways, and where a neuron can be reached.
fn keeps_validators_going(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::SubtensorModule(pallet_protocol::Call::serve_axon { .. }))
		|| proxy_type::says_weights(call)
}

/// Calls that run in safe mode too (satellites §9).
pub struct SafeModeWhitelist;

impl Contains<RuntimeCall> for SafeModeWhitelist {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::SubtensorModule(_) => keeps_validators_going(call),
			RuntimeCall::Commitments(call) => matches!(call, pallet_commitments::Call::set_commitment { .. }),
			RuntimeCall::Drand(call) => matches!(call, pallet_drand::Call::write_pulse { .. }),
			// The inherent: without it no block can be made.
			RuntimeCall::MevShield(call) => matches!(call, pallet_shield::Call::announce_next_key { .. }),
			RuntimeCall::System(_)
			| RuntimeCall::Timestamp(_)
			| RuntimeCall::Sudo(_)
			| RuntimeCall::Multisig(_)
			| RuntimeCall::SafeMode(_) => true,
			RuntimeCall::Grandpa(_)
			| RuntimeCall::Balances(_)
			| RuntimeCall::Swap(_)
			| RuntimeCall::Utility(_)
			| RuntimeCall::AdminUtils(_)
			| RuntimeCall::Crowdloan(_)
			| RuntimeCall::Preimage(_)
			| RuntimeCall::Scheduler(_)
			| RuntimeCall::Proxy(_) => false,
		}
	}
}
