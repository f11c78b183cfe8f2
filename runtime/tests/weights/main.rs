//! Weights: set, committed to and revealed, opened by drand; and what epochs make of it. Spec: consensus 3.6, 7 to 10; satellites
//! 10.3, 10.5.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod batches;
mod bounds;
#[path = "../common/chain.rs"]
mod chain;
mod commits;
mod copiers;
mod drops;
mod hooks;
#[path = "../common/kit.rs"]
mod kit;
mod masks;
mod pulses;
mod queues;
mod reveals;
mod scene;
mod setting;
mod timelocked;
mod validity;
