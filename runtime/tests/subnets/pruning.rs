//! Which subnet makes room for a new one. Spec: subnets 2.2 and 2.4.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, endow, error, events, hotkey, undone, AdminCall, ProtocolCall},
	words::{
		alpha, dissolve, end_immunity, is_dissolving, keep_cost_low, limit_subnets, refused, register, tao, FIRST,
		NEXT, SUBNET,
	},
};
use pallet_issuance::TotalAlphaIssuance;
use pallet_protocol::{
	types::SubnetIdentityV3, Error, Event, NetworkRegisteredAt, SubnetAlphaIn, SubnetMechanism, SubnetMovingPrice,
	TotalNetworks,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{Runtime, Subnets};
use taonet_types::{fixed::I96F32, NetUid};

/// Sets the moving price of a subnet, in TAO for one alpha. Clients set it so, too.
fn set_price(netuid: NetUid, price: f64) {
	SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(price));
}

/// A chain with the subnets 1 (created in block 0), 2 (in block 2) and 3 (in block 3), and no room for more.
fn full() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		keep_cost_low();
		limit_subnets(3);
	});
	assert_eq!((chain.register_subnet(Bob), chain.register_subnet(Alice)), (SUBNET, NEXT));
	chain
}

#[test]
fn subnet_with_the_lowest_moving_price_makes_room() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		for (prices, pruned) in [([0.1, 0.2, 0.3], FIRST), ([0.3, 0.1, 0.2], SUBNET), ([0.3, 0.2, 0.1], NEXT)] {
			for (netuid, price) in [FIRST, SUBNET, NEXT].into_iter().zip(prices) {
				set_price(netuid, price);
			}
			assert_eq!(Subnets::subnet_to_prune(), Some(pruned));
		}
	});
}

#[test]
fn oldest_subnet_makes_room_when_prices_are_equal() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		for netuid in [FIRST, SUBNET, NEXT] {
			set_price(netuid, 0.1);
		}
		assert_eq!(Subnets::subnet_to_prune(), Some(FIRST));
		// By block, not by number.
		NetworkRegisteredAt::<Runtime>::insert(FIRST, 4);
		NetworkRegisteredAt::<Runtime>::insert(SUBNET, 4);
		assert_eq!(Subnets::subnet_to_prune(), Some(NEXT));
		// Of the same block the first by number.
		NetworkRegisteredAt::<Runtime>::insert(NEXT, 4);
		assert_eq!(Subnets::subnet_to_prune(), Some(FIRST));
	});
}

#[test]
fn subnet_without_a_pool_counts_as_if_its_price_were_one() {
	let mut chain = full();
	chain.look(|| {
		undone(|| {
			end_immunity();
			set_price(FIRST, 0.0);
			set_price(SUBNET, 1.5);
			set_price(NEXT, 0.99);
			SubnetMechanism::<Runtime>::insert(FIRST, 0);
			assert_eq!(Subnets::subnet_to_prune(), Some(NEXT));
			set_price(NEXT, 1.01);
			assert_eq!(Subnets::subnet_to_prune(), Some(FIRST));
		});
	});
}

#[test]
fn subnet_is_immune_until_its_period_is_over() {
	let mut chain = full();
	chain.root(AdminCall::sudo_set_network_immunity_period { immunity_period: 100 });
	// Netuid 2 was created in block 2 and has a lower price than netuid 1, which is immune no longer.
	chain.look(|| {
		set_price(FIRST, 0.5);
		set_price(SUBNET, 0.1);
		set_price(NEXT, 0.0);
	});
	chain.skip_to(99);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), None));
	chain.skip_to(100);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), Some(FIRST)));
	chain.skip_to(101);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), Some(FIRST)));
	chain.skip_to(102);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), Some(SUBNET)));
	chain.skip_to(103);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), Some(NEXT)));
}

#[test]
fn no_subnet_makes_room_for_its_whole_immunity_period_by_default() {
	let mut chain = full();
	chain.skip_to(1_295_999);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), None));
	chain.skip_to(1_296_000);
	chain.look(|| assert_eq!(Subnets::subnet_to_prune(), Some(FIRST)));
}

#[test]
fn root_never_makes_room() {
	let mut chain = Chain::local();
	chain.block(|| {
		end_immunity();
		assert_eq!(dissolve(FIRST), Ok(()));
		assert_eq!(Subnets::subnet_to_prune(), None);
		limit_subnets(0);
		assert_eq!(refused(|| register(Bob)), error(Error::SubnetLimitReached));
	});
}

#[test]
fn registration_fails_at_the_limit_when_all_subnets_are_immune() {
	let mut chain = full();
	chain.block(|| assert_eq!(refused(|| register(Charlie)), error(Error::SubnetLimitReached)));
}

#[test]
fn newcomer_gets_a_clean_number_and_not_that_of_the_subnet_which_makes_room() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		set_price(SUBNET, 0.1);
		set_price(FIRST, 0.2);
		set_price(NEXT, 0.3);
		let before = events().len();
		assert_eq!(register(Charlie), Ok(()));
		let newcomer = NetUid::new(4);
		let told = events().split_off(before);
		assert_eq!(told.first(), Some(&Event::NetworkRemoved(SUBNET)));
		assert_eq!(told.last(), Some(&Event::NetworkAdded(newcomer, 1)));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, NEXT, newcomer]);
		assert_eq!(TotalNetworks::<Runtime>::get(), 4);
		assert!(is_dissolving(SUBNET));
	});
	// When all is forgotten the number is the lowest clean one.
	chain.run(1);
	chain.block(|| {
		assert!(!is_dissolving(SUBNET));
		for netuid in [FIRST, NEXT] {
			set_price(netuid, 0.5);
		}
		set_price(NetUid::new(4), 0.1);
		assert_eq!(register(Charlie), Ok(()));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, SUBNET, NEXT]);
	});
}

#[test]
fn price_of_the_subnet_which_makes_room_does_not_count_for_the_new_pool() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		// Prices 1, 1 and 0.25; the median would be 1 with and without netuid 1.
		for (netuid, in_pool) in [(SUBNET, 4_000), (NEXT, 4_000)] {
			SubnetAlphaIn::<Runtime>::insert(netuid, alpha(in_pool));
			TotalAlphaIssuance::<Runtime>::insert(netuid, alpha(in_pool));
		}
		for (netuid, price) in [(FIRST, 0.5), (SUBNET, 0.1), (NEXT, 0.5)] {
			set_price(netuid, price);
		}
		assert_eq!(register(Charlie), Ok(()));
		// The mean of 1 and 0.25 instead of 0.25.
		assert_eq!(SubnetAlphaIn::<Runtime>::get(NetUid::new(4)), alpha(1_600));
	});
}

#[test]
fn subnet_stays_when_the_registration_that_would_have_replaced_it_fails() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		let hotkey = account(1);
		let ask = || call(&coldkey(Dave), ProtocolCall::register_network { hotkey: hotkey.clone() });
		let poor = account(2);
		endow(&poor, 999);
		let poor_asks = || call(&poor, ProtocolCall::register_network { hotkey: hotkey.clone() });
		assert_eq!(refused(poor_asks), error(Error::CannotAffordLockCost));
		let identity = Some(SubnetIdentityV3 { discord: vec![0; 257], ..Default::default() });
		let asks_at_length =
			|| call(&coldkey(Dave), ProtocolCall::register_network_with_identity { hotkey: hotkey.clone(), identity });
		assert_eq!(refused(asks_at_length), error(Error::InvalidIdentity));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, SUBNET, NEXT]);
		assert_eq!(ask(), Ok(()));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, SUBNET, NEXT, NetUid::new(4)]);
	});
}

#[test]
fn one_subnet_makes_room_when_the_limit_was_lowered_below_their_number() {
	let mut chain = full();
	chain.block(|| {
		end_immunity();
		limit_subnets(1);
		assert_eq!(register(Eve), Ok(()));
		assert_eq!(TotalNetworks::<Runtime>::get(), 4);
	});
}

#[test]
fn subnet_that_is_being_removed_takes_no_place_and_its_number_is_not_given_out() {
	let mut chain = full();
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		// Nobody has to go: there are but two live subnets.
		let before = free(&coldkey(Charlie));
		assert_eq!(register(Charlie), Ok(()));
		assert_eq!(before - free(&coldkey(Charlie)), tao(1_000).get());
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, NEXT, NetUid::new(4)]);
		assert_eq!(refused(|| call(&coldkey(Bob), ProtocolCall::register_network { hotkey: hotkey(Bob) })), {
			error(Error::SubnetLimitReached)
		});
	});
}
