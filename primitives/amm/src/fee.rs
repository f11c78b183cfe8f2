//! What a trade costs.

use taonet_types::fixed::{SafeDiv, U64F64};

/// The fee of a trade, in u16 parts of 65535 of what is paid. Spec: economics 14.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeRate(u16);

impl FeeRate {
	/// 33 parts, about 0.05 %.
	pub const DEFAULT: Self = Self(33);
	/// The largest rate that may be set. Larger ones are understood.
	pub const MAX_SETTABLE: Self = Self(10_000);

	/// The rate of this many parts of 65535.
	pub const fn new(parts: u16) -> Self {
		Self(parts)
	}

	/// The parts of 65535.
	pub const fn parts(self) -> u16 {
		self.0
	}

	/// The fee within an amount, in the amount's unit. The rate and the fee are rounded down: in favour of the trader, which
	/// is what the protocol demands. Spec: economics 14.4 step 1.
	pub fn of_gross<Amount: From<u64> + Into<u64>>(self, amount: Amount) -> Amount {
		let rate = U64F64::from_num(self.0).safe_div(U64F64::from_num(u16::MAX));
		Self::share(rate, amount)
	}

	/// The fee that comes on top of an amount which is itself free of the fee, rounded down: in favour of the trader, which
	/// is what the protocol demands. Zero for a rate of 65535, which leaves nothing to pay with. Spec: economics 14.4 step 5.
	pub fn on_net<Amount: From<u64> + Into<u64>>(self, amount: Amount) -> Amount {
		let rest = u16::MAX.saturating_sub(self.0);
		let rate = U64F64::from_num(self.0).safe_div(U64F64::from_num(rest));
		Self::share(rate, amount)
	}

	/// `rate × amount`, rounded down. A fee above all numbers stops at the largest; no fee within an amount is that large.
	fn share<Amount: From<u64> + Into<u64>>(rate: U64F64, amount: Amount) -> Amount {
		Amount::from(U64F64::from_num(amount.into()).saturating_mul(rate).to_num::<u64>())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_types::{AlphaBalance, TaoBalance};

	#[test]
	fn fee_of_an_amount_is_rounded_down() {
		for (amount, fee) in
			[(1_000_000_000, 503_547), (2_000_000, 1_007), (500_000, 251), (10_000_000_000, 5_035_477), (0, 0)]
		{
			assert_eq!(FeeRate::DEFAULT.of_gross(TaoBalance::new(amount)), TaoBalance::new(fee));
		}
		assert_eq!(FeeRate::new(65_535).of_gross(TaoBalance::MAX), TaoBalance::MAX);
		assert_eq!(FeeRate::new(0).of_gross(TaoBalance::MAX), TaoBalance::ZERO);
	}

	#[test]
	fn fee_on_top_is_rounded_down_and_zero_when_the_fee_takes_everything() {
		assert_eq!(FeeRate::DEFAULT.on_net(TaoBalance::new(4_987_562_112)), TaoBalance::new(2_512_740));
		assert_eq!(FeeRate::new(65_535).on_net(AlphaBalance::new(1_000)), AlphaBalance::ZERO);
	}
}
