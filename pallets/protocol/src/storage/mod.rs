//! What the chain remembers, one file for each subject. Every item names the domain that alone writes it.

pub mod children;
pub mod claims;
pub mod emission;
pub mod flow;
pub mod former;
pub mod hyperparameters;
pub mod issuance;
pub mod keys;
pub mod leases;
pub mod limits;
pub mod locks;
pub mod market;
pub mod neurons;
pub mod registry;
pub mod schedule;
pub mod serving;
pub mod stake;
pub mod swaps;
pub mod voting;
pub mod weights;
