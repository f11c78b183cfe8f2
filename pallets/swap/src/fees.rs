//! What becomes of the fee of a trade. Spec: economics 14.7.

use crate::{Config, Issuance, Pallet};
use frame_support::{dispatch::DispatchResult, storage::with_storage_layer};
use sp_runtime::DispatchError;
use taonet_amm::LimitPrice;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// A rule for what becomes of the fee of a trade (D2b), which the trade has taken from its trader and nobody owns yet. A fee
/// of nothing is not settled. Spec: economics 14.7.
///
/// An error fails the trade.
pub trait SwapFeeRule<T: Config> {
	/// Settles the fee of a purchase, in RAO that lie on the subnet's account.
	fn settle_purchase(netuid: NetUid, fee: TaoBalance) -> DispatchResult;

	/// Settles the fee of a sale, in alpha-rao outside the pool. Answers for how many RAO it was sold.
	fn settle_sale(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError>;
}

/// The rule in force (NEW of D2b): the TAO is recycled, the alpha sold without another fee and its TAO recycled; what nobody
/// would pay a RAO for is recycled as alpha. No trade fails because of its fee, unless the books themselves are wrong.
#[derive(Clone, Copy, Debug)]
pub struct RecycledFees;

impl<T: Config> SwapFeeRule<T> for RecycledFees {
	fn settle_purchase(netuid: NetUid, fee: TaoBalance) -> DispatchResult {
		Pallet::<T>::recycle_from_subnet(netuid, fee);
		Ok(())
	}

	fn settle_sale(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		let sold = with_storage_layer(|| Pallet::<T>::sell(netuid, fee, LimitPrice::MIN, true)).ok();
		let tao = sold.map_or(TaoBalance::ZERO, |sale| sale.trade.paid_out);
		Pallet::<T>::recycle_from_subnet(netuid, tao);
		// Never more is paid in than was offered.
		let unsold = fee.saturating_sub(sold.map_or(AlphaBalance::ZERO, |sale| sale.trade.paid_in));
		if !unsold.is_zero() {
			Issuance::<T>::recycle_alpha(netuid, unsold)?;
		}
		Ok(tao)
	}
}

impl<T: Config> Pallet<T> {
	/// Recycles RAO that lie on a subnet's account and belong to nobody. They stay there when the account would fall below
	/// the existential deposit, and are recycled when the subnet is dissolved.
	pub fn recycle_from_subnet(netuid: NetUid, tao: TaoBalance) {
		if tao.is_zero() {
			return;
		}
		let account = Issuance::<T>::subnet_account(netuid);
		// Nothing fails because a fee cannot be recycled.
		let _ = with_storage_layer(|| Issuance::<T>::recycle(&account, tao));
	}
}
