//! Crowdloans: who puts in what, who gets it, and what is done with it. Spec: satellites 3.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod contributing;
mod creating;
mod dissolving;
mod filters;
mod finalizing;
mod invariants;
#[path = "../common/kit.rs"]
mod kit;
mod preimages;
mod refunding;
mod renaming;
mod settings;
mod wire;
mod withdrawing;
mod words;
