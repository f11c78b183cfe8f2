//! Hyperparameters, rate limits and the freeze window.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
#[path = "../common/kit.rs"]
mod kit;
