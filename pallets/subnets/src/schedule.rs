//! When epochs run. Spec: consensus 3.

use crate::{access::Authority, limits::RateLimit, Config, Error, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	defaults, domains::ScheduleCalls, now, types::Hyperparameter, AdminFreezeWindow, BlocksSinceLastStep,
	CommitRevealWeightsEnabled, LastEpochBlock, LastMechansimStepBlock, MaxEpochsPerBlock, PendingEpochAt,
	SubnetEpochIndex, Tempo,
};
use sp_runtime::traits::BadOrigin;
use taonet_types::NetUid;

/// Blocks without an epoch after which one is due in any case.
const MOST_BLOCKS_WITHOUT_EPOCH: u64 = 50_400;

impl<T: Config> Pallet<T> {
	/// Whether the subnet's epoch is to run in block `now`. Spec: consensus 3.2.
	pub fn is_due(netuid: NetUid, now: u64) -> bool {
		Self::is_due_after(netuid, now, || BlocksSinceLastStep::<T>::get(netuid))
	}

	/// The same, where so many blocks were counted since the last epoch.
	fn is_due_after(netuid: NetUid, now: u64, blocks: impl FnOnce() -> u64) -> bool {
		let tempo = u64::from(Tempo::<T>::get(netuid));
		let pending = PendingEpochAt::<T>::get(netuid);
		tempo != 0
			&& ((pending > 0 && now >= pending)
				|| blocks() > MOST_BLOCKS_WITHOUT_EPOCH
				// An epoch that is still to come has been 0 blocks ago.
				|| now.saturating_sub(LastEpochBlock::<T>::get(netuid)) >= tempo)
	}

	/// Blocks until the subnet's tempo is over, 0 when it is; none when epochs never run. Spec: consensus 3.4.
	pub fn blocks_until_epoch(netuid: NetUid) -> Option<u64> {
		// 0 when the block is past.
		Some(Self::end_of_tempo(netuid)?.saturating_sub(now::<T>()))
	}

	/// Block of the subnet's next epoch as clients are told; none when epochs never run. Spec: consensus 3.4.
	pub fn next_epoch_block(netuid: NetUid) -> Option<u64> {
		let regular = Self::end_of_tempo(netuid)?;
		match PendingEpochAt::<T>::get(netuid) {
			0 => Some(regular),
			pending => Some(regular.min(pending)),
		}
	}

	/// The number of the subnet's epoch to which weights belong that are committed or revealed now. Where the epoch is due and
	/// has not run yet, it is already the next one. Spec: consensus 3.6.
	pub fn current_epoch(netuid: NetUid) -> u64 {
		let index = SubnetEpochIndex::<T>::get(netuid);
		// No chain lives to the last one.
		if Self::is_due(netuid, now::<T>()) {
			index.saturating_add(1)
		} else {
			index
		}
	}

	/// Counts block `now` for the subnet, and answers whether its epoch is to run in it. Spec: consensus 3.3.
	pub fn count_block(netuid: NetUid, now: u64) -> bool {
		let blocks = BlocksSinceLastStep::<T>::get(netuid).saturating_add(1);
		BlocksSinceLastStep::<T>::insert(netuid, blocks);
		Self::is_due_after(netuid, now, || blocks)
	}

	/// Puts the subnet's due epoch off to the next block. Spec: consensus 3.3.
	pub fn defer_epoch(netuid: NetUid) {
		let from_block = now::<T>();
		// A block number that cannot be written never comes.
		let to_block = from_block.saturating_add(1);
		PendingEpochAt::<T>::insert(netuid, to_block);
		Protocol::<T>::deposit_event(ProtocolEvent::EpochDeferred { netuid, from_block, to_block });
	}

	/// Begins the subnet's next period: its epoch runs in this block, or `is_skipped`. Spec: consensus 3.3.
	pub fn begin_period(netuid: NetUid, is_skipped: bool) {
		let block = now::<T>();
		if is_skipped {
			Protocol::<T>::deposit_event(ProtocolEvent::EpochSkipped { netuid, block });
		} else {
			BlocksSinceLastStep::<T>::insert(netuid, 0);
		}
		LastEpochBlock::<T>::insert(netuid, block);
		PendingEpochAt::<T>::insert(netuid, 0);
		SubnetEpochIndex::<T>::mutate(netuid, |index| *index = index.saturating_add(1));
	}

	/// Remembers that what the subnet's epoch found was paid out in this block. Spec: consensus 3.3.
	pub fn note_distribution(netuid: NetUid) {
		LastMechansimStepBlock::<T>::insert(netuid, now::<T>());
	}

	/// Sets how many epochs may run in one block. Who may, and that it is not zero, is for the caller to see to.
	pub fn store_max_epochs_per_block(most: u8) {
		MaxEpochsPerBlock::<T>::put(most);
		Protocol::<T>::deposit_event(ProtocolEvent::MaxEpochsPerBlockSet(most));
	}

	/// Sets the blocks between two epochs; the present period starts anew.
	pub fn change_tempo(netuid: NetUid, tempo: u16) {
		Self::store_tempo(netuid, tempo);
		LastEpochBlock::<T>::insert(netuid, now::<T>());
	}

	/// Begins to count a new subnet's first period, with an offset by netuid so that epochs do not fall on one block.
	/// Spec: consensus 3.2.
	pub(crate) fn start_schedule(netuid: NetUid) {
		let offset = netuid.get().checked_rem(Tempo::<T>::get(netuid)).unwrap_or_default();
		// In the first blocks of a chain some begin at block 0.
		LastEpochBlock::<T>::insert(netuid, now::<T>().saturating_sub(offset.into()));
	}

	/// Forgets the schedule of a dissolved subnet.
	pub(crate) fn clear_schedule(netuid: NetUid) {
		Tempo::<T>::remove(netuid);
		LastEpochBlock::<T>::remove(netuid);
		PendingEpochAt::<T>::remove(netuid);
		BlocksSinceLastStep::<T>::remove(netuid);
		LastMechansimStepBlock::<T>::remove(netuid);
		SubnetEpochIndex::<T>::remove(netuid);
	}

	/// Block in which the present period is over; none when epochs never run.
	fn end_of_tempo(netuid: NetUid) -> Option<u64> {
		match Tempo::<T>::get(netuid) {
			0 => None,
			// A block number that cannot be written never comes.
			tempo => Some(LastEpochBlock::<T>::get(netuid).saturating_add(tempo.into())),
		}
	}
}

impl<T: Config> ScheduleCalls<T> for Pallet<T> {
	fn set_tempo(coldkey: T::AccountId, netuid: NetUid, tempo: u16) -> DispatchResult {
		ensure!(Self::is_owner(netuid, &coldkey), BadOrigin);
		ensure!((defaults::MIN_TEMPO..=defaults::MAX_TEMPO).contains(&tempo), Error::<T>::TempoOutOfBounds);
		Self::ensure_not_frozen(netuid)?;
		Self::pass_rate_limit(RateLimit::Tempo(coldkey, netuid))?;
		Self::change_tempo(netuid, tempo);
		Ok(())
	}

	fn set_activity_cutoff_factor(origin: T::RuntimeOrigin, netuid: NetUid, factor_milli: u32) -> DispatchResult {
		let authority = Self::ensure_owner_or_root(origin, netuid)?;
		// Root is let in without a look at the subnet.
		Self::ensure_exists(netuid)?;
		let allowed = defaults::MIN_ACTIVITY_CUTOFF_FACTOR_MILLI..=defaults::MAX_ACTIVITY_CUTOFF_FACTOR_MILLI;
		ensure!(allowed.contains(&factor_milli), Error::<T>::ActivityCutoffFactorMilliOutOfBounds);
		if let Authority::Owner(_) = authority {
			Self::ensure_not_frozen(netuid)?;
			Self::pass_rate_limit(RateLimit::Hyperparameter(netuid, Hyperparameter::ActivityCutoffFactorMilli))?;
		}
		Self::store_activity_cutoff_factor_milli(netuid, factor_milli);
		Ok(())
	}

	fn trigger_epoch(coldkey: T::AccountId, netuid: NetUid) -> DispatchResult {
		ensure!(Self::is_owner(netuid, &coldkey), BadOrigin);
		ensure!(!CommitRevealWeightsEnabled::<T>::get(netuid), Error::<T>::DynamicTempoBlockedByCommitReveal);
		ensure!(PendingEpochAt::<T>::get(netuid) == 0, Error::<T>::EpochTriggerAlreadyPending);
		let window = u64::from(AdminFreezeWindow::<T>::get());
		let imminent = Self::blocks_until_epoch(netuid).is_some_and(|remaining| remaining < window);
		ensure!(!imminent, Error::<T>::AutoEpochAlreadyImminent);
		Self::pass_rate_limit(RateLimit::Hyperparameter(netuid, Hyperparameter::TriggerEpoch))?;

		// A block number that cannot be written never comes.
		let fires_at = now::<T>().saturating_add(window);
		PendingEpochAt::<T>::insert(netuid, fires_at);
		Protocol::<T>::deposit_event(ProtocolEvent::EpochTriggered { netuid, by: coldkey, fires_at });
		Ok(())
	}
}
