//! Transaction fees paid with stake, for who has no TAO. Spec: economics 16.2.
//!
//! Which calls can be paid for in this way, and with the stake of which hotkey, is for the runtime to say.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent, Swap};
use alloc::vec::Vec;
use frame_support::storage::with_storage_layer;
use pallet_protocol::AlphaV2;
use sp_runtime::DispatchError;
use taonet_amm::{LimitPrice, Market};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid, TaoBalance};

/// Most shares of one coldkey in one hotkey's stakes that are looked through for the one that can pay.
pub const MOST_POSITIONS: usize = 8;

impl<T: Config> Pallet<T> {
	/// Alpha-rao that a fee of so many RAO costs at the price of now, rounded down but never nothing; none where the coldkey
	/// has less on this hotkey or has locked it, where the subnet's alpha cannot be sold yet, and where the pool would not buy so
	/// much.
	///
	/// What the sale brings is less than the fee by what it moves the price.
	pub fn fee_in_alpha(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		fee: TaoBalance,
	) -> Option<AlphaBalance> {
		Self::ensure_subtoken_enabled(netuid).ok()?;
		let market = Swap::<T>::market(netuid);
		let alpha = match market.alpha_for_tao(fee) {
			// Not even one alpha-rao is so cheap, or there is no price at all.
			AlphaBalance::ZERO if market.price() > U64F64::from_num(fee.get()) => AlphaBalance::new(1),
			AlphaBalance::ZERO => return None,
			alpha => alpha,
		};
		let is_affordable = alpha <= Self::stake_of(hotkey, coldkey, netuid)
			&& Self::ensure_unlocked(coldkey, hotkey, netuid, alpha).is_ok();
		(is_affordable && Self::can_be_sold(netuid, alpha)).then_some(alpha)
	}

	/// Pays a fee of so many RAO with the coldkey's stake on this hotkey: unstakes [`fee_in_alpha`](Self::fee_in_alpha)
	/// without swap fee and at any price, recycles the TAO, and answers how many RAO it was. Where the subnet's account would
	/// fall below the existential deposit the TAO stays there, as that of swap fees does. Neither minimum of a nomination
	/// counts. Spec: economics 14.7, 16.2; staking 5.
	///
	/// # Errors
	///
	/// `NotEnoughStakeToWithdraw` where `fee_in_alpha` answers none, and what the pool refuses. Nothing has changed then.
	pub fn pay_fee_in_alpha(
		hotkey: &T::AccountId,
		coldkey: &T::AccountId,
		netuid: NetUid,
		fee: TaoBalance,
	) -> Result<TaoBalance, DispatchError> {
		with_storage_layer(|| {
			let alpha = Self::fee_in_alpha(hotkey, coldkey, netuid, fee).ok_or(Error::<T>::NotEnoughStakeToWithdraw)?;
			// Without a limit, so that nothing is left over.
			let sale = Self::sell_position(hotkey, coldkey, netuid, alpha, LimitPrice::new(0), true)?;
			let tao = sale.trade.paid_out;
			Swap::<T>::recycle_from_subnet(netuid, tao);
			Self::note_unstaked(hotkey, coldkey, netuid, &sale, tao);
			Protocol::<T>::deposit_event(ProtocolEvent::TransactionFeePaidWithAlpha {
				who: coldkey.clone(),
				netuid,
				alpha_fee: alpha,
				tao_amount: tao,
			});
			Ok(tao)
		})
	}

	/// The subnet on which the coldkey has stake on this hotkey, root among them, if it is one alone, and on how many it has a
	/// share; subnets whose alpha cannot be sold do not count, but their shares do. None where there are more than
	/// [`MOST_POSITIONS`], since the pool of transactions asks this of extrinsics that have paid nothing yet.
	/// Spec: economics 16.2.
	pub fn only_position(hotkey: &T::AccountId, coldkey: &T::AccountId) -> Option<(NetUid, u32)> {
		let keys = AlphaV2::<T>::iter_key_prefix((hotkey, coldkey));
		let netuids: Vec<NetUid> = keys.take(MOST_POSITIONS.saturating_add(1)).collect();
		if netuids.len() > MOST_POSITIONS {
			return None;
		}
		let is_sellable = |netuid: &&NetUid| {
			Self::ensure_subtoken_enabled(**netuid).is_ok() && !Self::stake_of(hotkey, coldkey, **netuid).is_zero()
		};
		let mut sellable = netuids.iter().filter(is_sellable);
		let first = sellable.next()?;
		let is_alone = sellable.next().is_none();
		is_alone.then_some((*first, u32::try_from(netuids.len()).unwrap_or(u32::MAX)))
	}

	/// Whether a sale is within the rules of the pool: found out without the power that the trade itself computes, since the
	/// pool of transactions asks this of extrinsics that have paid nothing yet.
	fn can_be_sold(netuid: NetUid, alpha: AlphaBalance) -> bool {
		let pays = match Swap::<T>::market(netuid) {
			Market::Dynamic(pool) => pool.tao.get() >= Swap::<T>::rules().minimum_reserve,
			Market::Stable => true,
		};
		pays && Self::ensure_pool_takes_alpha(netuid, alpha).is_ok()
	}
}
