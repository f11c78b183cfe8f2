//! Subnets 5.2: the price of a registration, block by block.

use crate::{
	chain::Chain,
	kit::{call, coldkey, AdminCall},
	words::{join, price, registration, root_sets, set_price, subnet},
};
use pallet_protocol::{BurnHalfLife, RegistrationsThisBlock};
use sp_keyring::Sr25519Keyring::Charlie;
use taonet_runtime::{Runtime, TAO};
use taonet_types::{fixed::U64F64, NetUid, TaoBalance};

/// The first subnet of a local chain.
const FIRST: NetUid = NetUid::new(1);

/// Prices in the next blocks.
fn prices<const BLOCKS: usize>(chain: &mut Chain, netuid: NetUid) -> [u64; BLOCKS] {
	std::array::from_fn(|_| {
		chain.run(1);
		chain.look(|| price(netuid))
	})
}

#[test]
fn price_falls_by_the_table_of_the_specification() {
	let (mut chain, netuid) = subnet();
	chain.look(|| assert_eq!(price(netuid), TAO));
	assert_eq!(prices(&mut chain, netuid), [998_076_443, 996_156_586, 994_240_422]);
	chain.run(357);
	chain.look(|| assert_eq!(price(netuid), 499_999_865));
}

#[test]
fn price_falls_as_fast_as_the_half_life_says() {
	let (mut chain, netuid) = subnet();
	for (burn_half_life, expected) in [(1, 500_000_000), (10, 933_032_991), (7_200, 999_903_734), (36_100, 999_980_799)]
	{
		chain.block(|| {
			root_sets(AdminCall::sudo_set_burn_half_life { netuid, burn_half_life });
			set_price(netuid, TAO);
		});
		chain.run(1);
		chain.look(|| assert_eq!(price(netuid), expected, "half-life {burn_half_life}"));
	}
}

#[test]
fn price_stays_when_there_is_no_half_life() {
	let (mut chain, netuid) = subnet();
	chain.block(|| BurnHalfLife::<Runtime>::insert(netuid, 0));
	let before = chain.look(|| price(netuid));
	chain.run(3);
	chain.look(|| assert_eq!(price(netuid), before));
}

#[test]
fn price_of_root_falls_too() {
	let mut chain = Chain::local();
	assert_eq!(prices(&mut chain, NetUid::ROOT), [100_000_000, 99_807_644, 99_615_658]);
}

#[test]
fn price_does_not_fall_in_the_first_block_but_keeps_within_its_limits() {
	let mut chain = Chain::local();
	chain.look(|| {
		set_price(FIRST, 200 * TAO);
		set_price(NetUid::ROOT, 1);
	});
	chain.run(1);
	chain.look(|| {
		assert_eq!(price(FIRST), 100 * TAO);
		assert_eq!(price(NetUid::ROOT), 500_000);
	});
	assert_eq!(prices(&mut chain, FIRST), [99_807_644_356]);
}

#[test]
fn price_stops_at_the_lowest() {
	let (mut chain, netuid) = subnet();
	// It would fall to 500 096 and then to 499 134.
	chain.block(|| set_price(netuid, 501_060));
	assert_eq!(prices(&mut chain, netuid), [500_096, 500_000, 500_000]);
}

#[test]
fn price_follows_new_limits_in_the_next_block() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_max_burn { netuid, max_burn: TaoBalance::new(200_000_000) });
		// Still that of this block.
		assert_eq!(price(netuid), 998_076_443);
	});
	assert_eq!(prices(&mut chain, netuid), [200_000_000, 199_615_288]);
	chain.block(|| root_sets(AdminCall::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(199_999_999) }));
	assert_eq!(prices(&mut chain, netuid), [199_999_999; 2]);
}

#[test]
fn registration_raises_the_price_by_a_quarter_up_to_the_highest() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		set_price(netuid, TAO);
		join(netuid, 1);
		assert_eq!(price(netuid), 1_260_000_000);
		set_price(netuid, 79 * TAO);
		join(netuid, 2);
		assert_eq!(price(netuid), 99_540_000_000);
		join(netuid, 3);
		assert_eq!(price(netuid), 100 * TAO);
		// At the highest price it stays.
		join(netuid, 4);
		assert_eq!(price(netuid), 100 * TAO);
	});
}

#[test]
fn registration_raises_the_price_as_the_subnet_says() {
	let (mut chain, netuid) = subnet();
	let set =
		|bits: u128| AdminCall::sudo_set_burn_increase_mult { netuid, burn_increase_mult: U64F64::from_bits(bits) };
	let one = 1 << 64;
	chain.block(|| {
		for (number, multiplier, expected) in [(1, one, TAO), (2, 3 * one, 3 * TAO), (3, one + one / 3, 1_333_333_333)]
		{
			root_sets(set(multiplier));
			set_price(netuid, TAO);
			join(netuid, number);
			assert_eq!(price(netuid), expected);
		}
	});
}

#[test]
fn refused_registration_does_not_raise_the_price() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		join(netuid, 1);
		let before = price(netuid);
		assert!(call(&coldkey(Charlie), registration(netuid, 1)).is_err());
		assert_eq!(price(netuid), before);
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(netuid), 1);
	});
}

#[test]
fn price_belongs_to_one_subnet() {
	let (mut chain, netuid) = subnet();
	chain.block(|| {
		let other = price(FIRST);
		join(netuid, 1);
		assert_eq!(price(FIRST), other);
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(FIRST), 0);
	});
}
