//! Satellites §4, §9, §10.3: what is free is free through a proxy and in a batch too, and checked as if it stood alone.

use crate::{
	chain::{address, free, last_fee, send_ok, Chain},
	kit::{call, coldkey, hotkey, root, ProtocolCall},
	offers::{assert_kept_out, assert_let_in, next, offered},
};
use frame_support::{
	assert_ok,
	dispatch::{GetDispatchInfo, Pays},
};
use pallet_protocol::{Axons, Prometheus};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie, Dave};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use taonet_runtime::{
	extensions::priced,
	fees::quoted_call,
	Executive,
	ProxyType::{self, *},
	Runtime, RuntimeCall,
};
use taonet_types::NetUid;

type ProxyCall = pallet_proxy::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

/// The subnet that a local chain begins with.
const FIRST: NetUid = NetUid::new(1);
/// A neuron there, with TAO of its own.
const NEURON: Sr25519Keyring = Charlie;
/// Acts for it, and holds nothing.
const DELEGATE: Sr25519Keyring = AliceStash;
/// A number of the protocol, or of this chain, by which clients know the reason.
const NO_PROXY: u8 = 22;
const NO_NEURON: u8 = 10;
const TOO_FAST: u8 = 12;

fn axon() -> RuntimeCall {
	let (netuid, version, ip, port) = (FIRST, 1, 16_909_060, 8_091);
	let (ip_type, protocol, placeholder1, placeholder2) = (4, 4, 0, 0);
	ProtocolCall::serve_axon { netuid, version, ip, port, ip_type, protocol, placeholder1, placeholder2 }.into()
}

fn prometheus() -> RuntimeCall {
	ProtocolCall::serve_prometheus { netuid: FIRST, version: 1, ip: 16_909_060, port: 8_091, ip_type: 4 }.into()
}

fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![] }.into()
}

fn proxied(real: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	ProxyCall::proxy { real: address(real), force_proxy_type: None, call: Box::new(call) }.into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	UtilityCall::batch { calls }.into()
}

/// The neuron's proxy is of this type, and must announce so many blocks before.
fn scene(proxy_type: ProxyType, delay: u32) -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_ok!(call(&coldkey(Alice), ProtocolCall::burned_register { netuid: FIRST, hotkey: coldkey(NEURON) }));
		assert_ok!(call(&coldkey(NEURON), ProxyCall::add_proxy { delegate: address(DELEGATE), proxy_type, delay }));
	});
	// What a neuron did in the block of its registration it has done.
	chain.run(1);
	chain
}

#[track_caller]
fn assert_code(signer: Sr25519Keyring, call: RuntimeCall, code: u8) {
	assert_kept_out(signer, call, InvalidTransaction::Custom(code));
}

fn serves() -> bool {
	Axons::<Runtime>::contains_key(FIRST, coldkey(NEURON))
}

fn pays(call: &RuntimeCall) -> Pays {
	priced(call, &call.get_dispatch_info()).pays_fee
}

#[test]
fn delegate_without_tao_serves_for_a_neuron_for_nothing() {
	scene(Any, 0).block(|| {
		let before = free(&coldkey(NEURON));
		send_ok(DELEGATE, proxied(NEURON, axon()));
		assert!(serves());
		assert_eq!((last_fee(), free(&coldkey(NEURON)), free(&coldkey(DELEGATE))), (0, before, 0));
	});
}

#[test]
fn free_call_of_a_proxy_is_kept_out_when_the_signer_is_no_proxy() {
	scene(Any, 0).block(|| {
		assert_code(Bob, proxied(NEURON, axon()), NO_PROXY);
		// Nor when it is none of that type.
		let of_another_type =
			ProxyCall::proxy { real: address(NEURON), force_proxy_type: Some(Owner), call: Box::new(axon()) };
		assert_code(DELEGATE, of_another_type.into(), NO_PROXY);
		// What pays is told by the call.
		assert_let_in(Bob, proxied(NEURON, remark()));
	});
}

#[test]
fn free_call_of_a_proxy_is_kept_out_when_its_type_does_not_allow_it() {
	scene(Transfer, 0).block(|| assert_kept_out(DELEGATE, proxied(NEURON, axon()), InvalidTransaction::Call));
}

#[test]
fn free_call_of_a_proxy_is_checked_for_the_real_account() {
	scene(Any, 0).block(|| {
		assert_ok!(call(&coldkey(Bob), ProxyCall::add_proxy { delegate: address(Dave), proxy_type: Any, delay: 0 }));
		assert_code(Dave, proxied(Bob, axon()), NO_NEURON);
		assert_code(Dave, proxied(Bob, batch(vec![axon()])), NO_NEURON);
	});
}

#[test]
fn one_of_a_kind_enters_a_block_whoever_sends_it() {
	scene(Any, 0).block(|| {
		let tags = |signer, call| offered(next(signer, call)).expect("is let in").provides.split_off(1);
		let own = tags(NEURON, axon());
		assert_eq!(own.len(), 1);
		assert_eq!(tags(DELEGATE, proxied(NEURON, axon())), own);
		assert_eq!(tags(NEURON, batch(vec![axon()])), own);
		assert_eq!(tags(DELEGATE, proxied(NEURON, batch(vec![axon(), prometheus()]))).len(), 2);

		let again = proxied(NEURON, axon());
		send_ok(NEURON, axon());
		let expected = Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(TOO_FAST)));
		assert_eq!(Executive::apply_extrinsic(next(DELEGATE, again)), expected);
		assert_eq!(Executive::apply_extrinsic(next(NEURON, batch(vec![axon()]))), expected);
		// A call that pays for it makes it any other call.
		let before = free(&coldkey(NEURON));
		send_ok(NEURON, UtilityCall::force_batch { calls: vec![remark(), axon()] });
		assert!(last_fee() > 0);
		assert_eq!(free(&coldkey(NEURON)), before - last_fee());
	});
}

#[test]
fn batch_pays_when_one_of_its_calls_does() {
	scene(Any, 0).block(|| {
		let all: [fn(Vec<RuntimeCall>) -> UtilityCall; 3] = [
			|calls| UtilityCall::batch { calls },
			|calls| UtilityCall::batch_all { calls },
			|calls| UtilityCall::force_batch { calls },
		];
		for batch in all {
			assert_eq!(pays(&batch(vec![axon(), prometheus()]).into()), Pays::No);
			assert_eq!(pays(&batch(vec![axon(), remark()]).into()), Pays::Yes);
			// Nothing in it would be nothing to check.
			assert_eq!(pays(&batch(vec![]).into()), Pays::Yes);
		}
		send_ok(NEURON, batch(vec![axon(), prometheus()]));
		assert_eq!(last_fee(), 0);
		assert!(serves() && Prometheus::<Runtime>::contains_key(FIRST, coldkey(NEURON)));
	});
}

#[test]
fn batch_is_kept_out_when_it_says_the_same_twice() {
	scene(Any, 0).block(|| {
		assert_code(NEURON, batch(vec![axon(), axon()]), TOO_FAST);
		assert_code(DELEGATE, proxied(NEURON, batch(vec![axon(), prometheus(), axon()])), TOO_FAST);
		assert_code(NEURON, UtilityCall::force_batch { calls: vec![axon(), axon()] }.into(), TOO_FAST);
	});
}

#[test]
fn batch_of_free_calls_is_kept_out_for_one_that_would_fail() {
	scene(Any, 0).block(|| {
		assert_code(Bob, batch(vec![axon()]), NO_NEURON);
		assert_code(NEURON, batch(vec![axon(), proxied(Bob, axon())]), NO_PROXY);
	});
}

#[test]
fn announced_free_call_is_free_once_it_may_be_made() {
	let mut chain = scene(Any, 2);
	let made = |signer| {
		let (delegate, real) = (address(DELEGATE), address(NEURON));
		let call = ProxyCall::proxy_announced { delegate, real, force_proxy_type: None, call: Box::new(axon()) };
		(signer, RuntimeCall::from(call))
	};
	chain.block(|| {
		send_ok(Alice, crate::chain::transfer(DELEGATE, taonet_runtime::TAO));
		assert_code(DELEGATE, proxied(NEURON, axon()), NO_PROXY);
		let (signer, call) = made(Dave);
		assert_code(signer, call, NO_PROXY);
		send_ok(DELEGATE, ProxyCall::announce { real: address(NEURON), call_hash: BlakeTwo256::hash_of(&axon()) });
	});
	chain.run(1);
	chain.block(|| {
		// Anybody may, and who holds nothing.
		let (signer, call) = made(BobStash);
		send_ok(signer, call);
		assert!(serves());
		assert_eq!(last_fee(), 0);
		let (signer, call) = made(BobStash);
		assert_code(signer, call, NO_PROXY);
	});
}

#[test]
fn wrapped_free_call_is_kept_out_in_safe_mode() {
	scene(Any, 0).block(|| {
		assert_ok!(root(pallet_safe_mode::Call::<Runtime>::force_enter {}));
		assert_let_in(NEURON, axon());
		assert_kept_out(DELEGATE, proxied(NEURON, axon()), InvalidTransaction::Call);
		assert_kept_out(NEURON, batch(vec![axon()]), InvalidTransaction::Call);
	});
}

#[test]
fn other_wrappers_pay_and_so_does_what_lies_deep() {
	let derivative = UtilityCall::as_derivative { index: 0, call: Box::new(axon()) };
	assert_eq!(pays(&derivative.into()), Pays::Yes);
	let tower = |height: u32| (0..height).fold(axon(), |call, _| proxied(NEURON, call));
	assert_eq!([1, 8, 9].map(|height| pays(&tower(height))), [Pays::No, Pays::No, Pays::Yes]);
	// A take that changes gives its fee back, but a wrapper does not.
	let take = ProtocolCall::decrease_take { hotkey: hotkey(Alice), take: 1 };
	assert_eq!(pays(&proxied(Alice, take.into())), Pays::Yes);
}

#[test]
fn fee_is_announced_as_it_is_charged() {
	Chain::local().look(|| {
		let fee = |call: RuntimeCall| quoted_call(&call, 100).0.partial_fee;
		assert_eq!([fee(axon()), fee(proxied(NEURON, axon())), fee(batch(vec![axon(), prometheus()]))], [0; 3]);
		assert!(fee(batch(vec![axon(), remark()])) > 0);
		let (info, details) = quoted_call(&proxied(NEURON, remark()), 100);
		assert_eq!(info.partial_fee, details.final_fee());
		assert!(info.partial_fee > fee(remark()));
	});
}
