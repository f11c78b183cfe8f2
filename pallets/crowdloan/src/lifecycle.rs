//! How a crowdloan begins and ends. Spec: satellites 3.

use crate::{
	pallet::CrowdloanInfoOf, weights::finalize_without_call, Config, Contributions, CrowdloanId, CrowdloanInfo,
	Crowdloans, CrowdloansOf, CurrentCrowdloanId, Error, Event, Issuance, MaxContributions, NextCrowdloanId, Pallet,
	StoredCalls,
};
use alloc::boxed::Box;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	ensure,
	traits::{Get, QueryPreimage},
	weights::Weight,
};
use frame_system::pallet_prelude::{BlockNumberFor, OriginFor};
use sp_runtime::{
	traits::{AccountIdConversion, Saturating},
	DispatchError, DispatchResult,
};
use taonet_types::TaoBalance;

/// What a creator says of a crowdloan, as `create` takes it.
pub(crate) struct Terms<T: Config> {
	pub deposit: TaoBalance,
	pub min_contribution: TaoBalance,
	pub cap: TaoBalance,
	pub end: BlockNumberFor<T>,
	pub call: Option<Box<<T as Config>::RuntimeCall>>,
	pub target_address: Option<T::AccountId>,
}

impl<T: Config> Pallet<T> {
	/// The account on which the money of a crowdloan lies, whether or not the crowdloan exists.
	pub fn funds_account(crowdloan_id: CrowdloanId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(crowdloan_id)
	}

	/// The crowdloan, or `InvalidCrowdloanId`.
	pub(crate) fn existing(crowdloan_id: CrowdloanId) -> Result<CrowdloanInfoOf<T>, DispatchError> {
		Crowdloans::<T>::get(crowdloan_id).ok_or(Error::<T>::InvalidCrowdloanId.into())
	}

	/// Refuses an end that is not ahead, too near, or too far away.
	pub(crate) fn ensure_may_end_in(end: BlockNumberFor<T>) -> DispatchResult {
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(end > now, Error::<T>::CannotEndInPast);
		let duration = end.saturating_sub(now);
		ensure!(duration >= T::MinimumBlockDuration::get(), Error::<T>::BlockDurationTooShort);
		ensure!(duration <= T::MaximumBlockDuration::get(), Error::<T>::BlockDurationTooLong);
		Ok(())
	}

	fn check_terms(terms: &Terms<T>) -> DispatchResult {
		ensure!(terms.deposit >= T::MinimumDeposit::get(), Error::<T>::DepositTooLow);
		ensure!(terms.cap > terms.deposit, Error::<T>::CapTooLow);
		ensure!(terms.min_contribution >= T::AbsoluteMinimumContribution::get(), Error::<T>::MinimumContributionTooLow);
		ensure!(terms.call.is_some() != terms.target_address.is_some(), Error::<T>::InvalidFinalizationConfig);
		Self::ensure_may_end_in(terms.end)
	}

	/// Opens a crowdloan.
	pub(crate) fn open(creator: T::AccountId, terms: Terms<T>) -> DispatchResult {
		Self::check_terms(&terms)?;
		let Terms { deposit, min_contribution, cap, end, call, target_address } = terms;
		let crowdloan_id = NextCrowdloanId::<T>::get();
		NextCrowdloanId::<T>::put(crowdloan_id.checked_add(1).ok_or(Error::<T>::Overflow)?);
		let funds_account = Self::funds_account(crowdloan_id);
		Self::collect(&creator, &funds_account, deposit)?;
		let call = call.map(|call| Self::store_call(crowdloan_id, *call)).transpose()?;
		for named in core::iter::once(&creator).chain(&target_address) {
			CrowdloansOf::<T>::insert(named, crowdloan_id, ());
		}
		Contributions::<T>::insert(crowdloan_id, &creator, deposit);
		let info = CrowdloanInfo {
			creator: creator.clone(),
			deposit,
			min_contribution,
			end,
			cap,
			funds_account,
			raised: deposit,
			target_address,
			call,
			finalized: false,
			contributors_count: 1,
		};
		Crowdloans::<T>::insert(crowdloan_id, info);
		Self::deposit_event(Event::Created { crowdloan_id, creator, end, cap });
		Ok(())
	}

	/// Does what the crowdloan was for, and says what it weighed. `origin` is that of the signer, with its filters.
	pub(crate) fn conclude(
		origin: OriginFor<T>,
		signer: T::AccountId,
		crowdloan_id: CrowdloanId,
	) -> DispatchResultWithPostInfo {
		let own_weight = finalize_without_call::<T>();
		Self::ensure_may_conclude(&signer, crowdloan_id).map_err(|error| error.with_weight(own_weight))?;
		// Beforehand, so that the call can neither withdraw what was raised nor change the terms.
		Crowdloans::<T>::mutate_extant(crowdloan_id, |info| info.finalized = true);
		let info = Self::existing(crowdloan_id)?;
		let call_weight = match (&info.call, &info.target_address) {
			(Some(call), _) => Self::run(origin, &signer, crowdloan_id, call)
				.map_err(|(error, weight)| error.with_weight(own_weight.saturating_add(weight)))?,
			(None, Some(target)) => {
				Issuance::<T>::transfer(&info.funds_account, target, info.raised)?;
				Weight::zero()
			},
			(None, None) => return Err(Error::<T>::InvalidFinalizationConfig.into()),
		};
		// Asked for again: the call may have given the creator's account another name.
		let creator = Self::existing(crowdloan_id)?.creator;
		Issuance::<T>::transfer_all(&info.funds_account, &creator)?;
		Self::deposit_event(Event::Finalized { crowdloan_id });
		Ok(Some(own_weight.saturating_add(call_weight)).into())
	}

	fn ensure_may_conclude(signer: &T::AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
		let info = Self::existing(crowdloan_id)?;
		ensure!(info.creator == *signer, Error::<T>::InvalidOrigin);
		ensure!(info.raised == info.cap, Error::<T>::CapNotRaised);
		ensure!(!info.finalized, Error::<T>::AlreadyFinalized);
		ensure!(!CurrentCrowdloanId::<T>::exists(), Error::<T>::CallUnavailable);
		Ok(())
	}

	/// Forgets a crowdloan that is its creator's alone.
	pub(crate) fn give_up(signer: T::AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
		let info = Self::unfinished(crowdloan_id)?;
		ensure!(info.creator == signer, Error::<T>::InvalidOrigin);
		let own = Contributions::<T>::get(crowdloan_id, &signer);
		ensure!(own == Some(info.raised), Error::<T>::NotReadyToDissolve);
		// Together with what others have sent to the account.
		Issuance::<T>::transfer_all(&info.funds_account, &signer)?;
		Contributions::<T>::remove(crowdloan_id, &signer);
		MaxContributions::<T>::remove(crowdloan_id);
		Crowdloans::<T>::remove(crowdloan_id);
		for named in core::iter::once(&signer).chain(&info.target_address) {
			CrowdloansOf::<T>::remove(named, crowdloan_id);
		}
		StoredCalls::<T>::remove(crowdloan_id);
		if let Some(call) = &info.call {
			T::Preimages::drop(call);
		}
		Self::deposit_event(Event::Dissolved { crowdloan_id });
		Ok(())
	}
}
