//! The real runtime, block by block, with every invariant checked after each.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod fees;
mod filters;
mod free_wrappers;
mod genesis;
#[path = "../common/kit.rs"]
mod kit;
mod metadata;
#[path = "../staking/offers.rs"]
mod offers;
mod payers;
mod proxies;
mod proxy_filters;
mod proxy_lists;
mod validity;
