//! What the worker remembers from one block to the next, in the node's local storage.

use crate::{validity::LONGEVITY, BeaconConfiguration, RoundNumber};
use codec::{Decode, Encode};
use sp_core::offchain::{Duration, Timestamp};
use sp_runtime::offchain::storage::StorageValueRef;

/// Under this key they lie.
const KEY: &[u8] = b"taonet/drand/notes";

/// Milliseconds until relays are asked again after none has answered.
const PAUSE_MILLIS: u64 = 6_000;
/// Failures in a row between two complaints: ten minutes.
const COMPLAIN_EVERY: u32 = 100;

/// The notes of one worker. Only one at a time has them.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq)]
pub(super) struct Notes {
	/// Relays are not asked before this time, in milliseconds since 1970.
	pub not_before: u64,
	/// How often in a row nobody has answered.
	failures: u32,
	/// The last round that was submitted.
	round: RoundNumber,
	/// The block at which that was.
	block: u64,
}

impl Notes {
	/// As they were left; a worker that never ran has none.
	pub fn read() -> Self {
		StorageValueRef::persistent(KEY).get().ok().flatten().unwrap_or_default()
	}

	/// Leaves them for the next block.
	pub fn write(&self) {
		StorageValueRef::persistent(KEY).set(self);
	}

	/// The last round that must not be submitted at `block`: it is stored, or the pool still has it. After some blocks the pool has
	/// dropped what did not get into one.
	pub fn settled(&self, stored: RoundNumber, block: u64) -> RoundNumber {
		let is_pending = self.block <= block && block < self.block.saturating_add(LONGEVITY);
		if is_pending {
			stored.max(self.round)
		} else {
			stored
		}
	}

	/// These rounds up to this one were submitted.
	pub fn submitted(&mut self, round: RoundNumber, block: u64) {
		*self = Self { round, block, ..*self };
	}

	/// A relay has answered, and nothing is left to fetch: looks again after a third of the time between two rounds.
	pub fn caught_up(&mut self, now: Timestamp, beacon: &BeaconConfiguration) {
		let pause = u64::from(beacon.period).saturating_mul(1_000) / 3;
		self.answered();
		self.not_before = now.add(Duration::from_millis(pause)).unix_millis();
	}

	/// A relay has answered, and there is more to fetch.
	pub fn answered(&mut self) {
		if self.failures > 0 {
			log::info!(target: "drand", "A drand relay answers again");
		}
		self.failures = 0;
		self.not_before = 0;
	}

	/// No relay has answered. Says so once in a while.
	pub fn failed(&mut self, now: Timestamp) {
		if self.failures.is_multiple_of(COMPLAIN_EVERY) {
			log::warn!(
				target: "drand",
				"No drand relay answers: what is encrypted for a round stays closed until one does. DRAND_URL names other relays."
			);
		} else {
			log::debug!(target: "drand", "No drand relay answers");
		}
		self.failures = self.failures.saturating_add(1);
		self.not_before = now.add(Duration::from_millis(PAUSE_MILLIS)).unix_millis();
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn submitted_rounds_are_settled_while_the_pool_keeps_them() {
		let mut notes = Notes::default();
		notes.submitted(120, 10);
		assert_eq!(notes.settled(100, 10), 120);
		assert_eq!(notes.settled(100, 12), 120);
		assert_eq!(notes.settled(100, 13), 100);
		assert_eq!(notes.settled(130, 11), 130);
	}

	#[test]
	fn submitted_rounds_are_forgotten_when_the_chain_began_anew() {
		let mut notes = Notes::default();
		notes.submitted(120, 1_000);
		assert_eq!(notes.settled(0, 3), 0);
	}

	#[test]
	fn relays_are_left_alone_for_a_while_after_an_answer_or_a_failure() {
		let (mut notes, now) = (Notes::default(), Timestamp::from_unix_millis(50_000));
		notes.caught_up(now, &BeaconConfiguration::default());
		assert_eq!(notes.not_before, 51_000);
		notes.failed(now);
		assert_eq!(notes.not_before, 56_000);
		notes.answered();
		assert_eq!(notes, Notes::default());
	}
}
