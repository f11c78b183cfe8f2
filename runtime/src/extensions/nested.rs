//! Calls inside calls.

use crate::{AccountId, Address, Multisig, Runtime, RuntimeCall};
use alloc::{vec, vec::Vec};
use core::slice;
use frame_support::traits::{CallerTrait, Get};
use pallet_multisig::Call as MultisigCall;
use pallet_protocol::Call;
use pallet_proxy::Call as ProxyCall;
use pallet_sudo::Call as SudoCall;
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
		RuntimeCall::Proxy(ProxyCall::proxy { real, call, .. }) => Some((account(real)?, call)),
		RuntimeCall::Utility(UtilityCall::batch { calls } | UtilityCall::batch_all { calls }) => {
			Some((caller, calls.first()?))
		},
		RuntimeCall::Utility(UtilityCall::as_derivative { index, call }) => {
			Some((derivative_account_id(caller, *index), call))
		},
		_ => None,
	}
}

/// The account that an extrinsic names so, if it names one.
pub(super) fn account(address: &Address) -> Option<AccountId> {
	<Runtime as frame_system::Config>::Lookup::lookup(address.clone()).ok()
}

/// Who makes a call: the account that signs it, or none where that is root or nobody.
pub type Caller = Option<AccountId>;

/// Every call that may run when `signer` makes this one: the call itself, those inside it, and those inside them, however deep,
/// each with who makes it then. A wrapper comes before what it wraps.
///
/// What takes the place of another call when that fails is among them, and so is what will not run in the end, because
/// somebody is no proxy or a signature is missing. Which calls these are does not depend on the signer. It takes time
/// in proportion to the bytes of the call.
pub fn every_call<'a>(signer: &AccountId, call: &'a RuntimeCall) -> EveryCall<'a> {
	EveryCall { pending: vec![by(Some(signer.clone()), call)], callers: 1 }
}

/// See [`every_call`].
pub struct EveryCall<'a> {
	/// What was begun and not finished: the innermost comes last.
	pending: Vec<Calls<'a>>,
	callers: u64,
}

impl EveryCall<'_> {
	/// At most so many accounts have made the calls so far.
	pub fn callers(&self) -> u64 {
		self.callers
	}
}

impl<'a> Iterator for EveryCall<'a> {
	type Item = (Caller, &'a RuntimeCall);

	fn next(&mut self) -> Option<Self::Item> {
		loop {
			let Calls { caller, calls } = self.pending.last_mut()?;
			let Some(call) = calls.next() else {
				self.pending.pop();
				continue;
			};
			let caller = caller.clone();
			let wrapped = wrapped(&caller, call);
			let callers = u64::try_from(wrapped.len()).unwrap_or(u64::MAX);
			self.callers = self.callers.saturating_add(callers);
			self.pending.extend(wrapped);
			return Some((caller, call));
		}
	}
}

/// Calls by the same caller.
struct Calls<'a> {
	caller: Caller,
	calls: slice::Iter<'a, RuntimeCall>,
}

fn by(caller: Caller, call: &RuntimeCall) -> Calls<'_> {
	Calls { caller, calls: slice::from_ref(call).iter() }
}

/// What a call wraps. A new pallet, or a new call of a pallet that wraps calls, does not compile until somebody has said here
/// what it wraps.
fn wrapped<'a>(caller: &Caller, call: &'a RuntimeCall) -> Vec<Calls<'a>> {
	match call {
		RuntimeCall::Proxy(call) => in_proxy(call),
		RuntimeCall::Utility(call) => in_utility(caller, call),
		RuntimeCall::Multisig(call) => in_multisig(caller, call),
		RuntimeCall::Sudo(call) => in_sudo(call),
		// Only root schedules calls, and they run as root's.
		RuntimeCall::Scheduler(_)
		| RuntimeCall::Preimage(_)
		| RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Balances(_)
		| RuntimeCall::SubtensorModule(_)
		| RuntimeCall::Swap(_)
		// It asks `check_call_tree` for itself when it makes the call that it has kept.
		| RuntimeCall::Crowdloan(_)
		| RuntimeCall::Commitments(_)
		| RuntimeCall::AdminUtils(_)
		| RuntimeCall::Drand(_)
		// An encrypted extrinsic is one of its own.
		| RuntimeCall::MevShield(_)
		| RuntimeCall::SafeMode(_) => vec![],
	}
}

fn in_proxy(call: &ProxyCall<Runtime>) -> Vec<Calls<'_>> {
	match call {
		ProxyCall::proxy { real, call, .. } | ProxyCall::proxy_announced { real, call, .. } => {
			account(real).map(|real| by(Some(real), call)).into_iter().collect()
		},
		ProxyCall::add_proxy { .. }
		| ProxyCall::remove_proxy { .. }
		| ProxyCall::remove_proxies { .. }
		| ProxyCall::create_pure { .. }
		| ProxyCall::kill_pure { .. }
		| ProxyCall::announce { .. }
		| ProxyCall::remove_announcement { .. }
		| ProxyCall::reject_announcement { .. }
		| ProxyCall::poke_deposit { .. }
		| ProxyCall::set_real_pays_fee { .. } => vec![],
		ProxyCall::__Ignore(_, never) => match *never {},
	}
}

fn in_utility<'a>(caller: &Caller, call: &'a UtilityCall<Runtime>) -> Vec<Calls<'a>> {
	match call {
		UtilityCall::batch { calls } | UtilityCall::batch_all { calls } | UtilityCall::force_batch { calls } => {
			vec![Calls { caller: caller.clone(), calls: calls.iter() }]
		},
		UtilityCall::as_derivative { index, call } => {
			vec![by(caller.clone().map(|caller| derivative_account_id(caller, *index)), call)]
		},
		UtilityCall::if_else { main, fallback } => vec![by(caller.clone(), fallback), by(caller.clone(), main)],
		// Only root may do these.
		UtilityCall::dispatch_as { as_origin, call } | UtilityCall::dispatch_as_fallible { as_origin, call } => {
			vec![by(as_origin.as_signed().cloned(), call)]
		},
		UtilityCall::with_weight { call, .. } => vec![by(None, call)],
		UtilityCall::__Ignore(_, never) => match *never {},
	}
}

fn in_multisig<'a>(caller: &Caller, call: &'a MultisigCall<Runtime>) -> Vec<Calls<'a>> {
	let (others, threshold, call) = match call {
		MultisigCall::as_multi_threshold_1 { other_signatories, call } => (other_signatories, 1, call),
		MultisigCall::as_multi { threshold, other_signatories, call, .. } => (other_signatories, *threshold, call),
		// These know but the hash of a call, and make none.
		MultisigCall::approve_as_multi { .. }
		| MultisigCall::cancel_as_multi { .. }
		| MultisigCall::poke_deposit { .. } => return vec![],
		MultisigCall::__Ignore(_, never) => match *never {},
	};
	let most: u32 = <Runtime as pallet_multisig::Config>::MaxSignatories::get();
	if usize::try_from(most).is_ok_and(|most| others.len() >= most) {
		// Is refused, and too much to be hashed here.
		return vec![];
	}
	let signatories = caller.as_ref().map(|caller| {
		// Where the caller is one of them, or they are not in order, the call fails.
		let place = others.binary_search(caller).unwrap_or_else(|place| place);
		let (before, after) = others.split_at(place);
		[before, slice::from_ref(caller), after].concat()
	});
	vec![by(signatories.map(|signatories| Multisig::multi_account_id(&signatories, threshold)), call)]
}

fn in_sudo(call: &SudoCall<Runtime>) -> Vec<Calls<'_>> {
	match call {
		SudoCall::sudo { call } | SudoCall::sudo_unchecked_weight { call, .. } => vec![by(None, call)],
		SudoCall::sudo_as { who, call } => account(who).map(|who| by(Some(who), call)).into_iter().collect(),
		SudoCall::set_key { .. } | SudoCall::remove_key { .. } => vec![],
		SudoCall::__Ignore(_, never) => match *never {},
	}
}
