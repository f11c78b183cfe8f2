//! What is true of pulses after every block. Spec: satellites 2.

use crate::{Config, LastStoredRound, OldestStoredRound, Pallet, Pulses};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

/// Entries that are looked at: not all of two hundred thousand after every block.
const LOOKED_AT: usize = 1000;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Result<(), TryRuntimeError> {
		let (oldest, last) = (OldestStoredRound::<T>::get(), LastStoredRound::<T>::get());
		ensure!(oldest <= last, "OldestStoredRound is above LastStoredRound");
		ensure!(last == 0 || Pulses::<T>::contains_key(last), "LastStoredRound names a round without a pulse");
		for (round, pulse) in Pulses::<T>::iter().take(LOOKED_AT) {
			ensure!(round == pulse.round, "a pulse stands under another round");
			ensure!(round <= last, "a pulse is newer than LastStoredRound");
			ensure!(pulse.signature.len() == 48, "a pulse's signature is not 48 bytes long");
			ensure!(
				pulse.randomness.as_slice() == taonet_timelock::randomness(&pulse.signature),
				"a pulse's randomness is not that of its signature"
			);
		}
		Ok(())
	}
}
