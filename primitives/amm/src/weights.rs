//! How much of a pool's value is TAO and how much is alpha.

/// The weights of a pool: the TAO (quote) weight in parts of 10^18; the alpha (base) weight is the rest. Neither is
/// below 0.01. Spec: economics 14.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
	quote_parts: u64,
}

/// The TAO weight is not within 0.01 and 0.99; leave the weights as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightOutOfRange;

impl Weights {
	/// Both weights together, and the parts of a whole.
	pub const WHOLE: u64 = 1_000_000_000_000_000_000;
	/// The smallest weight of either side: 0.01.
	pub const MIN_PARTS: u64 = 10_000_000_000_000_000;
	/// The largest weight of either side: 0.99.
	pub const MAX_PARTS: u64 = 990_000_000_000_000_000;
	/// One half each, as every pool begins.
	pub const EQUAL: Self = Self { quote_parts: 500_000_000_000_000_000 };

	/// The weights with this TAO weight, in parts of 10^18.
	///
	/// # Errors
	///
	/// It is below 0.01 or above 0.99.
	pub const fn new(quote_parts: u64) -> Result<Self, WeightOutOfRange> {
		if quote_parts < Self::MIN_PARTS || quote_parts > Self::MAX_PARTS {
			return Err(WeightOutOfRange);
		}
		Ok(Self { quote_parts })
	}

	/// The TAO weight, in parts of 10^18.
	pub const fn quote_parts(self) -> u64 {
		self.quote_parts
	}

	/// The alpha weight, in parts of 10^18.
	pub const fn base_parts(self) -> u64 {
		// No weight is above the whole, so nothing is cut off here.
		Self::WHOLE.saturating_sub(self.quote_parts)
	}
}

/// One half each.
impl Default for Weights {
	fn default() -> Self {
		Self::EQUAL
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn weights_are_refused_when_either_side_falls_below_a_hundredth() {
		assert_eq!(Weights::new(9_999_999_999_999_999), Err(WeightOutOfRange));
		assert_eq!(Weights::new(990_000_000_000_000_001), Err(WeightOutOfRange));
		assert_eq!(Weights::new(u64::MAX), Err(WeightOutOfRange));
		for (quote, base) in
			[(10_000_000_000_000_000, 990_000_000_000_000_000), (990_000_000_000_000_000, 10_000_000_000_000_000)]
		{
			assert_eq!(
				Weights::new(quote).map(|weights| (weights.quote_parts(), weights.base_parts())),
				Ok((quote, base))
			);
		}
	}
}
