//! Who owns which hotkey, and how the owners present themselves. Spec: staking 2 and 3, subnets 8.2.

use crate::{Config, Error, HotkeysOfColdkey, Pallet, Protocol, ProtocolEvent, SlotsOfColdkey, StakedBefore};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	domains::KeyCalls, types::ChainIdentityV2, Delegates, IdentitiesV2, OwnedHotkeys, Owner, StakingHotkeys,
};

impl<T: Config> Pallet<T> {
	/// # Errors
	///
	/// `CannotUseSystemAccount` for the account of a subnet.
	pub fn ensure_no_subnet_account(hotkey: &T::AccountId) -> DispatchResult {
		ensure!(!Issuance::<T>::is_subnet_account(hotkey), Error::<T>::CannotUseSystemAccount);
		Ok(())
	}

	/// The coldkey that owns a hotkey; none if nobody has claimed it.
	pub fn owner_of(hotkey: &T::AccountId) -> Option<T::AccountId> {
		Owner::<T>::try_get(hotkey).ok()
	}

	/// Gives the hotkey to the coldkey if nobody owns it yet; otherwise does nothing. Spec: staking 2.
	///
	/// # Errors
	///
	/// `CannotUseSystemAccount`.
	pub fn create_account(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
		Self::ensure_no_subnet_account(hotkey)?;
		if !Owner::<T>::contains_key(hotkey) {
			Owner::<T>::insert(hotkey, coldkey);
			// Neither list is read, since it may be long.
			OwnedHotkeys::<T>::append(coldkey, hotkey);
			HotkeysOfColdkey::<T>::insert(coldkey, hotkey, ());
			Self::list_owned(coldkey, hotkey);
		}
		Ok(())
	}

	/// Whether the coldkey owns the hotkey.
	pub fn owns(coldkey: &T::AccountId, hotkey: &T::AccountId) -> bool {
		Self::owner_of(hotkey).as_ref() == Some(coldkey)
	}

	/// # Errors
	///
	/// `NonAssociatedColdKey` if another coldkey owns the hotkey, or none does.
	pub fn ensure_owns(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
		ensure!(Self::owns(coldkey, hotkey), Error::<T>::NonAssociatedColdKey);
		Ok(())
	}

	/// Makes a delegate of the hotkey, with the take that it has or else the default one. Spec: staking 3.
	pub fn make_delegate(hotkey: &T::AccountId) {
		if !Delegates::<T>::contains_key(hotkey) {
			Delegates::<T>::insert(hotkey, Delegates::<T>::get(hotkey));
		}
	}

	/// Stores the take of a delegate, a u16 proportion. Which one is allowed is for the caller to check.
	pub fn store_take(hotkey: &T::AccountId, take: u16) {
		Delegates::<T>::insert(hotkey, take);
	}

	/// Puts a hotkey on the list of those that a coldkey owns or has ever staked to, if it is not there yet. The list is not
	/// read, since it may be long.
	pub fn note_staking_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		// What the coldkey owns has been listed since it was claimed.
		if !Self::owns(coldkey, hotkey) && !StakedBefore::<T>::contains_key(coldkey, hotkey) {
			StakedBefore::<T>::insert(coldkey, hotkey, ());
			StakingHotkeys::<T>::append(coldkey, hotkey);
		}
	}

	/// The same for a hotkey that has just become the coldkey's.
	pub(crate) fn list_owned(coldkey: &T::AccountId, hotkey: &T::AccountId) {
		if StakedBefore::<T>::take(coldkey, hotkey).is_none() {
			StakingHotkeys::<T>::append(coldkey, hotkey);
		}
	}

	/// Counts that a hotkey has got a slot. Only if somebody owns it does that matter.
	pub(crate) fn count_slot(hotkey: &T::AccountId) {
		if let Some(coldkey) = Self::owner_of(hotkey) {
			Self::count_slot_of(&coldkey);
		}
	}

	pub(crate) fn count_slot_of(coldkey: &T::AccountId) {
		// There are no more slots than 4096 subnets of 256 neurons.
		SlotsOfColdkey::<T>::mutate(coldkey, |slots| *slots = slots.saturating_add(1));
	}

	/// Counts that a hotkey has lost a slot.
	pub(crate) fn uncount_slot(hotkey: &T::AccountId) {
		if let Some(coldkey) = Self::owner_of(hotkey) {
			Self::uncount_slot_of(&coldkey);
		}
	}

	pub(crate) fn uncount_slot_of(coldkey: &T::AccountId) {
		SlotsOfColdkey::<T>::mutate_exists(coldkey, |slots| {
			*slots = slots.and_then(|slots| slots.checked_sub(1)).filter(|slots| *slots > 0);
		});
	}
}

impl<T: Config> KeyCalls<T> for Pallet<T> {
	fn try_associate_hotkey(coldkey: T::AccountId, hotkey: T::AccountId) -> DispatchResult {
		Self::create_account(&coldkey, &hotkey)
	}

	fn set_identity(coldkey: T::AccountId, identity: ChainIdentityV2) -> DispatchResult {
		ensure!(SlotsOfColdkey::<T>::contains_key(&coldkey), Error::<T>::HotKeyNotRegisteredInNetwork);
		ensure!(is_within_limits(&identity), Error::<T>::InvalidIdentity);
		IdentitiesV2::<T>::insert(&coldkey, identity);
		Protocol::<T>::deposit_event(ProtocolEvent::ChainIdentitySet(coldkey));
		Ok(())
	}
}

/// Whether each text has at most the bytes it may have. Spec: subnets 8.2.
fn is_within_limits(identity: &ChainIdentityV2) -> bool {
	let ChainIdentityV2 { name, url, github_repo, image, discord, description, additional } = identity;
	[
		(name, 256),
		(url, 256),
		(github_repo, 256),
		(image, 1024),
		(discord, 256),
		(description, 1024),
		(additional, 1024),
	]
	.into_iter()
	.all(|(text, most)| text.len() <= most)
}
