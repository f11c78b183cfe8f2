//! What the next subnet costs. Spec: subnets 2.5, economics 17.2.

use crate::{
	chain::{free, Chain},
	kit::{account, coldkey, AdminCall},
	words::{issuance, register, set_balance, tao},
};
use pallet_protocol::{types::RateLimitKey, LastRateLimitedBlock, NetworkLastLockCost};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use taonet_runtime::{BlockNumber, Runtime, Subnets};
use taonet_types::{TaoBalance, RAO_PER_TAO};

/// Block of the last registration.
const LAST: BlockNumber = 10;

/// A chain on which a subnet was registered for so many TAO in block [`LAST`], with this reduction interval.
fn registered(last: u64, interval: u64) -> Chain {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_lock_reduction_interval { interval });
	chain.skip_to(LAST);
	chain.look(|| {
		NetworkLastLockCost::<Runtime>::put(tao(last));
		LastRateLimitedBlock::<Runtime>::insert(RateLimitKey::NetworkLastRegistered, u64::from(LAST));
	});
	chain
}

/// So many blocks after the last registration.
fn assert_cost(chain: &mut Chain, blocks: BlockNumber, rao: u64) {
	chain.skip_to(LAST + blocks);
	assert_eq!(chain.look(Subnets::lock_cost), TaoBalance::new(rao), "after {blocks} blocks");
}

/// Issues so much that a block emits half a TAO.
fn halve_emission(chain: &mut Chain) {
	chain.block(|| {
		set_balance(&account(1), 10_500_000 * RAO_PER_TAO);
		assert!(issuance() < 15_750_000 * RAO_PER_TAO, "is not halved twice");
	});
}

#[test]
fn cost_follows_the_first_row_of_the_table_when_the_emission_is_halved() {
	let mut chain = registered(1_000, 100_800);
	assert_cost(&mut chain, 0, 2_000_000_000_000);
	halve_emission(&mut chain);
	assert_cost(&mut chain, 7_200, 1_857_142_863_200);
	assert_cost(&mut chain, 28_800, 1_428_571_452_800);
	assert_cost(&mut chain, 50_400, 1_000_000_042_400);
}

#[test]
fn cost_follows_the_second_row_of_the_table_and_stops_at_the_least() {
	let mut chain = registered(1_250, 57_600);
	assert_cost(&mut chain, 0, 2_500_000_000_000);
	halve_emission(&mut chain);
	assert_cost(&mut chain, 7_200, 2_187_500_005_600);
	assert_cost(&mut chain, 28_800, 1_250_000_022_400);
	assert_cost(&mut chain, 50_400, 1_000_000_000_000);
}

#[test]
fn cost_falls_half_as_fast_while_a_block_emits_a_whole_tao() {
	let mut chain = registered(1_000, 100_800);
	// A 100 800th of 1000 TAO, rounded down.
	assert_cost(&mut chain, 1, 2_000_000_000_000 - 9_920_634);
	assert_cost(&mut chain, 50_400, 1_500_000_046_400);
	assert_cost(&mut chain, 100_800, 1_000_000_092_800);
	// What the rounding leaves is the least cost in the next block.
	assert_cost(&mut chain, 100_801, 1_000_000_000_000);
}

#[test]
fn cost_does_not_fall_when_the_reduction_interval_is_zero() {
	let mut chain = registered(1_000, 0);
	assert_cost(&mut chain, 1_000_000, 2_000_000_000_000);
}

#[test]
fn cost_is_not_doubled_before_the_first_registration() {
	let mut chain = Chain::local();
	chain.skip_to(50);
	chain.look(|| assert_eq!(Subnets::lock_cost(), tao(1_000)));
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(1_500) });
	chain.look(|| assert_eq!(Subnets::lock_cost(), tao(1_500)));
	// 1000 TAO count as what was paid last, in block 0.
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(500) });
	chain.look(|| assert_eq!(Subnets::lock_cost().get(), 1_000_000_000_000 - 52 * 9_920_634));
}

#[test]
fn registration_doubles_what_it_cost_itself() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| assert_eq!(Subnets::lock_cost(), tao(2_000)));
	chain.block(|| {
		let cost = Subnets::lock_cost();
		assert_eq!(cost.get(), 2_000_000_000_000 - 9_920_634);
		let before = free(&coldkey(Alice));
		assert_eq!(register(Alice), Ok(()));
		assert_eq!(before - free(&coldkey(Alice)), cost.get());
		assert_eq!(Subnets::lock_cost().get(), 2 * cost.get());
	});
}

#[test]
fn cost_stays_where_it_is_when_a_registration_fails() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.root(AdminCall::sudo_set_network_rate_limit { rate_limit: 100 });
	let before = chain.look(Subnets::lock_cost);
	chain.block(|| assert!(register(Alice).is_err()));
	chain.look(|| assert_eq!(before.get() - Subnets::lock_cost().get(), 9_920_634));
}
