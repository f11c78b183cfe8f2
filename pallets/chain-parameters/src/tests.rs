use crate as pallet_chain_parameters;
use crate::{
	GenesisConfig, InitialMaxEpochsPerBlock, KeyWaits, MaximumCrowdloanDuration, MinimumCrowdloanDuration,
	MinimumPeriod, SlotDuration, Waits,
};
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

fn epochs_per_block_after_genesis_with(epochs_per_block: u8) -> u8 {
	let genesis = RuntimeGenesisConfig {
		chain_parameters: GenesisConfig { epochs_per_block, ..Default::default() },
		..Default::default()
	};
	let storage = genesis.build_storage().expect("plain values can be written");
	sp_io::TestExternalities::from(storage).execute_with(InitialMaxEpochsPerBlock::<Test>::get)
}

#[test]
fn two_epochs_fit_a_block_when_genesis_says_nothing() {
	sp_io::TestExternalities::default().execute_with(|| assert_eq!(InitialMaxEpochsPerBlock::<Test>::get(), 2));
	assert_eq!(epochs_per_block_after_genesis_with(0), 2);
}

#[test]
fn as_many_epochs_fit_a_block_as_genesis_says() {
	assert_eq!(epochs_per_block_after_genesis_with(32), 32);
}

fn crowdloan_durations_after(genesis: GenesisConfig<Test>) -> (u32, u32) {
	let genesis = RuntimeGenesisConfig { chain_parameters: genesis, ..Default::default() };
	let storage = genesis.build_storage().expect("plain values can be written");
	sp_io::TestExternalities::from(storage)
		.execute_with(|| (MinimumCrowdloanDuration::<Test>::get(), MaximumCrowdloanDuration::<Test>::get()))
}

#[test]
fn crowdloans_last_seven_to_sixty_days_when_genesis_says_nothing() {
	assert_eq!(crowdloan_durations_after(GenesisConfig::default()), (50_400, 432_000));
}

#[test]
fn crowdloans_last_as_long_as_genesis_says() {
	let genesis = GenesisConfig { crowdloan_minimum_blocks: 50, crowdloan_maximum_blocks: 60, ..Default::default() };
	assert_eq!(crowdloan_durations_after(genesis), (50, 60));
}

fn waits_after_genesis_with(key_waits: KeyWaits) -> KeyWaits {
	let genesis = RuntimeGenesisConfig {
		chain_parameters: GenesisConfig { key_waits, ..Default::default() },
		..Default::default()
	};
	let storage = genesis.build_storage().expect("plain values can be written");
	sp_io::TestExternalities::from(storage).execute_with(Waits::<Test>::get)
}

#[test]
fn waits_are_those_of_a_production_network_when_state_is_empty() {
	let production = KeyWaits {
		set_children: 150,
		pending_children: 7_200,
		childkey_take: 216_000,
		hotkey_swap_on_subnet: 7_200,
		coldkey_swap_announcement: 36_000,
		coldkey_swap_reannouncement: 7_200,
	};
	sp_io::TestExternalities::default().execute_with(|| assert_eq!(Waits::<Test>::get(), production));
	assert_eq!(waits_after_genesis_with(Default::default()), production);
}

#[test]
fn waits_follow_genesis() {
	let waits = KeyWaits { set_children: 0, coldkey_swap_announcement: 50, ..Default::default() };
	assert_eq!(waits_after_genesis_with(waits), waits);
}
