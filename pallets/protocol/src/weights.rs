//! What calls cost.
//!
//! The calls that people use most are measured: `pallets/protocol/benchmarking`, `scripts/weights.sh`. All others pay a
//! [`cautious`] weight that is no measurement.

use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};

/// Measured weights.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn register_network() -> Weight;
	fn register_network_with_identity() -> Weight;
	fn start_call() -> Weight;
	fn set_subnet_identity() -> Weight;
	fn update_symbol() -> Weight;
	fn burned_register() -> Weight;
	fn register_limit() -> Weight;
	fn root_register() -> Weight;
	fn serve_axon() -> Weight;
	fn serve_axon_tls() -> Weight;
	fn serve_prometheus() -> Weight;
	fn try_associate_hotkey() -> Weight;
	fn set_identity() -> Weight;
}

/// A weight chosen to be too high rather than too low, for a call that is not measured: 200 microseconds and so many
/// reads and writes of the database.
pub fn cautious<T: frame_system::Config>(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(200), 0)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

/// What a trade in a pool can take beyond what a usual one does; the weight of a call counts it for each trade, besides what
/// was measured.
///
/// A usual trade takes a few microseconds. A trader can choose amounts whose power must be computed to all digits: measured,
/// about 100 microseconds natively and up to 200 in WASM where the pool's weights are near one half, as they are unless
/// liquidity is added lopsidedly, and 180 and 450 where one of them is near 0.01.
pub const TRADE_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(500), 0);
