//! Spec: economics 13.

use super::mock::*;
use frame_support::assert_ok;
use pallet_protocol::{EMAPriceHalvingBlocks, FirstEmissionBlockNumber, SubnetMovingAlpha, SubnetMovingPrice};
use taonet_amm::LimitPrice;
use taonet_types::{
	fixed::{I96F32, U64F64},
	NetUid, RAO_PER_TAO,
};

#[test]
fn price_is_that_of_the_pool_and_one_where_there_is_none() {
	with_pool(|| {
		assert_eq!(Swaps::price(SUBNET), U64F64::from_num(0.25));
		assert_eq!(Swaps::price(ROOT), 1);
		assert_eq!(Swaps::price(NetUid::new(8)), 1);
		create_subnet(NetUid::new(9), RAO_PER_TAO, 0);
		assert_eq!(Swaps::price(NetUid::new(9)), 0);
	});
}

#[test]
fn moving_price_is_one_where_there_is_no_pool_and_what_is_stored_elsewhere() {
	with_pool(|| {
		for netuid in [ROOT, SUBNET] {
			SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_bits(5));
		}
		assert_eq!(Swaps::moving_price(ROOT), 1);
		assert_eq!(Swaps::moving_price(SUBNET), I96F32::from_bits(5));
	});
}

#[test]
fn moving_price_follows_the_worked_example() {
	with_pool(|| {
		System::set_block_number(201_600);
		FirstEmissionBlockNumber::<Test>::insert(SUBNET, 1);
		SubnetMovingPrice::<Test>::insert(SUBNET, I96F32::from_bits(858_993_459));
		Swaps::update_moving_prices(&[SUBNET]);
		assert_eq!(SubnetMovingPrice::<Test>::get(SUBNET).to_bits(), 858_993_781);
	});
}

#[test]
fn moving_price_reacts_faster_when_root_has_said_so() {
	with_pool(|| {
		System::set_block_number(100);
		FirstEmissionBlockNumber::<Test>::insert(SUBNET, 1);
		Swaps::update_moving_prices(&[SUBNET]);
		let slow = SubnetMovingPrice::<Test>::take(SUBNET);
		Swaps::set_moving_alpha(I96F32::from_num(0.5));
		Swaps::set_ema_price_halving_blocks(SUBNET, 100);
		assert_eq!(SubnetMovingAlpha::<Test>::get(), I96F32::from_num(0.5));
		assert_eq!(EMAPriceHalvingBlocks::<Test>::get(SUBNET), 100);
		Swaps::update_moving_prices(&[SUBNET]);
		// Half of the full weight, which is one half, of one quarter.
		assert_eq!(SubnetMovingPrice::<Test>::get(SUBNET), I96F32::from_num(0.0625));
		assert!(slow < I96F32::from_num(0.0625));
	});
}

#[test]
fn median_price_is_that_of_live_subnets_with_a_price() {
	on_chain(|| {
		assert_eq!(Swaps::median_price(), 1, "without subnets");
		for (netuid, alpha_rao) in [(1, RAO_PER_TAO / 8), (2, 0), (256, RAO_PER_TAO / 2)] {
			create_subnet(NetUid::new(netuid), RAO_PER_TAO, alpha_rao);
		}
		assert_eq!(Swaps::median_price(), 5, "of 8 and 2");
		create_subnet(NetUid::new(3), RAO_PER_TAO, RAO_PER_TAO / 4);
		assert_eq!(Swaps::median_price(), 4, "of 8, 4 and 2");
	});
}

#[test]
fn moving_price_does_not_count_a_price_above_one() {
	on_chain(|| {
		create_subnet(SUBNET, RAO_PER_TAO, RAO_PER_TAO);
		Swaps::set_moving_alpha(I96F32::from_num(1));
		Swaps::set_ema_price_halving_blocks(SUBNET, 0);
		Issuance::pay_into_subnet(SUBNET, &ALICE, tao(RAO_PER_TAO)).unwrap();
		assert_ok!(Swaps::buy(SUBNET, tao(RAO_PER_TAO), LimitPrice::MAX, true));
		assert!(Swaps::price(SUBNET) > 3);
		Swaps::update_moving_prices(&[SUBNET]);
		assert_eq!(Swaps::moving_price(SUBNET), 1);
	});
}
