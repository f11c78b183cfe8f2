//! What is encrypted is revealed when its round is signed.

use crate::{
	chain::Chain,
	kit::account,
	words::{
		dave, eve, events, fields_of, join, next_epoch, published, raw, revealed_of, scene, sealed, sign, timelocked,
		SUBNET,
	},
};
use pallet_commitments::{
	Data, DropReason, Event, RevealQueue, RevealedCommitments, TimelockedIndex, MOST_OPENED_PER_BLOCK,
};
use pallet_protocol::{Burn, MaxRegistrationsPerBlock};
use sp_keyring::Sr25519Keyring::Charlie;
use taonet_runtime::{AccountId, Runtime, System};
use taonet_types::TaoBalance;

fn told_revealed(who: AccountId) -> Event<Runtime> {
	Event::CommitmentRevealed { netuid: SUBNET, who }
}

fn told_dropped(who: AccountId, reveal_round: u64, reason: DropReason) -> Event<Runtime> {
	Event::CommitmentDropped { netuid: SUBNET, who, reveal_round, reason }
}

/// Dave has published this, and the rounds are signed in the next block. Answers the events of the one after.
fn after_signing(chain: &mut Chain, fields: &[Data], rounds: impl IntoIterator<Item = u64>) -> Vec<Event<Runtime>> {
	chain.block(|| published(&dave(), fields));
	chain.block(|| sign(rounds));
	chain.block(events)
}

#[test]
fn field_is_revealed_in_the_block_after_its_pulse() {
	let mut chain = scene();
	chain.block(|| published(&dave(), &[sealed(b"a secret", 5)]));
	chain.block(|| sign([3, 4]));
	chain.run(3);
	chain.look(|| assert_eq!(revealed_of(&dave()), []));
	chain.block(|| sign([5]));
	let told = chain.block(events);
	assert_eq!(told, [told_revealed(dave())]);
	chain.look(|| {
		assert_eq!(revealed_of(&dave()), [(b"a secret".to_vec(), System::block_number().into())]);
		assert_eq!(fields_of(&dave()), None, "nothing is left");
		assert!(!TimelockedIndex::<Runtime>::exists());
	});
}

#[test]
fn other_fields_stay_in_their_order() {
	let mut chain = scene();
	let fields = [sealed(b"sooner", 5), raw(b"open"), sealed(b"later", 7)];
	let told = after_signing(&mut chain, &fields, [5, 6]);
	assert_eq!(told, [told_revealed(dave())]);
	chain.look(|| {
		assert_eq!(fields_of(&dave()), Some(fields[1..].to_vec()));
		assert_eq!(TimelockedIndex::<Runtime>::get().len(), 1);
	});
	chain.block(|| sign([7]));
	chain.run(1);
	chain.look(|| {
		assert_eq!(fields_of(&dave()), Some(vec![raw(b"open")]));
		let values: Vec<_> = revealed_of(&dave()).into_iter().map(|(value, _)| value).collect();
		assert_eq!(values, [b"sooner".to_vec(), b"later".to_vec()]);
		assert!(!TimelockedIndex::<Runtime>::exists());
	});
}

#[test]
fn field_for_a_round_that_is_signed_already_is_revealed_in_the_next_block() {
	let mut chain = scene();
	chain.block(|| sign([5, 6]));
	chain.block(|| published(&dave(), &[sealed(b"no secret", 5)]));
	assert_eq!(chain.block(events), [told_revealed(dave())]);
}

#[test]
fn what_cannot_be_opened_is_dropped_and_the_reason_told() {
	let mut altered = encrypted(sealed(b"altered", 5));
	// In the body, behind three fields with their lengths and two more lengths.
	altered[192] ^= 1;
	let cases = [
		(vec![], DropReason::MalformedCiphertext),
		(vec![7; 1_024], DropReason::MalformedCiphertext),
		(altered, DropReason::Altered),
		(encrypted(sealed(b"other", 6)), DropReason::OtherRound),
		(encrypted(sealed(b"", 5)), DropReason::Empty),
	];
	let mut chain = scene();
	chain.block(|| sign([5]));
	for (bytes, reason) in cases {
		chain.block(|| {
			next_epoch();
			published(&dave(), &[timelocked(bytes, 5), raw(b"stays")]);
		});
		assert_eq!(chain.block(events), [told_dropped(dave(), 5, reason)]);
		chain.look(|| {
			assert_eq!(fields_of(&dave()), Some(vec![raw(b"stays")]));
			assert!(!RevealedCommitments::<Runtime>::contains_key(SUBNET, dave()));
		});
	}
}

fn encrypted(field: Data) -> Vec<u8> {
	match field {
		Data::TimelockEncrypted { encrypted, .. } => encrypted.into_inner(),
		other => panic!("{other:?} is not encrypted"),
	}
}

#[test]
fn field_for_a_round_that_was_left_out_is_dropped() {
	let mut chain = scene();
	let told = after_signing(&mut chain, &[sealed(b"never", 5)], [4, 6]);
	assert_eq!(told, [told_dropped(dave(), 5, DropReason::SkippedRound)]);
	chain.look(|| assert_eq!(fields_of(&dave()), None));
}

#[test]
fn failure_of_one_field_leaves_the_next_one_alone() {
	let mut chain = scene();
	let told = after_signing(&mut chain, &[timelocked(vec![1; 9], 5), sealed(b"good", 5)], [5]);
	assert_eq!(told, [told_dropped(dave(), 5, DropReason::MalformedCiphertext), told_revealed(dave())]);
	chain.look(|| assert_eq!(revealed_of(&dave()).len(), 1));
}

#[test]
fn last_ten_values_are_kept_the_newest_last() {
	let mut chain = scene();
	chain.block(|| sign([5]));
	for number in 0..4u8 {
		chain.block(|| {
			next_epoch();
			let field = |part| sealed(&[number, part], 5);
			published(&dave(), &[field(0), field(1), field(2)]);
		});
	}
	chain.run(1);
	chain.look(|| {
		let values: Vec<_> = revealed_of(&dave()).into_iter().map(|(value, _)| value).collect();
		let all = (0..4).flat_map(|number| (0..3).map(move |part| vec![number, part]));
		assert_eq!(values, all.skip(2).collect::<Vec<_>>());
	});
}

#[test]
fn commitment_that_takes_the_place_of_another_is_revealed_alone() {
	let mut chain = scene();
	chain.block(|| published(&dave(), &[sealed(b"first", 5)]));
	chain.block(|| published(&dave(), &[sealed(b"second", 6)]));
	chain.look(|| assert_eq!(RevealQueue::<Runtime>::count(), 1));
	chain.block(|| sign([5, 6]));
	assert_eq!(chain.block(events), [told_revealed(dave())]);
	chain.look(|| assert_eq!(revealed_of(&dave())[0].0, b"second"));
}

#[test]
fn block_opens_so_many_the_earliest_round_first_and_the_next_blocks_the_rest() {
	let mut chain = scene();
	let many = 2 * MOST_OPENED_PER_BLOCK + 3;
	let hotkeys: Vec<_> = (0..many).map(|number| account(number + 1)).collect();
	chain.block(|| {
		MaxRegistrationsPerBlock::<Runtime>::insert(SUBNET, u16::MAX);
		for hotkey in &hotkeys {
			Burn::<Runtime>::insert(SUBNET, TaoBalance::new(1_000_000));
			join(Charlie, hotkey.clone());
		}
		published(&eve(), &[sealed(b"at last", 7)]);
		hotkeys.iter().for_each(|hotkey| published(hotkey, &[sealed(b"one of many", 6)]));
	});
	chain.block(|| sign([6, 7]));
	let opened = |chain: &mut Chain| chain.block(events).len();
	let most = MOST_OPENED_PER_BLOCK as usize;
	assert_eq!([opened(&mut chain), opened(&mut chain)], [most, most]);
	chain.look(|| assert_eq!(fields_of(&eve()).map(|fields| fields.len()), Some(1), "her round is the later one"));
	assert_eq!([opened(&mut chain), opened(&mut chain)], [4, 0]);
	chain.look(|| {
		assert!(hotkeys.iter().chain([&eve()]).all(|hotkey| revealed_of(hotkey).len() == 1));
		assert_eq!(RevealQueue::<Runtime>::count(), 0);
	});
}
