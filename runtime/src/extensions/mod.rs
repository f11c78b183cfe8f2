//! The chain's own transaction extensions. None of them adds a byte to what stock extensions carry.

mod coldkey_swaps;
mod commitments;
mod drand;
mod free;
mod mortality;
mod nested;
mod nonce;
mod payer;
mod payment;
mod protocol;
mod shield;
mod sudo;
mod weights;

pub use coldkey_swaps::{call_tree_weight, check_call_tree};
pub use drand::DrandPriority;
pub use free::priced;
pub use mortality::CheckMortality;
pub use nested::{every_call, Caller, EveryCall};
pub use nonce::CheckNonce;
pub use payment::ChargeTransactionPayment;
pub use protocol::SubtensorTransactionExtension;
pub use shield::CheckShieldedTxValidity;
pub use sudo::SudoTransactionExtension;
