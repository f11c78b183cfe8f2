//! What is not locked. Spec: staking 10.4.
//!
//! What a coldkey has on a subnet may lie on very many hotkeys. It is added up only where there is a lock, only until it is
//! enough, and over [`POSITIONS_ADDED_UP`] hotkeys at most, beginning with the one at hand. What lies on further ones counts
//! as nothing; who moves it to one hotkey has all of it counted.

use crate::{dissolution::most, Config, Error, Pallet, PositionsOfColdkey};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::weights::POSITIONS_ADDED_UP;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Whether a coldkey may take so many alpha-rao of what it has on a hotkey out of a subnet: as much as it has locked must
	/// be left on that hotkey and others.
	///
	/// # Errors
	///
	/// `StakeUnavailable`.
	pub(crate) fn ensure_unlocked(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		if alpha.is_zero() {
			return Ok(());
		}
		if let Some(held) = Self::held_lock(coldkey, netuid) {
			// More than can be written is more than there is.
			let needed = held.state.locked_mass.checked_add(alpha).ok_or(Error::<T>::StakeUnavailable)?;
			let has_it = Self::stake_up_to(coldkey, hotkey, netuid, needed) >= needed;
			ensure!(has_it, Error::<T>::StakeUnavailable);
		}
		Ok(())
	}

	/// What a coldkey has on a subnet in alpha-rao, the stake on one hotkey first, added up no further than to `enough`.
	pub(super) fn stake_up_to(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		enough: AlphaBalance,
	) -> AlphaBalance {
		let mut sum = Self::stake_of(hotkey, coldkey, netuid);
		if sum >= enough {
			return sum;
		}
		let others = PositionsOfColdkey::<T>::iter_key_prefix((coldkey, netuid)).filter(|other| other != hotkey);
		for other in others.take(most(u32::try_from(POSITIONS_ADDED_UP).unwrap_or(u32::MAX)).saturating_sub(1)) {
			// All of it is part of the subnet's alpha.
			sum = sum.saturating_add(Self::stake_of(&other, coldkey, netuid));
			if sum >= enough {
				break;
			}
		}
		sum
	}
}
