//! Revealing weights that were committed to by their hash. Spec: consensus 8.3, 3.6.

use crate::{
	chain::Chain,
	kit::{account, call, error, hotkey, undone, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commits_first, epoch_index, epochs_every, incentive, last_update, now, refused, reveal_period,
		root_sets, run_epoch, said, scene, tempo, told, weights, Errors, Said, Told, FIRST, MAIN, SECOND, SUBNET,
		VALIDATORS,
	},
};
use pallet_protocol::{PendingEpochAt, WeightCommits};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Dave, Eve, Ferdie};
use sp_runtime::DispatchResult;
use taonet_runtime::Runtime;
use taonet_types::MechId;

fn dave_commits(all: &[&Said]) {
	all.iter().for_each(|said| assert_eq!(call(&hotkey(Dave), said.commit(&hotkey(Dave))), Ok(())));
}

/// Hashes of what Dave has committed to, oldest first.
fn kept() -> Vec<H256> {
	let commits = WeightCommits::<Runtime>::get(MAIN, hotkey(Dave)).unwrap_or_default();
	commits.into_iter().map(|commit| commit.0).collect()
}

fn hashes(all: &[&Said]) -> Vec<H256> {
	all.iter().map(|said| said.hash(&hotkey(Dave), MAIN)).collect()
}

/// A chain on which Dave has committed to these in the epoch before.
fn committed(all: &[&Said]) -> Chain {
	let mut chain = scene();
	chain.block(|| dave_commits(all));
	run_epoch(&mut chain);
	chain
}

fn good() -> Said {
	said(&[(4, 1), (3, 3)])
}

/// What becomes of an attempt of Dave's in this block; nothing is left of it.
fn answer(said: &Said) -> DispatchResult {
	undone(|| call(&hotkey(Dave), said.reveal()))
}

#[test]
fn weights_are_revealed_one_epoch_later_and_count_as_no_update() {
	let mut chain = committed(&[&good()]);
	let committed_at = chain.look(|| last_update(MAIN, 1));
	chain.block(|| {
		let events = told(|| assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(())));
		let hash = good().hash(&hotkey(Dave), MAIN);
		assert_eq!(events, [Told::WeightsSet(MAIN, 1), Told::WeightsRevealed(hotkey(Dave), MAIN, hash)]);
		// Hashed as they were submitted.
		assert_eq!(weights(MAIN, 1), [(4, 21_845), (3, 65_535)]);
		assert!(last_update(MAIN, 1) == committed_at && committed_at < now());
		assert!(!WeightCommits::<Runtime>::contains_key(MAIN, hotkey(Dave)));
	});
}

/// Period 1, tempo 360, epochs at 1360 and 1720, committed to at 1200.
#[test]
fn reveal_is_possible_in_the_blocks_of_the_worked_example() {
	let mut chain = scene();
	let epoch = epochs_every(&mut chain, 360);
	let index = chain.look(epoch_index);
	chain.skip_to(epoch + 199);
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), good().commit(&hotkey(Dave))), Ok(()));
		assert_eq!(WeightCommits::<Runtime>::get(MAIN, hotkey(Dave)).unwrap()[0].1, index);
		assert_eq!(answer(&good()), error(Errors::RevealTooEarly));
	});
	chain.skip_to(epoch + 358);
	chain.block(|| assert_eq!(answer(&good()), error(Errors::RevealTooEarly)));
	chain.block(|| assert_eq!((answer(&good()), epoch_index()), (Ok(()), index + 1)));
	chain.skip_to(epoch + 718);
	chain.block(|| assert_eq!(answer(&good()), Ok(())));
	// Of what is too late is said the same as of what is too early.
	chain.block(|| assert_eq!((answer(&good()), epoch_index()), (error(Errors::RevealTooEarly), index + 2)));
}

#[test]
fn revealed_weights_count_in_the_epoch_that_ends_the_period_of_the_reveal() {
	let mut chain = scene();
	let epoch = epochs_every(&mut chain, 360);
	chain.skip_to(epoch + 199);
	chain.block(|| {
		VALIDATORS.into_iter().for_each(|key| assert_eq!(call(&hotkey(key), good().commit(&hotkey(key))), Ok(())))
	});
	chain.skip_to(epoch + 359);
	chain.block(|| VALIDATORS.into_iter().for_each(|key| assert_eq!(call(&hotkey(key), good().reveal()), Ok(()))));
	chain.skip_to(epoch + 719);
	chain.look(|| assert_eq!([3, 4].map(incentive), [0, 0]));
	chain.run(1);
	chain.look(|| assert!(incentive(3) > incentive(4) && incentive(4) > 0));
}

/// The epoch of the greater number is put off by a block when two are due and one may run.
#[test]
fn reveal_is_possible_in_the_block_in_which_the_epoch_is_put_off() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_max_epochs_per_block { max_epochs_per_block: 1 });
	chain.block(|| [FIRST, SUBNET].into_iter().for_each(|netuid| root_sets(tempo(netuid, 20))));
	let start = chain.height();
	let later = good().salted(1);
	chain.block(|| dave_commits(&[&good()]));
	chain.run_to(start + 18);
	chain.block(|| assert_eq!(answer(&good()), error(Errors::RevealTooEarly)));
	// Put off, and yet its number counts.
	chain.block(|| {
		assert_eq!(PendingEpochAt::<Runtime>::get(SUBNET), now() + 1);
		assert_eq!(answer(&good()), Ok(()));
		dave_commits(&[&later]);
	});
	chain.block(|| assert_eq!((answer(&good()), answer(&later)), (Ok(()), error(Errors::RevealTooEarly))));
	// The period that began a block later ends a block later.
	chain.run_to(start + 39);
	chain.block(|| assert_eq!((answer(&good()), answer(&later)), (Ok(()), error(Errors::RevealTooEarly))));
	chain.block(|| assert_eq!((answer(&good()), answer(&later)), (error(Errors::RevealTooEarly), Ok(()))));
}

#[test]
fn older_commitments_are_lost_with_a_reveal_and_newer_ones_stay() {
	let all = [1, 2, 3].map(|salt| good().salted(salt));
	let [first, second, third] = &all;
	let mut chain = committed(&[first, second, third]);
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), second.reveal()), Ok(()));
		assert_eq!(kept(), hashes(&[third]));
		assert_eq!(refused(&hotkey(Dave), first.reveal()), error(Errors::NoWeightsCommitFound));
		assert_eq!(call(&hotkey(Dave), third.reveal()), Ok(()));
	});
}

#[test]
fn same_hash_is_revealed_as_often_as_it_was_committed() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		dave_commits(&[&good()]);
		assert_eq!(kept(), hashes(&[&good(), &good()]));
		assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(()));
		// The other one is of this epoch.
		assert_eq!(kept(), hashes(&[&good()]));
		assert_eq!(refused(&hotkey(Dave), good().reveal()), error(Errors::RevealTooEarly));
	});
	run_epoch(&mut chain);
	chain.block(|| assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(())));
}

#[test]
fn newer_one_is_revealed_when_an_expired_one_has_the_same_hash() {
	let mut chain = committed(&[&good()]);
	chain.block(|| dave_commits(&[&good()]));
	run_epoch(&mut chain);
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(()));
		assert_eq!(kept(), []);
	});
}

#[test]
fn reveal_is_refused_when_nothing_like_it_was_committed() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		let mut newer = good();
		newer.version_key = 1;
		for other in [said(&[(3, 3), (4, 1)]), said(&[(4, 2), (3, 6)]), good().salted(1), newer] {
			assert_eq!(refused(&hotkey(Dave), other.reveal()), error(Errors::NoWeightsCommitFound));
		}
		// Nor by somebody else.
		assert_eq!(refused(&hotkey(Eve), good().reveal()), error(Errors::NoWeightsCommitFound));
		assert_eq!(refused(&account(1), good().reveal()), error(Errors::NoWeightsCommitFound));
	});
}

#[test]
fn failed_reveal_leaves_commitments_as_they_are() {
	let twice = said(&[(3, 1), (3, 1)]);
	let mut chain = committed(&[&good()]);
	chain.block(|| dave_commits(&[&twice]));
	run_epoch(&mut chain);
	chain.block(|| {
		assert_eq!(refused(&hotkey(Dave), twice.reveal()), error(Errors::DuplicateUids));
		// The expired one is there too.
		assert_eq!(kept(), hashes(&[&good(), &twice]));
	});
}

#[test]
fn weights_must_be_valid_when_they_are_revealed() {
	let newcomer = said(&[(5, 1)]);
	let mut chain = committed(&[&newcomer]);
	chain.block(|| {
		assert_eq!(refused(&hotkey(Dave), newcomer.reveal()), error(Errors::UidVecContainInvalidOne));
		root_sets(AdminCall::sudo_set_weights_version_key { netuid: SUBNET, weights_version_key: 3 });
		assert_eq!(refused(&hotkey(Dave), newcomer.reveal()), error(Errors::IncorrectWeightVersionKey));
		root_sets(AdminCall::sudo_set_weights_version_key { netuid: SUBNET, weights_version_key: 0 });
		assert_eq!(crate::scene::join(50), 5);
		assert_eq!(call(&hotkey(Dave), newcomer.reveal()), Ok(()));
	});
}

#[test]
fn limit_does_not_delay_a_reveal() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 10_000 });
		assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(()));
	});
}

#[test]
fn neuron_without_a_permit_commits_in_vain() {
	let mut chain = scene();
	chain.block(|| assert_eq!(call(&hotkey(Ferdie), good().commit(&hotkey(Ferdie))), Ok(())));
	run_epoch(&mut chain);
	chain.block(|| assert_eq!(refused(&hotkey(Ferdie), good().reveal()), error(Errors::NeuronNoValidatorPermit)));
}

#[test]
fn reveal_is_refused_when_weights_are_set_at_once_by_now() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		root_sets(commits_first(SUBNET, false));
		assert_eq!(refused(&hotkey(Dave), good().reveal()), error(Errors::CommitRevealDisabled));
		assert_eq!(refused(&hotkey(Dave), Said::reveal_all(&[good()])), error(Errors::CommitRevealDisabled));
		root_sets(commits_first(SUBNET, true));
		assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(()));
	});
}

#[test]
fn reveal_is_refused_when_stake_is_missing_by_now() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_stake_threshold { min_stake: u64::MAX });
		assert_eq!(refused(&hotkey(Dave), good().reveal()), error(Errors::NotEnoughStakeToSetWeights));
	});
}

#[test]
fn period_that_changes_holds_for_what_was_committed_before() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		assert_eq!(answer(&good()), Ok(()));
		root_sets(reveal_period(2));
		assert_eq!(answer(&good()), error(Errors::RevealTooEarly));
	});
	run_epoch(&mut chain);
	chain.block(|| {
		assert_eq!(answer(&good()), Ok(()));
		root_sets(reveal_period(1));
		assert_eq!(answer(&good()), error(Errors::RevealTooEarly));
		root_sets(reveal_period(2));
		assert_eq!(call(&hotkey(Dave), good().reveal()), Ok(()));
	});
}

#[test]
fn mechanism_is_part_of_the_hash() {
	let mut chain = scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		dave_commits(&[&good()]);
		for index in [MAIN, SECOND] {
			let commit_hash = good().hash(&hotkey(Dave), index);
			let on_second =
				ProtocolCall::commit_mechanism_weights { netuid: SUBNET, mecid: MechId::new(1), commit_hash };
			assert_eq!(call(&hotkey(Dave), on_second), Ok(()));
		}
	});
	run_epoch(&mut chain);
	chain.block(|| {
		let hash = good().hash(&hotkey(Dave), SECOND);
		let events = told(|| assert_eq!(call(&hotkey(Dave), good().reveal_on_mechanism(1)), Ok(())));
		assert_eq!(events, [Told::WeightsSet(SECOND, 1), Told::WeightsRevealed(hotkey(Dave), SECOND, hash)]);
		assert_eq!((weights(MAIN, 1), weights(SECOND, 1)), (vec![], vec![(4, 21_845), (3, 65_535)]));
		// The hash of the main mechanism, committed to on the second one, is nothing there.
		assert_eq!(refused(&hotkey(Dave), good().reveal_on_mechanism(1)), error(Errors::NoWeightsCommitFound));
		assert_eq!(call(&hotkey(Dave), good().reveal_on_mechanism(0)), Ok(()));
	});
}

#[test]
fn mechanism_without_an_index_has_no_commitments() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		for mecid in [1, 16, 255] {
			let refused = refused(&hotkey(Dave), good().reveal_on_mechanism(mecid));
			assert_eq!(refused, error(Errors::NoWeightsCommitFound));
		}
	});
}

#[test]
fn nobody_hashes_more_than_is_needed() {
	let mut chain = scene();
	let salted = |length| Said { salt: vec![7; length], ..good() };
	chain.block(|| {
		dave_commits(&[&salted(256)]);
		let long = Said { uids: vec![3; 257], values: vec![1; 257], ..good() };
		assert_eq!(refused(&hotkey(Dave), long.reveal()), error(Errors::UidsLengthExceedUidsInSubNet));
		assert_eq!(refused(&hotkey(Dave), salted(257).reveal()), error(Errors::InvalidValue));
		assert_eq!(refused(&hotkey(Dave), Said::reveal_all(&[salted(257)])), error(Errors::InvalidValue));
	});
	run_epoch(&mut chain);
	chain.block(|| assert_eq!(call(&hotkey(Dave), salted(256).reveal()), Ok(())));
}

#[test]
fn batch_reveals_in_order_and_keeps_other_commitments() {
	let all = [said(&[(3, 1)]), said(&[(4, 1)]), said(&[(3, 1), (4, 1)]), said(&[(2, 1)])];
	let [first, second, third, fourth] = &all;
	let mut chain = committed(&[first, second, third, fourth]);
	chain.block(|| {
		let batch = Said::reveal_all(&[fourth.clone(), second.clone()]);
		let events = told(|| assert_eq!(call(&hotkey(Dave), batch), Ok(())));
		let revealed = Told::WeightsBatchRevealed(hotkey(Dave), SUBNET, hashes(&[fourth, second]));
		assert_eq!(events, [Told::WeightsSet(MAIN, 1), Told::WeightsSet(MAIN, 1), revealed]);
		assert_eq!(weights(MAIN, 1), [(4, 65_535)]);
		// The older one too.
		assert_eq!(kept(), hashes(&[first, third]));
	});
}

#[test]
fn batch_fails_when_one_of_it_cannot_be_revealed() {
	let [now, later, never] = [1, 2, 3].map(|salt| good().salted(salt));
	let mut chain = committed(&[&now]);
	chain.block(|| {
		dave_commits(&[&later]);
		for (second, reason) in [(&later, Errors::RevealTooEarly), (&never, Errors::NoWeightsCommitFound)] {
			let batch = Said::reveal_all(&[now.clone(), second.clone()]);
			assert_eq!(refused(&hotkey(Dave), batch), error(reason));
		}
		assert_eq!(kept(), hashes(&[&now, &later]));
	});
}

#[test]
fn batch_fails_when_one_of_it_is_not_valid() {
	let [right, wrong] = [good(), said(&[(3, 1), (3, 1)])];
	let mut chain = committed(&[&right, &wrong]);
	chain.block(|| {
		let refused = refused(&hotkey(Dave), Said::reveal_all(&[right.clone(), wrong]));
		assert_eq!(refused, error(Errors::DuplicateUids));
	});
}

#[test]
fn batch_fails_when_a_hash_stands_in_it_more_often_than_it_was_committed() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		let twice = refused(&hotkey(Dave), Said::reveal_all(&[good(), good()]));
		assert_eq!(twice, error(Errors::InvalidRevealCommitHashNotMatch));
	});
}

#[test]
fn batch_of_reveals_fails_when_its_lists_are_not_of_one_length() {
	let mut chain = committed(&[&good()]);
	chain.block(|| {
		let Said { uids, values, salt, .. } = good();
		for (uids_count, values_count, salts, versions) in [(2, 1, 1, 1), (1, 2, 1, 1), (1, 1, 2, 1), (1, 1, 1, 0)] {
			let batch = ProtocolCall::batch_reveal_weights {
				netuid: SUBNET,
				uids_list: vec![uids.clone(); uids_count],
				values_list: vec![values.clone(); values_count],
				salts_list: vec![salt.clone(); salts],
				version_keys: vec![0; versions],
			};
			assert_eq!(refused(&hotkey(Dave), batch), error(Errors::InputLengthsUnequal));
		}
		// A hotkey has ten commitments at most.
		let eleven = Said::reveal_all(&vec![good(); 11]);
		assert_eq!(refused(&hotkey(Dave), eleven), error(Errors::InputLengthsUnequal));
	});
}
