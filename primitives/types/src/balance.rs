//! Amounts of money.

use crate::thin::thin_number;

/// RAO in one TAO, and alpha-rao in one alpha.
pub const RAO_PER_TAO: u64 = 1_000_000_000;

thin_number! {
	/// An amount of TAO in RAO (10^-9 TAO).
	TaoBalance(u64)
}

thin_number! {
	/// An amount of a subnet's own token in alpha-rao (10^-9 alpha). Alpha of different subnets is different money, which
	/// this type does not tell.
	AlphaBalance(u64)
}

macro_rules! money {
	($name:ident) => {
		impl $name {
			/// Nothing.
			pub const ZERO: Self = Self::new(0);
			/// The largest amount that can be written.
			pub const MAX: Self = Self::new(u64::MAX);

			/// Whether there is nothing.
			pub const fn is_zero(self) -> bool {
				self.get() == 0
			}

			/// The sum, `None` when it cannot be written.
			pub const fn checked_add(self, other: Self) -> Option<Self> {
				match self.get().checked_add(other.get()) {
					Some(sum) => Some(Self::new(sum)),
					None => None,
				}
			}

			/// What is left, `None` when `other` is more than there is.
			pub const fn checked_sub(self, other: Self) -> Option<Self> {
				match self.get().checked_sub(other.get()) {
					Some(rest) => Some(Self::new(rest)),
					None => None,
				}
			}

			/// The sum, at most [`Self::MAX`]. Only where the rules say that a counter stops there.
			pub const fn saturating_add(self, other: Self) -> Self {
				Self::new(self.get().saturating_add(other.get()))
			}

			/// What is left, at least zero. Only where the rules say that a counter stops there.
			pub const fn saturating_sub(self, other: Self) -> Self {
				Self::new(self.get().saturating_sub(other.get()))
			}
		}
	};
}

money!(TaoBalance);
money!(AlphaBalance);

#[cfg(test)]
mod tests {
	use super::*;
	use codec::{Compact, Decode, Encode, MaxEncodedLen};
	use static_assertions::assert_not_impl_any;

	// TAO and alpha have no common arithmetic, and neither mixes with bare numbers.
	assert_not_impl_any!(TaoBalance: core::ops::Add<AlphaBalance>, core::ops::Add<u64>, From<AlphaBalance>, PartialEq<AlphaBalance>);
	assert_not_impl_any!(AlphaBalance: core::ops::Add<TaoBalance>, core::ops::Add<u64>, From<TaoBalance>, PartialEq<TaoBalance>);

	#[test]
	fn sum_is_refused_when_it_cannot_be_written() {
		assert_eq!(TaoBalance::MAX.checked_add(TaoBalance::new(1)), None);
		assert_eq!(TaoBalance::new(2).checked_add(TaoBalance::new(1)), Some(TaoBalance::new(3)));
		assert_eq!(TaoBalance::MAX.saturating_add(TaoBalance::new(1)), TaoBalance::MAX);
	}

	#[test]
	fn difference_is_refused_when_more_is_taken_than_there_is() {
		assert_eq!(AlphaBalance::new(1).checked_sub(AlphaBalance::new(2)), None);
		assert_eq!(AlphaBalance::new(2).checked_sub(AlphaBalance::new(2)), Some(AlphaBalance::ZERO));
		assert_eq!(AlphaBalance::new(1).saturating_sub(AlphaBalance::new(2)), AlphaBalance::ZERO);
	}

	#[test]
	fn balance_is_a_bare_number_on_the_wire() {
		let balance = TaoBalance::new(1_234_567_890_123);
		assert_eq!(balance.encode(), balance.get().encode());
		assert_eq!(Compact(balance).encode(), Compact(balance.get()).encode());
		assert_eq!(Compact::<TaoBalance>::decode(&mut &Compact(7u64).encode()[..]).unwrap().0, TaoBalance::new(7));
		assert_eq!(TaoBalance::max_encoded_len(), 8);
		assert_eq!(scale_info::meta_type::<TaoBalance>(), scale_info::meta_type::<u64>());
		assert_eq!(scale_info::meta_type::<AlphaBalance>(), scale_info::meta_type::<u64>());
	}
}
