//! Which epochs run in a block, and what they divide. Spec: economics 10, consensus 3.3.
//!
//! An epoch that is due is put off to the next block where enough of them run already, where the block has no time left for it,
//! and where weights that belong to it still wait to be revealed.

use crate::{Config, Epochs, Event, Pallet, Staking, Subnets, WeightInfo};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, storage::with_storage_layer, traits::Get, weights::Weight};
use pallet_epoch::EpochReport;
use pallet_protocol::{
	now, MaxEpochsPerBlock, ParentKeys, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
	PendingValidatorEmission, SubnetOwner, ValidatorPermit,
};
use sp_runtime::DispatchError;
use taonet_tokenomics::incentives::{EpochPot, EpochResult};
use taonet_types::{AlphaBalance, NetUid};

/// Reads to find out whether a subnet's epoch is due, and to count the block for it.
const READS_PER_SUBNET: u64 = 5;

/// Subnets whose next period begins with a block.
pub(crate) struct BegunPeriods {
	/// Those whose epoch ran, and those where it was skipped, by number.
	pub netuids: Vec<NetUid>,
	/// What looking for them, the epochs and the payouts cost.
	pub weight: Weight,
}

/// A subnet whose epoch runs in this block.
struct Drained<AccountId> {
	netuid: NetUid,
	/// Its neurons by uid; none where one stands twice since the subnet was taken over.
	hotkeys: Option<Vec<AccountId>>,
	pot: EpochPot,
	/// Alpha-rao for the subnet's owner.
	owner_cut: AlphaBalance,
}

/// What becomes of a due epoch.
enum Turn<AccountId> {
	Deferred,
	Skipped,
	Runs(Drained<AccountId>),
}

/// What a block can still bear of epochs.
struct Room {
	epochs: u8,
	weight: Weight,
	/// Whether an epoch was taken.
	is_used: bool,
}

impl Room {
	/// For at most so many epochs, but always for one, and for those after it as long as they are not heavier than `budget` in
	/// all.
	fn new(epochs: u8, budget: Weight) -> Self {
		Self { epochs: epochs.max(1), weight: budget, is_used: false }
	}

	fn is_full(&self) -> bool {
		self.epochs == 0
	}

	/// Takes an epoch of that weight, and tells whether there was room for it. Where there was not, no other one comes in its
	/// place: those with a low number must not wait for ever.
	fn take(&mut self, weight: Weight) -> bool {
		let fits = weight.all_lte(self.weight) || !self.is_used;
		// Stops at zero after a first one that is heavier than the budget.
		self.weight = self.weight.saturating_sub(weight);
		self.epochs = if fits { self.epochs.saturating_sub(1) } else { 0 };
		self.is_used = true;
		fits
	}
}

impl<T: Config> Pallet<T> {
	/// Counts the block for each of the live subnets, runs the epochs that are due as far as the block can bear them, and pays out what had
	/// gathered for them; the others are put off to the next block. Spec: economics 10, 11.
	pub(crate) fn drain_and_distribute(subnets: &[NetUid]) -> BegunPeriods {
		let now = now::<T>();
		let mut room = Room::new(MaxEpochsPerBlock::<T>::get(), T::EpochBudget::get());
		let (mut netuids, mut drained) = (Vec::new(), Vec::new());
		let mut weight = T::DbWeight::get().reads(1);
		for netuid in subnets.iter().copied().filter(|netuid| !netuid.is_root()) {
			weight.saturating_accrue(T::DbWeight::get().reads_writes(READS_PER_SUBNET, 1));
			if !Subnets::<T>::count_block(netuid, now) {
				continue;
			}
			let (turn, cost) = Self::turn_of(netuid, &mut room);
			weight.saturating_accrue(cost);
			match turn {
				Turn::Deferred => {
					Subnets::<T>::defer_epoch(netuid);
					continue;
				},
				Turn::Skipped => Subnets::<T>::begin_period(netuid, true),
				Turn::Runs(subnet) => drained.push(subnet),
			}
			netuids.push(netuid);
		}
		for subnet in drained {
			weight.saturating_accrue(Self::distribute(subnet));
		}
		BegunPeriods { netuids, weight }
	}

	/// Decides about a due epoch, and what that costs. For one that runs the next period begins.
	fn turn_of(netuid: NetUid, room: &mut Room) -> (Turn<T::AccountId>, Weight) {
		// What is written to put it off among them.
		let mut weight = T::DbWeight::get().reads_writes(READS_PER_SUBNET, READS_PER_SUBNET);
		if room.is_full() || Epochs::<T>::awaits_reveals(netuid) {
			return (Turn::Deferred, weight);
		}
		let Some(hotkeys) = Epochs::<T>::hotkeys(netuid) else { return (Turn::Skipped, weight) };
		let looked_at = u64::try_from(hotkeys.len()).unwrap_or(u64::MAX).saturating_mul(2);
		weight.saturating_accrue(T::DbWeight::get().reads(looked_at));
		let payouts = Self::expected_payouts(netuid, &hotkeys);
		if !room.take(Epochs::<T>::epoch_weight(netuid).saturating_add(payouts)) {
			return (Turn::Deferred, weight);
		}
		let (drained, cost) = Self::drain(netuid, hotkeys);
		(Turn::Runs(drained), weight.saturating_add(cost))
	}

	/// What payouts will cost, as far as that is known before the epoch: by the parents of those who may validate. Who is paid a
	/// dividend without a permit, the owner at most, is not among them.
	fn expected_payouts(netuid: NetUid, hotkeys: &[T::AccountId]) -> Weight {
		let permits = ValidatorPermit::<T>::get(netuid);
		let validators =
			hotkeys.iter().zip(permits).filter_map(|(hotkey, is_permitted)| is_permitted.then_some(hotkey));
		let parents = validators.filter_map(|hotkey| ParentKeys::<T>::decode_len(hotkey, netuid));
		// At most 256 times 256.
		let parents = parents.fold(0usize, usize::saturating_add);
		<T as Config>::WeightInfo::distribution(number_of(hotkeys.len()), number_of(parents))
	}

	/// Begins the subnet's next period, and takes what had gathered.
	fn drain(netuid: NetUid, hotkeys: Vec<T::AccountId>) -> (Drained<T::AccountId>, Weight) {
		Subnets::<T>::begin_period(netuid, false);
		let pot = EpochPot {
			server: PendingServerEmission::<T>::take(netuid),
			validator: PendingValidatorEmission::<T>::take(netuid),
			root: PendingRootAlphaDivs::<T>::take(netuid),
		};
		let owner_cut = PendingOwnerCut::<T>::take(netuid);
		let owner = SubnetOwner::<T>::get(netuid);
		let weight = Staking::<T>::check_ownership(netuid).saturating_add(T::DbWeight::get().reads_writes(6, 4));
		// Who takes a subnet over may be given a slot.
		let has_same_owner = SubnetOwner::<T>::get(netuid) == owner;
		let hotkeys = if has_same_owner { Some(hotkeys) } else { Epochs::<T>::hotkeys(netuid) };
		(Drained { netuid, hotkeys, pot, owner_cut }, weight)
	}

	/// Runs the epoch of a subnet, and pays what it found. Where the epoch finds nothing at all, which pallet_epoch tells, and
	/// where a payment fails, nobody is paid, and everything waits for the next epoch.
	fn distribute(subnet: Drained<T::AccountId>) -> Weight {
		let Drained { netuid, hotkeys, pot, owner_cut } = subnet;
		let Some(hotkeys) = hotkeys else {
			Self::put_back(netuid, &pot, owner_cut);
			Self::deposit_event(Event::DistributionFailed { netuid, error: DispatchError::Corruption });
			return Weight::zero();
		};
		// All are parts of the alpha outside the pool.
		let emission = pot.server.saturating_add(pot.validator).saturating_add(pot.root);
		let EpochReport { results, weight } = Epochs::<T>::run_epoch(netuid, hotkeys, emission);
		if results.is_empty() {
			Self::put_back(netuid, &pot, owner_cut);
			return weight;
		}
		let (parents, paid) = Self::pay_epoch(netuid, &pot, owner_cut, &results);
		match paid {
			Ok(()) => Subnets::<T>::note_distribution(netuid),
			Err(error) => {
				Self::put_back(netuid, &pot, owner_cut);
				Self::deposit_event(Event::DistributionFailed { netuid, error });
			},
		}
		weight.saturating_add(<T as Config>::WeightInfo::distribution(number_of(results.len()), parents))
	}

	/// Divides what had gathered by what the epoch found, ordered by account, and pays it. Answers how many parents were looked at,
	/// with those who earned something in the epoch before only, and whether everybody was paid; else nobody was.
	pub fn pay_epoch(
		netuid: NetUid,
		pot: &EpochPot,
		owner_cut: AlphaBalance,
		results: &[(T::AccountId, EpochResult)],
	) -> (u32, DispatchResult) {
		let payouts = Self::payouts(netuid, pot, owner_cut, results);
		let paid = with_storage_layer(|| Self::pay(netuid, &payouts));
		// Whoever earned something in the epoch before, and nothing in this one, costs no more than a parent.
		let forgotten = paid.unwrap_or(0);
		(payouts.parents.saturating_add(forgotten), paid.map(|_| ()))
	}

	/// Keeps for the next epoch what could not be divided.
	fn put_back(netuid: NetUid, pot: &EpochPot, owner_cut: AlphaBalance) {
		// Parts of the alpha outside the pool, all of them together.
		let add = |pending: &mut AlphaBalance, alpha: AlphaBalance| *pending = pending.saturating_add(alpha);
		PendingServerEmission::<T>::mutate(netuid, |pending| add(pending, pot.server));
		PendingValidatorEmission::<T>::mutate(netuid, |pending| add(pending, pot.validator));
		PendingRootAlphaDivs::<T>::mutate(netuid, |pending| add(pending, pot.root));
		PendingOwnerCut::<T>::mutate(netuid, |pending| add(pending, owner_cut));
	}
}

fn number_of(count: usize) -> u32 {
	u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn weight(time: u64) -> Weight {
		Weight::from_parts(time, 0)
	}

	#[test]
	fn first_epoch_runs_when_it_is_heavier_than_the_budget() {
		let mut room = Room::new(2, weight(10));
		assert!(room.take(weight(11)));
		assert!(!room.take(weight(1)));
	}

	#[test]
	fn epochs_run_as_long_as_they_are_not_heavier_than_the_budget_together() {
		let mut room = Room::new(3, weight(10));
		assert!(room.take(weight(6)));
		assert!(room.take(weight(4)));
		assert!(!room.take(weight(1)));
	}

	#[test]
	fn no_epoch_overtakes_when_one_before_it_did_not_fit() {
		let mut room = Room::new(3, weight(10));
		assert!(room.take(weight(6)));
		assert!(!room.take(weight(5)));
		assert!(room.is_full());
	}

	#[test]
	fn room_is_full_when_as_many_epochs_run_as_may() {
		let mut room = Room::new(2, weight(10));
		assert!(room.take(weight(1)));
		assert!(!room.is_full());
		assert!(room.take(weight(1)));
		assert!(room.is_full());
		// None would run for ever.
		assert!(!Room::new(0, weight(10)).is_full());
	}
}
