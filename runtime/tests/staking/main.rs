//! Staking: who has what, what clients are shown of it, how fees are paid with it, and what does not enter a block.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod adding;
mod alpha_fees;
mod auto_stake;
#[path = "../common/chain.rs"]
mod chain;
mod delegates;
mod dissolving;
mod fairness;
mod genesis;
mod giving_up;
mod invariants;
#[path = "../common/kit.rs"]
mod kit;
mod minimums;
mod move_minimums;
mod move_order;
mod moves;
mod moving;
mod offers;
mod removing;
mod replay;
mod round_trips;
mod shares;
mod specks;
mod validity;
mod views;
mod words;
