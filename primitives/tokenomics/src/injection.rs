//! What a block puts into a subnet's pool, and what it buys alpha with.

use crate::amounts::{fixed_alpha, fixed_tao, floor_alpha, floor_tao};
use taonet_types::{
	fixed::{SafeDiv, U64F64, U96F32},
	AlphaBalance, TaoBalance,
};

/// What the terms of one eligible subnet follow from, as the state is before the first injection of the block.
/// Spec: economics 8.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InjectionInputs {
	/// The subnet's TAO of this block (RAO, with fraction).
	pub tao_emission: U96F32,
	/// The spot price of the pool. Only 32 of its fraction bits count.
	pub spot_price: U64F64,
	/// The subnet's alpha of this block.
	pub alpha_emission: AlphaBalance,
	/// All TAO of a block at the issuance *after* this block's TAO was minted. Read by [`EmissionCap`].
	pub tao_block_emission: TaoBalance,
	/// The subnet's root proportion. Read by [`RootProportionCap`].
	pub root_proportion: U96F32,
}

/// A rule for the most alpha that one block puts into a pool (D3).
pub trait InjectionCap {
	/// The cap in alpha-rao, with fraction. Spec: economics 8.2.
	fn cap(inputs: &InjectionInputs) -> U96F32;
}

/// The rule in force (NEW of D3): the alpha emission, and never more alpha-rao than a block makes RAO.
/// Spec: economics 8.2.
#[derive(Clone, Copy, Debug)]
pub struct EmissionCap;

impl InjectionCap for EmissionCap {
	fn cap(inputs: &InjectionInputs) -> U96F32 {
		fixed_alpha(inputs.alpha_emission).min(fixed_tao(inputs.tao_block_emission))
	}
}

/// The rule of the reference of June 2026 (REF of D3): the root proportion of the alpha emission. Spec: economics 8.2.
#[derive(Clone, Copy, Debug)]
pub struct RootProportionCap;

impl InjectionCap for RootProportionCap {
	fn cap(inputs: &InjectionInputs) -> U96F32 {
		inputs.root_proportion.saturating_mul(fixed_alpha(inputs.alpha_emission))
	}
}

/// The terms of one subnet, with fraction. Spec: economics 8.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InjectionTerms {
	/// TAO (RAO) for the pool.
	pub tao_in: U96F32,
	/// Alpha (alpha-rao) for the pool.
	pub alpha_in: U96F32,
	/// TAO (RAO) for buying alpha: what the cap on alpha kept from the pool.
	pub excess_tao: U96F32,
	/// Alpha (alpha-rao) for those who work and stake on the subnet.
	pub alpha_out: U96F32,
}

impl InjectionTerms {
	/// The terms of a subnet under the cap `Cap`. Alpha goes in with TAO at the pool's price, rounded down, up to the
	/// cap; without a price all TAO goes in alone. `tao_in + excess_tao` is `tao_emission`. Spec: economics 8.2.
	pub fn of<Cap: InjectionCap>(inputs: &InjectionInputs) -> Self {
		let price = U96F32::saturating_from_num(inputs.spot_price);
		let cap = Cap::cap(inputs);
		let wanted = inputs.tao_emission.safe_div(price);
		let (tao_in, alpha_in) = if wanted > cap {
			// Cannot exceed the TAO emission, for `cap` is below its quotient by the price.
			(cap.saturating_mul(price), cap)
		} else {
			(inputs.tao_emission, wanted)
		};
		let excess_tao = inputs.tao_emission.saturating_sub(tao_in);
		Self { tao_in, alpha_in, excess_tao, alpha_out: fixed_alpha(inputs.alpha_emission) }
	}

	/// TAO for the pool in whole RAO; the fraction stays with the block's emission. Spec: economics 8.2.
	pub fn whole_tao_in(&self) -> TaoBalance {
		floor_tao(self.tao_in)
	}

	/// Alpha for the pool in whole alpha-rao, rounded down. Spec: economics 8.2.
	pub fn whole_alpha_in(&self) -> AlphaBalance {
		floor_alpha(self.alpha_in)
	}

	/// TAO for buying alpha in whole RAO; the fraction stays with the block's emission. Spec: economics 8.2.
	pub fn whole_excess_tao(&self) -> TaoBalance {
		floor_tao(self.excess_tao)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The worked example: 12/17 of half a TAO, price 0.25, one alpha a block.
	fn example() -> InjectionInputs {
		InjectionInputs {
			tao_emission: U96F32::from_bits(((12 * 500_000_000) << 32) / 17),
			spot_price: U64F64::from_bits(1 << 62),
			alpha_emission: AlphaBalance::new(1_000_000_000),
			tao_block_emission: TaoBalance::new(500_000_000),
			root_proportion: U96F32::from_bits(110_219_915),
		}
	}

	fn whole(terms: &InjectionTerms) -> (u64, u64, u64) {
		(terms.whole_tao_in().get(), terms.whole_alpha_in().get(), terms.whole_excess_tao().get())
	}

	#[test]
	fn root_proportion_limits_alpha_in_the_worked_example() {
		let terms = InjectionTerms::of::<RootProportionCap>(&example());
		assert_eq!(whole(&terms), (6_415_643, 25_662_573, 346_525_533));
		assert_eq!(terms.alpha_out, 1_000_000_000);
	}

	#[test]
	fn block_emission_limits_alpha_in_the_worked_example() {
		let terms = InjectionTerms::of::<EmissionCap>(&example());
		assert_eq!(whole(&terms), (125_000_000, 500_000_000, 227_941_176));
	}

	#[test]
	fn alpha_follows_the_price_when_it_stays_below_the_cap() {
		let inputs = InjectionInputs { spot_price: U64F64::from_num(1), ..example() };
		let terms = InjectionTerms::of::<EmissionCap>(&inputs);
		assert_eq!(whole(&terms), (352_941_176, 352_941_176, 0));
	}

	#[test]
	fn all_tao_goes_in_without_alpha_when_there_is_no_price() {
		let inputs = InjectionInputs { spot_price: U64F64::from_num(0), ..example() };
		let terms = InjectionTerms::of::<EmissionCap>(&inputs);
		assert_eq!(whole(&terms), (352_941_176, 0, 0));
		assert_eq!(terms.tao_in, inputs.tao_emission);
	}
}
