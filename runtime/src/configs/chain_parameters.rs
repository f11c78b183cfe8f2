//! Values that come from genesis.

use crate::Runtime;

impl pallet_chain_parameters::Config for Runtime {}
