//! Stake that goes to another coldkey without being asked for: no minimum, no fee, whatever the subnet allows.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Swap};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::AlphaV2;
use taonet_tokenomics::price::worth;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Gives alpha-rao that one coldkey has on a hotkey to another. Nobody asks whether they are locked. The caller undoes what
	/// was written if it fails.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToWithdraw`, `InsufficientLiquidity` (there are shares that are worth nothing, and would be worth
	/// something then), `Overflow`.
	pub fn pass_on_stake(
		hotkey: &T::AccountId,
		(from, to): (&T::AccountId, &T::AccountId),
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		Self::decrease(hotkey, from, netuid, alpha)?;
		let accepts = Self::pool_meant_by(hotkey, netuid).accepts(alpha);
		ensure!(accepts, Error::<T>::InsufficientLiquidity);
		Self::increase(hotkey, to, netuid, alpha)?;
		Self::tell_passed_on(hotkey, (from, to), netuid, alpha);
		Ok(())
	}

	/// Gives the whole share that one coldkey has of a hotkey's stake to another. Locks on it stay behind.
	pub fn pass_on_all_stake(hotkey: &T::AccountId, (from, to): (&T::AccountId, &T::AccountId), netuid: NetUid) {
		if let Some(transit) = Self::transit_from(hotkey, netuid) {
			Self::follow_share(netuid, hotkey, from, &transit);
		}
		let hotkey = &Self::staked_on(hotkey, netuid);
		let share = AlphaV2::<T>::get((hotkey, from, netuid));
		if share.is_zero() {
			return;
		}
		let alpha = Self::stake_of(hotkey, from, netuid);
		Self::hand_over_share((hotkey, from), (hotkey, to), netuid, share);
		Self::tell_passed_on(hotkey, (from, to), netuid, alpha);
	}

	fn tell_passed_on(
		hotkey: &T::AccountId,
		(from, to): (&T::AccountId, &T::AccountId),
		netuid: NetUid,
		alpha: AlphaBalance,
	) {
		Self::note_stake_changed(to, hotkey);
		let tao = worth(alpha, Swap::<T>::price(netuid));
		let (coldkey, hotkey) = (from.clone(), hotkey.clone());
		Protocol::<T>::deposit_event(ProtocolEvent::StakeRemoved(coldkey, hotkey.clone(), tao, alpha, netuid, 0));
		Protocol::<T>::deposit_event(ProtocolEvent::StakeAdded(to.clone(), hotkey, tao, alpha, netuid, 0));
	}
}
