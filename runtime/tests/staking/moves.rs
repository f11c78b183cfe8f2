//! The four calls that move stake.

// Each suite uses what it needs.
#![allow(dead_code)]

use crate::{
	kit::{coldkey, hotkey, ProtocolCall},
	words::{alpha_rao, rao},
};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave};
use taonet_types::{AlphaBalance, NetUid};

/// From which subnet to which.
pub type Way = (NetUid, NetUid);

/// To another hotkey.
pub fn move_stake(from: Sr25519Keyring, to: Sr25519Keyring, way: Way, alpha_amount: AlphaBalance) -> ProtocolCall {
	let (origin_hotkey, destination_hotkey) = (hotkey(from), hotkey(to));
	let (origin_netuid, destination_netuid) = way;
	ProtocolCall::move_stake { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount }
}

/// To another coldkey.
pub fn transfer_stake(to: Sr25519Keyring, on: Sr25519Keyring, way: Way, alpha_amount: AlphaBalance) -> ProtocolCall {
	let (destination_coldkey, hotkey) = (coldkey(to), hotkey(on));
	let (origin_netuid, destination_netuid) = way;
	ProtocolCall::transfer_stake { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount }
}

/// To another subnet.
pub fn swap_stake(on: Sr25519Keyring, way: Way, alpha_amount: AlphaBalance) -> ProtocolCall {
	let (hotkey, (origin_netuid, destination_netuid)) = (hotkey(on), way);
	ProtocolCall::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount }
}

/// To another subnet, if one alpha brings so many billionths of one.
pub fn swap_stake_limit(
	on: Sr25519Keyring,
	way: Way,
	alpha_amount: AlphaBalance,
	limit: u64,
	allow_partial: bool,
) -> ProtocolCall {
	let (hotkey, (origin_netuid, destination_netuid)) = (hotkey(on), way);
	ProtocolCall::swap_stake_limit {
		hotkey,
		origin_netuid,
		destination_netuid,
		alpha_amount,
		limit_price: rao(limit),
		allow_partial,
	}
}

/// By each of the four calls from that hotkey: to Charlie's, to Dave, and twice to the other subnet alone, without a limit.
pub fn all_four(on: Sr25519Keyring, way: Way, amount: u64) -> [ProtocolCall; 4] {
	let amount = alpha_rao(amount);
	[
		move_stake(on, Charlie, way, amount),
		transfer_stake(Dave, on, way, amount),
		swap_stake(on, way, amount),
		swap_stake_limit(on, way, amount, 0, false),
	]
}

/// By the two calls that can stay on a subnet, from Bob's hotkey: to Charlie's, and to Dave.
pub fn both_on(netuid: NetUid, amount: u64) -> [ProtocolCall; 2] {
	let (way, amount) = ((netuid, netuid), alpha_rao(amount));
	[move_stake(Bob, Charlie, way, amount), transfer_stake(Dave, Bob, way, amount)]
}
