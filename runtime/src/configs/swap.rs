//! Alpha pools.

use crate::Runtime;

impl pallet_swap::Config for Runtime {}
