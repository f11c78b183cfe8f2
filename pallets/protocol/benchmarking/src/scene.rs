//! Sets the scene for a benchmark.

use crate::Config;
use alloc::{vec, vec::Vec};
use frame_benchmarking::account;
use frame_support::traits::fungible::Mutate;
use pallet_protocol::{
	domains::{NeuronCalls, SubnetCalls},
	types::{ChainIdentityV2, SubnetIdentityV3},
	*,
};
use pallet_subnets::Pallet as Subnets;
use pallet_swap::{Balancer, SwapBalancer};
use sp_runtime::Perquintill;
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// Hotkeys of a coldkey that has many.
const MANY_HOTKEYS: u32 = 1024;
/// Seats on root.
const ROOT_SEATS: u16 = 256;

/// A coldkey that can pay for anything.
pub fn rich<T: Config>(number: u32) -> T::AccountId {
	let coldkey = account("coldkey", number, 0);
	let minted = <T as pallet_issuance::Config>::Currency::mint_into(&coldkey, 1_000_000 * RAO_PER_TAO);
	assert!(minted.is_ok());
	coldkey
}

/// A subnet of the coldkey, at the least cost.
pub fn subnet<T: Config>(coldkey: &T::AccountId) -> NetUid {
	NetworkRateLimit::<T>::put(0);
	NetworkLastLockCost::<T>::put(TaoBalance::new(0));
	let hotkey = account("owner hotkey", u32::from(TotalNetworks::<T>::get()), 0);
	let created = Subnets::<T>::register_network(coldkey.clone(), hotkey, None);
	assert_eq!(created, Ok(()));
	NetUid::new(TotalNetworks::<T>::get().saturating_sub(1))
}

/// So many subnets beside root, which is all there may be; any of them may be pruned.
pub fn subnets<T: Config>(number: u32) {
	let coldkey = rich::<T>(1);
	let limit = u16::try_from(number).unwrap_or(u16::MAX);
	SubnetLimit::<T>::put(limit);
	while TotalNetworks::<T>::get() <= limit {
		subnet::<T>(&coldkey);
	}
	NetworkLastLockCost::<T>::put(TaoBalance::new(0));
	NetworkImmunityPeriod::<T>::put(0);
}

/// Makes trades in the pool slow: powers with such exponents are not of the simple kind.
pub fn slow_pool<T: Config>(netuid: NetUid) {
	SwapBalancer::<T>::insert(netuid, Balancer { quote: Perquintill::from_parts(600_000_000_000_000_001) });
}

/// A subnet whose slots are all taken, by neurons that have weights on each other, with a pool of unequal weights.
pub fn full_subnet<T: Config>() -> NetUid {
	let netuid = subnet::<T>(&rich::<T>(1));
	// Others than the subnet's owner, whose neurons are then looked for to the end.
	let coldkey = rich::<T>(2);
	ImmuneOwnerUidsLimit::<T>::insert(netuid, 10);
	let slots = MaxAllowedUids::<T>::get(netuid);
	for number in u32::from(SubnetworkN::<T>::get(netuid))..u32::from(slots) {
		Burn::<T>::insert(netuid, MinBurn::<T>::get(netuid));
		let registered = Subnets::<T>::register_neuron(coldkey.clone(), netuid, account("neuron", number, 0), None);
		assert_eq!(registered, Ok(()));
	}
	ImmunityPeriod::<T>::insert(netuid, 0);
	let row: Vec<(u16, u16)> = (0..slots).map(|uid| (uid, u16::MAX)).collect();
	for uid in 0..slots {
		Weights::<T>::insert(NetUidStorageIndex::new(netuid.get()), uid, row.clone());
		Bonds::<T>::insert(NetUidStorageIndex::new(netuid.get()), uid, row.clone());
	}
	slow_pool::<T>(netuid);
	netuid
}

/// Root with all seats taken, and more stake on the newcomer than on any of them.
pub fn full_root<T: Config>(newcomer: &T::AccountId) {
	let coldkey = rich::<T>(1);
	MaxRegistrationsPerBlock::<T>::insert(NetUid::ROOT, u16::MAX);
	TargetRegistrationsPerInterval::<T>::insert(NetUid::ROOT, u16::MAX);
	MaxAllowedUids::<T>::insert(NetUid::ROOT, ROOT_SEATS);
	for number in 0..u32::from(ROOT_SEATS) {
		let hotkey: T::AccountId = account("seat", number, 0);
		assert_eq!(Subnets::<T>::root_register(coldkey.clone(), hotkey.clone()), Ok(()));
		TotalHotkeyAlpha::<T>::insert(hotkey, NetUid::ROOT, AlphaBalance::new(RAO_PER_TAO));
	}
	TotalHotkeyAlpha::<T>::insert(newcomer, NetUid::ROOT, AlphaBalance::new(2 * RAO_PER_TAO));
}

/// Gives a coldkey many hotkeys.
pub fn many_hotkeys<T: Config>(coldkey: &T::AccountId) {
	let hotkeys: Vec<T::AccountId> = (0..MANY_HOTKEYS).map(|number| account("hotkey", number, 0)).collect();
	for hotkey in &hotkeys {
		Owner::<T>::insert(hotkey, coldkey);
	}
	OwnedHotkeys::<T>::insert(coldkey, &hotkeys);
	StakingHotkeys::<T>::insert(coldkey, &hotkeys);
}

/// The longest description of a subnet that is taken.
pub fn longest_subnet_identity() -> SubnetIdentityV3 {
	SubnetIdentityV3 {
		subnet_name: vec![b'a'; 256],
		github_repo: vec![b'a'; 1024],
		subnet_contact: vec![b'a'; 1024],
		subnet_url: vec![b'a'; 1024],
		discord: vec![b'a'; 256],
		description: vec![b'a'; 1024],
		logo_url: vec![b'a'; 1024],
		additional: vec![b'a'; 1024],
	}
}

/// The longest description of a coldkey that is taken.
pub fn longest_identity() -> ChainIdentityV2 {
	ChainIdentityV2 {
		name: vec![b'a'; 256],
		url: vec![b'a'; 256],
		github_repo: vec![b'a'; 256],
		image: vec![b'a'; 1024],
		discord: vec![b'a'; 256],
		description: vec![b'a'; 1024],
		additional: vec![b'a'; 1024],
	}
}
