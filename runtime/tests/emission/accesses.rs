//! How often an epoch reads and writes storage. Spec: consensus 13.

use crate::{chain::Chain, kit::account, scene::index};
use pallet_protocol::{
	BlockAtRegistration, CommitRevealWeightsEnabled, IsNetworkMember, Keys, LastUpdate, LiquidAlphaOn,
	MaxAllowedValidators, NetworksAdded, SubnetOwnerHotkey, SubnetworkN, TotalHotkeyAlpha, Uids, ValidatorPermit,
	Weights, Yuma3On,
};
use std::{
	fmt::Debug,
	sync::{Arc, Mutex},
};
use taonet_runtime::{Epochs, Runtime, Subnets, System};
use taonet_types::{AlphaBalance, NetUid};
use tracing::{
	field::{Field, Visit},
	span, Event, Metadata, Subscriber,
};

const NETUID: NetUid = NetUid::new(7);
const NEURONS: u16 = 256;
const VALIDATORS: u16 = 64;

/// Reads and writes.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
	reads: u32,
	writes: u32,
}

impl Visit for Count {
	fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
		let text = format!("{value:?}");
		match (field.name(), text.trim_matches('"')) {
			("method", "Get" | "Exists") => self.reads += 1,
			("method", "Put" | "Append") => self.writes += 1,
			_ => {},
		}
	}
}

/// Counts what the storage of a test tells of itself.
#[derive(Clone, Default)]
struct Counter(Arc<Mutex<Count>>);

impl Subscriber for Counter {
	fn enabled(&self, metadata: &Metadata<'_>) -> bool {
		metadata.target() == "state"
	}

	fn event(&self, event: &Event<'_>) {
		event.record(&mut *self.0.lock().unwrap());
	}

	fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
		span::Id::from_u64(1)
	}

	fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

	fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

	fn enter(&self, _: &span::Id) {}

	fn exit(&self, _: &span::Id) {}
}

/// What is read and written meanwhile.
fn counted(work: impl FnOnce()) -> Count {
	let counter = Counter::default();
	tracing::subscriber::with_default(counter.clone(), work);
	let count = *counter.0.lock().unwrap();
	count
}

/// All slots are taken, and 64 validators have said something of everybody.
fn write_full_subnet() {
	System::set_block_number(1_000);
	NetworksAdded::<Runtime>::insert(NETUID, true);
	SubnetworkN::<Runtime>::insert(NETUID, NEURONS);
	MaxAllowedValidators::<Runtime>::insert(NETUID, VALIDATORS);
	SubnetOwnerHotkey::<Runtime>::insert(NETUID, account(0));
	Yuma3On::<Runtime>::insert(NETUID, true);
	LiquidAlphaOn::<Runtime>::insert(NETUID, true);
	ValidatorPermit::<Runtime>::insert(NETUID, (0..NEURONS).map(|uid| uid < VALIDATORS).collect::<Vec<_>>());
	LastUpdate::<Runtime>::insert(index(NETUID, 0), vec![990; usize::from(NEURONS)]);
	for uid in 0..NEURONS {
		let hotkey = account(uid.into());
		Keys::<Runtime>::insert(NETUID, uid, &hotkey);
		Uids::<Runtime>::insert(NETUID, &hotkey, uid);
		IsNetworkMember::<Runtime>::insert(&hotkey, NETUID, true);
		BlockAtRegistration::<Runtime>::insert(NETUID, uid, 5);
		let alpha = if uid < VALIDATORS { 1_000_000_000 + u64::from(uid) } else { 5 };
		TotalHotkeyAlpha::<Runtime>::insert(&hotkey, NETUID, AlphaBalance::new(alpha));
		if uid < VALIDATORS {
			let row: Vec<_> = (0..NEURONS).map(|of| (of, 1_000 + (of * 7 + uid * 3) % 997)).collect();
			Weights::<Runtime>::insert(index(NETUID, 0), uid, row);
		}
	}
}

fn run_epoch() {
	let hotkeys = Epochs::hotkeys(NETUID).expect("each has one slot");
	let report = Epochs::run_epoch(NETUID, hotkeys, AlphaBalance::new(360_000_000_000));
	assert_eq!(report.results.len(), usize::from(NEURONS));
	let earned: u64 = report.results.iter().map(|(_, of)| of.incentive.get() + of.dividend.get()).sum();
	assert!(earned > 359_000_000_000);
}

#[test]
fn counter_counts_what_storage_does() {
	Chain::local().look(|| {
		let count = counted(|| {
			SubnetworkN::<Runtime>::get(NETUID);
			SubnetworkN::<Runtime>::insert(NETUID, 3);
			assert!(SubnetworkN::<Runtime>::contains_key(NETUID));
		});
		assert_eq!((count.reads, count.writes), (2, 1));
	});
}

#[test]
fn epoch_of_a_full_subnet_reads_2000_times_and_writes_100_times_at_most() {
	for commits in [false, true] {
		Chain::local().look(|| {
			write_full_subnet();
			CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, commits);
			for epoch in 0..3 {
				System::set_block_number(1_000 + epoch);
				let Count { reads, writes } = counted(run_epoch);
				assert!(reads > 1_000 && reads <= 2_000, "epoch {epoch}, commits {commits}: {reads} reads");
				assert!(writes > 8 && writes <= 100, "epoch {epoch}, commits {commits}: {writes} writes");
				Subnets::note_distribution(NETUID);
			}
		});
	}
}
