//! Stake: who owns which part of the alpha of a hotkey, and what goes with it. Spec: staking 1, economics 15.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_stake {
	/// Share of a coldkey in the stake of a hotkey on a subnet: (hotkey, coldkey, netuid). It is worth
	/// `TotalHotkeyAlpha x share / TotalHotkeySharesV2` alpha-rao.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type AlphaV2<T: Config> = StorageNMap<
		_,
		(NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Identity, NetUid>),
		SafeFloat,
		ValueQuery,
	>;

	/// Sum of the shares in the stake of a hotkey on a subnet.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TotalHotkeySharesV2<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, SafeFloat, ValueQuery>;

	/// What held the shares before `AlphaV2`. Nothing is stored here on this chain; clients look before they read
	/// `AlphaV2`.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type Alpha<T: Config> = StorageNMap<
		_,
		(NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Identity, NetUid>),
		U64F64,
		ValueQuery,
	>;

	/// What held the sum of shares before `TotalHotkeySharesV2`. Nothing is stored here on this chain.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TotalHotkeyShares<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, U64F64, ValueQuery>;

	/// Block in which a coldkey last staked on a hotkey or unstaked from it.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type LastColdkeyHotkeyStakeBlock<T: Config> =
		StorageDoubleMap<_, Twox64Concat, T::AccountId, Twox64Concat, T::AccountId, u64, OptionQuery>;

	/// Least worth of a nominator's stake on one hotkey of one subnet, in millionths of the least amount that can be
	/// staked. Spec: staking 5.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type NominatorMinRequiredStake<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// Least take of delegates, a u16 proportion.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type MinDelegateTake<T: Config> = StorageValue<_, u16, ValueQuery>;

	/// Largest take of delegates, a u16 proportion.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type MaxDelegateTake<T: Config> = StorageValue<_, u16, ValueQuery, ConstU16<{ defaults::DELEGATE_TAKE }>>;

	/// Blocks after a change of a delegate's take in which it cannot be increased; 0 for no limit.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TxDelegateTakeRateLimit<T: Config> =
		StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::TX_DELEGATE_TAKE_RATE_LIMIT }>>;

	/// Least stake weight with which weights can be set, in alpha-rao.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type StakeThreshold<T: Config> = StorageValue<_, u64, ValueQuery>;

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
