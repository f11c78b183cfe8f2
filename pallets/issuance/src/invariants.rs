//! What is true of the books after every block, each rule under its number. Spec: economics 19.

use crate::{AlphaBurned, Config, Pallet, TotalAlphaIssuance};
use alloc::collections::BTreeSet;
use frame_support::{ensure, traits::fungible::Inspect};
use pallet_protocol::{SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTAO, TotalIssuance, TotalStake};
use sp_runtime::TryRuntimeError;
use taonet_tokenomics::emission::MAX_ISSUANCE;
use taonet_types::NetUid;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::issuance_is_what_accounts_hold()?;
		Self::issuance_has_a_limit()?;
		Self::total_stake_is_the_sum_of_the_pools()?;
		Self::subnet_accounts_cover_their_pools()?;
		Self::alpha_issuance_is_in_the_pool_or_outside()?;
		Self::alpha_outside_covers_what_nobody_owns()?;
		Self::root_has_no_alpha()
	}

	fn issuance_is_what_accounts_hold() -> Check {
		ensure!(
			TotalIssuance::<T>::get().get() == T::Currency::total_issuance(),
			"INV-1: SubtensorModule.TotalIssuance, which the accounts hold, is not Balances.TotalIssuance"
		);
		Ok(())
	}

	fn issuance_has_a_limit() -> Check {
		ensure!(T::Currency::total_issuance() <= MAX_ISSUANCE, "INV-2: more than 21 million TAO are issued");
		Ok(())
	}

	fn total_stake_is_the_sum_of_the_pools() -> Check {
		let pools: u128 = SubnetTAO::<T>::iter_values().map(|tao| u128::from(tao.get())).sum();
		ensure!(u128::from(TotalStake::<T>::get().get()) == pools, "INV-3: TotalStake is not the sum of SubnetTAO");
		Ok(())
	}

	fn subnet_accounts_cover_their_pools() -> Check {
		for (netuid, tao) in SubnetTAO::<T>::iter() {
			ensure!(
				T::Currency::balance(&Self::subnet_account(netuid)) >= tao.get(),
				"INV-4: a subnet's account holds less than SubnetTAO"
			);
		}
		Ok(())
	}

	fn alpha_issuance_is_in_the_pool_or_outside() -> Check {
		for netuid in Self::netuids_in_the_books() {
			let in_pool = u128::from(SubnetAlphaIn::<T>::get(netuid).get());
			let outside = u128::from(SubnetAlphaOut::<T>::get(netuid).get());
			ensure!(
				u128::from(TotalAlphaIssuance::<T>::get(netuid).get()) == in_pool.saturating_add(outside),
				"INV-7: TotalAlphaIssuance is not SubnetAlphaIn and SubnetAlphaOut together"
			);
		}
		Ok(())
	}

	/// The part of INV-8 that the books know; staking adds what is owned.
	fn alpha_outside_covers_what_nobody_owns() -> Check {
		for netuid in Self::netuids_in_the_books() {
			let protocol = u128::from(SubnetProtocolAlpha::<T>::get(netuid).get());
			let burned = u128::from(AlphaBurned::<T>::get(netuid).get());
			ensure!(
				u128::from(SubnetAlphaOut::<T>::get(netuid).get()) >= protocol.saturating_add(burned),
				"INV-8: SubnetAlphaOut is less than SubnetProtocolAlpha and AlphaBurned together"
			);
		}
		Ok(())
	}

	/// The part of INV-12 that the books know; staking adds who owns it.
	fn root_has_no_alpha() -> Check {
		let root = NetUid::ROOT;
		ensure!(
			SubnetTAO::<T>::get(root).get() == SubnetAlphaOut::<T>::get(root).get(),
			"INV-12: SubnetAlphaOut of root is not SubnetTAO"
		);
		ensure!(
			SubnetAlphaIn::<T>::get(root).is_zero() && TotalAlphaIssuance::<T>::get(root).is_zero(),
			"INV-12: root has alpha"
		);
		Ok(())
	}

	/// Every subnet but root that has alpha in some book.
	fn netuids_in_the_books() -> BTreeSet<NetUid> {
		SubnetAlphaIn::<T>::iter_keys()
			.chain(SubnetAlphaOut::<T>::iter_keys())
			.chain(SubnetProtocolAlpha::<T>::iter_keys())
			.chain(TotalAlphaIssuance::<T>::iter_keys())
			.chain(AlphaBurned::<T>::iter_keys())
			.filter(|netuid| !netuid.is_root())
			.collect()
	}
}
