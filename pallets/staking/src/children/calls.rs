//! What the calls about child keys do. Spec: staking 8.1, 8.3, 8.4.

use super::{relations::names, Relation, MOST_CHILDREN};
use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Subnets};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	domains::ChildCalls, now, AutoParentDelegationEnabled, MaxChildkeyTake, MinChildkeyTake, ParentKeys,
	PendingChildKeyCooldown, SubnetOwnerHotkey, SubtokenEnabled, TxChildkeyTakeRateLimit, Uids,
};
use pallet_subnets::RateLimit;
use sp_runtime::DispatchError;
use taonet_types::NetUid;

impl<T: Config> ChildCalls<T> for Pallet<T> {
	fn set_children(
		coldkey: T::AccountId,
		hotkey: T::AccountId,
		netuid: NetUid,
		children: Vec<Relation<T>>,
	) -> DispatchResult {
		Subnets::<T>::pass_rate_limit(RateLimit::SetChildren(hotkey.clone(), netuid))?;
		ensure!(!netuid.is_root(), Error::<T>::RegistrationNotPermittedOnRootSubnet);
		Subnets::<T>::ensure_exists(netuid)?;
		Subnets::<T>::ensure_owns(&coldkey, &hotkey)?;
		let children = Self::checked_children(netuid, &hotkey, children)?;
		if SubtokenEnabled::<T>::get(netuid) {
			// A block that cannot be written never comes.
			let cooldown_ends = now::<T>().saturating_add(PendingChildKeyCooldown::<T>::get());
			Self::store_pending(netuid, &hotkey, children.clone(), cooldown_ends);
			let scheduled = ProtocolEvent::SetChildrenScheduled(hotkey, netuid, cooldown_ends, children);
			Protocol::<T>::deposit_event(scheduled);
		} else {
			// Left from before the subnet was stopped.
			Self::take_pending(netuid, &hotkey);
			Self::apply_children(netuid, &hotkey, children);
			// For the rate limit, be it that nothing is lent.
			Self::update_related(netuid, &hotkey);
		}
		Ok(())
	}

	fn set_childkey_take(coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, take: u16) -> DispatchResult {
		Subnets::<T>::ensure_owns(&coldkey, &hotkey)?;
		Subnets::<T>::ensure_exists(netuid)?;
		Self::change_childkey_take(&hotkey, netuid, take)?;
		Protocol::<T>::deposit_event(ProtocolEvent::ChildKeyTakeSet(hotkey, take));
		Ok(())
	}

	fn set_auto_parent_delegation(coldkey: T::AccountId, hotkey: T::AccountId, enabled: bool) -> DispatchResult {
		Subnets::<T>::ensure_owns(&coldkey, &hotkey)?;
		let has_seat = Uids::<T>::contains_key(NetUid::ROOT, &hotkey);
		ensure!(has_seat, Error::<T>::HotKeyNotRegisteredInSubNet);
		if enabled {
			// What holds where nothing is stored.
			AutoParentDelegationEnabled::<T>::remove(&hotkey);
		} else {
			AutoParentDelegationEnabled::<T>::insert(&hotkey, false);
		}
		Protocol::<T>::deposit_event(ProtocolEvent::AutoParentDelegationEnabledSet { hotkey, enabled });
		Ok(())
	}

	fn set_pending_childkey_cooldown(blocks: u64) {
		PendingChildKeyCooldown::<T>::put(blocks);
	}

	fn set_childkey_take_rate_limit(blocks: u64) {
		TxChildkeyTakeRateLimit::<T>::put(blocks);
		Protocol::<T>::deposit_event(ProtocolEvent::TxChildKeyTakeRateLimitSet(blocks));
	}

	fn set_min_childkey_take(take: u16) {
		MinChildkeyTake::<T>::put(take);
		Protocol::<T>::deposit_event(ProtocolEvent::MinChildKeyTakeSet(take));
	}

	fn set_max_childkey_take(take: u16) {
		MaxChildkeyTake::<T>::put(take);
		Protocol::<T>::deposit_event(ProtocolEvent::MaxChildKeyTakeSet(take));
	}
}

impl<T: Config> Pallet<T> {
	/// The children that are meant, if a hotkey may choose them: where one is giving way to another, that one.
	///
	/// # Errors
	///
	/// `DuplicateChild`, `InvalidChild`, `TooManyChildren`, `ProportionOverflow`, `ChildParentInconsistency`,
	/// `NotEnoughStakeToSetChildkeys`.
	fn checked_children(
		netuid: NetUid,
		hotkey: &T::AccountId,
		children: Vec<Relation<T>>,
	) -> Result<Vec<Relation<T>>, DispatchError> {
		let mut seen = BTreeSet::new();
		ensure!(children.iter().all(|(_, child)| seen.insert(child)), Error::<T>::DuplicateChild);
		ensure!(!names::<T>(&children, hotkey), Error::<T>::InvalidChild);
		ensure!(children.len() <= MOST_CHILDREN, Error::<T>::TooManyChildren);
		let sum = children.iter().try_fold(0u64, |sum, (proportion, _)| sum.checked_add(*proportion));
		ensure!(sum.is_some(), Error::<T>::ProportionOverflow);

		let meant = children.into_iter().map(|(proportion, child)| (proportion, Self::stands_for(&child, netuid)));
		let children: Vec<_> = meant.collect();
		let parents = ParentKeys::<T>::get(hotkey, netuid);
		let is_one_sided = children.iter().all(|(_, child)| !names::<T>(&parents, child));
		ensure!(is_one_sided, Error::<T>::ChildParentInconsistency);
		let is_owners = || SubnetOwnerHotkey::<T>::get(netuid) == *hotkey;
		let may_lend = children.is_empty() || is_owners() || Self::has_stake_to_lend(hotkey);
		ensure!(may_lend, Error::<T>::NotEnoughStakeToSetChildkeys);
		Ok(children)
	}
}
