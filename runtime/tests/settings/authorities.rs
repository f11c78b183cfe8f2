//! Who makes and who finalizes blocks. Spec: satellites 6 and 9.

use crate::{
	chain::{free, signed, transfer, Chain, Terms},
	kit::{call, coldkey, root, undone, AdminCall},
	table::Admin,
};
use codec::{DecodeAll, Encode};
use sp_consensus_aura::{sr25519::AuthorityId as AuraId, AURA_ENGINE_ID};
use sp_consensus_grandpa::{
	AuthorityId as GrandpaId, AuthorityList, ConsensusLog as GrandpaLog, ScheduledChange, GRANDPA_ENGINE_ID,
};
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{Alice, Bob, Eve, Ferdie},
};
use sp_runtime::{
	generic::DigestItem,
	traits::{BadOrigin, Header},
	BoundedVec, ConsensusEngineId, DispatchError, DispatchResult,
};
use taonet_runtime::{BlockNumber, Executive, Grandpa, Runtime, RuntimeCall, TAO};

type GrandpaError = pallet_grandpa::Error<Runtime>;

fn refused(error: impl Into<DispatchError>) -> DispatchResult {
	Err(error.into())
}

fn swap_authorities(keys: Vec<AuraId>) -> AdminCall {
	AdminCall::swap_authorities { new_authorities: BoundedVec::try_from(keys).expect("are few") }
}

fn ferdie_and_eve() -> Vec<AuraId> {
	[Ferdie, Eve].map(|key| key.public().into()).to_vec()
}

fn authors() -> Vec<AuraId> {
	pallet_aura::Authorities::<Runtime>::get().into_inner()
}

fn voters(weight: u64) -> AuthorityList {
	[Ed25519Keyring::Ferdie, Ed25519Keyring::Eve].map(|key| (key.public().into(), weight)).to_vec()
}

fn schedule(next: AuthorityList, in_blocks: BlockNumber, forced: Option<BlockNumber>) -> AdminCall {
	AdminCall::schedule_grandpa_change { next_authorities: next, in_blocks, forced }
}

/// What the last block says to an engine.
fn messages(chain: &Chain, engine: ConsensusEngineId) -> Vec<Vec<u8>> {
	let logs = chain.header().digest().logs().iter();
	logs.filter_map(|log| match log {
		DigestItem::Consensus(to, message) if *to == engine => Some(message.clone()),
		_ => None,
	})
	.collect()
}

#[test]
fn root_replaces_those_who_make_blocks() {
	let mut chain = Chain::local();
	chain.root(swap_authorities(ferdie_and_eve()));
	assert_eq!(chain.look(authors), ferdie_and_eve());
	// The node learns of it from the header.
	let told = sp_consensus_aura::ConsensusLog::AuthoritiesChange(ferdie_and_eve()).encode();
	assert_eq!(messages(&chain, AURA_ENGINE_ID), [told]);

	// They are paid the tips from now on, in turn: slot 1 000 001 is the second one's.
	chain.block(|| {
		let before = [Ferdie, Eve].map(|key| free(&key.to_account_id()));
		let tipped = signed(Alice, transfer(Bob, TAO), Terms { nonce: 0, tip: 7_000 });
		Executive::apply_extrinsic(tipped).unwrap().unwrap();
		let after = [Ferdie, Eve].map(|key| free(&key.to_account_id()));
		assert_eq!(after, [before[0], before[1] + 7_000]);
	});
	chain.run(3);
}

#[test]
fn blocks_have_somebody_to_make_them() {
	let mut chain = Chain::local();
	chain.block(|| {
		let before = authors();
		assert_eq!(root(swap_authorities(vec![])), refused(Admin::InvalidValue));
		assert_eq!(call(&coldkey(Alice), swap_authorities(ferdie_and_eve())), refused(BadOrigin));
		assert_eq!(call(&coldkey(Alice), swap_authorities(vec![])), refused(BadOrigin));
		assert_eq!(authors(), before);
	});
	assert!(messages(&chain, AURA_ENGINE_ID).is_empty());
}

#[test]
fn at_most_32_make_blocks() {
	Chain::local().block(|| {
		let keys =
			|count: u8| (0..count).map(|n| sp_core::sr25519::Public::from_raw([n; 32]).into()).collect::<Vec<AuraId>>();
		assert_eq!(root(swap_authorities(keys(32))), Ok(()));
		// What is longer is not even a call.
		let call_of = |keys: Vec<AuraId>| [[19, 0].to_vec(), keys.encode()].concat();
		assert!(RuntimeCall::decode_all(&mut &call_of(keys(32))[..]).is_ok());
		assert!(RuntimeCall::decode_all(&mut &call_of(keys(33))[..]).is_err());
	});
}

#[test]
fn root_schedules_who_finalizes_blocks() {
	let mut chain = Chain::local();
	let before = chain.look(Grandpa::grandpa_authorities);
	chain.root(schedule(voters(1), 2, None));
	let change = ScheduledChange { next_authorities: voters(1), delay: 2 };
	assert_eq!(messages(&chain, GRANDPA_ENGINE_ID), [GrandpaLog::<BlockNumber>::ScheduledChange(change).encode()]);
	assert_eq!(chain.look(Grandpa::grandpa_authorities), before);
	chain.run(1);
	assert_eq!(chain.look(Grandpa::grandpa_authorities), before);
	chain.run(1);
	assert_eq!(chain.look(Grandpa::grandpa_authorities), voters(1));
}

#[test]
fn change_of_voters_takes_effect_in_the_same_block_when_it_has_no_delay() {
	let mut chain = Chain::local();
	chain.root(schedule(voters(3), 0, None));
	assert_eq!(chain.look(Grandpa::grandpa_authorities), voters(3));
}

#[test]
fn second_change_of_voters_waits_for_the_first() {
	let mut chain = Chain::local();
	chain.root(schedule(voters(1), 2, None));
	chain.block(|| assert_eq!(root(schedule(voters(2), 0, None)), refused(GrandpaError::ChangePending)));
	chain.run(1);
	chain.root(schedule(voters(2), 0, None));
	assert_eq!(chain.look(Grandpa::grandpa_authorities), voters(2));
}

/// A forced change tells the last final block, and the next one has to wait twice the delay.
#[test]
fn change_of_voters_is_forced_when_finality_stands_still() {
	let mut chain = Chain::local();
	chain.run(4);
	chain.root(schedule(voters(1), 2, Some(3)));
	let change = ScheduledChange { next_authorities: voters(1), delay: 2 };
	assert_eq!(messages(&chain, GRANDPA_ENGINE_ID), [GrandpaLog::<BlockNumber>::ForcedChange(3, change).encode()]);
	chain.run(2);
	assert_eq!((chain.height(), chain.look(Grandpa::grandpa_authorities)), (7, voters(1)));
	chain.block(|| assert_eq!(root(schedule(voters(2), 1, Some(6))), refused(GrandpaError::TooSoon)));
	chain.root(schedule(voters(2), 1, Some(6)));
	chain.run(1);
	assert_eq!(chain.look(Grandpa::grandpa_authorities), voters(2));
}

/// No node takes a block that announces voters who cannot vote.
#[test]
fn voters_who_cannot_finalize_anything_are_refused() {
	let mut chain = Chain::local();
	let with_weights = |weights: [u64; 2]| -> AuthorityList {
		voters(1).into_iter().zip(weights).map(|((key, _), weight)| (key, weight)).collect()
	};
	let twice_the_same = vec![voters(1)[0].clone(), voters(1)[0].clone()];
	let crowd = |count: u8| -> AuthorityList {
		(0..count).map(|n| (GrandpaId::from(sp_core::ed25519::Public::from_raw([n; 32])), 1)).collect()
	};
	chain.block(|| {
		let (one_without_weight, too_heavy) = (with_weights([1, 0]), with_weights([u64::MAX, 1]));
		for next in [vec![], voters(0), one_without_weight, too_heavy, twice_the_same, crowd(33)] {
			assert_eq!(root(schedule(next, 1, None)), refused(Admin::InvalidValue));
		}
		undone(|| assert_eq!(root(schedule(with_weights([u64::MAX - 1, 1]), 1, None)), Ok(())));
		assert_eq!(call(&coldkey(Alice), schedule(vec![], 1, None)), refused(BadOrigin));
		assert_eq!(root(schedule(crowd(32), 0, None)), Ok(()));
	});
	chain.look(|| assert_eq!(Grandpa::grandpa_authorities().len(), 32));
}

/// GRANDPA adds the delay to the number of the block, twice when the change is forced.
#[test]
fn change_of_voters_is_refused_when_its_block_cannot_be_numbered() {
	for forced in [None, Some(0)] {
		let mut chain = Chain::local();
		chain.block(|| {
			let most = (BlockNumber::MAX - 1) / 2;
			for in_blocks in [BlockNumber::MAX, most + 1] {
				assert_eq!(root(schedule(voters(1), in_blocks, forced)), refused(Admin::InvalidValue));
			}
			assert_eq!(root(schedule(voters(1), most, forced)), Ok(()));
		});
		chain.run(2);
	}
}
