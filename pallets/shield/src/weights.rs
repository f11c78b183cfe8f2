//! What calls cost.

use frame_support::weights::Weight;

/// Weights of the calls, and of the beginning of a block.
pub trait WeightInfo {
	/// Rolling the keys.
	fn announce_next_key() -> Weight;
	/// Carrying a ciphertext of any length.
	fn submit_encrypted() -> Weight;
	/// Storing something of any length.
	fn store_encrypted() -> Weight;
	/// Changing a setting.
	fn set() -> Weight;
	/// Taking out so much of what is stored.
	fn take_stored(taken: u32) -> Weight;
}
