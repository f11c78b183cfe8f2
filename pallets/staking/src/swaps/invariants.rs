//! What holds after every block while keys give way to others, and otherwise. Spec: staking 11, 12, 16.

use crate::{
	ColdkeyTransits, ColdkeyTransitsTo, Config, HotkeyTransits, HotkeysOfSubnet, HotkeysToDisown, Pallet, Subnets,
	TransitsTo,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use pallet_protocol::SubnetOwner;
use pallet_subnets::Dissolutions;
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_swaps() -> Check {
		Self::stake_lies_on_owned_hotkeys()?;
		Self::transits_are_known_from_both_ends()?;
		Self::hotkeys_wait_for_their_transits()?;
		Self::coldkeys_follow_one_another_directly()?;
		Self::no_subnet_is_a_given_up_coldkeys()
	}

	/// Or nobody could unstake it, until somebody, anybody, claimed the hotkey.
	fn stake_lies_on_owned_hotkeys() -> Check {
		for (netuid, hotkey) in HotkeysOfSubnet::<T>::iter_keys() {
			let is_owned = Subnets::<T>::owner_of(&hotkey).is_some();
			ensure!(is_owned || !Subnets::<T>::exists(netuid), "there is stake on a hotkey without owner");
		}
		Ok(())
	}

	fn transits_are_known_from_both_ends() -> Check {
		let from: BTreeSet<_> =
			HotkeyTransits::<T>::iter().map(|((netuid, old), transit)| (netuid, transit.hotkey, old)).collect();
		let to: BTreeSet<_> = TransitsTo::<T>::iter().collect();
		let counted = usize::try_from(HotkeyTransits::<T>::count()).ok();
		ensure!(counted == Some(from.len()), "transits of hotkeys are not counted right");
		ensure!(from == to, "TransitsTo is not HotkeyTransits from the other end");
		for (netuid, new, old) in to {
			let is_known = Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid);
			ensure!(is_known, "something follows a hotkey on a subnet that is gone");
			let is_chained =
				HotkeyTransits::<T>::contains_key((netuid, new)) || TransitsTo::<T>::contains_key(netuid, old);
			ensure!(!is_chained, "what follows a hotkey would have to follow another one next");
		}
		Ok(())
	}

	fn hotkeys_wait_for_their_transits() -> Check {
		let mut transits = BTreeMap::<T::AccountId, u32>::new();
		for (_, old) in HotkeyTransits::<T>::iter_keys() {
			let count = transits.entry(old).or_default();
			*count = count.saturating_add(1);
		}
		for (hotkey, count) in HotkeysToDisown::<T>::iter() {
			ensure!(count > 0 && transits.get(&hotkey) == Some(&count), "a hotkey waits for nothing to be disowned");
		}
		Ok(())
	}

	fn coldkeys_follow_one_another_directly() -> Check {
		let from: BTreeSet<_> = ColdkeyTransits::<T>::iter().map(|(old, new)| (new, old)).collect();
		let to: BTreeSet<_> = ColdkeyTransitsTo::<T>::iter().collect();
		let counted = usize::try_from(ColdkeyTransits::<T>::count()).ok();
		ensure!(counted == Some(from.len()), "transits of coldkeys are not counted right");
		ensure!(from == to, "ColdkeyTransitsTo is not ColdkeyTransits from the other end");
		for (new, _) in to {
			ensure!(!ColdkeyTransits::<T>::contains_key(&new), "a coldkey that is followed has given way itself");
		}
		Ok(())
	}

	/// Subnets do not follow: they are the new coldkey's at once.
	fn no_subnet_is_a_given_up_coldkeys() -> Check {
		let mut owners = SubnetOwner::<T>::iter_values();
		ensure!(!owners.any(ColdkeyTransits::<T>::contains_key), "a subnet belongs to a coldkey that has given way");
		Ok(())
	}
}
