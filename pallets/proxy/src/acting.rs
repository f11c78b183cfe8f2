//! Making calls in another's name.

use crate::{
	pallet::{CallHashOf, DefinitionOf},
	AnnouncementOf, Announcements, Call, Config, Error, Event, LastCallResult, Pallet, Proxies,
};
use frame_support::{
	ensure,
	traits::{InstanceFilter, IsSubType, IsType, OriginTrait},
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{Dispatchable, Hash, Saturating, Zero},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// As what the delegate may act for the account: its first proxy, or its first of that type.
	///
	/// # Errors
	///
	/// `NotProxy`.
	pub fn find_proxy(
		real: &T::AccountId,
		delegate: &T::AccountId,
		force_proxy_type: Option<T::ProxyType>,
	) -> Result<DefinitionOf<T>, DispatchError> {
		let is_meant = |proxy_type: &T::ProxyType| force_proxy_type.as_ref().is_none_or(|forced| forced == proxy_type);
		let (proxies, _) = Proxies::<T>::get(real);
		let found = proxies.into_iter().find(|proxy| proxy.delegate == *delegate && is_meant(&proxy.proxy_type));
		Ok(found.ok_or(Error::<T>::NotProxy)?)
	}

	/// As [`find_proxy`](Self::find_proxy), for what was not announced.
	///
	/// # Errors
	///
	/// `NotProxy`, `Unannounced`.
	pub fn undelayed_proxy(
		real: &T::AccountId,
		delegate: &T::AccountId,
		force_proxy_type: Option<T::ProxyType>,
	) -> Result<DefinitionOf<T>, DispatchError> {
		let definition = Self::find_proxy(real, delegate, force_proxy_type)?;
		ensure!(definition.delay.is_zero(), Error::<T>::Unannounced);
		Ok(definition)
	}

	/// As what the delegate may make this call now that it has announced.
	///
	/// # Errors
	///
	/// `NotProxy`, `Unannounced`.
	pub fn announced_proxy(
		real: &T::AccountId,
		delegate: &T::AccountId,
		force_proxy_type: Option<T::ProxyType>,
		call: &<T as Config>::RuntimeCall,
	) -> Result<DefinitionOf<T>, DispatchError> {
		let definition = Self::find_proxy(real, delegate, force_proxy_type)?;
		let is_ripe = Self::ripe(real, &definition, call);
		let (pending, _) = Announcements::<T>::get(delegate);
		ensure!(pending.iter().any(is_ripe), Error::<T>::Unannounced);
		Ok(definition)
	}

	/// Whether a proxy of this type may make the call: its type allows it, it gives or takes no proxy that may more than itself,
	/// and only who may do everything removes all proxies.
	pub fn permits(proxy_type: &T::ProxyType, call: &<T as Config>::RuntimeCall) -> bool {
		let may_more = match IsSubType::<Call<T>>::is_sub_type(call) {
			Some(Call::add_proxy { proxy_type: other, .. } | Call::remove_proxy { proxy_type: other, .. }) => {
				!proxy_type.is_superset(other)
			},
			Some(Call::remove_proxies {} | Call::kill_pure { .. }) => *proxy_type != T::ProxyType::default(),
			_ => false,
		};
		!may_more && proxy_type.filter(call)
	}

	/// Forgets the announcements of this call that are old enough.
	pub(crate) fn forget_ripe(
		delegate: &T::AccountId,
		real: &T::AccountId,
		definition: &DefinitionOf<T>,
		call: &<T as Config>::RuntimeCall,
	) -> DispatchResult {
		let is_ripe = Self::ripe(real, definition, call);
		Ok(Self::forget_announcements(delegate, is_ripe).map_err(|_| Error::<T>::Unannounced)?)
	}

	/// Whether an announcement is one of this call for this account, and old enough.
	fn ripe<'a>(
		real: &'a T::AccountId,
		definition: &'a DefinitionOf<T>,
		call: &<T as Config>::RuntimeCall,
	) -> impl Fn(&AnnouncementOf<T>) -> bool + 'a {
		let call_hash: CallHashOf<T> = T::CallHasher::hash_of(call);
		let now: BlockNumberFor<T> = frame_system::Pallet::<T>::block_number();
		move |pending| {
			pending.real == *real
				&& pending.call_hash == call_hash
				&& now.saturating_sub(pending.height) >= definition.delay
		}
	}

	/// Makes a call as the real account, within what a proxy of this type may.
	pub(crate) fn act(real: T::AccountId, proxy_type: T::ProxyType, call: <T as Config>::RuntimeCall) {
		// Whatever filter the delegate's own call ran in has no say in what the real account does.
		let mut origin = T::RuntimeOrigin::from(RawOrigin::Signed(real.clone()));
		origin.add_filter(move |call: &<T as frame_system::Config>::RuntimeCall| {
			Self::permits(&proxy_type, <T as Config>::RuntimeCall::from_ref(call))
		});
		let result = call.dispatch(origin).map(|_| ()).map_err(|failed| failed.error);
		LastCallResult::<T>::insert(real, result);
		Self::deposit_event(Event::ProxyExecuted { result });
	}
}
