//! Low-influence randomness from the last 81 block hashes.

use crate::Runtime;

impl pallet_insecure_randomness_collective_flip::Config for Runtime {}
