//! What owners and root can set on a subnet. Spec: subnets 4. A dead parameter is stored and shown and does nothing.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_hyperparameters {
	/// How long a silent validator counts, in thousandths of a tempo.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ActivityCutoffFactorMilli<T: Config> =
		StorageMap<_, Identity, NetUid, u32, ValueQuery, ConstU32<{ defaults::ACTIVITY_CUTOFF_FACTOR_MILLI }>>;

	/// Share of stake whose agreement makes consensus, a u16 proportion.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Kappa<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::KAPPA }>>;

	/// Dead.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Rho<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::RHO }>>;

	/// Steepness of liquid alpha's curve, in hundredths.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type AlphaSigmoidSteepness<T: Config> =
		StorageMap<_, Identity, NetUid, i16, ValueQuery, ConstI16<{ defaults::ALPHA_SIGMOID_STEEPNESS }>>;

	/// Least and largest alpha of liquid alpha, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type AlphaValues<T: Config> = StorageMap<_, Identity, NetUid, (u16, u16), ValueQuery, DefaultAlphaValues>;

	/// Whether bonds move faster where weights disagree with consensus.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LiquidAlphaOn<T: Config> = StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery>;

	/// Whether bonds follow the rules of Yuma 3; true for every new subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Yuma3On<T: Config> = StorageMap<_, Blake2_128Concat, NetUid, bool, ValueQuery>;

	/// Weight of old bonds in the moving average, in millionths.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BondsMovingAverage<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::BONDS_MOVING_AVERAGE }>>;

	/// How far weights above consensus earn no bonds, a u16 proportion.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BondsPenalty<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::BONDS_PENALTY }>>;

	/// Whether a neuron may ask for its bonds to be reset.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BondsResetOn<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Whether weights are committed first and revealed later.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type CommitRevealWeightsEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Epochs between a commit and its reveal.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RevealPeriodEpochs<T: Config> =
		StorageMap<_, Twox64Concat, NetUid, u64, ValueQuery, ConstU64<{ defaults::REVEAL_PERIOD_EPOCHS }>>;

	/// Version of commit-reveal that the chain takes, for all subnets.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type CommitRevealWeightsVersion<T: Config> =
		StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::COMMIT_REVEAL_WEIGHTS_VERSION }>>;

	/// Blocks between two weight settings of one neuron.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type WeightsSetRateLimit<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::WEIGHTS_SET_RATE_LIMIT }>>;

	/// Least version that weights must carry.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type WeightsVersionKey<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Least number of weights a validator must set.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinAllowedWeights<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MIN_ALLOWED_WEIGHTS }>>;

	/// Dead.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxWeightsLimit<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ u16::MAX }>>;

	/// Most neurons with a validator permit.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxAllowedValidators<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MAX_ALLOWED_VALIDATORS }>>;

	/// Most neurons.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxAllowedUids<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MAX_ALLOWED_UIDS }>>;

	/// Bound below which the largest number of neurons cannot be set.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinAllowedUids<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MIN_ALLOWED_UIDS }>>;

	/// Neurons without immunity that are kept before immune ones are replaced.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinNonImmuneUids<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MIN_NON_IMMUNE_UIDS }>>;

	/// Blocks after its registration in which a neuron is not replaced.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ImmunityPeriod<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::IMMUNITY_PERIOD }>>;

	/// How many of the owner's neurons are never replaced.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ImmuneOwnerUidsLimit<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::IMMUNE_OWNER_UIDS_LIMIT }>>;

	/// Dead: see [`ActivityCutoffFactorMilli`].
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ActivityCutoff<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::ACTIVITY_CUTOFF }>>;

	/// Bound below which the dead parameter `ActivityCutoff` cannot be set.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinActivityCutoff<T: Config> =
		StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::MIN_ACTIVITY_CUTOFF }>>;

	/// Blocks between two announcements of one neuron's address; 0 for no limit.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ServingRateLimit<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::SERVING_RATE_LIMIT }>>;

	/// Whether neurons can be registered.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkRegistrationAllowed<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Dead: there is no proof of work.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkPowRegistrationAllowed<T: Config> =
		StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Least price of a registration, in RAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinBurn<T: Config> =
		StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, ConstTao<{ defaults::MIN_BURN }>>;

	/// Largest price of a registration, in RAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxBurn<T: Config> =
		StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, ConstTao<{ defaults::MAX_BURN }>>;

	/// Price of a registration, in RAO. It falls with every block and rises with every registration.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Burn<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery, ConstTao<{ defaults::BURN }>>;

	/// Blocks in which the price of a registration halves.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BurnHalfLife<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::BURN_HALF_LIFE }>>;

	/// Factor by which a registration raises the price of the next one.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BurnIncreaseMult<T: Config> = StorageMap<_, Identity, NetUid, U64F64, ValueQuery, DefaultBurnIncreaseMult>;

	/// A third of the registrations on root between two of its epochs; dead elsewhere.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TargetRegistrationsPerInterval<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::TARGET_REGISTRATIONS_PER_INTERVAL }>>;

	/// Most registrations on root in one block; dead elsewhere.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxRegistrationsPerBlock<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::MAX_REGISTRATIONS_PER_BLOCK }>>;

	/// Dead: there is no proof of work.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Difficulty<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::DIFFICULTY }>>;

	/// Dead: there is no proof of work.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinDifficulty<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::MIN_DIFFICULTY }>>;

	/// Dead: there is no proof of work.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxDifficulty<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::MAX_DIFFICULTY }>>;

	/// Dead: prices move with every block.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type AdjustmentInterval<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::ADJUSTMENT_INTERVAL }>>;

	/// Dead: prices move with every block.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type AdjustmentAlpha<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Dead: prices move with every block.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LastAdjustmentBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Whether stake can be transferred to another coldkey.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TransferToggle<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// What becomes of the owner's and the protocol's share of incentives.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RecycleOrBurn<T: Config> = StorageMap<_, Identity, NetUid, RecycleOrBurnEnum, ValueQuery>;

	/// Whether the owner gets a part of the emission.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type OwnerCutEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Whether the owner's part is locked as it is paid.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type OwnerCutAutoLockEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Least take of child keys on the subnet, a u16 proportion.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MinChildkeyTakePerSubnet<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Most mechanisms of a subnet, for all subnets.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxMechanismCount<T: Config> =
		StorageValue<_, MechId, ValueQuery, ConstMechId<{ defaults::MAX_MECHANISM_COUNT }>>;

	/// Mechanisms of the subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MechanismCountCurrent<T: Config> = StorageMap<_, Twox64Concat, NetUid, MechId, ValueQuery, ConstMechId<1>>;

	/// How emission is split between mechanisms, u16 proportions; absent: evenly.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MechanismEmissionSplit<T: Config> = StorageMap<_, Twox64Concat, NetUid, Vec<u16>, OptionQuery>;

	/// Dead.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ScalingLawPower<T: Config> =
		StorageMap<_, Identity, NetUid, u16, ValueQuery, ConstU16<{ defaults::SCALING_LAW_POWER }>>;
}
