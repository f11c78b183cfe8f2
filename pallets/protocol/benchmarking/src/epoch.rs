//! Weights of `pallet_epoch`.

use crate::{
	drand::{pulses, FIRST_ROUND},
	scene, Config,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_benchmarking::{account, benchmarking::add_to_whitelist, v2::*};
use pallet_drand::{LastStoredRound, Pulses};
use pallet_epoch::{EpochReport, Pallet as Epochs};
use pallet_protocol::{
	domains::{NeuronCalls, WeightCalls},
	types::TimelockedWeights,
	*,
};
use pallet_subnets::Pallet as Subnets;
use sp_runtime::traits::SaturatedConversion;
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, RAO_PER_TAO};

/// The epoch's part of the block step.
pub struct Pallet<T: Config>(PhantomData<T>);

/// Validators of the subnet.
const VALIDATORS: u16 = 64;
/// What the epoch gives out, in alpha-rao.
const EMISSION: AlphaBalance = AlphaBalance::new(300 * RAO_PER_TAO);
/// A block long after all registrations.
const BLOCK: u32 = 1_000;
/// Weights on 256 neurons, those of [`scene::weights`], which the neuron with uid 1 encrypted for the beacon's first round.
/// `tests/beacon.rs` makes them.
pub const CIPHERTEXT: &[u8] = include_bytes!("ciphertext.bin");

/// A subnet of so many neurons, the first of which are validators and have so many weights and bonds together, whose bonds grow by
/// the slowest rule. Reads and writes of rows are counted elsewhere.
fn subnet<T: Config>(neurons: u32, entries: u32) -> NetUid {
	let netuid = scene::subnet::<T>(&scene::rich::<T>(1));
	let coldkey = scene::rich::<T>(2);
	for number in u32::from(SubnetworkN::<T>::get(netuid))..neurons {
		Burn::<T>::insert(netuid, MinBurn::<T>::get(netuid));
		let registered = Subnets::<T>::register_neuron(coldkey.clone(), netuid, account("neuron", number, 0), None);
		assert_eq!(registered, Ok(()));
	}
	let n = SubnetworkN::<T>::get(netuid);
	let index = NetUidStorageIndex::new(netuid.get());
	ValidatorPermit::<T>::insert(netuid, (0..n).map(|uid| uid < VALIDATORS).collect::<Vec<_>>());
	MaxAllowedValidators::<T>::insert(netuid, VALIDATORS);
	CommitRevealWeightsEnabled::<T>::insert(netuid, false);
	Yuma3On::<T>::insert(netuid, true);
	LiquidAlphaOn::<T>::insert(netuid, true);
	frame_system::Pallet::<T>::set_block_number(BLOCK.saturated_into());
	LastUpdate::<T>::insert(index, (0..n).map(|_| u64::from(BLOCK).saturating_sub(1)).collect::<Vec<_>>());
	for uid in 0..VALIDATORS {
		let stake = AlphaBalance::new(u64::from(uid).saturating_add(100).saturating_mul(RAO_PER_TAO));
		scene::stake::<T>(&Keys::<T>::get(netuid, uid), &coldkey, netuid, stake);
		// Both matrices, and every validator a row of either.
		let length = u16::try_from((entries >> 1).checked_div(VALIDATORS.into()).unwrap_or(0)).unwrap_or(n);
		Weights::<T>::insert(index, uid, row(length, |column| column.wrapping_mul(251).wrapping_add(uid)));
		Bonds::<T>::insert(index, uid, row(length, |column| column.wrapping_mul(127).wrapping_add(uid)));
		add_to_whitelist(Weights::<T>::hashed_key_for(index, uid).into());
		add_to_whitelist(Bonds::<T>::hashed_key_for(index, uid).into());
	}
	netuid
}

fn row(length: u16, value: impl Fn(u16) -> u16) -> Vec<(u16, u16)> {
	(0..length).map(|column| (column, value(column).max(1))).collect()
}

/// A subnet on which encrypted weights of a validator wait whose round is signed.
fn encrypted_weights<T: Config>() -> (NetUid, T::AccountId) {
	let (netuid, hotkey) = scene::validator::<T>();
	Weights::<T>::remove(NetUidStorageIndex::new(netuid.get()), Uids::<T>::get(netuid, &hotkey).unwrap_or_default());
	let timelocked = TimelockedWeights {
		ciphertext: CIPHERTEXT.to_vec().try_into().unwrap_or_default(),
		reveal_round: FIRST_ROUND,
		version: CommitRevealWeightsVersion::<T>::get(),
	};
	let committed = T::Epochs::commit_timelocked_weights(hotkey.clone(), netuid, MechId::MAIN, timelocked);
	assert_eq!(committed, Ok(()));
	let revealed_later = RevealPeriodEpochs::<T>::get(netuid);
	SubnetEpochIndex::<T>::mutate(netuid, |epoch| *epoch = epoch.saturating_add(revealed_later));
	LastStoredRound::<T>::put(FIRST_ROUND);
	Pulses::<T>::set(FIRST_ROUND, pulses().next());
	(netuid, hotkey)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn epoch(n: Linear<128, 256>, e: Linear<0, 16_384>) {
		let netuid = subnet::<T>(n, e);
		let hotkeys = Epochs::<T>::hotkeys(netuid).unwrap_or_default();
		let report: EpochReport<T::AccountId>;
		#[block]
		{
			report = Epochs::<T>::run_epoch(netuid, hotkeys, EMISSION);
		}
		assert_eq!(u32::try_from(report.results.len()), Ok(n));
	}

	#[benchmark]
	fn reveal() {
		let (netuid, hotkey) = encrypted_weights::<T>();
		#[block]
		{
			Epochs::<T>::reveal_timelocked(&[netuid], 1);
		}
		assert_eq!(scene::row::<T>(netuid, &hotkey).len(), usize::from(SubnetworkN::<T>::get(netuid)));
	}
}
