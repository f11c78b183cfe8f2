//! What the work of this chain's own pallets costs, as `scripts/weights.sh` has measured it; `proxy` says how it was estimated.

pub mod drand;
pub mod emission;
pub mod epoch;
pub mod protocol;
pub mod proxy;
