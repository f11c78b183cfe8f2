//! What follows a hotkey that gave way to another, entry by entry. Spec: staking 12.

use crate::{
	dissolution::{count, most},
	AutoStakersOfSubnet, Config, Error, HoldersOfSubnet, HotkeyTransits, HotkeysToDisown, Pallet, PendingParents,
	TransitsTo,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::dispatch::DispatchResult;
use pallet_protocol::{AlphaV2, AutoStakeDestination, LastColdkeyHotkeyStakeBlock, LockingColdkeys, RootClaimable};
use pallet_subnets::hooks::Cleared;
use scale_info::TypeInfo;
use taonet_share_pool::{converted, Merger, SafeFloat};
use taonet_types::NetUid;

/// Rates of root dividends that count as one entry: each is read and written at two places.
const RATES_OF_AN_ENTRY: usize = 7;

/// A hotkey that gave way to another on a subnet, while what many people have on it follows.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct HotkeyTransit<AccountId> {
	/// The hotkey in its place.
	pub hotkey: AccountId,
	/// How many shares of its stake a share of the old one is; none where the stake stays with the old one.
	pub factor: Option<SafeFloat>,
}

impl<T: Config> Pallet<T> {
	/// What is under way from this hotkey on the subnet, of which mostly nothing is anywhere.
	pub(crate) fn transit_from(hotkey: &T::AccountId, netuid: NetUid) -> Option<HotkeyTransit<T::AccountId>> {
		if HotkeyTransits::<T>::count() == 0 {
			None
		} else {
			HotkeyTransits::<T>::get((netuid, hotkey))
		}
	}

	/// The hotkey in whose place this one stands, while what people have on that one follows.
	fn transit_to(hotkey: &T::AccountId, netuid: NetUid) -> Option<T::AccountId> {
		if HotkeyTransits::<T>::count() == 0 {
			None
		} else {
			TransitsTo::<T>::get(netuid, hotkey)
		}
	}

	/// The hotkey on which stake meant for this one lies: itself, or the one in its place.
	pub(crate) fn staked_on(hotkey: &T::AccountId, netuid: NetUid) -> T::AccountId {
		match Self::transit_from(hotkey, netuid) {
			Some(HotkeyTransit { hotkey, factor: Some(_) }) => hotkey,
			_ => hotkey.clone(),
		}
	}

	/// The hotkey that stands for this one on the subnet: itself, or the one in its place.
	pub(crate) fn stands_for(hotkey: &T::AccountId, netuid: NetUid) -> T::AccountId {
		Self::transit_from(hotkey, netuid).map_or_else(|| hotkey.clone(), |transit| transit.hotkey)
	}

	/// Pours the stake of a hotkey into that of another, and lets shares and whatever else people have on it follow. With
	/// `keep_stake` the stake stays.
	///
	/// # Errors
	///
	/// `InsufficientLiquidity`: there are shares of the other hotkey's stake that are worth nothing.
	pub(super) fn begin_transit(
		netuid: NetUid,
		old: &T::AccountId,
		new: &T::AccountId,
		keep_stake: bool,
	) -> DispatchResult {
		let factor = if keep_stake { None } else { Some(Self::pour_stake(netuid, old, new)?) };
		HotkeyTransits::<T>::insert((netuid, old), HotkeyTransit { hotkey: new.clone(), factor });
		TransitsTo::<T>::insert(netuid, new, old);
		// There are no more subnets than netuids.
		HotkeysToDisown::<T>::mutate_extant(old, |transits| *transits = transits.saturating_add(1));
		Ok(())
	}

	fn pour_stake(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) -> Result<SafeFloat, Error<T>> {
		let (from, to) = (Self::pool(old, netuid), Self::pool(new, netuid));
		let Merger { pool, factor } = from.poured_into(to).ok_or(Error::<T>::InsufficientLiquidity)?;
		Self::store_pool(old, netuid, from, Default::default());
		Self::store_pool(new, netuid, to, pool);
		Ok(factor)
	}

	/// Moves at most `limit` entries of what people have on the old hotkey to the new one. When nothing is left, the old one is
	/// a hotkey like any other.
	pub(crate) fn continue_transit(netuid: NetUid, old: &T::AccountId, limit: u32) -> Cleared {
		let Some(transit) = Self::transit_from(old, netuid) else { return Cleared::default() };
		let mut visited = 0u32;
		let left = |visited: u32| most(limit.saturating_sub(visited));
		if transit.factor.is_some() {
			let entries = Self::entries_of_a_share(&transit.hotkey, netuid);
			let prefix = HoldersOfSubnet::<T>::iter_key_prefix((netuid, old));
			let holders: Vec<_> = prefix.take(left(visited).div_ceil(most(entries))).collect();
			holders.iter().for_each(|coldkey| Self::follow_share(netuid, old, coldkey, &transit));
			visited = visited.saturating_add(count(&holders).saturating_mul(entries));
		}
		let prefix = LockingColdkeys::<T>::iter_key_prefix((netuid, old));
		let lockers: Vec<_> = prefix.take(left(visited)).collect();
		lockers.iter().for_each(|coldkey| Self::rename_locked_hotkey(coldkey, netuid, old, &transit.hotkey));
		visited = visited.saturating_add(count(&lockers));

		let prefix = AutoStakersOfSubnet::<T>::iter_key_prefix((netuid, old));
		let auto_stakers: Vec<_> = prefix.take(left(visited)).collect();
		auto_stakers.iter().for_each(|coldkey| Self::follow_auto_staker(netuid, old, coldkey, &transit.hotkey));
		visited = visited.saturating_add(count(&auto_stakers));

		let prefix = PendingParents::<T>::iter_key_prefix((netuid, old));
		let parents: Vec<_> = prefix.take(left(visited)).collect();
		parents.iter().for_each(|parent| Self::rename_pending_child(netuid, parent, old, &transit.hotkey));
		visited = visited.saturating_add(count(&parents));

		let unfinished = visited >= limit;
		if !unfinished {
			Self::end_transit(netuid, old, &transit.hotkey);
		}
		Cleared { visited, unfinished }
	}

	fn end_transit(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		HotkeyTransits::<T>::remove((netuid, old));
		TransitsTo::<T>::remove(netuid, new);
		HotkeysToDisown::<T>::mutate_extant(old, |transits| *transits = transits.saturating_sub(1));
		Self::disown_if_bare(old);
	}

	/// Forgets at most `limit` transits on a dissolved subnet, whose holders are paid already.
	pub(crate) fn forget_transits(netuid: NetUid, limit: u32) -> Cleared {
		let transits: Vec<_> = HotkeyTransits::<T>::iter_prefix((netuid,)).take(most(limit)).collect();
		for (old, transit) in &transits {
			Self::end_transit(netuid, old, &transit.hotkey);
		}
		Cleared::of(&transits, limit)
	}

	/// How many entries a share counts as: on root what was claimed of each rate of the hotkey moves with it.
	pub(super) fn entries_of_a_share(hotkey: &T::AccountId, netuid: NetUid) -> u32 {
		if !netuid.is_root() {
			return 1;
		}
		let rates = RootClaimable::<T>::get(Self::staked_on(hotkey, netuid)).len();
		// There are no more rates than subnets.
		u32::try_from(rates.div_ceil(RATES_OF_AN_ENTRY)).unwrap_or(u32::MAX).saturating_add(1)
	}

	/// Lets the share of a coldkey follow that is still written under the hotkey in whose place this one stands, so that what
	/// the coldkey has on this one is all in one place.
	pub(crate) fn gather_share(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) {
		let Some(old) = Self::transit_to(hotkey, netuid) else { return };
		if let Some(transit) = Self::transit_from(&old, netuid) {
			Self::follow_share(netuid, &old, coldkey, &transit);
		}
	}

	/// Lets the share of a coldkey follow.
	pub(crate) fn follow_share(
		netuid: NetUid,
		old: &T::AccountId,
		coldkey: &T::AccountId,
		transit: &HotkeyTransit<T::AccountId>,
	) {
		let Some(factor) = transit.factor else { return };
		let new = &transit.hotkey;
		let share = AlphaV2::<T>::get((old, coldkey, netuid));
		if share.is_zero() {
			return;
		}
		let share = converted(share, factor);
		Self::hand_over_share((old, coldkey), (new, coldkey), netuid, share);
		if let Some(block) = LastColdkeyHotkeyStakeBlock::<T>::get(coldkey, old) {
			// Of stake on other subnets it still says the truth.
			if AlphaV2::<T>::iter_key_prefix((old, coldkey)).next().is_none() {
				LastColdkeyHotkeyStakeBlock::<T>::remove(coldkey, old);
			}
			LastColdkeyHotkeyStakeBlock::<T>::mutate(coldkey, new, |last| *last = Some(block).max(*last));
		}
	}

	fn follow_auto_staker(netuid: NetUid, old: &T::AccountId, coldkey: &T::AccountId, new: &T::AccountId) {
		AutoStakersOfSubnet::<T>::remove((netuid, old, coldkey));
		AutoStakersOfSubnet::<T>::insert((netuid, new, coldkey), ());
		AutoStakeDestination::<T>::insert(coldkey, netuid, new);
	}
}
