//! What calls cost: cautious weights, not measured.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};

/// Weights of the calls.
pub trait WeightInfo {
	/// Verifying so many pulses and dropping so many old ones.
	fn write_pulse(pulses: u32, dropped: u32) -> Weight;
	/// Listening to another beacon.
	fn set_beacon_config() -> Weight;
	/// Saying which stored round is the oldest.
	fn set_oldest_stored_round() -> Weight;
}

/// Microseconds to verify a pulse: two points are decompressed and a round is hashed to the curve in WASM, the pairing is a
/// host function.
const VERIFICATION_MICROS: u64 = 15_000;
/// Microseconds for what else a call does.
const CALL_MICROS: u64 = 200;

/// Weights that are too high rather than too low, with the runtime's prices of reading and writing.
pub struct Cautious<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Cautious<T> {
	fn write_pulse(pulses: u32, dropped: u32) -> Weight {
		let (pulses, dropped) = (u64::from(pulses), u64::from(dropped));
		let micros = pulses.saturating_mul(VERIFICATION_MICROS).saturating_add(CALL_MICROS);
		// Beacon, last and oldest round, `NextUnsignedAt`; the last three are written. A pulse is written blindly.
		let writes = pulses.saturating_add(dropped).saturating_add(3);
		time(micros).saturating_add(T::DbWeight::get().reads_writes(4, writes))
	}

	fn set_beacon_config() -> Weight {
		time(VERIFICATION_MICROS).saturating_add(T::DbWeight::get().writes(1))
	}

	fn set_oldest_stored_round() -> Weight {
		time(CALL_MICROS).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}

fn time(micros: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
}
