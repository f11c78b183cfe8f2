//! Adding stake. Spec: staking 6.1, 6.2.

use crate::{Config, Pallet, Swap};
use sp_runtime::DispatchError;
use taonet_amm::{Buy, LimitPrice, Side};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Stakes `tao` RAO, or as much of it as the limit allows, and answers how many alpha-rao came out. `limit` is a price,
	/// and whether a part will do. What a nominator must have in the end is for the caller to
	/// check.
	///
	/// # Errors
	///
	/// As [`Call::add_stake_limit`](pallet_protocol::Call::add_stake_limit) answers them.
	pub(crate) fn add(
		coldkey: &T::AccountId,
		hotkey: &T::AccountId,
		netuid: NetUid,
		tao: TaoBalance,
		limit: Option<(LimitPrice, bool)>,
	) -> Result<AlphaBalance, DispatchError> {
		Self::ensure_pool_takes_tao(netuid, tao)?;
		let Some((price, allow_partial)) = limit else {
			Self::ensure_can_add(hotkey, coldkey, netuid, tao, tao, false)?;
			return Self::buy_stake(hotkey, coldkey, netuid, tao, Buy::OPEN_LIMIT, false);
		};
		let most = Swap::<T>::max_buy(netuid, price)?;
		Self::ensure_can_add(hotkey, coldkey, netuid, tao, most, allow_partial)?;
		Self::note_nominated(coldkey, hotkey);
		Self::buy_stake(hotkey, coldkey, netuid, tao.min(most), price, false)
	}
}
