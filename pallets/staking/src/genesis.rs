//! The stake that a chain begins with. Spec: subnets 11.

use crate::{Config, Pallet, Subnets};
use frame_support::dispatch::DispatchResult;
use serde::{Deserialize, Serialize};
use taonet_types::{AlphaBalance, NetUid};

/// Stake that is there from the first block.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GenesisStake<AccountId> {
	/// On which hotkey. Somebody must own it: each neuron of a subnet's genesis is owned.
	pub hotkey: AccountId,
	/// Whose.
	pub coldkey: AccountId,
	/// On which subnet.
	pub netuid: NetUid,
	/// How much, in alpha-rao. It must be outside the pool already.
	pub alpha: AlphaBalance,
}

impl<T: Config> Pallet<T> {
	/// Adds stake to the first state.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, `HotKeyAccountNotExists` (nobody could unstake it), `Overflow`.
	pub(crate) fn add_genesis_stake(stake: &GenesisStake<T::AccountId>) -> DispatchResult {
		Subnets::<T>::ensure_exists(stake.netuid)?;
		Self::ensure_hotkey_exists(&stake.hotkey)?;
		Self::increase(&stake.hotkey, &stake.coldkey, stake.netuid, stake.alpha)
	}
}
