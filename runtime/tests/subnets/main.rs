//! Creating, starting, describing and removing subnets.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod cost;
mod description;
mod dissolution;
mod genesis;
mod holders;
mod invariants;
mod keys;
#[path = "../common/kit.rs"]
mod kit;
mod pruning;
mod registration;
mod reuse;
mod small_runtime;
mod starting;
mod symbols;
mod words;
