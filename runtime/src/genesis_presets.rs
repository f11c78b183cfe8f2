//! The first block of each network.
//!
//! | preset | authorities | slots | for |
//! | --- | --- | --- | --- |
//! | `dev` | One | 250 ms | one developer, one node |
//! | `local` | One, Two, Three | 250 ms | a local network |
//! | `local-12s` | One, Two, Three | 12 s | the same at the pace of a production network |
//! | `production` | none yet | 12 s | a network of your own: its authorities, balances and sudo key are filled in by hand |
//!
//! The first three hold development keys, which everybody knows.

use crate::{
	AccountId, AuraConfig, Balance, BalancesConfig, ChainParametersConfig, Grandpa, GrandpaConfig, Runtime,
	RuntimeGenesisConfig, StakingConfig, SubnetsConfig, SudoConfig, TAO,
};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use hex_literal::hex;
use pallet_chain_parameters::KeyWaits;
use pallet_staking::GenesisStake;
use pallet_subnets::{GenesisNeuron, GenesisPool, GenesisSubnet};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{ed25519, sr25519};
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// One author, fast slots.
pub const DEV: &str = "dev";
/// Three authors, fast slots.
pub const LOCAL: &str = "local";
/// Three authors, slots of 12 seconds.
pub const LOCAL_12S: &str = "local-12s";
/// No development keys; not usable before it is filled in.
pub const PRODUCTION: &str = "production";

/// All presets.
pub const NAMES: [&str; 4] = [DEV, LOCAL, LOCAL_12S, PRODUCTION];

/// Length of a slot on local chains, in milliseconds. Clients recognise fast blocks by this very number.
pub const FAST_SLOT_MILLIS: u64 = 250;

/// Balance of Alice, Bob and Charlie, in RAO: 1 000 000 TAO.
pub const RICH: Balance = 1_000_000 * TAO;
/// Balance of the other development accounts, in RAO: 2000 TAO.
pub const MODEST: Balance = 2_000 * TAO;

/// Least worth of a nomination on a production network, in millionths of the least amount that can be staked: 0.1 TAO.
/// Local chains have none. Economics D5.
pub const NOMINATOR_FACTOR: u64 = 200_000_000;

/// Hotkey of Alice, `//Alice_hk`.
pub const ALICE_HOTKEY: AccountId =
	AccountId::new(hex!("506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128"));
/// The all-zero account, which stands for nobody.
pub const NOBODY: AccountId = AccountId::new([0; 32]);

/// An authority: the key it authors with and the key it votes with.
pub type Authority = (AuraId, GrandpaId);

// Development keys that `sp-keyring` does not have. `tests/scenarios/genesis.rs` derives them again.
const THREE_SR25519: [u8; 32] = hex!("9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502");
const THREE_ED25519: [u8; 32] = hex!("ecccf9cddf1b329b7c6554e78b0a34ba760de390e351b0ee450a42955fb18470");
/// The account that the EVM development address Alith maps to.
pub const ALITH: AccountId = AccountId::new(hex!("a02a00e549cb104f710d3fe6f2f83e91524d2a40c4ed831658a120883077f9a9"));
/// The account that the EVM development address Baltathar maps to.
pub const BALTATHAR: AccountId =
	AccountId::new(hex!("caf8959d3c25429e5797758aa16e326839c744a374c3157fdad86e65458f6c59"));

/// The authorities of local networks: `//One`, `//Two`, `//Three`.
pub fn development_authorities() -> [Authority; 3] {
	[
		(Sr25519Keyring::One.public().into(), Ed25519Keyring::One.public().into()),
		(Sr25519Keyring::Two.public().into(), Ed25519Keyring::Two.public().into()),
		(sr25519::Public::from_raw(THREE_SR25519).into(), ed25519::Public::from_raw(THREE_ED25519).into()),
	]
}

/// Who owns what on a local chain, in RAO.
pub fn development_balances() -> Vec<(AccountId, Balance)> {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
	let rich = [Alice, Bob, Charlie].map(|key| (key.to_account_id(), RICH));
	let modest = [Dave, Eve, Ferdie, One, Two].map(|key| (key.to_account_id(), MODEST));
	let unnamed = [AccountId::new(THREE_SR25519), ALITH, BALTATHAR].map(|account| (account, MODEST));
	rich.into_iter().chain(modest).chain(unnamed).collect()
}

/// How fast a local chain is, and what goes with it.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Pace {
	/// Slots of 250 milliseconds, and waits cut to what a test can sit out.
	Fast,
	/// Slots of 12 seconds and the waits of a production network, except for those of children.
	Production,
}

impl Pace {
	fn parameters(self) -> ChainParametersConfig {
		match self {
			Self::Fast => ChainParametersConfig {
				slot_millis: FAST_SLOT_MILLIS,
				new_subnet_tempo: 10,
				epochs_per_block: 32,
				trimming_blocks: 1,
				mechanism_blocks: 1,
				crowdloan_minimum_blocks: 50,
				crowdloan_maximum_blocks: 20_000,
				key_waits: self.key_waits(),
				..Default::default()
			},
			Self::Production => ChainParametersConfig { key_waits: self.key_waits(), ..Default::default() },
		}
	}

	/// Children are chosen within a test on any local chain.
	fn key_waits(self) -> KeyWaits {
		let waits = KeyWaits { set_children: 15, pending_children: 15, ..Default::default() };
		match self {
			Self::Fast => KeyWaits {
				childkey_take: 5,
				hotkey_swap_on_subnet: 1,
				coldkey_swap_announcement: 50,
				coldkey_swap_reannouncement: 10,
				..waits
			},
			Self::Production => waits,
		}
	}

	/// Who owns root: coldkey and hotkey. On slow chains nobody.
	fn root_owner(self) -> (AccountId, AccountId) {
		match self {
			Self::Fast => (Sr25519Keyring::Alice.to_account_id(), ALICE_HOTKEY),
			Self::Production => (NOBODY, NOBODY),
		}
	}
}

/// Root, where TAO itself is staked. Spec: subnets 11.
fn root_subnet((owner, owner_hotkey): (AccountId, AccountId)) -> GenesisSubnet<AccountId> {
	GenesisSubnet {
		netuid: NetUid::ROOT,
		owner,
		owner_hotkey,
		tempo: 100,
		max_allowed_uids: 64,
		max_allowed_validators: 64,
		min_allowed_weights: 0,
		target_registrations_per_interval: 1,
		subtoken_enabled: true,
		locked: TaoBalance::ZERO,
		pool: None,
		neurons: vec![],
	}
}

/// The subnet that local chains begin with beside root. It belongs to nobody. Spec: subnets 11.
fn first_subnet() -> GenesisSubnet<AccountId> {
	GenesisSubnet {
		netuid: NetUid::new(1),
		owner: NOBODY,
		owner_hotkey: NOBODY,
		tempo: 100,
		max_allowed_uids: 256,
		max_allowed_validators: 64,
		min_allowed_weights: 0,
		target_registrations_per_interval: pallet_protocol::defaults::TARGET_REGISTRATIONS_PER_INTERVAL,
		subtoken_enabled: false,
		locked: TaoBalance::new(1),
		pool: Some(GenesisPool {
			tao: TaoBalance::new(10 * RAO_PER_TAO),
			alpha: AlphaBalance::new(10 * RAO_PER_TAO),
			alpha_outside: AlphaBalance::new(RAO_PER_TAO),
		}),
		neurons: vec![GenesisNeuron { hotkey: NOBODY, coldkey: NOBODY }],
	}
}

/// What is outside that subnet's pool: its only neuron holds it.
fn first_stake() -> GenesisStake<AccountId> {
	GenesisStake { hotkey: NOBODY, coldkey: NOBODY, netuid: NetUid::new(1), alpha: AlphaBalance::new(RAO_PER_TAO) }
}

fn development_genesis(authorities: &[Authority], pace: Pace) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: AuraConfig { authorities: authorities.iter().map(|(aura, _)| aura.clone()).collect() },
		balances: BalancesConfig { balances: development_balances() },
		chain_parameters: pace.parameters(),
		grandpa: GrandpaConfig { authorities: authorities.iter().map(|(_, grandpa)| (grandpa.clone(), 1)).collect() },
		subnets: SubnetsConfig {
			// Scenarios create several subnets in a row.
			network_rate_limit: 0,
			subnets: vec![root_subnet(pace.root_owner()), first_subnet()],
		},
		staking: StakingConfig { stakes: vec![first_stake()], ..Default::default() },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// Everything a network must decide for itself stands here empty, so that it can be filled in.
fn production_genesis() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: AuraConfig { authorities: vec![] },
		balances: BalancesConfig { balances: vec![] },
		chain_parameters: ChainParametersConfig::default(),
		grandpa: GrandpaConfig { authorities: vec![] },
		subnets: SubnetsConfig { subnets: vec![root_subnet((NOBODY, NOBODY))], ..Default::default() },
		staking: StakingConfig { nominator_min_required_stake: NOMINATOR_FACTOR, ..Default::default() },
		sudo: SudoConfig { key: None },
	})
}

/// The preset of that name as a patch on the runtime's default genesis; none if there is no such preset.
pub fn patch(name: &str) -> Option<Value> {
	let authorities = development_authorities();
	let only_one = authorities.first_chunk::<1>();
	match name {
		DEV => Some(development_genesis(only_one?, Pace::Fast)),
		LOCAL => Some(development_genesis(&authorities, Pace::Fast)),
		LOCAL_12S => Some(development_genesis(&authorities, Pace::Production)),
		PRODUCTION => Some(production_genesis()),
		_ => None,
	}
}

/// The genesis that a patch starts from, as JSON. For nodes that build one natively.
///
/// # Errors
///
/// Why it cannot be written as JSON.
#[cfg(feature = "std")]
pub fn default_config() -> serde_json::Result<Value> {
	serde_json::to_value(RuntimeGenesisConfig::default())
}

/// Writes the genesis that the JSON describes into the state at hand, as the runtime API does.
///
/// # Errors
///
/// What is wrong with it. Panics where a pallet refuses it.
#[cfg(feature = "std")]
pub fn build(config: &Value) -> sp_genesis_builder::Result {
	frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(config.to_string().into_bytes())
}

/// Whether somebody can author blocks and somebody can finalize them, by the state at hand. GRANDPA cannot count votes that
/// weigh nothing.
pub fn has_authorities() -> bool {
	let voters = Grandpa::grandpa_authorities();
	let votes_count = !voters.is_empty() && voters.iter().all(|(_, weight)| *weight > 0);
	votes_count && !pallet_aura::Authorities::<Runtime>::get().is_empty()
}

/// For the runtime API: the preset as JSON text.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	serde_json::to_vec(&patch(id)?).ok()
}

/// For the runtime API: the names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	NAMES.iter().copied().map(PresetId::from).collect()
}
