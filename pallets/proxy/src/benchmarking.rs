//! How long calls take with lists that are as long as they can be.

use crate::{
	pallet::{AccountIdLookupOf, BalanceOf, CallHashOf},
	Announcements, Call, Config, Pallet, Proxies, RealPaysFee,
};
use alloc::{boxed::Box, vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{Currency, Get};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{Hash, Saturating, StaticLookup, Zero},
	DispatchError, DispatchResult,
};

fn endow<T: Config>(who: &T::AccountId) {
	T::Currency::make_free_balance_be(who, BalanceOf::<T>::from(u32::MAX).saturating_mul(1_000_u32.into()));
}

/// An account with money.
fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	endow::<T>(&who);
	who
}

fn named<T: Config>(who: &T::AccountId) -> AccountIdLookupOf<T> {
	T::Lookup::unlookup(who.clone())
}

fn add<T: Config>(real: &T::AccountId, delegate: &T::AccountId) -> DispatchResult {
	Pallet::<T>::add_proxy_delegate(real, delegate.clone(), T::ProxyType::default(), Zero::zero())
}

/// The account that has as many proxies as it can, each of which it pays for, and the last of them.
fn scene<T: Config>() -> Result<(T::AccountId, T::AccountId), DispatchError> {
	let real = rich::<T>("real", 0);
	let delegates = T::MaxProxies::get();
	for index in 0..delegates {
		let delegate = rich::<T>("delegate", index);
		add::<T>(&real, &delegate)?;
		RealPaysFee::<T>::insert(&real, &delegate, ());
	}
	let (proxies, _) = Proxies::<T>::get(&real);
	let last = proxies.last().map(|proxy| proxy.delegate.clone());
	Ok((real, last.ok_or(DispatchError::Other("no proxies"))?))
}

fn remark<T: Config>() -> <T as Config>::RuntimeCall {
	frame_system::Call::<T>::remark { remark: vec![] }.into()
}

fn hash<T: Config>() -> CallHashOf<T> {
	T::CallHasher::hash_of(&remark::<T>())
}

/// Has the delegate announce as much as it can: the call of [`remark`] first or last, other calls else.
fn announce_all<T: Config>(real: &T::AccountId, delegate: &T::AccountId, room: u32) -> DispatchResult {
	for other in 1..T::MaxPending::get().saturating_sub(room) {
		Pallet::<T>::announce_call(delegate.clone(), real.clone(), T::CallHasher::hash_of(&other))?;
	}
	Pallet::<T>::announce_call(delegate.clone(), real.clone(), hash::<T>())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn proxy() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(delegate), named::<T>(&real), None, Box::new(remark::<T>()));
		assert_eq!(crate::LastCallResult::<T>::get(&real), Some(Ok(())));
		Ok(())
	}

	#[benchmark]
	fn proxy_announced() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		announce_all::<T>(&real, &delegate, 0)?;
		let call = Box::new(remark::<T>());
		#[extrinsic_call]
		_(RawOrigin::Signed(rich::<T>("anybody", 0)), named::<T>(&delegate), named::<T>(&real), None, call);
		assert_eq!(crate::LastCallResult::<T>::get(&real), Some(Ok(())));
		Ok(())
	}

	#[benchmark]
	fn add_proxy() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		Pallet::<T>::remove_proxy_delegate(&real, delegate.clone(), T::ProxyType::default(), Zero::zero())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(real.clone()), named::<T>(&delegate), T::ProxyType::default(), Zero::zero());
		assert_eq!(Proxies::<T>::get(&real).0.len(), T::MaxProxies::get() as usize);
		Ok(())
	}

	#[benchmark]
	fn remove_proxy() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(real.clone()), named::<T>(&delegate), T::ProxyType::default(), Zero::zero());
		assert!(!RealPaysFee::<T>::contains_key(&real, &delegate));
		Ok(())
	}

	#[benchmark]
	fn remove_proxies() -> Result<(), BenchmarkError> {
		let (real, _) = scene::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(real.clone()));
		assert!(!Proxies::<T>::contains_key(&real));
		Ok(())
	}

	#[benchmark]
	fn create_pure() -> Result<(), BenchmarkError> {
		let spawner = rich::<T>("spawner", 0);
		let before = Proxies::<T>::iter_keys().count();
		#[extrinsic_call]
		_(RawOrigin::Signed(spawner), T::ProxyType::default(), Zero::zero(), 0);
		assert_eq!(Proxies::<T>::iter_keys().count(), before.saturating_add(1));
		Ok(())
	}

	#[benchmark]
	fn kill_pure() -> Result<(), BenchmarkError> {
		let spawner = rich::<T>("spawner", 0);
		let when = (
			frame_system::Pallet::<T>::block_number(),
			frame_system::Pallet::<T>::extrinsic_index().unwrap_or_default(),
		);
		let pure = Pallet::<T>::pure_account(&spawner, &T::ProxyType::default(), 0, when)?;
		Pallet::<T>::spawn(spawner.clone(), T::ProxyType::default(), Zero::zero(), 0)?;
		endow::<T>(&pure);
		for index in 1..T::MaxProxies::get() {
			let delegate = rich::<T>("delegate", index);
			add::<T>(&pure, &delegate)?;
			RealPaysFee::<T>::insert(&pure, &delegate, ());
		}
		let (height, extrinsic): (BlockNumberFor<T>, u32) = when;
		let kind = T::ProxyType::default();
		#[extrinsic_call]
		_(RawOrigin::Signed(pure.clone()), named::<T>(&spawner), kind, 0, height, extrinsic);
		assert!(!Proxies::<T>::contains_key(&pure));
		Ok(())
	}

	#[benchmark]
	fn announce() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		announce_all::<T>(&real, &delegate, 1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(delegate.clone()), named::<T>(&real), hash::<T>());
		assert_eq!(Announcements::<T>::get(&delegate).0.len(), T::MaxPending::get() as usize);
		Ok(())
	}

	#[benchmark]
	fn remove_announcement() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		announce_all::<T>(&real, &delegate, 0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(delegate.clone()), named::<T>(&real), hash::<T>());
		assert_eq!(Announcements::<T>::get(&delegate).0.len(), T::MaxPending::get().saturating_sub(1) as usize);
		Ok(())
	}

	#[benchmark]
	fn reject_announcement() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		announce_all::<T>(&real, &delegate, 0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(real), named::<T>(&delegate), hash::<T>());
		assert_eq!(Announcements::<T>::get(&delegate).0.len(), T::MaxPending::get().saturating_sub(1) as usize);
		Ok(())
	}

	#[benchmark]
	fn poke_deposit() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		// Who has both lists.
		add::<T>(&delegate, &real)?;
		for index in 1..T::MaxProxies::get() {
			add::<T>(&delegate, &account("other", index, 0))?;
		}
		announce_all::<T>(&real, &delegate, 0)?;
		let one = BalanceOf::<T>::from(1_u32);
		Proxies::<T>::mutate(&delegate, |(_, deposit)| *deposit = deposit.saturating_sub(one));
		Announcements::<T>::mutate(&delegate, |(_, deposit)| *deposit = deposit.saturating_sub(one));
		#[extrinsic_call]
		_(RawOrigin::Signed(delegate.clone()));
		assert_eq!(Proxies::<T>::get(&delegate).1, Pallet::<T>::deposit(T::MaxProxies::get() as usize));
		Ok(())
	}

	#[benchmark]
	fn set_real_pays_fee() -> Result<(), BenchmarkError> {
		let (real, delegate) = scene::<T>()?;
		RealPaysFee::<T>::remove(&real, &delegate);
		#[extrinsic_call]
		_(RawOrigin::Signed(real.clone()), named::<T>(&delegate), true);
		assert!(RealPaysFee::<T>::contains_key(&real, &delegate));
		Ok(())
	}
}
