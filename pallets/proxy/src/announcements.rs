//! What is announced, taken back and rejected.

use crate::{
	pallet::{AnnouncementOf, CallHashOf},
	Announcement, Announcements, Config, Error, Event, Pallet,
};
use frame_support::{dispatch::DispatchResult, ensure};

impl<T: Config> Pallet<T> {
	/// Keeps that a delegate will make a call.
	pub(crate) fn announce_call(
		delegate: T::AccountId,
		real: T::AccountId,
		call_hash: CallHashOf<T>,
	) -> DispatchResult {
		Self::find_proxy(&real, &delegate, None)?;
		let height = frame_system::Pallet::<T>::block_number();
		let announcement = Announcement { real: real.clone(), call_hash, height };
		Announcements::<T>::try_mutate(&delegate, |(pending, deposit)| -> DispatchResult {
			pending.try_push(announcement).map_err(|_| Error::<T>::TooMany)?;
			let cost = Self::announcement_deposit(pending.len());
			Self::change_deposit(&delegate, *deposit, cost)?;
			*deposit = cost;
			Ok(())
		})?;
		Self::deposit_event(Event::Announced { real, proxy: delegate, call_hash });
		Ok(())
	}

	/// Forgets some of what a delegate has announced, and gives back what it has cost.
	///
	/// # Errors
	///
	/// `NotFound` if none is among them.
	pub(crate) fn forget_announcements(
		delegate: &T::AccountId,
		is_forgotten: impl Fn(&AnnouncementOf<T>) -> bool,
	) -> DispatchResult {
		Announcements::<T>::try_mutate_exists(delegate, |stored| {
			let (mut pending, deposit) = stored.take().ok_or(Error::<T>::NotFound)?;
			let before = pending.len();
			pending.retain(|announcement| !is_forgotten(announcement));
			ensure!(pending.len() < before, Error::<T>::NotFound);
			let cost = Self::announcement_deposit(pending.len());
			Self::change_deposit(delegate, deposit, cost)?;
			if !pending.is_empty() {
				*stored = Some((pending, cost));
			}
			Ok(())
		})
	}
}
