//! Who gets newly made TAO and alpha, as pure functions: numbers in, what changes out.
//!
//! | Module | Says |
//! |---|---|
//! | [`emission`] | how much TAO and alpha a block makes (halving) |
//! | [`shares`] | what a share rule is; the rules are [`taoflow`] (in force) and [`price_average`] |
//! | [`flow`] | how the net flow of TAO into a subnet is averaged |
//! | [`power`] | how a flow's score is raised to a power |
//! | [`tao_emission`] | the TAO of each subnet out of its share |
//! | [`root`] | the weight of TAO on root, and whether root is paid |
//! | [`injection`] | what goes into a pool |
//! | [`pending`] | how new alpha is set aside until the epoch |
//! | [`mechanisms`] | the emission of each mechanism of a subnet |
//! | [`incentives`] | what miners are paid |
//! | [`dividends`] | what validators, their parents and stakers are paid |
//! | [`stake_weight`] | stake that is lent to child keys, and what a stake weighs in consensus |
//! | [`price`] | moving price and median price |
//! | [`registration_price`] | what a neuron costs |
//! | [`lock_cost`] | what a subnet costs |
//! | [`locks`] | how locked alpha is set free and conviction builds up |
//! | [`root_claims`] | what stakers on root can claim of their hotkeys' alpha |
//! | [`voting_power`] | how the stake of validators is averaged for votes |
//!
//! Amounts are RAO of TAO and alpha-rao of alpha. Fixed-point numbers follow `taonet_types::fixed`: sums stop at the limits
//! of their type, products are rounded down, quotients cut towards zero, and a quotient that does not exist is zero.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod amounts;
pub mod dividends;
pub mod emission;
pub mod flow;
pub mod incentives;
pub mod injection;
pub mod lock_cost;
pub mod locks;
pub mod mechanisms;
pub mod nomination;
pub mod pending;
pub mod power;
pub mod price;
pub mod price_average;
pub mod registration_price;
pub mod root;
pub mod root_claims;
pub mod shares;
pub mod stake_weight;
pub mod tao_emission;
pub mod taoflow;
pub mod voting_power;
