//! What the work of this domain in the block step costs.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight};

/// Measured weights, each at its worst.
pub trait WeightInfo {
	/// Yuma Consensus on `neurons`, each counted once for every mechanism, and on `entries` of weights and bonds together: reading
	/// what is kept for each neuron, and storing what came out. The reads and writes of rows, commits, lenders and votes are not
	/// in it.
	fn epoch(neurons: u32, entries: u32) -> Weight;
	/// Decrypting weights of as many neurons as a subnet can have, and storing them.
	fn reveal() -> Weight;
}

/// Cautious values that are not measured.
impl WeightInfo for () {
	fn epoch(neurons: u32, entries: u32) -> Weight {
		let nanos = 200_000u64
			.saturating_add(u64::from(neurons).saturating_mul(60_000))
			.saturating_add(u64::from(entries).saturating_mul(300));
		Weight::from_parts(nanos.saturating_mul(WEIGHT_REF_TIME_PER_NANOS), 0)
	}

	fn reveal() -> Weight {
		let nanos = 40_000_000u64;
		Weight::from_parts(nanos.saturating_mul(WEIGHT_REF_TIME_PER_NANOS), 0)
	}
}
