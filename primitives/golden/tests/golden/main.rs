//! Every vector file is a test: `swap/liquidity`, `yuma/yuma_014_base`, …
// A surprise in a vector file fails its test, as in any test.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod emission;
mod shield;
mod stake;
mod stake_dividends;
mod swap;
mod swap_moving_price;
mod timelock;
mod yuma;

use taonet_golden::Check;

/// How the names of the files begin, and what checks them.
const CHECKS: &[(&str, Check)] = &[
	("emission/block_emission", emission::block_emission),
	("emission/flow_shares", emission::flow_shares),
	("emission/price_shares", emission::price_shares),
	("shield/vectors", shield::ciphertexts),
	("stake/decimal_float", stake::decimal_float),
	("stake/dividends", stake_dividends::dividends),
	("stake/share_pool", stake::share_pool),
	("swap/liquidity", swap::liquidity),
	("swap/moving_price", swap_moving_price::moving_price),
	("swap/swaps", swap::swaps),
	("timelock/vectors", timelock::ciphertexts),
	("yuma/primitives", yuma::primitives),
	("yuma/yuma_", yuma::epochs),
];

fn main() {
	taonet_golden::run(CHECKS);
}
