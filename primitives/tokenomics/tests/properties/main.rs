//! What must hold for all inputs, against exact arithmetic with rational numbers.
#![allow(missing_docs, clippy::arithmetic_side_effects)]

mod dividends;
mod exact;
mod money;
mod prices;
mod shares;
