//! Beneficiaries and contributors whose coldkey is swapped.

use super::scene::{
	crowd, crowded_lease, cut, payments, proxies, small_lease, stake_of, the_lease, LEASE, PROXY_DEPOSIT, SUBNET, TAO,
};
use crate::{
	kit::{account, call, coldkey, hotkey, root, ProtocolCall},
	words::alpha_rao,
};
use pallet_leasing::{Books, Payouts, SmallParts};
use pallet_protocol::{SubnetLeaseShares, SubnetOwner};
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::Cleared;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};
use taonet_runtime::{Balances, Leasing, Runtime};
use taonet_types::{fixed::U64F64, TaoBalance};

fn swapped(old: Sr25519Keyring, new: Sr25519Keyring, limit: u32) -> Cleared {
	Leasing::coldkey_swapped(&coldkey(old), &coldkey(new), limit)
}

fn share(of: Sr25519Keyring) -> U64F64 {
	SubnetLeaseShares::<Runtime>::get(LEASE, coldkey(of))
}

#[test]
fn new_beneficiary_acts_for_the_lease_and_ends_it() {
	let mut chain = small_lease(Some(1_000));
	chain.block(|| {
		assert_eq!(swapped(Bob, Eve, 0), Cleared { visited: 0, unfinished: true });
		assert_eq!(proxies(&the_lease().coldkey), [coldkey(Bob)]);
		assert_eq!(swapped(Bob, Eve, 1), Cleared { visited: 1, unfinished: false });
	});
	chain.block(|| {
		assert_eq!(swapped(Bob, Eve, 500), Cleared::default());
		let lease = the_lease();
		assert_eq!(lease.beneficiary, coldkey(Eve));
		assert_eq!(proxies(&lease.coldkey), [coldkey(Eve)]);
		assert_eq!(Balances::reserved_balance(&lease.coldkey), PROXY_DEPOSIT);
	});
	chain.skip_to(1_000);
	chain.block(|| {
		let claim = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Eve) };
		assert_eq!(call(&coldkey(Eve), claim), Ok(()));
		let terminate = ProtocolCall::terminate_lease { lease_id: LEASE, hotkey: hotkey(Eve) };
		assert_eq!(call(&coldkey(Eve), terminate), Ok(()));
	});
}

#[test]
fn share_and_small_part_follow_and_are_added_to_what_is_there() {
	let mut chain = small_lease(None);
	chain.skip_to(200);
	chain.block(|| {
		// 200 000 alpha-rao for Charlie are kept.
		assert_eq!(cut(3_333_333), 1_000_000);
		Leasing::continue_payouts(100);
		let fifth = share(Charlie);
		assert_eq!(swapped(Charlie, Dave, 500), Cleared { visited: 1, unfinished: false });
		assert_eq!((share(Charlie), share(Dave)), (U64F64::from_num(0), fifth));
		assert!(!SubnetLeaseShares::<Runtime>::contains_key(LEASE, coldkey(Charlie)));
		assert_eq!(SmallParts::<Runtime>::iter().collect::<Vec<_>>(), [(LEASE, coldkey(Dave), alpha_rao(200_000))]);
		// Into the beneficiary's, for whom something is kept as well.
		SmallParts::<Runtime>::insert(LEASE, coldkey(Bob), alpha_rao(7));
		Books::<Runtime>::mutate(LEASE, |books| books.as_mut().unwrap().kept = alpha_rao(200_007));
		assert_eq!(swapped(Dave, Bob, 500), Cleared { visited: 1, unfinished: false });
		assert_eq!(share(Bob), fifth);
		assert_eq!(SmallParts::<Runtime>::iter().collect::<Vec<_>>(), [(LEASE, coldkey(Bob), alpha_rao(200_007))]);
	});
}

#[test]
fn stranger_changes_nothing() {
	let mut chain = small_lease(None);
	chain.block(|| {
		assert_eq!(swapped(Eve, Dave, 0), Cleared::default());
		assert_eq!(swapped(Eve, Dave, 500), Cleared::default());
		Leasing::hotkey_swapped(SUBNET, &the_lease().hotkey, &hotkey(Eve), false);
		assert_eq!(the_lease().beneficiary, coldkey(Bob));
	});
}

#[test]
fn everybody_is_paid_once_when_a_contributor_gives_way_during_a_payout() {
	let mut chain = crowded_lease();
	chain.skip_to(200);
	chain.block(|| {
		cut(150 * TAO);
		Leasing::continue_payouts(100);
		let (paid, unpaid) = (crowd().remove(0), crowd().remove(498));
		// Behind all others in order.
		let new = account(u32::MAX);
		assert_eq!(Leasing::coldkey_swapped(&paid, &new, 50), Cleared { visited: 50, unfinished: true });
		assert!(SubnetLeaseShares::<Runtime>::contains_key(LEASE, &paid));
		// 349 are left, the beneficiary, and the renaming.
		assert_eq!(Leasing::coldkey_swapped(&paid, &new, 500), Cleared { visited: 351, unfinished: false });
		assert!(!Payouts::<Runtime>::contains_key(LEASE));
		assert_eq!(payments().len(), 500);
		assert!(crowd().iter().all(|contributor| stake_of(contributor) == 100_000_000));
		assert_eq!(stake_of(&new), 0);
		assert_eq!(Leasing::coldkey_swapped(&unpaid, &paid, 500).visited, 1);
		let shares = SubnetLeaseShares::<Runtime>::iter_prefix(LEASE).count();
		assert_eq!(shares, 499);
	});
}

#[test]
fn lease_follows_its_coldkey_where_root_swaps_it() {
	let mut chain = small_lease(None);
	chain.skip_to(200);
	let old = chain.look(the_lease).coldkey;
	chain.block(|| {
		cut(10 * TAO);
		let swap = ProtocolCall::swap_coldkey {
			old_coldkey: old.clone(),
			new_coldkey: coldkey(Eve),
			swap_cost: TaoBalance::ZERO,
		};
		assert_eq!(root(swap), Ok(()));
		let lease = the_lease();
		assert_eq!(lease.coldkey, coldkey(Eve));
		assert_eq!((proxies(&old), proxies(&coldkey(Eve))), (vec![], vec![coldkey(Bob)]));
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Eve));
		assert_eq!(stake_of(&old), 0);
	});
	chain.skip_to(400);
	chain.block(|| {
		assert_eq!(cut(10 * TAO), 3 * TAO);
		Leasing::continue_payouts(100);
		// What could not be paid while the stake was on its way, too.
		assert_eq!(payments(), [(coldkey(Charlie), 1_200_000_000), (coldkey(Bob), 4_800_000_000)]);
	});
}

#[test]
fn coldkey_swap_renames_beneficiary_and_contributors() {
	let mut chain = small_lease(None);
	chain.block(|| {
		let fifth = share(Charlie);
		let fresh = [account(1), account(2)];
		for (key, new_coldkey) in [Bob, Charlie].into_iter().zip(fresh.clone()) {
			let old_coldkey = coldkey(key);
			let swap_cost = TaoBalance::ZERO;
			assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }), Ok(()));
		}
		assert_eq!(the_lease().beneficiary, fresh[0]);
		assert_eq!(proxies(&the_lease().coldkey), [fresh[0].clone()]);
		assert_eq!(SubnetLeaseShares::<Runtime>::iter().collect::<Vec<_>>(), [(LEASE, fresh[1].clone(), fifth)]);
	});
}
