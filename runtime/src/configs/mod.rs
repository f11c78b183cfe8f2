//! Parameters of every pallet, one file each, and what several of them share.

mod admin_utils;
mod aura;
mod balances;
mod chain_parameters;
mod commitments;
mod crowdloan;
mod drand;
mod emission;
mod epoch;
mod grandpa;
mod issuance;
mod leasing;
mod multisig;
mod preimage;
mod protocol;
mod proxy;
mod randomness_collective_flip;
mod safe_mode;
mod scheduler;
mod shield;
mod staking;
mod subnets;
mod sudo;
mod swap;
mod system;
mod timestamp;
mod transaction_payment;
mod utility;

pub use self::shield::AuraSlots;
pub use self::system::{BlockLength, BlockWeights, DatabaseWeight};

use crate::Balance;

/// Most authorities that may author and finalize blocks.
pub const MAX_AUTHORITIES: u32 = 32;

/// Deposit in RAO for `items` new storage items holding `bytes` bytes together: 0.02 TAO an item and 0.001 TAO a byte
/// (economics §16.1).
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	(items as Balance).saturating_mul(20_000_000).saturating_add((bytes as Balance).saturating_mul(1_000_000))
}
