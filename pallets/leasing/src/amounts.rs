//! Shares, and parts of an amount by them. Spec: subnets 10, staking 14.

use sp_runtime::Percent;
use taonet_types::{
	fixed::{SafeDiv, U64F64},
	AlphaBalance, TaoBalance,
};

/// The part of all that was raised, rounded down.
pub(crate) fn share(amount: TaoBalance, raised: TaoBalance) -> U64F64 {
	U64F64::from_num(amount.get()).safe_div(U64F64::from_num(raised.get()))
}

/// The share's part of TAO that is divided, rounded down.
pub(crate) fn refund(share: U64F64, divided: TaoBalance) -> TaoBalance {
	TaoBalance::new(share.saturating_mul(U64F64::from_num(divided.get())).to_num())
}

/// What is set aside of an owner's cut, rounded up.
pub(crate) fn set_aside(emissions_share: Percent, cut: AlphaBalance) -> AlphaBalance {
	AlphaBalance::new(emissions_share.mul_ceil(cut.get()))
}

/// The share's part of a payout, rounded up.
pub(crate) fn dividend(share: U64F64, paid_out: AlphaBalance) -> AlphaBalance {
	// Exact: a whole number times one with 64 fractional bits.
	let part = share.saturating_mul(U64F64::from_num(paid_out.get()));
	let is_whole = part.frac() == U64F64::from_bits(0);
	// A share is less than 1, so that there is room for what is rounded up.
	AlphaBalance::new(part.to_num::<u64>().saturating_add(u64::from(!is_whole)))
}

#[cfg(test)]
mod tests {
	use super::*;

	const TAO: u64 = 1_000_000_000;

	fn share_of(amount: u64, raised: u64) -> U64F64 {
		share(TaoBalance::new(amount), TaoBalance::new(raised))
	}

	/// The example of subnets 10.
	#[test]
	fn what_is_left_over_is_refunded_to_the_digit() {
		let left_over = TaoBalance::new(499_940_000_000);
		let refunds = [600, 400].map(|amount| refund(share_of(amount * TAO, 1_500 * TAO), left_over).get());
		assert_eq!(refunds, [199_975_999_999, 133_317_333_333]);
		assert_eq!(left_over.get() - refunds[0] - refunds[1], 166_646_666_668);
	}

	/// The example of staking 14.
	#[test]
	fn dividend_of_a_fifth_is_rounded_up() {
		let aside = set_aside(Percent::from_percent(30), AlphaBalance::new(64_798_351_920));
		assert_eq!(aside.get(), 19_439_505_576);
		assert_eq!(dividend(share_of(1, 5), aside).get(), 3_887_901_116);
	}

	#[test]
	fn dividend_is_not_rounded_when_it_is_whole() {
		assert_eq!(dividend(share_of(1, 4), AlphaBalance::new(20)).get(), 5);
		assert_eq!(dividend(share_of(1, 4), AlphaBalance::new(21)).get(), 6);
		assert_eq!(dividend(share_of(1, 4), AlphaBalance::ZERO).get(), 0);
	}

	#[test]
	fn part_of_a_cut_is_rounded_up() {
		let parts = [(0, 7), (30, 1), (33, 100), (100, 7)]
			.map(|(percent, cut)| set_aside(Percent::from_percent(percent), AlphaBalance::new(cut)).get());
		assert_eq!(parts, [0, 1, 33, 7]);
		assert_eq!(set_aside(Percent::from_percent(100), AlphaBalance::MAX), AlphaBalance::MAX);
	}

	#[test]
	fn nothing_is_shared_of_nothing() {
		assert_eq!(share_of(0, 0), U64F64::from_bits(0));
		assert_eq!(refund(U64F64::from_bits(0), TaoBalance::MAX), TaoBalance::ZERO);
	}
}
