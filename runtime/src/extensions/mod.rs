//! The chain's own transaction extensions. None of them adds a byte to what stock extensions carry.

mod nested;
mod nonce;
mod payment;
mod protocol;
mod sudo;

pub use nonce::CheckNonce;
pub use payment::ChargeTransactionPayment;
pub use protocol::SubtensorTransactionExtension;
pub use sudo::SudoTransactionExtension;
