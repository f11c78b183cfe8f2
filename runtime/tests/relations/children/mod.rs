//! Staking 8 and 9: stake that is lent to child keys.
//!
//! Bob's and Charlie's subnets are started, so that a choice waits there. The first subnet is not, and there it takes effect
//! at once.

mod applying;
mod auto_parents;
mod choosing;
mod crowded;
mod forgetting;
mod inheritance;
mod invariants;
mod swapped;
mod takes;
mod threshold;

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, ProtocolCall},
	rest,
	words::alpha_rao,
};
use pallet_protocol::{types::TransactionType, ChildKeys, ParentKeys, TransactionKeyLastBlock};
use pallet_staking::Event;
use sp_keyring::Sr25519Keyring::{self, Alice, Dave, Eve, Ferdie};
use sp_runtime::DispatchResult;
use taonet_runtime::{AccountId, AlphaAssets, Runtime, RuntimeEvent, Staking, System};
use taonet_types::NetUid;

/// Half of a stake, rounded up: parts of 2^64 - 1.
pub const HALF: u64 = 1 << 63;
/// All of it.
pub const ALL: u64 = u64::MAX;

/// A part and a hotkey.
pub type Relation = (u64, AccountId);

/// Everybody has a hotkey. What the end of an epoch does, tests do by hand ([`end_epoch`]).
pub fn scene() -> Chain {
	let mut chain = rest::scene();
	chain.block(|| {
		for key in [Alice, Dave, Eve, Ferdie] {
			claim(&hotkey(key), key);
		}
	});
	chain
}

/// Lets a coldkey own a hotkey that nobody owns.
pub fn claim(hotkey: &AccountId, owner: Sr25519Keyring) {
	assert_eq!(call(&coldkey(owner), ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() }), Ok(()));
}

/// Alice's hotkeys of these numbers.
pub fn claim_numbers(numbers: impl Iterator<Item = u32>) -> Vec<AccountId> {
	let hotkeys: Vec<_> = numbers.map(account).collect();
	hotkeys.iter().for_each(|hotkey| claim(hotkey, Alice));
	hotkeys
}

/// The coldkey asks that the hotkey lends to these.
pub fn choose(owner: Sr25519Keyring, hotkey: &AccountId, netuid: NetUid, children: &[Relation]) -> DispatchResult {
	let call_of = ProtocolCall::set_children { hotkey: hotkey.clone(), netuid, children: children.to_vec() };
	call(&coldkey(owner), call_of)
}

/// The hotkey that goes with a coldkey chooses these parts and others' hotkeys.
pub fn lend(parent: Sr25519Keyring, netuid: NetUid, children: &[(u64, Sr25519Keyring)]) -> DispatchResult {
	choose(parent, &hotkey(parent), netuid, &of(children))
}

/// Parts, and the hotkeys that go with these coldkeys.
pub fn of(relations: &[(u64, Sr25519Keyring)]) -> Vec<Relation> {
	relations.iter().map(|(proportion, key)| (*proportion, hotkey(*key))).collect()
}

/// The same by account, as children are stored.
pub fn sorted(mut relations: Vec<Relation>) -> Vec<Relation> {
	relations.sort_by(|(_, one), (_, other)| one.cmp(other));
	relations
}

pub fn children(parent: &AccountId, netuid: NetUid) -> Vec<Relation> {
	ChildKeys::<Runtime>::get(parent, netuid)
}

pub fn parents(child: &AccountId, netuid: NetUid) -> Vec<Relation> {
	ParentKeys::<Runtime>::get(child, netuid)
}

/// Makes alpha for a hotkey that nobody has a share of yet.
pub fn give_alpha(hotkey: &AccountId, netuid: NetUid, amount: u64) {
	assert_eq!(AlphaAssets::emit_alpha(netuid, alpha_rao(amount)), Ok(()));
	assert_eq!(Staking::increase(hotkey, &coldkey(Alice), netuid, alpha_rao(amount)), Ok(()));
}

/// Lets a hotkey choose again at once.
pub fn let_choose_again(hotkey: &AccountId, netuid: NetUid) {
	TransactionKeyLastBlock::<Runtime>::remove((hotkey, netuid, TransactionType::SetChildren.number()));
}

/// What waits takes effect as soon as an epoch comes.
pub fn without_cooldown(chain: &mut Chain) {
	chain.root(ProtocolCall::set_pending_childkey_cooldown { cooldown: 0 });
}

/// What the end of a subnet's epoch does, all at once.
pub fn end_epoch(netuid: NetUid) {
	Staking::apply_pending_children(netuid);
	Staking::continue_children(u32::MAX);
}

/// What staking told in this block that the wire has no event for.
pub fn own_events() -> Vec<Event<Runtime>> {
	let records = System::events().into_iter();
	records
		.filter_map(|record| match record.event {
			RuntimeEvent::Staking(event) => Some(event),
			_ => None,
		})
		.collect()
}

pub fn set_threshold(min_stake: u64) {
	assert_eq!(root(pallet_admin_utils::Call::<Runtime>::sudo_set_stake_threshold { min_stake }), Ok(()));
}
