//! Random calls by random people: nothing panics, the books balance after every block, and in the end everybody gets out.
//!
//! `TAONET_RANDOM_BLOCKS` makes the run longer, `TAONET_RANDOM_SEED` another one; `TAONET_RANDOM_TRACE=1` prints every call
//! and what it was answered. Each block holds up to [`CALLS_PER_BLOCK`] calls; every invariant of every pallet is checked
//! after it.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../common/chain.rs"]
mod chain;
mod crowdloans;
#[path = "../common/kit.rs"]
mod kit;
mod leaving;
mod relations;
mod staking;
mod weights;

use crate::{
	chain::{send, Chain},
	crowdloans::CROWDLOAN_CALLS,
	kit::{account, call, coldkey, describe_subnet, events, hotkey, root, AdminCall, ProtocolCall},
	leaving::{clear_obstacles, everybody_leaves, finish_what_was_begun, AlphaBooks, Position},
	relations::{shorten_waits, RELATION_CALLS},
	staking::STAKE_CALLS,
	weights::{Said, VERSION, WEIGHT_CALLS},
};
use codec::{Decode, Encode};
use frame_support::traits::{GetCallMetadata, PalletInfoAccess};
use pallet_protocol::{
	types::{ChainIdentityV2, SubnetIdentityV3},
	AlphaDividendsPerSubnet, AlphaV2, Event, FirstEmissionBlockNumber, LastMechansimStepBlock, MaxAllowedUids,
	MinAllowedUids, RootAlphaDividendsPerSubnet, SubnetAlphaIn, SubnetOwner, SubnetTAO, SubnetworkN, SubtokenEnabled,
	Tempo, TransferToggle,
};
use rand::{rngs::StdRng, seq::IndexedRandom, Rng, SeedableRng};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, AdminUtils, AlphaAssets, Runtime, RuntimeCall, RuntimeEvent, Subnets, System};
use taonet_types::{AlphaBalance, MechId, NetUid, TaoBalance, RAO_PER_TAO};

/// Blocks of a run, unless the environment says otherwise.
const BLOCKS: u32 = 600;
/// Most calls in one of its blocks.
const CALLS_PER_BLOCK: usize = 20;
/// Coldkeys beside the well-known ones, and hotkeys of nobody at first.
const STRANGERS: u32 = 8;
const HOTKEYS: u32 = 60;
/// `NominatorMinRequiredStake` of nominations worth 0.1 TAO.
const TENTH_OF_A_TAO: u64 = 200_000_000;
/// Neurons of a subnet.
const SLOTS: u16 = 8;
/// Blocks for which all subnets of even or of odd number let weights be committed to first.
const PHASE: u32 = 60;
/// The longest tempo that root leaves alone.
const LONGEST_TEMPO: u16 = 12;

fn setting(name: &str, default: u64) -> u64 {
	std::env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// What happened in a run.
#[derive(Default)]
struct Tally {
	tells_all: bool,
	calls: u64,
	succeeded: BTreeMap<String, u64>,
	refused: BTreeMap<String, u64>,
	created: u64,
	dissolved: u64,
	dividends: u64,
	root_dividends: u64,
	claims: u64,
	leases: u64,
	alpha_fees: u64,
	/// Weights that were encrypted, and set by the chain.
	opened: u64,
	/// Fields of commitments that were encrypted, and revealed by the chain.
	revealed: u64,
	/// Epochs after which there was something paid, of those that paid for alpha, and that paid for stake on root.
	epochs: u64,
	epochs_for_alpha: u64,
	epochs_for_root: u64,
}

impl Tally {
	fn count(&mut self, call: &RuntimeCall, result: DispatchResult) {
		self.calls += 1;
		if self.tells_all {
			println!("{result:?}: {call:?}");
		}
		let name = call.get_call_metadata();
		let count = self.succeeded.entry(format!("{}.{}", name.pallet_name, name.function_name)).or_default();
		*count += u64::from(result.is_ok());
		if let Err(error) = result {
			*self.refused.entry(<&str>::from(error).to_owned()).or_default() += 1;
		}
	}

	fn count_events(&mut self) {
		let is_revealed = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Commitments(pallet_commitments::Event::CommitmentRevealed { .. }))
		};
		let revealed = System::events().into_iter().filter(|record| is_revealed(&record.event)).count();
		self.revealed += u64::try_from(revealed).expect("there are few");
		for event in events() {
			match event {
				Event::NetworkAdded(..) => self.created += 1,
				Event::NetworkRemoved(_) => self.dissolved += 1,
				Event::TransactionFeePaidWithAlpha { .. } => self.alpha_fees += 1,
				Event::RootClaimed { .. } => self.claims += 1,
				Event::SubnetLeaseCreated { .. } => self.leases += 1,
				Event::TimelockedWeightsRevealed(..) => self.opened += 1,
				_ => {},
			}
		}
	}

	fn count_epochs(&mut self) {
		let now = u64::from(System::block_number());
		let paid = |netuid: &NetUid| !netuid.is_root() && LastMechansimStepBlock::<Runtime>::get(*netuid) == now;
		for netuid in Subnets::subnets().into_iter().filter(paid) {
			self.epochs += 1;
			let for_alpha = AlphaDividendsPerSubnet::<Runtime>::iter_key_prefix(netuid).next();
			let for_root = RootAlphaDividendsPerSubnet::<Runtime>::iter_key_prefix(netuid).next();
			self.epochs_for_alpha += u64::from(for_alpha.is_some());
			self.epochs_for_root += u64::from(for_root.is_some());
		}
	}
}

/// Chooses what is done next.
struct Crowd {
	dice: StdRng,
	coldkeys: Vec<AccountId>,
	hotkeys: Vec<AccountId>,
	/// Where there was stake at the beginning of the block.
	positions: Vec<Position>,
	/// How many coldkeys have come that nobody had seen before.
	newcomers: u32,
	/// To which coldkey somebody has announced a swap.
	announced: BTreeMap<AccountId, AccountId>,
	/// Weights to which validators have committed by their hashes, or have tried to.
	committed: Vec<Said>,
}

impl Crowd {
	fn new(seed: u64) -> Self {
		let known = [Alice, Bob, Charlie, Dave, Eve, Ferdie];
		let strangers = (0..STRANGERS).map(account);
		let coldkeys = known.map(coldkey).into_iter().chain(strangers).collect();
		let hotkeys = known.map(hotkey).into_iter().chain((1000..1000 + HOTKEYS).map(account)).collect();
		let (positions, announced, committed) = (vec![], BTreeMap::new(), vec![]);
		Self { dice: StdRng::seed_from_u64(seed), coldkeys, hotkeys, positions, newcomers: 0, announced, committed }
	}

	fn chance(&mut self, percent: u32) -> bool {
		self.dice.random_ratio(percent, 100)
	}

	fn coldkey(&mut self) -> AccountId {
		self.coldkeys.choose(&mut self.dice).expect("there are some").clone()
	}

	/// Mostly a hotkey, sometimes what should not be one: a coldkey, or the account of a subnet.
	fn hotkey(&mut self) -> AccountId {
		match self.dice.random_range(0..30) {
			0 => self.coldkey(),
			1 => {
				let netuid = self.netuid();
				pallet_issuance::Pallet::<Runtime>::subnet_account(netuid)
			},
			_ => self.hotkeys.choose(&mut self.dice).expect("there are some").clone(),
		}
	}

	/// Mostly a live subnet.
	fn netuid(&mut self) -> NetUid {
		let live = Subnets::subnets();
		match live.choose(&mut self.dice) {
			Some(netuid) if !self.chance(5) => *netuid,
			_ => NetUid::new(self.dice.random_range(0..20)),
		}
	}

	fn bytes(&mut self, most: usize) -> Vec<u8> {
		let length = self.dice.random_range(0..=most);
		(0..length).map(|_| self.dice.random()).collect()
	}

	/// Small, or any.
	fn number(&mut self) -> u64 {
		let bits = self.dice.random_range(0..80);
		self.dice.random::<u64>().checked_shr(bits).unwrap_or_else(|| u64::from(self.chance(50)))
	}

	fn identity(&mut self) -> SubnetIdentityV3 {
		SubnetIdentityV3 { subnet_name: self.bytes(300), description: self.bytes(1100), ..Default::default() }
	}

	fn registration(&mut self) -> ProtocolCall {
		let (netuid, hotkey) = (self.netuid(), self.hotkey());
		match self.dice.random_range(0..4) {
			0 => ProtocolCall::register_limit { netuid, hotkey, limit_price: self.number() },
			1 => ProtocolCall::root_register { hotkey },
			2 => ProtocolCall::register {
				netuid,
				block_number: self.number(),
				nonce: self.number(),
				work: self.bytes(40),
				coldkey: self.coldkey(),
				hotkey,
			},
			_ => ProtocolCall::burned_register { netuid, hotkey },
		}
	}

	fn service(&mut self) -> ProtocolCall {
		let netuid = self.netuid();
		let (version, ip, port) = (self.dice.random(), u128::from(self.number()), self.dice.random_range(0..9));
		let ip_type = *[4, 4, 6, 5].choose(&mut self.dice).expect("there are some");
		let (protocol, placeholder1, placeholder2) = self.dice.random();
		match self.dice.random_range(0..3) {
			0 => ProtocolCall::serve_prometheus { netuid, version, ip, port, ip_type },
			1 => ProtocolCall::serve_axon { netuid, version, ip, port, ip_type, protocol, placeholder1, placeholder2 },
			_ => ProtocolCall::serve_axon_tls {
				netuid,
				version,
				ip,
				port,
				ip_type,
				protocol,
				placeholder1,
				placeholder2,
				certificate: self.bytes(70),
			},
		}
	}

	fn ownership(&mut self) -> ProtocolCall {
		let netuid = self.netuid();
		match self.dice.random_range(0..6) {
			0 => ProtocolCall::start_call { netuid },
			1 => ProtocolCall::set_tempo { netuid, tempo: self.dice.random_range(300..500) },
			2 => ProtocolCall::trigger_epoch { netuid },
			3 => ProtocolCall::set_activity_cutoff_factor { netuid, factor_milli: self.dice.random_range(0..60_000) },
			4 => describe_subnet(netuid, self.identity()),
			_ => {
				let symbol = char::from_u32(self.dice.random_range(0x03B0..0x03C2)).expect("is a letter");
				ProtocolCall::update_symbol { netuid, symbol: symbol.to_string().into_bytes() }
			},
		}
	}

	fn presentation(&mut self) -> ProtocolCall {
		if self.chance(60) {
			return ProtocolCall::try_associate_hotkey { hotkey: self.hotkey() };
		}
		let ChainIdentityV2 { name, url, github_repo, image, discord, description, additional } =
			ChainIdentityV2 { name: self.bytes(300), image: self.bytes(1100), ..Default::default() };
		ProtocolCall::set_identity { name, url, github_repo, image, discord, description, additional }
	}

	fn payment(&mut self) -> RuntimeCall {
		let dest = if self.chance(90) { self.coldkey() } else { self.hotkey() };
		let value = self.number();
		match self.dice.random_range(0..4) {
			0 => pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: dest.into(), value }.into(),
			1 => {
				pallet_balances::Call::<Runtime>::transfer_all { dest: dest.into(), keep_alive: self.chance(50) }.into()
			},
			2 => pallet_balances::Call::<Runtime>::burn { value: value >> 20, keep_alive: self.chance(50) }.into(),
			_ => pallet_balances::Call::<Runtime>::transfer_allow_death { dest: dest.into(), value }.into(),
		}
	}

	/// Any call of AdminUtils with any arguments: whatever random bytes decode to.
	fn setting(&mut self) -> RuntimeCall {
		loop {
			let mut bytes = vec![AdminUtils::index() as u8, self.dice.random_range(0..100)];
			bytes.extend(self.netuid().encode());
			let value = self.number();
			bytes.extend(value.to_le_bytes());
			bytes.extend(self.bytes(60));
			bytes.resize(100, 0);
			// Authorities are another matter, and not the protocol's.
			match RuntimeCall::decode(&mut bytes.as_slice()) {
				Ok(RuntimeCall::AdminUtils(
					AdminCall::swap_authorities { .. } | AdminCall::schedule_grandpa_change { .. },
				)) => {},
				Ok(call) => return call,
				Err(_) => {},
			}
		}
	}

	fn call(&mut self) -> RuntimeCall {
		match self.dice.random_range(0..100) {
			0..30 => self.registration().into(),
			30..40 => self.service().into(),
			40..52 => self.ownership().into(),
			52..58 => self.presentation().into(),
			58..68 => self.payment(),
			68..94 => self.setting(),
			94 | 95 => ProtocolCall::register_network { hotkey: self.hotkey() }.into(),
			96 => {
				let identity = self.chance(80).then(|| self.identity());
				ProtocolCall::register_network_with_identity { hotkey: self.hotkey(), identity }.into()
			},
			97 => ProtocolCall::dissolve_network { coldkey: self.coldkey(), netuid: self.netuid() }.into(),
			98 => ProtocolCall::root_dissolve_network { netuid: self.netuid() }.into(),
			_ => {
				let calls = vec![self.registration().into(), self.payment(), self.adding().into()];
				pallet_utility::Call::<Runtime>::batch_all { calls }.into()
			},
		}
	}

	/// Who asks: mostly somebody who may, sometimes anybody.
	fn signer(&mut self, asked: &RuntimeCall) -> AccountId {
		let anybody = if matches!(asked, RuntimeCall::SubtensorModule(call) if is_service(call)) {
			self.hotkey()
		} else {
			self.coldkey()
		};
		if self.chance(20) {
			return anybody;
		}
		match asked {
			RuntimeCall::SubtensorModule(
				ProtocolCall::burned_register { hotkey, .. }
				| ProtocolCall::register { hotkey, .. }
				| ProtocolCall::register_limit { hotkey, .. }
				| ProtocolCall::root_register { hotkey }
				| ProtocolCall::increase_take { hotkey, .. }
				| ProtocolCall::decrease_take { hotkey, .. }
				| ProtocolCall::register_network { hotkey }
				| ProtocolCall::register_network_with_identity { hotkey, .. },
			) => Subnets::owner_of(hotkey).unwrap_or(anybody),
			RuntimeCall::SubtensorModule(call) if is_service(call) => {
				let registered = pallet_protocol::Keys::<Runtime>::get(self.netuid(), self.dice.random_range(0..4));
				if self.chance(50) {
					registered
				} else {
					anybody
				}
			},
			RuntimeCall::SubtensorModule(
				ProtocolCall::start_call { netuid }
				| ProtocolCall::set_tempo { netuid, .. }
				| ProtocolCall::trigger_epoch { netuid }
				| ProtocolCall::set_activity_cutoff_factor { netuid, .. }
				| ProtocolCall::set_subnet_identity { netuid, .. }
				| ProtocolCall::update_symbol { netuid, .. },
			) => pallet_protocol::SubnetOwner::<Runtime>::get(netuid),
			// Its first argument, if it has one of two bytes.
			RuntimeCall::AdminUtils(_) => {
				let bytes = asked.encode();
				let netuid = bytes.get(2..4).and_then(|mut netuid| NetUid::decode(&mut netuid).ok());
				netuid.map_or(anybody, pallet_protocol::SubnetOwner::<Runtime>::get)
			},
			_ => anybody,
		}
	}

	/// Who asks for what.
	fn person_and_call(&mut self) -> (AccountId, RuntimeCall) {
		if self.chance(20) {
			return self.weighing();
		}
		if self.chance(5) {
			return self.committing();
		}
		if self.chance(40) {
			let asked = self.call();
			return (self.signer(&asked), asked);
		}
		if self.chance(45) {
			let (signer, asked) = self.relation();
			return if self.chance(95) { (signer, asked) } else { (self.coldkey(), asked) };
		}
		let position = self.position();
		let coldkey = position.1.clone();
		let asked = self.stake_call(position);
		match asked {
			ProtocolCall::increase_take { .. } | ProtocolCall::decrease_take { .. } => {
				let asked = asked.into();
				(self.signer(&asked), asked)
			},
			_ if self.chance(5) || has_no_key(&coldkey) => (self.coldkey(), asked.into()),
			_ => (coldkey, asked.into()),
		}
	}

	/// Asks for something.
	fn act(&mut self, tally: &mut Tally) {
		let (signer, asked) = self.person_and_call();
		let by_root = match &asked {
			RuntimeCall::AdminUtils(_) => self.chance(40),
			RuntimeCall::SubtensorModule(ProtocolCall::root_dissolve_network { .. }) => self.chance(50),
			RuntimeCall::SubtensorModule(
				ProtocolCall::swap_coldkey { .. } | ProtocolCall::reset_coldkey_swap { .. },
			) => self.chance(80),
			_ => self.chance(2),
		};
		let result = if by_root { root(asked.clone()) } else { call(&signer, asked.clone()) };
		if result.is_ok() {
			self.note_swapped(&asked);
		}
		tally.count(&asked, result);
	}
}

/// Whether nobody can sign for an account: that of a subnet, which was given stake, and the coldkey of a lease.
fn has_no_key(coldkey: &AccountId) -> bool {
	AlphaAssets::is_subnet_account(coldkey)
		|| pallet_protocol::SubnetLeases::<Runtime>::iter_values().any(|lease| lease.coldkey == *coldkey)
}

/// Whether a hotkey signs it.
fn is_service(call: &ProtocolCall) -> bool {
	matches!(
		call,
		ProtocolCall::serve_axon { .. } | ProtocolCall::serve_axon_tls { .. } | ProtocolCall::serve_prometheus { .. }
	)
}

/// Root, and the test, mend what random calls have spoiled: everybody has money, room for few subnets, short waits, low
/// prices, and nominations are worth so much at least (see `NominatorMinRequiredStake`).
fn put_right(coldkeys: &[AccountId], least_nomination: u64) {
	for coldkey in coldkeys {
		let who = coldkey.clone().into();
		let new_free = 20_000 * RAO_PER_TAO;
		assert_eq!(root(pallet_balances::Call::<Runtime>::force_set_balance { who, new_free }), Ok(()));
	}
	let settings = [
		AdminCall::sudo_set_admin_freeze_window { window: 0 },
		AdminCall::sudo_set_owner_hparam_rate_limit { epochs: 0 },
		AdminCall::sudo_set_subnet_limit { max_subnets: 5 },
		AdminCall::sudo_set_network_immunity_period { immunity_period: 100 },
		AdminCall::sudo_set_network_rate_limit { rate_limit: 0 },
		AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::new(100 * RAO_PER_TAO) },
		AdminCall::sudo_set_lock_reduction_interval { interval: 5 },
		AdminCall::sudo_set_start_call_delay { delay: 3 },
		AdminCall::sudo_set_default_take { default_take: 11_796 },
		AdminCall::sudo_set_min_delegate_take { take: 0 },
		AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 3 },
		AdminCall::sudo_set_nominator_min_required_stake { min_stake: least_nomination },
		AdminCall::sudo_set_stake_threshold { min_stake: 0 },
		AdminCall::sudo_set_commit_reveal_version { version: VERSION },
		AdminCall::sudo_set_max_mechanism_count { max_mechanism_count: MechId::new(2) },
	];
	for setting in settings {
		assert_eq!(root(setting), Ok(()));
	}
	shorten_waits();
	for netuid in Subnets::subnets() {
		// Whatever epoch is pending.
		SubtokenEnabled::<Runtime>::insert(netuid, true);
		TransferToggle::<Runtime>::insert(netuid, true);
	}
	for netuid in Subnets::subnets().into_iter().filter(|netuid| !netuid.is_root()) {
		let settings = [
			AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: true },
			AdminCall::sudo_set_immunity_period { netuid, immunity_period: 20 },
			AdminCall::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(500_000) },
			AdminCall::sudo_set_max_burn { netuid, max_burn: TaoBalance::new(2 * RAO_PER_TAO) },
			AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled: commits_first(netuid) },
			AdminCall::sudo_set_commit_reveal_weights_interval { netuid, interval: 1 },
			AdminCall::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 0 },
			AdminCall::sudo_set_weights_version_key { netuid, weights_version_key: 0 },
			AdminCall::sudo_set_min_allowed_weights { netuid, min_allowed_weights: 1 },
		];
		for setting in settings {
			// Refused while an epoch is pending that was asked for with a long window.
			let _ = root(setting);
		}
		if !(1..=LONGEST_TEMPO).contains(&Tempo::<Runtime>::get(netuid)) {
			// Refused as well.
			let _ = root(AdminCall::sudo_set_tempo { netuid, tempo: 3 + netuid.get() % 5 });
		}
		if !FirstEmissionBlockNumber::<Runtime>::contains_key(netuid) {
			// Refused to a young subnet.
			let _ = call(&SubnetOwner::<Runtime>::get(netuid), ProtocolCall::start_call { netuid });
		}
		// Where somebody has bought nearly all alpha the price falls back to one. New subnets would begin with as little alpha.
		let (tao, alpha) = (SubnetTAO::<Runtime>::get(netuid).get(), SubnetAlphaIn::<Runtime>::get(netuid).get());
		if tao / 100 > alpha {
			assert_eq!(AlphaAssets::inject(netuid, TaoBalance::ZERO, AlphaBalance::new(tao - alpha)), Ok(()));
		}
		// Smaller than root can make it, so that neurons are replaced.
		if SubnetworkN::<Runtime>::get(netuid) <= SLOTS {
			MinAllowedUids::<Runtime>::insert(netuid, 2);
			MaxAllowedUids::<Runtime>::insert(netuid, SLOTS);
			if netuid.get() % 2 == 1 {
				let _ = root(AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(2) });
			}
		}
	}
}

/// Whether weights are committed to first on a subnet just now.
fn commits_first(netuid: NetUid) -> bool {
	(System::block_number() / PHASE + u32::from(netuid.get())).is_multiple_of(2)
}

/// A well-known person sends a real extrinsic, with a fee: sometimes without a RAO left to pay it with.
fn pay_a_fee(crowd: &mut Crowd) {
	let key = *[Alice, Bob, Charlie, Dave, Eve, Ferdie].choose(&mut crowd.dice).expect("there are some");
	let own = crowd.positions.iter().filter(|(_, owner, _)| *owner == coldkey(key)).cloned().collect::<Vec<_>>();
	let asked = match own.choose(&mut crowd.dice).cloned() {
		Some(position) if crowd.chance(70) => crowd.stake_call(position).into(),
		_ => crowd.call(),
	};
	if crowd.chance(20) {
		let dest = crowd.coldkey().into();
		// Refused where something is reserved.
		let _ = call(&coldkey(key), pallet_balances::Call::<Runtime>::transfer_all { dest, keep_alive: false });
	}
	// Only that it is never a panic; whether it is let in is another test's matter.
	let _ = send(key, asked);
}

#[test]
fn books_balance_after_every_block_of_random_calls_and_everybody_gets_out() {
	// One of those with which everything happens in so few blocks.
	let seed = setting("TAONET_RANDOM_SEED", 4);
	let blocks = setting("TAONET_RANDOM_BLOCKS", u64::from(BLOCKS));
	let mut crowd = Crowd::new(seed);
	let mut tally = Tally { tells_all: setting("TAONET_RANDOM_TRACE", 0) > 0, ..Tally::default() };
	let mut chain = Chain::from_patch(weights::patch());
	let mut alpha = AlphaBooks::default();
	for number in 0..blocks {
		chain.block(|| {
			tally.count_epochs();
			crowd.positions = AlphaV2::<Runtime>::iter_keys().collect();
			if tally.tells_all {
				println!("{number} blocks are made, and there are {} positions", crowd.positions.len());
			}
			if number % 10 == 0 {
				let least_nomination = if crowd.chance(70) { 0 } else { TENTH_OF_A_TAO };
				put_right(&crowd.coldkeys, least_nomination);
			}
			for _ in 0..crowd.dice.random_range(0..=CALLS_PER_BLOCK) {
				crowd.act(&mut tally);
				tally.dividends += u64::from(crowd.chance(20) && crowd.pay_dividend());
				tally.root_dividends += u64::from(crowd.chance(20) && crowd.pay_root_dividend());
			}
			if crowd.chance(40) {
				crowd.publish();
			}
			pay_a_fee(&mut crowd);
			tally.count_events();
		});
		chain.look(|| alpha.check());
	}
	println!("{} calls in {blocks} blocks, seed {seed}: {:#?}", tally.calls, tally.succeeded);
	println!("refused: {:#?}", tally.refused);
	println!("{} subnets created, {} dissolved", tally.created, tally.dissolved);
	println!("{} dividends, {} fees in alpha", tally.dividends, tally.alpha_fees);
	println!("{} root dividends, {} claims, {} leases", tally.root_dividends, tally.claims, tally.leases);
	let Tally { epochs, epochs_for_alpha, epochs_for_root, opened, revealed, .. } = tally;
	println!("{epochs} epochs, {epochs_for_alpha} paid for alpha and {epochs_for_root} for stake on root");
	println!("{opened} encrypted weights were opened, {revealed} fields of commitments revealed");
	// A run in which nothing happens would prove nothing.
	let least = blocks / 30;
	assert!(tally.created >= least && tally.dissolved >= least / 2, "too little happened to subnets");
	assert!(tally.succeeded["SubtensorModule.burned_register"] >= least, "too few neurons were registered");
	assert!(tally.dividends >= least && tally.alpha_fees >= least / 8, "too few dividends, or fees in alpha");
	assert!(tally.root_dividends >= least && tally.claims >= least, "too little was earned on root, or claimed");
	assert!(tally.leases >= least / 20, "too few subnets were leased");
	assert!(epochs_for_alpha >= 5 * least && epochs_for_root >= least, "too few epochs, or they paid nothing");
	assert!(opened >= least / 4, "too few encrypted weights were opened");
	assert!(revealed >= least / 4, "too few commitments were revealed");
	let of_protocol =
		STAKE_CALLS.into_iter().chain(RELATION_CALLS).chain(WEIGHT_CALLS).map(|name| format!("SubtensorModule.{name}"));
	let of_others = CROWDLOAN_CALLS.map(|name| format!("Crowdloan.{name}")).into_iter();
	for name in of_protocol.chain(of_others).chain(["Commitments.set_commitment".into()]) {
		let times = tally.succeeded.get(&name).copied().unwrap_or_default();
		// A lease must have been made and be over: not in every short run.
		let is_rare = name.ends_with("terminate_lease") && blocks < 2_000;
		assert!(times >= (least / 20).max(1) || is_rare, "{name} succeeded too seldom");
	}
	finish_what_was_begun(&mut chain, &mut alpha, &crowd.coldkeys);
	alpha.block(&mut chain, || crowd.stake_much());
	clear_obstacles(&mut chain, &mut alpha);
	let farewell = everybody_leaves(&mut chain, &mut alpha);
	println!("{farewell}");
	assert!(farewell.positions > crowd.coldkeys.len(), "too few had stake in the end");
}
