//! What calls and the block step cost.

use frame_support::weights::Weight;

/// Measured weights, each at its worst.
pub trait WeightInfo {
	/// Publishing the longest fields, all encrypted, in place of others for other rounds.
	fn set_commitment() -> Weight;
	/// Forgetting the bonds on a neuron, where validators have so many rows of bonds on all mechanisms together.
	fn reset_bonds(rows: u32) -> Weight;
	/// Setting a limit.
	fn set_max_space() -> Weight;
	/// Opening the longest ciphertext, as one of those in a commitment, of a hotkey of which ten were opened before.
	fn reveal() -> Weight;
	/// Writing the list of whose commitments are encrypted, where there are so many.
	fn update_index(listed: u32) -> Weight;
}

/// Nothing costs anything: for tests of what is not called through a call.
impl WeightInfo for () {
	fn set_commitment() -> Weight {
		Weight::zero()
	}

	fn reset_bonds(_: u32) -> Weight {
		Weight::zero()
	}

	fn set_max_space() -> Weight {
		Weight::zero()
	}

	fn reveal() -> Weight {
		Weight::zero()
	}

	fn update_index(_: u32) -> Weight {
		Weight::zero()
	}
}
