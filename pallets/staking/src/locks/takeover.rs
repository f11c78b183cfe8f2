//! Ownership by conviction: the hotkey in which most believe takes the subnet over. Spec: staking 10.8.
//!
//! Whether there is conviction enough, the sums of the subnet tell at once. Whose is the most takes a walk over all hotkeys in
//! whose favour something is locked; anybody can add to them, so that the walk goes on over as many blocks as it needs.
//! Meanwhile conviction can move between hotkeys of one owner only, so that nobody is counted twice by moving about.

use super::sums::Favoured;
use crate::{
	dissolution::{count, most},
	Config, OwnershipChecks, Pallet, Protocol, ProtocolEvent, Subnets,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{storage::with_storage_layer, traits::Get, weights::Weight, BoundedVec};
use pallet_protocol::{
	now, DecayingHotkeyLock, HotkeyLock, NetworkRegisteredAt, SubnetAlphaOut, SubnetOwner, SubnetOwnerHotkey,
};
use pallet_subnets::hooks::Cursor;
use scale_info::TypeInfo;
use sp_runtime::DispatchError;
use taonet_tokenomics::locks::is_enough_to_rule;
use taonet_types::{fixed::U64F64, NetUid};

/// Blocks from a subnet's registration in which nobody takes it over: a year of 12-second ones.
const LEAST_AGE: u64 = 2_629_800;
/// Hotkeys that an epoch looks at; where there are more, the next blocks go on.
const LOOKED_AT_BY_EPOCH: u32 = 100;
/// Reads to tell that nobody takes a subnet over: of age, alpha, rates and four sums.
const READS_TO_BEGIN: u64 = 10;
/// Reads for each hotkey that is looked at: its key, both sums and the rates.
const READS_TO_LOOK: u64 = 6;
/// Reads, and writes, of a takeover. Chosen too high rather than too low: a neuron may have to be replaced.
const ACCESSES_TO_TAKE_OVER: u64 = 600;

/// How far the search for a subnet's most convicted hotkey has come.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct OwnershipCheck<AccountId> {
	/// The block in which it began; convictions are compared as they are in it.
	pub block: u64,
	/// Whether the hotkeys with perpetual locks are done, and those with decaying ones are looked at.
	pub is_among_decaying: bool,
	/// The last entry that was looked at, or none at the beginning.
	pub from: Option<Cursor>,
	/// The most conviction so far, in alpha-rao, and whose it is; of several the highest account.
	pub best: Option<(U64F64, AccountId)>,
}

impl<T: Config> Pallet<T> {
	/// Lets the owner of the hotkey with most conviction take the subnet over, if there is conviction enough and the subnet is
	/// old enough. Called at each epoch that succeeded. It may take some blocks, in which
	/// [`Self::continue_ownership_checks`] goes on.
	pub fn check_ownership(netuid: NetUid) -> Weight {
		let looked = T::DbWeight::get().reads(READS_TO_BEGIN);
		if OwnershipChecks::<T>::contains_key(netuid) || !Self::can_be_taken_over(netuid) {
			return looked;
		}
		let owners = SubnetOwnerHotkey::<T>::get(netuid);
		let block = now::<T>();
		let conviction = Self::conviction_at(netuid, Favoured::Owner, block);
		let best = (conviction > U64F64::from_num(0)).then_some((conviction, owners));
		let check = OwnershipCheck { block, is_among_decaying: false, from: None, best };
		looked.saturating_add(Self::continue_ownership_check(netuid, check, LOOKED_AT_BY_EPOCH).1)
	}

	/// Goes on with the searches that are under way, at most `limit` hotkeys.
	pub fn continue_ownership_checks(limit: u32) -> Weight {
		let mut weight = T::DbWeight::get().reads(1);
		let mut left = limit;
		// No more than there are subnets; each gets its part, so that none has to wait for the end of a long one.
		let checks: Vec<_> = OwnershipChecks::<T>::iter().collect();
		let share = limit.div_ceil(u32::try_from(checks.len()).unwrap_or(u32::MAX).max(1));
		for (netuid, check) in checks {
			if left == 0 {
				break;
			}
			let (looked_at, cost) = Self::continue_ownership_check(netuid, check, share.min(left));
			// One that is over without having looked at anything counts too.
			left = left.saturating_sub(looked_at.max(1));
			weight = weight.saturating_add(cost).saturating_add(T::DbWeight::get().reads(1));
		}
		weight
	}

	/// Names a hotkey in the place of another one, whose sums it has already, in a search that is under way, and looks at it: it
	/// may lie where the search has been.
	pub(super) fn rename_in_search(
		netuid: NetUid,
		old: &T::AccountId,
		(new, favoured): (&T::AccountId, Favoured<T::AccountId>),
	) {
		let Some(mut check) = OwnershipChecks::<T>::get(netuid) else { return };
		if let Some((_, best)) = check.best.as_mut().filter(|(_, best)| best == old) {
			*best = new.clone();
		}
		let conviction = Self::conviction_at(netuid, favoured, check.block);
		if conviction > U64F64::from_num(0) {
			check.best = check.best.max(Some((conviction, new.clone())));
		}
		OwnershipChecks::<T>::insert(netuid, check);
	}

	/// The hotkey with most conviction on a subnet, of several the highest account; none where there is no conviction. It goes
	/// through all hotkeys: for views.
	pub fn most_convicted(netuid: NetUid) -> Option<T::AccountId> {
		let owners = SubnetOwnerHotkey::<T>::try_get(netuid).ok();
		let perpetual = HotkeyLock::<T>::iter_key_prefix(netuid);
		let all = perpetual.chain(DecayingHotkeyLock::<T>::iter_key_prefix(netuid)).chain(owners);
		let convictions = all.map(|hotkey| (Self::conviction_of(&hotkey, netuid), hotkey));
		convictions.filter(|(conviction, _)| *conviction > U64F64::from_num(0)).max().map(|(_, hotkey)| hotkey)
	}

	/// What does not depend on who it is. Root has no owner.
	fn can_be_taken_over(netuid: NetUid) -> bool {
		let alpha = SubnetAlphaOut::<T>::get(netuid);
		let age = now::<T>().saturating_sub(NetworkRegisteredAt::<T>::get(netuid));
		!netuid.is_root()
			&& Subnets::<T>::exists(netuid)
			&& !alpha.is_zero()
			&& age >= LEAST_AGE
			&& is_enough_to_rule(Self::conviction_on(netuid), alpha)
	}

	/// Looks at the next hotkeys, and lets the best one take over when all were looked at. Answers how many it looked at.
	fn continue_ownership_check(netuid: NetUid, mut check: OwnershipCheck<T::AccountId>, limit: u32) -> (u32, Weight) {
		let mut looked_at = 0u32;
		let mut is_over = false;
		while looked_at < limit && !is_over {
			let next = next_hotkeys::<T>(netuid, &check, limit.saturating_sub(looked_at));
			looked_at = looked_at.saturating_add(count(&next));
			for hotkey in &next {
				let conviction = Self::conviction_at(netuid, Favoured::Hotkey(hotkey), check.block);
				check.best = check.best.max(Some((conviction, hotkey.clone())));
			}
			if looked_at < limit {
				is_over = check.is_among_decaying;
				check.is_among_decaying = true;
				check.from = None;
			} else {
				check.from = next.last().map(|hotkey| cursor_at::<T>(netuid, &check, hotkey));
			}
		}
		let weight = T::DbWeight::get().reads_writes(READS_TO_LOOK.saturating_mul(looked_at.into()), 1);
		if !is_over {
			OwnershipChecks::<T>::insert(netuid, check);
			return (looked_at, weight);
		}
		OwnershipChecks::<T>::remove(netuid);
		let king = check.best.map(|(_, hotkey)| hotkey);
		let takes_over = king.is_some_and(|king| Self::take_over(netuid, &king).is_ok());
		let accesses = if takes_over { ACCESSES_TO_TAKE_OVER } else { READS_TO_BEGIN };
		(looked_at, weight.saturating_add(T::DbWeight::get().reads_writes(accesses, accesses)))
	}

	/// Gives the subnet to the owner of its most convicted hotkey.
	///
	/// # Errors
	///
	/// Why it stays with whom it is: nobody learns of it.
	fn take_over(netuid: NetUid, king: &T::AccountId) -> Result<(), DispatchError> {
		const STAYS: DispatchError = DispatchError::Unavailable;
		let old_coldkey = SubnetOwner::<T>::get(netuid);
		// A subnet has its new owner at once when a coldkey gives way, a hotkey not.
		let new_coldkey = Self::owner_in_fact(king).ok_or(STAYS)?;
		// Things may have changed since the search began.
		let owners = SubnetOwnerHotkey::<T>::get(netuid);
		let rank = |hotkey: &T::AccountId| (Self::conviction_of(hotkey, netuid), hotkey.clone());
		let is_ahead = *king == owners || rank(king) > rank(&owners);
		if new_coldkey == old_coldkey || !is_ahead || !Self::can_be_taken_over(netuid) {
			return Err(STAYS);
		}
		with_storage_layer(|| Subnets::<T>::seat_without_payment(netuid, king))?;
		Subnets::<T>::give_subnet(netuid, &new_coldkey);
		Subnets::<T>::change_owner_hotkey(netuid, king);
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetOwnerChanged { netuid, old_coldkey, new_coldkey });
		Ok(())
	}
}

fn next_hotkeys<T: Config>(netuid: NetUid, check: &OwnershipCheck<T::AccountId>, limit: u32) -> Vec<T::AccountId> {
	let hotkeys = match (check.is_among_decaying, check.from.clone()) {
		(false, None) => HotkeyLock::<T>::iter_key_prefix(netuid),
		(false, Some(last)) => HotkeyLock::<T>::iter_key_prefix_from(netuid, last.into_inner()),
		(true, None) => DecayingHotkeyLock::<T>::iter_key_prefix(netuid),
		(true, Some(last)) => DecayingHotkeyLock::<T>::iter_key_prefix_from(netuid, last.into_inner()),
	};
	hotkeys.take(most(limit)).collect()
}

fn cursor_at<T: Config>(netuid: NetUid, check: &OwnershipCheck<T::AccountId>, hotkey: &T::AccountId) -> Cursor {
	BoundedVec::truncate_from(if check.is_among_decaying {
		DecayingHotkeyLock::<T>::hashed_key_for(netuid, hotkey)
	} else {
		HotkeyLock::<T>::hashed_key_for(netuid, hotkey)
	})
}
