//! Calls that are free though they wrap others: those of proxies and batches, where everything inside is free (satellites 4, 9).

use super::{
	nested::account,
	protocol::{announce, check, code, reads},
};
use crate::{filters::BaseCallFilter, AccountId, Proxy, ProxyType, Runtime, RuntimeCall};
use alloc::collections::BTreeSet;
use core::slice;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo, Pays},
	ensure,
	traits::Contains,
};
use pallet_proxy::Call as ProxyCall;
use pallet_utility::Call as UtilityCall;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionTag};

/// Most wrappers around a free call; what lies deeper pays.
const DEPTH: usize = 8;
/// Storage items that are read for each wrapper: the proxies of an account, and what a delegate has announced.
const READS_PER_WRAPPER: u64 = 2;
/// The number under which clients know that the signer acts for an account whose proxy it is not: `InvalidRealAccount`. Only what is
/// free is kept out for it; what pays is told by the call, which fails with `Proxy.NotProxy` or `Proxy.Unannounced`.
const INVALID_REAL_ACCOUNT: InvalidTransaction = InvalidTransaction::Custom(22);

/// The calls inside one that makes calls and takes nothing for itself; none for other calls.
fn inside(call: &RuntimeCall) -> Option<&[RuntimeCall]> {
	match call {
		RuntimeCall::Proxy(ProxyCall::proxy { call, .. } | ProxyCall::proxy_announced { call, .. }) => {
			Some(slice::from_ref(call.as_ref()))
		},
		RuntimeCall::Utility(
			UtilityCall::batch { calls } | UtilityCall::batch_all { calls } | UtilityCall::force_batch { calls },
		) => Some(calls),
		_ => None,
	}
}

fn is_free(call: &RuntimeCall, wrappers: usize) -> bool {
	match inside(call) {
		Some(calls) => {
			// Nothing in a batch would be nothing to check.
			!calls.is_empty()
				&& wrappers.checked_sub(1).is_some_and(|rest| calls.iter().all(|call| is_free(call, rest)))
		},
		// Free calls of other pallets are not checked here, so that they pay where they are wrapped.
		None => matches!(call, RuntimeCall::SubtensorModule(_)) && call.get_dispatch_info().pays_fee == Pays::No,
	}
}

/// Whether the call wraps others and is free, since all of them are.
pub fn is_free_wrapper(call: &RuntimeCall) -> bool {
	inside(call).is_some() && is_free(call, DEPTH)
}

/// What is known of the call, with whether it pays: for what wraps calls that is said here, not by its pallet, since a batch of
/// the SDK always pays.
pub fn priced(call: &RuntimeCall, info: &DispatchInfo) -> DispatchInfo {
	let pays_fee = match inside(call) {
		Some(_) if is_free(call, DEPTH) => Pays::No,
		Some(_) => Pays::Yes,
		None => info.pays_fee,
	};
	DispatchInfo { pays_fee, ..*info }
}

/// Storage items that [`check_wrapped`] may read.
pub fn wrapped_reads(call: &RuntimeCall) -> u64 {
	match (inside(call), call) {
		(Some(calls), _) => calls.iter().fold(READS_PER_WRAPPER, |sum, call| sum.saturating_add(wrapped_reads(call))),
		(None, RuntimeCall::SubtensorModule(call)) => reads(call),
		(None, _) => 0,
	}
}

/// Who makes a call, and as what if by a proxy.
struct Maker {
	account: AccountId,
	acts_as: Option<ProxyType>,
}

/// Asks of a free call that wraps others what is asked of each of those alone, with the account that makes it: else they could be
/// sent by others, or more often, than they can be by themselves. A wrapper must be let through, too, and who makes a call in the
/// name of another must be its proxy. Answers what the calls announce, one of a kind.
///
/// # Errors
///
/// `Call` for what a filter or the type of the proxy does not let through, 22 where the caller is no proxy or would have to announce
/// the call, and whatever the calls inside are refused for.
pub fn check_wrapped(signer: &AccountId, call: &RuntimeCall) -> Result<BTreeSet<TransactionTag>, InvalidTransaction> {
	let mut said = BTreeSet::new();
	check_made(&Maker { account: signer.clone(), acts_as: None }, call, &mut said)?;
	Ok(said)
}

fn check_made(
	maker: &Maker,
	call: &RuntimeCall,
	said: &mut BTreeSet<TransactionTag>,
) -> Result<(), InvalidTransaction> {
	let is_permitted = maker.acts_as.is_none_or(|proxy_type| Proxy::permits(&proxy_type, call));
	ensure!(BaseCallFilter::contains(call) && is_permitted, InvalidTransaction::Call);
	match call {
		RuntimeCall::Proxy(wrapper) => {
			let (real, proxy_type) = acting(&maker.account, wrapper).ok_or(INVALID_REAL_ACCOUNT)?;
			let maker = Maker { account: real, acts_as: Some(proxy_type) };
			inside(call).into_iter().flatten().try_for_each(|call| check_made(&maker, call, said))
		},
		RuntimeCall::Utility(_) => {
			inside(call).into_iter().flatten().try_for_each(|call| check_made(maker, call, said))
		},
		RuntimeCall::SubtensorModule(inner) => {
			let before = said.len();
			check(&maker.account, inner).map_err(|error| InvalidTransaction::Custom(code(error)))?;
			announce(&maker.account, call, said)?;
			// Of everything that is free there is one of a kind.
			ensure!(said.len() > before, InvalidTransaction::Call);
			Ok(())
		},
		_ => Err(InvalidTransaction::Call),
	}
}

/// For whom a proxy acts, and as what; none if it may not.
fn acting(signer: &AccountId, call: &ProxyCall<Runtime>) -> Option<(AccountId, ProxyType)> {
	let (real, definition) = match call {
		ProxyCall::proxy { real, force_proxy_type, .. } => {
			let real = account(real)?;
			let definition = Proxy::undelayed_proxy(&real, signer, *force_proxy_type);
			(real, definition)
		},
		ProxyCall::proxy_announced { delegate, real, force_proxy_type, call } => {
			let real = account(real)?;
			let definition = Proxy::announced_proxy(&real, &account(delegate)?, *force_proxy_type, call);
			(real, definition)
		},
		_ => return None,
	};
	Some((real, definition.ok()?.proxy_type))
}
