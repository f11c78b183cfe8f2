//! Giving up stake for nothing. Spec: staking 6.9, 6.10.

use crate::{Config, Error, Issuance, Pallet, Protocol, ProtocolEvent, Subnets};
use frame_support::{dispatch::DispatchResult, ensure};
use sp_runtime::DispatchError;
use taonet_amm::LimitPrice;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Recycles at most `alpha` alpha-rao of what a coldkey has on a hotkey.
	///
	/// # Errors
	///
	/// As [`Call::recycle_alpha`](pallet_protocol::Call::recycle_alpha) answers them.
	pub(crate) fn recycle(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		let alpha = Self::take_for_nothing(&coldkey, &hotkey, netuid, alpha)?;
		Issuance::<T>::recycle_alpha(netuid, alpha)?;
		Protocol::<T>::deposit_event(ProtocolEvent::AlphaRecycled(coldkey, hotkey, alpha, netuid));
		Ok(())
	}

	/// Burns at most `alpha` alpha-rao of what a coldkey has on a hotkey.
	///
	/// # Errors
	///
	/// As [`Call::burn_alpha`](pallet_protocol::Call::burn_alpha) answers them.
	pub(crate) fn burn(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> DispatchResult {
		let alpha = Self::take_for_nothing(&coldkey, &hotkey, netuid, alpha)?;
		Issuance::<T>::burn_alpha(netuid, alpha)?;
		Protocol::<T>::deposit_event(ProtocolEvent::AlphaBurned(coldkey, hotkey, alpha, netuid));
		Ok(())
	}

	/// Buys alpha and burns it.
	///
	/// # Errors
	///
	/// As [`Call::add_stake_burn`](pallet_protocol::Call::add_stake_burn) answers them.
	pub(crate) fn add_and_burn(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<TaoBalance>,
	) -> DispatchResult {
		let alpha =
			Self::add(&coldkey, &hotkey, netuid, tao, limit.map(|limit| (LimitPrice::new(limit.get()), false)))?;
		Self::burn(coldkey, hotkey.clone(), netuid, alpha)?;
		Protocol::<T>::deposit_event(ProtocolEvent::AddStakeBurn { netuid, hotkey, amount: tao, alpha });
		Ok(())
	}

	/// Takes alpha from a coldkey, at most what is there, and answers how many alpha-rao it was.
	fn take_for_nothing(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
	) -> Result<AlphaBalance, DispatchError> {
		Subnets::<T>::ensure_exists(netuid)?;
		ensure!(!netuid.is_root(), Error::<T>::CannotBurnOrRecycleOnRootSubnet);
		Self::ensure_subtoken_enabled(netuid)?;
		Self::ensure_hotkey_exists(hotkey)?;
		Self::gather_share(hotkey, coldkey, netuid);
		let alpha = alpha.min(Self::stake_of(hotkey, coldkey, netuid));
		Self::ensure_unlocked(coldkey, hotkey, netuid, alpha)?;
		Self::decrease(hotkey, coldkey, netuid, alpha)?;
		Ok(alpha)
	}
}
