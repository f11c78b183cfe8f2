//! Who owns which part of the alpha that a hotkey holds on a subnet.
//!
//! A hotkey's stake on a subnet is one number, the *shared value*. Everybody who staked on that hotkey has *shares* of it,
//! and what the shares are worth follows from three numbers: `shared value × share ÷ sum of all shares`. A dividend
//! therefore raises one number, however many people gain from it, while a deposit or a withdrawal changes the shares of
//! one of them, and the sum, in proportion.
//!
//! * [`Pool`] is the state of one hotkey on one subnet and [`Pool::value_of`], [`Pool::add_dividend`],
//!   [`Pool::deposit`], [`Pool::withdraw`] are all that can happen to it. They return the new state; nothing is stored.
//! * [`SafeFloat`] is the number that shares are counted in: 21 significant decimal digits and an exponent, so that a
//!   share keeps its precision however much the worth of a share has changed over the years.
//!
//! Everything rounds down. What gets lost that way stays in the shared value, for all. Spec: economics 15.
#![cfg_attr(not(feature = "std"), no_std)]

mod decimal;
mod pool;
mod safe_float;

pub use pool::{converted, Merger, Pool, PoolChange, PoolError, RoundedDown, RoundedUp, SumRule};
pub use safe_float::SafeFloat;
