//! Rates and watermarks. Spec: economics 12.2, 12.3.

use crate::{ClaimRules, Config, Error, NextClaim, Pallet, Subnets, UnclaimedOfSubnet};
use frame_support::dispatch::DispatchResult;
use pallet_protocol::{AlphaV2, RootClaimable, RootClaimed};
use taonet_tokenomics::root_claims::{accrued_rate, claimed_by_change, owed};
use taonet_types::{fixed::I96F32, AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Gives alpha-rao of a subnet, which must be outside the pool and nobody's, to those who have staked on a hotkey on root.
	/// They can claim them. Where it is more than there is root stake, the hotkey's owner has it as stake instead. It stays
	/// nobody's where nobody owns the hotkey, on which there must not be stake then (the rules give it to the all-zero
	/// account), and as far as the rate is too coarse for it. Spec: economics 12.2.
	///
	/// # Errors
	///
	/// `Overflow`.
	pub fn accrue_root_dividend(hotkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		let earner = &Self::staked_on(hotkey, NetUid::ROOT);
		let mut rates = RootClaimable::<T>::get(earner);
		let rate = rates.get(&netuid).copied().unwrap_or_default();
		let Some(rate) = accrued_rate(rate, alpha, Self::total_stake_of(earner, NetUid::ROOT)) else {
			let Some(owner) = Subnets::<T>::owner_of(hotkey) else { return Ok(()) };
			return Self::increase(hotkey, &owner, netuid, alpha);
		};
		let before = UnclaimedOfSubnet::<T>::get(netuid, earner).unwrap_or_default();
		let unclaimed = before.checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		rates.insert(netuid, rate);
		RootClaimable::<T>::insert(earner, rates);
		UnclaimedOfSubnet::<T>::insert(netuid, earner, unclaimed);
		Ok(())
	}

	/// Whether there is a rate, be it zero, for those who have staked on a hotkey on root.
	pub fn has_root_rate(hotkey: &T::AccountId, netuid: NetUid) -> bool {
		UnclaimedOfSubnet::<T>::contains_key(netuid, Self::staked_on(hotkey, NetUid::ROOT))
	}

	/// What a coldkey has earned on a subnet by its root stake on a hotkey and has not claimed, in alpha-rao, rounded down. It
	/// can be claimed from the subnet's threshold on. Spec: economics 12.3.
	pub fn owed(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		let earner = &Self::staked_on(hotkey, NetUid::ROOT);
		let rate = RootClaimable::<T>::get(earner).get(&netuid).copied().unwrap_or_default();
		let claimed = RootClaimed::<T>::get((netuid, hotkey, coldkey));
		let owed = owed(rate, Self::stake_of(hotkey, coldkey, NetUid::ROOT), claimed);
		AlphaBalance::new(owed.saturating_to_num()).min(Self::unclaimed(earner, netuid))
	}

	/// Counts that a coldkey has these parts of root stake more on a hotkey: they have earned nothing so far.
	/// Spec: economics 12.3.
	pub(crate) fn count_root_stake_in(hotkey: &T::AccountId, coldkey: &T::AccountId, parts: &[AlphaBalance]) {
		for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
			Self::raise_claimed((netuid, hotkey, coldkey), claimed_by_parts(rate, parts));
		}
	}

	/// Counts that a coldkey has so much less root stake on a hotkey; the share is written already. What was earned by that part
	/// and is not yet counted as claimed is forfeited. With the last of the stake everything is, and the watermark forgotten.
	/// Spec: economics 12.3.
	pub(crate) fn count_root_stake_out(hotkey: &T::AccountId, coldkey: &T::AccountId, alpha: AlphaBalance) {
		let is_gone = !AlphaV2::<T>::contains_key((hotkey, coldkey, NetUid::ROOT));
		for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
			let fall =
				if is_gone && T::ClaimRules::FORGETS_WATERMARKS { u128::MAX } else { claimed_by_change(rate, alpha) };
			if fall > 0 {
				// The rule: it stops at zero, which is what forfeits.
				Self::change_claimed((netuid, hotkey, coldkey), |claimed| claimed.saturating_sub(fall));
			}
		}
		if is_gone && NextClaim::<T>::get(coldkey).as_ref() == Some(hotkey) {
			NextClaim::<T>::remove(coldkey);
		}
	}

	/// Takes along what counts as claimed when a share of root stake goes to another hotkey, another coldkey, or both. Another
	/// hotkey must be the one in the place of the first, so that the rates are the same.
	pub(crate) fn hand_over_claimed(
		(old_hotkey, old_coldkey): (&T::AccountId, &T::AccountId),
		(new_hotkey, new_coldkey): (&T::AccountId, &T::AccountId),
	) {
		for netuid in RootClaimable::<T>::get(Self::staked_on(old_hotkey, NetUid::ROOT)).into_keys() {
			let claimed = RootClaimed::<T>::take((netuid, old_hotkey, old_coldkey));
			Self::raise_claimed((netuid, new_hotkey, new_coldkey), claimed);
		}
		if NextClaim::<T>::get(old_coldkey).as_ref() == Some(old_hotkey) {
			NextClaim::<T>::remove(old_coldkey);
			NextClaim::<T>::insert(new_coldkey, new_hotkey);
		}
	}

	/// What a staker has earned and not claimed, by the rate of the hotkey, if these `parts` came to `stake` in the meantime, which
	/// are not counted yet; negative where roundings have counted too much as claimed.
	pub(super) fn owed_by(
		rate: I96F32,
		stake: AlphaBalance,
		parts: &[AlphaBalance],
		of: (NetUid, &T::AccountId, &T::AccountId),
	) -> I96F32 {
		// All stake on root is TAO, of which there is much less than fits.
		let stake = parts.iter().fold(stake, |sum, part| sum.saturating_add(*part));
		owed(rate, stake, RootClaimed::<T>::get(of).saturating_add(claimed_by_parts(rate, parts)))
	}

	/// What can be claimed at all of what a hotkey's stakers were given on a subnet.
	pub(super) fn unclaimed(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
		UnclaimedOfSubnet::<T>::get(netuid, hotkey).unwrap_or_default()
	}

	/// Counts alpha-rao as claimed that are paid to a staker.
	///
	/// # Errors
	///
	/// `InsufficientLiquidity`: there are less that nobody has claimed.
	pub(super) fn count_claimed(
		netuid: NetUid,
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		alpha: AlphaBalance,
	) -> DispatchResult {
		let left = Self::unclaimed(hotkey, netuid).checked_sub(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
		UnclaimedOfSubnet::<T>::insert(netuid, hotkey, left);
		Self::raise_claimed((netuid, hotkey, coldkey), alpha.get().into());
		Ok(())
	}

	fn raise_claimed(of: (NetUid, &T::AccountId, &T::AccountId), by: u128) {
		if by > 0 {
			// 2^128 alpha-rao are never earned.
			Self::change_claimed(of, |claimed| claimed.saturating_add(by));
		}
	}

	/// The only place, beside the dissolution of the subnet, where a watermark is written. One at zero is not stored.
	fn change_claimed(of: (NetUid, &T::AccountId, &T::AccountId), change: impl FnOnce(u128) -> u128) {
		RootClaimed::<T>::mutate_exists(of, |claimed| {
			*claimed = Some(change(claimed.unwrap_or_default())).filter(|claimed| *claimed > 0);
		});
	}
}

/// What parts of root stake would have earned since the beginning, each rounded down.
fn claimed_by_parts(rate: I96F32, parts: &[AlphaBalance]) -> u128 {
	// 2^128 alpha-rao are never earned.
	parts.iter().fold(0, |sum, part| sum.saturating_add(claimed_by_change(rate, *part)))
}
