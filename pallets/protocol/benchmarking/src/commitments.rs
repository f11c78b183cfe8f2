//! Weights of `pallet_commitments`.

use crate::{
	drand::{pulses, FIRST_ROUND},
	scene, Config,
};
use alloc::{boxed::Box, collections::BTreeSet, vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{traits::Hooks, BoundedVec};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_commitments::{
	Call, CommitmentInfo, CommitmentOf, Data, IndexChanges, MaxSpace, Pallet as Commitments, RevealedCommitments,
	TimelockedIndex, MOST_REVEALED,
};
use pallet_drand::{LastStoredRound, Pulses};
use pallet_protocol::{Bonds, Keys, MaxAllowedUids};
use pallet_subnets::Pallet as Subnets;
use sp_runtime::traits::One;
use taonet_types::{NetUid, NetUidStorageIndex};

/// What neurons publish.
pub struct Pallet<T: Config>(pallet_commitments::Pallet<T>);

/// The longest ciphertext that a field can hold, for the beacon's first round. `tests/beacon.rs` makes it.
pub const CIPHERTEXT: &[u8] = include_bytes!("commitment.bin");

/// Bytes that are in it.
pub const PLAINTEXT: [u8; 780] = [7; 780];

/// The longest commitment, to be opened in these rounds.
fn longest<T: Config>(rounds: &[u64]) -> CommitmentInfo<T::MaxFields> {
	let encrypted = |reveal_round: &u64| Data::TimelockEncrypted {
		encrypted: BoundedVec::truncate_from(CIPHERTEXT.to_vec()),
		reveal_round: *reveal_round,
	};
	CommitmentInfo { fields: BoundedVec::truncate_from(rounds.iter().map(encrypted).collect()) }
}

/// A neuron that has published this.
fn publisher<T: Config>(info: CommitmentInfo<T::MaxFields>) -> (NetUid, T::AccountId) {
	let netuid = scene::subnet::<T>(&scene::rich::<T>(0));
	let hotkey = Keys::<T>::get(netuid, 0);
	publish::<T>(netuid, &hotkey, info);
	(netuid, hotkey)
}

/// The neuron has published the longest commitment, and as much as is kept was revealed of it.
pub(crate) fn publish_much<T: Config>(netuid: NetUid, hotkey: &T::AccountId) {
	publish::<T>(netuid, hotkey, longest::<T>(&[FIRST_ROUND; 3]));
	RevealedCommitments::<T>::insert(netuid, hotkey, vec![(PLAINTEXT.to_vec(), 0); MOST_REVEALED]);
}

fn publish<T: Config>(netuid: NetUid, hotkey: &T::AccountId, info: CommitmentInfo<T::MaxFields>) {
	MaxSpace::<T>::put(u32::MAX);
	let origin = RawOrigin::Signed(hotkey.clone());
	let published = Commitments::<T>::set_commitment(origin.into(), netuid, Box::new(info));
	assert!(published.is_ok());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The longest commitment in place of another one.
	#[benchmark]
	fn set_commitment() {
		let (netuid, hotkey) = publisher::<T>(longest::<T>(&[FIRST_ROUND; 3]));
		let info = longest::<T>(&[FIRST_ROUND.saturating_add(1); 3]);
		let origin = RawOrigin::Signed(hotkey.clone());
		#[block]
		{
			assert!(Commitments::<T>::set_commitment(origin.into(), netuid, Box::new(info.clone())).is_ok());
		}
		assert_eq!(CommitmentOf::<T>::get(netuid, hotkey).map(|stored| stored.info), Some(info));
	}

	/// So many validators have bonds on everybody.
	#[benchmark]
	fn reset_bonds(r: Linear<1, 256>) {
		let netuid = scene::full_subnet::<T>();
		assert_eq!(MaxAllowedUids::<T>::get(netuid), 256);
		let most = u16::try_from(r).unwrap_or(u16::MAX);
		for uid in most..256 {
			Bonds::<T>::remove(NetUidStorageIndex::new(netuid.get()), uid);
		}
		let visited;
		#[block]
		{
			visited = Subnets::<T>::forget_bonds_on(netuid, 0);
		}
		assert_eq!(visited, r);
	}

	#[benchmark]
	fn set_max_space() {
		#[extrinsic_call]
		_(RawOrigin::Root, 7);
		assert_eq!(MaxSpace::<T>::get(), 7);
	}

	/// One field of a commitment, the rest of which stays, of a hotkey of which ten were opened before.
	#[benchmark]
	fn reveal() {
		let later = FIRST_ROUND.saturating_add(1);
		let (netuid, hotkey) = publisher::<T>(longest::<T>(&[]));
		publish_much::<T>(netuid, &hotkey);
		publish::<T>(netuid, &hotkey, longest::<T>(&[FIRST_ROUND, later, later]));
		LastStoredRound::<T>::put(FIRST_ROUND);
		Pulses::<T>::set(FIRST_ROUND, pulses().next());
		#[block]
		{
			Commitments::<T>::on_initialize(BlockNumberFor::<T>::one());
		}
		let stored = CommitmentOf::<T>::get(netuid, &hotkey).map(|stored| stored.info.fields.len());
		assert_eq!(stored, Some(2));
		let revealed = RevealedCommitments::<T>::get(netuid, &hotkey).unwrap_or_default();
		assert_eq!(revealed.len(), MOST_REVEALED);
	}

	/// So many hotkeys stand in the list already, and one comes to it.
	#[benchmark]
	fn update_index(t: Linear<0, 32_768>) {
		let netuid = NetUid::new(1);
		let listed: BTreeSet<(NetUid, T::AccountId)> =
			(0..t).map(|number| (netuid, account("neuron", number, 0))).collect();
		TimelockedIndex::<T>::put(listed);
		let newcomer: T::AccountId = account("newcomer", 0, 0);
		IndexChanges::<T>::put(Vec::from([((netuid, newcomer.clone()), true)]));
		#[block]
		{
			Commitments::<T>::on_finalize(BlockNumberFor::<T>::one());
		}
		assert!(TimelockedIndex::<T>::get().contains(&(netuid, newcomer)));
	}
}
