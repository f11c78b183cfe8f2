//! Who owns which hotkey, and how the owners present themselves. Spec: staking 2, subnets 8.2.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_keys {
	/// Coldkey that owns a hotkey; absent where the hotkey was never seen.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Owner<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId, ValueQuery, DefaultAccount<T>>;

	/// Hotkeys of a coldkey, oldest first.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type OwnedHotkeys<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Vec<T::AccountId>, ValueQuery>;

	/// Hotkeys that a coldkey owns or has ever staked to.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type StakingHotkeys<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Vec<T::AccountId>, ValueQuery>;

	/// Take of a delegate, a u16 proportion; absent where the hotkey is none.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Delegates<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u16, ValueQuery, ConstU16<{ defaults::DELEGATE_TAKE }>>;

	/// How a coldkey describes itself.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type IdentitiesV2<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, ChainIdentityV2, OptionQuery>;
}
