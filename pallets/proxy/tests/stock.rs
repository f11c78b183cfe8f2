//! The pallet of the SDK and ours do the same: random calls by random accounts give the same answers, events, lists and balances.

#![allow(
	missing_docs,
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::unwrap_used
)]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{parameter_types, weights::Weight, StorageHasher, Twox128};
use rand::{rngs::StdRng, seq::IndexedRandom, Rng, SeedableRng};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, ModuleError};
use std::collections::{BTreeMap, BTreeSet};

/// Most proxies of an account, and most announcements of a delegate: few, so that they are reached.
const MOST_PROXIES: u32 = 4;
const MOST_ANNOUNCEMENTS: u32 = 3;
const PEOPLE: [u64; 5] = [1, 2, 3, 4, 5];
/// What each of them has, which is not always enough.
const MONEY: u64 = 120;

parameter_types! {
	pub static ProxyDepositBase: u64 = 7;
	pub static ProxyDepositFactor: u64 = 5;
	pub static AnnouncementDepositBase: u64 = 6;
	pub static AnnouncementDepositFactor: u64 = 3;
}

/// Types of proxies.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum Kind {
	#[default]
	Any,
	/// All but transfers.
	Broad,
	Transfers,
	Remarks,
}

impl Kind {
	const ALL: [Self; 4] = [Self::Any, Self::Broad, Self::Transfers, Self::Remarks];

	fn covers(&self, other: &Self) -> bool {
		matches!((self, other), (Self::Any, _) | (Self::Broad, Self::Remarks)) || self == other
	}
}

/// What makes a pure account, and the account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pure {
	account: u64,
	spawner: u64,
	kind: Kind,
	index: u16,
	height: u64,
	extrinsic: u32,
}

/// Something to do.
#[derive(Clone, Debug)]
pub enum Step {
	Remark,
	Transfer { to: u64, amount: u64 },
	Proxy { real: u64, force: Option<Kind>, call: Box<Step> },
	Add { delegate: u64, kind: Kind, delay: u64 },
	Remove { delegate: u64, kind: Kind, delay: u64 },
	RemoveAll,
	CreatePure { kind: Kind, delay: u64, index: u16 },
	KillPure(Pure),
	Announce { real: u64, call: Box<Step> },
	TakeBack { real: u64, call: Box<Step> },
	Reject { delegate: u64, call: Box<Step> },
	ProxyAnnounced { delegate: u64, real: u64, force: Option<Kind>, call: Box<Step> },
	Poke,
}

/// What a step leaves behind.
#[derive(Debug, Eq, PartialEq)]
pub struct Outcome {
	answer: Result<Vec<u8>, DispatchError>,
	/// Encoded.
	events: Vec<Vec<u8>>,
	/// Those that were made.
	pures: Vec<Pure>,
	/// Everything that is stored, but for what the pallet of the SDK does not know.
	state: BTreeMap<Vec<u8>, Vec<u8>>,
}

fn stored() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let unknown = [Twox128::hash(b"Proxy"), Twox128::hash(b"LastCallResult")].concat();
	let mut state = BTreeMap::new();
	let mut key = vec![];
	while let Some(next) = sp_io::storage::next_key(&key) {
		if !next.starts_with(&unknown) {
			state.insert(next.clone(), sp_io::storage::get(&next).expect("there is such a key").to_vec());
		}
		key = next;
	}
	state
}

/// Costs nothing.
pub struct Weightless;

macro_rules! weightless {
	($($call:ident),*) => {
		impl pallet_proxy::WeightInfo for Weightless {
			$(fn $call() -> Weight {
				Weight::zero()
			})*
		}
	};
}

weightless!(
	proxy,
	proxy_announced,
	add_proxy,
	remove_proxy,
	remove_proxies,
	create_pure,
	kill_pure,
	announce,
	remove_announcement,
	reject_announcement,
	poke_deposit,
	set_real_pays_fee
);

/// A runtime with one of the two pallets.
macro_rules! chain {
	($name:ident, $pallet:ident, { $($settings:tt)* }) => {
		mod $name {
			use super::*;
			use frame_support::{
				derive_impl,
				dispatch::GetDispatchInfo,
				storage::unhashed,
				traits::{ConstU32, ConstU64, Hooks, InstanceFilter},
			};
			use sp_runtime::{
				traits::{BlakeTwo256, Dispatchable, Hash},
				BuildStorage,
			};
			use $pallet as proxies;

			#[frame_support::runtime]
			mod runtime {
				#[runtime::runtime]
				#[runtime::derive(
					RuntimeCall,
					RuntimeEvent,
					RuntimeError,
					RuntimeOrigin,
					RuntimeTask,
					RuntimeFreezeReason,
					RuntimeHoldReason
				)]
				pub struct Test;

				#[runtime::pallet_index(0)]
				pub type System = frame_system;
				#[runtime::pallet_index(5)]
				pub type Balances = pallet_balances;
				#[runtime::pallet_index(16)]
				pub type Proxy = proxies;
			}

			#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
			impl frame_system::Config for Test {
				type Block = frame_system::mocking::MockBlock<Test>;
				type AccountData = pallet_balances::AccountData<u64>;
			}

			#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
			impl pallet_balances::Config for Test {
				type ExistentialDeposit = ConstU64<1>;
				type AccountStore = System;
			}

			impl InstanceFilter<RuntimeCall> for Kind {
				fn filter(&self, call: &RuntimeCall) -> bool {
					match self {
						Kind::Any => true,
						Kind::Broad => !matches!(call, RuntimeCall::Balances(_)),
						Kind::Transfers => matches!(call, RuntimeCall::Balances(_)),
						Kind::Remarks => matches!(call, RuntimeCall::System(_)),
					}
				}

				fn is_superset(&self, other: &Self) -> bool {
					self.covers(other)
				}
			}

			impl proxies::Config for Test {
				type RuntimeCall = RuntimeCall;
				type Currency = Balances;
				type ProxyType = Kind;
				type ProxyDepositBase = ProxyDepositBase;
				type ProxyDepositFactor = ProxyDepositFactor;
				type MaxProxies = ConstU32<MOST_PROXIES>;
				type MaxPending = ConstU32<MOST_ANNOUNCEMENTS>;
				type CallHasher = BlakeTwo256;
				type AnnouncementDepositBase = AnnouncementDepositBase;
				type AnnouncementDepositFactor = AnnouncementDepositFactor;
				$($settings)*
			}

			fn boxed(step: &Step) -> Box<RuntimeCall> {
				Box::new(call(step))
			}

			fn hash(step: &Step) -> sp_runtime::testing::H256 {
				BlakeTwo256::hash_of(&call(step))
			}

			fn call(step: &Step) -> RuntimeCall {
				use proxies::Call;
				match step.clone() {
					Step::Remark => frame_system::Call::remark { remark: vec![1] }.into(),
					Step::Transfer { to: dest, amount: value } => {
						pallet_balances::Call::transfer_allow_death { dest, value }.into()
					},
					Step::Proxy { real, force: force_proxy_type, call } => {
						Call::proxy { real, force_proxy_type, call: boxed(&call) }.into()
					},
					Step::Add { delegate, kind: proxy_type, delay } => {
						Call::add_proxy { delegate, proxy_type, delay }.into()
					},
					Step::Remove { delegate, kind: proxy_type, delay } => {
						Call::remove_proxy { delegate, proxy_type, delay }.into()
					},
					Step::RemoveAll => Call::remove_proxies {}.into(),
					Step::CreatePure { kind: proxy_type, delay, index } => {
						Call::create_pure { proxy_type, delay, index }.into()
					},
					Step::KillPure(Pure { spawner, kind: proxy_type, index, height, extrinsic: ext_index, .. }) => {
						Call::kill_pure { spawner, proxy_type, index, height, ext_index }.into()
					},
					Step::Announce { real, call } => Call::announce { real, call_hash: hash(&call) }.into(),
					Step::TakeBack { real, call } => {
						Call::remove_announcement { real, call_hash: hash(&call) }.into()
					},
					Step::Reject { delegate, call } => {
						Call::reject_announcement { delegate, call_hash: hash(&call) }.into()
					},
					Step::ProxyAnnounced { delegate, real, force: force_proxy_type, call } => {
						let call = boxed(&call);
						Call::proxy_announced { delegate, real, force_proxy_type, call }.into()
					},
					Step::Poke => Call::poke_deposit {}.into(),
				}
			}

			fn made(event: &RuntimeEvent) -> Option<Pure> {
				match event.clone() {
					RuntimeEvent::Proxy(proxies::Event::PureCreated {
						pure: account,
						who: spawner,
						proxy_type: kind,
						disambiguation_index: index,
						at: height,
						extrinsic_index: extrinsic,
					}) => Some(Pure { account, spawner, kind, index, height, extrinsic }),
					_ => None,
				}
			}

			pub struct Chain(sp_io::TestExternalities);

			impl Chain {
				pub fn new() -> Self {
					let mut genesis = RuntimeGenesisConfig::default();
					genesis.balances.balances = PEOPLE.map(|person| (person, MONEY)).to_vec();
					let mut state = sp_io::TestExternalities::from(genesis.build_storage().unwrap());
					state.execute_with(|| System::set_block_number(1));
					Self(state)
				}

				/// Goes on to the next block.
				pub fn end_block(&mut self) -> u64 {
					self.0.execute_with(|| {
						let now = System::block_number();
						Proxy::on_finalize(now);
						System::set_block_number(now + 1);
						now + 1
					})
				}

				/// Does one step, as the extrinsic with that number.
				pub fn take(&mut self, signer: u64, extrinsic: u32, step: &Step) -> Outcome {
					self.0.execute_with(|| {
						System::reset_events();
						unhashed::put(b":extrinsic_index", &extrinsic);
						let call = call(step);
						let info = call.get_dispatch_info();
						let answer = call.dispatch(RuntimeOrigin::signed(signer));
						let answer = answer.map(|done| done.pays_fee(&info).encode()).map_err(|failed| failed.error);
						let events: Vec<_> = System::events().into_iter().map(|record| record.event).collect();
						System::reset_events();
						let pures = events.iter().filter_map(made).collect();
						let events = events.iter().map(Encode::encode).collect();
						Outcome { answer, events, pures, state: stored() }
					})
				}

				/// Whether less is reserved on the account than its lists have cost.
				pub fn is_short(&mut self, who: u64) -> bool {
					self.0.execute_with(|| {
						let (_, of_proxies) = proxies::Proxies::<Test>::get(who);
						let (_, of_announcements) = proxies::Announcements::<Test>::get(who);
						Balances::reserved_balance(who) < of_proxies + of_announcements
					})
				}
			}
		}
	};
}

chain!(ours, pallet_proxy, {
	type WeightInfo = Weightless;
});
chain!(stock, stock_pallet_proxy, {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type BlockNumberProvider = System;
});

/// Both chains, and what is known of them.
struct Twins {
	ours: ours::Chain,
	stock: stock::Chain,
	random: StdRng,
	pures: Vec<Pure>,
	/// Who has announced what, to do for whom.
	announced: Vec<(u64, u64, Step)>,
	/// Who was whose delegate at some time, and as what.
	added: Vec<(u64, u64, Kind, u64)>,
	extrinsic: u32,
	/// Steps that have succeeded, and numbers of errors that were answered, also where a proxy has done them.
	seen: BTreeSet<&'static str>,
	errors: BTreeSet<u8>,
}

impl Twins {
	fn new(seed: u64) -> Self {
		set_deposits([7, 5, 6, 3]);
		Self {
			ours: ours::Chain::new(),
			stock: stock::Chain::new(),
			random: StdRng::seed_from_u64(seed),
			pures: vec![],
			announced: vec![],
			added: vec![],
			extrinsic: 0,
			seen: BTreeSet::new(),
			errors: BTreeSet::new(),
		}
	}

	fn somebody(&mut self) -> u64 {
		match self.pures.choose(&mut self.random) {
			Some(pure) if self.random.random_ratio(1, 6) => pure.account,
			_ => *PEOPLE.choose(&mut self.random).unwrap(),
		}
	}

	fn kind(&mut self) -> Kind {
		*Kind::ALL.choose(&mut self.random).unwrap()
	}

	fn forced(&mut self) -> Option<Kind> {
		self.random.random_ratio(1, 4).then(|| self.kind())
	}

	fn delay(&mut self) -> u64 {
		*[0, 0, 1, 2].choose(&mut self.random).unwrap()
	}

	/// Somebody's next step.
	fn step(&mut self, depth: usize) -> (u64, Step) {
		let signer = self.somebody();
		match self.random.random_range(0..14) {
			0 => (signer, Step::Remark),
			1 => (signer, Step::Transfer { to: self.somebody(), amount: self.random.random_range(0..20) }),
			2..=4 if depth > 0 => self.acting(depth),
			5 | 6 => {
				let (delegate, kind, delay) = (self.somebody(), self.kind(), self.delay());
				self.added.push((signer, delegate, kind, delay));
				(signer, Step::Add { delegate, kind, delay })
			},
			7 => match self.added.choose(&mut self.random).copied() {
				Some((real, delegate, kind, delay)) => (real, Step::Remove { delegate, kind, delay }),
				None => (signer, Step::Remove { delegate: signer, kind: Kind::Any, delay: 0 }),
			},
			8 if self.random.random_ratio(1, 8) => (signer, Step::RemoveAll),
			9 if self.random.random_ratio(1, 2) => {
				let index = self.random.random_range(0..2);
				(signer, Step::CreatePure { kind: self.kind(), delay: self.delay(), index })
			},
			10 if self.random.random_ratio(1, 2) => match self.pures.choose(&mut self.random).copied() {
				Some(pure) if self.random.random_ratio(3, 4) => (pure.account, Step::KillPure(pure)),
				Some(pure) => (signer, Step::KillPure(pure)),
				None => (signer, Step::Remark),
			},
			11 | 12 if depth > 0 => self.announcing(depth),
			_ => (signer, Step::Poke),
		}
	}

	/// A call in another's name, mostly by somebody who was a delegate at some time.
	fn acting(&mut self, depth: usize) -> (u64, Step) {
		let (by, call) = self.step(depth - 1);
		let (real, delegate) = match self.added.choose(&mut self.random).copied() {
			Some((real, delegate, ..)) if self.random.random_ratio(9, 10) => (real, delegate),
			_ => (by, self.somebody()),
		};
		(delegate, Step::Proxy { real, force: self.forced(), call: Box::new(call) })
	}

	/// An announcement, or what follows one.
	fn announcing(&mut self, depth: usize) -> (u64, Step) {
		let known = self.announced.choose(&mut self.random).cloned();
		let signer = self.somebody();
		match (self.random.random_range(0..6), known) {
			(0, Some((delegate, real, call))) => (delegate, Step::TakeBack { real, call: Box::new(call) }),
			(1, Some((delegate, real, call))) => (real, Step::Reject { delegate, call: Box::new(call) }),
			(2 | 3, Some((delegate, real, call))) => {
				(signer, Step::ProxyAnnounced { delegate, real, force: self.forced(), call: Box::new(call) })
			},
			_ => {
				let (_, call) = self.step(depth - 1);
				let (real, delegate) = match self.added.choose(&mut self.random).copied() {
					Some((real, delegate, ..)) => (real, delegate),
					None => (signer, self.somebody()),
				};
				self.announced.push((delegate, real, call.clone()));
				(delegate, Step::Announce { real, call: Box::new(call) })
			},
		}
	}

	fn is_short(&mut self, who: u64) -> bool {
		let is_short = self.stock.is_short(who);
		assert_eq!(self.ours.is_short(who), is_short);
		is_short
	}

	/// Whether a deposit would have to be given back that is not there: that of a pure account, or where one came back twice. The
	/// pallet of the SDK panics then in a build with assertions; otherwise it does as ours.
	fn gives_back_what_is_not_there(&mut self, who: u64, step: &Step) -> bool {
		match step {
			Step::Poke | Step::Announce { .. } | Step::TakeBack { .. } => self.is_short(who),
			Step::Reject { delegate, .. } => self.is_short(*delegate),
			Step::Proxy { real, call, .. } => self.gives_back_what_is_not_there(*real, call),
			Step::ProxyAnnounced { delegate, real, call, .. } => {
				self.is_short(*delegate) || self.gives_back_what_is_not_there(*real, call)
			},
			_ => false,
		}
	}

	fn take(&mut self) {
		match self.random.random_range(0..40) {
			0..=5 => {
				assert_eq!(self.ours.end_block(), self.stock.end_block());
				self.extrinsic = 0;
			},
			6 => {
				let deposits = [0; 4].map(|_: u64| self.random.random_range(1..9));
				set_deposits(deposits);
			},
			_ => {
				let (signer, step) = self.step(3);
				if !self.gives_back_what_is_not_there(signer, &step) {
					self.compare(signer, &step);
				}
			},
		}
	}

	fn compare(&mut self, signer: u64, step: &Step) {
		// Several calls of one extrinsic come from a batch.
		self.extrinsic += u32::from(self.random.random_bool(0.8));
		let expected = self.stock.take(signer, self.extrinsic, step);
		let outcome = self.ours.take(signer, self.extrinsic, step);
		assert_eq!(outcome, expected, "{signer} does {step:?}");
		self.pures.extend(outcome.pures);
		match outcome.answer {
			Ok(_) => {
				self.seen.insert(name(step));
			},
			Err(DispatchError::Module(ModuleError { index: 16, error, .. })) => {
				self.errors.insert(error[0]);
			},
			Err(_) => {},
		}
	}
}

fn set_deposits([proxies, proxy, announcements, announcement]: [u64; 4]) {
	ProxyDepositBase::set(proxies);
	ProxyDepositFactor::set(proxy);
	AnnouncementDepositBase::set(announcements);
	AnnouncementDepositFactor::set(announcement);
}

fn name(step: &Step) -> &'static str {
	match step {
		Step::Remark => "remark",
		Step::Transfer { .. } => "transfer",
		Step::Proxy { .. } => "proxy",
		Step::Add { .. } => "add_proxy",
		Step::Remove { .. } => "remove_proxy",
		Step::RemoveAll => "remove_proxies",
		Step::CreatePure { .. } => "create_pure",
		Step::KillPure(_) => "kill_pure",
		Step::Announce { .. } => "announce",
		Step::TakeBack { .. } => "remove_announcement",
		Step::Reject { .. } => "reject_announcement",
		Step::ProxyAnnounced { .. } => "proxy_announced",
		Step::Poke => "poke_deposit",
	}
}

#[test]
fn random_calls_leave_the_same_behind_as_in_the_pallet_of_the_sdk() {
	let (mut seen, mut errors) = (BTreeSet::new(), BTreeSet::new());
	for seed in 0..60 {
		let mut twins = Twins::new(seed);
		for _ in 0..600 {
			twins.take();
		}
		seen.extend(twins.seen);
		errors.extend(twins.errors);
	}
	// Else it would have compared but failures.
	assert_eq!(seen.len(), 13, "{seen:?}");
	// `TooMany`, `NotFound`, `NotProxy`, `Duplicate`, `NoPermission`, `Unannounced`, `NoSelfProxy`: all that any call answers.
	assert_eq!(errors, BTreeSet::from([0, 1, 2, 4, 5, 6, 7]));
}
