//! Breaks each rule and sees it caught.

use super::mock::*;
use crate::{AlphaSqrtPrice, Balancer, FeeRate, PalSwapInitialized, SwapBalancer};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::Hooks,
};
use pallet_protocol::{SubnetMechanism, SubnetMovingPrice, SubnetTaoFlow};
use sp_runtime::{DispatchError, Perquintill};
use taonet_types::{
	fixed::{I96F32, U64F64},
	NetUid,
};

/// What is said of a chain with one subnet after a change, which is undone.
fn said_after(change: impl FnOnce()) -> String {
	let mut said = String::new();
	with_pool(|| {
		said = with_transaction(|| {
			change();
			let said = <Swap as Hooks<u64>>::try_state(1).map_err(|error| format!("{error:?}"));
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(said.expect_err("the change broke nothing")))
		})
		.unwrap();
	});
	said
}

fn assert_caught(change: impl FnOnce(), rule: &str) {
	let said = said_after(change);
	assert!(said.contains(rule), "{said}");
}

#[test]
fn weight_is_caught_when_it_is_out_of_range() {
	for percent in [0, 100] {
		let quote = Perquintill::from_percent(percent);
		assert_caught(|| SwapBalancer::<Test>::insert(SUBNET, Balancer { quote }), "INV-11");
	}
}

#[test]
fn live_pool_is_caught_when_it_was_not_opened() {
	assert_caught(|| PalSwapInitialized::<Test>::remove(SUBNET), "was not opened");
	assert_caught(|| SwapBalancer::<Test>::remove(SUBNET), "was not opened");
}

#[test]
fn root_is_caught_when_it_has_a_pool_or_a_flow() {
	assert_caught(|| SubnetMechanism::<Test>::insert(ROOT, 1), "SubnetMechanism: root has a pool");
	assert_caught(
		|| PalSwapInitialized::<Test>::insert(ROOT, true),
		"PalSwapInitialized, SwapBalancer: root has a pool",
	);
	assert_caught(
		|| SwapBalancer::<Test>::insert(ROOT, Balancer::default()),
		"PalSwapInitialized, SwapBalancer: root has a pool",
	);
	assert_caught(|| SubnetTaoFlow::<Test>::insert(ROOT, 1), "root has a flow");
}

#[test]
fn fee_is_caught_when_it_is_above_the_largest() {
	assert_caught(|| FeeRate::<Test>::insert(SUBNET, 10_001), "above MaxFeeRate");
}

#[test]
fn price_is_caught_when_it_stands_where_no_pool_was_opened() {
	assert_caught(|| AlphaSqrtPrice::<Test>::insert(NetUid::new(8), U64F64::from_num(1)), "no pool was opened");
}

#[test]
fn moving_price_is_caught_when_it_is_negative() {
	assert_caught(|| SubnetMovingPrice::<Test>::insert(SUBNET, I96F32::from_bits(-1)), "below zero");
}
