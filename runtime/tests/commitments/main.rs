//! Commitments: what neurons publish, what it costs them, and when it is revealed. Spec: satellites 1.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod bonds;
#[path = "../common/chain.rs"]
mod chain;
mod filters;
mod invariants;
#[path = "../common/kit.rs"]
mod kit;
mod leaving;
mod publishing;
mod revealing;
mod space;
mod validity;
mod wire;
mod words;
