//! When epochs run. Spec: consensus 3.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_schedule {
	/// Blocks between two epochs; 0: never.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Tempo<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery, T::InitialTempo>;

	/// Block of the last epoch, or from which the first one is counted.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LastEpochBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Block of an epoch that was asked for or put off; 0: none.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type PendingEpochAt<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Blocks since the last epoch that ran.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BlocksSinceLastStep<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Block of the last distribution. The spelling is wire.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LastMechansimStepBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Epochs that were run or skipped.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetEpochIndex<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Most epochs in one block; the others wait.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type MaxEpochsPerBlock<T: Config> = StorageValue<_, u8, ValueQuery, T::InitialMaxEpochsPerBlock>;
}
