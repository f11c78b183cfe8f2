//! Which submissions the pool takes. Spec: satellites 2.

use crate::{BeaconConfig, Call, Config, LastStoredRound, NextUnsignedAt, Pallet, Pulse, PulsesPayload, RoundNumber};
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_support::{ensure, traits::Get};
use frame_system::{offchain::SignedPayload, pallet_prelude::BlockNumberFor};
use sp_io::hashing::blake2_256;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionTag, TransactionValidity, TransactionValidityError,
	ValidTransaction,
};

/// Blocks that a submission waits in the pool at most.
pub(crate) const LONGEVITY: u64 = 3;

/// By this the pool knows a round.
fn tag(round: RoundNumber) -> TransactionTag {
	blake2_256(&("drand", round).encode()).to_vec()
}

impl<T: Config> Pallet<T> {
	/// Whether the pool takes this call from nobody, and from this source. Only a node's own worker brings pulses in: they are not
	/// propagated, and what comes from elsewhere would let everybody keep nodes busy verifying. Those of blocks that were left
	/// come from elsewhere too; the worker brings them in again.
	///
	/// Beyond what the specification asks for, the pulse is verified here already: what pays no fee and comes before
	/// everything else must not be worthless. And a round waits for the one before it, so that none is left out.
	pub(crate) fn validate_bare(source: TransactionSource, call: &Call<T>) -> TransactionValidity {
		ensure!(source != TransactionSource::External, InvalidTransaction::Call);
		let pulse = Self::acceptable_pulse(call)?;
		ensure!(BeaconConfig::<T>::get().published(pulse) == Ok(true), InvalidTransaction::BadProof);
		Ok(ValidTransaction {
			// The older a round, the sooner.
			priority: T::UnsignedPriority::get().saturating_add(u64::MAX.saturating_sub(pulse.round)),
			requires: Self::awaited(pulse.round),
			provides: vec![tag(pulse.round)],
			longevity: LONGEVITY,
			propagate: false,
		})
	}

	/// The only pulse of a submission, if all but the pulse itself is in order. Only `write_pulse` is submitted by nobody:
	/// `set_beacon_config` is root's, and would fail.
	pub(crate) fn acceptable_pulse(call: &Call<T>) -> Result<&Pulse, TransactionValidityError> {
		let Call::write_pulse { pulses_payload, signature } = call else { return Err(InvalidTransaction::Call.into()) };
		let signature = signature.clone().ok_or(InvalidTransaction::BadSigner)?;
		let is_signed = <PulsesPayload<T::Public, BlockNumberFor<T>> as SignedPayload<T>>::verify::<T::AuthorityId>(
			pulses_payload,
			signature,
		);
		ensure!(is_signed, InvalidTransaction::BadProof);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(pulses_payload.block_number <= now, InvalidTransaction::Future);
		let [pulse] = pulses_payload.pulses.as_slice() else { return Err(InvalidTransaction::Call.into()) };
		ensure!(NextUnsignedAt::<T>::get() <= now, InvalidTransaction::Stale);
		let last = LastStoredRound::<T>::get();
		ensure!(pulse.round > last, InvalidTransaction::Stale);
		ensure!(last > 0 || Self::may_be_first(pulse.round), InvalidTransaction::Stale);
		Ok(pulse)
	}

	/// What must be in a block before this round: the one before it, unless that is stored. The very first may be any recent one.
	fn awaited(round: RoundNumber) -> Vec<TransactionTag> {
		let last = LastStoredRound::<T>::get();
		let before = round.saturating_sub(1);
		if last == 0 || before <= last {
			return vec![];
		}
		vec![tag(before)]
	}
}
