//! What is recorded, but not replayed: five faults of the reference which this chain mends. All else is compared.
//!
//! * `total_stake` grew by what was offered instead of what was paid into a pool, and was not the sum of the pools even
//!   before the first step. Spec: economics 14.4, INV-3.
//! * Root has no alpha in a pool, but trades on root were counted there. Spec: economics INV-12.
//! * Root has no flow of TAO, but stake on it was counted as one. Spec: economics 6.2.
//! * `block_emission` did not follow from the issuance. Spec: economics 4.
//! * `remove_stake_limit` of more than the whole stake was refused; here all that is there is unstaked, as by
//!   `remove_stake`. Such a step is left out. Spec: staking 6.4.

use crate::{
	documents::{Operation, Step},
	state::stake_of,
};

/// The figures, by the names that `state` gives them.
pub const FIGURES: [&str; 4] = ["total stake", "block emission", "subnet 0, alpha in the pool", "subnet 0, flow"];

/// Why the step is left out, if it is.
pub fn reason(step: &Step) -> Option<&'static str> {
	match step.operation {
		Operation::RemoveStakeLimit { hotkey, coldkey, netuid, amount, .. }
			if step.result.name() == "NotEnoughStakeToWithdraw" && amount > stake_of(hotkey, coldkey, netuid) =>
		{
			Some("remove_stake_limit of more than the whole stake")
		},
		_ => None,
	}
}
