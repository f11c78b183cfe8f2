//! What becomes of a lease whose subnet is dissolved.

use super::scene::{
	assert_gone, crowd, crowded_lease, cut, payments, small_lease, the_lease, LEASE, PROXY_DEPOSIT, SUBNET, TAO,
};
use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, endow, error, hotkey, root, ProtocolCall},
	words::{alpha, refused},
};
use pallet_leasing::SmallParts;
use pallet_protocol::{Error, SubnetLeaseShares};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Eve};
use taonet_runtime::{Leasing, Runtime};

/// What 1000 alpha of the lease are paid beside the pool's 1000, and the deposit that comes back.
const DIVIDED: u64 = 500 * TAO + PROXY_DEPOSIT;

fn dissolve() {
	assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
}

/// Makes blocks until nothing is left of the subnet; tells how many.
fn wait(chain: &mut Chain) -> u32 {
	let begun = chain.height();
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		chain.run(1);
	}
	chain.height() - begun
}

#[test]
fn tao_of_the_lease_is_divided_by_shares_and_nothing_of_it_is_left() {
	let mut chain = small_lease(Some(5_000));
	let lease = chain.look(the_lease);
	let balances = || [Charlie, Bob].map(|key| free(&coldkey(key)));
	let before = chain.block(|| {
		cut(1_000 * TAO);
		dissolve();
		let over = ProtocolCall::terminate_lease { lease_id: LEASE, hotkey: hotkey(Bob) };
		assert_eq!(refused(|| call(&coldkey(Bob), over)), error(Error::LeaseDoesNotExist));
		assert_eq!(Leasing::on_owner_cut(SUBNET, alpha(1)).get(), 0);
		balances()
	});
	wait(&mut chain);
	chain.look(|| {
		// A fifth, as 64 binary digits.
		let charlies = u64::try_from((u128::from(DIVIDED) * ((300_u128 << 64) / 1_500)) >> 64).unwrap();
		assert_eq!(charlies, 100_018_599_999);
		assert_eq!(balances(), [before[0] + charlies, before[1] + DIVIDED - charlies]);
		assert_gone(&lease);
	});
}

#[test]
fn lease_of_a_subnet_that_was_never_paid_gives_the_deposit_back() {
	let mut chain = small_lease(None);
	let lease = chain.look(the_lease);
	let before = chain.block(|| {
		dissolve();
		free(&coldkey(Charlie)) + free(&coldkey(Bob))
	});
	wait(&mut chain);
	chain.look(|| {
		assert_eq!(free(&coldkey(Charlie)) + free(&coldkey(Bob)), before + PROXY_DEPOSIT);
		assert_gone(&lease);
	});
}

#[test]
fn five_hundred_are_paid_over_several_blocks_though_a_payout_was_going_on() {
	let mut chain = crowded_lease();
	chain.skip_to(200);
	let lease = chain.look(the_lease);
	let mut before = vec![];
	chain.block(|| {
		cut(1_000 * TAO);
		Leasing::continue_payouts(100);
		assert_eq!(payments().len(), 100);
		dissolve();
		before = crowd().iter().map(free).collect();
	});
	let mut shares = vec![];
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		// Whatever holds after every block is checked in each of them.
		chain.block(|| assert!(Leasing::continue_payouts(100).ref_time() > 0));
		shares.push(chain.look(|| SubnetLeaseShares::<Runtime>::iter_prefix(LEASE).count()));
	}
	assert!(shares.windows(2).all(|pair| pair[0] - pair[1] <= 100), "{shares:?}");
	assert!(shares.iter().filter(|left| (1..499).contains(*left)).count() >= 3, "{shares:?}");
	chain.look(|| {
		// 500 TAO were paid for all stake: a hundredth part of it for the alpha that the first hundred had got already.
		let dividend = 500 * TAO * 2 / 1_500 + 1;
		let pot = u128::from(1_000 * TAO);
		let for_dividend = u64::try_from(pot * u128::from(dividend) / u128::from(2_000 * TAO)).unwrap();
		let gained: Vec<u64> =
			crowd().iter().zip(&before).map(|(contributor, before)| free(contributor) - before).collect();
		let (first, last) = (gained[0], gained[498]);
		assert!(gained[..100].iter().all(|gain| gain.abs_diff(first) <= 1), "{gained:?}");
		assert!(gained[100..].iter().all(|gain| *gain == last), "{gained:?}");
		assert!((first - last).abs_diff(for_dividend) <= 2, "{first} {last} {for_dividend}");
		let left = 500 * TAO - 100 * for_dividend + PROXY_DEPOSIT;
		assert!(last.abs_diff(left * 2 / 1_500) <= 2, "{last} {left}");
		assert_gone(&lease);
	});
}

#[test]
fn next_subnet_on_the_number_is_not_leased() {
	let mut chain = small_lease(None);
	chain.block(dissolve);
	wait(&mut chain);
	chain.block(|| endow(&coldkey(Charlie), 10_000));
	assert_eq!(chain.register_subnet(Charlie), SUBNET);
	chain.look(|| {
		assert_eq!(Leasing::on_owner_cut(SUBNET, alpha(1)).get(), 0);
		assert_eq!(SmallParts::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn who_gives_way_to_another_coldkey_meanwhile_is_paid_once_under_either() {
	let mut chain = crowded_lease();
	let first = crowd().remove(0);
	chain.block(|| {
		cut(1_000 * TAO);
		dissolve();
	});
	// As soon as some are paid.
	while chain.look(|| SubnetLeaseShares::<Runtime>::iter_prefix(LEASE).count()) == 499 {
		chain.run(1);
	}
	let last = chain.look(|| SubnetLeaseShares::<Runtime>::iter_key_prefix(LEASE).last()).expect("some are not paid");
	assert_ne!(first, last);
	chain.block(|| {
		use pallet_staking::hooks::OnKeysSwapped;
		let eve = coldkey(Eve);
		assert!(!Leasing::coldkey_swapped(&last, &eve, 500).unfinished);
		assert!(!SubnetLeaseShares::<Runtime>::contains_key(LEASE, &last));
		assert!(SubnetLeaseShares::<Runtime>::contains_key(LEASE, &eve));
	});
	let before = chain.look(|| [free(&last), free(&coldkey(Eve))]);
	wait(&mut chain);
	chain.look(|| {
		let gained = free(&first) - free(&last);
		assert_eq!([free(&last), free(&coldkey(Eve))], [before[0], before[1] + gained]);
		assert!(gained > 0);
	});
}
