//! How a block's new alpha is set aside for owner, miners, validators and root until the next epoch.

use crate::amounts::{fixed_alpha, floor_alpha, ONE_U96F32};
use taonet_types::{
	fixed::{proportion_u16, U96F32},
	AlphaBalance,
};

/// The owner's part of new alpha that a chain begins with, in parts of 65535 (0.179995). Spec: economics 9.2.
pub const DEFAULT_SUBNET_OWNER_CUT: u16 = 11_796;

/// What the split of one subnet's new alpha follows from. Spec: economics 9.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingInputs {
	/// The subnet's alpha of this block.
	pub alpha_emission: AlphaBalance,
	/// The owner's part in parts of 65535; nothing where `OwnerCutEnabled` is off.
	pub owner_cut: Option<u16>,
	/// The root proportion after this block's injection and after `alpha_emission` was added outside the pool; at most 1.
	pub root_proportion: U96F32,
	/// Whether root is paid ([`crate::root::root_sell_flag`]).
	pub root_sell_flag: bool,
}

/// What happens to root's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootPart {
	/// Add it to `PendingRootAlphaDivs`.
	Pending(AlphaBalance),
	/// Recycle it: it leaves the alpha outside the pool and the issuance.
	Recycled(AlphaBalance),
}

/// One subnet's new alpha of a block, each part rounded down. The dust (less than 4 alpha-rao) is nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingSplit {
	/// All of it: mint it outside the pool.
	pub created: AlphaBalance,
	/// For the subnet's owner.
	pub owner: AlphaBalance,
	/// For the miners.
	pub server: AlphaBalance,
	/// For those who stake alpha.
	pub validator: AlphaBalance,
	/// For those who stake TAO on root, out of the validators' half.
	pub root: RootPart,
}

impl PendingSplit {
	/// Owner's cut first, then half to the miners, half to the validators, of which root gets its proportion.
	/// The parts never sum to more than `created`. Spec: economics 9.2.
	pub fn of(inputs: &PendingInputs) -> Self {
		let alpha_out = fixed_alpha(inputs.alpha_emission);
		let half = U96F32::from_bits(1 << 31);
		let owner_cut = inputs.owner_cut.map_or(U96F32::from_bits(0), proportion_u16);
		let owner = alpha_out.saturating_mul(owner_cut);
		// None of these subtractions falls below zero: each part is at most the half or whole that it is taken from.
		let rest = alpha_out.saturating_sub(owner);
		let root = inputs.root_proportion.min(ONE_U96F32).saturating_mul(rest).saturating_mul(half);
		let server = rest.saturating_mul(half);
		let validator = rest.saturating_sub(server).saturating_sub(root);
		let root = floor_alpha(root);
		Self {
			created: floor_alpha(alpha_out),
			owner: floor_alpha(owner),
			server: floor_alpha(server),
			validator: floor_alpha(validator),
			root: if inputs.root_sell_flag { RootPart::Pending(root) } else { RootPart::Recycled(root) },
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn example() -> PendingInputs {
		PendingInputs {
			alpha_emission: AlphaBalance::new(1_000_000_000),
			owner_cut: Some(DEFAULT_SUBNET_OWNER_CUT),
			root_proportion: U96F32::from_bits(110_219_915),
			root_sell_flag: true,
		}
	}

	#[test]
	fn alpha_is_split_as_in_the_worked_example() {
		let split = PendingSplit::of(&example());
		let parts = [split.created, split.owner, split.server, split.validator].map(AlphaBalance::get);
		assert_eq!(parts, [1_000_000_000, 179_995_422, 410_002_288, 399_480_574]);
		assert_eq!(split.root, RootPart::Pending(AlphaBalance::new(10_521_713)));
	}

	#[test]
	fn part_of_root_is_recycled_when_root_may_not_sell() {
		let split = PendingSplit::of(&PendingInputs { root_sell_flag: false, ..example() });
		assert_eq!(split.root, RootPart::Recycled(AlphaBalance::new(10_521_713)));
		assert_eq!(split.validator, AlphaBalance::new(399_480_574));
	}

	#[test]
	fn owner_gets_nothing_when_the_cut_is_off() {
		let split = PendingSplit::of(&PendingInputs { owner_cut: None, ..example() });
		assert_eq!((split.owner.get(), split.server.get()), (0, 500_000_000));
	}
}
