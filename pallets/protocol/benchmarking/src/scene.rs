//! Sets the scene for a benchmark.

use crate::{commitments, Config};
use alloc::{collections::BTreeSet, vec, vec::Vec};
use frame_benchmarking::account;
use frame_support::traits::fungible::Mutate;
use pallet_epoch::{
	Pallet as Epochs, QueueRecord, QueueRecords, Queues, QueuesOf, MOST_BYTES_OF_HOTKEY, MOST_COMMITS, MOST_SALT,
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	domains::{ChildCalls, DelegateCalls, KeyCalls, KeySwapCalls, LockCalls, NeuronCalls, StakeCalls, SubnetCalls},
	types::{ChainIdentityV2, RateLimitKey, RevealedWeights, SubnetIdentityV3, TransactionType, WeightCiphertext},
	*,
};
use pallet_staking::{Pallet as Staking, MOST_CHILDREN, MOST_PARENTS};
use pallet_subnets::Pallet as Subnets;
use pallet_swap::{Balancer, SwapBalancer};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash, SaturatedConversion},
	Perquintill,
};
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// Hotkeys of a coldkey that has many.
const MANY_HOTKEYS: u32 = 1024;
/// Seats on root.
const ROOT_SEATS: u16 = 256;
/// What a nominator has staked, in alpha-rao.
pub const NOMINATION: u64 = 10 * RAO_PER_TAO;
/// Nearly all of it: what is left is too little for a nominator, and has to go too.
pub const NEARLY_ALL: u64 = NOMINATION - NOMINATION / 1000;

/// Another hotkey, and the part of stake that is lent.
pub type Relation<T> = (u64, <T as frame_system::Config>::AccountId);

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
	for hotkey in Keys::<T>::iter_prefix_values(netuid) {
		commitments::publish_much::<T>(netuid, &hotkey);
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
pub fn stake<T: Config>(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid, alpha: AlphaBalance) {
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

/// A hotkey of the coldkey on a subnet that has not started, which lends its stake to some already, and others to which it shall
/// lend it: each has as many parents as it may have, all with less stake.
pub fn parent_of_crowded_children<T: Config>(coldkey: &T::AccountId) -> (NetUid, T::AccountId, Vec<Relation<T>>) {
	let netuid = subnet::<T>(&rich::<T>(1));
	let hotkey: T::AccountId = account("parent", 0, 0);
	assert_eq!(Subnets::<T>::try_associate_hotkey(coldkey.clone(), hotkey.clone()), Ok(()));
	TotalHotkeyAlpha::<T>::insert(&hotkey, netuid, AlphaBalance::new(2 * RAO_PER_TAO));
	let before = children::<T>("old child");
	assert_eq!(Staking::<T>::set_children(coldkey.clone(), hotkey.clone(), netuid, before), Ok(()));
	TransactionKeyLastBlock::<T>::remove((&hotkey, netuid, TransactionType::SetChildren.number()));
	let children = children::<T>("new child");
	for (_, child) in &children {
		crowd::<T>(child, netuid, MOST_PARENTS);
	}
	(netuid, hotkey, children)
}

/// As many children as a hotkey may have.
fn children<T: Config>(name: &'static str) -> Vec<Relation<T>> {
	(0..MOST_CHILDREN).map(|number| (1 << 60, account(name, u32::try_from(number).unwrap_or(0), 0))).collect()
}

/// Lets so many hotkeys with a little stake lend it to a child.
pub fn crowd<T: Config>(child: &T::AccountId, netuid: NetUid, number: usize) {
	let parents: Vec<Relation<T>> =
		(0..number).map(|number| (1 << 60, account("crowd", u32::try_from(number).unwrap_or(0), 0))).collect();
	for (proportion, parent) in &parents {
		TotalHotkeyAlpha::<T>::insert(parent, netuid, AlphaBalance::new(RAO_PER_TAO));
		ChildKeys::<T>::append(parent, netuid, (proportion, child));
	}
	ParentKeys::<T>::insert(child, netuid, parents);
}

/// Epochs of which encrypted weights wait with the shortest reveal period.
const QUEUES: u64 = 2;

/// Records of encrypted weights that all neurons of a full subnet have committed to, this hotkey among them. The ciphertexts are
/// left out, which nobody reads who asks for the records.
fn queue_records<T: Config>(netuid: NetUid, hotkey: &T::AccountId) {
	let index = NetUidStorageIndex::new(netuid.get());
	let others = (1..256).map(|number| account("neuron", number, 0));
	let queue: Vec<_> = others.chain([hotkey.clone()]).map(|of| (of, 1, Default::default(), u64::MAX)).collect();
	(0..QUEUES).for_each(|epoch| QueueRecords::<T>::insert(index, epoch, QueueRecord::of(&queue)));
	QueuesOf::<T>::insert(index, Queues { epochs: (0..QUEUES).collect(), opened: None });
}

/// A hotkey of the coldkey that is a neuron with children, parents, encrypted weights and a rate of root dividends on so many
/// subnets, and a fresh one.
pub fn hotkey_to_swap<T: Config>(coldkey: &T::AccountId, number: u32) -> (T::AccountId, T::AccountId) {
	subnets::<T>(number);
	let (old, new): (T::AccountId, T::AccountId) = (account("old", 0, 0), account("new", 0, 0));
	stake_on_root::<T>(&old, coldkey);
	for netuid in (1..=SubnetLimit::<T>::get()).map(NetUid::new) {
		assert_eq!(Subnets::<T>::register_neuron(coldkey.clone(), netuid, old.clone(), None), Ok(()));
		crowd::<T>(&old, netuid, MOST_PARENTS);
		let children = children::<T>("child");
		for (proportion, child) in &children {
			ParentKeys::<T>::insert(child, netuid, [(*proportion, old.clone())].to_vec());
		}
		ChildKeys::<T>::insert(&old, netuid, children);
		earn_on_root::<T>(&old, netuid);
		queue_records::<T>(netuid, &old);
		commitments::publish_much::<T>(netuid, &old);
	}
	(old, new)
}

/// A coldkey that owns so many subnets, with a lock and a destination of its earnings on each, whose swap to another one is due.
pub fn coldkey_to_swap<T: Config>(number: u32) -> (T::AccountId, T::AccountId) {
	// It has made the subnets.
	subnets::<T>(number);
	let (old, new): (T::AccountId, T::AccountId) = (account("coldkey", 1, 0), account("new coldkey", 0, 0));
	IdentitiesV2::<T>::insert(&old, longest_identity());
	for netuid in (1..=SubnetLimit::<T>::get()).map(NetUid::new) {
		let hotkey = Keys::<T>::get(netuid, 0);
		stake::<T>(&hotkey, &old, netuid, AlphaBalance::new(NOMINATION));
		let locked = AlphaBalance::new(RAO_PER_TAO);
		assert_eq!(Staking::<T>::lock_stake(old.clone(), hotkey.clone(), netuid, locked), Ok(()));
		assert_eq!(Staking::<T>::set_auto_stake_hotkey(old.clone(), netuid, hotkey), Ok(()));
	}
	let hash = T::Hashing::hash_of(&new);
	assert_eq!(Staking::<T>::announce_coldkey_swap(old.clone(), hash), Ok(()));
	let due = ColdkeySwapAnnouncements::<T>::get(&old).map(|(block, _)| block).unwrap_or_default();
	frame_system::Pallet::<T>::set_block_number(due);
	(old, new)
}

/// Root stake of the coldkey on as many hotkeys as have so many rates together, on 5 subnets each; answers those.
pub fn root_dividends<T: Config>(coldkey: &T::AccountId, rates: u32) -> BTreeSet<NetUid> {
	let netuids: BTreeSet<NetUid> = (0..5).map(|_| started_subnet::<T>()).collect();
	netuids.iter().for_each(|netuid| slow_pool::<T>(*netuid));
	for number in 0..rates.div_ceil(5) {
		let hotkey = delegate::<T>(number);
		stake_on_root::<T>(&hotkey, coldkey);
		netuids.iter().for_each(|netuid| earn_on_root::<T>(&hotkey, *netuid));
	}
	netuids
}

/// Stakes TAO that is made for it on root.
pub fn stake_on_root<T: Config>(hotkey: &T::AccountId, coldkey: &T::AccountId) {
	assert_eq!(Subnets::<T>::create_account(coldkey, hotkey), Ok(()));
	SubtokenEnabled::<T>::insert(NetUid::ROOT, true);
	assert_eq!(
		Staking::<T>::add_stake(coldkey.clone(), hotkey.clone(), NetUid::ROOT, TaoBalance::new(NOMINATION)),
		Ok(())
	);
}

/// Lets the root stake on a hotkey earn alpha of a subnet, made for it.
fn earn_on_root<T: Config>(hotkey: &T::AccountId, netuid: NetUid) {
	let earned = AlphaBalance::new(RAO_PER_TAO);
	assert_eq!(Issuance::<T>::emit_alpha(netuid, earned), Ok(()));
	assert_eq!(Staking::<T>::accrue_root_dividend(hotkey, netuid, earned), Ok(()));
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

/// A validator on a full subnet, with as many parents as it may have, of which some stake is asked.
pub fn validator<T: Config>() -> (NetUid, T::AccountId) {
	let netuid = full_subnet::<T>();
	let hotkey: T::AccountId = account("neuron", 1, 0);
	crowd::<T>(&hotkey, netuid, MOST_PARENTS);
	ValidatorPermit::<T>::mutate(netuid, |permits| permits.iter_mut().for_each(|permit| *permit = true));
	StakeThreshold::<T>::put(1);
	WeightsSetRateLimit::<T>::insert(netuid, 0);
	// So that there are epochs in which something has expired.
	SubnetEpochIndex::<T>::insert(netuid, 100);
	(netuid, hotkey)
}

/// A weight on every neuron.
pub fn weights<T: Config>(netuid: NetUid) -> RevealedWeights {
	let uids: Vec<u16> = (0..SubnetworkN::<T>::get(netuid)).collect();
	let values = uids.iter().map(|uid| uid.saturating_add(1)).collect();
	RevealedWeights { uids, values, salt: (0..u16::MAX).take(MOST_SALT).collect(), version_key: 0 }
}

/// What the neuron says of others.
pub fn row<T: Config>(netuid: NetUid, hotkey: &T::AccountId) -> Vec<(u16, u16)> {
	let uid = Uids::<T>::get(netuid, hotkey).unwrap_or_default();
	Weights::<T>::get(NetUidStorageIndex::new(netuid.get()), uid)
}

/// The hashes that the hotkey has committed to.
pub fn commits<T: Config>(netuid: NetUid, hotkey: &T::AccountId) -> Vec<H256> {
	let commits = WeightCommits::<T>::get(NetUidStorageIndex::new(netuid.get()), hotkey).unwrap_or_default();
	commits.into_iter().map(|(hash, ..)| hash).collect()
}

fn hash_of(number: u64) -> H256 {
	BlakeTwo256::hash_of(&number)
}

/// As many commits as may wait; the first has expired and makes room for one more.
pub fn waiting_commits<T: Config>(netuid: NetUid, hotkey: &T::AccountId) {
	let present = Subnets::<T>::current_epoch(netuid);
	let epoch_of = |number| if number == 0 { 0 } else { present };
	let commits: Vec<_> = (0..).take(MOST_COMMITS).map(|number| (hash_of(number), epoch_of(number), 1, 0)).collect();
	WeightCommits::<T>::insert(NetUidStorageIndex::new(netuid.get()), hotkey, commits);
}

/// As many commits as may wait, all to be revealed in this epoch, these weights as the last.
pub fn commits_to_reveal<T: Config>(netuid: NetUid, hotkey: &T::AccountId, revealed: &RevealedWeights) {
	let index = NetUidStorageIndex::new(netuid.get());
	let epoch = Subnets::<T>::current_epoch(netuid).saturating_sub(RevealPeriodEpochs::<T>::get(netuid));
	let RevealedWeights { uids, values, salt, version_key } = revealed;
	let hash = BlakeTwo256::hash_of(&(hotkey, index, uids, values, salt, version_key));
	let others = (1..).take(MOST_COMMITS.saturating_sub(1)).map(hash_of);
	let commits: Vec<_> = others.chain([hash]).map(|hash| (hash, epoch, 1, 0)).collect();
	WeightCommits::<T>::insert(index, hotkey, commits);
}

/// The longest ciphertext. It is not looked into when it is committed.
pub fn longest_ciphertext() -> WeightCiphertext {
	WeightCiphertext::truncate_from(vec![7; WeightCiphertext::bound()])
}

/// As many encrypted weights as may wait of this epoch, all of them the longest, but for one of this hotkey. Returns how many there
/// are.
pub fn timelocked_commits<T: Config>(netuid: NetUid, last: &T::AccountId) -> usize {
	let ciphertext = longest_ciphertext();
	let fit = usize::try_from(MOST_BYTES_OF_HOTKEY).unwrap_or(0).checked_div(ciphertext.len()).unwrap_or(0);
	let (index, epoch) = (NetUidStorageIndex::new(netuid.get()), Subnets::<T>::current_epoch(netuid));
	for hotkey in Keys::<T>::iter_prefix_values(netuid).collect::<Vec<_>>() {
		for _ in usize::from(hotkey == *last)..fit {
			Epochs::<T>::enqueue(index, epoch, (hotkey.clone(), 1, ciphertext.clone(), u64::MAX));
		}
	}
	timelocked::<T>(netuid)
}

/// How many encrypted weights wait that were committed in this epoch.
pub fn timelocked<T: Config>(netuid: NetUid) -> usize {
	let index = NetUidStorageIndex::new(netuid.get());
	TimelockedWeightCommits::<T>::decode_len(index, Subnets::<T>::current_epoch(netuid)).unwrap_or(0)
}
