//! The documents `stake/stake_NN`: forty calls, what each answered, and the state after it. No hook ran in between, so that
//! nothing was emitted. What the documents `emission/scenario_N` have in common with them stands here too.
//!
//! Amounts are in RAO and alpha-rao, limits in RAO of TAO for one whole alpha. The fields have the names that they have in
//! the files.

use pallet_protocol::types::RecycleOrBurnEnum;
use serde::Deserialize;
use taonet_golden::Wide;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// A small number that stands for an account.
pub type Account = u64;

/// A share, or a sum of shares: mantissa and decimal exponent.
pub type Share = (Wide<u128>, i64);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
	pub schema: String,
	/// What the numbers were drawn from.
	#[serde(rename = "seed")]
	_seed: u64,
	pub initial: Initial,
	/// Hotkey, coldkey.
	pub owners: Vec<(Account, Account)>,
	pub steps: Vec<Step>,
}

#[derive(Deserialize)]
pub struct Initial {
	#[serde(flatten)]
	pub state: State,
	pub subnets_full: Vec<Subnet>,
}

/// What of a subnet is not in the state after each step.
#[derive(Deserialize)]
pub struct Subnet {
	pub netuid: NetUid,
	pub subnet_account_balance: u64,
	pub hyper: Hyperparameters,
}

#[derive(Deserialize)]
pub struct Hyperparameters {
	pub mechanism: u16,
	pub subtoken_enabled: bool,
	pub swap_fee_rate: u16,
	pub owner_coldkey: Account,
	pub owner_hotkey: Account,
}

#[derive(Deserialize)]
pub struct Step {
	#[serde(flatten)]
	pub operation: Operation,
	pub result: Answer,
	pub after: State,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
	Ok,
	Error(String),
}

impl Answer {
	/// "ok", or the name of the error.
	pub fn name(&self) -> &str {
		match self {
			Self::Ok => "ok",
			Self::Error(name) => name,
		}
	}
}

#[derive(Debug, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Operation {
	AddStake {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: TaoBalance,
	},
	AddStakeLimit {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: TaoBalance,
		limit_price: TaoBalance,
		allow_partial: bool,
	},
	RemoveStake {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: AlphaBalance,
	},
	RemoveStakeLimit {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: AlphaBalance,
		limit_price: TaoBalance,
		allow_partial: bool,
	},
	UnstakeAll {
		hotkey: Account,
		coldkey: Account,
	},
	MoveStake {
		hotkey: Account,
		dest_hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		dest_netuid: NetUid,
		amount: AlphaBalance,
	},
	TransferStake {
		hotkey: Account,
		coldkey: Account,
		dest_coldkey: Account,
		netuid: NetUid,
		dest_netuid: NetUid,
		amount: AlphaBalance,
	},
	SwapStake {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		dest_netuid: NetUid,
		amount: AlphaBalance,
	},
	RecycleAlpha {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: AlphaBalance,
	},
	BurnAlpha {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		amount: AlphaBalance,
	},
	SetWeights {
		hotkey: Account,
		netuid: NetUid,
		uids: Vec<u16>,
		values: Vec<u16>,
	},
	SetChildren {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
		/// Proportion, in parts of 2^64 - 1, and child.
		children: Vec<(u64, Account)>,
	},
	BurnedRegister {
		hotkey: Account,
		coldkey: Account,
		netuid: NetUid,
	},
	/// No call: what a dividend does to all who have staked on a hotkey.
	DividendToAllNominators {
		hotkey: Account,
		netuid: NetUid,
		amount: AlphaBalance,
	},
	/// No call: the state was set.
	SetEmissionEnabled {
		netuid: NetUid,
		value: bool,
	},
	/// No call: the state was set.
	SetChildkeyTake {
		hotkey: Account,
		netuid: NetUid,
		take: u16,
	},
	/// No call: the state was set.
	SetRecycleOrBurn {
		netuid: NetUid,
		value: RecycleOrBurnEnum,
	},
	/// No call: new TAO on an account.
	MintBalance {
		coldkey: Account,
		amount: u64,
	},
}

#[derive(Deserialize)]
pub struct State {
	/// Netuid, TAO and alpha in the pool, alpha outside, flow of TAO, weight of TAO in the pool in parts of 10^18.
	pub subnets: Vec<(NetUid, u64, u64, u64, i64, u64)>,
	/// Coldkey, free TAO.
	pub balances: Vec<(Account, u64)>,
	/// Hotkey, coldkey, netuid, what the share is worth, the share.
	pub positions: Vec<(Account, Account, NetUid, u64, Share)>,
	/// Hotkey, netuid, what the hotkey holds, the sum of all shares.
	pub pools: Vec<(Account, NetUid, u64, Share)>,
	pub global: Global,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Global {
	pub balances_total_issuance: u64,
	pub total_issuance: u64,
	pub total_stake: u64,
	pub block: u64,
	pub block_author_balance: u64,
	pub block_emission: u64,
}
