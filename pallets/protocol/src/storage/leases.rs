//! Subnets that a crowd leases. Spec: staking 14, subnets 10.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_leases {
	/// The leases.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type SubnetLeases<T: Config> = StorageMap<_, Twox64Concat, LeaseId, SubnetLeaseOf<T>, OptionQuery>;

	/// Part of a contributor in a lease.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type SubnetLeaseShares<T: Config> =
		StorageDoubleMap<_, Twox64Concat, LeaseId, Identity, T::AccountId, U64F64, ValueQuery>;

	/// The lease of a subnet.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type SubnetUidToLeaseId<T: Config> = StorageMap<_, Twox64Concat, NetUid, LeaseId, OptionQuery>;

	/// Number of the next lease.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type NextSubnetLeaseId<T: Config> = StorageValue<_, LeaseId, ValueQuery>;

	/// Alpha-rao of a lease that contributors and beneficiary have not got yet: the contributors' part of the owner's cuts.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type AccumulatedLeaseDividends<T: Config> = StorageMap<_, Twox64Concat, LeaseId, AlphaBalance, ValueQuery>;
}
