//! Alpha pools.

use crate::{rules, Runtime};
use frame_support::traits::ConstU64;
use taonet_amm::Rules;

impl pallet_swap::Config for Runtime {
	type MinimumReserve = ConstU64<{ Rules::DEFAULT.minimum_reserve }>;
	type SwapFees = rules::SwapFees;
}
