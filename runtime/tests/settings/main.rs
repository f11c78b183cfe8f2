//! Hyperparameters, rate limits and the freeze window; what clients are shown of them.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod authorities;
mod bounds;
#[path = "../common/chain.rs"]
mod chain;
mod defaults;
mod effects;
mod hyperparameters;
mod invariants;
#[path = "../common/kit.rs"]
mod kit;
mod limits;
mod mechanisms;
mod scene;
mod schedule;
mod setters;
mod swap;
mod table;
mod views;
mod wire;
