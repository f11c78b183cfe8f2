//! Who is there from the first block.

use crate::options::Options;
use pallet_staking::GenesisStake;
use pallet_subnets::{GenesisNeuron, GenesisPool, GenesisSubnet};
use sp_keyring::Sr25519Keyring;
use std::fmt;
use taonet_runtime::{AccountId, AuraConfig, BalancesConfig, RuntimeGenesisConfig, StakingConfig, SubnetsConfig, TAO};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Blocks between two epochs of a subnet.
pub const TEMPO: u16 = 360;
/// TAO, and alpha, in the pool of a subnet at first.
const POOL: u64 = 10_000;
/// Alpha that a validator has on a subnet at first, on the average.
const ALPHA_OF_VALIDATOR: u64 = 500;
/// TAO that somebody has who stakes.
const TAO_OF_STAKER: u64 = 20_000;
/// TAO of the others, for what costs something.
const TAO_OF_NEURON: u64 = 100;

/// What an account is for; with a number it makes the account.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Role {
	ValidatorColdkey = 1,
	ValidatorHotkey,
	MinerColdkey,
	MinerHotkey,
	Staker,
}

fn account(role: Role, first: u16, second: u16) -> AccountId {
	let mut bytes = [0x51; 32];
	bytes[0] = role as u8;
	bytes[1..3].copy_from_slice(&first.to_be_bytes());
	bytes[3..5].copy_from_slice(&second.to_be_bytes());
	AccountId::new(bytes)
}

/// Subnets, and who is on them. Validators have the first uids; the first miner is the subnet's owner.
pub struct World {
	/// Subnets beside root, which have the numbers from 1 on.
	pub subnets: u16,
	/// Validators of each.
	pub validators: u16,
	/// Miners of each.
	pub miners: u16,
	/// People who stake.
	pub stakers: u16,
}

impl World {
	/// As many as the options say.
	pub fn new(options: &Options) -> Self {
		let &Options { subnets, validators, miners, stakers, .. } = options;
		Self { subnets, validators, miners, stakers }
	}

	/// All subnets but root.
	pub fn netuids(&self) -> impl Iterator<Item = NetUid> {
		(1..=self.subnets).map(NetUid::new)
	}

	/// The hotkey of a validator, the same on all subnets.
	pub fn validator(&self, number: u16) -> AccountId {
		account(Role::ValidatorHotkey, 0, number)
	}

	/// The coldkey of the subnet's owner.
	pub fn owner(&self, netuid: NetUid) -> AccountId {
		account(Role::MinerColdkey, netuid.get(), 0)
	}

	/// Somebody who stakes.
	pub fn staker(&self, number: u16) -> AccountId {
		account(Role::Staker, 0, number)
	}

	/// All of it as the first state.
	pub fn genesis(&self) -> RuntimeGenesisConfig {
		let stakes: Vec<_> = self.netuids().flat_map(|netuid| self.first_stakes(netuid)).collect();
		let subnets = [self.root()].into_iter().chain(self.netuids().map(|netuid| self.subnet(netuid, &stakes)));
		RuntimeGenesisConfig {
			aura: AuraConfig { authorities: vec![Sr25519Keyring::One.public().into()] },
			balances: BalancesConfig { balances: self.balances(), ..Default::default() },
			subnets: SubnetsConfig { subnets: subnets.collect(), ..Default::default() },
			staking: StakingConfig {
				nominator_min_required_stake: taonet_runtime::genesis_presets::NOMINATOR_FACTOR,
				stakes,
			},
			..Default::default()
		}
	}

	fn balances(&self) -> Vec<(AccountId, u64)> {
		let validators = (0..self.validators).map(|number| account(Role::ValidatorColdkey, 0, number));
		let miners = self
			.netuids()
			.flat_map(|netuid| (0..self.miners).map(move |number| account(Role::MinerColdkey, netuid.get(), number)));
		let stakers = (0..self.stakers).map(|number| (self.staker(number), TAO_OF_STAKER * TAO));
		validators.chain(miners).map(|neuron| (neuron, TAO_OF_NEURON * TAO)).chain(stakers).collect()
	}

	/// The more a validator has, the lower its number.
	fn first_stakes(&self, netuid: NetUid) -> Vec<GenesisStake<AccountId>> {
		let of_validator = |number: u16| {
			let place = f64::from(number) / f64::from(self.validators);
			let alpha = (ALPHA_OF_VALIDATOR as f64 * 2.0 * (1.0 - place) * TAO as f64) as u64;
			let (coldkey, hotkey) = (account(Role::ValidatorColdkey, 0, number), self.validator(number));
			GenesisStake { hotkey, coldkey, netuid, alpha: AlphaBalance::new(alpha) }
		};
		(0..self.validators).map(of_validator).collect()
	}

	fn root(&self) -> GenesisSubnet<AccountId> {
		GenesisSubnet {
			netuid: NetUid::ROOT,
			owner: AccountId::new([0; 32]),
			owner_hotkey: AccountId::new([0; 32]),
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

	fn subnet(&self, netuid: NetUid, stakes: &[GenesisStake<AccountId>]) -> GenesisSubnet<AccountId> {
		let here = stakes.iter().filter(|stake| stake.netuid == netuid);
		let outside = here.map(|stake| stake.alpha.get()).sum();
		let validators =
			(0..self.validators).map(|number| (self.validator(number), account(Role::ValidatorColdkey, 0, number)));
		let miners = (0..self.miners).map(|number| {
			(account(Role::MinerHotkey, netuid.get(), number), account(Role::MinerColdkey, netuid.get(), number))
		});
		GenesisSubnet {
			netuid,
			owner: self.owner(netuid),
			owner_hotkey: account(Role::MinerHotkey, netuid.get(), 0),
			tempo: TEMPO,
			max_allowed_uids: 256,
			max_allowed_validators: self.validators,
			min_allowed_weights: 0,
			target_registrations_per_interval: 2,
			subtoken_enabled: false,
			locked: TaoBalance::ZERO,
			pool: Some(GenesisPool {
				tao: TaoBalance::new(POOL * TAO),
				alpha: AlphaBalance::new(POOL * TAO),
				alpha_outside: AlphaBalance::new(outside),
			}),
			neurons: validators.chain(miners).map(|(hotkey, coldkey)| GenesisNeuron { hotkey, coldkey }).collect(),
		}
	}
}

impl fmt::Display for World {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { subnets, validators, miners, stakers } = self;
		write!(f, "{subnets} subnets of {validators} validators and {miners} miners, {stakers} stakers")
	}
}
