//! Voting power of validators: an average of their stake. Spec: staking 13.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_voting {
	/// Voting power of a hotkey on a subnet, in alpha-rao.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type VotingPower<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// Whether voting power is tracked on a subnet.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type VotingPowerTrackingEnabled<T: Config> = StorageMap<_, Identity, NetUid, bool, ValueQuery>;

	/// Block from which voting power is no longer tracked on a subnet; 0: it goes on.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type VotingPowerDisableAtBlock<T: Config> = StorageMap<_, Identity, NetUid, u64, ValueQuery>;

	/// Weight of a new value in the average, 10^18 standing for 1.
	///
	/// Owner: staking.
	#[pallet::storage]
	pub type VotingPowerEmaAlpha<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::VOTING_POWER_EMA_ALPHA }>>;
}
