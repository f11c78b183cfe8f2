//! How many mechanisms a subnet has, and how they share its emission. Spec: consensus 7.

use crate::{
	chain::Chain,
	kit::{call, coldkey, error, root, AdminCall},
	scene::{chain_with_subnets, FAST},
	table::Protocol,
};
use pallet_protocol::{
	Bonds, Incentive, LastUpdate, MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit, ValidatorPermit,
	Weights,
};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::DispatchResult;
use taonet_runtime::{views::metagraph, Runtime};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

fn set_count(netuid: NetUid, count: u8) -> DispatchResult {
	root(AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(count) })
}

fn set_split(netuid: NetUid, shares: Option<&[u16]>) -> DispatchResult {
	let maybe_split = shares.map(|shares| shares.to_vec());
	root(AdminCall::sudo_set_mechanism_emission_split { netuid, maybe_split })
}

fn set_max_count(count: u8) -> DispatchResult {
	root(AdminCall::sudo_set_max_mechanism_count { max_mechanism_count: MechId::new(count) })
}

fn set_slots(netuid: NetUid, max_allowed_uids: u16) -> DispatchResult {
	root(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids })
}

fn count(netuid: NetUid) -> u8 {
	MechanismCountCurrent::<Runtime>::get(netuid).get()
}

fn index(netuid: NetUid, mecid: u8) -> NetUidStorageIndex {
	NetUidStorageIndex::of(netuid, MechId::new(mecid)).expect("is one")
}

/// A subnet of few slots, so that it has room for `mechanisms`.
fn chain_with_room_for(mechanisms: u8) -> (Chain, NetUid) {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 0 }), Ok(()));
		assert_eq!(set_slots(netuid, 256 / u16::from(mechanisms)), Ok(()));
		assert_eq!(set_max_count(mechanisms), Ok(()));
	});
	(chain, netuid)
}

#[test]
fn subnet_can_have_two_mechanisms_until_root_allows_more() {
	let (mut chain, netuid) = chain_with_room_for(16);
	chain.block(|| {
		MaxMechanismCount::<Runtime>::kill();
		assert_eq!(set_count(netuid, 3), error(Protocol::InvalidValue));
		assert_eq!(set_count(netuid, 2), Ok(()));
		assert_eq!(set_max_count(16), Ok(()));
		assert_eq!(set_count(netuid, 17), error(Protocol::InvalidValue));
		assert_eq!(set_count(netuid, 16), Ok(()));
		assert_eq!(count(netuid), 16);
	});
}

#[test]
fn subnet_keeps_its_mechanisms_when_root_allows_fewer() {
	let (mut chain, netuid) = chain_with_room_for(4);
	chain.block(|| {
		assert_eq!(set_count(netuid, 4), Ok(()));
		assert_eq!(set_max_count(1), Ok(()));
		assert_eq!(count(netuid), 4);
		assert_eq!(set_count(netuid, 4), error(Protocol::InvalidValue));
		assert_eq!(set_count(netuid, 1), Ok(()));
	});
	chain.run(1);
}

/// 40000 and 25535 make 65535.
#[test]
fn split_is_forgotten_when_the_number_changes_and_kept_when_it_does_not() {
	let (mut chain, netuid) = chain_with_room_for(4);
	chain.block(|| {
		assert_eq!(set_count(netuid, 2), Ok(()));
		assert_eq!(set_split(netuid, Some(&[40_000, 25_535])), Ok(()));
		assert_eq!(set_count(netuid, 2), Ok(()));
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(netuid), Some(vec![40_000, 25_535]));
		assert_eq!(set_count(netuid, 3), Ok(()));
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(netuid), None);
		assert_eq!(set_split(netuid, Some(&[40_000, 25_535])), Ok(()));
		assert_eq!(set_count(netuid, 1), Ok(()));
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(netuid), None);
	});
}

#[test]
fn split_has_at_most_one_share_for_each_mechanism() {
	let (mut chain, netuid) = chain_with_room_for(4);
	chain.block(|| {
		assert_eq!(set_split(netuid, Some(&[65_535])), Ok(()));
		assert_eq!(set_split(netuid, Some(&[65_535, 0])), error(Protocol::InvalidValue));
		assert_eq!(set_count(netuid, 2), Ok(()));
		assert_eq!(set_split(netuid, Some(&[65_535, 0])), Ok(()));
		assert_eq!(set_split(netuid, Some(&[0, 0, 65_535])), error(Protocol::InvalidValue));
		// As many as a client can send.
		assert_eq!(set_split(netuid, Some(&[u16::MAX; 100_000])), error(Protocol::InvalidValue));
		assert_eq!(set_split(netuid, None), Ok(()));
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(netuid), None);
	});
}

#[test]
fn what_was_kept_for_a_mechanism_goes_with_it() {
	let (mut chain, netuid) = chain_with_room_for(4);
	let stored = |mecid| {
		let index = index(netuid, mecid);
		[
			LastUpdate::<Runtime>::contains_key(index),
			Incentive::<Runtime>::contains_key(index),
			Weights::<Runtime>::contains_key(index, 2),
			Bonds::<Runtime>::contains_key(index, 2),
		]
	};
	chain.block(|| {
		assert_eq!(set_count(netuid, 4), Ok(()));
		ValidatorPermit::<Runtime>::insert(netuid, vec![false, false, true]);
		for mecid in 0..4 {
			LastUpdate::<Runtime>::insert(index(netuid, mecid), vec![1, 2, 3]);
			Incentive::<Runtime>::insert(index(netuid, mecid), vec![1u16, 2, 3]);
			Weights::<Runtime>::insert(index(netuid, mecid), 2, vec![(0u16, 9u16)]);
			Bonds::<Runtime>::insert(index(netuid, mecid), 2, vec![(0u16, 9u16)]);
		}
		// The same number again forgets nothing.
		assert_eq!(set_count(netuid, 4), Ok(()));
		assert_eq!([0, 1, 2, 3].map(stored), [[true; 4]; 4]);
		assert_eq!(set_count(netuid, 2), Ok(()));
		assert_eq!([0, 1, 2, 3].map(stored), [[true; 4], [true; 4], [false; 4], [false; 4]]);
		assert_eq!(set_count(netuid, 4), Ok(()));
		assert_eq!([2, 3].map(stored), [[false; 4]; 2]);
	});
}

#[test]
fn new_mechanism_is_shown_with_zeros() {
	let (mut chain, netuid) = chain_with_room_for(2);
	chain.block(|| {
		assert_eq!(set_count(netuid, 2), Ok(()));
		let shown = metagraph::full(netuid, MechId::new(1)).expect("exists");
		assert_eq!(shown.netuid.0.get(), netuid.get() + 4096);
		let zeros = vec![codec::Compact(0u64); 3];
		assert_eq!(shown.last_update, zeros);
		assert_eq!(metagraph::full(netuid, MechId::new(2)), None);
		assert_eq!(metagraph::of_all_mechanisms(netuid).len(), 2);
	});
}

/// The newcomer's lists are as long as those of mechanism 0: what was missing before it is zero.
#[test]
fn neuron_registers_on_every_mechanism() {
	let (mut chain, netuid) = chain_with_room_for(2);
	chain.block(|| assert_eq!(set_count(netuid, 2), Ok(())));
	chain.register_neuron(netuid, sp_keyring::Sr25519Keyring::Ferdie);
	let height = u64::from(chain.height());
	chain.look(|| {
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 1)), vec![0, 0, 0, height]);
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 0)).len(), 4);
	});
}

#[test]
fn owner_changes_number_and_split_independently() {
	let (mut chain, netuid) = chain_with_room_for(2);
	let owner = coldkey(Bob);
	chain.block(|| {
		let number = AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(2) };
		let split = AdminCall::sudo_set_mechanism_emission_split { netuid, maybe_split: Some(vec![1, 65_534]) };
		assert_eq!([call(&owner, number), call(&owner, split)], [Ok(()), Ok(())]);
		assert_eq!(MechanismEmissionSplit::<Runtime>::get(netuid), Some(vec![1, 65_534]));
	});
}
