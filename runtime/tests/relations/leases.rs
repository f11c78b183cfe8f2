//! Staking 14, subnets 10: a crowd leases a subnet.

mod dissolution;
mod dividends;
mod invariants;
mod registration;
mod scene;
mod swaps;
mod termination;
