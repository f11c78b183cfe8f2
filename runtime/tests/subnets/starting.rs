//! Starting a subnet. Spec: subnets 2.6.

use crate::{
	chain::Chain,
	kit::{call, coldkey, error, events, root, AdminCall, ProtocolCall},
	words::{dissolve, refused, register, FIRST, NEXT, SUBNET},
};
use pallet_protocol::{Error, Event, FirstEmissionBlockNumber, SubtokenEnabled};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::Runtime;
use taonet_types::NetUid;

fn start(who: Sr25519Keyring, netuid: NetUid) -> DispatchResult {
	call(&coldkey(who), ProtocolCall::start_call { netuid })
}

#[test]
fn subnet_is_traded_and_emitted_to_when_its_owner_starts_it() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(start(Bob, SUBNET), Ok(()));
		assert_eq!(FirstEmissionBlockNumber::<Runtime>::get(SUBNET), Some(3));
		assert!(SubtokenEnabled::<Runtime>::get(SUBNET));
		assert_eq!(events().last(), Some(&Event::FirstEmissionBlockNumberSet(SUBNET, 3)));
	});
}

#[test]
fn start_can_follow_in_the_block_of_the_creation_without_a_delay() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(register(Bob), Ok(()));
		assert_eq!(start(Bob, SUBNET), Ok(()));
		assert_eq!(FirstEmissionBlockNumber::<Runtime>::get(SUBNET), Some(2));
	});
}

#[test]
fn start_has_to_wait_for_the_delay() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_start_call_delay { delay: 20 });
	chain.register_subnet(Bob);
	for _ in 0..19 {
		chain.block(|| assert_eq!(refused(|| start(Bob, SUBNET)), error(Error::NeedWaitingMoreBlocksToStarCall)));
	}
	chain.block(|| assert_eq!(start(Bob, SUBNET), Ok(())));
	assert_eq!(chain.height(), 2 + 20);
}

#[test]
fn start_names_the_first_obstacle_in_the_order_of_the_specification() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(refused(|| start(Bob, NEXT)), error(Error::SubnetNotExists));
		assert_eq!(start(Bob, SUBNET), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_start_call_delay { delay: 20 }), Ok(()));
		// Alice is not the owner, the subnet has been started, and it is too early.
		assert_eq!(refused(|| start(Alice, SUBNET)), Err(DispatchError::BadOrigin));
		assert_eq!(refused(|| start(Bob, SUBNET)), error(Error::FirstEmissionBlockNumberAlreadySet));
		FirstEmissionBlockNumber::<Runtime>::remove(SUBNET);
		assert_eq!(refused(|| start(Bob, SUBNET)), error(Error::NeedWaitingMoreBlocksToStarCall));
	});
}

#[test]
fn start_is_for_the_owner_only() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(root(ProtocolCall::start_call { netuid: SUBNET }), Err(DispatchError::BadOrigin));
		assert_eq!(start(Alice, SUBNET), Err(DispatchError::BadOrigin));
		// Netuid 1 belongs to nobody whom one could ask.
		assert_eq!(start(Alice, FIRST), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn start_fails_when_the_subnet_is_being_removed() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(refused(|| start(Bob, SUBNET)), error(Error::SubnetNotExists));
	});
}
