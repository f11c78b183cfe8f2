//! The documents `emission/scenario_N`: a small chain at block 1, and 400 entries, each with what was done in a block and the
//! state after the initialisation of the next one.
//!
//! Amounts are in RAO and alpha-rao. Bits are those of unsigned 64.64 numbers for prices and multiples, of signed 96.32 ones for
//! moving prices and thresholds, of unsigned 96.32 ones for proportions. The fields have the names that they have in the
//! files.

use crate::documents::{Account, Answer, Global, Operation, Share};
use pallet_protocol::types::RecycleOrBurnEnum;
use serde::Deserialize;
use serde_json::{Map, Value};
use taonet_golden::Wide;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Uid, and its entries: column and value.
pub type Rows = Vec<(u16, Vec<(u16, u16)>)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
	pub schema: String,
	#[serde(rename = "index")]
	_index: u64,
	/// What the numbers were drawn from.
	#[serde(rename = "seed")]
	_seed: u64,
	/// Whether the validators of root registered before there were subnets, so that they chose the subnets' owners as children
	/// just before block 1.
	pub root_first: bool,
	/// See [`Initial`].
	pub initial: Value,
	pub blocks: Vec<Entry>,
}

#[derive(Deserialize)]
pub struct Entry {
	/// In which block `ops` were done, after its initialisation.
	pub ops_in_block: u64,
	pub ops: Vec<Done>,
	/// Null where nothing was done.
	pub after_ops: Option<Map<String, Value>>,
	/// The block that was initialised then.
	pub block: u64,
	pub parent_hash: String,
	/// What was recorded after its initialisation.
	#[serde(flatten)]
	pub state: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct Done {
	#[serde(flatten)]
	pub operation: Operation,
	pub result: Answer,
}

/// What is written into storage. The document holds figures beside it that follow from it.
#[derive(Deserialize)]
pub struct Initial {
	pub global: Global,
	pub settings: Settings,
	pub subnets: Vec<Subnet>,
	/// Coldkey, free TAO.
	pub balances: Vec<(Account, u64)>,
	/// Hotkey, coldkey, netuid, what the share is worth, the share.
	pub positions: Vec<(Account, Account, NetUid, u64, Share)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
	pub block_author: Account,
	pub ck_burn: u64,
	pub default_min_stake: u64,
	/// Hotkey, u16 proportion.
	pub delegate_takes: Vec<(Account, u16)>,
	pub existential_deposit: u64,
	pub max_epochs_per_block: u8,
	pub net_tao_flow_enabled: bool,
	pub nominator_min_stake: u64,
	pub num_root_claim: u64,
	/// Hotkey, coldkey.
	pub owners: Vec<(Account, Account)>,
	pub root_claim_type_default: String,
	/// Of the subnets in their order, without root.
	pub root_claimable_threshold_bits: Vec<Wide<i128>>,
	pub stake_threshold: u64,
	pub staking_coldkeys_by_index: Vec<Account>,
	pub subnet_moving_alpha_bits: Wide<i128>,
	pub subnet_owner_cut: u16,
	pub tao_weight: u64,
}

#[derive(Deserialize)]
pub struct Subnet {
	pub netuid: NetUid,
	pub hyper: Hyperparameters,
	pub neurons: Neurons,
	pub relations: Relations,
	pub tao: TaoBalance,
	pub alpha_in: AlphaBalance,
	pub alpha_out: AlphaBalance,
	pub quote_weight: u64,
	pub subnet_account_balance: u64,
	pub protocol_alpha: AlphaBalance,
	pub tao_flow: i64,
	pub protocol_flow: i64,
	pub volume: Wide<u128>,
	pub moving_price_bits: Wide<i128>,
	pub emission_enabled: bool,
	pub burn: TaoBalance,
	pub tao_in_emission: TaoBalance,
	pub alpha_in_emission: AlphaBalance,
	pub alpha_out_emission: AlphaBalance,
	pub excess_tao: TaoBalance,
	pub root_sell_tao: TaoBalance,
	pub pending_server: AlphaBalance,
	pub pending_validator: AlphaBalance,
	pub pending_root_alpha: AlphaBalance,
	pub pending_owner_cut: AlphaBalance,
	pub root_prop_bits: Wide<u128>,
	pub miner_burned_bits: Wide<u128>,
	pub blocks_since_last_step: u64,
	pub last_epoch_block: u64,
	pub last_mechanism_step_block: u64,
	pub epoch_index: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hyperparameters {
	pub activity_cutoff_factor_milli: u32,
	pub alpha_high: u16,
	pub alpha_low: u16,
	pub alpha_sigmoid_steepness: i16,
	pub bonds_moving_average: u64,
	pub bonds_penalty: u16,
	pub burn_half_life: u16,
	pub burn_increase_mult_bits: Wide<u128>,
	pub ema_price_halving_blocks: u64,
	pub first_emission_block: Option<u64>,
	pub immunity_period: u16,
	pub kappa: u16,
	pub liquid_alpha_on: bool,
	pub max_allowed_uids: u16,
	pub max_allowed_validators: u16,
	pub max_burn: TaoBalance,
	pub mechanism: u16,
	pub min_burn: TaoBalance,
	pub network_registration_allowed: bool,
	pub owner_coldkey: Account,
	pub owner_cut_enabled: bool,
	pub owner_hotkey: Account,
	pub recycle_or_burn: RecycleOrBurnEnum,
	pub subtoken_enabled: bool,
	pub swap_fee_rate: u16,
	pub tempo: u16,
	pub yuma3_on: bool,
}

/// By uid.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neurons {
	pub hotkeys: Vec<Account>,
	pub active: Vec<bool>,
	pub block_at_registration: Vec<u64>,
	pub bonds: Rows,
	pub consensus: Vec<u16>,
	pub dividends: Vec<u16>,
	pub emission: Vec<AlphaBalance>,
	pub incentive: Vec<u16>,
	pub last_update: Vec<u64>,
	pub stake_weight: Vec<u16>,
	pub validator_permit: Vec<bool>,
	pub validator_trust: Vec<u16>,
	pub weights: Rows,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
	/// Child, and its parents: u64 proportion and hotkey.
	pub parents: Vec<(Account, Vec<(u64, Account)>)>,
}
