//! Sets the scene for a benchmark.

use crate::Config;
use alloc::{vec, vec::Vec};
use frame_benchmarking::account;
use frame_support::traits::fungible::Mutate;
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	domains::{DelegateCalls, KeyCalls, NeuronCalls, SubnetCalls},
	types::{ChainIdentityV2, RateLimitKey, SubnetIdentityV3},
	*,
};
use pallet_staking::Pallet as Staking;
use pallet_subnets::Pallet as Subnets;
use pallet_swap::{Balancer, SwapBalancer};
use sp_runtime::{traits::SaturatedConversion, Perquintill};
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// Hotkeys of a coldkey that has many.
const MANY_HOTKEYS: u32 = 1024;
/// Seats on root.
const ROOT_SEATS: u16 = 256;
/// What a nominator has staked, in alpha-rao.
pub const NOMINATION: u64 = 10 * RAO_PER_TAO;
/// Nearly all of it: what is left is too little for a nominator, and has to go too.
pub const NEARLY_ALL: u64 = NOMINATION - NOMINATION / 1000;

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

/// A coldkey that can pay for anything and has staked on many hotkeys, where the stake of nominators must be worth something.
pub fn nominator<T: Config>() -> T::AccountId {
	NominatorMinRequiredStake::<T>::put(200_000_000);
	let coldkey = rich::<T>(0);
	many_hotkeys::<T>(&coldkey);
	coldkey
}

/// A subnet that has started, with an ordinary pool.
pub fn started_subnet<T: Config>() -> NetUid {
	let owner = rich::<T>(1);
	let netuid = subnet::<T>(&owner);
	assert_eq!(Subnets::<T>::start_call(owner, netuid), Ok(()));
	netuid
}

/// So many subnets that have started, and no others, with stake of the coldkey on the hotkey.
pub fn nominate_everywhere<T: Config>(coldkey: &T::AccountId, hotkey: &T::AccountId, number: u32) {
	subnets::<T>(number);
	for netuid in (1..=SubnetLimit::<T>::get()).map(NetUid::new) {
		SubtokenEnabled::<T>::insert(netuid, true);
		nominate::<T>(coldkey, hotkey, netuid);
	}
}

/// A hotkey of somebody who has staked nothing on it.
pub fn delegate<T: Config>(number: u32) -> T::AccountId {
	let hotkey: T::AccountId = account("delegate", number, 0);
	assert_eq!(Subnets::<T>::try_associate_hotkey(rich::<T>(1), hotkey.clone()), Ok(()));
	hotkey
}

/// Others have staked on the hotkey, and were paid dividends since.
pub fn supporters<T: Config>(hotkey: &T::AccountId, netuid: NetUid) {
	stake::<T>(hotkey, &account("supporter", 0, 0), netuid, AlphaBalance::new(7 * RAO_PER_TAO));
	let dividend = AlphaBalance::new(RAO_PER_TAO / 3);
	assert_eq!(Issuance::<T>::emit_alpha(netuid, dividend), Ok(()));
	assert_eq!(Staking::<T>::add_dividend(hotkey, netuid, dividend), Ok(()));
}

/// The coldkey has staked on the hotkey, after others.
pub fn nominate<T: Config>(coldkey: &T::AccountId, hotkey: &T::AccountId, netuid: NetUid) {
	supporters::<T>(hotkey, netuid);
	stake::<T>(hotkey, coldkey, netuid, AlphaBalance::new(NOMINATION));
}

/// Stakes alpha that is made for it.
fn stake<T: Config>(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) {
	assert_eq!(Issuance::<T>::emit_alpha(netuid, alpha), Ok(()));
	assert_eq!(Staking::<T>::increase(hotkey, coldkey, netuid, alpha), Ok(()));
}

/// A delegate of the coldkey's whose take, this u16 proportion, was set long ago.
pub fn taking_delegate<T: Config>(coldkey: &T::AccountId, take: u16) -> T::AccountId {
	let hotkey: T::AccountId = account("delegate", 0, 0);
	assert_eq!(Subnets::<T>::try_associate_hotkey(coldkey.clone(), hotkey.clone()), Ok(()));
	Delegates::<T>::insert(&hotkey, take);
	LastRateLimitedBlock::<T>::insert(RateLimitKey::LastTxBlockDelegateTake(hotkey.clone()), 1);
	let long_after = TxDelegateTakeRateLimit::<T>::get().saturating_add(2);
	frame_system::Pallet::<T>::set_block_number(long_after.saturated_into());
	hotkey
}

/// A neuron of a new subnet, and the coldkey has named another one to stake its earnings on.
pub fn other_neuron<T: Config>(coldkey: &T::AccountId) -> (NetUid, T::AccountId) {
	let netuid = started_subnet::<T>();
	let hotkey: T::AccountId = account("neuron", 0, 0);
	assert_eq!(Subnets::<T>::register_neuron(rich::<T>(1), netuid, hotkey.clone(), None), Ok(()));
	let first = Keys::<T>::get(netuid, 0);
	assert_eq!(Staking::<T>::set_auto_stake_hotkey(coldkey.clone(), netuid, first), Ok(()));
	(netuid, hotkey)
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
