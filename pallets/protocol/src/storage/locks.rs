//! Stake that its owner has locked in favour of a hotkey. Spec: staking 10.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_locks {
	/// What a coldkey has locked on a subnet: (coldkey, netuid, hotkey in whose favour). One at most for a coldkey on a subnet.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type Lock<T: Config> = StorageNMap<
		_,
		(NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>),
		LockState,
		OptionQuery,
	>;

	/// Who has locked in favour of a hotkey: (netuid, hotkey, coldkey), one entry for each of `Lock`.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type LockingColdkeys<T: Config> = StorageNMap<
		_,
		(NMapKey<Identity, NetUid>, NMapKey<Blake2_128Concat, T::AccountId>, NMapKey<Blake2_128Concat, T::AccountId>),
		(),
		OptionQuery,
	>;

	/// Sum of the perpetual locks in favour of a hotkey that is not the subnet owner's.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type HotkeyLock<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, LockState, OptionQuery>;

	/// Sum of the decaying locks in favour of a hotkey that is not the subnet owner's.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type DecayingHotkeyLock<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, LockState, OptionQuery>;

	/// Sum of the perpetual locks in favour of the subnet owner's hotkey.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type OwnerLock<T: Config> = StorageMap<_, Identity, NetUid, LockState, OptionQuery>;

	/// Sum of the decaying locks in favour of the subnet owner's hotkey.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type DecayingOwnerLock<T: Config> = StorageMap<_, Identity, NetUid, LockState, OptionQuery>;

	/// Whether a coldkey's lock on a subnet decays. Absent: it does.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type DecayingLock<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, bool, OptionQuery>;

	/// Blocks in which conviction grows to all but 1/e of what is locked.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type MaturityRate<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::LOCK_RATE }>>;

	/// Blocks in which a decaying lock falls to 1/e.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type UnlockRate<T: Config> = StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::LOCK_RATE }>>;

	/// What an account allows; bit 0: it accepts locked alpha. Absent: nothing.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type AccountFlags<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u128, ValueQuery>;
}
