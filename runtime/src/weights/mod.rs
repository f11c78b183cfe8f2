//! What the work of this chain's own pallets costs, as `scripts/weights.sh` has measured it.

pub mod protocol;
