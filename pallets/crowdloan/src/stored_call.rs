//! The call of a crowdloan: how it is kept, and how it runs. The crate's documentation says why it is weighed in advance.

use crate::{
	pallet::BoundedCallOf, weights::carrying, CallGuard, Config, CrowdloanId, CurrentCrowdloanId, Error, Pallet,
	StoredCall, StoredCalls,
};
use codec::Encode;
use frame_support::{
	dispatch::{extract_actual_weight, DispatchInfo, GetDispatchInfo},
	ensure,
	traits::{QueryPreimage, StorePreimage},
	weights::Weight,
};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{traits::Dispatchable, DispatchError};

/// How much heavier a call may have become since it was stored.
const HEADROOM: u64 = 2;

impl<T: Config> Pallet<T> {
	/// Keeps the call, and notes what it weighs. `Exhausted`: it is too long to be kept.
	pub(crate) fn store_call(
		crowdloan_id: CrowdloanId,
		call: <T as Config>::RuntimeCall,
	) -> Result<BoundedCallOf<T>, DispatchError> {
		let weight = call.get_dispatch_info().call_weight;
		let room = weight.saturating_mul(HEADROOM).saturating_add(carrying(call.encoded_size()));
		let since = frame_system::Pallet::<T>::block_number();
		StoredCalls::<T>::insert(crowdloan_id, StoredCall { room, since });
		T::Preimages::bound(call)
	}

	/// Runs the call by `origin`, which is that of the creator, and forgets it. Answers its weight, also with an error.
	pub(crate) fn run(
		origin: OriginFor<T>,
		creator: &T::AccountId,
		crowdloan_id: CrowdloanId,
		stored: &BoundedCallOf<T>,
	) -> Result<Weight, (DispatchError, Weight)> {
		let (call, info, read) =
			Self::read_call(crowdloan_id, stored).map_err(|error| (error.into(), Weight::zero()))?;
		T::CallGuard::check(creator, &call).map_err(|error| (error, read))?;
		CurrentCrowdloanId::<T>::put(crowdloan_id);
		let result = call.dispatch(origin);
		CurrentCrowdloanId::<T>::kill();
		let weight = read.saturating_add(extract_actual_weight(&result, &info));
		result.map_err(|failure| (failure.error, weight))?;
		T::Preimages::drop(stored);
		StoredCalls::<T>::remove(crowdloan_id);
		Ok(weight)
	}

	/// The call, what is known of it, and what it weighs to read it; `CallUnavailable` unless `finalize` has declared it all.
	fn read_call(
		crowdloan_id: CrowdloanId,
		stored: &BoundedCallOf<T>,
	) -> Result<(<T as Config>::RuntimeCall, DispatchInfo, Weight), Error<T>> {
		let StoredCall { room, since } = StoredCalls::<T>::get(crowdloan_id).ok_or(Error::<T>::CallUnavailable)?;
		ensure!(since < frame_system::Pallet::<T>::block_number(), Error::<T>::CallUnavailable);
		let (call, _) = T::Preimages::peek(stored).map_err(|_| Error::<T>::CallUnavailable)?;
		let call: <T as Config>::RuntimeCall = call;
		let (info, read) = (call.get_dispatch_info(), carrying(call.encoded_size()));
		ensure!(info.call_weight.saturating_add(read).all_lte(room), Error::<T>::CallUnavailable);
		Ok((call, info, read))
	}
}
