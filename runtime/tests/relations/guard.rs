//! Staking 11, satellites 10.3 and 10.5: what an account may sign whose coldkey swap is announced or disputed, wherever in an
//! extrinsic the call stands.

use crate::{
	chain::{address, send, send_ok, transfer, Chain},
	kit::{account, call, coldkey, endow, error, root, undone, ProtocolCall},
	offers::{assert_kept_out, assert_let_in},
};
use codec::{Decode, Encode};
use frame_support::traits::{GetCallIndex, GetCallMetadata, PalletInfoAccess};
use pallet_protocol::{ColdkeySwapAnnouncements, ColdkeySwapDisputes, Error};
use pallet_staking::ColdkeyTransits;
use pallet_utility::derivative_account_id;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _, TransactionExtension},
	transaction_validity::InvalidTransaction,
	DispatchError, DispatchResult,
};
use taonet_runtime::{
	extensions::{call_tree_weight, check_call_tree, every_call, SubtensorTransactionExtension},
	AccountId, AdminUtils, Balances, Multisig, OriginCaller, Proxy, ProxyType, Runtime, RuntimeCall, RuntimeEvent,
	SubtensorModule, System, Utility,
};

type MultisigCall = pallet_multisig::Call<Runtime>;
type ProxyCall = pallet_proxy::Call<Runtime>;
type SudoCall = pallet_sudo::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

/// `ColdkeyInSwapSchedule`.
const ANNOUNCED: u8 = 0;
/// `ColdkeySwapDisputed`.
const DISPUTED: u8 = 21;

/// What a coldkey may do that has announced its swap.
const ALLOWED: [&str; 4] =
	["announce_coldkey_swap", "swap_coldkey_announced", "dispute_coldkey_swap", "clear_coldkey_swap_announcement"];

/// Bob has announced that Eve takes his place. Charlie may do everything for him.
fn scene() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		let everything = ProxyCall::add_proxy { delegate: address(Charlie), proxy_type: ProxyType::Any, delay: 0 };
		assert_eq!(call(&coldkey(Bob), everything), Ok(()));
		assert_eq!(call(&coldkey(Bob), announce()), Ok(()));
	});
	chain
}

/// The same, and he disputes it.
fn disputed_scene() -> Chain {
	let mut chain = scene();
	chain.block(|| assert_eq!(call(&coldkey(Bob), ProtocolCall::dispute_coldkey_swap {}), Ok(())));
	chain
}

fn announce() -> RuntimeCall {
	ProtocolCall::announce_coldkey_swap { new_coldkey_hash: BlakeTwo256::hash_of(&coldkey(Eve)) }.into()
}

fn dispute() -> RuntimeCall {
	ProtocolCall::dispute_coldkey_swap {}.into()
}

/// The calls about the swap.
fn allowed_calls() -> [RuntimeCall; 4] {
	[
		announce(),
		ProtocolCall::swap_coldkey_announced { new_coldkey: coldkey(Eve) }.into(),
		dispute(),
		ProtocolCall::clear_coldkey_swap_announcement {}.into(),
	]
}

fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![] }.into()
}

fn proxied(real: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	ProxyCall::proxy { real: address(real), force_proxy_type: None, call: Box::new(call) }.into()
}

fn derivative(index: u16, call: RuntimeCall) -> RuntimeCall {
	UtilityCall::as_derivative { index, call: Box::new(call) }.into()
}

fn if_else(main: RuntimeCall, fallback: RuntimeCall) -> RuntimeCall {
	UtilityCall::if_else { main: Box::new(main), fallback: Box::new(fallback) }.into()
}

fn sudo(call: RuntimeCall) -> RuntimeCall {
	SudoCall::sudo { call: Box::new(call) }.into()
}

fn sudo_as(who: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	SudoCall::sudo_as { who: address(who), call: Box::new(call) }.into()
}

fn signed_by(who: Sr25519Keyring) -> Box<OriginCaller> {
	Box::new(OriginCaller::system(frame_system::RawOrigin::Signed(coldkey(who))))
}

/// Those beside `signer`, in their order.
fn others(signer: Sr25519Keyring, all: &[Sr25519Keyring]) -> Vec<AccountId> {
	let mut others: Vec<_> = all.iter().filter(|key| **key != signer).copied().map(coldkey).collect();
	others.sort();
	others
}

fn multisig(signatories: &[Sr25519Keyring], threshold: u16) -> AccountId {
	let mut accounts: Vec<_> = signatories.iter().copied().map(coldkey).collect();
	accounts.sort();
	Multisig::multi_account_id(&accounts, threshold)
}

fn as_multi(signer: Sr25519Keyring, all: &[Sr25519Keyring], threshold: u16, call: RuntimeCall) -> RuntimeCall {
	let other_signatories = others(signer, all);
	let (call, max_weight) = (Box::new(call), Default::default());
	MultisigCall::as_multi { threshold, other_signatories, maybe_timepoint: None, call, max_weight }.into()
}

fn as_multi_of_one(signer: Sr25519Keyring, all: &[Sr25519Keyring], call: RuntimeCall) -> RuntimeCall {
	let other_signatories = others(signer, all);
	MultisigCall::as_multi_threshold_1 { other_signatories, call: Box::new(call) }.into()
}

/// Who signs the outermost call, and what it wraps around one of Bob's.
type Path = (&'static str, Sr25519Keyring, fn(RuntimeCall) -> RuntimeCall);

/// Every way in which somebody else's extrinsic makes Bob sign a call.
fn paths() -> Vec<Path> {
	vec![
		("proxy", Charlie, |call| proxied(Bob, call)),
		("proxy_announced", Charlie, |call| {
			let (delegate, real) = (address(Charlie), address(Bob));
			ProxyCall::proxy_announced { delegate, real, force_proxy_type: None, call: Box::new(call) }.into()
		}),
		("proxy in proxy", Dave, |call| proxied(Charlie, proxied(Bob, call))),
		("batch", Charlie, |call| UtilityCall::batch { calls: vec![remark(), proxied(Bob, call)] }.into()),
		("batch_all", Charlie, |call| UtilityCall::batch_all { calls: vec![remark(), proxied(Bob, call)] }.into()),
		("force_batch", Charlie, |call| UtilityCall::force_batch { calls: vec![remark(), proxied(Bob, call)] }.into()),
		("batch in proxy", Dave, |call| {
			proxied(Charlie, UtilityCall::batch { calls: vec![remark(), proxied(Bob, call)] }.into())
		}),
		("if_else", Charlie, |call| if_else(proxied(Bob, call), remark())),
		("if_else, where the first fails", Charlie, |call| if_else(remark(), proxied(Bob, call))),
		("as_derivative", Charlie, |call| derivative(0, proxied(Bob, call))),
		("as_multi", Charlie, |call| as_multi(Charlie, &[Charlie, Dave], 2, proxied(Bob, call))),
		("as_multi_threshold_1", Charlie, |call| as_multi_of_one(Charlie, &[Charlie, Dave], proxied(Bob, call))),
		("sudo_as", Alice, |call| sudo_as(Bob, call)),
		("sudo_as by root", Alice, |call| sudo(sudo_as(Bob, call))),
		("dispatch_as", Alice, |call| {
			sudo(UtilityCall::dispatch_as { as_origin: signed_by(Bob), call: Box::new(call) }.into())
		}),
		("dispatch_as_fallible", Alice, |call| {
			sudo(UtilityCall::dispatch_as_fallible { as_origin: signed_by(Bob), call: Box::new(call) }.into())
		}),
		("with_weight", Alice, |call| {
			let (call, weight) = (Box::new(sudo_as(Bob, call)), Default::default());
			sudo(UtilityCall::with_weight { call, weight }.into())
		}),
		("sudo_unchecked_weight", Alice, |call| {
			SudoCall::sudo_unchecked_weight { call: Box::new(sudo_as(Bob, call)), weight: Default::default() }.into()
		}),
		("a batch of root's", Alice, |call| {
			sudo(UtilityCall::batch { calls: vec![remark(), sudo_as(Bob, call)] }.into())
		}),
	]
}

#[track_caller]
fn assert_code(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	assert_kept_out(signer, call, InvalidTransaction::Custom(code));
}

/// Every call of a pallet with arguments of zeros, and its name.
fn calls_of<Call: GetCallIndex, Pallet: PalletInfoAccess>() -> Vec<(&'static str, RuntimeCall)> {
	let decoded = |index: &u8| {
		let mut bytes = vec![u8::try_from(Pallet::index()).unwrap(), *index];
		bytes.resize(500, 0);
		let call = RuntimeCall::decode(&mut bytes.as_slice()).expect("arguments of zeros are arguments");
		(call.get_call_metadata().function_name, call)
	};
	Call::get_call_indices().iter().map(decoded).collect()
}

fn calls_of_many_pallets() -> Vec<(&'static str, RuntimeCall)> {
	[
		calls_of::<ProtocolCall, SubtensorModule>(),
		calls_of::<pallet_admin_utils::Call<Runtime>, AdminUtils>(),
		calls_of::<pallet_balances::Call<Runtime>, Balances>(),
		calls_of::<frame_system::Call<Runtime>, System>(),
		calls_of::<ProxyCall, Proxy>(),
		calls_of::<UtilityCall, Utility>(),
		calls_of::<MultisigCall, Multisig>(),
	]
	.concat()
}

#[test]
fn announced_coldkey_signs_calls_about_the_swap_and_no_others() {
	scene().look(|| {
		for (name, call) in calls_of_many_pallets() {
			let expected = if ALLOWED.contains(&name) { Ok(()) } else { error(Error::ColdkeySwapAnnounced) };
			assert_eq!(check_call_tree(&coldkey(Bob), &call), expected, "{name}");
		}
		assert_eq!(calls_of_many_pallets().iter().filter(|(name, _)| ALLOWED.contains(name)).count(), 4);
	});
}

#[test]
fn disputed_coldkey_signs_nothing() {
	disputed_scene().look(|| {
		for (name, call) in calls_of_many_pallets() {
			assert_eq!(check_call_tree(&coldkey(Bob), &call), error(Error::ColdkeySwapDisputed), "{name}");
		}
	});
}

#[test]
fn other_coldkeys_sign_what_they_like() {
	for mut chain in [scene(), disputed_scene()] {
		chain.look(|| {
			for (name, call) in calls_of_many_pallets() {
				assert_eq!(check_call_tree(&coldkey(Dave), &call), Ok(()), "{name}");
			}
		});
	}
}

#[test]
fn call_of_an_announced_coldkey_is_kept_out_by_its_number() {
	scene().block(|| {
		assert_code(Bob, transfer(Dave, 1), ANNOUNCED);
		assert_code(Bob, remark(), ANNOUNCED);
		for call in allowed_calls() {
			assert_let_in(Bob, call);
		}
	});
	disputed_scene().block(|| {
		assert_code(Bob, transfer(Dave, 1), DISPUTED);
		for call in allowed_calls() {
			assert_code(Bob, call, DISPUTED);
		}
	});
}

#[test]
fn call_of_an_announced_coldkey_is_kept_out_by_whatever_way_it_comes() {
	scene().block(|| {
		for (name, signer, wrap) in paths() {
			assert_eq!(
				check_call_tree(&coldkey(signer), &wrap(transfer(Dave, 1))),
				error(Error::ColdkeySwapAnnounced),
				"{name}"
			);
			assert_code(signer, wrap(transfer(Dave, 1)), ANNOUNCED);
			// A wrapper of his own is none of the four, whatever it wraps.
			assert_code(signer, wrap(UtilityCall::batch { calls: vec![dispute()] }.into()), ANNOUNCED);
			assert_code(signer, wrap(proxied(Dave, dispute())), ANNOUNCED);
			for call in allowed_calls() {
				assert_let_in(signer, wrap(call));
			}
		}
	});
}

#[test]
fn call_of_a_disputed_coldkey_is_kept_out_by_whatever_way_it_comes() {
	disputed_scene().block(|| {
		for (_, signer, wrap) in paths() {
			assert_code(signer, wrap(transfer(Dave, 1)), DISPUTED);
			for call in allowed_calls() {
				assert_code(signer, wrap(call), DISPUTED);
			}
		}
	});
}

#[test]
fn ways_are_open_when_nothing_is_announced() {
	Chain::local().block(|| {
		for (_, signer, wrap) in paths() {
			assert_let_in(signer, wrap(transfer(Dave, 1)));
		}
	});
}

#[test]
fn wrapper_of_an_announced_coldkey_is_kept_out_whoever_signs_what_it_wraps() {
	scene().block(|| {
		for call in [
			UtilityCall::batch { calls: vec![] }.into(),
			UtilityCall::batch { calls: vec![dispute()] }.into(),
			UtilityCall::batch_all { calls: vec![dispute()] }.into(),
			UtilityCall::force_batch { calls: vec![dispute()] }.into(),
			if_else(dispute(), dispute()),
			derivative(0, remark()),
			proxied(Dave, remark()),
			as_multi(Bob, &[Bob, Dave], 2, remark()),
			as_multi_of_one(Bob, &[Bob, Dave], remark()),
		] {
			assert_code(Bob, call, ANNOUNCED);
		}
	});
}

/// An account announces its swap.
fn announces(account: &AccountId) {
	endow(account, 1);
	assert_eq!(call(account, announce()), Ok(()));
}

#[test]
fn derived_account_that_has_announced_is_held_back() {
	Chain::local().block(|| {
		announces(&derivative_account_id(coldkey(Charlie), 7));
		assert_code(Charlie, derivative(7, remark()), ANNOUNCED);
		assert_let_in(Charlie, derivative(7, dispute()));
		assert_let_in(Charlie, derivative(8, remark()));
		assert_let_in(Dave, derivative(7, remark()));
		assert_let_in(Charlie, remark());
		// What derives from a derived account is another one.
		announces(&derivative_account_id(derivative_account_id(coldkey(Charlie), 1), 2));
		assert_code(Charlie, derivative(1, derivative(2, remark())), ANNOUNCED);
		assert_let_in(Charlie, derivative(2, derivative(1, remark())));
		// Root derives nothing, and the call fails.
		assert_let_in(Alice, sudo(derivative(7, remark())));
	});
}

#[test]
fn multisig_that_has_announced_is_held_back() {
	let all = [Charlie, Dave, Eve];
	Chain::local().block(|| {
		announces(&multisig(&all, 2));
		for signer in all {
			assert_code(signer, as_multi(signer, &all, 2, remark()), ANNOUNCED);
			assert_let_in(signer, as_multi(signer, &all, 2, dispute()));
			assert_let_in(signer, as_multi(signer, &all, 3, remark()));
			assert_let_in(signer, as_multi_of_one(signer, &all, remark()));
		}
		announces(&multisig(&all, 1));
		for signer in all {
			assert_code(signer, as_multi_of_one(signer, &all, remark()), ANNOUNCED);
			assert_let_in(signer, as_multi_of_one(signer, &all, dispute()));
		}
		// Who agrees to a hash makes no call.
		let (other_signatories, max_weight) = (others(Charlie, &all), Default::default());
		assert_let_in(
			Charlie,
			MultisigCall::approve_as_multi {
				threshold: 2,
				other_signatories,
				maybe_timepoint: None,
				call_hash: [0; 32],
				max_weight,
			},
		);
	});
}

#[test]
fn multisig_acts_no_more_when_it_announces_between_two_signatures() {
	let pair = [Charlie, Dave];
	let mut chain = Chain::local();
	let account = multisig(&pair, 2);
	let agree = |signer, maybe_timepoint| MultisigCall::as_multi {
		threshold: 2,
		other_signatories: others(signer, &pair),
		maybe_timepoint,
		call: Box::new(transfer(Eve, 1)),
		max_weight: frame_support::weights::Weight::from_parts(10_000_000_000, 100_000),
	};
	let asked = chain.block(|| {
		endow(&account, 1);
		let timepoint = Multisig::timepoint();
		assert_eq!(call(&coldkey(Charlie), agree(Charlie, None)), Ok(()));
		assert_eq!(call(&account, announce()), Ok(()));
		timepoint
	});
	chain.block(|| assert_code(Dave, agree(Dave, Some(asked)), ANNOUNCED));
}

#[test]
fn root_is_not_held_back() {
	scene().block(|| {
		let dest = address(Dave);
		let take = pallet_balances::Call::<Runtime>::force_transfer { source: address(Bob), dest, value: 1 };
		send_ok(Alice, sudo(take.into()));
		assert_let_in(Alice, sudo(UtilityCall::batch { calls: vec![transfer(Dave, 1)] }.into()));
		assert_let_in(Alice, sudo(ProtocolCall::reset_coldkey_swap { coldkey: coldkey(Bob) }.into()));
	});
}

#[test]
fn sudo_key_is_held_back_when_it_has_announced_its_own_swap() {
	Chain::local().block(|| {
		assert_eq!(call(&coldkey(Alice), announce()), Ok(()));
		assert_code(Alice, sudo(remark()), ANNOUNCED);
		assert_code(Alice, sudo_as(Dave, remark()), ANNOUNCED);
	});
}

#[test]
fn coldkey_acts_again_when_root_has_reset_its_swap() {
	for mut chain in [scene(), disputed_scene()] {
		chain.block(|| {
			assert_eq!(root(ProtocolCall::reset_coldkey_swap { coldkey: coldkey(Bob) }), Ok(()));
			send_ok(Bob, transfer(Dave, 1));
			for (_, signer, wrap) in paths() {
				assert_let_in(signer, wrap(transfer(Dave, 1)));
			}
		});
	}
}

#[test]
fn coldkey_is_held_back_while_what_it_had_follows_to_another() {
	let mut chain = Chain::local();
	chain.block(|| {
		undone(|| {
			ColdkeyTransits::<Runtime>::insert(coldkey(Bob), coldkey(Eve));
			assert_code(Bob, transfer(Dave, 1), ANNOUNCED);
			assert_code(Charlie, proxied(Bob, transfer(Dave, 1)), ANNOUNCED);
			assert_eq!(call(&coldkey(Bob), announce()), error(Error::ColdkeySwapAnnounced));
			assert_let_in(Eve, transfer(Dave, 1));
		});
		assert_let_in(Bob, transfer(Dave, 1));
	});
}

/// What became of the calls that proxies have made in this block.
fn results() -> Vec<DispatchResult> {
	let results = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	results.collect()
}

#[test]
fn dispute_stops_a_swap_that_comes_after_it_in_the_same_extrinsic() {
	let mut chain = scene();
	let (due, _) = chain.look(|| ColdkeySwapAnnouncements::<Runtime>::get(coldkey(Bob)).unwrap());
	// The block in which it could be announced anew, too.
	chain.skip_to(due + 20);
	chain.block(|| {
		let [announce, swap, dispute, clear] = allowed_calls().map(|call| proxied(Bob, call));
		send_ok(Charlie, UtilityCall::force_batch { calls: vec![dispute, swap, clear, announce] });
		let disputed: DispatchError = Error::<Runtime>::ColdkeySwapDisputed.into();
		assert_eq!(results(), [Ok(()), Err(disputed), Err(disputed), Err(disputed)]);
		assert!(ColdkeySwapDisputes::<Runtime>::contains_key(coldkey(Bob)));
	});
}

#[test]
fn announcement_holds_from_the_next_extrinsic_on() {
	Chain::local().block(|| {
		send_ok(Dave, UtilityCall::batch_all { calls: vec![announce(), transfer(Bob, 1)] });
		assert_code(Dave, transfer(Bob, 1), ANNOUNCED);
	});
}

#[test]
fn extrinsic_that_is_kept_out_costs_nothing() {
	scene().block(|| {
		let before = (Balances::free_balance(coldkey(Bob)), System::account_nonce(coldkey(Bob)));
		assert!(send(Bob, transfer(Dave, 1)).is_err());
		assert_eq!((Balances::free_balance(coldkey(Bob)), System::account_nonce(coldkey(Bob))), before);
	});
}

#[test]
fn every_call_of_an_extrinsic_is_found_with_who_makes_it() {
	let (leaf, alice) = (remark(), coldkey(Alice));
	let derived = derivative_account_id(coldkey(Bob), 3);
	let inner = derivative(3, leaf.clone());
	let proxy = proxied(Bob, inner.clone());
	let root = sudo(leaf.clone());
	let branches = if_else(proxy.clone(), root.clone());
	let outer: RuntimeCall = UtilityCall::batch { calls: vec![branches.clone(), leaf.clone()] }.into();
	let found: Vec<_> = every_call(&alice, &outer).collect();
	let alice = Some(alice);
	let expected = [
		(alice.clone(), &outer),
		(alice.clone(), &branches),
		(alice.clone(), &proxy),
		(Some(coldkey(Bob)), &inner),
		(Some(derived), &leaf),
		(alice.clone(), &root),
		(None, &leaf),
		(alice, &leaf),
	];
	assert_eq!(found, expected);
}

#[test]
fn calls_that_are_found_do_not_depend_on_the_signer() {
	let all = [Charlie, Dave];
	for (name, _, wrap) in paths() {
		let call = wrap(as_multi(Charlie, &all, 2, as_multi_of_one(Dave, &all, derivative(1, remark()))));
		let count = |signer: &AccountId| every_call(signer, &call).count();
		let counts = [coldkey(Charlie), coldkey(Dave), coldkey(Alice), AccountId::new([0; 32])].map(|key| count(&key));
		assert!(counts.iter().all(|count| *count == counts[0]), "{name}: {counts:?}");
		assert!(counts[0] >= 4, "{name}");
	}
}

/// More signatories than a multisig may have.
#[test]
fn call_of_an_impossible_multisig_is_not_looked_into() {
	let other_signatories: Vec<_> = (0..100).map(account).collect();
	let impossible: RuntimeCall =
		MultisigCall::as_multi_threshold_1 { other_signatories, call: Box::new(remark()) }.into();
	assert_eq!(every_call(&coldkey(Alice), &impossible).count(), 1);
}

#[test]
fn guard_is_paid_for_call_by_call_and_caller_by_caller() {
	Chain::local().look(|| {
		let read = <Runtime as frame_system::Config>::DbWeight::get().reads(1).ref_time();
		let weight = |call: &RuntimeCall| call_tree_weight(call).ref_time();
		let batch = |count| RuntimeCall::from(UtilityCall::batch { calls: vec![remark(); count] });
		let call = weight(&batch(1)) - weight(&batch(0));
		assert!(call > 0);
		assert_eq!(weight(&batch(1_000)) - weight(&batch(0)), 1_000 * call);
		// Who signs the extrinsic costs two reads.
		assert_eq!(weight(&remark()), 2 * read + call);
		// And so does everybody else.
		let caller = weight(&proxied(Bob, remark())) - weight(&remark());
		assert!(caller >= 2 * read + call);
		let deep = (0..100).fold(remark(), |call, index| derivative(index, call));
		assert_eq!(weight(&deep), weight(&remark()) + 100 * caller);
		assert!(SubtensorTransactionExtension.weight(&deep).ref_time() >= weight(&deep));
	});
}

#[test]
fn large_extrinsic_is_looked_at_as_a_whole() {
	scene().block(|| {
		let mut calls = vec![remark(); 5_000];
		calls.push(proxied(Bob, remark()));
		let call = RuntimeCall::from(UtilityCall::force_batch { calls });
		assert!(call.encoded_size() > 10_000);
		assert_code(Charlie, call, ANNOUNCED);
		let deep = (0..100).fold(proxied(Bob, remark()), |call, index| derivative(index, call));
		assert_code(Charlie, deep, ANNOUNCED);
	});
}
