//! Hotkeys that lend their stake to others. Spec: staking 8.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_children {
	/// Part of the dividends for borrowed stake that a child keeps for its owner, a u16 proportion: (hotkey, netuid).
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ChildkeyTake<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, u16, ValueQuery>;

	/// Children that a hotkey has chosen and that take effect later: (children as (u64 proportion, hotkey), block in which the
	/// cooldown ends).
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type PendingChildKeys<T: Config> = StorageDoubleMap<
		_,
		Identity,
		NetUid,
		Blake2_128Concat,
		T::AccountId,
		(Vec<(u64, T::AccountId)>, u64),
		ValueQuery,
	>;

	/// Blocks from the choice of children to the end of its cooldown.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type PendingChildKeyCooldown<T: Config> = StorageValue<_, u64, ValueQuery, DefaultPendingChildKeyCooldown<T>>;

	/// Blocks after a change of a childkey take in which it cannot be raised; 0 for no limit.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type TxChildkeyTakeRateLimit<T: Config> = StorageValue<_, u64, ValueQuery, DefaultTxChildkeyTakeRateLimit<T>>;

	/// Whether a hotkey with a seat on root lends all its stake to the owner's hotkey of each new subnet.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type AutoParentDelegationEnabled<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, bool, ValueQuery, ConstBool<true>>;
}
