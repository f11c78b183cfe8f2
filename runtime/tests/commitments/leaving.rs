//! What is known of a neuron goes with it: when it is replaced or trimmed, its subnet is removed, or its hotkey is swapped.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, endow, root, AdminCall, ProtocolCall},
	words::{
		dave, eve, events, fields_of, next_epoch, publish, published, raw, refusal, revealed_of, scene, sealed, set,
		sign, CommitmentsError, SUBNET,
	},
};
use codec::Encode;
use pallet_commitments::{
	CommitmentOf, Data, Event, LastBondsReset, LastCommitment, RevealQueue, RevealedCommitments, TimelockedIndex,
	UsedSpaceOf,
};
use pallet_protocol::{Emission, SubnetworkN, Uids};
use sp_keyring::Sr25519Keyring::{Charlie, Dave};
use taonet_runtime::{AccountId, Runtime, Subnets};
use taonet_types::{AlphaBalance, NetUid};

/// Dave and Eve have something in every map.
fn busy() -> Chain {
	let mut chain = scene();
	chain.block(|| sign([5]));
	for fields in [[sealed(b"revealed", 5), raw(b"open")], [sealed(b"waits", 9), Data::ResetBondsFlag]] {
		chain.block(|| {
			published(&dave(), &fields);
			published(&eve(), &fields);
		});
	}
	chain.run(1);
	chain.look(|| assert_eq!([dave(), eve()].map(|who| maps_with(&who)), [6, 6]));
	chain
}

/// In how many maps a hotkey stands.
fn maps_with(who: &AccountId) -> usize {
	[
		CommitmentOf::<Runtime>::contains_key(SUBNET, who),
		LastCommitment::<Runtime>::contains_key(SUBNET, who),
		LastBondsReset::<Runtime>::contains_key(SUBNET, who),
		RevealedCommitments::<Runtime>::contains_key(SUBNET, who),
		UsedSpaceOf::<Runtime>::contains_key(SUBNET, who),
		TimelockedIndex::<Runtime>::get().contains(&(SUBNET, who.clone())),
	]
	.into_iter()
	.filter(|stands| *stands)
	.count()
}

/// All but Dave, who has earned least, are safe.
fn let_dave_go(chain: &mut Chain) {
	for asked in [
		AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 },
		AdminCall::sudo_set_immunity_period { netuid: SUBNET, immunity_period: 0 },
		AdminCall::sudo_set_min_non_immune_uids { netuid: SUBNET, min: 0 },
	] {
		chain.root(asked);
	}
	chain.look(|| Emission::<Runtime>::insert(SUBNET, [9, 0, 9].map(AlphaBalance::new).to_vec()));
}

#[test]
fn nothing_is_left_of_a_neuron_that_is_replaced() {
	let mut chain = busy();
	let_dave_go(&mut chain);
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 3 });
	chain.block(|| {
		let newcomer = ProtocolCall::burned_register { netuid: SUBNET, hotkey: account(1) };
		assert_eq!(call(&coldkey(Charlie), newcomer), Ok(()));
		assert_eq!(Uids::<Runtime>::get(SUBNET, account(1)), Some(1));
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::AccountNotAllowedCommit));
		published(&account(1), &[raw(b"hello")]);
	});
	chain.look(|| assert_eq!([dave(), eve()].map(|who| maps_with(&who)), [0, 6]));
	// Nothing of it is opened either.
	chain.block(|| sign([9]));
	assert_eq!(chain.block(events), [Event::CommitmentRevealed { netuid: SUBNET, who: eve() }]);
}

#[test]
fn nothing_is_left_of_a_neuron_that_is_trimmed() {
	let mut chain = busy();
	let_dave_go(&mut chain);
	chain.block(|| {
		assert_eq!(Subnets::trim_to(SUBNET, 2), Ok(()));
		assert_eq!(SubnetworkN::<Runtime>::get(SUBNET), 2);
	});
	chain.look(|| assert_eq!([dave(), eve()].map(|who| maps_with(&who)), [0, 6]));
}

#[test]
fn nobody_publishes_on_a_subnet_that_is_removed_and_nothing_is_left_of_it() {
	let mut chain = busy();
	chain.block(|| {
		let root_seat = ProtocolCall::root_register { hotkey: dave() };
		assert_eq!(call(&coldkey(Dave), root_seat), Ok(()));
		assert_eq!(call(&dave(), set(NetUid::ROOT, &[sealed(b"elsewhere", 9)])), Ok(()));
	});
	chain.block(|| {
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::AccountNotAllowedCommit));
	});
	chain.run(20);
	chain.look(|| {
		assert!(!pallet_subnets::Dissolutions::<Runtime>::contains_key(SUBNET));
		assert_eq!([dave(), eve()].map(|who| maps_with(&who)), [0, 0]);
		assert_eq!(RevealQueue::<Runtime>::count(), 1);
		assert!(CommitmentOf::<Runtime>::contains_key(NetUid::ROOT, dave()), "other subnets keep what is theirs");
	});
}

#[test]
fn swapped_hotkey_takes_along_all_that_it_has_published() {
	let mut chain = busy();
	let new = account(1);
	let known = |who: &AccountId| {
		(
			CommitmentOf::<Runtime>::get(SUBNET, who),
			LastCommitment::<Runtime>::get(SUBNET, who),
			LastBondsReset::<Runtime>::get(SUBNET, who),
			RevealedCommitments::<Runtime>::get(SUBNET, who),
			UsedSpaceOf::<Runtime>::get(SUBNET, who),
		)
	};
	let before = chain.look(|| known(&dave()));
	chain.block(|| {
		endow(&coldkey(Dave), 10);
		let swap = ProtocolCall::swap_hotkey { hotkey: dave(), new_hotkey: new.clone(), netuid: Some(SUBNET) };
		assert_eq!(call(&coldkey(Dave), swap), Ok(()));
	});
	chain.look(|| {
		assert_eq!(known(&new).encode(), before.encode());
		assert_eq!([dave(), new.clone(), eve()].map(|who| maps_with(&who)), [0, 6, 6]);
	});
	chain.block(|| sign([9]));
	let told = chain.block(events);
	assert!(told.contains(&Event::CommitmentRevealed { netuid: SUBNET, who: new.clone() }), "{told:?}");
	chain.block(|| {
		assert_eq!(revealed_of(&new).last().map(|(value, _)| value.clone()), Some(b"waits".to_vec()));
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::AccountNotAllowedCommit));
		next_epoch();
		published(&new, &[raw(b"goes on")]);
		assert_eq!(fields_of(&new), Some(vec![raw(b"goes on")]));
	});
}

#[test]
fn hotkey_that_registers_again_begins_anew() {
	let mut chain = busy();
	let_dave_go(&mut chain);
	chain.block(|| assert_eq!(Subnets::trim_to(SUBNET, 2), Ok(())));
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 64 });
	chain.block(|| {
		let again = ProtocolCall::burned_register { netuid: SUBNET, hotkey: dave() };
		assert_eq!(call(&coldkey(Dave), again), Ok(()));
		published(&dave(), &[]);
		assert_eq!(UsedSpaceOf::<Runtime>::get(SUBNET, dave()).map(|usage| usage.used_space), Some(100));
	});
}
