//! The block step: how much is made, who gets it, when epochs run, and what they pay. Spec: economics 4 to 13, consensus 3, 7.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod accesses;
mod books;
#[path = "../common/chain.rs"]
mod chain;
mod dissolution;
mod distribution;
mod injection;
#[path = "../common/kit.rs"]
mod kit;
// Shared with tests that use more of it.
#[allow(dead_code)]
#[path = "../relations/leases/scene.rs"]
mod leases;
mod lending;
mod mechanisms;
mod owner;
mod readers;
mod root;
mod scene;
mod schedule;
mod shares;
#[path = "../staking/words.rs"]
mod words;
