//! Keys that roll from block to block.

use crate::{
	chain::{signed, Chain, Terms},
	kit::{call, coldkey, root},
	words::{announce, offered, public, ShieldCall},
};
use pallet_shield::{
	AuthorKeys, CurrentKey, NextKey, NextKeyExpiresAt, PendingKey, PendingKeyExpiresAt, ShieldEncKey, SlotAuthors,
};
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{traits::BadOrigin, transaction_validity::InvalidTransaction};
use taonet_runtime::{configs::AuraSlots, genesis_presets, BlockNumber, Executive, Runtime, UncheckedExtrinsic};
use taonet_shield::key_hash;

type Rolling = [Option<Vec<u8>>; 3];

/// Next, pending and current key.
fn rolling() -> Rolling {
	let bytes = |key: Option<ShieldEncKey>| key.map(ShieldEncKey::into_inner);
	[NextKey::<Runtime>::get(), PendingKey::<Runtime>::get(), CurrentKey::<Runtime>::get()].map(bytes)
}

fn numbered(numbers: [Option<u32>; 3]) -> Rolling {
	numbers.map(|number| number.map(public))
}

/// The next block, whose author announces the key with the block's number.
fn block(chain: &mut Chain) -> BlockNumber {
	let number = chain.height() + 1;
	chain.block(|| assert_eq!(announce(Some(public(number))), Ok(Ok(()))));
	number
}

fn authority(name: &str) -> sp_consensus_aura::sr25519::AuthorityId {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap().public().into()
}

#[test]
fn next_key_is_that_of_the_author_of_the_block_after_the_next() {
	for preset in [genesis_presets::LOCAL, genesis_presets::DEV] {
		let mut chain = Chain::from_preset(preset);
		assert_eq!(chain.look(rolling), numbered([None; 3]));
		for expected in [
			[None, None, None],
			[Some(1), None, None],
			[Some(2), Some(1), None],
			[Some(3), Some(2), Some(1)],
			[Some(4), Some(3), Some(2)],
			[Some(5), Some(4), Some(3)],
		] {
			let number = block(&mut chain);
			assert_eq!(chain.look(rolling), numbered(expected), "{preset}, block {number}");
		}
	}
}

#[test]
fn pending_key_is_the_last_that_the_next_author_has_announced() {
	let mut chain = Chain::local();
	for _ in 0..9 {
		block(&mut chain);
		chain.look(|| {
			let next_author = AuraSlots::after(1).unwrap();
			if let Some(pending) = PendingKey::<Runtime>::get() {
				assert_eq!(AuthorKeys::<Runtime>::get(next_author), Some(pending.clone()));
				assert!(taonet_runtime::MevShield::opens_in_next_block(&key_hash(&pending)));
			}
		});
	}
}

#[test]
fn authors_take_turns_by_their_slots() {
	let mut chain = Chain::local();
	chain.run(1);
	chain.look(|| {
		let turns = (0..4).map(|slots| AuraSlots::after(slots).unwrap());
		assert_eq!(turns.collect::<Vec<_>>(), ["Two", "Three", "One", "Two"].map(authority));
	});
	block(&mut chain);
	chain.look(|| assert_eq!(AuthorKeys::<Runtime>::iter_keys().collect::<Vec<_>>(), [authority("Three")]));
}

#[test]
fn key_ends_when_it_has_opened_its_block() {
	let mut chain = Chain::local();
	let ends = || (NextKeyExpiresAt::<Runtime>::get(), PendingKeyExpiresAt::<Runtime>::get());
	for expected in [(None, None), (Some(5), None), (Some(6), Some(5))] {
		block(&mut chain);
		assert_eq!(chain.look(ends), expected);
	}
}

#[test]
fn author_without_a_key_has_none_handed_out() {
	let mut chain = Chain::local();
	(0..3).for_each(|_| _ = block(&mut chain));
	chain.block(|| assert_eq!(announce(None), Ok(Ok(()))));
	// The one of block 4 is the author of block 7.
	assert_eq!(chain.look(rolling), numbered([Some(3), Some(2), Some(1)]));
	block(&mut chain);
	assert_eq!(chain.look(rolling), numbered([None, Some(3), Some(2)]));
	assert_eq!(chain.look(NextKeyExpiresAt::<Runtime>::get), None);
	block(&mut chain);
	assert_eq!(chain.look(rolling), numbered([Some(5), None, Some(3)]));
	assert_eq!(chain.look(PendingKeyExpiresAt::<Runtime>::get), None);
}

#[test]
fn bytes_that_are_no_key_are_not_announced() {
	for length in [0, 1_183, 1_185, 2_048, 2_049, 5_000] {
		let mut chain = Chain::local();
		block(&mut chain);
		// A node that gives these gives none.
		chain.block(|| assert_eq!(announce(Some(vec![1; length])), Ok(Ok(()))));
		chain.look(|| assert_eq!(AuthorKeys::<Runtime>::iter().count(), 1, "{length} bytes"));
	}
	let mut chain = Chain::local();
	let wrong = ShieldCall::announce_next_key { enc_key: Some(vec![1; 1_183].try_into().unwrap()) };
	chain.block(|| {
		let applied = Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(wrong.into()));
		assert_eq!(applied, Err(InvalidTransaction::BadMandatory.into()));
	});
	chain.look(|| assert_eq!(AuthorKeys::<Runtime>::iter().count(), 0));
}

#[test]
fn key_is_announced_by_the_author_alone() {
	let mut chain = Chain::local();
	chain.run(1);
	chain.block(|| {
		let other = || ShieldCall::announce_next_key { enc_key: Some(public(1).try_into().unwrap()) };
		assert_eq!(call(&coldkey(Alice), other()), Err(BadOrigin.into()));
		assert_eq!(root(other()), Err(BadOrigin.into()));
		let bare = offered(UncheckedExtrinsic::new_bare(other().into()));
		assert_eq!(bare, Err(InvalidTransaction::MandatoryValidation.into()));
		let by_alice = offered(signed(Alice, other(), Terms { nonce: 0, tip: 0 }));
		assert_eq!(by_alice, Err(InvalidTransaction::MandatoryValidation.into()));
	});
}
