//! What each call of AdminUtils sets, and who may: the spec's table. Spec: subnets 4, satellites 6, consensus 7 and 10.

use crate::{
	kit::{account, root},
	scene::Pace,
	wire::{self, Item},
};
use codec::Encode;
use pallet_protocol::types::{Hyperparameter as P, RecycleOrBurnEnum};
use sp_runtime::DispatchError;
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent};
use taonet_types::{
	fixed::{I64F64, I96F32, U64F64},
	NetUid, RAO_PER_TAO,
};
use Limit::{ForAll, PerAccount, PerParameter};
use Rights::{Orl, Orw, Orwl, Rw, R};

pub type Admin = pallet_admin_utils::Error<Runtime>;
pub type Protocol = pallet_protocol::Error<Runtime>;

/// Who may set a value, in the letters of the spec: O owner, R root, W not in the freeze window, L the owner only so often.
#[derive(Clone, Copy)]
pub enum Rights {
	R,
	Rw,
	Orw,
	Orwl(Limit),
	/// Root only so often too.
	Orl(Limit),
}

/// What is remembered so that something is done only so often.
#[derive(Clone, Copy)]
pub enum Limit {
	/// By subnet and parameter.
	PerParameter(P),
	/// By coldkey and subnet, with the number of what was done.
	PerAccount(u16, fn(&Pace) -> u64),
	/// By subnet.
	ForAll,
}

impl Limit {
	/// Least number of blocks from one time to the next.
	pub fn blocks(&self, pace: &Pace) -> u64 {
		match self {
			PerParameter(_) => 2 * pace.tempo,
			PerAccount(_, blocks) => blocks(pace),
			ForAll => 50_400,
		}
	}

	/// Where the block of the last time is stored.
	pub fn key(&self, netuid: NetUid, owner: &AccountId) -> Vec<u8> {
		match self {
			PerParameter(parameter) => Item::of("LastRateLimitedBlock").key(&[(1u8, netuid, parameter).encode()]),
			PerAccount(number, _) => {
				Item::of("TransactionKeyLastBlock").key(&[owner.encode(), netuid.encode(), number.encode()])
			},
			ForAll => Item::of("LastRateLimitedBlock").key(&[(0u8, netuid).encode()]),
		}
	}
}

/// A value that a call is given, and what is stored then.
pub struct Value {
	pub argument: Vec<u8>,
	pub stored: Option<Vec<u8>>,
}

/// A call that sets a value.
pub struct Setter {
	pub number: u8,
	pub name: &'static str,
	pub item: &'static str,
	/// Where else it writes.
	pub writes_too: Option<fn(NetUid) -> Vec<u8>>,
	/// Of a subnet, or of the chain.
	pub of_subnet: bool,
	pub rights: Rights,
	/// Pallet and name of the events, which tell the subnet and the value.
	pub tells: Vec<(&'static str, &'static str)>,
	/// What is said of a subnet that does not exist.
	pub missing: DispatchError,
	/// What root has to do first.
	pub first: fn(NetUid) -> Vec<RuntimeCall>,
	pub good: Vec<Value>,
	pub bad: Vec<(Vec<u8>, DispatchError)>,
	/// What root may set, and what the owner is answered.
	pub good_for_root: Vec<(Vec<u8>, DispatchError)>,
	pub refused_on_root: bool,
	pub operational: bool,
}

impl Setter {
	fn tells(mut self, event: &'static str) -> Self {
		self.tells.push(("SubtensorModule", event));
		self
	}

	fn says(mut self, event: &'static str) -> Self {
		self.tells.push(("AdminUtils", event));
		self
	}

	fn good<T: Encode>(mut self, values: impl IntoIterator<Item = T>) -> Self {
		let stored_as_given = |value: T| Value { argument: value.encode(), stored: Some(value.encode()) };
		self.good.extend(values.into_iter().map(stored_as_given));
		self
	}

	fn bad<T: Encode>(mut self, values: impl IntoIterator<Item = T>, error: impl Into<DispatchError>) -> Self {
		let error = error.into();
		self.bad.extend(values.into_iter().map(|value| (value.encode(), error)));
		self
	}

	fn good_for_root<T: Encode>(mut self, values: impl IntoIterator<Item = T>, error: Admin) -> Self {
		let error = DispatchError::from(error);
		self.good_for_root.extend(values.into_iter().map(|value| (value.encode(), error)));
		self
	}

	fn writes_too(self, key: fn(NetUid) -> Vec<u8>) -> Self {
		Self { writes_too: Some(key), ..self }
	}

	fn missing(self, error: Protocol) -> Self {
		Self { missing: error.into(), ..self }
	}

	fn first(self, first: fn(NetUid) -> Vec<RuntimeCall>) -> Self {
		Self { first, ..self }
	}

	fn refused_on_root(self) -> Self {
		Self { refused_on_root: true, ..self }
	}

	fn operational(self) -> Self {
		Self { operational: true, ..self }
	}

	/// Does what root has to do first.
	pub fn prepare(&self, netuid: NetUid) {
		for call in (self.first)(netuid) {
			assert_eq!(root(call), Ok(()), "before {}", self.name);
		}
	}

	/// The call with this value.
	pub fn call(&self, netuid: NetUid, argument: &[u8]) -> RuntimeCall {
		wire::call("AdminUtils", self.name, &self.with_netuid(netuid, argument))
	}

	/// The call with the first good value.
	pub fn good_call(&self, netuid: NetUid) -> RuntimeCall {
		self.call(netuid, &self.good[0].argument)
	}

	/// The call with a bad value, if there is one, and what it is answered.
	pub fn bad_call(&self, netuid: NetUid) -> Option<(RuntimeCall, DispatchError)> {
		self.bad.first().map(|(argument, error)| (self.call(netuid, argument), *error))
	}

	/// What is told when the value was set.
	pub fn events(&self, netuid: NetUid, argument: &[u8]) -> Vec<RuntimeEvent> {
		let fields = self.with_netuid(netuid, argument);
		self.tells.iter().map(|(pallet, name)| wire::event(pallet, name, &fields)).collect()
	}

	fn with_netuid(&self, netuid: NetUid, argument: &[u8]) -> Vec<u8> {
		if self.of_subnet {
			[&netuid.encode(), argument].concat()
		} else {
			argument.to_vec()
		}
	}

	fn keys(&self, netuid: NetUid) -> Vec<Vec<u8>> {
		self.of_subnet.then(|| netuid.encode()).into_iter().collect()
	}

	/// Where the value lies.
	pub fn key(&self, netuid: NetUid) -> Vec<u8> {
		Item::of(self.item).key(&self.keys(netuid))
	}

	/// The value that clients read.
	pub fn value(&self, netuid: NetUid) -> Option<Vec<u8>> {
		Item::of(self.item).value(&self.keys(netuid))
	}

	pub fn owner_may(&self) -> bool {
		!matches!(self.rights, R | Rw)
	}

	pub fn stands_still(&self) -> bool {
		matches!(self.rights, Rw | Orw | Orwl(_))
	}

	/// What holds the owner back.
	pub fn limit(&self) -> Option<Limit> {
		match self.rights {
			Orwl(limit) | Orl(limit) => Some(limit),
			R | Rw | Orw => None,
		}
	}
}

fn of_subnet(number: u8, name: &'static str, item: &'static str, rights: Rights) -> Setter {
	Setter {
		number,
		name,
		item,
		writes_too: None,
		of_subnet: true,
		rights,
		tells: vec![],
		missing: Admin::SubnetDoesNotExist.into(),
		first: |_| vec![],
		good: vec![],
		bad: vec![],
		good_for_root: vec![],
		refused_on_root: false,
		operational: false,
	}
}

fn of_chain(number: u8, name: &'static str, item: &'static str) -> Setter {
	Setter { of_subnet: false, ..of_subnet(number, name, item, R) }
}

/// All of them.
pub fn setters() -> Vec<Setter> {
	[chain(), stake(), epochs(), weights(), neurons(), registration(), owners_part(), mechanisms()]
		.into_iter()
		.flatten()
		.collect()
}

/// Stake. What a minimum sweeps away, and what follows from the others, is not the table's matter.
fn stake() -> Vec<Setter> {
	let any_u64 = [0, 77, u64::MAX];
	let any_u32 = [0, 77, u32::MAX];
	let any_u16 = [0, 77, u16::MAX];
	vec![
		of_chain(1, "sudo_set_default_take", "MaxDelegateTake").tells("MaxDelegateTakeSet").good(any_u16),
		of_chain(42, "sudo_set_stake_threshold", "StakeThreshold").tells("StakeThresholdSet").good(any_u64),
		of_chain(43, "sudo_set_nominator_min_required_stake", "NominatorMinRequiredStake")
			.writes_too(|_| pallet_staking::Sweep::<Runtime>::hashed_key().to_vec())
			.good(any_u64),
		of_chain(45, "sudo_set_tx_delegate_take_rate_limit", "TxDelegateTakeRateLimit")
			.tells("TxDelegateTakeRateLimitSet")
			.good(any_u64),
		of_chain(46, "sudo_set_min_delegate_take", "MinDelegateTake").tells("MinDelegateTakeSet").good(any_u16),
		of_chain(86, "sudo_set_coldkey_swap_announcement_delay", "ColdkeySwapAnnouncementDelay")
			.tells("ColdkeySwapAnnouncementDelaySet")
			.good(any_u32),
		of_chain(87, "sudo_set_coldkey_swap_reannouncement_delay", "ColdkeySwapReannouncementDelay")
			.tells("ColdkeySwapReannouncementDelaySet")
			.good(any_u32),
	]
}

/// Values of the chain.
fn chain() -> Vec<Setter> {
	let any_u64 = [0, 77, u64::MAX];
	let any_u16 = [0, 77, u16::MAX];
	let one = 1u128 << 64;
	vec![
		of_chain(2, "sudo_set_tx_rate_limit", "TxRateLimit").tells("TxRateLimitSet").good(any_u64),
		of_chain(28, "sudo_set_subnet_owner_cut", "SubnetOwnerCut").tells("SubnetOwnerCutSet").good(any_u16),
		of_chain(29, "sudo_set_network_rate_limit", "NetworkRateLimit").tells("NetworkRateLimitSet").good(any_u64),
		of_chain(35, "sudo_set_network_immunity_period", "NetworkImmunityPeriod")
			.tells("NetworkImmunityPeriodSet")
			.good(any_u64),
		of_chain(36, "sudo_set_network_min_lock_cost", "NetworkMinLockCost")
			.tells("NetworkMinLockCostSet")
			.good(any_u64),
		of_chain(37, "sudo_set_subnet_limit", "SubnetLimit").tells("SubnetLimitSet").good(any_u16),
		of_chain(38, "sudo_set_lock_reduction_interval", "NetworkLockReductionInterval")
			.tells("NetworkLockCostReductionIntervalSet")
			.good(any_u64),
		of_chain(55, "sudo_set_dissolve_network_schedule_duration", "DissolveNetworkScheduleDuration")
			.tells("DissolveNetworkScheduleDurationSet")
			.good([0, 77, u32::MAX]),
		of_chain(63, "sudo_set_subnet_moving_alpha", "SubnetMovingAlpha").good([
			I96F32::from_num(0),
			I96F32::from_num(0.1),
			I96F32::min_value(),
			I96F32::max_value(),
		]),
		of_chain(71, "sudo_set_commit_reveal_version", "CommitRevealWeightsVersion")
			.tells("CommitRevealVersionSet")
			.good(any_u16),
		of_chain(73, "sudo_set_ck_burn", "CKBurn").good(any_u64),
		of_chain(74, "sudo_set_admin_freeze_window", "AdminFreezeWindow").tells("AdminFreezeWindowSet").good(any_u16),
		of_chain(75, "sudo_set_owner_hparam_rate_limit", "OwnerHyperparamRateLimit")
			.tells("OwnerHyperparamRateLimitSet")
			.good(any_u16),
		of_chain(81, "sudo_set_tao_flow_cutoff", "TaoFlowCutoff").good([
			I64F64::from_num(0),
			I64F64::from_num(0.1),
			I64F64::min_value(),
			I64F64::max_value(),
		]),
		of_chain(82, "sudo_set_tao_flow_normalization_exponent", "FlowNormExponent")
			.good([one, one + one / 2, 2 * one].map(U64F64::from_bits))
			.bad([0, one - 1, 2 * one + 1, u128::MAX].map(U64F64::from_bits), Admin::InvalidValue),
		of_chain(83, "sudo_set_tao_flow_smoothing_factor", "FlowEmaSmoothingFactor").good(any_u64),
		of_chain(85, "sudo_set_start_call_delay", "StartCallDelay").tells("StartCallDelaySet").good(any_u64),
		of_chain(88, "sudo_set_max_mechanism_count", "MaxMechanismCount")
			.good([1u8, 16])
			.bad([0u8, 17, 255], Protocol::InvalidValue),
		of_chain(91, "sudo_set_net_tao_flow_enabled", "NetTaoFlowEnabled").good([true, false]),
		of_chain(96, "sudo_set_max_epochs_per_block", "MaxEpochsPerBlock")
			.tells("MaxEpochsPerBlockSet")
			.good([1u8, 77, u8::MAX])
			.bad([0u8], Admin::ValueNotInBounds),
	]
}

/// How epochs go.
fn epochs() -> Vec<Setter> {
	let liquid_alpha_on =
		|netuid: NetUid| vec![wire::call("AdminUtils", "sudo_set_liquid_alpha_enabled", &(netuid, true).encode())];
	vec![
		of_subnet(16, "sudo_set_kappa", "Kappa", R).tells("KappaSet").good([0, 77, u16::MAX]),
		of_subnet(17, "sudo_set_rho", "Rho", Orwl(PerParameter(P::Rho))).tells("RhoSet").good([0, 77, u16::MAX]),
		of_subnet(18, "sudo_set_activity_cutoff", "ActivityCutoff", Orwl(PerParameter(P::ActivityCutoff)))
			.tells("ActivityCutoffSet")
			.good([360, u16::MAX])
			.bad([0u16, 359], Protocol::ActivityCutoffTooLow),
		of_subnet(25, "sudo_set_max_allowed_validators", "MaxAllowedValidators", Rw)
			.tells("MaxAllowedValidatorsSet")
			.good([0u16, 255, 256])
			.bad([257, u16::MAX], Admin::MaxValidatorsLargerThanMaxUIds),
		of_subnet(26, "sudo_set_bonds_moving_average", "BondsMovingAverage", Orwl(PerParameter(P::BondsMovingAverage)))
			.tells("BondsMovingAverageSet")
			.good([0u64, 975_000])
			.good_for_root([975_001, u64::MAX], Admin::BondsMovingAverageMaxReached),
		of_subnet(30, "sudo_set_tempo", "Tempo", Rw)
			.writes_too(|netuid| Item::of("LastEpochBlock").key(&[netuid.encode()]))
			.tells("TempoSet")
			.good([0, 1, 361, u16::MAX]),
		of_subnet(50, "sudo_set_liquid_alpha_enabled", "LiquidAlphaOn", Orwl(PerParameter(P::LiquidAlphaEnabled)))
			.good([true, false]),
		of_subnet(51, "sudo_set_alpha_values", "AlphaValues", Orwl(PerParameter(P::AlphaValues)))
			.first(liquid_alpha_on)
			.good([(1_638, 1_638), (1_638, u16::MAX), (u16::MAX, u16::MAX), (20_000, 30_000)])
			.bad([(1_638u16, 1_637u16), (0, 0)], Protocol::AlphaHighTooLow)
			.bad([(1_637u16, 1_638u16), (30_001, 30_000)], Protocol::AlphaLowOutOfRange),
		of_subnet(60, "sudo_set_bonds_penalty", "BondsPenalty", Orwl(PerParameter(P::BondsPenalty)))
			.tells("BondsPenaltySet")
			.good([0, 77, u16::MAX]),
		of_subnet(
			68,
			"sudo_set_alpha_sigmoid_steepness",
			"AlphaSigmoidSteepness",
			Orwl(PerParameter(P::AlphaSigmoidSteepness)),
		)
		.tells("AlphaSigmoidSteepnessSet")
		.good([0, 77, i16::MAX])
		.good_for_root([-1, i16::MIN], Admin::NegativeSigmoidSteepness),
		of_subnet(69, "sudo_set_yuma3_enabled", "Yuma3On", Orwl(PerParameter(P::Yuma3Enabled)))
			.says("Yuma3EnableToggled")
			.good([false, true]),
		of_subnet(70, "sudo_set_bonds_reset_enabled", "BondsResetOn", Orwl(PerParameter(P::BondsResetEnabled)))
			.tells("BondsResetOnSet")
			.says("BondsResetToggled")
			.good([true, false]),
	]
}

/// How weights are set.
fn weights() -> Vec<Setter> {
	vec![
		of_subnet(6, "sudo_set_weights_version_key", "WeightsVersionKey", Orwl(PerAccount(4, |pace| 5 * pace.tempo)))
			.tells("WeightsVersionKeySet")
			.good([1, u64::MAX, 0]),
		of_subnet(7, "sudo_set_weights_set_rate_limit", "WeightsSetRateLimit", R)
			.tells("WeightsSetRateLimitSet")
			.good([0, 77, u64::MAX]),
		of_subnet(14, "sudo_set_min_allowed_weights", "MinAllowedWeights", Orwl(PerParameter(P::MinAllowedWeights)))
			.tells("MinAllowedWeightSet")
			.good([0, 77, u16::MAX]),
		of_subnet(
			49,
			"sudo_set_commit_reveal_weights_enabled",
			"CommitRevealWeightsEnabled",
			Orwl(PerParameter(P::CommitRevealEnabled)),
		)
		.tells("CommitRevealEnabled")
		.good([false, true]),
		of_subnet(
			57,
			"sudo_set_commit_reveal_weights_interval",
			"RevealPeriodEpochs",
			Orwl(PerParameter(P::WeightCommitInterval)),
		)
		.tells("CommitRevealPeriodsSet")
		.good([1u64, 2, 100])
		.bad([0u64], Protocol::RevealPeriodTooSmall)
		.bad([101, u64::MAX], Protocol::RevealPeriodTooLarge),
	]
}

/// Neurons and their slots. The subnet has three of them.
fn neurons() -> Vec<Setter> {
	vec![
		of_subnet(3, "sudo_set_serving_rate_limit", "ServingRateLimit", Orwl(PerParameter(P::ServingRateLimit)))
			.tells("ServingRateLimitSet")
			.good([0, 77, u64::MAX]),
		of_subnet(13, "sudo_set_immunity_period", "ImmunityPeriod", Orwl(PerParameter(P::ImmunityPeriod)))
			.tells("ImmunityPeriodSet")
			.good([0, 77, u16::MAX]),
		of_subnet(15, "sudo_set_max_allowed_uids", "MaxAllowedUids", Orwl(PerParameter(P::MaxAllowedUids)))
			.tells("MaxAllowedUidsSet")
			.good([64u16, 255, 256])
			.bad([0u16, 63], Admin::MaxAllowedUidsLessThanMinAllowedUids)
			.bad([257, u16::MAX], Admin::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids),
		of_subnet(
			72,
			"sudo_set_owner_immune_neuron_limit",
			"ImmuneOwnerUidsLimit",
			Orwl(PerParameter(P::ImmuneNeuronLimit)),
		)
		.good([2u16, 1, 10])
		.bad([0, 11, u16::MAX], Protocol::InvalidValue),
		of_subnet(78, "sudo_trim_to_max_allowed_uids", "MaxAllowedUids", Orwl(PerAccount(9, |pace| pace.trimming)))
			.tells("MaxAllowedUidsSet")
			.missing(Protocol::SubnetNotExists)
			.good([64u16, 255, 256])
			.bad([0, 63, 257, u16::MAX], Protocol::InvalidValue),
		of_subnet(79, "sudo_set_min_allowed_uids", "MinAllowedUids", Rw)
			.tells("MinAllowedUidsSet")
			.good([0u16, 2])
			.bad([3u16, 255], Admin::MinAllowedUidsGreaterThanCurrentUids)
			.bad([256, u16::MAX], Admin::MinAllowedUidsGreaterThanMaxAllowedUids),
		of_subnet(84, "sudo_set_min_non_immune_uids", "MinNonImmuneUids", R).tells("MinNonImmuneUidsSet").good([
			0,
			77,
			u16::MAX,
		]),
	]
}

/// Registration and its price.
fn registration() -> Vec<Setter> {
	let any_u64 = [0, 77, u64::MAX];
	let any_u16 = [0, 77, u16::MAX];
	let one = 1u128 << 64;
	let factor = U64F64::from_bits;
	vec![
		of_subnet(4, "sudo_set_min_difficulty", "MinDifficulty", Rw).tells("MinDifficultySet").good(any_u64),
		of_subnet(5, "sudo_set_max_difficulty", "MaxDifficulty", Orwl(PerParameter(P::MaxDifficulty)))
			.tells("MaxDifficultySet")
			.good(any_u64),
		of_subnet(8, "sudo_set_adjustment_interval", "AdjustmentInterval", R)
			.tells("AdjustmentIntervalSet")
			.good(any_u16),
		of_subnet(9, "sudo_set_adjustment_alpha", "AdjustmentAlpha", Orwl(PerParameter(P::AdjustmentAlpha)))
			.tells("AdjustmentAlphaSet")
			.good([77, u64::MAX, 0]),
		of_subnet(19, "sudo_set_network_registration_allowed", "NetworkRegistrationAllowed", R)
			.tells("RegistrationAllowed")
			.good([false, true]),
		of_subnet(21, "sudo_set_target_registrations_per_interval", "TargetRegistrationsPerInterval", Rw)
			.tells("RegistrationPerIntervalSet")
			.good(any_u16),
		of_subnet(22, "sudo_set_min_burn", "MinBurn", Orwl(PerParameter(P::MinBurn)))
			.tells("MinBurnSet")
			.good([0, RAO_PER_TAO - 1])
			.bad([RAO_PER_TAO, u64::MAX], Admin::ValueNotInBounds),
		of_subnet(23, "sudo_set_max_burn", "MaxBurn", Orwl(PerParameter(P::MaxBurn)))
			.tells("MaxBurnSet")
			.good([RAO_PER_TAO / 10 + 1, u64::MAX])
			.bad([0, RAO_PER_TAO / 10], Admin::ValueNotInBounds),
		of_subnet(24, "sudo_set_difficulty", "Difficulty", Rw).tells("DifficultySet").good(any_u64),
		of_subnet(27, "sudo_set_max_registrations_per_block", "MaxRegistrationsPerBlock", Rw)
			.tells("MaxRegistrationsPerBlockSet")
			.good(any_u16),
		of_subnet(39, "sudo_set_rao_recycled", "RAORecycledForRegistration", R)
			.tells("RAORecycledForRegistrationSet")
			.good(any_u64),
		of_subnet(89, "sudo_set_burn_half_life", "BurnHalfLife", Orwl(PerParameter(P::BurnHalfLife)))
			.tells("BurnHalfLifeSet")
			.says("BurnHalfLifeSet")
			.refused_on_root()
			.operational()
			.good([1u16, 36_100])
			.bad([0, 36_101, u16::MAX], Admin::InvalidValue),
		of_subnet(90, "sudo_set_burn_increase_mult", "BurnIncreaseMult", Orwl(PerParameter(P::BurnIncreaseMult)))
			.tells("BurnIncreaseMultSet")
			.says("BurnIncreaseMultSet")
			.refused_on_root()
			.operational()
			.good([one, 3 * one].map(factor))
			.bad([0, one - 1, 3 * one + 1, u128::MAX].map(factor), Admin::InvalidValue),
	]
}

/// What the owner gets, and what becomes of alpha.
fn owners_part() -> Vec<Setter> {
	let of_subnet_itself = AccountId::new(*b"modlsubtensr\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
	let of_root = AccountId::new(*b"modlsubtensr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
	let names_owner_hotkey = |number, name| {
		of_subnet(number, name, "SubnetOwnerHotkey", Orl(ForAll))
			.tells("SubnetOwnerHotkeySet")
			.missing(Protocol::SubnetNotExists)
			.good([account(9)])
			.bad([of_subnet_itself.clone(), of_root.clone()], Protocol::CannotUseSystemAccount)
	};
	vec![
		of_subnet(61, "sudo_set_toggle_transfer", "TransferToggle", Orwl(PerParameter(P::TransferEnabled)))
			.tells("TransferToggle")
			.good([false, true]),
		names_owner_hotkey(64, "sudo_set_subnet_owner_hotkey"),
		of_subnet(65, "sudo_set_ema_price_halving_period", "EMAPriceHalvingBlocks", R).good([0, 77, u64::MAX]),
		of_subnet(66, "sudo_set_subtoken_enabled", "SubtokenEnabled", Rw).good([true, false]),
		names_owner_hotkey(67, "sudo_set_sn_owner_hotkey"),
		of_subnet(80, "sudo_set_recycle_or_burn", "RecycleOrBurn", Orwl(PerParameter(P::RecycleOrBurn)))
			.good([RecycleOrBurnEnum::Recycle, RecycleOrBurnEnum::Burn]),
		of_subnet(92, "sudo_set_owner_cut_enabled", "OwnerCutEnabled", Orw)
			.refused_on_root()
			.operational()
			.good([false, true]),
		of_subnet(
			93,
			"sudo_set_min_childkey_take_per_subnet",
			"MinChildkeyTakePerSubnet",
			Orwl(PerParameter(P::MinChildkeyTake)),
		)
		.tells("MinChildKeyTakePerSubnetSet")
		.good([77u16, 11_796, 0])
		.bad([11_797, u16::MAX], Admin::InvalidValue),
		of_subnet(94, "sudo_set_subnet_emission_enabled", "SubnetEmissionEnabled", R)
			.says("SubnetEmissionEnabledSet")
			.refused_on_root()
			.good([false, true]),
		of_subnet(95, "sudo_set_owner_cut_auto_lock_enabled", "OwnerCutAutoLockEnabled", Orw)
			.refused_on_root()
			.operational()
			.good([true, false]),
	]
}

/// Mechanisms. Two fit when the subnet has at most 128 neurons.
fn mechanisms() -> Vec<Setter> {
	let room_for_two =
		|netuid: NetUid| vec![wire::call("AdminUtils", "sudo_set_max_allowed_uids", &(netuid, 128u16).encode())];
	let two = |netuid: NetUid| {
		let count = wire::call("AdminUtils", "sudo_set_mechanism_count", &(netuid, 2u8).encode());
		vec![wire::call("AdminUtils", "sudo_set_max_allowed_uids", &(netuid, 128u16).encode()), count]
	};
	let split =
		|shares: Option<&[u16]>| Value { argument: shares.encode(), stored: shares.map(|shares| shares.encode()) };
	vec![
		of_subnet(76, "sudo_set_mechanism_count", "MechanismCountCurrent", Orwl(PerAccount(7, |pace| pace.mechanisms)))
			.missing(Protocol::MechanismDoesNotExist)
			.first(room_for_two)
			.good([2u8, 1])
			.bad([0u8, 3, 255], Protocol::InvalidValue),
		Setter {
			good: vec![split(Some(&[40_000, 25_535])), split(Some(&[0, 65_535])), split(Some(&[65_535])), split(None)],
			..of_subnet(
				77,
				"sudo_set_mechanism_emission_split",
				"MechanismEmissionSplit",
				Orwl(PerAccount(8, |pace| pace.mechanisms)),
			)
		}
		.first(two)
		.bad(
			[vec![], vec![65_534u16], vec![32_767, 32_767], vec![32_768, 32_768], vec![1, 2, 65_532]].map(Some),
			Protocol::InvalidValue,
		),
	]
}
