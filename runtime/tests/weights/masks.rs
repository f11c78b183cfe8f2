//! Which weights an epoch does not look at: those on a miner that came after the validator was last heard of, and those of
//! validators that still have a commitment from before it came. Spec: consensus 4.3 steps 5 and 6.

use crate::{
	chain::Chain,
	kit::{call, hotkey},
	scene::{
		commit_sealed, commits_first, incentive, join, open_scene, reveal_period, root_sets, run_epoch, said, scene,
		weights, Said, MAIN, SUBNET, VALIDATORS,
	},
};
use sp_keyring::Sr25519Keyring;

/// The miner that was there, and the newcomer.
const MINERS: [u16; 2] = [3, 5];
/// Incentives where weights on both count.
const BOTH: [u16; 2] = [32_767, 32_767];
const ONLY_THE_OLD_ONE: [u16; 2] = [65_535, 0];

/// Both miners alike.
fn row() -> Said {
	said(&MINERS.map(|uid| (uid, 1)))
}

fn commit(key: Sr25519Keyring) {
	assert_eq!(call(&hotkey(key), row().commit(&hotkey(key))), Ok(()));
}

/// For a round that nobody signs.
fn commit_encrypted(key: Sr25519Keyring) {
	assert_eq!(call(&hotkey(key), commit_sealed(row().sealed(&hotkey(key), 99), 99)), Ok(()));
}

/// The validators do something, each, in the next block.
fn all(chain: &mut Chain, does: fn(Sr25519Keyring)) {
	chain.block(|| VALIDATORS.into_iter().for_each(does));
}

fn newcomer_joins(chain: &mut Chain) {
	chain.block(|| assert_eq!(join(50), MINERS[1]));
}

/// They set weights on both miners, without a commitment to these.
fn set_weights(chain: &mut Chain) {
	chain.root(commits_first(SUBNET, false));
	all(chain, |key| assert_eq!(call(&hotkey(key), row().set()), Ok(())));
	chain.root(commits_first(SUBNET, true));
}

/// Incentives of both miners in an epoch.
fn epoch(chain: &mut Chain) -> [u16; 2] {
	run_epoch(chain);
	chain.look(|| MINERS.map(incentive))
}

#[test]
fn weights_on_a_newcomer_count_when_they_are_set_in_the_block_after_it_came() {
	let mut chain = open_scene();
	newcomer_joins(&mut chain);
	all(&mut chain, |key| assert_eq!(call(&hotkey(key), row().set()), Ok(())));
	assert_eq!(epoch(&mut chain), BOTH);
}

#[test]
fn weights_on_a_newcomer_do_not_count_when_they_are_set_in_the_block_in_which_it_came() {
	let mut chain = open_scene();
	chain.block(|| {
		assert_eq!(join(50), MINERS[1]);
		VALIDATORS.into_iter().for_each(|key| assert_eq!(call(&hotkey(key), row().set()), Ok(())));
	});
	assert_eq!(epoch(&mut chain), ONLY_THE_OLD_ONE);
}

#[test]
fn revealed_weights_on_a_newcomer_do_not_count_when_they_were_committed_to_before_it_came() {
	let mut chain = scene();
	all(&mut chain, commit);
	newcomer_joins(&mut chain);
	run_epoch(&mut chain);
	all(&mut chain, |key| assert_eq!(call(&hotkey(key), row().reveal()), Ok(())));
	chain.look(|| assert_eq!(weights(MAIN, 1), MINERS.map(|uid| (uid, 65_535))));
	assert_eq!(epoch(&mut chain), ONLY_THE_OLD_ONE);
}

#[test]
fn weights_on_a_newcomer_count_beside_commitments_from_after_it_came() {
	for commit in [commit, commit_encrypted] {
		let mut chain = scene();
		newcomer_joins(&mut chain);
		all(&mut chain, commit);
		set_weights(&mut chain);
		assert_eq!(epoch(&mut chain), BOTH);
	}
}

#[test]
fn weights_on_a_newcomer_do_not_count_while_a_commitment_from_before_is_alive() {
	for commit in [commit, commit_encrypted] {
		let mut chain = scene();
		all(&mut chain, commit);
		newcomer_joins(&mut chain);
		all(&mut chain, commit);
		set_weights(&mut chain);
		assert_eq!(epoch(&mut chain), ONLY_THE_OLD_ONE);
		// It has expired by then.
		assert_eq!(epoch(&mut chain), BOTH);
	}
}

#[test]
fn commitment_masks_for_as_many_epochs_as_the_period_has() {
	for commit in [commit, commit_encrypted] {
		let mut chain = scene();
		chain.root(reveal_period(3));
		all(&mut chain, commit);
		newcomer_joins(&mut chain);
		set_weights(&mut chain);
		let epochs: Vec<_> = (0..4).map(|_| epoch(&mut chain)).collect();
		assert_eq!(epochs, [ONLY_THE_OLD_ONE, ONLY_THE_OLD_ONE, ONLY_THE_OLD_ONE, BOTH]);
	}
}

#[test]
fn commitments_mask_nothing_where_weights_are_set_at_once() {
	let mut chain = scene();
	all(&mut chain, commit);
	newcomer_joins(&mut chain);
	set_weights(&mut chain);
	chain.block(|| root_sets(commits_first(SUBNET, false)));
	assert_eq!(epoch(&mut chain), BOTH);
}

#[test]
fn commitments_mask_nothing_of_another_validator() {
	let mut chain = scene();
	chain.block(|| commit(VALIDATORS[0]));
	newcomer_joins(&mut chain);
	set_weights(&mut chain);
	// One halves what it says between the two, the other says it of one alone.
	assert_eq!(epoch(&mut chain), [49_151, 16_383]);
}
