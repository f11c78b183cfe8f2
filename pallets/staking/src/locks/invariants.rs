//! What is true of locks after every block, each rule under its number. Spec: staking 16.
//!
//! Subnets that are being dissolved are left out: there, stake and locks go one after the other.

use super::{
	state::from_stored,
	sums::{Favoured, KINDS},
};
use crate::{
	ColdkeyTransits, Config, FormerOwnerHotkeys, LocksOfSubnet, OwnershipChecks, Pallet, PerpetualLockers,
	PositionsOfColdkey, Subnets,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use pallet_protocol::{
	now, AccountFlags, DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, HotkeyLock, Lock, LockingColdkeys,
	OwnerLock,
};
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;
use taonet_tokenomics::locks::{LockKind, LockState};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

type Check = Result<(), TryRuntimeError>;

/// What rounding may take of each share.
const SPECK: AlphaBalance = AlphaBalance::new(10);

/// The locks of a kind that are summed together: the subnet, the hotkey or none for the owner's, and whether they decay.
type Summed<AccountId> = (NetUid, Option<AccountId>, bool);

impl<T: Config> Pallet<T> {
	/// All rules of locks.
	pub(crate) fn check_locks() -> Check {
		Self::locked_stake_is_there()?;
		Self::locks_have_their_index()?;
		Self::choices_have_their_index()?;
		Self::sums_are_those_of_the_locks()?;
		Self::sums_of_subnets_are_those_of_hotkeys()?;
		Self::locks_lie_on_subnets_that_are_there()
	}

	/// S-4. Stake that is locked can be taken away by force only with what is left of a nomination, and then the lock falls by as
	/// much. Stake of a coldkey that gave way to another follows its locks.
	fn locked_stake_is_there() -> Check {
		let followed: BTreeSet<_> = ColdkeyTransits::<T>::iter_values().collect();
		for (coldkey, netuid, _) in Lock::<T>::iter_keys() {
			if !Subnets::<T>::exists(netuid) || followed.contains(&coldkey) {
				continue;
			}
			let Some(held) = Self::held_lock(&coldkey, netuid) else { continue };
			let hotkeys = PositionsOfColdkey::<T>::iter_key_prefix((&coldkey, netuid));
			let stake = hotkeys.fold(AlphaBalance::ZERO, |sum, hotkey| {
				sum.saturating_add(Self::stake_of(&hotkey, &coldkey, netuid)).saturating_add(SPECK)
			});
			ensure!(held.state.locked_mass <= stake, "S-4: more is locked than is staked");
		}
		Ok(())
	}

	/// S-7.
	fn locks_have_their_index() -> Check {
		let locks: BTreeSet<_> = Lock::<T>::iter_keys().collect();
		let listed = LockingColdkeys::<T>::iter_keys().map(|(netuid, hotkey, coldkey)| (coldkey, netuid, hotkey));
		ensure!(locks == listed.collect(), "S-7: LockingColdkeys is not Lock");
		let lockers: BTreeSet<_> = locks.iter().map(|(coldkey, netuid, _)| (coldkey, netuid)).collect();
		ensure!(lockers.len() == locks.len(), "S-7: a coldkey has two locks on a subnet");
		let is_nothing = Lock::<T>::iter_values().any(|lock| from_stored(lock).is_nothing());
		ensure!(!is_nothing, "a lock of nothing is stored");
		Ok(())
	}

	fn choices_have_their_index() -> Check {
		let chosen: BTreeSet<_> = DecayingLock::<T>::iter().collect();
		let listed: BTreeSet<_> =
			PerpetualLockers::<T>::iter_keys().map(|(netuid, coldkey)| (coldkey, netuid, false)).collect();
		ensure!(chosen == listed, "PerpetualLockers is not DecayingLock");
		let says_nothing = AccountFlags::<T>::iter_values().any(|flags| flags == 0);
		ensure!(!says_nothing, "an account is stored that allows nothing");
		Ok(())
	}

	/// S-7. Conviction on a hotkey that was once the owner's is not compared: another hotkey with locks of its own may have
	/// taken its place, and in a lock it cannot be told any more for which of both it was.
	fn sums_are_those_of_the_locks() -> Check {
		let mut sums = BTreeMap::<Summed<T::AccountId>, LockState>::new();
		for ((coldkey, netuid, hotkey), lock) in Lock::<T>::iter() {
			let hotkey = Self::stands_for(&hotkey, netuid);
			let kind = Self::lock_kind(&coldkey, netuid);
			let lock = Self::rolled(from_stored(lock), kind, netuid, &hotkey);
			let named = (!Self::favoured(netuid, &hotkey).is_owner()).then_some(hotkey);
			let sum = sums.entry((netuid, named, decays(kind))).or_default();
			*sum = sum.plus(lock);
		}
		let mut stored: BTreeSet<_> = sums.keys().cloned().collect();
		stored.extend(HotkeyLock::<T>::iter_keys().map(|(netuid, hotkey)| (netuid, Some(hotkey), false)));
		stored.extend(DecayingHotkeyLock::<T>::iter_keys().map(|(netuid, hotkey)| (netuid, Some(hotkey), true)));
		stored.extend(OwnerLock::<T>::iter_keys().map(|netuid| (netuid, None, false)));
		stored.extend(DecayingOwnerLock::<T>::iter_keys().map(|netuid| (netuid, None, true)));
		for summed in stored.into_iter().filter(|(netuid, ..)| Subnets::<T>::exists(*netuid)) {
			let expected = sums.get(&summed).copied().unwrap_or_default();
			let (netuid, hotkey, decays) = summed;
			let favoured = hotkey.as_ref().map_or(Favoured::Owner, Favoured::Hotkey);
			let sum = Self::sum_now(netuid, favoured, kind(decays));
			ensure!(is_same_mass(sum, expected, decays), "S-7: a sum is not the mass of its locks");
			let was_owners = hotkey.is_some_and(|hotkey| FormerOwnerHotkeys::<T>::contains_key(netuid, hotkey));
			ensure!(was_owners || is_same_conviction(sum, expected), "S-7: a sum is not the conviction of its locks");
		}
		Ok(())
	}

	fn sums_of_subnets_are_those_of_hotkeys() -> Check {
		let perpetual = HotkeyLock::<T>::iter_keys().map(|(netuid, hotkey)| (netuid, hotkey, false));
		let decaying = DecayingHotkeyLock::<T>::iter_keys().map(|(netuid, hotkey)| (netuid, hotkey, true));
		let mut sums = BTreeMap::<(NetUid, bool), LockState>::new();
		for (netuid, hotkey, decays) in perpetual.chain(decaying) {
			let sum = sums.entry((netuid, decays)).or_default();
			*sum = sum.plus(Self::sum_now(netuid, Favoured::Hotkey(&hotkey), kind(decays)));
		}
		for netuid in Subnets::<T>::subnets() {
			for kind in KINDS {
				let decays = decays(kind);
				let expected = sums.get(&(netuid, decays)).copied().unwrap_or_default();
				let sum = Self::sum_of_hotkeys(netuid, kind);
				let is_same = is_same_mass(sum, expected, decays) && is_same_conviction(sum, expected);
				ensure!(is_same, "LocksOfSubnet is not the sum of HotkeyLock or DecayingHotkeyLock");
			}
		}
		Ok(())
	}

	fn locks_lie_on_subnets_that_are_there() -> Check {
		let netuids: BTreeSet<NetUid> = (Lock::<T>::iter_keys().map(|(_, netuid, _)| netuid))
			.chain(PerpetualLockers::<T>::iter_keys().map(|(netuid, _)| netuid))
			.chain(HotkeyLock::<T>::iter_keys().map(|(netuid, _)| netuid))
			.chain(DecayingHotkeyLock::<T>::iter_keys().map(|(netuid, _)| netuid))
			.chain(FormerOwnerHotkeys::<T>::iter_keys().map(|(netuid, _)| netuid))
			.chain(LocksOfSubnet::<T>::iter_keys().map(|(netuid, _)| netuid))
			.chain(OwnerLock::<T>::iter_keys())
			.chain(DecayingOwnerLock::<T>::iter_keys())
			.chain(OwnershipChecks::<T>::iter_keys())
			.collect();
		for netuid in netuids {
			ensure!(
				Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid),
				"there is a lock on a subnet that does not exist"
			);
		}
		let is_early = |check: &crate::OwnershipCheck<T::AccountId>| check.block > now::<T>();
		ensure!(!OwnershipChecks::<T>::iter_values().any(|check| is_early(&check)), "a search begins in the future");
		Ok(())
	}
}

fn decays(kind: LockKind) -> bool {
	kind == LockKind::Decaying
}

fn kind(decays: bool) -> LockKind {
	if decays {
		LockKind::Decaying
	} else {
		LockKind::Perpetual
	}
}

/// Perpetual locks are never rounded. A sum of decaying ones is rounded down by less than one alpha-rao whenever one of its
/// locks changes, which decays with it: what is lost is no more than the number of changes in about as many blocks as
/// [`UnlockRate`](pallet_protocol::UnlockRate) says.
fn is_same_mass(sum: LockState, expected: LockState, decays: bool) -> bool {
	let (sum, expected) = (sum.locked_mass.get(), expected.locked_mass.get());
	sum == expected || decays && is_close(sum, expected)
}

/// Conviction follows from mass, and is rounded like it.
fn is_same_conviction(sum: LockState, expected: LockState) -> bool {
	let whole = |conviction: U64F64| conviction.saturating_to_num::<u64>();
	is_close(whole(sum.conviction), whole(expected.conviction))
}

/// Whether two sums are the same but for a thousandth of an alpha and a billionth of the sum.
fn is_close(sum: u64, expected: u64) -> bool {
	let tolerance = sum.max(expected).checked_div(1_000_000_000).unwrap_or(0).saturating_add(1_000_000);
	sum.abs_diff(expected) <= tolerance
}
