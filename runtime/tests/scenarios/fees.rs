//! Economics §16: what an extrinsic costs and where the money goes.

use crate::chain::{address, announced_fee, free, last_fee, send, send_ok, signed, transfer, Chain, Terms};
use codec::Encode;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::{Weight, WeightToFee as _},
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, One, Two};
use sp_runtime::{traits::TransactionExtension, transaction_validity::TransactionSource};
use taonet_runtime::{
	configs::BlockWeights, extensions::SudoTransactionExtension, fees::WeightToFee, Balance, Balances, Executive,
	Runtime, RuntimeCall, System, TAO,
};
use taonet_types::NetUid;

#[test]
fn computation_costs_half_a_milli_rao_a_picosecond() {
	let fee = |ref_time| WeightToFee::weight_to_fee(&Weight::from_parts(ref_time, 0));
	assert_eq!(fee(100_000_000), 50_000);
	assert_eq!(fee(1_000_000_000_000), TAO / 2);
	// To the nearest RAO, halves down.
	assert_eq!([fee(999), fee(1_000), fee(1_001), fee(2_999), fee(3_000), fee(3_001)], [0, 0, 1, 1, 1, 2]);
}

#[test]
fn fee_is_base_plus_bytes_plus_computation() {
	Chain::local().block(|| {
		let call = transfer(Bob, TAO);
		let extrinsic = signed(Alice, call.clone(), Terms { nonce: 0, tip: 0 });
		let length = Balance::try_from(extrinsic.encoded_size()).unwrap();
		let info = extrinsic.get_dispatch_info();
		let base = BlockWeights::get().get(info.class).base_extrinsic;
		let expected = WeightToFee::weight_to_fee(&base) + length + WeightToFee::weight_to_fee(&info.total_weight());
		assert_eq!(announced_fee(&extrinsic), expected);
		Executive::apply_extrinsic(extrinsic).unwrap().unwrap();
		assert_eq!(last_fee(), expected);
	});
}

#[test]
fn fee_of_computation_is_the_same_in_every_block() {
	let mut chain = Chain::local();
	let mut fee = || {
		chain.block(|| {
			send_ok(Alice, transfer(Bob, TAO));
			last_fee()
		})
	};
	let first = fee();
	assert_eq!([fee(), fee()], [first, first]);
}

#[test]
fn fee_leaves_the_issuance() {
	let mut chain = Chain::local();
	let issuance = chain.look(Balances::total_issuance);
	chain.block(|| {
		let (alice, bob) = (free(&Alice.to_account_id()), free(&Bob.to_account_id()));
		send_ok(Alice, transfer(Bob, 2 * TAO));
		let fee = last_fee();
		assert!(fee > 0);
		assert_eq!(free(&Alice.to_account_id()), alice - 2 * TAO - fee);
		assert_eq!(free(&Bob.to_account_id()), bob + 2 * TAO);
		assert_eq!(Balances::total_issuance(), issuance - fee);
	});
}

#[test]
fn tip_goes_to_the_author_of_the_block() {
	let mut chain = Chain::local();
	chain.block(|| {
		// Slot 1 000 000 is Two's.
		let author = Two.to_account_id();
		let (before, issuance) = (free(&author), Balances::total_issuance());
		Executive::apply_extrinsic(signed(Alice, transfer(Bob, TAO), Terms { nonce: 0, tip: 7_000 })).unwrap().unwrap();
		assert_eq!(free(&author), before + 7_000);
		assert_eq!(Balances::total_issuance(), issuance - (last_fee() - 7_000));
	});
}

#[test]
fn tip_is_recycled_when_the_author_cannot_receive_it() {
	let mut chain = Chain::local();
	chain.block(|| {
		let nothing = pallet_balances::Call::<Runtime>::transfer_all { dest: address(Alice), keep_alive: false };
		send_ok(Two, nothing);
		assert_eq!(free(&Two.to_account_id()), 0);
		let issuance = Balances::total_issuance();
		// Below the existential deposit of 500 RAO.
		Executive::apply_extrinsic(signed(Alice, transfer(Bob, TAO), Terms { nonce: 0, tip: 499 })).unwrap().unwrap();
		assert_eq!(free(&Two.to_account_id()), 0);
		assert_eq!(Balances::total_issuance(), issuance - last_fee());
	});
}

#[test]
fn fee_is_charged_when_the_call_fails() {
	Chain::local().block(|| {
		let before = free(&Bob.to_account_id());
		let too_much = transfer(Alice, before);
		send(Bob, too_much).expect("is valid").expect_err("asks for more than Bob has");
		assert_eq!(free(&Bob.to_account_id()), before - last_fee());
	});
}

#[test]
fn dust_leaves_the_issuance() {
	Chain::local().block(|| {
		let bob = Bob.to_account_id();
		let close = |value| pallet_balances::Call::<Runtime>::transfer_allow_death { dest: address(Alice), value };
		let fee = announced_fee(&signed(Bob, close(free(&bob)), Terms { nonce: 0, tip: 0 }));
		let issuance = Balances::total_issuance();
		// Leaves 499 RAO after the fee, which is below the existential deposit.
		send_ok(Bob, close(free(&bob) - fee - 499));
		assert_eq!(last_fee(), fee);
		assert_eq!(free(&bob), 0);
		assert_eq!(Balances::total_issuance(), issuance - fee - 499);
	});
}

#[test]
fn sudo_check_is_charged_to_sudo_calls_alone() {
	Chain::local().look(|| {
		let one_read = <Runtime as frame_system::Config>::DbWeight::get().reads(1);
		let sudo = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(transfer(Bob, TAO)) };
		assert_eq!(SudoTransactionExtension.weight(&sudo.into()), one_read);
		assert_eq!(SudoTransactionExtension.weight(&transfer(Bob, TAO)), Weight::zero());
	});
}

fn priority(signer: Sr25519Keyring, tip: Balance, call: impl Into<RuntimeCall>) -> u64 {
	let nonce = System::account_nonce(signer.to_account_id());
	let extrinsic = signed(signer, call, Terms { nonce, tip });
	Executive::validate_transaction(TransactionSource::External, extrinsic, System::parent_hash()).unwrap().priority
}

#[test]
fn priority_does_not_depend_on_the_tip() {
	Chain::local().look(|| {
		assert_eq!(priority(Alice, 0, transfer(Bob, TAO)), 1);
		assert_eq!(priority(Alice, 1_000 * TAO, transfer(Bob, TAO)), 1);
	});
}

#[test]
fn priority_is_high_for_operational_calls_of_those_who_may_make_them() {
	let mut chain = Chain::local();
	let first_created = NetUid::new(2);
	chain.block(|| send_ok(Bob, pallet_protocol::Call::<Runtime>::register_network { hotkey: One.to_account_id() }));
	chain.look(|| {
		let heap: RuntimeCall = frame_system::Call::<Runtime>::set_heap_pages { pages: 64 }.into();
		let half_life: RuntimeCall =
			pallet_admin_utils::Call::<Runtime>::sudo_set_burn_half_life { netuid: first_created, burn_half_life: 360 }
				.into();
		let sudo: RuntimeCall = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(heap.clone()) }.into();
		for call in [&heap, &half_life, &sudo] {
			assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
		}
		assert_eq!(priority(Alice, 0, sudo), 10_000_000_000);
		assert_eq!(priority(Bob, 0, half_life.clone()), 10_000_000_000);
		// Others only pay for a failure, and do not come before anybody with it.
		assert_eq!(priority(Alice, 0, half_life), 1);
		assert_eq!(priority(Alice, 0, heap), 1);
	});
}
