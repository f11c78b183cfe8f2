//! What was recorded on the reference chain, replayed through the pallets of this one: every vector file is a test.

#![allow(missing_docs)]

mod dividends;
mod documents;
mod left_out;
mod reference;
mod replay;
mod state;

use taonet_golden::Check;

/// How the names of the files begin, and what checks them.
const CHECKS: &[(&str, Check)] = &[("stake/stake_", replay::stake), ("stake/dividends", dividends::dividends)];

fn main() {
	taonet_golden::run(CHECKS);
}
