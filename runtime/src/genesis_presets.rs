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
	RuntimeGenesisConfig, SudoConfig, TAO,
};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use hex_literal::hex;
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{ed25519, sr25519};
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

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

fn development_genesis(authorities: &[Authority], slot_millis: u64) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: AuraConfig { authorities: authorities.iter().map(|(aura, _)| aura.clone()).collect() },
		balances: BalancesConfig { balances: development_balances() },
		chain_parameters: ChainParametersConfig { slot_millis },
		grandpa: GrandpaConfig { authorities: authorities.iter().map(|(_, grandpa)| (grandpa.clone(), 1)).collect() },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// Everything a network must decide for itself stands here empty, so that it can be filled in.
fn production_genesis() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: AuraConfig { authorities: vec![] },
		balances: BalancesConfig { balances: vec![] },
		chain_parameters: ChainParametersConfig { slot_millis: pallet_chain_parameters::DEFAULT_SLOT_MILLIS },
		grandpa: GrandpaConfig { authorities: vec![] },
		sudo: SudoConfig { key: None },
	})
}

/// The preset of that name as a patch on the runtime's default genesis; none if there is no such preset.
pub fn patch(name: &str) -> Option<Value> {
	let authorities = development_authorities();
	let only_one = authorities.first_chunk::<1>();
	match name {
		DEV => Some(development_genesis(only_one?, FAST_SLOT_MILLIS)),
		LOCAL => Some(development_genesis(&authorities, FAST_SLOT_MILLIS)),
		LOCAL_12S => Some(development_genesis(&authorities, pallet_chain_parameters::DEFAULT_SLOT_MILLIS)),
		PRODUCTION => Some(production_genesis()),
		_ => None,
	}
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
