//! From shares to the TAO that each subnet gets of a block.

use crate::{amounts::fixed_tao, shares::sum};
use alloc::vec::Vec;
use taonet_types::{
	fixed::{SafeDiv, U64F64, U96F32},
	TaoBalance,
};

/// The share of an eligible subnet and whether it may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchedShare {
	/// What the share rule gave.
	pub share: U64F64,
	/// The switch of governance, `SubnetEmissionEnabled`.
	pub emission_enabled: bool,
}

/// The TAO (RAO, with fraction, rounded down) of each subnet out of `minted`. What disabled subnets would get goes to the
/// enabled ones in proportion to their shares; nothing is given where none of those has a share. The parts never sum to
/// more than `minted` when the shares sum to at most 1. Spec: economics 6.3.
pub fn tao_emissions(minted: TaoBalance, subnets: &[SwitchedShare]) -> Vec<U96F32> {
	let minted = U64F64::saturating_from_num(fixed_tao(minted));
	switched(subnets).into_iter().map(|share| U96F32::saturating_from_num(minted.saturating_mul(share))).collect()
}

/// Shares as they are when all subnets are enabled; otherwise parts of the enabled shares.
fn switched(subnets: &[SwitchedShare]) -> Vec<U64F64> {
	if subnets.iter().all(|subnet| subnet.emission_enabled) {
		return subnets.iter().map(|subnet| subnet.share).collect();
	}
	let enabled = |subnet: &SwitchedShare| if subnet.emission_enabled { subnet.share } else { U64F64::from_bits(0) };
	let shares: Vec<_> = subnets.iter().map(enabled).collect();
	let sum = sum(&shares);
	shares.into_iter().map(|share| share.safe_div(sum)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn subnet(share: &str, emission_enabled: bool) -> SwitchedShare {
		SwitchedShare { share: share.parse().unwrap(), emission_enabled }
	}

	#[test]
	fn emission_follows_the_shares_when_all_subnets_are_enabled() {
		// 12/17, 3/17, 2/17 of half a TAO.
		let third =
			|parts: u128| SwitchedShare { share: U64F64::from_bits((parts << 64) / 17), emission_enabled: true };
		let emissions = tao_emissions(TaoBalance::new(500_000_000), &[third(12), third(3), third(2)]);
		let rao: Vec<u64> = emissions.into_iter().map(|emission| emission.to_num()).collect();
		assert_eq!(rao, [352_941_176, 88_235_294, 58_823_529]);
	}

	#[test]
	fn enabled_subnets_share_everything_when_another_is_disabled() {
		let subnets = [subnet("0.5", false), subnet("0.375", true), subnet("0.125", true)];
		assert_eq!(tao_emissions(TaoBalance::new(1_000), &subnets), [0, 750, 250].map(U96F32::from_num));
	}

	#[test]
	fn nothing_is_emitted_when_only_disabled_subnets_have_a_share() {
		let subnets = [subnet("1", false), subnet("0", true)];
		assert_eq!(tao_emissions(TaoBalance::new(1_000), &subnets), [U96F32::from_num(0); 2]);
	}
}
