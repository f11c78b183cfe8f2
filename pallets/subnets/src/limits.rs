//! How often things may be done, and when hyperparameters stand still. Spec: consensus 3.5 and 10.

use crate::{Config, Error, Pallet};
use codec::Decode;
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use pallet_protocol::{
	domains::Waits,
	now,
	types::{Hyperparameter, RateLimitKey, TransactionType},
	AdminFreezeWindow, LastRateLimitedBlock, NetworkRateLimit, OwnerHyperparamRateLimit, PendingEpochAt, SubnetOwner,
	Tempo, TransactionKeyLastBlock, WeightsVersionKeyRateLimit,
};
use taonet_types::NetUid;

/// Blocks between two namings of a subnet's owner hotkey.
const OWNER_HOTKEY_INTERVAL: u64 = 50_400;
/// Blocks between two changes of a subnet's tempo by its owner.
const TEMPO_INTERVAL: u64 = 360;

/// What owners do only so often.
const OF_OWNERS: [TransactionType; 5] = [
	TransactionType::SetWeightsVersionKey,
	TransactionType::MechanismCountUpdate,
	TransactionType::MechanismEmission,
	TransactionType::MaxUidsTrimming,
	TransactionType::TempoUpdate,
];
/// What is done for hotkeys only so often.
const OF_HOTKEYS: [TransactionType; 2] = [TransactionType::SetChildren, TransactionType::SetChildkeyTake];

/// Something on a subnet that may be done only so often. Root is held back by [`Self::OwnerHotkey`] alone: callers ask
/// about the others only for an owner.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RateLimit<AccountId> {
	/// A change of one hyperparameter: once in `OwnerHyperparamRateLimit` tempos, whoever owns the subnet.
	Hyperparameter(NetUid, Hyperparameter),
	/// Naming the owner hotkey: once in 50 400 blocks, whoever does it.
	OwnerHotkey(NetUid),
	/// A change of the weights version key by a coldkey: once in `WeightsVersionKeyRateLimit` tempos.
	WeightsVersionKey(AccountId, NetUid),
	/// A change of the number of mechanisms by a coldkey: once in `MechanismInterval` blocks.
	MechanismCount(AccountId, NetUid),
	/// A change of the mechanisms' shares by a coldkey: once in `MechanismInterval` blocks.
	MechanismSplit(AccountId, NetUid),
	/// Trimming by a coldkey: once in `TrimmingInterval` blocks.
	Trimming(AccountId, NetUid),
	/// A change of the tempo by a coldkey: once in 360 blocks.
	Tempo(AccountId, NetUid),
	/// Children chosen by a hotkey: once in as many blocks as the network was started with. Spec: staking 8.1.
	SetChildren(AccountId, NetUid),
}

/// Where the block of the last time is stored.
enum Place<AccountId> {
	Shared(RateLimitKey<AccountId>),
	OfAccount(AccountId, NetUid, TransactionType),
}

impl<AccountId> RateLimit<AccountId> {
	/// Least number of blocks from one time to the next; 0 for no limit.
	fn interval<T: Config>(&self) -> u64 {
		match self {
			Self::Hyperparameter(netuid, _) => tempos::<T>(*netuid, OwnerHyperparamRateLimit::<T>::get().into()),
			Self::OwnerHotkey(_) => OWNER_HOTKEY_INTERVAL,
			Self::WeightsVersionKey(_, netuid) => tempos::<T>(*netuid, WeightsVersionKeyRateLimit::<T>::get()),
			Self::MechanismCount(..) | Self::MechanismSplit(..) => T::MechanismInterval::get(),
			Self::Trimming(..) => T::TrimmingInterval::get(),
			Self::Tempo(..) => TEMPO_INTERVAL,
			Self::SetChildren(..) => T::Waits::set_children(),
		}
	}

	fn place(self) -> Place<AccountId> {
		use TransactionType::*;
		match self {
			Self::Hyperparameter(netuid, parameter) => {
				Place::Shared(RateLimitKey::OwnerHyperparamUpdate(netuid, parameter))
			},
			Self::OwnerHotkey(netuid) => Place::Shared(RateLimitKey::SetSNOwnerHotkey(netuid)),
			Self::WeightsVersionKey(coldkey, netuid) => Place::OfAccount(coldkey, netuid, SetWeightsVersionKey),
			Self::MechanismCount(coldkey, netuid) => Place::OfAccount(coldkey, netuid, MechanismCountUpdate),
			Self::MechanismSplit(coldkey, netuid) => Place::OfAccount(coldkey, netuid, MechanismEmission),
			Self::Trimming(coldkey, netuid) => Place::OfAccount(coldkey, netuid, MaxUidsTrimming),
			Self::Tempo(coldkey, netuid) => Place::OfAccount(coldkey, netuid, TempoUpdate),
			Self::SetChildren(hotkey, netuid) => Place::OfAccount(hotkey, netuid, SetChildren),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Checks a limit and counts this block as the last time. A call that fails later on records nothing, since FRAME
	/// undoes it.
	///
	/// # Errors
	///
	/// `TxRateLimitExceeded`.
	pub fn pass_rate_limit(limit: RateLimit<T::AccountId>) -> DispatchResult {
		let interval = limit.interval::<T>();
		let pass = |last: &mut u64| {
			ensure!(has_passed::<T>(*last, interval), Error::<T>::TxRateLimitExceeded);
			*last = now::<T>();
			Ok(())
		};
		match limit.place() {
			Place::Shared(key) => LastRateLimitedBlock::<T>::try_mutate(key, pass),
			Place::OfAccount(account, netuid, kind) => {
				TransactionKeyLastBlock::<T>::try_mutate((account, netuid, kind.number()), pass)
			},
		}
	}

	/// Whether `NetworkRateLimit` blocks have passed since the last subnet was created, on the whole chain. Spec:
	/// subnets 2.1.
	///
	/// # Errors
	///
	/// `NetworkTxRateLimitExceeded`.
	pub fn ensure_may_register_network() -> DispatchResult {
		let passed = has_passed::<T>(Self::network_last_registered(), NetworkRateLimit::<T>::get());
		ensure!(passed, Error::<T>::NetworkTxRateLimitExceeded);
		Ok(())
	}

	/// Block in which the last subnet was created, which the lock cost is counted from; 0 if none was. Spec: subnets
	/// 2.5.
	pub fn network_last_registered() -> u64 {
		LastRateLimitedBlock::<T>::get(RateLimitKey::NetworkLastRegistered)
	}

	/// Counts this block as that of the last creation of a subnet.
	pub fn note_network_registered() {
		LastRateLimitedBlock::<T>::insert(RateLimitKey::NetworkLastRegistered, now::<T>());
	}

	/// Block in which a delegate's take was last changed; 0 if it never was. Spec: staking 3.
	pub fn delegate_take_last_changed(hotkey: &T::AccountId) -> u64 {
		LastRateLimitedBlock::<T>::get(RateLimitKey::LastTxBlockDelegateTake(hotkey.clone()))
	}

	/// Counts this block as that of the last change of a delegate's take.
	pub fn note_delegate_take_changed(hotkey: &T::AccountId) {
		LastRateLimitedBlock::<T>::insert(RateLimitKey::LastTxBlockDelegateTake(hotkey.clone()), now::<T>());
	}

	/// Block in which a hotkey's childkey take was last set on a subnet; 0 if it never was. Spec: staking 8.3.
	pub fn childkey_take_last_set(hotkey: &T::AccountId, netuid: NetUid) -> u64 {
		TransactionKeyLastBlock::<T>::get((hotkey, netuid, TransactionType::SetChildkeyTake.number()))
	}

	/// Counts this block as that in which a hotkey's childkey take was last set on a subnet.
	pub fn note_childkey_take_set(hotkey: &T::AccountId, netuid: NetUid) {
		let key = (hotkey, netuid, TransactionType::SetChildkeyTake.number());
		TransactionKeyLastBlock::<T>::insert(key, now::<T>());
	}

	/// Forgets when a hotkey last lent stake on a subnet, and last set its childkey take there. Whoever has a list of such
	/// hotkeys calls this when the subnet is dissolved.
	pub fn forget_children_limits(hotkey: &T::AccountId, netuid: NetUid) {
		for kind in OF_HOTKEYS {
			TransactionKeyLastBlock::<T>::remove((hotkey, netuid, kind.number()));
		}
	}

	/// Block in which a coldkey last swapped a key; 0 if it never did. Spec: staking 11 and 12.
	pub fn key_last_swapped(coldkey: &T::AccountId) -> u64 {
		LastRateLimitedBlock::<T>::get(RateLimitKey::LastTxBlock(coldkey.clone()))
	}

	/// Counts this block as that of a coldkey's last swap of a key.
	pub fn note_key_swapped(coldkey: &T::AccountId) {
		LastRateLimitedBlock::<T>::insert(RateLimitKey::LastTxBlock(coldkey.clone()), now::<T>());
	}

	/// Whether the subnet's hyperparameters stand still because its next epoch is near. Spec: consensus 3.5.
	pub fn is_frozen(netuid: NetUid) -> bool {
		Self::blocks_until_epoch(netuid).is_some_and(|remaining| {
			PendingEpochAt::<T>::get(netuid) > now::<T>() || remaining < u64::from(AdminFreezeWindow::<T>::get())
		})
	}

	/// # Errors
	///
	/// `AdminActionProhibitedDuringWeightsWindow`.
	pub fn ensure_not_frozen(netuid: NetUid) -> DispatchResult {
		ensure!(!Self::is_frozen(netuid), Error::<T>::AdminActionProhibitedDuringWeightsWindow);
		Ok(())
	}

	/// Forgets when things were last done on a dissolved subnet. Must run while `SubnetOwner` still names its owner.
	pub(crate) fn forget_limits(netuid: NetUid) {
		LastRateLimitedBlock::<T>::remove(RateLimitKey::SetSNOwnerHotkey(netuid));
		LastRateLimitedBlock::<T>::remove(RateLimitKey::AddStakeBurn(netuid));
		for parameter in hyperparameters() {
			LastRateLimitedBlock::<T>::remove(RateLimitKey::OwnerHyperparamUpdate(netuid, parameter));
		}
		Self::forget_owner_limits(netuid, &SubnetOwner::<T>::get(netuid));
	}

	/// Forgets when an owner last did what only owners do. Whoever passes a subnet to another coldkey calls this for
	/// the old one, so that the present owner alone has entries and [`Self::forget_limits`] finds all of them.
	pub fn forget_owner_limits(netuid: NetUid, owner: &T::AccountId) {
		for kind in OF_OWNERS {
			TransactionKeyLastBlock::<T>::remove((owner, netuid, kind.number()));
		}
	}

	/// Another owner waits as long as the old one would have.
	pub(crate) fn rename_owner_limits(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		Self::rename_limits(netuid, old, new, &OF_OWNERS);
	}

	/// Another hotkey waits as long as the old one would have.
	pub(crate) fn rename_children_limits(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
		Self::rename_limits(netuid, old, new, &OF_HOTKEYS);
	}

	/// Where both have done it the later time counts.
	fn rename_limits(netuid: NetUid, old: &T::AccountId, new: &T::AccountId, kinds: &[TransactionType]) {
		for kind in kinds {
			let last = TransactionKeyLastBlock::<T>::take((old, netuid, kind.number()));
			if last > 0 {
				let key = (new, netuid, kind.number());
				TransactionKeyLastBlock::<T>::mutate(key, |block| *block = last.max(*block));
			}
		}
	}
}

/// Whether something last done in block `last` (0: never) may be done again. Spec: consensus 10.
fn has_passed<T: Config>(last: u64, interval: u64) -> bool {
	// No block is later than this one.
	last == 0 || now::<T>().saturating_sub(last) >= interval
}

/// So many tempos of a subnet, in blocks.
fn tempos<T: Config>(netuid: NetUid, count: u64) -> u64 {
	// A limit that cannot be written is one that nobody lives to see.
	u64::from(Tempo::<T>::get(netuid)).saturating_mul(count)
}

/// All hyperparameters, by their number on the wire, which has no gaps.
fn hyperparameters() -> impl Iterator<Item = Hyperparameter> {
	(0..=u8::MAX).map_while(|number| Hyperparameter::decode(&mut [number].as_slice()).ok())
}
