//! The step of each block that opens what is encrypted. Spec: satellites 1, consensus 9.2.
//!
//! A block without a new pulse looks at one key of the queue. With one, it opens commitments in the order of their rounds until
//! none is due or it has done enough. Each commitment that it comes to loses all fields that are due, so that the next one comes
//! whatever is in them: nobody stops the queue.

use crate::{ciphertext::open, CommitmentOf, Config, Data, Event, Pallet, RevealQueue, WeightInfo};
use alloc::vec::Vec;
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use pallet_epoch::Pulses;
use taonet_types::NetUid;

/// Ciphertexts that a block opens. Each takes as long as one of encrypted weights, of which a block opens twice as many. The last
/// commitment that a block comes to is opened as a whole, so that there may be two more.
pub const MOST_OPENED_PER_BLOCK: u32 = 16;

impl<T: Config> Pallet<T> {
	/// Opens the fields whose round is signed. Answers what it took.
	pub(crate) fn reveal_due() -> Weight {
		let last_round = T::Pulses::last_round();
		let mut left = MOST_OPENED_PER_BLOCK;
		let mut opened = 0u32;
		while left > 0 {
			let Some((round, netuid, who)) = RevealQueue::<T>::iter_keys().next() else { break };
			if round.round() > last_round {
				break;
			}
			let fields = Self::reveal_fields(netuid, &who, last_round);
			if fields == 0 {
				// Not in order. It must not be found again.
				RevealQueue::<T>::remove((round, netuid, who));
			}
			opened = opened.saturating_add(fields);
			left = left.saturating_sub(fields.max(1));
		}
		// The last round, the first key, and how many there are.
		let looking = T::DbWeight::get().reads(3);
		looking.saturating_add(<T as Config>::WeightInfo::reveal().saturating_mul(opened.into()))
	}

	/// Opens the fields of a commitment whose round is signed, and takes them out of it. Answers how many there were.
	fn reveal_fields(netuid: NetUid, who: &T::AccountId, last_round: u64) -> u32 {
		let Some(mut registration) = CommitmentOf::<T>::get(netuid, who) else { return 0 };
		let is_due = |field: &Data| field.reveal_round().is_some_and(|round| round <= last_round);
		let (due, rest): (Vec<Data>, Vec<Data>) = registration.info.fields.into_iter().partition(is_due);
		for field in &due {
			Self::reveal_field(netuid, who, field);
		}
		// Never longer than it was.
		registration.info.fields = BoundedVec::truncate_from(rest);
		let is_something = !registration.info.fields.is_empty();
		Self::store(netuid, who, is_something.then_some(registration));
		u32::try_from(due.len()).unwrap_or(u32::MAX)
	}

	fn reveal_field(netuid: NetUid, who: &T::AccountId, field: &Data) {
		let Data::TimelockEncrypted { encrypted, reveal_round } = field else { return };
		let who = who.clone();
		Self::deposit_event(match open(encrypted, T::Pulses::signature(*reveal_round)) {
			Ok(plaintext) => {
				Self::note_revealed(netuid, &who, plaintext);
				Event::CommitmentRevealed { netuid, who }
			},
			Err(reason) => Event::CommitmentDropped { netuid, who, reveal_round: *reveal_round, reason },
		});
	}
}
