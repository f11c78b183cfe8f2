//! Satellites §4: lists of proxies and announcements, what they cost, and what is told of what a proxy does.

use crate::{
	chain::{address, free, last_fee, send, send_ok, transfer, Chain},
	kit::{account, call, coldkey, undone},
};
use frame_support::traits::ReservableCurrency;
use pallet_proxy::{
	Announcements, DepositKind, Error, Event, LastCallResult, Pallet, Proxies, ProxyDefinition, RealPaysFee,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};
use taonet_runtime::{
	AccountId, Balance, Balances,
	ProxyType::{self, *},
	Runtime, RuntimeCall, RuntimeEvent, System, TAO,
};

type ProxyCall = pallet_proxy::Call<Runtime>;

/// What the wire says of deposits, in RAO.
const PROXY_DEPOSITS: (Balance, Balance) = (60_000_000, 33_000_000);
const ANNOUNCEMENT_DEPOSITS: (Balance, Balance) = (36_000_000, 68_000_000);

fn add(delegate: &AccountId, proxy_type: ProxyType, delay: u32) -> ProxyCall {
	ProxyCall::add_proxy { delegate: delegate.clone().into(), proxy_type, delay }
}

fn proxied(real: &AccountId, call: RuntimeCall) -> RuntimeCall {
	ProxyCall::proxy { real: real.clone().into(), force_proxy_type: None, call: Box::new(call) }.into()
}

fn announced(call: RuntimeCall) -> ProxyCall {
	let (delegate, real) = (address(Bob), address(Alice));
	ProxyCall::proxy_announced { delegate, real, force_proxy_type: None, call: Box::new(call) }
}

fn announce(call: &RuntimeCall) -> ProxyCall {
	ProxyCall::announce { real: address(Alice), call_hash: BlakeTwo256::hash_of(call) }
}

fn refused(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

fn reserved(account: &AccountId) -> Balance {
	Balances::reserved_balance(account)
}

/// What this pallet has told in this block.
fn events() -> Vec<Event<Runtime>> {
	let records = System::events().into_iter();
	let told = records.filter_map(|record| match record.event {
		RuntimeEvent::Proxy(event) => Some(event),
		_ => None,
	});
	told.collect()
}

/// The pure account that was made last, and how it can be killed.
fn last_pure() -> (AccountId, ProxyCall) {
	let created = events().into_iter().rev().find_map(|event| match event {
		Event::PureCreated { pure, who, proxy_type, disambiguation_index, at, extrinsic_index } => {
			let (spawner, index) = (who.into(), disambiguation_index);
			Some((pure, ProxyCall::kill_pure { spawner, proxy_type, index, height: at, ext_index: extrinsic_index }))
		},
		_ => None,
	});
	created.expect("one was made")
}

#[test]
fn result_of_the_last_proxied_call_is_kept_until_the_block_ends() {
	let mut chain = Chain::local();
	let (alice, bob) = (coldkey(Alice), coldkey(Bob));
	chain.block(|| {
		send_ok(Alice, add(&bob, Transfer, 0));
		assert_eq!(LastCallResult::<Runtime>::get(&alice), None);
		send_ok(Bob, proxied(&alice, transfer(Charlie, TAO)));
		assert_eq!(LastCallResult::<Runtime>::get(&alice), Some(Ok(())));
		send_ok(Bob, proxied(&alice, frame_system::Call::<Runtime>::remark { remark: vec![] }.into()));
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(LastCallResult::<Runtime>::get(&alice), Some(Err(filtered)));
		assert_eq!(events().last(), Some(&Event::ProxyExecuted { result: Err(filtered) }));
	});
	chain.look(|| assert_eq!(LastCallResult::<Runtime>::iter().count(), 0));
}

#[test]
fn pure_account_is_killed_through_its_proxy_and_its_spawner_gets_the_deposit_back() {
	let mut chain = Chain::local();
	let alice = coldkey(Alice);
	let (pure, kill) = chain.block(|| {
		send_ok(Alice, ProxyCall::create_pure { proxy_type: Any, delay: 0, index: 7 });
		assert_eq!(reserved(&alice), PROXY_DEPOSITS.0 + PROXY_DEPOSITS.1);
		last_pure()
	});
	chain.block(|| {
		// It is what everybody computes: the hash of its making.
		let preimage = (b"modlpy/proxy____", &alice, 1_u32, 1_u32, Any, 7_u16);
		assert_eq!(pure, AccountId::new(BlakeTwo256::hash_of(&preimage).0));
		// Only the pure account itself can be killed, by what has made it.
		assert_eq!(call(&alice, kill.clone()), refused(Error::NoPermission));
		assert_eq!(call(&pure, ProxyCall::set_real_pays_fee { delegate: address(Alice), pays_fee: true }), Ok(()));
		send_ok(Alice, pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: pure.clone().into(), value: TAO });
		send_ok(Alice, proxied(&pure, kill.into()));
		assert!(free(&pure) < TAO, "it has paid for its end");
		let (spawner, proxy_type, disambiguation_index) = (alice.clone(), Any, 7);
		let killed = Event::PureKilled { pure: pure.clone(), spawner, proxy_type, disambiguation_index };
		assert!(events().contains(&killed));
		assert_eq!(reserved(&alice), 0);
		assert!(!RealPaysFee::<Runtime>::contains_key(&pure, &alice));
		assert_eq!(send(Alice, proxied(&pure, transfer(Bob, 1))), Ok(refused(Error::NotProxy)));
	});
}

#[test]
fn poked_deposit_becomes_what_it_costs_today() {
	Chain::local().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		send_ok(Alice, add(&bob, Any, 0));
		let deposit = PROXY_DEPOSITS.0 + PROXY_DEPOSITS.1;
		// Nothing has changed: it pays, and tells nothing.
		send_ok(Alice, ProxyCall::poke_deposit {});
		assert!(last_fee() > 0);
		assert_eq!(events().len(), 1);
		// As if lists had been cheaper when this one was made.
		Proxies::<Runtime>::mutate(&alice, |(_, stored)| *stored = 10_000_000);
		Balances::unreserve(&alice, deposit - 10_000_000);
		let before = free(&alice);
		send_ok(Alice, ProxyCall::poke_deposit {});
		assert_eq!((reserved(&alice), last_fee()), (deposit, 0));
		assert_eq!(free(&alice), before - (deposit - 10_000_000));
		let (who, kind, old_deposit, new_deposit) = (alice, DepositKind::Proxies, 10_000_000, deposit);
		assert_eq!(events().last(), Some(&Event::DepositPoked { who, kind, old_deposit, new_deposit }));
	});
}

#[test]
fn announced_call_waits_for_its_delay() {
	let mut chain = Chain::local();
	let (alice, bob, charlie) = (coldkey(Alice), coldkey(Bob), coldkey(Charlie));
	let gift = transfer(Charlie, TAO);
	chain.block(|| {
		assert_eq!(call(&bob, announce(&gift)), refused(Error::NotProxy));
		send_ok(Alice, add(&bob, Transfer, 2));
		assert_eq!(send(Bob, proxied(&alice, gift.clone())), Ok(refused(Error::Unannounced)));
		assert_eq!(call(&bob, announced(gift.clone())), refused(Error::Unannounced));
		send_ok(Bob, announce(&gift));
		assert_eq!(reserved(&bob), ANNOUNCEMENT_DEPOSITS.0 + ANNOUNCEMENT_DEPOSITS.1);
	});
	chain.block(|| assert_eq!(call(&bob, announced(gift.clone())), refused(Error::Unannounced)));
	chain.block(|| {
		// Another one was not announced.
		assert_eq!(call(&bob, announced(transfer(Charlie, TAO + 1))), refused(Error::Unannounced));
		let before = free(&charlie);
		// Anybody makes it.
		send_ok(Dave, announced(gift.clone()));
		assert_eq!(LastCallResult::<Runtime>::get(&alice), Some(Ok(())));
		assert_eq!((free(&charlie), reserved(&bob)), (before + TAO, 0));
		// Once.
		assert_eq!(call(&bob, announced(gift.clone())), refused(Error::Unannounced));
	});
}

#[test]
fn announcement_is_taken_back_by_the_delegate_or_rejected_by_the_real_account() {
	Chain::local().block(|| {
		let bob = coldkey(Bob);
		let gift = transfer(Charlie, TAO);
		let call_hash = BlakeTwo256::hash_of(&gift);
		let take_back = ProxyCall::remove_announcement { real: address(Alice), call_hash };
		let reject = ProxyCall::reject_announcement { delegate: address(Bob), call_hash };
		send_ok(Alice, add(&bob, Transfer, 1));
		for (signer, other, forget) in [(Bob, Alice, take_back), (Alice, Bob, reject)] {
			send_ok(Bob, announce(&gift));
			assert_eq!(call(&coldkey(other), forget.clone()), refused(Error::NotFound));
			send_ok(signer, forget.clone());
			assert!(!Announcements::<Runtime>::contains_key(&bob));
			assert_eq!((reserved(&bob), call(&coldkey(signer), forget)), (0, refused(Error::NotFound)));
		}
	});
}

#[test]
fn account_has_twenty_proxies_and_a_delegate_seventy_five_announcements() {
	Chain::local().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		for number in 1..20 {
			assert_eq!(call(&alice, add(&account(number), Staking, 0)), Ok(()));
		}
		assert_eq!(call(&alice, add(&bob, Transfer, 5)), Ok(()));
		assert_eq!(call(&alice, add(&account(21), Staking, 0)), refused(Error::TooMany));
		assert_eq!(reserved(&alice), PROXY_DEPOSITS.0 + 20 * PROXY_DEPOSITS.1);

		for value in 0..75 {
			assert_eq!(call(&bob, announce(&transfer(Charlie, value))), Ok(()));
		}
		assert_eq!(call(&bob, announce(&transfer(Charlie, 75))), refused(Error::TooMany));
		assert_eq!(reserved(&bob), ANNOUNCEMENT_DEPOSITS.0 + 75 * ANNOUNCEMENT_DEPOSITS.1);
		assert_eq!(call(&alice, ProxyCall::remove_proxies {}), Ok(()));
		assert_eq!(reserved(&alice), 0);
	});
}

#[test]
fn proxy_is_one_account_of_one_type_and_delay() {
	Chain::local().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		assert_eq!(call(&alice, add(&alice, Any, 0)), refused(Error::NoSelfProxy));
		assert_eq!(call(&alice, add(&bob, Staking, 0)), Ok(()));
		assert_eq!(call(&alice, add(&bob, Staking, 0)), refused(Error::Duplicate));
		assert_eq!(call(&alice, add(&bob, Transfer, 0)), Ok(()));
		let remove = |delay| ProxyCall::remove_proxy { delegate: address(Bob), proxy_type: Transfer, delay };
		assert_eq!(call(&alice, remove(1)), refused(Error::NotFound));
		// The first of several, or the one that is asked for.
		let found = |forced| Pallet::<Runtime>::find_proxy(&alice, &bob, forced);
		let definition = |proxy_type| ProxyDefinition { delegate: bob.clone(), proxy_type, delay: 0 };
		assert_eq!(found(None), Ok(definition(Staking)));
		assert_eq!(found(Some(Transfer)), Ok(definition(Transfer)));
		assert_eq!(found(Some(Any)), Err(Error::<Runtime>::NotProxy.into()));
		assert_eq!(call(&alice, remove(0)), Ok(()));
	});
}

#[test]
fn proxy_manages_only_proxies_that_may_no_more_than_itself() {
	Chain::local().block(|| {
		let (alice, bob) = (coldkey(Alice), coldkey(Bob));
		let filtered = Some(Err(frame_system::Error::<Runtime>::CallFiltered.into()));
		let result = |own, inner: ProxyCall| {
			undone(|| {
				assert_eq!(call(&alice, add(&bob, own, 0)), Ok(()));
				assert_eq!(call(&bob, proxied(&alice, inner.into())), Ok(()));
				LastCallResult::<Runtime>::get(&alice)
			})
		};
		let charlie = coldkey(Charlie);
		assert_eq!(result(NonTransfer, add(&charlie, Staking, 0)), Some(Ok(())));
		assert_eq!(result(NonTransfer, add(&charlie, Transfer, 0)), filtered);
		assert_eq!(result(NonTransfer, ProxyCall::remove_proxies {}), filtered);
		assert_eq!(result(Any, add(&charlie, Transfer, 0)), Some(Ok(())));
		assert_eq!(result(Any, ProxyCall::remove_proxies {}), Some(Ok(())));
		// Who must not part with the account's money must not have it pay fees either.
		let pay = |pays_fee| ProxyCall::set_real_pays_fee { delegate: address(Bob), pays_fee };
		for own in [Any, NonCritical] {
			assert_eq!(result(own, pay(true)), Some(Ok(())));
		}
		for own in [NonTransfer, NonFungible] {
			assert_eq!((result(own, pay(true)), result(own, pay(false))), (filtered, Some(Ok(()))));
		}
	});
}
