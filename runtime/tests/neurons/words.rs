//! Words of this suite: small subnets, and what is refused.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
};
use pallet_protocol::{BlockAtRegistration, Burn, Emission, Keys, SubnetworkN, Uids};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::{DispatchError, StateVersion};
use taonet_runtime::{AccountId, Runtime, RuntimeCall};
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance};

/// A local chain on which hyperparameters never stand still, with a subnet of Bob's that was created in the last block.
pub fn subnet() -> (Chain, NetUid) {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	let netuid = chain.register_subnet(Bob);
	(chain, netuid)
}

/// The same with room for so many neurons. The first one is the owner's.
pub fn small_subnet(slots: u16) -> (Chain, NetUid) {
	let (mut chain, netuid) = subnet();
	chain.root(AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 0 });
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: slots });
	(chain, netuid)
}

/// The same with all slots taken: uid 0 is the owner's, `account(uid)` the hotkey of any other, and Charlie the coldkey.
/// There are two mechanisms.
pub fn full_subnet(slots: u16) -> (Chain, NetUid) {
	let (mut chain, netuid) = small_subnet(slots);
	chain.root(AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(2) });
	chain.block(|| (1..slots).for_each(|uid| assert_eq!(join(netuid, uid.into()), uid)));
	(chain, netuid)
}

/// Both mechanisms of a [`full_subnet`].
pub fn mechanisms(netuid: NetUid) -> [NetUidStorageIndex; 2] {
	[0, 1].map(|mecid| index(netuid, mecid))
}

/// Where the vectors of a mechanism are stored.
pub fn index(netuid: NetUid, mecid: u8) -> NetUidStorageIndex {
	NetUidStorageIndex::of(netuid, MechId::new(mecid)).expect("is in bounds")
}

/// A call that registers `account(number)`.
pub fn registration(netuid: NetUid, number: u32) -> ProtocolCall {
	ProtocolCall::burned_register { netuid, hotkey: account(number) }
}

/// Registers `account(number)` for Charlie, and answers its uid.
#[track_caller]
pub fn join(netuid: NetUid, number: u32) -> u16 {
	assert_eq!(call(&coldkey(Charlie), registration(netuid, number)), Ok(()));
	uid(netuid, &account(number)).expect("it was registered")
}

pub fn uid(netuid: NetUid, hotkey: &AccountId) -> Option<u16> {
	Uids::<Runtime>::get(netuid, hotkey)
}

/// Hotkeys of a subnet, uid 0 first.
pub fn hotkeys(netuid: NetUid) -> Vec<AccountId> {
	(0..SubnetworkN::<Runtime>::get(netuid)).map(|uid| Keys::<Runtime>::get(netuid, uid)).collect()
}

/// Hotkeys of a [`full_subnet`] after some of them changed places.
pub fn accounts(uids: &[u16]) -> Vec<AccountId> {
	uids.iter().map(|uid| if *uid == 0 { hotkey(Bob) } else { account(u32::from(*uid)) }).collect()
}

/// What each neuron got in the last epoch, as an epoch would write it.
pub fn set_emission(netuid: NetUid, emission: &[u64]) {
	Emission::<Runtime>::insert(netuid, emission.iter().map(|alpha| AlphaBalance::new(*alpha)).collect::<Vec<_>>());
}

/// Makes neurons older or younger than they are.
pub fn set_registration_blocks(netuid: NetUid, blocks: &[u64]) {
	for (uid, block) in (0..).zip(blocks) {
		BlockAtRegistration::<Runtime>::insert(netuid, uid, block);
	}
}

/// RAO that a registration costs now.
pub fn price(netuid: NetUid) -> u64 {
	Burn::<Runtime>::get(netuid).get()
}

/// Sets the price as if it had come to that by itself.
pub fn set_price(netuid: NetUid, rao: u64) {
	Burn::<Runtime>::insert(netuid, TaoBalance::new(rao));
}

/// Gives an account so many RAO, as Alice's gift.
pub fn give(to: &AccountId, rao: u64) {
	let gift = pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: to.clone().into(), value: rao };
	assert_eq!(call(&coldkey(Alice), gift), Ok(()));
}

/// Root sets something now.
#[track_caller]
pub fn root_sets(setting: impl Into<RuntimeCall>) {
	assert_eq!(root(setting), Ok(()));
}

/// All of the state in one number.
pub fn state() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// The call is refused for this reason, and changes nothing.
#[track_caller]
pub fn assert_refused(signer: &AccountId, asked: impl Into<RuntimeCall>, reason: impl Into<DispatchError>) {
	let before = state();
	assert_eq!(call(signer, asked), Err(reason.into()));
	assert!(state() == before, "a refused call leaves something behind");
}
