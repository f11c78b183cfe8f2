//! Who stands behind a hotkey. Spec: staking 1.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_stake {
	/// Stake on a hotkey on a subnet, all coldkeys together, in alpha-rao; on root in RAO.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TotalHotkeyAlpha<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// How much TAO on root counts beside alpha, in parts of 2^64 - 1.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TaoWeight<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::TAO_WEIGHT }>>;

	/// To which hotkeys a hotkey lends its stake on a subnet: (u64 proportion, child).
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ChildKeys<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, Vec<(u64, T::AccountId)>, ValueQuery>;

	/// Which hotkeys lend their stake on a subnet to a hotkey: (u64 proportion, parent).
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ParentKeys<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, Vec<(u64, T::AccountId)>, ValueQuery>;

	/// Least take of child keys, a u16 proportion.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type MinChildkeyTake<T: Config> = StorageValue<_, u16, ValueQuery>;

	/// Largest take of child keys, a u16 proportion.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type MaxChildkeyTake<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::MAX_CHILDKEY_TAKE }>>;

	/// Hotkey on which what a coldkey earns on a subnet is staked.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type AutoStakeDestination<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, T::AccountId, OptionQuery>;
}
