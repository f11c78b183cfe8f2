//! What the work of `pallet_proxy` costs, estimated.
//!
//! Reads and writes of the database are counted in the calls: lists, the reserve (an account), and what is said of fees. The time
//! of the computation is not measured here yet. It is that which the SDK gives for the same call of its pallet with full lists
//! (30 to 70 microseconds), rounded up; `scripts/weights.sh pallet_proxy` writes a measured file in the place of this one, with
//! the type `Measured` for `configs/proxy.rs`.

use crate::configs::DatabaseWeight;
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight};
use pallet_proxy::weights::WeightInfo;

/// Weights of `pallet_proxy`.
pub struct Estimated;

/// A call that takes so many microseconds, and reads and writes so many items.
fn estimate(micros: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0)
		.saturating_add(DatabaseWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for Estimated {
	// The list of proxies, and the account that acts; the result, which is written, found and removed.
	fn proxy() -> Weight {
		estimate(40, 3, 3)
	}
	// Beside that the delegate's announcements, and its account.
	fn proxy_announced() -> Weight {
		estimate(80, 5, 5)
	}
	// The list, and the account.
	fn add_proxy() -> Weight {
		estimate(40, 2, 2)
	}
	// Beside that who pays fees.
	fn remove_proxy() -> Weight {
		estimate(40, 3, 3)
	}
	// For each of at most 20 delegates who pays fees.
	fn remove_proxies() -> Weight {
		estimate(60, 22, 22)
	}
	fn create_pure() -> Weight {
		estimate(40, 2, 2)
	}
	fn kill_pure() -> Weight {
		estimate(60, 22, 22)
	}
	// Proxies of the real account, announcements, and the delegate's account.
	fn announce() -> Weight {
		estimate(60, 3, 2)
	}
	fn remove_announcement() -> Weight {
		estimate(50, 2, 2)
	}
	fn reject_announcement() -> Weight {
		estimate(50, 2, 2)
	}
	// Both lists, and the account.
	fn poke_deposit() -> Weight {
		estimate(60, 3, 3)
	}
	// The list, and who pays fees.
	fn set_real_pays_fee() -> Weight {
		estimate(30, 2, 1)
	}
}
