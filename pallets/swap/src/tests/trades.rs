//! Spec: economics 14.4 to 14.6.

use super::mock::*;
use crate::{AlphaSqrtPrice, Error, Sale, SwapBalancer};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use pallet_protocol::{
	NetworksAdded, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalIssuance, TotalStake,
};
use sp_runtime::{DispatchError, Perquintill};
use taonet_amm::{sqrt_price, Buy, LimitPrice, Sell, Trade};
use taonet_types::{fixed::U64F64, NetUid, RAO_PER_TAO};

const TEN_TAO: u64 = 10 * RAO_PER_TAO;
const FORTY_ALPHA: u64 = 40 * RAO_PER_TAO;

/// What staking does when Alice buys.
fn buy(netuid: NetUid, rao: u64, limit: LimitPrice) -> Result<Trade<Buy>, DispatchError> {
	Issuance::pay_into_subnet(netuid, &ALICE, tao(rao))?;
	let trade = Swaps::buy(netuid, tao(rao), limit, false)?;
	let rest = tao(rao).checked_sub(trade.paid_in).and_then(|rest| rest.checked_sub(trade.fee)).unwrap();
	Issuance::pay_from_subnet(netuid, &ALICE, rest)?;
	Ok(trade)
}

/// What staking does when Alice sells.
fn sell(netuid: NetUid, alpha_rao: u64, limit: LimitPrice) -> Result<Sale, DispatchError> {
	let sale = Swaps::sell(netuid, alpha(alpha_rao), limit, false)?;
	Issuance::pay_from_subnet(netuid, &ALICE, sale.trade.paid_out)?;
	Ok(sale)
}

fn bought(paid_in: u64, paid_out: u64, fee: u64) -> Trade<Buy> {
	Trade { paid_in: tao(paid_in), paid_out: alpha(paid_out), fee: tao(fee) }
}

fn sold(paid_in: u64, paid_out: u64, fee: u64) -> Trade<Sell> {
	Trade { paid_in: alpha(paid_in), paid_out: tao(paid_out), fee: alpha(fee) }
}

/// TAO and alpha of the pool, and alpha outside.
fn books(netuid: NetUid) -> (u64, u64, u64) {
	let outside = SubnetAlphaOut::<Test>::get(netuid);
	(SubnetTAO::<Test>::get(netuid).get(), SubnetAlphaIn::<Test>::get(netuid).get(), outside.get())
}

#[test]
fn buy_is_that_of_the_worked_example() {
	with_pool(|| {
		let issued = TotalIssuance::<Test>::get().get();
		assert_eq!(buy(SUBNET, TEN_TAO, LimitPrice::MAX), Ok(bought(9_994_964_523, 39_584_215_264, 5_035_477)));
		assert_eq!(books(SUBNET), (1_009_994_964_523, 4_000_000_000_000 - 39_584_215_264, 39_584_215_264));
		assert_eq!(TotalStake::<Test>::get(), tao(1_009_994_964_523));
		// All of the pool's TAO lies on its account, and no more: the fee is gone, and out of the issuance.
		assert_eq!(Balances::balance(&Issuance::subnet_account(SUBNET)), 1_009_994_964_523);
		assert_eq!(TotalIssuance::<Test>::get().get(), issued - 5_035_477);
		assert_eq!(Swaps::price(SUBNET).to_bits(), 4_704_333_998_995_280_556);
		assert_eq!(SubnetVolume::<Test>::get(SUBNET), u128::from(TEN_TAO));
	});
}

#[test]
fn sell_is_that_of_the_worked_example() {
	with_pool(|| {
		Issuance::emit_alpha(SUBNET, alpha(FORTY_ALPHA)).unwrap();
		let (issued, before) = (TotalIssuance::<Test>::get().get(), Balances::balance(&ALICE));
		let sale = sell(SUBNET, FORTY_ALPHA, LimitPrice::MIN).unwrap();
		assert_eq!(sale.trade, sold(39_979_858_092, 9_896_053_816, 20_141_908));
		assert_eq!(Balances::balance(&ALICE), before + 9_896_053_816);
		// The fee went the same way, and its TAO is recycled.
		let left = 1_000_000_000_000 - 9_896_053_816 - sale.fee_tao.get();
		assert_eq!(books(SUBNET), (left, 4_000_000_000_000 + FORTY_ALPHA, 0));
		assert_eq!(TotalStake::<Test>::get(), tao(left));
		assert_eq!(Balances::balance(&Issuance::subnet_account(SUBNET)), left);
		assert_eq!(TotalIssuance::<Test>::get().get(), issued - sale.fee_tao.get());
		assert_eq!(SubnetVolume::<Test>::get(SUBNET), u128::from(9_896_053_816 + sale.fee_tao.get()));
	});
}

#[test]
fn buy_follows_the_weights_when_they_are_unequal() {
	on_chain(|| {
		create_subnet(SUBNET, 1_000_500_000_000, 4_001_000_000_000);
		SwapBalancer::<Test>::mutate(SUBNET, |balancer| {
			balancer.quote = Perquintill::from_parts(500_062_476_571_285_767);
		});
		Issuance::pay_into_subnet(SUBNET, &ALICE, tao(9_994_964_522)).unwrap();
		let trade = Swaps::buy(SUBNET, tao(9_994_964_522), LimitPrice::MAX, true);
		assert_eq!(trade, Ok(bought(9_994_964_522, 39_584_361_935, 0)));
	});
}

#[test]
fn buy_stops_at_the_limit_and_leaves_the_rest() {
	with_pool(|| {
		let before = Balances::balance(&ALICE);
		let trade = buy(SUBNET, TEN_TAO, LimitPrice::new(252_500_000)).unwrap();
		assert_eq!((trade.paid_in, trade.fee), (tao(4_987_562_112), tao(2_512_740)));
		assert_eq!(Balances::balance(&ALICE), before - 4_990_074_852);
		// The volume is that of the order.
		assert_eq!(SubnetVolume::<Test>::get(SUBNET), u128::from(TEN_TAO));
	});
}

#[test]
fn sell_stops_at_the_limit_and_leaves_the_rest() {
	with_pool(|| {
		Issuance::emit_alpha(SUBNET, alpha(FORTY_ALPHA)).unwrap();
		let trade = sell(SUBNET, FORTY_ALPHA, LimitPrice::new(247_500_000)).unwrap().trade;
		assert_eq!((trade.paid_in, trade.fee), (alpha(20_151_261_036), alpha(10_152_233)));
		assert_eq!(SubnetAlphaOut::<Test>::get(SUBNET), alpha(FORTY_ALPHA - 20_151_261_036 - 10_152_233));
	});
}

#[test]
fn square_root_of_the_price_is_stored_when_a_trade_moved_the_price() {
	with_pool(|| {
		assert!(!AlphaSqrtPrice::<Test>::contains_key(SUBNET));
		buy(SUBNET, TEN_TAO, LimitPrice::MAX).unwrap();
		assert_eq!(AlphaSqrtPrice::<Test>::get(SUBNET).to_bits(), 9_315_559_313_144_678_128);
		sell(SUBNET, FORTY_ALPHA / 2, LimitPrice::MIN).unwrap();
		// That after the fee was sold too.
		assert_eq!(AlphaSqrtPrice::<Test>::get(SUBNET), sqrt_price(Swaps::price(SUBNET)));
	});
}

#[test]
fn square_root_of_the_price_is_not_stored_when_nothing_moved_the_price() {
	with_pool(|| {
		let stored = || AlphaSqrtPrice::<Test>::contains_key(SUBNET);
		buy(SUBNET, 0, LimitPrice::MAX).unwrap();
		assert!(!stored(), "by a trade of nothing");
		assert_ok!(Swaps::simulate_buy(SUBNET, tao(TEN_TAO)));
		assert!(!stored(), "by a simulation");
		assert!(buy(SUBNET, TEN_TAO, LimitPrice::new(250_000_000)).is_err());
		assert!(!stored(), "by a refused trade");
		give(&Issuance::subnet_account(SUBNET), TEN_TAO);
		assert_ok!(Swaps::reweight(SUBNET, Swaps::market(SUBNET), tao(TEN_TAO), alpha(0)));
		assert_ok!(Issuance::inject(SUBNET, tao(TEN_TAO), alpha(0)));
		assert!(!stored(), "by an injection");
		buy(ROOT, TEN_TAO, LimitPrice::MAX).unwrap();
		assert!(!AlphaSqrtPrice::<Test>::contains_key(ROOT), "on root");
	});
}

#[test]
fn root_trades_one_to_one_without_fee_and_limit() {
	on_chain(|| {
		let issued = TotalIssuance::<Test>::get();
		assert_eq!(buy(ROOT, TEN_TAO, LimitPrice::new(1)), Ok(bought(TEN_TAO, TEN_TAO, 0)));
		assert_eq!(books(ROOT), (TEN_TAO, 0, TEN_TAO));
		let sale = sell(ROOT, RAO_PER_TAO, LimitPrice::new(u64::MAX));
		assert_eq!(sale, Ok(Sale { trade: sold(RAO_PER_TAO, RAO_PER_TAO, 0), fee_tao: tao(0) }));
		assert_eq!(books(ROOT), (TEN_TAO - RAO_PER_TAO, 0, TEN_TAO - RAO_PER_TAO));
		assert_eq!(TotalIssuance::<Test>::get(), issued);
		assert_eq!(SubnetVolume::<Test>::get(ROOT), u128::from(TEN_TAO + RAO_PER_TAO));
	});
}

#[test]
fn trade_is_refused_when_there_is_no_such_subnet() {
	with_pool(|| {
		let missing = NetUid::new(8);
		let refused = Error::<Test>::MechanismDoesNotExist;
		assert_noop!(Swaps::buy(missing, tao(1), LimitPrice::MAX, false), refused);
		assert_noop!(Swaps::sell(missing, alpha(1), LimitPrice::MIN, false), Error::<Test>::MechanismDoesNotExist);
		// A subnet that is being dissolved still has its mechanism.
		NetworksAdded::<Test>::remove(SUBNET);
		assert_noop!(Swaps::buy(SUBNET, tao(1), LimitPrice::MAX, false), Error::<Test>::MechanismDoesNotExist);
	});
}

#[test]
fn refused_trade_names_what_the_pool_refuses_and_changes_nothing() {
	with_pool(|| {
		Issuance::emit_alpha(SUBNET, alpha(FORTY_ALPHA)).unwrap();
		let buy = |rao, limit| Swaps::buy(SUBNET, tao(rao), LimitPrice::new(limit), true);
		let max = LimitPrice::MAX.rao_per_alpha();
		assert_noop!(buy(1_000_000 * RAO_PER_TAO + 1, max), Error::<Test>::SwapInputTooLarge);
		assert_noop!(buy(TEN_TAO, 250_000_000), Error::<Test>::PriceLimitExceeded);
		let sell = |alpha_rao, limit| Swaps::sell(SUBNET, alpha(alpha_rao), LimitPrice::new(limit), true);
		assert_noop!(sell(FORTY_ALPHA, 250_000_000), Error::<Test>::PriceLimitExceeded);
		assert_noop!(sell(3, 0), Error::<Test>::ReservesTooLow);
	});
	on_chain(|| {
		create_subnet(SUBNET, RAO_PER_TAO, 999_999);
		let refused = Swaps::buy(SUBNET, tao(RAO_PER_TAO), LimitPrice::new(u64::MAX), true);
		assert_eq!(refused, Err(Error::<Test>::ReservesTooLow.into()));
	});
	on_chain(|| {
		create_subnet(SUBNET, RAO_PER_TAO, u64::MAX);
		assert_noop!(
			Swaps::sell(SUBNET, alpha(u64::MAX), LimitPrice::new(0), true),
			Error::<Test>::InsufficientLiquidity
		);
	});
}

#[test]
fn alpha_in_and_outside_the_pool_stay_together_as_many_when_it_is_traded() {
	with_pool(|| {
		let all = 4_000 * RAO_PER_TAO;
		for step in 1..200 {
			let trade = buy(SUBNET, step * 123_456_789, LimitPrice::MAX).unwrap();
			let (_, inside, outside) = books(SUBNET);
			assert_eq!(inside + outside, all);
			sell(SUBNET, trade.paid_out.get() / 2 + step, LimitPrice::MIN).unwrap();
			let (_, inside, outside) = books(SUBNET);
			assert_eq!(inside + outside, all);
			check_all();
		}
	});
}

#[test]
fn simulation_says_what_the_trade_brings_and_changes_nothing() {
	with_pool(|| {
		Issuance::emit_alpha(SUBNET, alpha(FORTY_ALPHA)).unwrap();
		let before = everything();
		let simulated_buy = Swaps::simulate_buy(SUBNET, tao(TEN_TAO)).unwrap();
		let simulated_sale = Swaps::simulate_sell(SUBNET, alpha(FORTY_ALPHA)).unwrap();
		let on_root = Swaps::simulate_sell(ROOT, alpha(5)).unwrap();
		assert!(Swaps::simulate_buy(SUBNET, tao(u64::MAX)).is_err());
		assert_eq!(everything(), before);

		assert_eq!(simulated_sale.trade, sold(39_979_858_092, 9_896_053_816, 20_141_908));
		assert_eq!((on_root.trade, on_root.slippage), (sold(5, 5, 0), tao(0)));
		assert_eq!(buy(SUBNET, TEN_TAO, LimitPrice::MAX), Ok(simulated_buy.trade));
	});
}

#[test]
fn price_after_a_buy_that_empties_the_pool_is_stored_as_zero() {
	with_pool(|| {
		SwapBalancer::<Test>::mutate(SUBNET, |balancer| balancer.quote = Perquintill::from_percent(95));
		buy(SUBNET, 20_000 * RAO_PER_TAO, LimitPrice::MAX).unwrap();
		assert_eq!(books(SUBNET).1, 0);
		assert_eq!(AlphaSqrtPrice::<Test>::try_get(SUBNET), Ok(U64F64::from_bits(0)));
	});
}
