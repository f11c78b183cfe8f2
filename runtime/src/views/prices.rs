//! Prices of alpha, and what a swap would give.

use crate::Swap;
use alloc::vec::Vec;
use taonet_runtime_api::swap::{SimSwapResult, SubnetPrice};
pub use taonet_tokenomics::price::worth;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The price of the alpha of every subnet.
pub fn all() -> Vec<SubnetPrice> {
	Swap::rao_per_alpha_of_all().into_iter().map(|(netuid, price)| SubnetPrice { netuid, price }).collect()
}

/// What buying alpha with `tao` would give. Spec: economics 14.6.
pub fn tao_for_alpha(netuid: NetUid, tao: TaoBalance) -> SimSwapResult {
	let Ok(buy) = Swap::simulate_buy(netuid, tao) else { return SimSwapResult::default() };
	SimSwapResult {
		tao_amount: buy.trade.paid_in,
		alpha_amount: buy.trade.paid_out,
		tao_fee: buy.trade.fee,
		alpha_slippage: buy.slippage,
		..Default::default()
	}
}

/// What selling `alpha` would give. Spec: economics 14.6.
pub fn alpha_for_tao(netuid: NetUid, alpha: AlphaBalance) -> SimSwapResult {
	let Ok(sale) = Swap::simulate_sell(netuid, alpha) else { return SimSwapResult::default() };
	SimSwapResult {
		tao_amount: sale.trade.paid_out,
		alpha_amount: sale.trade.paid_in,
		alpha_fee: sale.trade.fee,
		tao_slippage: sale.slippage,
		..Default::default()
	}
}
