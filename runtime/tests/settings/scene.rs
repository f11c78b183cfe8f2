//! Two subnets and who wants to set something on them.

use crate::{
	chain::Chain,
	kit::{coldkey, root, AdminCall},
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{genesis_presets as presets, AccountId};
use taonet_types::NetUid;

/// A chain, and the numbers that go with how fast it is.
pub struct Pace {
	pub preset: &'static str,
	/// Blocks between two epochs of a new subnet.
	pub tempo: u64,
	/// Blocks between two changes of mechanisms.
	pub mechanisms: u64,
	/// Blocks between two trimmings.
	pub trimming: u64,
}

pub const FAST: Pace = Pace { preset: presets::LOCAL, tempo: 10, mechanisms: 1, trimming: 1 };
pub const SLOW: Pace = Pace { preset: presets::LOCAL_12S, tempo: 360, mechanisms: 7_200, trimming: 216_000 };

/// No such subnet.
pub const MISSING: NetUid = NetUid::new(77);

/// The subnets that the tests are about, and who is who.
pub struct Scene {
	/// Bob's, with three neurons.
	pub netuid: NetUid,
	/// Bob's too.
	pub second: NetUid,
	/// Charlie's.
	pub others: NetUid,
	pub owner: AccountId,
	pub other_owner: AccountId,
	/// Owns root, where it has one, and nothing else.
	pub stranger: AccountId,
}

/// A chain with these subnets on which nothing stands still, and which is past its first epochs.
pub fn chain_with_subnets(pace: &Pace) -> (Chain, Scene) {
	let mut chain = Chain::from_preset(pace.preset);
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	let [netuid, others, second] = [Bob, Charlie, Bob].map(|owner| chain.register_subnet(owner));
	chain.register_neuron(netuid, Dave);
	chain.register_neuron(netuid, Eve);
	chain.run_to(25);
	let [owner, other_owner, stranger] = [Bob, Charlie, Alice].map(coldkey);
	(chain, Scene { netuid, second, others, owner, other_owner, stranger })
}

/// Runs a test within a block of that chain.
pub fn with_subnets(pace: &Pace, test: impl FnOnce(Scene)) {
	let (mut chain, scene) = chain_with_subnets(pace);
	chain.block(|| test(scene));
}

/// Stops hyperparameters of the subnet, for there are fewer blocks to its next epoch than the window has.
pub fn freeze(netuid: NetUid) {
	assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo: 100 }), Ok(()));
	assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 101 }), Ok(()));
}
