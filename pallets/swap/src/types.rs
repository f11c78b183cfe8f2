//! Values of the pallet's storage and calls.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perquintill;
use taonet_amm::Weights;

/// How much of a pool's value is TAO. Spec: economics 14.1.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Balancer {
	/// The weight of TAO (quote), from 0.01 to 0.99; the weight of alpha (base) is the rest.
	pub quote: Perquintill,
}

impl Balancer {
	/// The weights, unless one of them is below 0.01.
	pub fn weights(self) -> Option<Weights> {
		Weights::new(self.quote.deconstruct()).ok()
	}
}

impl From<Weights> for Balancer {
	fn from(weights: Weights) -> Self {
		Self { quote: Perquintill::from_parts(weights.quote_parts()) }
	}
}

/// One half each, as every pool begins.
impl Default for Balancer {
	fn default() -> Self {
		Weights::EQUAL.into()
	}
}

/// A border of a range of prices. Only calls that do nothing any more name it.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct TickIndex(pub i32);

/// The number of a liquidity position. Only calls that do nothing any more name it.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct PositionId(pub u128);
