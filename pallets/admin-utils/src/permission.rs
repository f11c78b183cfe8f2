//! Who may set something, and when. Spec: subnets 4.
//!
//! The checks come in this order: the origin, the rate limit (owners only), the freeze window, the subnet's existence.
//! The bounds of the value follow in each call. A rate limit is counted here already, and that is undone with all else
//! when the value turns out to be out of bounds.

use crate::{Config, Error, Pallet};
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::ensure_root;
use pallet_protocol::types::Hyperparameter;
use pallet_subnets::{Authority, Pallet as Subnets, RateLimit};
use sp_runtime::DispatchError;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Lets the owner pass once in `OwnerHyperparamRateLimit` tempos for each parameter, and root; not in the freeze
	/// window.
	///
	/// # Errors
	///
	/// `BadOrigin`, `TxRateLimitExceeded`, `AdminActionProhibitedDuringWeightsWindow`, `SubnetDoesNotExist`.
	pub(crate) fn owner_sets(
		origin: T::RuntimeOrigin,
		netuid: NetUid,
		parameter: Hyperparameter,
	) -> Result<Authority<T::AccountId>, DispatchError> {
		let authority = Self::owner_does(origin, netuid, |_, netuid| RateLimit::Hyperparameter(netuid, parameter))?;
		Self::ensure_exists(netuid)?;
		Ok(authority)
	}

	/// The same without a rate limit.
	///
	/// # Errors
	///
	/// `BadOrigin`, `AdminActionProhibitedDuringWeightsWindow`, `SubnetDoesNotExist`.
	pub(crate) fn owner_sets_at_will(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
		Subnets::<T>::ensure_owner_or_root(origin, netuid)?;
		Subnets::<T>::ensure_not_frozen(netuid)?;
		Self::ensure_exists(netuid)
	}

	/// Lets the owner pass within a limit, and root; not in the freeze window. The subnet may not exist when root asks.
	///
	/// # Errors
	///
	/// `BadOrigin`, `TxRateLimitExceeded`, `AdminActionProhibitedDuringWeightsWindow`.
	pub(crate) fn owner_does(
		origin: T::RuntimeOrigin,
		netuid: NetUid,
		limit: impl FnOnce(T::AccountId, NetUid) -> RateLimit<T::AccountId>,
	) -> Result<Authority<T::AccountId>, DispatchError> {
		let authority = Subnets::<T>::ensure_owner_or_root(origin, netuid)?;
		if let Authority::Owner(coldkey) = &authority {
			Subnets::<T>::pass_rate_limit(limit(coldkey.clone(), netuid))?;
		}
		Subnets::<T>::ensure_not_frozen(netuid)?;
		Ok(authority)
	}

	/// Lets root pass, at any time.
	///
	/// # Errors
	///
	/// `BadOrigin`, `SubnetDoesNotExist`.
	pub(crate) fn root_sets(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
		ensure_root(origin)?;
		Self::ensure_exists(netuid)
	}

	/// Lets root pass, but not in the freeze window.
	///
	/// # Errors
	///
	/// `BadOrigin`, `AdminActionProhibitedDuringWeightsWindow`, `SubnetDoesNotExist`.
	pub(crate) fn root_sets_outside_window(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
		ensure_root(origin)?;
		Subnets::<T>::ensure_not_frozen(netuid)?;
		Self::ensure_exists(netuid)
	}

	/// # Errors
	///
	/// `SubnetDoesNotExist`.
	pub(crate) fn ensure_exists(netuid: NetUid) -> DispatchResult {
		ensure!(Subnets::<T>::exists(netuid), Error::<T>::SubnetDoesNotExist);
		Ok(())
	}

	/// # Errors
	///
	/// `NotPermittedOnRootSubnet`.
	pub(crate) fn ensure_not_root(netuid: NetUid) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::NotPermittedOnRootSubnet);
		Ok(())
	}
}
