//! What holds after every block, broken by hand: each rule is found and named.

use crate::{
	chain::Chain,
	kit::{account, undone},
	words::{dave, eve, published, raw, scene, sealed, sign, SUBNET},
};
use frame_support::traits::Hooks;
use pallet_commitments::{
	CommitmentOf, Data, IndexChanges, LastBondsReset, LastCommitment, RegistrationOf, RevealQueue, RevealedCommitments,
	RoundKey, TimelockedIndex, UsageTracker, UsedSpaceOf,
};
use sp_runtime::DispatchError;
use taonet_runtime::{BlockNumber, Commitments, Runtime};

/// Dave's commitment waits, one of Eve's was revealed.
fn commitments() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		sign([5]);
		published(&dave(), &[sealed(b"waits", 9), Data::ResetBondsFlag]);
		published(&eve(), &[sealed(b"no secret", 5), raw(b"open")]);
	});
	chain.run(2);
	chain
}

fn change(change: impl FnOnce(&mut RegistrationOf<Runtime>)) {
	CommitmentOf::<Runtime>::mutate(SUBNET, dave(), |stored| change(stored.as_mut().expect("was published")));
}

/// Breaks each rule and looks whether the pallet says so.
fn assert_named(breaches: &[(&'static str, fn())]) {
	let check = <Commitments as Hooks<BlockNumber>>::try_state;
	commitments().look(|| {
		for (rule, break_it) in breaches {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			assert_eq!(found, Err(DispatchError::Other(rule)));
		}
	});
}

#[test]
fn entries_of_those_who_are_no_neurons_or_have_not_published_are_named() {
	assert_named(&[
		("LastCommitment names somebody who is no neuron", || {
			LastCommitment::<Runtime>::insert(SUBNET, account(1), 1);
		}),
		("something is kept of somebody whom LastCommitment lacks", || {
			LastCommitment::<Runtime>::remove(SUBNET, eve());
		}),
		("something is kept of somebody whom LastCommitment lacks", || {
			UsedSpaceOf::<Runtime>::insert(SUBNET, account(1), UsageTracker::default());
		}),
	]);
}

#[test]
fn commitments_that_cannot_be_are_named() {
	assert_named(&[
		("there is a deposit", || change(|stored| stored.deposit = 1)),
		("LastCommitment is not the block of the commitment", || change(|stored| stored.block += 1)),
		("bonds were reset without a commitment", || {
			LastBondsReset::<Runtime>::insert(SUBNET, eve(), 1_000_000);
		}),
		("none or too many are kept as revealed", || {
			RevealedCommitments::<Runtime>::insert(SUBNET, eve(), vec![(vec![1], 1); 11]);
		}),
		("none or too many are kept as revealed", || {
			RevealedCommitments::<Runtime>::insert(SUBNET, eve(), Vec::<(Vec<u8>, u64)>::new());
		}),
		("nothing was revealed", || {
			RevealedCommitments::<Runtime>::insert(SUBNET, eve(), vec![(Vec::<u8>::new(), 1_u64)]);
		}),
		("what was revealed is not in order", || {
			RevealedCommitments::<Runtime>::insert(SUBNET, eve(), vec![(vec![1], 2), (vec![1], 1)]);
		}),
		("space is counted for an epoch to come", || {
			let usage = UsageTracker { last_epoch: 1_000_000, used_space: 100 };
			UsedSpaceOf::<Runtime>::insert(SUBNET, eve(), usage);
		}),
		("no space is used by a commitment", || {
			UsedSpaceOf::<Runtime>::insert(SUBNET, eve(), UsageTracker::default());
		}),
	]);
}

#[test]
fn queue_and_index_that_are_not_what_is_encrypted_are_named() {
	assert_named(&[
		("changes of TimelockedIndex are left", || {
			IndexChanges::<Runtime>::append(((SUBNET, eve()), true));
		}),
		("RevealQueue is not what is encrypted", || {
			RevealQueue::<Runtime>::remove((RoundKey::from(9), SUBNET, dave()));
		}),
		("RevealQueue is not what is encrypted", || {
			RevealQueue::<Runtime>::insert((RoundKey::from(9), SUBNET, eve()), ());
		}),
		("TimelockedIndex is not whose commitments are encrypted", || TimelockedIndex::<Runtime>::kill()),
	]);
}
