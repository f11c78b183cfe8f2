//! What becomes of the fee of a trade: its TAO is recycled. Spec: economics 14.7 (D2b).

use crate::{Config, Issuance, Pallet};
use frame_support::storage::with_storage_layer;
use sp_runtime::DispatchError;
use taonet_amm::{LimitPrice, Order, Sell};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Recycles RAO that lie on a subnet's account and belong to nobody. They stay there when the account would fall below
	/// the existential deposit, and are recycled when the subnet is dissolved.
	pub(crate) fn recycle_from_subnet(netuid: NetUid, tao: TaoBalance) {
		if tao.is_zero() {
			return;
		}
		let account = Issuance::<T>::subnet_account(netuid);
		// A trade does not fail because its fee cannot be recycled.
		let _ = with_storage_layer(|| Issuance::<T>::recycle(&account, tao));
	}

	/// Sells the alpha of a sale's fee without another fee, recycles the TAO, and says how many RAO it was. What nobody would
	/// pay a RAO for is recycled as alpha.
	pub(crate) fn recycle_sale_fee(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		if fee.is_zero() {
			return Ok(TaoBalance::ZERO);
		}
		let order =
			Order::<Sell> { amount: fee, limit: LimitPrice::MIN, fee_rate: Self::fee_rate(netuid), drop_fee: true };
		// A sale does not fail because its fee cannot be sold.
		let sold = with_storage_layer(|| Self::execute(netuid, &order)).ok();
		let tao = sold.map_or(TaoBalance::ZERO, |trade| trade.paid_out);
		Self::recycle_from_subnet(netuid, tao);
		// Never more is paid in than was offered.
		let unsold = fee.saturating_sub(sold.map_or(AlphaBalance::ZERO, |trade| trade.paid_in));
		if !unsold.is_zero() {
			Issuance::<T>::recycle_alpha(netuid, unsold)?;
		}
		Ok(tao)
	}
}
