//! Satellites 10: what the protocol refuses before it enters a block, and what hotkeys send for nothing.

use crate::{
	chain::{free, last_fee, send, send_ok, signed, transfer, Chain, Terms},
	kit::{coldkey, events, hotkey, undone, AdminCall, ProtocolCall},
	words::{give, root_sets},
};
use frame_support::dispatch::{GetDispatchInfo, Pays};
use pallet_protocol::{Axons, Event, LastRateLimitedBlock, Prometheus};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie};
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError, ValidTransaction,
};
use taonet_runtime::{Balances, Executive, Nonce, Runtime, RuntimeCall, System, UncheckedExtrinsic, TAO};
use taonet_types::NetUid;

/// The subnet that a local chain begins with.
const FIRST: NetUid = NetUid::new(1);
/// A hotkey that holds nothing, and is registered there.
const HOTKEY: Sr25519Keyring = AliceStash;
/// One that holds nothing and is registered nowhere.
const STRANGER: Sr25519Keyring = BobStash;

fn scene() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		send_ok(Alice, ProtocolCall::burned_register { netuid: FIRST, hotkey: HOTKEY.to_account_id() });
		assert_eq!(System::account(HOTKEY.to_account_id()).providers, 0);
	});
	chain
}

fn axon(netuid: NetUid, ip: u128, port: u16, ip_type: u8) -> RuntimeCall {
	ProtocolCall::serve_axon { netuid, version: 1, ip, port, ip_type, protocol: 0, placeholder1: 0, placeholder2: 0 }
		.into()
}

fn axon_tls(netuid: NetUid, ip: u128, port: u16, ip_type: u8) -> RuntimeCall {
	ProtocolCall::serve_axon_tls {
		netuid,
		version: 1,
		ip,
		port,
		ip_type,
		protocol: 0,
		placeholder1: 0,
		placeholder2: 0,
		certificate: vec![1; 65],
	}
	.into()
}

fn prometheus(netuid: NetUid, ip: u128, port: u16, ip_type: u8) -> RuntimeCall {
	ProtocolCall::serve_prometheus { netuid, version: 1, ip, port, ip_type }.into()
}

/// All that hotkeys announce, on the first subnet, with nothing wrong.
fn announcements() -> [RuntimeCall; 3] {
	[axon(FIRST, 9, 9, 4), axon_tls(FIRST, 9, 9, 4), prometheus(FIRST, 9, 9, 4)]
}

fn extrinsic(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, nonce: Nonce) -> UncheckedExtrinsic {
	signed(signer, call, Terms { nonce, tip: 0 })
}

/// What the pool says. It looks at the next block, on a state that nobody keeps.
fn offered(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
	let external = TransactionSource::External;
	undone(|| Executive::validate_transaction(external, extrinsic, System::parent_hash()))
}

/// Pool and block refuse the extrinsic for this reason. (A block builder rolls back what the refusal leaves behind.)
#[track_caller]
fn assert_kept_out(extrinsic: UncheckedExtrinsic, reason: InvalidTransaction) {
	let expected = TransactionValidityError::Invalid(reason);
	assert_eq!(offered(extrinsic.clone()), Err(expected));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Err(expected));
}

/// The same for the next extrinsic of the signer.
#[track_caller]
fn assert_call_kept_out(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, reason: InvalidTransaction) {
	assert_kept_out(extrinsic(signer, call, System::account_nonce(signer.to_account_id())), reason);
}

/// The same, told as a number.
#[track_caller]
fn assert_code(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	assert_call_kept_out(signer, call, InvalidTransaction::Custom(code));
}

/// The pool lets the signer's next extrinsic in, for the next block; this one still refuses it.
#[track_caller]
fn assert_let_in_later(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	let extrinsic = extrinsic(signer, call, System::account_nonce(signer.to_account_id()));
	assert!(offered(extrinsic.clone()).is_ok());
	let expected = TransactionValidityError::Invalid(InvalidTransaction::Custom(code));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Err(expected));
}

#[test]
fn hotkey_without_tao_announces_itself_for_nothing() {
	let mut chain = scene();
	for number in 0..3 {
		chain.block(|| {
			let call = announcements()[number].clone();
			assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
			// The axon has been announced already; that is another test's matter.
			Axons::<Runtime>::remove(FIRST, HOTKEY.to_account_id());
			let issuance = Balances::total_issuance();
			let nonce = System::account_nonce(HOTKEY.to_account_id());
			assert!(offered(extrinsic(HOTKEY, call.clone(), nonce)).is_ok());
			send_ok(HOTKEY, call);
			assert_eq!(System::account_nonce(HOTKEY.to_account_id()), nonce + 1);
			assert_eq!((free(&HOTKEY.to_account_id()), Balances::total_issuance()), (0, issuance));
			assert!(matches!(events().pop(), Some(Event::AxonServed(..) | Event::PrometheusServed(..))));
		});
	}
}

#[test]
fn announcement_costs_nobody_anything() {
	let mut chain = scene();
	chain.block(|| {
		give(&HOTKEY.to_account_id(), TAO);
		let issuance = Balances::total_issuance();
		send_ok(HOTKEY, axon(FIRST, 9, 9, 4));
		assert_eq!((free(&HOTKEY.to_account_id()), Balances::total_issuance()), (TAO, issuance));
	});
}

#[test]
fn announcement_is_kept_out_by_the_number_of_its_fault() {
	let mut chain = scene();
	chain.block(|| {
		for way in [axon, axon_tls, prometheus] {
			assert_code(STRANGER, way(FIRST, 9, 9, 4), 10);
			// Registered, but not there.
			assert_code(HOTKEY, way(NetUid::ROOT, 9, 9, 4), 10);
			assert_code(HOTKEY, way(NetUid::new(99), 9, 9, 4), 3);
			assert_code(HOTKEY, way(FIRST, 0x7f00_0001, 9, 4), 11);
			assert_code(HOTKEY, way(FIRST, 1, 9, 6), 11);
			assert_code(HOTKEY, way(FIRST, 9, 0, 4), 13);
			assert_code(HOTKEY, way(FIRST, 9, 9, 5), 255);
		}
		assert_code(HOTKEY, prometheus(FIRST, 0, 9, 4), 11);
		send_ok(HOTKEY, axon(FIRST, 0, 9, 4));
	});
}

#[test]
fn first_fault_of_an_announcement_is_the_one_that_is_told() {
	let mut chain = scene();
	chain.block(|| {
		assert_code(STRANGER, axon(FIRST, 0x7f00_0001, 0, 5), 10);
		assert_code(STRANGER, prometheus(FIRST, 0x7f00_0001, 0, 5), 255);
		assert_code(HOTKEY, axon(FIRST, 0x7f00_0001, 0, 4), 11);
		send_ok(HOTKEY, axon(FIRST, 9, 9, 4));
		assert_code(HOTKEY, axon(FIRST, 9, 0, 4), 12);
	});
}

#[test]
fn announcement_cannot_be_repeated_within_the_limit() {
	let mut chain = scene();
	chain.block(|| {
		send_ok(HOTKEY, axon(FIRST, 9, 9, 4));
		assert_code(HOTKEY, axon(FIRST, 9, 9, 4), 12);
		assert_code(HOTKEY, axon_tls(FIRST, 9, 9, 4), 12);
		send_ok(HOTKEY, prometheus(FIRST, 9, 9, 4));
		assert_code(HOTKEY, prometheus(FIRST, 9, 9, 4), 12);
		assert_eq!(System::account_nonce(HOTKEY.to_account_id()), 2);
	});
	chain.run(47);
	chain.block(|| assert_code(HOTKEY, axon(FIRST, 9, 9, 4), 12));
	chain.block(|| assert_let_in_later(HOTKEY, axon(FIRST, 9, 9, 4), 12));
	chain.block(|| {
		send_ok(HOTKEY, axon(FIRST, 10, 9, 4));
		send_ok(HOTKEY, prometheus(FIRST, 10, 9, 4));
		assert_eq!(Axons::<Runtime>::get(FIRST, HOTKEY.to_account_id()).unwrap().ip, 10);
		assert_eq!(Prometheus::<Runtime>::get(FIRST, HOTKEY.to_account_id()).unwrap().ip, 10);
	});
}

#[test]
fn announcement_is_made_once_in_a_block_when_the_subnet_has_no_limit() {
	let mut chain = scene();
	chain.block(|| root_sets(AdminCall::sudo_set_serving_rate_limit { netuid: FIRST, serving_rate_limit: 0 }));
	for ip in 1..4 {
		chain.block(|| {
			send_ok(HOTKEY, axon(FIRST, ip, 9, 4));
			send_ok(HOTKEY, prometheus(FIRST, ip, 9, 4));
			// In the next block again, so that the pool may keep them.
			for call in [axon, axon_tls, prometheus] {
				assert_let_in_later(HOTKEY, call(FIRST, ip, 9, 4), 12);
			}
			// Who pays may, for something else in the batch.
			let remark = frame_system::Call::<Runtime>::remark { remark: vec![] }.into();
			let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![axon(FIRST, ip, 9, 4), remark] };
			give(&HOTKEY.to_account_id(), TAO);
			send_ok(HOTKEY, batch);
		});
	}
}

#[test]
fn announcements_of_the_same_thing_wait_one_at_a_time() {
	let mut chain = scene();
	chain.block(|| {
		let other = NetUid::new(2);
		send_ok(Bob, ProtocolCall::register_network { hotkey: hotkey(Bob) });
		send_ok(Alice, ProtocolCall::burned_register { netuid: other, hotkey: HOTKEY.to_account_id() });
		send_ok(Alice, ProtocolCall::burned_register { netuid: FIRST, hotkey: STRANGER.to_account_id() });
		// A pool holds one extrinsic of those that provide the same. The first tag is the nonce's.
		let tag = |signer, call| match offered(extrinsic(signer, call, 0)).unwrap().provides.as_slice() {
			[_, tag] => tag.clone(),
			other => panic!("{} tags", other.len()),
		};
		let usual = tag(HOTKEY, axon(FIRST, 9, 9, 4));
		assert_eq!(tag(HOTKEY, axon(FIRST, 10, 10, 4)), usual);
		assert_eq!(tag(HOTKEY, axon_tls(FIRST, 9, 9, 4)), usual);
		assert_ne!(tag(HOTKEY, prometheus(FIRST, 9, 9, 4)), usual);
		assert_ne!(tag(HOTKEY, axon(other, 9, 9, 4)), usual);
		assert_ne!(tag(STRANGER, axon(FIRST, 9, 9, 4)), usual);
		// And not for ever.
		assert_eq!(offered(extrinsic(HOTKEY, axon(FIRST, 9, 9, 4), 0)).unwrap().longevity, 64);
	});
}

#[test]
fn free_calls_come_after_those_that_pay() {
	let mut chain = scene();
	chain.block(|| {
		for call in announcements() {
			assert_eq!(offered(extrinsic(HOTKEY, call, 0)).unwrap().priority, 0);
		}
		let nonce = System::account_nonce(coldkey(Bob));
		assert_eq!(offered(extrinsic(Bob, transfer(Alice, 1), nonce)).unwrap().priority, 1);
	});
}

#[test]
fn bytes_that_are_no_certificate_are_not_carried_for_nothing() {
	let mut chain = scene();
	let with_bytes = |bytes: usize| -> RuntimeCall {
		ProtocolCall::serve_axon_tls {
			netuid: FIRST,
			version: 1,
			ip: 9,
			port: 9,
			ip_type: 4,
			protocol: 0,
			placeholder1: 0,
			placeholder2: 0,
			certificate: vec![1; bytes],
		}
		.into()
	};
	chain.block(|| {
		assert_eq!(with_bytes(65).get_dispatch_info().pays_fee, Pays::No);
		assert_eq!(with_bytes(66).get_dispatch_info().pays_fee, Pays::Yes);
		assert_call_kept_out(HOTKEY, with_bytes(66), InvalidTransaction::Payment);
		give(&HOTKEY.to_account_id(), TAO);
		send_ok(HOTKEY, with_bytes(66));
		assert_eq!(free(&HOTKEY.to_account_id()), TAO - last_fee());
		assert!(Axons::<Runtime>::contains_key(FIRST, HOTKEY.to_account_id()));
	});
}

#[test]
fn announcement_is_kept_out_when_the_subnet_is_being_dissolved() {
	let mut chain = scene();
	chain.block(|| {
		root_sets(ProtocolCall::root_dissolve_network { netuid: FIRST });
		for call in announcements() {
			assert_code(HOTKEY, call, 3);
		}
	});
}

#[test]
fn announcement_fails_for_a_fee_when_it_comes_in_a_batch() {
	let mut chain = scene();
	chain.block(|| {
		let batch = |calls| pallet_utility::Call::<Runtime>::batch_all { calls };
		let first = || batch(vec![axon(FIRST, 9, 9, 4), transfer(Alice, 1)]);
		// An account without TAO cannot pay for a batch in which something pays.
		assert_call_kept_out(HOTKEY, first(), InvalidTransaction::Payment);
		assert_code(Bob, first(), 10);
		// What comes later is checked in the call alone.
		let before = free(&coldkey(Bob));
		send(Bob, batch(vec![transfer(Alice, 1), axon(FIRST, 9, 9, 4)])).unwrap().unwrap_err();
		assert!(free(&coldkey(Bob)) < before);
	});
}

#[test]
fn call_that_costs_something_is_kept_out_when_the_account_holds_nothing() {
	let mut chain = scene();
	chain.block(|| {
		let remark: RuntimeCall = frame_system::Call::<Runtime>::remark { remark: vec![] }.into();
		let associate: RuntimeCall = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Bob) }.into();
		for signer in [HOTKEY, STRANGER] {
			for call in [remark.clone(), associate.clone(), transfer(Bob, 1)] {
				assert_call_kept_out(signer, call, InvalidTransaction::Payment);
			}
		}
		// Nor can it promise a tip.
		let tipped = signed(HOTKEY, axon(FIRST, 9, 9, 4), Terms { nonce: 0, tip: 1 });
		assert_kept_out(tipped, InvalidTransaction::Payment);
	});
}

#[test]
fn nonces_count_for_an_account_that_holds_nothing() {
	let mut chain = scene();
	chain.block(|| {
		let first = extrinsic(HOTKEY, axon(FIRST, 9, 9, 4), 0);
		let second = extrinsic(HOTKEY, prometheus(FIRST, 9, 9, 4), 1);
		// The second one waits in the pool, and cannot come first in a block.
		let waits: ValidTransaction = offered(second.clone()).unwrap();
		assert_eq!(waits.requires.len(), 1);
		assert!(offered(first.clone()).unwrap().provides.contains(&waits.requires[0]));
		let future = TransactionValidityError::Invalid(InvalidTransaction::Future);
		assert_eq!(Executive::apply_extrinsic(second.clone()), Err(future));

		Executive::apply_extrinsic(first.clone()).unwrap().unwrap();
		assert!(offered(second.clone()).unwrap().requires.is_empty());
		Executive::apply_extrinsic(second.clone()).unwrap().unwrap();
		for used in [first, second] {
			assert_kept_out(used, InvalidTransaction::Stale);
		}
		assert_eq!(System::account_nonce(HOTKEY.to_account_id()), 2);
	});
	// It goes on counting from there, with TAO and without.
	chain.run(49);
	chain.block(|| {
		assert_eq!(System::account(HOTKEY.to_account_id()).providers, 0);
		send_ok(HOTKEY, axon(FIRST, 9, 9, 4));
		give(&HOTKEY.to_account_id(), TAO);
		assert_eq!(System::account_nonce(HOTKEY.to_account_id()), 3);
		send_ok(HOTKEY, transfer(Bob, 1));
		assert_eq!(System::account_nonce(HOTKEY.to_account_id()), 4);
	});
}

#[test]
fn subnet_is_kept_out_within_the_limit_between_two_of_them() {
	let mut chain = Chain::local();
	let create = |hotkey| ProtocolCall::register_network { hotkey };
	chain.block(|| {
		root_sets(AdminCall::sudo_set_network_rate_limit { rate_limit: 10 });
		// None was created yet.
		send_ok(Bob, create(hotkey(Bob)));
		assert_code(Charlie, create(hotkey(Charlie)), 6);
	});
	chain.run(7);
	chain.block(|| assert_code(Charlie, create(hotkey(Charlie)), 6));
	chain.block(|| {
		assert_let_in_later(Charlie, create(hotkey(Charlie)), 6);
		// This one is let in, and fails there for a fee.
		let with_identity = ProtocolCall::register_network_with_identity { hotkey: hotkey(Charlie), identity: None };
		assert!(send(Charlie, with_identity).unwrap().is_err());
	});
	chain.block(|| {
		send_ok(Charlie, create(hotkey(Charlie)));
		assert_eq!(LastRateLimitedBlock::<Runtime>::iter().count(), 1);
	});
}

#[test]
fn calls_with_other_faults_are_let_in_and_pay() {
	let mut chain = scene();
	chain.block(|| {
		let before = free(&coldkey(Bob));
		let hopeless = ProtocolCall::burned_register { netuid: NetUid::new(99), hotkey: hotkey(Bob) };
		assert!(send(Bob, hopeless).unwrap().is_err());
		assert!(free(&coldkey(Bob)) < before);
	});
}

#[test]
fn registration_costs_price_and_fee_to_the_rao() {
	let mut chain = Chain::local();
	chain.block(|| {
		let subnet_account = pallet_issuance::Pallet::<Runtime>::subnet_account(FIRST);
		let holdings = || (free(&coldkey(Bob)), free(&subnet_account), Balances::total_issuance());
		let before = holdings();
		send_ok(Bob, ProtocolCall::burned_register { netuid: FIRST, hotkey: hotkey(Bob) });
		let after = holdings();
		// A tenth of a TAO, of which 0.05035 % are recycled as the pool's fee.
		let (price, swap_fee, fee) = (100_000_000, 50_354, last_fee());
		assert!(fee > 0);
		assert_eq!(after, (before.0 - price - fee, before.1 + price - swap_fee, before.2 - swap_fee - fee));
		assert_eq!(before.0 - after.0, (after.1 - before.1) + (before.2 - after.2));
	});
}

#[test]
fn free_call_is_kept_out_while_safe_mode_forbids_it() {
	let mut chain = scene();
	chain.block(|| root_sets(pallet_safe_mode::Call::<Runtime>::force_enter {}));
	chain.block(|| {
		// It would fail again and again for nothing.
		for call in [axon_tls(FIRST, 9, 9, 4), prometheus(FIRST, 9, 9, 4)] {
			assert_call_kept_out(HOTKEY, call, InvalidTransaction::Call);
		}
		send_ok(HOTKEY, axon(FIRST, 9, 9, 4));
	});
}

#[test]
fn announcements_and_weights_are_the_only_calls_of_the_protocol_that_are_free() {
	use codec::Decode;
	use frame_support::traits::{GetCallIndex, PalletInfoAccess};
	fn free_calls<Call: GetCallIndex, Pallet: PalletInfoAccess>() -> Vec<u8> {
		let is_free = |index: &u8| {
			let mut bytes = vec![Pallet::index() as u8, *index];
			bytes.resize(500, 0);
			let call = RuntimeCall::decode(&mut bytes.as_slice()).expect("arguments of zeros are arguments");
			call.get_dispatch_info().pays_fee == Pays::No
		};
		Call::get_call_indices().iter().copied().filter(is_free).collect()
	}
	scene().look(|| {
		let announcements = [4, 5, 40];
		let about_weights = [0, 80, 96, 97, 98, 100, 113, 115, 116, 117, 118, 119];
		let mut free = [&announcements[..], &about_weights].concat();
		free.sort_unstable();
		assert_eq!(free_calls::<ProtocolCall, taonet_runtime::SubtensorModule>(), free);
		assert!(free_calls::<AdminCall, taonet_runtime::AdminUtils>().is_empty());
		assert!(free_calls::<pallet_swap::Call<Runtime>, taonet_runtime::Swap>().is_empty());
	});
}

#[test]
fn checks_of_the_pool_are_paid_for_by_whom_they_concern() {
	use sp_runtime::traits::TransactionExtension;
	use taonet_runtime::extensions::SubtensorTransactionExtension;
	Chain::local().look(|| {
		let weight = |call: &RuntimeCall| SubtensorTransactionExtension.weight(call);
		// Whether the coldkey is swapping is asked of everybody, the rest of calls of the protocol alone.
		assert_eq!(weight(&transfer(Bob, 1)), taonet_runtime::extensions::call_tree_weight(&transfer(Bob, 1)));
		assert!(weight(&axon(FIRST, 9, 9, 4)).ref_time() > weight(&transfer(Bob, 1)).ref_time());
	});
}
