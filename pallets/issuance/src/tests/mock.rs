//! The smallest runtime with money in it.

use crate as pallet_issuance;
use crate::CountedAccounts;
use frame_support::{
	derive_impl,
	traits::{ConstU16, ConstU64, ConstU8},
};
use pallet_protocol::domains::Nobody;
use sp_runtime::{traits::IdentityLookup, AccountId32};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_protocol;
	#[runtime::pallet_index(31)]
	pub type AlphaAssets = pallet_issuance;
}

/// Least balance of an account, in RAO, as on the chain.
pub const EXISTENTIAL_DEPOSIT: u64 = 500;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type ExistentialDeposit = ConstU64<EXISTENTIAL_DEPOSIT>;
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

impl crate::Config for Test {
	type Currency = Balances;
}
