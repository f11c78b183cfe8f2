//! What clients are shown of subnets, neurons, pools and stake: the answers of `taonet-runtime-api`, read from storage. Nothing
//! here writes, and nothing here runs in a block.

pub mod delegates;
pub mod dynamic;
pub mod hyperparameters;
pub mod metagraph;
pub mod neurons;
pub mod prices;
pub mod proxies;
pub mod shielded;
pub mod stake;
pub mod subnets;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;
use codec::Compact;

/// The values as clients get lists of them.
pub fn compact<T>(values: impl IntoIterator<Item = T>) -> Vec<Compact<T>> {
	values.into_iter().map(Compact).collect()
}
