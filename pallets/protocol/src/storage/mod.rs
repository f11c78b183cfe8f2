//! What the chain remembers, one file for each subject. Every item names the domain that alone writes it.

pub mod emission;
pub mod hyperparameters;
pub mod issuance;
pub mod keys;
pub mod limits;
pub mod market;
pub mod neurons;
pub mod registry;
pub mod schedule;
pub mod serving;
pub mod stake;
