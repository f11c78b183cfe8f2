//! Weights of `pallet_emission`.

use crate::{scene, Config};
use alloc::{collections::BTreeMap, vec::Vec};
use core::marker::PhantomData;
use frame_benchmarking::{account, v2::*};
use frame_support::traits::fungible::Mutate;
use pallet_emission::{Coinbase, Pallet as Emission};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{domains::SubnetCalls, *};
use pallet_subnets::Pallet as Subnets;
use taonet_tokenomics::incentives::{EpochPot, EpochResult};
use taonet_types::{
	fixed::{I64F64, I96F32},
	AlphaBalance, NetUid, RAO_PER_TAO,
};

/// The emission's part of the block step.
pub struct Pallet<T: Config>(PhantomData<T>);

/// What had gathered for each part of an epoch, in alpha-rao.
const POT: u64 = 1_000 * RAO_PER_TAO;
/// Flow of a subnet since the last block, in RAO.
const FLOW: i64 = 1_000_000_000;
/// Subnets whose root dividends a hotkey has earned.
const EARNED_ON: u16 = 128;

/// So many subnets that TAO flows into, by users and by the protocol.
fn emitting_subnets<T: Config>(number: u32) {
	scene::subnets::<T>(number);
	for netuid in (1..=SubnetLimit::<T>::get()).map(NetUid::new) {
		assert_eq!(Subnets::<T>::start_call(SubnetOwner::<T>::get(netuid), netuid), Ok(()));
		SubnetTaoFlow::<T>::insert(netuid, FLOW);
		SubnetProtocolFlow::<T>::insert(netuid, FLOW);
		SubnetEmaTaoFlow::<T>::insert(netuid, (0, I64F64::from_num(FLOW)));
		SubnetEmaProtocolFlow::<T>::insert(netuid, (0, I64F64::from_num(1)));
		SubnetMovingPrice::<T>::insert(netuid, I96F32::from_num(1));
	}
	scene::stake_on_root::<T>(&account("staker", 0, 0), &scene::rich::<T>(0));
}

/// Somebody who is paid for everything: its own coldkey, a take, stake on the subnet and on root, and root dividends of many other
/// subnets.
fn earner<T: Config>(name: &'static str, number: u32, netuid: NetUid) -> T::AccountId {
	let (coldkey, hotkey): (T::AccountId, T::AccountId) = (account("owner", number, 7), account(name, number, 7));
	assert_eq!(Subnets::<T>::create_account(&coldkey, &hotkey), Ok(()));
	let minted = <T as pallet_issuance::Config>::Currency::mint_into(&coldkey, 1_000 * RAO_PER_TAO);
	assert!(minted.is_ok());
	scene::stake_on_root::<T>(&hotkey, &coldkey);
	for staker in [&coldkey, &account("supporter", 0, 0)] {
		scene::stake::<T>(&hotkey, staker, netuid, AlphaBalance::new(7 * RAO_PER_TAO));
	}
	Delegates::<T>::insert(&hotkey, 10_000);
	let rates = (1..=EARNED_ON).map(|netuid| (NetUid::new(netuid), I96F32::from_num(1))).collect::<BTreeMap<_, _>>();
	RootClaimable::<T>::insert(&hotkey, rates);
	AutoStakeDestination::<T>::insert(&coldkey, netuid, account::<T::AccountId>("neuron", 0, 7));
	hotkey
}

/// What an epoch found of so many neurons, to the first of which so many others lend.
fn results<T: Config>(netuid: NetUid, neurons: u32, parents: u32) -> Vec<(T::AccountId, EpochResult)> {
	let result = EpochResult { incentive: AlphaBalance::new(RAO_PER_TAO), dividend: AlphaBalance::new(RAO_PER_TAO) };
	let hotkeys: Vec<T::AccountId> = (0..neurons).map(|number| earner::<T>("neuron", number, netuid)).collect();
	let parents: Vec<T::AccountId> =
		(0..parents).map(|number| earner::<T>("parent", number.saturating_add(neurons), netuid)).collect();
	let most = parents.len().div_ceil(hotkeys.len().max(1)).max(1);
	for (hotkey, lenders) in hotkeys.iter().zip(parents.chunks(most)) {
		let lent: Vec<(u64, T::AccountId)> = lenders.iter().map(|parent| (1 << 62, parent.clone())).collect();
		for parent in lenders {
			ChildKeys::<T>::insert(parent, netuid, [(1 << 62, hotkey.clone())].to_vec());
		}
		ParentKeys::<T>::insert(hotkey, netuid, lent);
	}
	hotkeys.into_iter().map(|hotkey| (hotkey, result)).collect::<BTreeMap<_, _>>().into_iter().collect()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn coinbase(s: Linear<1, 128>) {
		emitting_subnets::<T>(s);
		let subnets = Subnets::<T>::subnets();
		let made: Coinbase;
		#[block]
		{
			made = Emission::<T>::emit_block(&subnets);
			Emission::<T>::update_prices(&made.eligible);
		}
		assert_eq!(u32::try_from(made.eligible.len()), Ok(s));
		assert!(!SubnetTaoInEmission::<T>::get(NetUid::new(1)).is_zero());
	}

	#[benchmark]
	fn distribution(h: Linear<64, 256>, p: Linear<0, 256>) {
		let netuid = scene::started_subnet::<T>();
		let results = results::<T>(netuid, h, p);
		let alpha = AlphaBalance::new(POT);
		assert_eq!(Issuance::<T>::emit_alpha(netuid, AlphaBalance::new(4 * POT)), Ok(()));
		let pot = EpochPot { server: alpha, validator: alpha, root: alpha };
		let paid;
		#[block]
		{
			paid = Emission::<T>::pay_epoch(netuid, &pot, alpha, &results);
		}
		assert_eq!(paid, (p, Ok(())));
	}
}
