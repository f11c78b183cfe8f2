//! What happened.
//!
//! Names, numbers and fields are those of the wire. Fields without a name are told in their order, in brackets. Amounts
//! are in RAO or alpha-rao (10^-9 TAO or alpha); a "u16 proportion" is in parts of 65535, a "u64 proportion" in parts
//! of 2^64 - 1. An event that no rule of this chain emits stays declared, so that no client takes its number for
//! something else.

#[frame_support::pallet_macros::pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subnet was created: (netuid, mechanism of its pool).
		#[codec(index = 0)]
		NetworkAdded(NetUid, u16),
		/// A subnet was dissolved and takes no calls any more: (netuid).
		#[codec(index = 1)]
		NetworkRemoved(NetUid),
		/// TAO was staked: (coldkey, hotkey, RAO paid fee included, alpha-rao received, netuid, fee in RAO).
		#[codec(index = 2)]
		StakeAdded(T::AccountId, T::AccountId, TaoBalance, AlphaBalance, NetUid, u64),
		/// Alpha was unstaked: (coldkey, hotkey, RAO received, alpha-rao sold without the fee, netuid, fee in
		/// alpha-rao).
		#[codec(index = 3)]
		StakeRemoved(T::AccountId, T::AccountId, TaoBalance, AlphaBalance, NetUid, u64),
		/// A coldkey moved stake: (coldkey, origin hotkey, origin netuid, destination hotkey, destination netuid, value
		/// moved in RAO).
		#[codec(index = 4)]
		StakeMoved(T::AccountId, T::AccountId, NetUid, T::AccountId, NetUid, TaoBalance),
		/// A neuron's weights were set: (netuid + 4096 * mecid, uid).
		#[codec(index = 5)]
		WeightsSet(NetUidStorageIndex, u16),
		/// A hotkey got a uid: (netuid, uid, hotkey).
		#[codec(index = 6)]
		NeuronRegistered(NetUid, u16, T::AccountId),
		/// This chain never emits it: neurons are registered one by one.
		#[codec(index = 7)]
		BulkNeuronsRegistered(u16, u16),
		/// This chain never emits it: balances are not set in bulk.
		#[codec(index = 8)]
		BulkBalancesSet(u16, u16),
		/// MaxAllowedUids was set: (netuid, most neurons at a time).
		#[codec(index = 9)]
		MaxAllowedUidsSet(NetUid, u16),
		/// This chain never emits it, for MaxWeightsLimit has no setter: (netuid, u16 proportion).
		#[codec(index = 10)]
		MaxWeightLimitSet(NetUid, u16),
		/// Difficulty, which has no effect, was set: (netuid, difficulty).
		#[codec(index = 11)]
		DifficultySet(NetUid, u64),
		/// AdjustmentInterval, which has no effect, was set: (netuid, blocks).
		#[codec(index = 12)]
		AdjustmentIntervalSet(NetUid, u16),
		/// TargetRegistrationsPerInterval, which counts for root only, was set: (netuid, registrations).
		#[codec(index = 13)]
		RegistrationPerIntervalSet(NetUid, u16),
		/// MaxRegistrationsPerBlock, which counts for root only, was set: (netuid, registrations).
		#[codec(index = 14)]
		MaxRegistrationsPerBlockSet(NetUid, u16),
		/// ActivityCutoff, which has no effect, was set: (netuid, blocks).
		#[codec(index = 15)]
		ActivityCutoffSet(NetUid, u16),
		/// Rho, which has no effect, was set: (netuid, rho).
		#[codec(index = 16)]
		RhoSet(NetUid, u16),
		/// AlphaSigmoidSteepness was set: (netuid, steepness in hundredths).
		#[codec(index = 17)]
		AlphaSigmoidSteepnessSet(NetUid, i16),
		/// Kappa, the majority of stake in the consensus, was set: (netuid, u16 proportion).
		#[codec(index = 18)]
		KappaSet(NetUid, u16),
		/// MinAllowedWeights was set: (netuid, fewest uids that a validator must weight).
		#[codec(index = 19)]
		MinAllowedWeightSet(NetUid, u16),
		/// This chain never emits it, for ValidatorPruneLen has no setter: (netuid, length).
		#[codec(index = 20)]
		ValidatorPruneLenSet(NetUid, u64),
		/// This chain never emits it, for ScalingLawPower has no setter: (netuid, power).
		#[codec(index = 21)]
		ScalingLawPowerSet(NetUid, u16),
		/// WeightsSetRateLimit was set: (netuid, blocks between two settings of a neuron).
		#[codec(index = 22)]
		WeightsSetRateLimitSet(NetUid, u64),
		/// ImmunityPeriod of neurons was set: (netuid, blocks since registration).
		#[codec(index = 23)]
		ImmunityPeriodSet(NetUid, u16),
		/// BondsMovingAverage was set: (netuid, share of the old bonds in millionths).
		#[codec(index = 24)]
		BondsMovingAverageSet(NetUid, u64),
		/// BondsPenalty was set: (netuid, u16 proportion).
		#[codec(index = 25)]
		BondsPenaltySet(NetUid, u16),
		/// BondsResetOn was set: (netuid, whether a commitment can reset bonds).
		#[codec(index = 26)]
		BondsResetOnSet(NetUid, bool),
		/// MaxAllowedValidators was set: (netuid, most validator permits).
		#[codec(index = 27)]
		MaxAllowedValidatorsSet(NetUid, u16),
		/// A neuron announced its axon: (netuid, hotkey).
		#[codec(index = 28)]
		AxonServed(NetUid, T::AccountId),
		/// A neuron announced its Prometheus endpoint: (netuid, hotkey).
		#[codec(index = 29)]
		PrometheusServed(NetUid, T::AccountId),
		/// This chain never emits it, for no call makes a delegate and nothing else: (coldkey, hotkey, take as u16
		/// proportion).
		#[codec(index = 30)]
		DelegateAdded(T::AccountId, T::AccountId, u16),
		/// The default delegate take was set: (u16 proportion).
		#[codec(index = 31)]
		DefaultTakeSet(u16),
		/// WeightsVersionKey was set: (netuid, lowest version accepted).
		#[codec(index = 32)]
		WeightsVersionKeySet(NetUid, u64),
		/// MinDifficulty, which has no effect, was set: (netuid, difficulty).
		#[codec(index = 33)]
		MinDifficultySet(NetUid, u64),
		/// MaxDifficulty, which has no effect, was set: (netuid, difficulty).
		#[codec(index = 34)]
		MaxDifficultySet(NetUid, u64),
		/// ServingRateLimit was set: (netuid, blocks between two announcements of a hotkey).
		#[codec(index = 35)]
		ServingRateLimitSet(NetUid, u64),
		/// Burn, the price of a registration, was set: (netuid, RAO).
		#[codec(index = 36)]
		BurnSet(NetUid, TaoBalance),
		/// MaxBurn, the highest price of a registration, was set: (netuid, RAO).
		#[codec(index = 37)]
		MaxBurnSet(NetUid, TaoBalance),
		/// MinBurn, the lowest price of a registration, was set: (netuid, RAO).
		#[codec(index = 38)]
		MinBurnSet(NetUid, TaoBalance),
		/// MaxEpochsPerBlock was set: (most epochs that run in one block).
		#[codec(index = 39)]
		MaxEpochsPerBlockSet(u8),
		/// TxRateLimit, between two hotkey swaps of a coldkey, was set: (blocks).
		#[codec(index = 40)]
		TxRateLimitSet(u64),
		/// TxDelegateTakeRateLimit was set: (blocks).
		#[codec(index = 41)]
		TxDelegateTakeRateLimitSet(u64),
		/// TxChildkeyTakeRateLimit was set: (blocks).
		#[codec(index = 42)]
		TxChildKeyTakeRateLimitSet(u64),
		/// AdminFreezeWindow, in which no hyperparameter changes before an epoch, was set: (blocks).
		#[codec(index = 43)]
		AdminFreezeWindowSet(u16),
		/// OwnerHyperparamRateLimit, between two changes of one hyperparameter, was set: (epochs).
		#[codec(index = 44)]
		OwnerHyperparamRateLimitSet(u16),
		/// MinChildkeyTake was set: (u16 proportion).
		#[codec(index = 45)]
		MinChildKeyTakeSet(u16),
		/// MinChildkeyTakePerSubnet was set: (netuid, u16 proportion).
		#[codec(index = 46)]
		MinChildKeyTakePerSubnetSet(NetUid, u16),
		/// MaxChildkeyTake was set: (u16 proportion).
		#[codec(index = 47)]
		MaxChildKeyTakeSet(u16),
		/// A hotkey's childkey take was set: (hotkey, u16 proportion).
		#[codec(index = 48)]
		ChildKeyTakeSet(T::AccountId, u16),
		/// This chain never emits it (see Sudo.Sudid): (result of the call).
		#[codec(index = 49)]
		Sudid(DispatchResult),
		/// NetworkRegistrationAllowed was set: (netuid, whether neurons can register).
		#[codec(index = 50)]
		RegistrationAllowed(NetUid, bool),
		/// This chain never emits it, for nobody registers by proof of work: (netuid, whether that is allowed).
		#[codec(index = 51)]
		PowRegistrationAllowed(NetUid, bool),
		/// Tempo was set: (netuid, blocks from epoch to epoch).
		#[codec(index = 52)]
		TempoSet(NetUid, u16),
		/// RAORecycledForRegistration was set: (netuid, RAO).
		#[codec(index = 53)]
		RAORecycledForRegistrationSet(NetUid, TaoBalance),
		/// StakeThreshold was set: (least stake weight in alpha-rao that counts in consensus).
		#[codec(index = 54)]
		StakeThresholdSet(u64),
		/// AdjustmentAlpha, which has no effect, was set: (netuid, u64 proportion).
		#[codec(index = 55)]
		AdjustmentAlphaSet(NetUid, u64),
		/// This chain never emits it, for it has no faucet: (account, RAO).
		#[codec(index = 56)]
		Faucet(T::AccountId, u64),
		/// SubnetOwnerCut, the owners' part of alpha emission, was set: (u16 proportion).
		#[codec(index = 57)]
		SubnetOwnerCutSet(u16),
		/// NetworkRateLimit, between two subnet registrations, was set: (blocks).
		#[codec(index = 58)]
		NetworkRateLimitSet(u64),
		/// NetworkImmunityPeriod, in which a subnet is not pruned, was set: (blocks since registration).
		#[codec(index = 59)]
		NetworkImmunityPeriodSet(u64),
		/// StartCallDelay was set: (blocks from a subnet's registration to its start).
		#[codec(index = 60)]
		StartCallDelaySet(u64),
		/// NetworkMinLockCost, the least cost of a subnet, was set: (RAO).
		#[codec(index = 61)]
		NetworkMinLockCostSet(TaoBalance),
		/// SubnetLimit was set: (most subnets at a time, root not counted).
		#[codec(index = 62)]
		SubnetLimitSet(u16),
		/// NetworkLockReductionInterval, in which a subnet's cost falls, was set: (blocks).
		#[codec(index = 63)]
		NetworkLockCostReductionIntervalSet(u64),
		/// A delegate lowered its take: (coldkey, hotkey, u16 proportion).
		#[codec(index = 64)]
		TakeDecreased(T::AccountId, T::AccountId, u16),
		/// A delegate raised its take: (coldkey, hotkey, u16 proportion).
		#[codec(index = 65)]
		TakeIncreased(T::AccountId, T::AccountId, u16),
		/// A coldkey replaced a hotkey on all subnets.
		#[codec(index = 66)]
		HotkeySwapped { coldkey: T::AccountId, old_hotkey: T::AccountId, new_hotkey: T::AccountId },
		/// MaxDelegateTake was set: (u16 proportion).
		#[codec(index = 67)]
		MaxDelegateTakeSet(u16),
		/// MinDelegateTake was set: (u16 proportion).
		#[codec(index = 68)]
		MinDelegateTakeSet(u16),
		/// A coldkey announced that it will be swapped; the hash is blake2-256 of the new coldkey.
		#[codec(index = 69)]
		ColdkeySwapAnnounced { who: T::AccountId, new_coldkey_hash: T::Hash },
		/// Root removed a coldkey's swap announcement and dispute.
		#[codec(index = 70)]
		ColdkeySwapReset { who: T::AccountId },
		/// All that a coldkey had passed to a new coldkey.
		#[codec(index = 71)]
		ColdkeySwapped { old_coldkey: T::AccountId, new_coldkey: T::AccountId },
		/// A coldkey disputed its announced swap; only root can reset it.
		#[codec(index = 72)]
		ColdkeySwapDisputed { coldkey: T::AccountId },
		/// This chain never emits it (see `ColdkeySwapped`).
		#[codec(index = 73)]
		AllBalanceUnstakedAndTransferredToNewColdkey {
			current_coldkey: T::AccountId,
			new_coldkey: T::AccountId,
			total_balance: TaoBalance,
		},
		/// This chain never emits it: coldkey swaps are disputed without a period.
		#[codec(index = 74)]
		ArbitrationPeriodExtended { coldkey: T::AccountId },
		/// Children were chosen and take effect later: (parent hotkey, netuid, block in which the cooldown ends,
		/// children as (u64 proportion, hotkey)).
		#[codec(index = 75)]
		SetChildrenScheduled(T::AccountId, NetUid, u64, Vec<(u64, T::AccountId)>),
		/// Children took effect: (parent hotkey, netuid, children as (u64 proportion, hotkey)).
		#[codec(index = 76)]
		SetChildren(T::AccountId, NetUid, Vec<(u64, T::AccountId)>),
		/// A coldkey set its identity: (coldkey).
		#[codec(index = 77)]
		ChainIdentitySet(T::AccountId),
		/// A subnet's identity was set: (netuid).
		#[codec(index = 78)]
		SubnetIdentitySet(NetUid),
		/// A subnet's identity was removed: (netuid).
		#[codec(index = 79)]
		SubnetIdentityRemoved(NetUid),
		/// This chain never emits it: a subnet is dissolved at once.
		#[codec(index = 80)]
		DissolveNetworkScheduled { account: T::AccountId, netuid: NetUid, execution_block: BlockNumberFor<T> },
		/// ColdkeySwapAnnouncementDelay, from announcement to swap, was set: (blocks).
		#[codec(index = 81)]
		ColdkeySwapAnnouncementDelaySet(BlockNumberFor<T>),
		/// ColdkeySwapReannouncementDelay, from a due swap to another announcement, was set: (blocks).
		#[codec(index = 82)]
		ColdkeySwapReannouncementDelaySet(BlockNumberFor<T>),
		/// DissolveNetworkScheduleDuration, which has no effect, was set: (blocks).
		#[codec(index = 83)]
		DissolveNetworkScheduleDurationSet(BlockNumberFor<T>),
		/// This chain never emits it (see `TimelockedWeightsCommitted`): (hotkey, netuid + 4096 * mecid, hash of the
		/// commit).
		#[codec(index = 84)]
		CRV3WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
		/// A hotkey committed to weights: (hotkey, netuid + 4096 * mecid, the committed hash).
		#[codec(index = 85)]
		WeightsCommitted(T::AccountId, NetUidStorageIndex, H256),
		/// A hotkey revealed its committed weights: (hotkey, netuid + 4096 * mecid, the committed hash).
		#[codec(index = 86)]
		WeightsRevealed(T::AccountId, NetUidStorageIndex, H256),
		/// A hotkey revealed several commits at once: (hotkey, netuid, the committed hashes).
		#[codec(index = 87)]
		WeightsBatchRevealed(T::AccountId, NetUid, Vec<H256>),
		/// A batch of weights or commits was worked through: (netuids, hotkey).
		#[codec(index = 88)]
		BatchWeightsCompleted(Vec<Compact<NetUid>>, T::AccountId),
		/// At least one item of a batch of weights or commits failed.
		#[codec(index = 89)]
		BatchCompletedWithErrors,
		/// An item of a batch of weights or commits failed: (netuid, why).
		#[codec(index = 90)]
		BatchWeightItemFailed(NetUid, DispatchError),
		/// Stake passed to another coldkey: (origin coldkey, destination coldkey, hotkey, origin netuid, destination
		/// netuid, value moved in RAO).
		#[codec(index = 91)]
		StakeTransferred(T::AccountId, T::AccountId, T::AccountId, NetUid, NetUid, TaoBalance),
		/// Stake passed to another subnet: (coldkey, hotkey, origin netuid, destination netuid, value moved in RAO).
		#[codec(index = 92)]
		StakeSwapped(T::AccountId, T::AccountId, NetUid, NetUid, TaoBalance),
		/// TransferToggle was set: (netuid, whether stake can pass between coldkeys).
		#[codec(index = 93)]
		TransferToggle(NetUid, bool),
		/// A subnet's owner hotkey was set: (netuid, hotkey).
		#[codec(index = 94)]
		SubnetOwnerHotkeySet(NetUid, T::AccountId),
		/// A subnet was started: (netuid, first block in which it can get emission).
		#[codec(index = 95)]
		FirstEmissionBlockNumberSet(NetUid, u64),
		/// Staked alpha was recycled, so that it can be emitted again: (coldkey, hotkey, alpha-rao, netuid).
		#[codec(index = 96)]
		AlphaRecycled(T::AccountId, T::AccountId, AlphaBalance, NetUid),
		/// Staked alpha was burned for good: (coldkey, hotkey, alpha-rao, netuid).
		#[codec(index = 97)]
		AlphaBurned(T::AccountId, T::AccountId, AlphaBalance, NetUid),
		/// A neuron was associated with an EVM address.
		#[codec(index = 98)]
		EvmKeyAssociated { netuid: NetUid, hotkey: T::AccountId, evm_key: H160, block_associated: u64 },
		/// This chain never emits it (see `TimelockedWeightsRevealed`): (netuid, hotkey).
		#[codec(index = 99)]
		CRV3WeightsRevealed(NetUid, T::AccountId),
		/// RevealPeriodEpochs was set: (netuid, epochs from commit to reveal).
		#[codec(index = 100)]
		CommitRevealPeriodsSet(NetUid, u64),
		/// CommitRevealWeightsEnabled was set: (netuid, whether weights are committed first).
		#[codec(index = 101)]
		CommitRevealEnabled(NetUid, bool),
		/// A coldkey replaced a hotkey on one subnet.
		#[codec(index = 102)]
		HotkeySwappedOnSubnet {
			coldkey: T::AccountId,
			old_hotkey: T::AccountId,
			new_hotkey: T::AccountId,
			netuid: NetUid,
		},
		/// A subnet was registered with a crowdloan and leased to the beneficiary, until `end_block` if there is one.
		#[codec(index = 103)]
		SubnetLeaseCreated {
			beneficiary: T::AccountId,
			lease_id: LeaseId,
			netuid: NetUid,
			end_block: Option<BlockNumberFor<T>>,
		},
		/// A lease ended, and its subnet passed to the beneficiary.
		#[codec(index = 104)]
		SubnetLeaseTerminated { beneficiary: T::AccountId, netuid: NetUid },
		/// The symbol of a subnet's token was set; it is UTF-8.
		#[codec(index = 105)]
		SymbolUpdated { netuid: NetUid, symbol: Vec<u8> },
		/// CommitRevealWeightsVersion was set: (version).
		#[codec(index = 106)]
		CommitRevealVersionSet(u16),
		/// A hotkey committed timelocked weights: (hotkey, netuid + 4096 * mecid, blake2-256 of the commit, drand round
		/// that opens it).
		#[codec(index = 107)]
		TimelockedWeightsCommitted(T::AccountId, NetUidStorageIndex, H256, u64),
		/// Timelocked weights were opened and set: (netuid + 4096 * mecid, hotkey).
		#[codec(index = 108)]
		TimelockedWeightsRevealed(NetUidStorageIndex, T::AccountId),
		/// The incentive of `hotkey`, in alpha-rao, was staked to `destination`, as its `owner` had chosen.
		#[codec(index = 109)]
		AutoStakeAdded {
			netuid: NetUid,
			destination: T::AccountId,
			hotkey: T::AccountId,
			owner: T::AccountId,
			incentive: AlphaBalance,
		},
		/// The epoch of a mechanism found its incentives; `netuid` is netuid + 4096 * mecid, `emissions` alpha-rao by
		/// uid.
		#[codec(index = 110)]
		IncentiveAlphaEmittedToMiners { netuid: NetUidStorageIndex, emissions: Vec<AlphaBalance> },
		/// MinAllowedUids was set: (netuid, least value of MaxAllowedUids).
		#[codec(index = 111)]
		MinAllowedUidsSet(NetUid, u16),
		/// A coldkey chose the hotkey to which its incentives on a subnet are staked.
		#[codec(index = 112)]
		AutoStakeDestinationSet { coldkey: T::AccountId, netuid: NetUid, hotkey: T::AccountId },
		/// MinNonImmuneUids was set: (netuid, neurons).
		#[codec(index = 113)]
		MinNonImmuneUidsSet(NetUid, u16),
		/// A coldkey claimed its root dividends.
		#[codec(index = 114)]
		RootClaimed { coldkey: T::AccountId },
		/// A coldkey chose whether its root dividends are sold for TAO or kept as alpha.
		#[codec(index = 115)]
		RootClaimTypeSet { coldkey: T::AccountId, root_claim_type: RootClaimTypeEnum },
		/// Voting power is tracked on a subnet from now on.
		#[codec(index = 116)]
		VotingPowerTrackingEnabled { netuid: NetUid },
		/// Voting power will no longer be tracked on a subnet from `disable_at_block` on.
		#[codec(index = 117)]
		VotingPowerTrackingDisableScheduled { netuid: NetUid, disable_at_block: u64 },
		/// Voting power is no longer tracked on a subnet, and all of it was cleared.
		#[codec(index = 118)]
		VotingPowerTrackingDisabled { netuid: NetUid },
		/// VotingPowerEmaAlpha was set; `alpha` is the weight of a new value, 10^18 standing for 1.
		#[codec(index = 119)]
		VotingPowerEmaAlphaSet { netuid: NetUid, alpha: u64 },
		/// A contributor, or the beneficiary, of a leased subnet got its dividends, in alpha-rao.
		#[codec(index = 120)]
		SubnetLeaseDividendsDistributed { lease_id: LeaseId, contributor: T::AccountId, alpha: AlphaBalance },
		/// TAO was staked and the alpha burned; `amount` is in RAO, `alpha` in alpha-rao.
		#[codec(index = 121)]
		AddStakeBurn { netuid: NetUid, hotkey: T::AccountId, amount: TaoBalance, alpha: AlphaBalance },
		/// A coldkey withdrew its swap announcement.
		#[codec(index = 122)]
		ColdkeySwapCleared { who: T::AccountId },
		/// A transaction fee was paid with staked alpha; `alpha_fee`, in alpha-rao, was sold for `tao_amount`, in RAO.
		#[codec(index = 123)]
		TransactionFeePaidWithAlpha {
			who: T::AccountId,
			netuid: NetUid,
			alpha_fee: AlphaBalance,
			tao_amount: TaoBalance,
		},
		/// BurnHalfLife was set: the price of a registration halves in so many blocks.
		#[codec(index = 124)]
		BurnHalfLifeSet { netuid: NetUid, burn_half_life: u16 },
		/// BurnIncreaseMult was set: each registration multiplies the price of the next one by it.
		#[codec(index = 125)]
		BurnIncreaseMultSet { netuid: NetUid, burn_increase_mult: U64F64 },
		/// A root validator chose whether it becomes a parent of the owner hotkey of each new subnet.
		#[codec(index = 126)]
		AutoParentDelegationEnabledSet { hotkey: T::AccountId, enabled: bool },
		/// A coldkey locked `amount` alpha-rao in favour of a hotkey.
		#[codec(index = 127)]
		StakeLocked { coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, amount: AlphaBalance },
		/// This chain never emits it: locks decay, and nobody unlocks them.
		#[codec(index = 128)]
		StakeUnlocked { coldkey: T::AccountId, hotkey: T::AccountId, netuid: NetUid, amount: AlphaBalance },
		/// A coldkey moved its lock on a subnet to another hotkey.
		#[codec(index = 129)]
		LockMoved {
			coldkey: T::AccountId,
			origin_hotkey: T::AccountId,
			destination_hotkey: T::AccountId,
			netuid: NetUid,
		},
		/// ActivityCutoffFactorMilli was set: a neuron counts as inactive after so many thousandths of Tempo.
		#[codec(index = 130)]
		ActivityCutoffFactorMilliSet { netuid: NetUid, factor_milli: u32 },
		/// A subnet's owner triggered an epoch, which is due in block `fires_at`.
		#[codec(index = 131)]
		EpochTriggered { netuid: NetUid, by: T::AccountId, fires_at: u64 },
		/// An epoch was due in `from_block`, but other subnets filled the block; it is due again in `to_block`.
		#[codec(index = 132)]
		EpochDeferred { netuid: NetUid, from_block: u64, to_block: u64 },
		/// An epoch was left out because a hotkey had two uids; what was pending stays pending.
		#[codec(index = 133)]
		EpochSkipped { netuid: NetUid, block: u64 },
		/// A subnet passed to the owner of the hotkey with the most conviction.
		#[codec(index = 134)]
		SubnetOwnerChanged { netuid: NetUid, old_coldkey: T::AccountId, new_coldkey: T::AccountId },
		/// A coldkey chose whether its lock on a subnet is perpetual (`enabled`) or decays.
		#[codec(index = 135)]
		PerpetualLockUpdated { coldkey: T::AccountId, netuid: NetUid, enabled: bool },
		/// A coldkey chose whether it rejects locked alpha (`enabled`) when stake is transferred to it.
		#[codec(index = 136)]
		RejectLockedAlphaUpdated { coldkey: T::AccountId, enabled: bool },
	}
}
