//! What is true of root claims after every block. Spec: economics 19.

use crate::{ClaimRules, ColdkeyTransits, Config, NextClaim, Pallet, PositionsOfColdkey, Subnets, UnclaimedOfSubnet};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pallet_protocol::{
	AlphaV2, NumRootClaim, NumStakingColdkeys, RootClaimable, RootClaimed, StakingColdkeys, StakingColdkeysByIndex,
};
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_tokenomics::root_claims::MAX_ROOT_CLAIMS;
use taonet_types::{fixed::I96F32, NetUid};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules of root claims. That what can be claimed is there ("INV-14"), INV-8 says of all alpha outside the pool.
	pub(crate) fn check_claims() -> Check {
		Self::rates_are_of_subnets_that_are_there()?;
		Self::rates_have_something_unclaimed_each()?;
		Self::watermarks_belong_to_a_share_and_a_rate()?;
		Self::root_stakers_are_numbered_without_gaps()?;
		Self::root_stakers_are_those_with_a_share()?;
		Self::turns_are_of_root_stakers()
	}

	fn rates_are_of_subnets_that_are_there() -> Check {
		for (_, rates) in RootClaimable::<T>::iter() {
			ensure!(!rates.is_empty(), "a hotkey's rates are stored though it has none");
			for (netuid, rate) in rates {
				ensure!(rate >= I96F32::default(), "a rate of root dividends is negative");
				ensure!(
					!netuid.is_root() && (Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid)),
					"there is a rate of root dividends on a subnet that does not exist"
				);
			}
		}
		Ok(())
	}

	fn rates_have_something_unclaimed_each() -> Check {
		let rates: BTreeSet<_> = RootClaimable::<T>::iter()
			.flat_map(|(hotkey, rates)| rates.into_keys().map(move |netuid| (netuid, hotkey.clone())))
			.collect();
		let unclaimed: BTreeSet<_> = UnclaimedOfSubnet::<T>::iter_keys().collect();
		ensure!(rates == unclaimed, "UnclaimedOfSubnet are not the rates of RootClaimable");
		Ok(())
	}

	fn watermarks_belong_to_a_share_and_a_rate() -> Check {
		for ((netuid, hotkey, coldkey), claimed) in RootClaimed::<T>::iter() {
			ensure!(claimed > 0, "RootClaimed of nothing is stored");
			if Dissolutions::<T>::contains_key(netuid) {
				continue;
			}
			ensure!(
				!T::ClaimRules::FORGETS_WATERMARKS || AlphaV2::<T>::contains_key((&hotkey, &coldkey, NetUid::ROOT)),
				"something counts as claimed by a coldkey without root stake on the hotkey"
			);
			let earner = Self::staked_on(&hotkey, NetUid::ROOT);
			ensure!(
				UnclaimedOfSubnet::<T>::contains_key(netuid, earner),
				"something counts as claimed that no rate has earned"
			);
		}
		Ok(())
	}

	fn root_stakers_are_numbered_without_gaps() -> Check {
		let numbers: BTreeSet<_> = StakingColdkeys::<T>::iter().map(|(coldkey, number)| (number, coldkey)).collect();
		let by_number: BTreeSet<_> = StakingColdkeysByIndex::<T>::iter().collect();
		ensure!(numbers == by_number, "INV-13: StakingColdkeys and StakingColdkeysByIndex disagree");
		let listed: BTreeSet<u64> = by_number.into_iter().map(|(number, _)| number).collect();
		let all: BTreeSet<u64> = (0..NumStakingColdkeys::<T>::get()).collect();
		ensure!(listed == all, "INV-13: the numbers of root stakers have gaps");
		ensure!(NumRootClaim::<T>::get() <= MAX_ROOT_CLAIMS, "a block claims for too many coldkeys");
		Ok(())
	}

	/// A coldkey that gives way to another is no longer in its place, and that one not yet.
	fn root_stakers_are_those_with_a_share() -> Check {
		let mut on_the_way = BTreeSet::new();
		for (old, new) in ColdkeyTransits::<T>::iter() {
			on_the_way.extend([old, new]);
		}
		let is_settled = |coldkey: &T::AccountId| !on_the_way.contains(coldkey);
		let numbered: BTreeSet<_> = StakingColdkeys::<T>::iter_keys().filter(is_settled).collect();
		let with_share: BTreeSet<_> = PositionsOfColdkey::<T>::iter_keys()
			.filter(|(_, netuid, _)| netuid.is_root())
			.map(|(coldkey, ..)| coldkey)
			.filter(is_settled)
			.collect();
		ensure!(numbered == with_share, "StakingColdkeys are not those with root stake");
		Ok(())
	}

	fn turns_are_of_root_stakers() -> Check {
		for coldkey in NextClaim::<T>::iter_keys() {
			let has_stake = PositionsOfColdkey::<T>::iter_key_prefix((&coldkey, NetUid::ROOT)).next().is_some();
			let is_on_the_way = || ColdkeyTransits::<T>::iter_values().any(|new| new == coldkey);
			ensure!(has_stake || is_on_the_way(), "NextClaim of a coldkey without root stake");
		}
		Ok(())
	}
}
