//! What is true of leases after every block. Spec: staking 14, subnets 10.

use crate::{Books, Config, Pallet, Payouts, Settlements, SmallParts, Staking, Subnets};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use pallet_protocol::{
	now,
	types::{LeaseId, SubnetLeaseOf},
	AccumulatedLeaseDividends, NetworkRegisteredAt, NextSubnetLeaseId, SubnetLeaseShares, SubnetLeases, SubnetOwner,
	SubnetUidToLeaseId,
};
use pallet_staking::ColdkeyTransits;
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_types::{fixed::U64F64, AlphaBalance};

type Check = Result<(), TryRuntimeError>;

/// Alpha-rao by which stake may fall short of what was promised: its value is rounded down with each payment, and there are
/// 500 contributors in a payout, whose next one may be promised already.
const ROUNDED_AWAY: u64 = 1_000;

/// Blocks after which a subnet can pass to another owner by conviction. Spec: staking 10.8.
const CONVICTION_AGE: u64 = 2_629_800;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::subnets_and_leases_name_each_other()?;
		Self::nothing_is_left_of_former_leases()?;
		Self::shares_leave_something_to_the_beneficiary()?;
		Self::small_parts_are_counted()?;
		for (lease_id, lease) in SubnetLeases::<T>::iter() {
			// While root's swap of its coldkey goes on, the lease names the old one, and some is the new one's already.
			if !ColdkeyTransits::<T>::contains_key(&lease.coldkey) {
				Self::lease_owns_its_subnet(&lease)?;
				// Whoever root has put in its place may have the key, and unstake.
				if Self::is_keyless(lease_id, &lease) {
					Self::stake_covers_what_was_promised(lease_id, &lease)?;
				}
			}
		}
		Ok(())
	}

	fn subnets_and_leases_name_each_other() -> Check {
		let leases: BTreeSet<_> = SubnetLeases::<T>::iter().map(|(lease_id, lease)| (lease.netuid, lease_id)).collect();
		let subnets: BTreeSet<_> = SubnetUidToLeaseId::<T>::iter().collect();
		ensure!(leases == subnets, "SubnetUidToLeaseId are not the subnets of SubnetLeases");
		for (netuid, lease_id) in leases {
			let is_there = Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
			ensure!(is_there, "a subnet is leased that does not exist");
			ensure!(lease_id < NextSubnetLeaseId::<T>::get(), "a lease has a number that is yet to come");
		}
		Ok(())
	}

	fn nothing_is_left_of_former_leases() -> Check {
		let leases: BTreeSet<LeaseId> = SubnetLeases::<T>::iter_keys().collect();
		ensure!(Books::<T>::iter_keys().collect::<BTreeSet<_>>() == leases, "Books are not those of the leases");
		let mut kept = SubnetLeaseShares::<T>::iter_keys()
			.map(|(lease_id, _)| lease_id)
			.chain(AccumulatedLeaseDividends::<T>::iter_keys())
			.chain(Payouts::<T>::iter_keys())
			.chain(SmallParts::<T>::iter_keys().map(|(lease_id, _)| lease_id))
			.chain(Settlements::<T>::iter_keys());
		ensure!(kept.all(|lease_id| leases.contains(&lease_id)), "something is kept of a lease that is over");
		Ok(())
	}

	fn shares_leave_something_to_the_beneficiary() -> Check {
		let mut sums = BTreeMap::<LeaseId, U64F64>::new();
		for (lease_id, _, share) in SubnetLeaseShares::<T>::iter() {
			let sum = sums.entry(lease_id).or_default();
			*sum = sum.saturating_add(share);
		}
		let one = U64F64::from_bits(1 << 64);
		ensure!(sums.values().all(|sum| *sum < one), "the shares in a lease are not less than 1");
		Ok(())
	}

	fn small_parts_are_counted() -> Check {
		let mut sums = BTreeMap::<LeaseId, AlphaBalance>::new();
		for (lease_id, _, part) in SmallParts::<T>::iter() {
			ensure!(!part.is_zero(), "SmallParts names somebody without a part");
			let sum = sums.entry(lease_id).or_default();
			*sum = sum.saturating_add(part);
		}
		for (lease_id, books) in Books::<T>::iter() {
			// Of a subnet that is dissolved they are forgotten one by one.
			let is_counted = sums.get(&lease_id).copied().unwrap_or_default() == books.kept;
			ensure!(is_counted || Settlements::<T>::contains_key(lease_id), "Books do not count SmallParts");
		}
		Ok(())
	}

	fn lease_owns_its_subnet(lease: &SubnetLeaseOf<T>) -> Check {
		ensure!(Subnets::<T>::owns(&lease.coldkey, &lease.hotkey), "a lease does not own its hotkey");
		let may_have_passed_on =
			now::<T>() >= NetworkRegisteredAt::<T>::get(lease.netuid).saturating_add(CONVICTION_AGE);
		let owns_it = SubnetOwner::<T>::get(lease.netuid) == lease.coldkey;
		ensure!(owns_it || may_have_passed_on, "a lease does not own its subnet");
		Ok(())
	}

	fn stake_covers_what_was_promised(lease_id: LeaseId, lease: &SubnetLeaseOf<T>) -> Check {
		let payout = Payouts::<T>::get(lease_id);
		let left = payout.as_ref().map_or(AlphaBalance::ZERO, |payout| payout.left);
		ensure!(payout.is_none_or(|payout| left <= payout.amount), "more is left of a payout than was divided");
		if !Subnets::<T>::exists(lease.netuid) {
			// Its stake is being paid for.
			return Ok(());
		}
		ensure!(!Settlements::<T>::contains_key(lease_id), "the TAO of a lease is divided that is not over");
		let kept = Books::<T>::get(lease_id).unwrap_or_default().kept;
		let promised = AccumulatedLeaseDividends::<T>::get(lease_id).saturating_add(left).saturating_add(kept);
		let stake = Staking::<T>::stake_of(&lease.hotkey, &lease.coldkey, lease.netuid);
		let covered = stake.saturating_add(AlphaBalance::new(ROUNDED_AWAY));
		ensure!(promised <= covered, "a lease has promised more alpha than it has");
		Ok(())
	}
}
