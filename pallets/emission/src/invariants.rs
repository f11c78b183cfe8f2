//! What is true of emission after every block. Spec: economics 19.

use crate::{Config, Pallet, Subnets};
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_issuance::AlphaBurned;
use pallet_protocol::{
	BlockEmission, MinerBurned, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission,
	RootProp, SubnetAlphaOut, SubnetExcessTao, SubnetProtocolAlpha, SubnetTaoInEmission, TotalHotkeyAlpha,
};
use pallet_staking::{HotkeysOfSubnet, UnclaimedOfSubnet};
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_types::{fixed::U96F32, AlphaBalance, NetUid};

type Check = Result<(), TryRuntimeError>;

const ONE: U96F32 = U96F32::from_bits(1 << 32);

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::alpha_outside_covers_stake_and_pots()?;
		Self::pots_are_of_subnets_that_are_there()?;
		Self::no_more_tao_was_given_than_made()?;
		Self::proportions_are_at_most_one()?;
		Self::check_earnings()
	}

	/// INV-8: alpha outside the pool covers everything that is somebody's, will be at the next epoch, or is nobody's for good.
	fn alpha_outside_covers_stake_and_pots() -> Check {
		for netuid in Subnets::<T>::subnets().into_iter().filter(|netuid| !netuid.is_root()) {
			let hotkeys = HotkeysOfSubnet::<T>::iter_key_prefix(netuid);
			let staked = sum(hotkeys.map(|hotkey| TotalHotkeyAlpha::<T>::get(hotkey, netuid)));
			let unclaimed = sum(UnclaimedOfSubnet::<T>::iter_prefix_values(netuid));
			let others = [SubnetProtocolAlpha::<T>::get(netuid), AlphaBurned::<T>::get(netuid)];
			let all = [staked, unclaimed, sum(Self::pots(netuid)), sum(others)];
			ensure!(
				u128::from(SubnetAlphaOut::<T>::get(netuid).get()) >= all.into_iter().fold(0, u128::saturating_add),
				"INV-8: SubnetAlphaOut is less than stake, pots, unclaimed root dividends, SubnetProtocolAlpha and AlphaBurned"
			);
		}
		Ok(())
	}

	fn pots_are_of_subnets_that_are_there() -> Check {
		let pots = PendingServerEmission::<T>::iter_keys()
			.chain(PendingValidatorEmission::<T>::iter_keys())
			.chain(PendingRootAlphaDivs::<T>::iter_keys())
			.chain(PendingOwnerCut::<T>::iter_keys());
		for netuid in pots {
			let is_there = Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
			ensure!(!netuid.is_root() && is_there, "alpha is pending for a subnet that does not exist, or for root");
		}
		Ok(())
	}

	/// INV-5, as far as the state tells: what the last block put into pools and spent is no more than it made.
	fn no_more_tao_was_given_than_made() -> Check {
		let subnets: Vec<NetUid> = Subnets::<T>::subnets();
		let given = subnets
			.iter()
			.flat_map(|netuid| [SubnetTaoInEmission::<T>::get(netuid), SubnetExcessTao::<T>::get(netuid)])
			.fold(0u128, |given, tao| given.saturating_add(tao.get().into()));
		ensure!(given <= u128::from(BlockEmission::<T>::get()), "INV-5: a block gave out more TAO than it made");
		Ok(())
	}

	/// INV-15.
	fn proportions_are_at_most_one() -> Check {
		ensure!(RootProp::<T>::iter_values().all(|part| part <= ONE), "INV-15: a RootProp is above 1");
		ensure!(MinerBurned::<T>::iter_values().all(|part| part <= ONE), "INV-15: a MinerBurned is above 1");
		Ok(())
	}

	fn pots(netuid: NetUid) -> [AlphaBalance; 4] {
		[
			PendingServerEmission::<T>::get(netuid),
			PendingValidatorEmission::<T>::get(netuid),
			PendingRootAlphaDivs::<T>::get(netuid),
			PendingOwnerCut::<T>::get(netuid),
		]
	}
}

fn sum(amounts: impl IntoIterator<Item = AlphaBalance>) -> u128 {
	// More than 2^64 amounts would be needed to reach the limit.
	amounts.into_iter().fold(0, |sum, alpha| sum.saturating_add(alpha.get().into()))
}
