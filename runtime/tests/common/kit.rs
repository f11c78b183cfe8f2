//! Words of the protocol, for tests: accounts, calls, what they answer.
//!
//! Calls here are dispatched as from inside an extrinsic: without fee and without the checks of the pool. Where those
//! matter a test sends an extrinsic (`chain::send`).

// Each suite uses what it needs.
#![allow(dead_code)]

use crate::chain::Chain;
use frame_support::storage::with_storage_layer;
use pallet_protocol::{types::SubnetIdentityV3, Call, Error, Event};
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring::{self, Alice};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};
use taonet_runtime::{AccountId, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System};
use taonet_types::{NetUid, RAO_PER_TAO};

/// Calls of the protocol.
pub type ProtocolCall = Call<Runtime>;
/// Calls that set hyperparameters.
pub type AdminCall = pallet_admin_utils::Call<Runtime>;

/// The account of a coldkey that everybody knows.
pub fn coldkey(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

/// The hotkey that goes with a coldkey: `//Alice_hk` with `//Alice`.
pub fn hotkey(key: Sr25519Keyring) -> AccountId {
	let pair = sr25519::Pair::from_string(&format!("//{key:?}_hk"), None).expect("is a derivation path");
	pair.public().into()
}

/// One of as many accounts as a test needs. They hold nothing.
pub fn account(number: u32) -> AccountId {
	let mut bytes = [0x77; 32];
	bytes[..4].copy_from_slice(&number.to_le_bytes());
	AccountId::new(bytes)
}

/// Dispatches a call signed by the account.
pub fn call(signer: &AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::signed(signer.clone()), call)
}

/// Dispatches a call by root.
pub fn root(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::root(), call)
}

fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

/// The protocol's error as calls answer it.
pub fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

/// A description of a subnet by its owner.
pub fn describe_subnet(netuid: NetUid, identity: SubnetIdentityV3) -> ProtocolCall {
	let SubnetIdentityV3 {
		subnet_name,
		github_repo,
		subnet_contact,
		subnet_url,
		discord,
		description,
		logo_url,
		additional,
	} = identity;
	ProtocolCall::set_subnet_identity {
		netuid,
		subnet_name,
		github_repo,
		subnet_contact,
		subnet_url,
		discord,
		description,
		logo_url,
		additional,
	}
}

/// The protocol's events in this block, oldest first.
pub fn events() -> Vec<Event<Runtime>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::SubtensorModule(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Does something, and then undoes it.
pub fn undone<R>(work: impl FnOnce() -> R) -> R {
	let mut result = None;
	// What is answered with an error leaves nothing behind.
	let _ = with_storage_layer(|| {
		result = Some(work());
		DispatchResult::Err(DispatchError::Unavailable)
	});
	result.expect("it was done")
}

/// Does something as if the chain had come to that block, and then undoes it.
pub fn at<R>(block: BlockNumber, work: impl FnOnce() -> R) -> R {
	undone(|| {
		System::set_block_number(block);
		work()
	})
}

/// Gives an account so much TAO, as Alice's gift.
pub fn endow(to: &AccountId, tao: u64) {
	let dest = to.clone().into();
	let gift = pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value: tao * RAO_PER_TAO };
	assert_eq!(call(&coldkey(Alice), gift), Ok(()));
}

impl Chain {
	/// Creates a subnet in the next block: owner and first hotkey are those of the key.
	pub fn register_subnet(&mut self, owner: Sr25519Keyring) -> NetUid {
		self.block(|| {
			let created = call(&coldkey(owner), ProtocolCall::register_network { hotkey: hotkey(owner) });
			assert_eq!(created, Ok(()));
			let added = events().into_iter().rev().find_map(|event| match event {
				Event::NetworkAdded(netuid, _) => Some(netuid),
				_ => None,
			});
			added.expect("the event tells the netuid")
		})
	}

	/// The same, and starts it.
	pub fn start_subnet(&mut self, owner: Sr25519Keyring) -> NetUid {
		let netuid = self.register_subnet(owner);
		self.block(|| assert_eq!(call(&coldkey(owner), ProtocolCall::start_call { netuid }), Ok(())));
		netuid
	}

	/// Registers the hotkey of the key on a subnet in the next block.
	pub fn register_neuron(&mut self, netuid: NetUid, key: Sr25519Keyring) -> u16 {
		self.block(|| {
			let registered = call(&coldkey(key), ProtocolCall::burned_register { netuid, hotkey: hotkey(key) });
			assert_eq!(registered, Ok(()));
			pallet_protocol::Uids::<Runtime>::get(netuid, hotkey(key)).expect("it was registered")
		})
	}

	/// Does something as root in the next block.
	pub fn root(&mut self, call: impl Into<RuntimeCall>) {
		self.block(|| assert_eq!(root(call), Ok(())));
	}
}
