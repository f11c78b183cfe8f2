//! What the last block and the last epoch gave out. Spec: economics 8 to 12.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_emission {
	/// Alpha-rao put into the pool in the last block.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetAlphaInEmission<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha-rao made for the subnet's participants in the last block.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetAlphaOutEmission<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// RAO put into the pool in the last block.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetTaoInEmission<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// RAO that bought alpha for the protocol in the last block.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetExcessTao<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// Alpha-rao that miners get at the next epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type PendingServerEmission<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha-rao that validators and their nominators get at the next epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type PendingValidatorEmission<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha-rao that root's stakers get at the next epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type PendingRootAlphaDivs<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha-rao that a hotkey got for alpha stake in the last epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type AlphaDividendsPerSubnet<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, AlphaBalance, ValueQuery>;

	/// Alpha-rao that a hotkey got for root stake in the last epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type RootAlphaDividendsPerSubnet<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, AlphaBalance, ValueQuery>;

	/// Alpha-rao that a hotkey got in the last epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type LastHotkeyEmissionOnNetuid<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha-rao that the subnet's owner gets at the next epoch.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type PendingOwnerCut<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// The owners' part of new alpha, a u16 proportion.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetOwnerCut<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::SUBNET_OWNER_CUT }>>;

	/// The part of what parents of child keys earn that is recycled, in parts of 2^64 - 1.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type CKBurn<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// RAO that the last block made.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type BlockEmission<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::BLOCK_EMISSION }>>;

	/// The part of weighted root stake in all stake of a subnet, after the last block's emission.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type RootProp<T: Config> = StorageMap<_, Identity, NetUid, U96F32, ValueQuery>;

	/// The part of the last epoch's incentives that was withheld from hotkeys of the subnet's owner, 0 to 1.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type MinerBurned<T: Config> = StorageMap<_, Identity, NetUid, U96F32, ValueQuery>;

	/// Alpha-rao that a hotkey had after the last epoch's dividends.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type TotalHotkeyAlphaLastEpoch<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, AlphaBalance, ValueQuery>;
}
