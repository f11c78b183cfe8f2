//! What root sets. Who may is for the caller to decide. Spec: economics 20.

use crate::{Config, Pallet, Protocol, ProtocolEvent};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_protocol::{
	ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay, MaxDelegateTake, MinDelegateTake,
	NominatorMinRequiredStake, StakeThreshold, TxDelegateTakeRateLimit,
};

impl<T: Config> Pallet<T> {
	/// Sets the least worth of a nomination, in millionths of `MinStake`. When that raises it, all nominations are looked at in
	/// the blocks that follow, and unstaked where they are too small. Spec: staking 5.
	pub fn store_nominator_min_required_stake(factor: u64) {
		let before = Self::least_nomination();
		NominatorMinRequiredStake::<T>::put(factor);
		if Self::least_nomination() > before {
			Self::begin_sweep();
		}
	}

	/// Sets the blocks after a change of a delegate's take in which it cannot be increased; 0 for no limit.
	pub fn store_tx_delegate_take_rate_limit(blocks: u64) {
		TxDelegateTakeRateLimit::<T>::put(blocks);
		Protocol::<T>::deposit_event(ProtocolEvent::TxDelegateTakeRateLimitSet(blocks));
	}

	/// Sets the least take of delegates, a u16 proportion. Those below keep theirs.
	pub fn store_min_delegate_take(take: u16) {
		MinDelegateTake::<T>::put(take);
		Protocol::<T>::deposit_event(ProtocolEvent::MinDelegateTakeSet(take));
	}

	/// Sets the largest take of delegates, a u16 proportion. Those above keep theirs.
	pub fn store_max_delegate_take(take: u16) {
		MaxDelegateTake::<T>::put(take);
		Protocol::<T>::deposit_event(ProtocolEvent::MaxDelegateTakeSet(take));
	}

	/// Sets the least stake weight with which weights can be set, in alpha-rao.
	pub fn store_stake_threshold(threshold: u64) {
		StakeThreshold::<T>::put(threshold);
		Protocol::<T>::deposit_event(ProtocolEvent::StakeThresholdSet(threshold));
	}

	/// Sets the blocks from the announcement of a coldkey swap to the swap. Swaps that are announced already keep their block.
	pub fn store_coldkey_swap_announcement_delay(blocks: BlockNumberFor<T>) {
		ColdkeySwapAnnouncementDelay::<T>::put(blocks);
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapAnnouncementDelaySet(blocks));
	}

	/// Sets the blocks after which a coldkey swap that came due can be announced anew, or cleared.
	pub fn store_coldkey_swap_reannouncement_delay(blocks: BlockNumberFor<T>) {
		ColdkeySwapReannouncementDelay::<T>::put(blocks);
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapReannouncementDelaySet(blocks));
	}
}
