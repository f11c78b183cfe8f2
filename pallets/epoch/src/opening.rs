//! Timelocked weights are set by the chain itself when their round is signed. Spec: consensus 9.
//!
//! Each block opens at most so many ciphertexts; a queue that is read counts by its size too. Subnets whose epoch is to run in
//! this block come first, for their weights must be in place before it; but a quarter is kept for the others, and all who wait
//! share alike. Where a block cannot do even that, the next one begins with the subnets after the one that was served last. So
//! nobody makes others wait for ever, whatever lies in its queues. Only where a block cannot open all, the order differs from
//! the order of the rounds in which a chain without a limit would open them.
//!
//! What cannot be set, or would not count, is dropped without being opened:
//!
//! * what is too short;
//! * what a hotkey without stake or permit has committed to. Without a permit it could only say something of itself, which no epoch
//!   listens to;
//! * all of a hotkey but the newest that can be set, which would overwrite the others. Where the newest fails, the next one is tried;
//! * all of a hotkey without uid, also where its round is not signed yet.
//!
//! So no more is opened for nothing than neurons with a permit have committed to.
//!
//! An epoch that is due by the number of blocks since the last one (consensus 3.2, rule 3) is found so here one block too late, since
//! the block is not counted yet: it is put off by a block where its weights wait.

use crate::{
	ciphertext::{self, DropReason},
	queues::{OpenedQueue, Queues},
	records::TimelockedCommit,
	setting::Submission,
	weights::WeightInfo,
	Config, Error, Event, LastServed, Pallet, Protocol, ProtocolEvent, Pulses, QueuesOf, RevealWaits, Subnets,
};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, Encode};
use frame_support::{traits::Get, weights::Weight};
use pallet_protocol::{now, types::WeightCiphertext, MaxEpochsPerBlock, StakeThreshold, TimelockedWeightCommits, Uids};
use pallet_staking::MOST_PARENTS;
use scale_info::TypeInfo;
use sp_runtime::DispatchError;
use taonet_timelock::WeightsPayload;
use taonet_types::{NetUid, NetUidStorageIndex};

/// Most blocks for which an epoch waits until its weights are opened. Then it runs without them, and they act an epoch later.
pub const MOST_BLOCKS_AWAITED: u32 = 10;

/// Bytes of a queue that count as much as opening one ciphertext: reading and writing them takes about as long.
const BYTES_PER_OPENING: u64 = 524_288;

/// Bytes of a queue that count as one access of the database.
const BYTES_PER_ACCESS: u64 = 4_096;

/// Of the ciphertexts of a block, one in so many is kept for subnets whose epoch is not due.
const PART_OF_OTHERS: u32 = 4;

/// Most expired queues of a mechanism that are removed in a block. There is more than one only after the reveal period was
/// shortened.
const MOST_QUEUES_REMOVED: usize = 8;

/// Reads of the schedule of a subnet and of how many mechanisms it has.
const READS_PER_SUBNET: u64 = 6;
/// Reads to learn of which epoch commitments are revealed.
const READS_OF_EPOCH: u64 = 6;
/// Reads to learn what a hotkey may do: its uid, the owner's hotkey, permits, the stake that is asked for.
const READS_PER_HOTKEY: u64 = 5;
/// Reads to learn what stands behind a hotkey, where that is asked for: what it and each of its parents have on the subnet and on
/// root, who lends to whom, and the weight of TAO.
const READS_OF_STAKE: u64 = 2 * (MOST_PARENTS as u64 + 1) + 10;

/// The subnets that came last, where others had to wait.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct LastTurns {
	/// Of those whose epoch is due.
	pub due: Option<NetUid>,
	/// Of the others.
	pub others: Option<NetUid>,
}

/// How long a subnet waits.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct RevealWait {
	/// The epoch of the commitments that it waits for.
	pub epoch: u64,
	/// Blocks that have not opened all of them.
	pub blocks: u32,
}

/// What a block has left, and what it has done.
struct Step {
	/// The last round that was signed.
	last_round: u64,
	/// Ciphertexts that may still be opened.
	left: u32,
	/// Ciphertexts opened.
	opened: u64,
	reads: u64,
	writes: u64,
}

impl Step {
	/// How many ciphertexts a subnet may open if so many wait, itself included.
	fn share(&self, waiting: usize) -> u32 {
		self.left.div_ceil(u32::try_from(waiting).unwrap_or(u32::MAX).max(1))
	}

	/// A queue is read: answers how many of its ciphertexts may be opened of this share, one at least, so that it goes on in any
	/// case.
	fn begin_queue(&mut self, bytes: u64, share: u32) -> u32 {
		self.reads = self.reads.saturating_add(accesses(bytes));
		// What does not fit was too much in any case.
		let cost = u32::try_from(bytes / BYTES_PER_OPENING).unwrap_or(u32::MAX);
		self.left = self.left.saturating_sub(cost);
		self.left.min(share).max(1)
	}

	/// So many ciphertexts of the queue were opened, and this is left of it.
	fn end_queue(&mut self, opened: u32, bytes_written: u64) {
		self.left = self.left.saturating_sub(opened);
		self.opened = self.opened.saturating_add(opened.into());
		self.writes = self.writes.saturating_add(accesses(bytes_written));
	}
}

/// A subnet, and what waits there.
struct Candidate {
	netuid: NetUid,
	/// The epoch of the commitments whose time it is; none at the beginning of a subnet, and where nobody has committed to anything.
	epoch: Option<u64>,
	/// The mechanisms that have something to open. Mostly there are none.
	waiting: Vec<NetUidStorageIndex>,
}

/// What a hotkey may do with what it has encrypted.
enum Standing {
	/// It has no uid.
	IsNoNeuron,
	/// It may not set weights, or none that count.
	Refused(DispatchError),
	/// It may set weights.
	MaySet,
	/// It has set weights, newer ones than those that come.
	HasSet,
}

/// A queue while it is opened, the newest entry first.
struct Opening<'a, T: Config> {
	index: NetUidStorageIndex,
	/// Ciphertexts that may still be opened.
	left: u32,
	/// Ciphertexts opened.
	opened: u32,
	standings: BTreeMap<T::AccountId, Standing>,
	step: &'a mut Step,
}

/// What becomes of an entry of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
	/// Its round is not signed, or the block has done enough.
	Stays,
	/// It was set.
	Set,
	/// It was dropped.
	Dropped(DropReason),
}

/// As how many accesses of the database a value of so many bytes counts.
fn accesses(bytes: u64) -> u64 {
	(bytes / BYTES_PER_ACCESS).saturating_add(1)
}

/// The subnets after the last one served come first.
fn in_turn(mut subnets: Vec<Candidate>, served: Option<NetUid>) -> Vec<Candidate> {
	let first = subnets.iter().position(|subnet| served.is_some_and(|served| subnet.netuid > served)).unwrap_or(0);
	subnets.rotate_left(first);
	subnets
}

fn bytes_of<AccountId>(queue: &[TimelockedCommit<AccountId>]) -> u64 {
	// An account, two numbers and a length beside each ciphertext, and as much again in the record.
	queue
		.iter()
		.fold(0, |sum: u64, (_, _, ciphertext, _)| sum.saturating_add(ciphertext.len() as u64).saturating_add(100))
}

impl<T: Config> Pallet<T> {
	/// Sets the timelocked weights whose round is signed, of all live subnets but those whose epoch is put off to the next block
	/// because too many are due. Opens at most about `limit` ciphertexts. What cannot be set is dropped with an event.
	///
	/// Runs in each block before the epochs. Answers what it took.
	pub fn reveal_timelocked(subnets: &[NetUid], limit: u32) -> Weight {
		let kept = limit / PART_OF_OTHERS;
		let (last_round, left) = (T::Pulses::last_round(), limit.saturating_sub(kept));
		let mut step = Step { last_round, left, opened: 0, reads: 4, writes: 0 };
		let netuids = subnets.iter().copied().filter(|netuid| !netuid.is_root());
		let candidates = Self::candidates(netuids, &mut step);

		let before = LastServed::<T>::get();
		let mut turns = LastTurns::default();
		// Whether an epoch is due is asked only where that matters.
		if candidates.iter().any(|subnet| !subnet.waiting.is_empty()) {
			let now = now::<T>();
			let is_due = |subnet: &Candidate| Subnets::<T>::is_due(subnet.netuid, now);
			let (due, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_due);
			turns.due = Self::serve(due, before.due, MaxEpochsPerBlock::<T>::get().into(), &mut step);
			// No more than the limit.
			step.left = step.left.saturating_add(kept);
			turns.others = Self::serve(others, before.others, usize::MAX, &mut step);
		}
		if turns != before {
			LastServed::<T>::put(turns);
		}
		T::DbWeight::get()
			.reads_writes(step.reads, step.writes.saturating_add(1))
			.saturating_add(<T as Config>::WeightInfo::reveal().saturating_mul(step.opened))
	}

	/// Whether timelocked weights of the subnet should be set by now, but a block has not come to it. Its epoch waits for them, for
	/// [`MOST_BLOCKS_AWAITED`] at most: nobody puts an epoch off as long as it likes.
	pub fn awaits_reveals(netuid: NetUid) -> bool {
		let last_round = T::Pulses::last_round();
		let Some(epoch) = Self::reveal_time(netuid).revealed_epoch() else { return false };
		let may_open = |index| QueuesOf::<T>::get(index).is_some_and(|queues| queues.may_open(epoch, last_round));
		Self::blocks_waited(netuid, epoch) <= MOST_BLOCKS_AWAITED && Subnets::<T>::mechanisms(netuid).any(may_open)
	}

	/// Looks at what subnets have to open, and removes what has expired.
	fn candidates(netuids: impl Iterator<Item = NetUid>, step: &mut Step) -> Vec<Candidate> {
		let look_at = |netuid: NetUid| {
			step.reads = step.reads.saturating_add(READS_PER_SUBNET);
			let mut waiting = Vec::new();
			let mechanisms = Subnets::<T>::mechanisms(netuid);
			let count_read = |_: &NetUidStorageIndex| step.reads = step.reads.saturating_add(1);
			let found = mechanisms.inspect(count_read).filter_map(|index| Some((index, QueuesOf::<T>::get(index)?)));
			let found: Vec<_> = found.collect();
			if found.is_empty() {
				return Candidate { netuid, epoch: None, waiting };
			}
			step.reads = step.reads.saturating_add(READS_OF_EPOCH);
			let epoch = Self::reveal_time(netuid).revealed_epoch();
			for (index, mut queues) in found {
				let Some(epoch) = epoch else { continue };
				Self::remove_expired(index, epoch, &mut queues, step);
				if queues.may_open(epoch, step.last_round) {
					waiting.push(index);
				}
			}
			Candidate { netuid, epoch, waiting }
		};
		netuids.map(look_at).collect()
	}

	/// Removes queues of epochs before this one.
	fn remove_expired(index: NetUidStorageIndex, epoch: u64, queues: &mut Queues, step: &mut Step) {
		let all_expired = queues.take_before(epoch, MOST_QUEUES_REMOVED);
		if all_expired.is_empty() {
			return;
		}
		for expired in all_expired {
			Self::store_queue(index, expired, Vec::new());
			Self::deposit_event(Event::TimelockedWeightsExpired { index, epoch: expired });
			step.writes = step.writes.saturating_add(2);
		}
		Self::store_queues(index, queues.clone());
		step.writes = step.writes.saturating_add(1);
	}

	/// Opens what subnets have, in turn, until so many of them have nothing left to wait for: the rest is put off to the next block in
	/// any case. Answers who came last, if somebody still waits.
	fn serve(subnets: Vec<Candidate>, last: Option<NetUid>, most_ready: usize, step: &mut Step) -> Option<NetUid> {
		let mut waiting = subnets.iter().filter(|subnet| !subnet.waiting.is_empty()).count();
		let (mut ready, mut served, mut someone_waits) = (0usize, last, false);
		for subnet in in_turn(subnets, last) {
			if ready >= most_ready {
				break;
			}
			let mut is_ready = true;
			if let (Some(epoch), false) = (subnet.epoch, subnet.waiting.is_empty()) {
				served = if step.left > 0 { Some(subnet.netuid) } else { served };
				let is_done = Self::open_queues_of(&subnet, epoch, waiting, step);
				waiting = waiting.saturating_sub(1);
				someone_waits |= !is_done;
				is_ready = is_done || !Self::awaits_reveals(subnet.netuid);
			}
			if is_ready {
				ready = ready.saturating_add(1);
			}
		}
		served.filter(|_| someone_waits)
	}

	/// Opens a subnet's share where so many wait. Answers whether it has all that it waits for.
	fn open_queues_of(subnet: &Candidate, epoch: u64, waiting: usize, step: &mut Step) -> bool {
		let mut share = step.share(waiting);
		let mut is_done = true;
		for index in subnet.waiting.iter().copied() {
			let Some(mut queues) = QueuesOf::<T>::get(index) else { continue };
			if step.left > 0 {
				share = share.saturating_sub(Self::open_queue(index, epoch, &mut queues, share, step));
				is_done &= !queues.may_open(epoch, step.last_round);
				Self::store_queues(index, queues);
				step.writes = step.writes.saturating_add(1);
			} else {
				is_done = false;
			}
		}
		if !is_done {
			Self::note_wait(subnet.netuid, epoch);
			step.writes = step.writes.saturating_add(1);
		}
		is_done
	}

	/// Counts a block in which a subnet has to wait for commitments of this epoch, and tells the first.
	fn note_wait(netuid: NetUid, epoch: u64) {
		let waited = Self::blocks_waited(netuid, epoch);
		if waited == 0 {
			Self::deposit_event(Event::TimelockedWeightsWait { netuid });
		}
		// Whoever has waited for so long waits no more.
		let blocks = waited.saturating_add(1);
		RevealWaits::<T>::insert(netuid, RevealWait { epoch, blocks });
	}

	/// Blocks that the subnet has waited for commitments of this epoch.
	fn blocks_waited(netuid: NetUid, epoch: u64) -> u32 {
		RevealWaits::<T>::get(netuid).filter(|wait| wait.epoch == epoch).map_or(0, |wait| wait.blocks)
	}

	/// Opens what may be opened of a queue, of each hotkey the newest first; what is not opened stays. Answers how many ciphertexts
	/// were opened.
	fn open_queue(index: NetUidStorageIndex, epoch: u64, queues: &mut Queues, share: u32, step: &mut Step) -> u32 {
		let queue = TimelockedWeightCommits::<T>::get(index, epoch);
		let entries = queue.len();
		let left = step.begin_queue(bytes_of(&queue), share);
		let mut opening = Opening::<T> { index, left, opened: 0, standings: BTreeMap::new(), step };
		let mut kept: Vec<_> = queue.into_iter().rev().filter(|entry| opening.keeps(entry)).collect();
		kept.reverse();
		let opened = opening.opened;

		let next_round = kept.iter().map(|entry| entry.3).min().unwrap_or(u64::MAX);
		queues.opened = Some(OpenedQueue { epoch, next_round });
		if kept.is_empty() {
			queues.remove(epoch);
		}
		let mut written = 0;
		if kept.len() != entries {
			written = bytes_of(&kept);
			Self::store_queue(index, epoch, kept);
		}
		step.end_queue(opened, written);
		opened
	}

	/// Opens weights of a hotkey and sets them.
	fn open_and_set(
		index: NetUidStorageIndex,
		hotkey: &T::AccountId,
		ciphertext: &WeightCiphertext,
		signature: &[u8],
	) -> Result<(), DropReason> {
		let payload = ciphertext::open(ciphertext, signature)?;
		Self::ensure_bound(hotkey, payload.hotkey)?;
		let WeightsPayload { uids, values, version_key, .. } = payload;
		Self::submit(hotkey, index.netuid(), index.mecid(), Submission { uids, values, version_key })
			.map_err(DropReason::Refused)
	}

	/// Whether weights are those of the hotkey that committed to them, as far as they tell.
	fn ensure_bound(hotkey: &T::AccountId, named: Option<[u8; 32]>) -> Result<(), DropReason> {
		match named {
			Some(named) if T::AccountId::decode(&mut named.as_slice()).as_ref() == Ok(hotkey) => Ok(()),
			Some(_) => Err(DropReason::OtherHotkey),
			None if T::AcceptUnboundPayloads::get() => Ok(()),
			None => Err(DropReason::Unbound),
		}
	}
}

impl<T: Config> Opening<'_, T> {
	/// Whether an entry stays in the queue. Tells what was done with it if it does not.
	fn keeps(&mut self, entry: &TimelockedCommit<T::AccountId>) -> bool {
		let (index, hotkey) = (self.index, entry.0.clone());
		match self.fate_of(entry) {
			Fate::Stays => return true,
			Fate::Set => Protocol::<T>::deposit_event(ProtocolEvent::TimelockedWeightsRevealed(index, hotkey)),
			Fate::Dropped(reason) => {
				Pallet::<T>::deposit_event(Event::TimelockedWeightsDropped { index, hotkey, reason });
			},
		}
		false
	}

	fn fate_of(&mut self, (hotkey, _, ciphertext, round): &TimelockedCommit<T::AccountId>) -> Fate {
		let is_signed = *round <= self.step.last_round;
		match self.standing(hotkey) {
			Standing::IsNoNeuron => {
				return Fate::Dropped(DropReason::Refused(Error::<T>::HotKeyNotRegisteredInSubNet.into()))
			},
			_ if !is_signed => return Fate::Stays,
			Standing::Refused(error) => return Fate::Dropped(DropReason::Refused(*error)),
			Standing::HasSet => return Fate::Dropped(DropReason::Superseded),
			Standing::MaySet => {},
		}
		if ciphertext::is_too_short(ciphertext) {
			return Fate::Dropped(DropReason::MalformedCiphertext);
		}
		if self.opened >= self.left {
			return Fate::Stays;
		}
		self.step.reads = self.step.reads.saturating_add(1);
		let Some(signature) = T::Pulses::signature(*round) else { return Fate::Dropped(DropReason::SkippedRound) };
		// At most `left`.
		self.opened = self.opened.saturating_add(1);
		match Pallet::<T>::open_and_set(self.index, hotkey, ciphertext, &signature) {
			Ok(()) => {
				self.standings.insert(hotkey.clone(), Standing::HasSet);
				Fate::Set
			},
			Err(reason) => Fate::Dropped(reason),
		}
	}

	/// What a hotkey may do. It is looked up once.
	fn standing(&mut self, hotkey: &T::AccountId) -> &Standing {
		let (netuid, step) = (self.index.netuid(), &mut *self.step);
		self.standings.entry(hotkey.clone()).or_insert_with(|| {
			step.reads = step.reads.saturating_add(READS_PER_HOTKEY);
			let Some(uid) = Uids::<T>::get(netuid, hotkey) else { return Standing::IsNoNeuron };
			if !Pallet::<T>::may_say_of_others(hotkey, netuid, uid) {
				return Standing::Refused(Error::<T>::NeuronNoValidatorPermit.into());
			}
			if StakeThreshold::<T>::get() > 0 {
				step.reads = step.reads.saturating_add(READS_OF_STAKE);
			}
			Pallet::<T>::check_stake(hotkey, netuid).map_or_else(Standing::Refused, |()| Standing::MaySet)
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn step(left: u32) -> Step {
		Step { last_round: 0, left, opened: 0, reads: 0, writes: 0 }
	}

	fn turns(netuids: &[u16], served: Option<u16>) -> Vec<u16> {
		let candidate = |netuid: &u16| Candidate { netuid: NetUid::new(*netuid), epoch: None, waiting: vec![] };
		let subnets = netuids.iter().map(candidate).collect();
		in_turn(subnets, served.map(NetUid::new)).into_iter().map(|subnet| subnet.netuid.get()).collect()
	}

	#[test]
	fn subnets_come_by_number_when_none_has_to_wait() {
		assert_eq!(turns(&[1, 2, 5], None), [1, 2, 5]);
	}

	#[test]
	fn subnets_after_the_last_one_served_come_first_when_some_have_waited() {
		assert_eq!(turns(&[1, 2, 5], Some(1)), [2, 5, 1]);
		assert_eq!(turns(&[1, 2, 5], Some(3)), [5, 1, 2]);
		assert_eq!(turns(&[1, 2, 5], Some(5)), [1, 2, 5]);
		assert_eq!(turns(&[], Some(5)), [0; 0]);
	}

	#[test]
	fn all_who_wait_share_what_the_block_may_open() {
		assert_eq!(step(10).share(1), 10);
		assert_eq!(step(10).share(4), 3);
		assert_eq!(step(10).share(20), 1);
		assert_eq!(step(0).share(20), 0);
	}

	#[test]
	fn large_queue_takes_from_what_the_block_may_open() {
		let mut step = step(10);
		assert_eq!(step.begin_queue(3 * BYTES_PER_OPENING, 10), 7);
		step.end_queue(2, 0);
		assert_eq!((step.left, step.opened), (5, 2));
		assert_eq!(step.begin_queue(0, 4), 4);
	}

	#[test]
	fn one_ciphertext_is_opened_in_any_case_when_the_queue_is_too_large() {
		let mut step = step(10);
		assert_eq!(step.begin_queue(1_000 * BYTES_PER_OPENING, 10), 1);
		step.end_queue(1, 999 * BYTES_PER_OPENING);
		assert_eq!(step.left, 0);
		assert!(step.writes > 100_000, "what is written is weighed by its size");
	}
}
