//! Encrypted weights that cannot be set when their round comes, and bytes that were never weights. Spec: consensus 9.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, hotkey, AdminCall, ProtocolCall},
	scene::{
		commit_sealed, grant, own_events, publish, pulse, replace_last, root_sets, run_epoch, said, scene, scene_on,
		sealed_bytes, tempo, weights, write_pulses, Errors, Told, MAIN, SUBNET,
	},
};
use pallet_epoch::{DropReason, Event as OwnEvent};
use pallet_protocol::{types::WeightCiphertext, TimelockedWeightCommits};
use rand::{rngs::StdRng, RngCore, SeedableRng};
use serde_json::Value;
use sp_core::bytes::from_hex;
use sp_keyring::Sr25519Keyring::{self, Charlie, Dave, Eve, Ferdie};
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, Runtime};

/// A hotkey commits to any bytes for round 5.
fn commits(key: Sr25519Keyring, ciphertext: WeightCiphertext) {
	assert_eq!(call(&hotkey(key), commit_sealed(ciphertext, 5)), Ok(()));
}

fn dropped(key: Sr25519Keyring, reason: DropReason) -> OwnEvent<Runtime> {
	OwnEvent::TimelockedWeightsDropped { index: MAIN, hotkey: hotkey(key), reason }
}

/// What is told in the block that opens what was committed to, when the round is signed.
fn told_when_opened(mut chain: Chain) -> Vec<OwnEvent<Runtime>> {
	chain.block(|| publish([5]));
	chain.root(tempo(SUBNET, 1));
	chain.block(own_events)
}

/// What becomes of this when Dave commits to it.
fn fate(ciphertext: WeightCiphertext) -> Vec<OwnEvent<Runtime>> {
	let mut chain = scene();
	chain.block(|| commits(Dave, ciphertext));
	told_when_opened(chain)
}

fn daves() -> WeightCiphertext {
	said(&[(3, 1)]).sealed(&hotkey(Dave), 5)
}

/// The same with a byte changed.
fn altered(mut ciphertext: WeightCiphertext, place: usize) -> WeightCiphertext {
	ciphertext[place] ^= 1;
	ciphertext
}

#[test]
fn ciphertext_is_dropped_when_it_has_not_the_form_of_one() {
	assert_eq!(fate(vec![1, 2, 3].try_into().unwrap()), [dropped(Dave, DropReason::MalformedCiphertext)]);
	// The length of V.
	assert_eq!(fate(altered(daves(), 96)), [dropped(Dave, DropReason::MalformedCiphertext)]);
}

#[test]
fn ciphertext_is_dropped_when_it_was_encrypted_for_another_round() {
	assert_eq!(fate(said(&[(3, 1)]).sealed(&hotkey(Dave), 6)), [dropped(Dave, DropReason::OtherRound)]);
}

#[test]
fn ciphertext_is_dropped_when_it_was_altered() {
	// A byte of what AES has sealed.
	assert_eq!(fate(altered(daves(), 200)), [dropped(Dave, DropReason::Altered)]);
}

#[test]
fn ciphertext_is_dropped_when_no_weights_are_in_it() {
	assert_eq!(fate(sealed_bytes(b"hello", 5)), [dropped(Dave, DropReason::NotWeights)]);
	assert_eq!(fate(sealed_bytes(&[], 5)), [dropped(Dave, DropReason::NotWeights)]);
}

#[test]
fn weights_are_dropped_when_they_were_copied_from_another_hotkey() {
	let mut chain = scene();
	chain.block(|| {
		commits(Dave, daves());
		commits(Eve, daves());
	});
	assert_eq!(told_when_opened(chain), [dropped(Eve, DropReason::OtherHotkey)]);
}

#[test]
fn weights_are_dropped_when_they_are_not_valid() {
	let refused = |row: &[(u16, u16)], error: Errors| {
		let ciphertext = said(row).sealed(&hotkey(Dave), 5);
		assert_eq!(fate(ciphertext), [dropped(Dave, DropReason::Refused(error.into()))]);
	};
	refused(&[(3, 1), (3, 1)], Errors::DuplicateUids);
	refused(&[(5, 1)], Errors::UidVecContainInvalidOne);
	refused(&[], Errors::WeightVecLengthIsLow);
	refused(&[(3, 1); 6], Errors::UidsLengthExceedUidsInSubNet);
	let mut uneven = said(&[(3, 1), (4, 1)]);
	uneven.values.pop();
	let reason = DropReason::Refused(Errors::WeightVecNotEqualSize.into());
	assert_eq!(fate(uneven.sealed(&hotkey(Dave), 5)), [dropped(Dave, reason)]);
}

#[test]
fn weights_must_be_valid_when_they_are_opened_and_not_before() {
	// A uid that is taken by then, and a version that is too old by then.
	let mut chain = scene();
	chain.block(|| {
		commits(Dave, said(&[(5, 1)]).sealed(&hotkey(Dave), 5));
		assert_eq!(crate::scene::join(50), 5);
	});
	assert_eq!(told_when_opened(chain), []);
	let mut chain = scene();
	chain.block(|| commits(Dave, daves()));
	chain.root(AdminCall::sudo_set_weights_version_key { netuid: SUBNET, weights_version_key: 1 });
	let reason = DropReason::Refused(Errors::IncorrectWeightVersionKey.into());
	assert_eq!(told_when_opened(chain), [dropped(Dave, reason)]);
}

#[test]
fn weights_are_dropped_when_stake_or_permit_is_missing() {
	let mut chain = scene();
	chain.block(|| {
		commits(Dave, daves());
		commits(Ferdie, said(&[(4, 1)]).sealed(&hotkey(Ferdie), 5));
	});
	let no_permit = DropReason::Refused(Errors::NeuronNoValidatorPermit.into());
	assert_eq!(told_when_opened(chain), [dropped(Ferdie, no_permit)]);
	let mut chain = scene();
	chain.block(|| {
		commits(Dave, daves());
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: u64::MAX });
	});
	let no_stake = DropReason::Refused(Errors::NotEnoughStakeToSetWeights.into());
	assert_eq!(told_when_opened(chain), [dropped(Dave, no_stake)]);
}

#[test]
fn weights_are_dropped_when_their_hotkey_has_left() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(crate::scene::join(50), 5);
		let ciphertext = said(&[(5, 1)]).sealed(&account(50), 5);
		assert_eq!(call(&account(50), commit_sealed(ciphertext, 5)), Ok(()));
	});
	replace_last(&mut chain, 51);
	let reason = DropReason::Refused(Errors::HotKeyNotRegisteredInSubNet.into());
	let expected = OwnEvent::TimelockedWeightsDropped { index: MAIN, hotkey: account(50), reason };
	assert_eq!(told_when_opened(chain), [expected]);
}

#[test]
fn weights_are_dropped_when_the_stored_signature_is_none() {
	let mut chain = scene();
	chain.block(|| {
		commits(Dave, daves());
		publish([5]);
		// No call stores such a one.
		pallet_drand::Pulses::<Runtime>::insert(5, pulse(5, vec![9; 48]));
	});
	chain.root(tempo(SUBNET, 1));
	let told = chain.block(own_events);
	assert_eq!(told, [dropped(Dave, DropReason::MalformedSignature)]);
}

#[test]
fn good_weights_are_set_beside_bad_ones() {
	let mut chain = scene();
	chain.block(|| {
		commits(Eve, vec![0; 5_000].try_into().unwrap());
		commits(Ferdie, said(&[(4, 1)]).sealed(&hotkey(Ferdie), 5));
		commits(Dave, daves());
		commits(Eve, said(&[(4, 1)]).sealed(&hotkey(Eve), 5));
		commits(Eve, daves());
		publish([5]);
	});
	run_epoch(&mut chain);
	chain.look(|| assert_eq!([1, 2].map(|uid| weights(MAIN, uid)), [[(3, 65_535)], [(4, 65_535)]]));
}

/// Begins like a ciphertext or not at all, of any length.
#[test]
fn any_bytes_are_dropped_and_no_block_stops() {
	let mut random = StdRng::seed_from_u64(9);
	let good = daves();
	let lengths =
		[0, 1, 31, 47, 48, 95, 96, 97, 103, 104, 135, 136, 144, 176, 184, 200, 243, 244, 245, 260, 1_313, 4_999, 5_000];
	let mut all: Vec<WeightCiphertext> = Vec::new();
	for length in lengths {
		let mut bytes = vec![0; length];
		random.fill_bytes(&mut bytes);
		all.push(bytes.clone().try_into().unwrap());
		// The beginning of a real one, then anything.
		let kept = (random.next_u32() as usize % good.len()).min(length);
		bytes[..kept].copy_from_slice(&good[..kept]);
		all.push(bytes.try_into().unwrap());
	}
	let mut chain = scene();
	chain.block(|| publish([5]));
	// No more of the longest has room at once.
	for some in all.chunks(2) {
		chain.block(|| some.iter().for_each(|bytes| commits(Dave, bytes.clone())));
		chain.root(tempo(SUBNET, 1));
		let told = chain.block(own_events);
		chain.root(tempo(SUBNET, 0));
		let drops = told.iter().filter(|event| matches!(event, OwnEvent::TimelockedWeightsDropped { .. }));
		assert_eq!(drops.count(), some.len(), "{told:?}");
	}
	chain.look(|| assert_eq!(TimelockedWeightCommits::<Runtime>::iter().count(), 0));
}

/// The vectors of a real client.
fn vectors() -> Value {
	let files = taonet_golden::files(&taonet_golden::folder()).expect("the folder is there");
	let file = files.into_iter().find(|file| file.name == "timelock/vectors").expect("is among them");
	file.read().expect("is a document")
}

fn bytes(hex: &Value) -> Vec<u8> {
	// Nothing stands before the digits.
	from_hex(&format!("0x{}", hex.as_str().unwrap())).unwrap()
}

fn numbers(list: &Value) -> Vec<u16> {
	list.as_array().unwrap().iter().map(|number| number.as_u64().unwrap() as u16).collect()
}

/// On a chain that listens to drand's quicknet. What is malformed stands between what is not.
#[test]
fn what_real_clients_encrypt_is_set_beside_all_that_is_malformed() {
	let vectors = vectors();
	let mut chain = scene_on(Chain::local());
	chain.root(AdminCall::sudo_set_min_allowed_weights { netuid: SUBNET, min_allowed_weights: 0 });
	let few = |case: &&Value| case["kind"] == "weights" && case["uids"].as_array().unwrap().len() <= 8;
	let cases: Vec<&Value> = vectors["cases"].as_array().unwrap().iter().filter(few).take(6).collect();
	let validators: Vec<AccountId> =
		cases.iter().map(|case| AccountId::new(bytes(&case["hotkey"]).try_into().unwrap())).collect();
	for hotkey in &validators {
		chain.block(|| {
			let registration = ProtocolCall::burned_register { netuid: SUBNET, hotkey: hotkey.clone() };
			assert_eq!(call(&coldkey(Charlie), registration), Ok(()));
			grant(hotkey, &coldkey(Charlie), 100);
		});
	}
	run_epoch(&mut chain);
	let malformed = vectors["malformed"].as_array().unwrap();
	let commit = |hotkey: &AccountId, case: &Value| {
		let ciphertext = bytes(&case["ciphertext"]).try_into().unwrap();
		assert_eq!(call(hotkey, commit_sealed(ciphertext, 1_000)), Ok(()));
	};
	chain.block(|| {
		let mut bad = malformed.iter();
		for (hotkey, case) in validators.iter().zip(&cases) {
			commit(hotkey, case);
			// Newer ones are tried first.
			bad.by_ref().take(4).for_each(|bad| commit(hotkey, bad));
		}
		assert_eq!(bad.count(), 0);
		let real = &vectors["pulse"];
		write_pulses(vec![pulse(1_000, bytes(&real["signature"]))]);
	});
	chain.root(tempo(SUBNET, 1));
	let (mut opened, mut refused) = (BTreeSet::new(), 0);
	for _ in 0..4 {
		let (protocol, own) = chain.block(|| (events(), own_events()));
		opened.extend(protocol.into_iter().filter_map(|event| match event {
			Told::TimelockedWeightsRevealed(MAIN, hotkey) => Some(hotkey),
			_ => None,
		}));
		refused += own.iter().filter(|event| matches!(event, OwnEvent::TimelockedWeightsDropped { .. })).count();
	}
	assert_eq!((opened, refused), (validators.iter().cloned().collect(), malformed.len()));
	chain.look(|| {
		for (hotkey, case) in validators.iter().zip(&cases) {
			let uid = pallet_protocol::Uids::<Runtime>::get(SUBNET, hotkey).unwrap();
			let stored: Vec<u16> = weights(MAIN, uid).into_iter().map(|(uid, _)| uid).collect();
			assert_eq!(stored, numbers(&case["uids"]));
		}
	});
}
