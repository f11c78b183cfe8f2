//! Taoflow: the smoothed net flow of TAO into the subnets. Spec: economics 6.2.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_flow {
	/// Smoothed flow of the users' TAO, RAO a block, and the block in which it was advanced.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetEmaTaoFlow<T: Config> = StorageMap<_, Identity, NetUid, (u64, I64F64), OptionQuery>;

	/// TAO that the protocol itself put into a subnet less what it took out, since it was last read, in RAO.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SubnetProtocolFlow<T: Config> = StorageMap<_, Identity, NetUid, i64, ValueQuery>;

	/// Smoothed flow of the protocol's TAO, RAO a block, and the block in which it was advanced.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type SubnetEmaProtocolFlow<T: Config> = StorageMap<_, Identity, NetUid, (u64, I64F64), OptionQuery>;

	/// Whether the protocol's flow is subtracted from that of the users. Decision D1c: not at first.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type NetTaoFlowEnabled<T: Config> = StorageValue<_, bool, ValueQuery>;

	/// RAO a block that a smoothed flow must exceed to count.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type TaoFlowCutoff<T: Config> = StorageValue<_, I64F64, ValueQuery>;

	/// The power to which flows are raised, from 1 to 2.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type FlowNormExponent<T: Config> = StorageValue<_, U64F64, ValueQuery, DefaultFlowNormExponent>;

	/// Weight of a block's flow in the average, in parts of 2^63 - 1: a half-life of 216 000 blocks.
	///
	/// Owner: emission.
	#[pallet::storage]
	pub type FlowEmaSmoothingFactor<T: Config> =
		StorageValue<_, u64, ValueQuery, ConstU64<{ defaults::FLOW_EMA_SMOOTHING_FACTOR }>>;
}
