//! Coldkey swaps that are announced some days before, so that whoever has lost a coldkey to somebody else can say so in time.
//! Spec: staking 11.
//!
//! From the announcement on the coldkey can do nothing but swap, dispute, announce anew, or take the announcement back; once
//! it is disputed nothing at all, until root forgets both. [`Pallet::ensure_not_swapping`] says so, and whoever lets extrinsics
//! into blocks asks it for every account that signs a call of them.

use crate::{ColdkeyTransits, Config, Error, Issuance, Pallet, Protocol, ProtocolEvent};
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System};
use pallet_protocol::{
	defaults::KEY_SWAP_COST, ColdkeySwapAnnouncementDelay, ColdkeySwapAnnouncements, ColdkeySwapDisputes,
	ColdkeySwapReannouncementDelay,
};
use sp_runtime::traits::{Hash, Saturating};
use taonet_types::TaoBalance;

/// Storage items that [`Pallet::ensure_not_swapping`] reads at most.
pub const GUARD_READS: u64 = 2;

impl<T: Config> Pallet<T> {
	/// Whether a coldkey may sign whatever it likes.
	///
	/// # Errors
	///
	/// `ColdkeySwapDisputed`, `ColdkeySwapAnnounced`; the latter too while what it had still follows to a coldkey in its place.
	pub fn ensure_not_swapping(coldkey: &T::AccountId) -> DispatchResult {
		if ColdkeySwapAnnouncements::<T>::contains_key(coldkey) {
			Self::ensure_undisputed(coldkey)?;
			return Err(Error::<T>::ColdkeySwapAnnounced.into());
		}
		Self::ensure_nothing_follows(coldkey)
	}

	/// Announces a swap to the coldkey with this hash. The first announcement costs 0.1 TAO, which are recycled.
	///
	/// # Errors
	///
	/// As [`Call::announce_coldkey_swap`](pallet_protocol::Call::announce_coldkey_swap) answers them, and as
	/// [`Self::ensure_not_swapping`].
	pub(crate) fn announce(coldkey: &T::AccountId, new_coldkey_hash: T::Hash) -> DispatchResult {
		Self::ensure_undisputed(coldkey)?;
		Self::ensure_nothing_follows(coldkey)?;
		let now = System::<T>::block_number();
		match ColdkeySwapAnnouncements::<T>::get(coldkey) {
			Some((due, _)) => {
				ensure!(now >= Self::taken_back_from(due), Error::<T>::ColdkeySwapReannouncedTooEarly);
			},
			None => Self::pay_for_coldkey_swap(coldkey, TaoBalance::new(KEY_SWAP_COST))?,
		}
		let due = now.saturating_add(ColdkeySwapAnnouncementDelay::<T>::get());
		ColdkeySwapAnnouncements::<T>::insert(coldkey, (due, new_coldkey_hash));
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapAnnounced { who: coldkey.clone(), new_coldkey_hash });
		Ok(())
	}

	/// Recycles what a swap costs.
	///
	/// # Errors
	///
	/// `NotEnoughBalanceToPaySwapColdKey`: the coldkey cannot pay that much and keep its account.
	pub(crate) fn pay_for_coldkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
		Issuance::<T>::recycle(coldkey, cost).map_err(|_| Error::<T>::NotEnoughBalanceToPaySwapColdKey.into())
	}

	/// Whether a swap to this coldkey was announced, and may take place.
	///
	/// # Errors
	///
	/// `ColdkeySwapDisputed`, `ColdkeySwapAnnouncementNotFound`, `AnnouncedColdkeyHashDoesNotMatch`, `ColdkeySwapTooEarly`.
	pub(crate) fn ensure_due(coldkey: &T::AccountId, new_coldkey: &T::AccountId) -> DispatchResult {
		Self::ensure_undisputed(coldkey)?;
		let (due, hash) = Self::announcement(coldkey)?;
		ensure!(T::Hashing::hash_of(new_coldkey) == hash, Error::<T>::AnnouncedColdkeyHashDoesNotMatch);
		ensure!(System::<T>::block_number() >= due, Error::<T>::ColdkeySwapTooEarly);
		Ok(())
	}

	/// Disputes the swap that was announced.
	///
	/// # Errors
	///
	/// As [`Call::dispute_coldkey_swap`](pallet_protocol::Call::dispute_coldkey_swap) answers them.
	pub(crate) fn dispute(coldkey: &T::AccountId) -> DispatchResult {
		Self::announcement(coldkey)?;
		ensure!(!ColdkeySwapDisputes::<T>::contains_key(coldkey), Error::<T>::ColdkeySwapAlreadyDisputed);
		ColdkeySwapDisputes::<T>::insert(coldkey, System::<T>::block_number());
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapDisputed { coldkey: coldkey.clone() });
		Ok(())
	}

	/// Takes the announcement back.
	///
	/// # Errors
	///
	/// As [`Call::clear_coldkey_swap_announcement`](pallet_protocol::Call::clear_coldkey_swap_announcement) answers them, and
	/// `ColdkeySwapDisputed`.
	pub(crate) fn clear(coldkey: &T::AccountId) -> DispatchResult {
		Self::ensure_undisputed(coldkey)?;
		let (due, _) = Self::announcement(coldkey)?;
		let now = System::<T>::block_number();
		ensure!(now >= Self::taken_back_from(due), Error::<T>::ColdkeySwapClearTooEarly);
		Self::forget_announcement(coldkey);
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapCleared { who: coldkey.clone() });
		Ok(())
	}

	/// Forgets announcement and dispute, and tells it.
	pub(crate) fn reset(coldkey: &T::AccountId) {
		Self::forget_announcement(coldkey);
		Protocol::<T>::deposit_event(ProtocolEvent::ColdkeySwapReset { who: coldkey.clone() });
	}

	/// Forgets announcement and dispute.
	pub(crate) fn forget_announcement(coldkey: &T::AccountId) {
		ColdkeySwapAnnouncements::<T>::remove(coldkey);
		ColdkeySwapDisputes::<T>::remove(coldkey);
	}

	/// First block in which an announcement whose swap came due in that block can be replaced or taken back.
	fn taken_back_from(due: BlockNumberFor<T>) -> BlockNumberFor<T> {
		due.saturating_add(ColdkeySwapReannouncementDelay::<T>::get())
	}

	fn announcement(coldkey: &T::AccountId) -> Result<(BlockNumberFor<T>, T::Hash), Error<T>> {
		ColdkeySwapAnnouncements::<T>::get(coldkey).ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)
	}

	/// Calls that are let into a block together may follow a dispute.
	fn ensure_undisputed(coldkey: &T::AccountId) -> DispatchResult {
		ensure!(!ColdkeySwapDisputes::<T>::contains_key(coldkey), Error::<T>::ColdkeySwapDisputed);
		Ok(())
	}

	fn ensure_nothing_follows(coldkey: &T::AccountId) -> DispatchResult {
		ensure!(!ColdkeyTransits::<T>::contains_key(coldkey), Error::<T>::ColdkeySwapAnnounced);
		Ok(())
	}

	/// What is disputed was announced: [`Self::ensure_not_swapping`] looks for disputes nowhere else.
	#[cfg(feature = "try-runtime")]
	pub(crate) fn check_announcements() -> Result<(), sp_runtime::TryRuntimeError> {
		for coldkey in ColdkeySwapDisputes::<T>::iter_keys() {
			ensure!(
				ColdkeySwapAnnouncements::<T>::contains_key(coldkey),
				"ColdkeySwapDisputes has a coldkey that has announced nothing"
			);
		}
		Ok(())
	}
}
