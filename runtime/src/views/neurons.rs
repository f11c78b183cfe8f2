//! The neurons of a subnet.

use super::subnets;
use crate::{AccountId, Runtime, Staking};
use alloc::{vec, vec::Vec};
use codec::Compact;
use core::{cell::OnceCell, iter};
use pallet_protocol::{
	types::{AxonInfo, ChainIdentityV2},
	Active, Axons, BlockAtRegistration, Bonds, Consensus, Dividends, Emission, IdentitiesV2, Incentive, Keys,
	LastUpdate, MechanismCountCurrent, Owner, Prometheus, StakeThreshold, SubnetOwnerHotkey, SubnetworkN,
	ValidatorPermit, ValidatorTrust, Weights,
};
use pallet_staking::StakeWeight;
use taonet_runtime_api::neuron_info::{NeuronInfo, NeuronInfoLite};
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

/// What is shown as the pruning score of each neuron; there are none any more. Spec: consensus 2.
pub const PRUNING_SCORE: Compact<u16> = Compact(u16::MAX);

/// The neurons of a subnet as one of its mechanisms sees them.
///
/// Every list has one entry for each neuron, by uid; where nothing is stored for a neuron it is zero. Hotkeys, coldkeys and
/// stakes are read when they are first asked for, and once.
pub struct Neurons {
	netuid: NetUid,
	index: NetUidStorageIndex,
	count: u16,
	hotkeys: OnceCell<Vec<AccountId>>,
	coldkeys: OnceCell<Vec<AccountId>>,
	stakes: OnceCell<Vec<StakeWeight>>,
}

impl Neurons {
	/// The neurons; nothing when there is no such subnet or it has no such mechanism.
	pub fn of(netuid: NetUid, mecid: MechId) -> Option<Self> {
		subnets::live(netuid)?;
		if mecid >= MechanismCountCurrent::<Runtime>::get(netuid) {
			return None;
		}
		let index = NetUidStorageIndex::of(netuid, mecid)?;
		let count = SubnetworkN::<Runtime>::get(netuid);
		let [hotkeys, coldkeys] = [OnceCell::new(), OnceCell::new()];
		Some(Self { netuid, index, count, hotkeys, coldkeys, stakes: OnceCell::new() })
	}

	/// Subnet and mechanism.
	pub fn index(&self) -> NetUidStorageIndex {
		self.index
	}

	/// Hotkey of each.
	pub fn hotkeys(&self) -> &[AccountId] {
		self.hotkeys.get_or_init(|| self.each_uid(|uid| Keys::<Runtime>::get(self.netuid, uid)))
	}

	/// Owner of each hotkey.
	pub fn coldkeys(&self) -> &[AccountId] {
		self.coldkeys.get_or_init(|| self.each(|hotkey| Owner::<Runtime>::get(hotkey)))
	}

	/// What each owner says about itself.
	pub fn identities(&self) -> Vec<Option<ChainIdentityV2>> {
		self.coldkeys().iter().map(IdentitiesV2::<Runtime>::get).collect()
	}

	/// Where each serves.
	pub fn axons(&self) -> Vec<AxonInfo> {
		self.each(|hotkey| Axons::<Runtime>::get(self.netuid, hotkey).unwrap_or_default())
	}

	/// Whether each counted in the last epoch.
	pub fn active(&self) -> Vec<bool> {
		self.padded(Active::<Runtime>::get(self.netuid))
	}

	/// Whether the weights of each count.
	pub fn validator_permits(&self) -> Vec<bool> {
		self.padded(ValidatorPermit::<Runtime>::get(self.netuid))
	}

	/// Part of the weights of each that stood in the last epoch.
	pub fn validator_trust(&self) -> Vec<u16> {
		self.padded(ValidatorTrust::<Runtime>::get(self.netuid))
	}

	/// Block in which each registered or last set weights on the mechanism.
	pub fn last_updates(&self) -> Vec<u64> {
		self.padded(LastUpdate::<Runtime>::get(self.index))
	}

	/// Alpha of each in the last epoch.
	pub fn emission(&self) -> Vec<AlphaBalance> {
		self.padded(Emission::<Runtime>::get(self.netuid))
	}

	/// Share of each in what validators got in the last epoch.
	pub fn dividends(&self) -> Vec<u16> {
		self.padded(Dividends::<Runtime>::get(self.netuid))
	}

	/// Share of each in what miners of the mechanism got in the last epoch.
	pub fn incentives(&self) -> Vec<u16> {
		self.padded(Incentive::<Runtime>::get(self.index))
	}

	/// Weight that validators agreed on for each in the last epoch.
	pub fn consensus(&self) -> Vec<u16> {
		self.padded(Consensus::<Runtime>::get(self.netuid))
	}

	/// Block in which each was registered.
	pub fn blocks_at_registration(&self) -> Vec<u64> {
		self.each_uid(|uid| BlockAtRegistration::<Runtime>::get(self.netuid, uid))
	}

	/// What stands behind each. Spec: staking 9.
	pub fn stakes(&self) -> &[StakeWeight] {
		self.stakes.get_or_init(|| Staking::stakes_behind(self.netuid, self.hotkeys()))
	}

	/// The pruning score of each.
	pub fn pruning_scores(&self) -> Vec<Compact<u16>> {
		self.each_uid(|_| PRUNING_SCORE)
	}

	/// Uids of those whose weights count and who stake enough to set them: the threshold, or the owner's hotkey.
	/// Spec: consensus 4.2.
	pub fn validators(&self) -> Vec<u16> {
		let threshold = StakeThreshold::<Runtime>::get();
		let owner = SubnetOwnerHotkey::<Runtime>::get(self.netuid);
		let neurons = self.hotkeys().iter().zip(self.stakes()).zip(self.validator_permits());
		(0u16..)
			.zip(neurons)
			.filter(|(_, ((hotkey, stake), permit))| *permit && (stake.total >= threshold || **hotkey == owner))
			.map(|(uid, _)| uid)
			.collect()
	}

	/// What is asked about each hotkey.
	pub fn each<T>(&self, ask: impl Fn(&AccountId) -> T) -> Vec<T> {
		self.hotkeys().iter().map(ask).collect()
	}

	/// What is asked about each hotkey, with the hotkey.
	pub fn per_hotkey<T>(&self, ask: impl Fn(&AccountId) -> T) -> Vec<(AccountId, Compact<T>)> {
		self.each(|hotkey| (hotkey.clone(), Compact(ask(hotkey))))
	}

	fn each_uid<T>(&self, ask: impl Fn(u16) -> T) -> Vec<T> {
		(0..self.count).map(ask).collect()
	}

	/// One entry for each neuron: a list may be shorter than there are neurons.
	fn padded<T: Clone + Default>(&self, stored: Vec<T>) -> Vec<T> {
		stored.into_iter().chain(iter::repeat(T::default())).take(self.count.into()).collect()
	}
}

/// All neurons of a subnet, without weights and bonds.
pub fn all_lite(netuid: NetUid) -> Vec<NeuronInfoLite> {
	let Some(neurons) = Neurons::of(netuid, MechId::MAIN) else { return Vec::new() };
	let vectors = Vectors::read(&neurons);
	(0u16..).zip(neurons.hotkeys()).map(|(uid, hotkey)| vectors.neuron(netuid, uid, hotkey)).collect()
}

/// All neurons of a subnet.
pub fn all(netuid: NetUid) -> Vec<NeuronInfo> {
	all_lite(netuid).into_iter().filter_map(|neuron| with_weights(netuid, neuron)).collect()
}

/// The neuron in a slot, without weights and bonds.
pub fn lite(netuid: NetUid, uid: u16) -> Option<NeuronInfoLite> {
	let neurons = Neurons::of(netuid, MechId::MAIN)?;
	if uid >= SubnetworkN::<Runtime>::get(netuid) {
		return None;
	}
	Some(Vectors::read(&neurons).neuron(netuid, uid, &Keys::<Runtime>::get(netuid, uid)))
}

/// The neuron in a slot.
pub fn full(netuid: NetUid, uid: u16) -> Option<NeuronInfo> {
	with_weights(netuid, lite(netuid, uid)?)
}

fn with_weights(netuid: NetUid, neuron: NeuronInfoLite) -> Option<NeuronInfo> {
	let index = NetUidStorageIndex::try_from(netuid).ok()?;
	let weights = row(Weights::<Runtime>::get(index, neuron.uid.0));
	let bonds = row(Bonds::<Runtime>::get(index, neuron.uid.0));
	Some(neuron.with_weights(weights, bonds))
}

/// A row without its zeros.
fn row(entries: Vec<(u16, u16)>) -> Vec<(Compact<u16>, Compact<u16>)> {
	entries.into_iter().filter(|(_, value)| *value > 0).map(|(uid, value)| (Compact(uid), Compact(value))).collect()
}

/// What an epoch left of all neurons.
struct Vectors {
	active: Vec<bool>,
	emission: Vec<AlphaBalance>,
	incentives: Vec<u16>,
	consensus: Vec<u16>,
	validator_trust: Vec<u16>,
	dividends: Vec<u16>,
	last_updates: Vec<u64>,
	validator_permits: Vec<bool>,
}

impl Vectors {
	fn read(neurons: &Neurons) -> Self {
		Self {
			active: neurons.active(),
			emission: neurons.emission(),
			incentives: neurons.incentives(),
			consensus: neurons.consensus(),
			validator_trust: neurons.validator_trust(),
			dividends: neurons.dividends(),
			last_updates: neurons.last_updates(),
			validator_permits: neurons.validator_permits(),
		}
	}

	fn neuron(&self, netuid: NetUid, uid: u16, hotkey: &AccountId) -> NeuronInfoLite {
		let coldkey = Owner::<Runtime>::get(hotkey);
		NeuronInfoLite {
			hotkey: hotkey.clone(),
			coldkey: coldkey.clone(),
			uid: Compact(uid),
			netuid: Compact(netuid),
			active: at(&self.active, uid),
			axon_info: Axons::<Runtime>::get(netuid, hotkey).unwrap_or_default(),
			prometheus_info: Prometheus::<Runtime>::get(netuid, hotkey).unwrap_or_default(),
			stake: vec![(coldkey, Compact(Staking::total_stake_of(hotkey, netuid)))],
			rank: Compact(0),
			emission: Compact(at(&self.emission, uid)),
			incentive: Compact(at(&self.incentives, uid)),
			consensus: Compact(at(&self.consensus, uid)),
			trust: Compact(0),
			validator_trust: Compact(at(&self.validator_trust, uid)),
			dividends: Compact(at(&self.dividends, uid)),
			last_update: Compact(at(&self.last_updates, uid)),
			validator_permit: at(&self.validator_permits, uid),
			pruning_score: PRUNING_SCORE,
		}
	}
}

fn at<T: Copy + Default>(vector: &[T], uid: u16) -> T {
	vector.get(usize::from(uid)).copied().unwrap_or_default()
}
