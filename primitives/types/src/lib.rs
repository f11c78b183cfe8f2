//! Numbers of the protocol that must not be mixed up.
//!
//! A subnet's number, a mechanism's number, an amount of TAO and an amount of alpha are types of their own, so that code
//! which confuses them does not compile. Clients never see the difference: the bytes and the type information are those
//! of the bare number.
//!
//! ```compile_fail
//! use taonet_types::{AlphaBalance, TaoBalance};
//! TaoBalance::new(1).checked_add(AlphaBalance::new(1));
//! ```
//! ```compile_fail
//! use taonet_types::{AlphaBalance, TaoBalance};
//! let cost: TaoBalance = AlphaBalance::new(1);
//! ```
//! ```
//! use taonet_types::TaoBalance;
//! assert_eq!(TaoBalance::new(1).checked_add(TaoBalance::new(2)), Some(TaoBalance::new(3)));
//! ```
#![cfg_attr(not(feature = "std"), no_std)]

mod balance;
pub mod fixed;
mod netuid;
mod thin;

pub use balance::{AlphaBalance, TaoBalance, RAO_PER_TAO};
pub use netuid::{MechId, NetUid, NetUidStorageIndex};
