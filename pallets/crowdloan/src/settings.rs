//! What the creator may change before the crowdloan is finalized. Spec: satellites 3.

use crate::{
	pallet::CrowdloanInfoOf, Config, Contributions, CrowdloanId, Crowdloans, Error, Event, MaxContributions, Pallet,
};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_types::TaoBalance;

impl<T: Config> Pallet<T> {
	/// The crowdloan, if the signer may change it: else `InvalidCrowdloanId`, `InvalidOrigin` or `AlreadyFinalized`.
	fn changeable_by(signer: &T::AccountId, crowdloan_id: CrowdloanId) -> Result<CrowdloanInfoOf<T>, DispatchError> {
		let info = Self::existing(crowdloan_id)?;
		ensure!(info.creator == *signer, Error::<T>::InvalidOrigin);
		ensure!(!info.finalized, Error::<T>::AlreadyFinalized);
		Ok(info)
	}

	pub(crate) fn set_min_contribution(
		signer: T::AccountId,
		crowdloan_id: CrowdloanId,
		new_min_contribution: TaoBalance,
	) -> DispatchResult {
		let info = Self::changeable_by(&signer, crowdloan_id)?;
		ensure!(new_min_contribution >= T::AbsoluteMinimumContribution::get(), Error::<T>::MinimumContributionTooLow);
		let limit = MaxContributions::<T>::get(crowdloan_id).unwrap_or(TaoBalance::MAX);
		ensure!(new_min_contribution <= limit, Error::<T>::MinimumContributionTooHigh);
		let changed = CrowdloanInfoOf::<T> { min_contribution: new_min_contribution, ..info };
		Crowdloans::<T>::insert(crowdloan_id, changed);
		Self::deposit_event(Event::MinContributionUpdated { crowdloan_id, new_min_contribution });
		Ok(())
	}

	pub(crate) fn set_end(
		signer: T::AccountId,
		crowdloan_id: CrowdloanId,
		new_end: BlockNumberFor<T>,
	) -> DispatchResult {
		let info = Self::changeable_by(&signer, crowdloan_id)?;
		Self::ensure_may_end_in(new_end)?;
		Crowdloans::<T>::insert(crowdloan_id, CrowdloanInfoOf::<T> { end: new_end, ..info });
		Self::deposit_event(Event::EndUpdated { crowdloan_id, new_end });
		Ok(())
	}

	pub(crate) fn set_cap(signer: T::AccountId, crowdloan_id: CrowdloanId, new_cap: TaoBalance) -> DispatchResult {
		let info = Self::changeable_by(&signer, crowdloan_id)?;
		ensure!(new_cap >= info.raised, Error::<T>::CapTooLow);
		Crowdloans::<T>::insert(crowdloan_id, CrowdloanInfoOf::<T> { cap: new_cap, ..info });
		Self::deposit_event(Event::CapUpdated { crowdloan_id, new_cap });
		Ok(())
	}

	pub(crate) fn limit_contributions(
		signer: T::AccountId,
		crowdloan_id: CrowdloanId,
		new_max_contribution: Option<TaoBalance>,
	) -> DispatchResult {
		let info = Self::changeable_by(&signer, crowdloan_id)?;
		if let Some(limit) = new_max_contribution {
			let creators = Contributions::<T>::get(crowdloan_id, &info.creator).unwrap_or(TaoBalance::ZERO);
			let least = info.min_contribution.max(creators);
			ensure!(limit >= least, Error::<T>::MaximumContributionTooLow);
		}
		MaxContributions::<T>::set(crowdloan_id, new_max_contribution);
		Self::deposit_event(Event::MaxContributionUpdated { crowdloan_id, new_max_contribution });
		Ok(())
	}
}
