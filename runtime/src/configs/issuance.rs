//! The books of TAO and alpha.

use crate::{Balances, Runtime};

impl pallet_issuance::Config for Runtime {
	type Currency = Balances;
}
