//! Verifying, storing and dropping pulses. Spec: satellites 2.

use crate::{
	BeaconConfig, BeaconConfiguration, Config, Error, LastStoredRound, OldestStoredRound, Pallet, Pulse, Pulses,
	RoundNumber,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::UnixTime};
use sp_runtime::DispatchError;
use taonet_timelock::{randomness, verify_pulse, PulseError};

/// Pulses that are kept: 7.5 days of quicknet's.
pub const KEPT_PULSES: u64 = 216_000;
/// Most pulses that one call drops.
pub const DROPPED_AT_ONCE: u32 = 100;

/// Rounds by which the first pulse ever may lie back: an hour of quicknet's.
pub const MOST_ROUNDS_BEHIND: u64 = 1_200;
/// Rounds by which it may be ahead of the last block's time: a minute of quicknet's, five slots.
pub const MOST_ROUNDS_AHEAD: u64 = 20;

/// Whether these bytes are a key that pulses can be verified with: a point of G2.
pub fn is_public_key(key: &[u8]) -> bool {
	// No signature is looked at where the key is none.
	!matches!(verify_pulse(key, 1, &[]), Err(PulseError::InvalidPublicKey))
}

impl BeaconConfiguration {
	/// The round that the beacon signed last at a time, in seconds since 1970; 0 before the first.
	pub(crate) fn round_at(&self, seconds: u64) -> RoundNumber {
		let since_first = seconds.checked_sub(self.genesis_time.into());
		let periods = since_first.and_then(|seconds| seconds.checked_div(self.period.into()));
		periods.map_or(0, |periods| periods.saturating_add(1))
	}

	/// Whether the beacon has published this pulse: its signature is the beacon's, its randomness that of the signature.
	///
	/// # Errors
	///
	/// The beacon's key or the pulse's signature is not a point of its group.
	pub fn published(&self, pulse: &Pulse) -> Result<bool, PulseError> {
		// Looked at first, since it costs next to nothing.
		if pulse.randomness.as_slice() != randomness(&pulse.signature) {
			return Ok(false);
		}
		verify_pulse(&self.public_key, pulse.round, &pulse.signature)
	}
}

impl<T: Config> Pallet<T> {
	/// The last round whose pulse was stored; 0 for none.
	pub fn last_round() -> RoundNumber {
		LastStoredRound::<T>::get()
	}

	/// The beacon's signature of a round (48 bytes, a point of G1), if its pulse is stored.
	pub fn signature(round: RoundNumber) -> Option<Vec<u8>> {
		Pulses::<T>::get(round).map(|pulse| pulse.signature.into_inner())
	}

	/// Whether the first pulse ever may be of this round. All rounds after it are fetched, so that it must not lie far back: whoever
	/// brought in an old one would keep the chain from the present for months. A rule that we add. What the beacon cannot have
	/// signed yet by the time of the last block is refused too; nodes are a little ahead of that.
	pub(crate) fn may_be_first(round: RoundNumber) -> bool {
		let present = BeaconConfig::<T>::get().round_at(T::UnixTime::now().as_secs());
		let oldest = present.saturating_sub(MOST_ROUNDS_BEHIND);
		(oldest..=present.saturating_add(MOST_ROUNDS_AHEAD)).contains(&round)
	}

	/// Stores those pulses that the beacon has published, and says of which rounds they are.
	///
	/// # Errors
	///
	/// `PulseVerificationError` where a key or signature is no point; `InvalidRoundNumber` where a round is not above all
	/// those before it.
	pub(crate) fn store(pulses: Vec<Pulse>) -> Result<Vec<RoundNumber>, DispatchError> {
		let beacon = BeaconConfig::<T>::get();
		let mut rounds = Vec::new();
		let before = LastStoredRound::<T>::get();
		let mut last = before;
		for pulse in pulses {
			if !beacon.published(&pulse).map_err(|_| Error::<T>::PulseVerificationError)? {
				continue;
			}
			ensure!(pulse.round > last, Error::<T>::InvalidRoundNumber);
			last = pulse.round;
			rounds.push(last);
			Pulses::<T>::insert(last, pulse);
		}
		if let Some(first) = rounds.first() {
			LastStoredRound::<T>::put(last);
			if before == 0 {
				OldestStoredRound::<T>::put(first);
			}
		}
		Ok(rounds)
	}

	/// Drops the oldest pulses where there are too many, a bounded number in one call, and says how many. It goes by the
	/// numbers of rounds, whether their pulses are stored or not.
	pub(crate) fn drop_old() -> u32 {
		let last = LastStoredRound::<T>::get();
		let before = OldestStoredRound::<T>::get();
		// A round less than this may be the oldest.
		let enough = last.saturating_add(1).saturating_sub(KEPT_PULSES);
		let oldest = enough.min(before.saturating_add(DROPPED_AT_ONCE.into())).max(before);
		if oldest == before {
			return 0;
		}
		for round in before..oldest {
			Pulses::<T>::remove(round);
		}
		OldestStoredRound::<T>::put(oldest);
		u32::try_from(oldest.saturating_sub(before)).unwrap_or(DROPPED_AT_ONCE)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn round_is_that_which_was_due_last() {
		let beacon = BeaconConfiguration { genesis_time: 100, period: 3, ..BeaconConfiguration::default() };
		assert_eq!([99, 100, 102, 103].map(|seconds| beacon.round_at(seconds)), [0, 1, 1, 2]);
		// Root may set anything.
		assert_eq!(BeaconConfiguration { period: 0, ..beacon }.round_at(1_000), 0);
	}
}
