//! What may be published, and its limits. Spec: satellites 1.

use crate::{
	types::UsageTracker, Config, Error, Event, InfoOf, LastBondsReset, LastCommitment, MaxSpace, Pallet, Registration,
	Subnets, UsedSpaceOf, WeightInfo,
};
use frame_support::{ensure, traits::Get, weights::Weight};
use pallet_protocol::{BondsResetOn, MechanismCountCurrent, SubnetEpochIndex, SubnetworkN, Uids};
use sp_runtime::DispatchError;
use taonet_types::NetUid;

impl<T: Config> Pallet<T> {
	/// Whether a hotkey may publish this now, and what it will have used of its space then. The call asks it, and so does whoever
	/// lets a call into a block, since it is free.
	///
	/// # Errors
	///
	/// In this order: `AccountNotAllowedCommit`, `TooManyFieldsInCommitmentInfo`, `SpaceLimitExceeded`.
	pub fn check_commitment(
		who: &T::AccountId,
		netuid: NetUid,
		info: &InfoOf<T>,
	) -> Result<UsageTracker, DispatchError> {
		let is_neuron = Subnets::<T>::exists(netuid) && Uids::<T>::contains_key(netuid, who);
		ensure!(is_neuron, Error::<T>::AccountNotAllowedCommit);
		// Longer lists cannot be decoded; a call from within the chain could hold one.
		let fields = u32::try_from(info.fields.len()).unwrap_or(u32::MAX);
		ensure!(fields <= T::MaxFields::get(), Error::<T>::TooManyFieldsInCommitmentInfo);
		let window = SubnetEpochIndex::<T>::get(netuid);
		let used = UsedSpaceOf::<T>::get(netuid, who)
			.filter(|usage| usage.last_epoch == window)
			.map_or(0, |usage| usage.used_space);
		// More than u64 holds is more than any limit.
		let used_space = used.saturating_add(info.space());
		ensure!(used_space <= u64::from(MaxSpace::<T>::get()), Error::<T>::SpaceLimitExceeded);
		Ok(UsageTracker { last_epoch: window, used_space })
	}

	/// Publishes. Answers what it took.
	///
	/// # Errors
	///
	/// Those of [`Self::check_commitment`]. Nothing is stored then.
	pub(crate) fn publish(netuid: NetUid, who: T::AccountId, info: InfoOf<T>) -> Result<Weight, DispatchError> {
		let usage = Self::check_commitment(&who, netuid, &info)?;
		let block = frame_system::Pallet::<T>::block_number();
		let mut weight = <T as Config>::WeightInfo::set_commitment();
		if info.resets_bonds() {
			LastBondsReset::<T>::insert(netuid, &who, block);
			weight.saturating_accrue(Self::reset_bonds(netuid, &who));
		}
		UsedSpaceOf::<T>::insert(netuid, &who, usage);
		LastCommitment::<T>::insert(netuid, &who, block);
		let first_encrypted = info.first_encrypted();
		Self::store(netuid, &who, Some(Registration { deposit: 0, block, info }));
		Self::deposit_event(match first_encrypted {
			Some(reveal_round) => Event::TimelockCommitment { netuid, who, reveal_round },
			None => Event::Commitment { netuid, who },
		});
		Ok(weight)
	}

	/// Forgets the bonds of all validators on a neuron, where the owner of the subnet allows it.
	fn reset_bonds(netuid: NetUid, who: &T::AccountId) -> Weight {
		let uid = Uids::<T>::get(netuid, who).filter(|_| BondsResetOn::<T>::get(netuid));
		let rows = uid.map_or(0, |uid| Subnets::<T>::forget_bonds_on(netuid, uid));
		<T as Config>::WeightInfo::reset_bonds(rows)
	}

	/// The most that a call takes.
	pub(crate) fn weight_of_setting(netuid: NetUid, info: &InfoOf<T>) -> Weight {
		let weight = <T as Config>::WeightInfo::set_commitment();
		if !info.resets_bonds() {
			return weight;
		}
		let rows = if BondsResetOn::<T>::get(netuid) {
			// Mechanisms with a row for each neuron: both are few.
			u32::from(SubnetworkN::<T>::get(netuid))
				.saturating_mul(MechanismCountCurrent::<T>::get(netuid).get().into())
		} else {
			0
		};
		weight.saturating_add(<T as Config>::WeightInfo::reset_bonds(rows))
	}
}
