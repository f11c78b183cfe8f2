//! Weights of `pallet_shield`.

use crate::Config;
use alloc::vec;
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use frame_support::{traits::Hooks, BoundedVec};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_shield::{
	AuthorKeys, CurrentKey, ExtrinsicLifetime, MaxEncryptedCallSize, MaxPendingExtrinsicsLimit, NextKey,
	NextPendingExtrinsicIndex, OnInitializeWeight, Pallet as Shield, PendingExtrinsic, PendingExtrinsics, PendingKey,
	ShieldEncKey, SlotAuthors, ABSOLUTE_MAX_WEIGHT,
};
use sp_runtime::traits::{One, Saturating};

/// Keys, and what was encrypted to them.
pub struct Pallet<T: Config>(PhantomData<T>);

fn key(byte: u8) -> ShieldEncKey {
	BoundedVec::truncate_from(vec![byte; 1184])
}

/// As much as may be encrypted.
fn ciphertext() -> BoundedVec<u8, MaxEncryptedCallSize> {
	BoundedVec::truncate_from(vec![7; 8192])
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Every key is there, and each rolls on.
	#[benchmark]
	fn announce_next_key() {
		for slots in [0, 2] {
			if let Some(author) = T::SlotAuthors::after(slots) {
				AuthorKeys::<T>::insert(author, key(1));
			}
		}
		PendingKey::<T>::put(key(2));
		NextKey::<T>::put(key(3));
		#[block]
		{
			assert_eq!(Shield::<T>::announce_next_key(RawOrigin::None.into(), Some(key(4))), Ok(()));
		}
		assert_eq!((CurrentKey::<T>::get(), PendingKey::<T>::get()), (Some(key(2)), Some(key(3))));
	}

	#[benchmark]
	fn submit_encrypted() {
		let who: T::AccountId = whitelisted_caller();
		#[block]
		{
			assert_eq!(Shield::<T>::submit_encrypted(RawOrigin::Signed(who).into(), ciphertext()), Ok(()));
		}
	}

	#[benchmark]
	fn store_encrypted() {
		let who: T::AccountId = whitelisted_caller();
		#[block]
		{
			assert_eq!(Shield::<T>::store_encrypted(RawOrigin::Signed(who).into(), ciphertext()), Ok(()));
		}
		assert_eq!(PendingExtrinsics::<T>::count(), 1);
	}

	#[benchmark]
	fn set() {
		let value = ABSOLUTE_MAX_WEIGHT;
		#[block]
		{
			assert_eq!(Shield::<T>::set_on_initialize_weight(RawOrigin::Root.into(), value), Ok(()));
		}
		assert_eq!(OnInitializeWeight::<T>::get(), value);
	}

	/// All of it is as long as it may be.
	#[benchmark]
	fn take_stored(n: Linear<0, 100>) {
		let who: T::AccountId = whitelisted_caller();
		let submitted_at = frame_system::Pallet::<T>::block_number();
		for index in 0..n {
			let stored = PendingExtrinsic { who: who.clone(), encrypted_call: ciphertext(), submitted_at };
			PendingExtrinsics::<T>::insert(index, stored);
		}
		NextPendingExtrinsicIndex::<T>::put(n);
		OnInitializeWeight::<T>::put(ABSOLUTE_MAX_WEIGHT);
		// Read by the calls alone.
		MaxPendingExtrinsicsLimit::<T>::put(n);
		ExtrinsicLifetime::<T>::put(10);
		#[block]
		{
			Shield::<T>::on_initialize(submitted_at.saturating_add(BlockNumberFor::<T>::one()));
		}
		assert_eq!(PendingExtrinsics::<T>::count(), 0);
	}
}
