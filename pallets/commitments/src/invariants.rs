//! What is true of commitments after every block. Spec: satellites 1.

use crate::{
	CommitmentOf, Config, IndexChanges, LastBondsReset, LastCommitment, Pallet, RevealQueue, RevealedCommitments,
	TimelockedIndex, UsedSpaceOf, MOST_REVEALED,
};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use pallet_protocol::{SubnetEpochIndex, Uids};
use sp_runtime::TryRuntimeError;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// All rules.
	pub(crate) fn check_invariants() -> Check {
		Self::check_places()?;
		Self::check_commitments()?;
		Self::check_queue()
	}

	/// Only neurons have something here, and only those that have published.
	fn check_places() -> Check {
		let places: BTreeSet<_> = LastCommitment::<T>::iter_keys().collect();
		ensure!(
			places.iter().all(|(netuid, who)| Uids::<T>::contains_key(netuid, who)),
			"LastCommitment names somebody who is no neuron"
		);
		let mut others = CommitmentOf::<T>::iter_keys()
			.chain(LastBondsReset::<T>::iter_keys())
			.chain(RevealedCommitments::<T>::iter_keys())
			.chain(UsedSpaceOf::<T>::iter_keys());
		ensure!(others.all(|place| places.contains(&place)), "something is kept of somebody whom LastCommitment lacks");
		Ok(())
	}

	fn check_commitments() -> Check {
		for (netuid, who, registration) in CommitmentOf::<T>::iter() {
			ensure!(registration.deposit == 0, "there is a deposit");
			ensure!(
				LastCommitment::<T>::get(netuid, who) == Some(registration.block),
				"LastCommitment is not the block of the commitment"
			);
		}
		for (netuid, who, block) in LastBondsReset::<T>::iter() {
			ensure!(LastCommitment::<T>::get(netuid, who) >= Some(block), "bonds were reset without a commitment");
		}
		for revealed in RevealedCommitments::<T>::iter_values() {
			ensure!(!revealed.is_empty() && revealed.len() <= MOST_REVEALED, "none or too many are kept as revealed");
			ensure!(revealed.iter().all(|(plaintext, _)| !plaintext.is_empty()), "nothing was revealed");
			ensure!(revealed.is_sorted_by_key(|(_, block)| *block), "what was revealed is not in order");
		}
		for (netuid, _, usage) in UsedSpaceOf::<T>::iter() {
			ensure!(usage.last_epoch <= SubnetEpochIndex::<T>::get(netuid), "space is counted for an epoch to come");
			ensure!(usage.used_space > 0, "no space is used by a commitment");
		}
		Ok(())
	}

	fn check_queue() -> Check {
		ensure!(!IndexChanges::<T>::exists(), "changes of TimelockedIndex are left");
		let queue: BTreeSet<_> =
			RevealQueue::<T>::iter_keys().map(|(round, netuid, who)| (round.round(), netuid, who)).collect();
		let waiting: BTreeSet<_> = CommitmentOf::<T>::iter()
			.filter_map(|(netuid, who, registration)| Some((registration.info.next_round()?, netuid, who)))
			.collect();
		ensure!(queue == waiting, "RevealQueue is not what is encrypted");
		ensure!(usize::try_from(RevealQueue::<T>::count()) == Ok(queue.len()), "RevealQueue is miscounted");
		let listed: BTreeSet<_> = queue.into_iter().map(|(_, netuid, who)| (netuid, who)).collect();
		ensure!(TimelockedIndex::<T>::get() == listed, "TimelockedIndex is not whose commitments are encrypted");
		Ok(())
	}
}
