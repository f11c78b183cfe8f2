//! Prices of alpha, and what a swap would give.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The price of a subnet's alpha.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SubnetPrice {
	/// The subnet.
	pub netuid: NetUid,
	/// RAO for one whole alpha, rounded down.
	pub price: u64,
}

/// What a swap would do if it ran now. All zeros when it would fail. Spec: economics 14.6.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SimSwapResult {
	/// RAO that go into the pool (buying: without the fee) or come out of it (selling).
	pub tao_amount: TaoBalance,
	/// Alpha-rao that come out of the pool (buying) or go into it (selling: without the fee).
	pub alpha_amount: AlphaBalance,
	/// The fee when buying, in RAO.
	pub tao_fee: TaoBalance,
	/// The fee when selling, in alpha-rao.
	pub alpha_fee: AlphaBalance,
	/// Selling: RAO that come out less than the whole amount is worth at the present price, rounded down.
	pub tao_slippage: TaoBalance,
	/// Buying: alpha-rao that come out less than the whole amount is worth at the present price, rounded down.
	pub alpha_slippage: AlphaBalance,
}

sp_api::decl_runtime_apis! {
	/// Prices of alpha, and what a swap would give.
	pub trait SwapRuntimeApi {
		/// RAO for one whole alpha of the subnet, rounded down; 10⁹ for root and for a subnet that does not exist.
		/// Spec: economics 13.1.
		fn current_alpha_price(netuid: NetUid) -> u64;

		/// The price of the alpha of every subnet, by netuid.
		fn current_alpha_price_all() -> Vec<SubnetPrice>;

		/// Buys alpha with `tao` RAO, the fee included, and takes it back. Spec: economics 14.6.
		fn sim_swap_tao_for_alpha(netuid: NetUid, tao: TaoBalance) -> SimSwapResult;

		/// Sells `alpha` alpha-rao, the fee included, and takes it back. Spec: economics 14.6.
		fn sim_swap_alpha_for_tao(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult;
	}
}
