//! What is asked of calls about weights before they enter a block: they are free. Spec: satellites 10.3, 10.5.

use crate::{
	chain::{free, send, send_ok, signed, Chain, Terms},
	kit::{coldkey, undone, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commit_sealed, commits_first, publish, root_sets, run_epoch, said, scene, Errors, Said, FIRST,
		MAIN, SUBNET,
	},
};
use codec::Compact;
use frame_support::dispatch::{GetDispatchInfo, Pays};
use pallet_protocol::WeightCommits;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, AliceStash, BobStash, Charlie, CharlieStash};
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use taonet_runtime::{Balances, Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic};
use taonet_types::{MechId, NetUid};

/// A hotkey that holds no TAO, without a permit: uid 5.
const HOTKEY: Sr25519Keyring = AliceStash;
/// Another one, uid 6.
const OTHER: Sr25519Keyring = CharlieStash;
/// One that is registered nowhere.
const STRANGER: Sr25519Keyring = BobStash;

fn set_up() -> Chain {
	let mut chain = scene();
	for key in [HOTKEY, OTHER] {
		chain.block(|| {
			send_ok(Charlie, ProtocolCall::burned_register { netuid: SUBNET, hotkey: key.to_account_id() });
			assert_eq!(System::account(key.to_account_id()).providers, 0);
		});
	}
	// What a neuron did in the block of its registration it has done.
	chain.run(1);
	chain
}

fn open() -> Chain {
	let mut chain = set_up();
	chain.root(commits_first(SUBNET, false));
	chain
}

/// All that needs no permit.
fn on_itself() -> Said {
	said(&[(5, 1)])
}

fn hash() -> H256 {
	on_itself().hash(&HOTKEY.to_account_id(), MAIN)
}

fn commit() -> ProtocolCall {
	ProtocolCall::commit_weights { netuid: SUBNET, commit_hash: hash() }
}

fn batch_commit(netuids: &[NetUid]) -> ProtocolCall {
	ProtocolCall::batch_commit_weights {
		netuids: netuids.iter().copied().map(Compact).collect(),
		commit_hashes: vec![hash(); netuids.len()],
	}
}

fn batch_set(netuids: &[NetUid], row: &[(u16, u16)]) -> ProtocolCall {
	let row: Vec<_> = row.iter().map(|(uid, value)| (Compact(*uid), Compact(*value))).collect();
	ProtocolCall::batch_set_weights {
		netuids: netuids.iter().copied().map(Compact).collect(),
		weights: vec![row; netuids.len()],
		version_keys: vec![Compact(0); netuids.len()],
	}
}

fn sealed(reveal_round: u64) -> ProtocolCall {
	commit_sealed(vec![9; 300].try_into().unwrap(), reveal_round)
}

fn extrinsic(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	signed(signer, call, Terms { nonce: System::account_nonce(signer.to_account_id()), tip: 0 })
}

/// What the pool says. It looks at the next block, on a state that nobody keeps.
fn offered(extrinsic: UncheckedExtrinsic) -> TransactionValidity {
	undone(|| Executive::validate_transaction(TransactionSource::External, extrinsic, System::parent_hash()))
}

/// Pool and block refuse the signer's next extrinsic, and tell the reason by this number.
#[track_caller]
fn assert_code(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	let extrinsic = extrinsic(signer, call);
	let expected = TransactionValidityError::Invalid(InvalidTransaction::Custom(code));
	assert_eq!(offered(extrinsic.clone()), Err(expected));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Err(expected));
}

/// The pool keeps it for the next block; this one refuses it.
#[track_caller]
fn assert_let_in_later(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, code: u8) {
	let extrinsic = extrinsic(signer, call);
	assert!(offered(extrinsic.clone()).is_ok());
	let expected = TransactionValidityError::Invalid(InvalidTransaction::Custom(code));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Err(expected));
}

/// By what the pool knows that two extrinsics are of a kind; the nonce is not among it.
fn tags(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Vec<Vec<u8>> {
	let mut tags = offered(extrinsic(signer, call)).expect("is let in").provides;
	tags.remove(0);
	tags
}

#[test]
fn hotkey_without_tao_sets_commits_and_reveals_for_nothing() {
	let mut chain = set_up();
	let mut free_of_charge = |calls: Vec<RuntimeCall>| {
		chain.block(|| {
			for call in calls {
				assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
				let issuance = Balances::total_issuance();
				send_ok(HOTKEY, call);
				assert_eq!((free(&HOTKEY.to_account_id()), Balances::total_issuance()), (0, issuance));
			}
		});
	};
	free_of_charge(vec![commit().into()]);
	free_of_charge(vec![sealed(5).into()]);
	run_epoch(&mut chain);
	let mut free_of_charge = |call: RuntimeCall| chain.block(|| send_ok(HOTKEY, call));
	free_of_charge(on_itself().reveal().into());
	chain.root(commits_first(SUBNET, false));
	chain.block(|| send_ok(HOTKEY, on_itself().set()));
	chain.block(|| send_ok(HOTKEY, batch_set(&[SUBNET], &[(5, 1)])));
}

#[test]
fn all_calls_about_weights_are_free() {
	let mecid = MechId::new(0);
	let Said { uids, values, salt, version_key } = on_itself();
	let ciphertext = || vec![9; 10].try_into().unwrap();
	let all: [ProtocolCall; 12] = [
		on_itself().set(),
		on_itself().set_on_mechanism(SUBNET, 0),
		batch_set(&[SUBNET], &[(5, 1)]),
		commit(),
		ProtocolCall::commit_mechanism_weights { netuid: SUBNET, mecid, commit_hash: hash() },
		batch_commit(&[SUBNET]),
		on_itself().reveal(),
		ProtocolCall::reveal_mechanism_weights { netuid: SUBNET, mecid, uids, values, salt, version_key },
		Said::reveal_all(&[on_itself()]),
		sealed(5),
		ProtocolCall::commit_timelocked_mechanism_weights {
			netuid: SUBNET,
			mecid,
			commit: ciphertext(),
			reveal_round: 5,
			commit_reveal_version: 4,
		},
		ProtocolCall::commit_crv3_mechanism_weights { netuid: SUBNET, mecid, commit: ciphertext(), reveal_round: 5 },
	];
	let mut chain = set_up();
	chain.block(|| {
		for call in all {
			assert_eq!(call.get_dispatch_info().pays_fee, Pays::No);
			// Nobody who paid for nothing brings one in.
			assert!(offered(extrinsic(STRANGER, call)).is_err());
		}
	});
}

#[test]
fn call_is_kept_out_when_stake_is_missing() {
	let mut chain = set_up();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: 1 });
		for call in [commit(), batch_commit(&[SUBNET]), sealed(5), on_itself().reveal(), on_itself().set()] {
			assert_code(HOTKEY, call, 1);
		}
		assert_code(HOTKEY, Said::reveal_all(&[on_itself()]), 1);
		assert_code(HOTKEY, batch_set(&[SUBNET], &[(5, 1)]), 1);
	});
}

#[test]
fn call_is_kept_out_within_the_limit() {
	let mut chain = set_up();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 1_000 });
		assert_code(HOTKEY, commit(), 6);
		let commit_hash = hash();
		let on_main = ProtocolCall::commit_mechanism_weights { netuid: SUBNET, mecid: MechId::new(0), commit_hash };
		assert_code(HOTKEY, on_main, 6);
		assert_code(HOTKEY, sealed(5), 6);
		root_sets(commits_first(SUBNET, false));
		assert_code(HOTKEY, on_itself().set(), 6);
		assert_code(HOTKEY, on_itself().set_on_mechanism(SUBNET, 0), 6);
	});
}

#[test]
fn commitment_is_kept_out_when_its_round_is_signed() {
	let mut chain = set_up();
	chain.block(|| {
		publish([5]);
		for round in [0, 4] {
			assert_code(HOTKEY, sealed(round), 15);
		}
		let commit = vec![9; 10].try_into().unwrap();
		let old = ProtocolCall::commit_crv3_mechanism_weights {
			netuid: SUBNET,
			mecid: MechId::new(0),
			commit,
			reveal_round: 4,
		};
		assert_code(HOTKEY, old, 15);
		// The last one signed may just have been signed.
		send_ok(HOTKEY, sealed(5));
	});
}

#[test]
fn reveal_is_kept_out_when_it_was_not_committed_to_or_its_time_is_not_now() {
	let mut chain = set_up();
	chain.block(|| {
		send_ok(HOTKEY, commit());
		for reveal in [on_itself().reveal(), Said::reveal_all(&[on_itself()])] {
			assert_code(HOTKEY, reveal.clone(), 17);
			assert_code(OTHER, reveal, 16);
		}
		assert_code(HOTKEY, on_itself().salted(9).reveal(), 16);
		assert_code(HOTKEY, on_itself().reveal_on_mechanism(1), 16);
	});
	run_epoch(&mut chain);
	chain.block(|| assert!(offered(extrinsic(HOTKEY, on_itself().reveal())).is_ok()));
	run_epoch(&mut chain);
	chain.block(|| assert_code(HOTKEY, on_itself().reveal(), 17));
}

#[test]
fn batch_is_kept_out_when_its_lists_are_not_of_one_length() {
	let mut chain = set_up();
	chain.block(|| {
		let hashes = |count| ProtocolCall::batch_commit_weights {
			netuids: vec![Compact(SUBNET)],
			commit_hashes: vec![hash(); count],
		};
		assert_code(HOTKEY, hashes(0), 18);
		assert_code(HOTKEY, hashes(2), 18);
		let sets = ProtocolCall::batch_set_weights {
			netuids: vec![Compact(SUBNET)],
			weights: vec![vec![]],
			version_keys: vec![],
		};
		assert_code(HOTKEY, sets, 18);
		assert_code(HOTKEY, Said::reveal_all(&vec![on_itself(); 11]), 18);
		// Root, the first one and Bob's: one is named twice.
		assert_code(HOTKEY, batch_commit(&[SUBNET; 4]), 18);
	});
}

#[test]
fn call_is_kept_out_when_the_hotkey_is_no_neuron_there() {
	let mut chain = set_up();
	chain.block(|| {
		for call in [commit(), sealed(5), batch_commit(&[SUBNET])] {
			assert_code(STRANGER, call, 19);
		}
		// It is one elsewhere.
		assert_code(HOTKEY, ProtocolCall::commit_weights { netuid: FIRST, commit_hash: hash() }, 19);
		assert_code(HOTKEY, batch_commit(&[SUBNET, FIRST]), 19);
		assert_code(STRANGER, on_itself().set(), 19);
	});
}

#[test]
fn call_is_kept_out_by_no_number_of_its_own_when_it_cannot_make_sense() {
	let mut chain = set_up();
	chain.block(|| {
		// No such subnet or mechanism.
		assert_code(HOTKEY, ProtocolCall::commit_weights { netuid: NetUid::new(77), commit_hash: hash() }, 255);
		for mecid in [1, 16, 255] {
			let commit_hash = hash();
			let nowhere =
				ProtocolCall::commit_mechanism_weights { netuid: SUBNET, mecid: MechId::new(mecid), commit_hash };
			assert_code(HOTKEY, nowhere, 255);
		}
		// Nothing, or the same twice.
		assert_code(HOTKEY, batch_commit(&[]), 255);
		assert_code(STRANGER, batch_set(&[], &[]), 255);
		assert_code(HOTKEY, Said::reveal_all(&[]), 255);
		assert_code(HOTKEY, batch_commit(&[SUBNET, SUBNET]), 255);
		// More than there can be neurons, or too much salt.
		let long: Vec<(u16, u16)> = (0..257).map(|uid| (uid, 1)).collect();
		assert_code(HOTKEY, said(&long).set(), 255);
		assert_code(HOTKEY, said(&long).reveal(), 255);
		assert_code(HOTKEY, batch_set(&[SUBNET], &long), 255);
		assert_code(HOTKEY, Said { salt: vec![1; 257], ..on_itself() }.reveal(), 255);
	});
}

/// They would fail in the block, for nothing and as often as one likes.
#[test]
fn call_is_kept_out_when_the_subnet_wants_the_other_way_of_setting_weights() {
	let mut chain = set_up();
	chain.block(|| send_ok(HOTKEY, commit()));
	run_epoch(&mut chain);
	chain.block(|| {
		assert_code(HOTKEY, on_itself().set(), 255);
		assert_code(HOTKEY, on_itself().set_on_mechanism(SUBNET, 0), 255);
		root_sets(commits_first(SUBNET, false));
		let reveals = [on_itself().reveal(), on_itself().reveal_on_mechanism(0), Said::reveal_all(&[on_itself()])];
		for call in reveals.into_iter().chain([commit(), sealed(5)]) {
			assert_code(HOTKEY, call, 255);
		}
	});
}

#[test]
fn encrypted_commitment_is_kept_out_when_its_version_is_old_or_there_is_no_room_for_it() {
	let mut chain = set_up();
	chain.block(|| {
		let old = ProtocolCall::commit_timelocked_weights {
			netuid: SUBNET,
			commit: vec![9; 10].try_into().unwrap(),
			reveal_round: 5,
			commit_reveal_version: 3,
		};
		assert_code(HOTKEY, old, 255);
	});
	let longest = || commit_sealed(vec![9; 5_000].try_into().unwrap(), 5);
	(0..2).for_each(|_| chain.block(|| send_ok(HOTKEY, longest())));
	chain.block(|| assert_code(HOTKEY, sealed(5), 255));
}

/// They would fail for nothing as often as one likes: what fails is no update of the neuron.
#[test]
fn call_is_kept_out_when_it_commits_where_nobody_does_or_does_not_where_all_do() {
	let mut chain = set_up();
	chain.block(|| {
		send_ok(HOTKEY, commit());
		assert_code(HOTKEY, on_itself().set(), 255);
		assert_code(HOTKEY, on_itself().set_on_mechanism(SUBNET, 0), 255);
	});
	run_epoch(&mut chain);
	chain.root(commits_first(SUBNET, false));
	chain.block(|| {
		for call in [commit(), sealed(5), on_itself().reveal(), Said::reveal_all(&[on_itself()])] {
			assert_code(HOTKEY, call, 255);
		}
	});
}

#[test]
fn encrypted_commitment_is_kept_out_when_it_would_fail() {
	let mut chain = set_up();
	let limit = |blocks| AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: blocks };
	chain.block(|| {
		root_sets(AdminCall::sudo_set_commit_reveal_version { version: 5 });
		assert_code(HOTKEY, sealed(5), 255);
		root_sets(AdminCall::sudo_set_commit_reveal_version { version: 4 });
		root_sets(limit(1_000));
		assert_code(HOTKEY, sealed(5), 6);
		root_sets(limit(0));
	});
	for _ in 0..10 {
		chain.block(|| send_ok(HOTKEY, sealed(5)));
	}
	chain.block(|| {
		assert_code(HOTKEY, sealed(5), 255);
		send_ok(OTHER, sealed(5));
	});
}

/// Whoever reads the reason wants its name.
#[test]
fn call_enters_once_and_fails_by_name_when_something_else_is_wrong() {
	let mut chain = open();
	chain.block(|| {
		let failed = send(HOTKEY, said(&[(3, 1)]).set()).expect("enters");
		assert_eq!(failed, Err(Errors::NeuronNoValidatorPermit.into()));
		assert_eq!(free(&HOTKEY.to_account_id()), 0);
	});
}

#[test]
fn each_act_of_a_neuron_enters_a_block_once_when_the_subnet_has_no_limit() {
	let mut chain = open();
	for _ in 0..2 {
		chain.block(|| {
			send_ok(HOTKEY, on_itself().set());
			assert_let_in_later(HOTKEY, on_itself().set(), 6);
			assert_let_in_later(HOTKEY, on_itself().set_on_mechanism(SUBNET, 0), 6);
			assert_let_in_later(HOTKEY, batch_set(&[SUBNET], &[(5, 1)]), 6);
			// Others do not wait for it.
			send_ok(OTHER, said(&[(6, 1)]).set());
		});
	}
	chain.root(commits_first(SUBNET, true));
	chain.block(|| {
		send_ok(HOTKEY, commit());
		assert_let_in_later(HOTKEY, commit(), 6);
		assert_let_in_later(HOTKEY, sealed(5), 6);
		assert_let_in_later(HOTKEY, batch_commit(&[SUBNET]), 6);
		assert_eq!(WeightCommits::<Runtime>::get(MAIN, HOTKEY.to_account_id()).unwrap().len(), 1);
	});
	run_epoch(&mut chain);
	chain.block(|| {
		send_ok(HOTKEY, on_itself().reveal());
		assert_code(HOTKEY, on_itself().reveal(), 16);
	});
}

#[test]
fn mechanisms_of_a_subnet_do_not_wait_for_each_other() {
	let mut chain = open();
	add_mechanism(&mut chain);
	chain.block(|| {
		send_ok(HOTKEY, on_itself().set());
		send_ok(HOTKEY, on_itself().set_on_mechanism(SUBNET, 1));
		assert_let_in_later(HOTKEY, on_itself().set_on_mechanism(SUBNET, 1), 6);
	});
}

#[test]
fn one_of_a_kind_waits_in_the_pool() {
	let mut chain = set_up();
	add_mechanism(&mut chain);
	chain.block(|| send_ok(HOTKEY, commit()));
	run_epoch(&mut chain);
	chain.block(|| {
		let committing = tags(HOTKEY, commit());
		assert_eq!(committing.len(), 1);
		for same in [sealed(5), sealed(900), batch_commit(&[SUBNET])] {
			assert_eq!(tags(HOTKEY, same), committing);
		}
		let revealing = tags(HOTKEY, on_itself().reveal());
		assert_eq!(tags(HOTKEY, Said::reveal_all(&[on_itself()])), revealing);
		assert_eq!(offered(extrinsic(HOTKEY, commit())).unwrap().longevity, 64);
		root_sets(commits_first(SUBNET, false));
		let setting = tags(HOTKEY, on_itself().set());
		assert_eq!(tags(HOTKEY, batch_set(&[SUBNET], &[(5, 1)])), setting);
		root_sets(commits_first(SUBNET, false));
		let setting = tags(HOTKEY, on_itself().set());
		assert_eq!(tags(HOTKEY, batch_set(&[SUBNET], &[(5, 1)])), setting);
		let elsewhere = tags(HOTKEY, on_itself().set_on_mechanism(SUBNET, 1));
		let by_another = tags(OTHER, on_itself().set());
		root_sets(commits_first(SUBNET, true));
		let all = [committing, setting, revealing, elsewhere, by_another];
		assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 5);
	});
}

#[test]
fn call_wrapped_with_one_that_pays_is_checked_too_and_pays() {
	let mut chain = set_up();
	let remark = || frame_system::Call::<Runtime>::remark { remark: vec![] }.into();
	let wrapped =
		|call: ProtocolCall| pallet_utility::Call::<Runtime>::batch_all { calls: vec![call.into(), remark()] };
	chain.block(|| {
		assert_code(Charlie, wrapped(commit()), 19);
		send_ok(Charlie, ProtocolCall::burned_register { netuid: SUBNET, hotkey: coldkey(Charlie) });
		// As often as one pays.
		let before = free(&coldkey(Charlie));
		(0..3).for_each(|_| send_ok(Charlie, wrapped(commit())));
		assert!(free(&coldkey(Charlie)) < before);
		assert_eq!(WeightCommits::<Runtime>::get(MAIN, coldkey(Charlie)).unwrap().len(), 3);
	});
}
