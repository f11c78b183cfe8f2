//! What goes into a pool, and what buys alpha. Spec: economics 8, 13.2, 14.3.

use crate::{
	chain::Chain,
	scene::{
		flowing, given_to_all, issuance, own_events, set_issuance, set_moving_price, set_pool, Given, Pots, PARTS,
	},
	words::{Pool, OTHER, SUBNET},
};
use pallet_emission::Event;
use pallet_protocol::{
	FirstEmissionBlockNumber, SubnetAlphaIn, SubnetAlphaOut, SubnetEmissionEnabled, SubnetMovingPrice,
	SubnetProtocolAlpha, SubnetProtocolFlow, SubnetTAO, SubnetVolume,
};
use pallet_swap::{Balancer, SwapBalancer};
use sp_runtime::Perquintill;
use taonet_runtime::{Runtime, Swap, TAO};
use taonet_types::{fixed::I96F32, NetUid, TaoBalance};

fn price(netuid: NetUid) -> f64 {
	Swap::price(netuid).to_num()
}

/// Shares are by price: all of a block's TAO is for Bob's subnet.
fn all_for_one() -> Chain {
	let mut chain = flowing();
	chain.look(|| set_moving_price(OTHER, 0));
	chain
}

/// A TAO buys 4 alpha: of three quarters of a TAO a quarter goes in beside one alpha, and half a TAO buys.
#[test]
fn alpha_is_put_in_at_the_pools_price_up_to_what_a_block_makes() {
	let mut chain = flowing();
	chain.block(|| {
		let expected = Given { tao_in: 250_000_000, excess: 500_000_000, alpha_in: TAO, alpha_out: TAO };
		assert_eq!(Given::to(SUBNET), expected);
		let expected = Given { tao_in: 250_000_000, excess: 0, alpha_in: TAO / 2, alpha_out: TAO };
		assert_eq!(Given::to(OTHER), expected);
	});
}

#[test]
fn no_more_alpha_is_put_in_than_a_block_makes_of_tao() {
	let mut chain = flowing();
	chain.block(|| set_issuance(10_500_000 * TAO));
	chain.block(|| {
		// 375 million RAO would be 1.5 alpha.
		let Given { tao_in, excess, alpha_in, alpha_out } = Given::to(SUBNET);
		assert_eq!((alpha_in, alpha_out), (TAO / 2, TAO));
		assert!(tao_in.abs_diff(125_000_000) < 200_000 && (374_999_998..=375_000_000).contains(&(tao_in + excess)));
	});
}

#[test]
fn price_stays_when_tao_and_alpha_are_put_in() {
	let mut chain = flowing();
	for _ in 0..20 {
		let before = chain.look(|| price(OTHER));
		chain.block(|| {
			assert!(Given::to(OTHER).alpha_in > 0 && Given::to(OTHER).excess == 0);
			assert!((price(OTHER) / before - 1.0).abs() < 1e-9, "{before} {}", price(OTHER));
		});
	}
}

/// Weights say what reserves alone do not: a price of 0.25 in a pool of as much TAO as alpha.
#[test]
fn price_stays_when_the_weights_are_unequal() {
	let mut chain = flowing();
	chain.look(|| {
		let tao = SubnetTAO::<Runtime>::get(OTHER).get();
		set_pool(OTHER, tao, tao);
		let quote = Perquintill::from_percent(80);
		SwapBalancer::<Runtime>::insert(OTHER, Balancer { quote });
	});
	let before = chain.look(|| price(OTHER));
	assert!((before - 0.25).abs() < 1e-9);
	chain.block(|| {
		let Given { tao_in, excess, alpha_in, .. } = Given::to(OTHER);
		assert!(alpha_in > 990_000_000 && excess < 100 && tao_in.abs_diff(250_000_000) < 100);
		assert!((price(OTHER) / before - 1.0).abs() < 1e-9);
		assert!(SwapBalancer::<Runtime>::get(OTHER).quote < Perquintill::from_percent(80));
	});
}

#[test]
fn what_the_cap_keeps_out_buys_alpha_that_nobody_owns() {
	let mut chain = flowing();
	let (mut pool, volume, outside) = chain.look(|| {
		let outside = SubnetAlphaOut::<Runtime>::get(SUBNET).get();
		(Pool::of(SUBNET), SubnetVolume::<Runtime>::get(SUBNET), outside)
	});
	chain.block(|| {
		// With the old reserves and without a fee; the weights have moved by less than can be seen.
		let bought = pool.buy_free(TAO / 2);
		let owned = SubnetProtocolAlpha::<Runtime>::get(SUBNET).get();
		assert!(owned.abs_diff(bought) <= 10, "{owned} {bought}");
		assert_eq!(SubnetAlphaOut::<Runtime>::get(SUBNET).get(), outside + TAO + owned);
		assert_eq!(SubnetAlphaIn::<Runtime>::get(SUBNET).get(), pool.alpha + bought - owned + TAO);
		assert_eq!(SubnetTAO::<Runtime>::get(SUBNET).get(), pool.tao + TAO / 4);
		assert_eq!(SubnetVolume::<Runtime>::get(SUBNET), volume + u128::from(TAO / 2));
		assert_eq!(SubnetProtocolFlow::<Runtime>::get(SUBNET), 750_000_000);
		assert_eq!(SubnetProtocolAlpha::<Runtime>::get(OTHER).get(), 0);
		assert_eq!(own_events(), []);
		assert!(price(SUBNET) > 0.25);
	});
}

/// 0.0001 TAO and 0.0005 alpha: a purchase of half a TAO is more than a thousand times what is there.
#[test]
fn purchase_that_the_pool_refuses_is_told_and_recycled() {
	let mut chain = all_for_one();
	chain.look(|| set_pool(SUBNET, 100_000, 500_000));
	let before = chain.look(|| (issuance(), Pots::of(SUBNET)));
	chain.block(|| {
		let tao = TaoBalance::new(800_000_000);
		let refused = pallet_swap::Error::<Runtime>::SwapInputTooLarge.into();
		assert_eq!(own_events(), [Event::ChainBuyFailed { netuid: SUBNET, tao, error: refused }]);
		let expected = Given { tao_in: 200_000_000, excess: 0, alpha_in: TAO, alpha_out: TAO };
		let given = Given::to(SUBNET);
		assert!(given.tao_in.abs_diff(expected.tao_in) <= 1);
		assert_eq!(Given { tao_in: expected.tao_in, ..given }, expected);
		assert_eq!(issuance(), before.0 + given.tao_in);
		assert_eq!(SubnetTAO::<Runtime>::get(SUBNET).get(), 100_000 + given.tao_in);
		assert_eq!(SubnetProtocolAlpha::<Runtime>::get(SUBNET).get(), 0);
		assert_eq!(SubnetProtocolFlow::<Runtime>::get(SUBNET), given.tao_in as i64);
		assert_eq!(Pots::of(SUBNET), before.1.plus(PARTS));
	});
	// The next one finds a pool that it can buy from.
	chain.block(|| assert!(own_events().is_empty() && Given::to(SUBNET).excess > 0));
}

#[test]
fn all_tao_is_put_in_alone_where_the_pool_has_no_price() {
	let mut chain = all_for_one();
	chain.look(|| {
		let tao = SubnetTAO::<Runtime>::get(SUBNET).get();
		set_pool(SUBNET, tao, 0);
		assert_eq!(Swap::price(SUBNET), 0);
	});
	chain.block(|| {
		assert_eq!(Given::to(SUBNET), Given { tao_in: TAO, alpha_out: TAO, ..Given::default() });
		assert_eq!(own_events(), []);
		assert_eq!(Swap::price(SUBNET), 0);
	});
}

/// A price of 10^-10 is none in 32 binary digits, and TAO alone would be nearly all that counts.
#[test]
fn pool_that_would_be_all_tao_is_left_as_it_is() {
	let mut chain = all_for_one();
	chain.look(|| set_pool(SUBNET, 1_000, 10_000 * TAO));
	let before =
		chain.look(|| (issuance(), Pots::of(SUBNET), Swap::price(SUBNET), SwapBalancer::<Runtime>::get(SUBNET)));
	chain.block(|| {
		let refused = pallet_swap::Error::<Runtime>::ReservesOutOfBalance.into();
		assert_eq!(own_events(), [Event::InjectionRefused { netuid: SUBNET, error: refused }]);
		assert_eq!(Given::to(SUBNET), Given { alpha_out: TAO, ..Given::default() });
		assert_eq!((issuance(), given_to_all()), (before.0, 0));
		assert_eq!(Pots::of(SUBNET), before.1.plus(PARTS));
		assert_eq!((Swap::price(SUBNET), SwapBalancer::<Runtime>::get(SUBNET)), (before.2, before.3));
	});
}

#[test]
fn one_pools_refusal_takes_nothing_from_the_others() {
	let mut chain = flowing();
	chain.look(|| set_pool(SUBNET, 1_000, 10_000 * TAO));
	chain.block(|| {
		assert_eq!(own_events().len(), 1);
		assert_eq!(Given::to(OTHER).tao(), 250_000_000);
		assert_eq!(given_to_all(), 250_000_000);
	});
}

/// The example of economics 13.2: of an old price of 0.2 towards 0.25, when as many blocks have passed as half the weight takes.
#[test]
fn moving_price_follows_the_price_after_it_was_used() {
	let mut chain = flowing();
	chain.look(|| {
		SubnetMovingPrice::<Runtime>::insert(SUBNET, I96F32::from_bits(858_993_459));
		SubnetEmissionEnabled::<Runtime>::insert(SUBNET, false);
		FirstEmissionBlockNumber::<Runtime>::insert(SUBNET, 100);
	});
	// b = now - (first - 1).
	chain.skip_to(99 + 201_600 - 1);
	chain.block(|| assert_eq!(SubnetMovingPrice::<Runtime>::get(SUBNET).to_bits(), 858_993_781));
}
