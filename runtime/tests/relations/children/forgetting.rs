//! Subnets 3: nothing is left of relations when their subnet is dissolved.

use super::{choose, claim_numbers, end_epoch, lend, of, scene, without_cooldown, ALL};
use crate::{
	kit::{call, coldkey, hotkey, root, ProtocolCall},
	words::{OTHER, SUBNET},
};
use pallet_protocol::{ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys, TransactionKeyLastBlock};
use pallet_staking::{ChildrenInTurn, PendingParents, RelatedHotkeys};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{Alice, Charlie, Dave, Eve, Ferdie};
use taonet_runtime::{Runtime, Staking};
use taonet_types::NetUid;

/// How many entries of each kind there are about a subnet.
fn entries(of: NetUid) -> [usize; 8] {
	let count = |netuids: Vec<NetUid>| netuids.into_iter().filter(|netuid| *netuid == of).count();
	[
		count(ChildKeys::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(ParentKeys::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(ChildkeyTake::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(PendingChildKeys::<Runtime>::iter_keys().map(|(netuid, _)| netuid).collect()),
		count(PendingParents::<Runtime>::iter_keys().map(|(netuid, ..)| netuid).collect()),
		count(RelatedHotkeys::<Runtime>::iter_keys().map(|(netuid, _)| netuid).collect()),
		count(TransactionKeyLastBlock::<Runtime>::iter_keys().map(|(_, netuid, _)| netuid).collect()),
		count(ChildrenInTurn::<Runtime>::iter_keys().collect()),
	]
}

/// More hotkeys than one block can forget, so that every invariant is checked half-way.
#[test]
fn relations_are_forgotten_with_their_subnet() {
	let mut chain = scene();
	without_cooldown(&mut chain);
	let hotkeys = chain.block(|| {
		let hotkeys = claim_numbers(1_000..1_250);
		for (parent, child) in hotkeys.iter().zip(hotkeys.iter().skip(1)) {
			assert_eq!(choose(Alice, parent, SUBNET, &[(ALL, child.clone())]), Ok(()));
		}
		assert_eq!(lend(Dave, OTHER, &[(1, Eve)]), Ok(()));
		hotkeys
	});
	chain.block(|| {
		end_epoch(SUBNET);
		end_epoch(OTHER);
		assert_eq!(ParentKeys::<Runtime>::get(&hotkeys[1], SUBNET), [(ALL, hotkeys[0].clone())]);
		assert_eq!(choose(Charlie, &hotkey(Charlie), SUBNET, &of(&[(1, Dave), (2, Ferdie)])), Ok(()));
		assert_eq!(choose(Charlie, &hotkey(Charlie), OTHER, &of(&[(1, Dave), (2, Ferdie)])), Ok(()));
		for netuid in [SUBNET, OTHER] {
			let asked = ProtocolCall::set_childkey_take { hotkey: hotkey(Eve), netuid, take: 1 };
			assert_eq!(call(&coldkey(Eve), asked), Ok(()));
		}
		// A turn that is not over.
		Staking::apply_pending_children(SUBNET);
		assert!(entries(SUBNET).iter().all(|count| *count > 0), "{:?}", entries(SUBNET));
	});
	let elsewhere = chain.look(|| entries(OTHER));
	chain.block(|| assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(())));
	let begun = chain.height();
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		assert!(chain.height() - begun < 100, "it goes on for ever");
		chain.block(|| {
			Staking::continue_children(10);
		});
	}
	assert!(chain.height() - begun > 2, "it took one step");
	chain.look(|| {
		assert_eq!(entries(SUBNET), [0; 8]);
		assert_eq!(entries(OTHER), elsewhere);
	});
}
