//! The block step.

use crate::Runtime;

impl pallet_emission::Config for Runtime {}
