//! What contributors and beneficiaries get of owners' cuts. Spec: staking 14, subnets 10.

use crate::{
	amounts::{dividend, set_aside},
	most, Books, Config, LeaseLocks, Pallet, Payouts, Protocol, ProtocolEvent, SmallParts, Staking, Subnets,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{storage::with_storage_layer, traits::Get, weights::Weight};
use pallet_protocol::{
	defaults::LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL,
	now,
	types::{LeaseId, SubnetLeaseOf},
	AccumulatedLeaseDividends, SubnetLeaseShares, SubnetLeases, SubnetUidToLeaseId,
};
use pallet_swap::Pallet as Swap;
use scale_info::TypeInfo;
use taonet_tokenomics::price::worth;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Reads, and writes, that a payment costs. Chosen too high rather than too low.
const ACCESSES_PER_PAYMENT: u64 = 18;

/// What a lease remembers of its payments.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct LeaseBooks {
	/// Block in which the last payout began; before the first one, that in which the lease did.
	pub last_payment: u64,
	/// Sum of its [`SmallParts`], in alpha-rao.
	pub kept: AlphaBalance,
}

/// How far a payout has come.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Payout<AccountId> {
	/// Block in which it began.
	pub begun: u64,
	/// Alpha-rao that are divided.
	pub amount: AlphaBalance,
	/// Alpha-rao of that which nobody has got yet.
	pub left: AlphaBalance,
	/// The contributor who was paid last; none at the beginning.
	pub last: Option<AccountId>,
}

impl<AccountId> Payout<AccountId> {
	/// Takes so much of what is left, or all of it: parts that are rounded up may be more together.
	fn take(&mut self, part: AlphaBalance) -> AlphaBalance {
		let taken = part.min(self.left);
		// It is at most that.
		self.left = self.left.saturating_sub(taken);
		taken
	}
}

impl<T: Config> Pallet<T> {
	/// A lease whose subnet is live.
	pub(crate) fn live_lease(lease_id: LeaseId) -> Option<SubnetLeaseOf<T>> {
		SubnetLeases::<T>::get(lease_id).filter(|lease| Subnets::<T>::exists(lease.netuid))
	}

	/// The hotkey on which the owner's cuts of a leased subnet are staked, and contributors paid: that of the lease, whichever hotkey
	/// root may have named the owner's since. None where the subnet is not leased, or has passed to another owner.
	pub fn hotkey_for_cuts(netuid: NetUid) -> Option<T::AccountId> {
		let lease = Self::live_lease(SubnetUidToLeaseId::<T>::get(netuid)?)?;
		Subnets::<T>::is_owner(netuid, &lease.coldkey).then_some(lease.hotkey)
	}

	/// To be called when the owner's cut of a subnet was staked for its owner. If the subnet is leased, and the lease not over,
	/// the contributors' part of it is set aside and, when it is time, begins to be paid out. Answers how many alpha-rao were
	/// set aside, which must not be locked. Spec: staking 14, economics 11.4.
	pub fn on_owner_cut(netuid: NetUid, cut: AlphaBalance) -> AlphaBalance {
		let Some(lease_id) = SubnetUidToLeaseId::<T>::get(netuid) else { return AlphaBalance::ZERO };
		let Some(lease) = Self::live_lease(lease_id) else { return AlphaBalance::ZERO };
		let has_ended = lease.end_block.is_some_and(|end| end <= frame_system::Pallet::<T>::block_number());
		// The subnet may have passed to another owner by conviction. What was set aside before is paid all the same.
		if has_ended || !Subnets::<T>::is_owner(netuid, &lease.coldkey) {
			Self::begin_payout_in_time(lease_id);
			return AlphaBalance::ZERO;
		}
		let part = set_aside(lease.emissions_share, cut);
		AccumulatedLeaseDividends::<T>::mutate_exists(lease_id, |accumulated| {
			let sum = accumulated.unwrap_or_default().saturating_add(part);
			// What is staked may be worth an alpha-rao less than what was staked.
			*accumulated = Some(sum.min(Self::nobodys(lease_id, &lease))).filter(|sum| !sum.is_zero());
		});
		Self::begin_payout_in_time(lease_id);
		part
	}

	/// Stake of the lease's coldkey, in alpha-rao, of which nobody was promised anything but by `AccumulatedLeaseDividends`.
	fn nobodys(lease_id: LeaseId, lease: &SubnetLeaseOf<T>) -> AlphaBalance {
		let left = Payouts::<T>::get(lease_id).map_or(AlphaBalance::ZERO, |payout| payout.left);
		let kept = Books::<T>::get(lease_id).unwrap_or_default().kept;
		// Rounded down it may be less than was promised.
		Staking::<T>::stake_of(&lease.hotkey, &lease.coldkey, lease.netuid).saturating_sub(left).saturating_sub(kept)
	}

	fn begin_payout_in_time(lease_id: LeaseId) {
		let last = Books::<T>::get(lease_id).unwrap_or_default().last_payment;
		let is_time = now::<T>() >= last.saturating_add(LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL.into());
		let is_worth_it = AccumulatedLeaseDividends::<T>::contains_key(lease_id);
		if is_time && is_worth_it && !Payouts::<T>::contains_key(lease_id) {
			Self::begin_payout(lease_id);
		}
	}

	/// Fixes what is divided: all that was set aside so far.
	pub(crate) fn begin_payout(lease_id: LeaseId) {
		let amount = AccumulatedLeaseDividends::<T>::take(lease_id);
		let begun = now::<T>();
		Books::<T>::mutate(lease_id, |books| books.get_or_insert_default().last_payment = begun);
		Payouts::<T>::insert(lease_id, Payout { begun, amount, left: amount, last: None });
	}

	/// Goes on with the payouts, the oldest first, and pays at most `limit` contributors and beneficiaries. To be called in
	/// every block.
	pub fn continue_payouts(limit: u32) -> Weight {
		// Fewer than there are subnets, and mostly none.
		let mut payouts: Vec<_> = Payouts::<T>::iter().map(|(lease_id, payout)| (payout.begun, lease_id)).collect();
		payouts.sort_unstable();
		let mut left = limit;
		for (_, lease_id) in &payouts {
			if left == 0 {
				break;
			}
			// No more than what was left.
			left = left.saturating_sub(Self::continue_payout(*lease_id, left, T::MinStake::get()));
		}
		let listed = u64::try_from(payouts.len()).unwrap_or(u64::MAX).saturating_add(1);
		let accesses = u64::from(limit.saturating_sub(left)).saturating_mul(ACCESSES_PER_PAYMENT);
		T::DbWeight::get().reads_writes(accesses.saturating_add(listed.saturating_mul(3)), accesses)
	}

	/// Pays at most `limit` of those who have a part in a payout, if there is one, and tells how many that were. The beneficiary
	/// comes last. Amounts worth less than `least` RAO are kept.
	pub(crate) fn continue_payout(lease_id: LeaseId, limit: u32, least: TaoBalance) -> u32 {
		let (Some(mut payout), Some(lease)) = (Payouts::<T>::get(lease_id), Self::live_lease(lease_id)) else {
			return 0;
		};
		let mut shares = match &payout.last {
			Some(last) => {
				let last = SubnetLeaseShares::<T>::hashed_key_for(lease_id, last);
				SubnetLeaseShares::<T>::iter_prefix_from(lease_id, last)
			},
			None => SubnetLeaseShares::<T>::iter_prefix(lease_id),
		};
		let mut purse = Purse::<T>::open(lease_id, &lease, least);
		let next: Vec<_> = shares.by_ref().take(most(limit)).collect();
		let mut visited = 0u32;
		for (contributor, share) in next {
			let part = payout.take(dividend(share, payout.amount));
			purse.pay(&contributor, part);
			payout.last = Some(contributor);
			// Not more than the limit.
			visited = visited.saturating_add(1);
		}
		if visited < limit {
			purse.pay(&lease.beneficiary, payout.left);
			visited = visited.saturating_add(1);
			Payouts::<T>::remove(lease_id);
		} else {
			Payouts::<T>::insert(lease_id, payout);
		}
		purse.close();
		visited
	}
}

/// The stake out of which a lease pays.
struct Purse<'a, T: Config> {
	lease_id: LeaseId,
	lease: &'a SubnetLeaseOf<T>,
	books: LeaseBooks,
	/// Alpha-rao that are not locked.
	free: AlphaBalance,
	/// RAO that a payment must be worth.
	least: TaoBalance,
}

impl<'a, T: Config> Purse<'a, T> {
	fn open(lease_id: LeaseId, lease: &'a SubnetLeaseOf<T>, least: TaoBalance) -> Self {
		let stake = Staking::<T>::stake_of(&lease.hotkey, &lease.coldkey, lease.netuid);
		// Stake on another hotkey may be locked too.
		let free = stake.saturating_sub(T::Locks::locked(&lease.coldkey, lease.netuid));
		Self { lease_id, lease, books: Books::<T>::get(lease_id).unwrap_or_default(), free, least }
	}

	/// Pays somebody his part together with what was kept for him before; what is too little, or cannot be moved, is kept.
	fn pay(&mut self, to: &T::AccountId, part: AlphaBalance) {
		let before = SmallParts::<T>::get(self.lease_id, to).unwrap_or(AlphaBalance::ZERO);
		// Both are parts of what was issued.
		let due = before.saturating_add(part);
		if due.is_zero() {
			return;
		}
		self.books.kept = self.books.kept.saturating_sub(before);
		if self.move_to(&Staking::<T>::coldkey_standing_for(to), due) {
			SmallParts::<T>::remove(self.lease_id, to);
		} else {
			SmallParts::<T>::insert(self.lease_id, to, due);
			self.books.kept = self.books.kept.saturating_add(due);
		}
	}

	/// Moves stake to somebody, and tells whether that was possible.
	fn move_to(&mut self, contributor: &T::AccountId, alpha: AlphaBalance) -> bool {
		let netuid = self.lease.netuid;
		let Some(free) = self.free.checked_sub(alpha) else { return false };
		if worth(alpha, Swap::<T>::price(netuid)) < self.least {
			return false;
		}
		let way = (&self.lease.coldkey, contributor);
		let moved = with_storage_layer(|| Staking::<T>::pass_on_stake(&self.lease.hotkey, way, netuid, alpha));
		if moved.is_err() {
			return false;
		}
		self.free = free;
		let (lease_id, contributor) = (self.lease_id, contributor.clone());
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetLeaseDividendsDistributed { lease_id, contributor, alpha });
		true
	}

	fn close(self) {
		Books::<T>::insert(self.lease_id, self.books);
	}
}
