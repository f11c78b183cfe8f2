use crate as pallet_chain_parameters;
use crate::{GenesisConfig, MinimumPeriod, SlotDuration};
use frame_support::{derive_impl, traits::Get};
use sp_runtime::BuildStorage;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(40)]
	pub type ChainParameters = pallet_chain_parameters;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

impl pallet_chain_parameters::Config for Test {}

fn slot_and_period_after_genesis_with(slot_millis: u64) -> (u64, u64) {
	let genesis = RuntimeGenesisConfig {
		chain_parameters: GenesisConfig { slot_millis, ..Default::default() },
		..Default::default()
	};
	let storage = genesis.build_storage().expect("two plain values can be written");
	sp_io::TestExternalities::from(storage).execute_with(|| (SlotDuration::<Test>::get(), MinimumPeriod::<Test>::get()))
}

#[test]
fn slot_lasts_twelve_seconds_when_state_is_empty() {
	sp_io::TestExternalities::default()
		.execute_with(|| assert_eq!((SlotDuration::<Test>::get(), MinimumPeriod::<Test>::get()), (12_000, 6_000)));
}

#[test]
fn slot_keeps_the_default_when_genesis_says_zero() {
	assert_eq!(slot_and_period_after_genesis_with(0), (12_000, 6_000));
}

#[test]
fn slot_follows_genesis() {
	assert_eq!(slot_and_period_after_genesis_with(250), (250, 125));
}
