//! What calls cost.

use frame_support::weights::Weight;

/// Weights of the calls.
pub trait WeightInfo {
	/// Verifying so many pulses and dropping so many old ones.
	fn write_pulse(pulses: u32, dropped: u32) -> Weight;
	/// Listening to another beacon.
	fn set_beacon_config() -> Weight;
	/// Saying which stored round is the oldest.
	fn set_oldest_stored_round() -> Weight;
}
