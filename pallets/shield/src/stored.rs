//! What `store_encrypted` keeps, which nothing reads. Spec: satellites 5.

use crate::{
	Config, Error, Event, ExtrinsicLifetime, MaxEncryptedCallSize, MaxPendingExtrinsicsLimit,
	NextPendingExtrinsicIndex, OnInitializeWeight, Pallet, PendingExtrinsic, PendingExtrinsics, WeightInfo,
};
use frame_support::{ensure, weights::Weight, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError};

/// The most that root can allow at the beginning of a block, in picoseconds: half a block.
pub const ABSOLUTE_MAX_WEIGHT: u64 = 2_000_000_000_000;
/// Most of what is stored that one block takes out.
pub const TAKEN_AT_ONCE: u32 = 100;

impl<T: Config> Pallet<T> {
	/// Keeps it, and says under which number.
	///
	/// # Errors
	///
	/// `TooManyPendingExtrinsics`.
	pub(crate) fn store(
		who: T::AccountId,
		encrypted_call: BoundedVec<u8, MaxEncryptedCallSize>,
	) -> Result<u32, DispatchError> {
		let room = MaxPendingExtrinsicsLimit::<T>::get();
		ensure!(PendingExtrinsics::<T>::count() < room, Error::<T>::TooManyPendingExtrinsics);
		let index = NextPendingExtrinsicIndex::<T>::get();
		let submitted_at = frame_system::Pallet::<T>::block_number();
		PendingExtrinsics::<T>::insert(index, PendingExtrinsic { who, encrypted_call, submitted_at });
		NextPendingExtrinsicIndex::<T>::put(index.wrapping_add(1));
		Ok(index)
	}

	/// Takes out what was stored, the oldest first, as far as root's weight for it goes. What is too old goes in any case. Answers the
	/// weight of it.
	pub(crate) fn take_stored(block: BlockNumberFor<T>) -> Weight {
		let stored = PendingExtrinsics::<T>::count();
		let oldest = NextPendingExtrinsicIndex::<T>::get().wrapping_sub(stored);
		let lifetime = BlockNumberFor::<T>::from(ExtrinsicLifetime::<T>::get());
		let room = OnInitializeWeight::<T>::get();
		let mut taken = 0_u32;
		while taken < stored.min(TAKEN_AT_ONCE) {
			let index = oldest.wrapping_add(taken);
			let is_old = PendingExtrinsics::<T>::get(index)
				.is_some_and(|stored| block.saturating_sub(stored.submitted_at) > lifetime);
			let weight = T::WeightInfo::take_stored(taken.saturating_add(1));
			if !is_old && weight.ref_time() > room {
				Self::deposit_event(Event::ExtrinsicPostponed { index });
				break;
			}
			PendingExtrinsics::<T>::remove(index);
			Self::deposit_event(if is_old {
				Event::ExtrinsicExpired { index }
			} else {
				Event::ExtrinsicDecodeFailed { index }
			});
			taken = taken.saturating_add(1);
		}
		T::WeightInfo::take_stored(taken)
	}
}
