//! Satellites 10.3, 10.5: what is known to be refused does not enter a block, also inside other calls.

use crate::{
	chain::{free, last_fee, send, send_ok, Chain},
	kit::{call, coldkey, error, events, hotkey, root, undone, ProtocolCall},
	offers::{assert_kept_out, assert_let_in, assert_unpaid, next, offered},
};
use pallet_protocol::{Delegates, Error, Event};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie};
use sp_runtime::{
	traits::TransactionExtension,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use taonet_runtime::{
	extensions::{call_tree_weight, SubtensorTransactionExtension},
	AccountId, Executive, ProxyType, Runtime, RuntimeCall,
};
use taonet_types::NetUid;

type AdminCall = pallet_admin_utils::Call<Runtime>;
type ProxyCall = pallet_proxy::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

/// The subnet that a local chain begins with.
const FIRST: NetUid = NetUid::new(1);
/// Registered there as a hotkey of Alice, and without TAO.
const HOTKEY: Sr25519Keyring = AliceStash;
/// 18 %, the largest that is allowed.
const LARGEST: u16 = 11_796;

/// Alice and Bob each own a hotkey.
fn scene() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		let hotkeys = [(Alice, hotkey(Alice)), (Bob, hotkey(Bob)), (Alice, HOTKEY.to_account_id())];
		for (owner, hotkey) in hotkeys {
			assert_eq!(call(&coldkey(owner), ProtocolCall::burned_register { netuid: FIRST, hotkey }), Ok(()));
		}
	});
	chain
}

fn increase(hotkey: AccountId, take: u16) -> RuntimeCall {
	ProtocolCall::increase_take { hotkey, take }.into()
}

fn decrease(hotkey: AccountId, take: u16) -> RuntimeCall {
	ProtocolCall::decrease_take { hotkey, take }.into()
}

#[track_caller]
fn assert_code(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	assert_kept_out(signer, call, InvalidTransaction::Custom(code));
}

fn take_of(key: Sr25519Keyring) -> u16 {
	Delegates::<Runtime>::get(hotkey(key))
}

#[test]
fn change_of_a_take_is_kept_out_by_the_number_of_its_fault() {
	scene().block(|| {
		for change in [increase, decrease] {
			assert_code(Alice, change(hotkey(Bob), 1), 25);
			assert_code(Alice, change(hotkey(Charlie), 1), 4);
			assert_code(Alice, change(hotkey(Alice), LARGEST + 1), 27);
			// The first fault is the one that is told.
			assert_code(Alice, change(hotkey(Charlie), LARGEST + 1), 27);
		}
		assert_eq!(root(AdminCall::sudo_set_min_delegate_take { take: 10 }), Ok(()));
		for change in [increase, decrease] {
			assert_code(Alice, change(hotkey(Alice), 9), 26);
			assert_let_in(Alice, change(hotkey(Alice), 10));
		}
	});
}

#[test]
fn change_of_a_take_is_free_when_it_succeeds() {
	scene().block(|| {
		let before = free(&coldkey(Alice));
		send_ok(Alice, decrease(hotkey(Alice), 100));
		assert_eq!((take_of(Alice), free(&coldkey(Alice)), last_fee()), (100, before, 0));
		assert!(matches!(events().pop(), Some(Event::TakeDecreased(_, _, 100))));
		// Who could not pay if it failed is not let in.
		assert_unpaid(HOTKEY, decrease(hotkey(Alice), 99));
	});
}

#[test]
fn change_of_a_take_pays_and_names_its_error_when_it_fails() {
	let mut chain = scene();
	chain.block(|| send_ok(Bob, decrease(hotkey(Bob), 100)));
	chain.block(|| {
		for (change, expected) in [
			(decrease(hotkey(Bob), 100), Error::DelegateTakeTooLow),
			(increase(hotkey(Bob), 100), Error::DelegateTakeTooLow),
			(increase(hotkey(Bob), 101), Error::DelegateTxRateLimitExceeded),
		] {
			let before = free(&coldkey(Bob));
			assert_let_in(Bob, change.clone());
			assert_eq!(send(Bob, change), Ok(error(expected)));
			assert!(last_fee() > 0);
			assert_eq!(free(&coldkey(Bob)), before - last_fee());
		}
	});
}

#[test]
fn take_changes_once_in_a_block() {
	let mut chain = scene();
	for take in [300, 200, 100] {
		chain.block(|| {
			send_ok(Bob, decrease(hotkey(Bob), take));
			// Later, yes.
			for change in [decrease(hotkey(Bob), take - 1), increase(hotkey(Bob), take + 1)] {
				let extrinsic = next(Bob, change);
				assert!(offered(extrinsic.clone()).is_ok());
				let expected = TransactionValidityError::Invalid(InvalidTransaction::Custom(6));
				assert_eq!(undone(|| Executive::apply_extrinsic(extrinsic)), Err(expected));
			}
			// That of another hotkey is another matter, and who pays may.
			undone(|| send_ok(Alice, decrease(hotkey(Alice), take)));
			let before = free(&coldkey(Bob));
			send_ok(Bob, UtilityCall::batch_all { calls: vec![decrease(hotkey(Bob), take - 1)] });
			assert_eq!((take_of(Bob), free(&coldkey(Bob))), (take - 1, before - last_fee()));
			assert!(last_fee() > 0);
		});
	}
}

#[test]
fn changes_of_one_take_wait_one_at_a_time_and_behind_those_who_pay() {
	scene().block(|| {
		let validity = |call| offered(next(Alice, call)).unwrap();
		// A pool holds one extrinsic of those that provide the same. The first tag is the nonce's.
		let tag = |call| match validity(call).provides.as_slice() {
			[_, tag] => tag.clone(),
			other => panic!("{} tags", other.len()),
		};
		let usual = tag(decrease(hotkey(Alice), 1));
		assert_eq!(tag(decrease(hotkey(Alice), 2)), usual);
		assert_eq!(tag(increase(hotkey(Alice), 2)), usual);
		assert_ne!(tag(decrease(HOTKEY.to_account_id(), 1)), usual);
		let validity = validity(decrease(hotkey(Alice), 1));
		assert_eq!((validity.priority, validity.longevity), (0, 64));
	});
}

/// What a hotkey announces on the first subnet.
fn axon() -> RuntimeCall {
	let (netuid, ip, port, ip_type) = (FIRST, 9, 9, 4);
	ProtocolCall::serve_axon { netuid, version: 1, ip, port, ip_type, protocol: 0, placeholder1: 0, placeholder2: 0 }
		.into()
}

fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![] }.into()
}

fn proxied(real: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	ProxyCall::proxy { real: coldkey(real).into(), force_proxy_type: None, call: Box::new(call) }.into()
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	UtilityCall::batch { calls }.into()
}

fn batch_all(calls: Vec<RuntimeCall>) -> RuntimeCall {
	UtilityCall::batch_all { calls }.into()
}

fn derivative(index: u16, call: RuntimeCall) -> RuntimeCall {
	UtilityCall::as_derivative { index, call: Box::new(call) }.into()
}

#[test]
fn first_call_inside_others_is_checked_as_if_it_were_alone() {
	scene().block(|| {
		// Alice's own account is no neuron.
		let hopeless = || axon();
		for wrap in [batch as fn(Vec<RuntimeCall>) -> RuntimeCall, batch_all] {
			assert_code(Alice, wrap(vec![hopeless(), remark()]), 10);
			assert_code(Alice, wrap(vec![proxied(Bob, hopeless()), remark()]), 10);
			assert_code(Alice, derivative(0, wrap(vec![hopeless()])), 10);
			// What comes later may depend on what came before.
			assert_let_in(Alice, wrap(vec![remark(), hopeless()]));
			assert_let_in(Alice, wrap(vec![]));
		}
		assert_code(Alice, batch(vec![decrease(hotkey(Bob), 1)]), 25);
		assert_code(Alice, proxied(Bob, decrease(hotkey(Bob), LARGEST + 1)), 27);
		// This one goes on after a failure.
		assert_let_in(Alice, UtilityCall::force_batch { calls: vec![hopeless(), remark()] });
	});
}

#[test]
fn call_inside_others_is_checked_for_the_account_that_makes_it() {
	scene().block(|| {
		// The hotkey may; whether Alice is its proxy the call will tell, which something else in it pays for.
		let paid = |call| batch(vec![call, remark()]);
		assert_let_in(Alice, paid(proxied(HOTKEY, axon())));
		assert_code(Alice, paid(proxied(Bob, axon())), 10);
		assert_let_in(Alice, proxied(Bob, decrease(hotkey(Bob), 1)));
		assert_code(Bob, proxied(Alice, decrease(hotkey(Bob), 1)), 25);
		assert_code(Alice, proxied(Bob, proxied(Charlie, decrease(hotkey(Bob), 1))), 25);

		let derived = pallet_utility::derivative_account_id(coldkey(Alice), 7);
		let registered = ProtocolCall::burned_register { netuid: FIRST, hotkey: derived };
		assert_eq!(call(&coldkey(Alice), registered), Ok(()));
		assert_let_in(Alice, derivative(7, axon()));
		assert_code(Alice, derivative(8, axon()), 10);
		send_ok(Alice, derivative(7, axon()));
	});
}

#[test]
fn root_is_not_held_back_by_what_would_hold_the_sudo_key_back() {
	scene().block(|| {
		let sudo = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(axon()) };
		assert_let_in(Alice, sudo);
	});
}

#[test]
fn call_that_lies_very_deep_answers_for_itself() {
	scene().block(|| {
		let wrapped = |depth: u16| (0..depth).fold(axon(), |call, index| derivative(index, call));
		assert_code(Alice, wrapped(8), 10);
		let before = free(&coldkey(Alice));
		assert_eq!(send(Alice, wrapped(9)), Ok(error(Error::HotKeyNotRegisteredInNetwork)));
		assert_eq!(free(&coldkey(Alice)), before - last_fee());
	});
}

#[test]
fn free_call_inside_another_is_paid_for() {
	scene().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		let add_proxy = ProxyCall::add_proxy { delegate: bob.clone().into(), proxy_type: ProxyType::Any, delay: 0 };
		assert_eq!(call(&alice, add_proxy), Ok(()));
		let take = |take| decrease(hotkey(Alice), take);
		for (signer, wrapped) in [
			(Alice, batch(vec![take(90)])),
			(Alice, batch_all(vec![take(80)])),
			(Alice, UtilityCall::force_batch { calls: vec![take(70)] }.into()),
			(Bob, proxied(Alice, take(60))),
			(Bob, proxied(Alice, batch(vec![take(50)]))),
		] {
			let before = free(&coldkey(signer));
			let take_before = take_of(Alice);
			send_ok(signer, wrapped);
			assert!(last_fee() > 0);
			assert_eq!(free(&coldkey(signer)), before - last_fee());
			assert!(take_of(Alice) < take_before);
		}
	});
}

#[test]
fn checks_are_paid_for_by_calls_that_begin_with_one_of_the_protocol() {
	scene().look(|| {
		let weight =
			|call: &RuntimeCall| (SubtensorTransactionExtension.weight(call) - call_tree_weight(call)).ref_time();
		for checked in [axon(), batch(vec![axon()]), proxied(Bob, axon()), derivative(0, batch_all(vec![axon()]))] {
			assert!(weight(&checked) > 0);
		}
		for unchecked in [remark(), batch(vec![]), batch(vec![remark(), axon()]), proxied(Bob, remark())] {
			assert_eq!(weight(&unchecked), 0);
		}
	});
}

#[test]
fn hotkey_without_tao_cannot_pay_for_a_wrapper_that_pays() {
	scene().block(|| {
		for wrapped in [batch(vec![axon(), remark()]), derivative(0, axon())] {
			assert_unpaid(HOTKEY, wrapped);
		}
		assert_code(BobStash, batch(vec![axon()]), 10);
		for free in [axon(), batch(vec![axon()])] {
			assert_let_in(HOTKEY, free);
		}
	});
}
