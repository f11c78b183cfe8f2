//! Staking 8.4: validators of root lend to the owner of a new subnet.

use super::{children, parents, scene, set_threshold, ALL};
use crate::{
	chain::Chain,
	kit::{call, coldkey, endow, error, hotkey, ProtocolCall},
	words::{refused, told},
};
use pallet_protocol::{AutoParentDelegationEnabled, Error, Event, NetworksAdded};
use sp_keyring::Sr25519Keyring::{self, Alice, Dave, Eve, Ferdie};
use sp_runtime::DispatchResult;
use taonet_runtime::Runtime;
use taonet_types::NetUid;

/// What is created next.
const NEXT: NetUid = NetUid::new(4);

/// Dave, Eve and Ferdie have seats on root.
fn seated() -> Chain {
	let mut chain = scene();
	for key in [Dave, Eve, Ferdie] {
		chain.block(|| {
			assert_eq!(call(&coldkey(key), ProtocolCall::root_register { hotkey: hotkey(key) }), Ok(()));
		});
	}
	chain
}

fn set(signer: Sr25519Keyring, of: Sr25519Keyring, enabled: bool) -> DispatchResult {
	call(&coldkey(signer), ProtocolCall::set_auto_parent_delegation_enabled { hotkey: hotkey(of), enabled })
}

#[test]
fn validators_of_root_lend_all_to_the_owner_of_a_new_subnet() {
	let mut chain = seated();
	assert_eq!(chain.register_subnet(Alice), NEXT);
	chain.look(|| {
		for key in [Dave, Eve, Ferdie] {
			assert_eq!(children(&hotkey(key), NEXT), [(ALL, hotkey(Alice))]);
		}
		// By seat.
		assert_eq!(parents(&hotkey(Alice), NEXT), [Dave, Eve, Ferdie].map(|key| (ALL, hotkey(key))));
	});
}

#[test]
fn validator_that_has_forbidden_it_does_not_lend() {
	let mut chain = seated();
	chain.block(|| {
		let events = told(|| assert_eq!(set(Eve, Eve, false), Ok(())));
		assert_eq!(events, [Event::AutoParentDelegationEnabledSet { hotkey: hotkey(Eve), enabled: false }]);
		assert_eq!(set(Ferdie, Ferdie, false), Ok(()));
		let events = told(|| assert_eq!(set(Ferdie, Ferdie, true), Ok(())));
		assert_eq!(events, [Event::AutoParentDelegationEnabledSet { hotkey: hotkey(Ferdie), enabled: true }]);
		assert!(AutoParentDelegationEnabled::<Runtime>::get(hotkey(Ferdie)));
		assert!(!AutoParentDelegationEnabled::<Runtime>::get(hotkey(Eve)));
	});
	assert_eq!(chain.register_subnet(Alice), NEXT);
	chain.look(|| assert_eq!(parents(&hotkey(Alice), NEXT), [Dave, Ferdie].map(|key| (ALL, hotkey(key)))));
}

#[test]
fn owner_with_a_seat_does_not_lend_to_itself() {
	let mut chain = seated();
	chain.block(|| endow(&coldkey(Eve), 10_000));
	assert_eq!(chain.register_subnet(Eve), NEXT);
	chain.look(|| {
		assert_eq!(parents(&hotkey(Eve), NEXT), [Dave, Ferdie].map(|key| (ALL, hotkey(key))));
		assert_eq!(children(&hotkey(Eve), NEXT), []);
	});
}

#[test]
fn subnet_is_created_when_validators_may_not_lend() {
	let mut chain = seated();
	chain.block(|| set_threshold(1));
	assert_eq!(chain.register_subnet(Alice), NEXT);
	chain.look(|| {
		assert!(NetworksAdded::<Runtime>::get(NEXT));
		assert_eq!(parents(&hotkey(Alice), NEXT), []);
		set_threshold(0);
	});
}

#[test]
fn choice_of_the_chain_counts_as_the_owners() {
	let mut chain = seated();
	assert_eq!(chain.register_subnet(Alice), NEXT);
	chain.look(|| {
		let again = ProtocolCall::set_children { hotkey: hotkey(Dave), netuid: NEXT, children: vec![] };
		assert_eq!(refused(|| call(&coldkey(Dave), again)), error(Error::TxRateLimitExceeded));
	});
}

#[test]
fn only_the_owner_of_a_hotkey_with_a_seat_can_forbid_it() {
	seated().block(|| {
		assert_eq!(refused(|| set(Eve, Alice, false)), error(Error::NonAssociatedColdKey));
		assert_eq!(refused(|| set(Eve, Dave, false)), error(Error::NonAssociatedColdKey));
		assert_eq!(refused(|| set(Alice, Alice, false)), error(Error::HotKeyNotRegisteredInSubNet));
	});
}
