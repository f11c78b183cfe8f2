//! Subnets 6.5: each rule about neurons, broken and seen.

use crate::{
	chain::Chain,
	kit::{account, coldkey, undone},
	words::{full_subnet, index, set_price},
};
use frame_support::traits::{TryState, TryStateSelect};
use pallet_protocol::{
	types::{AxonInfo, NeuronCertificate, PrometheusInfo},
	Active, Axons, BlockAtRegistration, Bonds, Consensus, Dividends, Emission, Incentive, IsNetworkMember, Keys,
	LastUpdate, MaxAllowedUids, MaxBurn, MinBurn, NeuronCertificates, Prometheus, StakeWeight, SubnetworkN, Uids,
	ValidatorPermit, ValidatorTrust, Weights,
};
use pallet_subnets::SlotsOfColdkey;
use sp_keyring::Sr25519Keyring::Charlie;
use sp_runtime::TryRuntimeError;
use taonet_runtime::{BlockNumber, Runtime, Subnets, TAO};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const N: u16 = 4;
/// A netuid that nobody has.
const GONE: NetUid = NetUid::new(99);

fn verdict() -> Result<(), TryRuntimeError> {
	<Subnets as TryState<BlockNumber>>::try_state(0, TryStateSelect::All)
}

/// A subnet with [`N`] neurons and two mechanisms.
struct Scene {
	chain: Chain,
	netuid: NetUid,
}

impl Scene {
	fn new() -> Self {
		let (mut chain, netuid) = full_subnet(N);
		chain.look(|| assert_eq!(verdict(), Ok(())));
		Self { chain, netuid }
	}

	/// Does something to the state that the rule forbids, sees it named, and undoes it.
	#[track_caller]
	fn breaks(&mut self, rule: &'static str, damage: impl FnOnce(NetUid)) {
		let netuid = self.netuid;
		let verdict = self.chain.look(|| {
			undone(|| {
				damage(netuid);
				verdict()
			})
		});
		assert_eq!(verdict, Err(TryRuntimeError::Other(rule)));
	}
}

#[test]
fn gap_between_slots_is_seen() {
	let rule = "Keys of a subnet are not numbered from 0 to SubnetworkN";
	let mut scene = Scene::new();
	scene.breaks(rule, |netuid| Keys::<Runtime>::remove(netuid, 1));
	scene.breaks(rule, |netuid| Keys::<Runtime>::remove(netuid, N - 1));
	scene.breaks(rule, |netuid| Keys::<Runtime>::insert(netuid, N + 1, account(9)));
	scene.breaks(rule, |netuid| SubnetworkN::<Runtime>::insert(netuid, N + 1));
	scene.breaks(rule, |netuid| SubnetworkN::<Runtime>::insert(netuid, N - 1));
}

#[test]
fn slots_of_a_subnet_that_is_gone_are_seen() {
	let mut scene = Scene::new();
	scene.breaks("SubnetworkN is left of a subnet that is gone", |_| SubnetworkN::<Runtime>::insert(GONE, 0));
	scene.breaks("Keys are left of a subnet that is gone", |_| Keys::<Runtime>::insert(GONE, 0, account(9)));
}

#[test]
fn more_neurons_than_allowed_are_seen() {
	let rule = "a subnet has more neurons than MaxAllowedUids";
	Scene::new().breaks(rule, |netuid| MaxAllowedUids::<Runtime>::insert(netuid, N - 1));
}

#[test]
fn hotkey_that_does_not_lead_to_its_slot_is_seen() {
	let mut scene = Scene::new();
	let rule = "Uids does not lead back to the slot in Keys";
	scene.breaks(rule, |netuid| Uids::<Runtime>::insert(netuid, account(1), 2));
	scene.breaks(rule, |netuid| Uids::<Runtime>::remove(netuid, account(1)));
	scene.breaks(rule, |netuid| Keys::<Runtime>::insert(netuid, 1, account(2)));
	scene.breaks("Uids has a hotkey without slot", |netuid| Uids::<Runtime>::insert(netuid, account(9), 1));
	scene.breaks("Uids has a hotkey without slot", |_| Uids::<Runtime>::insert(GONE, account(9), 1));
}

#[test]
fn miscounted_slots_of_a_coldkey_are_seen() {
	let mut scene = Scene::new();
	let rule = "SlotsOfColdkey is not what Keys and Owner say";
	let charlie = coldkey(Charlie);
	scene.breaks(rule, |_| SlotsOfColdkey::<Runtime>::insert(&charlie, u32::from(N)));
	scene.breaks(rule, |_| SlotsOfColdkey::<Runtime>::remove(&charlie));
	scene.breaks(rule, |_| SlotsOfColdkey::<Runtime>::insert(account(9), 0));
}

#[test]
fn wrong_membership_is_seen() {
	let mut scene = Scene::new();
	let rule = "IsNetworkMember names a hotkey that is not registered";
	scene.breaks(rule, |netuid| IsNetworkMember::<Runtime>::insert(account(9), netuid, true));
	scene.breaks(rule, |netuid| IsNetworkMember::<Runtime>::insert(account(9), netuid, false));
	scene.breaks(rule, |netuid| IsNetworkMember::<Runtime>::insert(account(1), netuid, false));
	scene.breaks(rule, |_| IsNetworkMember::<Runtime>::insert(account(1), GONE, true));
	let rule = "IsNetworkMember misses a registered hotkey";
	scene.breaks(rule, |netuid| IsNetworkMember::<Runtime>::remove(account(1), netuid));
}

#[test]
fn wrong_block_of_registration_is_seen() {
	let mut scene = Scene::new();
	let rule = "BlockAtRegistration misses a neuron";
	scene.breaks(rule, |netuid| BlockAtRegistration::<Runtime>::remove(netuid, 1));
	let rule = "BlockAtRegistration has a slot without neuron";
	scene.breaks(rule, |netuid| BlockAtRegistration::<Runtime>::insert(netuid, N, 1));
	scene.breaks(rule, |_| BlockAtRegistration::<Runtime>::insert(GONE, 0, 1));
}

#[test]
fn vector_that_is_too_short_or_too_long_is_seen() {
	let mut scene = Scene::new();
	let rule = "a vector of a subnet has not one value for each neuron";
	for length in [usize::from(N) - 1, usize::from(N) + 1] {
		scene.breaks(rule, |netuid| Active::<Runtime>::insert(netuid, vec![true; length]));
		scene.breaks(rule, |netuid| Emission::<Runtime>::insert(netuid, vec![AlphaBalance::ZERO; length]));
		scene.breaks(rule, |netuid| Consensus::<Runtime>::insert(netuid, vec![0; length]));
		scene.breaks(rule, |netuid| Dividends::<Runtime>::insert(netuid, vec![0; length]));
		scene.breaks(rule, |netuid| ValidatorTrust::<Runtime>::insert(netuid, vec![0; length]));
		scene.breaks(rule, |netuid| ValidatorPermit::<Runtime>::insert(netuid, vec![true; length]));
		scene.breaks(rule, |netuid| Incentive::<Runtime>::insert(index(netuid, 0), vec![0; length]));
		scene.breaks(rule, |netuid| LastUpdate::<Runtime>::insert(index(netuid, 0), vec![0; length]));
	}
	scene.breaks(rule, |netuid| StakeWeight::<Runtime>::insert(netuid, vec![0; usize::from(N) + 1]));
	let rule = "a vector of a mechanism has more values than there are neurons";
	scene.breaks(rule, |netuid| Incentive::<Runtime>::insert(index(netuid, 1), vec![0; usize::from(N) + 1]));
	scene.breaks(rule, |netuid| LastUpdate::<Runtime>::insert(index(netuid, 1), vec![0; usize::from(N) + 1]));
}

#[test]
fn vector_may_be_short_where_only_an_epoch_fills_it() {
	let Scene { mut chain, netuid } = Scene::new();
	chain.look(|| {
		StakeWeight::<Runtime>::insert(netuid, vec![0; 1]);
		Incentive::<Runtime>::insert(index(netuid, 1), vec![0; 1]);
		LastUpdate::<Runtime>::remove(index(netuid, 1));
		assert_eq!(verdict(), Ok(()));
	});
}

#[test]
fn vector_of_a_mechanism_that_is_gone_is_seen() {
	let mut scene = Scene::new();
	let rule = "a vector is left of a mechanism that is gone";
	scene.breaks(rule, |netuid| Incentive::<Runtime>::insert(index(netuid, 2), Vec::<u16>::new()));
	scene.breaks(rule, |netuid| LastUpdate::<Runtime>::insert(index(netuid, 15), vec![0; 1]));
	scene.breaks(rule, |_| LastUpdate::<Runtime>::insert(index(GONE, 0), vec![0; 1]));
}

#[test]
fn row_of_nobody_or_on_nobody_is_seen() {
	let mut scene = Scene::new();
	let rule = "a row of weights or bonds belongs to no neuron";
	scene.breaks(rule, |netuid| Weights::<Runtime>::insert(index(netuid, 0), N, vec![(0, 1)]));
	scene.breaks(rule, |netuid| Bonds::<Runtime>::insert(index(netuid, 1), N, vec![(0, 1)]));
	let rule = "a row of weights or bonds names no neuron";
	scene.breaks(rule, |netuid| Weights::<Runtime>::insert(index(netuid, 1), 0, vec![(0, 1), (N, 0)]));
	scene.breaks(rule, |netuid| Bonds::<Runtime>::insert(index(netuid, 0), 0, vec![(N, 1)]));
	let rule = "a row of weights or bonds is left of a mechanism that is gone";
	scene.breaks(rule, |netuid| Weights::<Runtime>::insert(index(netuid, 2), 0, vec![(0, 1)]));
	scene.breaks(rule, |_| Bonds::<Runtime>::insert(index(GONE, 0), 0, vec![(0, 1)]));
}

#[test]
fn announcement_of_an_unregistered_hotkey_is_seen() {
	let mut scene = Scene::new();
	let rule = "an axon, certificate or prometheus belongs to a hotkey that is not registered";
	scene.breaks(rule, |netuid| Axons::<Runtime>::insert(netuid, account(9), AxonInfo::default()));
	scene
		.breaks(rule, |netuid| NeuronCertificates::<Runtime>::insert(netuid, account(9), NeuronCertificate::default()));
	scene.breaks(rule, |netuid| Prometheus::<Runtime>::insert(netuid, account(9), PrometheusInfo::default()));
	scene.breaks(rule, |_| Axons::<Runtime>::insert(GONE, account(1), AxonInfo::default()));
}

#[test]
fn crossed_limits_of_the_price_are_seen() {
	let mut scene = Scene::new();
	let rule = "MinBurn is above MaxBurn";
	scene.breaks(rule, |netuid| MinBurn::<Runtime>::insert(netuid, TaoBalance::new(100 * TAO + 1)));
	scene.breaks(rule, |netuid| MaxBurn::<Runtime>::insert(netuid, TaoBalance::new(499_999)));
}

#[test]
fn price_beyond_its_limits_is_seen_when_a_block_has_been_initialised() {
	let Scene { mut chain, netuid } = Scene::new();
	chain.look(|| {
		for (rao, within) in [(499_999, false), (500_000, true), (100 * TAO, true), (100 * TAO + 1, false)] {
			set_price(netuid, rao);
			let expected =
				if within { Ok(()) } else { Err(TryRuntimeError::Other("Burn is not between MinBurn and MaxBurn")) };
			assert_eq!(Subnets::check_prices_after_initialisation(), expected, "{rao}");
			// In the course of a block it may be so.
			assert_eq!(verdict(), Ok(()));
		}
	});
}
