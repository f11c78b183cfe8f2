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
}
