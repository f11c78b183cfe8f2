//! What is true of proxies after every block. Spec: satellites 4.

use crate::{pallet::BalanceOf, Announcements, Config, LastCallResult, Pallet, Proxies, RealPaysFee};
use frame_support::{ensure, traits::ReservableCurrency};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::lists_are_in_order()?;
		Self::fees_are_paid_for_proxies_alone()?;
		Self::reserves_cover_deposits()?;
		ensure!(LastCallResult::<T>::iter_keys().next().is_none(), "LastCallResult is set after the end of a block");
		Ok(())
	}

	fn lists_are_in_order() -> Check {
		for (real, (proxies, _)) in Proxies::<T>::iter() {
			ensure!(!proxies.is_empty(), "a list of Proxies is empty");
			ensure!(proxies.is_sorted_by(|one, next| one < next), "Proxies are not in order, or one is there twice");
			ensure!(proxies.iter().all(|proxy| proxy.delegate != real), "an account is its own proxy");
		}
		let mut announcements = Announcements::<T>::iter_values();
		ensure!(announcements.all(|(pending, _)| !pending.is_empty()), "a list of Announcements is empty");
		Ok(())
	}

	fn fees_are_paid_for_proxies_alone() -> Check {
		for (real, delegate) in RealPaysFee::<T>::iter_keys() {
			let (proxies, _) = Proxies::<T>::get(&real);
			ensure!(
				proxies.iter().any(|proxy| proxy.delegate == delegate),
				"RealPaysFee is set for an account that is no proxy"
			);
		}
		Ok(())
	}

	/// Over all accounts: the deposit of a pure account lies with its spawner, and nothing tells with whom.
	fn reserves_cover_deposits() -> Check {
		let proxies =
			Proxies::<T>::iter_values().fold(BalanceOf::<T>::zero(), |sum, (_, deposit)| deposit.saturating_add(sum));
		let deposits = Announcements::<T>::iter_values().fold(proxies, |sum, (_, deposit)| sum.saturating_add(deposit));
		let reserved = frame_system::Account::<T>::iter_keys()
			.fold(BalanceOf::<T>::zero(), |sum, who| T::Currency::reserved_balance(&who).saturating_add(sum));
		ensure!(reserved >= deposits, "less is reserved than deposits were made");
		Ok(())
	}
}
