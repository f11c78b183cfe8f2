//! What is true of stake after every block, each rule under its number. Spec: staking 16, economics 19.

use crate::{
	AutoStakersOfSubnet, ColdkeyTransits, Config, HoldersOfSubnet, HotkeysOfSubnet, Pallet, PositionsOfColdkey,
	Subnets, UnclaimedOfSubnet,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use pallet_issuance::AlphaBurned;
use pallet_protocol::{
	Alpha, AlphaV2, AutoStakeDestination, OwnedHotkeys, Owner, StakingHotkeys, SubnetAlphaOut, SubnetProtocolAlpha,
	TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2,
};
use pallet_subnets::{Dissolutions, StakedBefore};
use sp_runtime::TryRuntimeError;
use taonet_types::NetUid;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::alpha_outside_covers_all_stake()?;
		Self::shares_are_worth_no_more_than_there_is()?;
		Self::indices_follow_the_shares()?;
		Self::indices_follow_the_auto_stakers()?;
		Self::stake_lies_on_subnets_that_are_there()?;
		Self::owners_and_their_lists_agree()?;
		Self::stakers_have_their_hotkeys_listed()?;
		Self::stakers_have_accounts()?;
		Self::nothing_is_in_the_old_maps()?;
		Self::check_swaps()?;
		Self::check_claims()?;
		Self::check_children()?;
		Self::check_announcements()?;
		Self::check_locks()?;
		Self::check_voting_power()
	}

	/// INV-8 and INV-12: what hotkeys hold, and what their stakers on root can claim, is outside the pool; on root what they
	/// hold is all of it.
	fn alpha_outside_covers_all_stake() -> Check {
		let mut stakes = BTreeMap::<NetUid, u128>::new();
		for (_, netuid, stake) in TotalHotkeyAlpha::<T>::iter() {
			let sum = stakes.entry(netuid).or_default();
			*sum = sum.saturating_add(stake.get().into());
		}
		let root = stakes.remove(&NetUid::ROOT).unwrap_or_default();
		ensure!(
			root == u128::from(SubnetAlphaOut::<T>::get(NetUid::ROOT).get()),
			"INV-12: SubnetAlphaOut of root is not what is staked there"
		);
		for (netuid, _, unclaimed) in UnclaimedOfSubnet::<T>::iter() {
			let sum = stakes.entry(netuid).or_default();
			*sum = sum.saturating_add(unclaimed.get().into());
		}
		for (netuid, stake) in stakes {
			let nobodys = [SubnetProtocolAlpha::<T>::get(netuid), AlphaBurned::<T>::get(netuid)];
			let all = nobodys.iter().fold(stake, |sum, alpha| sum.saturating_add(alpha.get().into()));
			ensure!(
				u128::from(SubnetAlphaOut::<T>::get(netuid).get()) >= all,
				"INV-8: SubnetAlphaOut is less than stake, unclaimed root dividends, SubnetProtocolAlpha and AlphaBurned"
			);
		}
		Ok(())
	}

	/// INV-10, as far as it matters: all shares of a hotkey's stake are together worth no more than it holds. How far their sum
	/// is from the one that is stored, [`taonet_share_pool::Pool`] says.
	fn shares_are_worth_no_more_than_there_is() -> Check {
		let mut values = BTreeMap::<(T::AccountId, NetUid), u128>::new();
		for ((hotkey, coldkey, netuid), share) in AlphaV2::<T>::iter() {
			ensure!(!share.is_zero(), "a share of nothing is stored");
			let staked_on = Self::staked_on(&hotkey, netuid);
			let pool = Self::pool(&staked_on, netuid);
			ensure!(!pool.denominator.is_zero(), "INV-10: there is a share, but no sum of shares");
			let sum = values.entry((staked_on, netuid)).or_default();
			*sum = sum.saturating_add(Self::stake_of(&hotkey, &coldkey, netuid).get().into());
		}
		for ((hotkey, netuid), value) in values {
			let held = TotalHotkeyAlpha::<T>::get(hotkey, netuid);
			ensure!(value <= u128::from(held.get()), "INV-10: shares are worth more than the hotkey holds");
		}
		Ok(())
	}

	fn indices_follow_the_shares() -> Check {
		let holders: BTreeSet<_> = HoldersOfSubnet::<T>::iter_keys().collect();
		let shares: BTreeSet<_> =
			AlphaV2::<T>::iter_keys().map(|(hotkey, coldkey, netuid)| (netuid, hotkey, coldkey)).collect();
		ensure!(holders == shares, "HoldersOfSubnet are not those who have shares");
		let positions: BTreeSet<_> = PositionsOfColdkey::<T>::iter_keys().collect();
		let shares: BTreeSet<_> =
			shares.into_iter().map(|(netuid, hotkey, coldkey)| (coldkey, netuid, hotkey)).collect();
		ensure!(positions == shares, "PositionsOfColdkey are not the shares");
		let hotkeys: BTreeSet<_> = HotkeysOfSubnet::<T>::iter_keys().collect();
		let values = TotalHotkeyAlpha::<T>::iter_keys();
		let pools: BTreeSet<_> =
			values.chain(TotalHotkeySharesV2::<T>::iter_keys()).map(|(hotkey, netuid)| (netuid, hotkey)).collect();
		ensure!(hotkeys == pools, "HotkeysOfSubnet are not those with stake");
		Ok(())
	}

	fn indices_follow_the_auto_stakers() -> Check {
		let index: BTreeSet<_> = AutoStakersOfSubnet::<T>::iter_keys().collect();
		let chosen: BTreeSet<_> =
			AutoStakeDestination::<T>::iter().map(|(coldkey, netuid, hotkey)| (netuid, hotkey, coldkey)).collect();
		ensure!(index == chosen, "AutoStakersOfSubnet is not AutoStakeDestination");
		Ok(())
	}

	fn stake_lies_on_subnets_that_are_there() -> Check {
		let netuids: BTreeSet<NetUid> = HotkeysOfSubnet::<T>::iter_keys()
			.map(|(netuid, _)| netuid)
			.chain(AutoStakersOfSubnet::<T>::iter_keys().map(|(netuid, ..)| netuid))
			.collect();
		for netuid in netuids {
			ensure!(
				Subnets::<T>::exists(netuid) || Dissolutions::<T>::contains_key(netuid),
				"there is stake on a subnet that does not exist"
			);
		}
		Ok(())
	}

	fn owners_and_their_lists_agree() -> Check {
		let owners: BTreeSet<_> = Owner::<T>::iter()
			.map(|(hotkey, coldkey)| (coldkey, hotkey))
			.filter(|(coldkey, _)| !ColdkeyTransits::<T>::contains_key(coldkey))
			.collect();
		// The list of a coldkey that gives way to another goes when its last hotkey is gone.
		let lists = OwnedHotkeys::<T>::iter().filter(|(coldkey, _)| !ColdkeyTransits::<T>::contains_key(coldkey));
		let listed =
			lists.flat_map(|(coldkey, hotkeys)| hotkeys.into_iter().map(move |hotkey| (coldkey.clone(), hotkey)));
		let mut count = 0usize;
		let listed: BTreeSet<_> = listed.inspect(|_| count = count.saturating_add(1)).collect();
		ensure!(owners == listed, "S-6: OwnedHotkeys are not those that Owner names");
		ensure!(count == listed.len(), "S-6: a hotkey is listed twice in OwnedHotkeys");
		Ok(())
	}

	fn stakers_have_their_hotkeys_listed() -> Check {
		let mut listed = BTreeSet::new();
		for (coldkey, hotkeys) in StakingHotkeys::<T>::iter() {
			if ColdkeyTransits::<T>::contains_key(&coldkey) {
				continue;
			}
			for hotkey in hotkeys {
				ensure!(listed.insert((coldkey.clone(), hotkey)), "a hotkey is listed twice in StakingHotkeys");
			}
		}
		let known: BTreeSet<_> = StakedBefore::<T>::iter_keys()
			.chain(Owner::<T>::iter().map(|(hotkey, coldkey)| (coldkey, hotkey)))
			.filter(|(coldkey, _)| !ColdkeyTransits::<T>::contains_key(coldkey))
			.collect();
		ensure!(listed == known, "StakingHotkeys are not those owned and those staked to before");
		for (coldkey, hotkey) in StakedBefore::<T>::iter_keys() {
			let is_owned = Subnets::<T>::owns(&coldkey, &hotkey);
			ensure!(!is_owned, "StakedBefore names an owner");
		}
		for (hotkey, coldkey, _) in AlphaV2::<T>::iter_keys() {
			let is_listed = ColdkeyTransits::<T>::contains_key(&coldkey) || listed.contains(&(coldkey, hotkey));
			ensure!(is_listed, "S-6: a share on a hotkey that is not in StakingHotkeys");
		}
		Ok(())
	}

	fn stakers_have_accounts() -> Check {
		for (_, coldkey, _) in AlphaV2::<T>::iter_keys() {
			ensure!(frame_system::Pallet::<T>::sufficients(&coldkey) > 0, "the account of a staker can be forgotten");
		}
		Ok(())
	}

	fn nothing_is_in_the_old_maps() -> Check {
		let is_empty = Alpha::<T>::iter_keys().next().is_none() && TotalHotkeyShares::<T>::iter_keys().next().is_none();
		ensure!(is_empty, "something is stored in Alpha or TotalHotkeyShares");
		Ok(())
	}
}
