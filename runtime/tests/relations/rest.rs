//! Subnets on which no epoch runs: what one does is done by hand, step by step, and stake changes only as people want it to.
//! Blocks that do all of that themselves are in `block_step`, and in the suite `emission`.

use crate::{chain::Chain, words};
use taonet_runtime::Subnets;

/// Bob's and Charlie's subnets. Their alpha still comes, and gathers.
pub fn scene() -> Chain {
	let mut chain = words::scene();
	chain.look(stop_epochs);
	chain
}

/// No subnet that there is has an epoch from now on.
pub fn stop_epochs() {
	let subnets = Subnets::subnets().into_iter().filter(|netuid| !netuid.is_root());
	subnets.for_each(|netuid| Subnets::change_tempo(netuid, 0));
}
