//! What an epoch reads. Spec: consensus 4.1, 4.2.

use crate::{bounds::Work, commit_blocks::LiveCommits, Config, Pallet, Staking};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::storage::StorageDoubleMap;
use pallet_protocol::{
	now, ActivityCutoffFactorMilli, AlphaSigmoidSteepness, AlphaValues, BlockAtRegistration, Bonds, BondsMovingAverage,
	BondsPenalty, Kappa, Keys, LastMechansimStepBlock, LastUpdate, LiquidAlphaOn, MaxAllowedValidators, StakeThreshold,
	SubnetOwnerHotkey, SubnetworkN, Tempo, ValidatorPermit, Weights, Yuma3On,
};
use taonet_types::{AlphaBalance, NetUid, NetUidStorageIndex};
use taonet_yuma::{activity_cutoff, BondRule, EpochParameters, LiquidAlpha, Neuron, SparseRow};

/// What the mechanisms of a subnet share. It is read once.
pub(crate) struct SharedInput<AccountId> {
	/// By uid.
	pub hotkeys: Vec<AccountId>,
	/// By uid. What they did on a mechanism is missing.
	pub neurons: Vec<Neuron>,
	/// Those whose weights and bonds count: who held a permit before this epoch, and the owner. Nobody else has bonds, and what
	/// weights others have set does not count. Ascending.
	pub validators: Vec<u16>,
	/// Without emission, which mechanisms share.
	pub parameters: EpochParameters,
	/// Which commits are alive; none where weights are set without commits.
	pub commits: Option<LiveCommits>,
	/// What it took to read it.
	pub work: Work,
}

/// What an epoch reads of one mechanism.
pub(crate) struct MechanismInput {
	/// By uid.
	pub neurons: Vec<Neuron>,
	/// Weights of validators that have set any.
	pub weights: Vec<SparseRow>,
	/// Bonds of validators that have any, in the order of uids.
	pub bonds: Vec<SparseRow>,
	/// What it took to read it.
	pub work: Work,
}

impl<T: Config> Pallet<T> {
	/// The hotkeys of a subnet by uid; none where a slot is empty or a hotkey is in two of them. Neither is ever so: then no epoch
	/// may run. Spec: consensus 3.3.
	pub fn hotkeys(netuid: NetUid) -> Option<Vec<T::AccountId>> {
		let slots = 0..SubnetworkN::<T>::get(netuid);
		let hotkeys: Vec<_> = slots.map(|uid| Keys::<T>::try_get(netuid, uid).ok()).collect::<Option<_>>()?;
		let different = hotkeys.iter().collect::<BTreeSet<_>>().len();
		(different == hotkeys.len()).then_some(hotkeys)
	}

	/// Reads what the mechanisms of the subnet share.
	pub(crate) fn shared_input(netuid: NetUid, hotkeys: Vec<T::AccountId>) -> SharedInput<T::AccountId> {
		let owner_hotkey = SubnetOwnerHotkey::<T>::try_get(netuid).ok();
		let uids = || (0u16..=u16::MAX).zip(&hotkeys);
		let owner_uid = uids().find(|(_, hotkey)| owner_hotkey.as_ref() == Some(*hotkey)).map(|(uid, _)| uid);
		let stakes = Staking::<T>::stake_weights(netuid, &hotkeys);
		let permits = ValidatorPermit::<T>::get(netuid);
		let holds_permit = |uid: u16| permits.get(usize::from(uid)).copied().unwrap_or_default();
		let neuron = |((uid, _), total_stake)| Neuron {
			total_stake,
			block_at_registration: BlockAtRegistration::<T>::get(netuid, uid),
			validator_permit: holds_permit(uid),
			..Neuron::default()
		};
		let is_validator = |uid: &u16| holds_permit(*uid) || owner_uid == Some(*uid);
		SharedInput {
			neurons: uids().zip(stakes.totals).map(neuron).collect(),
			validators: uids().map(|(uid, _)| uid).filter(is_validator).collect(),
			parameters: Self::parameters(netuid, owner_uid),
			commits: Self::live_commits(netuid),
			work: Work::of_lenders(stakes.lenders),
			hotkeys,
		}
	}

	/// Reads what the neurons did on one mechanism.
	pub(crate) fn mechanism_input(index: NetUidStorageIndex, shared: &SharedInput<T::AccountId>) -> MechanismInput {
		let hotkeys = shared.validators.iter().filter_map(|uid| shared.hotkeys.get(usize::from(*uid)));
		let commits = shared.commits.map(|live| Self::earliest_commits(index, live, hotkeys)).unwrap_or_default();
		// What it lacks is 0.
		let last_updates = LastUpdate::<T>::get(index).into_iter().chain(core::iter::repeat(0));
		let neurons = shared.neurons.iter().zip(&shared.hotkeys).zip(last_updates);
		let neurons: Vec<Neuron> = neurons
			.map(|((neuron, hotkey), last_update)| Neuron {
				last_update,
				earliest_commit: commits.get(hotkey).copied(),
				..neuron.clone()
			})
			.collect();
		let weights = rows::<Weights<T>>(index, &shared.validators, neurons.len());
		let bonds = rows::<Bonds<T>>(index, &shared.validators, neurons.len());
		let work = Work::of_mechanism(neurons.len(), &shared.validators, [&weights, &bonds], shared.commits);
		MechanismInput { neurons, weights, bonds, work }
	}

	fn parameters(netuid: NetUid, owner_uid: Option<u16>) -> EpochParameters {
		let tempo = Tempo::<T>::get(netuid);
		EpochParameters {
			block: now::<T>(),
			tempo,
			activity_cutoff: activity_cutoff(ActivityCutoffFactorMilli::<T>::get(netuid), tempo),
			last_mechanism_step_block: LastMechansimStepBlock::<T>::get(netuid),
			owner_uid,
			kappa: Kappa::<T>::get(netuid),
			bonds_penalty: BondsPenalty::<T>::get(netuid),
			bonds_moving_average: BondsMovingAverage::<T>::get(netuid),
			bond_rule: Self::bond_rule(netuid),
			max_allowed_validators: MaxAllowedValidators::<T>::get(netuid),
			stake_threshold: StakeThreshold::<T>::get(),
			emission: AlphaBalance::ZERO,
		}
	}

	fn bond_rule(netuid: NetUid) -> BondRule {
		if !Yuma3On::<T>::get(netuid) {
			return BondRule::Yuma2;
		}
		let liquid_alpha = LiquidAlphaOn::<T>::get(netuid).then(|| {
			let (low, high) = AlphaValues::<T>::get(netuid);
			LiquidAlpha { low, high, steepness: AlphaSigmoidSteepness::<T>::get(netuid) }
		});
		BondRule::Yuma3 { liquid_alpha }
	}
}

/// The rows of these neurons that are not empty, with the entries on one of `neurons`.
fn rows<Map>(index: NetUidStorageIndex, uids: &[u16], neurons: usize) -> Vec<SparseRow>
where
	Map: StorageDoubleMap<NetUidStorageIndex, u16, Vec<(u16, u16)>, Query = Vec<(u16, u16)>>,
{
	let row = |uid: &u16| {
		let mut row = SparseRow { uid: *uid, entries: Map::get(index, *uid) };
		row.retain_columns_below(neurons);
		row
	};
	uids.iter().map(row).filter(|row| !row.entries.is_empty()).collect()
}
