//! What is true of crowdloans after every block. Spec: satellites 3.

use crate::{
	pallet::CrowdloanInfoOf, Config, Contributions, CrowdloanId, Crowdloans, CrowdloansOf, CurrentCrowdloanId,
	Issuance, MaxContributions, NextCrowdloanId, Pallet, StoredCalls,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;
use taonet_types::TaoBalance;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		ensure!(!CurrentCrowdloanId::<T>::exists(), "CurrentCrowdloanId is set though no call is running");
		let crowdloans: BTreeMap<_, _> = Crowdloans::<T>::iter().collect();
		for (crowdloan_id, info) in &crowdloans {
			ensure!(*crowdloan_id < NextCrowdloanId::<T>::get(), "NextCrowdloanId is in use");
			Self::check_terms_of(*crowdloan_id, info)?;
			Self::check_money_of(*crowdloan_id, info)?;
		}
		Self::nothing_is_left_of_others(&crowdloans)?;
		Self::index_names_everybody(&crowdloans)?;
		Self::calls_are_known(&crowdloans)
	}

	fn check_terms_of(crowdloan_id: CrowdloanId, info: &CrowdloanInfoOf<T>) -> Check {
		ensure!(
			info.min_contribution >= T::AbsoluteMinimumContribution::get(),
			"min_contribution is below AbsoluteMinimumContribution"
		);
		ensure!(
			MaxContributions::<T>::get(crowdloan_id).is_none_or(|limit| limit >= info.min_contribution),
			"MaxContributions is below min_contribution"
		);
		ensure!(
			info.call.is_some() != info.target_address.is_some(),
			"a crowdloan is for a call and for a target, or for neither"
		);
		ensure!(info.funds_account == Self::funds_account(crowdloan_id), "funds_account is another account");
		Ok(())
	}

	fn check_money_of(crowdloan_id: CrowdloanId, info: &CrowdloanInfoOf<T>) -> Check {
		let contributions: Vec<TaoBalance> = Contributions::<T>::iter_prefix_values(crowdloan_id).collect();
		ensure!(contributions.iter().all(|contributed| !contributed.is_zero()), "a contribution of nothing is stored");
		let sum: u128 = contributions.iter().map(|contributed| u128::from(contributed.get())).sum();
		ensure!(u128::from(info.raised.get()) == sum, "raised is not the sum of Contributions");
		ensure!(info.raised <= info.cap, "more than the cap is raised");
		ensure!(
			info.finalized || Issuance::<T>::spendable(&info.funds_account, false) >= info.raised,
			"less than raised lies on the funds account"
		);
		ensure!(
			usize::try_from(info.contributors_count) == Ok(contributions.len()),
			"contributors_count is not the number of Contributions"
		);
		ensure!(info.contributors_count <= T::MaxContributors::get(), "there are more than MaxContributors");
		ensure!(
			Contributions::<T>::get(crowdloan_id, &info.creator) >= Some(info.deposit),
			"the creator has contributed less than the deposit"
		);
		Ok(())
	}

	fn nothing_is_left_of_others(crowdloans: &BTreeMap<CrowdloanId, CrowdloanInfoOf<T>>) -> Check {
		let mut named = Contributions::<T>::iter_keys()
			.map(|(crowdloan_id, _)| crowdloan_id)
			.chain(MaxContributions::<T>::iter_keys());
		ensure!(
			named.all(|crowdloan_id| crowdloans.contains_key(&crowdloan_id)),
			"something is left of a crowdloan that does not exist"
		);
		Ok(())
	}

	fn index_names_everybody(crowdloans: &BTreeMap<CrowdloanId, CrowdloanInfoOf<T>>) -> Check {
		let index: BTreeSet<_> = CrowdloansOf::<T>::iter_keys().collect();
		let contributors = Contributions::<T>::iter_keys().map(|(crowdloan_id, account)| (account, crowdloan_id));
		let others = crowdloans.iter().flat_map(|(crowdloan_id, info)| {
			let accounts = core::iter::once(&info.creator).chain(&info.target_address);
			accounts.map(move |account| (account.clone(), *crowdloan_id))
		});
		ensure!(index == contributors.chain(others).collect(), "CrowdloansOf is not who is named by crowdloans");
		Ok(())
	}

	fn calls_are_known(crowdloans: &BTreeMap<CrowdloanId, CrowdloanInfoOf<T>>) -> Check {
		let known: BTreeSet<_> = StoredCalls::<T>::iter_keys().collect();
		let waiting = crowdloans.iter().filter(|(_, info)| info.call.is_some() && !info.finalized);
		ensure!(
			known == waiting.map(|(crowdloan_id, _)| *crowdloan_id).collect(),
			"StoredCalls are not the calls that wait"
		);
		Ok(())
	}
}
