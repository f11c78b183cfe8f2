//! What the coinbase and payouts cost.

use frame_support::weights::{constants::ParityDbWeight, Weight};

/// Measured weights, each at its worst.
pub trait WeightInfo {
	/// Paying out what an epoch found, without the epoch itself: to so many neurons, each of which mines and validates, and to
	/// so many parents of them, which all have neurons elsewhere.
	fn distribution(hotkeys: u32, parents: u32) -> Weight;
	/// Making a block's TAO, dividing it among so many subnets that it flows to, and averaging their prices; without purchases.
	fn coinbase(subnets: u32) -> Weight;
}

/// Reads and writes to pay a neuron its incentive, its part of both dividends and its take. Chosen, not measured.
const ACCESSES_PER_HOTKEY: (u64, u64) = (45, 16);
/// Reads and writes to find the stake of a parent, and to pay it its part of both dividends. Chosen, not measured.
const ACCESSES_PER_PARENT: (u64, u64) = (35, 13);
/// Reads and writes to pay the owner, be it that the cut is locked or a lease divides it. Chosen, not measured.
const ACCESSES_OF_OWNER: (u64, u64) = (40, 20);

/// Reads and writes of a coinbase for each subnet. Chosen, not measured.
const ACCESSES_PER_SUBNET: (u64, u64) = (41, 25);
/// Reads and writes of a coinbase for the whole chain. Chosen, not measured.
const ACCESSES_OF_CHAIN: (u64, u64) = (15, 4);

/// Accesses to the database are counted, and nothing else: for chains where nothing was measured.
impl WeightInfo for () {
	fn distribution(hotkeys: u32, parents: u32) -> Weight {
		times(1, ACCESSES_OF_OWNER)
			.saturating_add(times(hotkeys, ACCESSES_PER_HOTKEY))
			.saturating_add(times(parents, ACCESSES_PER_PARENT))
	}

	fn coinbase(subnets: u32) -> Weight {
		times(1, ACCESSES_OF_CHAIN).saturating_add(times(subnets, ACCESSES_PER_SUBNET))
	}
}

fn times(count: u32, (reads, writes): (u64, u64)) -> Weight {
	let count = u64::from(count);
	ParityDbWeight::get().reads_writes(reads.saturating_mul(count), writes.saturating_mul(count))
}
