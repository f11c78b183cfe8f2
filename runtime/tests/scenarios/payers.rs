//! Satellites §10.4: who pays for what a proxy does.

use crate::{
	chain::{address, free, last_fee, send, send_ok, signed, transfer, Chain, Terms},
	kit::{call, coldkey, root, undone, AdminCall},
	offers::{assert_let_in, assert_unpaid},
};
use frame_support::assert_ok;
use pallet_proxy::{Error, RealPaysFee};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie, Dave};
use taonet_runtime::{
	Executive,
	ProxyType::{self, *},
	Runtime, RuntimeCall, RuntimeEvent, System, TAO,
};

type ProxyCall = pallet_proxy::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![] }.into()
}

fn proxied(real: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	ProxyCall::proxy { real: address(real), force_proxy_type: None, call: Box::new(call) }.into()
}

fn add(real: Sr25519Keyring, delegate: Sr25519Keyring, proxy_type: ProxyType, delay: u32) {
	assert_ok!(call(&coldkey(real), ProxyCall::add_proxy { delegate: address(delegate), proxy_type, delay }));
}

fn pay(real: Sr25519Keyring, delegate: Sr25519Keyring, pays_fee: bool) {
	assert_ok!(call(&coldkey(real), ProxyCall::set_real_pays_fee { delegate: address(delegate), pays_fee }));
}

/// Sends the call, and tells who of these has paid exactly the fee and whom the event names; everybody else has paid nothing.
#[track_caller]
fn payer_of(signer: Sr25519Keyring, call: RuntimeCall) -> Sr25519Keyring {
	let people = [Alice, Bob, Charlie, Dave];
	undone(|| {
		let before = people.map(|person| free(&coldkey(person)));
		let _ = send(signer, call).expect("is let in");
		let lost = people.iter().zip(before).map(|(person, before)| before - free(&coldkey(*person)));
		let payers: Vec<_> = people.iter().zip(lost).filter(|(_, lost)| *lost > 0).collect();
		let [(payer, lost)] = payers[..] else { panic!("{payers:?} have paid") };
		assert_eq!(lost, last_fee());
		let named = System::events().into_iter().any(|record| match record.event {
			RuntimeEvent::TransactionPayment(pallet_transaction_payment::Event::TransactionFeePaid { who, .. }) => {
				who == coldkey(*payer)
			},
			_ => false,
		});
		assert!(named, "the event names somebody else");
		*payer
	})
}

#[test]
fn real_account_pays_for_its_delegate_when_it_has_said_so() {
	Chain::local().block(|| {
		add(Alice, Bob, Any, 0);
		add(Alice, Charlie, Any, 0);
		assert_eq!(payer_of(Bob, proxied(Alice, remark())), Bob);
		pay(Alice, Bob, true);
		assert_eq!(payer_of(Bob, proxied(Alice, remark())), Alice);
		// For this one, for what it does for Alice, and until she says no.
		assert_eq!(payer_of(Charlie, proxied(Alice, remark())), Charlie);
		assert_eq!(payer_of(Bob, remark()), Bob);
		assert_eq!(payer_of(Bob, UtilityCall::batch { calls: vec![proxied(Alice, remark())] }.into()), Bob);
		pay(Alice, Bob, false);
		assert_eq!(payer_of(Bob, proxied(Alice, remark())), Bob);
	});
}

#[test]
fn real_account_pays_for_calls_that_fail_too() {
	Chain::local().block(|| {
		add(Alice, Bob, Staking, 0);
		pay(Alice, Bob, true);
		// Whatever the type of the proxy says of it.
		assert_eq!(payer_of(Bob, proxied(Alice, transfer(Charlie, TAO))), Alice);
	});
}

#[test]
fn nobody_pays_for_a_delegate_that_cannot_act() {
	Chain::local().block(|| {
		add(Alice, Bob, Staking, 0);
		add(Alice, Charlie, Any, 10);
		pay(Alice, Bob, true);
		pay(Alice, Charlie, true);
		let of_another_type =
			ProxyCall::proxy { real: address(Alice), force_proxy_type: Some(Transfer), call: Box::new(remark()) };
		assert_eq!(payer_of(Bob, of_another_type.into()), Bob);
		// That one has to announce.
		assert_eq!(payer_of(Charlie, proxied(Alice, remark())), Charlie);
	});
}

#[test]
fn who_adds_a_tip_pays_for_all() {
	Chain::local().block(|| {
		add(Alice, Bob, Any, 0);
		pay(Alice, Bob, true);
		let before = [Alice, Bob].map(|person| free(&coldkey(person)));
		let tipped = signed(Bob, proxied(Alice, remark()), Terms { nonce: 0, tip: TAO });
		assert_ok!(Executive::apply_extrinsic(tipped).unwrap());
		assert!(last_fee() > TAO);
		assert_eq!([Alice, Bob].map(|person| free(&coldkey(person))), [before[0], before[1] - last_fee()]);
	});
}

#[test]
fn payer_must_have_the_means_and_the_delegate_an_account() {
	Chain::local().block(|| {
		send_ok(Alice, transfer(AliceStash, TAO));
		add(AliceStash, Bob, Any, 0);
		pay(AliceStash, Bob, true);
		let call = || proxied(AliceStash, remark());
		assert_let_in(Bob, call());
		let all = pallet_balances::Call::<Runtime>::transfer_all { dest: address(Alice), keep_alive: true };
		assert_ok!(crate::kit::call(&coldkey(AliceStash), all));
		// Bob has a lot, but nobody has asked him.
		assert_unpaid(Bob, call());
		pay(AliceStash, Bob, false);
		assert_let_in(Bob, call());

		// Whose nonce nobody keeps sends nothing that is paid for.
		add(Alice, Sr25519Keyring::BobStash, Any, 0);
		pay(Alice, Sr25519Keyring::BobStash, true);
		assert_unpaid(Sr25519Keyring::BobStash, proxied(Alice, remark()));
		send_ok(Alice, transfer(Sr25519Keyring::BobStash, 500));
		send_ok(Sr25519Keyring::BobStash, proxied(Alice, remark()));
		assert_eq!(free(&coldkey(Sr25519Keyring::BobStash)), 500);
	});
}

/// Bob is the delegate of Alice, and she of Charlie; both pay.
fn chain_of_proxies(of_bob: ProxyType) {
	add(Alice, Bob, of_bob, 0);
	add(Charlie, Alice, Any, 0);
	pay(Alice, Bob, true);
	pay(Charlie, Alice, true);
}

#[test]
fn inner_real_account_pays_when_it_pays_for_the_outer_one() {
	Chain::local().block(|| {
		chain_of_proxies(Any);
		let nested = || proxied(Alice, proxied(Charlie, remark()));
		assert_eq!(payer_of(Bob, nested()), Charlie);
		pay(Charlie, Alice, false);
		assert_eq!(payer_of(Bob, nested()), Alice);
		// It begins with the outer one.
		pay(Charlie, Alice, true);
		pay(Alice, Bob, false);
		assert_eq!(payer_of(Bob, nested()), Bob);
	});
}

#[test]
fn nobody_looks_deeper_than_the_second_proxy() {
	Chain::local().block(|| {
		chain_of_proxies(Any);
		add(Dave, Charlie, Any, 0);
		pay(Dave, Charlie, true);
		assert_eq!(payer_of(Bob, proxied(Alice, proxied(Charlie, proxied(Dave, remark())))), Charlie);
	});
}

#[test]
fn inner_real_account_pays_for_a_batch_that_is_all_for_it() {
	Chain::local().block(|| {
		chain_of_proxies(Any);
		add(Dave, Alice, Any, 0);
		let batches: [fn(Vec<RuntimeCall>) -> UtilityCall; 3] = [
			|calls| UtilityCall::batch { calls },
			|calls| UtilityCall::batch_all { calls },
			|calls| UtilityCall::force_batch { calls },
		];
		for batch in batches {
			let payer = |calls| payer_of(Bob, proxied(Alice, batch(calls).into()));
			assert_eq!(payer(vec![proxied(Charlie, remark()), proxied(Charlie, remark())]), Charlie);
			assert_eq!(payer(vec![proxied(Charlie, remark()), proxied(Dave, remark())]), Alice);
			assert_eq!(payer(vec![proxied(Charlie, remark()), remark()]), Alice);
			assert_eq!(payer(vec![]), Alice);
		}
	});
}

#[test]
fn inner_real_account_does_not_pay_for_what_the_outer_proxy_may_not_do() {
	Chain::local().block(|| {
		chain_of_proxies(Staking);
		assert_eq!(payer_of(Bob, proxied(Alice, proxied(Charlie, remark()))), Alice);
		let batch = UtilityCall::batch { calls: vec![proxied(Charlie, remark())] };
		assert_eq!(payer_of(Bob, proxied(Alice, batch.into())), Alice);
	});
}

#[test]
fn real_account_pays_only_for_its_proxies_and_as_long_as_they_are() {
	Chain::local().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		for pays_fee in [true, false] {
			let set = ProxyCall::set_real_pays_fee { delegate: address(Bob), pays_fee };
			assert_eq!(call(&alice, set), Err(Error::<Runtime>::NotFound.into()));
		}
		let remove = |proxy_type| ProxyCall::remove_proxy { delegate: address(Bob), proxy_type, delay: 0 };
		let pays = || RealPaysFee::<Runtime>::contains_key(&alice, &bob);
		add(Alice, Bob, Any, 0);
		add(Alice, Bob, Staking, 0);
		pay(Alice, Bob, true);
		assert_ok!(call(&alice, remove(Any)));
		assert!(pays(), "it is a proxy still");
		assert_ok!(call(&alice, remove(Staking)));
		assert!(!pays());

		add(Alice, Bob, Any, 0);
		pay(Alice, Bob, true);
		assert_ok!(call(&alice, ProxyCall::remove_proxies {}));
		assert!(!pays());
		// It does not come back with the proxy.
		add(Alice, Bob, Any, 0);
		assert_eq!(payer_of(Bob, proxied(Alice, remark())), Bob);
	});
}

#[test]
fn real_account_pays_in_tao_alone() {
	// A call that touches stake pays with it where it stands alone; a proxy's does not.
	Chain::local().block(|| {
		send_ok(Alice, transfer(AliceStash, 3 * TAO));
		let (netuid, hotkey) = (taonet_types::NetUid::new(1), coldkey(Dave));
		let stash = coldkey(AliceStash);
		let protocol = |call: pallet_protocol::Call<Runtime>| RuntimeCall::from(call);
		assert_ok!(root(AdminCall::sudo_set_subtoken_enabled { netuid, subtoken_enabled: true }));
		let register = pallet_protocol::Call::burned_register { netuid, hotkey: hotkey.clone() };
		assert_ok!(call(&coldkey(Alice), register));
		let amount_staked = taonet_types::TaoBalance::new(TAO);
		let stake = pallet_protocol::Call::add_stake { hotkey: hotkey.clone(), netuid, amount_staked };
		assert_ok!(call(&stash, stake));
		add(AliceStash, Bob, Any, 0);
		pay(AliceStash, Bob, true);
		let all = pallet_balances::Call::<Runtime>::transfer_all { dest: address(Alice), keep_alive: true };
		assert_ok!(call(&stash, all));
		let unstake = || protocol(pallet_protocol::Call::unstake_all { hotkey: hotkey.clone() });
		assert_let_in(AliceStash, unstake());
		assert_unpaid(Bob, proxied(AliceStash, unstake()));
	});
}
