//! Registering, replacing, trimming and serving neurons.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod invariants;
#[path = "../common/kit.rs"]
mod kit;
mod pool;
mod prices;
mod registration;
mod replacement;
mod root;
mod serving;
mod trimming;
mod words;
