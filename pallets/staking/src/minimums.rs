//! The least that a nominator may have on a hotkey. Spec: staking 5, D5.

use crate::{
	dissolution::{count, most},
	Config, Error, Event, HoldersOfSubnet, Issuance, Pallet, Subnets, Swap, Sweep,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult, ensure, storage::with_storage_layer, traits::Get, weights::Weight, BoundedVec,
};
use pallet_protocol::{
	weights::{TRADES_OF_A_REST, TRADE_WEIGHT},
	NominatorMinRequiredStake,
};
use sp_runtime::DispatchError;
use taonet_amm::{Sell, Side};
use taonet_tokenomics::nomination::{is_enough, is_too_small, least_nomination};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Reads of the database to look at a nomination. Chosen, not measured.
const READS_TO_LOOK: u64 = 10;
/// Reads, and writes, to sell one. Chosen too high rather than too low.
const ACCESSES_TO_SELL: u64 = 25;

impl<T: Config> Pallet<T> {
	/// Least worth of a nomination in RAO, rounded down; zero for none.
	pub fn least_nomination() -> TaoBalance {
		least_nomination(T::MinStake::get(), NominatorMinRequiredStake::<T>::get())
	}

	/// Whether what a nominator has on a hotkey is worth the least that it must be, less 1 % for fee and slippage. The owner of
	/// the hotkey may have as little as it likes.
	///
	/// # Errors
	///
	/// `AmountTooLow`.
	pub(crate) fn ensure_nomination_is_enough(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
	) -> DispatchResult {
		let least = Self::least_nomination();
		if least.is_zero() || Subnets::<T>::owns(coldkey, hotkey) {
			return Ok(());
		}
		let stake = Self::stake_of(hotkey, coldkey, netuid);
		ensure!(is_enough(stake, Swap::<T>::price(netuid), least), Error::<T>::AmountTooLow);
		Ok(())
	}

	/// Unstakes what a nominator has left on a hotkey if it is worth too little, and tells whether it was. What cannot be sold
	/// is burned, on root it stays; an event tells. As much as was taken away is unlocked.
	pub(crate) fn clear_small_nomination(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> bool {
		let least = Self::least_nomination();
		if least.is_zero() || Subnets::<T>::owns(coldkey, hotkey) || !Subnets::<T>::exists(netuid) {
			return false;
		}
		Self::gather_share(hotkey, coldkey, netuid);
		let alpha = Self::stake_of(hotkey, coldkey, netuid);
		if !is_too_small(alpha, Swap::<T>::price(netuid), least) {
			return false;
		}
		let sold = with_storage_layer(|| {
			Self::sell_stake(hotkey, coldkey, netuid, alpha, Sell::OPEN_LIMIT, false).map(|_| ())
		});
		let is_gone = match sold {
			Ok(()) => true,
			Err(error) => Self::burn_small_nomination(hotkey, coldkey, netuid, alpha, error),
		};
		if is_gone {
			Self::reduce_lock(coldkey, netuid, alpha);
		}
		true
	}

	/// Burns what could not be sold, and tells whether that could be done.
	fn burn_small_nomination(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		alpha: AlphaBalance,
		error: DispatchError,
	) -> bool {
		let burned = with_storage_layer(|| -> DispatchResult {
			Self::decrease(hotkey, coldkey, netuid, alpha)?;
			// Root has no alpha that could be burned.
			Issuance::<T>::burn_alpha(netuid, alpha)
		});
		let (coldkey, hotkey) = (coldkey.clone(), hotkey.clone());
		Self::deposit_event(match burned {
			Ok(()) => Event::SmallNominationBurned { coldkey, hotkey, netuid, alpha, error },
			Err(_) => Event::SmallNominationKept { coldkey, hotkey, netuid, error },
		});
		burned.is_ok()
	}

	/// Begins to look at all nominations, those that were looked at already among them.
	pub(crate) fn begin_sweep() {
		Sweep::<T>::put(None::<pallet_subnets::hooks::Cursor>);
	}

	/// Looks at the next nominations, at most `limit` of them, and unstakes those that are too small. One that a swap of its
	/// hotkey carries to where the sweep has been waits for the next sweep, or until somebody touches it.
	pub fn continue_sweep(limit: u32) -> Weight {
		let weight = T::DbWeight::get();
		let Some(from) = Sweep::<T>::get() else { return weight.reads(1) };
		let holders = match from {
			Some(last) => HoldersOfSubnet::<T>::iter_keys_from(last.into_inner()),
			None => HoldersOfSubnet::<T>::iter_keys(),
		};
		let next: Vec<_> = holders.take(most(limit)).collect();
		let last = next.last().map(HoldersOfSubnet::<T>::hashed_key_for);
		let looked_at = count(&next);
		let mut sold = 0u64;
		for (netuid, hotkey, coldkey) in next {
			// Not more than were looked at.
			sold = sold.saturating_add(Self::clear_small_nomination(&hotkey, &coldkey, netuid).into());
		}
		match last {
			Some(last) if looked_at == limit => Sweep::<T>::put(Some(BoundedVec::truncate_from(last))),
			_ => {
				Sweep::<T>::kill();
				Self::deposit_event(Event::SweepFinished);
			},
		}
		let looking = weight.reads_writes(u64::from(looked_at).saturating_mul(READS_TO_LOOK).saturating_add(1), 1);
		let accesses = sold.saturating_mul(ACCESSES_TO_SELL);
		looking
			.saturating_add(weight.reads_writes(accesses, accesses))
			.saturating_add(TRADE_WEIGHT.saturating_mul(sold.saturating_mul(TRADES_OF_A_REST)))
	}
}
