//! Money that comes and goes. Spec: satellites 3.

use crate::{
	pallet::CrowdloanInfoOf, Config, Contributions, CrowdloanId, Crowdloans, CrowdloansOf, CurrentCrowdloanId, Error,
	Event, Issuance, MaxContributions, Pallet,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult, TokenError};
use taonet_types::TaoBalance;

impl<T: Config> Pallet<T> {
	/// The crowdloan, if it is not finalized: else `InvalidCrowdloanId` or `AlreadyFinalized`.
	pub(crate) fn unfinished(crowdloan_id: CrowdloanId) -> Result<CrowdloanInfoOf<T>, DispatchError> {
		let info = Self::existing(crowdloan_id)?;
		ensure!(!info.finalized, Error::<T>::AlreadyFinalized);
		Ok(info)
	}

	/// Moves TAO to the account of a crowdloan. The payer may be left with nothing. `InsufficientBalance`: he cannot pay it.
	pub(crate) fn collect(from: &T::AccountId, funds_account: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		ensure!(amount <= Issuance::<T>::spendable(from, false), Error::<T>::InsufficientBalance);
		Issuance::<T>::transfer(from, funds_account, amount)
	}

	/// Takes a contribution, or as much of it as there is room for.
	pub(crate) fn take_in(contributor: T::AccountId, crowdloan_id: CrowdloanId, offered: TaoBalance) -> DispatchResult {
		let mut info = Self::existing(crowdloan_id)?;
		ensure!(frame_system::Pallet::<T>::block_number() < info.end, Error::<T>::ContributionPeriodEnded);
		ensure!(info.raised < info.cap, Error::<T>::CapRaised);
		ensure!(offered >= info.min_contribution, Error::<T>::ContributionTooLow);
		ensure!(info.contributors_count < T::MaxContributors::get(), Error::<T>::MaxContributorsReached);
		let before = Contributions::<T>::get(crowdloan_id, &contributor);
		let own = before.unwrap_or(TaoBalance::ZERO);
		let limit = MaxContributions::<T>::get(crowdloan_id).unwrap_or(TaoBalance::MAX);
		// None where the limit was lowered below what was contributed before.
		let personal_room = limit.checked_sub(own).unwrap_or(TaoBalance::ZERO);
		ensure!(!personal_room.is_zero(), Error::<T>::MaxContributionReached);
		let room = info.cap.checked_sub(info.raised).ok_or(Error::<T>::Underflow)?;
		let amount = offered.min(personal_room).min(room);
		Self::collect(&contributor, &info.funds_account, amount)?;

		info.raised = info.raised.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		if before.is_none() {
			info.contributors_count = info.contributors_count.checked_add(1).ok_or(Error::<T>::Overflow)?;
			CrowdloansOf::<T>::insert(&contributor, crowdloan_id, ());
		}
		Crowdloans::<T>::insert(crowdloan_id, info);
		let contributed = own.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		Contributions::<T>::insert(crowdloan_id, &contributor, contributed);
		Self::deposit_event(Event::Contributed { crowdloan_id, contributor, amount });
		Ok(())
	}

	/// Gives a contributor back what may go.
	pub(crate) fn pay_out(contributor: T::AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
		let mut info = Self::unfinished(crowdloan_id)?;
		let own = Contributions::<T>::get(crowdloan_id, &contributor).ok_or(Error::<T>::NoContribution)?;
		let amount = if contributor == info.creator {
			let beyond = own.checked_sub(info.deposit).ok_or(Error::<T>::Underflow)?;
			ensure!(!beyond.is_zero(), Error::<T>::DepositCannotBeWithdrawn);
			Contributions::<T>::insert(crowdloan_id, &contributor, info.deposit);
			info.raised = info.raised.checked_sub(beyond).ok_or(Error::<T>::Underflow)?;
			beyond
		} else {
			Self::strike_out(&mut info, crowdloan_id, &contributor, own)?;
			own
		};
		Issuance::<T>::transfer(&info.funds_account, &contributor, amount)?;
		Crowdloans::<T>::insert(crowdloan_id, info);
		Self::deposit_event(Event::Withdrew { crowdloan_id, contributor, amount });
		Ok(())
	}

	/// Pays as many contributors back as one call can, and answers how many that were. In the order of the map, so that every
	/// call goes on where the last one stopped.
	pub(crate) fn pay_back(signer: T::AccountId, crowdloan_id: CrowdloanId) -> Result<u32, DispatchError> {
		let mut info = Self::unfinished(crowdloan_id)?;
		ensure!(info.creator == signer, Error::<T>::InvalidOrigin);
		let limit = T::RefundContributorsLimit::get();
		let mut others = Self::contributors(crowdloan_id).filter(|(contributor, _)| *contributor != info.creator);
		let some: Vec<_> = others.by_ref().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect();
		let all = others.next().is_none();
		let mut paid_back: u32 = 0;
		for (contributor, amount) in some {
			Self::strike_out(&mut info, crowdloan_id, &contributor, amount)?;
			Self::give_back(&info.funds_account, &contributor, amount)?;
			// Counts to the limit.
			paid_back = paid_back.saturating_add(1);
		}
		Crowdloans::<T>::insert(crowdloan_id, info);
		Self::deposit_event(if all {
			Event::AllRefunded { crowdloan_id }
		} else {
			Event::PartiallyRefunded { crowdloan_id }
		});
		Ok(paid_back)
	}

	/// Pays a contribution back. Where it is too small to revive an account that is gone (the last one before the cap can be),
	/// it stays where it is and goes to the creator in the end: else nobody could be paid back any more.
	fn give_back(funds_account: &T::AccountId, contributor: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		match Issuance::<T>::transfer(funds_account, contributor, amount) {
			Err(DispatchError::Token(TokenError::BelowMinimum)) => Ok(()),
			result => result,
		}
	}

	/// Takes a contributor and all that he contributed off the books.
	fn strike_out(
		info: &mut CrowdloanInfoOf<T>,
		crowdloan_id: CrowdloanId,
		contributor: &T::AccountId,
		contributed: TaoBalance,
	) -> DispatchResult {
		info.raised = info.raised.checked_sub(contributed).ok_or(Error::<T>::Underflow)?;
		info.contributors_count = info.contributors_count.checked_sub(1).ok_or(Error::<T>::Underflow)?;
		Contributions::<T>::remove(crowdloan_id, contributor);
		if info.target_address.as_ref() != Some(contributor) {
			CrowdloansOf::<T>::remove(contributor, crowdloan_id);
		}
		Ok(())
	}

	/// The crowdloan whose call is running, if any.
	pub fn current() -> Option<(CrowdloanId, CrowdloanInfoOf<T>)> {
		let crowdloan_id = CurrentCrowdloanId::<T>::get()?;
		Some((crowdloan_id, Crowdloans::<T>::get(crowdloan_id)?))
	}

	/// Who has contributed how many RAO, at most `MaxContributors`, in the order of the map. The creator is among them.
	pub fn contributors(crowdloan_id: CrowdloanId) -> impl Iterator<Item = (T::AccountId, TaoBalance)> {
		Contributions::<T>::iter_prefix(crowdloan_id)
	}

	/// Moves all that was raised to `to`, and answers how many RAO that were. For the runtime, within the call of the
	/// crowdloan.
	///
	/// * `InvalidCrowdloanId`: it is not this crowdloan whose call is running.
	/// * `InsufficientBalance` of the protocol: it was taken already.
	pub fn take_raised(crowdloan_id: CrowdloanId, to: &T::AccountId) -> Result<TaoBalance, DispatchError> {
		let current = Self::current().filter(|(current, _)| *current == crowdloan_id);
		let (_, info) = current.ok_or(Error::<T>::InvalidCrowdloanId)?;
		Issuance::<T>::transfer(&info.funds_account, to, info.raised)?;
		Ok(info.raised)
	}
}
