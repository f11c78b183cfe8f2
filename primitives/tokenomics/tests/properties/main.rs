//! What must hold for all inputs, against exact arithmetic with rational numbers.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

mod dividends;
mod exact;
mod locks;
mod money;
mod prices;
mod root_claims;
mod shares;
