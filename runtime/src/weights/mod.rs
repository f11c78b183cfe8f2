//! What the work of this chain's own pallets costs, as `scripts/weights.sh` has measured it; `proxy` and `shield` say how they were
//! estimated.

pub mod commitments;
pub mod drand;
pub mod emission;
pub mod epoch;
pub mod protocol;
pub mod proxy;
pub mod shield;
