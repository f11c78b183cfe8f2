//! Paying what an epoch has found. Spec: economics 11.4, 12.2.
//!
//! What is paid lies outside the pool since it was set aside, and was nobody's. To pay it is to add it to somebody's stake. What
//! a hotkey would get that nobody owns stays nobody's (the rules give it to the all-zero account): neurons and
//! parents have owners.

use crate::{
	distribution::{Dividend, Payouts},
	earnings::Earnings,
	Config, Issuance, Leasing, Pallet, Protocol, ProtocolEvent, Staking, Subnets,
};
use frame_support::dispatch::DispatchResult;
use pallet_protocol::{
	types::RecycleOrBurnEnum, AutoStakeDestination, MinerBurned, RecycleOrBurn, SubnetOwner, SubnetOwnerHotkey,
};
use sp_runtime::DispatchError;
use taonet_tokenomics::incentives::miner_burned;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Pays everybody: the owner, then miners, then those who stake alpha, then those who stake on root. Answers how many hotkeys
	/// that earned something in the epoch before were forgotten.
	///
	/// # Errors
	///
	/// `Overflow`, `InsufficientLiquidity`: the books hold less than was set aside. `CannotUseSystemAccount` where the owner's hotkey
	/// is the account of a subnet, which it cannot be named. To be called in a storage layer.
	pub(crate) fn pay(netuid: NetUid, payouts: &Payouts<T::AccountId>) -> Result<u32, DispatchError> {
		if !payouts.recycled.is_zero() {
			Issuance::<T>::recycle_alpha(netuid, payouts.recycled)?;
		}
		Self::pay_owner(netuid, payouts.owner_cut)?;
		let mut earnings = Earnings::<T>::default();
		Self::pay_incentives(netuid, &payouts.incentives, &mut earnings)?;
		for dividend in &payouts.dividends {
			Self::pay_for_alpha(netuid, dividend, &mut earnings)?;
		}
		for dividend in &payouts.dividends {
			Self::pay_for_root_stake(netuid, dividend, &mut earnings)?;
		}
		Ok(earnings.store(netuid))
	}

	fn pay_owner(netuid: NetUid, cut: AlphaBalance) -> DispatchResult {
		let (Ok(coldkey), Ok(hotkey)) = (SubnetOwner::<T>::try_get(netuid), SubnetOwnerHotkey::<T>::try_get(netuid))
		else {
			return Ok(());
		};
		let hotkey = Leasing::<T>::hotkey_for_cuts(netuid).unwrap_or(hotkey);
		// The owner may have named a hotkey that nobody has claimed. Nobody could unstake from it.
		Subnets::<T>::create_account(&coldkey, &hotkey)?;
		Staking::<T>::increase(&hotkey, &coldkey, netuid, cut)?;
		let set_aside = Leasing::<T>::on_owner_cut(netuid, cut);
		// A part of the cut.
		let free = cut.saturating_sub(set_aside);
		if !free.is_zero() {
			Staking::<T>::lock_owner_cut(netuid, free);
		}
		Ok(())
	}

	/// Pays miners, but for those of the subnet's owner: what they have mined is burned or recycled.
	fn pay_incentives(
		netuid: NetUid,
		incentives: &[(T::AccountId, AlphaBalance)],
		earnings: &mut Earnings<T>,
	) -> DispatchResult {
		let owner = SubnetOwner::<T>::try_get(netuid).ok();
		let owner_hotkey = SubnetOwnerHotkey::<T>::try_get(netuid).ok();
		let (mut all, mut withheld) = (AlphaBalance::ZERO, AlphaBalance::ZERO);
		for (hotkey, incentive) in incentives.iter().filter(|(_, incentive)| !incentive.is_zero()) {
			// All are parts of what was set aside.
			all = all.saturating_add(*incentive);
			let coldkey = Staking::<T>::owner_in_fact(hotkey);
			if owner_hotkey.as_ref() == Some(hotkey) || (coldkey.is_some() && coldkey == owner) {
				withheld = withheld.saturating_add(*incentive);
			} else if let Some(coldkey) = coldkey {
				Self::pay_miner(netuid, hotkey, coldkey, *incentive)?;
				earnings.add(hotkey, *incentive);
			}
		}
		MinerBurned::<T>::insert(netuid, miner_burned(withheld, all));
		if withheld.is_zero() {
			return Ok(());
		}
		match RecycleOrBurn::<T>::get(netuid) {
			RecycleOrBurnEnum::Burn => Issuance::<T>::burn_alpha(netuid, withheld),
			RecycleOrBurnEnum::Recycle => Issuance::<T>::recycle_alpha(netuid, withheld),
		}
	}

	fn pay_miner(
		netuid: NetUid,
		hotkey: &T::AccountId,
		owner: T::AccountId,
		incentive: AlphaBalance,
	) -> DispatchResult {
		let Some(destination) = AutoStakeDestination::<T>::get(&owner, netuid) else {
			return Staking::<T>::increase(hotkey, &owner, netuid, incentive);
		};
		Staking::<T>::increase(&destination, &owner, netuid, incentive)?;
		let hotkey = hotkey.clone();
		let added = ProtocolEvent::AutoStakeAdded { netuid, destination, hotkey, owner, incentive };
		Protocol::<T>::deposit_event(added);
		Ok(())
	}

	fn pay_for_alpha(netuid: NetUid, of: &Dividend<T::AccountId>, earnings: &mut Earnings<T>) -> DispatchResult {
		let Dividend { hotkey, alpha, .. } = of;
		Self::pay_take(netuid, hotkey, alpha.take, earnings)?;
		if !alpha.stakers.is_zero() {
			Staking::<T>::add_dividend(hotkey, netuid, alpha.stakers)?;
			earnings.add_for_alpha(hotkey, alpha.stakers, Staking::<T>::total_stake_of(hotkey, netuid));
		}
		Ok(())
	}

	fn pay_for_root_stake(netuid: NetUid, of: &Dividend<T::AccountId>, earnings: &mut Earnings<T>) -> DispatchResult {
		let Dividend { hotkey, root, .. } = of;
		Self::pay_take(netuid, hotkey, root.take, earnings)?;
		if !root.stakers.is_zero() {
			earnings.add_for_root_stake(hotkey, root.stakers);
		} else if Staking::<T>::has_root_rate(hotkey, netuid) {
			return Ok(());
		}
		// Who earns nothing gets a rate of zero, if there was none.
		Staking::<T>::accrue_root_dividend(hotkey, netuid, root.stakers)
	}

	/// Pays the owner of a hotkey what it takes of a dividend.
	fn pay_take(
		netuid: NetUid,
		hotkey: &T::AccountId,
		take: AlphaBalance,
		earnings: &mut Earnings<T>,
	) -> DispatchResult {
		if take.is_zero() {
			return Ok(());
		}
		let Some(owner) = Staking::<T>::owner_in_fact(hotkey) else { return Ok(()) };
		earnings.add(hotkey, take);
		Staking::<T>::increase(hotkey, &owner, netuid, take)
	}
}
