//! Weights that were committed and are not revealed yet. Spec: consensus 2, 8.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_weights {
	/// Hashes of weights that a hotkey will reveal, oldest first: hash, epoch and block of the commitment, and a zero.
	///
	/// Owner: epoch.
	#[pallet::storage]
	pub type WeightCommits<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		NetUidStorageIndex,
		Twox64Concat,
		T::AccountId,
		Vec<(H256, u64, u64, u64)>,
		OptionQuery,
	>;

	/// Encrypted weights by the epoch of their commitment, oldest first: hotkey, block, ciphertext, and the round of drand by
	/// which it can be read.
	///
	/// Owner: epoch.
	#[pallet::storage]
	pub type TimelockedWeightCommits<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		NetUidStorageIndex,
		Twox64Concat,
		u64,
		Vec<(T::AccountId, u64, WeightCiphertext, u64)>,
		ValueQuery,
	>;

	/// Always empty; earlier chains kept encrypted weights here.
	///
	/// Owner: epoch.
	#[pallet::storage]
	pub type CRV3WeightCommits<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		NetUidStorageIndex,
		Twox64Concat,
		u64,
		Vec<(T::AccountId, WeightCiphertext, u64)>,
		ValueQuery,
	>;

	/// Always empty; earlier chains kept encrypted weights here.
	///
	/// Owner: epoch.
	#[pallet::storage]
	pub type CRV3WeightCommitsV2<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		NetUidStorageIndex,
		Twox64Concat,
		u64,
		Vec<(T::AccountId, u64, WeightCiphertext, u64)>,
		ValueQuery,
	>;
}
