//! Hotkeys and coldkeys that give way to others. Spec: staking 11 and 12.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_swaps {
	/// Block in which a coldkey last swapped a hotkey on a subnet.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type LastHotkeySwapOnNetuid<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// Blocks from the announcement of a coldkey swap to the swap.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ColdkeySwapAnnouncementDelay<T: Config> =
		StorageValue<_, BlockNumberFor<T>, ValueQuery, DefaultColdkeySwapAnnouncementDelay<T>>;

	/// Blocks after which a swap that came due can be announced anew, or cleared.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ColdkeySwapReannouncementDelay<T: Config> =
		StorageValue<_, BlockNumberFor<T>, ValueQuery, DefaultColdkeySwapReannouncementDelay<T>>;

	/// Coldkeys that have announced their swap: (first block of the swap, BlakeTwo256 of the new coldkey).
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ColdkeySwapAnnouncements<T: Config> =
		StorageMap<_, Twox64Concat, T::AccountId, (BlockNumberFor<T>, T::Hash), OptionQuery>;

	/// Coldkeys whose announced swap is disputed: block of the dispute.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type ColdkeySwapDisputes<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, BlockNumberFor<T>, OptionQuery>;
}
