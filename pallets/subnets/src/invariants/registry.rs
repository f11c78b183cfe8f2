//! What holds for the register of subnets, for hotkeys and for dissolutions after every block. Spec: subnets 6.5,
//! staking 16 (S-6).

use crate::{Config, Dissolutions, HotkeysOfColdkey, Pallet};
use alloc::collections::BTreeSet;
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	DefaultSymbol, NetworkRegisteredAt, NetworksAdded, OwnedHotkeys, Owner, StakingHotkeys, SubnetMechanism,
	SubnetOwner, SubnetOwnerHotkey, TokenSymbol, TotalNetworks,
};
use pallet_swap::DYNAMIC_MECHANISM;
use sp_runtime::TryRuntimeError;
use taonet_types::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
	/// All checks of this file.
	pub(super) fn check_registry() -> Result<(), TryRuntimeError> {
		Self::live_subnets_are_counted()?;
		Self::live_subnets_are_complete()?;
		Self::nothing_is_registered_but_live_and_dissolving_subnets()?;
		Self::symbols_are_unique()?;
		Self::hotkeys_and_their_owners_agree()?;
		Self::owned_hotkeys_are_indexed()?;
		Self::dissolutions_can_be_paid()
	}

	fn live_subnets_are_counted() -> Result<(), TryRuntimeError> {
		ensure!(NetworksAdded::<T>::iter_values().all(|live| live), "NetworksAdded holds false");
		// `subnets` looks no further than this number, so it is not asked.
		let number = NetworksAdded::<T>::iter_keys().count();
		ensure!(number == usize::from(TotalNetworks::<T>::get()), "TotalNetworks is not the number of subnets");
		let fit = NetworksAdded::<T>::iter_keys().all(|netuid| netuid.get() < NetUidStorageIndex::MAX_SUBNETS);
		ensure!(fit, "a netuid does not fit a storage index");
		Ok(())
	}

	fn live_subnets_are_complete() -> Result<(), TryRuntimeError> {
		for netuid in Self::subnets() {
			ensure!(NetworkRegisteredAt::<T>::contains_key(netuid), "a subnet was never registered");
			ensure!(SubnetOwner::<T>::contains_key(netuid), "a subnet has no owner");
			ensure!(SubnetOwnerHotkey::<T>::contains_key(netuid), "a subnet has no owner hotkey");
			let mechanism = SubnetMechanism::<T>::get(netuid);
			ensure!(
				mechanism == if netuid.is_root() { 0 } else { DYNAMIC_MECHANISM },
				"a subnet has a wrong mechanism"
			);
		}
		Ok(())
	}

	fn owned_hotkeys_are_indexed() -> Result<(), TryRuntimeError> {
		let index: BTreeSet<_> = HotkeysOfColdkey::<T>::iter_keys().collect();
		let owned: BTreeSet<_> = Owner::<T>::iter().map(|(hotkey, coldkey)| (coldkey, hotkey)).collect();
		ensure!(index == owned, "HotkeysOfColdkey are not those that Owner names");
		Ok(())
	}

	fn nothing_is_registered_but_live_and_dissolving_subnets() -> Result<(), TryRuntimeError> {
		let known = |netuid: NetUid| Self::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
		let registered = NetworkRegisteredAt::<T>::iter_keys();
		let owned = SubnetOwner::<T>::iter_keys();
		ensure!(registered.chain(owned).all(known), "something is left of a subnet that is gone");
		Ok(())
	}

	fn symbols_are_unique() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		let shared = [DefaultSymbol::get(), Self::shared_symbol()];
		for netuid in Self::subnets() {
			let symbol = TokenSymbol::<T>::get(netuid);
			ensure!(shared.contains(&symbol) || seen.insert(symbol), "two subnets have the same symbol");
		}
		Ok(())
	}

	/// S-6.
	fn hotkeys_and_their_owners_agree() -> Result<(), TryRuntimeError> {
		for (hotkey, coldkey) in Owner::<T>::iter() {
			ensure!(OwnedHotkeys::<T>::get(&coldkey).contains(&hotkey), "an owner does not list its hotkey");
			ensure!(StakingHotkeys::<T>::get(&coldkey).contains(&hotkey), "an owner cannot find stake on its hotkey");
		}
		for (coldkey, hotkeys) in OwnedHotkeys::<T>::iter() {
			let distinct: BTreeSet<_> = hotkeys.iter().collect();
			ensure!(distinct.len() == hotkeys.len(), "a coldkey lists a hotkey twice");
			let owns_all = hotkeys.iter().all(|hotkey| Self::owner_of(hotkey).as_ref() == Some(&coldkey));
			ensure!(owns_all, "a coldkey lists a hotkey of another one");
		}
		Ok(())
	}

	fn dissolutions_can_be_paid() -> Result<(), TryRuntimeError> {
		for (netuid, dissolution) in Dissolutions::<T>::iter() {
			ensure!(!Self::exists(netuid), "a subnet is live and being dissolved");
			let owed = dissolution.pot.checked_sub(dissolution.paid).ok_or("a dissolution paid more than its pot")?;
			let there = Issuance::<T>::spendable(&Issuance::<T>::subnet_account(netuid), false);
			// What is less than an account must have disappears from it.
			let least = <T as pallet_issuance::Config>::Currency::minimum_balance();
			ensure!(owed.saturating_sub(there).get() <= least, "a dissolution cannot be paid");
		}
		Ok(())
	}
}
