//! A chain with nothing but accounts, books and pools.

use crate as pallet_swap;
use crate::Pallet;
use frame_support::{
	derive_impl,
	storage::unhashed,
	traits::{ConstU16, ConstU64, ConstU8, Hooks},
};
use pallet_issuance::CountedAccounts;
use pallet_protocol::{domains::Nobody, NetworksAdded, SubnetMechanism};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage};
use std::collections::BTreeMap;
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

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
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_protocol;
	#[runtime::pallet_index(28)]
	pub type Swap = pallet_swap;
	#[runtime::pallet_index(31)]
	pub type AlphaAssets = pallet_issuance;
}

pub type Issuance = pallet_issuance::Pallet<Test>;
pub type Swaps = Pallet<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type ExistentialDeposit = ConstU64<500>;
	type AccountStore = CountedAccounts<Test, System>;
}

impl pallet_protocol::Config for Test {
	type Subnets = Nobody;
	type Staking = Nobody;
	type Leasing = Nobody;
	type Epochs = Nobody;
	type InitialTempo = ConstU16<360>;
	type InitialMaxEpochsPerBlock = ConstU8<2>;
	type Waits = ();
	type WeightInfo = ();
}

impl pallet_issuance::Config for Test {
	type Currency = Balances;
}

impl pallet_swap::Config for Test {
	type MinimumReserve = ConstU64<1_000_000>;
	type SwapFees = pallet_swap::RecycledFees;
}

pub const ROOT: NetUid = NetUid::ROOT;
/// A subnet with a pool.
pub const SUBNET: NetUid = NetUid::new(7);
pub const ALICE: AccountId32 = AccountId32::new([1; 32]);

pub const fn tao(rao: u64) -> TaoBalance {
	TaoBalance::new(rao)
}

pub const fn alpha(alpha_rao: u64) -> AlphaBalance {
	AlphaBalance::new(alpha_rao)
}

/// Runs a test on an empty chain on which Alice has 100 000 TAO, and checks afterwards that everything that must hold does.
pub fn on_chain(test: impl FnOnce()) {
	let mut chain = sp_io::TestExternalities::from(RuntimeGenesisConfig::default().build_storage().unwrap());
	chain.execute_with(|| {
		System::set_block_number(1);
		NetworksAdded::<Test>::insert(ROOT, true);
		give(&ALICE, 100_000 * RAO_PER_TAO);
		test();
		check_all();
	});
}

/// Runs a test on a chain with one subnet, whose pool is that of the examples: 1000 TAO and 4000 alpha.
pub fn with_pool(test: impl FnOnce()) {
	on_chain(|| {
		create_subnet(SUBNET, 1_000 * RAO_PER_TAO, 4_000 * RAO_PER_TAO);
		test();
	});
}

/// What the domain of subnets does when it creates one.
pub fn create_subnet(netuid: NetUid, rao: u64, alpha_rao: u64) {
	NetworksAdded::<Test>::insert(netuid, true);
	SubnetMechanism::<Test>::insert(netuid, 1);
	give(&Issuance::subnet_account(netuid), rao);
	Swaps::open_pool(netuid, tao(rao), alpha(alpha_rao)).unwrap();
}

/// Mints TAO for an account.
pub fn give(account: &AccountId32, rao: u64) {
	let mut credit = Issuance::mint(tao(rao));
	Issuance::spend(&mut credit, tao(rao), account).unwrap();
}

/// Checks all that must hold of the books and of the pools.
pub fn check_all() {
	<AlphaAssets as Hooks<u64>>::try_state(System::block_number()).unwrap();
	<Swap as Hooks<u64>>::try_state(System::block_number()).unwrap();
}

/// Everything that is stored.
pub fn everything() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let (mut all, mut key) = (BTreeMap::new(), Vec::new());
	while let Some(next) = sp_io::storage::next_key(&key) {
		all.insert(next.clone(), unhashed::get_raw(&next).unwrap());
		key = next;
	}
	all
}
