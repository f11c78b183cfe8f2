//! Price limits.

use crate::{
	pow_ratio::{PowRatio, Precision, SCALE},
	weights::Weights,
};
use taonet_types::fixed::{SafeDiv, U64F64};

/// The worst price that a trader accepts, in RAO of TAO for one whole alpha (price × 10^9). Spec: economics 14.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LimitPrice(u64);

impl LimitPrice {
	/// One millionth of a TAO for an alpha: what a sale accepts that names no limit.
	pub const MIN: Self = Self(1_000);
	/// A million TAO for an alpha: what a purchase accepts that names no limit.
	pub const MAX: Self = Self(1_000_000_000_000_000);
	/// One TAO for an alpha, the price where there is no pool.
	pub const ONE: Self = Self(1_000_000_000);

	/// The limit of this many RAO for one whole alpha.
	pub const fn new(rao_per_alpha: u64) -> Self {
		Self(rao_per_alpha)
	}

	/// RAO for one whole alpha.
	pub const fn rao_per_alpha(self) -> u64 {
		self.0
	}

	/// TAO per alpha, rounded down.
	pub fn price(self) -> U64F64 {
		U64F64::from_num(self.0).safe_div(U64F64::from_num(Self::ONE.0))
	}
}

/// The TAO that lifts the price of a TAO reserve of `tao` RAO from `price` to `limit`, in RAO without fee; rounded down.
/// At most 17.446744 times the reserve, see [`reserve_growth`]. Spec: economics 14.5.
pub(crate) fn tao_up_to(tao: u64, weights: Weights, price: U64F64, limit: U64F64) -> u64 {
	reserve_growth(tao, limit, price, weights.base_parts())
}

/// The alpha that lowers the price of an alpha reserve of `alpha` alpha-rao from `price` to `limit`, in alpha-rao without
/// fee; rounded down. At most 17.446744 times the reserve, see [`reserve_growth`]. Spec: economics 14.5.
pub(crate) fn alpha_down_to(alpha: u64, weights: Weights, price: U64F64, limit: U64F64) -> u64 {
	reserve_growth(alpha, price, limit, weights.quote_parts())
}

/// `reserve × ((numerator / denominator)^weight - 1)`, rounded down. A power of which 10^18 parts do not fit u64, or of a
/// price of zero, is cut to `u64::MAX / 10^18`, so that the answer is 17.446744 times the reserve. That is below what would
/// reach the limit.
fn reserve_growth(reserve: u64, numerator: U64F64, denominator: U64F64, weight_parts: u64) -> u64 {
	let power = PowRatio {
		base_numerator: numerator.to_bits(),
		base_denominator: denominator.to_bits(),
		exponent_numerator: weight_parts,
		exponent_denominator: Weights::WHOLE,
	};
	// The rules say that a power above u64 stops at its largest number; so does the one that has no denominator.
	let scaled = power.scaled(Precision::Limit).unwrap_or(u64::MAX);
	let growth = U64F64::from_num(scaled).safe_div(U64F64::from_num(SCALE)).saturating_sub(U64F64::from_num(1));
	U64F64::from_num(reserve).saturating_mul(growth).to_num()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn amount_up_to_a_limit_is_that_of_the_specification() {
		let quarter = U64F64::from_num(0.25);
		let up = LimitPrice::new(252_500_000).price();
		assert_eq!(tao_up_to(1_000_000_000_000, Weights::EQUAL, quarter, up), 4_987_562_112);
		let down = LimitPrice::new(247_500_000).price();
		assert_eq!(alpha_down_to(4_000_000_000_000, Weights::EQUAL, quarter, down), 20_151_261_036);
	}

	#[test]
	fn amount_up_to_a_limit_stops_at_17_times_the_reserve_when_the_limit_is_far() {
		// The power, 1000, times its scale does not fit u64.
		let far = LimitPrice::MIN.price();
		assert_eq!(alpha_down_to(1_000_000_000_000, Weights::EQUAL, U64F64::from_num(1), far), 17_446_744_073_709);
	}
}
