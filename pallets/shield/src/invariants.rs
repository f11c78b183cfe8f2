//! What is true of keys and of what is stored after every block. Spec: satellites 5.

use crate::{
	AuthorKeys, Config, CurrentKey, NextKey, NextKeyExpiresAt, NextPendingExtrinsicIndex, Pallet, PendingExtrinsics,
	PendingKey, PendingKeyExpiresAt,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use taonet_shield::PUBLIC_KEY_BYTES;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Result<(), TryRuntimeError> {
		let rolling = [CurrentKey::<T>::get(), PendingKey::<T>::get(), NextKey::<T>::get()];
		ensure!(
			rolling
				.into_iter()
				.flatten()
				.chain(AuthorKeys::<T>::iter_values())
				.all(|key| key.len() == PUBLIC_KEY_BYTES),
			"a key is not 1184 bytes long"
		);
		ensure!(
			PendingKey::<T>::exists() == PendingKeyExpiresAt::<T>::exists()
				&& NextKey::<T>::exists() == NextKeyExpiresAt::<T>::exists(),
			"a key has no end, or an end no key"
		);
		let stored = PendingExtrinsics::<T>::count();
		let next = NextPendingExtrinsicIndex::<T>::get();
		ensure!(
			(1..=stored).all(|back| PendingExtrinsics::<T>::contains_key(next.wrapping_sub(back))),
			"what is stored is not numbered without a gap"
		);
		ensure!(
			usize::try_from(stored) == Ok(PendingExtrinsics::<T>::iter_keys().count()),
			"CounterForPendingExtrinsics is not the number of PendingExtrinsics"
		);
		Ok(())
	}
}
