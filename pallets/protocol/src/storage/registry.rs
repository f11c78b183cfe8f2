//! Which subnets there are, who owns them, and what it takes to create one. Spec: subnets 1 to 3.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_registry {
	/// Most live subnets, root not counted.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetLimit<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::SUBNET_LIMIT }>>;

	/// Live subnets, root included.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TotalNetworks<T: Config> = StorageValue<_, u16, ValueQuery>;

	/// The live subnets: true for each of them, absent otherwise.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworksAdded<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Block in which the subnet was created.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkRegisteredAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// How often this netuid was given out. Never cleared.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RegisteredSubnetCounter<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Blocks after its creation in which a subnet is never pruned.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkImmunityPeriod<T: Config> =
		StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::NETWORK_IMMUNITY_PERIOD }>>;

	/// Blocks after its creation before a subnet may be started.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type StartCallDelay<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// Least cost of creating a subnet, in RAO, and what its pool starts with.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkMinLockCost<T: Config> =
		StorageValue<_, TaoBalance, ValueQuery, ConstTao<{ defaults::NETWORK_MIN_LOCK_COST }>>;

	/// What the last subnet's creation cost, in RAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkLastLockCost<T: Config> =
		StorageValue<_, TaoBalance, ValueQuery, ConstTao<{ defaults::NETWORK_MIN_LOCK_COST }>>;

	/// Blocks in which the cost falls from twice to once the last one, at the full block emission.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkLockReductionInterval<T: Config> =
		StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::NETWORK_LOCK_REDUCTION_INTERVAL }>>;

	/// Least blocks between two creations of subnets, on the whole chain; 0 for no limit.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkRateLimit<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::NETWORK_RATE_LIMIT }>>;

	/// Block before which no subnet can be created.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NetworkRegistrationStartBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// What the subnet's creation cost, in RAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetLocked<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// The largest cost paid for this netuid, in RAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LargestLocked<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// What the subnet trades on: 1 a pool, 0 (root) one alpha for one TAO.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetMechanism<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Coldkey that owns the subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetOwner<T: Config> = StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, DefaultAccount<T>>;

	/// Hotkey that the owner has named; its slot is never taken.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetOwnerHotkey<T: Config> =
		StorageMap<_, Identity, NetUid, T::AccountId, ValueQuery, DefaultAccount<T>>;

	/// First block with emission: the one after the subnet was started.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type FirstEmissionBlockNumber<T: Config> = StorageMap<_, Identity, NetUid, u64, OptionQuery>;

	/// Whether alpha can be bought and sold.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubtokenEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Whether TAO is emitted to the subnet; root can take it away.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetEmissionEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery, ConstBool<true>>;

	/// Symbol of the subnet's alpha, UTF-8.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TokenSymbol<T: Config> = StorageMap<_, Identity, NetUid, Vec<u8>, ValueQuery, DefaultSymbol>;

	/// How the owner describes the subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetIdentitiesV3<T: Config> = StorageMap<_, Blake2_128Concat, NetUid, SubnetIdentityV3, OptionQuery>;

	/// RAO recycled when the subnet was created and paid for its neurons since.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RAORecycledForRegistration<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// Dead: subnets are dissolved without a schedule. Stored and shown.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type DissolveNetworkScheduleDuration<T: Config> =
		StorageValue<_, BlockNumberFor<T>, ValueQuery, DefaultDissolveNetworkScheduleDuration<T>>;
}
