//! Voting power: an average of the stake behind a subnet's validators. Spec: staking 13.

use crate::{
	dissolution::{count, most},
	Config, Error, Pallet, Protocol, ProtocolEvent, Subnets,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	domains::VotingCalls, now, IsNetworkMember, StakeThreshold, VotingPower, VotingPowerDisableAtBlock,
	VotingPowerEmaAlpha, VotingPowerTrackingEnabled,
};
use pallet_subnets::hooks::Cleared;
use taonet_tokenomics::voting_power::{averaged, ALPHA_ONE};
use taonet_types::NetUid;

/// Blocks from the wish to end tracking to its end: two weeks of 12-second ones.
const BLOCKS_TO_DISABLE: u64 = 100_800;

impl<T: Config> VotingCalls<T> for Pallet<T> {
	fn enable_voting_power_tracking(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
		Subnets::<T>::ensure_owner_or_root(origin, netuid)?;
		Subnets::<T>::ensure_exists(netuid)?;
		VotingPowerTrackingEnabled::<T>::insert(netuid, true);
		VotingPowerDisableAtBlock::<T>::remove(netuid);
		Protocol::<T>::deposit_event(ProtocolEvent::VotingPowerTrackingEnabled { netuid });
		Ok(())
	}

	fn disable_voting_power_tracking(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
		Subnets::<T>::ensure_owner_or_root(origin, netuid)?;
		ensure!(VotingPowerTrackingEnabled::<T>::get(netuid), Error::<T>::VotingPowerTrackingNotEnabled);
		// No chain lives that long.
		let disable_at_block = now::<T>().saturating_add(BLOCKS_TO_DISABLE);
		VotingPowerDisableAtBlock::<T>::insert(netuid, disable_at_block);
		Protocol::<T>::deposit_event(ProtocolEvent::VotingPowerTrackingDisableScheduled { netuid, disable_at_block });
		Ok(())
	}

	fn set_voting_power_ema_alpha(netuid: NetUid, alpha: u64) -> DispatchResult {
		Subnets::<T>::ensure_exists(netuid)?;
		ensure!(alpha <= ALPHA_ONE, Error::<T>::InvalidVotingPowerEmaAlpha);
		VotingPowerEmaAlpha::<T>::insert(netuid, alpha);
		Protocol::<T>::deposit_event(ProtocolEvent::VotingPowerEmaAlphaSet { netuid, alpha });
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Takes what an epoch found into the averages, where they are tracked: each hotkey with its stake in alpha-rao as consensus
	/// counts it, summed over mechanisms, and whether it may validate. No more hotkeys than a subnet has neurons have voting
	/// power.
	pub fn update_voting_power(netuid: NetUid, results: &[(T::AccountId, u64, bool)]) {
		if !VotingPowerTrackingEnabled::<T>::get(netuid) {
			return;
		}
		let disable_at_block = VotingPowerDisableAtBlock::<T>::get(netuid);
		if disable_at_block > 0 && now::<T>() >= disable_at_block {
			let _ = VotingPower::<T>::drain_prefix(netuid).count();
			VotingPowerTrackingEnabled::<T>::remove(netuid);
			VotingPowerDisableAtBlock::<T>::remove(netuid);
			Protocol::<T>::deposit_event(ProtocolEvent::VotingPowerTrackingDisabled { netuid });
			return;
		}
		let (alpha, threshold) = (VotingPowerEmaAlpha::<T>::get(netuid), StakeThreshold::<T>::get());
		let mut powers: BTreeMap<T::AccountId, u64> = VotingPower::<T>::iter_prefix(netuid).collect();
		for (hotkey, stake, has_permit) in results {
			let old = powers.remove(hotkey).unwrap_or_default();
			let new = if *has_permit { averaged(old, *stake, alpha) } else { 0 };
			// Who never was above the threshold may be on the way there.
			let falls_below = new < threshold && old >= threshold;
			if new > 0 && !falls_below {
				VotingPower::<T>::insert(netuid, hotkey, new);
			} else if old > 0 {
				VotingPower::<T>::remove(netuid, hotkey);
			}
		}
		// Those of whom the epoch said nothing.
		for hotkey in powers.into_keys().filter(|hotkey| !IsNetworkMember::<T>::get(hotkey, netuid)) {
			VotingPower::<T>::remove(netuid, hotkey);
		}
	}

	/// Adds the voting power of a hotkey to that of the one in its place.
	pub(crate) fn rename_voting_power(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		let power = VotingPower::<T>::take(netuid, old);
		if power > 0 {
			// Both are averages of the subnet's alpha.
			VotingPower::<T>::mutate(netuid, new, |sum| *sum = sum.saturating_add(power));
		}
	}

	/// Forgets the voting power of a dissolved subnet, at most `limit` entries; the rest of it with the last of them.
	pub(crate) fn forget_voting_power(netuid: NetUid, limit: u32) -> Cleared {
		let hotkeys: Vec<_> = VotingPower::<T>::drain_prefix(netuid).take(most(limit)).collect();
		let visited = count(&hotkeys);
		let unfinished = visited == limit;
		if !unfinished {
			VotingPowerTrackingEnabled::<T>::remove(netuid);
			VotingPowerDisableAtBlock::<T>::remove(netuid);
			VotingPowerEmaAlpha::<T>::remove(netuid);
		}
		Cleared { visited, unfinished }
	}

	/// What holds after every block.
	#[cfg(feature = "try-runtime")]
	pub(crate) fn check_voting_power() -> Result<(), sp_runtime::TryRuntimeError> {
		for (netuid, _, power) in VotingPower::<T>::iter() {
			ensure!(power > 0, "voting power of nothing is stored");
			let is_tracked = VotingPowerTrackingEnabled::<T>::get(netuid);
			ensure!(is_tracked, "there is voting power on a subnet that does not track it");
		}
		for netuid in VotingPowerTrackingEnabled::<T>::iter_keys() {
			let is_there = Subnets::<T>::exists(netuid) || pallet_subnets::Dissolutions::<T>::contains_key(netuid);
			ensure!(is_there, "voting power is tracked on a subnet that does not exist");
		}
		Ok(())
	}
}
