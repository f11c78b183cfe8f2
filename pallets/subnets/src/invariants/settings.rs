//! What holds for hyperparameters, schedules and rate limits after every block. Spec: consensus 3.6 and 7.

use crate::{Config, Dissolutions, Pallet};
use frame_support::ensure;
use pallet_protocol::{
	now,
	types::{RateLimitKey, TransactionType},
	BlocksSinceLastStep, LastEpochBlock, LastMechansimStepBlock, LastRateLimitedBlock, MaxAllowedUids,
	MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit, PendingEpochAt, SubnetOwner, Tempo,
	TransactionKeyLastBlock,
};
use sp_runtime::TryRuntimeError;
use taonet_types::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
	/// All rules of this file.
	pub(super) fn check_settings() -> Result<(), TryRuntimeError> {
		let known = |netuid: NetUid| Self::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
		Self::hyperparameters_belong_to_subnets(known)?;
		Self::schedules_belong_to_subnets(known)?;
		Self::schedules_are_of_the_past()?;
		Self::mechanisms_are_within_their_limits()?;
		Self::splits_are_whole()?;
		Self::limits_belong_to_subnets(known)?;
		Self::limits_are_of_the_past()?;
		Self::owners_alone_have_limits(known)
	}

	fn schedules_belong_to_subnets(known: impl Fn(NetUid) -> bool) -> Result<(), TryRuntimeError> {
		ensure!(Tempo::<T>::iter_keys().all(&known), "Tempo is left of a subnet that is gone");
		ensure!(LastEpochBlock::<T>::iter_keys().all(&known), "LastEpochBlock is left of a subnet that is gone");
		ensure!(PendingEpochAt::<T>::iter_keys().all(&known), "PendingEpochAt is left of a subnet that is gone");
		ensure!(
			BlocksSinceLastStep::<T>::iter_keys().all(&known),
			"BlocksSinceLastStep is left of a subnet that is gone"
		);
		let stepped = LastMechansimStepBlock::<T>::iter_keys().all(&known);
		ensure!(stepped, "LastMechansimStepBlock is left of a subnet that is gone");
		Ok(())
	}

	fn schedules_are_of_the_past() -> Result<(), TryRuntimeError> {
		let now = now::<T>();
		ensure!(LastEpochBlock::<T>::iter_values().all(|block| block <= now), "LastEpochBlock is yet to come");
		let stepped = LastMechansimStepBlock::<T>::iter_values().all(|block| block <= now);
		ensure!(stepped, "LastMechansimStepBlock is yet to come");
		// The window may have become smaller since.
		let latest = now.saturating_add(u16::MAX.into());
		ensure!(PendingEpochAt::<T>::iter_values().all(|block| block <= latest), "PendingEpochAt is too far away");
		Ok(())
	}

	fn mechanisms_are_within_their_limits() -> Result<(), TryRuntimeError> {
		let possible = 1..=NetUidStorageIndex::MAX_MECHANISMS;
		ensure!(possible.contains(&MaxMechanismCount::<T>::get().get()), "MaxMechanismCount is out of bounds");
		for netuid in Self::subnets() {
			let count = MechanismCountCurrent::<T>::get(netuid);
			ensure!(possible.contains(&count.get()), "MechanismCountCurrent is out of bounds");
			let fits = Self::ensure_uids_fit(MaxAllowedUids::<T>::get(netuid), count);
			fits.map_err(|_| "a subnet has too many uids for its mechanisms")?;
		}
		Ok(())
	}

	fn splits_are_whole() -> Result<(), TryRuntimeError> {
		for (netuid, split) in MechanismEmissionSplit::<T>::iter() {
			let count = usize::from(MechanismCountCurrent::<T>::get(netuid).get());
			ensure!(split.len() <= count, "a split has more shares than the subnet has mechanisms");
			let sum = split.into_iter().fold(0u32, |sum, share| sum.saturating_add(share.into()));
			ensure!(sum == u32::from(u16::MAX), "the shares of a split are not the whole");
		}
		Ok(())
	}

	fn limits_belong_to_subnets(known: impl Fn(NetUid) -> bool) -> Result<(), TryRuntimeError> {
		use RateLimitKey::{AddStakeBurn, OwnerHyperparamUpdate, SetSNOwnerHotkey};
		for key in LastRateLimitedBlock::<T>::iter_keys() {
			let (SetSNOwnerHotkey(netuid) | OwnerHyperparamUpdate(netuid, _) | AddStakeBurn(netuid)) = key else {
				continue;
			};
			ensure!(known(netuid), "a rate limit is left of a subnet that is gone");
		}
		Ok(())
	}

	fn limits_are_of_the_past() -> Result<(), TryRuntimeError> {
		let now = now::<T>();
		ensure!(LastRateLimitedBlock::<T>::iter_values().all(|last| last <= now), "a rate limit is yet to come");
		ensure!(TransactionKeyLastBlock::<T>::iter_values().all(|last| last <= now), "a rate limit is yet to come");
		Ok(())
	}

	/// What [`Self::forget_limits`] relies on.
	fn owners_alone_have_limits(known: impl Fn(NetUid) -> bool) -> Result<(), TryRuntimeError> {
		let of_hotkeys = [TransactionType::SetChildren.number(), TransactionType::SetChildkeyTake.number()];
		for (account, netuid, kind) in TransactionKeyLastBlock::<T>::iter_keys() {
			ensure!(known(netuid), "a rate limit is left of a subnet that is gone");
			let of_owner = account == SubnetOwner::<T>::get(netuid);
			ensure!(of_owner || of_hotkeys.contains(&kind), "somebody else than the owner has an owner's rate limit");
		}
		Ok(())
	}
}
