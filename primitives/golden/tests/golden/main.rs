//! Every vector file is a test: `swap/liquidity`, `yuma/yuma_014_base`, …
// A surprise in a vector file fails its test, as in any test.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod emission;
mod stake;
mod stake_dividends;
mod swap;
mod swap_moving_price;
mod yuma;

use libtest_mimic::{Arguments, Failed, Trial};
use taonet_golden::VectorFile;

type Check = fn(&VectorFile) -> Result<(), String>;

/// How the names of the files begin, and what checks them.
const CHECKS: &[(&str, Check)] = &[
	("emission/block_emission", emission::block_emission),
	("emission/flow_shares", emission::flow_shares),
	("emission/price_shares", emission::price_shares),
	("stake/decimal_float", stake::decimal_float),
	("stake/dividends", stake_dividends::dividends),
	("stake/share_pool", stake::share_pool),
	("swap/liquidity", swap::liquidity),
	("swap/moving_price", swap_moving_price::moving_price),
	("swap/swaps", swap::swaps),
	("yuma/primitives", yuma::primitives),
	("yuma/yuma_", yuma::epochs),
];

fn trials() -> Vec<Trial> {
	let folder = taonet_golden::folder();
	let refuse = |why: String| vec![Trial::test("the folder of vectors", move || Err(Failed::from(why)))];
	let files = match taonet_golden::files(&folder) {
		Ok(files) => files,
		Err(why) => return refuse(why),
	};
	let trials: Vec<_> = files
		.into_iter()
		.filter_map(|file| {
			let (_, check) = CHECKS.iter().find(|(prefix, _)| file.name.starts_with(prefix))?;
			Some(Trial::test(file.name.clone(), move || check(&file).map_err(Failed::from)))
		})
		.collect();
	if trials.is_empty() {
		return refuse(format!("no vector file that these tests know in {}", folder.display()));
	}
	trials
}

fn main() {
	libtest_mimic::run(&Arguments::from_args(), trials()).exit();
}
