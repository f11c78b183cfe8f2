//! What holds of leases after every block, broken by hand: each rule is found and named.

use super::scene::{cut, small_lease, the_lease, LEASE, SUBNET, TAO};
use crate::{
	kit::{coldkey, undone},
	words::alpha_rao,
};
use frame_support::traits::Hooks;
use pallet_leasing::{Books, Payout, Payouts, Settlements, SmallParts};
use pallet_protocol::{
	AccumulatedLeaseDividends, NetworksAdded, NextSubnetLeaseId, Owner, SubnetLeaseShares, SubnetOwner,
	SubnetUidToLeaseId,
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Eve};
use sp_runtime::DispatchError;
use taonet_runtime::{BlockNumber, Leasing, Runtime};
use taonet_types::{fixed::U64F64, NetUid, TaoBalance};

fn payout(amount: u64, left: u64) {
	let payout = Payout { begun: 1, amount: alpha_rao(amount), left: alpha_rao(left), last: None };
	Payouts::<Runtime>::insert(LEASE, payout);
}

#[test]
fn each_rule_is_named_when_it_is_broken() {
	let breaches: [(&str, fn()); 14] = [
		("SubnetUidToLeaseId are not the subnets of SubnetLeases", || SubnetUidToLeaseId::<Runtime>::remove(SUBNET)),
		("SubnetUidToLeaseId are not the subnets of SubnetLeases", || {
			SubnetUidToLeaseId::<Runtime>::insert(NetUid::new(1), 1)
		}),
		("a subnet is leased that does not exist", || NetworksAdded::<Runtime>::remove(SUBNET)),
		("a lease has a number that is yet to come", || NextSubnetLeaseId::<Runtime>::put(LEASE)),
		("Books are not those of the leases", || Books::<Runtime>::remove(LEASE)),
		("something is kept of a lease that is over", || {
			SubnetLeaseShares::<Runtime>::insert(9, coldkey(Eve), U64F64::from_bits(1))
		}),
		("something is kept of a lease that is over", || AccumulatedLeaseDividends::<Runtime>::insert(9, alpha_rao(1))),
		("the shares in a lease are not less than 1", || {
			SubnetLeaseShares::<Runtime>::insert(LEASE, coldkey(Charlie), U64F64::from_num(1))
		}),
		("Books do not count SmallParts", || SmallParts::<Runtime>::insert(LEASE, coldkey(Bob), alpha_rao(1))),
		("a lease does not own its hotkey", || Owner::<Runtime>::insert(the_lease().hotkey, coldkey(Eve))),
		("a lease does not own its subnet", || SubnetOwner::<Runtime>::insert(SUBNET, coldkey(Eve))),
		("more is left of a payout than was divided", || payout(1, 2)),
		("the TAO of a lease is divided that is not over", || Settlements::<Runtime>::insert(LEASE, TaoBalance::ZERO)),
		("a lease has promised more alpha than it has", || payout(8 * TAO, 8 * TAO)),
	];
	let mut chain = small_lease(None);
	// 3 alpha of 10 are set aside.
	chain.block(|| assert_eq!(cut(10 * TAO), 3 * TAO));
	let check = <Leasing as Hooks<BlockNumber>>::try_state;
	chain.look(|| {
		for (rule, break_it) in breaches {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			assert_eq!(found, Err(DispatchError::Other(rule)));
		}
	});
}
