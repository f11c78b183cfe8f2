//! What stakers on root have earned on subnets and not claimed yet. Spec: economics 12.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_claims {
	/// Alpha-rao of each subnet that one RAO of root stake on a hotkey has earned since the beginning.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type RootClaimable<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, BTreeMap<NetUid, I96F32>, ValueQuery>;

	/// Alpha-rao that are accounted for already: (netuid, hotkey, coldkey). What is owed is the rate times the root stake, less
	/// this.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type RootClaimed<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		u128,
		ValueQuery,
	>;

	/// How a coldkey receives its root dividends.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type RootClaimType<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, RootClaimTypeEnum, ValueQuery>;

	/// Alpha-rao of a subnet below which nothing is claimed.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type RootClaimableThreshold<T: Config> =
		StorageMap<_, Blake2_128Concat, NetUid, I96F32, ValueQuery, DefaultRootClaimableThreshold>;

	/// Number of a coldkey with root stake: numbers have no gaps.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type StakingColdkeys<T: Config> = StorageMap<_, Identity, T::AccountId, u64, OptionQuery>;

	/// Coldkey with root stake, by its number.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type StakingColdkeysByIndex<T: Config> = StorageMap<_, Identity, u64, T::AccountId, OptionQuery>;

	/// How many coldkeys have root stake.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type NumStakingColdkeys<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// Coldkeys for which is claimed in each block without their asking; 0 for none.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type NumRootClaim<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::NUM_ROOT_CLAIM }>>;

	/// RAO that root dividends of a subnet were sold for in this block.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type SubnetRootSellTao<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;
}
