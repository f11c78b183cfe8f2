//! Relations between keys: child keys, root claims, locks, voting power, leases, and keys that give way to others.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod announcements;
mod block_step;
#[path = "../common/chain.rs"]
mod chain;
mod children;
mod claim_histories;
mod claim_invariants;
mod claim_turns;
mod claims;
mod conviction;
mod guard;
#[path = "../common/kit.rs"]
mod kit;
mod leases;
mod locks;
#[path = "../staking/moves.rs"]
mod moves;
#[path = "../staking/offers.rs"]
mod offers;
mod renaming;
mod rest;
mod voting;
#[path = "../staking/words.rs"]
mod words;
