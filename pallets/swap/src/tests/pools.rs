//! Spec: economics 14.1, 14.3, 17.

use super::mock::*;
use crate::{AlphaSqrtPrice, Balancer, Error, FeeRate, PalSwapInitialized, SwapBalancer};
use frame_support::{assert_noop, assert_ok};
use pallet_protocol::{
	EMAPriceHalvingBlocks, NetworksAdded, SubnetMechanism, SubnetMovingPrice, SubnetTAO, SubnetTaoFlow, SubnetVolume,
	TotalStake,
};
use std::collections::BTreeSet;
use taonet_amm::{LimitPrice, Market, Weights};
use taonet_types::{fixed::I96F32, NetUid, RAO_PER_TAO};

#[test]
fn pool_is_open_with_equal_weights_when_a_subnet_is_created() {
	with_pool(|| {
		let Market::Dynamic(pool) = Swaps::market(SUBNET) else { panic!("no pool") };
		assert_eq!((pool.tao, pool.alpha), (tao(1_000 * RAO_PER_TAO), alpha(4_000 * RAO_PER_TAO)));
		assert_eq!(pool.weights, Weights::EQUAL);
		assert!(PalSwapInitialized::<Test>::get(SUBNET));
		assert_eq!(SwapBalancer::<Test>::try_get(SUBNET), Ok(Balancer::default()));
	});
}

#[test]
fn market_is_one_to_one_for_root_and_where_there_is_no_subnet() {
	with_pool(|| {
		assert_eq!(Swaps::market(ROOT), Market::Stable);
		assert_eq!(Swaps::market(NetUid::new(8)), Market::Stable);
		// A subnet that is being dissolved still has its mechanism.
		NetworksAdded::<Test>::remove(SUBNET);
		assert_eq!(Swaps::market(SUBNET), Market::Stable);
	});
}

#[test]
fn price_stays_when_liquidity_is_added_with_new_weights() {
	with_pool(|| {
		let (more_tao, more_alpha) = (tao(RAO_PER_TAO / 2), alpha(RAO_PER_TAO));
		assert_ok!(Swaps::reweight(SUBNET, Swaps::market(SUBNET), more_tao, more_alpha));
		assert_eq!(SwapBalancer::<Test>::get(SUBNET).quote.deconstruct(), 500_062_476_571_285_767);
		give(&Issuance::subnet_account(SUBNET), more_tao.get());
		assert_ok!(Issuance::inject(SUBNET, more_tao, more_alpha));
		assert_eq!(Swaps::price(SUBNET).to_bits(), 4_611_686_018_427_387_918);
	});
}

#[test]
fn liquidity_is_refused_when_a_weight_would_leave_its_range() {
	with_pool(|| {
		let too_much = 1_000_000 * RAO_PER_TAO;
		assert_noop!(
			Swaps::reweight(SUBNET, Swaps::market(SUBNET), tao(too_much), alpha(0)),
			Error::<Test>::ReservesOutOfBalance
		);
		assert_noop!(
			Swaps::reweight(SUBNET, Swaps::market(SUBNET), tao(u64::MAX), alpha(0)),
			Error::<Test>::ReservesOutOfBalance
		);
		assert_ok!(Swaps::reweight(ROOT, Swaps::market(ROOT), tao(too_much), alpha(0)));
		assert!(!SwapBalancer::<Test>::contains_key(ROOT));
	});
}

#[test]
fn closed_pool_gives_up_its_tao_which_stays_on_the_account() {
	with_pool(|| {
		NetworksAdded::<Test>::remove(SUBNET);
		assert_eq!(Swaps::close_pool(SUBNET), tao(1_000 * RAO_PER_TAO));
		assert_eq!((SubnetTAO::<Test>::get(SUBNET), TotalStake::<Test>::get()), (tao(0), tao(0)));
		assert_eq!(Issuance::spendable(&Issuance::subnet_account(SUBNET), false), tao(1_000 * RAO_PER_TAO));
		check_all();
	});
}

#[test]
fn forgotten_pool_leaves_nothing_behind() {
	on_chain(|| {
		// An earlier subnet, so that sums over all subnets are there already.
		create_subnet(NetUid::new(1), RAO_PER_TAO, RAO_PER_TAO);
		let keys = || everything().into_keys().collect::<BTreeSet<_>>();
		let before = keys();
		create_subnet(SUBNET, 1_000 * RAO_PER_TAO, 4_000 * RAO_PER_TAO);
		use_everything();
		let used = keys();

		NetworksAdded::<Test>::remove(SUBNET);
		SubnetMechanism::<Test>::remove(SUBNET);
		Swaps::close_pool(SUBNET);
		Swaps::forget_pool(SUBNET);
		Issuance::recycle_all(&Issuance::subnet_account(SUBNET)).unwrap();
		assert_eq!(keys().difference(&before).map(|key| hex(key)).collect::<Vec<_>>(), Vec::<String>::new());
		assert!(used.len() > before.len() + 15, "the test has used every map");
	});
}

/// Leaves an entry of the subnet in every map of this domain and of the books.
fn use_everything() {
	assert_ok!(Swaps::set_fee_rate(RuntimeOrigin::root(), SUBNET, 100));
	Swaps::set_ema_price_halving_blocks(SUBNET, 5);
	Swaps::record_inflow(SUBNET, tao(5));
	Swaps::record_protocol_inflow(SUBNET, tao(5));
	Swaps::update_moving_prices(&[SUBNET]);
	SubnetMovingPrice::<Test>::insert(SUBNET, I96F32::from_num(1));
	Issuance::pay_into_subnet(SUBNET, &ALICE, tao(RAO_PER_TAO)).unwrap();
	Swaps::buy(SUBNET, tao(RAO_PER_TAO), LimitPrice::MAX, false).unwrap();
	Issuance::recycle_alpha(SUBNET, alpha(1)).unwrap();
	Issuance::burn_alpha(SUBNET, alpha(1)).unwrap();
	pallet_protocol::SubnetProtocolAlpha::<Test>::insert(SUBNET, alpha(1));
	assert!(FeeRate::<Test>::contains_key(SUBNET));
	assert!(AlphaSqrtPrice::<Test>::contains_key(SUBNET));
	assert!(EMAPriceHalvingBlocks::<Test>::contains_key(SUBNET));
	assert!(SubnetTaoFlow::<Test>::contains_key(SUBNET));
	assert!(SubnetVolume::<Test>::contains_key(SUBNET));
}

fn hex(key: &[u8]) -> String {
	key.iter().map(|byte| format!("{byte:02x}")).collect()
}
