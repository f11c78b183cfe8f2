//! The neurons of each subnet: one slot (uid) each. Spec: subnets 5 and 6.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_neurons {
	/// Neurons of the subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type SubnetworkN<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Hotkey in a slot.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Identity, u16, T::AccountId, ValueQuery, DefaultAccount<T>>;

	/// Slot of a hotkey.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Uids<T: Config> = StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u16, OptionQuery>;

	/// Whether a hotkey has a slot on the subnet.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type IsNetworkMember<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Identity, NetUid, bool, ValueQuery>;

	/// Block in which the neuron in a slot was registered.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type BlockAtRegistration<T: Config> = StorageDoubleMap<_, Identity, NetUid, Identity, u16, u64, ValueQuery>;

	/// Registrations in this block.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RegistrationsThisBlock<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Registrations on root since its epoch was last due; dead elsewhere.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type RegistrationsThisInterval<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Whether each neuron set weights lately.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Active<T: Config> = StorageMap<_, Identity, NetUid, Vec<bool>, ValueQuery>;

	/// Alpha-rao that each neuron got in the last epoch.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Emission<T: Config> = StorageMap<_, Identity, NetUid, Vec<AlphaBalance>, ValueQuery>;

	/// Consensus of each neuron, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Consensus<T: Config> = StorageMap<_, Identity, NetUid, Vec<u16>, ValueQuery>;

	/// Dividends of each neuron, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Dividends<T: Config> = StorageMap<_, Identity, NetUid, Vec<u16>, ValueQuery>;

	/// Validator trust of each neuron, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ValidatorTrust<T: Config> = StorageMap<_, Identity, NetUid, Vec<u16>, ValueQuery>;

	/// Stake weight of each neuron, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type StakeWeight<T: Config> = StorageMap<_, Identity, NetUid, Vec<u16>, ValueQuery>;

	/// Whether each neuron may validate.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type ValidatorPermit<T: Config> = StorageMap<_, Identity, NetUid, Vec<bool>, ValueQuery>;

	/// Incentive of each neuron on one mechanism, u16 proportions.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Incentive<T: Config> = StorageMap<_, Identity, NetUidStorageIndex, Vec<u16>, ValueQuery>;

	/// Block in which each neuron last set weights on one mechanism.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type LastUpdate<T: Config> = StorageMap<_, Identity, NetUidStorageIndex, Vec<u64>, ValueQuery>;

	/// Weights that a neuron set on one mechanism: (uid, u16 proportion).
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Weights<T: Config> =
		StorageDoubleMap<_, Identity, NetUidStorageIndex, Identity, u16, Vec<(u16, u16)>, ValueQuery>;

	/// Bonds of a neuron on one mechanism: (uid, u16 proportion).
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Bonds<T: Config> =
		StorageDoubleMap<_, Identity, NetUidStorageIndex, Identity, u16, Vec<(u16, u16)>, ValueQuery>;
}
