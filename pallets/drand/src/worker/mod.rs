//! Fetches pulses over HTTP and submits them, after each block that an authority imports. Spec: satellites 2.
//!
//! One worker at a time: with short blocks the next begins before relays have answered the last, and finds the lock taken.

mod http;
mod notes;
pub(crate) mod relays;

use self::{
	http::{ask_all, Wanted},
	notes::Notes,
	relays::{read_pulse, url},
};
use crate::{
	BeaconConfig, BeaconConfiguration, Call, Config, LastStoredRound, NextUnsignedAt, Pulse, PulsesPayload, RoundNumber,
};
use alloc::{collections::BTreeMap, string::String, vec, vec::Vec};
use core::ops::RangeInclusive;
use frame_support::traits::Get;
use frame_system::{
	offchain::{AppCrypto, SignedPayload, SubmitTransaction},
	pallet_prelude::BlockNumberFor,
};
use sp_core::offchain::Duration;
use sp_io::offchain::timestamp;
use sp_runtime::{
	offchain::storage_lock::{StorageLock, Time},
	traits::UniqueSaturatedInto,
	RuntimeAppPublic,
};

/// Most rounds that wait in the pool, and so most that are fetched after a block.
const MOST_ROUNDS: u64 = 50;
/// Most rounds for which all other relays are asked where the first one has none.
const ASKED_OF_ALL: usize = 10;
/// Under this key the lock lies.
const LOCK_KEY: &[u8] = b"taonet/drand/lock";
/// A worker that has not ended after this many milliseconds was killed: the lock opens.
const LOCK_MILLIS: u64 = 20_000;

/// Looks for new pulses and submits them, if it is time to. Only authorities do: nobody else could put them into a block.
pub(crate) fn run<T: Config>(block: BlockNumberFor<T>) {
	if !sp_io::offchain::is_validator() || NextUnsignedAt::<T>::get() > block {
		return;
	}
	let mut lock = StorageLock::<Time>::with_deadline(LOCK_KEY, Duration::from_millis(LOCK_MILLIS));
	let Ok(_guard) = lock.try_lock() else { return };
	let mut notes = Notes::read();
	if timestamp().unix_millis() < notes.not_before {
		return;
	}
	Visit::<T>::new(block).make(&mut notes);
	notes.write();
}

/// The keys of a node.
type AppKey<T> = <<T as Config>::AuthorityId as AppCrypto<
	<T as frame_system::offchain::SigningTypes>::Public,
	<T as frame_system::offchain::SigningTypes>::Signature,
>>::RuntimeAppPublic;

/// One look at the relays.
struct Visit<T: Config> {
	block: BlockNumberFor<T>,
	beacon: BeaconConfiguration,
	relays: Vec<String>,
}

/// What the relays say of the latest round.
enum Latest {
	/// None of them says anything.
	Silence,
	/// They answer, but know no newer round.
	Old,
	/// A newer one, and the relay that has it, by its place in the list.
	New(Pulse, usize),
}

impl<T: Config> Visit<T> {
	fn new(block: BlockNumberFor<T>) -> Self {
		Self { block, beacon: BeaconConfig::<T>::get(), relays: relays::relays() }
	}

	/// Fetches what is missing, submits it, and notes when to come again.
	fn make(&self, notes: &mut Notes) {
		let stored = LastStoredRound::<T>::get();
		let (latest, relay) = match self.latest(stored) {
			Latest::Silence => return notes.failed(timestamp()),
			Latest::Old => return notes.caught_up(timestamp(), &self.beacon),
			Latest::New(pulse, relay) => (pulse, relay),
		};
		let last = latest.round;
		let block = self.block.unique_saturated_into();
		let wanted = wanted(stored, notes.settled(stored, block), last);
		if !wanted.is_empty() {
			let pulses = self.fetch(wanted.clone(), latest, relay);
			if let Some(round) = self.submit(contiguous(wanted, pulses)) {
				notes.submitted(round, block);
			}
		}
		if notes.settled(stored, block) < last {
			notes.answered();
		} else {
			notes.caught_up(timestamp(), &self.beacon);
		}
	}

	/// Asks all relays for the latest round. The first that is new and the beacon's wins.
	fn latest(&self, stored: RoundNumber) -> Latest {
		let mut latest = Latest::Silence;
		let questions = self.relays.iter().enumerate().map(|(place, relay)| (place, self.url(relay, None)));
		ask_all(questions, T::HttpFetchTimeout::get(), |place, answer| {
			let Some(pulse) = read_pulse(&answer) else { return Wanted::More };
			if pulse.round <= stored {
				latest = Latest::Old;
			} else if self.is_genuine(&pulse) {
				latest = Latest::New(pulse, place);
				return Wanted::Enough;
			}
			Wanted::More
		});
		latest
	}

	/// The pulses of these rounds as far as they can be had, all the beacon's: from the relay that was first, and what that has not
	/// from whoever does.
	fn fetch(&self, rounds: RangeInclusive<RoundNumber>, latest: Pulse, first: usize) -> BTreeMap<RoundNumber, Pulse> {
		let mut pulses = BTreeMap::from([(latest.round, latest)]);
		let missing = |pulses: &BTreeMap<RoundNumber, Pulse>| -> Vec<RoundNumber> {
			rounds.clone().filter(|round| !pulses.contains_key(round)).collect()
		};
		let from_first = missing(&pulses);
		self.ask_for(&from_first, |place| place == first, &mut pulses);
		let from_others: Vec<_> = missing(&pulses).into_iter().take(ASKED_OF_ALL).collect();
		self.ask_for(&from_others, |place| place != first, &mut pulses);
		pulses
	}

	/// Asks some relays for these rounds and adds what they have.
	fn ask_for(
		&self,
		rounds: &[RoundNumber],
		is_asked: impl Fn(usize) -> bool,
		pulses: &mut BTreeMap<RoundNumber, Pulse>,
	) {
		let asked = self.relays.iter().enumerate().filter(|(place, _)| is_asked(*place)).map(|(_, relay)| relay);
		let questions: Vec<_> =
			asked.flat_map(|relay| rounds.iter().map(|round| (*round, self.url(relay, Some(*round))))).collect();
		let mut answers = Vec::new();
		ask_all(questions, T::HttpFetchTimeout::get(), |round, answer| {
			answers.extend(read_pulse(&answer).filter(|pulse| pulse.round == round));
			Wanted::More
		});
		// Verified when all are there: it takes a while, and relays should not have to wait for it.
		for pulse in answers {
			if !pulses.contains_key(&pulse.round) && self.is_genuine(&pulse) {
				pulses.insert(pulse.round, pulse);
			}
		}
	}

	fn url(&self, relay: &str, round: Option<RoundNumber>) -> String {
		url(relay, &self.beacon.hash, round)
	}

	fn is_genuine(&self, pulse: &Pulse) -> bool {
		self.beacon.published(pulse) == Ok(true)
	}

	/// Submits pulses, one extrinsic each, until the pool refuses one; says which was the last.
	fn submit(&self, pulses: Vec<Pulse>) -> Option<RoundNumber> {
		let key = key::<T>();
		let mut submitted = None;
		for pulse in pulses {
			let round = pulse.round;
			let payload = PulsesPayload { block_number: self.block, pulses: vec![pulse], public: key.clone() };
			let Some(signature) = SignedPayload::<T>::sign::<T::AuthorityId>(&payload) else { break };
			let call = Call::write_pulse { pulses_payload: payload, signature: Some(signature) };
			if SubmitTransaction::<T, Call<T>>::submit_transaction(T::create_bare(call.into())).is_err() {
				log::debug!(target: "drand", "The pool refuses round {round}");
				break;
			}
			submitted = Some(round);
		}
		submitted
	}
}

/// The key that this node signs with; made if there is none.
fn key<T: Config>() -> T::Public {
	let key = AppKey::<T>::all().into_iter().next().unwrap_or_else(|| AppKey::<T>::generate_pair(None));
	<T::AuthorityId as AppCrypto<T::Public, T::Signature>>::GenericPublic::from(key).into()
}

/// Which rounds to submit: those after the settled ones, as long as the pool does not hold too many. The chain's first round
/// is whatever is the latest then.
fn wanted(stored: RoundNumber, settled: RoundNumber, latest: RoundNumber) -> RangeInclusive<RoundNumber> {
	let first = if settled == 0 { latest } else { settled.saturating_add(1) };
	let most = if stored == 0 { latest } else { stored.saturating_add(MOST_ROUNDS) };
	first..=latest.min(most)
}

/// The pulses of these rounds up to the first that is missing.
fn contiguous(rounds: RangeInclusive<RoundNumber>, mut pulses: BTreeMap<RoundNumber, Pulse>) -> Vec<Pulse> {
	rounds.map_while(|round| pulses.remove(&round)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pulses(rounds: &[RoundNumber]) -> BTreeMap<RoundNumber, Pulse> {
		let pulse = |round| Pulse { round, randomness: Default::default(), signature: Default::default() };
		rounds.iter().map(|round| (*round, pulse(*round))).collect()
	}

	#[test]
	fn first_round_is_the_latest_when_nothing_is_stored() {
		assert_eq!(wanted(0, 0, 7_000), 7_000..=7_000);
	}

	#[test]
	fn rounds_follow_the_last_stored_one_without_a_gap() {
		assert_eq!(wanted(100, 100, 104), 101..=104);
	}

	#[test]
	fn rounds_are_fifty_at_most_when_many_are_missing() {
		assert_eq!(wanted(100, 100, 9_000), 101..=150);
		assert_eq!(wanted(100, 130, 9_000), 131..=150);
	}

	#[test]
	fn nothing_is_wanted_when_the_pool_has_it_all() {
		assert!(wanted(100, 104, 104).is_empty());
		assert!(wanted(100, 150, 9_000).is_empty());
		assert!(wanted(0, 7_000, 7_000).is_empty());
	}

	#[test]
	fn pulses_end_before_the_first_gap() {
		let rounds = |wanted, given: &[_]| -> Vec<_> {
			contiguous(wanted, pulses(given)).into_iter().map(|pulse| pulse.round).collect()
		};
		assert_eq!(rounds(5..=9, &[5, 6, 8, 9]), [5, 6]);
		assert!(rounds(5..=9, &[6, 7]).is_empty());
		assert_eq!(rounds(5..=6, &[5, 6, 7]), [5, 6]);
	}
}
