//! The smallest runtime with money in it.

use crate as pallet_issuance;
use crate::CountedAccounts;
use frame_support::{
	derive_impl,
	traits::{ConstU16, ConstU64},
	weights::Weight,
};
use pallet_protocol::{
	domains::{KeyCalls, NeuronCalls, ScheduleCalls, ServingCalls, SubnetCalls},
	types::{AxonInfo, ChainIdentityV2, PrometheusInfo, SubnetIdentityV3},
};
use sp_runtime::{traits::IdentityLookup, AccountId32, DispatchError, DispatchResult};
use taonet_types::{NetUid, TaoBalance};

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
	type Subnets = NoCalls;
	type InitialTempo = ConstU16<360>;
	type WeightInfo = Unmeasured;
}

impl crate::Config for Test {
	type Currency = Balances;
}

/// Stands behind the protocol's calls, of which no test here makes any.
pub struct NoCalls;

const REFUSED: DispatchResult = Err(DispatchError::Other("not part of this test"));

impl SubnetCalls<Test> for NoCalls {
	fn register_network(_: AccountId32, _: AccountId32, _: Option<SubnetIdentityV3>) -> DispatchResult {
		REFUSED
	}
	fn start_call(_: AccountId32, _: NetUid) -> DispatchResult {
		REFUSED
	}
	fn dissolve_network(_: NetUid) -> DispatchResult {
		REFUSED
	}
	fn set_subnet_identity(_: AccountId32, _: NetUid, _: SubnetIdentityV3) -> DispatchResult {
		REFUSED
	}
	fn update_symbol(_: RuntimeOrigin, _: NetUid, _: Vec<u8>) -> DispatchResult {
		REFUSED
	}
}

impl ScheduleCalls<Test> for NoCalls {
	fn set_tempo(_: AccountId32, _: NetUid, _: u16) -> DispatchResult {
		REFUSED
	}
	fn set_activity_cutoff_factor(_: RuntimeOrigin, _: NetUid, _: u32) -> DispatchResult {
		REFUSED
	}
	fn trigger_epoch(_: AccountId32, _: NetUid) -> DispatchResult {
		REFUSED
	}
}

impl NeuronCalls<Test> for NoCalls {
	fn register_neuron(_: AccountId32, _: NetUid, _: AccountId32, _: Option<TaoBalance>) -> DispatchResult {
		REFUSED
	}
	fn root_register(_: AccountId32, _: AccountId32) -> DispatchResult {
		REFUSED
	}
}

impl ServingCalls<Test> for NoCalls {
	fn serve_axon(_: AccountId32, _: NetUid, _: AxonInfo, _: Option<Vec<u8>>) -> DispatchResult {
		REFUSED
	}
	fn serve_prometheus(_: AccountId32, _: NetUid, _: PrometheusInfo) -> DispatchResult {
		REFUSED
	}
}

impl KeyCalls<Test> for NoCalls {
	fn try_associate_hotkey(_: AccountId32, _: AccountId32) -> DispatchResult {
		REFUSED
	}
	fn set_identity(_: AccountId32, _: ChainIdentityV2) -> DispatchResult {
		REFUSED
	}
}

/// Weights of the protocol's calls, of which no test here makes any.
pub struct Unmeasured;

macro_rules! unmeasured {
	($($call:ident),*) => {
		impl pallet_protocol::weights::WeightInfo for Unmeasured {
			$(fn $call() -> Weight {
				Weight::zero()
			})*
		}
	};
}

unmeasured!(
	register_network,
	register_network_with_identity,
	start_call,
	set_subnet_identity,
	update_symbol,
	burned_register,
	register_limit,
	root_register,
	serve_axon,
	serve_axon_tls,
	serve_prometheus,
	try_associate_hotkey,
	set_identity
);
