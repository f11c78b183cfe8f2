//! Values that are stored as a whole.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Percent;
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid, TaoBalance};

/// Number of a subnet's lease.
pub type LeaseId = u32;

/// How a subnet's owner describes it, as the calls take it.
pub type SubnetIdentityOfV3 = SubnetIdentityV3;

/// Weights, encrypted so that a round of drand reveals them: at most 5000 bytes. Spec: consensus 8.4, 9.2.
pub type WeightCiphertext = BoundedVec<u8, ConstU32<5_000>>;

/// Weights that were committed by their hash, as they are revealed. Spec: consensus 8.2.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RevealedWeights {
	/// On whom, by uid.
	pub uids: Vec<u16>,
	/// The weights, in the order of the uids.
	pub values: Vec<u16>,
	/// What made the hash hard to guess.
	pub salt: Vec<u16>,
	/// The version that the validator runs.
	pub version_key: u64,
}

/// Weights that are encrypted for a round of drand. Spec: consensus 8.4.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimelockedWeights {
	/// What the round decrypts.
	pub ciphertext: WeightCiphertext,
	/// The round.
	pub reveal_round: u64,
	/// The version of the format that the client speaks.
	pub version: u16,
}

/// Where a neuron serves requests. Spec: subnets 7.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct AxonInfo {
	/// Block of the announcement.
	pub block: u64,
	/// Version of the neuron's software.
	pub version: u32,
	/// IP address as a number.
	pub ip: u128,
	/// Port.
	pub port: u16,
	/// 4 or 6.
	pub ip_type: u8,
	/// What is spoken there; the chain does not look at it.
	pub protocol: u8,
	/// Not used.
	pub placeholder1: u8,
	/// Not used.
	pub placeholder2: u8,
}

/// Where a neuron serves its measurements. Spec: subnets 7.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct PrometheusInfo {
	/// Block of the announcement.
	pub block: u64,
	/// Version of the neuron's software.
	pub version: u32,
	/// IP address as a number.
	pub ip: u128,
	/// Port.
	pub port: u16,
	/// 4 or 6.
	pub ip_type: u8,
}

/// Key for encrypted requests to a neuron. Spec: subnets 7.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct NeuronCertificate {
	/// The key, at most 64 bytes.
	pub public_key: BoundedVec<u8, ConstU32<64>>,
	/// Which kind of key; the chain does not look at it.
	pub algorithm: u8,
}

/// How a coldkey describes itself. Every text is UTF-8. Spec: subnets 8.2.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct ChainIdentityV2 {
	/// Name.
	pub name: Vec<u8>,
	/// Address of a page.
	pub url: Vec<u8>,
	/// Address of the source.
	pub github_repo: Vec<u8>,
	/// Address of a picture.
	pub image: Vec<u8>,
	/// Where to talk.
	pub discord: Vec<u8>,
	/// What it does.
	pub description: Vec<u8>,
	/// Anything else.
	pub additional: Vec<u8>,
}

/// How a subnet's owner describes it. Every text is UTF-8. Spec: subnets 8.2.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct SubnetIdentityV3 {
	/// Name.
	pub subnet_name: Vec<u8>,
	/// Address of the source.
	pub github_repo: Vec<u8>,
	/// How to reach the owner.
	pub subnet_contact: Vec<u8>,
	/// Address of a page.
	pub subnet_url: Vec<u8>,
	/// Where to talk.
	pub discord: Vec<u8>,
	/// What the subnet does.
	pub description: Vec<u8>,
	/// Address of a picture.
	pub logo_url: Vec<u8>,
	/// Anything else.
	pub additional: Vec<u8>,
}

/// What becomes of the owner's and the protocol's share of incentives.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Deserialize,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	Serialize,
	TypeInfo,
)]
pub enum RecycleOrBurnEnum {
	/// It stays issued and belongs to nobody.
	#[default]
	Burn,
	/// It leaves the issuance and can be emitted again.
	Recycle,
}

/// How a coldkey receives its root dividends. Spec: economics 12.5.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub enum RootClaimTypeEnum {
	/// As TAO on root.
	#[default]
	Swap,
	/// As alpha.
	Keep,
	/// As alpha on these subnets, as TAO on the others.
	KeepSubnets {
		/// Where alpha is kept.
		subnets: alloc::collections::BTreeSet<NetUid>,
	},
}

/// What is locked, by one coldkey or by many together. Spec: staking 10.1.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct LockState {
	/// Alpha-rao that are locked.
	pub locked_mass: AlphaBalance,
	/// What time has made of them: the weight in who owns the subnet, in alpha-rao.
	pub conviction: U64F64,
	/// Block for which both hold.
	pub last_update: u64,
}

/// A subnet that a crowd leases. Spec: subnets 10.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct SubnetLease<AccountId, BlockNumber, Balance> {
	/// Who runs the subnet: the creator of the crowdloan.
	pub beneficiary: AccountId,
	/// Coldkey that owns the subnet; nobody has its key.
	pub coldkey: AccountId,
	/// Hotkey of the owner's neuron; nobody has its key.
	pub hotkey: AccountId,
	/// Part of the owner's cut that goes to the contributors.
	pub emissions_share: Percent,
	/// Block in which the lease ends; none: never.
	pub end_block: Option<BlockNumber>,
	/// The subnet.
	pub netuid: NetUid,
	/// RAO that the subnet's creation cost.
	pub cost: Balance,
}

/// A lease as it is stored.
pub type SubnetLeaseOf<T> =
	SubnetLease<<T as frame_system::Config>::AccountId, frame_system::pallet_prelude::BlockNumberFor<T>, TaoBalance>;

/// Something that may be done only so often. The order is the wire's. Spec: consensus 10.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum RateLimitKey<AccountId> {
	/// Naming the owner hotkey of a subnet.
	SetSNOwnerHotkey(NetUid),
	/// A change of one hyperparameter by a subnet's owner.
	OwnerHyperparamUpdate(NetUid, Hyperparameter),
	/// The creation of a subnet, on the whole chain.
	NetworkLastRegistered,
	/// A swap of hotkeys by a coldkey.
	LastTxBlock(AccountId),
	/// A change of a child key's take.
	LastTxBlockChildKeyTake(AccountId),
	/// A change of a delegate's take.
	LastTxBlockDelegateTake(AccountId),
	/// A stake that is burned.
	AddStakeBurn(NetUid),
}

/// A hyperparameter whose owner may change it only so often. The order is the wire's. Spec: consensus 10.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
#[allow(missing_docs)]
pub enum Hyperparameter {
	Unknown,
	ServingRateLimit,
	MaxDifficulty,
	AdjustmentAlpha,
	MaxWeightLimit,
	ImmunityPeriod,
	MinAllowedWeights,
	Kappa,
	Rho,
	ActivityCutoff,
	PowRegistrationAllowed,
	MinBurn,
	MaxBurn,
	BondsMovingAverage,
	BondsPenalty,
	CommitRevealEnabled,
	LiquidAlphaEnabled,
	AlphaValues,
	WeightCommitInterval,
	TransferEnabled,
	AlphaSigmoidSteepness,
	Yuma3Enabled,
	BondsResetEnabled,
	ImmuneNeuronLimit,
	RecycleOrBurn,
	MaxAllowedUids,
	BurnHalfLife,
	BurnIncreaseMult,
	SubnetEmissionEnabled,
	MinChildkeyTake,
	ActivityCutoffFactorMilli,
	TriggerEpoch,
}

/// Something an account does on a subnet only so often; its number is the last key of `TransactionKeyLastBlock`.
/// Spec: consensus 10.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u16)]
pub enum TransactionType {
	/// Lending stake to child keys.
	SetChildren = 0,
	/// A change of a child key's take.
	SetChildkeyTake = 1,
	/// A change of the weights version key.
	SetWeightsVersionKey = 4,
	/// A change of the number of mechanisms.
	MechanismCountUpdate = 7,
	/// A change of the mechanisms' shares.
	MechanismEmission = 8,
	/// Trimming the neurons.
	MaxUidsTrimming = 9,
	/// A change of the tempo.
	TempoUpdate = 11,
}

impl TransactionType {
	/// The number under which it is stored.
	pub const fn number(self) -> u16 {
		self as u16
	}
}
