//! Staking 14, subnets 10: a crowd leases a subnet.

mod dissolution;
mod dividends;
mod invariants;
mod registration;
pub mod scene;
mod swaps;
mod termination;
