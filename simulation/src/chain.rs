//! How a block is made.

use crate::world::World;
use codec::Encode;
use frame_support::{
	storage,
	traits::{BuildGenesisConfig, OnFinalize, OnIdle, OnInitialize, PalletsInfoAccess, TryState, TryStateSelect},
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_runtime::{generic::DigestItem, traits::Dispatchable, Digest};
use sp_state_machine::BasicExternalities;
use std::{collections::BTreeMap, fmt};
use taonet_runtime::{
	configs::BlockWeights, AllPalletsWithSystem, Aura, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	System,
};

/// Slot of block 0; any moment after 1970 would do.
const GENESIS_SLOT: u64 = 1_000_000;
/// Characters of an event that are shown.
const SHOWN: usize = 100;

/// The runtime on a state in memory. No state root is computed, which would take most of the time.
pub struct Chain {
	state: BasicExternalities,
	height: BlockNumber,
	/// The largest part of a block that hooks have claimed for themselves, in percent.
	fullest: f64,
	/// By pallet and number: how often each event was told, and the first of them.
	told: BTreeMap<(u8, u8), (u64, String)>,
}

impl Chain {
	/// The chain at block 0.
	pub fn begin(world: &World) -> Self {
		let mut state = BasicExternalities::new_empty();
		state.execute_with(|| world.genesis().build());
		Self { state, height: 0, fullest: 0.0, told: BTreeMap::new() }
	}

	/// Makes the next block, in which `work` is done where extrinsics would be.
	pub fn block(&mut self, work: impl FnOnce()) {
		self.height += 1;
		let height = self.height;
		let (fullest, told) = (&mut self.fullest, &mut self.told);
		self.state.execute_with(|| {
			*fullest = fullest.max(begin_block(height));
			work();
			AllPalletsWithSystem::on_idle(height, Default::default());
			AllPalletsWithSystem::on_finalize(height);
			for record in System::read_events_no_consensus() {
				note(told, &record.event);
			}
			forget_events();
		});
	}

	/// Checks every invariant. Asks each pallet on its own, so that a failure names it.
	pub fn check(&mut self) {
		let height = self.height;
		self.state.execute_with(|| {
			for pallet in AllPalletsWithSystem::infos() {
				let only = TryStateSelect::Only(vec![pallet.name.as_bytes().to_vec()]);
				if let Err(error) = <AllPalletsWithSystem as TryState<BlockNumber>>::try_state(height, only) {
					panic!("after block {height} pallet {} is broken: {error:?}", pallet.name);
				}
			}
		});
	}

	/// Looks at the state between two blocks.
	pub fn look<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.state.execute_with(look)
	}

	/// The largest part of a block that hooks have claimed for themselves, in percent.
	pub fn fullest(&self) -> f64 {
		self.fullest
	}
}

/// Runs what comes before extrinsics, and the timestamp. Returns the part of a block that hooks claim for themselves, in percent.
fn begin_block(height: BlockNumber) -> f64 {
	let slot = GENESIS_SLOT + u64::from(height);
	let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())] };
	System::initialize(&height, &Default::default(), &digest);
	let claimed = AllPalletsWithSystem::on_initialize(height);
	System::note_finished_initialize();
	let now = slot * Aura::slot_duration();
	let set_time = RuntimeCall::Timestamp(pallet_timestamp::Call::<Runtime>::set { now });
	set_time.dispatch(RuntimeOrigin::none()).expect("time goes on");
	100.0 * claimed.ref_time() as f64 / BlockWeights::get().max_block.ref_time() as f64
}

/// Makes room for the events of the next block. `reset_events` of `frame_system` looks for topics too, of which there are none; in
/// this kind of state that takes a look at every item.
fn forget_events() {
	for item in ["Events", "EventCount"] {
		storage::unhashed::kill(&storage::storage_prefix(b"System", item.as_bytes()));
	}
}

/// Counts an event, and keeps the first one of its kind.
fn note(told: &mut BTreeMap<(u8, u8), (u64, String)>, event: &RuntimeEvent) {
	// An event is the number of its pallet, its own there, and its fields.
	let bytes = event.encode();
	let first = || (0, format!("{event:?}").chars().take(SHOWN).collect());
	told.entry((bytes[0], bytes[1])).or_insert_with(first).0 += 1;
}

/// What has happened.
impl fmt::Display for Chain {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		writeln!(f, "{} blocks, in which hooks claimed at most {:.1} %. Events:", self.height, self.fullest)?;
		self.told.values().try_for_each(|(times, first)| writeln!(f, "{times:>10} such as {first}"))
	}
}
