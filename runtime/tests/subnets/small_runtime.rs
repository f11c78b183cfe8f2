//! A runtime with somebody who holds alpha and somebody who remembers things, which the real one does not have yet.

use frame_support::{
	derive_impl, storage_alias,
	traits::{ConstU16, ConstU64, ConstU8, Hooks},
	Identity,
};
use pallet_issuance::CountedAccounts;
use pallet_subnets::{
	hooks::{AlphaHolders, Cleared, Cursor, OnSubnetDissolved, Weighed},
	GenesisPool, GenesisSubnet,
};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

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
	pub struct Small;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_protocol;
	#[runtime::pallet_index(28)]
	pub type Swap = pallet_swap;
	#[runtime::pallet_index(31)]
	pub type AlphaAssets = pallet_issuance;
	#[runtime::pallet_index(41)]
	pub type Subnets = pallet_subnets;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Small {
	type Block = frame_system::mocking::MockBlock<Small>;
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Small {
	type ExistentialDeposit = ConstU64<500>;
	type AccountStore = CountedAccounts<Small, System>;
}

impl pallet_protocol::Config for Small {
	type Subnets = Subnets;
	type Staking = pallet_protocol::domains::Nobody;
	type Leasing = pallet_protocol::domains::Nobody;
	type Epochs = pallet_protocol::domains::Nobody;
	type InitialTempo = ConstU16<360>;
	type InitialMaxEpochsPerBlock = ConstU8<32>;
	type Waits = ();
	type WeightInfo = taonet_runtime::weights::protocol::Measured;
}

impl pallet_issuance::Config for Small {
	type Currency = Balances;
}

impl pallet_swap::Config for Small {
	type MinimumReserve = ConstU64<1_000_000>;
	type SwapFees = pallet_swap::RecycledFees;
}

impl pallet_subnets::Config for Small {
	type AlphaHolders = Holders;
	type OnSubnetDissolved = Rememberer;
	type OnSubnetCreated = ();
	type OnMechanismRemoved = ();
	type OnNeuronLeft = ();
	type OnOwnerHotkeyChanged = ();
	type LockSplit = taonet_tokenomics::lock_cost::RecycledSurplus;
	type TrimmingInterval = ConstU64<1>;
	type MechanismInterval = ConstU64<1>;
}

/// Who holds how much alpha-rao, by subnet and place.
#[storage_alias]
pub type Held = StorageDoubleMap<Holders, Identity, NetUid, Identity, u32, (AccountId32, u128)>;

/// Holds alpha for coldkeys.
pub struct Holders;

impl AlphaHolders<AccountId32> for Holders {
	fn weigh(netuid: NetUid, from: Option<Cursor>, limit: u32) -> Weighed {
		let mut step = Weighed::default();
		let mut held = match from {
			Some(from) => Held::iter_prefix_from(netuid, from.into_inner()),
			None => Held::iter_prefix(netuid),
		};
		while step.visited < limit {
			let Some((_, (_, alpha))) = held.next() else { return step };
			step.alpha += alpha;
			step.visited += 1;
		}
		step.next = Some(held.last_raw_key().to_vec().try_into().unwrap());
		step
	}

	fn take(netuid: NetUid, limit: u32, pay: &mut dyn FnMut(&AccountId32, u128)) -> Cleared {
		let mut visited = 0;
		for (_, (coldkey, alpha)) in Held::drain_prefix(netuid).take(limit as usize) {
			pay(&coldkey, alpha);
			visited += 1;
		}
		Cleared { visited, unfinished: visited == limit }
	}
}

/// What is remembered, by subnet.
#[storage_alias]
pub type Remembered = StorageDoubleMap<Rememberer, Identity, NetUid, Identity, u32, ()>;

/// Remembers things by subnet, and forgets half of what it may in one step.
pub struct Rememberer;

impl OnSubnetDissolved for Rememberer {
	fn forget(netuid: NetUid, limit: u32) -> Cleared {
		let most = limit.div_ceil(2);
		let visited = Remembered::drain_prefix(netuid).take(most as usize).count() as u32;
		Cleared { visited, unfinished: visited == most }
	}
}

/// An account of which nobody has the key.
pub fn person(number: u8) -> AccountId32 {
	AccountId32::new([number; 32])
}

/// A subnet of genesis with this pool, and no neurons.
pub fn subnet(netuid: NetUid, tao: u64, alpha: u64, alpha_outside: u64) -> GenesisSubnet<AccountId32> {
	GenesisSubnet {
		netuid,
		owner: person(100),
		owner_hotkey: person(101),
		tempo: 360,
		max_allowed_uids: 256,
		max_allowed_validators: 64,
		min_allowed_weights: 0,
		target_registrations_per_interval: 2,
		subtoken_enabled: true,
		locked: TaoBalance::ZERO,
		pool: Some(GenesisPool {
			tao: TaoBalance::new(tao),
			alpha: AlphaBalance::new(alpha),
			alpha_outside: AlphaBalance::new(alpha_outside),
		}),
		neurons: vec![],
	}
}

/// The first state with these subnets, for which root is not needed.
pub fn genesis(subnets: Vec<GenesisSubnet<AccountId32>>) -> sp_io::TestExternalities {
	let config = RuntimeGenesisConfig {
		subnets: pallet_subnets::GenesisConfig { subnets, network_rate_limit: 0 },
		..Default::default()
	};
	let mut chain = sp_io::TestExternalities::from(config.build_storage().unwrap());
	// There are no events in block 0.
	chain.execute_with(|| System::set_block_number(1));
	chain
}

/// Lets somebody hold alpha-rao.
pub fn hold(netuid: NetUid, place: u32, coldkey: u8, alpha: u128) {
	Held::insert(netuid, place, (person(coldkey), alpha));
}

/// Checks all that must hold.
pub fn check_all() {
	let now = System::block_number();
	assert_eq!(<AlphaAssets as Hooks<u64>>::try_state(now), Ok(()));
	assert_eq!(<Swap as Hooks<u64>>::try_state(now), Ok(()));
	assert_eq!(<Subnets as Hooks<u64>>::try_state(now), Ok(()));
}

/// What the domain told, oldest first.
pub fn told() -> Vec<pallet_subnets::Event<Small>> {
	let of_subnets = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::Subnets(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(of_subnets).collect()
}
