//! Spec: economics 14.7.

use super::mock::*;
use crate::FeeRate;
use frame_support::traits::fungible::Inspect;
use pallet_issuance::AlphaRecycled;
use pallet_protocol::{SubnetAlphaOut, SubnetTAO, TotalIssuance};
use taonet_amm::LimitPrice;
use taonet_types::RAO_PER_TAO;

/// What a trade took out of the issuance, in RAO.
fn recycled(trade: impl FnOnce()) -> u64 {
	let before = TotalIssuance::<Test>::get().get();
	trade();
	before.checked_sub(TotalIssuance::<Test>::get().get()).unwrap()
}

fn account_holds() -> u64 {
	Balances::balance(&Issuance::subnet_account(SUBNET))
}

fn buy(rao: u64, drop_fee: bool) {
	Issuance::pay_into_subnet(SUBNET, &ALICE, tao(rao)).unwrap();
	Swaps::buy(SUBNET, tao(rao), LimitPrice::MAX, drop_fee).unwrap();
}

/// Sells alpha that was made for it, at any price, and answers what the fee brought.
fn sell(alpha_rao: u64, drop_fee: bool) -> u64 {
	Issuance::emit_alpha(SUBNET, alpha(alpha_rao)).unwrap();
	let sale = Swaps::sell(SUBNET, alpha(alpha_rao), LimitPrice::new(0), drop_fee).unwrap();
	Issuance::pay_from_subnet(SUBNET, &ALICE, sale.trade.paid_out).unwrap();
	// Nothing of it is left to nobody, neither as alpha nor as TAO.
	assert_eq!(SubnetAlphaOut::<Test>::get(SUBNET), alpha(0));
	assert_eq!(account_holds(), SubnetTAO::<Test>::get(SUBNET).get());
	sale.fee_tao.get()
}

#[test]
fn fee_of_a_buy_is_recycled_from_the_subnet_account() {
	with_pool(|| {
		for (rao, fee) in [(RAO_PER_TAO, 503_547), (2_000_000, 1_007), (500_000, 251)] {
			assert_eq!(recycled(|| buy(rao, false)), fee);
			assert_eq!(account_holds(), SubnetTAO::<Test>::get(SUBNET).get());
		}
	});
}

#[test]
fn buy_has_no_fee_when_it_would_be_less_than_one_rao() {
	with_pool(|| assert_eq!(recycled(|| buy(1_985, false)), 0));
}

#[test]
fn trade_has_no_fee_when_it_is_dropped() {
	with_pool(|| {
		assert_eq!(recycled(|| assert_eq!(sell(RAO_PER_TAO, true), 0)), 0);
		assert_eq!(AlphaRecycled::<Test>::get(SUBNET), alpha(0));
		assert_eq!(recycled(|| buy(RAO_PER_TAO, true)), 0);
	});
}

#[test]
fn fee_of_a_sale_is_sold_and_its_tao_recycled() {
	with_pool(|| {
		// 20 141 908 alpha-rao, at a price that the sale has lowered by two percent.
		assert_eq!(recycled(|| assert_eq!(sell(40 * RAO_PER_TAO, false), 4_936_282)), 4_936_282);
		assert_eq!(AlphaRecycled::<Test>::get(SUBNET), alpha(0));
	});
}

#[test]
fn fee_of_a_sale_is_recycled_as_alpha_when_it_is_worth_less_than_one_rao() {
	with_pool(|| {
		// Three alpha-rao, at a price of one quarter.
		assert_eq!(recycled(|| assert_eq!(sell(6_000, false), 0)), 0);
		assert_eq!(AlphaRecycled::<Test>::get(SUBNET), alpha(3));
	});
}

#[test]
fn fee_of_a_sale_is_recycled_as_alpha_when_the_sale_has_drained_the_pool() {
	on_chain(|| {
		create_subnet(SUBNET, 1_000_000, RAO_PER_TAO);
		assert_eq!(sell(500 * RAO_PER_TAO, false), 0);
		// Less than what may be traded out of.
		assert_eq!(SubnetTAO::<Test>::get(SUBNET), tao(1_998));
		assert_eq!(AlphaRecycled::<Test>::get(SUBNET), alpha(251_773_861));
	});
}

#[test]
fn fee_of_a_sale_is_partly_recycled_as_alpha_when_the_price_reaches_its_least() {
	on_chain(|| {
		// A ten-thousandth above the least price, a millionth of a TAO for an alpha.
		create_subnet(SUBNET, 10_000_000, 9_999_000_000_000);
		FeeRate::<Test>::insert(SUBNET, 10_000);
		let brought = sell(580_000_000, false);
		assert!(brought > 0);
		let (fee, rest) = (88_502_327, AlphaRecycled::<Test>::get(SUBNET).get());
		assert!(rest > 0 && rest < fee, "{rest} of {fee}");
	});
}

#[test]
fn fee_stays_on_the_subnet_account_when_recycling_it_would_take_the_deposit() {
	with_pool(|| {
		let held = account_holds();
		assert_eq!(recycled(|| Swaps::recycle_from_subnet(SUBNET, tao(held - 499))), 0);
		assert_eq!(account_holds(), held);
	});
}
