//! Who pays for an extrinsic (satellites 10.4).

use super::nested::account;
use crate::{AccountId, Address, Balance, Proxy, ProxyType, Runtime, RuntimeCall};
use frame_support::weights::Weight;
use pallet_proxy::{Call as ProxyCall, RealPaysFee};
use pallet_utility::Call as UtilityCall;

/// Storage items that are read to find the payer of a proxy's call: for two levels, who pays and who is a proxy.
const READS: u64 = 4;

/// Who pays the fee: the signer, but for `Proxy.proxy` where the real account has said that it pays for this delegate
/// (`set_real_pays_fee`). Where the real account acts as a proxy itself, alone or in a batch of calls all for one account, that one
/// pays if it pays for the first real account. Nobody looks deeper, nor into `proxy_announced`, which anybody may sign.
///
/// Nobody pays for a delegate that cannot act for it: one that is no proxy of that type, or must announce its calls; nor for calls
/// that the type of the proxy in between does not allow. Nor does anybody else than the signer pay a tip: whoever adds one pays for
/// all. Otherwise a delegate that may do next to nothing could give away whatever the real account has.
///
/// The payer pays in TAO: with stake one pays for calls that touch it, and a proxy's is not one of them.
pub fn payer(signer: &AccountId, call: &RuntimeCall, tip: Balance) -> AccountId {
	let Some(outer) = Acting::paid_for(signer, call).filter(|_| tip == 0) else { return signer.clone() };
	inner_payer(&outer).unwrap_or(outer.real)
}

/// What it takes at most to find the payer.
pub fn payer_weight(call: &RuntimeCall) -> Weight {
	match call {
		RuntimeCall::Proxy(ProxyCall::proxy { .. }) => <Runtime as frame_system::Config>::DbWeight::get().reads(READS),
		_ => Weight::zero(),
	}
}

/// A call that a delegate makes for an account that pays for it.
struct Acting<'a> {
	real: AccountId,
	proxy_type: ProxyType,
	call: &'a RuntimeCall,
}

impl<'a> Acting<'a> {
	/// This call, if it is one, and the delegate may make it.
	fn paid_for(delegate: &AccountId, call: &'a RuntimeCall) -> Option<Self> {
		let RuntimeCall::Proxy(ProxyCall::proxy { real, force_proxy_type, call }) = call else { return None };
		let real = account(real)?;
		if !RealPaysFee::<Runtime>::contains_key(&real, delegate) {
			return None;
		}
		let proxy_type = Proxy::undelayed_proxy(&real, delegate, *force_proxy_type).ok()?.proxy_type;
		Some(Self { real, proxy_type, call })
	}
}

/// Who pays in the place of a real account that acts as a proxy itself.
fn inner_payer(outer: &Acting<'_>) -> Option<AccountId> {
	let is_permitted = |call: &RuntimeCall| Proxy::permits(&outer.proxy_type, call);
	let first = match outer.call {
		RuntimeCall::Utility(
			UtilityCall::batch { calls } | UtilityCall::batch_all { calls } | UtilityCall::force_batch { calls },
		) => {
			let real = real_of(calls.first()?)?;
			calls.iter().all(|call| real_of(call) == Some(real) && is_permitted(call)).then_some(calls.first()?)?
		},
		call => call,
	};
	let inner = Acting::paid_for(&outer.real, first).filter(|_| is_permitted(outer.call))?;
	Some(inner.real)
}

/// For whom a proxy makes a call.
fn real_of(call: &RuntimeCall) -> Option<&Address> {
	match call {
		RuntimeCall::Proxy(ProxyCall::proxy { real, .. }) => Some(real),
		_ => None,
	}
}
