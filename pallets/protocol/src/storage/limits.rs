//! Limits on how often things are done. Spec: consensus 10.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_limits {
	/// Blocks before an epoch in which hyperparameters stand still.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type AdminFreezeWindow<T: Config> =
		StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::ADMIN_FREEZE_WINDOW }>>;

	/// Epochs between two changes of one hyperparameter by the owner.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type OwnerHyperparamRateLimit<T: Config> =
		StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::OWNER_HYPERPARAM_RATE_LIMIT }>>;

	/// Epochs between two changes of the weights version key.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type WeightsVersionKeyRateLimit<T: Config> =
		StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::WEIGHTS_VERSION_KEY_RATE_LIMIT }>>;

	/// Blocks between two swaps of hotkeys by one coldkey.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TxRateLimit<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::TX_RATE_LIMIT }>>;

	/// Block in which something limited was last done.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LastRateLimitedBlock<T: Config> = StorageMap<_, Identity, RateLimitKey<T::AccountId>, u64, ValueQuery>;

	/// Block in which an account last did something on a subnet; the last key is the number of what it did.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type TransactionKeyLastBlock<T: Config> = StorageNMap<
		_,
		(NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Identity, NetUid>, NMapKey<Identity, u16>),
		u64,
		ValueQuery,
	>;
}
