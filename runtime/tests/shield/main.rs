//! Keys of the authors, and extrinsics that are encrypted to them. Spec: satellites 5.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod filters;
mod keys;
#[path = "../common/kit.rs"]
mod kit;
mod opening;
mod stored;
mod submitting;
mod wire;
mod words;
