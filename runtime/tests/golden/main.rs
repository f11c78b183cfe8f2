//! What was recorded on the reference chain, replayed through the pallets of this one: every vector file is a test.

#![allow(missing_docs)]

mod dividends;
mod documents;
mod epochs;
mod left_out;
mod operations;
mod reference;
mod replay;
mod scenario;
mod state;

use taonet_golden::Check;

/// How the names of the files begin, and what checks them.
const CHECKS: &[(&str, Check)] = &[
	("stake/stake_", replay::stake),
	("stake/dividends", dividends::dividends),
	("yuma/yuma_", epochs::epochs),
	("emission/scenario_", scenario::scenario),
];

fn main() {
	taonet_golden::run(CHECKS);
}
