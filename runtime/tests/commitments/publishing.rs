//! Who may publish what, and what is stored then.

use crate::{
	kit::{account, call, coldkey, hotkey, root, ProtocolCall},
	words::{
		big, dave, eve, events, fields_of, info, publish, published, raw, refusal, refused, scene, sealed, set,
		CommitmentsCall, CommitmentsError, MISSING, SUBNET,
	},
};
use frame_support::dispatch::{GetDispatchInfo, Pays};
use pallet_commitments::{CommitmentOf, Data, Event, LastCommitment, MaxSpace, TimelockedIndex, UsedSpaceOf};
use sp_keyring::Sr25519Keyring::{Alice, Dave};
use sp_runtime::{traits::Dispatchable, DispatchError};
use taonet_runtime::{Runtime, RuntimeCall, RuntimeOrigin, System};
use taonet_types::NetUid;

#[test]
fn neuron_publishes_in_place_of_what_it_published_before() {
	let mut chain = scene();
	chain.block(|| published(&dave(), &[raw(b"first"), Data::Sha256([1; 32])]));
	chain.block(|| {
		published(&dave(), &[raw(b"second")]);
		assert_eq!(events(), [Event::Commitment { netuid: SUBNET, who: dave() }]);
	});
	chain.look(|| {
		let stored = CommitmentOf::<Runtime>::get(SUBNET, dave()).expect("was published");
		assert_eq!((stored.deposit, stored.block, stored.info), (0, System::block_number(), info(&[raw(b"second")])));
		assert_eq!(LastCommitment::<Runtime>::get(SUBNET, dave()), Some(System::block_number()));
		assert_eq!(fields_of(&eve()), None);
	});
}

#[test]
fn every_kind_of_field_is_kept_in_its_order() {
	let mut chain = scene();
	let kinds = [
		[Data::None, raw(b""), raw(&[1; 128])],
		[Data::BlakeTwo256([1; 32]), Data::Sha256([2; 32]), Data::Keccak256([3; 32])],
		[Data::ShaThree256([4; 32]), Data::ResetBondsFlag, big(512)],
		[sealed(b"later", 9), big(0), sealed(b"sooner", 8)],
	];
	for fields in kinds {
		chain.block(|| {
			published(&dave(), &fields);
			assert_eq!(fields_of(&dave()), Some(fields.to_vec()));
		});
	}
	chain.block(|| published(&dave(), &[]));
	chain.look(|| assert_eq!(fields_of(&dave()), Some(vec![]), "nothing can be published too"));
}

#[test]
fn account_that_is_no_neuron_of_the_subnet_may_not_publish() {
	let mut chain = scene();
	chain.block(|| {
		let something = [raw(b"hello")];
		// A coldkey, a stranger, a neuron of another subnet, and one on no subnet.
		for who in [coldkey(Dave), account(1), hotkey(Alice)] {
			assert_eq!(
				refused(&who, set(SUBNET, &something)),
				refusal(CommitmentsError::AccountNotAllowedCommit),
				"{who}"
			);
		}
		for netuid in [MISSING, NetUid::new(1), NetUid::new(u16::MAX)] {
			assert_eq!(refused(&dave(), set(netuid, &something)), refusal(CommitmentsError::AccountNotAllowedCommit));
		}
		let unsigned = RuntimeCall::from(set(SUBNET, &something)).dispatch(RuntimeOrigin::none());
		assert_eq!(unsigned.map_err(|failure| failure.error).map(|_| ()), Err(DispatchError::BadOrigin));
		assert_eq!(root(set(SUBNET, &something)), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn member_of_root_publishes_on_root() {
	let mut chain = scene();
	chain.block(|| {
		let seat = ProtocolCall::root_register { hotkey: dave() };
		assert_eq!(call(&coldkey(Dave), seat), Ok(()));
		assert_eq!(call(&dave(), set(NetUid::ROOT, &[raw(b"a member")])), Ok(()));
		assert!(CommitmentOf::<Runtime>::contains_key(NetUid::ROOT, dave()));
	});
}

#[test]
fn publishing_is_free() {
	let call = RuntimeCall::from(set(SUBNET, &[raw(b"hello")]));
	scene().block(|| {
		assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
		let done = call.clone().dispatch(RuntimeOrigin::signed(dave())).expect("is possible");
		assert_eq!(done.pays_fee, Pays::No);
	});
}

#[test]
fn index_lists_whose_commitments_have_an_encrypted_field() {
	let mut chain = scene();
	let listed = || TimelockedIndex::<Runtime>::get().into_iter().collect::<Vec<_>>();
	chain.block(|| {
		published(&dave(), &[raw(b"open"), sealed(b"later", 20), sealed(b"sooner", 10)]);
		let told = Event::TimelockCommitment { netuid: SUBNET, who: dave(), reveal_round: 20 };
		assert_eq!(events(), [told], "of the first encrypted field");
	});
	chain.look(|| assert_eq!(listed(), [(SUBNET, dave())]));
	chain.block(|| {
		published(&eve(), &[sealed(b"too", 5)]);
		published(&dave(), &[sealed(b"again", 7)]);
	});
	let mut both = [(SUBNET, dave()), (SUBNET, eve())];
	both.sort();
	chain.look(|| assert_eq!(listed(), both));
	chain.block(|| {
		published(&dave(), &[raw(b"open")]);
		published(&eve(), &[raw(b"open")]);
		published(&eve(), &[sealed(b"after all", 5)]);
	});
	chain.look(|| assert_eq!(listed(), [(SUBNET, eve())]));
	chain.block(|| published(&eve(), &[]));
	chain.look(|| assert!(!TimelockedIndex::<Runtime>::exists(), "nothing is kept where nobody is listed"));
}

#[test]
fn root_alone_sets_the_limit_of_space() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(MaxSpace::<Runtime>::get(), 3_100);
		let asked = CommitmentsCall::set_max_space { new_limit: 99 };
		assert_eq!(refused(&dave(), asked.clone()), Err(DispatchError::BadOrigin));
		assert_eq!(root(asked), Ok(()));
		assert_eq!(MaxSpace::<Runtime>::get(), 99);
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::SpaceLimitExceeded));
		assert_eq!(UsedSpaceOf::<Runtime>::get(SUBNET, dave()), None);
	});
}
