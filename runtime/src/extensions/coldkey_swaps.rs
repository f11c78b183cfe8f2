//! What a coldkey may still do that has announced its swap (staking §11, satellites §10.3).

use super::nested::every_call;
use crate::{AccountId, Runtime, RuntimeCall, Staking};
use alloc::collections::BTreeMap;
use frame_support::{
	dispatch::DispatchResult,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pallet_protocol::{Call, Error};
use pallet_shield::Call as ShieldCall;
use pallet_staking::GUARD_READS;
use sp_runtime::DispatchError;

/// Refuses a call that one whose coldkey swap is announced or disputed would sign, be it deep inside of others: through a
/// proxy, by a multisig, in a batch, in the name of the account by sudo. Root's calls pass.
///
/// The stock pallets that make calls out of calls ask nobody before they do. So everything an extrinsic may do is looked at
/// before it enters a block, and the whole of it is refused for one call, even one that would not run in the end or whose
/// failure would not matter. Whoever keeps a call to make it later in the name of an account asks here then.
///
/// What the calls of one extrinsic announce or dispute holds for the other ones as far as they concern the swap, and for
/// everything else from the next extrinsic on.
///
/// # Errors
///
/// * `ColdkeySwapDisputed`: the caller of one of them has disputed its swap.
/// * `ColdkeySwapAnnounced`: it has announced one, or is being swapped, and the call is none by which one swaps, disputes,
///   announces anew or takes the announcement back, nor an encrypted one. A batch of such calls is another call.
pub fn check_call_tree(signer: &AccountId, call: &RuntimeCall) -> DispatchResult {
	let announced = DispatchError::from(Error::<Runtime>::ColdkeySwapAnnounced);
	let mut verdicts = BTreeMap::<AccountId, DispatchResult>::new();
	for (caller, call) in every_call(signer, call) {
		let Some(caller) = caller else { continue };
		match verdicts.entry(caller).or_insert_with_key(Staking::ensure_not_swapping) {
			Err(error) if *error == announced && is_about_the_swap(call) => {},
			verdict => (*verdict)?,
		}
	}
	Ok(())
}

/// What [`check_call_tree`] takes at most, whoever signs the call.
pub fn call_tree_weight(call: &RuntimeCall) -> Weight {
	let mut tree = every_call(&AccountId::new([0; 32]), call);
	let calls = u64::try_from(tree.by_ref().count()).unwrap_or(u64::MAX);
	let callers = tree.callers();
	let reads = <Runtime as frame_system::Config>::DbWeight::get().reads(GUARD_READS.saturating_mul(callers));
	// Who signs the extrinsic is known.
	let derived = callers.saturating_sub(1);
	let time = CALL_MICROS.saturating_mul(calls).saturating_add(CALLER_MICROS.saturating_mul(derived));
	reads.saturating_add(Weight::from_parts(time.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0))
}

/// Microseconds to look at a call and to find what is known of its caller.
const CALL_MICROS: u64 = 1;
/// Microseconds to learn who the caller is, a multisig of a hundred signatories at worst.
const CALLER_MICROS: u64 = 10;

/// Whether a coldkey that has announced a swap may make this call. An encrypted extrinsic does nothing; what is encrypted in it is
/// asked for itself when it enters a block.
fn is_about_the_swap(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(
			Call::announce_coldkey_swap { .. }
				| Call::swap_coldkey_announced { .. }
				| Call::dispute_coldkey_swap { .. }
				| Call::clear_coldkey_swap_announcement { .. }
		) | RuntimeCall::MevShield(ShieldCall::submit_encrypted { .. })
	)
}
